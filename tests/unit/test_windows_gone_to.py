"""Going to the window a goal names."""

from dataclasses import replace

import pytest

from deskhand.core.actions import Click, Key, phrase
from deskhand.core.geometry import Box
from deskhand.core.screen import Focus
from deskhand.core.step import Outcome, Past
from deskhand.decide.view import Met, View
from deskhand.decide.windows import in_window
from tests.builders import element, frame

A = element("window", "a.txt - Editor", "", Box(0, 0, 300, 200), 1)
B = element("window", "b.txt - Editor", "focused", Box(400, 0, 300, 200), 2)
OVER = replace(B, box=Box(20, -10, 300, 200))


def view(*elements, focus="b.txt - Editor", done=()):
    seen = replace(frame(), focus=Focus(2, focus, "editor"))
    return View(tuple(elements), tuple(done), seen)


def past(action):
    return Past(action, Outcome(True, ""))


def test_the_window_that_has_the_keyboard_needs_nothing():
    assert in_window("b.txt", view(A, B)) == Met()


def test_a_window_is_clicked_on_its_title_bar():
    choice = in_window("a.txt", view(A, B))
    assert phrase(choice.action) == "click a.txt - Editor"
    assert choice.action.target.box.bottom <= 20 and A.box.contains(choice.action.target.box.center)


def test_a_title_bar_that_is_covered_is_reached_by_keys():
    assert phrase(in_window("a.txt", view(A, OVER)).action) == "key alt+tab"


@pytest.mark.parametrize("acts", [[Key("ctrl+a")], [Click(A), Key("ctrl+c")]])
def test_what_was_done_there_shows_that_it_was_reached(acts):
    """The keyboard may be elsewhere by now: a later part of the goal went on."""
    move = in_window("a.txt", view(A, B, done=[past(act) for act in acts]))
    assert move == Met(len(acts) - 1)


def test_a_window_that_is_not_there_is_given_up():
    tried = [past(Key("alt+tab"))] * 4
    assert in_window("c.txt", view(A, B, done=tried)).confidence >= 0.9
    assert phrase(in_window("c.txt", view(A, B, done=tried)).action) == "fail"
