"""Checks a split of a goal that a language model proposes: it may order the person's words, and add none of weight.

Every quoted literal must survive, nothing destructive may appear unasked, and what is named must come from the goal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .constraints import alike, constraint_of
from .goal import literals, parse
from .likeness import content_words
from .politeness import polite
from .verbs import base_of

MOST, LONGEST = 12, 200
"""Sub-goals of a plan, and characters of one."""
_FOREIGN_SHARE = 0.5
"""Share of a sub-goal's words that may be ones of program interfaces instead of the goal's."""
_DESTRUCTIVE = frozenset(
    "delete remove trash erase discard overwrite replace empty clear uninstall format reset restore send submit post "
    "publish share mail email reply forward pay buy order book subscribe unsubscribe install update upgrade shut "
    "restart quit move rename allow agree accept sign".split()
)
"""Verbs of acts that cannot be taken back, cost money or tell others something."""
_NEGATED = re.compile(
    r"\b(?:not|don't|do not|never|without|no|isn't|nothing)\s+(?:to\s+|be\s+|to be\s+|get\s+|any\s+|the\s+)?[\w'-]+",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:be|gets?|get it|have it|needs?|wants?|wanted)\s+([\w'-]+)")
_PHRASES = (
    ("get rid of", "delete"),
    ("throw", "delete"),
    (" into ", "move"),
    (" bin", "delete"),
    (" instead of ", "replace"),
)
"""Phrases of everyday language that ask for such an act without naming it."""
_INTERFACE = frozenset(
    "menu dialog button window field box tab page list file folder document editor program application search result "
    "name text new open click press type save as choose select copy paste".split()
)
_HEDGES = re.compile(
    r"\b(?:if|unless|whether|in case|provided|only when|should(?!\s+(?:also\s+)?be\s+\w)|ought(?!\s+to\s+be\s+\w)|"
    r"shouldn't|would it|wonder(?:ing)?|asking|asked|suppose[ds]?|wrote|said|says|told|suggest(?:s|"
    r"ed)?|think|thinks)\b"
    r"(?!\s+(?:possible|you (?:can|could|would|don't mind|please)))",
    re.IGNORECASE,
)
"""Words that make something else of a request than a request; a plan must keep them."""
_PARTS = re.compile(r"[,;.:]|\b(?:and|then|but|first|next|finally|lastly|afterwards|also)\b", re.IGNORECASE)
_WEAK = frozenset(
    "look see have get put go take let make need want like tell give say use do keep please be is are was it its has "
    "i'd i'm need needs wanted should would could thing things one called named so as well just not "
    "no into out rid away then has had without".split()
)
"""Verbs and words that may be said in another way."""
_UNCOVERED = 0.6
"""Share of a goal's words that a plan may leave out: fillers and what is said in another way."""
_SPECIFIC = re.compile(r"[\w.+-]+@[\w.-]+|https?://\S+|\S*\.\w{1,5}(?=\s|$)|\d[\d.,:/-]*")
"""What stands for itself: addresses, files, numbers."""


def objection(goal: str, lines: Sequence[str]) -> str:
    """Why a proposed split of a goal is not used, or nothing where it is.

    Raises:
        GoalError: the goal itself cannot be read.
    """
    if not 0 < len(lines) <= MOST or any(not line.strip() or len(line) > LONGEST for line in lines):
        return f"it has {len(lines)} parts, or an empty or overlong one"
    whole = " ; ".join(lines)
    kept = [one for line in lines for one in literals(line)]
    for literal in literals(goal):
        # Still in quotes: what was quoted must not become an instruction.
        if literal not in kept:
            return f"it drops “{literal}”, or takes it out of its quotes"
    if added := [one for line in lines for one in literals(line) if one not in goal]:
        return f"it adds “{added[0]}”"
    if added := [
        one for one in _SPECIFIC.findall(whole) if one.strip(".,") and one.strip(".,").casefold() not in goal.casefold()
    ]:
        return f"it adds {added[0]}"
    return _unasked(goal, lines) or _dropped_rules(goal, lines) or _unsaid(goal, lines) or _uncovered(goal, lines)


