"""Splits a goal into clauses and each clause into an intent.

Quoted strings are taken out first and put back last, so nothing inside quotes is ever read as an
instruction. Clauses that forbid something ("don't save") are constraints, not things to do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from deskhand.core.errors import GoalError

from .intents import Compute, Intent, Toggle
from .patterns import intents_of

MAX_LENGTH = 2000
"""Characters; longer texts are documents, not goals."""

_VERBS = (
    "type|write|enter|input|put|fill|save|store|keep|press|click|hit|tap|push|choose|pick|select|open|create|make|"
    "compute|calculate|work out|tick|check|untick|uncheck|enable|disable|turn|switch|activate|deactivate|set|change|"
    "search|look|find|delete|remove|erase|rename|close|go|submit|send|print|copy|paste|undo|redo|quit|show|answer|tell|"
    "double-click|scroll|log|sign|add|use|read|say|apply|confirm|replace|move|insert|cancel"
)
_POLITE = re.compile(
    r"^(?:please|kindly|now|then|also|next|finally|first|and|can you|could you|would you|will you|i want(?: you)? to|"
    r"i would like(?: you)? to|i'd like(?: you)? to|i need(?: you)? to|let's|go ahead and|"
    r"(?:on|in) (?:this|the) (?:web ?page|page|window|folder|form|dialog|editor|calculator|browser|file manager)"
    r")\b[ ,]*",
    re.IGNORECASE,
)
_NEXT = rf"(?=(?:{_VERBS}|don't|do not|never|without)\b)"
_SPLIT = re.compile(
    rf"\s*(?:;|\.\s+|,?\s+and then\s+|,?\s+then\s+|,\s*(?:and\s+)?{_NEXT}|\s+(?:and|but)\s+{_NEXT})\s*",
    re.IGNORECASE,
)
_FORBIDS = re.compile(r"^(?:do not|don't|dont|never|without|but (?:do not|don't))\b", re.IGNORECASE)
_WITHOUT = re.compile(r",?\s+(?:without|but don't|but do not)\s+.*$", re.IGNORECASE)
_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|«([^»]*)»|(?<!\w)\'([^\']*)\'(?!\w)|‘([^’]*)’')
_NO_BRACKETS = str.maketrans("⟦⟧", "[]")
_LET = re.compile(r"^(?:do not|don't|never)\s+(?:let|allow)\s+(.+)$", re.IGNORECASE)
_REPORTS = re.compile(
    r"^(?:answer|tell|show|say|read|give)\b.*\b(?:result|display|answer|shows?|it says)\b", re.IGNORECASE
)


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
    # The brackets stand for quotes below, so the goal itself must not hold them.
    text = goal.translate(_NO_BRACKETS).strip()
    if not text:
        raise GoalError('The goal is empty; say what to do, for example: deskhand run "open notes.txt".')
    if len(text) > MAX_LENGTH:
        raise GoalError(f"The goal has {len(text)} characters; keep it under {MAX_LENGTH}.")
    if any(0xD800 <= ord(character) <= 0xDFFF for character in text):
        raise GoalError("The goal holds bytes that are no text; write it in UTF-8.")
    bare, quotes = _take_quotes(text)
    bare = " ".join(bare.split())
    intents: list[Intent] = []
    constraints: list[str] = []
    for clause in _SPLIT.split(bare.rstrip(" .!?")):
        clause = _polite(clause)
        if _FORBIDS.match(clause):
            constraints.append(_put_back(clause, quotes))
        elif clause and not (intents and isinstance(intents[-1], Compute) and _REPORTS.match(clause)):
            constraints += [_put_back(c, quotes).strip(" ,") for c in _WITHOUT.findall(clause)]
            wanted = _WITHOUT.sub("", clause)
            intents.extend(intents_of(wanted, lambda part, marks="": _put_back(part, quotes, marks)))
    if not intents:
        # "Don't let apps use my location" asks for something all the same: for a switch to be off.
        intents += [Toggle(let[1], on=False) for c in constraints if (let := _LET.match(c))]
    if constraints and not intents:
        raise GoalError(f"The goal says only what not to do ({text[:60]}); say what to do.")
    if not intents:
        raise GoalError(f"The goal asks for nothing to be done ({text[:60]}); say what to do.")
    return Plan(tuple(intents), tuple(constraints))


def literals(goal: str) -> list[str]:
    """The quoted strings of a goal."""
    return _take_quotes(goal)[1]


def _take_quotes(text: str) -> tuple[str, list[str]]:
    quotes: list[str] = []

    def take(match: re.Match[str]) -> str:
        quotes.append(next(group for group in match.groups() if group is not None))
        return f"⟦{len(quotes) - 1}⟧"

    return _QUOTED.sub(take, text), quotes


def _put_back(text: str, quotes: list[str], marks: str = "") -> str:
    """Quoted strings in their places; between `marks` where they are part of something longer."""
    if re.fullmatch(r"⟦\d+⟧", text):
        return quotes[int(text[1:-1])]
    return re.sub(r"⟦(\d+)⟧", lambda match: f"{marks}{quotes[int(match[1])]}{marks}", text)


def _polite(clause: str) -> str:
    clause = clause.strip(" ,")
    while match := _POLITE.match(clause):
        clause = clause[match.end() :]
    return re.sub(r"[ ,]*(?:please|for me|thanks|thank you)[.!]*$", "", clause, flags=re.IGNORECASE)
