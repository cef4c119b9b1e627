"""The steps of a recipe that send events: find the target, act once, see the recorded effect, or halt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from deskhand.core import actions
from deskhand.core.actions import Act
from deskhand.core.anchor import Anchor, Located, WindowMark
from deskhand.core.events import Listener, StepEnded
from deskhand.core.screen import SURFACES, Element, Frame, Scene
from deskhand.core.stacking import Stack
from deskhand.core.step import Change, Expectation, Origin
from deskhand.engine.carrying_out import REACTION, Carried
from deskhand.recipe.anchors.targets import anchor_from, mark_from
from deskhand.recipe.format import schema
from deskhand.recipe.format.schema import Acting, Target
from deskhand.recipe.meaning.templates import fill
from deskhand.recipe.walking.walk import Leaf

from .carrying import Carrier
from .deeds import OfStep, StepCommitment, Uncommitted
from .dismissing import Dismissing
from .ending import Halts
from .looking import Looking, Sight
from .parts import located_in_part, read_part
from .proposing import clicking, dragging, expectation, filler, is_already_so, proposal, typing, window_of
from .stages import ReplayStages
from .windows import Windows

CLOSURES = 3
"""Times the gate may find the target changed before a step halts; nothing was sent then."""
_SENDING = frozenset({"enter", "return", "space"})
"""Keys that press a button or send what was written: what is around is read to judge them."""
_NOTCHES = 3
"""Notches of the wheel between two looks for what is scrolled to: less than half of what a window shows."""
_LAST = 0.4
"""Part of a window at whose end more is scrolled into sight, to see that what was found stands there once."""
_AS_IT_COMES = Expectation(Change.NOTHING)

Made = tuple[Act, Scene, Origin | None]
"""An action, the scene it is judged on, and where a text it types came from."""
Maker = Callable[[Located, Anchor], Made]


class ActingSteps:
    """Does the acting steps of one replay."""

    def __init__(
        self,
        stages: ReplayStages,
        looking: Looking,
        carrier: Carrier,
        dismissing: Dismissing,
        known: Sequence[WindowMark],
        tell: Listener,
        commitment: StepCommitment | None = None,
    ) -> None:
        """`known` are the windows the recipe speaks of: none of them is in the way."""
        self._commitment = commitment or Uncommitted()
        self._stages, self._looking, self._carrier = stages, looking, carrier
        self._dismissing, self._tell = dismissing, tell
        self._windows = Windows(stages, carrier, dismissing, known, tell)
        self._openers: list[Leaf] = []

    def do(self, leaf: Leaf) -> None:
        """Do one step.

        Raises:
            Halts: it cannot be done, or did not have its effect.
            StopRequested, RecipeError, SecretError, EnvironmentFault: see `CarryingOut.carry`, `fill`.
        """
        match leaf.step:
            case schema.Click(click=target) if target.role in SURFACES:
                raise Halts("only its place in the window is known, and what stands there now cannot be told")
            case schema.Click() as click:
                self._aimed(leaf, click.click, partial(_clicked, click))
            case schema.Type() as typed:
                self._type(leaf, typed)
            case schema.Key(key=chord, window=window):
                mark = mark_from(window, filler(leaf))
                self._unaimed(leaf, mark, lambda frame: (actions.Key(chord), self._around_keys(chord, frame), None))
            case schema.Scroll() as scroll:
                self._scroll(leaf, scroll)
            case schema.Drag() as drag:
                self._aimed(leaf, drag.drag, lambda found, anchor: self._dragged(drag, leaf, found, anchor))
            case other:
                raise AssertionError(f"{type(other).__name__} sends nothing")
        self._windows.begun = True
        self._note_opener(leaf)

    def _note_opener(self, leaf: Leaf) -> None:
        """Keep the steps that opened the menus that are open now."""
        change = leaf.step.then.change if isinstance(leaf.step, Acting) and leaf.step.then else None
        opens = isinstance(leaf.step, schema.Click) and change is Change.MENU_OPENS
        self._openers = [*self._openers, leaf] if opens else []

    def _open_again(self) -> None:
        """Open the menus again that were folded while the person was asked: nothing else came of opening them."""
        openers, self._openers = self._openers, []
        for leaf in openers:
            assert isinstance(leaf.step, schema.Click)
            self._aimed(leaf, leaf.step.click, partial(_clicked, leaf.step), commits=False)
        self._openers = openers

    def found(self, leaf: Leaf, target: Target, read: bool = False) -> tuple[Sight, Anchor]:
        """Where a target of this step is, its window in front; see `Looking.find` for `read`.

        Raises:
            Halts: it is not there, or cannot be told.
        """
        anchor = anchor_from(target, leaf.loaded.pictures, filler(leaf))
        self._dismissing.anew()
        within = leaf.step.within if isinstance(leaf.step, Acting) else 10.0
        frame, in_front = self._windows.in_front(anchor.window, within)
        sight = self._looking.find(anchor, within, self._windows.hindered(leaf, anchor.window), read, frame)
        if sight.located.element is None:
            raise Halts(self._why(sight.located, in_front), sight.located)
        return sight, anchor

    def _aimed(
        self, leaf: Leaf, target: Target, make: Maker, expect: Expectation | None = None, commits: bool = True
    ) -> Carried | None:
        """A step with a target: as often as the gate found that it changed, nothing was sent and it is found anew.

        None says that there was nothing to do. `expect` is what must follow instead of what was recorded.
        """
        for _ in range(CLOSURES):
            watch = self._stages.new_stopwatch()
            with watch.stage("locate"):
                sight, anchor = self.found(leaf, target)
            watch.split(REACTION, sight.waited)
            element = sight.located.element
            assert element is not None and isinstance(leaf.step, Acting)
            if is_already_so(leaf.step, element, filler(leaf)):
                self._tell(StepEnded(leaf.where, f"{element.text} is already {element.state}"))
                return None
            with watch.stage("propose"):
                action, scene, origin = make(sight.located, anchor)
                follows = expect or expectation(leaf, action, window_of(scene.frame, anchor.window, element))
                proposed = proposal(leaf, action, follows, origin)
            commitment = self._commits(leaf) if commits else None
            carried = self._carrier.carry(action, proposed, scene, watch, commitment)
            if carried.closed is None:
                _must_have_worked(carried, commitment)
                return carried
            if carried.consent.by == "person" and self._openers:
                self._open_again()
        raise Halts(f"the screen does not hold still: {carried.outcome.observed}")

    def _unaimed(
        self, leaf: Leaf, mark: WindowMark, make: Callable[[Frame], Made], expect: Expectation | None = None
    ) -> Carried:
        """A step for whatever has the keyboard, which must be the window of the mark."""
        assert isinstance(leaf.step, Acting)
        self._dismissing.anew()
        self._windows.in_front(mark, leaf.step.within)
        for _ in range(CLOSURES):
            watch = self._stages.new_stopwatch()
            with watch.stage("locate"):
                frame, drawn = self._windows.with_keyboard(leaf, mark, leaf.step.within)
            watch.split(REACTION, drawn)
            action, scene, origin = make(frame)
            follows = expect or expectation(leaf, action, window_of(frame, mark, None))
            proposed = proposal(leaf, action, follows, origin)
            commits = self._commits(leaf)
            carried = self._carrier.carry(action, proposed, scene, watch, commits)
            if carried.closed is None:
                _must_have_worked(carried, commits)
                return carried
        raise Halts(f"the screen does not hold still: {carried.outcome.observed}")

    def _commits(self, leaf: Leaf) -> OfStep | None:
        """A scroll may be done again: where it led is looked for before each turn of the wheel."""
        return None if isinstance(leaf.step, schema.Scroll) else OfStep(leaf, self._commitment)

    def _type(self, leaf: Leaf, step: schema.Type) -> None:
        if step.into is None:
            mark = mark_from(step.window, filler(leaf))
            self._unaimed(leaf, mark, lambda frame: self._typed(step, leaf, Scene(frame)))
            return
        self._aimed(leaf, step.into, lambda found, anchor: self._typed(step, leaf, found.scene, found, anchor))

    def _scroll(self, leaf: Leaf, step: schema.Scroll) -> None:
        """A plain scroll, or a few notches at a time until the target is in sight."""
        if step.until is None:
            self._turn(leaf, step, step.scroll, None)
            return
        anchor = anchor_from(step.until, leaf.loaded.pictures, filler(leaf))
        for notches in turns(step.scroll):
            if self._looking.find(anchor, 0.0).located.element is not None:
                break
            if not self._turn(leaf, step, notches, _AS_IT_COMES):
                break
        located = self._looking.find(anchor, step.within).located
        if located.element is not None and step.scroll and _is_at_edge(located, step.scroll):
            # Another one that is called alike may stand just out of sight.
            self._turn(leaf, step, next(turns(step.scroll)), _AS_IT_COMES)
            located = self._looking.find(anchor, step.within).located
        if located.element is None:
            raise Halts(f"it is not in sight after scrolling: {located.why}", located)

    def _turn(self, leaf: Leaf, step: schema.Scroll, notches: int, expect: Expectation | None) -> bool:
        """Turn the wheel over the thing, or where the pointer is; whether anything moved."""
        if step.over is None:
            made = self._unaimed(
                leaf, WindowMark(), lambda frame: (actions.Scroll(notches), Scene(frame), None), expect
            )
            return made.outcome.changed
        over = self._aimed(
            leaf, step.over, lambda found, anchor: _made(actions.Scroll(notches, found.element), found), expect
        )
        return over is not None and over.outcome.changed

    def _typed(
        self, step: schema.Type, leaf: Leaf, scene: Scene, found: Located | None = None, anchor: Anchor | None = None
    ) -> Made:
        """The text is filled in here and no earlier: until now no secret was asked for."""
        filled = fill(step.type, leaf.scope, self._stages.secret_of)
        return typing(step, filled, element_of(found) if found else None, anchor), scene, filled.origin

    def _dragged(self, step: schema.Drag, leaf: Leaf, found: Located, anchor: Anchor) -> Made:
        target, scene, onto = element_of(found), found.scene, None
        if step.onto is not None:
            other = self._at_once(anchor_from(step.onto, leaf.loaded.pictures, filler(leaf)), scene.frame)
            onto, scene = element_of(other), joined(scene, other.scene)
        scale = scene.frame.layout.scale_of(target.box)
        return dragging(step, target, anchor, onto, scale), scene, None

    def _at_once(self, anchor: Anchor, frame: Frame) -> Located:
        """A second target on the frame in hand."""
        locator = self._stages.locator
        found = locator.glance(anchor, frame) or located_in_part(locator, anchor, frame)
        if found.element is None:
            raise Halts(f"the place to drag to was not found: {found.why}", found)
        return found

    def _around_keys(self, chord: str, frame: Frame) -> Scene:
        """What a key is judged on: the window that gets it, if the key may press or send something there."""
        focused = window_of(frame, WindowMark(), None)
        if chord.casefold().rpartition("+")[2].strip() not in _SENDING or focused is None:
            return Scene(frame)
        return read_part(self._stages.grounder, frame, focused.box)

    def _why(self, located: Located, in_front: bool) -> str:
        if self._dismissing.why:
            return self._dismissing.why
        why = located.why or (located.halt.value if located.halt else "it is not there")
        return why if in_front else f"{why.rstrip('.')}, and its window does not come to the front"


def element_of(found: Located) -> Element:
    """What was found, where it is known that something was."""
    assert found.element is not None
    return found.element


def turns(notches: int) -> Iterator[int]:
    """The notches of a scroll, a few at a time."""
    sign, left = (1 if notches > 0 else -1), abs(notches)
    while left > 0:
        yield sign * min(left, _NOTCHES)
        left -= _NOTCHES


def _is_at_edge(located: Located, notches: int) -> bool:
    """Whether what was found stands in the last part of its window in the direction of a scroll."""
    target, frame = element_of(located).box, located.scene.frame
    window = Stack(frame.windows).at(target.center)
    shown = (window.box if window else frame.box).intersection(frame.box)
    left = shown.bottom - target.center.y if notches > 0 else target.center.y - shown.y
    return left < _LAST * shown.h


def joined(one: Scene, other: Scene) -> Scene:
    """Two scenes of the same frame as one; the elements of the second are numbered after those of the first."""
    by = max((e.id for e in one), default=0)
    more = (replace(e, id=e.id + by, window=e.window + by if e.window else 0) for e in other)
    return Scene(one.frame, (*one.elements, *more))


def _clicked(click: schema.Click, found: Located, anchor: Anchor) -> Made:
    return _made(clicking(click, element_of(found), anchor), found)


def _made(action: Act, found: Located) -> Made:
    return action, found.scene, None


def _must_have_worked(carried: Carried, commits: OfStep | None) -> None:
    if not carried.outcome.met:
        if commits is not None:
            commits.missed()
        raise Halts(f"it was done once, and its effect did not come: {carried.outcome.observed}", sent=True)
