"""Calculators."""

from __future__ import annotations

from ..scenes import opened
from ..task import Goal, answered

GOALS = (
    Goal("calculator-times", opened("galculator", "galculator"), "Compute 96*6", answered("576")),
    Goal("calculator-words", opened("galculator", "galculator"), "how much is 1024 divided by 8?", answered("128")),
)
