"""The scale rule of X11, and frames that do not start at (0, 0)."""

from types import SimpleNamespace

import numpy as np
import pytest

from deskhand.capture.x11_monitors import monitors_from, scale_of_panel
from deskhand.core.geometry import Box, Point
from deskhand.core.monitors import Monitor
from deskhand.core.screen import Frame, Scene, Window
from deskhand.ground.annotate import annotated
from deskhand.ground.on_desktop import OnDesktop
from tests.builders import blank, element

PLACE = Box(-100, -50, 20, 10)


@pytest.fixture(autouse=True)
def unstated(monkeypatch):
    for name in ("QT_SCREEN_SCALE_FACTORS", "GDK_SCALE"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("width", "height", "size", "scale"),
    [
        (1920, 1080, (508, 286), 1.0),  # 24 inches
        (1920, 1080, (286, 508), 1.0),  # turned, its size not
        (3840, 2160, (597, 336), 1.75),  # 27 inches
        (2880, 1800, (302, 189), 2.5),  # a dense laptop
        (1920, 1080, (0, 0), 1.0),
        (1920, 1080, (160, 90), 1.0),  # proportions, no size
        (1920, 1080, (1, 1), 4.0),
        (640, 480, (1000, 750), 1.0),
    ],
)
def test_the_scale_of_a_panel(width, height, size, scale):
    assert scale_of_panel(Box(0, 0, width, height), size) == scale


def reply(*panels):
    keys = ("x", "y", "width_in_pixels", "height_in_pixels", "width_in_millimeters", "height_in_millimeters", "primary")
    return SimpleNamespace(monitors=[SimpleNamespace(**dict(zip(keys, panel, strict=True))) for panel in panels])


TWO = reply((0, 0, 1920, 1080, 508, 286, 1), (1920, 0, 3840, 2160, 508, 286, 0))


@pytest.mark.parametrize(
    ("qt", "gdk", "resources", "scales"),
    [
        ("", "", "", [1.0, 2.0]),
        ("", "", "Xcursor.size:\t24\nXft.dpi:\t144\n", [1.5, 1.5]),
        ("", "2", "", [2.0, 2.0]),
        ("", "2", "Xft.dpi:\t240", [2.5, 2.5]),
        ("B=1.5", "", "Xft.dpi:\t96", [1.0, 1.5]),
        ("A=1.25;B=2;", "3", "", [1.25, 2.0]),
        ("", "", "Xft.dpi: 72", [1.0, 1.0]),
        ("A=huge;=2;B", "often", "Xft.dpi: many", [1.0, 2.0]),
        ("A=nan;B=-2", "inf", "", [1.0, 2.0]),
    ],
)
def test_what_states_the_scale_of_a_monitor(monkeypatch, qt, gdk, resources, scales):
    monkeypatch.setenv("QT_SCREEN_SCALE_FACTORS", qt)
    monkeypatch.setenv("GDK_SCALE", gdk)
    found = monitors_from(TWO, ["A", "B"], resources)
    assert [m.scale for m in found] == scales
    assert [(m.name, m.primary) for m in found] == [("A", True), ("B", False)]


@pytest.fixture
def left_of_primary():
    pixels = blank(60, 40)
    pixels[0:10, 20:40] = (1, 2, 3)
    windows = (Window(1, "a", "b", PLACE.shifted(-3, 2)),)
    return Frame(pixels, 0.0, None, windows, Point(-120, -50), (Monitor("m", Box(-120, -50, 60, 40)),))


def test_a_box_is_cropped_where_it_lies_on_the_desktop(left_of_primary):
    assert left_of_primary.box == Box(-120, -50, 60, 40)
    assert left_of_primary.crop(PLACE).shape == (10, 20, 3)
    assert (left_of_primary.crop(PLACE) == (1, 2, 3)).all()
    assert left_of_primary.crop(Box(0, 0, 30, 30)).size == 0
    assert left_of_primary.crop(Box(-130, -60, 15, 15)).shape == (5, 5, 3)


def test_a_grounder_that_knows_pictures_alone_gets_one(left_of_primary):
    class PictureReader:
        def read(self, frame):
            self.frame = frame
            return Scene(frame, (element("button", "OK", box=Box(20, 0, 20, 10)),))

    reader = PictureReader()
    read = OnDesktop(reader, reader).read(left_of_primary)
    assert read.frame is left_of_primary
    assert read.elements[0].box == PLACE
    assert reader.frame.pixels is left_of_primary.pixels
    assert reader.frame.box == reader.frame.monitors[0].box == Box(0, 0, 60, 40)
    assert reader.frame.windows[0].box == Box(17, 2, 20, 10)


def test_elements_are_drawn_where_they_are(left_of_primary):
    drawn = annotated(Scene(left_of_primary, (element("button", "OK", box=PLACE),)))
    blank = annotated(Scene(left_of_primary))
    row = left_of_primary.in_picture(PLACE).bottom - 1
    changed = np.flatnonzero((drawn[row] != blank[row]).any(axis=1))
    assert {20, 39} <= set(changed.tolist())


def test_other_monitors_are_another_place(left_of_primary):
    same = Frame(left_of_primary.pixels, 1.0, None, (), left_of_primary.origin, left_of_primary.monitors)
    assert left_of_primary.shows_the_same_place_as(same)
    other = Frame(left_of_primary.pixels, 1.0, None, (), Point(0, 0), left_of_primary.monitors)
    assert not left_of_primary.shows_the_same_place_as(other)
    assert not left_of_primary.shows_the_same_place_as(Frame(left_of_primary.pixels, 1.0, None, (), Point(-120, -50)))
