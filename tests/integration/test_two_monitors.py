"""Two real monitors of different scale: applications on each, clicks on each, one of them unplugged."""

from dataclasses import replace

import numpy as np
import pytest

from deskhand.act.actor import DesktopActor
from deskhand.act.guarded import GuardedDevices
from deskhand.act.pynput_devices import PynputDevices
from deskhand.act.watchdog import Watchdog
from deskhand.act.xclip_clipboard import XclipClipboard
from deskhand.capture.mss_capture import MssCapture
from deskhand.cli import look
from deskhand.cli.scenes import _CHROMIUM_FLAGS
from deskhand.core.actions import Click, Drag
from deskhand.core.approval import Approvals
from deskhand.core.clearance import Seal
from deskhand.core.errors import GateClosed, RegionError
from deskhand.core.geometry import Box, Point
from deskhand.core.monitors import Layout, Monitor
from deskhand.core.screen import Scene
from deskhand.core.step import Change, Delivery, Expectation, Proposal
from deskhand.core.stop import StopToken
from deskhand.engine.gate import Gate
from deskhand.system.private_desktop import PrivateDesktop, environment
from deskhand.verify.expectations import compare
from tests.builders import element
from tests.conftest import TWO_MONITORS
from tests.desktop import XDisplay, corners, until
from tests.fakes import allowed

PIXEL = Box(0, 0, 1, 1)
GAP = Point(1500, 100)
MOUSEPAD = ["mousepad", "--disable-server"]


@pytest.fixture
def capture(own_two_monitors):
    opened = MssCapture()
    yield opened
    opened.close()


@pytest.fixture
def ours(own_two_monitors):
    mine = XDisplay()
    yield mine
    mine.close()


@pytest.fixture
def hand(own_two_monitors):
    """Performs an action from a pointer in the gap between the monitors, where the person may have left it."""
    watchdog, seal, devices = Watchdog(), Seal(), PynputDevices()
    actor = DesktopActor(GuardedDevices(devices, StopToken(), watchdog), XclipClipboard(), seal)

    def perform(action):
        devices.move(GAP)
        actor.resume()
        assert actor.perform(seal.issue(action)) is Delivery.SENT
        return devices.pointer()

    yield perform
    watchdog.close()
    devices.close()


def opened(capture, ours, desktop, command, inside):
    """Start a program, put the inside of its window where it is wanted, and wait until it is drawn there."""
    before = {w.handle for w in capture.grab(PIXEL).windows}
    desktop.spawn(command)
    new = until(lambda: [w for w in capture.grab(PIXEL).windows if w.handle not in before], command[0])[0]

    def there():
        ours.place(new.handle, inside)
        found = next(w for w in capture.grab(PIXEL).windows if w.handle == new.handle)
        same = found.box.coverage(inside) > 0.9 and inside.coverage(found.box) > 0.9
        return found if same else None

    return until(there, f"{command[0]} at {inside}")


def test_the_layout_is_seen_as_it_was_set(capture, own_two_monitors):
    frame = capture.grab()
    main, upper = own_two_monitors.monitors
    assert frame.box == Box(0, 0, 2304, 1100)
    assert set(frame.monitors) == {main, upper}
    assert (main.box, upper.box) == (Box(1024, 300, 1280, 800), Box(0, 0, 1024, 768))
    assert frame.layout.primary == main
    assert frame.layout.monitor_at(Point(1500, 100)) is None
    assert frame.layout.nearest(Point(1500, 100)) == main


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 1.75, 2.0])
def test_every_scale_and_place_of_a_second_monitor(scale):
    for box in (Box(-640, 0, 640, 480), Box(100, -480, 640, 480), Box(1000, 37, 600, 801)):
        second = Monitor("SECOND", box, scale)
        with PrivateDesktop(monitors=(replace(TWO_MONITORS[0], scale=1.5), second)) as desktop:
            with environment(desktop.env):
                capture = MssCapture()
                frame = capture.grab()
                capture.close()
            assert set(frame.monitors) == set(desktop.monitors)
            assert {m.scale for m in frame.monitors} == {1.5, scale}


def test_a_gtk_program_on_each_monitor(capture, ours, hand, own_two_monitors):
    """One at 100 % on the primary, one at 200 % on the other: both are listed where they are, and clicked there."""
    main, upper = own_two_monitors.monitors
    windows = {
        main: opened(capture, ours, own_two_monitors, MOUSEPAD, Box(1100, 400, 700, 500)),
        upper: opened(capture, ours, own_two_monitors, ["env", "GDK_SCALE=2", *MOUSEPAD], Box(40, 60, 900, 600)),
    }
    for monitor, window in windows.items():
        assert window.app == "Mousepad"
        assert Layout((main, upper)).of(window.box) == monitor
        assert_shown_exactly(ours, window.box)
        assert until(lambda box=window.box: a_region_equals_its_crop(capture, box), "a window at rest")
    for monitor in (main, upper, main):
        window = windows[monitor]
        text = Box(window.box.x + 60, window.box.bottom - 120, 200, 60)
        pointer = hand(Click(element("edit", "text", box=text)))
        assert pointer == text.center
        front = until(lambda w=window: (f := capture.grab(PIXEL)).focus and f.focus.window == w.handle and f, "focus")
        assert front.windows[-1].handle == window.handle
        assert [w.handle for w in front.windows if w.focused] == [window.handle]
        assert front.layout.monitor_at(pointer) == monitor


