"""A spreadsheet."""

from __future__ import annotations

from deskhand.core.risk import Risk
from deskhand.core.step import RunResult
from deskhand.system.private_desktop import PrivateDesktop

from ..scenes import cells, sheet
from ..task import Check, Goal, answered

_COSTS = "Item,Amount\nPaper,12\nInk,30\nStamps,8\nDesk,140\n"


def _cell(row: int, column: int, value: str) -> Check:
    def check(desktop: PrivateDesktop, _: RunResult) -> bool:
        found = cells(desktop, "costs.gnumeric")
        return len(found) > row and len(found[row]) > column and found[row][column] == value

    return check


GOALS = (
    Goal(
        "sheet-formula",
        sheet("costs.gnumeric", _COSTS),
        "Put the formula =SUM(B2:B5) in cell B6 and save the file",
        _cell(5, 1, "190"),
        Risk.R3,
    ),
    Goal(
        "sheet-cell",
        sheet("costs.gnumeric", _COSTS),
        "The ink was 35, not 30: change cell B3 to 35 and save",
        _cell(2, 1, "35"),
        Risk.R3,
    ),
    Goal(
        "sheet-answer",
        sheet("costs.gnumeric", _COSTS),
        "How much does the desk cost?",
        answered("140"),
    ),
)
