"""The actor and its guards, over recording devices."""

import contextlib
import io
import time

import pytest

from deskhand.act.actor import DesktopActor
from deskhand.act.guarded import GuardedDevices
from deskhand.act.pynput_devices import SPECIAL_KEYS
from deskhand.act.watchdog import watch
from deskhand.core.actions import Activate, Click, Drag, Key, Scroll, Type
from deskhand.core.clearance import Cleared, Seal
from deskhand.core.errors import ClearanceError, InputError, StopRequested
from deskhand.core.geometry import Box, Point
from deskhand.core.keys import KEY_NAMES, split_chord, unknown_keys
from deskhand.core.step import Delivery
from deskhand.core.stop import StopToken
from tests.builders import element
from tests.fakes import MemoryClipboard, RecordingDevices, SilentWatchdog, StackedWindows

TARGET = element("button", "Save", box=Box(100, 80, 80, 30))


class Hands:
    """An actor over recording devices."""

    def __init__(self, clipboard=None):
        self.devices, self.stop, self.watchdog, self.seal = RecordingDevices(), StopToken(), SilentWatchdog(), Seal()
        self.clipboard = clipboard or MemoryClipboard("before")
        guarded = GuardedDevices(self.devices, self.stop, self.watchdog)
        self.windows = StackedWindows()
        self.actor = DesktopActor(guarded, self.clipboard, self.seal, self.windows)

    def do(self, action):
        return self.actor.perform(self.seal.issue(action))


def test_a_click():
    hands = Hands()
    assert hands.do(Click(TARGET)) is Delivery.SENT
    assert hands.devices.events == ["move 140,95", "press left", "release left"]


@pytest.mark.parametrize(
    ("at", "place"), [((0.0, 0.0), "100,80"), ((1.0, 1.0), "179,109"), ((0.5, 0.5), "140,95"), ((0.1, 0.9), "108,107")]
)
@pytest.mark.parametrize("make", [Click, lambda target, at: Type("x", target, at=at)])
def test_a_place_in_the_box_is_pressed_there_and_never_outside_of_it(make, at, place):
    hands = Hands()
    hands.do(make(TARGET, at=at))
    assert hands.devices.events[0] == f"move {place}"


def test_a_drag_begins_at_its_place_in_the_box():
    hands = Hands()
    hands.do(Drag(TARGET, Box(200, 200, 1, 1), at=(0.25, 0.5)))
    assert hands.devices.events[0] == "move 120,95"


def test_a_window_is_brought_to_the_front_without_a_click():
    hands = Hands()
    assert hands.do(Activate(77, "Editor")) is Delivery.SENT
    assert (hands.windows.raised, hands.devices.events) == ([77], [])


def test_a_window_is_not_brought_to_the_front_over_the_persons_hand():
    hands = Hands()
    hands.devices.at = Point(300, 300)
    with pytest.raises(StopRequested):
        hands.do(Activate(77, "Editor"))
    assert hands.windows.raised == []


def test_without_a_window_manager_no_window_is_brought_to_the_front():
    hands = Hands()
    hands.actor = DesktopActor(GuardedDevices(hands.devices, hands.stop, hands.watchdog), MemoryClipboard(), hands.seal)
    with pytest.raises(InputError, match="by hand"):
        hands.do(Activate(77, "Editor"))


def test_half_the_speed_doubles_the_pauses():
    took = []
    for speed in (1.0, 0.25):
        hands = Hands()
        hands.actor = DesktopActor(
            GuardedDevices(hands.devices, hands.stop, hands.watchdog), MemoryClipboard(), hands.seal, speed=speed
        )
        started = time.monotonic()
        hands.do(Click(TARGET))
        took.append(time.monotonic() - started)
    assert took[1] >= 0.24 and took[1] > 2 * took[0]


def test_a_double_click_with_the_right_button():
    hands = Hands()
    hands.do(Click(TARGET, count=2, button="right"))
    assert hands.devices.events[1:] == ["press right", "release right"] * 2


def test_typing_into_a_field_clears_it_first():
    hands = Hands()
    hands.do(Type("ab", TARGET, clear=True))
    assert hands.devices.events[3:] == [
        *("press ctrl", "press a", "release a", "release ctrl"),
        *("press a", "release a", "press b", "release b"),
    ]


def test_an_empty_text_empties_the_field():
    hands = Hands()
    hands.do(Type("", TARGET, clear=True))
    assert hands.devices.events[-2:] == ["press delete", "release delete"]


@pytest.mark.expects_log
@pytest.mark.parametrize(("text", "typed"), [("ab c d e f", 1), ("naïve", 0)])
def test_nothing_more_is_typed_when_another_window_takes_the_keyboard(caplog, text, typed):
    hands, windows = Hands(), iter([7] * (1 + typed) + [8])
    guarded = GuardedDevices(hands.devices, hands.stop, hands.watchdog)
    hands.actor = DesktopActor(guarded, hands.clipboard, hands.seal, hands.windows, 1.0, lambda: next(windows))
    if typed:
        assert hands.do(Type(text)) is Delivery.MAYBE_SENT
        assert "took the keyboard" in caplog.text
    else:
        with pytest.raises(InputError, match="took the keyboard"):
            hands.do(Type(text))
    assert sum(event.startswith("press") for event in hands.devices.events) == typed
    assert hands.clipboard.text == "before"


