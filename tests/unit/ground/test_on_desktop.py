"""A dialog is read apart from what it covers, and what lies over it with it."""

import numpy as np
import pytest

from deskhand.core.geometry import Box, Point
from deskhand.core.screen import Element, Frame, Role, Scene, Window
from deskhand.ground.on_desktop import OnDesktop

TABLE = Window(1, "Files", "files", Box(110, 60, 300, 200))
DIALOG = Window(2, "Rename", "files", Box(160, 100, 120, 80), dialog=True, focused=True, opened_by=1)
MENU = Window(3, "", "files", Box(250, 150, 80, 70))
DRAWN = {TABLE.handle: 50, DIALOG.handle: 100, MENU.handle: 200}


class Spots:
    """A reader that sees each patch of one grey as a text called by its shade, with the box it has in the picture."""

    def __init__(self):
        self.frames = []

    def read(self, frame):
        self.frames.append(frame)
        found = []
        for number, shade in enumerate(sorted(set(np.unique(frame.pixels)) - {0, 9}), 1):
            ys, xs = np.nonzero(frame.pixels[..., 0] == shade)
            x, y = int(xs.min()), int(ys.min())
            box = Box(x, y, int(xs.max()) - x + 1, int(ys.max()) - y + 1)
            found.append(Element(number, Role.TEXT, str(shade), box))
        return Scene(frame, tuple(found))


@pytest.fixture
def readers():
    return Spots(), Spots()


def frame(*windows):
    """Windows in grey, each with a spot of a shade of its own in its upper left corner."""
    pixels = np.full((260, 340, 3), 9, np.uint8)
    for window in windows:
        box = window.box.shifted(-100, -50)
        pixels[box.y : box.bottom, box.x : box.right] = 9
        pixels[box.y + 5 : box.y + 9, box.x + 5 : box.x + 15] = DRAWN[window.handle]
    return Frame(pixels, 0.0, None, windows, Point(100, 50))


def spot(window):
    return Box(window.box.x + 5, window.box.y + 5, 10, 4)


def test_a_dialog_is_a_picture_of_its_own_and_hides_nothing_of_what_is_around_it(readers):
    around, dialogs = readers
    scene = OnDesktop(*readers).read(frame(TABLE, DIALOG))
    assert {e.text: e.box for e in scene} == {"50": spot(TABLE), "100": spot(DIALOG)}
    assert len({e.id for e in scene}) == 2
    assert (dialogs.frames[0].width, dialogs.frames[0].height) == (120, 80)
    assert dialogs.frames[0].windows[-1].box == Box(0, 0, 120, 80)
    assert (around.frames[0].pixels[50:130, 60:180] == 0).all()


def test_a_menu_over_a_dialog_is_read_with_it(readers):
    scene = OnDesktop(*readers).read(frame(TABLE, DIALOG, MENU))
    assert {e.text: e.box for e in scene} == {"50": spot(TABLE), "100": spot(DIALOG), "200": spot(MENU)}
    (read,) = readers[1].frames
    assert (read.width, read.height) == (170, 120)
    assert (read.pixels[90:, :80] == 0).all(), "what is beside both is not read with them"


@pytest.mark.parametrize(
    "windows",
    [
        (TABLE,),
        (TABLE, MENU),
        (DIALOG,),
        (TABLE, Window(2, "Rename", "files", Box(415, 100, 20, 20), dialog=True)),
        (TABLE, Window(2, "Sheet", "files", DIALOG.box)),
    ],
)
def test_anything_else_is_one_picture(readers, windows):
    around, dialogs = readers
    whole = frame(*windows)
    scene = OnDesktop(*readers).read(whole)
    assert around.frames[0].pixels is whole.pixels and not dialogs.frames
    assert {e.text: e.box for e in scene} == {str(DRAWN[w.handle]): spot(w) for w in windows}


def test_of_a_part_of_the_screen_the_part_of_the_dialog_is_read(readers):
    whole = frame(TABLE, DIALOG)
    part = Frame(np.ascontiguousarray(whole.pixels[40:, :130]), 0.0, None, whole.windows, Point(100, 90))
    scene = OnDesktop(*readers).read(part)
    assert {e.text: e.box for e in scene} == {"100": spot(DIALOG)}
    assert readers[1].frames[0].width == 230 - 160


@pytest.mark.parametrize("rim", [-2, 8])
def test_of_a_part_that_a_dialog_fills_nothing_else_is_read(readers, rim):
    whole, box = frame(TABLE, DIALOG), DIALOG.box.grown(rim).shifted(-100, -50)
    pixels = np.ascontiguousarray(whole.pixels[box.y : box.bottom, box.x : box.right])
    part = Frame(pixels, 0.0, None, whole.windows, Point(box.x + 100, box.y + 50))
    scene = OnDesktop(*readers).read(part)
    assert not readers[0].frames and [e.text for e in scene] == ["100"]
