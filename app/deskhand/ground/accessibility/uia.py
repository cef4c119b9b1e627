"""UI Automation, the accessibility interface of Windows, through comtypes. Untested on hardware.

Written against the documented COM interfaces: one `BuildUpdatedCache` call brings the whole tree of a window,
and `IUIAutomation2` bounds how long an application that hangs can keep it waiting. Boxes are physical pixels in a
process that is aware of the DPI of each monitor.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from typing import Any

from deskhand.core.accessible import Accessible, AccessibleTree
from deskhand.core.errors import AccessibilityError
from deskhand.core.geometry import Box
from deskhand.core.screen import Role

from .told import MAX_CHILDREN, MAX_DEPTH, MAX_NODES, flags_of, in_sight, pixels, state_in_words

_CUIAUTOMATION8 = "{E22AD333-B25F-460C-83D0-0581107395C9}"
_PATIENCE_MS = 600
"""Milliseconds an application may take for one call."""
RECTANGLE, PROCESS, CONTROL_TYPE, NAME, HAS_FOCUS, FOCUSABLE, ENABLED = 30001, 30002, 30003, 30005, 30008, 30009, 30010
HELP, OFFSCREEN, FRAMEWORK, CLASS_NAME = 30013, 30022, 30024, 30012
VALUE, READ_ONLY, RANGE_VALUE, EXPANDED, SELECTED, TOGGLE = 30045, 30046, 30047, 30070, 30079, 30086
HAS_VALUE, HAS_RANGE, HAS_TOGGLE, HAS_SELECTION_ITEM = 30043, 30033, 30041, 30036
"""Property ids of UIAutomationClient.h."""
PROPERTIES = (
    *(RECTANGLE, PROCESS, CONTROL_TYPE, NAME, HAS_FOCUS, FOCUSABLE, ENABLED, HELP, OFFSCREEN, FRAMEWORK),
    *(CLASS_NAME, VALUE, READ_ONLY, RANGE_VALUE, EXPANDED, SELECTED, TOGGLE),
    *(HAS_VALUE, HAS_RANGE, HAS_TOGGLE, HAS_SELECTION_ITEM),
)
_CHILDREN, _ELEMENT, _SUBTREE = 2, 1, 7
"""`TreeScope` values."""
CONTROL_TYPES: dict[int, tuple[str, Role | None]] = {
    50000: ("button", Role.BUTTON),
    50002: ("check box", Role.CHECKBOX),
    50003: ("combo box", Role.COMBO),
    50004: ("edit", Role.EDIT),
    50005: ("hyperlink", Role.LINK),
    50006: ("image", Role.ICON),
    50007: ("list item", Role.ROW),
    50008: ("list", None),
    50009: ("menu", None),
    50010: ("menu bar", None),
    50011: ("menu item", Role.MENU_ITEM),
    50012: ("progress bar", None),
    50013: ("radio button", Role.RADIO),
    50014: ("scroll bar", Role.SCROLLBAR),
    50015: ("slider", Role.SLIDER),
    50016: ("spinner", Role.EDIT),
    50017: ("status bar", None),
    50018: ("tab", None),
    50019: ("tab item", Role.TAB),
    50020: ("text", Role.TEXT),
    50021: ("tool bar", None),
    50022: ("tool tip", None),
    50023: ("tree", None),
    50024: ("tree item", Role.ROW),
    50025: ("custom", None),
    50026: ("group", None),
    50027: ("thumb", None),
    50028: ("data grid", None),
    50029: ("data item", Role.ROW),
    50030: ("document", Role.EDIT),
    50031: ("split button", Role.BUTTON),
    50032: ("window", Role.WINDOW),
    50033: ("pane", None),
    50034: ("header", None),
    50035: ("header item", Role.HEADER),
    50036: ("table", None),
    50037: ("title bar", None),
    50038: ("separator", None),
}
"""Control type ids: the word for each, and our role."""


def role_of(kind: int, parent: int, facts: Mapping[str, object]) -> Role | None:
    """Our role for a control type: items of a menu bar are menus, of a combo box options; dialogs are class #32770."""
    role = CONTROL_TYPES.get(kind, ("unknown", None))[1]
    if role is Role.MENU_ITEM and parent == 50010:
        return Role.MENU
    if role is Role.ROW and parent == 50003:
        return Role.OPTION
    if role is Role.WINDOW and facts.get("class") == "#32770":
        return Role.DIALOG
    if role is Role.EDIT and kind == 50030 and not facts.get("editable"):
        return Role.TEXT
    return role


