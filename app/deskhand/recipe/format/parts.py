"""What steps of a recipe are about: windows, targets, effects, conditions, parameters and rows.

Texts may hold `{{name}}`; boxes are in physical pixels counted from the corner of the window. See `schema`.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, FailFast, Field, model_validator

from deskhand.core.anchor import Side
from deskhand.core.screen import Role
from deskhand.core.step import Change

from .fields import Name, Part01, PictureName, Pixel, Text


class Part(BaseModel):
    """Base of everything in a recipe: frozen, and no key that the schema does not know."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        serialize_by_alias=True,
        allow_inf_nan=False,
        use_attribute_docstrings=True,
    )


class WindowPart(Part):
    """The window a thing stands in; `*` in the title stands for what changes."""

    title: Text = ""
    """Its title; `*` stands for any text."""
    app: Text = ""
    """The program it belongs to, as the window system names it."""
    dialog: bool = False
    """Whether it is a dialog."""


class BesidePart(Part):
    """A neighbour, and how far its corner is from that of the thing."""

    side: Side
    """Where the neighbour stands, seen from the thing; `row` is anywhere on its row of a table."""
    text: Text = ""
    """What the neighbour says."""
    by: tuple[Pixel, Pixel] = (0, 0)
    """How far its left top corner is from that of the thing: right and down, in pixels."""
    picture: PictureName | None = None
    """What it looked like."""


class Target(Part):
    """A thing on the screen; see `core.anchor.Anchor`."""

    label: Text = ""
    """Its text, or the name of its field."""
    role: Role = Role.BUTTON
    """What it is."""
    window: WindowPart | None = None
    """The window it stands in."""
    beside: Annotated[tuple[BesidePart, ...], FailFast()] = Field(default=(), max_length=16)
    """Its neighbours, the most telling first."""
    place: tuple[Pixel, Pixel, Pixel, Pixel] | None = None
    """Its box when it was recorded: x, y, width and height in pixels, from the corner of its window."""
    window_size: tuple[Pixel, Pixel] | None = None
    """Width and height of its window when it was recorded."""
    scale: float = Field(default=1.0, ge=0.5, le=4)
    """The scale of the monitor it was recorded on: 1.5 is 150 %."""
    picture: PictureName | None = None
    """What it looked like."""
    alike: int = Field(default=1, ge=1, le=10_000)
    """How many things of its window had its label and role, itself among them."""
    nth: int = Field(default=0, ge=0, le=10_000)
    """Which of these it was in reading order, from 0."""
    copies: int = Field(default=1, ge=0, le=10_000)
    """At how many places of its window its letters or icon stood, and nothing else was read."""
    lookalikes: int = Field(default=1, ge=0, le=10_000)
    """At how many places of its window its letters or icon seemed to stand, before anything was read."""
    offset: tuple[Part01, Part01] = (0.5, 0.5)
    """Where it is pressed, as parts (0 to 1) of its width and height."""
    state: Text = ""
    """What it held: `on`, `off` or `selected`; never the content of a field."""
    drawn: bool = False
    """Its label, if any, is the name of its icon and stands nowhere to be read."""


class Effect(Part):
    """What a step changed when it was recorded, and must change again.

    `picture` is what the changed part looked like, at `place` within the window.
    """

    change: Change = Change.ANYTHING
    """What changes."""
    detail: Text = ""
    """Which text, title, state or content: what the change needs to be told."""
    picture: PictureName | None = None
    """What the changed part of the window looks like."""
    place: tuple[Pixel, Pixel, Pixel, Pixel] | None = None
    """The box of that part: x, y, width and height in pixels, from the corner of the window."""


class Condition(Part):
    """Something that can be seen: all of what is given must hold. `not` turns it round."""

    text: Text | None = None
    """Text that stands somewhere (in `window`, if given)."""
    target: Target | None = None
    """A thing that is there and enabled."""
    state: Text | None = None
    """What the target must hold: `on`, `off`, or the content of a field."""
    window: WindowPart | None = None
    """A window that is open."""
    negated: bool = Field(default=False, alias="not")
    """Whether it must not be so."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.text is None and self.target is None and self.window is None:
            raise ValueError("needs something to look for: `text`, `target` or `window`")
        if self.state is not None and self.target is None:
            raise ValueError("has a `state` but no `target` that has it")
        return self


class Parameter(Part):
    """A value the recipe is given: typed words, named after the field they went into."""

    type: Literal["text", "number", "date", "choice", "file", "secret"] = "text"
    """What may be given."""
    label: Text = ""
    """The name of its field, for the person who gives it."""
    default: Text | None = None
    """Taken where nothing is given."""
    choices: Annotated[tuple[Text, ...], FailFast()] = Field(default=(), max_length=1_000)
    """What may be chosen."""
    secret: Name | None = None
    """The keyring's name of a secret; its value is never here."""

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if (self.type == "choice") is not bool(self.choices):
            raise ValueError("needs `choices` if it is a choice, and only then")
        if self.choices and self.default is not None and self.default not in self.choices:
            raise ValueError("has a `default` that is none of its `choices`")
        if self.type == "secret" and self.default is not None:
            raise ValueError("is a secret, which has no `default`; the keyring keeps its value")
        if self.type != "secret" and self.secret is not None:
            raise ValueError("names a `secret` but its `type` is not secret")
        return self


class Rows(Part):
    """Where rows come from: a CSV file, the table on the screen under these column headers, or what was copied.

    The file is a value the person gave (`{{file}}`), or lies in their folder or the recipe's. Rows of the screen are
    read, so small letters may be misread; rows that were copied (`ctrl+c` in a sheet or on a page) are exact.
    """

    csv: Text | None = None
    """A CSV file whose first line names the columns."""
    table: tuple[Text, ...] | None = Field(default=None, min_length=1, max_length=200)
    """The columns of a table on the screen."""
    copied: tuple[Text, ...] | None = Field(default=None, min_length=1, max_length=200)
    """The columns of the table in the clipboard, whose first row holds their names."""
    window: WindowPart | None = None
    """The window of the table on the screen."""
    next: Target | None = None
    """What shows the next page of the table on the screen; the last page is where it is disabled or not there."""
    pages: int = Field(default=100, ge=1, le=10_000)
    """Pages after which the recipe halts although there are more."""

    @model_validator(mode="after")
    def _from_one_place(self) -> Self:
        if sum(source is not None for source in (self.csv, self.table, self.copied)) != 1:
            raise ValueError("needs one source of rows: `csv`, `table` or `copied`")
        if self.next is not None and self.table is None:
            raise ValueError("has a `next` page, which only a `table` has")
        return self


__all__ = [
    "BesidePart",
    "Condition",
    "Effect",
    "Parameter",
    "Part",
    "Rows",
    "Target",
    "WindowPart",
]
