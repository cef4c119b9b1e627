"""The gate on a real X server: which window a press reaches, seen or not, a screen that is dark, attacks that halt."""

import subprocess
import time

import pytest
from Xlib import X

from deskhand.capture.mss_capture import MssCapture
from deskhand.core.actions import Click
from deskhand.core.approval import Approvals
from deskhand.core.clearance import Seal
from deskhand.core.errors import GateClosed
from deskhand.core.geometry import Box, Point
from deskhand.core.screen import Scene
from deskhand.core.stop import StopToken
from deskhand.engine.gate import Gate
from tests.builders import element
from tests.desktop import XDisplay, until
from tests.fakes import allowed

PLACE = Box(300, 200, 400, 300)
TARGET = element("button", "Save", box=Box(350, 250, 80, 30))
AT = TARGET.box.center


@pytest.fixture
def ours(on_desktop):
    made = XDisplay()
    yield made
    made.close()


@pytest.fixture
def capture(on_desktop):
    made = MssCapture()
    yield made
    made.close()


@pytest.fixture
def window(ours, capture):
    made = ours.window(PLACE, "Editor")
    until(lambda: any(w.handle == made.id for w in capture.grab().windows), "the window")
    ours.tell(made, "_NET_ACTIVE_WINDOW", 2, X.CurrentTime)
    until(lambda: (focus := capture.focus()) and focus.window == made.id, "the keyboard")
    yield made
    made.destroy()
    ours.display.sync()
    until(lambda: all(w.handle != made.id for w in capture.grab().windows), "the window to go")


def still(capture):
    """A gate, and a scene of the screen when it holds still."""
    before = None
    while before is None or capture.grab().windows != before:
        before = capture.grab().windows
        time.sleep(0.1)
    return Gate(capture, Seal(), StopToken(), Approvals()), Scene(capture.grab(), (TARGET,))


def clear(gate, looked):
    return gate.clear(Click(TARGET), allowed(gate, Click(TARGET), looked), looked)


def test_a_press_reaches_the_window_that_is_seen(ours, capture, window):
    assert capture.window_at(AT) == window.id
    title_bar = Point(PLACE.x + 100, PLACE.y - 8)
    assert capture.window_at(title_bar) == window.id, "its frame is the window manager's, and it is the same window"
    assert capture.window_at(Point(5, 790)) == 0
    gate, looked = still(capture)
    clear(gate, looked).still()


@pytest.mark.parametrize("seen", [True, False])
def test_a_window_over_the_place_closes_the_gate_seen_or_not(ours, capture, window, seen):
    gate, looked = still(capture)
    screen = ours.display.screen()
    kind = {"window_class": X.InputOutput, "background_pixel": 0} if seen else {"window_class": X.InputOnly}
    depth = screen.root_depth if seen else 0
    over = ours.root.create_window(
        *TARGET.box.grown(-2).as_list(), 0, depth, override_redirect=True, event_mask=X.ButtonPressMask, **kind
    )
    over.map()
    ours.display.sync()
    try:
        assert capture.window_at(AT) == over.id
        with pytest.raises(GateClosed, match=r"changed before|lies over the place"):
            clear(gate, looked)
    finally:
        over.destroy()
        ours.display.sync()


def test_a_window_no_press_reaches_is_none(ours, capture, window):
    from Xlib.ext import shape

    gate, looked = still(capture)
    over = ours.root.create_window(
        *TARGET.box.as_list(), 0, 0, window_class=X.InputOnly, override_redirect=True, event_mask=0
    )
    over.shape_rectangles(shape.SO.Set, 2, X.Unsorted, 0, 0, [])
    over.map()
    ours.display.sync()
    try:
        assert capture.window_at(AT) == window.id
        clear(gate, looked).still()
    finally:
        over.destroy()
        ours.display.sync()


def test_a_dark_screen_closes_the_gate(ours, capture, window):
    gate, looked = still(capture)
    assert not capture.locked()
    subprocess.run(["xset", "s", "activate"], check=True)
    try:
        until(capture.locked, "the screen to be dark")
        with pytest.raises(GateClosed, match="locked or dark"):
            clear(gate, looked)
    finally:
        subprocess.run(["xset", "s", "reset"], check=True)
    until(lambda: not capture.locked(), "the screen to be lit")


def test_a_window_that_moved_away_under_the_target_closes_the_gate(ours, capture, window):
    gate, looked = still(capture)
    ours.place(window.id, Box(PLACE.x + 6, PLACE.y, PLACE.w, PLACE.h))
    until(lambda: capture.grab().windows != looked.frame.windows, "the move")
    with pytest.raises(GateClosed, match=r"was moved|changed before"):
        clear(gate, looked)
