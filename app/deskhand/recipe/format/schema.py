"""The schema of `recipe.yaml`, version 1: what a recipe says, as frozen data.

Each step is a mapping with exactly one of the verbs below. Texts may hold `{{name}}`: a parameter, a variable, a
field of the row in hand (`{{row.amount}}`) or a secret of the keyring (`{{secret:bank}}`). Times are in seconds,
boxes in physical pixels counted from the corner of the window.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import Discriminator, FailFast, Field, Tag

from .fields import Name, Pattern, PictureName, Pixel, RecipeName, Seconds, Text, printable
from .parts import BesidePart, Condition, Effect, Parameter, Part, Rows, Target, WindowPart
from .steps import Acting, Ask, Check, Click, Drag, Key, Read, Scroll, Set, Step, Stop, Type, Use, WaitFor, Write

VERSION: Final = 1
MOST_STEPS = 2_000
"""Steps of one recipe, those in blocks too."""
DEEPEST = 16
"""Blocks within blocks, and recipes that use recipes."""
BLOCKS: Final = frozenset({"steps", "then", "else", "do"})
"""The keys of lists of steps."""


def _kind_of_condition(value: Any) -> str:
    return "condition" if isinstance(value, dict | Condition) else "expression"


class If(Step):
    """Steps for when an expression is true (`total > 1000`), or something can be seen."""

    if_: Annotated[
        Annotated[Text, Tag("expression")] | Annotated[Condition, Tag("condition")], Discriminator(_kind_of_condition)
    ] = Field(alias="if")
    """An expression (`total > 1000`), or something that is seen."""
    then: Block
    """The steps for when it is so."""
    otherwise: Block = Field(default=(), alias="else")
    """The steps for when it is not."""


class ForEach(Step):
    """Steps for each row; its columns are `{{row.column}}`, `row` being the name given, known within the loop alone."""

    for_each: Name
    """What the row is called."""
    rows: Rows = Field(alias="in")
    """Where the rows come from."""
    do: Block
    """The steps for each row."""


VERBS: dict[str, type[Step]] = {
    "click": Click,
    "type": Type,
    "key": Key,
    "scroll": Scroll,
    "drag": Drag,
    "wait": WaitFor,
    "check": Check,
    "read": Read,
    "write": Write,
    "set": Set,
    "if": If,
    "for_each": ForEach,
    "use": Use,
    "ask": Ask,
    "stop": Stop,
}
"""The step each verb makes. `type` is also a key of `read`, which tells what is read."""


def verbs_of(keys: Iterable[str]) -> list[str]:
    """The verbs among the keys of a step."""
    verbs = [key for key in keys if key in VERBS]
    return [verb for verb in verbs if verb != "type"] if "read" in verbs else verbs


def verb_of(step: Any) -> str | None:
    """The verb of a step as written or as data; None when it has none of them."""
    if isinstance(step, Step):
        return next((verb for verb, kind in VERBS.items() if type(step) is kind), None)
    verbs = verbs_of(step) if isinstance(step, dict) else []
    return verbs[0] if verbs else None


AnyStep = Annotated[
    Annotated[Click, Tag("click")]
    | Annotated[Type, Tag("type")]
    | Annotated[Key, Tag("key")]
    | Annotated[Scroll, Tag("scroll")]
    | Annotated[Drag, Tag("drag")]
    | Annotated[WaitFor, Tag("wait")]
    | Annotated[Check, Tag("check")]
    | Annotated[Read, Tag("read")]
    | Annotated[Write, Tag("write")]
    | Annotated[Set, Tag("set")]
    | Annotated[If, Tag("if")]
    | Annotated[ForEach, Tag("for_each")]
    | Annotated[Use, Tag("use")]
    | Annotated[Ask, Tag("ask")]
    | Annotated[Stop, Tag("stop")],
    Discriminator(verb_of),
]
"""Any step of a recipe."""
Block = Annotated[tuple[AnyStep, ...], FailFast()]
"""Steps one after the other."""


class Recipe(Part):
    """A recipe as its file says it."""

    recipe: Literal[1] = VERSION
    """The version of the schema."""
    name: RecipeName
    """Its name: that of its folder."""
    title: Text = ""
    """What it does, in a few words."""
    made: Text = ""
    """When and how it was made, in words."""
    parameters: dict[Name, Parameter] = Field(default_factory=dict)
    """What it is given, by name."""
    steps: Block = Field(max_length=MOST_STEPS)
    """What is done."""


If.model_rebuild()
ForEach.model_rebuild()
Recipe.model_rebuild()

assert {kind.__metadata__[0].tag for kind in get_args(get_args(AnyStep)[0])} == set(VERBS)

__all__ = [
    "BLOCKS",
    "DEEPEST",
    "MOST_STEPS",
    "VERBS",
    "VERSION",
    "Acting",
    "AnyStep",
    "Ask",
    "BesidePart",
    "Block",
    "Check",
    "Click",
    "Condition",
    "Drag",
    "Effect",
    "ForEach",
    "If",
    "Key",
    "Name",
    "Parameter",
    "Part",
    "Pattern",
    "PictureName",
    "Pixel",
    "Read",
    "Recipe",
    "RecipeName",
    "Rows",
    "Scroll",
    "Seconds",
    "Set",
    "Step",
    "Stop",
    "Target",
    "Text",
    "Type",
    "Use",
    "WaitFor",
    "WindowPart",
    "Write",
    "printable",
    "verb_of",
    "verbs_of",
]
