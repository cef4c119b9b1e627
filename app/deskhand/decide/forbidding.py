"""Whether an act does what the goal forbids, seen from what it is done to; and goals that forbid what they ask for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from deskhand.core.actions import Action, Click, Key, Scroll, Type, target_of
from deskhand.core.screen import Element, Role
from deskhand.core.step import Past

from .constraints import KEYS, Constraint, alike, breaks, widened
from .likeness import content_words
from .plan import HowFar, Plan, Standing, SubGoal
from .references import name_of
from .verbs import VERBS, base_of
from .view import CLICKABLE, Choice, View

_ELSE = re.compile(r"\b(?:else|other|others|again|more|anywhere|another|twice)\b", re.IGNORECASE)
"""A rule about what is left beside what is asked for."""
_FILLS = frozenset("to it as into onto out from any file files one ones named called".split())
_LISTED = (Role.ROW, Role.ICON, Role.OPTION, Role.CELL, Role.CHECKBOX, Role.RADIO, Role.LINK)
_SHORT = 4
"""Words of a field's content up to which it says whom or what an act is done to."""
_NO = re.compile(r"^(?:don'?t|do not|no\b|not now|never|keep|cancel|stay|go back)", re.IGNORECASE)
"""How an answer begins that keeps everything as it is."""


def forbidden(
    plan: Plan, choice: Choice, standings: Sequence[Standing], elements: Sequence[Element], history: Sequence[Past]
) -> str:
    """The words of the goal that forbid a choice, or nothing.

    A rule with the verb of the current sub-goal leaves that alone only where it is about another thing than the act.
    """
    action = choice.action
    if (not isinstance(action, Click | Key | Type) and target_of(action) is None) or isinstance(action, Scroll):
        return ""
    current = next((s.subgoal for s in standings if s.how_far is HowFar.CURRENT), None)
    asked = _verbs(current) if current is not None else frozenset()
    for rule in plan.constraints:
        if not asked & widened(rule):
            if breaks(rule, action) or ("include" in rule.verbs and _commits(action, asked, rule, elements, history)):
                return str(rule)
        elif rule.objects and not _ELSE.search(rule.text):
            if _done_to(rule, action, asked, elements, history):
                return str(rule)
        elif not _exempt(rule) and breaks(rule, action):
            return str(rule)
    return ""


def contradiction(plan: Plan) -> str:
    """What a goal asks for and forbids at once, or nothing."""
    for subgoal in plan.subgoals:
        for rule in plan.constraints:
            if subgoal.condition is not None or _exempt(rule) or not _verbs(subgoal) & widened(rule):
                continue
            wanted = _things(name_of(subgoal.intent)) or _things(subgoal.what) - _verbs(subgoal)
            named = _named(rule)
            if not named or named == wanted:
                return str(rule)
    return ""


def says_no(plan: Plan, elements: Sequence[Element], history: Sequence[Past]) -> Element | None:
    """The answer to an open question that keeps to a goal which only forbids: its label itself says no."""
    texts = [e.text for e in elements if e.role in (Role.DIALOG, Role.BUTTON) or e.text.rstrip().endswith("?")]
    verbs = {verb for rule in plan.constraints for verb in widened(rule)}
    asked = any((base_of(word) or word) in verbs for text in texts for word in _words(text))
    if not asked or not any(e.role is Role.DIALOG or e.text.rstrip().endswith("?") for e in elements):
        return None
    answers = [e for e in elements if e.role in CLICKABLE and _NO.match(e.text.replace("’", "'").strip())]
    answers = [e for e in answers if not View((), tuple(history)).clicked(e.text)]
    # "Don't save" says it best; "Cancel" and "Keep" change nothing either.
    exact = [e for e in answers if any((base_of(word) or word) in verbs for word in _words(e.text))]
    return next(iter(exact or answers), None)


def _verbs(subgoal: SubGoal) -> frozenset[str]:
    """The verbs of a sub-goal: that of its words, of its intent, and of the label it is to press."""
    kind = re.sub(r"[A-Z]\w*$", "", type(subgoal.intent).__name__[1:])
    kind = (type(subgoal.intent).__name__[0] + kind if kind else type(subgoal.intent).__name__).casefold()
    words = _words(subgoal.what)
    first = base_of(words[0]) if words else ""
    found = {first, kind if kind in VERBS else ""}
    if first in ("press", "click", "hit", "tap", "push", "choose", "select", "pick"):
        found.add(next((base_of(word) for word in _words(name_of(subgoal.intent))), ""))
    return frozenset(verb for one in found - {""} for verb in alike(one))


def _exempt(rule: Constraint) -> bool:
    """A rule beside another clause, or about what is left, does not forbid what is asked for by name."""
    elsewhere = bool(rule.beside) and base_of(rule.beside.partition(" ")[0]) not in widened(rule)
    return elsewhere or bool(_ELSE.search(rule.text))


def _done_to(
    rule: Constraint, action: Action, asked: frozenset[str], elements: Sequence[Element], history: Sequence[Past]
) -> bool:
    """Whether an act that serves the current sub-goal is done to what the rule names."""
    named = _named(rule)
    if not named:
        return breaks(rule, action)
    target = target_of(action)
    if isinstance(action, Type):
        return len(action.text.split()) <= _SHORT and named <= set(_words(action.text))
    if target is not None:
        words = _things(target.text)
        if named <= words and not (asked & {"press", "click"} and words > named):
            return True
        if target.box.area and target.role not in _LISTED and named <= _row_of(target, elements):
            return True
    return _commits(action, asked | rule.verbs, rule, elements, history)


def _commits(
    action: Action, verbs: frozenset[str], rule: Constraint, elements: Sequence[Element], history: Sequence[Past]
) -> bool:
    """Whether an act does to the selection, or with what was filled in, what may not be done to the rule's thing."""
    target = target_of(action)
    first = next(iter(_words(target.text)), "") if target is not None else ""
    done = KEYS.get(action.chord.casefold(), "") if isinstance(action, Key) else base_of(first)
    if not done or done not in verbs:
        return False
    chosen = [e.text for e in elements if e.state in ("selected", "on") and e.role in _LISTED]
    chosen += [e.state for e in elements if e.role in (Role.EDIT, Role.COMBO) and len(e.state.split()) <= _SHORT]
    last = history[-1].action if history else None
    if isinstance(last, Click):
        chosen.append(last.target.text)
    named = _named(rule)
    if not chosen and target is not None and len(_words(target.text)) == 1:
        # Nothing shows what it would be done to, and the spared thing is there to be hit.
        chosen = [e.text for e in elements if e.role in _LISTED]
    return bool(named) and any(named <= set(_words(text)) for text in chosen)


def _row_of(target: Element, elements: Sequence[Element]) -> set[str]:
    """The words of what stands in the same line as a button."""
    middle = target.box.center.y
    beside = [e for e in elements if e.box.area and e.box.y <= middle < e.box.bottom and e.box.h <= 3 * target.box.h]
    return {word for e in beside for word in _words(e.text)}


def _named(rule: Constraint) -> set[str]:
    return _things(" ".join(rule.objects))


def _things(text: str) -> set[str]:
    return {word for word in content_words(text) if word not in _FILLS}


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'.@-]*\w", text.casefold().replace("’", "'"))
