"""Searching: type the query and send it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from deskhand.core.actions import Click, Key, Type
from deskhand.core.screen import Role
from deskhand.core.step import Change, Expectation

from ..seeking import seek
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View

_FOR = re.compile(r"\bfor\b|\blook\b|\bgoogle\b|[\"“]", re.IGNORECASE)
_TAIL = r"(?:\s+(?:instead|again|online|on the (?:web|internet)|on this (?:page|site)|here))?"
_SEARCH_FIELDS = ("search", "query", "find", "search for", "search box", "search the web", "address")


@dataclass(frozen=True, slots=True)
class Search(Intent):
    """Search for `query`."""

    query: str


def search(intent: Search, view: View) -> Move:
    """Type the query into the search field and send it."""
    field = view.first(*_SEARCH_FIELDS, roles=[Role.EDIT, Role.COMBO])
    typed = view.typed(intent.query)
    sent = max(view.pressed("enter"), view.clicked("Search", "Go", "Find"))
    if typed and sent > typed:
        return Met(sent)
    if field is not None and view.needs_typing(field, intent.query):
        expect = Expectation(Change.FIELD_HOLDS, intent.query)
        # "Search the documents" may mean where to search, not what for.
        sure = 0.85 if _FOR.search(view.goal) else 0.6
        return Choice(Type(intent.query, field, clear=bool(field.state)), sure, "this is the search field", expect)
    if field is None and not typed:
        button = view.first("Search", "Find")
        return Choice(Click(button), 0.7, "opens the search") if button else seek(view, "a search field")
    button = view.first("Search", "Go", "Find", roles=[Role.BUTTON, Role.ICON])
    return Choice(Click(button) if button else Key("enter"), 0.85, "sends the search")


SKILL = Skill(
    (
        Wording(1100, r"(?:search|look|run a search|google)\s+(?:for|up)\s+(.+?)" + _TAIL, Search),
        Wording(1102, r"google\s+(?!for\b|up\b)(.+?)" + _TAIL, Search),
        Wording(1101, r"search\s+(?!for\b)(.+)", Search),
    ),
    {Search: search},
)
