"""The screen library: `library/*.screens`, written by hand; its format is described in README.md.

`python -m training.library` checks every line: that it parses, that each act's control is on its screen and
that typed values stand in every wording.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from .screen import ROLES

LIBRARY = Path(__file__).parent / "library"
KINDS = frozenset(
    "click double-click right-click middle-click type key set pick drag scroll wait answer done ask fail".split()
)
_ROLE_WORDS = tuple(sorted({*ROLES, "item"}, key=len, reverse=True))
_ELEMENT = re.compile(rf"^({'|'.join(_ROLE_WORDS)})(?:\s+(.*))?$")
_CHOICES = re.compile(r"\s*\[([^\]]*)\]\s*$")
_DID = re.compile(r"\s*\[did:\s*(.*?)\]")


@dataclass(frozen=True)
class Written:
    """An element as it is written, slots unfilled."""

    role: str
    label: str
    state: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class WrittenAct:
    """An act as it is written: kind, target, value (typed, picked or dragged to), or `@` and a screen."""

    kind: str
    target: str = ""
    value: str = ""


@dataclass(frozen=True)
class Line:
    """A goal line: wordings, the history before it, and the acts."""

    wordings: tuple[str, ...]
    acts: tuple[WrittenAct, ...]
    did: tuple[WrittenAct, ...] = ()
    where: str = ""


@dataclass
class Sheet:
    """A screen as it is written; `parent` is the one it lies over."""

    name: str
    parent: str = ""
    elements: list[Written] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


Sheets = dict[str, Sheet]


def split_outside(text: str, separator: str) -> list[str]:
    """Split at a separator that does not stand inside braces or brackets."""
    parts, depth, begin, place = [], 0, 0, 0
    while place < len(text):
        depth += (text[place] in "{[") - (text[place] in "}]")
        if depth <= 0 and text.startswith(separator, place):
            parts.append(text[begin:place])
            place += len(separator)
            begin = place
            continue
        place += 1
    return [part.strip() for part in [*parts, text[begin:]] if part.strip()]


def _element(text: str) -> Written:
    match = _ELEMENT.match(text)
    if match is None:
        raise ValueError(f"no role begins “{text}”")
    role = "menu item" if match[1] == "item" else match[1]
    rest, choices = match[2] or "", ()
    if role == "combo" and (found := _CHOICES.search(rest)):
        choices = tuple(one.strip() for one in found[1].split(",") if one.strip())
        rest = rest[: found.start()]
    label, equals, state = rest.partition(" = ")
    if rest.startswith("= "):
        label, state = "", rest[2:]
    elif not equals and rest.endswith(" ="):
        label = rest[:-2]
    return Written(role, label.strip(), state.strip(), choices)


def parse_act(text: str) -> WrittenAct:
    """Return an act from its phrase.

    Raises:
        ValueError: it begins with no known word.
    """
    if text.startswith("@"):
        return WrittenAct("@", text[1:].strip())
    kind, _, rest = text.partition(" ")
    rest = rest.strip()
    if kind not in KINDS:
        raise ValueError(f"no act begins “{text}”")
    if kind in ("type", "pick"):
        target, equals, value = rest.partition("=")
        if not equals:
            raise ValueError(f"“{text}” has no =")
        return WrittenAct(kind, target.strip(), value.strip())
    if kind == "set":
        target, _, value = rest.rpartition(" ")
        return WrittenAct(kind, target, value)
    if kind == "drag":
        target, _, value = rest.rpartition(" to ")
        return WrittenAct(kind, target, value)
    return WrittenAct(kind, rest)


def _line(text: str, where: str) -> Line:
    wordings, arrow, acts = text.rpartition(" => ")
    if not arrow:
        raise ValueError("a goal line needs =>")
    did: tuple[WrittenAct, ...] = ()
    if found := _DID.search(wordings):
        did = tuple(parse_act(act) for act in split_outside(found[1], ";"))
        wordings = wordings[: found.start()] + wordings[found.end() :]
    return Line(
        tuple(split_outside(wordings, "|")), tuple(parse_act(act) for act in split_outside(acts, " ; ")), did, where
    )


def read_sheets(path: Path) -> tuple[Sheets, list[str]]:
    """Return the screens of a file by name, and what is wrong in it."""
    sheets: Sheets = {}
    problems: list[str] = []
    current: Sheet | None = None
    for number, raw in enumerate(path.read_text("utf-8").splitlines(), 1):
        line, where = raw.strip(), f"{path.name}:{number}"
        if not line or line.startswith("# ") or line == "#":
            continue
        try:
            if line.startswith("== "):
                name, _, parent = line[3:].partition(" < ")
                current = Sheet(name.strip(), parent.strip())
                sheets[current.name] = current
            elif current is None:
                raise ValueError("a screen must begin with ==")
            elif line.startswith("> "):
                current.lines.append(_line(line[2:], where))
            else:
                current.elements += [_element(part) for part in split_outside(line, " ; ")]
        except ValueError as problem:
            problems.append(f"{where}: {problem}")
    return sheets, problems


def chain(sheets: Sheets, name: str) -> list[Sheet]:
    """Return a screen and those under it, the undermost first.

    Raises:
        KeyError: one of them does not exist.
    """
    found: list[Sheet] = []
    while name:
        sheet = sheets[name]
        if sheet in found:
            raise KeyError(f"{name} lies over itself")
        found.insert(0, sheet)
        name = sheet.parent
    return found


@lru_cache
def library() -> tuple[Sheets, ...]:
    """Return every file's screens."""
    return tuple(read_sheets(path)[0] for path in sorted(LIBRARY.glob("*.screens")))


