"""The ports: what the engine needs of each stage, and the stages of their back ends.

The engine and its tests know only these. Back ends live in the stage's own folder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from deskhand.core.clearance import Cleared
from deskhand.core.geometry import Box, Point
from deskhand.core.risk import Consent, Verdict
from deskhand.core.screen import Focus, Frame, Pixels, Scene
from deskhand.core.step import Delivery, Outcome, Past, Proposal, RunResult


class Capture(Protocol):
    """Takes pictures of the desktop."""

    def grab(self, region: Box | None = None) -> Frame:
        """The whole desktop now, or the part of `region` that lies on it, at the cost of that part.

        Raises `DisplayError`; `RegionError` for a region with nothing of the desktop in it.
        """
        ...

    def focus(self) -> Focus | None:
        """The window that has the keyboard, or None where that cannot be known. Raises `DisplayError`."""
        ...


class Grounder(Protocol):
    """Reads a frame into elements."""

    def read(self, frame: Frame) -> Scene:
        """The elements of the frame, in reading order, boxes on the virtual desktop. Raises `OcrError`."""
        ...


@dataclass(frozen=True, slots=True)
class Word:
    """A word as an OCR engine read it: `box` in pixels of the picture given, `confidence` 0 to 1."""

    text: str
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words of one line, left to right."""

    words: tuple[Word, ...]


class OcrEngine(Protocol):
    """Reads text in a picture."""

    name: str

    def lines(self, pixels: Pixels) -> list[TextLine]:
        """The lines of a picture. Raises `OcrError`."""
        ...


class Decider(Protocol):
    """Chooses the next action."""

    def next(self, goal: str, scene: Scene, history: Sequence[Past]) -> Proposal:
        """The next action towards the goal, given what was done. Raises `ModelError`."""
        ...


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidate a language model walked to, and the product of its branch probabilities."""

    text: str
    confidence: float


class LanguageModel(Protocol):
    """A local model that picks one of a finite list of continuations."""

    def choose(self, prompt: str, candidates: Sequence[str]) -> Choice:
        """The continuation it prefers. Raises `ModelError`."""
        ...

    def close(self) -> None:
        """Release the model; calling it again does nothing."""
        ...


class RiskJudge(Protocol):
    """Gives a proposal its risk class."""

    def judge(self, goal: str, proposal: Proposal, scene: Scene) -> Verdict:
        """The class, with reasons and provenance."""
        ...


class Confirmer(Protocol):
    """Answers for the person."""

    def ask(self, proposal: Proposal, verdict: Verdict) -> Consent:
        """Whether the step may go ahead; silence is no."""
        ...


class Actor(Protocol):
    """Sends events to the desktop."""

    def perform(self, cleared: Cleared) -> Delivery:
        """Do a cleared action; nothing is held after. Raises `ClearanceError` and `InputError` before the
        first event, `StopRequested` at any."""
        ...

    def resume(self) -> None:
        """The person was asked and may have used the mouse: take the pointer as it is now."""
        ...


class Devices(Protocol):
    """The mouse and keyboard of the desktop, one event a call. Every call raises `InputError`."""

    def pointer(self) -> Point:
        """Where the pointer is on the virtual desktop, in physical pixels."""
        ...

    def move(self, to: Point) -> None:
        """Put the pointer there."""
        ...

    def press_button(self, button: str) -> None:
        """Press `left`, `middle` or `right`."""
        ...

    def release_button(self, button: str) -> None:
        """Release it."""
        ...

    def wheel(self, notches: int) -> None:
        """Turn the wheel one event a notch; positive is down."""
        ...

    def press_key(self, name: str) -> None:
        """Press a key by its name (`ctrl`, `enter`, `a`)."""
        ...

    def release_key(self, name: str) -> None:
        """Release it."""
        ...


class Clipboard(Protocol):
    """The clipboard, used for text the keyboard cannot type safely. Calls raise `InputError`."""

    def read(self) -> str | None:
        """Its text, or None when it holds none."""
        ...

    def write(self, text: str | None) -> None:
        """Replace its text; None empties it."""
        ...


class Verifier(Protocol):
    """Compares what happened with what was predicted."""

    def check(self, before: Scene, proposal: Proposal) -> tuple[Outcome, Scene]:
        """Look until the prediction holds or its patience is over; also the last scene seen."""
        ...


@dataclass(frozen=True, slots=True)
class Timings:
    """Wall and CPU seconds of one stage of one step; the CPU includes child processes."""

    stage: str
    wall: float
    cpu: float


class Journal(Protocol):
    """The durable record: an intent before each act, its outcome after. Calls raise `JournalError`."""

    def begin(self, run_id: str, goal: str) -> None:
        """Open a run."""
        ...

    def intend(
        self, run_id: str, step: int, scene: Scene, proposal: Proposal, verdict: Verdict, consent: Consent
    ) -> None:
        """Record what is about to be done; durable when it returns."""
        ...

    def conclude(
        self,
        run_id: str,
        step: int,
        delivery: Delivery,
        outcome: Outcome,
        timings: Sequence[Timings],
        after: Scene | None,
    ) -> None:
        """Record what became of it, and the scene it left if that was seen."""
        ...

    def end(self, result: RunResult) -> None:
        """Close a run."""
        ...


__all__ = [
    "Actor",
    "Capture",
    "Choice",
    "Clipboard",
    "Confirmer",
    "Decider",
    "Devices",
    "Grounder",
    "Journal",
    "LanguageModel",
    "OcrEngine",
    "RiskJudge",
    "TextLine",
    "Timings",
    "Verifier",
    "Word",
]
