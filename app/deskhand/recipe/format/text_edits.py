"""Changing values in the text of a recipe where they stand: the smallest edits that make it say something else.

Only keys whose values changed are written anew; what a person wrote around them, its order, layout and comments, is
not touched. The text was read by `loading` before, so it holds nothing but mappings, lists and scalars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from .dumping import entry_lines, item_lines, on_one_line

_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n]*", re.MULTILINE)


class NotInPlace(Exception):
    """The change cannot be made by edits of single values."""


def edited(text: str, old: dict[str, Any], new: dict[str, Any]) -> str:
    """The text, which says `old`, edited so that it says `new`.

    Both are data as `dumping.recipe_data` makes it. What is returned must be read again: layouts that are not known
    here may come out wrong.

    Raises:
        NotInPlace: the text is not laid out in a way that can be edited.
    """
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    if not isinstance(node, MappingNode) or node.flow_style:
        raise NotInPlace
    edits = _Edits(text)
    if not edits.mapping(node, old, new):
        raise NotInPlace
    return edits.done()


class _Edits:
    """Edits of one text, collected while it is compared."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: list[tuple[int, int, str]] = []

    def done(self) -> str:
        """The text with all edits made."""
        text = self._text
        for start, end, put in sorted(self._found, reverse=True):
            text = text[:start] + put + text[end:]
        return text

    def mapping(self, node: MappingNode, old: dict[str, Any], new: dict[str, Any]) -> bool:
        """Edit the keys of a mapping in block style; False, and nothing is edited, where it is better written anew."""
        column = node.start_mark.column
        entries: dict[str, tuple[Node, Node]] = {key.value: (key, value) for key, value in node.value}
        gone = [key for key in entries if key in old and key not in new]
        first, *others = entries
        if first in gone and (len(gone) > 1 or not others or next(iter(new)) not in entries):
            return False
        before: Node | None = None
        for key, value in new.items():
            if key in entries and (key not in old or old[key] != value):
                self._value(key, entries[key], old.get(key), value, column)
            elif key not in entries and before is not None:
                self._insert(before, entry_lines(key, value, column))
            elif key not in entries:
                lines = "\n".join([*entry_lines(key, value, column), " " * column])
                self._found.append((node.start_mark.index, node.start_mark.index, lines[column:]))
            before = entries[key][1] if key in entries else before
        for key in gone:
            start, end = entries[key][0].start_mark.index, self._end(entries[key][1])
            if key == first:
                self._delete_first(start, end)
            else:
                self._delete(start, end)
        return True

    def _value(self, key: str, entry: tuple[Node, Node], old: Any, new: Any, column: int) -> None:
        value = entry[1]
        block = isinstance(value, MappingNode | SequenceNode) and not value.flow_style and bool(value.value)
        if block and isinstance(value, MappingNode) and isinstance(old, dict) and isinstance(new, dict) and new:
            done = self.mapping(value, old, new)
        elif block and isinstance(value, SequenceNode) and isinstance(old, list) and isinstance(new, list) and new:
            done = self._sequence(value, old, new)
        else:
            done = False
        if not done:
            self._put(entry[0].start_mark.index, self._end(value), entry_lines(key, new, column), column)

    def _sequence(self, node: SequenceNode, old: list[Any], new: list[Any]) -> bool:
        """Edit the entries of a list in block style: those between what is alike at its beginning and its end."""
        if len(old) != len(node.value):
            return False
        start = 0
        while start < min(len(old), len(new)) and old[start] == new[start]:
            start += 1
        tail = 0
        while tail < min(len(old), len(new)) - start and old[-1 - tail] == new[-1 - tail]:
            tail += 1
        items, dash = node.value[start : len(old) - tail], node.start_mark.column
        before, after = old[start : len(old) - tail], new[start : len(new) - tail]
        shared = min(len(before), len(after))
        for item, was, now in zip(items[:shared], before[:shared], after[:shared], strict=True):
            self._item(item, was, now, dash)
        for item in items[shared:]:
            self._delete(item.start_mark.index, self._end(item))
        lines = [line for value in after[shared:] for line in item_lines(value, dash)]
        if lines and start + shared:
            self._insert(node.value[start + shared - 1], lines)
        elif lines:
            at = self._line_start(node.start_mark.index)
            self._found.append((at, at, "".join(f"{line}\n" for line in lines)))
        return True

    def _item(self, node: Node, old: Any, new: Any, dash: int) -> None:
        if old == new:
            return
        block = isinstance(node, MappingNode) and not node.flow_style and _same_kind(node, old, new)
        if block and isinstance(node, MappingNode) and self.mapping(node, old, new):
            return
        if isinstance(node, MappingNode | SequenceNode) and node.flow_style:
            self._found.append((node.start_mark.index, self._end(node), on_one_line(new)))
        else:
            column = node.start_mark.column
            lines = item_lines(new, column - 2)
            lines[0] = lines[0].lstrip().removeprefix("-").lstrip()
            start, end = node.start_mark.index, self._end(node)
            above = "".join(f"{' ' * dash}{comment}\n" for comment in self._comments(node))
            if above:
                self._found.append((self._line_start(start), self._line_start(start), above))
            self._put(start, end, lines, column, margin=False)

    def _put(self, start: int, end: int, lines: list[str], column: int, margin: bool = True) -> None:
        """Write lines over a value; a comment after it goes to the end of the first of them."""
        lines = [lines[0][column:] if margin else lines[0], *lines[1:]]
        line_end = self._line_end(end)
        rest = self._text[end:line_end]
        if len(lines) > 1 and rest.strip():
            lines[0] += rest.rstrip()
            end = line_end
        self._found.append((start, end, "\n".join(lines)))

    def _insert(self, before: Node, lines: list[str]) -> None:
        """Write lines below a value."""
        at = self._line_end(self._end(before))
        self._found.append((at, at, "".join(f"\n{line}" for line in lines)))

    def _delete(self, start: int, end: int) -> None:
        """Take out the lines of an entry."""
        after = self._line_end(end)
        self._found.append((self._line_start(start), min(after + 1, len(self._text)), ""))

    def _delete_first(self, start: int, end: int) -> None:
        """Take out the first key of a mapping, which may stand after a dash: what follows takes its place."""
        after = self._line_end(end)
        following = self._text[after:]
        self._found.append((start, after + len(following) - len(following.lstrip()), ""))

    def _end(self, node: Node) -> int:
        """Where the text of a node ends; a block one ends with the last thing in it."""
        if isinstance(node, ScalarNode) and node.style in ("|", ">"):
            return node.start_mark.index + len(self._text[node.start_mark.index : node.end_mark.index].rstrip("\r\n"))
        if not isinstance(node, MappingNode | SequenceNode) or node.flow_style or not node.value:
            return int(node.end_mark.index)
        last = node.value[-1]
        return self._end(last[1] if isinstance(node, MappingNode) else last)

    def _comments(self, node: Node) -> list[str]:
        """The comments within a node."""
        texts = [(text.start_mark.index, self._end(text)) for text in _scalars(node)]
        found = _COMMENT.finditer(self._text, node.start_mark.index, self._end(node))
        return [one[0].rstrip() for one in found if not any(start <= one.start() < end for start, end in texts)]

    def _line_start(self, index: int) -> int:
        return self._text.rfind("\n", 0, index) + 1

    def _line_end(self, index: int) -> int:
        found = self._text.find("\n", index)
        return len(self._text) if found < 0 else found


def _scalars(node: Node) -> Iterator[ScalarNode]:
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, MappingNode | SequenceNode):
        for part in node.value:
            for inner in part if isinstance(part, tuple) else (part,):
                yield from _scalars(inner)


def _same_kind(node: MappingNode, old: Any, new: Any) -> bool:
    """Whether both are mappings that begin with the key the text begins with."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return False
    return next(iter(old), None) == next(iter(new), None) and bool(node.value)


__all__ = ["NotInPlace", "edited"]
