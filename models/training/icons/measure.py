"""Measures a finished model: `python -m training.icons.measure --model F --drawings D [--screens FOLDER]`.

On icon families that had no part in training or tuning; on drawn clutter; and, with `--screens`, on labelled pictures
of real desktops (`elements.jsonl`, and one JSON a web page with the boxes of its words and icons).
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from deskhand.ground.icons import IconNamer

from .drawings import load
from .families import FAMILIES
from .names import names
from .samples import Batch, Composer
from .screens import on_screens

REPEATS = 2


def main() -> None:
    """Print the figures of the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--drawings", type=Path)
    parser.add_argument("--screens", type=Path, nargs="*", default=[])
    asked = parser.parse_args()
    if asked.drawings:
        on_families(asked.model, asked.drawings)
    for folder in asked.screens:
        on_screens(IconNamer(asked.model), folder)


def on_families(model: Path, drawings: Path) -> None:
    """Precision, coverage and confusion on the families kept for the test."""
    composer = Composer(load(drawings), "test", 3)
    asked = composer.examination(REPEATS)
    given, best = _given(model, asked)
    other = len(names().classes)
    _line("all", given, asked.labels, other)
    for number in sorted(set(asked.families.tolist())):
        rows = asked.families == number
        _line(FAMILIES[number].name, given[rows], asked.labels[rows], other)
    pairs = Counter(zip(asked.labels[given >= 0].tolist(), given[given >= 0].tolist(), strict=True))
    called = (*names().classes, "other", "near")
    wrong = [(count, called[a], called[b]) for (a, b), count in pairs.most_common() if a != b]
    print("wrong names:", "; ".join(f"{a} as {b} {count}" for count, a, b in wrong[:40]))
    _by_name(given, best, asked.labels, called)
    near = asked.labels == other + 1
    print(f"known icons with a mark, named as without: {(given[near] >= 0).mean():.3f} of {near.sum()}")
    clutter = composer.clutter(6000)
    print(f"clutter named: {(_given(model, clutter)[0] >= 0).mean():.4%}")


def _given(model: Path, batch: Batch) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The label named for each sample, -1 for none; and the likeliest one, whatever its chance."""
    namer = IconNamer(model)
    session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    least = np.array([label.threshold for label in namer.labels])
    parts = []
    for start in range(0, len(batch.labels), 512):
        planes = batch.planes[start : start + 512].astype(np.float32) / 127
        parts.append(session.run(None, {"planes": planes})[0])
    chances = np.concatenate(parts)
    best = chances.argmax(1)
    known = (chances.max(1) >= least[best]) & (best != len(names().classes))
    return np.where(known, best, -1), best


def _line(title: str, given: NDArray[np.int64], labels: NDArray[np.int16], other: int) -> None:
    counted = labels <= other
    given, labels = given[counted], labels[counted]
    named, icons = given >= 0, labels != other
    right = given == labels
    print(
        f"{title}: precision {right[named].mean():.3f}, named of the known {right[icons].mean():.3f}, "
        f"unknown icons named {named[~icons].mean() if (~icons).any() else 0:.4f} ({icons.sum()}/{(~icons).sum()})"
    )


def _by_name(
    given: NDArray[np.int64], best: NDArray[np.int64], labels: NDArray[np.int16], called: tuple[str, ...]
) -> None:
    rows: dict[str, tuple[float, float, float, int]] = defaultdict(lambda: (0.0, 0.0, 0.0, 0))
    for at, name in enumerate(called[:-2]):
        true, named = labels == at, given == at
        precision = (labels[named] == at).mean() if named.any() else float("nan")
        rows[name] = (precision, (given[true] == at).mean(), (best[true] == at).mean(), int(true.sum()))
    for name, (precision, recall, top, count) in sorted(rows.items(), key=lambda row: row[1][1]):
        print(f"  {name}: precision {precision:.2f}, recall {recall:.2f}, likeliest {top:.2f} ({count})")


if __name__ == "__main__":
    main()