def assert_shown_exactly(ours, box):
    """Its corner pixels are the window's, and the pixels diagonally outside are not."""
    for inside, outside in corners(box):
        assert ours.top_at(inside) == ours.top_at(box.center) != ours.top_at(outside)


def a_region_equals_its_crop(capture, box):
    """False while the window still draws."""
    before, part, after = capture.grab(), capture.grab(box), capture.grab()
    assert part.box == box
    still = np.array_equal(before.crop(box), after.crop(box)) and part.pixels.std() > 1
    return still and np.array_equal(part.pixels, after.crop(box))


@pytest.mark.parametrize("scale", ["1.25", "1.5"])
def test_a_browser_page_between_the_steps(capture, ours, own_two_monitors, scale):
    """Chromium draws its own frame, with a border around it that it calls a shadow (5 pixels, none on top)."""
    page = own_two_monitors.home / "page.html"
    page.write_text("<title>A page</title><h1 style='margin:60px'>Words of a page</h1>")
    profile = f"--user-data-dir={own_two_monitors.home}/.config/browser"
    flags = [*_CHROMIUM_FLAGS, "--no-sandbox", f"--force-device-scale-factor={scale}", profile]
    inside = Box(30, 40, 900, 650)
    window = opened(capture, ours, own_two_monitors, ["chromium", *flags, page.as_uri()], inside)
    listed = until(
        lambda: next((w for w in capture.grab(PIXEL).windows if w.title.startswith("A page")), None), "the page"
    )
    assert listed.handle == window.handle
    assert capture.grab(PIXEL).layout.of(listed.box).name == "UPPER-LEFT"
    border = ours.numbers(window.handle, "_GTK_FRAME_EXTENTS")
    assert border[0] > 0
    around = Box(listed.box.x - border[0], listed.box.y - border[2], listed.box.w + sum(border[:2]), 0)
    assert (around.x, around.y, around.w) == (inside.x, inside.y, inside.w)
    assert until(lambda: a_region_equals_its_crop(capture, listed.box), "a page at rest")


@pytest.mark.parametrize("monitor", [0, 1])
def test_a_click_lands_on_the_pixel_it_was_sent_to(hand, ours, own_two_monitors, monitor):
    box = own_two_monitors.monitors[monitor].box
    for corner in (Point(box.x, box.y), Point(box.right - 40, box.bottom - 30), box.center):
        place = Box(corner.x, corner.y, 40, 30)
        window = ours.window(place, over=True)
        until(lambda at=place.center, window=window: ours.top_at(at) == window.id, "the window")
        assert hand(Click(element("button", "x", box=place))) == place.center
        assert ours.clicked() == (window.id, place.center)
        window.destroy()


def test_a_drag_goes_from_one_monitor_to_the_other(hand, own_two_monitors):
    main, upper = own_two_monitors.monitors
    target = element("icon", "x", box=Box(upper.box.right - 60, upper.box.bottom - 60, 20, 20))
    to = Box(main.box.x + 400, main.box.y + 500, 30, 30)
    assert hand(Drag(target, to)) == to.center


def test_a_monitor_is_unplugged_between_two_looks(capture, ours, own_two_monitors):
    """The frame after it has the new layout; what was decided before it is not done, and the screen counts as new."""
    main, upper = own_two_monitors.monitors
    button = element("button", "Save", box=Box(main.box.x + 50, main.box.y + 50, 80, 30))
    before = Scene(capture.grab(), (button,))
    gate = Gate(capture, Seal(), StopToken(), Approvals())
    assert gate.clear(Click(button), allowed(gate, Click(button), before), before)
    own_two_monitors.unplug(upper.name)
    with pytest.raises(GateClosed, match="The screens changed before I could act"):
        gate.clear(Click(button), allowed(gate, Click(button), before), before)
    after = Scene(capture.grab(), (button,))
    assert after.frame.monitors == (main,)
    expect = Expectation(Change.ANYTHING)
    assert compare(before, after, Proposal(Click(button), "", 1.0, "rules", expect)).changed
    assert gate.clear(Click(button), allowed(gate, Click(button), after), after)
    assert capture.grab(main.box).box == main.box


@pytest.mark.expects_log
def test_a_server_that_names_no_monitors_is_said_once_and_taken_as_one(capture, caplog):
    capture._desktop._server.has_monitors = False
    for _ in range(2):
        assert {m.scale for m in capture.grab().monitors} == {1.0}
    assert [r.getMessage() for r in caplog.records].count(caplog.records[0].getMessage()) == 1
    assert "names no monitors" in caplog.text


def _grabbed(image, monitor, region):
    with look._looking_at(image, monitor, region) as grab:
        return grab()


def test_look_takes_a_monitor_or_a_region(own_two_monitors):
    main, upper = own_two_monitors.monitors
    numbered = {str(n): m for n, m in enumerate(_grabbed(None, None, PIXEL).monitors, 1)}
    for name, monitor in {main.name: main, upper.name: upper, **numbered}.items():
        assert _grabbed(None, name, None).box == monitor.box
    assert _grabbed(None, None, look._box("1000,250,100,100")).box == Box(1000, 250, 100, 100)
    assert _grabbed(None, "MAIN", look._box("1000,250,100,100")).box == Box(1024, 300, 76, 50)
    with pytest.raises(RegionError, match="no monitor 3; name one of 1 "):
        _grabbed(None, "3", None)
    with pytest.raises(RegionError, match="Nothing of the screen"):
        _grabbed(None, None, Box(-50, -50, 20, 20))
