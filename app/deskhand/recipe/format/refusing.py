"""Why a text that is YAML is no recipe, in sentences for the person who edits it."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from deskhand.core.lettering import visible

from .error_places import keys_of, placed, values_of
from .not_read import NotRead
from .schema import BLOCKS, DEEPEST, VERBS, VERSION, verbs_of
from .yaml_nodes import Mapping, Node, Scalar, Sequence, data

SHOWN = 60
"""Characters of a person's text that a sentence repeats."""

_WANTED = {
    "string_type": "a text",
    "string_sub_type": "a text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing_size": "a smaller whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "keys with their values",
    "model_type": "keys with their values",
    "model_attributes_type": "keys with their values",
}
"""What pydantic's kinds of errors ask for."""
_PATTERNS = {
    "^[A-Za-z_]": "a name of letters, digits and _, not beginning with a digit, of at most 64",
    "^[a-z0-9][a-z0-9-]": "a name of small letters, digits and -, of at most 64",
    "^[a-z0-9][a-z0-9._-]": "the name of a .png file in small letters, digits, . _ and -, without a folder",
}


def version_refused(root: Mapping) -> None:
    """Refuse what another version wrote.

    Raises:
        NotRead: there is no version, or one this Deskhand does not know.
    """
    given = root.values.get("recipe")
    if given is None:
        raise NotRead(root.line, f"this is not a recipe; it begins with `recipe: {VERSION}`")
    version = data(given) if isinstance(given, Scalar) else None
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise NotRead(given.line, f"`recipe` must be the version of the format, {VERSION}")
    if version > VERSION:
        raise NotRead(given.line, "this was written by a newer Deskhand; update Deskhand to use it")


def steps_refused(root: Mapping) -> None:
    """Refuse steps that are not one verb each, and blocks that are too deep: what the models say less well.

    Raises:
        NotRead: one is so.
    """
    for step, depth in _steps(root, 1):
        if depth > DEEPEST:
            raise NotRead(step.line, f"blocks are nested more than {DEEPEST} deep")
        if not isinstance(step, Mapping):
            raise NotRead(step.line, "a step must be a verb with what it needs, such as `click:`")
        verbs = verbs_of(step.values)
        if len(verbs) > 1:
            both = " and ".join(f"`{verb}`" for verb in verbs)
            raise NotRead(step.keys[verbs[1]], f"a step has one verb, this one has {both}; make it two steps")
        if not verbs:
            raise NotRead(step.line, _no_verb(list(step.values)))


def _steps(block: Node, depth: int) -> Iterator[tuple[Node, int]]:
    """All steps within a mapping, with how many blocks are around them."""
    if not isinstance(block, Mapping):
        return
    for key, inside in block.values.items():
        if key in BLOCKS and isinstance(inside, Sequence):
            for step in inside.items:
                yield step, depth
                if depth <= DEEPEST:
                    yield from _steps(step, depth + 1)


def _no_verb(keys: list[str]) -> str:
    for key in keys:
        meant = _nearest(key, VERBS)
        if meant:
            return f"there is no verb `{_short(key)}`; did you mean `{meant}`?"
    return f"this step has no verb; it needs one of {', '.join(VERBS)}"


def refusal(problem: ValidationError, line_of: Callable[..., int]) -> NotRead:
    """The first of the errors in the file, as a sentence with its line.

    `line_of` tells the line of a position.
    """
    found = [(error, *placed(error["loc"])) for error in problem.errors(include_url=False)]
    error, position, around = min(found, key=lambda one: line_of(*one[1]))
    return NotRead(line_of(*position), _sentence(error, position, around))


def _sentence(error: ErrorDetails, position: tuple[str | int, ...], around: Any) -> str:
    kind, context, given = error["type"], error.get("ctx", {}), error["input"]
    name = _named(position)
    if kind == "missing" and isinstance(position[-1], int):
        return f"{_named(position[:-1])} needs more numbers"
    if kind == "missing":
        return f"{_named(position[:-1])} lacks `{position[-1]}`"
    if kind == "extra_forbidden":
        return f"{name} is not known here; {_instead(str(position[-1]), around)}"
    if kind in _WANTED:
        return f"{name} must be {_WANTED[kind]}{_given(given)}"
    if kind in ("enum", "literal_error"):
        return f"{name} cannot be {_quoted(given)}; {_one_of(str(given), values_of(around, position[-1]))}"
    if kind == "string_pattern_mismatch":
        pattern = max((p for p in _PATTERNS if context["pattern"].startswith(p)), key=len, default="")
        return f"{name} must be {_PATTERNS.get(pattern, 'written differently')}, not {_quoted(given)}"
    if kind in ("too_long", "string_too_long"):
        of = "characters" if kind == "string_too_long" else "entries"
        return f"{name} has more than {context['max_length']:,} {of}"
    if kind in ("too_short", "string_too_short"):
        return f"{name} has too few entries" if kind == "too_short" else f"{name} is empty"
    bounds = {"greater_than_equal": ("ge", "at least"), "less_than_equal": ("le", "at most")}
    if kind in bounds:
        key, words = bounds[kind]
        return f"{name} must be {words} {context[key]:,}, not {_quoted(given)}"
    if kind == "value_error":
        return f"{name} {context['error']}"
    return f"{name} is not right ({error['msg']})"


def _named(position: tuple[str | int, ...]) -> str:
    """What stands at a position, by its key: `` `click` ``, `number 2 of `by``, `step 3`."""
    if not position:
        return "the recipe"
    last = position[-1]
    if isinstance(last, str):
        return f"`{_short(last)}`"
    of = position[-2] if len(position) > 1 else ""
    return f"step {last + 1}" if of in BLOCKS else f"number {last + 1} of `{of}`"


def _given(given: Any) -> str:
    if given is None:
        return ", but nothing is given"
    if isinstance(given, dict):
        return ", not keys with values"
    return ", not a list" if isinstance(given, list | tuple) else f", not {_quoted(given)}"


def _quoted(given: Any) -> str:
    if isinstance(given, dict | list):
        return "that"
    written = getattr(given, "written", None)
    return f"“{_short(written if written is not None else str(given))}”"


def _short(text: str) -> str:
    flat = visible(text[: 2 * SHOWN])
    return flat if len(flat) <= SHOWN else f"{flat[:SHOWN]}…"


def _one_of(given: str, values: list[str]) -> str:
    meant = _nearest(given, values)
    return f"did you mean {meant}?" if meant else f"it is one of {', '.join(values)}"


def _instead(key: str, around: Any) -> str:
    known = keys_of(around)
    meant = _nearest(key, known)
    if meant:
        return f"did you mean `{meant}`?"
    return f"known are {', '.join(known)}" if known else "remove it"


def _nearest(written: str, known: Iterable[str]) -> str | None:
    """The known word that is most like it, if one is like it."""
    near = difflib.get_close_matches(written[:SHOWN].lower(), [*known], 1)
    return near[0] if near else None


__all__ = ["refusal", "steps_refused", "version_refused"]
