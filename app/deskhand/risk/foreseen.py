"""What words alone tell of what is to come: a forecast for the person, before anything is seen or judged."""

from __future__ import annotations

import re

from deskhand.core.risk import Risk
from deskhand.risk.tables import Signal, canonical, table, words_in
from deskhand.risk.typed_text import of_text

_QUOTED = re.compile(r"[\"“„«][^\"“”„«»]*[\"”»]")
"""Texts to be typed: what they say is not done."""


def in_label(label: str) -> list[Signal]:
    """What pressing something of this label may do."""
    return list(words_in("label", label))


def in_chord(chord: str) -> list[Signal]:
    """What pressing a chord may do."""
    key = canonical(chord)
    return [
        (risk, f"{chord} {risk.meaning}") for risk, chords in table("chord").items() if key in map(canonical, chords)
    ]


def in_text(text: str) -> list[Signal]:
    """What typing a text may do."""
    return [signal for signal in of_text(text) if signal[0] > Risk.R1]


def in_goal(goal: str) -> list[Signal]:
    """What a goal in plain words may do."""
    return [*words_in("label", _QUOTED.sub(" ", goal)), *in_text(goal)]


__all__ = ["in_chord", "in_goal", "in_label", "in_text"]
