"""The pieces of grounding, on small drawn pictures."""

import cv2
import numpy as np
import pytest

from deskhand.core.errors import OcrError
from deskhand.core.geometry import Box
from deskhand.core.ports import TextLine, Word
from deskhand.core.screen import Frame, Role
from deskhand.ground.annotate import annotated
from deskhand.ground.boxes import controls, flat_areas
from deskhand.ground.controls import elements_of
from deskhand.ground.draft import Page
from deskhand.ground.fused import FusedOcr, Label, fuse
from deskhand.ground.gaps import labels_of, split_at_gaps
from deskhand.ground.ink import ground_colour
from deskhand.ground.menus import find_menus
from deskhand.ground.polarity import dark_on_light
from deskhand.ground.reader import PixelGrounder, changed_regions
from deskhand.ground.vocabulary import is_interface_text
from tests.builders import blank, write


def label(text, x, y, w=60, h=11, sure=0.95, source="pp-ocr"):
    return Label(text, Box(x, y, w, h), sure, source)


def page(pixels, *labels):
    return Page(pixels, labels, tuple(controls(pixels, flat_areas(pixels))), ())


def by_text(pixels, *labels):
    return {e.text: e for e in elements_of(page(pixels, *labels), None)}


def test_words_of_a_line_get_their_boxes_from_the_gaps():
    pixels = write(blank(), "Save document", (20, 60))
    first, second = split_at_gaps(pixels, "Save document", Box(15, 40, 160, 28), 0.9)
    assert (first.text, second.text) == ("Save", "document")
    assert first.box.right < second.box.x
    assert first.box.h < 28, "as high as the ink, not as the detector's box"


def test_a_wide_gap_parts_two_labels():
    words = [Word("Save", Box(0, 0, 30, 10), 1), Word("As", Box(34, 0, 14, 10), 1), Word("Edit", Box(70, 0, 20, 10), 1)]
    assert [[w.text for w in part.words] for part in labels_of(TextLine(tuple(words)))] == [["Save", "As"], ["Edit"]]


def test_fusion_keeps_the_spaces_and_drops_the_twin():
    fused = fuse([label("Open File", 10, 10, source="tesseract")], [label("OpenFile", 10, 10)])
    assert [(m.text, m.source) for m in fused] == [("Open File", "pp-ocr+tesseract")]


def test_fusion_prefers_the_reading_that_is_an_interface_word():
    fused = fuse([label("File", 10, 10, sure=0.7, source="tesseract")], [label("Eile", 10, 10, sure=0.96)])
    assert [m.text for m in fused] == ["File"]


def test_fusion_keeps_what_one_engine_alone_is_sure_of():
    fused = fuse([label("|", 5, 5, 4, source="tesseract")], [label("Total", 200, 10), label("x", 300, 90, sure=0.2)])
    assert [m.text for m in fused] == ["Total"]


def test_interface_words():
    assert is_interface_text("Save as")
    assert not is_interface_text("Eile")


def test_dark_regions_are_inverted_and_light_ones_are_not():
    pixels = np.vstack([blank(320, 100), blank(320, 100, (30, 30, 30))])
    grey = dark_on_light(pixels)
    assert grey[50, 160] == 245
    assert grey[150, 160] == 225


def test_the_ground_colour_is_one_of_the_area():
    area = blank(20, 20, (255, 255, 255))
    area[:, :9] = (200, 100, 20)
    assert ground_colour(area).tolist() == [255, 255, 255]


def test_a_frame_with_a_centred_label_is_a_button():
    pixels = blank()
    cv2.rectangle(pixels, (100, 80), (190, 112), (160, 160, 160), 1)
    write(pixels, "Save", (125, 101), 0.5)
    found = by_text(pixels, label("Save", 125, 90, 38, 12))["Save"]
    assert found.role is Role.BUTTON
    assert found.box.coverage(Box(98, 78, 96, 38)) == 1.0


def test_a_long_empty_frame_is_a_field_named_by_the_label_at_its_left():
    pixels = blank(400, 120)
    cv2.rectangle(pixels, (120, 40), (360, 70), (140, 140, 140), 1)
    cv2.rectangle(pixels, (121, 41), (359, 69), (255, 255, 255), -1)
    found = by_text(pixels, label("Name:", 60, 50, 46))["Name"]
    assert (found.role, found.state) == (Role.EDIT, "")


def draw_check(pixels, x, y, marked, size=14):
    cv2.rectangle(pixels, (x, y), (x + size - 1, y + size - 1), (110, 110, 110), 1)
    cv2.rectangle(pixels, (x + 1, y + 1), (x + size - 2, y + size - 2), (255, 255, 255), -1)
    if marked:
        quarter, half = size // 4, size // 2
        cv2.line(pixels, (x + quarter, y + half), (x + half, y + size - quarter - 1), (30, 30, 30), 1, cv2.LINE_AA)
        cv2.line(pixels, (x + half, y + size - quarter - 1), (x + size - quarter, y + quarter), (30, 30, 30), 2)


