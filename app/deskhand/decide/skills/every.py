"""All boxes or switches but some: `tick everything except Newsletter`, `turn all notifications off`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from deskhand.core.actions import Ask, Click
from deskhand.core.screen import TOGGLES, Element, Role
from deskhand.core.step import Change, Expectation

from ..likeness import words_in
from ..seeking import seek
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View

_ALL = (
    r"(?:everything|(?:all|every|each)(?:\s+(?:of\s+)?(?:the|these|those|my))?(?:\s+(?:single|one|ones|of\s+them))?"
    r"(?:\s+(?:check ?)?(?:box(?:es)?|options?|switch(?:es)?|settings?|toggles?|items?|kinds?|notifications?))?)"
)
_BUT = (
    r"(?:,?\s+(?:but|except(?:\s+for)?|apart\s+from|other\s+than|save\s+for|excluding|not|without)\s+"
    r"(?:the\s+|for\s+)?(?:box\s+|option\s+)?(.+))?"
)
_ON = r"(?:tick|check|enable|activate|select|turn\s+on|switch\s+on)"
_OFF = r"(?:untick|uncheck|disable|deactivate|deselect|unselect|clear|turn\s+off|switch\s+off)"


@dataclass(frozen=True, slots=True)
class Every(Intent):
    """Make every check box and switch on or off, but for those in `spared`."""

    on: bool
    spared: tuple[str, ...] = ()


def every(intent: Every, view: View) -> Move:
    """The first that is not as wanted; what is spared must be there, or its name may be misread."""
    boxes = [e for e in view.toggles if e.role in TOGGLES and e.role is not Role.RADIO]
    if not boxes:
        return seek(view, "boxes or switches")
    missing = [name for name in intent.spared if not any(_is(name, box) for box in boxes)]
    if missing:
        return Choice(
            Ask(f"I see no {missing[0]} to leave out. Which one do you mean?"), 0.8, "what is left out is not there"
        )
    wanted = "on" if intent.on else "off"
    for box in boxes:
        if box.state != wanted and not any(_is(name, box) for name in intent.spared):
            return Choice(Click(box), 0.9, f"all but some are to be {wanted}", Expectation(Change.STATE_IS, wanted))
    clicks = view.clicked(*(box.text for box in boxes))
    return Met(clicks)


def _is(name: str, box: Element) -> bool:
    return words_in(name, box.text)


def _names(text: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r",\s*(?:and\s+)?|\s+(?:and|or)\s+(?:the\s+)?", text) if part)


def _turn_on(spared: str = "") -> Every:
    return Every(True, _names(spared))


def _turn_off(spared: str = "") -> Every:
    return Every(False, _names(spared))


SKILL = Skill(
    (
        Wording(
            776,
            rf"{_ALL}{_BUT}\s+(?:should|must|has to|have to|needs? to)\s+be\s+(?:turned\s+)?(?:on|ticked|checked)",
            _turn_on,
        ),
        Wording(
            777,
            rf"{_ALL}{_BUT}\s+(?:should|must|has to|have to|needs? to)\s+be\s+(?:turned\s+)?(?:off|unticked)",
            _turn_off,
        ),
        Wording(780, rf"{_ON}\s+{_ALL}{_BUT}", _turn_on),
        Wording(781, rf"{_OFF}\s+{_ALL}{_BUT}", _turn_off),
        Wording(782, rf"(?:turn|switch)\s+{_ALL}\s+on{_BUT}", _turn_on),
        Wording(783, rf"(?:turn|switch)\s+{_ALL}\s+off{_BUT}", _turn_off),
    ),
    {Every: every},
)
