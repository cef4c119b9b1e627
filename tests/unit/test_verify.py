"""Predictions against scenes."""

from dataclasses import replace

import pytest

from deskhand.core.actions import Click, Key, Type
from deskhand.core.geometry import ORIGIN, Box, Point
from deskhand.core.monitors import Monitor
from deskhand.core.screen import Scene, Window
from deskhand.core.step import Change, Expectation, Proposal
from deskhand.core.stop import StopToken
from deskhand.verify.expectations import compare
from deskhand.verify.observer import Observer
from tests.builders import blank, element, frame, scene, write
from tests.fakes import FixedGrounder, StillCapture

AT = Box(50, 50, 100, 30)


def outcome(before, after, action, change, detail=""):
    return compare(before, after, Proposal(action, "", 1.0, "rules", Expectation(change, detail)))


def test_anything_changes_means_more_than_a_caret():
    caret = blank()
    caret[80:100, 60:62] = 0
    assert not outcome(scene(), scene(pixels=caret), Key("a"), Change.ANYTHING).met
    assert outcome(scene(), scene(pixels=write(blank(), "new", (50, 50))), Key("a"), Change.ANYTHING).met


def test_other_monitors_are_a_change():
    """Equal pixels at another place, or on another layout, are not the same screen."""
    main, other = Monitor("main", Box(0, 0, 320, 200)), Monitor("other", Box(0, 0, 320, 200), 2.0)
    before = Scene(frame(None, 7, ORIGIN, main))
    for after in (
        frame(None, 7, ORIGIN, other),
        frame(None, 7, ORIGIN, main, other),
        frame(None, 7, Point(-5, 0), main),
    ):
        assert outcome(before, Scene(after), Key("a"), Change.ANYTHING).met
    assert not outcome(before, Scene(frame(None, 7, ORIGIN, main)), Key("a"), Change.ANYTHING).met


def test_text_appears_and_goes():
    here, gone = scene(element("text", "notes.txt - Editor")), scene()
    assert outcome(gone, here, Key("a"), Change.TEXT_APPEARS, "notes.txt").met
    assert not outcome(here, here, Key("a"), Change.TEXT_APPEARS, "notes.txt").met
    assert outcome(here, gone, Key("a"), Change.TEXT_GOES, "notes.txt").met


@pytest.mark.parametrize(("state", "met"), [("on", True), ("off", False)])
def test_a_state_is_read_back(state, met):
    box = element("checkbox", "Tips", "off", AT)
    after = scene(element("checkbox", "Tips", state, AT))
    assert outcome(scene(box), after, Click(box), Change.STATE_IS, "on").met is met


@pytest.mark.parametrize(("held", "met"), [("notes.txt", True), ("n0tes.txt", True), ("note", False), ("", False)])
def test_a_field_is_read_back(held, met):
    field = element("edit", "Name", "", AT)
    after = scene(element("edit", "Name", held, AT))
    assert outcome(scene(field), after, Type("notes.txt", field), Change.FIELD_HOLDS, "notes.txt").met is met


def test_text_seen_over_the_field_counts_too():
    field = element("edit", "Name", "", AT)
    after = scene(element("text", "hello there", "", AT.grown(-4)))
    assert outcome(scene(field), after, Type("hello there", field), Change.FIELD_HOLDS, "hello there").met


def test_the_observer_waits_for_what_was_predicted():
    still, late = frame(), frame(write(blank(), "notes.txt", (50, 50)))
    capture = StillCapture(*[still] * 12, late)

    class Reading(FixedGrounder):
        def read(self, seen):
            return scene(element("text", "notes.txt"), pixels=seen.pixels) if seen is late else scene()

    observer = Observer(capture, Reading(scene()), StopToken())
    expect = Expectation(Change.TEXT_APPEARS, "notes.txt", patience=10)
    result, after = observer.check(scene(), Proposal(Key("enter"), "", 1.0, "rules", expect))
    assert result.met
    assert after.frame.pixels is late.pixels


def test_the_observers_patience_ends():
    observer = Observer(StillCapture(frame()), FixedGrounder(scene()), StopToken())
    expect = Expectation(Change.TEXT_APPEARS, "never", patience=0.3)
    result, _ = observer.check(scene(), Proposal(Key("enter"), "", 1.0, "rules", expect))
    assert not result.met
    assert "did not appear" in result.observed


