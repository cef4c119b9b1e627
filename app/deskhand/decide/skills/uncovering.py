"""Finding what is hidden in tabs, sections, folders or pages: opening one after the other until it shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from deskhand.core.actions import Click, Fail

from ..containers import OPENS, containers, shown, was_opened
from ..radial_menus import pressed_again, sign_in_menu
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View

_FIND = r"(?:to\s+)?(?:find|locate|look for)"
_CLICK = r"(?:click|press|open|select)(?:\s+on)?"
_THING = (
    r"(?:the\s+)?(?:link|item|word|text|folder or file|file or folder|folder|file|entry|node)?\s*"
    r"(?:named|called|labell?ed)?\s*"
)
_AND_IT = r"(?:,|\s+and|,\s+and|,\s+then|\s+and\s+then)\s+(?:click|press|open|select|tap)(?:\s+on)?\s+it"


@dataclass(frozen=True, slots=True)
class Uncover(Intent):
    """Press what is called `label`, opening containers of a kind (tabs, sections, a tree, a menu) until it shows."""

    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Expand(Intent):
    """Open the only closed section."""

    sends: ClassVar[bool] = True


def uncover(intent: Uncover, view: View) -> Move:
    """Press it where it shows, else open the next container."""
    done = view.clicked(intent.label)
    if done and intent.kind == "menu":
        return pressed_again(intent.label, view) or Met(done)
    if done:
        return Met(done)
    # The sign on a slice is told by its shape, not as text.
    lone = intent.kind == "menu" and len(intent.label) == 1
    target = None if lone else shown(intent.label, view, bool(re.search(r"\blinks?\b", view.goal, re.IGNORECASE)))
    if target is not None:
        return Choice(Click(target), 0.92, f"here is {intent.label}")
    opened = [i for i, past in enumerate(view.done) if isinstance(past.action, Click)]
    if intent.kind == "menu" and opened:
        return sign_in_menu(intent.label, len(view.done) - opened[0], view)
    closed = [e for e in containers(intent.kind, view) if not view.clicked(e.text) and not was_opened(e, view)]
    if closed:
        return Choice(Click(closed[0]), 0.9, f"{intent.label} may be in {closed[0].text or 'here'}", OPENS)
    plain = shown(intent.label, view, False)
    if plain is not None and not lone and not any(p.action == Click(plain) for p in view.done):
        return Choice(Click(plain), 0.9, f"nothing else is called {intent.label}")
    return Choice(Fail(f"I opened everything and did not find {intent.label}."), 0.9, "nothing is left to open")


def expand(intent: Expand, view: View) -> Move:
    """Click its header once."""
    opened = view.steps(lambda past: isinstance(past.action, Click))
    if opened:
        return Met(opened[0] + 1)
    sections = containers("sections", view)
    if not sections:
        return Choice(Fail("I see no section to expand."), 0.9, "nothing to open")
    return Choice(Click(sections[0]), 0.9, "opens the section", OPENS)


def _tabs(label: str) -> Uncover:
    return Uncover("tabs", label)


def _sections(label: str) -> Uncover:
    return Uncover("sections", label)


def _menu(label: str) -> Uncover:
    return Uncover("menu", label)


def _tree(label: str) -> Uncover:
    return Uncover("tree", label)


def _expand() -> Expand:
    return Expand()


_TABS = r"(?:(?:one\s+of\s+|all\s+|any\s+of\s+)?(?:the\s+)?tabs|(?:each|every)\s+tab)"
_SECTIONS = (
    r"(?:(?:one\s+of\s+|all\s+(?:of\s+)?|any\s+of\s+)?(?:the\s+)?(?:sections?|panels?|headings?|accordion)(?:\s+below)?|"
    r"(?:each|every)\s+(?:section|panel|heading))"
)
_TREE = r"(?:the\s+)?(?:file\s+|folder\s+|directory\s+)?tree(?:\s+(?:view|below))?"
_RADIAL = r"(?:the|this)\s+(?:pie|radial|round|circular|ring|wheel)(?:\s+shaped)?\s+menu(?:\s+below)?"
_PRESS = r"(?:click|press|open|select|choose|pick|tap|hit)(?:\s+on)?"
_LOOK = r"(?:look|go|click|search|switch|flip|browse|navigate)\s*(?:through|between|in|around|into)?\s+"
_ENTRY = r"(?:the\s+(?:entry|item|option|slice)\s+)?"
_KINDS = ((_TABS, _tabs), (_SECTIONS, _sections), (_TREE, _tree))
"""What is opened, and what makes an intent of what is looked for in it."""


def _in(rank: int, where: str, make: Callable[[str], Uncover]) -> tuple[Wording, ...]:
    """What people say of a thing that is somewhere in `where`."""
    sought = rf"(?:{_FIND}|search\s+for)"
    patterns = (
        rf"{_LOOK}{where}\s+(?:for|until\s+you\s+(?:find|see))\s+{_THING}(.+?){_AND_IT}",
        rf"{sought}\s+{_THING}(.+?)\s+(?:somewhere\s+)?in\s+{where}{_AND_IT}",
        rf"(?:open|expand|unfold)\s+{where}\s+(?:one\s+(?:by|after)\s+(?:one|the\s+other)\s+)?until\s+you\s+"
        rf"(?:find|see)\s+{_THING}(.+?){_AND_IT}",
        rf"(?:{_LOOK}|(?:expand|open|unfold)\s+){where}[.,;]?\s*(?:and\s+)?{_FIND}(?:\s+and\s+{_CLICK})?\s+{_THING}(.+)",
        rf"{_THING}(.+?)\s+is\s+(?:somewhere\s+|hidden\s+)?in\s+{where}[,;.]?\s+(?:and\s+|so\s+)?{_PRESS}\s+it",
        rf"{where}\s+(?:holds|has|contains|hides|shows)\s+{_THING}(.+?)[,;.]?\s+(?:and\s+|so\s+)?{_PRESS}\s+it",
    )
    return tuple(Wording(rank, pattern, make, whole=True) for pattern in patterns)


SKILL = Skill(
    (
        *(wording for rank, (where, make) in enumerate(_KINDS, 56) for wording in _in(rank, where, make)),
        Wording(
            62,
            rf"(?:expand|open)\s+the\s+(?:(?:pie|radial|round|circular|wheel|hidden|small)\s+)?menu(?:\s+"
            rf"below)?,?\s+and\s+{_PRESS}\s+{_THING}(.+)",
            _menu,
            whole=True,
        ),
        Wording(62, rf"{_PRESS}\s+{_ENTRY}(\S+)\s+(?:in|from|on|of|with)\s+{_RADIAL}", _menu, whole=True),
        Wording(62, rf"(?:in|from|on)\s+{_RADIAL},?\s+{_PRESS}\s+{_ENTRY}(\S+)", _menu, whole=True),
        Wording(62, rf"use\s+{_RADIAL}\s+to\s+{_PRESS}\s+{_ENTRY}(\S+)", _menu, whole=True),
        Wording(760, r"(?:expand|open|unfold)\s+the\s+(?:section|panel|heading)(?:\s+below)?", _expand),
    ),
    {Uncover: uncover, Expand: expand},
)
