"""The steps of a recipe that hold no others: what is done, seen, read, asked and written."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import FailFast, Field, model_validator

from .fields import Chord, Column, Name, Pattern, Pixel, RecipeName, Seconds, Text
from .parts import Condition, Effect, Part, Target, WindowPart


class Step(Part):
    """What every step may say."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")] | None = None
    """A name for this step that stays when others are put before it."""
    note: Text = ""
    """A remark for people."""


class Acting(Step):
    """A step that sends events: it waits for its target, acts, and checks what followed."""

    then: Effect | None = None
    """What must change."""
    within: Seconds = 10.0
    """Seconds it waits for its target."""


class Click(Acting):
    """Press a thing."""

    click: Target
    """The thing."""
    times: Literal[1, 2, 3] = 1
    """2 is a double click."""
    button: Literal["left", "middle", "right"] = "left"
    """The button of the mouse."""
    held: Annotated[tuple[Chord, ...], FailFast()] = Field(default=(), max_length=4)
    """Keys that are held: `ctrl`, `shift`, `alt`, `super`."""


class Type(Acting):
    """Type a text into a field, where `clear` replaces what it holds; or where the keyboard is.

    Then nothing is cleared, and `window`, if given, must have the keyboard.
    """

    type: Text
    """The text; `{{secret:name}}` is filled in from the keyring."""
    into: Target | None = None
    """The field."""
    clear: bool = True
    """Whether it replaces what the field holds."""
    window: WindowPart | None = None
    """The window that must have the keyboard, where there is no field."""


class Key(Acting):
    """Press a chord (`ctrl+s`); `window` must have the keyboard."""

    key: Chord
    """The chord, such as `ctrl+s` or `enter`."""
    window: WindowPart | None = None
    """The window that must have the keyboard."""


class Scroll(Acting):
    """Turn the wheel (positive is down) over a thing; `until` a target is in sight, for at most `notches`."""

    scroll: Annotated[int, Field(ge=-500, le=500)]
    """Notches of the wheel; positive is down."""
    over: Target | None = None
    """What the pointer is over."""
    until: Target | None = None
    """What must come in sight."""


class Drag(Acting):
    """Drag a thing onto another, or by a number of pixels at 100 %."""

    drag: Target
    """The thing."""
    onto: Target | None = None
    """Where it is dropped."""
    by: tuple[Pixel, Pixel] | None = None
    """How far it is dragged: right and down, in pixels at 100 %."""

    @model_validator(mode="after")
    def _to_one_place(self) -> Self:
        if (self.onto is None) is (self.by is None):
            raise ValueError("needs one place to drag to: either `onto` or `by`")
        return self


class WaitFor(Step):
    """Wait until something can be seen; the recipe halts when it is not within the time."""

    wait: Condition
    """What must be seen."""
    within: Seconds = 10.0
    """Seconds it may take."""


class Check(Step):
    """Something that must be seen now, or the recipe halts."""

    check: Condition
    """What must be seen."""
    within: Seconds = 2.0
    """Seconds it may take."""


class Read(Step):
    """Read a value from the screen into a variable: what a target holds, or the text beside a label.

    `side` reads the neighbour there instead of the target itself; `pattern` keeps its first group, or the match.
    """

    read: Name
    """The variable."""
    of: Target
    """The thing, or the label beside which the value stands."""
    side: Literal["itself", "left", "right", "above", "below"] = "itself"
    """Where the value stands, seen from the target."""
    pattern: Pattern | None = None
    """A regular expression; its first group, or else what matches, is kept."""
    type: Literal["text", "number", "date"] = "text"
    """What the value must be."""


class Write(Step):
    """Append a row of values to a CSV file, or to a list in a JSON file, by its ending."""

    write: dict[Column, Text] = Field(min_length=1, max_length=200)
    """The values by their columns."""
    to: Text
    """The file: .csv or .json."""


class Set(Step):
    """Compute a variable; it is known from here to the end of the recipe."""

    set: Name
    """The variable."""
    to: Text
    """An expression, as in `if`."""


class Use(Step):
    """Another recipe, with values for its parameters; a secret is handed on as `{{secret:name}}` alone.

    It knows no other names of this one. What it read and set is known here afterwards as `recipe_name.variable`,
    hyphens of its name written as `_`: after `use: open-invoice`, `{{open_invoice.total}}`.
    """

    use: RecipeName
    """Its name."""
    with_: dict[Name, Text] = Field(default_factory=dict, alias="with")
    """Values for its parameters."""


class Ask(Step):
    """Ask the person whether to go on; without one the recipe halts."""

    ask: Text
    """The question."""


class Stop(Step):
    """End here, with a sentence: this recipe (or its row, where it is done for rows), or if `failed` everything."""

    stop: Text
    """The sentence it ends with."""
    failed: bool = False
    """Whether it ends as failed."""
