"""What is never written down: secrets, password fields, and the windows and places the person calls private.

A scene is made clean before anything of it is recorded; the pictures, the texts and the titles all come from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from deskhand.core.actions import Action, Drag, Type, target_of
from deskhand.core.geometry import Box
from deskhand.core.screen import Element, Frame, Scene
from deskhand.core.stacking import Stack, visible_parts, without_places
from deskhand.recipe.recording.redaction import HIDDEN, Secret, without_secrets
from deskhand.recipe.recording.secrets import is_secret_field

SHORTEST = 3
"""Characters of a secret that is looked for in texts; a shorter one would take letters out of every word."""
PRIVATE_TEXT = "private"
"""The name that stands for a text typed into a password field by a goal that has no secret for it."""


@dataclass(frozen=True, slots=True)
class Private:
    """What the person calls private: parts of window titles or application names, and places of the desktop
    (physical pixels)."""

    windows: tuple[str, ...] = ()
    places: tuple[Box, ...] = ()


class Redactor:
    """Makes the scenes and acts of one journal clean. It remembers the secrets typed, in memory alone."""

    def __init__(self, private: Private | None = None) -> None:
        self._private = private or Private()
        self._secrets: list[Secret] = []

    def typed(self, action: Action, scene: Scene) -> None:
        """A secret is about to be typed: from now on whatever shows it is hidden, and so is the field it goes to."""
        if not isinstance(action, Type) or not (action.secret or _into_secret_field(action)):
            return
        window = Stack(scene.frame.windows).at(action.target.box.center) if action.target is not None else None
        places: tuple[Box, ...] = ()
        if action.target is not None:
            corner = window.box if window is not None else Box(0, 0, 0, 0)
            places = (action.target.box.shifted(-corner.x, -corner.y),)
        handle = window.handle if window is not None else 0
        self._secrets.append(Secret(action.secret or PRIVATE_TEXT, action.text, 0, handle, places))

    def clean(self, scene: Scene) -> Scene:
        """The scene without what is private; the very same frame where there is nothing of it."""
        scene = without_secrets(scene, 1, self._secrets)
        frame = self._titles(scene.frame)
        boxes = [*self._private.places, *self._private_windows(scene.frame)]
        if not boxes:
            return scene if frame is scene.frame else replace(scene, frame=frame)
        kept = tuple(e for e in scene if not any(e.box.coverage(box) > 0.5 for box in boxes))
        return Scene(without_places(frame, boxes), kept)

    def action(self, action: Action, scene: Scene, shown: Scene | None = None) -> Action:
        """The act as it may be written down: on the element of a clean scene, its text hidden where that is secret.
        `shown` is the scene before it was made clean.
        """
        if isinstance(action, Type) and not action.secret and _into_secret_field(action):
            action = replace(action, secret=PRIVATE_TEXT)
        target = target_of(action)
        if target is None:
            return action
        if self._in_private(target, shown):
            return replace(action, target=replace(target, text=HIDDEN, state=""))  # type: ignore[arg-type]
        clean = next((e for e in scene if e.id == target.id and e.box == target.box), None)
        if clean is None or isinstance(action, Drag):
            clean = replace(target, state="") if self._hides(target.state) else target
        return replace(action, target=clean)  # type: ignore[arg-type]

    def text(self, text: str) -> str:
        """A text as it may be written down."""
        for secret in self._secrets:
            if len(secret.value) >= SHORTEST:
                text = text.replace(secret.value, HIDDEN)
        return text

    def _hides(self, text: str) -> bool:
        return any(secret.value and secret.value in text for secret in self._secrets)

    def all(self, said: Any) -> Any:
        """Every text in what is to be written down, made clean."""
        match said:
            case str():
                return self.text(said)
            case dict():
                return {key: self.all(value) for key, value in said.items()}
            case list() | tuple():
                return [self.all(value) for value in said]
            case _:
                return said

    def _in_private(self, target: Element, shown: Scene | None) -> bool:
        """Whether an element stands in a window or place that is private."""
        if shown is None:
            return False
        boxes = [*self._private.places, *self._private_windows(shown.frame)]
        return any(target.box.coverage(box) > 0.5 for box in boxes)

    def _private_windows(self, frame: Frame) -> Sequence[Box]:
        parts: list[Box] = []
        for number, window in enumerate(frame.windows):
            if self._is_private(window.title, window.app):
                parts += visible_parts(window.box, (w.box for w in frame.windows[number + 1 :]))
        return parts

    def _is_private(self, title: str, app: str) -> bool:
        said = f"{title}\n{app}".casefold()
        return any(part.casefold() in said for part in self._private.windows if part)

    def _titles(self, frame: Frame) -> Frame:
        if not any(self._is_private(w.title, w.app) for w in frame.windows):
            return frame
        windows = tuple(
            replace(w, title=HIDDEN) if w.title and self._is_private(w.title, w.app) else w for w in frame.windows
        )
        focus = frame.focus
        if focus is not None and self._is_private(focus.title, focus.app):
            focus = replace(focus, title=HIDDEN)
        return replace(frame, windows=windows, focus=focus)


def _into_secret_field(action: Type) -> bool:
    target: Element | None = action.target
    return target is not None and is_secret_field(target)


__all__ = ["Private", "Redactor"]
