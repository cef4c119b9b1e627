"""Reads lines with the first engine, asks a second where the first is in doubt, and remembers.

A line is known by its pixels: what did not change on the screen is not read again, and a line reads the same
whether the whole frame or a part of it is read.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from deskhand.core.errors import OcrError
from deskhand.core.geometry import bounding
from deskhand.core.ports import OcrEngine, Reading
from deskhand.core.screen import Pixels

from .crops import crop_of, line_area, without_underlines
from .ink import crop
from .labels import Labelled, labelled
from .lines import Line
from .vocabulary import is_interface_text

log = logging.getLogger(__name__)

UNSURE, DOUBT = 0.9, 0.3
"""Confidence below which, and doubt above which, a second engine is asked: one line in ten.

On the development screens this mends 10 of 1151 labels and spoils none; 0.88 and 0.6 would mend 2. A doubt of 0.2
asks about half as many lines again to mend 2 more; single signs are icons, six in ten of what would be asked.
"""
SURE, SURER = 0.1, 0.1
"""The doubt a second reading may have at most, and by how much it must be below the first one's."""
UNREAD = 0.3
"""Doubt of a second reading that is taken where the first engine read nothing."""
_LOW = 40
"""Pixels of a picture's height; higher ones without text are pictures."""
MIN_CONFIDENCE = 0.35
"""Readings below are noise."""


class LineReader:
    """Turns the lines of frames into labels. Keeps what the last frame said; use one per screen."""

    def __init__(self, first: OcrEngine, second: OcrEngine | None = None) -> None:
        """`second` may be missing; doubtful lines are then taken as the first engine read them."""
        self._first, self._second = first, second
        self._known: dict[bytes, Labelled] = {}

    def labels(self, pixels: Pixels, lines: Sequence[Line]) -> list[Labelled]:
        """What each line says, in the order given.

        Raises:
            OcrError: no engine can read.
        """
        keys = [_key(pixels, line) for line in lines]
        new = list({key: i for i, key in enumerate(keys) if key not in self._known}.values())
        for i, found in zip(new, self._read(pixels, [lines[i] for i in new]), strict=True):
            self._known[keys[i]] = _moved(found, -lines[i].box.x, -lines[i].box.y)
        self._known = {key: self._known[key] for key in keys}
        return [_moved(self._known[key], line.box.x, line.box.y) for key, line in zip(keys, lines, strict=True)]

    def _read(self, pixels: Pixels, lines: Sequence[Line]) -> list[Labelled]:
        if not lines:
            return []
        pictures = [crop_of(pixels, line) for line in lines]
        plain = [(i, bare) for i, p in enumerate(pictures) if (bare := without_underlines(p)) is not p]
        readings, sources = self._readings([*pictures, *(bare for _, bare in plain)])
        for (i, _), reading, source in zip(plain, readings[len(lines) :], sources[len(lines) :], strict=True):
            if reading.confidence > readings[i].confidence:
                readings[i], sources[i] = reading, source
        found = []
        for line, reading, source in zip(lines, readings, sources, strict=False):
            known = reading if reading.confidence >= MIN_CONFIDENCE else Reading("", 0.0)
            found.append(labelled(pixels, line, known, source))
        return found

    def _readings(self, pictures: Sequence[Pixels]) -> tuple[list[Reading], list[str]]:
        readings = self._first_readings(pictures)
        sources = [self._first.name] * len(readings)
        if self._second is None:
            return readings, sources
        doubtful = [i for i, r in enumerate(readings) if _in_doubt(r) or _is_unread_word(r, pictures[i])]
        second = self._second.name
        for i, other in zip(doubtful, self._second_readings([pictures[i] for i in doubtful]), strict=False):
            if _bare(other.text) == _bare(readings[i].text):
                sources[i] = f"{self._first.name}+{second}"
                readings[i] = _agreed(readings[i], other)
            elif _is_better(other, readings[i]):
                readings[i], sources[i] = other, second
        return readings, sources

    def _first_readings(self, pictures: Sequence[Pixels]) -> list[Reading]:
        """What the first engine says; one that fails is replaced by the second, which then has none beside it."""
        try:
            return list(self._first.read(pictures))
        except OcrError as problem:
            if self._second is None:
                raise
            log.warning("%s %s reads in its place from now on.", problem, self._second.name)
        self._first, self._second = self._second, None
        return list(self._first.read(pictures))

    def _second_readings(self, pictures: Sequence[Pixels]) -> list[Reading]:
        """What the second engine says; none at all from one that fails, which is not asked again."""
        if self._second is None or not pictures:
            return []
        try:
            return self._second.read(pictures)
        except OcrError as problem:
            log.warning("%s Doubtful lines are read by %s alone from now on.", problem, self._first.name)
            self._second = None
            return []


def _in_doubt(reading: Reading) -> bool:
    unsure = reading.confidence < UNSURE or reading.doubt > DOUBT
    return unsure and sum(c.isalnum() for c in reading.text) >= 2


def _is_unread_word(reading: Reading, picture: Pixels) -> bool:
    """Nothing was read in a picture of a word's proportions: short words of fixed-width letters are missed."""
    height, width = picture.shape[:2]
    return not reading.text.strip() and 1.3 * height <= width <= 6 * height and height <= _LOW


def _is_better(other: Reading, first: Reading) -> bool:
    """Whether the second engine is sure of every word and the first is not; known interface words stay."""
    if not first.text.strip():
        return other.doubt < UNREAD and sum(c.isalnum() for c in other.text) >= 2
    if is_interface_text(first.text) and not is_interface_text(other.text):
        return False
    return other.doubt < min(SURE, first.doubt - SURER) and any(c.isalnum() for c in other.text)


def _agreed(first: Reading, other: Reading) -> Reading:
    """Two that read the same letters are as sure as the surer; capitals and spaces are the better one's."""
    best = other if _is_better(other, first) else first
    confidence, doubt = max(first.confidence, other.confidence), min(first.doubt, other.doubt)
    return Reading(best.text, confidence, best.places, doubt)


def _bare(text: str) -> str:
    return "".join(text.split()).casefold()


def _key(pixels: Pixels, line: Line) -> bytes:
    """A digest of all that has a say in how a line reads: its surroundings and the places of its words."""
    height, width = pixels.shape[:2]
    area = bounding([line_area(line.box), line.box.grown(6)]).clipped(width, height)
    shape = [(w.x - area.x, w.y - area.y, w.w, w.h) for w in line.words]
    digest = blake2b(crop(pixels, area).tobytes(), digest_size=16)
    places = np.array([(line.box.x - area.x, line.box.y - area.y, area.w, area.h), *shape], np.int32)
    digest.update(places.tobytes())
    return digest.digest()


def _moved(found: Labelled, dx: int, dy: int) -> Labelled:
    label = found.label
    return Labelled(
        label._replace(box=label.box.shifted(dx, dy)) if label else None,
        tuple(box.shifted(dx, dy) for box in found.pictures),
    )
