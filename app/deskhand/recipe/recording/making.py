"""What the steps of a recipe in the making share: frames without secrets, parameters, pictures, remarks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from deskhand.core.anchor import Anchor, Side, WindowMark
from deskhand.core.geometry import Box, Point
from deskhand.core.naming import canonical
from deskhand.core.screen import Element, Pixels, Scene
from deskhand.core.step import Change
from deskhand.recipe.anchors.anchoring import anchor_of, mark_of
from deskhand.recipe.anchors.targets import target_of, window_part
from deskhand.recipe.anchors.titles import title_pattern
from deskhand.recipe.format.schema import AnyStep, Target, WindowPart

from .changed_parts import Seen
from .data import Recording
from .effects import NOTHING, effect_of
from .entries import Entry, entries_of
from .gestures import Gesture
from .redaction import Secret, without_secrets
from .values import Parameters, templated, text_templated, window_templated

LONGEST_WAIT = 300.0
"""Seconds a step may wait for what it changed."""
PATIENCE = 10.0
"""Seconds it waits at least."""

Remember = Callable[[Anchor, Scene], None]
"""Told every anchor that is made, with its scene without secrets: the first replay then needs to read little."""


class Making:
    """One recipe in the making."""

    def __init__(
        self, recording: Recording, gestures: Sequence[Gesture], remember: Remember, private: Collection[str]
    ) -> None:
        self.recording, self.gestures = recording, gestures
        self.entries: Mapping[int, Entry] = {e.first: e for e in entries_of(recording, gestures)}
        self.parameters = Parameters()
        self.secrets: list[Secret] = []
        self.pictures: dict[str, Pixels] = {}
        self.remarks: list[str] = []
        self.steps: list[AnyStep] = []
        self._remember, self._private = remember, tuple(private)
        self._secret_names = self._name_secrets()
        self.scene = lru_cache(4)(self._scene)

    # Secrets

    def _name_secrets(self) -> dict[int, str]:
        """Names of the secrets, by the place of their text; found before any picture is made."""
        names: dict[int, str] = {}
        known: dict[str, str] = {}
        for place, entry in self.entries.items():
            if not entry.is_secret:
                continue
            within = next((v for v in known if len(v) >= 4 and v in entry.text), None)
            name = known[within] if within else self.parameters.secret(entry.label)
            names[place] = name
            known.setdefault(within or entry.text, name)
            window = self.gestures[entry.first].window
            value = within or entry.text
            self.secrets.append(Secret(name, value, entry.shot, window, self._echoed_at(entry, window)))
            where = entry.label or "a place without a name"
            self.remarks.append(f"The text typed into {where} is a secret: {entry.why}.")
        return names

    def secret_of(self, entry: Entry) -> Secret:
        """The secret a text is, or holds."""
        name = self._secret_names[entry.first]
        return next(s for s in self.secrets if s.name == name)

    def _echoed_at(self, entry: Entry, handle: int) -> tuple[Box, ...]:
        """Where a secret may be seen, counted from its window."""
        boxes = (entry.echo.field.element.box,) if entry.echo.field else entry.echo.spots
        window = next((w for w in self.recording.shots[entry.shot].about.windows if w.handle == handle), None)
        return boxes if window is None else tuple(box.shifted(-window.box.x, -window.box.y) for box in boxes)

    def _scene(self, shot: int) -> Scene:
        """A frame without its secrets."""
        scene = self.recording.shots[shot].scene()
        if not self.secrets:
            return without_secrets(scene, shot, ())
        first = self.recording.shots[min(s.shot for s in self.secrets)].elements
        return without_secrets(scene, shot, self.secrets, [e.text for e in first])

    # Frames

    def after(self, gesture: Gesture) -> int:
        """The number of the frame after a gesture."""
        return len(self.recording.shots) - 1 if gesture.after is None else gesture.after

    def both(self, gesture: Gesture) -> tuple[Scene, Scene]:
        """The scenes before and after it."""
        return self.scene(gesture.shot), self.scene(self.after(gesture))

    # Parts of steps

    def target(self, element: Element, scene: Scene, at: Point | None) -> Target:
        """The target of an element, recorded values in it replaced by their parameters."""
        anchor = anchor_of(element, scene, at)
        self._remember(anchor, scene)
        target, pictures = target_of(anchor)
        self.pictures |= pictures
        return templated(target, self.parameters.showing(element.role))

    def value(self, entry: Entry, text: str) -> str:
        """A template for a typed value."""
        before = self.recording.shots[entry.shot].elements
        is_common = any(canonical(e.text) == canonical(text) for e in before)
        focus = self.recording.shots[entry.shot].about.focus
        return self.parameters.typed(text, entry.label, is_common, focus.title if focus else "")

    def row_keys(self, element: Element, scene: Scene) -> set[str]:
        """The texts that tell the row of an element."""
        return {canonical(b.text) for b in anchor_of(element, scene).beside if b.side is Side.ROW}

    def focused(self, scene: Scene) -> WindowPart | None:
        """The window with the keyboard."""
        focus = scene.frame.focus
        windows = scene.frame.windows
        held = next((w for w in windows if focus and w.handle == focus.window), None)
        held = held or next((w for w in reversed(windows) if w.focused), None)
        mark = mark_of(held) if held is not None else None
        if mark is None and focus is not None and (focus.title or focus.app):
            mark = WindowMark(title_pattern(focus.title), focus.app)
        part = window_part(mark) if mark is not None else None
        return window_templated(part, self.parameters.known) if part is not None else None

    def effect(self, gesture: Gesture, element: Element | None, clicked: bool = False) -> Seen:
        """What a gesture changed; `clicked` says that it was a click on the element."""
        after = self.after(gesture)
        if gesture.shot == after:
            return NOTHING
        fleeting = self._fleeting(after)
        values = (*self.parameters.values(), *self._private)
        seen = effect_of(self.scene(gesture.shot), self.scene(after), element, values, fleeting, clicked)
        if seen.effect.detail and seen.effect.change is not Change.STATE_IS:
            detail = text_templated(seen.effect.detail, self.parameters.known)
            seen = replace(seen, effect=seen.effect.model_copy(update={"detail": detail}))
        return seen

    def _fleeting(self, shot: int) -> frozenset[int]:
        """Windows of a frame that went by themselves: nothing was done in them, and the next frame lacks them."""
        later = self.recording.shots[shot + 1 : shot + 2]
        if not later:
            return frozenset()
        there = {w.handle for w in later[0].about.windows}
        doing = next((g for g in self.gestures if g.shot == shot), None)
        used = {doing.window} if doing is not None else set()
        windows = self.recording.shots[shot].about.windows
        at = getattr(doing, "at", None)
        if at is not None:
            used |= {w.handle for w in windows if w.box.contains(at)}
        return frozenset(w.handle for w in windows if w.handle not in there | used)

    def within(self, gesture: Gesture, seen: Seen) -> float:
        """Seconds to wait for an effect: three times what it took when it was shown."""
        took = self.recording.shots[self.after(gesture)].about.taken_at - gesture.time
        if seen.is_nothing or took <= PATIENCE / 3:
            return PATIENCE
        return float(round(min(LONGEST_WAIT, 3 * took)))

    def add(self, step: AnyStep, seen: Seen = NOTHING) -> None:
        """One step more, with the pictures of its effect."""
        self.steps.append(step)
        self.pictures |= seen.pictures

    def left_out(self, what: str) -> None:
        """Tell the person that something is not in the recipe."""
        self.remarks.append(f"{what} hit nothing that could be read; it is left out.")
