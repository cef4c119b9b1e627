"""The annotated picture: everything is drawn, nothing is hidden that could be left free."""

import random

import numpy as np
import pytest

from deskhand.core.geometry import ORIGIN, Box, Point
from deskhand.core.monitors import Monitor
from deskhand.core.screen import Element, Frame, Role, Scene
from deskhand.ground import annotate
from deskhand.ground.annotate import annotated
from deskhand.ground.annotate_labels import Lettering, Room
from tests.builders import blank, write


def scene(*found, width=400, height=300, pixels=None, origin=ORIGIN):
    shown = blank(width, height) if pixels is None else pixels
    return Scene(Frame(shown, 0.0, None, (), origin), found)


def element(role, text, box, state="", number=1):
    return Element(number, Role(role), text, Box(*box), state)


def many(count, width=1920, height=1080):
    chance = random.Random(count)
    for n in range(1, count + 1):
        box = (
            chance.randrange(-40, width),
            chance.randrange(-40, height),
            chance.randrange(1, 200),
            chance.randrange(40),
        )
        yield element(
            chance.choice(list(Role)), chance.choice(["", "Name", "文件", "a longer text than fits"]), box, "on", n
        )


@pytest.mark.parametrize("count", [0, 1, 200, 5000])
def test_the_size_stays_and_the_frame_is_left_alone(count):
    before = scene(*many(count), width=1920, height=1080)
    original = before.frame.pixels.copy()
    drawn = annotated(before)
    assert drawn.shape == original.shape and drawn.dtype == np.uint8
    assert (before.frame.pixels == original).all()


@pytest.mark.parametrize("size", [(1, 1), (40, 3), (3840, 2160)])
def test_any_size_of_picture(size):
    width, height = size
    assert annotated(scene(element("button", "OK", (0, 0, 9, 9)), width=width, height=height)).shape[:2] == (
        height,
        width,
    )


@pytest.mark.parametrize("role", list(Role))
def test_every_element_is_drawn(role):
    (box, other) = (Box(60, 60, 100, 30), Box(250, 200, 20, 20))
    with_it = annotated(scene(element(role, "", box.as_list()), element("button", "", other.as_list(), number=2)))
    edge = with_it[box.y, box.x : box.right].astype(int)
    plain = annotated(scene(element("button", "", other.as_list(), number=2)))[box.y, box.x : box.right].astype(int)
    changed = (abs(edge - plain).max(axis=1) > 8).mean()
    assert changed > 0.45 if role in (Role.WINDOW, Role.DIALOG) else changed == 1.0


def test_every_role_has_a_colour_on_which_white_is_legible():
    for role in Role:
        value = annotate.COLOURS[role]
        red, green, blue = (int(value[i : i + 2], 16) / 255 for i in (1, 3, 5))
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)]
        luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        # Contrast by WCAG 2.2; 4 is enough for a bold hint beside the text itself.
        assert 1.05 / (luminance + 0.05) >= 4.0, role


def test_a_toggle_shows_its_state():
    boxes = [element("checkbox", "Wrap", (100, 100, 16, 16), state) for state in ("on", "off")]
    on, off = (annotated(scene(box)) for box in boxes)
    assert (on != off).any()


def test_boxes_count_from_the_desktop():
    here = annotated(scene(element("button", "", (-90, -40, 50, 20)), origin=Point(-100, -50)))
    assert (here == annotated(scene(element("button", "", (10, 10, 50, 20))))).all()


def test_lines_and_letters_grow_with_the_scale_of_the_monitor():
    box = element("button", "OK", (100, 100, 80, 30))
    frame = Frame(blank(400, 300), 0.0, None, (), Point(0, 0), (Monitor("M", Box(0, 0, 400, 300), 2.0),))
    plain, scaled = annotated(scene(box)), annotated(Scene(frame, (box,)))
    assert (plain[101, 120:140] != scaled[101, 120:140]).any(), "a line of two pixels"


class TestRoom:
    def test_a_label_hides_no_ink_no_element_and_no_label(self):
        pixels = write(blank(300, 100), "Save document", (100, 55))
        ink = annotate._ink(pixels)
        box = Box(95, 35, 150, 28)
        room = Room(ink, [box])
        places = []
        while place := room.beside(box, 60, 13):
            assert not place.overlaps(box)
            assert not any(place.overlaps(other) for other in places)
            room.take(place)
            places.append(place)
        assert len(places) >= 3

    def test_no_room_is_no_label(self):
        room = Room(np.zeros((40, 100), bool), [Box(0, 0, 4, 4)])
        assert room.beside(Box(0, 0, 100, 40), 200, 13) is None
        assert room.inside(Box(10, 10, 20, 20), 15, 13) is None

    def test_the_legend_stands_where_nothing_is_hidden(self):
        ink = np.ones((300, 400), bool)
        ink[100:200, 50:180] = False
        place = Room(ink, []).quietest(80, 60)
        assert not ink[place.y : place.bottom, place.x : place.right].any()

    def test_of_a_small_picture_the_legend_covers_what_it_must(self):
        assert Room(np.zeros((20, 30), bool), []).quietest(80, 60) == Box(0, 0, 80, 60)


def test_the_default_font_writes_too(monkeypatch):
    monkeypatch.setattr("deskhand.ground.annotate_labels._PLAIN", ())
    monkeypatch.setattr("deskhand.ground.annotate_labels._IDEOGRAPHS", ())
    assert Lettering(10).measure("12 Save")[0] > Lettering(10).measure("1")[0]
    annotated(scene(element("button", "Save 文件", (50, 50, 80, 30))))
