"""Asks the person in the terminal; anything but a clear yes is no."""

from __future__ import annotations

import select
import sys

from deskhand.core.actions import phrase
from deskhand.core.lettering import visible
from deskhand.core.risk import Consent, Verdict, answer
from deskhand.core.step import Proposal
from deskhand.core.stop import StopToken

_POLL = 0.2
"""Seconds between two looks at the stop token while the person thinks."""


class Terminal:
    """Writes the question to stderr, so that stdout stays the run's own output."""

    def __init__(self, stop: StopToken) -> None:
        self._stop = stop

    def ask(self, proposal: Proposal, verdict: Verdict) -> Consent:
        """See `Confirmer.ask`. A stop while it waits passes through as `StopRequested`."""
        action = phrase(proposal.action)
        _forget_typed_ahead()
        print(f"\nDeskhand will now {visible(action)}.", file=sys.stderr)
        print(
            f"  Class {verdict.risk.name} ({verdict.risk.meaning}): {visible('; '.join(verdict.reasons))}",
            file=sys.stderr,
        )
        for text, origin in verdict.provenance:
            print(f"  The text {text!r} is from: {origin}", file=sys.stderr)
        for seen in verdict.seen:
            print(f"  It was read {visible(seen.where)}.", file=sys.stderr)
        print("Go ahead? Type yes to allow it [No]: ", end="", file=sys.stderr, flush=True)
        return answer(self._says_yes(), "person", action, verdict)

    def question(self, text: str) -> bool:
        """Put a question of a recipe; see `ask`."""
        _forget_typed_ahead()
        print(f"\n{visible(text)}", file=sys.stderr)
        print("Type yes to go on [No]: ", end="", file=sys.stderr, flush=True)
        return self._says_yes()

    def line(self, prompt: str) -> str:
        """What the person types after a prompt; nothing of it was typed before. Raises `StopRequested`."""
        _forget_typed_ahead()
        print(prompt, end="", file=sys.stderr, flush=True)
        return self._line()

    def _says_yes(self) -> bool:
        return self._line().lower() in ("yes", "y")

    def _line(self) -> str:
        # A plain read would not be woken by Ctrl+C, which only sets the token.
        while not select.select([sys.stdin], [], [], _POLL)[0]:
            self._stop.check()
        answer = sys.stdin.readline().strip()
        self._stop.check()
        return answer


def _forget_typed_ahead() -> None:
    """What was typed before the question, by whomever, does not answer it."""
    if sys.stdin.isatty():
        import termios

        termios.tcflush(sys.stdin, termios.TCIFLUSH)
