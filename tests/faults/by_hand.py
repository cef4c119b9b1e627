"""Stops, and the person's own hand, in the middle of every kind of act: nothing is held, nothing more is sent."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable

from Xlib import X, display

from deskhand.act.actor import DesktopActor
from deskhand.act.guarded import GuardedDevices
from deskhand.act.pynput_devices import PynputDevices
from deskhand.act.watchdog import Watchdog
from deskhand.act.xclip_clipboard import XclipClipboard
from deskhand.core.actions import Act, Click, Drag, Key, Scroll, Type
from deskhand.core.clearance import Seal
from deskhand.core.errors import DeskhandError, StopRequested
from deskhand.core.geometry import Box, Point
from deskhand.core.screen import Element, Role
from deskhand.core.stop import StopToken

from .outcome import Came, Fault, Told

LATEST = 0.15
"""Seconds until all is still after a stop."""
BUTTONS = X.Button1Mask | X.Button2Mask | X.Button3Mask
THING = Element(1, Role.BUTTON, "Next page", Box(300, 300, 80, 24))
ACTS: dict[str, tuple[Act, float]] = {
    "a click": (Click(THING, count=3), 0.25),
    "a click with keys held": (Click(THING, count=2, held=("ctrl", "shift")), 0.25),
    "a drag": (Drag(THING, Box(700, 500, 20, 20)), 0.5),
    "a chord": (Key("ctrl+shift+f9"), 0.06),
    "typing": (Type("x" * 300), 1.2),
    "a scroll": (Scroll(400, THING), 0.2),
    "a paste through the clipboard": (Type("Grüße aus dem Süden"), 0.3),
}
"""Each with about how long it takes."""


def faults() -> list[Fault]:
    made = []
    for name, (action, seconds) in ACTS.items():
        made.append(Fault(f"stopped in {name}", _stopped(action, seconds)))
        made.append(Fault(f"the person moves the mouse in {name}", _moved(action, seconds)))
    return made


class Hands:
    """An actor of its own for one trial, and what the X server holds down."""

    def __enter__(self) -> Hands:
        self.stop, self.watchdog, self.seal = StopToken(), Watchdog(), Seal()
        self.devices, self.person, self.server = PynputDevices(), PynputDevices(), display.Display()
        self.guarded = GuardedDevices(self.devices, self.stop, self.watchdog)
        self.clipboard = XclipClipboard()
        self.actor = DesktopActor(self.guarded, self.clipboard, self.seal)
        return self

    def __exit__(self, *exc: object) -> None:
        self.watchdog.close()
        self.devices.close()
        self.person.close()
        self.server.close()

    def held(self) -> bool:
        pointer = self.server.screen().root.query_pointer()
        return bool(pointer.mask & BUTTONS) or any(self.server.query_keymap())


def _stopped(action: Act, seconds: float) -> Callable[[int], Told]:
    return lambda number: _interrupted(action, random.uniform(0.0, seconds), lambda hands: hands.stop.stop("Stopped."))


def _moved(action: Act, seconds: float) -> Callable[[int], Told]:
    def move(hands: Hands) -> None:
        here = hands.person.pointer()
        hands.person.move(Point(here.x + 90 if here.x < 600 else here.x - 90, here.y + 40))

    return lambda number: _interrupted(action, random.uniform(0.0, seconds), move)


def _interrupted(action: Act, after: float, interrupt: Callable[[Hands], None]) -> Told:
    with Hands() as hands:
        hands.clipboard.write("the person's own")
        at = [0.0]

        def strike() -> None:
            interrupt(hands)
            at[0] = time.monotonic()

        timer = threading.Timer(after, strike)
        timer.start()
        said = "done before it"
        try:
            hands.actor.perform(hands.seal.issue(action))
            ended = time.monotonic()
        except StopRequested as stopped:
            ended, said = time.monotonic(), str(stopped)
        except DeskhandError as problem:
            ended, said = time.monotonic(), str(problem)
        timer.join()
        sent = hands.guarded.sent
        time.sleep(0.05)
        late = ended - at[0]
        if hands.held():
            return Came.WRONG_ACTION, f"something is held down: {said}"
        if hands.guarded.sent != sent:
            return Came.WRONG_ACTION, "events were sent after it"
        if said != "done before it" and late > LATEST:
            return Came.WRONG_ACTION, f"it went on for {late:.2f} s"
        if isinstance(action, Type) and not action.text.isascii() and hands.clipboard.read() != "the person's own":
            return Came.WRONG_ACTION, "the clipboard was not given back"
        return (Came.SUCCESS if said == "done before it" else Came.SAFE_HALT), said
