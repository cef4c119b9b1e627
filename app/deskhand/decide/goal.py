"""Splits a goal into clauses and each clause into an intent.

Quoted strings are taken out first and put back last, so nothing inside quotes is ever read as an
instruction. Clauses that forbid something ("don't save") are constraints, not things to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from deskhand.core.errors import GoalError

from .intents import (
    Chord,
    Compute,
    CreateFolder,
    Delete,
    Intent,
    Open,
    Pick,
    Press,
    Rename,
    Save,
    Search,
    Toggle,
    Vague,
    Write,
)

MAX_LENGTH = 2000
"""Characters; longer texts are documents, not goals."""

_VERBS = (
    "type|write|enter|input|put|fill|save|store|keep|press|click|hit|tap|push|choose|pick|select|open|create|make|"
    "compute|calculate|work out|tick|check|untick|uncheck|enable|disable|turn|switch|activate|deactivate|set|change|"
    "search|look|find|delete|remove|erase|rename|close|go|submit|send|print|copy|paste|undo|redo|quit|show|answer|tell|"
    "double-click|scroll|log|sign|add|use|read|say"
)
_POLITE = re.compile(
    r"^(?:please|kindly|now|then|also|next|finally|first|and|can you|could you|would you|will you|i want(?: you)? to|"
    r"i would like(?: you)? to|i'd like(?: you)? to|i need(?: you)? to|let's|go ahead and)\b[ ,]*",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    rf"\s*(?:;|\.\s+|,?\s+and then\s+|,?\s+then\s+|,\s*(?:and\s+)?(?=(?:{_VERBS})\b)|\s+and\s+(?=(?:{_VERBS})\b))\s*",
    re.IGNORECASE,
)
_FORBIDS = re.compile(r"^(?:do not|don't|dont|never|without|leave|avoid|but (?:do not|don't))\b", re.IGNORECASE)
_WITHOUT = re.compile(r",?\s+(?:without|but don't|but do not)\s+.*$", re.IGNORECASE)
_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|«([^»]*)»|(?<!\w)\'([^\']*)\'(?!\w)|‘([^’]*)’')
_REPORTS = re.compile(r"^(?:answer|tell|show|say|read|give)\b.*\b(?:result|display|answer|shows?|it says)\b", re.IGNORECASE)

_KIND = r"(?:\s+(?:button|link|tab|menu|icon|entry|item|option|key|page))?"
_TOGGLE_KIND = r"(?:\s+(?:check ?box|box|option|switch|setting|toggle|radio button))?"
_FILE = r"[^/\\]+?\.\w{1,5}"
_CHORD = r"((?:(?:ctrl|control|alt|shift|super)\s*\+\s*)+\S+|f\d{1,2}|escape|esc|enter|return|tab|delete|backspace)"


@dataclass(frozen=True, slots=True)
class Plan:
    """The intents of a goal in order, and what it forbids."""

    intents: tuple[Intent, ...]
    constraints: tuple[str, ...] = ()


def parse(goal: str) -> Plan:
    """The plan of a goal.

    Raises:
        GoalError: the goal is empty or longer than `MAX_LENGTH`.
    """
    text = " ".join(goal.split())
    if not text:
        raise GoalError('The goal is empty; say what to do, for example: deskhand run "open notes.txt".')
    if len(text) > MAX_LENGTH:
        raise GoalError(f"The goal has {len(text)} characters; keep it under {MAX_LENGTH}.")
    bare, quotes = _take_quotes(text)
    intents: list[Intent] = []
    constraints: list[str] = []
    for clause in _SPLIT.split(bare.rstrip(" .!")):
        clause = _polite(clause)
        if _FORBIDS.match(clause):
            constraints.append(_put_back(clause, quotes))
        elif clause and not (intents and _REPORTS.match(clause)):
            intents.extend(_intents(_WITHOUT.sub("", clause), quotes))
    return Plan(tuple(intents), tuple(constraints))


def literals(goal: str) -> list[str]:
    """The quoted strings of a goal."""
    return _take_quotes(goal)[1]


def _intents(clause: str, quotes: list[str]) -> list[Intent]:
    for pattern, make in _PATTERNS:
        match = pattern.match(clause)
        if match:
            parts = [_label(_put_back(part or "", quotes)) for part in match.groups()]
            return [make(*one) for one in _each(pattern, parts)]
    return [Vague(_put_back(clause, quotes))]


def _each(pattern: re.Pattern[str], parts: list[str]) -> list[list[str]]:
    """`tick A and B` is two intents; only the patterns of labels are shared out so."""
    if pattern in _SHARED and " and " in parts[0]:
        return [[_label(one)] for one in re.split(r",\s*|\s+and\s+(?:the\s+)?", parts[0]) if one]
    return [parts]


def _take_quotes(text: str) -> tuple[str, list[str]]:
    quotes: list[str] = []

    def take(match: re.Match[str]) -> str:
        quotes.append(next(group for group in match.groups() if group is not None))
        return f"⟦{len(quotes) - 1}⟧"

    return _QUOTED.sub(take, text), quotes


def _put_back(text: str, quotes: list[str]) -> str:
    return re.sub(r"⟦(\d+)⟧", lambda match: quotes[int(match[1])], text)


def _polite(clause: str) -> str:
    clause = clause.strip(" ,")
    while match := _POLITE.match(clause):
        clause = clause[match.end() :]
    return re.sub(r"[ ,]*(?:please|for me|thanks|thank you)[.!]*$", "", clause, flags=re.IGNORECASE)


def _label(text: str) -> str:
    return text.strip(" ,")


def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(rf"^{expression}$", re.IGNORECASE)


_NAMED = r"(?:\s+(?:named|called|with the name|by the name(?: of)?|titled))?"
_IN_FOLDER = r"(?:,?\s+(?:in|into|to|inside|under)\s+(?:the\s+|my\s+)?(?:folder\s+)?(.+?)(?:\s+(?:folder|directory))?)?"
_IT = r"(?:\s+(?:it|this|that|the (?:file|document|text|note|page|work|result)|my (?:file|document|work)|a copy))?"
_FOLDER = r"(?:folder|directory)"
_ON = _pattern(rf"(?:tick|check|enable|activate|turn on|switch on)\s+(?:the\s+)?(.+?){_TOGGLE_KIND}")
_OFF = _pattern(
    rf"(?:untick|uncheck|disable|deactivate|turn off|switch off|clear)\s+(?:the\s+)?(.+?){_TOGGLE_KIND}"
)
_PRESS = _pattern(
    rf"(?:press|click|hit|tap|push|choose|select|use|activate)(?:\s+on)?\s+(?:the\s+)?(.+?){_KIND}"
)
_SHARED = (_ON, _OFF)

_PATTERNS: list[tuple[re.Pattern[str], Callable[..., Intent]]] = [
    (_pattern(rf"(?:press|hit|use|type)\s+(?:the\s+(?:shortcut|key|keys)\s+)?{_CHORD}(?:\s+key)?"), lambda c: Chord(_chord(c))),
    (
        _pattern(rf"(?:create|make|add)\s+(?:a\s+|the\s+)?(?:new\s+)?{_FOLDER}{_NAMED}\s+(.+?)(?:\s+(?:in|inside)\s+.+)?"),
        CreateFolder,
    ),
    (_pattern(rf"new\s+{_FOLDER}{_NAMED}\s+(.+)"), CreateFolder),
    (_pattern(r"(?:compute|calculate|work out|evaluate|what is|what's|how much is)\s+([-\d(.][\d\s+\-*/x×÷().,]*?)\s*(?:\?|\s(?:with|on|using|by)\s.*)?"), Compute),
    (
        _pattern(rf"(?:save|store|keep){_IT}\s+(?:as|under(?: the name)?|named|called|with the name)\s+(?:a file (?:named|called)\s+)?(.+?){_IN_FOLDER}"),
        lambda name, folder="": Save(name, folder),
    ),
    (_pattern(rf"(?:save|store)(?:\s+(?:it|this|the (?:file|document|text|note)|my (?:file|document|work)))?{_IN_FOLDER}"), lambda folder="": Save("", folder)),
    (_pattern(r"rename\s+(?:the\s+)?(?:file\s+|folder\s+)?(.+?)\s+(?:to|as|into)\s+(.+)"), Rename),
    (_pattern(r"(?:delete|remove|erase|trash)\s+(?:the\s+)?(?:file\s+|folder\s+|row\s+)?(.+)"), Delete),
    (
        _pattern(rf"(?:open|load|view|display|show)\s+(?:up\s+)?(?:the\s+|my\s+)?(?:(?:file|document|folder|directory){_NAMED}\s+)(.+?)(?:\s+(?:in|from|with)\s+.+)?"),
        Open,
    ),
    (_pattern(rf"(?:open|load|view|display|show|double-click)\s+(?:up\s+)?(?:the\s+|my\s+)?({_FILE})(?:\s+(?:in|from|with)\s+.+)?"), Open),
    (_pattern(rf"(?:open|go to)\s+(?:the\s+|my\s+)?(.+?)\s+{_FOLDER}"), Open),
    (_pattern(rf"turn\s+(?:the\s+)?(.+?){_TOGGLE_KIND}\s+on"), Toggle),
    (_pattern(rf"(?:turn|switch)\s+(?:the\s+)?(.+?){_TOGGLE_KIND}\s+off"), lambda label: Toggle(label, False)),
    (_ON, Toggle),
    (_OFF, lambda label: Toggle(label, False)),
    (_pattern(rf"select\s+(?:the\s+)?(.+?)\s+(?:check ?box|radio button)"), Toggle),
    (
        _pattern(r"(?:type|write|enter|input|put)\s+(?:in\s+)?(?:the\s+(?:text|words?|value)\s+)?(.+?)\s+(?:in|into|as|for)\s+(?:the\s+)?(.+?)(?:\s+(?:field|box|input))?"),
        lambda text, field: Write(text, "" if _is_document(field) else field),
    ),
    (_pattern(r"(?:type|write|enter|input|put)\s+(?:in\s+)?(?:the\s+(?:text|words?|value)\s+)?(.+)"), Write),
    (_pattern(r"fill\s+(?:in\s+)?(?:the\s+)?(.+?)(?:\s+(?:field|box))?\s+with\s+(.+)"), lambda field, text: Write(text, field)),
    (_pattern(r"(?:set|change|switch)\s+(?:the\s+)?(.+?)\s+to\s+(.+)"), Pick),
    (_pattern(r"(?:choose|pick|select)\s+(.+?)\s+(?:as|for|from|in)\s+(?:the\s+)?(.+?)(?:\s+(?:list|menu|box|dropdown))?"), lambda value, field: Pick(field, value)),
    (_pattern(r"(?:search|look|run a search|google)\s+(?:for|up)\s+(.+)"), Search),
    (_pattern(r"search\s+(.+)"), Search),
    (_PRESS, Press),
    (_pattern(rf"(?:go to|open)\s+(?:the\s+)?(.+?){_KIND}"), Press),
]


def _chord(text: str) -> str:
    names = {"control": "ctrl", "return": "enter", "esc": "escape"}
    keys = [key.strip().lower() for key in text.split("+")]
    return "+".join(names.get(key, key) for key in keys)


def _is_document(field: str) -> bool:
    words = field.lower().split()
    return words[-1:] in (["editor"], ["document"], ["window"], ["page"], ["area"]) or field.lower() == "text"
