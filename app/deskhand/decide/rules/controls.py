"""Buttons, links, menus, toggles, combo boxes, chords, and clauses no pattern fits."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from deskhand.core.actions import Ask, Click, Fail, Key, Type
from deskhand.core.screen import Element, Role
from deskhand.core.step import Change, Expectation

from ..intents import Chord, Literal, Pick, Press, Toggle, Vague
from ..matching import normalised, same_label, same_name
from ..view import CLICKABLE, Choice, Met, Move, View
from .forms import fill
from .knowledge import MENU_OF, SYNONYMS
from .seeking import NAMED, seek

_STOP_WORDS = frozenset(
    "the a an to of my it is in on this that i me for and with from at please want by up do make get go".split()
)

_TURNING = frozenset("not no don't never without except".split())
"""Words that turn a label's meaning round."""


def press(intent: Press, view: View) -> Move:
    """Click what is called so, opening the menu it is known to be in."""
    done = view.clicked(intent.label)
    if done:
        return Met(done)
    found = view.named(intent.label, list(CLICKABLE)) or view.named(intent.label)
    if not found:
        return _in_a_menu(intent.label, view) or _sought(intent.label, "anything", view)
    rivals = [e for e in found if e.role is found[0].role and same_name(e.text, found[0].text)]
    if len(rivals) > 1 and found[0].role in (Role.BUTTON, Role.LINK, Role.CHECKBOX):
        question = f"There are {len(rivals)} called {intent.label}. Which one?"
        return Choice(Ask(question), 0.7, "the name is not unique")
    certain = same_name(found[0].text, intent.label)
    return Choice(Click(found[0]), 0.95 if certain else 0.8, f"it is called {found[0].text}")


def toggle(intent: Toggle, view: View) -> Move:
    """Click it unless it is as wanted already; `A and B` may be one label or two."""
    parts = [part for part in re.split(r",\s*|\s+and\s+(?:the\s+)?", intent.label) if part]
    if len(parts) > 1 and not isinstance(intent.label, Literal) and not view.named(intent.label):
        return _each([Toggle(part, intent.on) for part in parts], view)
    return _toggle(intent, view)


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
        found = [e for e in view.toggles if _words_in(intent.label, e.text)]
    if len(found) > 1 and not same_name(found[0].text, found[1].text):
        named = " or ".join(e.text for e in found[:3])
        return Choice(Ask(f"Do you mean {named}?"), 0.7, "the words fit more than one")
    clicked = view.clicked(intent.label, *(e.text for e in found[:1]))
    if not found:
        if clicked:
            return Met(clicked)
        loose = view.named(intent.label, list(CLICKABLE))
        if loose:
            return Choice(Click(loose[0]), 0.75, f"it is called {loose[0].text}")
        return _sought(intent.label, "a switch or box", view)
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


def chord(intent: Chord, view: View) -> Move:
    """Press it once; “press Delete” means a button of that name where there is one."""
    if "+" not in intent.chord and (view.clicked(intent.chord) or view.first(intent.chord, roles=[Role.BUTTON])):
        return press(Press(intent.chord), view)
    done = view.pressed(intent.chord)
    return Met(done) if done else Choice(Key(intent.chord), 0.95, "asked for", Expectation(Change.NOTHING))


def pick(intent: Pick, view: View) -> Move:
    """Open the combo box and choose; a plain field of that name is typed into."""
    field = view.first(intent.field, roles=[Role.COMBO, Role.EDIT, Role.SWITCH, Role.CHECKBOX])
    picked = view.clicked(intent.value)
    if field is not None and same_name(field.state, intent.value):
        return Met(picked)
    option = view.first(intent.value, roles=[Role.OPTION, Role.MENU_ITEM, Role.RADIO, Role.ROW, Role.CELL])
    if option is not None:
        return Met(picked) if picked or option.state in ("on", "selected") else Choice(Click(option), 0.9, "the value")
    if picked:
        return Met(picked)
    if field is None:
        return seek(view, f"a field called {intent.field}")
    if field.role is Role.EDIT:
        typed = view.typed(intent.value)
        expect = Expectation(Change.FIELD_HOLDS, intent.value)
        return Met(typed) if typed else Choice(Type(intent.value, field, bool(field.state)), 0.9, "the value", expect)
    return Choice(Click(field), 0.9, f"shows the choices of {intent.field}")


def vague(intent: Vague, view: View) -> Move:
    """The element whose label the clause's words describe best, or nothing."""
    form = fill(intent.text, view)
    if form is not None:
        return form
    meant = [name for phrase, names in SYNONYMS for name in names if phrase in intent.text.lower()]
    for name in meant:
        if done := view.clicked(name):
            return Met(done)
        found = view.first(name, roles=list(CLICKABLE))
        if found is not None:
            return Choice(Click(found), 0.75, f"that is what {found.text} does")
    # A single word in common with a long clause, such as a digit, says nothing.
    pool = [e for e in view.elements if e.role in CLICKABLE and sum(c.isalpha() for c in e.text) >= 3]
    best = max(pool, key=lambda e: _likeness(intent.text, e), default=None)
    if best is None or _likeness(intent.text, best) < 0.7:
        for name in meant:
            if move := _in_a_menu(name, view):
                return move
        reason = f"I do not know how to do this here: {intent.text}"
        return Choice(Fail(reason), 0.3, "nothing on the screen fits the words")
    done = view.clicked(best.text)
    return Met(done) if done else Choice(Click(best), 0.6 * _likeness(intent.text, best), "its label fits best")


def _sought(label: str, kind: str, view: View) -> Choice:
    """Look for a label; the model may know another word for it, unless it was quoted."""
    return seek(view, f"{kind} called {label}", NAMED if isinstance(label, Literal) else 0.5)


def _in_a_menu(label: str, view: View) -> Choice | None:
    """Open the menu that an entry of this name is usually in."""
    title = MENU_OF.get(normalised(label))
    menu = view.first(title, roles=[Role.MENU]) if title else None
    if menu is None or view.clicked(menu.text):
        return None
    return Choice(Click(menu), 0.85, f"{label} is usually in the {title} menu")


def _words_in(label: str, text: str) -> bool:
    """Whether every word of one label stands in the other."""
    wanted, there = set(_words(label)), set(_words(text))
    if (wanted ^ there) & _TURNING:
        return False
    return bool(wanted) and bool(there) and (wanted <= there or there <= wanted)


def _likeness(clause: str, element: Element) -> float:
    """Share of the label's words found in the clause, 0 to 1."""
    wanted, there = _words(clause), _words(element.text)
    if not there:
        return 0.0
    hits = sum(1 for w in there if any(w == v or (len(w) > 4 and fuzz.ratio(w, v) > 85) for v in wanted))
    return hits / len(there) if not same_label(clause, element.text) else 1.0


def _words(text: str) -> list[str]:
    return [w for w in re.findall(r"[\w'@.+-]+", normalised(text)) if w not in _STOP_WORDS]
