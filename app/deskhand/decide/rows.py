"""Which of several controls of one label is meant: the one whose row the goal speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from deskhand.core.screen import SURFACES, Element

from .likeness import content_words
from .view import View

_SAME_LINE = 0.5
"""Share of the lower of two boxes by which they must overlap in height to stand in one row."""


def of_row(candidates: Sequence[Element], words: str, view: View) -> Element | None:
    """The one candidate in whose row the most of these words stand; None where none or several do."""
    wanted = set(content_words(words)) - {word for e in candidates for word in content_words(e.text)}
    scores = [len(wanted & set(_row_words(e, candidates, view))) for e in candidates]
    best = max(scores, default=0)
    return candidates[scores.index(best)] if best and scores.count(best) == 1 else None


def _row_words(control: Element, candidates: Sequence[Element], view: View) -> list[str]:
    row = _by_boxes(control, view) if control.box.area else _by_order(control, candidates, view)
    return [word for element in row for word in content_words(f"{element.text} {element.state}")]


def _by_boxes(control: Element, view: View) -> list[Element]:
    """What stands on the same line."""
    return [e for e in view.elements if e is not control and e.role not in SURFACES and _shares_line(control, e)]


def _shares_line(a: Element, b: Element) -> bool:
    overlap = min(a.box.bottom, b.box.bottom) - max(a.box.y, b.box.y)
    return overlap > _SAME_LINE * min(a.box.h, b.box.h) if b.box.h else False


def _by_order(control: Element, candidates: Sequence[Element], view: View) -> list[Element]:
    """Where boxes are unknown: what stands between the control of the row before and this one."""
    row: list[Element] = []
    for element in view.elements:
        if element is control:
            return row
        if any(element is other for other in candidates):
            row = []
        else:
            row.append(element)
    return row
