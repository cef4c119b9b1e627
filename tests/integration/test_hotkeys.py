"""Global hotkeys and the person's hand, on a real X display."""

import queue
import struct
import time
from types import SimpleNamespace

import pytest
from Xlib import XK, X, display
from Xlib.ext import xinput

from deskhand.core.errors import HotkeyError, InputError
from deskhand.system.hotkey_chords import checked
from deskhand.system.hotkeys import X11Hotkeys
from deskhand.system.real_input import X11RealInput
from tests.desktop import until

SOON, QUIET = 10.0, 0.3


@pytest.fixture
def keyboard(on_desktop):
    """Presses keys as XTEST does."""
    connection = display.Display()

    def press(*names):
        codes = [connection.keysym_to_keycode(XK.string_to_keysym(name)) for name in names]
        for kind, order in ((X.KeyPress, codes), (X.KeyRelease, codes[::-1])):
            for code in order:
                connection.xtest_fake_input(kind, code)
        connection.sync()

    yield press
    connection.close()


@pytest.fixture
def pressed(on_desktop):
    heard = queue.SimpleQueue()
    hotkeys = X11Hotkeys(heard.put)
    yield hotkeys, heard
    hotkeys.close()


def nothing(heard):
    with pytest.raises(queue.Empty):
        heard.get(timeout=QUIET)


def test_a_grabbed_chord_is_heard_and_nothing_else(pressed, keyboard):
    hotkeys, heard = pressed
    hotkeys.grab("ctrl+alt+space")
    keyboard("a")
    keyboard("Control_L", "space")
    keyboard("Control_L", "Alt_L", "space")
    assert heard.get(timeout=SOON) == "ctrl+alt+space"
    nothing(heard)
    hotkeys.release("ctrl+alt+space")
    keyboard("Control_L", "Alt_L", "space")
    nothing(heard)


def test_num_lock_and_caps_lock_make_no_difference(pressed, keyboard):
    hotkeys, heard = pressed
    hotkeys.grab("super+f9")
    keyboard("Num_Lock")
    try:
        keyboard("Super_L", "F9")
        assert heard.get(timeout=SOON) == "super+f9"
    finally:
        keyboard("Num_Lock")


def test_a_chord_is_one_programs_alone(pressed):
    hotkeys, _ = pressed
    hotkeys.grab("ctrl+alt+k")
    with pytest.raises(HotkeyError, match="own hotkeys already"):
        hotkeys.grab("ctrl+alt+k")
    other = X11Hotkeys(lambda chord: None)
    try:
        with pytest.raises(HotkeyError, match="taken by another program"):
            other.grab("ctrl+alt+k")
        hotkeys.release("ctrl+alt+k")
        other.grab("ctrl+alt+k")
    finally:
        other.close()


@pytest.mark.parametrize(
    ("chord", "why"),
    [
        ("", "no key"),
        ("ctrl+alt", "modifiers and one key"),
        ("a+ctrl", "modifiers and one key"),
        ("x", "lost to every program"),
        ("enter", "lost to every program"),
        ("shift+x", "types a character"),
        ("ctrl+spcae", "no key “spcae”"),
    ],
)
def test_what_is_no_hotkey_is_said(chord, why):
    with pytest.raises(HotkeyError, match=why):
        checked(chord)


def test_without_a_display_there_are_no_hotkeys(monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    with pytest.raises(HotkeyError, match="no X display"):
        X11Hotkeys(lambda chord: None)
    with pytest.raises(InputError, match="no X display"):
        X11RealInput()


def test_escape_twice_on_a_real_keyboard_and_not_by_a_program(on_desktop, keyboard):
    escaped = queue.SimpleQueue()
    hand = X11RealInput(escaped=lambda: escaped.put(1))
    try:
        keyboard("Escape")
        keyboard("Escape")
        nothing(escaped)
        own = next(d.deviceid for d in hand._display.xinput_query_device(xinput.AllDevices).devices if "Xvfb" in d.name)
        for detail in (hand._escape, 38, hand._escape):
            hand._take(
                SimpleNamespace(evtype=xinput.RawKeyPress, data=struct.pack("<HIIH", 3, 0, detail, own) + bytes(18))
            )
        nothing(escaped)
        hand._take(
            SimpleNamespace(evtype=xinput.RawKeyPress, data=struct.pack("<HIIH", 3, 0, hand._escape, own) + bytes(18))
        )
        assert escaped.get(timeout=SOON)
    finally:
        hand.close()


def test_presses_are_told_while_another_program_has_the_keyboard(on_desktop, keyboard):
    """As a menu has it while it is open."""
    hand, other = X11RealInput(), display.Display()
    try:
        hand.last = time.monotonic()
        assert hand.within(60)
        other.screen().root.grab_keyboard(True, X.GrabModeAsync, X.GrabModeAsync, X.CurrentTime)
        other.sync()
        keyboard("a")
        until(lambda: not hand.within(60), "the program's press")
    finally:
        other.ungrab_keyboard(X.CurrentTime)
        other.close()
        hand.close()


def test_a_programs_presses_are_not_the_persons(on_desktop, keyboard):
    told = queue.SimpleQueue()
    hand = X11RealInput(lambda: told.put(1))
    try:
        keyboard("a")
        nothing(told)
        assert not hand.within(60)
        # Xvfb has devices of its own that nobody can press: what their event would be is given by hand.
        own = next(d.deviceid for d in hand._display.xinput_query_device(xinput.AllDevices).devices if "Xvfb" in d.name)
        data = struct.pack("<HIIH", 3, 0, 38, own) + bytes(18)
        hand._take(SimpleNamespace(evtype=xinput.RawKeyPress, data=data))
        assert told.get(timeout=SOON) and hand.within(60)
        # Whatever a program presses after that, the last press is no longer the person's.
        keyboard("a")
        until(lambda: not hand.within(60), "the program's press")
    finally:
        hand.close()
