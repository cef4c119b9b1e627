"""What UI Automation and the macOS API share: the words of a system in ours, and boxes in pixels."""

from __future__ import annotations

from collections.abc import Mapping

from deskhand.core.geometry import Box
from deskhand.core.screen import SURFACES, TOGGLES, Role

MAX_DEPTH, MAX_NODES, MAX_CHILDREN = 40, 4000, 400
"""A tree deeper or larger than this is cut; nobody names more things on one screen."""
MAX_TEXT = 400
"""Characters kept of what a field holds."""
_FIELDS = frozenset({Role.EDIT, Role.COMBO, Role.SLIDER})
_SELECTABLE = frozenset({Role.TAB, Role.ROW, Role.CELL, Role.OPTION, Role.MENU_ITEM})


def pixels(left: float, top: float, width: float, height: float, scale: float = 1.0) -> Box:
    """A box of a system in physical pixels; `scale` is pixels a unit: 2 for points on a Retina display.

    Edges are rounded, not sizes, so that neighbours stay neighbours.
    """
    x, y = round(left * scale), round(top * scale)
    return Box(x, y, round((left + width) * scale) - x, round((top + height) * scale) - y)


def state_in_words(role: Role | None, facts: Mapping[str, object]) -> str:
    """What `Element.state` says, from the facts a system tells: `on`, `selected`, `value`, `focused`."""
    if role in TOGGLES:
        return "on" if facts.get("on") else "off"
    if role in _FIELDS:
        value = facts.get("value")
        return "" if value is None else str(value).strip()[:MAX_TEXT]
    if role in _SELECTABLE and facts.get("on") and role is Role.MENU_ITEM:
        return "on"
    if role in _SELECTABLE and facts.get("selected"):
        return "selected"
    if role in SURFACES and facts.get("focused"):
        return "focused"
    return ""


def flags_of(facts: Mapping[str, object]) -> frozenset[str]:
    """The flags of an `Accessible` that are true."""
    known = ("enabled", "focusable", "focused", "editable", "selected", "expanded")
    names = {name for name in known if facts.get(name)}
    return frozenset(names | {"checked"} if facts.get("on") else names)


def in_sight(box: Box, above: list[Box]) -> bool:
    """Whether the middle of a box is under none of the windows above its own."""
    return box.area > 0 and not any(window.contains(box.center) for window in above)
