"""The live grounder over fakes of its parts: what is asked when, and what becomes of it."""

import logging
from dataclasses import replace

import numpy as np
import pytest

from deskhand.cli.watch import own_terminal
from deskhand.core.accessible import Accessible, AccessibleTree
from deskhand.core.errors import AccessibilityError
from deskhand.core.geometry import Box, Point
from deskhand.core.screen import Element, Focus, Frame, Role, Scene, Window
from deskhand.core.stacking import without_windows
from deskhand.ground import live
from deskhand.ground.live import LiveGrounder
from tests.builders import blank
from tests.desktop import until
from tests.fakes import FixedAccessibility, FixedGrounder

NOTES = Window(1, "Notes", "Editor", Box(50, 40, 300, 200), focused=True)
ICON = Element(1, Role.ICON, "", Box(60, 80, 24, 24), source="vision", confidence=0.5)
TREE = AccessibleTree(
    (
        Accessible(Role.BUTTON, "push button", "Save all", Box(58, 78, 28, 28), window="Notes"),
        Accessible(Role.BUTTON, "push button", "Elsewhere", Box(5000, 78, 28, 28), window="Notes"),
    )
)


class Counting(FixedAccessibility):
    """Counts what it was asked, and fails or leaves out what it is told to."""

    def __init__(self, tree=TREE, problem=None):
        super().__init__(tree)
        self.asked, self.problem = [], problem

    def read(self, seconds):
        self.asked.append(seconds)
        if self.problem:
            raise self.problem
        return super().read(seconds)


def frame(pixels=None, *windows):
    return Frame(blank(400, 300) if pixels is None else pixels, 0.0, None, windows or (NOTES,))


@pytest.fixture
def opened():
    """Builds a grounder over one icon and closes it."""
    made = []

    def build(source=None):
        made.append(LiveGrounder(FixedGrounder(Scene(frame(), (ICON,))), source))
        return made[-1]

    yield build
    for grounder in made:
        grounder.close()


def test_windows_come_with_the_pixels(opened):
    window, icon = opened().read(frame())
    assert (window.role, window.text, window.state) == (Role.WINDOW, "Notes", "focused")
    assert (icon.window, icon.source) == (window.id, "vision")


def test_a_title_that_changes_alone_is_seen(opened):
    grounder, pixels = opened(), blank(400, 300)
    assert grounder.read(frame(pixels)).elements[0].text == "Notes"
    assert grounder.read(frame(pixels, replace(NOTES, title="Notes *"))).elements[0].text == "Notes *"


def test_the_tree_names_what_pixels_cannot(opened):
    window, button = opened(Counting()).read(frame())
    assert (button.role, button.text, button.source) == (Role.BUTTON, "Save all", "vision+fixed")
    assert button.window == window.id


def test_an_unchanged_screen_is_not_asked_about_again(opened):
    source, pixels = Counting(), blank(400, 300)
    grounder = opened(source)
    first = grounder.read(frame(pixels))
    assert grounder.read(frame(pixels.copy())).elements == first.elements
    assert source.asked == [live.FIRST_PATIENCE]
    grounder.read(frame(blank(400, 300, (0, 0, 0))))
    grounder.read(frame(blank(400, 300, (0, 0, 0)), replace(NOTES, title="Notes *")))
    assert source.asked == [live.FIRST_PATIENCE, live.PATIENCE, live.PATIENCE]


def test_the_tree_of_an_unchanged_screen_is_refreshed_and_never_gets_poorer(opened, monkeypatch):
    monkeypatch.setattr(live, "AGE", 0.0)
    source, pixels = Counting(), blank(400, 300)
    grounder = opened(source)

    def named():
        return grounder.read(frame(pixels)).elements[1].text

    assert named() == "Save all"
    source.tree = AccessibleTree((), ("soffice was not read to the end: the time was over.",))
    until(lambda: named() == "Save all" and len(source.asked) > 3, "three more readings")
    source.tree = AccessibleTree((replace(TREE.items[0], name="Save none"),))
    until(lambda: named() == "Save none", "the new name")


def test_a_partial_tree_is_used_and_told_of(opened, caplog):
    caplog.set_level(logging.INFO, "deskhand")
    partial = AccessibleTree(TREE.items, ("soffice does not answer.",))
    assert opened(Counting(partial)).read(frame()).elements[1].text == "Save all"
    assert "soffice does not answer." in caplog.text


@pytest.mark.expects_log
def test_a_bus_that_went_away_is_told_of_once(opened, caplog):
    source = Counting(problem=AccessibilityError("The accessibility bus went away; look again."))
    grounder = opened(source)
    for shade in (0, 90, 180):
        assert [e.role for e in grounder.read(frame(blank(400, 300, (shade,) * 3)))] == [Role.WINDOW, Role.ICON]
    assert len(source.asked) == 1
    assert caplog.text.count("The pixels alone are read from now on.") == 1


def test_closing_twice_closes_the_source_once():
    source = Counting()
    grounder = LiveGrounder(FixedGrounder(Scene(frame(), ())), source)
    grounder.close()
    grounder.close()
    assert source.closed == 1


class TestOwnTerminal:
    SHOWN = replace(frame(None, NOTES, Window(2, "Other", "O", Box(200, 100, 100, 100))), focus=Focus(1, "Notes", "E"))

    def test_only_what_shows_of_it_is_painted(self):
        painted = without_windows(self.SHOWN, {1})
        changed = (painted.pixels != self.SHOWN.pixels).any(axis=2)
        assert changed.sum() == 300 * 200 - 100 * 100
        assert not changed[100:200, 200:300].any()

    def test_in_a_region_that_starts_elsewhere(self):
        part = replace(self.SHOWN, pixels=np.ascontiguousarray(self.SHOWN.pixels[:100, :100]), origin=Point(40, 30))
        changed = (without_windows(part, {1}).pixels != part.pixels).any(axis=2)
        assert changed[10:, 10:].all() and changed.sum() == 90 * 90

    def test_a_window_that_is_gone_changes_nothing(self):
        assert without_windows(self.SHOWN, {99}) is self.SHOWN

    @pytest.mark.parametrize(
        ("terminal", "told", "found"), [(False, "2", 0), (True, "2", 2), (True, "77", 1), (True, "", 1)]
    )
    def test_it_is_the_one_that_is_told_else_the_one_with_the_keyboard(self, monkeypatch, terminal, told, found):
        monkeypatch.setattr("sys.stdout.isatty", lambda: terminal, raising=False)
        monkeypatch.setenv("WINDOWID", told)
        assert own_terminal(self.SHOWN) == found
