"""Writing a recipe as YAML that people read and edit: what a step does comes first, short things stand on one line,
and nothing is said that would be so anyway."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from deskhand.core.step import Change

from .schema import VERSION, Recipe, Step, verb_of
from .yaml_nodes import is_text

WIDTH = 100
"""Characters of a line, where its words allow it."""
LONG = 4
"""Lines of a step above which it is set off from the others."""
SCHEMA_LINE = "# yaml-language-server: $schema=../recipe.schema.json"
"""Where editors find the schema: the file that is kept beside the recipes."""

_LAST = ("then", "within", "note", "id")
"""Keys of a step that come after its own."""
_PLAIN = re.compile(r"[^\W_](?:[\w .,;()/+=!?'’“”…€$%&@*<>|~^-]|:(?=[^\s,\]}]))*")
"""What reads the same without quotes as with them."""
_PLAIN_IN_FLOW = re.compile(r"[^\W_][\w .;()/+=!’“”…€$%&@*<>|~^-]*")
_SHOWN = re.compile(r"[^\x00-\x1f\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ud800-\udfff\ufeff\ufff0-\uffff]")
_SHORT = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def dump(recipe: Recipe) -> str:
    """The text of a recipe; `load` makes the same recipe of it."""
    said = recipe.model_dump(mode="json", exclude_defaults=True, exclude={"recipe", "name", "parameters", "steps"})
    lines = [SCHEMA_LINE, *_mapping({"recipe": VERSION, "name": recipe.name, **said}, 0)]
    if recipe.parameters:
        lines += ["", "parameters:"]
        for name, parameter in recipe.parameters.items():
            lines += _mapping({name: parameter.model_dump(mode="json", exclude_defaults=True)}, 2)
    if not recipe.steps:
        return "\n".join([*lines, "steps: []", ""])
    return "\n".join([*lines, "", "steps:", *_apart([step_lines(step, 2) for step in recipe.steps]), ""])


def recipe_data(recipe: Recipe) -> dict[str, Any]:
    """A recipe as it is written, as data: nothing that is so by default."""
    said = recipe.model_dump(mode="json", exclude_defaults=True, exclude={"recipe", "name", "steps"})
    return {"recipe": VERSION, "name": recipe.name, **said, "steps": [step_data(step) for step in recipe.steps]}


def entry_lines(key: str, value: Any, indent: int) -> list[str]:
    """The lines of a key with its value, `indent` characters to the right."""
    return _mapping({key: value}, indent)


def item_lines(value: Any, indent: int) -> list[str]:
    """The lines of an entry of a list, whose dash stands `indent` characters to the right."""
    return _item(value, indent)


def on_one_line(value: Any) -> str:
    """A value in brackets or braces, however long."""
    return _flow(value)


def _apart(steps: list[list[str]]) -> list[str]:
    """The lines of steps, long ones set off from the others by an empty line."""
    lines = list(steps[0])
    for before, step in pairwise(steps):
        if max(len(before), len(step)) > LONG:
            lines.append("")
        lines += step
    return lines


def step_lines(step: Step, indent: int) -> list[str]:
    """The lines of a step in a list that stands `indent` characters to the right."""
    return _item(step_data(step), indent)


def step_data(step: Step) -> dict[str, Any]:
    """A step as it is written: the verb first, nothing that is so by default."""
    verb = verb_of(step)
    said = step.model_dump(mode="json", exclude_defaults=True)
    blocks = {"then", "else", "do"} & {k for k, v in said.items() if isinstance(v, list)}
    for name, field in type(step).model_fields.items():
        if (field.alias or name) in blocks:
            said[field.alias or name] = [step_data(inner) for inner in getattr(step, name)]
    if said.get("then") == {}:
        # Not nothing: something must change.
        said["then"] = {"change": Change.ANYTHING.value}
    last = () if blocks else _LAST
    keys = [verb, *(key for key in said if key != verb and key not in last and key not in ("note", "id"))]
    keys += [key for key in (*last, "note", "id") if key in said and key not in keys]
    return {key: said[key] for key in keys if key is not None}


def _mapping(values: dict[str, Any], indent: int) -> list[str]:
    lines = []
    for key, value in values.items():
        lines += _entry(f"{' ' * indent}{_scalar(key, _PLAIN_IN_FLOW)}:", value, indent)
    return lines


def _item(value: Any, indent: int) -> list[str]:
    """An entry of a list in block style."""
    start = " " * indent + "- "
    if verb_of(value) is None:
        return _entry(start[:-1], value, indent)
    lines = _mapping(value, indent + 2)
    return [start + lines[0][indent + 2 :], *lines[1:]]


def _entry(start: str, value: Any, indent: int) -> list[str]:
    """A value after `start` (its key, or the dash): on the same line if it fits."""
    if isinstance(value, str):
        return _text(start, value, indent)
    steps = isinstance(value, list) and bool(value) and isinstance(value[0], dict) and verb_of(value[0]) is not None
    flow = f"{start} {_flow(value)}"
    if (len(flow) <= WIDTH and not steps) or not isinstance(value, dict | list) or not value:
        return [flow]
    if isinstance(value, dict) and start.endswith("-"):
        lines = _mapping(value, indent + 2)
        return [f"{start} {lines[0].lstrip()}", *lines[1:]]
    if isinstance(value, dict):
        return [start, *_mapping(value, indent + 2)]
    return [start, *(line for item in value for line in _item(item, indent + 2))]


def _flow(value: Any) -> str:
    match value:
        case dict():
            return f"{{{', '.join(f'{_scalar(k, _PLAIN_IN_FLOW)}: {_flow(v)}' for k, v in value.items())}}}"
        case list():
            return f"[{', '.join(map(_flow, value))}]"
        case bool():
            return str(value).lower()
        case None:
            return "null"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case int() | float():
            return repr(value)
        case _:
            return _scalar(str(value), _PLAIN_IN_FLOW)


def _text(start: str, text: str, indent: int) -> list[str]:
    one = f"{start} {_scalar(text, _PLAIN)}"
    if not _fit_for_a_block(text) or (len(one) <= WIDTH and "\n" not in text):
        return [one]
    if "\n" in text:
        margin = " " * (indent + 2)
        lines = [f"{margin}{line}" if line else "" for line in text.removesuffix("\n").split("\n")]
        keep = "" if text.endswith("\n") else "-"
        return [f"{start} |{keep}", *lines]
    if "  " in text or text.endswith(" "):
        return [one]
    return [f"{start} >-", *_folded(text, indent + 2)]


def _fit_for_a_block(text: str) -> bool:
    """Whether a text can stand as it is on lines of its own: its ends and its characters are all in sight."""
    clear = all(character == "\n" or _SHOWN.fullmatch(character) for character in text)
    return clear and bool(text.strip()) and text == text.lstrip() and not text.endswith("\n\n")


def _folded(text: str, indent: int) -> list[str]:
    lines, line = [], ""
    for word in text.split(" "):
        if line and indent + len(line) + 1 + len(word) > WIDTH:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [" " * indent + line for line in [*lines, line]]


def _scalar(text: str, plain: re.Pattern[str]) -> str:
    if plain.fullmatch(text) and not text.endswith(" ") and is_text(text):
        return text
    if ('"' in text or "\\" in text) and "'" not in text and all(map(_SHOWN.fullmatch, text)):
        return f"'{text}'"
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    if character in _SHORT:
        return _SHORT[character]
    if _SHOWN.fullmatch(character):
        return character
    code = ord(character)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


__all__ = [
    "SCHEMA_LINE",
    "WIDTH",
    "dump",
    "entry_lines",
    "item_lines",
    "on_one_line",
    "recipe_data",
    "step_data",
    "step_lines",
]
