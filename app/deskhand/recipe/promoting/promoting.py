"""A run that reached its goal as a recipe: its acts in order, its parameters the words of the goal.

What was tried and did not work is left out, and so is what only undid itself. Each act keeps the anchor that was
made when it was done, and what was seen to follow from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from deskhand.core.errors import RecipeError
from deskhand.core.screen import Pixels
from deskhand.core.step import Change

from ..anchors.titles import title_pattern
from ..format.pictures import names_in
from ..format.schema import AnyStep, Click, Drag, Effect, Key, Recipe, Scroll, Target, Type, WindowPart
from .parametrising import Parametrised

LONGEST_TITLE = 200
"""Characters of a goal that a recipe's title repeats."""
_OPENS = frozenset({Change.MENU_OPENS, Change.DIALOG_OPENS})
_WINDOWS = frozenset({Change.DIALOG_OPENS, Change.WINDOW_OPENS, Change.DIALOG_CLOSES, Change.WINDOW_CLOSES})
_SAYS_NOTHING = frozenset({Change.ANYTHING, Change.NOTHING})


@dataclass(frozen=True)
class DoneAct:
    """One act of a run, as it is on record.

    `how` is what it is made of besides its target (see `journal.remembering`); `opened` and `closed` are titles of
    windows that came and went with it; `worked` whether it counted as done then, `met` whether its prediction held.
    """

    phrase: str
    kind: str
    risk: str
    worked: bool
    met: bool
    text: str = ""
    key: str = ""
    how: dict[str, Any] = field(default_factory=dict)
    target: Target | None = None
    onto: Target | None = None
    window: WindowPart | None = None
    pictures: dict[str, Pixels] = field(default_factory=dict)
    change: Change = Change.ANYTHING
    detail: str = ""
    opened: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()


@dataclass(frozen=True)
class DoneRun:
    """A run that ended, as it is on record; `on` is its day (ISO)."""

    id: str
    goal: str
    on: str
    status: str
    acts: tuple[DoneAct, ...]
    answer: str = ""
    by_recipe: bool = False


@dataclass(frozen=True)
class Promoted:
    """The recipe of a run, its pictures, and what the person should know of it."""

    recipe: Recipe
    pictures: dict[str, Pixels]
    remarks: tuple[str, ...] = ()


def promoted(run: DoneRun, name: str) -> Promoted:
    """The recipe of a run, called `name`.

    Raises:
        RecipeError: the run cannot be one: it failed, did nothing, used secrets, or was itself a recipe's.
    """
    _check(run)
    acts = _without_detours(run.acts)
    if not acts:
        raise RecipeError(f"None of what the run {run.id} did is known to have worked, so it makes no recipe.")
    words = Parametrised(run.goal, [(act.text, act.target) for act in acts])
    steps = tuple(_step(act, words, number) for number, act in enumerate(acts, 1))
    try:
        recipe = Recipe(
            name=name,
            title=" ".join(run.goal.split())[:LONGEST_TITLE],
            made=f"from the run {run.id} of {run.on}",
            parameters=words.parameters,
            steps=steps,
        )
    except ValidationError as problem:
        raise RecipeError(
            f"No recipe can be called “{name}”; small letters, digits and - may stand in it."
        ) from problem
    seen = {picture: pixels for act in acts for picture, pixels in act.pictures.items()}
    wanted = set(names_in(recipe))
    return Promoted(recipe, {n: p for n, p in seen.items() if n in wanted}, tuple(_remarks(run, acts)))


def _check(run: DoneRun) -> None:
    if run.status != "done":
        raise RecipeError(
            f"The run {run.id} ended as {run.status.replace('_', ' ')}; only one that was done can be kept."
        )
    if run.by_recipe:
        raise RecipeError(f"The run {run.id} was done by a recipe already.")
    if not run.acts:
        raise RecipeError(f"The run {run.id} did nothing on the screen, so there is nothing to repeat.")
    for act in run.acts:
        if act.risk == "R5" or "{{secret:" in act.text:
            shown = act.phrase if "{{secret:" in act.text else act.kind
            raise RecipeError(
                f"The run {run.id} used a secret or a payment ({shown}), which no recipe keeps: record it with "
                "`deskhand record`, where secrets are filled from the keyring."
            )


def _without_detours(acts: Sequence[DoneAct]) -> list[DoneAct]:
    """What worked, without menus and dialogs that were only opened and closed again."""
    kept: list[DoneAct] = []
    for act in acts:
        if not act.worked:
            continue
        if act.kind == "key" and act.key.lower() in ("escape", "esc") and kept and kept[-1].change in _OPENS:
            kept.pop()
            continue
        kept.append(act)
    return kept


def _step(act: DoneAct, words: Parametrised, number: int) -> AnyStep:
    then, target = _effect(act, words), words.target(act.target)
    window = words.window(act.window)
    match act.kind:
        case "click" if target is not None:
            return Click(click=target, then=then, **act.how)
        case "type":
            return Type(
                type=words.filled(act.text), into=target, window=None if target else window, then=then, **act.how
            )
        case "key":
            return Key(key=act.key, window=window, then=then)
        case "scroll":
            return Scroll(scroll=act.how["notches"], over=target, then=then)
        case "drag" if target is not None:
            onto = words.target(act.onto)
            return Drag(drag=target, onto=onto, by=None if onto else tuple(act.how["by"]), then=then)
    raise RecipeError(f"Step {number} of the run ({act.phrase}) has no place in a recipe.")


def _effect(act: DoneAct, words: Parametrised) -> Effect | None:
    """What was predicted and seen. A window that came is the surer sign where nothing in particular was predicted."""
    if act.met and act.change not in _SAYS_NOTHING:
        titles = act.opened if act.change in (Change.DIALOG_OPENS, Change.WINDOW_OPENS) else act.closed
        detail = titles[-1] if act.change in _WINDOWS and titles else act.detail
        return Effect(change=act.change, detail=words.title(detail) if act.change in _WINDOWS else words.filled(detail))
    if act.opened:
        return Effect(change=Change.WINDOW_OPENS, detail=words.title(title_pattern(act.opened[-1])))
    if act.closed:
        return Effect(change=Change.WINDOW_CLOSES, detail=words.title(title_pattern(act.closed[-1])))
    return None


def _remarks(run: DoneRun, kept: Sequence[DoneAct]) -> Iterable[str]:
    if len(kept) < len(run.acts):
        dropped = len(run.acts) - len(kept)
        yield f"{dropped} of {len(run.acts)} steps did not work or undid themselves, and are left out."
    if run.answer:
        yield f"The run answered “{run.answer[:60]}”; the recipe does the steps and answers nothing."
    for act in kept:
        if act.kind in ("click", "drag") and act.target is not None and not act.target.label and not act.target.picture:
            yield f"What “{act.phrase}” was done to has neither a name nor a picture: it may not be found again."


__all__ = ["DoneAct", "DoneRun", "Promoted", "promoted"]
