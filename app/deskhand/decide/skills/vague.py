"""Clauses no wording fits: the controls they mention, what everyday words mean, or nothing: then the model decides."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from deskhand.core.actions import Ask, Click, Fail
from deskhand.core.screen import TOGGLES, Element, Role
from deskhand.core.step import Change, Expectation

from ..forms import fill
from ..knowledge import SYNONYMS
from ..likeness import content_words, likeness
from ..mentions import Mention, mentions
from ..menus import in_a_menu
from ..rows import of_row
from ..skill import Intent, Skill
from ..verbs import base_of
from ..view import CLICKABLE, Choice, Met, Move, View

_ASKS = re.compile(
    r"^(?:what|which|when|where|why|who|whose|is|are|does|did|was|status of|number of|rating of)\b|"
    r"\?$|\bhow (?:many|much|long|old|big|far)\b",
    re.IGNORECASE,
)
"""How a question begins that is answered by reading, not by a click."""
_LOGS_IN = re.compile(
    r"^(?:log|sign) (?:me )?(?:in|on)(?: (?:to|into|at) (?:my|the|this) (?:account|page|site|website|app))?$",
    re.IGNORECASE,
)
_INSERTED = ("image", "picture", "table", "link", "page break", "comment", "special character", "chart")
_FINISHES = (Role.BUTTON, Role.LINK, Role.MENU_ITEM, Role.ICON, Role.MENU)
"""Roles of what is pressed after everything else is set."""
_OPENS = re.compile(r"\b(?:open|read|see|look|load|play|view|show|go into|enter|watch|listen)\b", re.IGNORECASE)
_FITS, _ALONE, _ASKED, _NOT_ALL = 0.3, 0.6, 0.15, 0.35
"""How sure a label is that fits in part, one that everyday words mean, one in a question, and that all is done."""
_WHOLE, _LEAST, _MORE = 0.85, 0.35, 0.2
"""How sure a mentioned control is where that is all the clause says, else least, and what the share it has adds."""


@dataclass(frozen=True, slots=True)
class Vague(Intent):
    """A clause no pattern fits."""

    text: str


def vague(intent: Vague, view: View) -> Move:
    """The next of the mentioned controls that is not as wanted, what everyday words mean, or nothing."""
    form = fill(intent.text, view)
    if form is not None:
        return form
    if (missing := _without_values(intent.text, view)) is not None:
        return missing
    meant = [name for phrase, names in SYNONYMS for name in names if phrase in intent.text.lower()]
    for name in meant:
        if done := view.clicked(name):
            return Met(done, sure=_NOT_ALL)
        found = view.first(name, roles=list(CLICKABLE))
        if found is not None:
            return Choice(Click(_of_its_row(found, view)), _ALONE, f"that is what {found.text} does")
    return (
        _mentioned(intent.text, view)
        or _person(intent.text, view)
        or _likely(intent.text, view)
        or _unknown(intent.text, meant, view)
    )


def _without_values(clause: str, view: View) -> Choice | None:
    """A log-in that names nobody, before empty fields."""
    empty = [
        e for e in view.of(Role.EDIT) if not e.state and re.search(r"password|pin\b|passcode", e.text, re.IGNORECASE)
    ]
    if not empty or not _LOGS_IN.match(clause):
        return None
    return Choice(Ask("With which user name and password?"), 0.85, "the goal does not say as whom")


def _mentioned(clause: str, view: View) -> Move | None:
    """What is mentioned and not yet as wanted: what is set in the order of the screen, then what is pressed."""
    pool = [e for e in view.elements if e.role in CLICKABLE and e.role not in (Role.EDIT, Role.HEADER)]
    found = [m for m in mentions(clause, pool) if m.wanted or m.element.role in TOGGLES]
    if not found:
        return None
    repeated = [m for m in found if m.element.role in _FINISHES and _times(m.element, view) > 1]
    if repeated and (meant := of_row(_alike(repeated[0].element, view), view.goal, view)) is not None:
        found = [replace(repeated[0], element=meant)]
    ordered = sorted(found, key=lambda m: (m.element.role in _FINISHES, m.start if m.element.role in _FINISHES else 0))
    used, said = 0, len(content_words(clause))
    share = min(1.0, sum(m.length for m in {m.start: m for m in found}.values()) / max(1, said))
    for mention in ordered:
        if _is_set(mention, view):
            used = max(used, view.clicked(mention.element.text))
            continue
        sure = _ASKED if _ASKS.search(clause) else _WHOLE if share == 1 else _LEAST + _MORE * share
        wanted = "on" if mention.wanted else "off"
        toggles = mention.element.role in TOGGLES
        expect = Expectation(Change.STATE_IS, wanted) if toggles else Expectation()
        target = _of_its_row(mention.element, view)
        opens = target.role in (Role.ROW, Role.ICON) and _is_opened(clause, target)
        return Choice(Click(target, count=2 if opens else 1), sure, f"{mention.element.text} is mentioned", expect)
    return None if _ASKS.search(clause) else Met(used, sure=_NOT_ALL)


def _is_set(mention: Mention, view: View) -> bool:
    element = mention.element
    if element.role in TOGGLES:
        return element.state == ("on" if mention.wanted else "off")
    return element.state == "selected" or bool(view.clicked(element.text))


def _person(clause: str, view: View) -> Move | None:
    """`call Ben` where a list has one Ben Ito: that row; with two of the name the person says which."""
    names = {word.casefold() for word in re.findall(r"(?<=\s)[A-Z][\w'-]+", clause)}
    pool = view.of(Role.ROW, Role.OPTION, Role.LINK, Role.CELL)
    found = [e for e in pool if names and names <= {word.casefold() for word in e.text.split()}]
    if not found or _ASKS.search(clause):
        return None
    if done := view.clicked(*(e.text for e in found)):
        return Met(done, sure=_NOT_ALL)
    if len(found) > 1:
        named = ", ".join(e.text for e in found[:4])
        return Choice(Ask(f"Several are called so: {named}. Which one?"), _ALONE, "the name fits more than one")
    return Choice(Click(found[0]), _ALONE, f"only {found[0].text} is called so")


def _likely(clause: str, view: View) -> Move | None:
    """The control whose label has the most words of the clause; a single digit in common says nothing."""
    pool = [e for e in view.elements if e.role in CLICKABLE and sum(c.isalpha() for c in e.text) >= 3]
    best = max(pool, key=lambda e: likeness(clause, e), default=None)
    if best is None or likeness(clause, best) < 0.7:
        return None
    if done := view.clicked(best.text):
        return Met(done, sure=_NOT_ALL)
    sure = _ASKED if _ASKS.search(clause) else _FITS * likeness(clause, best)
    return Choice(Click(_of_its_row(best, view)), sure, "its label fits best")


def _unknown(clause: str, meant: list[str], view: View) -> Choice:
    made = [entry for entry in _INSERTED if re.search(rf"\b(?:a|an|the|another) {entry}\b", clause, re.IGNORECASE)]
    for name in [*meant, *made]:
        if move := in_a_menu(name, view):
            return replace(move, confidence=min(move.confidence, 0.5))
    return Choice(Fail(f"I do not know how to do this here: {clause}"), 0.3, "nothing on the screen fits the words")


def _of_its_row(found: Element, view: View) -> Element:
    """Of several of one label the one in the row the goal speaks of, else the first."""
    return of_row(_alike(found, view), view.goal, view) or found


def _alike(found: Element, view: View) -> list[Element]:
    return [e for e in view.elements if e.role is found.role and e.text == found.text]


def _times(found: Element, view: View) -> int:
    return len(_alike(found, view))


def _is_opened(clause: str, item: Element) -> bool:
    """Whether a file or folder is to be opened: by a verb that says so, or as nothing else is said of it."""
    if not (re.search(r"\.\w{1,5}$", item.text) or "folder" in clause.lower()):
        return False
    first = clause.split(" ", 1)[0].lower()
    return bool(_OPENS.search(clause)) or not base_of(first)


SKILL = Skill((), {Vague: vague})
