"""Closing a window, a tab or a program, and the question about unsaved changes that may follow."""

from __future__ import annotations

import re
from dataclasses import dataclass

from deskhand.core.actions import Ask, Click, Key
from deskhand.core.screen import Element, Role
from deskhand.core.step import Change, Expectation

from ..constraints import breaks
from ..skill import Intent, Skill, Wording
from ..view import CLICKABLE, Choice, Met, Move, View

_UNSAVED = re.compile(
    r"(?:unsaved|save (?:the |your |all )?(?:changes|document|file|\S+ )|want to save|without saving|before "
    r"(?:closing|quitting|exiting)|"
    r"will be lost|discard)",
    re.IGNORECASE,
)
_DISCARD = (
    *("Don't Save", "Don’t Save", "Discard", "Discard changes", "Close without Saving", "Quit without Saving"),
    *("Exit without Saving", "Close anyway", "Leave", "No"),
)
_SAVE = ("Save", "Save changes", "Save and close", "Save and quit", "Yes")
_QUITS = re.compile(
    r"\b(?:program|app|application|editor|browser|calculator|everything|file manager)\b|\.exe$", re.IGNORECASE
)
_KEYS = ("ctrl+q", "ctrl+w", "alt+f4")
_CLOSES = ("Close", "Close Window", "Quit", "Exit", "Close Tab", "Close tab")
_KEEPS = re.compile(r"\b(?:keep|save|saving|keeping)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Close(Intent):
    """Close what is called `what`: a window, tab, file or program; empty for the one in front."""

    what: str = ""


def close(intent: Close, view: View) -> Move:
    """By a control of that name, else the File menu, else its shortcut; a question about changes as the goal says."""
    question = next((e for e in view.of(Role.DIALOG, Role.TEXT) if _UNSAVED.search(e.text)), None)
    if question is not None and view.of(Role.BUTTON):
        return _answer(question, view)
    names = (*(f"{verb} {intent.what}" for verb in ("Close", "Quit") if intent.what), *_CLOSES)
    done = max(view.clicked(*names), *(view.pressed(key) for key in _KEYS))
    if done:
        return Met(done)
    control = view.first(*names, roles=[r for r in CLICKABLE if r is not Role.EDIT])
    if control is not None:
        return Choice(Click(control), 0.9 if control.role is not Role.MENU else 0.6, f"{control.text} closes it")
    menu = view.first("File", roles=[Role.MENU])
    if menu is not None and not view.clicked("File") and not re.search(r"\b(?:tab|dialog)\b", intent.what):
        return Choice(Click(menu), 0.85, "Close and Quit are in the File menu")
    quits = bool(_QUITS.search(intent.what))
    return Choice(
        Key("ctrl+q" if quits else "ctrl+w"), 0.7, "the usual shortcut", Expectation(Change.ANYTHING, patience=4.0)
    )


def _answer(question: Element, view: View) -> Choice:
    """Discard where saving is forbidden, save where the goal speaks of it, else ask."""
    discard, save = view.in_front(*_DISCARD, roles=[Role.BUTTON]), view.in_front(*_SAVE, roles=[Role.BUTTON])
    if save is not None and any(breaks(rule, Click(save)) for rule in view.constraints):
        if discard is not None:
            return Choice(Click(discard), 0.95, "the goal says not to save", in_dialog=True)
    elif save is not None and _KEEPS.search(view.goal):
        return Choice(Click(save), 0.9, "the goal says to keep the changes", in_dialog=True)
    elif discard is not None and re.search(r"\b(?:discard|throw away|lose)\b", view.goal, re.IGNORECASE):
        return Choice(Click(discard), 0.9, "the goal says to discard the changes", in_dialog=True)
    return Choice(Ask(f"{question.text} Save the changes or not?"), 0.85, "changes would be lost", in_dialog=True)


SKILL = Skill(
    (
        Wording(440, r"(?:close|quit|exit|shut(?: down)?)\s+(?:out\s+of\s+)?(?:the\s+|this\s+|my\s+)?(.+)", Close),
        Wording(441, r"(?:close|quit|exit)", Close),
    ),
    {Close: close},
)
