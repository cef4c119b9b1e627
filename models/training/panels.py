"""Panels of controls asked for in other words than their own: `library/synonyms.txt`, one control a line.

`Label [role] | wording | wording`, and for what can be on or off `Label [role] + wording | ... - wording | ...`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .kit import Kit
from .screen import DONE, Decision, Element, Scene, click
from .wording import PLAIN_MARK

SYNONYMS = Path(__file__).parent / "library" / "synonyms.txt"
_HEAD = re.compile(r"^(?P<label>.+?)\s*\[(?P<role>[a-z ]+)\]\s*(?P<rest>[|+].*)$")


@dataclass(frozen=True)
class Control:
    """A control, the wordings that ask for it (or to switch it on), and those that ask to switch it off."""

    label: str
    role: str
    wordings: tuple[str, ...]
    off: tuple[str, ...] = ()


def _wordings(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


@lru_cache
def controls() -> tuple[Control, ...]:
    """Return every control of the file; lines of another shape are left out."""
    found = []
    for line in SYNONYMS.read_text("utf-8").splitlines():
        match = _HEAD.match(line.strip())
        if match is None:
            continue
        role = "menu item" if match["role"] == "item" else match["role"]
        rest = match["rest"]
        if rest.startswith("+"):
            on, _, off = rest[1:].partition(" - ")
            found.append(Control(match["label"], role, _wordings(on), _wordings(off)))
        else:
            found.append(Control(match["label"], role, _wordings(rest)))
    return tuple(found)


def shown(kit: Kit, control: Control) -> Element:
    """Return a control as an element, in a state by chance where it has one."""
    return Element(control.role, control.label, kit.any(("on", "off")) if control.off else "")


def asked(kit: Kit, control: Control, element: Element) -> Decision:
    """Return a goal for a control and the right act."""
    if not control.off:
        return Decision(PLAIN_MARK + kit.any(control.wordings), click(element))
    wanted = kit.any(("on", "off"))
    goal = PLAIN_MARK + kit.any(control.wordings if wanted == "on" else control.off)
    if element.state == wanted:
        did = (click(control.label),) if kit.chance(0.4) else ()
        return Decision(goal, DONE, did, "nothing")
    return Decision(goal, click(element), (), f"turns {wanted}")


def panel(kit: Kit) -> Scene:
    """Make a panel of controls, most of them of a few kinds, with several asked for."""
    everything = controls()
    roles = kit.random.sample(sorted({control.role for control in everything}), 3)
    pool = [c for c in everything if c.role in roles] if kit.chance(0.6) else list(everything)
    chosen = list({c.label: c for c in kit.random.sample(pool, min(len(pool), kit.between(4, 26)))}.values())
    elements = [shown(kit, control) for control in chosen]
    pairs = list(zip(chosen, elements, strict=True))
    decisions = [asked(kit, control, element) for control, element in kit.random.sample(pairs, min(4, len(pairs)))]
    return Scene(elements, decisions)
