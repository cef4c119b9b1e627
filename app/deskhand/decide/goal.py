"""Turns a goal into a plan: clauses in order, an intent for each, and what is forbidden.

Quoted strings are taken out first and put back last, so nothing inside quotes is ever read as an
instruction. Clauses that forbid something ("don't save") are constraints, not things to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from deskhand.core.errors import GoalError

from .clauses import clauses_of
from .conditions import Condition, taken_off
from .constraints import Constraint, about, constraint_of
from .plan import Plan, SubGoal
from .politeness import polite
from .references import name_of, resolved
from .skill import Intent, Literal
from .skills.beginning import Begin
from .skills.calculator import Compute
from .skills.pressing import Press
from .skills.toggling import Toggle
from .skills.vague import Vague
from .skills.writing import Write
from .verbs import starts_with_verb
from .wordings import intents_of, intents_of_whole

MAX_LENGTH = 2000
"""Characters; longer texts are documents, not goals."""

_WITHOUT = re.compile(
    r"(?:,|\s)\s*(?:(?:and|but)\s+)?((?:without|don't|do not|never|instead of|rather than|not the|but not)\s+.*|"
    r"(?:leave|keep|leaving|keeping)\s+(?:the\s+)?original.*|"
    r"leave\s+.+?\s+(?:alone|unchanged|untouched|as (?:it|they) (?:is|are)|open))$",
    re.IGNORECASE,
)
_BUT = re.compile(
    r"\b(anything|everything|everyone|everybody|anyone|any \w+|all(?: \w+){0,2})\s+(?:but|other than|besides|"
    r"except(?: for)?)\s+(?!then\b|don't\b|do not\b|first\b|never\b|not\b|leave\b|keep\b)",
    re.IGNORECASE,
)
"""What comes after it is left out, and no clause of its own."""
_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|«([^»]*)»|(?<!\w)\'([^\']*)\'(?!\w)|‘([^’]*)’')
_NO_BRACKETS = str.maketrans("⟦⟧", "[]")
_LET = re.compile(r"^(?:do not|don't|never)\s+(?:let|allow)\s+(.+)$", re.IGNORECASE)
_REPORTS = re.compile(
    r"^(?:answer|tell|show|say|read|give)\b.*\b(?:result|display|answer|shows?|it says|it comes to|it is)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"^(?:in|on|from|under|at)\s+(?:the\s+|my\s+)?([^,]{2,40}?)(?:\s+(?:page|tab|section|menu|window|app|"
    r"screen))?,\s",
    re.I,
)
_TAB = re.compile(r"^(?:in|on|under)\s+(?:the\s+)?([^,]{2,40}?)\s+tab,\s", re.IGNORECASE)
_ENDING = re.compile(
    r"^(.+?)[.,]?\s+(?:(?:and|then|and then)\s+)?(?:press|click|hit|tap|push)\s+(?:on\s+)?(?:the\s+)?"
    r"(\w+|⟦\d+⟧)(?:\s+button)?(?:\s+(?:when|once)\s+(?:you are\s+)?(?:done|finished))?$",
    re.IGNORECASE,
)
"""A goal that ends with a button to press."""
_SENDING = re.compile(
    r"^(.+?)[.,]?\s+(?:and|then|and then)\s+(?:submit|send)(?:\s+(?:it|them|the form|the answer))?(?:\s+"
    r"when\s+done)?$",
    re.I,
)
"""A goal that ends with its sending."""
_SHORT = 4
"""Words of a clause that may borrow the verb of the one before: `click Bold, then Italic`."""

Restored = Callable[..., str]


@lru_cache(maxsize=64)
def parse(goal: str) -> Plan:
    """The plan of a goal.

    Raises:
        GoalError: the goal is empty, longer than `MAX_LENGTH`, or asks for nothing.
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

    def restored(part: str, marks: str = "") -> str:
        return _put_back(part, quotes, marks)

    whole = _whole(" ".join(bare.split()).rstrip(" .!?"), restored)
    if whole:
        return Plan(tuple(SubGoal(text, intent) for intent in whole))
    bare = "\n".join(" ".join(line.split()) for line in bare.splitlines() if line.strip())
    subgoals: list[SubGoal] = []
    constraints: list[Constraint] = []
    for clause in clauses_of(_BUT.sub(r"\1 except ", bare)):
        wanted = _without_constraints(clause, restored, constraints)
        if wanted and not (subgoals and isinstance(subgoals[-1].intent, Compute) and _REPORTS.match(wanted)):
            subgoals += _subgoals(wanted, restored, subgoals)
    subgoals = resolved(subgoals)
    if not subgoals:
        # "Don't let apps use my location" asks for something all the same: for a switch to be off.
        asked = [(rule, let[1]) for rule in constraints if (let := _LET.match(rule.text))]
        subgoals = [SubGoal(rule.text, Toggle(label, on=False)) for rule, label in asked]
        constraints = [rule for rule in constraints if rule not in [r for r, _ in asked]]
    only_forbids = bool(constraints) and not subgoals
    if only_forbids:
        subgoals = [SubGoal(text, Vague(text))]
    if not subgoals:
        raise GoalError(f"The goal asks for nothing to be done ({text[:60]}); say what to do.")
    places = tuple(restored(place[1]) for place in [_PLACE.match(bare)] if place)
    subgoals = [_after_beginning(one, before) for before, one in zip([None, *subgoals], subgoals, strict=False)]
    if tab := _TAB.match(bare):
        subgoals.insert(0, SubGoal(restored(tab[0].strip(" ,")), Press(restored(tab[1]))))
    name = next((found for subgoal in subgoals if (found := name_of(subgoal.intent))), "")
    return Plan(tuple(subgoals), tuple(about(rule, name) for rule in constraints), places, only_forbids)


