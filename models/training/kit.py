"""What every scene maker works with: seeded chance, a split of the vocabulary, and wordings."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Literal, TypeVar

from . import words
from .phrases import PHRASES

Split = Literal["train", "test", "all"]
Entry = TypeVar("Entry")
HELD_OUT_EVERY = 5
WORDING_HELD_OUT_EVERY = 4
MARK_OPEN, MARK_CLOSE = "\x01", "\x02"


def marked(value: str) -> str:
    """Fence a value inside a goal, so that typos and recasing leave it alone."""
    return f"{MARK_OPEN}{value}{MARK_CLOSE}"


def portion(pool: Sequence[Entry], split: Split, every: int = HELD_OUT_EVERY) -> Sequence[Entry]:
    """Return the part of a pool that belongs to a split; a pool of one belongs to both."""
    if len(pool) < 2 or split == "all":
        return pool
    every = min(every, len(pool))
    keep_held_out = split == "test"
    return [entry for place, entry in enumerate(pool) if (place % every == every - 1) == keep_held_out]


class Kit:
    """Seeded chance over one split of the vocabulary."""

    def __init__(self, seed: int, split: Split) -> None:
        """Start from a seed; the same seed and split make the same screens."""
        self.random = random.Random(f"{split}-{seed}")
        self.split = split
        self._portions: dict[int, tuple[object, Sequence[object]]] = {}

    def pool(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        """Return this split's part of a pool."""
        key = id(entries)
        if key not in self._portions:
            self._portions[key] = (entries, portion(entries, self.split))
        return self._portions[key][1]  # type: ignore[return-value]

    def one(self, entries: Sequence[Entry]) -> Entry:
        """Draw one entry of this split's part of a pool."""
        return self.random.choice(self.pool(entries))

    def some(self, entries: Sequence[Entry], count: int) -> list[Entry]:
        """Draw different entries of this split's part of a pool, as many as there are."""
        part = self.pool(entries)
        return self.random.sample(part, min(count, len(part)))

    def any(self, entries: Sequence[Entry]) -> Entry:
        """Draw from the whole of a small set that both splits share."""
        return self.random.choice(entries)

    def chance(self, probability: float) -> bool:
        """Return true with the given probability."""
        return self.random.random() < probability

    def between(self, low: int, high: int) -> int:
        """Draw a whole number, both ends included."""
        return self.random.randint(low, high)

    def shuffled(self, entries: Sequence[Entry]) -> list[Entry]:
        """Return the entries in another order."""
        return self.random.sample(entries, len(entries))

    def say(self, kind: str, **values: str) -> str:
        """Word a goal of a kind; values come in as they are (see `marked`)."""
        part = portion(PHRASES[kind], self.split, WORDING_HELD_OUT_EVERY)
        return self.random.choice(part).format(**values)

    def wording(self, options: Sequence[str]) -> str:
        """Draw one of several wordings from this split's part."""
        return self.random.choice(portion(options, self.split, WORDING_HELD_OUT_EVERY))

    def spoken(self, label: str) -> str:
        """Return a label the way a person names it: often in lower case, without dots."""
        spoken = label.rstrip(".…")
        return spoken.lower() if self.chance(0.6) and not spoken.isupper() else spoken

    def noun(self) -> str:
        """Draw a noun."""
        return self.one(words.NOUNS)

    def person(self) -> str:
        """Draw a full name."""
        return f"{self.one(words.FIRST_NAMES)} {self.one(words.LAST_NAMES)}"

    def mail(self) -> str:
        """Draw a mail address."""
        first, last = self.one(words.FIRST_NAMES).lower(), self.one(words.LAST_NAMES).lower()
        return f"{first}{self.any(('.', '_', '', '-'))}{last}@{self.one(words.MAIL_HOSTS)}"

    def stem(self) -> str:
        """Draw a file name without its extension."""
        tail = self.any((self.noun(), str(self.between(1, 12)), str(self.between(2019, 2027))))
        name = self.noun()
        if self.chance(0.5):
            name += self.any(("_", "-", " ", "_", "-")) + tail
        return name.capitalize() if self.chance(0.15) else name

    def file_name(self) -> str:
        """Draw a file name."""
        return f"{self.stem()}.{self.any(words.EXTENSIONS)}"

    def text(self) -> str:
        """Draw a short piece of writing."""
        if self.chance(0.25):
            return " ".join(self.some(words.NOUNS, self.between(1, 4)))
        return self.one(words.OPENINGS).format(
            who=self.one(words.FIRST_NAMES),
            city=self.one(words.CITIES),
            noun=self.noun(),
            other=self.noun(),
            day=self.any(words.DAYS),
            hour=str(self.between(1, 12)),
        )
