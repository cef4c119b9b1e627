"""Where in a recipe's file an error of its models is: pydantic's `loc` as a position, and what may stand there."""

from __future__ import annotations

import types
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, Tag

from .schema import VERBS, Recipe, Step


def placed(loc: tuple[str | int, ...]) -> tuple[tuple[str | int, ...], Any]:
    """The position an error's `loc` stands for (which also names the members of unions), and what model holds
    its last part."""
    position: list[str | int] = []
    kind: Any = Recipe
    around: Any = Recipe
    for part in loc:
        if part == "[key]":
            break
        kind = _bare(kind)
        member = _member(kind, part)
        if member is not None:
            kind = member
            continue
        position.append(part)
        around, kind = kind, _inside(kind, part)
    return tuple(position), around


def keys_of(kind: Any) -> list[str]:
    """The keys a model has in the file, the verb of a step first; none for what is no model."""
    if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
        return []
    own = [field.alias or name for name, field in kind.model_fields.items()]
    verbs = [verb for verb, step in VERBS.items() if step is kind]
    return verbs + [key for key in own if key not in verbs] if issubclass(kind, Step) else own


def _bare(kind: Any) -> Any:
    """A type without its annotations and without `None`."""
    while True:
        if get_origin(kind) is Annotated:
            kind = get_args(kind)[0]
        elif get_origin(kind) in (Union, types.UnionType) and type(None) in get_args(kind):
            kind = next(one for one in get_args(kind) if one is not type(None))
        else:
            return kind


def _member(kind: Any, part: str | int) -> Any:
    """The member of a union that this part of a `loc` names, if it names one."""
    if get_origin(kind) not in (Union, types.UnionType):
        return None
    for one in get_args(kind):
        tags = [mark.tag for mark in getattr(one, "__metadata__", ()) if isinstance(mark, Tag)]
        if part in tags:
            return one
    return None


def _inside(kind: Any, part: str | int) -> Any:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        fields = kind.model_fields.items()
        return next((field.annotation for name, field in fields if (field.alias or name) == part), None)
    arguments = get_args(kind)
    if get_origin(kind) is dict:
        return arguments[1]
    return arguments[0] if get_origin(kind) is tuple else None


def values_of(around: Any, key: str | int) -> list[str]:
    """The values that a key of a model may have, where they are counted; none elsewhere."""
    kind = _bare(_inside(around, key))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return [str(one.value) for one in kind]
    return [str(one) for one in get_args(kind)] if get_origin(kind) is Literal else []


__all__ = ["keys_of", "placed", "values_of"]
