"""What the app and the process that works say to each other: one JSON object a line.

The process that works sends reports; the app sends orders. Boxes are in physical pixels of the virtual desktop,
pictures are PNG files as base64, times are in seconds.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from deskhand.core.geometry import Box

from .task import Task

Pixels4 = tuple[int, int, int, int]
"""Left, top, width and height."""


class Message(BaseModel):
    """Base of all of them."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Do(Message):
    """Do a task. Where no job card is for it, steps up to the class `unasked` go ahead without a question."""

    order: Literal["do"] = "do"
    task: Task
    unasked: str = "R1"
    usual: str = ""
    """The job card of what no other card names."""
    max_steps: int = 40
    max_seconds: float = 300.0
    outline: float = 0.35
    """Seconds the next target is told before it is acted on; 0 for not at all."""
    pauses: bool = True
    """Whether the person's own mouse pauses it."""
    accessibility: bool = False
    languages: str = ""


class Record(Message):
    """Watch the person do a task. `own` are the handles of the app's windows, `chords` its hotkeys: no part of it."""

    order: Literal["record"] = "record"
    name: str
    title: str = ""
    own: tuple[int, ...] = ()
    chords: tuple[str, ...] = ()


class Look(Message):
    """Open what a task needs, so that the first one begins sooner."""

    order: Literal["warm"] = "warm"


class Control(Message):
    """A word to the task in progress. `here` is the pixel of a check."""

    order: Literal["control"] = "control"
    word: Literal["stop", "pause", "resume", "step", "secret", "check", "undo", "finish", "discard"]
    why: str = ""
    here: tuple[int, int] | None = None


class Answer(Message):
    """The person's answer to a question; `text` is what they typed where a text was asked for."""

    order: Literal["answer"] = "answer"
    question: int
    granted: bool
    always: bool = False
    text: str = ""
    nonce: str = ""
    binding: str = ""


class Began(Message):
    """A task begins; a recording has no `run`."""

    report: Literal["began"] = "began"
    run: str = ""
    title: str


class Moment(Message):
    """What goes on: the state the icon shows, and words for it."""

    report: Literal["moment"] = "moment"
    state: Literal["looking", "working", "paused", "waiting", "recording"]
    words: str = ""


class Next(Message):
    """What is done next, in words, for which part of the goal; `at` is its target on the screen."""

    report: Literal["next"] = "next"
    step: int
    words: str
    part: str = ""
    risk: str = "R0"
    at: Pixels4 | None = None


class Clear(Message):
    """Whatever points at the screen must be gone now."""

    report: Literal["clear"] = "clear"


class Question(Message):
    """Something the person is asked; silence is no.

    `kind` is `step` (may it go ahead), `yes-no` (a recipe asks) or `secret` (a text that is not shown). Of a step there
    are its class, reasons, where each text came from, what may be lost, and a picture of its target.
    """

    report: Literal["question"] = "question"
    number: int
    kind: Literal["step", "yes-no", "secret"]
    words: str
    risk: str = ""
    reasons: tuple[str, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    may_always: bool = False
    picture: str = ""
    window: str = ""
    seen: tuple[str, ...] = ()
    """Where on the screen the texts that came from it were read, in words."""
    seen_picture: str = ""
    """What is around the first of them."""
    nonce: str = ""
    """The answer to a step has to give this and `binding` back: it is for this question and no other."""
    binding: str = ""


class Withdrawn(Message):
    """A question is asked no longer."""

    report: Literal["withdrawn"] = "withdrawn"
    number: int


class Done(Message):
    """What came of a step."""

    report: Literal["done"] = "done"
    step: int
    sent: bool
    met: bool
    observed: str


class Said(Message):
    """A remark for the person."""

    report: Literal["said"] = "said"
    words: str


class Noted(Message):
    """How a recording stands: whether it is paused."""

    report: Literal["noted"] = "noted"
    paused: bool


class Ended(Message):
    """A task is over. Of a recording `made` is the recipe's name, `remarks` what there is to say of it."""

    report: Literal["ended"] = "ended"
    status: Literal["done", "failed", "stopped", "needs_user"]
    words: str = ""
    answer: str = ""
    steps: int = 0
    seconds: float = 0.0
    run: str = ""
    made: str = ""
    remarks: tuple[str, ...] = ()


class Ready(Message):
    """What a task needs is open."""

    report: Literal["ready"] = "ready"


Order = Annotated[Do | Record | Look | Control | Answer, Field(discriminator="order")]
"""What the app sends."""
Report = Annotated[
    Began | Moment | Next | Clear | Question | Withdrawn | Done | Said | Noted | Ended | Ready,
    Field(discriminator="report"),
]
"""What the process that works sends."""

orders: TypeAdapter[Order] = TypeAdapter(Order)
reports: TypeAdapter[Report] = TypeAdapter(Report)


def line(message: Message) -> bytes:
    """A message as it is sent."""
    return message.model_dump_json().encode() + b"\n"


def pixels(box: Box) -> Pixels4:
    """A box as messages have it."""
    return (box.x, box.y, box.w, box.h)


__all__ = [
    "Answer",
    "Began",
    "Clear",
    "Control",
    "Do",
    "Done",
    "Ended",
    "Look",
    "Message",
    "Moment",
    "Next",
    "Noted",
    "Order",
    "Question",
    "Ready",
    "Record",
    "Report",
    "Said",
    "Withdrawn",
    "line",
    "orders",
    "pixels",
    "reports",
]
