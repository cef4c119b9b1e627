"""Packing of examples: one screen is read once and all its questions branch off it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from .llama import Span
from .screen import END_TOKEN, Example

IGNORED = -100
TRUNK = -1


@dataclass(frozen=True)
class Batch:
    """Packed token ids, their positions and targets, and the spans of the screens."""

    ids: Tensor
    positions: Tensor
    targets: Tensor
    spans: list[Span]
    decisions: int


def branch_mask(branches: Sequence[int]) -> Tensor:
    """Return who sees whom: the past only, and of the other branches nothing but the trunk."""
    branch = torch.tensor(branches)
    order = torch.arange(len(branches))
    related = (branch[None] == TRUNK) | (branch[None] == branch[:, None])
    return (order[None] <= order[:, None]) & related


def pack(encode: Callable[[str], list[int]], examples: Sequence[Example], device: str = "cpu") -> Batch:
    """Lay examples end to end; only the answers and their end tokens are targets."""
    ids: list[int] = []
    positions: list[int] = []
    targets: list[int] = []
    spans: list[Span] = []
    for example in examples:
        begin = len(ids)
        trunk = encode(example.screen)
        branches = [TRUNK] * len(trunk)
        ids += trunk
        positions += range(len(trunk))
        targets += [IGNORED] * len(trunk)
        for number, (question, answer) in enumerate(example.turns):
            asked, answered = encode(question), [*encode(answer), END_TOKEN]
            length = len(asked) + len(answered)
            ids += asked + answered
            positions += range(len(trunk), len(trunk) + length)
            branches += [number] * length
            targets += [IGNORED] * (len(asked) - 1) + answered + [IGNORED]
        spans.append(Span(begin, len(ids), branch_mask(branches).to(device)))
    return Batch(
        torch.tensor(ids, device=device),
        torch.tensor(positions, device=device),
        torch.tensor(targets, device=device),
        spans,
        sum(len(example.turns) for example in examples),
    )
