"""Words of interfaces: they decide between two readings, and tell menu bars from prose."""

from __future__ import annotations

import re

MENU_TITLES = frozenset(
    "file edit view search document help tools window windows insert format table go bookmarks history options "
    "settings calculator terminal tabs image layer selection sheet data slide game actions places navigate run "
    "project build debug preferences message mail contacts events account".split()
)
"""Titles seen in menu bars, lower case."""

_COMMON = frozenset(
    "about accept add all apply archive as attach back bold browse cancel change changes check clear close code "
    "connect continue copy create cut dark date default delete details discard disconnect documents done down "
    "downloads desktop email enter exit export find folder font forward from full home import in install italic "
    "items link list load log login logout mode move name network new next no notifications of off ok on open out "
    "page password paste pause play previous print privacy profile properties quit read recent redo refresh "
    "remember remove rename replace reset restore restart save screen select send share show sign size sort start "
    "status stop submit tab text theme the to type undo up update upload user username white with word yes your "
    "zoom modified untitled other locations pictures music videos trash templates me".split()
)


def is_interface_text(text: str) -> bool:
    """Whether every word of a label is a common interface word."""
    words = re.findall(r"[a-z]+", text.lower())
    return bool(words) and all(word in _COMMON or word in MENU_TITLES for word in words)
