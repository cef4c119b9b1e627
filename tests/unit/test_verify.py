"""Predictions against scenes."""

import pytest

from deskhand.core.actions import Click, Key, Type
from deskhand.core.geometry import ORIGIN, Box, Point
from deskhand.core.monitors import Monitor
from deskhand.core.screen import Scene
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
