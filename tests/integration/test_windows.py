"""The windows of a real X desktop as the capture lists them, against what the X server shows at their corners."""

import subprocess
import sys
from contextlib import closing

import pytest

from deskhand.act.ewmh import EwmhWindows
from deskhand.capture.mss_capture import MssCapture
from deskhand.core.geometry import Box
from deskhand.system.private_desktop import PrivateDesktop
from tests.desktop import XDisplay, corners, until

PIXEL = Box(0, 0, 1, 1)


@pytest.fixture
def ours(own_desktop):
    mine = XDisplay()
    yield mine
    mine.close()


@pytest.fixture
def capture(ours):
    opened = MssCapture()
    yield opened
    opened.close()


def listed(capture, title):
    """The window of that title once it is listed."""
    return until(lambda: next((w for w in capture.grab(PIXEL).windows if w.title == title), None), title)


def gone(capture, title):
    return until(lambda: all(w.title != title for w in capture.grab(PIXEL).windows), f"the end of {title}")


def assert_shown_exactly(ours, window):
    """Its corner pixels are the window's, and the pixels diagonally outside are not."""
    for inside, outside in corners(window.box):
        top = ours.top_at(inside)
        assert top == ours.top_at(window.box.center) != 0
        assert ours.top_at(outside) != top


def test_a_window_is_listed_with_frame_and_title_bar(ours, capture):
    made = ours.window(Box(300, 200, 400, 250), "One — ü")
    window = listed(capture, "One — ü")
    assert (window.handle, window.app, window.dialog) == (made.id, "Ours", False)
    assert window.box.intersection(Box(300, 200, 400, 250)) == Box(300, 200, 400, 250)
    assert window.box.y < 195, "the title bar is part of it"
    assert_shown_exactly(ours, window)


def test_a_shadow_that_a_window_draws_itself_is_no_part_of_it(ours, capture):
    ours.window(Box(300, 200, 400, 250), "Soft", shadow=[26, 26, 23, 29])
    window = until(lambda: (w := listed(capture, "Soft")).box == Box(326, 223, 348, 198) and w)
    assert window.box == Box(326, 223, 348, 198)


def test_stacking_and_focus_follow_the_window_manager(ours, capture):
    first, second = ours.window(Box(100, 100, 300, 200), "first"), ours.window(Box(200, 150, 300, 200), "second")
    listed(capture, "second")
    for front, back in ((first, second), (second, first)):
        ours.tell(front, "_NET_ACTIVE_WINDOW", 2)
        until(lambda front=front: (f := capture.grab(PIXEL).focus) and f.window == front.id)
        windows = until(lambda back=back: (w := capture.grab(PIXEL).windows) and w[0].handle == back.id and w)
        assert [(w.handle, w.focused) for w in windows] == [(back.id, False), (front.id, True)]
        assert capture.grab(PIXEL).focus == capture.focus()


def test_a_window_behind_is_brought_to_the_front(ours, capture):
    ours.window(Box(100, 100, 400, 300), "Behind")
    behind = listed(capture, "Behind")
    ours.window(Box(120, 120, 400, 300), "In front")
    until(lambda: (focus := capture.focus()) and focus.title == "In front")
    with closing(EwmhWindows()) as windows:
        windows.activate(behind.handle)
        until(lambda: (focus := capture.focus()) and focus.title == "Behind", "the window behind")
        assert capture.grab().windows[-1].handle == behind.handle


@pytest.mark.parametrize(
    ("kind", "transient", "dialog"),
    [
        ("DIALOG", False, True),
        (None, True, True),
        ("NORMAL", True, True),
        ("UTILITY", True, False),
        ("NORMAL", False, False),
        ("SPLASH", True, False),
    ],
)
def test_which_windows_are_dialogs(ours, capture, kind, transient, dialog):
    parent = ours.window(Box(100, 100, 600, 400), "parent")
    ours.window(Box(200, 200, 200, 100), "child", kind=kind, parent=parent if transient else None)
    assert listed(capture, "child").dialog is dialog
    assert not listed(capture, "parent").dialog


def test_a_modal_window_is_a_dialog(ours, capture):
    made = ours.window(Box(100, 100, 300, 200), "modal")
    listed(capture, "modal")
    ours.tell(made, "_NET_WM_STATE", 1, ours.atom("_NET_WM_STATE_MODAL"))
    assert until(lambda: listed(capture, "modal").dialog)


