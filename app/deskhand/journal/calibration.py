"""How sure the decisions were, and how often what they predicted came true: the calibration of runs."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from .history import RunRecord

EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.001)
"""Edges of the bins of confidence."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The decisions of one range of confidence: who made them, their mean confidence, and how many came true."""

    by: str
    low: float
    high: float
    steps: int
    sure: float
    met: int


def calibration(runs: Iterable[RunRecord]) -> list[Bin]:
    """The bins that hold a step, by decider; steps that were not carried out count for nothing."""
    found: dict[str, list[tuple[float, bool]]] = {}
    for run in runs:
        for step in run.steps:
            if step.outcome and step.outcome["delivery"] == "sent":
                found.setdefault(step.intent["by"], []).append((step.intent["confidence"], bool(step.outcome["met"])))
    bins = []
    for by, decisions in sorted(found.items()):
        for low, high in itertools.pairwise(EDGES):
            inside = [(sure, met) for sure, met in decisions if low <= sure < high]
            if inside:
                mean = sum(sure for sure, _ in inside) / len(inside)
                bins.append(Bin(by, low, min(high, 1.0), len(inside), mean, sum(met for _, met in inside)))
    return bins


@dataclass(frozen=True, slots=True)
class Kept:
    """The predictions of one kind: how many were made, and how many came true."""

    kind: str
    steps: int
    met: int


def predictions(runs: Iterable[RunRecord]) -> list[Kept]:
    """How often each kind of prediction held, the most frequent kind first.

    Steps that were not carried out, and records older than kinds were written, count for nothing.
    """
    found: dict[str, list[bool]] = {}
    for run in runs:
        for step in run.steps:
            kind = step.intent.get("predicted")
            if kind and step.outcome and step.outcome["delivery"] == "sent":
                found.setdefault(kind, []).append(bool(step.outcome["met"]))
    kept = [Kept(kind, len(held), sum(held)) for kind, held in found.items()]
    return sorted(kept, key=lambda k: (-k.steps, k.kind))
