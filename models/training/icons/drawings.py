"""Draws every icon once and keeps the pictures: `python -m training.icons.drawings --packages P --themes T --out F`."""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import resvg_py
from numpy.typing import NDArray

from .families import FAMILIES, ONLY_OTHER, Family, Source, sources
from .names import IGNORED, NEAR, OTHER, names

SIDE = 64
"""Vector icons are drawn at this size, and made smaller when a sample is composed."""
PER_CLASS = 8
PER_OTHER = {OTHER: 420, NEAR: 80}
"""Most pictures taken of one family: for one class, and of unknown icons."""
BARS = {"menu": (0, 2, 3), "justify": (4, 5, 6)}
"""How many long bars a picture has under these names; none where a disc or a square lies behind them."""


@dataclass(frozen=True, slots=True)
class Drawings:
    """All pictures: RGBA in the top left of a SIDE x SIDE square, with what is known of each."""

    pictures: NDArray[np.uint8]
    sizes: NDArray[np.int16]
    """Height and width."""
    native: NDArray[np.bool_]
    """A bitmap made for this very size, not a drawing of a vector."""
    labels: NDArray[np.int16]
    """Index into the names; the number of names for "no known icon", one more for a known one with a mark."""
    families: NDArray[np.int16]


def draw(source: Source) -> tuple[NDArray[np.uint8], bool] | None:
    """BGRA of one icon and whether it is a native bitmap; None if it cannot be drawn or is not icon-sized."""
    if source.svg is not None:
        try:
            encoded = resvg_py.svg_to_bytes(svg_string=source.svg, width=SIDE, skip_system_fonts=True)
        except ValueError:
            return None
    else:
        encoded = source.png or b""
    picture = cv2.imdecode(np.frombuffer(encoded, np.uint8), cv2.IMREAD_UNCHANGED)
    if picture is None or picture.ndim != 3 or picture.shape[2] != 4:
        return None
    if source.svg is not None and max(picture.shape[:2]) > SIDE:
        scale = SIDE / max(picture.shape[:2])
        picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    high, wide = np.nonzero((picture[..., 3] > 24).any(1))[0], np.nonzero((picture[..., 3] > 24).any(0))[0]
    if not len(high) or max(picture.shape[:2]) > SIDE:
        return None
    tight = picture[high[0] : high[-1] + 1, wide[0] : wide[-1] + 1]
    return np.asarray(tight, np.uint8), source.svg is None


def is_called_rightly(name: str, picture: NDArray[np.uint8]) -> bool:
    """Whether three bars are a menu and four are justified text: families use both names for both."""
    if name not in BARS:
        return True
    inked = (picture[..., 3] > 127).mean(1) > 0.5
    bars = int(inked[0]) + int((np.diff(inked.astype(np.int8)) == 1).sum())
    return bars in BARS[name]


def drawn(family: Family, packages: Path, themes: Path, chance: random.Random) -> Iterator[tuple[str, Source]]:
    """Which pictures of a family are used, each with its name."""
    known = names()
    by_name: dict[str, list[Source]] = {}
    for source in sources(family, packages, themes):
        name = OTHER if family.name in ONLY_OTHER else known.of_file(source.stem)
        if name != IGNORED:
            by_name.setdefault(name, []).append(source)
    for name, found in sorted(by_name.items()):
        most = PER_OTHER.get(name, PER_CLASS)
        for source in chance.sample(found, min(len(found), most)):
            yield name, source


def main() -> None:
    """Draw all families into one file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=Path, required=True)
    parser.add_argument("--themes", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    chance, known = random.Random(1), names()
    index = {name: i for i, name in enumerate((*known.classes, OTHER, NEAR))}
    pictures, sizes, native, labels, families = [], [], [], [], []
    for number, family in enumerate(FAMILIES):
        tally: Counter[str] = Counter()
        for name, source in drawn(family, asked.packages, asked.themes, chance):
            made = draw(source)
            if made is None or not is_called_rightly(name, made[0]):
                continue
            square = np.zeros((SIDE, SIDE, 4), np.uint8)
            height, width = made[0].shape[:2]
            square[:height, :width] = made[0]
            pictures.append(square)
            sizes.append((height, width))
            native.append(made[1])
            labels.append(index[name])
            families.append(number)
            tally[name] += 1
        print(family.name, family.use, len(tally), sum(tally.values()), tally[OTHER], flush=True)
    np.savez(
        asked.out,
        pictures=np.array(pictures),
        sizes=np.array(sizes, np.int16),
        native=np.array(native),
        labels=np.array(labels, np.int16),
        families=np.array(families, np.int16),
    )


def load(path: Path) -> Drawings:
    """The drawings kept by `main`."""
    kept = np.load(path)
    return Drawings(*(kept[name] for name in ("pictures", "sizes", "native", "labels", "families")))


if __name__ == "__main__":
    main()