def test_what_is_not_shown_is_not_listed(ours, capture):
    made = ours.window(Box(100, 100, 300, 200), "shy")
    listed(capture, "shy")
    ours.tell(made, "WM_CHANGE_STATE", 3)
    gone(capture, "shy")
    ours.tell(made, "_NET_ACTIVE_WINDOW", 2)
    listed(capture, "shy")
    ours.tell(made, "_NET_WM_DESKTOP", 1, 2)
    gone(capture, "shy")
    ours.tell(made, "_NET_WM_DESKTOP", 0xFFFFFFFF, 2)
    listed(capture, "shy")
    made.unmap()
    ours.display.sync()
    gone(capture, "shy")


def test_of_a_rolled_up_window_the_title_bar_is_shown(ours, capture):
    made = ours.window(Box(300, 200, 400, 250), "rolled")
    whole = listed(capture, "rolled").box
    ours.tell(made, "_NET_WM_STATE", 1, ours.atom("_NET_WM_STATE_SHADED"))
    window = until(lambda: (w := listed(capture, "rolled")).box.h < whole.h and w)
    assert (window.box.x, window.box.y, window.box.w) == (whole.x, whole.y, whole.w)
    assert 10 < window.box.h < 50
    assert_shown_exactly(ours, window)


def test_menus_and_tooltips_lie_on_top_without_a_title(ours, capture):
    ours.window(Box(100, 100, 600, 400), "below")
    listed(capture, "below")
    menu = ours.window(Box(150, 150, 120, 200), "a menu", over=True)
    tip = ours.window(Box(260, 200, 90, 20), "a tip", over=True)
    ours.window(Box(-500, -500, 20, 20), "a helper", over=True)
    windows = until(lambda: (w := capture.grab(PIXEL).windows) and len(w) == 3 and w)
    assert [w.title for w in windows] == ["below", "", ""]
    assert [w.handle for w in windows[1:]] == [menu.id, tip.id]
    assert [w.box for w in windows[1:]] == [Box(150, 150, 120, 200), Box(260, 200, 90, 20)]
    assert not any(w.dialog for w in windows)


def test_an_overlay_that_no_click_can_hit_is_no_window(ours, capture):
    from Xlib.ext import shape

    ours.window(Box(100, 100, 300, 200), "plain")
    listed(capture, "plain")
    overlay = ours.window(Box(0, 0, 1920, 1080), over=True)
    assert until(lambda: overlay.id in [w.handle for w in capture.grab(PIXEL).windows])
    overlay.shape_rectangles(shape.SO.Set, 2, X_UNSORTED, 0, 0, [])
    ours.display.sync()
    assert until(lambda: [w.title for w in capture.grab(PIXEL).windows] == ["plain"])


X_UNSORTED = 0


def test_without_a_window_manager_there_are_none(ours, capture, own_desktop):
    ours.window(Box(100, 100, 300, 200), "left over")
    listed(capture, "left over")
    manager = own_desktop._programs[-1]
    manager.terminate()
    manager.wait()
    frame = capture.grab()
    assert frame.windows == ()
    assert frame.focus is None
    assert len(frame.monitors) == 1


RESTLESS = """
from tests.desktop import XDisplay
from deskhand.core.geometry import Box
ours = XDisplay()
print("ready", flush=True)
while True:
    some = [ours.window(Box(50 * n, 40 * n, 90, 60), f"w{n}", over=bool(n % 2)) for n in range(8)]
    for window in some:
        window.destroy()
    ours.display.sync()
"""


def test_windows_that_vanish_while_they_are_listed_are_left_out(ours, capture, own_desktop):
    ours.window(Box(900, 600, 300, 200), "steady")
    listed(capture, "steady")
    restless = subprocess.Popen([sys.executable, "-c", RESTLESS], stdout=subprocess.PIPE, text=True)
    try:
        assert restless.stdout.readline() == "ready\n"
        sizes = set()
        for _ in range(150):
            windows = capture.grab(PIXEL).windows
            sizes.add(len(windows))
            assert [w.box for w in windows if w.title == "steady"] == [listed(capture, "steady").box]
        assert len(sizes) > 1, "the listing met windows on their way in or out"
    finally:
        restless.kill()
        restless.wait()
        restless.stdout.close()


@pytest.mark.expects_log
def test_a_screen_that_shrinks_and_grows_between_two_grabs():
    """RandR then has no monitor at all on this server, which is said once and does not stop the capture."""
    from deskhand.system.private_desktop import environment
    from deskhand.system.private_monitors import xrandr

    with PrivateDesktop(800, 600) as desktop, environment(desktop.env):
        capture = MssCapture()
        try:
            assert capture.grab().box == Box(0, 0, 800, 600)
            xrandr(desktop.env, "--output", "screen", "--off", "--fb", "640x480")
            assert capture.grab().box == capture.grab().monitors[0].box == Box(0, 0, 640, 480)
            xrandr(desktop.env, "--fb", "800x600")
            assert capture.grab().box == Box(0, 0, 800, 600)
        finally:
            capture.close()
