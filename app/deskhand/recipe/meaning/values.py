"""The values a recipe is given: one for each parameter, of its type, checked before anything is done.

What is typed for a value is its plain form: a number as digits with a point (see `numerals`), a date as
`2026-11-04` (ISO 8601), a choice as the recipe spells it, a file as its full path. A secret is never given here: it
is named, and its value stays in the keyring.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from deskhand.core.errors import RecipeError
from deskhand.core.step import Origin

from ..format.schema import Parameter
from .dates import Order, date_text
from .numerals import Mark, plain_digits
from .scope import Value, nearest
from .templates import only_reference

LONGEST: Final = 20_000
"""Characters of one value."""


def given(parameters: Mapping[str, Parameter], values: Mapping[str, str]) -> dict[str, Value]:
    """A value for every parameter: those the person gave, else the defaults.

    Raises:
        RecipeError: one is missing, unknown or not of its type; names all that are wrong.
    """
    return handed(parameters, {name: Value(text, "person") for name, text in values.items()})


def handed(parameters: Mapping[str, Parameter], values: Mapping[str, Value]) -> dict[str, Value]:
    """As `given`, of values that came from anywhere; a secret is handed on by its name."""
    wrong = [f"there is no parameter “{name}”{nearest(name, parameters)}" for name in values if name not in parameters]
    parsed: dict[str, Value] = {}
    missing = []
    for name, parameter in parameters.items():
        try:
            if name in values:
                parsed[name] = _handed_on(name, parameter, values[name])
            elif parameter.type == "secret":
                parsed[name] = Value("", "secret", parameter.secret or name)
            elif parameter.default is not None:
                parsed[name] = value_of(name, parameter, parameter.default, "recipe")
            else:
                missing.append(name)
        except RecipeError as problem:
            wrong.append(str(problem).removesuffix("."))
    if missing:
        wrong.append(missing_sentence(missing))
    if wrong:
        sentence = "; ".join(wrong)
        raise RecipeError(f"{sentence[0].upper()}{sentence[1:]}.")
    return parsed


def _handed_on(name: str, parameter: Parameter, value: Value) -> Value:
    if not value.secret:
        return value_of(name, parameter, value.text, value.origin)
    if parameter.type != "secret":
        raise RecipeError(f"{name} is no secret, and a secret may go only where one is meant.")
    return value


def all_given(parameters: Mapping[str, Parameter], values: Mapping[str, Value]) -> None:
    """Raises `RecipeError` when a parameter has no value."""
    missing = [name for name in parameters if name not in values]
    if missing:
        raise RecipeError(f"{missing_sentence(missing)}.")


def missing_sentence(missing: Iterable[str]) -> str:
    """Which parameters need a value, and how to give it."""
    names = list(missing)
    which = ", ".join(f"“{name}”" for name in names)
    how = " ".join(f"--set {name}=…" for name in names[:5])
    return (
        f"{which} {'has' if len(names) == 1 else 'have'} no value: give {'it' if len(names) == 1 else 'them'} by {how}"
    )


def value_of(
    name: str,
    parameter: Parameter,
    text: str,
    origin: Origin,
    mark: Mark | None = None,
    order: Order | None = None,
) -> Value:
    """The value of one parameter as given; `mark` is the decimal mark of numbers, `order` that of dates, if known.

    Raises:
        RecipeError: it is not of the parameter's type.
    """
    if len(text) > LONGEST:
        raise RecipeError(f"{name} is {len(text)} characters long; {LONGEST} are allowed.")
    if "\0" in text:
        raise RecipeError(f"{name} holds a NUL character, which cannot be typed.")
    match parameter.type:
        case "text":
            return Value(text, origin)
        case "number":
            return Value(number_text(name, text, mark), origin)
        case "date":
            return Value(date_text(name, text, order), origin)
        case "choice":
            return Value(_choice(name, parameter.choices, text), origin)
        case "file":
            return Value(_file(name, text), origin)
        case "secret":
            return Value("", "secret", _secret(name, text, origin))


def assignments(pairs: Iterable[str]) -> dict[str, str]:
    """The values of `--set name=value`, each given once.

    Raises:
        RecipeError: one is not of that form, or comes twice.
    """
    values: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        name = name.strip()
        if not equals or not name:
            raise RecipeError(f"“{pair}” sets nothing: write --set name=value.")
        if name in values:
            raise RecipeError(f"“{name}” is set twice; give it once.")
        values[name] = value
    return values


def number_text(name: str, text: str, mark: Mark | None = None) -> str:
    """A number in its plain form.

    Raises:
        RecipeError: the text is no number.
    """
    digits = plain_digits(text, mark)
    if digits is None:
        raise RecipeError(f"{name} must be a number; “{_short(text)}” is not one.")
    return digits


def _choice(name: str, choices: tuple[str, ...], text: str) -> str:
    wanted = text.strip()
    if wanted in choices:
        return wanted
    alike = [choice for choice in choices if choice.casefold() == wanted.casefold()]
    if len(alike) != 1:
        raise RecipeError(
            f"{name} must be one of {', '.join(f'“{c}”' for c in choices[:20])}; “{_short(text)}” is not."
        )
    return alike[0]


def _file(name: str, text: str) -> str:
    path = Path(text.strip()).expanduser()
    if not text.strip() or not path.exists():
        raise RecipeError(f"{name} must be a file that is there; “{_short(text)}” is not.")
    return str(path.resolve())


def _secret(name: str, text: str, origin: Origin) -> str:
    """The keyring's name of a secret; only the person and the recipe may name one, not data."""
    reference = only_reference(text) if "{{" in text else None
    if reference is None or not reference.secret or origin not in ("person", "recipe"):
        # Not quoted: it may well be the secret itself.
        raise RecipeError(
            f"{name} is a secret and not given as a value: keep it in the keyring and name it as {{{{secret:name}}}}."
        )
    return reference.secret


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
