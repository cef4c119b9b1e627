"""What has no frame, windows, and the list as a whole: links, captions, order and ids."""

import cv2
import pytest

from deskhand.core.geometry import Box
from tests.builders import blank, outline, put

BLUE = (215, 90, 20)


def test_coloured_labels_are_links(kinds):
    pixels = blank()
    put(pixels, "Forgot password", (30, 40), colour=BLUE)
    put(pixels, "Not a reference", (30, 80))
    assert kinds(pixels) == [("Forgot password", "link", ""), ("Not a reference", "text", "")]


def test_underlined_labels_are_links(kinds):
    pixels = blank()
    drawn = put(pixels, "Terms of use", (30, 40))
    cv2.line(pixels, (drawn.x, drawn.bottom + 1), (drawn.right - 1, drawn.bottom + 1), (30, 30, 30), 1)
    assert kinds(pixels) == [("Terms of use", "link", "")]


def folder(pixels, x, y):
    cv2.rectangle(pixels, (x, y + 6), (x + 20, y + 14), (60, 150, 220), -1)
    cv2.rectangle(pixels, (x, y + 12), (x + 47, y + 43), (90, 190, 250), -1)
    cv2.rectangle(pixels, (x, y + 12), (x + 47, y + 43), (30, 110, 180), 1)


def test_captions_stand_under_their_pictures(see):
    pixels = blank(400, 160)
    for x, name in ((40, "Music"), (160, "Videos"), (280, "Templates")):
        folder(pixels, x, 30)
        width = put(pixels.copy(), name, (x, 84)).w
        put(pixels, name, (x + 24 - width // 2, 84))
    icons = [e for e in see(pixels) if e.role == "icon"]
    assert {e.text for e in icons} >= {"Music", "Videos", "Templates"}


def test_a_window_is_known_by_its_title_bar(see):
    pixels = blank(700, 500, (120, 120, 120))
    outline(pixels, Box(60, 40, 520, 380), (90, 90, 90), (245, 245, 245))
    outline(pixels, Box(60, 40, 520, 32), (90, 90, 90), (215, 215, 215))
    put(pixels, "Untitled 1 - Writer", (240, 48))
    for x in (484, 514, 544):
        outline(pixels, Box(x, 46, 20, 20), (130, 130, 130), (235, 235, 235))
    put(pixels, "Ready", (80, 380))
    (window,) = [e for e in see(pixels) if e.role == "window"]
    assert window.text.startswith("Untitled 1")
    assert window.box.coverage(Box(60, 40, 520, 380).grown(3)) == 1.0
    assert window.box.h > 300


def test_ids_count_in_reading_order(see):
    pixels = blank(640, 300)
    places = {"First": (20, 20), "Second": (300, 20), "Third": (20, 120), "Fourth": (300, 120), "Fifth": (20, 220)}
    for text, at in reversed(places.items()):
        put(pixels, text, at)
    seen = see(pixels)
    assert [e.id for e in seen] == [1, 2, 3, 4, 5]
    assert sorted(e.text for e in seen) == sorted(places)
    assert [e.text for e in seen][0] == "First" and [e.text for e in seen][-1] == "Fifth"


def test_boxes_lie_on_the_picture(see):
    pixels = blank(200, 60)
    put(pixels, "At the edge", (-3, -2))
    put(pixels, "Cut off at the right", (120, 46))
    assert all(e.box.clipped(200, 60) == e.box for e in see(pixels))


@pytest.mark.parametrize("size", [11, 13, 16, 24, 32])
def test_text_of_any_size_is_read(see, size):
    pixels = blank(900, 120)
    drawn = put(pixels, "Weekly digest of changes", (30, 40), size)
    (found,) = see(pixels)
    assert (found.role, found.text) == ("text", "Weekly digest of changes")
    assert found.box.coverage(drawn.grown(3)) == 1.0
