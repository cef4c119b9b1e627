"""What the names of a recipe stand for while one step is done: values with where each came from, as frozen data."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from deskhand.core.errors import RecipeError
from deskhand.core.step import Origin

FOREIGN: Final[tuple[Origin, ...]] = ("goal", "recipe", "person", "secret", "data", "unknown", "screen")
"""Origins from the most trusted to the most foreign."""


def most_foreign(origins: Iterable[Origin], otherwise: Origin = "recipe") -> Origin:
    """The most foreign of these origins; `otherwise` for none."""
    return max(origins, key=FOREIGN.index, default=otherwise)


@dataclass(frozen=True, slots=True)
class Value:
    """The text of a name and where it came from; of a secret there is only its name in the keyring."""

    text: str
    origin: Origin
    secret: str = ""


Values = Mapping[str, Value]


def _no_values() -> Values:
    return MappingProxyType({})


@dataclass(frozen=True)
class Scope:
    """All names a step can use.

    `values` are parameters and variables; `groups` are names with parts: the row of each loop around the step by
    its columns, and the variables of each recipe used so far. `today` is the day the job was begun.
    """

    values: Values = field(default_factory=_no_values)
    groups: Mapping[str, Values] = field(default_factory=lambda: MappingProxyType({}))
    today: date = field(default_factory=date.today)

    def value(self, name: str, part: str = "") -> Value:
        """What `name`, or `name.part`, stands for.

        Raises:
            RecipeError: there is no such name; says which there are.
        """
        if not part:
            if name in self.values:
                return self.values[name]
            if name in self.groups:
                raise RecipeError(
                    f"“{name}” has parts; say which one: {_listed(f'{name}.{p}' for p in self.groups[name])}."
                )
            raise RecipeError(f"There is no “{name}”{nearest(name, self.values)}.")
        if name not in self.groups:
            raise RecipeError(
                f"There is no “{name}.{part}”: nothing here is called “{name}”{nearest(name, self.groups)}."
            )
        if part not in self.groups[name]:
            raise RecipeError(f"There is no “{name}.{part}”{nearest(part, self.groups[name])}.")
        return self.groups[name][part]

    def having(self, name: str, value: Value) -> Scope:
        """This scope with one more value, or another one."""
        return replace(self, values=MappingProxyType({**self.values, name: value}))

    def having_group(self, name: str, parts: Values) -> Scope:
        """This scope with one more name that has parts, or other ones."""
        return replace(self, groups=MappingProxyType({**self.groups, name: MappingProxyType(dict(parts))}))

    def names(self) -> Iterator[str]:
        """Every name, those with parts as `name.part`."""
        yield from self.values
        for name, parts in self.groups.items():
            yield from (f"{name}.{part}" for part in parts)


def nearest(name: str, among: Iterable[str]) -> str:
    """The end of a sentence on an unknown name: the one that was probably meant, or all there are."""
    known = list(among)
    close = difflib.get_close_matches(name.casefold(), [k.casefold() for k in known], 1, 0.6)
    if close:
        meant = next(k for k in known if k.casefold() == close[0])
        return f"; is “{meant}” meant"
    return f"; there is {_listed(known)}" if known else ""


def _listed(names: Iterable[str], most: int = 12) -> str:
    """Names in a sentence."""
    all_names = list(names)
    shown = ", ".join(f"“{name}”" for name in all_names[:most])
    return shown + (f" and {len(all_names) - most} more" if len(all_names) > most else "")
