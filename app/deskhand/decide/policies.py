"""The policy of every kind of intent."""

from __future__ import annotations

from functools import cache

from .skill import Intent, Policy
from .skills import SKILLS
from .view import Move, View


@cache
def _policies() -> dict[type[Intent], Policy]:
    return {kind: policy for skill in SKILLS for kind, policy in skill.policies.items()}


def policy_move(intent: Intent, view: View) -> Move:
    """The next move for one intent."""
    return _policies()[type(intent)](intent, view)
