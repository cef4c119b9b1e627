"""The words for what came of a fault, and a table of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Came(StrEnum):
    """What came of a fault.

    `SUCCESS` did what it should all the same; `SAFE_HALT` stopped, said so in a sentence, and did nothing wrong;
    `FALSE_ABORT` gave up though nothing was in its way. The other two must never be: something wrong was done, or it
    was said to be done and was not.
    """

    SUCCESS = "SUCCESS"
    SAFE_HALT = "SAFE-HALT"
    WRONG_ACTION = "WRONG-ACTION"
    FALSE_ABORT = "FALSE-ABORT"
    UNDETECTED_FAILURE = "UNDETECTED-FAILURE"


Told = tuple[Came, str]
"""What came of it, and what was said."""


@dataclass(frozen=True)
class Fault:
    """A fault: its name, and what puts it in once and tells what came of it."""

    name: str
    tried: Callable[[int], Told]


def is_sentence(text: str) -> bool:
    """Whether an error can be read: one line of words, no traceback, no bare code."""
    return bool(text) and "\n" not in text and "Traceback" not in text and " " in text.strip() and len(text) < 500


def run(faults: list[Fault], times: int) -> Counter[Came]:
    """Try each so many times, and print a line each."""
    total: Counter[Came] = Counter()
    for fault in faults:
        found: Counter[Came] = Counter()
        said: Counter[str] = Counter()
        for number in range(times):
            came, words = fault.tried(number)
            found[came] += 1
            said[words[:110]] += 1
        total += found
        print(f"{fault.name:<52}" + "".join(f"{found[came]:>7}" for came in Came), flush=True)
        if found[Came.WRONG_ACTION] or found[Came.UNDETECTED_FAILURE] or found[Came.FALSE_ABORT]:
            print(f"    said: {dict(said)}", flush=True)
    return total


def head() -> str:
    """The head of the table."""
    short = ("success", "halt", "WRONG", "abort", "UNDET.")
    return f"{'fault':<52}" + "".join(f"{name:>7}" for name in short)