def facts_of(values: Mapping[int, Any]) -> dict[str, object]:
    """The facts of `told.py` from property values; a property without its pattern holds only a default."""
    value = values.get(VALUE) if values.get(HAS_VALUE) else values.get(RANGE_VALUE) if values.get(HAS_RANGE) else None
    return {
        "on": bool(values.get(HAS_TOGGLE)) and values.get(TOGGLE) == 1,
        "selected": bool(values.get(HAS_SELECTION_ITEM)) and bool(values.get(SELECTED)),
        "value": f"{value:g}" if isinstance(value, float) else value,
        "enabled": bool(values.get(ENABLED)),
        "focusable": bool(values.get(FOCUSABLE)),
        "focused": bool(values.get(HAS_FOCUS)),
        "editable": bool(values.get(HAS_VALUE)) and not values.get(READ_ONLY),
        "expanded": values.get(EXPANDED) == 1,
        "class": values.get(CLASS_NAME),
    }


def accessible_of(values: Mapping[int, Any], parent: int, window: str, popup: bool = False) -> Accessible | None:
    """The record of one element, or None when it is off the screen."""
    left, top, width, height = values.get(RECTANGLE) or (0, 0, 0, 0)
    box = pixels(left, top, width, height)
    if values.get(OFFSCREEN) or not box.area:
        return None
    facts, kind = facts_of(values), int(values.get(CONTROL_TYPE) or 0)
    role = role_of(kind, parent, facts)
    if role is Role.RADIO:
        facts["on"] = facts["selected"]
    return Accessible(
        role=role,
        raw_role=CONTROL_TYPES.get(kind, ("unknown", None))[0],
        name=str(values.get(NAME) or "").strip(),
        box=box,
        state=state_in_words(role, facts),
        window=window,
        description=str(values.get(HELP) or "").strip(),
        app=f"process {values.get(PROCESS) or 0}",
        toolkit=str(values.get(FRAMEWORK) or ""),
        flags=flags_of(facts),
        popup=popup,
    )


class UiaSource:
    """Reads the windows of this Windows desktop. Not to be shared between threads."""

    name = "uia"

    def __init__(self) -> None:
        """Open UI Automation.

        Raises:
            AccessibilityError: this is not Windows, or comtypes is not installed.
        """
        try:
            import comtypes.client
        except ImportError as problem:
            raise AccessibilityError("UI Automation needs Windows and comtypes; the pixels alone must do.") from problem
        self._errors = (comtypes.COMError, OSError)
        try:
            types = comtypes.client.GetModule("UIAutomationCore.dll")
            self._uia: Any = comtypes.client.CreateObject(_CUIAUTOMATION8, interface=types.IUIAutomation2)
        except self._errors as problem:
            raise AccessibilityError("UI Automation does not start; Windows 8 or newer is needed.") from problem
        self._uia.ConnectionTimeout = self._uia.TransactionTimeout = _PATIENCE_MS

    def read(self, seconds: float) -> AccessibleTree:
        """See `AccessibilitySource.read`."""
        until = time.monotonic() + seconds
        items: list[Accessible] = []
        missing: list[str] = []
        above: list[Box] = []
        # The children of the desktop come in the order in which they lie, the highest first.
        for window in self._top_windows(missing):
            if time.monotonic() > until:
                missing.append("Some windows were not read: the time was over.")
                break
            try:
                found = list(self._window(window, until))
            except self._errors:
                missing.append("A window does not answer.")
                continue
            items += [one for one in found if in_sight(one.box, above)]
            above += [one.box for one in found[:1]]
        return AccessibleTree(tuple(items), tuple(missing))

    def close(self) -> None:
        """Let go of UI Automation; calling it again does nothing."""
        self._uia = None

    def _top_windows(self, missing: list[str]) -> list[Any]:
        try:
            listed = self._uia.GetRootElement().FindAll(_CHILDREN, self._uia.ControlViewCondition)
            return [listed.GetElement(index) for index in range(listed.Length)]
        except self._errors:
            missing.append("The desktop does not answer.")
            return []

    def _window(self, window: Any, until: float) -> Iterator[Accessible]:
        request = self._uia.CreateCacheRequest()
        for number in PROPERTIES:
            request.AddProperty(number)
        request.TreeScope = _SUBTREE
        request.TreeFilter = self._uia.ControlViewCondition
        root = window.BuildUpdatedCache(request)
        title = str(root.GetCachedPropertyValue(NAME) or "")
        popup = root.GetCachedPropertyValue(CONTROL_TYPE) == 50009
        waiting, seen = [(root, 0, 0)], 0
        while waiting and seen < MAX_NODES and time.monotonic() < until:
            element, parent, depth = waiting.pop(0)
            seen += 1
            values = {number: element.GetCachedPropertyValue(number) for number in PROPERTIES}
            one = accessible_of(values, parent, title, popup)
            if one is not None:
                yield one
            children = element.GetCachedChildren() if depth < MAX_DEPTH else None
            if children:
                kind = int(values[CONTROL_TYPE] or 0)
                count = min(children.Length, MAX_CHILDREN)
                waiting += [(children.GetElement(index), kind, depth + 1) for index in range(count)]
