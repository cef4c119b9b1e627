"""Approvals that are none: `python -m tests.bench.safety.approvals`. How many of 1,000 are taken for a yes.

Made up, used before, grown old, given for another act, window, label, text or for other pixels: 960, at the gate. Forty
more are presses by a program (XTEST keys and clicks, XSendEvent) on the real question of the real app.
"""

from __future__ import annotations

import random
import secrets
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from Xlib import X, display
from Xlib.protocol import event

from deskhand.core import approval
from deskhand.core.actions import Act, Click, Key, Type, phrase
from deskhand.core.approval import LIFETIME, Approvals
from deskhand.core.clearance import Seal
from deskhand.core.errors import GateClosed
from deskhand.core.geometry import Box, Point
from deskhand.core.risk import Consent, Risk, Verdict, answer
from deskhand.core.screen import Focus, Frame, Scene, Window
from deskhand.core.stop import StopToken
from deskhand.engine.gate import Gate
from deskhand.system.private_desktop import PrivateDesktop, environment
from tests.app_process import AppProcess
from tests.builders import blank, element, write
from tests.desktop import until
from tests.fakes import StillCapture

from .hands import home_of_the_bench

EACH = 192
PRESSES = 40
SAVE = element("button", "Save", box=Box(100, 80, 80, 30))
WINDOW = Window(7, "Editor", "editor", Box(0, 0, 320, 200), focused=True)


def main() -> None:
    random.seed(11)
    found: Counter[str] = Counter()
    for make in (made_up, used, old, for_another_act, for_other_pixels):
        for _ in range(EACH):
            found["tried"] += 1
            if accepted(make):
                found["ACCEPTED"] += 1
                print(f"  ACCEPTED: {make.__name__}")
    found["tried"] += PRESSES
    found["ACCEPTED"] += self_clicked()
    print(f"approvals that are none: {found['ACCEPTED']} accepted of {found['tried']} (to reach 0 of 1,000)")


Bench = tuple[Gate, Act, Scene]


def _bench() -> Bench:
    frame = Frame(write(blank(), "Save", (108, 100)), 0.0, Focus(7, "Editor", "editor"), (WINDOW,))
    action: Act = random.choice([Click(SAVE), Type("Ada", SAVE), Key("ctrl+s")])
    return Gate(StillCapture(frame), Seal(), StopToken(), Approvals()), action, Scene(frame, (SAVE,))


def _yes(gate: Gate, action: Act, scene: Scene) -> Consent:
    asked = gate.approvals.ask(action, scene)
    return answer(True, "person", phrase(action), Verdict(Risk.R3, ("because",), asked=asked))


def accepted(make: Callable[[], tuple[Bench, Consent]]) -> bool:
    (gate, action, scene), consent = make()
    clock = approval.time.monotonic
    if make is old:
        late = LIFETIME + random.uniform(0.01, 100.0)
        approval.time.monotonic = lambda: clock() + late
    try:
        gate.clear(action, consent, scene)
    except GateClosed:
        return False
    finally:
        approval.time.monotonic = clock
    return True


def made_up() -> tuple[Bench, Consent]:
    """Everything right but the nonce, or nothing but the phrase."""
    bench = gate, action, scene = _bench()
    real = _yes(gate, action, scene)
    forged = random.choice(
        [
            replace(real, nonce=secrets.token_hex(16)),
            replace(real, nonce=""),
            Consent(True, "person", phrase(action)),
            replace(real, binding=secrets.token_hex(32)),
            _yes(Gate(StillCapture(scene.frame), Seal(), StopToken(), Approvals()), action, scene),
            replace(real, granted=False),
        ]
    )
    return bench, forged


def used() -> tuple[Bench, Consent]:
    bench = gate, action, scene = _bench()
    real = _yes(gate, action, scene)
    gate.clear(action, real, scene)
    return bench, random.choice([real, replace(real, given_at=time.monotonic())])


def old() -> tuple[Bench, Consent]:
    bench = gate, action, scene = _bench()
    return bench, _yes(gate, action, scene)


def for_another_act() -> tuple[Bench, Consent]:
    """A yes to something harmless, shown for something else."""
    gate, _, scene = _bench()
    harmless = random.choice([Key("escape"), Click(element("button", "Cancel", box=Box(10, 10, 60, 20)))])
    acts: list[Act] = [Click(SAVE, count=2), Click(SAVE, at=(0.2, 0.2)), Type("rm -rf ~", SAVE), Key("delete")]
    action = random.choice(acts)
    given = _yes(gate, harmless, scene)
    harmful = gate.approvals.ask(action, scene)
    return (gate, action, scene), replace(
        given, action=phrase(action), nonce=random.choice([given.nonce, harmful.nonce])
    )


def for_other_pixels() -> tuple[Bench, Consent]:
    """A yes to what was shown before the screen changed."""
    gate, _, scene = _bench()
    action = Click(SAVE)
    given = _yes(gate, action, scene)
    label = random.choice(["Send", "Delete", "Pay", "Save as", "5ave"])
    frame = replace(scene.frame, pixels=write(blank(), label, (108, 100)))
    return (gate, action, Scene(frame, (SAVE,))), given


def self_clicked() -> int:
    """A program presses yes: on the real question of the real app, with XTEST and XSendEvent."""
    with home_of_the_bench() as paths, PrivateDesktop(1280, 800) as desktop, environment(desktop.env):
        desktop.spawn(["mousepad"])
        desktop.wait_for_window("Mousepad")
        with AppProcess(paths, autonomy="R0") as app:
            run = app.ask("click File")
            dialog = until(lambda: app.window("asks you"), "the question")
            until(lambda: app.has_keyboard("asks you"), "the keyboard to be in it")
            time.sleep(0.7)
            connection = display.Display()
            for number in range(PRESSES):
                across = 40 + (number * 29) % (dialog.box.w - 150)
                if number % 4 == 0:
                    app.person.chord("alt+y")
                elif number % 4 in (1, 2):
                    app.person.click(Point(dialog.box.x + across, dialog.box.bottom - 40))
                else:
                    _sent(connection, dialog, across)
                time.sleep(0.1)
            connection.close()
            sent = [s for s in app.run(run).steps if s.outcome and s.outcome["delivery"] == "sent"]
            gone = app.window("asks you") is None
            app.person.chord("escape")
            app.ended(run)
            return len(sent) + gone


def _sent(connection: display.Display, dialog: Window, across: int) -> None:
    window, box = connection.create_resource_object("window", dialog.handle), dialog.box
    place = {"root_x": box.x + across, "root_y": box.bottom - 40, "event_x": across, "event_y": box.h - 60}
    about = {"time": X.CurrentTime, "root": connection.screen().root, "child": X.NONE, "same_screen": 1}
    for kind in (event.ButtonPress, event.ButtonRelease):
        window.send_event(kind(detail=1, window=window, state=X.Button1Mask, **about, **place))
    connection.sync()


if __name__ == "__main__":
    main()
