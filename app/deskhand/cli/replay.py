"""`deskhand replay`: a recipe done again, without the model."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

from deskhand.core.errors import JournalError
from deskhand.core.job_card import Who
from deskhand.core.risk import Risk
from deskhand.core.step import RunResult, Status
from deskhand.core.stop import StopToken
from deskhand.jobs.task import AS_NEW, Doing
from deskhand.system.paths import Paths, user_paths
from deskhand.system.running import recorded
from deskhand.system.secrets import Secrets, terminal_asker

from .progress import Progress
from .run import JobName, RiskName, leave, stopping, written_report

Name = Annotated[str, typer.Argument(help="The name of a recipe, or the path of its folder.")]
Set = Annotated[list[str] | None, typer.Option("--set", help="A value: name=value. Once for each parameter.")]
RowsFile = Annotated[
    Path | None, typer.Option("--rows", help="Replay it for each row of this CSV file; its columns are parameters.")
]
Speed = Annotated[
    float, typer.Option(min=0.1, max=2.0, help="Scale the pauses between events: 0.5 is half as fast. Checks stay.")
]
YesTo = Annotated[
    RiskName | None,
    typer.Option(help="In this run steps up to this class go ahead unasked; otherwise the job card says, else R2."),
]
Unattended = Annotated[bool, typer.Option("--unattended", help="Ask nothing: halt where you would be asked.")]
MaxSteps = Annotated[int, typer.Option(min=1, help="Give up after this many steps.")]
MaxSeconds = Annotated[float, typer.Option(min=1, help="Give up after this many seconds.")]
Resume = Annotated[
    bool, typer.Option("--resume", help="Go on where it was interrupted or halted; what was done is not done again.")
]
Again = Annotated[bool, typer.Option("--again", help="Start anew, although it was begun or its rows were done before.")]


class Said(StrEnum):
    """What a person says of the step a replay was interrupted at."""

    DONE = "done"
    AGAIN = "again"


Interrupted = Annotated[
    Said | None,
    typer.Option(
        help="Go on; if the screen does not tell whether the interrupted step was done: it was, or do it again."
    ),
]
UnusedColumns = Annotated[
    bool, typer.Option("--unused-columns", help="Leave columns of --rows that are no parameters unused.")
]
Append = Annotated[bool, typer.Option("--append", help="Add rows to files that were there before.")]
AsJson = Annotated[bool, typer.Option("--json", help="End with one JSON object on stdout.")]
Report = Annotated[Path | None, typer.Option(help="Write the HTML report into this folder.")]


def replay(
    name: Name,
    values: Set = None,
    rows: RowsFile = None,
    speed: Speed = 1.0,
    yes_to: YesTo = None,
    job: JobName = "",
    unattended: Unattended = False,
    max_steps: MaxSteps = 1_000_000,
    max_seconds: MaxSeconds = 86_400.0,
    resume: Resume = False,
    again: Again = False,
    interrupted: Interrupted = None,
    append: Append = False,
    unused_columns: UnusedColumns = False,
    as_json: AsJson = False,
    report: Report = None,
) -> None:
    """Replay a recipe: each step is found again, gated, done once and checked.

    Examples:

    `deskhand replay fill-form --set name=Ada --set amount=12.50`

    `deskhand replay fill-form --rows invoices.csv --unattended`

    `deskhand replay fill-form --rows invoices.csv --resume`

    Exit: 0 done, 1 failed, 2 bad request, 3 stopped or needs you.
    """
    from deskhand.recipe.meaning.values import assignments

    out = Console(stderr=as_json)
    ended: list[RunResult] = []
    progress = Progress(out, ended.append)

    def work() -> RunResult:
        said: Literal["done", "again"] | None = interrupted.value if interrupted else None
        doing = Doing(resume or said is not None, again, append, said, unused_columns)
        asked = Asked(Risk[yes_to.value] if yes_to else None, unattended, speed, max_steps, max_seconds, job)
        return carry_out(name, assignments(values or ()), rows, user_paths(), asked, progress, report, doing)

    leave(work, ended, as_json)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a replay may do unasked, how fast, how much of it, and by which job card; see `Limits`."""

    unasked: Risk | None = None
    unattended: bool = False
    speed: float = 1.0
    max_steps: int = 1_000_000
    max_seconds: float = 86_400.0
    job: str = ""


def carry_out(
    name: str,
    values: dict[str, str],
    rows: Path | None,
    paths: Paths,
    asked: Asked,
    progress: Progress,
    report: Path | None = None,
    doing: Doing = AS_NEW,
) -> RunResult:
    """One replay in a session of its own, with its report.

    Raises:
        DeskhandError: the recipe or a value is refused, a stage cannot be opened or failed on the way.
    """
    from deskhand.bootstrap_hands import confirmer
    from deskhand.bootstrap_replay import asker
    from deskhand.engine.budget import Budget
    from deskhand.jobs.cards import chosen_for_recipe
    from deskhand.jobs.mending import Mender
    from deskhand.jobs.preparing import prepared
    from deskhand.jobs.replaying import How, People, replay_prepared

    from .mending import ChosenInTerminal

    # All that can be refused is refused before anything is opened.
    card = chosen_for_recipe(paths, Path(name).name, asked.job, Who.RECIPE, asked.max_steps, asked.max_seconds)
    with prepared(name, values, rows, paths, doing, progress.say) as ready:
        stop = StopToken()
        interactive = not asked.unattended and sys.stdin is not None and sys.stdin.isatty()
        by_card = confirmer(card, interactive, stop, asked.unasked)
        people = People(
            by_card,
            by_card.asking(),
            asker(interactive, stop),
            Secrets(paths.secrets, ask=terminal_asker() if not asked.unattended else None),
        )
        for secret in sorted(ready.secrets):
            # Asked for now if it is not kept: later the person's terminal may be behind other windows.
            people.secrets.value(secret)
        mender = Mender(paths, progress.say, ChosenInTerminal(paths, stop) if interactive else None)
        with stopping(stop), recorded(paths.running):
            result = replay_prepared(
                ready,
                doing,
                people,
                paths,
                stop,
                lambda: Budget(card.steps, card.minutes * 60),
                progress,
                progress.say,
                mender,
                How(asked.speed, job=card.name),
            )
        if result.status is not Status.DONE:
            progress.say("What was done is kept; add --resume to go on from there.")
    if report is not None:
        try:
            progress.say(f"Report: {written_report(paths, result.run_id, report)}")
        except JournalError as problem:
            # The replay stands as it ended; only its report is missing.
            print(f"deskhand: {problem}", file=sys.stderr)
    return result
