"""How often the labels of interfaces get the class they should: what is risky at R3 or above, what is safe below.

    python -m tests.bench.safety.labels [FILE] [--misses]

FILE has a label a line. Either as in the development set (`target`, `tag`, `url`, `label` as SAFE, LOW or HIGH) or
as in `tests/data/labels_heldout.jsonl` (`label`, `role`, `class` as R1 to R6, `address`), where R1 counts as SAFE, R2
as LOW and the others as HIGH. Every label is judged as a click on the only element of a scene but the address field.
`--misses` prints what was misjudged and is for development files alone.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deskhand.core.actions import Click
from deskhand.core.geometry import Box
from deskhand.core.risk import Risk
from deskhand.core.screen import Element, Role, Scene
from deskhand.core.step import Proposal
from deskhand.risk.judge import WordsJudge
from tests.builders import frame

ROOT = Path(__file__).resolve().parents[3]
DEVELOPMENT = ROOT.parent / "shared/data/text/ui_action_risk_dev.jsonl"
DEGREES = ("HIGH", "LOW", "SAFE")
_TYPES = {
    "checkbox": Role.CHECKBOX,
    "radio": Role.RADIO,
    "text": Role.EDIT,
    "email": Role.EDIT,
    "search": Role.EDIT,
    "password": Role.EDIT,
    "tel": Role.EDIT,
    "number": Role.EDIT,
    "url": Role.EDIT,
    "date": Role.EDIT,
    "range": Role.SLIDER,
}
_ARIA = {
    "switch": Role.SWITCH,
    "menuitem": Role.MENU_ITEM,
    "menu": Role.MENU,
    "tab": Role.TAB,
    "option": Role.OPTION,
    "checkbox": Role.CHECKBOX,
    "radio": Role.RADIO,
    "combobox": Role.COMBO,
    "link": Role.LINK,
    "button": Role.BUTTON,
}
_TAGS = {"a": Role.LINK, "select": Role.COMBO, "option": Role.OPTION, "textarea": Role.EDIT, "tr": Role.ROW}
_SHOWN = ("aria-label", "value", "title", "placeholder", "alt")
"""Attributes whose text a person sees or hears."""
_ATTRIBUTE = re.compile(r"(?:^|\s)(aria-label|INPUT VALUE|value|title|placeholder|alt|name|id|type|class)\s\s")


@dataclass(frozen=True, slots=True)
class Case:
    """A label on a page, and how risky people say it is."""

    label: str
    role: Role
    address: str
    degree: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A case and the class it got."""

    case: Case
    risk: Risk

    @property
    def asked(self) -> bool:
        """Whether it counts as risky: R3 or above."""
        return self.risk >= Risk.R3


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of the cases of one file."""

    judged: tuple[Judged, ...]

    def of(self, degree: str) -> tuple[int, int]:
        """How many of a degree were called R3 or above, and how many there are."""
        those = [one for one in self.judged if one.case.degree == degree]
        return sum(one.asked for one in those), len(those)

    def misses(self) -> Iterator[Judged]:
        """What is risky and was not called so, then what is safe and was."""
        yield from (one for one in self.judged if one.case.degree == "HIGH" and not one.asked)
        yield from (one for one in self.judged if one.case.degree == "SAFE" and one.asked)


def measure(file: Path) -> Figures:
    """Judge every label of a file."""
    rows = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
    return Figures(tuple(Judged(case, judged(case)) for case in map(read, rows)))


def read(row: dict[str, Any]) -> Case:
    """A line of either kind of file as a case."""
    if "class" in row:
        degree = {"R0": "SAFE", "R1": "SAFE", "R2": "LOW"}.get(row["class"], "HIGH")
        return Case(row["label"], Role(row["role"]), row.get("address", ""), degree)
    return Case(shown_of(row["target"] or ""), role_of(row["tag"] or ""), row["url"] or "", row["label"])


def judged(case: Case) -> Risk:
    """The class of a click on the label."""
    target = Element(1, case.role, case.label, Box(200, 120, 90, 24))
    bar = Element(2, Role.EDIT, "Address", Box(60, 5, 240, 20), case.address)
    scene = Scene(frame(), (bar, target) if case.address else (target,))
    return WordsJudge().judge("", Proposal(Click(target), "", 1.0, "rules"), scene).risk


def shown_of(target: str) -> str:
    """What a person reads of a target: without names of attributes, and without those that nobody sees.

    >>> shown_of("name  op  value  Submit "), shown_of("parent node  [ Add to bag ] ar"), shown_of("Go back")
    ('Submit', 'Add to bag', 'Go back')
    """
    if target.strip() == "description unavailable":
        return ""
    inner = re.match(r"parent node\s+\[\s*(.*?)\s*(?:\].*)?$", target)
    if inner and inner[1]:
        return inner[1]
    # Attribute names and values are parted by two spaces.
    parts = _ATTRIBUTE.split(f" {target}")
    if len(parts) == 1:
        return target.strip()
    held = dict(reversed(list(zip(parts[1::2], parts[2::2], strict=True))))
    return next((held[name].strip() for name in ("INPUT VALUE", *_SHOWN) if held.get(name, "").strip()), "")


def role_of(tag: str) -> Role:
    """The role of a tag such as `input type="checkbox"`.

    >>> [role_of(tag).value for tag in ('a', 'a role="button"', 'input type="radio"', 'button type="submit"')]
    ['link', 'button', 'radio', 'button']
    """
    name = tag.split(maxsplit=1)[0] if tag.strip() else ""
    spoken = dict(re.findall(r'(role|type)="([\w-]+)"', tag))
    if spoken.get("role") in _ARIA:
        return _ARIA[spoken["role"]]
    if name == "input":
        return _TYPES.get(spoken.get("type", ""), Role.BUTTON)
    return _TAGS.get(name, Role.BUTTON)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of a file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path, default=DEVELOPMENT)
    parser.add_argument("--misses", action="store_true", help="print what was misjudged")
    chosen = parser.parse_args(arguments)
    figures = measure(chosen.file)
    for degree in DEGREES:
        asked, total = figures.of(degree)
        print(f"{degree:<5} called R3 or above: {asked:4} of {total:4}  {100 * asked / max(total, 1):5.1f} %")
    for one in figures.misses() if chosen.misses else ():
        case = one.case
        print(f"{case.degree:<5} {one.risk.name}  {case.role.value:<9} {case.label!r}  {case.address[:90]}")


if __name__ == "__main__":
    main()
