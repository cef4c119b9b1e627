"""Joins the pieces of a page into elements with roles, in reading order: each kind takes what earlier ones left."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from deskhand.core.screen import Element

from .areas import find_writing_areas
from .bars import find_scrollbars
from .controls import find_controls
from .lists import find_captions, find_links, find_rows, find_side_lists, find_texts
from .menus import find_menus
from .page import Found, Page
from .ruled_tables import find_grids
from .tables import find_aligned, find_columns, find_headers
from .tabs import find_tabs
from .toggles import find_toggles
from .windows import find_windows

_STAGES: Sequence[Callable[[Page, Found], Found]] = (
    find_windows,
    find_menus,
    find_toggles,
    find_grids,
    find_tabs,
    find_columns,
    find_headers,
    find_captions,
    find_controls,
    find_scrollbars,
    find_writing_areas,
    find_links,
    find_rows,
    find_side_lists,
    find_aligned,
    find_texts,
)


def elements_of(page: Page) -> list[Element]:
    """Every element of a page, line by line; `surfaces` puts them in reading order, window by window."""
    found = Found()
    for stage in _STAGES:
        found |= stage(page, found)
    drafts = sorted(dict.fromkeys(found.drafts), key=lambda d: (d.box.y, d.box.x, d.role, d.text))
    return [Element(n, *draft) for n, draft in enumerate(drafts, 1)]
