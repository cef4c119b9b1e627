"""Recipes at random, with the texts that are hard to write as YAML."""

import random
import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from deskhand.recipe.format.schema import VERBS, Recipe

TEXTS = [
    "", " ", "a", "on", "no", "true", "null", "~", "1", "007", "1e3", "0x1F", "1_000", "-", "- a", "? a", ": a", "a: b",
    "a:b", "a #b", "#a", "{{name}}", "[a", "]", "{", "}", ",", "a, b", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a",
    '"', "'", "it's", 'say "yes"',
    "\\", "c:\\new\\file", "a\tb", "\t", "a\n", "\na", "a\n\nb\n\n", "\n", "\n\n", " a\n b\n",
    "a\n  b", "a \nb ", "  ", "a  b", "---", "...", "--- a", "2026-11-26", "12:30:45", "=", "<<", "Grüße", "Ω≈ç√",
    "日本語", "🙂", "\u00a0a", "a\u200bb", "\u2028", "\ufeff", "\u202eabc", "𝔘𝔫𝔦", "x" * 300,
    "one two three " * 40, "word " * 60 + "end", "a" * 99 + " " + "b" * 99, "one\ntwo three " * 30, ".5", "+1", "-.inf",
    ".nan", "1.", "1.5e400", "y", "n", "Yes", "OFF", "a\n# b\n", "# a\nb", "a:\n", "a: |\n  b\n", "- x\n- y\n", "'\n\"",
    "\n a", "a\n\n", "\ta\n\tb", "a\n\tb", "ends with space ", "ends: ", "x" * 120 + "\n" + "y " * 80,
]  # fmt: skip
COLUMNS = ["Invoice No", "null", "<<", "a: b", "#a", "1", "- x", "Größe", "{{a", "a\nb", "x" * 200, "?", "'", '"']


def any_recipe(seed: int) -> Recipe:
    """A recipe by its number; the same one each time."""
    chance = random.Random(seed)
    while True:
        try:
            return _made(Recipe, chance, 0)
        except ValidationError:
            # What the rules between fields refuse is drawn again.
            continue


def _made(kind: type[BaseModel], chance: random.Random, depth: int) -> Any:
    values = {}
    for name, field in kind.model_fields.items():
        if not field.is_required() and chance.random() < 0.5:
            continue
        values[field.alias or name] = _value(field.annotation, chance, depth + 1, [*field.metadata])
    for _ in range(200):
        try:
            return kind.model_validate(values)
        except ValidationError as problem:
            for error in problem.errors():
                name = next((str(part) for part in error["loc"] if part in values), None)
                if name is None:
                    raise
                field = next(f for n, f in kind.model_fields.items() if (f.alias or n) == name)
                values[name] = _value(field.annotation, chance, depth + 1, [*field.metadata])
    raise ValidationError.from_exception_data("no luck", [])


def _value(kind: Any, chance: random.Random, depth: int, marks: list[Any]) -> Any:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _value(arguments[0], chance, depth, [*arguments[1:], *marks])
    if origin in (Union, types.UnionType):
        if any(one.__name__ in ("Click", "Ask") for one in map(_bare, arguments) if isinstance(one, type)):
            blocks = ("if", "for_each")
            return _made(VERBS[chance.choice([v for v in VERBS if depth < 8 or v not in blocks])], chance, depth)
        return _value(chance.choice(arguments), chance, depth, marks)
    if origin is Literal:
        return chance.choice(arguments)
    if origin is tuple:
        if arguments[-1] is Ellipsis:
            return tuple(_value(arguments[0], chance, depth, []) for _ in range(chance.choice([0, 1, 1, 2, 4])))
        return tuple(_value(one, chance, depth, []) for one in arguments)
    if origin is dict:
        columns = [
            "Invoice No",
            "null",
            "<<",
            "a: b",
            "#a",
            "1",
            "- x",
            "Größe",
            "{{a",
            "a\nb",
            "x" * 200,
            "?",
            "'",
            '"',
        ]
        known = columns if "write" in str(arguments[0]) or "200" in str(arguments[0]) else []
        names = chance.sample(["a", "b_1", "Zeta", "long_" * 9, *known], chance.randrange(4))
        return {name: _value(arguments[1], chance, depth, []) for name in names}
    return _simple(kind, chance, depth, marks)


def _simple(kind: Any, chance: random.Random, depth: int, marks: list[Any]) -> Any:
    if kind is type(None):
        return None
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _made(kind, chance, depth)
    if kind is bool:
        return chance.random() < 0.5
    if kind is int:
        return chance.choice([0, 1, 5, -7, 100])
    if kind is float:
        return chance.choice([0.0, 1.0, 0.5, 0.1 + 0.2, 2, 1e-7, 86_400])
    if isinstance(kind, type) and issubclass(kind, str) and kind is not str:
        return chance.choice(list(kind))
    named = any("pattern" in str(mark) for mark in marks)
    return chance.choice(["abc", "a1", "ab.png", "a-b"]) if named else chance.choice(TEXTS)


def _bare(kind: Any) -> Any:
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind
