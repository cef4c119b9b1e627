"""Asks the person in the terminal; anything but a clear yes is no."""

from __future__ import annotations

import sys

from deskhand.core.actions import phrase
from deskhand.core.risk import Consent, Verdict
from deskhand.core.step import Proposal


class Terminal:
    """Writes the question to stderr, so that stdout stays the run's own output."""

    def ask(self, proposal: Proposal, verdict: Verdict) -> Consent:
        """See `Confirmer.ask`."""
        action = phrase(proposal.action)
        print(f"\nDeskhand will now {action}.", file=sys.stderr)
        print(
            f"  Class {verdict.risk.name} ({verdict.risk.meaning}): {'; '.join(verdict.reasons)}",
            file=sys.stderr,
        )
        for text, origin in verdict.provenance:
            print(f"  The text {text!r} is from: {origin}", file=sys.stderr)
        print("Go ahead? Type yes to allow it [No]: ", end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline().strip().lower()
        return Consent(answer in ("yes", "y"), "person", action)