def problems_of(sheets: Sheets) -> Iterator[str]:
    """Yield what is wrong with the goal lines of some screens."""
    for sheet in sheets.values():
        for line in sheet.lines:
            current = sheet.name
            try:
                for act in line.acts:
                    current = act.target if act.kind == "@" else current
                    if problem := _problem(sheets, current, act, line):
                        yield f"{line.where}: {problem}"
            except KeyError as problem:
                yield f"{line.where}: no screen {problem}"
            if not line.wordings:
                yield f"{line.where}: no wording"


def _plain(text: str) -> str:
    """A text with each named slot by its name alone, so that `{a:file}`, `{a}` and `{a.stem}` compare equal."""
    return re.sub(r"\{(\w+)(?::[^{}]*|\.\w+)\}", r"{\1}", text)


def _problem(sheets: Sheets, current: str, act: WrittenAct, line: Line) -> str:
    shown = [element for sheet in chain(sheets, current) for element in sheet.elements]
    labels = {_plain(element.label) for element in shown}
    aims = [act.target] if act.kind in ("click", "double-click", "right-click", "type", "set", "pick", "drag") else []
    aims += [act.value] if act.kind == "drag" else []
    for aim in aims:
        if _plain(re.sub(r"@\d+$", "", aim)) not in labels and not any(
            "|" in label or "!" in label for label in labels
        ):
            return f"“{aim}” is not on {current}"
    if act.kind in ("type", "pick"):
        value = _plain(act.value).lower()
        missing = [one for one in line.wordings if value not in _plain(one).lower()]
        if missing and "|" not in act.value:
            return f"“{act.value}” is not in the wording “{missing[0]}”"
    if act.kind == "set" and act.value not in ("on", "off"):
        return f"set {act.target} to what? on or off"
    return ""


def main() -> None:
    """Check the whole library and say what it holds."""
    count = wrong = 0
    for path in sorted(LIBRARY.glob("*.screens")):
        sheets, problems = read_sheets(path)
        problems += problems_of(sheets)
        lines = sum(len(sheet.lines) for sheet in sheets.values())
        count, wrong = count + lines, wrong + len(problems)
        print(*problems, f"{path.name}: {len(sheets)} screens, {lines} goal lines", sep="\n")
    print(f"{count} goal lines, {wrong} problems")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
