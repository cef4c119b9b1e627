"""Real events on a real X display: typing is read back, a stop and a SIGKILL leave nothing held."""

import os
import signal
import subprocess
import sys
import time

import pytest
from Xlib import X, display

from deskhand.act.actor import DesktopActor
from deskhand.act.guarded import GuardedDevices
from deskhand.act.pynput_devices import PynputDevices
from deskhand.act.watchdog import Watchdog
from deskhand.act.xclip_clipboard import XclipClipboard
from deskhand.core.actions import Key, Type
from deskhand.core.clearance import Seal
from deskhand.core.errors import StopRequested
from deskhand.core.step import Delivery
from deskhand.core.stop import StopToken
from deskhand.jobs.probe_window import ProbeWindow

BUTTONS = X.Button1Mask | X.Button2Mask | X.Button3Mask

DRAG = """
import sys, threading, time
from deskhand.act.guarded import GuardedDevices
from deskhand.act.pynput_devices import PynputDevices
from deskhand.act.watchdog import Watchdog
from deskhand.core.geometry import Point
from deskhand.core.stop import StopToken
devices = GuardedDevices(PynputDevices(), StopToken(), Watchdog())
with devices.key("ctrl"), devices.button("left"):
    print("dragging", flush=True)
    for n in range(100000):
        devices.move(Point(100 + n % 300, 100))
        devices.pause(0.005)
"""


class Held:
    """What the X server holds down, asked on a connection of its own."""

    def __init__(self):
        self.display = display.Display()

    def anything(self):
        pointer = self.display.screen().root.query_pointer()
        keys = self.display.query_keymap()
        return bool(pointer.mask & BUTTONS) or any(keys)


@pytest.fixture
def held(on_desktop):
    probe = Held()
    yield probe
    probe.display.close()


def until(condition, seconds):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.01)
    return False


@pytest.fixture
def hands(on_desktop):
    stop, watchdog, seal = StopToken(), Watchdog(), Seal()
    devices = PynputDevices()
    actor = DesktopActor(GuardedDevices(devices, stop, watchdog), XclipClipboard(), seal)
    yield actor, seal, stop
    watchdog.close()
    devices.close()


@pytest.mark.parametrize(
    "text", ["hello from deskhand", 'A<B> & "C" {d} [e] ~f `g` \\h|i', "0123456789 -_=+;:',./?!@#$%^*()"]
)
def test_every_ascii_character_arrives_as_typed(hands, text):
    actor, seal, _ = hands
    with ProbeWindow() as window:
        assert actor.perform(seal.issue(Type(text))) is Delivery.SENT
        assert window.text(len(text)) == text


@pytest.mark.parametrize("number", range(5))
def test_sigkill_in_a_drag_with_a_key_held_releases_both_within_a_second(held, number):
    child = subprocess.Popen([sys.executable, "-c", DRAG], stdout=subprocess.PIPE, text=True)
    assert child.stdout.readline() == "dragging\n"
    assert until(held.anything, 3), "the drag holds the button and the key"
    os.kill(child.pid, signal.SIGKILL)
    killed = time.monotonic()
    child.wait()
    child.stdout.close()
    assert until(lambda: not held.anything(), 1.0), "the watchdog released them"
    assert time.monotonic() - killed < 1.0


def test_a_stop_in_the_middle_of_typing(hands, held):
    actor, seal, stop = hands
    import threading

    with ProbeWindow() as window:
        threading.Timer(0.15, stop.stop, ["Stopped."]).start()
        with pytest.raises(StopRequested):
            actor.perform(seal.issue(Type("x" * 500)))
        stopped = time.monotonic()
        typed = window.text(500)
        assert 0 < len(typed) < 500
        assert time.monotonic() - stopped < 4
    assert not held.anything()


def test_the_persons_mouse_stops_a_chord(hands, held):
    actor, seal, _stop = hands
    person = PynputDevices()
    from deskhand.core.geometry import Point

    here = person.pointer()
    person.move(Point(here.x + 60 if here.x < 600 else here.x - 60, here.y))
    person.close()
    with pytest.raises(StopRequested, match="You moved the mouse"):
        actor.perform(seal.issue(Key("ctrl+shift+n")))
    assert not held.anything()


def test_the_clipboard_is_given_back_after_pasting(hands):
    actor, seal, _ = hands
    clipboard = XclipClipboard()
    clipboard.write("the person's own")
    actor.perform(seal.issue(Type("Grüße")))
    assert clipboard.read() == "the person's own"
