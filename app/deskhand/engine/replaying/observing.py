"""The steps of a recipe that send nothing: wait, check, read, write, ask."""

from __future__ import annotations

from deskhand.core.actions import Wait
from deskhand.core.errors import RecipeError
from deskhand.core.events import Listener, StepEnded
from deskhand.core.screen import Scene
from deskhand.core.step import Change, Expectation, Outcome, Proposal
from deskhand.engine.carrying_out import CarryingOut
from deskhand.recipe.format import schema
from deskhand.recipe.format.schema import Condition
from deskhand.recipe.meaning.templates import fill, told
from deskhand.recipe.reviewing.wording import condition as in_words
from deskhand.recipe.reviewing.wording import quoted, said
from deskhand.recipe.walking.walk import Leaf, Walk

from .acting import ActingSteps, element_of
from .deeds import Rows
from .ending import Halts
from .seeing import Seeing
from .stages import ReplayStages


class ObservingSteps:
    """Does the observing steps of one replay, and journals them as steps that send nothing."""

    def __init__(
        self,
        stages: ReplayStages,
        seeing: Seeing,
        acting: ActingSteps,
        carrying: CarryingOut,
        walk: Walk,
        outputs: Rows,
        tell: Listener,
    ) -> None:
        self._stages, self._seeing, self._acting = stages, seeing, acting
        self._carrying, self._walk, self._outputs, self._tell = carrying, walk, outputs, tell

    def do(self, leaf: Leaf) -> dict[str, str]:
        """Do one step; the variables it read.

        Raises:
            Halts: what must be seen is not, or the person said no.
            RecipeError, StopRequested, EnvironmentFault.
        """
        match leaf.step:
            case schema.WaitFor(wait=condition, within=within) | schema.Check(check=condition, within=within):
                self._must_hold(leaf, condition, within)
            case schema.Read() as step:
                return {step.read: self._read(leaf, step)}
            case schema.Ask(ask=question):
                self._ask(leaf, fill(question, leaf.scope).text)
            case schema.Write() as step:
                self._write(leaf, step)
            case other:
                raise AssertionError(f"{type(other).__name__} is resolved by the walk")
        return {}

    def _must_hold(self, leaf: Leaf, condition: Condition, within: float) -> None:
        wanted = told(in_words(condition), leaf.scope)
        met = self._seeing.holds(condition, leaf.scope, leaf.loaded, within)
        self._note(leaf, Outcome(met, wanted if met else f"not seen within {within:g} s: {wanted}", False))
        if not met:
            raise Halts(f"within {within:g} seconds it was not seen that {wanted}")

    def _read(self, leaf: Leaf, step: schema.Read) -> str:
        sight, _ = self._acting.found(leaf, step.of, read=step.side != "itself")
        located = sight.located
        text = self._seeing.read(step, located.scene.frame, element_of(located), located.scene)
        try:
            text = self._walk.keep(leaf, text)
        except RecipeError as problem:
            raise Halts(str(problem), located) from problem
        self._note(leaf, Outcome(True, f"{step.read} is {quoted(text)}", False), located.scene)
        return text

    def _write(self, leaf: Leaf, step: schema.Write) -> None:
        try:
            path = self._outputs.write(leaf.position, step, leaf.scope)
        except RecipeError as problem:
            raise Halts(str(problem)) from problem
        self._note(leaf, Outcome(True, f"a row was added to {path}", False))

    def _ask(self, leaf: Leaf, question: str) -> None:
        answer = self._stages.ask(question)
        self._note(leaf, Outcome(bool(answer), {True: "yes", False: "no", None: "nobody answered"}[answer], False))
        if answer is None:
            raise Halts(f"it asks “{question}”, and there is nobody to ask here: run it in a terminal")
        if not answer:
            raise Halts(f"you said no to “{question}”")
        self._stages.actor.resume()

    def _note(self, leaf: Leaf, outcome: Outcome, scene: Scene | None = None) -> None:
        """Keep a step that sent nothing."""
        expect = Expectation(Change.NOTHING)
        proposal = Proposal(Wait(0), f"{leaf.where}: {said(leaf.step)}", 1.0, "recipe", expect)
        self._carrying.note(proposal, scene or Scene(self._stages.capture.grab()), outcome)
        self._tell(StepEnded(leaf.where, outcome.observed))
