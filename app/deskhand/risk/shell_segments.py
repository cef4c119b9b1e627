"""A line of shell taken apart into its commands: each with its words as they are after quoting, its redirections, and
whether something is piped into it. Parsed by tree-sitter's grammar of bash; nothing is run or expanded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

import tree_sitter
import tree_sitter_bash

LONGEST = 20_000
"""Bytes of a line that are parsed; no person reads a longer one before they say yes, and it counts as unread."""
_WRITES = (">", ">>", ">|", "&>", "&>>", "<>")
_REDIRECTS = frozenset({"file_redirect", "heredoc_redirect", "herestring_redirect"})
_BODIES = frozenset({"command_substitution", "process_substitution", "subshell"})


@dataclass(frozen=True, slots=True)
class Redirect:
    """A redirection: whether it writes, whether that makes the file empty first, and where (None: not known)."""

    writes: bool
    empties: bool
    target: str | None


@dataclass(frozen=True, slots=True)
class Segment:
    """One command. `words` are None where they are computed; `fed` tells that a pipe or a document is read by it,
    `fed_by` are the names of the programs before it in its pipe; `assigned` the variables set for it."""

    text: str
    words: tuple[str | None, ...]
    redirects: tuple[Redirect, ...] = ()
    fed: bool = False
    fed_by: tuple[str, ...] = ()
    assigned: tuple[str, ...] = ()
    inner: tuple[str, ...] = field(default=())
    """Texts of the substitutions in its words: `$(curl …)` and `<(curl …)`."""

    @property
    def name(self) -> str | None:
        """The program without its folder and without a backslash before it; None where it is computed."""
        if not self.words or self.words[0] is None:
            return None
        return re.split(r"[/\\]", self.words[0])[-1]


@dataclass(frozen=True, slots=True)
class Parsed:
    """All commands of a line, in order; `whole` is False where some of it could not be parsed; `defines` tells that a
    function is defined, `forks` that one calls itself into a pipe in the background (a fork bomb)."""

    segments: tuple[Segment, ...]
    whole: bool
    defines: bool = False
    forks: bool = False


def parsed(line: str) -> Parsed:
    """Take a line apart."""
    data = line.encode("utf-8", "replace")
    if len(data) > LONGEST:
        return Parsed((), False)
    root = _parser().parse(data).root_node
    segments = tuple(_segments(root, False, ()))
    functions = list(_of_type(root, "function_definition"))
    forks = any(_forks(node) for node in functions)
    return Parsed(segments, not root.has_error, bool(functions), forks)


@cache
def _parser() -> tree_sitter.Parser:
    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_bash.language()))


def _segments(
    node: tree_sitter.Node, fed: bool, before: tuple[str, ...], outer: tuple[Redirect, ...] = ()
) -> Iterator[Segment]:
    """The commands below a node, with those in their substitutions."""
    match node.type:
        case "pipeline":
            yield from _piped(node, fed, before, outer)
        case "redirected_statement":
            yield from _redirected(node, fed, before, outer)
        case "command" | "declaration_command" | "unset_command" | "test_command":
            yield _command(node, fed, before, outer)
            for inner in _nested(node):
                yield from _segments(inner, False, ())
        case "for_statement" | "select_statement" if node.named_children:
            yield Segment(_text(node.named_children[0]), (), outer, assigned=(_text(node.named_children[0]),))
            for child in node.named_children[1:]:
                yield from _segments(child, fed, before, outer)
        case "variable_assignment":
            yield Segment(_text(node), (), outer, assigned=(_text(node).partition("=")[0].rstrip("+"),))
            for inner in _nested(node):
                yield from _segments(inner, False, ())
        case _:
            for child in node.named_children:
                yield from _segments(child, fed, before, outer)


def _piped(
    node: tree_sitter.Node, fed: bool, before: tuple[str, ...], outer: tuple[Redirect, ...]
) -> Iterator[Segment]:
    for number, child in enumerate(node.named_children):
        for segment in _segments(child, fed or number > 0, before, outer):
            yield segment
            before = (*before, *([segment.name] if segment.name else []))


def _redirected(
    node: tree_sitter.Node, fed: bool, before: tuple[str, ...], outer: tuple[Redirect, ...]
) -> Iterator[Segment]:
    redirects, bodies, documents, names = list(outer), [], False, before
    for child in node.named_children:
        if child.type == "file_redirect":
            redirects.append(_redirect(child))
        elif child.type in ("heredoc_redirect", "herestring_redirect"):
            documents = True
            bodies += [inner for inner in child.named_children if inner.type in ("pipeline", "command", "list")]
            redirects += [_redirect(inner) for inner in child.named_children if inner.type == "file_redirect"]
        else:
            for segment in _segments(child, fed, before, ()):
                yield Segment(
                    segment.text,
                    segment.words,
                    (*segment.redirects, *redirects, *_later(node, child)),
                    segment.fed or documents or _has_document(node),
                    segment.fed_by,
                    segment.assigned,
                    segment.inner,
                )
                names = (*names, segment.name or "")
    if not any(child.type not in _REDIRECTS for child in node.named_children):
        # A redirection without a program makes its file empty.
        yield Segment(_text(node), (), tuple(redirects))
    for body in bodies:
        yield from _segments(body, True, names)
    for child in node.named_children:
        for inner in _nested(child):
            if child.type in ("file_redirect", "herestring_redirect", "heredoc_redirect"):
                yield from _segments(inner, False, ())


def _later(node: tree_sitter.Node, child: tree_sitter.Node) -> list[Redirect]:
    found = [other for other in node.named_children if other.start_byte > child.start_byte]
    return [_redirect(other) for other in found if other.type == "file_redirect"]


def _has_document(node: tree_sitter.Node) -> bool:
    return any(child.type in ("heredoc_redirect", "herestring_redirect") for child in node.named_children)


def _redirect(node: tree_sitter.Node) -> Redirect:
    sign = next((child.type for child in node.children if not child.is_named), "")
    words = [child for child in node.named_children if child.type != "file_descriptor"]
    target = _word(words[0]) if words else None
    duplicates = sign in (">&", "<&") and (target or "").lstrip("-").isdigit()
    writes = (sign in _WRITES or sign == ">&") and not duplicates
    return Redirect(writes, writes and ">>" not in sign, target)


def _command(node: tree_sitter.Node, fed: bool, before: tuple[str, ...], outer: tuple[Redirect, ...]) -> Segment:
    words: list[str | None] = []
    assigned, redirects, inner = [], list(outer), [_text(found) for found in _nested(node)]
    if node.type != "command":
        words += _text(node).split()[:1] if node.type != "test_command" else ["test", *_text(node).split()]
    for child in node.named_children:
        match child.type:
            case "command_name":
                words += [_word(part) for part in child.named_children] or [_text(child)]
            case "variable_assignment":
                assigned.append(_text(child).partition("=")[0].rstrip("+"))
            case "file_redirect":
                redirects.append(_redirect(child))
            case "herestring_redirect":
                fed = True
            case "comment":
                continue
            case _:
                words.append(_word(child))
    return Segment(_text(node), tuple(words), tuple(redirects), fed, before, tuple(assigned), tuple(inner))


def _word(node: tree_sitter.Node) -> str | None:
    """A word as the program gets it, None where it is computed. `$HOME` and `~` stay as they are written."""
    text = _text(node)
    match node.type:
        case "raw_string":
            return text[1:-1]
        case "ansi_c_string":
            return None
        case "string":
            if text in ('"$HOME"', '"${HOME}"'):
                return text[1:-1]
            return None if _computed(node) else re.sub(r'\\(["\\$`])', r"\1", text[1:-1])
        case "simple_expansion" | "expansion":
            return text if text in ("$HOME", "${HOME}") else None
        case "concatenation":
            parts = [_word(part) for part in node.named_children]
            # What stands between the parts is punctuation such as `*` or `/`.
            return None if None in parts else _unquoted(text)
        case "process_substitution":
            return "/dev/fd/63"
        case "command_substitution" | "arithmetic_expansion":
            return None
        case _:
            return None if _computed(node) else _unquoted(text)


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text.replace('"', "").replace("'", ""))


def _computed(node: tree_sitter.Node) -> bool:
    kinds = {"simple_expansion", "expansion", "command_substitution", "arithmetic_expansion"}
    return any(child.type in kinds or _computed(child) for child in node.named_children)


def _nested(node: tree_sitter.Node) -> Iterator[tree_sitter.Node]:
    """The outermost substitutions below a node."""
    for child in node.named_children:
        if child.type in _BODIES:
            yield child
        else:
            yield from _nested(child)


def _of_type(node: tree_sitter.Node, kind: str) -> Iterator[tree_sitter.Node]:
    if node.type == kind:
        yield node
    for child in node.named_children:
        yield from _of_type(child, kind)


def _forks(function: tree_sitter.Node) -> bool:
    """Whether a function calls itself, into a pipe or the background."""
    name = _text(function.named_children[0]) if function.named_children else ""
    calls = [_text(node).split() for node in _of_type(function, "command")]
    itself = sum(bool(words) and words[0] == name for words in calls)
    return itself >= 2 or (itself == 1 and ("&" in _text(function) or "|" in _text(function)))


def _text(node: tree_sitter.Node) -> str:
    return node.text.decode("utf-8", "replace") if node.text is not None else ""


__all__ = ["LONGEST", "Parsed", "Redirect", "Segment", "parsed"]
