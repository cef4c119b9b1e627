"""`deskhand jobs`: the job cards, whether they are right, and what a run was allowed by which."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from deskhand.core.errors import DeskhandError, UsageError
from deskhand.core.job_card import JobCard, Who
from deskhand.core.lettering import visible
from deskhand.core.risk import Risk
from deskhand.jobs.card_file import parsed
from deskhand.jobs.cards import READY, Cards, copy_of
from deskhand.system.paths import user_paths

app = typer.Typer(help="Job cards: who may have what done, and what is asked before it.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="The name of a card.")]


@app.command("list")
def list_cards() -> None:
    """The cards there are, and what each says to the classes R0 to R6."""
    cards = Cards(user_paths().cards)
    console, wrong = Console(highlight=False), []
    for name in cards.names():
        try:
            card = cards.load(name)
        except DeskhandError as problem:
            wrong.append(str(problem))
            continue
        rules = "  ".join(f"{risk.name} {card.rule(risk).value}" for risk in Risk)
        budget = f"{card.steps} steps, {card.minutes:g} min" + (f", {card.rate} a minute" if card.rate else "")
        console.print(f"{name}{'' if cards.is_own(name) else ' (ready)'}", style="bold", markup=False)
        console.print(f"  {rules}", markup=False)
        console.print(f"  for {', '.join(sorted(card.who))}; {_where(card)}; {budget}", markup=False)
    print(f"Your own cards are the YAML files in {user_paths().cards}; `deskhand jobs new NAME` makes one.")
    for sentence in wrong:
        print(f"WRONG: {visible(sentence)}", file=sys.stderr)
    if wrong:
        raise typer.Exit(1)


@app.command("check")
def check(
    name: Annotated[str, typer.Argument(help="The name of a card, or a file; all of yours unless given.")] = "",
    who: Annotated[Who | None, typer.Option(help="Ask which card this one's tasks would go by.")] = None,
    task: Annotated[str, typer.Option(help="The goal, or the name of the recipe.")] = "",
) -> None:
    """Whether cards are right; with --who and --task, which card a task goes by and what it is allowed."""
    cards = Cards(user_paths().cards)
    if who is not None:
        _tell(cards.chosen(who, task, name))
        return
    if name.endswith((".yaml", ".yml")):
        try:
            card = parsed(Path(name).stem, Path(name).read_bytes())
        except OSError as problem:
            raise UsageError(f"{name} cannot be read ({problem.strerror}).") from problem
        _tell(card)
        return
    for one in [name] if name else cards.names():
        _tell(cards.load(one))


@app.command("new")
def new(
    name: Name,
    like: Annotated[str, typer.Option(help=f"The card to begin with: {', '.join(READY)}, yours.")] = "ask",
) -> None:
    """Make a card of your own from another, to be edited in a text editor or in the app."""
    cards = Cards(user_paths().cards)
    if cards.is_own(name):
        raise UsageError(f"There is a card {name} already.")
    cards.keep(name, copy_of(cards.load(like), name.replace("-", " ").capitalize()))
    print(f"{user_paths().cards / name}.yaml")


@app.command("explain")
def explain(run_id: Annotated[str, typer.Argument(help="A run's id, the beginning of it, or `last`.")]) -> None:
    """Each step of a run: its class and why, where its texts came from, who allowed it by which rule."""
    from deskhand.jobs.explaining import explained
    from deskhand.jobs.runs import record_of

    run = record_of(user_paths(), run_id)
    console = Console(highlight=False)
    console.print(visible(run.goal), markup=False)
    console.print(f"{run.status}; by the job card {run.job or '(none)'}", markup=False)
    for step in explained(run):
        console.print(f"\n{step.number}. {step.what}", style="bold", markup=False)
        for line in (f"class {step.risk}: {'; '.join(step.reasons)}", *step.origins, step.answered, step.effect):
            console.print(f"   {line}", markup=False)


def _tell(card: JobCard) -> None:
    """A card in words."""
    rules = ", ".join(f"{risk.name} {card.rule(risk).value}" for risk in Risk)
    print(f"{card.name}: {visible(card.title)}")
    print(f"  for {', '.join(sorted(card.who))}: {', '.join(map(visible, card.tasks))}")
    print(f"  classes: {rules}")
    print(f"  {_where(card)}; {card.hours}; {card.steps} steps, {card.minutes:g} minutes; oversight: {card.oversight}")


def _where(card: JobCard) -> str:
    apps = "every application" if card.apps == ("*",) else ", ".join(map(visible, card.apps))
    return apps if card.sites == ("*",) else f"{apps}; sites: {', '.join(map(visible, card.sites))}"
