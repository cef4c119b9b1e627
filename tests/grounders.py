"""Grounders with the real readers, which are loaded once, and the comparison of what two of them saw."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

from deskhand.core.ports import Reading
from deskhand.core.screen import Element, Pixels
from deskhand.ground.chooser import Readers, choose_readers
from deskhand.ground.icons import IconNamer
from deskhand.ground.line_reader import LineReader
from deskhand.ground.live import LiveGrounder
from deskhand.ground.on_desktop import OnDesktop
from deskhand.ground.reader import PixelGrounder
from deskhand.system.paths import packaged

SURE = 1e-3
"""By how much two confidences of one reading may differ."""


class Silent:
    """An engine that reads nothing: for tests of what is seen without text."""

    name = "silent"

    def read(self, lines: Sequence[Pixels]) -> list[Reading]:
        return [Reading("", 0.0)] * len(lines)


def fresh_grounder(weights: Path) -> LiveGrounder:
    """A grounder that has seen nothing yet, wired as `open_grounder` does."""
    readers = _readers(weights.resolve())
    pixels = [PixelGrounder(LineReader(readers.first, readers.second), _namer()) for _ in range(2)]
    return LiveGrounder(OnDesktop(*pixels))


@functools.cache
def _readers(weights: Path) -> Readers:
    return choose_readers(weights, ["eng"])


@functools.cache
def _namer() -> IconNamer:
    return IconNamer(packaged("icons/deskhand-icons.onnx"))


def difference(seen: Sequence[Element], expected: Sequence[Element]) -> str:
    """What the first element in which two readings differ is in each, or ""."""
    for a, b in zip(seen, expected, strict=False):
        if _fields(a) != _fields(b) or abs(a.confidence - b.confidence) > SURE:
            return f"{a} is not {b}"
    return "" if len(seen) == len(expected) else f"{len(seen)} elements, not {len(expected)}"


def _fields(element: Element) -> dict[str, object]:
    return element.as_json() | {"confidence": None}
