"""How often the next act is the right one: by rules, by the model, by both; how sure they were, and how fast.

    python -m tests.bench.decide [FILE] [--misses N] [--no-model]

FILE has a case a line as in `deskhand decide`, with `answer` and `also`; by default the held-out cases. Every
decision is made warm: each case once, after one that is not counted. `--misses N` prints the first N misses
and is for development files alone.
"""

from __future__ import annotations

import argparse
import itertools
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from deskhand.bootstrap import open_model
from deskhand.core.actions import Action
from deskhand.core.errors import GoalError
from deskhand.core.ports import Choice, LanguageModel
from deskhand.decide.combined import CombinedDecider
from deskhand.decide.model import model_choice
from deskhand.decide.symbolic import symbolic_choice
from deskhand.system.paths import user_paths
from tests.bench.next_acts import Question, is_right, read_questions, spelled

HELD_OUT = Path(__file__).parents[1] / "data" / "next_actions.jsonl"
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)
"""Edges of the bins of the calibration table."""

Decided = tuple[Action, float]


@dataclass
class Answers:
    """The answers of one decider, in the order of the questions."""

    name: str
    acts: list[str] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def ask(self, question: Question, decide: Callable[[Question], Decided]) -> None:
        """Put one question and keep the answer; a goal that is refused counts as asking."""
        began = time.perf_counter()
        try:
            action, confidence = decide(question)
            act = spelled(action, question.case.scene.elements)
        except GoalError:
            act, confidence = "ask", 1.0
        self.seconds.append(time.perf_counter() - began)
        self.acts.append(act)
        self.right.append(is_right(act, question))
        self.sure.append(confidence)


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=HELD_OUT)
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--no-model", action="store_true")
    parser.add_argument("--adapter", type=Path, help="another adapter than the packaged one")
    parser.add_argument("--first", type=int, help="only so many cases")
    options = parser.parse_args()
    if options.misses and options.file.resolve() == HELD_OUT.resolve():
        parser.error("misses of the held-out cases are not to be looked at")
    questions = read_questions(options.file)[: options.first]
    model, trust, _ = (None, 0.0, ()) if options.no_model else open_model(user_paths(), adapter=options.adapter)
    try:
        found = _asked(questions, model, trust)
    finally:
        if model is not None:
            model.close()
    _report(questions, found, options.misses)


class Remembering:
    """A model that is asked each question once; what it is asked again counts with the time it took then."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self._known: dict[tuple[str, tuple[str, ...]], tuple[Choice, float]] = {}
        self.saved = 0.0
        """Seconds that questions asked again would have taken."""

    def choose(self, prompt: str, candidates: Sequence[str]) -> Choice:
        """See `LanguageModel.choose`."""
        key = prompt, tuple(candidates)
        if key in self._known:
            choice, seconds = self._known[key]
            self.saved += seconds
            return choice
        began = time.perf_counter()
        choice = self._model.choose(prompt, candidates)
        self._known[key] = choice, time.perf_counter() - began
        return choice

    def close(self) -> None:
        """Release the model."""
        self._model.close()


def _asked(questions: Sequence[Question], given: LanguageModel | None, trust: float) -> list[Answers]:
    model = Remembering(given) if given is not None else None

    def by_rules(question: Question) -> Decided:
        case = question.case
        choice = symbolic_choice(case.goal, case.scene.elements, case.history)
        return choice.action, choice.confidence

    def by_model(question: Question) -> Decided:
        assert model is not None
        choice = model_choice(model, question.case.goal, question.case.scene.elements, question.case.history)
        return choice.action, choice.confidence

    def by_both(question: Question) -> Decided:
        # A new decider each time: what it remembers is of one run.
        proposal = CombinedDecider(model, trust).next(question.case.goal, question.case.scene, question.case.history)
        return proposal.action, proposal.confidence

    deciders = [("rules", by_rules), *([("model", by_model)] if model else []), ("both", by_both)]
    found = []
    for name, decide in deciders:
        Answers(name).ask(questions[0], decide)
        answers = Answers(name)
        for question in questions:
            before = model.saved if model else 0.0
            answers.ask(question, decide)
            answers.seconds[-1] += model.saved - before if model else 0.0
        found.append(answers)
    return found


def _report(questions: Sequence[Question], found: Sequence[Answers], misses: int) -> None:
    out = Console(width=140)
    kinds = sorted({q.kind for q in questions})
    table = Table("decider", "right", *kinds, "p50 s", "p95 s", box=None)
    for answers in found:
        cells = []
        for kind in kinds:
            right = [r for r, q in zip(answers.right, questions, strict=True) if q.kind == kind]
            cells.append(f"{sum(right)}/{len(right)}")
        times = sorted(answers.seconds)
        p50, p95 = times[len(times) // 2], times[min(len(times) - 1, len(times) * 95 // 100)]
        table.add_row(answers.name, _percent(answers.right), *cells, f"{p50:.3f}", f"{p95:.3f}")
    out.print(table)
    for answers in found:
        out.print(_calibration(answers))
    by_name = {answers.name: answers for answers in found}
    if "model" in by_name:
        rules, model = by_name["rules"], by_name["model"]
        pairs = zip(rules.acts, model.acts, rules.right, strict=True)
        agreed = [right for a, b, right in pairs if a.removeprefix("double-") == b.removeprefix("double-")]
        out.print(f"rules and model agree on {len(agreed)} of {len(questions)}; right there: {_percent(agreed)}")
    both = by_name["both"]
    missed = [at for at, right in enumerate(both.right) if not right]
    for at in missed[:misses]:
        question = questions[at]
        said = "; ".join(f"{a.name}: {a.acts[at]} ({a.sure[at]:.2f})" for a in found)
        did = f" after {', '.join(question.source['did'])}" if question.source.get("did") else ""
        out.print(f"\n{question.case.goal}{did}\n  right: {' or '.join(question.right)}\n  {said}", markup=False)
        shown = "; ".join(f"{e.role.value} {e.text}{f' = {e.state}' if e.state else ''}" for e in question.case.scene)
        out.print(f"  {shown[:1000]}", markup=False)


def _calibration(answers: Answers) -> Table:
    table = Table(f"{answers.name}: as sure as", "cases", "mean sure", "right", box=None)
    for low, high in itertools.pairwise(BINS):
        inside = [(s, r) for s, r in zip(answers.sure, answers.right, strict=True) if low <= s < high]
        if inside:
            mean = sum(s for s, _ in inside) / len(inside)
            table.add_row(
                f"{low:.2f}-{min(high, 1):.2f}", str(len(inside)), f"{mean:.2f}", _percent([r for _, r in inside])
            )
    return table


def _percent(right: Sequence[bool]) -> str:
    return f"{sum(right) / len(right):.1%} of {len(right)}" if right else "none"


if __name__ == "__main__":
    main()