def _whole(text: str, restored: Restored) -> list[Intent]:
    """The intents of a goal that is one thing as a whole, with what is to be pressed at its end."""
    head = polite(text)
    ending = _ENDING.match(head)
    if ending and (found := intents_of_whole(ending[1].rstrip(" .,"), restored)):
        return [*found, Press(Literal(restored(ending[2]).strip(" \"'")))]
    sending = _SENDING.match(head)
    if sending and (found := intents_of_whole(sending[1].rstrip(" .,"), restored)):
        return [*found, Press(Literal("Submit"))]
    return intents_of_whole(head, restored)


def literals(goal: str) -> list[str]:
    """The quoted strings of a goal."""
    return _take_quotes(goal)[1]


def _without_constraints(clause: str, restored: Restored, constraints: list[Constraint]) -> str:
    """The clause without what it forbids, which goes to the constraints."""
    rule = constraint_of(restored(clause, '"'), within=False)
    if rule is not None:
        constraints.append(rule)
        return ""
    found = _WITHOUT.search(clause)
    if found is None or not starts_with_verb(clause[: found.start()]):
        return clause
    rule = constraint_of(restored(found[1], '"'))
    if rule is None:
        return clause
    head = clause[: found.start()].strip(" ,")
    constraints.append(replace(rule, beside=restored(head)))
    return head


def _subgoals(clause: str, restored: Restored, before: list[SubGoal]) -> list[SubGoal]:
    condition, wanted = taken_off(clause)
    if condition is not None:
        condition = Condition(restored(condition.text), condition.wanted)
    wanted = polite(wanted)
    intents = intents_of(wanted, restored)
    if _is_vague(intents) and before and _borrows(wanted, before[-1]):
        verb = before[-1].what.split(" ", 1)[0]
        if starts_with_verb(verb) and not _is_vague(borrowed := intents_of(f"{verb} {wanted}", restored)):
            intents, wanted = borrowed, f"{verb} {wanted}"
    return [SubGoal(restored(wanted, '"'), intent, condition) for intent in intents]


def _borrows(clause: str, before: SubGoal) -> bool:
    """Whether a clause goes on with the verb of the one before: `click Bold, then Italic, then Print`."""
    words = len(clause.split())
    if starts_with_verb(clause):
        return words == 1 and isinstance(before.intent, Press)
    return words <= _SHORT


def _after_beginning(subgoal: SubGoal, before: SubGoal | None) -> SubGoal:
    """What is written right after something new was begun is written there."""
    intent = subgoal.intent
    if before is None or not isinstance(before.intent, Begin) or not isinstance(intent, Write) or intent.field:
        return subgoal
    return replace(subgoal, intent=replace(intent, begun=True))


def _is_vague(intents: list[Intent]) -> bool:
    return any(isinstance(intent, Vague) for intent in intents)


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
