"""Prints a run as it happens: seen, chosen, why, risk, done, observed."""

from __future__ import annotations

import time
from collections.abc import Callable

from rich.console import Console
from rich.markup import escape

from deskhand.core.actions import phrase
from deskhand.core.events import (
    Acted,
    Answered,
    Decided,
    Event,
    Looked,
    RunEnded,
    RunStarted,
    StepBegun,
    StepEnded,
    Waiting,
)
from deskhand.core.step import RunResult, Status


class Progress:
    """A listener that writes to a console."""

    def __init__(self, console: Console, on_end: Callable[[RunResult], None] | None = None) -> None:
        """`on_end` gets the result as soon as the run has one, whatever happens after."""
        self._console, self._on_end = console, on_end
        self._started = time.monotonic()

    def say(self, text: str) -> None:
        """Print a line between steps."""
        self._console.print(text, highlight=False, markup=False, soft_wrap=True)

    def __call__(self, event: Event) -> None:
        """Print one event."""
        match event:
            case RunStarted(run_id, goal):
                self._console.print(f"[bold]{escape(goal)}[/]  [dim]run {run_id}[/]", highlight=False, soft_wrap=True)
            case Looked(step, scene):
                focus = scene.frame.focus
                where = f" in “{escape(focus.title)}”" if focus else ""
                self._line(f"[bold]{step:>2}[/]", "seen", f"{len(scene)} elements{where}")
            case StepBegun(where, words):
                self._console.print(f"[bold]{escape(where)}[/]  {escape(words)}", highlight=False, soft_wrap=True)
            case StepEnded(_, observed):
                self._line("", "observed", escape(observed))
            case Waiting(for_what):
                self._line("", "waiting", f"for {escape(for_what)} …")
            case Decided(_, proposal, verdict):
                by = f"[dim]by {proposal.by}, {proposal.confidence:.2f}[/]"
                self._line("", "chosen", f"[bold]{escape(phrase(proposal.action))}[/]  {by}")
                self._line("", "why", escape(proposal.why))
                self._line("", "risk", f"{verdict.risk.name}  [dim]{escape('; '.join(verdict.reasons))}[/]")
            case Answered(_, consent) if not consent.granted:
                self._line("", "allowed", f"[red]no[/], by {consent.by}")
            case Acted(_, delivery, outcome):
                mark = "[green]✓[/]" if outcome.met else "[yellow]✗[/]"
                self._line("", "done", f"{delivery.value}  [dim]{time.monotonic() - self._started:.1f} s[/]")
                self._line("", "observed", f"{mark} {escape(outcome.observed)}")
            case RunEnded(result):
                if self._on_end:
                    self._on_end(result)
                tone = "green" if result.status is Status.DONE else "red"
                self._console.print(
                    f"[{tone} bold]{result.status.value}[/] {escape(result.reason)}", highlight=False, soft_wrap=True
                )
                if result.answer:
                    self._console.print(f"Answer: [bold]{escape(result.answer)}[/]")

    def _line(self, number: str, name: str, text: str) -> None:
        self._console.print(f"{number or '  '} [dim]{name:<8}[/] {text}", highlight=False, soft_wrap=True)