def _unasked(goal: str, lines: Sequence[str]) -> str:
    """A destructive verb the goal does not have, or words that are not the goal's."""
    asked = {base_of(word) or word for word in re.findall(r"[\w'-]+", goal.casefold())}
    requested = _requested(goal)
    asked |= requested
    for line in lines:
        if line.lstrip().startswith("!"):
            continue
        words = content_words(re.sub(r"[\"“”«»]", " ", line))
        bases = {base_of(word) or word for word in words}
        for verb in bases & _DESTRUCTIVE:
            if not alike(verb) & requested:
                return f"it would {verb}, which the goal does not ask for"
        strange = [word for word in words if (base_of(word) or word) not in asked | _INTERFACE]
        if words and len(strange) > _FOREIGN_SHARE * len(words):
            return f"“{line.strip()}” is not in the goal"
    return ""


def _unsaid(goal: str, lines: Sequence[str]) -> str:
    """A condition, a doubt or another's word in the goal that no line keeps."""
    bare, whole = _without_quotes(goal), _without_quotes(" ; ".join(lines)).casefold()
    for hedge in _HEDGES.finditer(bare):
        if hedge[0].casefold() not in whole:
            return f"it drops “{hedge[0]}”"
    asks = "?" in bare and not re.match(r"^\W*(?:please|(?:can|could|would|will) you)\b", bare, re.IGNORECASE)
    return "it makes an act of a question" if asks and "?" not in whole else ""


def _uncovered(goal: str, lines: Sequence[str]) -> str:
    """A part of the goal that no line has: a verb a part begins with, a name, or most of the words."""
    bare, whole = _without_quotes(goal), " ; ".join(lines)
    there = {base_of(word) or word for word in [*re.findall(r"[\w'-]+", whole.casefold()), *content_words(whole)]}
    there |= {other for word in there for other in alike(word)}
    for part in _PARTS.split(polite(bare)):
        words = re.findall(r"[\w'-]+", polite(part).casefold())
        # "first bold ..., then underline ..." begins with its verbs.
        verb = next(iter(words), "")
        if (
            len(words) > 1
            and base_of(verb) == verb
            and verb not in _WEAK | there
            and not _said_otherwise(goal, verb, there)
        ):
            return f"it drops “{part.strip()}”"
    for one in _SPECIFIC.findall(bare):
        if one.strip(".,") and one.strip(".,").casefold() not in whole.casefold():
            return f"it drops {one}"
    words = [base_of(word) or word for word in content_words(bare) if word not in _WEAK | _INTERFACE]
    missing = [word for word in words if word not in there]
    return f"it drops “{missing[0]}” and more" if len(missing) > _UNCOVERED * len(words) else ""


def _said_otherwise(goal: str, verb: str, there: set[str]) -> bool:
    """Whether a phrase that begins with the verb stands for another that is there: `get rid of` for `delete`."""
    return any(
        phrase.strip().startswith(verb) and phrase in goal.casefold() and other in there for phrase, other in _PHRASES
    )


def _without_quotes(text: str) -> str:
    return re.sub(r'"[^"]*"|“[^”]*”|«[^»]*»', " ", text)


def _requested(goal: str) -> set[str]:
    """The verbs a goal asks for: not negated, and not told of the past as in `I moved to Oslo`."""
    bare = _NEGATED.sub(" ", goal.casefold())
    words = re.findall(r"[\w'-]+", bare)
    asked = {word for word in words if base_of(word) == word}
    asked |= {base_of(word) for word in words if word.endswith("ing")}
    asked |= {base_of(word) for word in _PASSIVE.findall(bare)}
    return asked | {verb for phrase, verb in _PHRASES if phrase in bare}


def _dropped_rules(goal: str, lines: Sequence[str]) -> str:
    """A sub-goal that does what the goal forbids."""
    rules = parse(goal).constraints
    forbidden = {verb for rule in rules if not rule.objects for verb in rule.verbs}
    forbidden |= {base_of(word) for rule in rules for phrase in rule.objects for word in phrase.split()} - {""}
    for line in lines:
        first = line.strip().partition(" ")[0]
        if not line.lstrip().startswith("!") and constraint_of(line) is None and base_of(first) in forbidden:
            return f"“{line.strip()}” is forbidden by the goal"
    return ""
