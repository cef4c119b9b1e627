"""Entries of open lists are told by the window system: whatever they were read as, each reacts on its whole line."""

import itertools

import numpy as np
import pytest

from deskhand.core.geometry import Box
from deskhand.core.screen import Element, Frame, Role, Scene, Window
from deskhand.ground.open_lists import with_entries

SETTINGS = Window(1, "Print settings", "Print", Box(0, 0, 500, 450), focused=True)
LIST = Window(2, "", "Print", Box(100, 160, 180, 120))


def read(*elements, windows=(SETTINGS, LIST)):
    frame = Frame(np.zeros((450, 500, 3), np.uint8), 0.0, None, windows)
    numbered = [Element(n, role, text, box, state, window=1) for n, (role, text, box, state) in enumerate(elements, 1)]
    return with_entries(Scene(frame, tuple(numbered)))


ENTRIES = (
    (Role.EDIT, "Kitchen label", Box(101, 161, 178, 30), "A3"),
    (Role.ROW, "A4", Box(101, 192, 178, 28), "selected"),
    (Role.TEXT, "A5", Box(108, 232, 17, 10), ""),
    (Role.TEXT, "Letter", Box(108, 261, 39, 10), ""),
)
LABEL = (Role.TEXT, "Paper", Box(20, 200, 37, 13), "")


def test_the_lines_of_an_open_list_are_entries_as_wide_as_it_is():
    found = read(LABEL, *ENTRIES).elements
    assert [(e.role, e.text, e.state) for e in found[1:]] == [
        (Role.MENU_ITEM, "A3", ""),
        (Role.MENU_ITEM, "A4", "selected"),
        (Role.MENU_ITEM, "A5", ""),
        (Role.MENU_ITEM, "Letter", ""),
    ]
    assert all(e.box.w == 178 and e.box.h >= 24 for e in found[1:])
    assert not any(a.box.overlaps(b.box) for a, b in itertools.pairwise(found[1:]))


def test_what_lies_beside_or_under_it_stays():
    below = (Role.TEXT, "Title page", Box(20, 300, 60, 12), "")
    assert read(LABEL, *ENTRIES, below).elements[0] == read(LABEL).elements[0]
    assert read(LABEL, *ENTRIES, below).elements[-1].role is Role.TEXT


@pytest.mark.parametrize(
    "other",
    [
        (Role.CHECKBOX, "All", Box(108, 240, 14, 14), "on"),
        (Role.EDIT, "Search", Box(108, 165, 90, 20), "A"),
        (Role.BUTTON, "OK", Box(120, 250, 40, 20), ""),
    ],
)
def test_a_window_that_holds_more_than_a_list_stays(other):
    scene = read(*ENTRIES[1:], other)
    assert [e.role for e in scene] == [Role.ROW, Role.TEXT, Role.TEXT, other[0]]


def test_a_line_alone_and_lines_out_of_line_are_no_list():
    assert read(ENTRIES[2]).elements[0].role is Role.TEXT
    aside = (Role.TEXT, "Letter", Box(160, 261, 39, 10), "")
    assert [e.role for e in read(ENTRIES[2], aside)] == [Role.TEXT, Role.TEXT]


def test_a_tooltip_and_a_dialog_stay():
    tip = Window(2, "", "Print", LIST.box, tip=True)
    dialog = Window(2, "Paper", "Print", LIST.box, dialog=True)
    for window in (tip, dialog):
        assert [e.role for e in read(*ENTRIES, windows=(SETTINGS, window))] == [role for role, *_ in ENTRIES]
