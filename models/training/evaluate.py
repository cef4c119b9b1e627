"""Measuring: `python -m training.evaluate --base FILE [--adapter FILE] [--generated 150]`.

Runs the base, with or without an adapter, over the hand-written cases and over generated ones
whose vocabulary and wordings the training never sees, and counts exact next acts.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from .cases import Case, cases_of, load_cases
from .generator import Generator
from .policy import Policy

HELD_OUT_SEED = 999
MOST_OF_A_SCENE = 2


@dataclass
class Tally:
    """Counts of right answers, by the kind of the right answer."""

    asked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    misses: list[dict[str, object]] = field(default_factory=list)

    def add(self, case: Case, answer: str, confidence: float) -> None:
        """Count one answer."""
        self.asked[case.kind] += 1
        if answer == case.answer:
            self.right[case.kind] += 1
            return
        self.misses.append(
            {
                "goal": case.goal,
                "did": case.did,
                "right": case.answer,
                "answered": answer,
                "confidence": round(confidence, 3),
            }
        )

    def summary(self) -> dict[str, str]:
        """Return the counts as `right/asked`, all together and by kind."""
        kinds = {kind: f"{self.right[kind]}/{count}" for kind, count in self.asked.most_common()}
        return {"all": f"{self.right.total()}/{self.asked.total()}", **kinds}


def held_out_cases(count: int) -> list[Case]:
    """Generate cases of the held-out split, at most two of one screen."""
    generator = Generator(HELD_OUT_SEED, "test")
    cases: list[Case] = []
    while len(cases) < count:
        cases += cases_of(generator.scene())[:MOST_OF_A_SCENE]
    return cases[:count]


def measure(policy: Policy, cases: Iterable[Case]) -> Tally:
    """Ask a policy every case."""
    tally = Tally()
    for case in cases:
        tally.add(case, *policy.answer(case))
    return tally


def main(arguments: list[str] | None = None) -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description="Measure the base with or without an adapter.")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--adapter", type=Path)
    parser.add_argument("--generated", type=int, default=150)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--out", type=Path, help="where to write the misses, as JSON")
    options = parser.parse_args(arguments)
    policy = Policy(options.base, options.adapter, options.threads)
    misses = {}
    for name, cases in (
        ("hand-written", load_cases()),
        ("generated", held_out_cases(options.generated)),
    ):
        tally = measure(policy, cases)
        print(name, json.dumps(tally.summary()), flush=True)
        misses[name] = tally.misses
    if options.out:
        options.out.write_text(json.dumps(misses, indent=1, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
