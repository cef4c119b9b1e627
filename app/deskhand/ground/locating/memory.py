"""What our own reading said of pictures of things: the second time they are seen nothing is read.

Only what was read from the screen is ever kept here; what a recipe claims of its pictures is not. What fields hold
is not kept either.
"""

from __future__ import annotations

import base64
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np

from deskhand import __version__
from deskhand.core.anchor import Anchor
from deskhand.core.errors import RecipeError
from deskhand.core.geometry import Box
from deskhand.core.screen import TOGGLES, Element, Frame, Pixels, Role
from deskhand.recipe.anchors.likenesses import MARGIN, blanked
from deskhand.recipe.format.pictures import of_png, png

from .exact import Sight

log = logging.getLogger(__name__)

MOST = 20_000
"""Pictures remembered; the file begins anew beyond that."""
LONGEST = 4_000
"""Characters of a line of the file; a longer one is not ours."""


@dataclass(frozen=True, slots=True)
class Known:
    """An element as it was read, its box counted from the left top corner of the thing it stood by."""

    role: Role
    text: str
    state: str
    box: Box
    source: str
    confidence: float

    @classmethod
    def of(cls, element: Element, corner: Box) -> Known:
        """What may be kept of an element: a field's content may not."""
        state = element.state if element.role in TOGGLES else ""
        box = element.box.shifted(-corner.x, -corner.y)
        return cls(element.role, element.text, state, box, element.source, round(element.confidence, 3))

    def at(self, corner: Box, number: int, window: int) -> Element:
        """The element again, beside a thing at another place."""
        box = self.box.shifted(corner.x, corner.y)
        return Element(number, self.role, self.text, box, self.state, self.source, self.confidence, window)


class Memory:
    """Readings by the digest of the pixels they were read from; kept in a file if one is given.

    A file that cannot be read or written costs time, not safety: the screen is read again.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._known: dict[str, tuple[Known, ...]] = {}
        self._looks: dict[str, tuple[int, Pixels]] = {}
        self._lines = 0
        self._load()

    def recall(self, sight: Sight, frame: Frame) -> tuple[Known, ...] | None:
        """What was read where these very pixels stood: the thing itself first."""
        return self._known.get(key_of(sight, frame))

    def keep(self, sight: Sight, frame: Frame, elements: Sequence[Element]) -> None:
        """Keep what was read of a thing (the first) and of its neighbours."""
        key, found = key_of(sight, frame), tuple(Known.of(e, sight.box) for e in elements)
        if self._known.get(key) != found:
            self._known[key] = found
            self._write(key, found)

    def look_of(self, anchor: Anchor) -> Anchor | None:
        """The anchor with the picture of how it looked when it was last found by its label."""
        look = self._looks.get(_key_of_anchor(anchor)) if anchor.picture is not None else None
        if look is None or anchor.picture is None:
            return None
        return replace(anchor, picture=replace(anchor.picture, pixels=look[1]), lookalikes=look[0])

    def keep_look(self, anchor: Anchor, otherwise: Anchor) -> None:
        """Keep the picture of an anchor that looks otherwise than recorded."""
        key, picture = _key_of_anchor(anchor), otherwise.picture
        if picture is None or (key in self._looks and np.array_equal(self._looks[key][1], picture.pixels)):
            return
        self._looks[key] = otherwise.lookalikes, picture.pixels
        shown = base64.b64encode(png(picture.pixels)).decode()
        self._append(json.dumps([__version__, key, otherwise.lookalikes, shown]))

    def _load(self) -> None:
        if self._file is None or not self._file.is_file():
            return
        try:
            with self._file.open(encoding="utf-8") as lines:
                for line in lines:
                    self._lines += 1
                    self._take(line)
        except (OSError, UnicodeDecodeError) as problem:
            log.info("What was read before cannot be used (%s).", problem)

    def _take(self, line: str) -> None:
        try:
            version, key, *rest = json.loads(line) if len(line) <= LONGEST else ("", "")
            if version != __version__:
                return
            match rest:
                case [list(rows)]:
                    self._known[str(key)] = tuple(_known(row) for row in rows)
                case [int(twins), str(shown)]:
                    self._looks[str(key)] = twins, of_png(base64.b64decode(shown, validate=True))
        except (RecipeError, ValueError, TypeError, KeyError):
            # A line cut off by a full disk or a power cut.
            return

    def _write(self, key: str, found: tuple[Known, ...]) -> None:
        self._append(json.dumps([__version__, key, [_row(known) for known in found]], ensure_ascii=False))

    def _append(self, line: str) -> None:
        if self._file is None or len(line) >= LONGEST:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            anew = self._lines >= MOST
            with self._file.open("w" if anew else "a", encoding="utf-8") as out:
                out.write(line + "\n")
            self._lines = 1 if anew else self._lines + 1
        except OSError as problem:
            log.info("What was read cannot be kept (%s).", problem)


def key_of(sight: Sight, frame: Frame) -> str:
    """A digest of the pixels of a thing and its neighbours and of their places to each other."""
    digest = blake2b(digest_size=16)
    for number, area in enumerate(sight.areas):
        pixels = frame.crop(area.grown(MARGIN))
        # Of a field the frame alone is compared, whatever it holds.
        shown = blanked(pixels, Role.EDIT) if sight.blanked and not number else pixels
        place = (area.x - sight.box.x, area.y - sight.box.y, *shown.shape)
        digest.update(repr(place).encode() + shown.tobytes())
    return digest.hexdigest()


def _key_of_anchor(anchor: Anchor) -> str:
    """A digest of what an anchor says of a thing and of its recorded picture."""
    pixels = anchor.picture.pixels if anchor.picture is not None else np.zeros((0, 0, 3), np.uint8)
    said = repr((anchor.label, anchor.role.value, anchor.window, anchor.place, anchor.window_size, pixels.shape))
    return blake2b(said.encode() + pixels.tobytes(), digest_size=16).hexdigest()


def _row(known: Known) -> list[Any]:
    return [known.role.value, known.text, known.state, known.box.as_list(), known.source, known.confidence]


def _known(row: Any) -> Known:
    role, text, state, box, source, confidence = row
    return Known(Role(role), str(text), str(state), Box(*map(int, box)), str(source), float(confidence))
