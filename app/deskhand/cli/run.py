"""`deskhand run`, `start` and `stop`."""

from __future__ import annotations

import contextlib
import json
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from deskhand.core.errors import DeskhandError, JournalError
from deskhand.core.job_card import Who
from deskhand.core.risk import Risk
from deskhand.core.step import RunResult, Status
from deskhand.core.stop import StopToken
from deskhand.system.paths import Paths, user_paths
from deskhand.system.running import recorded, stop_running

from .progress import Progress


class RiskName(StrEnum):
    """The risk classes, as an option's values."""

    R0 = "R0"
    R1 = "R1"
    R2 = "R2"
    R3 = "R3"
    R4 = "R4"
    R5 = "R5"
    R6 = "R6"


YesTo = Annotated[
    RiskName | None,
    typer.Option(help="In this run steps up to this class go ahead unasked; otherwise the job card says, else R1."),
]
JobName = Annotated[str, typer.Option("--job", help="The job card to go by; `deskhand jobs list` shows them.")]
MaxSteps = Annotated[int, typer.Option(min=1, help="Give up after this many steps.")]
MaxSeconds = Annotated[float, typer.Option(min=1, help="Give up after this many seconds.")]


def run(
    goal: Annotated[str, typer.Argument(help="What you want done, in plain words.")],
    yes_to: YesTo = None,
    job: JobName = "",
    max_steps: MaxSteps = 40,
    max_seconds: MaxSeconds = 300.0,
    as_json: Annotated[bool, typer.Option("--json", help="End with one JSON object on stdout.")] = False,
    report: Annotated[Path | None, typer.Option(help="Write the HTML report into this folder.")] = None,
) -> None:
    """Do a goal on the desktop.

    Examples:

    `deskhand run 'Type "hello" and save it as notes.txt in the Documents folder' --yes-to R2`

    `deskhand run "open report.txt" --json --report ./reports`

    With `DESKHAND_ACCESSIBILITY=1` in the environment applications are also asked what they show.

    Exit: 0 done, 1 failed, 2 bad request, 3 stopped or needs you.
    """
    out = Console(stderr=as_json)
    ended: list[RunResult] = []
    limits, progress = limits_of(yes_to, max_steps, max_seconds, job), Progress(out, ended.append)
    leave(lambda: carry_out(goal, user_paths(), limits, progress, report), ended, as_json)


def leave(work: Callable[[], RunResult], ended: Sequence[RunResult], as_json: bool) -> NoReturn:
    """Do the work of a command, print its one object if asked for, and leave with its exit code.

    `ended` holds the result as soon as there is one. Raises what the work raises before that.
    """
    try:
        result = work()
    except (Exception, SystemExit, KeyboardInterrupt) as problem:
        if ended:
            # The run has its result; what failed after it must not contradict it.
            print(f"deskhand: {problem}", file=sys.stderr)
            result = ended[-1]
        else:
            stopped = not isinstance(problem, Exception)
            status, reason = (Status.STOPPED, "Stopped.") if stopped else (Status.FAILED, str(problem))
            if as_json:
                print_json(RunResult(status, 0, "", 0.0, "", reason))
            raise
    if as_json:
        print_json(result)
    raise typer.Exit(result.status.exit_code)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run may do unasked, and how long it may take."""

    unasked: Risk | None = None
    """The person's own word for this run, before what the card says."""
    max_steps: int = 40
    max_seconds: float = 300.0
    job: str = ""
    """The job card by name; else the one that names the task, if there is one."""


def limits_of(yes_to: RiskName | None, max_steps: int, max_seconds: float, job: str) -> Limits:
    """The limits of a run as its command line says them."""
    return Limits(Risk[yes_to.value] if yes_to else None, max_steps, max_seconds, job)


def carry_out(goal: str, paths: Paths, limits: Limits, progress: Progress, report: Path | None) -> RunResult:
    """One goal in a session of its own, with its report.

    Raises:
        DeskhandError: a stage cannot be opened or failed on the way.
    """
    from deskhand.bootstrap import open_session
    from deskhand.bootstrap_hands import confirmer
    from deskhand.decide.goal import parse
    from deskhand.engine.budget import Budget
    from deskhand.jobs.cards import Cards, with_budget

    parse(goal)  # a goal that cannot be read is refused before anything is opened
    stop = StopToken()
    card = with_budget(Cards(paths.cards).chosen(Who.GOAL, goal, limits.job), limits.max_steps, limits.max_seconds / 60)
    ask = confirmer(card, sys.stdin is not None and sys.stdin.isatty(), stop, limits.unasked)
    with stopping(stop), recorded(paths.running), open_session(paths, ask, stop, job=card.name) as session:
        for note in session.notes:
            if note.degraded:
                progress.say(f"{note.part}: {note.text}")
        result = session.run(goal, Budget(card.steps, card.minutes * 60), progress)
    if report is not None:
        try:
            progress.say(f"Report: {written_report(paths, result.run_id, report)}")
        except JournalError as problem:
            # The run stands as it ended; only its report is missing.
            print(f"deskhand: {problem}", file=sys.stderr)
    return result


def start(yes_to: YesTo = None, job: JobName = "", max_steps: MaxSteps = 40, max_seconds: MaxSeconds = 300.0) -> None:
    """Ask for goals in the terminal and do them on this desktop, one after the other. Ctrl+D ends it."""
    out = Console()
    out.print("Type a goal and press Enter. Ctrl+C stops a run, Ctrl+D ends Deskhand.")
    while True:
        try:
            goal = out.input("[bold]Goal:[/] ").strip()
        except (EOFError, KeyboardInterrupt):
            out.print()
            return
        if not goal:
            continue
        try:
            limits = limits_of(yes_to, max_steps, max_seconds, job)
            carry_out(goal, user_paths(), limits, Progress(out), None)
        except DeskhandError as problem:
            out.print(str(problem), style="red", markup=False)


def stop() -> None:
    """Stop the run in progress, in the middle of an action if need be."""
    pid = stop_running(user_paths().running)
    print("No run is in progress." if pid is None else f"Told the run in process {pid} to stop.")


def written_report(paths: Paths, run_id: str, folder: Path) -> Path:
    """Write a run's report.

    Raises:
        JournalError: it cannot be written.
    """
    from deskhand.jobs.runs import report_of

    return report_of(paths, run_id, folder)


def print_json(result: RunResult) -> None:
    """The one object `--json` promises, as the last line of stdout."""
    line = {
        "status": result.status.value,
        "steps": result.steps,
        "answer": result.answer,
        "seconds": round(result.seconds, 2),
        "run_id": result.run_id,
        "reason": result.reason,
    }
    print(json.dumps(line, ensure_ascii=False), flush=True)


@contextlib.contextmanager
def stopping(stop: StopToken) -> Iterator[None]:
    """Ctrl+C and `deskhand stop` (SIGTERM) set the stop token while the body runs."""

    def ask(number: int, frame: FrameType | None) -> None:
        stop.stop("Stopped by Ctrl+C." if number == signal.SIGINT else "Stopped by `deskhand stop`.")

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
