"""Adding text at the end or the beginning of a document, and all of one document to another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from deskhand.core.actions import Click, Fail, Type
from deskhand.core.screen import Role
from deskhand.core.step import Change, Expectation

from ..grammar import FILE
from ..procedures import Part, first_done, in_order, key, once, typed_first
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View
from ..windows import in_window
from .writing import document_of


@dataclass(frozen=True, slots=True)
class Add(Intent):
    """Type `text` at the end of the document, or at its beginning; on a line of its own if `line`.

    `window` is the file that is open in the window meant, where the goal names one.
    """

    text: str
    at_end: bool = True
    line: bool = False
    window: str = ""


def add(intent: Add, view: View) -> Move:
    """Into the document, to its end, a new line where asked, then the text."""
    place = key("ctrl+end" if intent.at_end else "ctrl+home", "goes there")
    parts: list[Part] = [partial(in_window, intent.window)] if intent.window else []
    parts += [into_document, place]
    if intent.line and intent.at_end:
        parts.append(key("enter", "starts a line"))
    parts.append(_typed(intent.text))
    if intent.line and not intent.at_end:
        parts.append(key("enter", "ends the line"))
    return in_order(view, *parts)


def into_document(view: View) -> Move:
    """Click into the document, so that the keyboard goes to it."""
    done = first_done(view, lambda p: isinstance(p.action, Click) and p.action.target.role is Role.EDIT)
    document = document_of(view)
    if done:
        return Met(done)
    if document is None:
        return Choice(Fail("I see no document to write in."), 0.9, "no text field on the screen")
    return once(view, Click(document), 0.9, "the keyboard goes to the document", Expectation(Change.NOTHING))


def _typed(text: str) -> Part:
    def part(view: View) -> Move:
        done = typed_first(view, text)
        expect = Expectation(Change.TEXT_APPEARS, text.splitlines()[0] if text else "")
        return Met(done) if done else once(view, Type(text), 0.92, "the text goes there", expect)

    return part


def _at_end(text: str) -> Add:
    return Add(text)


def _at_start(text: str) -> Add:
    return Add(text, at_end=False)


def _at_end_of(text: str, window: str) -> Add:
    return Add(text, window=window)


def _line_at_end(text: str) -> Add:
    return Add(text, line=True)


def _line_at_start(text: str) -> Add:
    return Add(text, at_end=False, line=True)


_ADD = r"(?:add|append|put|write|type|insert|enter)"
_LINE = (
    r"(?:a|another|one more|the)\s+(?:new\s+|last\s+|further\s+|first\s+)?(?:line|row|entry|"
    r"paragraph)\s*(?:saying|with|that says|reading|which says|containing|:)?(?:\s+the (?:text|words?))?\s+"
)
_OF = r"(?:\s+(?:of|in)\s+(?:the|this|my|that)?\s*(?:text|document|file|note|letter|list|page|it|everything))?"
_END = rf"(?:at|to|on)\s+the\s+(?:very\s+)?(?:end|bottom){_OF}"
_START = (
    rf"(?:(?:at|to|on)\s+the\s+(?:very\s+)?(?:beginning|start|top){_OF}|in front of (?:everything|it all|"
    rf"the (?:whole )?text)|before everything(?: else)?)"
)

SKILL = Skill(
    (
        Wording(360, rf"{_END},?\s+{_ADD}\s+{_LINE}(.+)", _line_at_end),
        Wording(360, rf"{_ADD}\s+{_LINE}(.+?)\s+{_END}", _line_at_end),
        Wording(361, rf"{_START},?\s+{_ADD}\s+{_LINE}(.+)", _line_at_start),
        Wording(361, rf"{_ADD}\s+{_LINE}(.+?)\s+{_START}", _line_at_start),
        Wording(
            361,
            rf"{_ADD}\s+(.+?)\s+(?:at|to|on)\s+the\s+(?:very\s+)?(?:end|bottom)\s+of\s+(?:the\s+)?(?:file\s+)?({FILE})",
            _at_end_of,
        ),
        Wording(362, rf"{_END},?\s+{_ADD}\s+(.+)", _at_end),
        Wording(362, rf"{_ADD}\s+(.+?)\s+{_END}", _at_end),
        Wording(363, rf"{_START},?\s+{_ADD}\s+(.+)", _at_start),
        Wording(363, rf"{_ADD}\s+(.+?)\s+{_START}", _at_start),
        Wording(364, rf"append\s+{_LINE}(.+)", _line_at_end),
        Wording(365, r"append\s+(.+?)(?:\s+to\s+(?:the|this|my)\s+(?:text|document|file|note|list))?", _at_end),
        Wording(
            366, rf"add\s+{_LINE}(.+?)(?:\s+to\s+(?:the|this|my)\s+(?:text|document|file|note|list))?", _line_at_end
        ),
    ),
    {Add: add},
)
