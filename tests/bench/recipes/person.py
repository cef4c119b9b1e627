"""A scripted person: does the moves of a task with real events, in a process of its own.

    python -m tests.bench.recipes.person TASK

What they see comes from the applications' own accessibility trees, which neither the recorder nor the replay is
given: the two cannot be wrong together. Exits 1 with a sentence when they cannot go on.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from deskhand.core.accessible import Accessible
from deskhand.core.errors import AccessibilityError
from deskhand.core.geometry import Point
from deskhand.ground.accessibility.atspi import AtspiSource

from .hands import Hands
from .moves import Chord, Move, Press, Pull, Rest, Thing, Turn, Write

PATIENCE = 25.0
"""Seconds a person looks for a thing before they give up."""
_READING = 4.0
"""Seconds the trees of all applications may take."""
T = TypeVar("T")


class LostError(Exception):
    """The person does not see what they are looking for."""


class Person:
    """Does moves."""

    def __init__(self, name: str) -> None:
        self._eyes, self._hands = AtspiSource(), Hands(name)

    def do(self, move: Move) -> None:
        """One move, after a moment of thought. Raises `LostError`."""
        self._hands.think()
        match move:
            case Press(thing, count, button, held):
                self._hands.go(self._place(thing), straight=thing.kind == "menu item")
                self._hands.press(button, count, held)
            case Write(text, slips):
                self._hands.write(text, slips)
            case Chord(keys):
                self._hands.chord(keys)
            case Turn(notches, over):
                self._hands.go(self._place(over))
                self._hands.turn(notches)
            case Pull(thing, onto):
                start = self._place(thing)
                self._hands.drag(start, self._place(onto))
            case Rest(window, there):
                self._until(lambda: self._titled(window) == there or None, window)

    def close(self) -> None:
        """Go away."""
        self._eyes.close()
        self._hands.close()

    def _place(self, thing: Thing) -> Point:
        """Where it is, once it stands still."""
        last: list[Accessible | None] = [None]

        def seen() -> Accessible | None:
            found = self._seen(thing)
            same = found is not None and last[0] is not None and found.box == last[0].box
            last[0] = found
            return found if same else None

        return self._point(thing, self._until(seen, thing.name or thing.kind))

    def _point(self, thing: Thing, seen: Accessible) -> Point:
        box = seen.box
        return Point(box.x + int(box.w * thing.at[0]), box.y + int(box.h * thing.at[1]))

    def _seen(self, thing: Thing) -> Accessible | None:
        everything = self._all()
        found = [one for one in everything if _is(one, thing)]
        if thing.row:
            rows = [one.box.center.y for one in everything if one.name == thing.row]
            found = [one for one in found if any(one.box.y <= y < one.box.bottom for y in rows)]
        found.sort(key=lambda one: (one.box.y // 4, one.box.x))
        return found[thing.nth] if len(found) > thing.nth else None

    def _titled(self, window: str) -> bool:
        return any(window in one.window for one in self._all())

    def _all(self) -> tuple[Accessible, ...]:
        try:
            return self._eyes.read(_READING).items
        except AccessibilityError:
            return ()

    def _until(self, look: Callable[[], T | None], what: str) -> T:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            found = look()
            if found is not None:
                return found
            time.sleep(0.05)
        raise LostError(f"I do not see {what!r}; I see {', '.join(sorted(set(self._names())))}")

    def _names(self) -> Iterator[str]:
        return (f"{one.caption[:30]} ({one.raw_role})" for one in self._all() if one.caption)


def _is(one: Accessible, thing: Thing) -> bool:
    named = not thing.name or thing.name in (one.name, one.label, one.description)
    return named and thing.kind in ("", one.raw_role) and thing.window in one.window


def main() -> None:
    """Do a task."""
    from .killed import EXPENSE
    from .tasks import TASKS

    task = next(task for task in (*TASKS, EXPENSE) if task.name == sys.argv[1])
    person = Person(task.name)
    try:
        for move in task.moves(task.words):
            person.do(move)
            print(move, flush=True)
    except LostError as lost:
        sys.exit(str(lost))
    finally:
        person.close()


if __name__ == "__main__":
    main()
