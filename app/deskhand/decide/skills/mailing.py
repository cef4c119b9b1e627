"""How people ask for something to be done with a message: read, answered, passed on, marked, thrown away."""

from __future__ import annotations

from collections.abc import Callable

from ..skill import Skill, Wording
from .messages import Mail, mail


def _mail(what: str) -> Callable[..., Mail]:
    return lambda sender, text="": Mail(sender, what, text)


_MESSAGE = r"(?:e-?mail|message|mail|letter|thread)"
_BY = r"(?:by|from|of|sent\s+by|written\s+by|that\s+came\s+from)"
_FIND = rf"(?:find|open|locate|take|look\s+for)\s+the\s+{_MESSAGE}\s+{_BY}\s+(.+?)"
_AND = r"(?:,|\s+and|,\s+and|,?\s+then)\s+"
_WHICH = (
    rf"(?:(?:the\s+|my\s+)?{_MESSAGE}\s+{_BY}\s+(.+?)|(\w+)['’]s\s+{_MESSAGE}|"
    rf"(?:the\s+|my\s+)?{_MESSAGE}\s+(?:that\s+)?(\w+)\s+(?:sent|wrote)(?:\s+me)?)"
)
"""Which message, in one of three groups."""
_DELETE = r"(?:delete|remove|trash|get\s+rid\s+of|throw\s+away|erase|bin)"
_SAYING = r"(?:with|saying|that\s+says|using)\s+(?:the\s+(?:text|words)\s+)?"
_ANSWER = r"(?:reply|respond|answer|write\s+back|write\s+an\s+answer)"

SKILL = Skill(
    (
        Wording(44, rf"(?:i\s+(?:want|need)\s+(?:you\s+)?to\s+)?{_DELETE}\s+{_WHICH}", _mail("delete"), whole=True),
        Wording(
            45,
            rf"(?:(?:star|flag)\s+{_WHICH}|mark\s+{_WHICH}\s+(?:as\s+important|with\s+a\s+star))",
            _mail("star"),
            whole=True,
        ),
        Wording(
            46,
            rf"(?:(?:forward|send|pass)\s+(?:on\s+)?{_WHICH}\s+(?:on\s+|over\s+)to|(?:forward|pass\s+on)\s+{_WHICH}\s+to)"
            r"\s+(.+)",
            _mail("forward"),
            whole=True,
        ),
        Wording(47, rf"{_ANSWER}\s+(?:to\s+)?{_WHICH}\s+{_SAYING}(.+)", _mail("reply"), whole=True),
        Wording(
            49,
            rf"(?:open|show|read)\s+(?:me\s+)?the\s+{_MESSAGE}\s+{_BY}\s+(\w+(?:\s+\w+)?)",
            _mail("open"),
            whole=True,
        ),
        Wording(
            50, rf"{_FIND}{_AND}{_ANSWER}(?:\s+to\s+(?:them|it|him|her))?\s+{_SAYING}(.+)", _mail("reply"), whole=True
        ),
        Wording(
            51,
            rf"{_FIND}{_AND}(?:forward|send|pass)\s+(?:(?:that|the)\s+{_MESSAGE}|it|that)\s+(?:on\s+)?to\s+(.+)",
            _mail("forward"),
            whole=True,
        ),
        Wording(
            52,
            rf"{_FIND}{_AND}(?:click\s+the\s+(?:trash|bin|delete)\s+icon\s+to\s+)?{_DELETE}(?:\s+(?:it|that|this))?",
            _mail("delete"),
            whole=True,
        ),
        Wording(
            53,
            rf"{_FIND}{_AND}(?:click\s+the\s+star\s+icon\s+to\s+)?(?:mark\s+it\s+as\s+important|(?:star|flag)\s+it)",
            _mail("star"),
            whole=True,
        ),
    ),
    {Mail: mail},
)