def windows(*made):
    """A frame with these windows of the window system."""
    return replace(frame(), windows=made)


MAIN = Window(1, "Editor", "editor", Box(0, 0, 200, 150))
ASKS = Window(2, "Save As", "editor", Box(40, 30, 100, 80), dialog=True)
MENU = Window(3, "", "editor", Box(10, 20, 90, 120))
TIP = Window(4, "", "editor", Box(10, 20, 90, 20), tip=True)


@pytest.mark.parametrize(
    ("change", "before", "after", "met"),
    [
        (Change.DIALOG_OPENS, (MAIN,), (MAIN, ASKS), True),
        (Change.DIALOG_OPENS, (MAIN,), (MAIN, MENU), False),
        (Change.DIALOG_CLOSES, (MAIN, ASKS), (MAIN,), True),
        (Change.DIALOG_CLOSES, (MAIN, ASKS), (MAIN, ASKS), False),
        (Change.MENU_OPENS, (MAIN,), (MAIN, MENU), True),
        (Change.MENU_OPENS, (MAIN,), (MAIN, TIP), False),
        (Change.WINDOW_OPENS, (MAIN,), (MAIN, Window(9, "Other", "other", Box(0, 0, 50, 50))), True),
        (Change.WINDOW_CLOSES, (MAIN,), (), True),
    ],
)
def test_windows_that_come_and_go_are_landmarks(change, before, after, met):
    seen = outcome(Scene(windows(*before)), Scene(windows(*after)), Key("a"), change)
    assert seen.met is met
    assert seen.missed is not met


def test_entries_that_come_together_are_a_menu():
    entries = scene(element("menu item", "Open"), element("menu item", "Quit"))
    assert outcome(scene(), entries, Key("f10"), Change.MENU_OPENS).met
    assert not outcome(scene(), scene(element("menu item", "Open")), Key("f10"), Change.MENU_OPENS).met


def test_a_miss_of_a_landmark_is_a_step_without_effect():
    """Something moved, but the dialog did not come: the step did not do what it was for."""
    moved = scene(pixels=write(blank(), "new", (50, 50)))
    seen = outcome(scene(), moved, Key("ctrl+h"), Change.DIALOG_OPENS)
    assert seen.changed and seen.missed and not seen.worked
    assert outcome(scene(), moved, Key("ctrl+h"), Change.TEXT_APPEARS, "other").worked


def test_the_focus_moves():
    assert outcome(scene(window=1), scene(window=2), Key("alt+tab"), Change.FOCUS_MOVES).met
    assert not outcome(scene(window=1), scene(window=1), Key("alt+tab"), Change.FOCUS_MOVES).met


def test_much_of_a_window_is_more_than_a_button():
    turned = blank()
    turned[:100] = 0
    assert outcome(scene(), scene(pixels=turned), Key("r"), Change.MUCH).met
    pressed = blank()
    pressed[50:60, 50:90] = 0
    assert outcome(scene(), scene(pixels=pressed), Key("r"), Change.MUCH).missed


def test_a_chosen_item_is_told_by_its_state_or_its_pixels():
    item = element("row", "a.txt", "", AT)
    chosen = scene(element("row", "a.txt", "selected", AT))
    marked = blank()
    marked[50:80, 50:150] = (200, 120, 40)
    assert outcome(scene(item), chosen, Click(item), Change.SELECTED).met
    assert outcome(scene(item), scene(item, pixels=marked), Click(item), Change.SELECTED).met
    assert not outcome(scene(item), scene(item), Click(item), Change.SELECTED).met


def test_a_hidden_text_is_taken_for_written_when_something_was():
    field = element("edit", "Password", "", AT)
    dots = blank()
    dots[60:66, 60:100] = 0
    done = outcome(scene(field), scene(field, pixels=dots), Type("secret", field), Change.FIELD_HOLDS, "secret")
    assert done.met
    assert not outcome(scene(field), scene(field), Type("secret", field), Change.FIELD_HOLDS, "secret").met
