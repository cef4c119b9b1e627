"""Scenes without secrets: what a secret was typed into is blank, and what shows one is not there.

Anchors and pictures are made of such scenes alone, so that nothing kept can show a secret.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from rapidfuzz import fuzz

from deskhand.core.geometry import Box
from deskhand.core.naming import canonical
from deskhand.core.screen import SURFACES, Element, Frame, Role, Scene, Window

from .hits import EDITABLE
from .secrets import is_secret_field, looks_secret

_FROM = 4
"""Characters of a text that is compared with a secret; shorter ones stand in too many words."""
_ALIKE = 80
"""rapidfuzz ratio from which what was read may be a misread part of a secret."""
_RIM = 2
"""Pixels of a field's frame that stay."""
HIDDEN = "…"
"""What stands where a title showed a secret."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret that was typed: its name, its value, and where that was echoed.

    `places` are counted from the corner of `window` (a handle), 0 for the whole desktop; `shot` is the frame before
    it was typed: what stood there already is no echo of it.
    """

    name: str
    value: str = field(repr=False)
    shot: int
    window: int = 0
    places: tuple[Box, ...] = ()


def without_secrets(scene: Scene, shot: int, secrets: Sequence[Secret], known: Iterable[str] = ()) -> Scene:
    """The scene of a frame without its secrets; `known` are texts that stood there before any was typed."""
    hidden = _Hidden(secrets, frozenset(canonical(text) for text in known))
    kept: list[Element] = []
    blank: list[Box] = []
    for element in scene:
        if is_secret_field(element) or (hidden.shows(element.state) and element.role not in SURFACES):
            blank.append(element.box.grown(-_RIM))
            element = replace(element, state="")
        if hidden.shows(element.text):
            if element.role not in SURFACES:
                blank.append(element.box)
                continue
            element = replace(element, text=HIDDEN)
        kept.append(element)
    blank += [place for secret in secrets if shot > secret.shot for place in _places(secret, scene.frame)]
    left = (_emptied(element, blank) for element in kept)
    return Scene(_painted(hidden.frame(scene.frame), blank), tuple(e for e in left if e is not None))


def _emptied(element: Element, blank: Sequence[Box]) -> Element | None:
    """The element of a place that is blank now: a field holds nothing, what was read of its content is not there."""
    if element.role in SURFACES or not any(element.box.coverage(box) > 0.6 for box in blank):
        return element
    if element.role in EDITABLE:
        return replace(element, state="", text="" if element.role is Role.CELL else element.text)
    small = any(element.box.area <= 1.2 * box.area for box in blank if element.box.coverage(box) > 0.6)
    return None if small else element


class _Hidden:
    """Tells texts that may show a secret."""

    def __init__(self, secrets: Sequence[Secret], known: frozenset[str]) -> None:
        self._values = [c for s in secrets if len(c := canonical(s.value)) >= _FROM]
        self._short = {canonical(s.value) for s in secrets if 0 < len(canonical(s.value)) < _FROM}
        self._known = known

    def shows(self, text: str) -> bool:
        """Whether the text holds a secret, or a part of one."""
        if not text:
            return False
        if looks_secret(text):
            return True
        seen = canonical(text)
        if seen in self._known:
            return False
        return seen in self._short or any(_agree(seen, value) for value in self._values)

    def frame(self, frame: Frame) -> Frame:
        """The frame whose titles show none."""
        focus = frame.focus
        if focus is not None and self.shows(focus.title):
            focus = replace(focus, title=HIDDEN)
        return replace(frame, focus=focus, windows=tuple(self._window(w) for w in frame.windows))

    def _window(self, window: Window) -> Window:
        return replace(window, title=HIDDEN) if self.shows(window.title) else window


def _agree(seen: str, value: str) -> bool:
    if value in seen or (len(seen) >= _FROM and seen in value):
        return True
    if len(seen) < _FROM:
        return False
    # Of a long one a part may be shown, and a reader misses a letter in twenty.
    return fuzz.partial_ratio(seen, value) >= _ALIKE


def _places(secret: Secret, frame: Frame) -> Iterable[Box]:
    if not secret.window:
        return secret.places
    window = next((w for w in frame.windows if w.handle == secret.window), None)
    return [place.shifted(window.box.x, window.box.y) for place in secret.places] if window else []


def _painted(frame: Frame, boxes: Sequence[Box]) -> Frame:
    """The frame with boxes in the commonest colour of each."""
    if not boxes:
        return frame
    pixels = frame.pixels.copy()
    for box in boxes:
        b = frame.in_picture(box).clipped(frame.width, frame.height)
        part = pixels[b.y : b.bottom, b.x : b.right]
        if part.size:
            colours, counts = np.unique(part.reshape(-1, 3), axis=0, return_counts=True)
            part[:] = colours[counts.argmax()]
    return replace(frame, pixels=pixels)
