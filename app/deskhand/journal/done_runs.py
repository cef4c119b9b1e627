"""Runs of the journal as data that a recipe can be made of."""

from __future__ import annotations

import time

from pydantic import ValidationError

from deskhand.core.errors import RecipeError
from deskhand.core.screen import Pixels
from deskhand.core.step import Change, Delivery, Outcome
from deskhand.recipe.format.schema import Target, WindowPart
from deskhand.recipe.promoting.promoting import DoneAct, DoneRun

from .history import RunRecord, StepRecord
from .pictures import PictureStore


def done_run(run: RunRecord, pictures: PictureStore) -> DoneRun:
    """A run with the acts that were sent.

    Raises:
        RecipeError: it has not ended, or what is needed was not recorded (runs of a recipe, or of an older Deskhand).
        JournalError: a picture is gone.
    """
    if run.end is None:
        raise RecipeError(f"The run {run.id} was interrupted; only one that was done can be kept.")
    by_recipe = any(step.intent["by"] == "recipe" for step in run.steps)
    sent = [step for step in run.steps if step.outcome and step.outcome["delivery"] == Delivery.SENT]
    if not by_recipe and any("remembered" not in step.intent for step in sent):
        raise RecipeError(f"The run {run.id} is on record without what a recipe needs; do it once more.")
    acts = () if by_recipe else tuple(_act(step, pictures) for step in sent)
    on = time.strftime("%Y-%m-%d", time.localtime(run.at))
    return DoneRun(run.id, run.goal, on, run.status, acts, str(run.end["answer"]), by_recipe)


def _act(step: StepRecord, pictures: PictureStore) -> DoneAct:
    intent, outcome = step.intent, step.outcome or {}
    said = intent["remembered"]
    try:
        target, onto = (Target(**said[key]) if said.get(key) else None for key in ("target", "onto"))
        window = WindowPart(**said["window"]) if said["window"] else None
    except ValidationError as problem:
        raise RecipeError(f"What step {step.number} was done to is on record in a way I do not know.") from problem
    seen = Outcome(outcome["met"], outcome["observed"], outcome["changed"], outcome["missed"])
    return DoneAct(
        phrase=intent["phrase"],
        kind=intent["action"],
        risk=intent["risk"],
        worked=seen.worked,
        met=seen.met,
        text=intent["text"],
        key=intent["key"],
        how=said["how"],
        target=target,
        onto=onto,
        window=window,
        pictures=_pictures(said["pictures"], pictures),
        change=Change(intent["predicted"]),
        detail=intent["detail"],
        opened=tuple(outcome.get("opened", ())),
        closed=tuple(outcome.get("closed", ())),
    )


def _pictures(names: dict[str, str], pictures: PictureStore) -> dict[str, Pixels]:
    return {name: pictures.exact(file) for name, file in names.items()}


__all__ = ["done_run"]
