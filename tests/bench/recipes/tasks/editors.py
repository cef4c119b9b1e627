"""Text editors of two toolkits: GTK and Qt."""

from __future__ import annotations

from deskhand.core.risk import Risk

from ..moves import Chord, Move, Press, Rest, Thing, Write, press
from ..stage import Stage
from ..task import Task, Words, text_of

_LIST = "colour of the door\nColour of the wall\nsize of the table\ncolour of the roof\n"


def _empty(stage: Stage) -> None:
    stage.start("mousepad --disable-server", "Mousepad")


def _save_as(words: Words) -> tuple[Move, ...]:
    return (
        Write(words["text"], slips=2),
        press("File", "menu"),
        press("Save As...", "menu item"),
        Rest("Save As"),
        press("Documents", "label", "Save As"),
        Press(Thing("Name", "text", "Save As"), count=2),
        Chord("ctrl+a"),
        Write(words["name"]),
        press("Save", "push button", "Save As"),
        Rest("Save As", there=False),
    )


def _list(stage: Stage) -> None:
    stage.write("list.txt", _LIST)
    stage.start("mousepad --disable-server {d}/list.txt", "list.txt")


def _replace(words: Words) -> tuple[Move, ...]:
    return (
        press("Search", "menu"),
        press("Find and Replace...", "menu item"),
        Rest("Find and Replace"),
        press("Search for", "combo box", at=(0.3, 0.5)),
        Write(words["from"], slips=1),
        press("Replace with", "combo box", at=(0.3, 0.5)),
        Write(words["to"]),
        press("Match case", "check box", at=(0.1, 0.5)),
        press("Replace all in:", "check box"),
        press("Replace All", "push button"),
        press("Close", "push button", "Find and Replace"),
        Rest("Find and Replace", there=False),
        Chord("ctrl+s"),
    )


def _replaced(stage: Stage, words: Words) -> bool:
    return text_of(stage, "list.txt") == _LIST.replace(words["from"], words["to"])


_PEOPLE = "Wolff, Ines\nBrandt, Emil\nSato, Hana\nLind, Bea\n"


def _people(stage: Stage) -> None:
    stage.write("people.txt", _PEOPLE)
    stage.start("featherpad {d}/people.txt", "people.txt")


def _sort(words: Words) -> tuple[Move, ...]:
    return (
        Chord("ctrl+end"),
        Write(words["who"]),
        Chord("ctrl+a"),
        press("Edit", "menu item"),
        press("Sort Lines", "menu item"),
        press("File", "menu item"),
        press("Save", "menu item"),
    )


def _sorted(stage: Stage, words: Words) -> bool:
    lines = text_of(stage, "people.txt").split("\n")
    return [line for line in lines if line] == sorted([*_PEOPLE.splitlines(), words["who"]])


TASKS = (
    Task(
        "editor-save",
        "mousepad",
        _empty,
        {"text": "Buy stamps and brown paper", "name": "errands.txt"},
        _save_as,
        lambda stage, words: text_of(stage, words["name"]).strip() == words["text"],
        {"text": "Ask for the long ladder and the two small ones", "name": "ladders-of-may.txt"},
        frozenset({"other order"}),
    ),
    Task(
        "editor-replace",
        "mousepad",
        _list,
        {"from": "colour", "to": "paint"},
        _replace,
        _replaced,
        {"from": "of the", "to": "belonging to the"},
        frozenset({"other order"}),
        Risk.R4,
    ),
    Task(
        "editor-sort",
        "featherpad",
        _people,
        {"who": "Huber, Max"},
        _sort,
        _sorted,
        {"who": "Montgomery-Featherstone, Alexandra"},
        frozenset({"other order"}),
    ),
)
