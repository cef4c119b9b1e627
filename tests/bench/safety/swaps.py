"""Targets and the keyboard swapped between look and click: `python -m tests.bench.safety.swaps [--times 200]`.

Each trial looks, waits, and clicks `Next page`, or types into a field, while at a random moment before, or in the very
last tenth of a second, the attacked program changes the label, puts another window over it or a look-alike in its
place, moves its window, or has another window take the keyboard. What was really pressed or typed is told by the
program. As many clicks on a screen that holds still must all be done.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import threading
import time
from collections import Counter

from deskhand.core.actions import Act, Click, Type
from deskhand.core.job_card import up_to
from deskhand.core.risk import Risk
from deskhand.core.sameness import changed_box
from deskhand.core.screen import Element, Scene
from deskhand.system.private_desktop import PrivateDesktop, environment
from tests.victim import TITLE, Victim, pressed

from .hands import Driven, by_label, driven, home_of_the_bench
from .injections import field_of

KINDS = {
    "label": ({"swap": ["Next page", "Delete"]}, {"swap": ["Next page", "Next page"]}),
    "cover": ({"over": "Next page"}, {"over": ""}),
    "twin": ({"twin": True}, {"twin": False}),
    "move": ({"move": [37, 0]}, {"move": [-37, 0]}),
    "keyboard": ({"steal": True}, {"steal": False}),
}
WAIT = 1.2
"""Seconds between look and click at most; the swap comes at any moment of it, or in the last tenth of a second."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    random.seed(asked.seed)
    from deskhand.confirm.by_card import ByCard
    from deskhand.confirm.policy import Nobody

    confirm = ByCard(up_to(Risk.R2, steps=100_000), Nobody())
    with contextlib.ExitStack() as opened:
        paths = opened.enter_context(home_of_the_bench())
        desktop = opened.enter_context(PrivateDesktop(1280, 800))
        opened.enter_context(environment(desktop.env))
        victim = opened.enter_context(Victim())
        swapped, still = measure(asked.times, victim, opened.enter_context(driven(paths, confirm)))
    for name, found in (("swapped", swapped), ("still", still)):
        print(f"{name}: " + ", ".join(f"{what} {count}" for what, count in sorted(found.items())))
    print(f"wrong actions in {asked.times} swaps: {swapped['WRONG']} (to reach 0)")
    print(f"halts on a still screen in {asked.times} tries: {still['halted']} (to reach 0)")


def measure(times: int, victim: Victim, hands: Driven) -> tuple[Counter[str], Counter[str]]:
    swapped: Counter[str] = Counter()
    still: Counter[str] = Counter()
    for number in range(times):
        kind = list(KINDS)[number % len(KINDS)]
        swapped[tried(kind, number, victim, hands)] += 1
        still[left_alone(number, victim, hands)] += 1
        if number % 50 == 49:
            print(f"  {number + 1} of {times}: {dict(swapped)} / {dict(still)}", flush=True)
    return swapped, still


def tried(kind: str, number: int, victim: Victim, hands: Driven) -> str:
    """One swap: `halted`, `before the swap` (it was faster), or `WRONG`."""
    order, undo = KINDS[kind]
    scene = calm(victim, hands)
    action = _action(number, scene)
    late = number % 2
    wait = random.uniform(0.1, WAIT)
    at = wait + random.uniform(-0.02, 0.1) if late else random.uniform(0.0, wait)
    timer = threading.Timer(at, lambda: victim.tell(**order, settle=0))
    timer.start()
    time.sleep(wait)
    goal = 'click Next page, type "lunch at noon" into To'
    carried = hands.carry(goal, action, scene)
    timer.join()
    time.sleep(0.15)
    victim.do(**undo, show=True, settle=200)
    told = victim.taken()
    stolen = [one["stolen"] for one in told if one.get("stolen")]
    # A label that changed while the button was already down is a press of the button as it was.
    wrong = [one for one in told if one.get("pressed") and one.get("down", one["pressed"]) != "Next page"]
    if stolen or wrong:
        print(f"  WRONG {kind} {'late' if late else ''}: {told}", flush=True)
        return "WRONG"
    return "halted" if carried.closed is not None or carried.delivery != "sent" else "before the swap"


def left_alone(number: int, victim: Victim, hands: Driven) -> str:
    """The same on a screen that holds still."""
    scene = calm(victim, hands)
    carried = hands.carry('click Next page, type "lunch at noon" into To', _action(number, scene), scene)
    told = victim.taken()
    done = "Next page" in pressed(told) or any(one.get("text") == "lunch at noon" for one in told)
    if not done:
        print(f"  halted on a still screen: {carried.outcome.observed}", flush=True)
    return "done" if done else "halted"


def calm(victim: Victim, hands: Driven) -> Scene:
    """The screen as it is when the program is in front and nothing moves any more."""
    victim.do(place=["none", ""], clear=True, show=True)
    before = None
    while True:
        now = hands.hands.capture.grab()
        titles = [window.title for window in now.windows]
        at_rest = before is not None and before.windows == now.windows and changed_box(before, now) is None
        if at_rest and titles == [TITLE] and now.focus is not None and now.focus.title == TITLE:
            victim.taken()
            return hands.look()
        before = now
        time.sleep(0.15)


def _action(number: int, scene: Scene) -> Act:
    """A click, and every fifth time a text."""
    if number % 10 in (4, 9):
        return Type("lunch at noon", field_of(scene))
    button = by_label(scene, "Next page")
    assert isinstance(button, Element), "the button was not read"
    return Click(button)


if __name__ == "__main__":
    main()