@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("size", [16, 20])
def test_check_boxes_have_their_state(marked, size):
    pixels = blank()
    draw_check(pixels, 40, 50, marked, size)
    write(pixels, "Word wrap", (70, 50 + size - 2), 0.5)
    found = by_text(pixels, label("Word wrap", 70, 51, 80))["Word wrap"]
    assert (found.role, found.state) == (Role.CHECKBOX, "on" if marked else "off")


def test_a_colourful_icon_beside_a_label_is_a_row():
    pixels = blank()
    cv2.rectangle(pixels, (40, 49), (48, 55), (200, 120, 40), -1)
    cv2.rectangle(pixels, (40, 53), (57, 66), (240, 200, 150), -1)
    write(pixels, "Documents", (66, 62), 0.5)
    assert by_text(pixels, label("Documents", 66, 53, 80))["Documents"].role is Role.ROW


def test_a_line_of_menu_titles_is_a_menu_bar():
    found, used = find_menus(
        page(blank(), label("File", 10, 5, 22), label("Edit View", 48, 5, 60), label("Hello", 10, 90))
    )
    assert [d.text for d in found] == ["File", "Edit", "View"]
    assert "Hello" not in {m.text for m in used}


def test_lines_with_shortcuts_are_menu_items():
    lines = [label("Open...", 20, 40), label("Ctrl+O", 150, 40), label("Close", 20, 66), label("Quit", 20, 92)]
    found, _ = find_menus(page(blank(), *lines, label("far away", 20, 190)))
    assert [d.text for d in found] == ["Open...", "Close", "Quit"]


def test_nothing_changed_gives_no_region():
    assert changed_regions(blank(), blank()) == []


def test_a_change_gives_a_region_around_it():
    after = blank(640, 400)
    after[200:220, 300:400] = 0
    (region,) = changed_regions(blank(640, 400), after)
    assert Box(300, 200, 100, 20).coverage(region) == 1.0
    assert region.area < 0.3 * 640 * 400


class OneLabel:
    """An OCR of the fused kind that reports a label wherever there is ink, and counts the pixels it read."""

    def __init__(self):
        self.read = 0

    def labels(self, pixels):
        self.read += pixels.shape[0] * pixels.shape[1]
        ys, xs = np.nonzero(pixels.min(axis=2) < 100)
        if not ys.size:
            return []
        return [Label("ink", Box(int(xs.min()), int(ys.min()), int(np.ptp(xs)) + 1, int(np.ptp(ys)) + 1), 1.0, "x")]


def test_only_what_changed_is_read_again():
    ocr = OneLabel()
    grounder = PixelGrounder(ocr)
    first, second = blank(640, 400), blank(640, 400)
    write(first, "above", (40, 50))
    write(second, "above", (40, 50))
    write(second, "below", (300, 350))
    grounder.read(Frame(first, 0.0))
    full = ocr.read
    elements = grounder.read(Frame(second, 0.0)).elements
    assert ocr.read - full < full / 3
    assert len(elements) == 2
    assert len(grounder.read(Frame(second.copy(), 0.0)).elements) == 2
    assert ocr.read < 1.4 * full, "an equal frame costs nothing"


@pytest.mark.parametrize("shape", [(0, 0), (1, 1), (15, 400), (400, 1)])
def test_pictures_with_nothing_to_read(shape):
    frame = Frame(np.zeros((*shape, 3), np.uint8), 0.0)
    assert PixelGrounder(OneLabel()).read(frame).elements == ()


def test_annotations_leave_the_frame_alone():
    pixels = blank()
    frame = Frame(pixels, 0.0)
    scene = PixelGrounder(OneLabel()).read(frame)
    annotated(scene)
    assert np.array_equal(pixels, blank())


class Reading:
    """An engine that reads one word, or fails."""

    def __init__(self, name, fails=False):
        self.name, self.fails = name, fails

    def lines(self, pixels):
        if self.fails:
            raise OcrError(f"{self.name} failed.")
        return [TextLine((Word("Total", Box(5, 5, 40, 12), 0.9),))]


@pytest.mark.expects_log
@pytest.mark.parametrize("broken", [0, 1])
def test_one_engine_failing_leaves_the_other(broken, caplog):
    engines = [Reading(str(n), fails=n == broken) for n in range(2)]
    assert [m.text for m in FusedOcr(*engines).labels(blank())] == ["Total"]
    assert f"{broken} failed" in caplog.text


def test_both_engines_failing_is_an_error():
    with pytest.raises(OcrError):
        FusedOcr(Reading("a", True), Reading("b", True)).labels(blank())
