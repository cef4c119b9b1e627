"""Conditions of a clause: `if Wi-Fi is on`, `if there is a Skip button`, `unless the total is over 100`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from deskhand.core.screen import SURFACES, TOGGLES, Role

from .likeness import words_in
from .matching import holds, same_name
from .seeking import ENOUGH
from .view import View

_ON = frozenset("on enabled active activated ticked checked selected set".split())
_OFF = frozenset("off disabled inactive deactivated unticked unchecked unselected".split())
_THERE = re.compile(
    r"^(?:there(?:'s| is| are)|you (?:see|find|can see)|it (?:shows|says|asks(?: for| about)?|has))\s+"
    r"(?P<no>no\s+)?(?:an?\s+|any\s+|the\s+|some\s+)?(?P<what>.+?)(?:\s+(?:button|dialog|banner|box|message|link))?$",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"^(?:an?\s+|the\s+|any\s+)?(?P<what>.+?)(?:\s+(?:button|dialog|banner|box|message|link))?\s+"
    r"(?P<no>(?:does not|doesn't|do not|is not|isn't)\s+)?"
    r"(?:appears?|shows?(?: up)?|is (?:shown|visible|there|open|on the screen)|comes? up|pops? up|exists?|shown|"
    r"visible|there)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^(?:the\s+)?(?P<what>.+?)\s+is\s+(?P<how>more than|over|above|greater than|at least|less than|under|below|"
    r"at most)\s+"
    r"[^\d-]*(?P<n>-?\d[\d.,]*)",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"^(?:the\s+|my\s+)?(?P<what>.+?)\s+(?:is|are)(?P<no>\s+not|n't)?\s+(?:currently\s+|already\s+|still\s+|"
    r"turned\s+|switched\s+|set to\s+)*"
    r"(?P<state>.+)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold for a clause to be done; `wanted` False for `unless` and `otherwise`."""

    text: str
    wanted: bool = True

    def met_by(self, view: View) -> bool | None:
        """Whether it holds on the screen; None where the screen does not tell."""
        held = _holds(self.text, view)
        return None if held is None else held is self.wanted

    @property
    def spelled(self) -> str:
        """It in the words of a person: `if Wi-Fi is on`, `unless a.txt is there`."""
        return f"{'if' if self.wanted else 'unless'} {self.text}"

    @property
    def subject(self) -> str:
        """What it is about, for a later `it`."""
        for pattern in (_THERE, _SHOWN, _NUMBER, _STATE):
            if match := pattern.match(self.text):
                return match["what"].strip()
        return ""


def taken_off(clause: str) -> tuple[Condition | None, str]:
    """The condition of a clause and the rest of it; the rest may be empty: `if Wi-Fi is on, turn it off`."""
    leading = re.match(r"^(if|unless)\s+(.+?)(?:,\s*(?:then\s+)?|\s+then\s+)(.+)$", clause, re.IGNORECASE)
    if leading:
        return Condition(leading[2].strip(), leading[1].lower() != "unless"), leading[3]
    trailing = re.match(r"^(.+?),?\s+(if|unless|provided(?: that)?|but only if|only if)\s+(.+)$", clause, re.IGNORECASE)
    if trailing and not re.match(r"^(?:possible|you can|needed|necessary|so)\b", trailing[3], re.IGNORECASE):
        return Condition(trailing[3].strip(), "unless" not in trailing[2].lower()), trailing[1]
    return None, clause


def _holds(text: str, view: View) -> bool | None:
    if there := _THERE.match(text):
        return _negated(_shown(there["what"], view), bool(there["no"]))
    if number := _NUMBER.match(text):
        return _compared(number["what"], number["how"].lower(), number["n"], view)
    if shown := _SHOWN.match(text):
        return _negated(_shown(shown["what"], view), bool(shown["no"]))
    if state := _STATE.match(text):
        held = _in_state(state["what"], state["state"].strip(), view)
        return None if held is None else held is not bool(state["no"])
    return None


def _negated(held: bool | None, no: bool) -> bool | None:
    return None if held is None else held is not no


def _shown(what: str, view: View) -> bool | None:
    """Whether it shows; None where a list may go on out of sight: it is absent only at the end of that."""
    if any(holds(e.text, what) or words_in(what, e.text) for e in view.elements):
        return True
    goes_on = bool(view.of(Role.SCROLLBAR)) or len(view.of(Role.ROW, Role.ICON, Role.CELL)) > 1
    return None if goes_on and not looked_through(view) else False


def looked_through(view: View) -> bool:
    """Whether the list was scrolled to its end, or as far as is reasonable, at any time in the run."""
    ends = range(1, len(view.done) + 1)
    return any(replace(view, done=view.done[:end]).scrolls >= ENOUGH for end in ends)


def _in_state(what: str, state: str, view: View) -> bool | None:
    wanted = "on" if state.lower() in _ON else "off" if state.lower() in _OFF else ""
    for element in view.elements:
        if not (same_name(element.text, what) or words_in(what, element.text)):
            continue
        if wanted and element.role in TOGGLES:
            return element.state == wanted
        if state.lower() == "empty" and element.role in (Role.EDIT, Role.COMBO):
            return not element.state
        if not wanted and element.role in (Role.EDIT, Role.COMBO):
            return same_name(element.state, state)
        if state.lower() == "selected" and element.role not in SURFACES:
            return element.state == "selected"
    return None


def _compared(what: str, how: str, bound: str, view: View) -> bool | None:
    value = next((n for e in view.elements if (n := _number_of(what, e.text, e.state)) is not None), None)
    limit = _as_number(bound)
    if value is None or limit is None:
        return None
    return {
        "at least": value >= limit,
        "at most": value <= limit,
        "less than": value < limit,
        "under": value < limit,
        "below": value < limit,
    }.get(how, value > limit)


def _number_of(what: str, text: str, state: str) -> float | None:
    """The number an element gives for a name: `Total: 42.00`, or a field called so."""
    if same_name(text, what):
        return _as_number(state)
    if holds(text, what) and (digits := re.search(r"-?\d[\d.,]*", text)):
        return _as_number(digits[0])
    return None


def _as_number(text: str) -> float | None:
    bare = re.sub(r"[^\d.,-]", "", text).rstrip(".,")
    bare = bare.replace(",", "") if re.search(r",\d{3}(?!\d)", bare) or "." in bare else bare.replace(",", ".")
    try:
        return float(bare)
    except ValueError:
        return None
