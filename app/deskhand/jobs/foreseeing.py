"""What a goal or a recipe may do, told before it is begun: the highest class its words point at.

It is a forecast for the person who reads it, no permission: each step is judged again when its time comes.
"""

from __future__ import annotations

from dataclasses import dataclass

from deskhand.core.errors import DeskhandError
from deskhand.core.risk import Risk
from deskhand.recipe.format.loading import Loaded
from deskhand.recipe.format.schema import Click, Drag, Key, Type, Use, Write
from deskhand.recipe.keeping.store import Store
from deskhand.recipe.meaning.uses import every
from deskhand.risk import foreseen

DEEP = 8
"""Recipes within recipes that are looked into."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """The class that is to be expected, and the words that point at it."""

    risk: Risk
    because: tuple[str, ...] = ()


def of_goal(goal: str) -> Forecast:
    """What a goal may do."""
    found = foreseen.in_goal(goal)
    return Forecast(max((risk for risk, _ in found), default=Risk.R1), _highest(found))


def of_recipe(loaded: Loaded, store: Store, deep: int = DEEP) -> Forecast:
    """What a recipe may do, with those it uses."""
    found: list[tuple[Risk, str]] = []
    for step in every(loaded.recipe.steps):
        match step:
            case Click(click=target):
                found += foreseen.in_label(target.label)
            case Drag():
                found.append((Risk.R2, "moves something"))
            case Key(key=chord):
                found += foreseen.in_chord(chord)
            case Type(type=text) if "{{secret:" in text:
                found.append((Risk.R5, "types a secret"))
            case Type(type=text):
                found += foreseen.in_text(text)
            case Write():
                found.append((Risk.R2, "writes to a file"))
            case Use(use=name) if deep:
                try:
                    inner = of_recipe(store.load(name), store, deep - 1)
                except DeskhandError:
                    found.append((Risk.R3, f"uses {name}, which cannot be read"))
                else:
                    found += [(inner.risk, why) for why in inner.because]
    return Forecast(max((risk for risk, _ in found), default=Risk.R1), _highest(found))


def _highest(found: list[tuple[Risk, str]]) -> tuple[str, ...]:
    most = max((risk for risk, _ in found), default=Risk.R1)
    return tuple(dict.fromkeys(why for risk, why in found if risk == most))


__all__ = ["Forecast", "of_goal", "of_recipe"]
