"""Geometry, phrases, clearances, the stop token, exit codes."""

import pytest

from deskhand.core import clearance
from deskhand.core.actions import Click, Done, Key, Type, kind_of, phrase
from deskhand.core.clearance import Cleared, Seal
from deskhand.core.errors import ClearanceError, DisplayError, GoalError, StopRequested
from deskhand.core.geometry import Box, Point, bounding
from deskhand.core.step import Status
from deskhand.core.stop import StopToken
from tests.builders import element


def test_box_edges_are_exclusive():
    box = Box(10, 20, 30, 40)
    assert box.contains(Point(10, 20))
    assert not box.contains(Point(40, 20))
    assert box.center == Point(25, 40)


def test_boxes_that_touch_do_not_overlap():
    assert not Box(0, 0, 10, 10).overlaps(Box(10, 0, 10, 10))
    assert Box(0, 0, 10, 10).coverage(Box(5, 0, 10, 10)) == 0.5
    boxes = [Box(x, y, w, h) for x in (-3, 0, 4) for y in (0, 7) for w in (-2, 0, 5) for h in (0, 9)]
    assert all(a.shared(b) == a.intersection(b).area for a in boxes for b in boxes)
    assert Box(4, 4, 0, 0).coverage(Box(0, 0, 9, 9)) == 0.0


def test_a_box_clips_to_the_picture():
    assert Box(-5, -5, 20, 20).clipped(10, 8) == Box(0, 0, 10, 8)
    assert Box(50, 50, 5, 5).clipped(10, 10).area == 0


def test_bounding_of_nothing_is_an_error():
    assert bounding([Box(0, 0, 1, 1), Box(9, 4, 1, 1)]) == Box(0, 0, 10, 5)
    with pytest.raises(ValueError, match="at least one"):
        bounding([])


@pytest.mark.parametrize(
    ("action", "text"),
    [
        (Click(element("button", "Save")), "click Save"),
        (Click(element("icon", "a.txt"), count=2), "double-click a.txt"),
        (Click(element("row", "a.txt"), button="right"), "right-click a.txt"),
        (Type("x=1", element("edit", "Name")), "type Name=x=1"),
        (Type("hello"), "type hello"),
        (Key("ctrl+s"), "key ctrl+s"),
        (Done("84"), "done"),
    ],
)
def test_phrases(action, text):
    assert phrase(action) == text
    assert kind_of(action) == text.split()[0].rpartition("-")[2]


def test_a_clearance_is_good_once():
    seal, action = Seal(), Key("enter")
    cleared = seal.issue(action)
    assert seal.redeem(cleared) is action
    with pytest.raises(ClearanceError, match="already performed"):
        seal.redeem(cleared)


def test_a_forged_or_foreign_clearance_is_refused():
    seal, action = Seal(), Key("enter")
    with pytest.raises(ClearanceError, match="never cleared"):
        seal.redeem(Cleared(action, "made-up"))
    with pytest.raises(ClearanceError, match="never cleared"):
        seal.redeem(Seal().issue(action))


def test_a_clearance_names_one_action():
    seal = Seal()
    real = seal.issue(Key("enter"))
    with pytest.raises(ClearanceError, match="another action"):
        seal.redeem(Cleared(Key("enter"), real.nonce))


def test_a_clearance_expires(monkeypatch):
    seal = Seal()
    cleared = seal.issue(Key("enter"))
    monkeypatch.setattr(clearance, "LIFETIME", -1.0)
    with pytest.raises(ClearanceError, match="expired"):
        seal.redeem(cleared)


def test_the_first_reason_of_a_stop_is_kept():
    stop = StopToken()
    stop.check()
    stop.stop("first")
    stop.stop("second")
    with pytest.raises(StopRequested, match="first"):
        stop.pause(10)


def test_exit_codes():
    assert (GoalError.exit_code, DisplayError.exit_code, StopRequested.exit_code) == (2, 1, 3)
    assert [s.exit_code for s in (Status.DONE, Status.FAILED, Status.STOPPED, Status.NEEDS_USER)] == [0, 1, 3, 3]
