"""Starting a program: by what stands for it on the screen, or by a launcher's search field."""

from __future__ import annotations

import re
from dataclasses import dataclass

from deskhand.core.actions import Ask, Click, Fail, Key, Type
from deskhand.core.screen import Element, Role
from deskhand.core.step import Change, Expectation

from ..matching import holds, normalised, same_name
from ..procedures import first_done
from ..skill import Intent, Skill, Wording
from ..verbs import base_of
from ..view import Choice, Met, Move, View

STARTING = Expectation(Change.WINDOW_OPENS, patience=20.0)
"""A program may take this long to show its first window on a slow machine."""
_LAUNCHERS = ("application finder", "app finder", "launcher", "run", "search", "applications", "menu", "activities")
_GO = ("Launch", "Run", "Open", "Start", "OK", "Execute")
_FILE = re.compile(r"\.\w{1,9}$")
_SAYS_MORE = re.compile(r"\b(?:and|without|for|of)\b|&", re.IGNORECASE)
"""What makes of a program's name that of something else: `Backup and Wipe`."""
_SHOWN = (Role.ICON, Role.ROW, Role.CELL, Role.OPTION, Role.MENU_ITEM, Role.BUTTON, Role.LINK, Role.TEXT)


@dataclass(frozen=True, slots=True)
class Launch(Intent):
    """Start the program called `app`."""

    app: str


def launch(intent: Launch, view: View) -> Move:
    """What is called so, else the launcher's field and its button or Enter."""
    started = first_done(view, lambda p: p.outcome.met and p.outcome.observed == STARTING.change.value)
    if started:
        return Met(started)
    field = _search_field(view)
    typed = view.typed(intent.app)
    if field is not None and not typed and not same_name(field.state, intent.app):
        expect = Expectation(Change.FIELD_HOLDS, intent.app)
        return Choice(
            Type(intent.app, field, clear=bool(field.state)), _sure(field, view), "the launcher searches for it", expect
        )
    entry = _entry(intent.app, field, view)
    if entry is not None:
        # What a launcher lists looks like a menu and is a list: one click only chooses there.
        once = entry.role in (Role.BUTTON, Role.LINK) or (entry.role is Role.MENU_ITEM and field is None)
        act = Click(entry, count=1 if once else 2)
        if not view.tried(act) and not _plainly(intent.app, entry.text):
            question = f"I see {entry.text}. Is that the {intent.app} you mean?"
            return Choice(Ask(question), 0.8, "its name says more than was asked for")
        if not view.tried(act):
            return Choice(act, 0.9, f"starts {entry.text}", STARTING)
    button = view.first(*_GO, roles=[Role.BUTTON]) if typed else None
    if button is not None and not view.tried(Click(button)):
        return Choice(Click(button), 0.9, "starts what was found", STARTING)
    if typed and not view.tried(Key("enter")):
        return Choice(Key("enter"), 0.9, "starts what was found", STARTING)
    return Choice(Fail(f"I see no way to start {intent.app} here."), 0.4, "neither an entry nor a launcher is in sight")


def _sure(field: Element, view: View) -> float:
    """A field called Search may belong to any program; that of a launcher's window may not."""
    windows = [w for w in view.of(Role.WINDOW, Role.DIALOG) if any(name in normalised(w.text) for name in _LAUNCHERS)]
    return 0.9 if any(w.id == field.window for w in windows) else 0.6


def _search_field(view: View) -> Element | None:
    """The field of a launcher: the only one of a window that is called like one, or one called Search."""
    windows = [w for w in view.of(Role.WINDOW, Role.DIALOG) if any(name in normalised(w.text) for name in _LAUNCHERS)]
    for window in windows:
        fields = [e for e in view.of(Role.EDIT, Role.COMBO) if e.window == window.id]
        if fields:
            return min(fields, key=lambda e: e.box.y)
    return view.first("Search", "Type to search", "Search applications", roles=[Role.EDIT]) if not windows else None


def _entry(app: str, field: Element | None, view: View) -> Element | None:
    exact = [e for e in view.elements if e.role in _SHOWN and same_name(e.text, app) and e is not field]
    near = [e for e in view.elements if e.role in _SHOWN and e.role is not Role.TEXT and holds(e.text, app)]
    near = [e for e in near if not (" " in e.text.strip() and base_of(e.text.split()[0]))]
    return next(iter(exact or sorted(near, key=lambda e: not _plainly(app, e.text))), None)


def _plainly(app: str, text: str) -> bool:
    """Whether a name is that of the program with its maker or kind, as `LibreOffice Writer`, and no file."""
    if same_name(text, app):
        return True
    whole = re.search(rf"(?<!\w){re.escape(normalised(app))}(?!\w)", normalised(text)) is not None
    return whole and _FILE.search(text) is None and not _SAYS_MORE.search(text)


_APP = (
    r"(?:the\s+)?(?:(?:application|app|program|programme|tool|software|calculator|editor|text editor|browser|"
    r"game)\s+)?(?:called\s+|named\s+)?"
)
_FROM = r"(?:\s+(?:from here|from (?:the|this) (?:menu|launcher|list)|with (?:the|this) launcher|here))?"

SKILL = Skill(
    (
        Wording(
            390,
            rf"(?:start|launch|run|boot up|fire up)\s+(?:up\s+)?{_APP}(.+?)(?:\s+(?:application|app|program))?{_FROM}",
            Launch,
        ),
        Wording(
            391,
            rf"open\s+(?:up\s+)?(?:the\s+)?(?:application|app|program|programme|tool)\s+(?:called\s+|"
            rf"named\s+)?(.+?){_FROM}",
            Launch,
        ),
        Wording(392, rf"open\s+(?:up\s+)?(?:the\s+)?(.+?)\s+(?:application|app|program|programme){_FROM}", Launch),
    ),
    {Launch: launch},
)
