"""Joins the pieces of a page into elements with roles, in reading order: each kind takes what earlier ones left."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from deskhand.core.geometry import Box
from deskhand.core.screen import Element, Role

from .areas import find_writing_areas
from .bars import find_scrollbars
from .controls import find_controls
from .edges import Map
from .lists import find_captions, find_rows, find_texts
from .menus import find_menus
from .page import Draft, Found, Page
from .tables import find_aligned, find_columns, find_grids
from .tabs import find_tabs
from .toggles import find_toggles
from .windows import find_windows

_ROW_HEIGHT = 10
_STAGES: Sequence[Callable[[Page, Found], Found]] = (
    find_windows,
    find_grids,
    find_menus,
    find_tabs,
    find_columns,
    find_controls,
    find_scrollbars,
    find_writing_areas,
    find_rows,
    find_captions,
    find_aligned,
)


def elements_of(page: Page, level: Map) -> list[Element]:
    """Every element of a page; ids count from 1 in reading order. `level` has 1 where level lines run."""
    found = find_toggles(page)
    for stage in _STAGES:
        found |= stage(page, found)
    found |= find_texts(page, found, level)
    drafts = _without_twins(found.drafts)
    ordered = sorted(drafts, key=lambda d: (d.box.y // _ROW_HEIGHT, d.box.x))
    return [Element(i, d.role, d.text, d.box, d.state, d.source, d.confidence) for i, d in enumerate(ordered, 1)]


def _without_twins(drafts: Sequence[Draft]) -> list[Draft]:
    """Drop pictures and empty fields that lie in an element that does the same."""
    seen: set[tuple[Role, str, Box]] = set()
    kept = []
    for draft in drafts:
        key = (draft.role, draft.text, draft.box)
        if key not in seen:
            seen.add(key)
            kept.append(draft)
    return kept
