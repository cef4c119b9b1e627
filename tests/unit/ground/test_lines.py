"""Words and lines: what parts two labels, and what does not."""

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from deskhand.core.geometry import Box
from deskhand.core.screen import Role
from deskhand.ground.boxes import as_boxes, boxes_of, outlines_of, without_letters
from deskhand.ground.edges import INK as EDGE
from deskhand.ground.edges import edges_of, horizontal_rules, vertical_rules
from deskhand.ground.lines import Rules, lines_of
from deskhand.ground.shapes import toggle_shapes
from deskhand.ground.words import erase, ink_of, words_of
from tests.builders import DEJAVU, INK, blank, outline, put, toggle


def lines_in(pixels):
    """Boxes of the lines of a picture, left to right and top to bottom, as the grounder finds them."""
    edges = edges_of(pixels)
    frames = without_letters(boxes_of(edges), pixels)
    ink = ink_of(edges, frames)
    shapes = toggle_shapes(pixels, as_boxes(frames) + as_boxes(outlines_of(edges)), ink)
    for shape in shapes:
        erase(ink, shape.box)
    rules = Rules(horizontal_rules(edges, EDGE), vertical_rules(edges))
    lines, _ = lines_of(words_of(ink, frames), ink, rules, [shape.box for shape in shapes])
    return sorted((line.box for line in lines), key=lambda box: (box.y // 20, box.x))


def covers(box, *drawn):
    return all(place.coverage(box.grown(2)) == 1.0 for place in drawn)


def test_the_words_of_a_label_are_one_line():
    pixels = blank()
    drawn = put(pixels, "Save the whole document", (20, 60))
    (line,) = lines_in(pixels)
    assert covers(line, drawn) and line.coverage(drawn.grown(3)) == 1.0


@pytest.mark.parametrize("size", [11, 13, 18, 26])
def test_a_wide_gap_parts_two_labels(size):
    pixels = blank(640, 200)
    first = put(pixels, "Open file", (20, 60), size)
    second = put(pixels, "Close", (first.right + 2 * size, 60), size)
    left, right = lines_in(pixels)
    assert covers(left, first) and covers(right, second)


def test_two_lines_under_each_other_are_two():
    pixels = blank()
    above, below = put(pixels, "typing jolly", (20, 60)), put(pixels, "Hidden files", (20, 76))
    first, second = lines_in(pixels)
    assert covers(first, above) and covers(second, below)


def test_the_same_small_word_in_two_rows_is_no_equals_sign():
    pixels = blank()
    first, second = put(pixels, "nouns", (20, 60)), put(pixels, "nouns", (20, 80))
    above, below = lines_in(pixels)
    assert covers(above, first) and covers(below, second)


def test_an_upright_rule_parts_labels():
    pixels = blank()
    put(pixels, "Name", (20, 60))
    put(pixels, "Size", (64, 60))
    assert len(lines_in(pixels)) == 1
    cv2.line(pixels, (59, 52), (59, 80), (150, 150, 150), 1)
    assert len(lines_in(pixels)) == 2


@pytest.mark.parametrize("figures", ["12.7", "1024", "128", "80.06", "11.7"])
def test_bold_figures_are_one_line_and_no_boxes(figures):
    pixels = blank()
    cv2.rectangle(pixels, (10, 30), (300, 90), (200, 200, 200), 1)
    font = ImageFont.truetype("/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf", 34)
    drawing = Image.fromarray(pixels)
    ImageDraw.Draw(drawing).text((120, 40), figures, (0, 0, 0), font=font)
    pixels = np.asarray(drawing).copy()
    boxes = without_letters(boxes_of(edges_of(pixels)), pixels)
    assert sum(height >= 14 for height in boxes[:, 3]) == 1
    (line,) = lines_in(pixels)
    assert line.h <= 30


def test_a_toggle_parts_labels():
    pixels = blank()
    put(pixels, "Left", (20, 60))
    toggle(pixels, (52, 60), 14)
    put(pixels, "Right", (72, 60))
    left, right = lines_in(pixels)
    assert left.right <= 52 and right.x >= 66


def underline(pixels, box):
    cv2.line(pixels, (box.x, box.bottom + 1), (box.right - 1, box.bottom + 1), INK, 1)


def test_two_underlined_links_are_parted():
    pixels = blank()
    first = put(pixels, "Home", (20, 60))
    second = put(pixels, "Contact", (first.right + 5, 60))
    assert len(lines_in(pixels)) == 1
    underline(pixels, first)
    underline(pixels, second)
    assert len(lines_in(pixels)) == 2


def test_one_underlined_link_of_two_words_is_one():
    pixels = blank()
    drawn = put(pixels, "Contact us", (20, 60))
    underline(pixels, drawn)
    (line,) = lines_in(pixels)
    assert covers(line, drawn)


@pytest.mark.parametrize("text", ["my_file_name", "ice: jelly = i", "10 - 4 = 6", "x; y"])
def test_underscores_dots_and_dashes_stay_with_their_letters(text):
    pixels = blank()
    drawn = put(pixels, text, (20, 60))
    (line,) = lines_in(pixels)
    assert covers(line, drawn)


def test_the_cells_of_a_table_are_not_joined():
    pixels = blank()
    for column in range(3):
        cell = outline(pixels, Box(20 + 59 * column, 50, 60, 24))
        put(pixels, "Total 8", (cell.x + 8, 55))
    assert len(lines_in(pixels)) == 3


def test_a_line_depends_on_nothing_far_from_it():
    alone, crowded = blank(640, 400), blank(640, 400)
    for pixels in (alone, crowded):
        put(pixels, "Renamed to report_7.txt", (40, 50))
    for row in range(10):
        put(crowded, "Something else", (300, 150 + 22 * row))
    (line,) = lines_in(alone)
    assert line in lines_in(crowded)


def test_a_blank_picture_has_no_lines():
    assert lines_in(np.full((100, 100, 3), 90, np.uint8)) == []


@pytest.mark.parametrize("size", [13, 15, 16])
@pytest.mark.parametrize("text", ["Enter the name:", "Replace all in:"])
def test_the_feet_of_letters_are_no_underline(see, text, size):
    pixels = blank(400, 60, (255, 255, 255))
    picture = Image.fromarray(pixels)
    ImageDraw.Draw(picture).text((30, 20), text, INK, ImageFont.truetype(DEJAVU.replace("Sans", "Serif"), size))
    (found,) = [e for e in see(np.asarray(picture)) if e.text]
    assert (found.text, found.role) == (text, Role.TEXT)


@pytest.mark.parametrize("size", range(12, 21))
@pytest.mark.parametrize("text", ["Replace all in:", "Restore num lock"])
def test_an_upright_letter_at_the_end_of_a_word_parts_nothing(see, text, size):
    pixels = blank(300, 60, (246, 245, 244))
    put(pixels, text, (30, 20), size)
    (found,) = [e.text for e in see(pixels) if e.text]
    assert found == text
