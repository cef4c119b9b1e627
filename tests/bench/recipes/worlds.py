"""Which states of the world a replay may leave: those the recording went through, in its order."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from .stage import Stage
from .task import Words, World, world

_PERIOD = 0.1
"""Seconds between two looks at the world while a person works."""


@contextmanager
def watched(stage: Stage) -> Iterator[list[World]]:
    """The states of the world while the body runs, each different from the one before it."""
    states, over = [world(stage)], threading.Event()

    def watch() -> None:
        while not over.wait(_PERIOD):
            now = world(stage)
            if now != states[-1]:
                states.append(now)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield states
    finally:
        over.set()
        thread.join()
        states.append(world(stage))


def is_wrong(now: World, begun: World, recorded: Sequence[World], old: Words, new: Words, reached: bool) -> str:
    """What in the world no step of the task does, as a sentence; empty when there is nothing.

    `recorded` went with the words `old`, this run with `new`; `reached` is whether the files are as they should be
    at the end, whose contents may differ from the recorded ones by a date.
    """
    states = [_with(state, old, new) for state in recorded]
    told, most = _told(now), max((_told(state) for state in states), key=len, default=())
    if told != most[: len(told)]:
        first = next(n for n, line in enumerate(told) if line not in most[n : n + 1])
        return f"did {told[first]!r} where {most[first] if first < len(most) else 'nothing more'!r} was next"
    files, first = _files(now), _files(states[0]) if states else frozenset()
    # What is there from the beginning may be another than when it was recorded; the steps change the same.
    carried = [_files(begun) - (first - _files(state)) | (_files(state) - first) for state in states]
    if reached or files == _files(begun) or files in carried or any(files == _files(state) for state in states):
        return ""
    changed = sorted({*files} ^ {*_files(begun)})
    return f"changed {', '.join(name for name, _ in changed)}"


def _with(state: World, old: Words, new: Words) -> World:
    """A state as it would be with other words."""
    return tuple((_replaced(name, old, new), _replaced(held, old, new)) for name, held in state)


def _replaced(text: str, old: Words, new: Words) -> str:
    for slot, word in sorted(old.items(), key=lambda pair: -len(pair[1])):
        text = text.replace(word, new[slot])
    return text


def _told(state: World) -> tuple[str, ...]:
    return tuple(held for name, held in state if name == "told")


def _files(state: World) -> frozenset[tuple[str, str]]:
    return frozenset((name, held) for name, held in state if name != "told")
