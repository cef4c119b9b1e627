"""The gate under attack: windows that move, come over the place, or take what was meant for another."""

from dataclasses import replace

import numpy as np
import pytest

from deskhand.core.actions import Click, Drag, Key, Type
from deskhand.core.approval import Approvals
from deskhand.core.clearance import Seal
from deskhand.core.errors import GateClosed
from deskhand.core.geometry import Box
from deskhand.core.sameness import same_strokes
from deskhand.core.screen import Focus, Frame, Scene, Window
from deskhand.core.stop import StopToken
from deskhand.engine.gate import Gate
from tests.builders import blank, element, write
from tests.fakes import StillCapture, allowed

SAVE = element("button", "Save", box=Box(100, 80, 80, 30))
EDITOR = Window(7, "Editor", "editor", Box(0, 0, 320, 200), focused=True)
DRAWN = write(blank(), "Save", (108, 100))


def shown(*windows, pixels=None, focus=None):
    focus = focus or Focus(7, "Editor", "editor")
    return Frame(DRAWN.copy() if pixels is None else pixels, 0.0, focus, windows or (EDITOR,))


def gate_over(now):
    capture = StillCapture(now)
    return Gate(capture, Seal(), StopToken(), Approvals()), capture


def clear(now, action=None, before=None):
    action = action or Click(SAVE)
    looked = Scene(before or shown(), (SAVE,))
    gate, capture = gate_over(now)
    return gate.clear(action, allowed(gate, action, looked), looked), capture


def test_a_still_screen_passes_and_is_still():
    cleared, _ = clear(shown())
    cleared.still()


def test_a_window_that_came_over_the_place_closes_it():
    over = Window(9, "Update", "updater", Box(90, 70, 120, 60))
    with pytest.raises(GateClosed, match="The window “Update” lies over the place"):
        clear(shown(EDITOR, over))


def test_a_window_that_cannot_be_seen_closes_it():
    gate, capture = gate_over(shown())
    capture.window_at = lambda at: 4711
    looked = Scene(shown(), (SAVE,))
    with pytest.raises(GateClosed, match="A window that cannot be seen lies over"):
        gate.clear(Click(SAVE), allowed(gate, Click(SAVE), looked), looked)


def test_our_own_window_over_the_place_closes_it():
    own = Window(9, "Deskhand", "deskhand", Box(90, 70, 120, 60))
    with pytest.raises(GateClosed, match="Deskhand's own window lies over"):
        clear(shown(EDITOR, own))


def test_our_own_window_with_the_keyboard_closes_it():
    own = Focus(9, "Deskhand asks you", "deskhand")
    with pytest.raises(GateClosed, match="own window has the keyboard"):
        clear(shown(focus=own), Key("enter"), shown(focus=own))


def test_a_look_alike_in_another_window_closes_it():
    twin = Window(9, "Editor", "editor", Box(20, 10, 290, 180))
    with pytest.raises(GateClosed, match="lies over the place now"):
        clear(shown(EDITOR, twin))


def test_a_window_that_moved_closes_it_though_the_pixels_are_the_same():
    moved = replace(EDITOR, box=Box(2, 0, 320, 200))
    with pytest.raises(GateClosed, match="was moved or closed"):
        clear(shown(moved))


def test_a_locked_screen_closes_it():
    gate, capture = gate_over(shown())
    capture.locked = lambda: True
    looked = Scene(shown(), (SAVE,))
    with pytest.raises(GateClosed, match="locked or dark"):
        gate.clear(Key("enter"), allowed(gate, Key("enter"), looked), looked)


def test_a_window_over_all_of_the_screen_closes_it_for_keys_too():
    lock = Window(9, "", "i3lock", Box(0, 0, 320, 200))
    with pytest.raises(GateClosed, match="covers the screen now"):
        clear(shown(EDITOR, lock), Key("enter"))


def test_another_window_where_a_drag_ends_closes_it():
    over = Window(9, "Trash", "files", Box(240, 20, 60, 60))
    with pytest.raises(GateClosed, match="“Trash” lies over the place"):
        clear(shown(EDITOR, over), Drag(SAVE, Box(250, 40, 20, 20), "Archive"))


def test_in_the_last_moment_the_keyboard_went_elsewhere():
    cleared, capture = clear(shown(), Key("enter"))
    capture.frames = [shown(focus=Focus(9, "Chat", "chat"))]
    with pytest.raises(GateClosed, match="very last moment"):
        cleared.still()


def test_in_the_last_moment_another_window_came():
    cleared, capture = clear(shown())
    capture.frames = [shown(EDITOR, Window(9, "Chat", "chat", Box(100, 80, 50, 50)))]
    with pytest.raises(GateClosed, match="came over the place in the very last moment"):
        cleared.still()


def test_in_the_last_moment_the_label_changed():
    cleared, capture = clear(shown())
    capture.frames = [shown(pixels=write(blank(), "Delete", (108, 100)))]
    with pytest.raises(GateClosed, match="Save changed in the very last moment"):
        cleared.still()


def test_a_button_that_lights_up_under_the_pointer_is_the_same():
    lit = write(np.where(blank() > 0, 225, 0).astype(np.uint8), "Save", (108, 100))
    lit[109:111, 100:180] = (200, 90, 30)
    cleared, capture = clear(shown())
    capture.frames = [shown(pixels=lit)]
    cleared.still()


def test_text_may_go_where_the_keyboard_is_or_where_it_is_clicked():
    front = Window(8, "Form", "form", Box(90, 70, 120, 60))
    cleared, _ = clear(shown(EDITOR, front), Type("Ada", SAVE), shown(EDITOR, front))
    assert cleared.windows == {7, 8}
    assert clear(shown(), Click(SAVE))[0].windows == frozenset()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Save", "Save", True), ("Save", "Send", False), ("OK", "Off", False), ("Ship", "Skip", False)],
)
def test_strokes(one, other, same):
    before, now = write(blank(90, 30), one, (10, 20)), write(blank(90, 30, (200, 220, 255)), other, (10, 20))
    assert same_strokes(before, now) is same


def test_where_nothing_was_written_nothing_is_mistaken():
    assert same_strokes(blank(30, 30), write(blank(30, 30), "x", (5, 20)))
    assert not same_strokes(blank(30, 30), blank(31, 30))
