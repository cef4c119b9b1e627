"""Planners that write: a language model splits a goal the rules cannot read; see `proposed` for what is taken of it."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence

from deskhand.core.errors import GoalError, ModelError
from deskhand.core.ports import Planner, Writer

from .goal import parse
from .plan import Plan, SubGoal
from .prompt import plan_prompt
from .proposed import objection
from .skills.vague import Vague
from .weighty import is_weighty

log = logging.getLogger(__name__)

WRITTEN = 160
"""Tokens of a plan at most."""
LONG = 7
"""Words of a clause from which it may ask for several things."""
_JOINED = re.compile(r",|;|:|\b(?:and|then|after|before|once|but|with|into|without)\b", re.IGNORECASE)
_SHOTS = """Split the goal into sub-goals, in order, in the goal's own words, separated by " ; ".
What must not be done begins with "!". Add nothing.

Goal: before you close it, save the letter as "draft 2.odt", and don't print it
Plan: save the letter as "draft 2.odt" ; close it ; ! do not print it

Goal: I need report.pdf and notes.txt in a new folder Archive
Plan: create a folder named Archive ; copy report.pdf into Archive ; copy notes.txt into Archive

Goal: once you have found the price of the tea, put it into the field Amount
Plan: read the price of the tea ; type it into Amount

"""


class WritingPlanner:
    """Asks a writer for a plan: our adapter, which was taught to, or another model by examples."""

    def __init__(self, writer: Writer, taught: bool) -> None:
        """`taught`: the writer knows `Goal: ... Plan:`; else it is shown examples first."""
        self._writer, self._taught = writer, taught

    def propose(self, goal: str) -> tuple[str, ...]:
        """See `Planner.propose`."""
        asked = plan_prompt(goal)
        written = self._writer.write(asked if self._taught else _SHOTS + asked, WRITTEN)
        return tuple(part.strip() for part in re.split(r"\s*;\s+", written.strip()) if part.strip())

    def close(self) -> None:
        """Release the writer; calling it again does nothing."""
        self._writer.close()


def planned(goal: str, planner: Planner | None) -> Plan:
    """The plan of the rules; where they leave a clause vague, the planner's if it stands the check and is clearer.

    Raises:
        GoalError: the goal is empty, too long or asks for nothing.
    """
    plan = parse(goal)
    if planner is None or plan.only_forbids or not any(map(_has_parts, plan.subgoals)):
        return plan
    try:
        lines = planner.propose(goal)
        against = objection(goal, lines)
        if against:
            log.info("A proposed plan is not used: %s.", against)
            return plan
        better = _merged(plan, lines)
    except (ModelError, GoalError) as problem:
        log.warning("%s The goal is split by the rules alone.", problem)
        return plan
    if (heavy := _heavier(better, plan)) is not None:
        # What cannot be taken back must be asked for in words the rules can read; the person is asked at that step.
        log.info("A proposed plan is not used: the rules cannot read that it is asked to %s.", heavy.what)
        return plan
    return better if _vague(better) < _vague(plan) else plan


def _merged(plan: Plan, lines: Sequence[str]) -> Plan:
    """The sub-goals as proposed; what the rules saw forbidden stays forbidden, and more may be."""
    parts = [parse(line) for line in lines if not line.startswith("!")]
    rules = list(plan.constraints)
    for line in lines:
        if line.startswith("!"):
            rules += [rule for rule in parse(line.lstrip("! ")).constraints if rule not in rules]
    subgoals: list[SubGoal] = [subgoal for part in parts for subgoal in part.subgoals]
    return Plan(tuple(subgoals), tuple(rules), plan.places)


def _heavier(better: Plan, plan: Plan) -> SubGoal | None:
    """The first part of a proposed plan that is of weight, and that the rules did not find in the goal."""
    found = [subgoal for subgoal in plan.subgoals if not isinstance(subgoal.intent, Vague)]
    for subgoal in better.subgoals:
        same = [s for s in found if type(s.intent) is type(subgoal.intent)]
        if is_weighty(subgoal.what) and not same:
            return subgoal
    return None


def _has_parts(subgoal: SubGoal) -> bool:
    """Whether a clause that no wording fits is long enough to hold several things to do."""
    return (
        isinstance(subgoal.intent, Vague) and len(subgoal.what.split()) >= LONG and bool(_JOINED.search(subgoal.what))
    )


def _vague(plan: Plan) -> int:
    return sum(isinstance(subgoal.intent, Vague) for subgoal in plan.subgoals)
