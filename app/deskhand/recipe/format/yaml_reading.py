"""Reading YAML into nodes with line numbers, from text that nobody vouches for.

Only what a recipe needs is read: mappings with words as keys, sequences and scalars, in one document. Tags, anchors,
aliases and merge keys are refused, so nothing in the text can name a Python type or grow when it is read. Limits
hold while libyaml parses: what is too much is not read to its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml
from yaml._yaml import Mark as LibyamlMark
from yaml.error import Mark
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from deskhand.core.lettering import visible

from .not_read import NotRead
from .yaml_nodes import Mapping, Node, Scalar, Sequence

_USUAL = {
    "maximum nesting depth": "this is nested too deep",
    "mapping values are not allowed": "a colon stands here where no key may; put a text with a colon in quotes",
    "cannot start any token": "a text cannot begin with this character; put it in quotes",
    "could not find expected ':'": "a key has no colon after it, or a text of several lines is not indented",
}
"""What libyaml says, and what it means to a person."""
SHOWN = 60
"""Characters of a tag or a key that a sentence repeats."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
"""What no editor shows, and what makes text look other than it is: ASCII and Latin-1 controls, line separators,
marks that turn the direction of text round."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read: `nodes` in all, `depth` of one within another, `keys` of one mapping, `entries` of one
    list, and `items` in all of the lists that stand under one of the keys `counted` (they are called `things`)."""

    nodes: int
    depth: int
    keys: int
    entries: int
    items: int
    counted: frozenset[str]
    things: str


def decoded(content: bytes) -> str:
    """The text of a file, without a byte order mark.

    Raises:
        NotRead: it is not UTF-8, or holds characters that cannot be seen.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise NotRead(line, "this is not UTF-8 text; save it as UTF-8") from problem
    hidden = _CONTROL.search(text)
    if hidden:
        line = text.count("\n", 0, hidden.start()) + 1
        raise NotRead(line, f"the invisible character U+{ord(hidden[0]):04X} stands here; remove it")
    return text


def composed(text: str, limits: Limits) -> Node:
    """The one document of a text.

    Raises:
        NotRead: it is not YAML, is more than the limits allow, or uses what is not read.
    """
    try:
        return _Composer(yaml.parse(text, Loader=yaml.CSafeLoader), limits).document()
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        raise NotRead(mark.line + 1 if mark else 1, _said(problem, text)) from problem
    except yaml.YAMLError as problem:
        raise NotRead(1, f"this is not YAML ({problem})") from problem


def _said(problem: yaml.MarkedYAMLError, text: str) -> str:
    """What libyaml found, in words a person can use where it is one of the usual mistakes."""
    said, mark = problem.problem or "", problem.problem_mark
    if mark is not None and text[mark.index : mark.index + 1] == "\t":
        return "a tab stands where only spaces may; indent with spaces"
    for words, meant in _USUAL.items():
        if words in said:
            return meant
    return f"this is not YAML ({' '.join(filter(None, (problem.context, said)))})"


class _Composer:
    """Makes nodes of libyaml's events, counting as it goes."""

    def __init__(self, events: Iterator[Event], limits: Limits) -> None:
        self._events, self._limits = events, limits
        self._nodes = self._items = 0

    def document(self) -> Node:
        """The node of the one document."""
        start = next(self._events)
        while not isinstance(start, DocumentStartEvent):
            if isinstance(start, StreamEndEvent):
                raise NotRead(1, "there is nothing in it")
            start = next(self._events)
        if start.tags:
            raise NotRead(_line(start), "tags are not read; remove %TAG")
        node = self._node(next(self._events), 1)
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                raise NotRead(_line(event), "a second document begins here; a recipe is one")
        return node

    def _node(self, event: Event, depth: int, under: str = "") -> Node:
        self._nodes += 1
        if self._nodes > self._limits.nodes:
            raise NotRead(_line(event), f"there are more than {self._limits.nodes:,} values up to here")
        if depth > self._limits.depth:
            raise NotRead(_line(event), f"this is nested more than {self._limits.depth} deep")
        if not isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent):
            raise NotRead(_line(event), _not_here(event))
        if event.anchor is not None:
            raise NotRead(_line(event), f"anchors are not read; remove &{event.anchor[:SHOWN]}")
        if event.tag is not None:
            tag = visible(event.tag.removeprefix("tag:yaml.org,2002:")[:SHOWN])
            raise NotRead(_line(event), f"tags are not read; remove the one before this value ({tag})")
        if isinstance(event, ScalarEvent):
            return Scalar(event.value, _line(event), _last_line(event), not event.style)
        if isinstance(event, MappingStartEvent):
            return self._mapping(_line(event), depth)
        return self._sequence(_line(event), depth, under in self._limits.counted)

    def _mapping(self, line: int, depth: int) -> Mapping:
        values: dict[str, Node] = {}
        keys: dict[str, int] = {}
        end = line
        while not isinstance(event := next(self._events), MappingEndEvent):
            if isinstance(event, MappingStartEvent) and event.flow_style:
                raise NotRead(_line(event), "a text that begins with braces must stand in quotes, and a key be a word")
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise NotRead(key.line, "a key must be a word")
            if key.text == "<<" and key.plain:
                raise NotRead(key.line, "merge keys (<<) are not read; write the keys out")
            if key.text in values:
                raise NotRead(
                    key.line, f"`{visible(key.text[:SHOWN])}` is given twice (first in line {keys[key.text]})"
                )
            if len(values) == self._limits.keys:
                raise NotRead(key.line, f"there are more than {self._limits.keys:,} keys in one place")
            value = self._node(next(self._events), depth + 1, key.text)
            values[key.text], keys[key.text] = value, key.line
            end = max(key.end, value.end)
        return Mapping(values, keys, line, max(end, _flow_end(event)))

    def _sequence(self, line: int, depth: int, counted: bool) -> Sequence:
        items: list[Node] = []
        while not isinstance(event := next(self._events), SequenceEndEvent):
            self._items += counted
            if self._items > self._limits.items:
                raise NotRead(_line(event), f"there are more than {self._limits.items:,} {self._limits.things}")
            if len(items) == self._limits.entries:
                raise NotRead(_line(event), f"there are more than {self._limits.entries:,} entries in one list")
            items.append(self._node(event, depth + 1))
        end = items[-1].end if items else line
        return Sequence(tuple(items), line, max(end, _flow_end(event)))


def _not_here(event: Event) -> str:
    if isinstance(event, AliasEvent):
        return f"aliases are not read; write out what *{(event.anchor or '')[:SHOWN]} stands for"
    return "this is not YAML"


def _line(event: Event) -> int:
    return _marks(event)[0].line + 1


def _last_line(event: ScalarEvent) -> int:
    """Block texts end where the next thing starts; their last line is the one before."""
    start, end = _marks(event)
    ended = end.column == 0 and end.line > start.line
    return end.line + (0 if ended else 1)


def _flow_end(event: Event) -> int:
    """The line of a closing bracket; 0 where indentation ended it."""
    start, end = _marks(event)
    return end.line + 1 if end.index > start.index else 0


def _marks(event: Event) -> tuple[Mark | LibyamlMark, Mark | LibyamlMark]:
    """Where it starts and ends; libyaml always tells."""
    start, end = event.start_mark, event.end_mark
    assert start is not None and end is not None
    return start, end


__all__ = ["Limits", "composed", "decoded"]
