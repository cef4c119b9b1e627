"""Cells that stand as close as words are told apart by the heads of their columns; texts under buttons are not."""

import pytest

from deskhand.core.geometry import Box
from tests.builders import blank, outline, put

WHITE, HEAD, MARK = (255, 255, 255), (240, 240, 240), (190, 190, 190)
MARKS = (140, 210)


def heads(pixels, labels=("Name", "Size", "Type")):
    """Three heads with a mark behind the first and the second."""
    pixels[30:54, 20:420] = HEAD
    for x in MARKS:
        pixels[30:54, x] = MARK
    for text, x in zip(labels, (26, 146, 216), strict=True):
        put(pixels, text, (x, 35), 13, (110, 110, 110))


def rows(pixels, *rows, first=60):
    """Rows whose sizes end right before the mark that their kinds begin behind."""
    for number, (name, size, kind) in enumerate(rows):
        y = first + 26 * number
        put(pixels, name, (26, y))
        width = put(blank(200, 40, WHITE), size, (0, 0)).w
        put(pixels, size, (MARKS[1] - 3 - width, y))
        put(pixels, kind, (MARKS[1] + 4, y))


@pytest.fixture
def texts(see):
    return lambda pixels: [e.text for e in see(pixels) if e.text]


def test_cells_a_space_apart_are_told_apart_by_the_heads_of_their_columns(texts):
    pixels = blank(440, 200, WHITE)
    heads(pixels)
    rows(pixels, ("hut.txt", "12 bytes", "plain text"), ("lake.txt", "140 bytes", "plain text"))
    seen = texts(pixels)
    assert {"12 bytes", "140 bytes"} <= set(seen) and seen.count("plain text") == 2


@pytest.mark.parametrize(("count", "parted"), [(2, False), (3, True)])
def test_one_mark_alone_needs_more_rows_to_be_believed(texts, count, parted):
    pixels = blank(440, 200, WHITE)
    pixels[30:54, 20:420] = HEAD
    pixels[30:54, MARKS[0]] = MARK
    put(pixels, "Name", (26, 35))
    put(pixels, "Tray", (146, 35))
    for number, name in enumerate(("Office colour", "Studio poster", "Hall of inkjets")[:count]):
        width = put(blank(200, 40, WHITE), name, (0, 0)).w
        put(pixels, name, (MARKS[0] - 3 - width, 60 + 26 * number))
        put(pixels, f"tray {number}", (MARKS[0] + 4, 60 + 26 * number))
    assert ("Office colour" in texts(pixels)) is parted


def test_a_text_that_runs_on_over_a_mark_is_one_text_and_so_is_all_below_it(texts):
    pixels = blank(440, 200, WHITE)
    heads(pixels)
    put(pixels, "There is nothing here that fits the filter above", (26, 62))
    rows(pixels, ("hut.txt", "12 bytes", "plain text"), ("lake.txt", "140 bytes", "plain text"), first=90)
    seen = texts(pixels)
    assert "There is nothing here that fits the filter above" in seen and "12 bytes plain text" in seen


def test_what_stands_far_below_the_list_is_none_of_its_rows(texts):
    pixels = blank(440, 300, WHITE)
    heads(pixels)
    rows(pixels, ("hut.txt", "12 bytes", "plain text"), ("lake.txt", "140 bytes", "plain text"), first=200)
    assert "12 bytes plain text" in texts(pixels)


def test_buttons_are_no_heads(texts):
    pixels = blank(440, 200, WHITE)
    for text, x in (("Cut", 20), ("Copy", 100), ("Paste", 211)):
        put(pixels, text, (outline(pixels, Box(x, 30, 70, 24), (150, 150, 150), HEAD).x + 12, 35))
    rows(pixels, ("hut.txt", "12 bytes", "plain text"), ("lake.txt", "140 bytes", "plain text"))
    assert "12 bytes plain text" in texts(pixels)
