"""Batches of one count of tokens: examples of like length side by side, made in worker processes."""

from __future__ import annotations

import multiprocessing
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Empty
from typing import Any

import torch
from torch import Tensor

from .generator import Generator
from .screen import END_TOKEN, Example
from .tokens import Encode, load_encoder

IGNORED = -100
LENGTHS = (64, 96, 128, 160, 192, 240, 256, 320, 384, 480, 512, 640)
"""Tokens of a sequence after padding; each divides the tokens of a batch."""
BATCH_TOKENS = {"cuda": 30720, "cpu": 1920}
CHUNK = 128
"""Examples a worker hands over at once."""
PATIENCE = 60.0
"""Seconds a batch may take before the workers are believed to be dead."""


@dataclass(frozen=True)
class Lesson:
    """An example in tokens: those read, and for each the one to be answered next (or `IGNORED`)."""

    ids: list[int]
    targets: list[int]


@dataclass(frozen=True)
class Batch:
    """Ids and targets, (sequences, length) each."""

    ids: Tensor
    targets: Tensor

    @property
    def decisions(self) -> int:
        """How many examples are in it."""
        return int(self.ids.shape[0])


def lesson(encode: Encode, example: Example) -> Lesson:
    """Return an example in tokens; only the answer and the prediction are to be learnt."""
    read, answer = encode(example.prompt), [*encode(example.answer), *encode("\n")]
    ids = read + answer
    targets = [IGNORED] * (len(read) - 1) + answer
    if example.then:
        asked, then = encode("Then:"), [*encode(example.then), END_TOKEN]
        ids += asked + then
        targets += [IGNORED] * len(asked) + then
    return Lesson(ids, [*targets, IGNORED])


def _work(base: Path, seed: int, set_aside: Collection[str], queue: Any) -> None:
    encode = load_encoder(base)
    chunk: list[Lesson] = []
    for example in Generator(seed, "all", set_aside):
        chunk.append(lesson(encode, example))
        if len(chunk) == CHUNK:
            queue.put(chunk)
            chunk = []


def lessons(base: Path, seed: int, set_aside: Collection[str], workers: int) -> Iterator[Lesson]:
    """Yield lessons without end, from this process or from several workers.

    Raises:
        queue.Empty: the workers gave nothing for `PATIENCE` seconds.
    """
    if workers == 0:
        encode = load_encoder(base)
        yield from (lesson(encode, example) for example in Generator(seed, "all", set_aside))
        return
    context = multiprocessing.get_context("fork")
    queue = context.Queue(4 * workers)
    for number in range(workers):
        given = (base, seed * 1000 + number, set_aside, queue)
        context.Process(target=_work, args=given, daemon=True).start()
    while True:
        try:
            yield from queue.get(timeout=PATIENCE)
        except Empty:
            raise Empty("The workers that make examples have stopped.") from None


def batches(source: Iterator[Lesson], tokens: int) -> Iterator[Batch]:
    """Yield batches of exactly `tokens` tokens each; lessons longer than the longest length are left out."""
    waiting: dict[int, list[Lesson]] = defaultdict(list)
    for one in source:
        length = next((n for n in LENGTHS if n >= len(one.ids)), 0)
        if not length:
            continue
        waiting[length].append(one)
        if len(waiting[length]) * length >= tokens:
            yield _stacked(waiting.pop(length), length)


def _stacked(group: Sequence[Lesson], length: int) -> Batch:
    ids = torch.zeros(len(group), length, dtype=torch.long)
    targets = torch.full((len(group), length), IGNORED)
    for row, one in enumerate(group):
        ids[row, : len(one.ids)] = torch.tensor(one.ids)
        targets[row, : len(one.targets)] = torch.tensor(one.targets)
    return Batch(ids, targets)
