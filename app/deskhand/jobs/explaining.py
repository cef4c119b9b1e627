"""What a run was allowed and why, step by step, from the journal: class, reasons, origins, the rule that answered."""

from __future__ import annotations

from dataclasses import dataclass

from deskhand.core.lettering import visible
from deskhand.core.risk import Risk
from deskhand.journal.history import RunRecord


@dataclass(frozen=True, slots=True)
class Explained:
    """One step: what, its class and reasons, where its texts came from, who answered what by which rule, the effect."""

    number: int
    what: str
    risk: str
    reasons: tuple[str, ...]
    origins: tuple[str, ...]
    answered: str
    effect: str


def explained(run: RunRecord) -> list[Explained]:
    """The steps of a run."""
    found = []
    for step in run.steps:
        intent, outcome = step.intent, step.outcome or {}
        consent = intent["consent"]
        rule = consent.get("rule", "")
        said = (
            ("yes" if consent["granted"] else "no")
            + f" by {_by(consent['by'])}"
            + (f", because {rule}" if rule else "")
        )
        origins = [f"“{visible(text)}” is from the {origin}" for text, origin in intent["provenance"]]
        if intent.get("target_from"):
            origins.append(f"the target is named by the {intent['target_from']}")
        for seen in intent.get("read_at", ()):
            origins.append(f"“{visible(seen['text'])}” was read {visible(seen['where'])}")
        effect = f"{outcome.get('delivery', 'unknown')}: {outcome.get('observed', 'the run ended here')}"
        risk = f"{intent['risk']} ({Risk[intent['risk']].meaning})"
        found.append(
            Explained(
                step.number,
                visible(intent["phrase"]),
                risk,
                tuple(map(visible, intent["reasons"])),
                tuple(origins),
                visible(said),
                visible(effect),
            )
        )
    return found


def _by(whom: str) -> str:
    return {
        "policy": "the rules",
        "card": "the job card",
        "person": "you",
        "kept": "you for good",
        "nobody": "nobody",
    }.get(whom, whom)


__all__ = ["Explained", "explained"]
