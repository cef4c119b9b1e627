"""Finding a person's card in a book of pages, and pressing one of its entries."""

from __future__ import annotations

from dataclasses import dataclass, replace

from deskhand.core.actions import Click, Fail
from deskhand.core.screen import SURFACES, Element, Role
from deskhand.core.step import Change, Expectation

from ..matching import same_label
from ..places import in_order, word_box
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View

_ARROWS = (">", "≥", "›", "»", "→")
_PAGES = 12
"""Pages that are turned at most."""


@dataclass(frozen=True, slots=True)
class PressEntry(Intent):
    """Find `person`, turning pages, and press what stands beside or under the word `entry`."""

    person: str
    entry: str


def press_entry(intent: PressEntry, view: View) -> Move:
    """On the person's page press the entry, else turn the page."""
    name = f"the {intent.entry} of {intent.person}"
    done = view.clicked(name)
    if done:
        return Met(done)
    here = [e for e in view.elements if e.role not in SURFACES and same_label(e.text, intent.person)]
    if here:
        target = _entry(intent.entry, view)
        if target is None:
            return Choice(Fail(f"I do not see {name}."), 0.9, "the card has no such entry")
        return Choice(Click(Element(target.id, Role.LINK, name, target.box)), 0.92, f"this is {name}")
    turns = len([p for p in view.done if isinstance(p.action, Click) and p.action.target.text == "the next page"])
    arrow = _next(view)
    if arrow is None or turns >= _PAGES:
        return Choice(Fail(f"{intent.person} is not in this book."), 0.9, "every page was seen")
    turned = Element(arrow.id, arrow.role, "the next page", arrow.box)
    return Choice(
        Click(turned), 0.9, f"{intent.person} is not on this page", Expectation(Change.ANYTHING, patience=0.8)
    )


def _entry(entry: str, view: View) -> Element | None:
    """The value after the label: in the same text, right of it, or on the next line."""
    first = entry.casefold().split()[0].rstrip(":")
    elements = in_order([e for e in view.elements if e.role not in SURFACES and e.text])
    label = next((e for e in elements if e.text.casefold().startswith(first)), None)
    if label is None:
        return None
    rest = label.text[len(first) :].lstrip(" :")
    if len(rest) > 3:
        start = len(label.text) - len(rest)
        return Element(label.id, Role.LINK, rest, word_box(label, start, len(label.text)))
    level = [
        e
        for e in elements
        if e is not label and abs(e.box.center.y - label.box.center.y) <= 10 and e.box.x > label.box.x
    ]
    below = [
        e
        for e in elements
        if 0 < e.box.y - label.box.y < 3 * label.box.h
        and e is not label
        and abs(e.box.center.y - label.box.center.y) > 10
    ]
    found = level or below
    return found[0] if found else None


def _next(view: View) -> Element | None:
    """What turns to the next page: a word, or the right one of what stands lowest."""
    named = [e for e in view.elements if e.text.casefold().strip() in (">", "next", "›", "»", "forward", "next page")]
    if named:
        return max(named, key=lambda e: e.box.y)
    # An arrow behind the number of the page.
    arrows = [e for e in view.elements if len(e.text) <= 8 and e.text[-1:] in _ARROWS and e.role not in SURFACES]
    if arrows:
        arrow = max(arrows, key=lambda e: e.box.y)
        return replace(arrow, box=word_box(arrow, len(arrow.text) - 1, len(arrow.text)))
    small = [e for e in view.of(Role.ICON, Role.BUTTON, Role.LINK, Role.TEXT) if e.box.w < 60 and len(e.text) <= 3]
    if not small:
        return None
    lowest = max(e.box.center.y for e in small)
    return max((e for e in small if abs(e.box.center.y - lowest) <= 14), key=lambda e: e.box.x)


def _entry_first(entry: str, person: str) -> PressEntry:
    return PressEntry(person, entry)


_BOOK = r"(?:contact|phone|address)s?\s*(?:book|list)?"
_IN = rf"(?:in|from|of|out\s+of|through)\s+(?:the|my|this)\s+{_BOOK}"
_SEEK = r"(?:find|locate|look\s+up|look\s+for|search\s+for|go\s+to|get)"
_PRESS = r"(?:click|press|open|tap|select|hit)(?:\s+on)?"
_THEIR = r"(?:their|his|her|the|its)"
_AND = r"(?:,|\s+and|,\s+and|,?\s+then|\s+and\s+then)\s+"

SKILL = Skill(
    (
        Wording(90, rf"{_SEEK}\s+(.+?)\s+{_IN}{_AND}{_PRESS}\s+{_THEIR}\s+(.+)", PressEntry, whole=True),
        Wording(
            90,
            rf"(?:in|from)\s+(?:the|my|this)\s+{_BOOK},?\s+{_SEEK}\s+(.+?){_AND}{_PRESS}\s+{_THEIR}\s+(.+)",
            PressEntry,
            whole=True,
        ),
        Wording(91, rf"{_PRESS}\s+the\s+(.+?)\s+of\s+(.+?)\s+{_IN}", _entry_first, whole=True),
        Wording(91, rf"{_PRESS}\s+(\w+(?:\s+\w+)?)['’]s\s+(.+?)\s+{_IN}", PressEntry, whole=True),
    ),
    {PressEntry: press_entry},
)
