"""A field of a dialog is not named by what looks out beside it from the window underneath."""

import numpy as np

from deskhand.core.geometry import Box
from deskhand.core.screen import Element, Frame, Role, Scene
from deskhand.ground.own_names import with_own_names

WINDOW = Element(1, Role.WINDOW, "Documents", Box(0, 0, 600, 400), window=0)
DIALOG = Element(2, Role.DIALOG, "Create New Folder", Box(200, 100, 300, 150), window=1)
FIELD = Element(3, Role.EDIT, "Devices", Box(260, 160, 210, 30), "New Folder", window=2)
BEHIND = Element(4, Role.TEXT, "Devices", Box(20, 168, 58, 11), window=1)
LABEL = Element(5, Role.TEXT, "Enter the new name:", Box(260, 140, 150, 12), window=2)


def named(*elements):
    scene = with_own_names(Scene(Frame(np.zeros((400, 600, 3), np.uint8), 0.0), (WINDOW, DIALOG, *elements)))
    return next(e.text for e in scene if e.role is Role.EDIT)


def test_a_name_from_another_window_goes():
    assert named(FIELD, BEHIND) == ""


def test_a_label_of_its_own_window_takes_its_place():
    assert named(FIELD, BEHIND, LABEL) == "Enter the new name"


def test_a_name_that_stands_in_its_window_or_nowhere_stays():
    assert named(FIELD) == "Devices"
    assert named(FIELD, Element(6, Role.TEXT, "Devices:", Box(205, 168, 50, 11), window=2), BEHIND) == "Devices"
