"""Pressing a button, link, tab or menu by its name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from deskhand.core.actions import Ask, Click
from deskhand.core.screen import Element, Role

from ..grammar import CALLED, KIND
from ..items import rivals
from ..likeness import closest, content_words
from ..matching import looser_names, normalised, same_name
from ..menus import in_a_menu, sought
from ..places import word_in
from ..rows import of_row
from ..seeking import seek
from ..senders import ENDS
from ..skill import Intent, Literal, Skill, Wording
from ..view import CLICKABLE, Choice, Met, Move, View

_KIND_WORDS = ("tab", "button", "link", "item", "option", "page", "section", "step", "menu")
ONLY = "the only button"
"""The source of an element that was taken for another because there is no other."""
_ROW = re.compile(
    r"^(.+?)(?:\s+(?:button|link|icon|box))?\s+(?:for|of|next\s+to|beside|by|on|in|at|from)\s+"
    r"(?:the\s+)?(?:(?:row|line|entry|item)\s+(?:of|with|for|called|named)\s+)?(?:the\s+)?(.+)$",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\b(?:open|launch|start|run)\b", re.IGNORECASE)
_PASSIVE = (Role.TEXT,)
"""What is no control and may be one whose outline was not seen; a window or dialog of that name is none."""
_PRESS_WORDS = "press|click|hit|tap|push|choose|select|use|activate"


@dataclass(frozen=True, slots=True)
class Press(Intent):
    """Click the button, link, tab or menu called `label`."""

    label: str


@dataclass(frozen=True, slots=True)
class About(Intent):
    """Open the article, story or page about `topic`."""

    topic: str


def press(intent: Press, view: View) -> Move:
    """Click what is called so, opening the menu it is known to be in."""
    done = view.first_clicked(intent.label, *(f"{kind} {intent.label}" for kind in _KIND_WORDS))
    if done:
        return Met(done)
    found = view.named(intent.label, list(CLICKABLE)) or view.named(intent.label, _PASSIVE)
    if not found and (loose := _of_a_row(intent.label, view) or _loosely(intent.label, view)) is not None:
        return loose
    if not found:
        near = _nearly(intent.label, view)
        if near is not None:
            return near
        return in_a_menu(intent.label, view) or sought(intent.label, "anything", view)
    rivals = [e for e in found if e.role is found[0].role and same_name(e.text, found[0].text)]
    if len(rivals) > 1 and (meant := of_row(rivals, view.goal, view)) is not None:
        return Choice(Click(meant), 0.8, f"it is called {meant.text}, in the row the goal speaks of")
    # Links of one name lead to one place.
    if len(rivals) > 1 and found[0].role in (Role.BUTTON, Role.CHECKBOX):
        question = f"There are {len(rivals)} called {intent.label}. Which one?"
        return Choice(Ask(question), 0.7, "the name is not unique")
    if found[0].role is Role.TAB and found[0].state == "selected":
        return Met()
    if found[0].role in (Role.OPTION, Role.ROW) and found[0].state == "selected" and _OPENS.search(view.goal):
        opener = view.first("Open", roles=[Role.BUTTON, Role.LINK])
        if opener is not None:
            return Choice(Click(opener), 0.85, f"{found[0].text} is selected")
    certain = same_name(found[0].text, intent.label)
    # The one text of that very name is a button whose outline was not seen.
    alone = found[0].role is Role.TEXT and len(found) == 1 and found[0].text.strip() == intent.label.strip()
    passive = found[0].role in (Role.HEADER, Role.TEXT, Role.EDIT) and not alone
    return Choice(
        Click(found[0]),
        0.6 if passive else 0.9 if alone else 0.95 if certain else 0.8,
        f"it is called {found[0].text}",
    )


def about(intent: About, view: View) -> Move:
    """The one link that has the words of the topic; several are asked about."""
    wanted = content_words(intent.topic)
    pool = view.of(Role.LINK, Role.HEADER, Role.ROW, Role.CELL, Role.BUTTON)
    found = [e for e in pool if wanted and all(any(w in said for said in content_words(e.text)) for w in wanted)]
    if done := view.first_clicked(intent.topic, *(e.text for e in found)):
        return Met(done)
    if len(found) > 1:
        named = ", ".join(e.text for e in found[:4])
        return Choice(Ask(f"Several are about that: {named}. Which one?"), 0.6, "the words fit more than one")
    if found:
        return Choice(Click(found[0]), 0.85, f"{found[0].text} is about that")
    return seek(view, f"anything about {intent.topic}", 0.4)


def _of_a_row(label: str, view: View) -> Move | None:
    """`Delete for notes.txt`, `Edit next to Anna`: the control of that name in the row that is named."""
    parts = None if isinstance(label, Literal) else _ROW.match(label)
    if parts is None:
        return None
    found = view.named(parts[1], [r for r in CLICKABLE if r not in (Role.ROW, Role.CELL)])
    meant = of_row([e for e in found if e.role is found[0].role], parts[2], view)
    if meant is None:
        return None
    done = view.first_clicked(parts[1])
    return Met(done) if done else Choice(Click(meant), 0.9, f"it is called {meant.text}, in the row of {parts[2]}")


def _loosely(label: str, view: View) -> Move | None:
    """What a person calls `printer settings` and the screen `Printers`; a quoted label is taken to the letter."""
    if isinstance(label, Literal):
        return None
    names = looser_names(label)
    if done := view.clicked(*names):
        return Met(done)
    found = view.first(*names, roles=list(CLICKABLE))
    if found is None:
        return None
    if found.role is Role.TAB and found.state == "selected":
        return Met()
    return Choice(Click(found), 0.75, f"{found.text} is what {label} may be")


def _nearly(label: str, view: View) -> Choice | None:
    """What is called so with its kind before the name, stands so in a longer text, or was misread by a letter."""
    kinds = [e for e in view.elements if e.role in CLICKABLE and same_name(_without_kind(e.text), label)]
    if kinds:
        return Choice(Click(kinds[0]), 0.9, f"it is called {kinds[0].text}")
    items = [] if isinstance(label, Literal) else rivals(label, view)
    if len(items) > 1:
        named = ", ".join(e.text for e in items[:4])
        return Choice(Ask(f"Several are called so: {named}. Which one?"), 0.8, "the words fit more than one")
    word = word_in(view, label) if len(label) > 2 and len(label.split()) <= 3 else None
    if word is not None:
        # On a page words of a text may be links; elsewhere they rarely are.
        return Choice(Click(word), 0.6 if items else 0.9 if view.area is not None else 0.75, f"{label} stands here")
    near = closest(label, [e for e in view.elements if e.role in CLICKABLE])
    if near is not None:
        return Choice(Click(_called(near, label)), 0.9, f"it is called {near.text}, read with a slip")
    return _sender(label, view)


def _sender(label: str, view: View) -> Choice | None:
    """A page with one button, which sends or ends its form under another such name: Submit is Log in there."""
    buttons = view.of(Role.BUTTON)
    if label.casefold() not in ENDS or len(buttons) != 1 or normalised(buttons[0].text) not in ENDS:
        return None
    return Choice(Click(replace(buttons[0], source=ONLY)), 0.9, f"{buttons[0].text} is the only button here")


def _called(element: Element, name: str) -> Element:
    return replace(element, text=name)


def _without_kind(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if first.casefold() in _KIND_WORDS else ""


def _path(path: str) -> tuple[Intent, ...]:
    return tuple(Press(part.strip(" \"'")) for part in re.split(r"\s*[>→›»]\s*", path) if part.strip())


SKILL = Skill(
    (
        Wording(
            160,
            r"(?:select|choose|click|go\s+to|open|use|press)\s+(?:the\s+)?([^>→›»]+?(?:\s*[>→›»]\s*[^>→›»]+)+)",
            _path,
            whole=True,
        ),
        Wording(770, r"(select all)", Press),
        Wording(1200, rf"(?:{_PRESS_WORDS})(?:\s+on)?\s+{CALLED}(.+?){KIND}", Press, each=True),
        Wording(
            1060,
            r"(?:read|open|see|show(?:\s+me)?)\s+(?:the\s+)?(?:article|story|post|news|page)\s+(?:about|on)\s+(.+)",
            About,
        ),
        Wording(1061, r"(?:read|open|see|show(?:\s+me)?)\s+(?:the\s+)?(.+?)\s+(?:article|story|post|news)", About),
        Wording(
            1202,
            r"(?:show|take|bring)\s+(?:me\s+)?(?:to\s+)?(?:the\s+)?(.+?)\s+(?:page|tab|section|options|"
            r"settings)(?:\s+of\s+.+)?",
            Press,
        ),
        Wording(1202, r"(?:in|on|under)\s+(?:the\s+)?(.+?)\s+(?:tab|page|section)", Press),
        Wording(1201, rf"(?:go to|open)\s+(?:the\s+)?(.+?){KIND}", Press, each=True),
    ),
    {Press: press, About: about},
)
