"""`deskhand decide`: the next action for cases on stdin, without a screen."""

from __future__ import annotations

import json
import sys

from deskhand.core.actions import Ask
from deskhand.core.errors import GoalError, UsageError
from deskhand.core.step import Change, Expectation, Proposal
from deskhand.system.paths import user_paths

from .decide_case import Case, answer_of, case_of


def decide() -> None:
    """Read cases from stdin, a JSON object a line, and print the next action of each.

    A case: `{"goal": "...", "did": ["click File", "type Name=report.txt", "key ctrl+s"], "elements":
    [{"role": "button", "text": "Save", "state": ""}]}`. The answer: `{"action", "target", "element", "clicks",
    "button", "text", "key", "confidence", "by"}`; `element` is the position of the target among the elements,
    from 0, and tells which of several with one label is meant. Roles are those of `deskhand look`; states are `on`,
    `off`, `selected`, `disabled`, or what a field holds. Reading ends at the first line that is no case.

    Example: `deskhand decide < cases.jsonl`
    """
    from deskhand.bootstrap import open_model
    from deskhand.decide.combined import CombinedDecider

    model, trust, notes = open_model(user_paths())
    for note in notes:
        if note.degraded:
            print(f"deskhand: {note.text}", file=sys.stderr)
    decider = CombinedDecider(model, trust)
    try:
        for number, line in enumerate(sys.stdin, 1):
            if line.strip():
                case = _case(line, number)
                try:
                    proposal = decider.next(case.goal, case.scene, case.history)
                except GoalError as problem:
                    proposal = _refused(problem)
                print(json.dumps(answer_of(proposal, case.scene), ensure_ascii=False), flush=True)
    finally:
        if model is not None:
            model.close()


def _case(line: str, number: int) -> Case:
    try:
        return case_of(json.loads(line))
    except UsageError as problem:
        raise UsageError(f"line {number} is not a case: {problem}") from problem
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        reason = f"line {number} is not a case: it needs a goal and a list of elements, each with a role and a text"
        raise UsageError(f"{reason}; see `deskhand decide --help`.") from problem


def _refused(problem: GoalError) -> Proposal:
    """A goal that cannot be read is a question back to the person, and the cases after it are answered all the same."""
    return Proposal(Ask(str(problem)), "the goal cannot be read", 1.0, "rules", Expectation(Change.NOTHING))