def test_a_text_does_not_stay_in_a_clipboard_that_fails():
    class Failing(MemoryClipboard):
        def write(self, text):
            super().write(text)
            if text == "naïve":
                raise InputError("The clipboard does not answer.")

    hands = Hands(Failing("before"))
    with pytest.raises(InputError):
        hands.do(Type("naïve"))
    assert hands.clipboard.text == "before"


@pytest.mark.parametrize("text", ["Grüße", "日本語", "two\nlines", "emoji 🙂"])
def test_what_keys_cannot_type_goes_by_the_clipboard_which_is_given_back(text):
    hands = Hands()
    hands.do(Type(text))
    assert hands.clipboard.written == [text, "before"]
    assert "press v" in hands.devices.events


def test_the_clipboard_is_given_back_even_when_stopped():
    hands = Hands()
    hands.devices.on_event = lambda event: hands.stop.stop("stop") if event == "press v" else None
    with pytest.raises(StopRequested):
        hands.do(Type("ü"))
    assert hands.clipboard.text == "before"
    assert hands.devices.held == []


@pytest.mark.parametrize(
    ("chord", "keys"),
    [("ctrl+s", ["ctrl", "s"]), ("ctrl++", ["ctrl", "+"]), ("+", ["+"]), ("enter", ["enter"]), ("a", ["a"])],
)
def test_chords(chord, keys):
    assert split_chord(chord) == keys


def test_every_key_that_has_a_name_can_be_pressed():
    assert set(SPECIAL_KEYS) == KEY_NAMES
    assert unknown_keys("ctrl+Shift+F5") == unknown_keys("ctrl++") == unknown_keys("ä") == []
    assert unknown_keys("ctlr+s") == ["ctlr"]
    assert unknown_keys("+ ") == ["+ "]


def test_scrolling_is_one_event_a_notch():
    hands = Hands()
    hands.do(Scroll(-3, TARGET))
    assert hands.devices.events == ["move 140,95", "wheel -1", "wheel -1", "wheel -1"]


ACTIONS = [
    Click(TARGET, count=2),
    Type("some text to type", TARGET, clear=True),
    Type("Grüße an alle"),
    Key("ctrl+shift+n"),
    Scroll(9, TARGET),
    Drag(TARGET, Box(300, 300, 10, 10)),
]


@pytest.mark.parametrize("action", ACTIONS, ids=lambda a: type(a).__name__)
def test_a_stop_at_any_event_leaves_nothing_held(action):
    probe = Hands()
    probe.do(action)
    for moment in range(len(probe.devices.events)):
        hands = Hands()

        def interrupt(event, hands=hands, moment=moment):
            if len(hands.devices.events) == moment + 1:
                hands.stop.stop("Stopped.")

        hands.devices.on_event = interrupt
        with contextlib.suppress(StopRequested):
            hands.do(action)
        assert hands.stop.is_set
        assert hands.devices.held == []
        assert hands.watchdog.held == []
        later = hands.devices.events[moment + 1 :]
        assert all(event.startswith("release") for event in later), "only releases may follow a stop"


@pytest.mark.parametrize("action", ACTIONS, ids=lambda a: type(a).__name__)
def test_the_persons_mouse_stops_every_action(action):
    hands = Hands()

    def nudge(event):
        if len(hands.devices.events) == 2:
            hands.devices.at = Point(hands.devices.at.x + 40, hands.devices.at.y)

    hands.devices.on_event = nudge
    with pytest.raises(StopRequested, match="You moved the mouse"):
        hands.do(action)
    assert hands.devices.held == []


def test_a_mouse_moved_between_two_actions_stops_the_second():
    hands = Hands()
    hands.do(Click(TARGET))
    hands.devices.at = Point(500, 500)
    with pytest.raises(StopRequested):
        hands.do(Key("enter"))
    assert "press enter" not in hands.devices.events


@pytest.mark.expects_log
def test_events_that_fail_half_way_may_have_been_sent():
    hands = Hands()

    def fail(event):
        if event == "press left":
            raise InputError("The display went away.")

    hands.devices.on_event = fail
    assert hands.do(Click(TARGET)) is Delivery.MAYBE_SENT


def test_nothing_is_performed_without_a_clearance():
    hands = Hands()
    with pytest.raises(ClearanceError):
        hands.actor.perform(Cleared(Click(TARGET), "forged"))
    assert hands.devices.events == []


def test_the_watchdog_releases_what_is_held_last_first():
    devices = RecordingDevices()
    devices.held = ["ctrl", "left"]
    watch(io.StringIO("+ key ctrl\n+ key s\n- key s\n+ button left\n"), devices)
    assert devices.events == ["release left", "release ctrl"]


@pytest.mark.expects_log
def test_a_press_that_another_window_got_is_let_go_beside_it(caplog):
    from deskhand.core.errors import GateClosed

    hands = Hands()

    def covered():
        raise GateClosed("Another window came over the place as I pressed.")

    assert hands.actor.perform(hands.seal.issue(Click(TARGET), reached=covered)) is Delivery.MAYBE_SENT
    press, aside, release = hands.devices.events[-3:]
    assert press == "press left" and aside.startswith("move") and release == "release left"
    assert abs(hands.devices.at.x - TARGET.box.center.x) >= 300 and "let go beside it" in caplog.text


def test_what_the_last_look_sees_keeps_the_button_up():
    from deskhand.core.errors import GateClosed

    hands = Hands()

    def changed():
        raise GateClosed("It changed in the very last moment.")

    with pytest.raises(GateClosed):
        hands.actor.perform(hands.seal.issue(Click(TARGET), still=changed))
    assert not [event for event in hands.devices.events if "press" in event or "release" in event]
    assert hands.watchdog.held == []
