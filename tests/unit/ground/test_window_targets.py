"""Targets that are windows themselves: found by what the window system says, or not at all; nothing is read."""

import numpy as np
import pytest

from deskhand.core.anchor import Anchor, Halt, WindowMark
from deskhand.core.geometry import Box
from deskhand.core.screen import Frame, Role, Window
from deskhand.ground.locating.ladder import Ladder
from deskhand.ground.locating.memory import Memory

ORDERS = Window(7, "Orders", "Chromium", Box(10, 0, 300, 200), focused=True)
TWIN = Window(8, "Orders", "Chromium", Box(400, 0, 300, 200))
ASKING = Window(9, "Leave?", "Chromium", Box(50, 50, 100, 60), dialog=True, focused=True)
ANCHOR = Anchor("Orders", Role.WINDOW, WindowMark("Orders", "Chromium"), place=Box(0, 0, 300, 200))


class Blind:
    """A grounder that must not be asked."""

    def read(self, frame):
        pytest.fail("it was read")


def located(*windows):
    frame = Frame(np.zeros((400, 800, 3), np.uint8), 0.0, None, windows)
    return Ladder(Blind(), Memory()).locate(ANCHOR, frame)


def test_the_window_of_the_mark_is_found_with_its_box():
    found = located(ORDERS)
    assert (found.element.role, found.element.text, found.element.box) == (Role.WINDOW, "Orders", ORDERS.box)
    assert found.scene.elements == (found.element,)


def test_two_that_fit_are_not_chosen_from():
    assert located(ORDERS, TWIN).halt is Halt.SEVERAL


def test_one_that_is_asked_something_is_covered():
    quiet = Window(7, "Orders", "Chromium", ORDERS.box)
    assert located(quiet, ASKING).halt is Halt.COVERED


def test_one_that_is_not_there_is_not_replaced():
    assert located(ASKING).halt is Halt.NO_WINDOW
