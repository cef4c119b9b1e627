"""The ports: what the engine needs of each stage, and the stages of their back ends.

The engine and its tests know only these. Back ends live in the stage's own folder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from deskhand.core.accessible import AccessibleTree
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

    def window_at(self, at: Point) -> int | None:
        """The handle of the window that a press at this place would reach, seen or not, 0 on the bare desktop; None
        where that cannot be known. Raises `DisplayError`."""
        ...

    def locked(self) -> bool:
        """Whether the screen is blanked or locked. Raises `DisplayError`."""
        ...


class Grounder(Protocol):
    """Reads a frame into elements."""

    def read(self, frame: Frame) -> Scene:
        """The elements of the frame, in reading order, boxes on the virtual desktop. Raises `OcrError`."""
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """A line as an OCR engine read it.

    `confidence` is 0 to 1; `places` has the middle of each character, in pixels from the left edge of the
    picture given, or is empty where the engine does not tell; `doubt` is 1 less its least sure character.
    """

    text: str
    confidence: float
    places: tuple[float, ...] = ()
    doubt: float = 0.0


class OcrEngine(Protocol):
    """Reads lines of text."""

    name: str

    def read(self, lines: Sequence[Pixels]) -> list[Reading]:
        """What each picture of one line says, in the order given; each by itself, whatever its neighbours.

        Raises:
            OcrError: the engine failed or took too long.
        """
        ...


class AccessibilitySource(Protocol):
    """Asks applications what they show: an optional second opinion beside the pixels."""

    name: str

    def read(self, seconds: float) -> AccessibleTree:
        """What is visible now, read for at most about `seconds`; an application that hangs costs a part of
        them and is named in the answer. Raises `AccessibilityError`."""
        ...

    def close(self) -> None:
        """Disconnect; calling it again does nothing."""
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


class Writer(Protocol):
    """A local model that continues a text."""

    def write(self, prompt: str, most: int) -> str:
        """The most likely continuation, up to a line break or `most` tokens. Raises `ModelError`."""
        ...

    def close(self) -> None:
        """Release the model; calling it again does nothing."""
        ...


class Planner(Protocol):
    """Proposes how to split a goal; what it proposes is checked before it is used."""

    def propose(self, goal: str) -> Sequence[str]:
        """Sub-goals in order; what must not be done begins with `!`. Raises `ModelError`."""
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

    def park(self, at: Point) -> None:
        """Put the pointer there, where it hides nothing and a tooltip has nothing to explain. Raises `InputError`."""
        ...

    def resume(self) -> None:
        """The person was asked and may have used the mouse: take the pointer as it is now."""
        ...

    def disturbed(self) -> bool:
        """Whether the person moved the pointer since the last event, or since `resume`. Raises `InputError`."""
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

    def types(self, text: str) -> bool:
        """Whether keys type every character of a text as it is on the layout in use, with Shift alone."""
        ...

    def press_key(self, name: str) -> None:
        """Press a key by its name (`ctrl`, `enter`, `a`)."""
        ...

    def release_key(self, name: str) -> None:
        """Release it."""
        ...


class WindowManager(Protocol):
    """Asks the window manager for something."""

    def activate(self, window: int) -> None:
        """Bring the window of this handle to the front and give it the keyboard; returns before that is done.

        Raises `InputError`.
        """
        ...

    def close(self) -> None:
        """Disconnect; calling it again does nothing."""
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

    def begin(self, run_id: str, goal: str, job: str = "") -> None:
        """Open a run; `job` is the name of the job card it goes by."""
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
    "AccessibilitySource",
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
    "Reading",
    "RiskJudge",
    "Timings",
    "Verifier",
    "WindowManager",
]
