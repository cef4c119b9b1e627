"""A target that has changed, and the repair of its step: proposed, looked at by a person, and only then made.

A repair changes one target of one step. It is for one content of a recipe: where that has changed since, it is void.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import cv2

from deskhand.core.anchor import Anchor
from deskhand.core.errors import RecipeError
from deskhand.core.geometry import Point
from deskhand.core.naming import canonical
from deskhand.core.screen import Element, Pixels, Scene

from ..anchors.anchoring import anchor_of
from ..anchors.targets import TEMPLATE, target_of
from ..format.editing import text_with_step, with_step
from ..format.loading import Loaded, Position
from ..format.outline import numbered, step_at
from ..format.pictures import names_in
from ..format.schema import AnyStep, Recipe, Target
from ..reviewing.wording import thing
from ..sharing.trust import digest
from .drift import candidates, eligible, with_choice

By = Literal["likeness", "model"]
"""Who proposed: how alike things are, or the action model."""
CERTAIN = 0.85
"""Likeness (see `drift`) from which the model is not asked: the same name in another place, or the like."""
MARGIN = 60
"""Pixels around a thing that are shown with it."""


class NoRepair(RecipeError):
    """An element cannot become the target of a step."""


@dataclass(frozen=True)
class Lost:
    """A target that was not found: of which step (by its place in the file), under which key of it, and why not."""

    loaded: Loaded
    position: Position
    key: str
    target: Target
    why: str

    @property
    def where(self) -> str:
        """The step in words."""
        return f"step {numbered(self.position)} of {self.loaded.recipe.name}"


@dataclass(frozen=True)
class Repair:
    """A step with another target, for the recipe whose contents have the digest `contents`.

    `pictures` are those of the new target; `shown` is what it looks like now, with what stands around it.
    """

    recipe: str
    contents: str
    position: Position
    key: str
    step: AnyStep
    pictures: dict[str, Pixels]
    why: str
    reason: str
    by: By
    before: Target
    after: Target
    shown: Pixels


@dataclass(frozen=True)
class Mended:
    """A recipe after a repair, with its pictures and its text."""

    recipe: Recipe
    pictures: dict[str, Pixels]
    text: str


def lost_target(loaded: Loaded, position: Position, target: Target, why: str) -> Lost | None:
    """The target of a step that was not found; None where it is no target a step itself has."""
    try:
        step = step_at(loaded.recipe, position)
    except KeyError:
        return None
    key = next((key for key, part in step if part is target or (isinstance(part, Target) and part == target)), None)
    return Lost(loaded, position, key, target, why) if key else None


def repair(lost: Lost, anchor: Anchor, element: Element, scene: Scene, by: By, reason: str) -> Repair:
    """The repair that lets the step act on this element. `anchor` is that of the lost target, with its values in.

    Raises:
        NoRepair: the target is named by a value, and the element is called otherwise.
    """
    fx, fy = anchor.offset
    at = Point(element.box.x + int(fx * element.box.w), element.box.y + int(fy * element.box.h))
    after, pictures = target_of(anchor_of(element, scene, at))
    if TEMPLATE in lost.target.label:
        if canonical(anchor.label) != canonical(element.text):
            raise NoRepair(
                f"The target of {lost.where} is named by a value ({anchor.label}); “{element.text}” is something else, "
                "which no repair can make it."
            )
        after = after.model_copy(update={"label": lost.target.label, "picture": None})
    step = step_at(lost.loaded.recipe, lost.position)
    changed = step.model_copy(update={lost.key: after})
    wanted = set(names_in(after))
    return Repair(
        recipe=lost.loaded.recipe.name,
        contents=digest(lost.loaded.recipe, lost.loaded.pictures),
        position=lost.position,
        key=lost.key,
        step=changed,
        pictures={name: pixels for name, pixels in pictures.items() if name in wanted},
        why=lost.why,
        reason=reason,
        by=by,
        before=lost.target,
        after=after,
        shown=around(element, scene),
    )


def mended(loaded: Loaded, made: Repair) -> Mended:
    """The recipe with a repair made.

    Raises:
        RecipeError: the recipe is not the one the repair was proposed for any more.
    """
    if digest(loaded.recipe, loaded.pictures) != made.contents:
        raise RecipeError(f"{made.recipe} was changed since this repair was proposed; replay it again.")
    recipe = with_step(loaded.recipe, made.position, made.step)
    wanted = set(names_in(recipe))
    pictures = {name: pixels for name, pixels in (loaded.pictures | made.pictures).items() if name in wanted}
    return Mended(recipe, pictures, text_with_step(loaded, made.position, made.step))


def described(made: Repair) -> list[str]:
    """A repair in words, a line each: which step, why, what it was and what it would be."""
    who = "The action model proposes it" if made.by == "model" else "It is the likeliest"
    return [
        f"Step {numbered(made.position)} of {made.recipe}: {made.why}",
        f"  before: {thing(made.before)}",
        f"  after:  {thing(made.after)}",
        f"  {who}: {made.reason}.",
    ]


def around(element: Element, scene: Scene) -> Pixels:
    """What an element looks like among what stands around it, outlined."""
    place = element.box.grown(MARGIN).intersection(scene.frame.box)
    pixels = scene.frame.crop(place).copy()
    box = element.box.shifted(-place.x, -place.y).grown(2)
    cv2.rectangle(pixels, (box.x, box.y), (box.right - 1, box.bottom - 1), (32, 32, 220), 2)
    return pixels


Chooser = Callable[[str, list[Element]], Element | None]
"""The action model: asked for what to act on (`click Save`), it names one of these elements, or none."""


def proposed(
    lost: Lost, anchor: Anchor, scene: Scene, nearest: Sequence[Element] = (), chooser: Chooser | None = None
) -> list[Repair]:
    """Repairs that let the step be done on this scene, the best first; the model has a say where none is certain.

    `anchor` is that of the lost target with its values in, `nearest` what the search for it came nearest to.

    Raises:
        ModelError: the model failed.
    """
    likely, chosen = candidates(anchor, scene, nearest), None
    if chooser is not None and (not likely or likely[0].likeness < CERTAIN):
        chosen = chooser(asked_of_model(lost.key, anchor), eligible(anchor, scene))
        if chosen is not None:
            likely = with_choice(likely, chosen, anchor, scene)
    repairs = []
    for candidate in likely:
        by: By = "model" if candidate.element == chosen else "likeness"
        with contextlib.suppress(NoRepair):
            repairs.append(repair(lost, anchor, candidate.element, scene, by, candidate.why))
    return repairs


def asked_of_model(key: str, anchor: Anchor) -> str:
    """What the model is asked to do, as the goals are that it was trained on."""
    verb = {"into": "type into", "drag": "drag", "onto": "drop on", "of": "read", "over": "scroll"}.get(key, "click")
    name = anchor.label or " ".join(b.text for b in anchor.beside[:1])
    return f"{verb} {name}".strip()


__all__ = [
    "Chooser",
    "Lost",
    "Mended",
    "NoRepair",
    "Repair",
    "described",
    "lost_target",
    "mended",
    "proposed",
    "repair",
]
