"""Steps up to a class go ahead unasked; above it the person is asked."""

from __future__ import annotations

from deskhand.core.actions import phrase
from deskhand.core.ports import Confirmer
from deskhand.core.risk import Consent, Risk, Verdict, answer
from deskhand.core.step import Proposal


class UpTo:
    """Grants up to and including `limit`, and passes the rest on."""

    def __init__(self, limit: Risk, above: Confirmer) -> None:
        self._limit, self._above = limit, above

    def ask(self, proposal: Proposal, verdict: Verdict) -> Consent:
        """See `Confirmer.ask`."""
        if verdict.risk <= self._limit and not from_elsewhere(verdict):
            rule = f"steps up to {self._limit.name} go ahead unasked"
            return answer(True, "policy", phrase(proposal.action), verdict, rule)
        return self._above.ask(proposal, verdict)


class Nobody:
    """There is no person to ask, so the answer is no."""

    def ask(self, proposal: Proposal, verdict: Verdict) -> Consent:
        """See `Confirmer.ask`."""
        return answer(False, "nobody", phrase(proposal.action), verdict, "there is nobody to ask")


_OURS = frozenset({"goal", "recipe", "person", "data", "secret"})


def from_elsewhere(verdict: Verdict) -> bool:
    """Text that neither the person nor their recipe brought was put there by the screen or by no one we know."""
    return any(origin not in _OURS for _, origin in verdict.provenance)
