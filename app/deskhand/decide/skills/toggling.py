"""Switches, check boxes and radio buttons."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from deskhand.core.actions import Ask, Click
from deskhand.core.screen import Role
from deskhand.core.step import Change, Expectation

from ..grammar import CALLED
from ..knowledge import SYNONYMS
from ..likeness import words_in
from ..matching import same_label, same_name
from ..menus import sought
from ..skill import Intent, Literal, Skill, Wording
from ..view import CLICKABLE, Choice, Met, Move, View

_KIND = r"(?:\s+(?:check ?box|box|option|switch|setting|toggle|radio button))?"
_ON = "tick|check|enable|activate|turn on|switch on|start using"
_OFF = "untick|uncheck|disable|deactivate|turn off|switch off|clear|stop using|kill|deselect|unselect"
_IS_ON = r"(?:turned\s+|switched\s+)?(?:on|enabled|active|activated|ticked|checked)"
_IS_OFF = r"(?:turned\s+|switched\s+)?(?:off|disabled|inactive|deactivated|unticked|unchecked|cleared)"
_PRONOUNS = ("it", "this", "that", "them", "one")
_SURE = (
    r"(?:make\s+sure|ensure|see\s+(?:to\s+it|that)|check|verify|i\s+(?:want|need)|i(?:'d| would)\s+like|have|let|get)"
    r"(?:\s+that)?"
)
_BE = r"(?:is|are|be|to\s+be|stays?|remains?|gets?|being)?\s*"


@dataclass(frozen=True, slots=True)
class Toggle(Intent):
    """Make the check box, radio button or switch called `label` on or off."""

    label: str
    on: bool = True


def toggle(intent: Toggle, view: View) -> Move:
    """Click it unless it is as wanted already; `A and B` may be one label or two."""
    parts = [part for part in re.split(r",\s*|\s+and\s+(?:the\s+)?", intent.label) if part]
    if len(parts) > 1 and not isinstance(intent.label, Literal) and not view.named(intent.label):
        return _each([Toggle(part, intent.on) for part in parts], view)
    if intent.label.lower() in _PRONOUNS and not isinstance(intent.label, Literal):
        return _only_one(intent, view)
    return _toggle(intent, view)


def _only_one(intent: Toggle, view: View) -> Move:
    """`turn it on` where nothing was named: clear with one switch on the screen, a question with several."""
    if len(view.toggles) == 1 and view.toggles[0].text:
        move = _toggle(Toggle(view.toggles[0].text, intent.on), view)
        return replace(move, confidence=0.6) if isinstance(move, Choice) else replace(move, sure=0.6)
    return Choice(Ask(f"What shall I turn {'on' if intent.on else 'off'}?"), 0.5, "nothing was named")


def _by_other_words(intent: Toggle, view: View) -> Choice | None:
    """`turn the sound off` where the screen says Mute."""
    said = f"{intent.label} {'on' if intent.on else 'off'}".lower()
    found = next(
        (e for phrase, names in SYNONYMS if phrase in said for e in [view.first(*names)] if e is not None), None
    )
    return Choice(Click(found), 0.6, f"that is what {found.text} does") if found is not None else None


def _each(intents: list[Toggle], view: View) -> Move:
    used = 0
    for intent in intents:
        move = _toggle(intent, view)
        if isinstance(move, Choice):
            return move
        used = max(used, move.used)
    return Met(used)


def _toggle(intent: Toggle, view: View) -> Move:
    wanted = "on" if intent.on else "off"
    found = [e for e in view.toggles if e in view.named(intent.label, [e.role])]
    if not found and not isinstance(intent.label, Literal):
        found = [e for e in view.toggles if words_in(intent.label, e.text)]
    if len(found) > 1 and not same_name(found[0].text, found[1].text):
        named = " or ".join(e.text for e in found[:3])
        return Choice(Ask(f"Do you mean {named}?"), 0.7, "the words fit more than one")
    clicked = view.clicked(intent.label, *(e.text for e in found[:1]))
    if not found:
        if clicked:
            return Met(clicked)
        loose = view.named(intent.label, list(CLICKABLE))
        if not loose and (other := _by_other_words(intent, view)) is not None:
            return other
        if loose:
            return Choice(Click(loose[0]), 0.75, f"it is called {loose[0].text}")
        return sought(intent.label, "a switch or box", view)
    if len(found) > 1 and same_name(found[0].text, found[1].text):
        question = f"There are {len(found)} boxes called {intent.label}. Which one?"
        return Choice(Ask(question), 0.7, "the name is not unique")
    if found[0].state == wanted and not clicked and not same_label(found[0].text, intent.label):
        question = f"{found[0].text} is {wanted} already. Is that what you mean by {intent.label}?"
        return Choice(Ask(question), 0.7, "the name fits in part only")
    if found[0].state == wanted:
        return Met(clicked)
    if found[0].role is Role.RADIO and not intent.on:
        return Choice(Ask(f"{intent.label} can only be left by choosing another. Which?"), 0.7, "a radio button")
    why = f"it is {found[0].state or 'not set'} and should be {wanted}"
    return Choice(Click(found[0]), 0.95, why, Expectation(Change.STATE_IS, wanted))


def _turn_on(label: str) -> Toggle:
    return Toggle(label)


def _turn_off(label: str) -> Toggle:
    return Toggle(label, on=False)


SKILL = Skill(
    (
        Wording(790, rf"{_SURE}\s+{CALLED}(.+?){_KIND}\s+{_BE}{_IS_ON}", _turn_on, each=True),
        Wording(791, rf"{_SURE}\s+{CALLED}(.+?){_KIND}\s+{_BE}{_IS_OFF}", _turn_off, each=True),
        Wording(792, rf"{CALLED}(.+?){_KIND}\s+(?:should|must|has to|needs to|ought to)\s+be\s+{_IS_ON}", _turn_on),
        Wording(793, rf"{CALLED}(.+?){_KIND}\s+(?:should|must|has to|needs to|ought to)\s+be\s+{_IS_OFF}", _turn_off),
        Wording(794, rf"(?:leave|keep|put|set)\s+{CALLED}(.+?){_KIND}\s+(?:to\s+)?on", _turn_on),
        Wording(795, rf"(?:leave|keep|put|set)\s+{CALLED}(.+?){_KIND}\s+(?:to\s+)?off", _turn_off),
        Wording(800, rf"(?:turn|switch)\s+{CALLED}(.+?){_KIND}\s+on", _turn_on, each=True),
        Wording(801, rf"(?:turn|switch)\s+{CALLED}(.+?){_KIND}\s+off", _turn_off, each=True),
        Wording(802, rf"(?:{_ON})\s+{CALLED}(.+?){_KIND}", _turn_on, each=True),
        Wording(803, rf"(?:{_OFF})\s+{CALLED}(.+?){_KIND}", _turn_off, each=True),
        Wording(1300, r"([^,]{2,40}?)\s+on", _turn_on),
        Wording(1301, r"([^,]{2,40}?)\s+off", _turn_off),
        Wording(
            805,
            r"i\s+(?:don't|do not)\s+(?:want|need|like)\s+(?:the\s+|any\s+)?(?!(?:to|it|this|that|them|you)\b)(.+?)"
            r"(?:\s+any ?more)?",
            _turn_off,
        ),
        Wording(804, r"select\s+(?:the\s+)?(.+?)\s+(?:check ?box|radio button)", _turn_on, each=True),
    ),
    {Toggle: toggle},
)
