"""The Accessibility API of macOS, through pyobjc. Untested on hardware.

Written against the documented functions: `AXUIElementCopyMultipleAttributeValues` brings what is needed of an
element in one call, and `AXUIElementSetMessagingTimeout` bounds how long an application that hangs can keep it
waiting. Boxes come in points and become pixels by the scale of the main screen.
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

_PATIENCE = 0.6
"""Seconds an application may take for one call."""
_CANNOT_COMPLETE = -25204
"""`kAXErrorCannotComplete`: the application does not answer."""
_POINT, _SIZE = 1, 2
"""`AXValueType` of a CGPoint and a CGSize."""
ATTRIBUTES = (
    *("AXRole", "AXSubrole", "AXTitle", "AXDescription", "AXValue", "AXPosition", "AXSize", "AXEnabled", "AXFocused"),
    *("AXSelected", "AXExpanded", "AXHelp", "AXPlaceholderValue", "AXMain", "AXChildren"),
)
ROLES = {
    "AXButton": Role.BUTTON,
    "AXMenuButton": Role.BUTTON,
    "AXDisclosureTriangle": Role.BUTTON,
    "AXCheckBox": Role.CHECKBOX,
    "AXRadioButton": Role.RADIO,
    "AXTextField": Role.EDIT,
    "AXTextArea": Role.EDIT,
    "AXComboBox": Role.COMBO,
    "AXPopUpButton": Role.COMBO,
    "AXMenuBarItem": Role.MENU,
    "AXMenuItem": Role.MENU_ITEM,
    "AXLink": Role.LINK,
    "AXImage": Role.ICON,
    "AXRow": Role.ROW,
    "AXOutlineRow": Role.ROW,
    "AXCell": Role.CELL,
    "AXSlider": Role.SLIDER,
    "AXScrollBar": Role.SCROLLBAR,
    "AXStaticText": Role.TEXT,
    "AXHeading": Role.TEXT,
    "AXWindow": Role.WINDOW,
    "AXSheet": Role.DIALOG,
}
SUBROLES = {
    "AXSwitch": Role.SWITCH,
    "AXTabButton": Role.TAB,
    "AXSortButton": Role.HEADER,
    "AXDialog": Role.DIALOG,
    "AXSystemDialog": Role.DIALOG,
    "AXToggle": Role.SWITCH,
}
"""Subroles that say more than the role."""
_TOGGLED = frozenset({"AXCheckBox", "AXRadioButton"})
_EDITABLE = frozenset({"AXTextField", "AXTextArea", "AXComboBox"})


def role_of(role: str, subrole: str) -> Role | None:
    """Our role for a role and subrole of the system."""
    return SUBROLES.get(subrole) or ROLES.get(role)


def facts_of(values: Mapping[str, Any]) -> dict[str, object]:
    """The facts of `told.py` from attribute values."""
    value, role = values.get("AXValue"), values.get("AXRole")
    toggled = role in _TOGGLED
    return {
        "on": toggled and value == 1,
        # A tab is a radio button whose value says that it is the one.
        "selected": bool(values.get("AXSelected")) or (toggled and value == 1),
        "value": f"{value:g}" if isinstance(value, float) else value if isinstance(value, str | int) else None,
        "enabled": bool(values.get("AXEnabled", True)),
        "focused": bool(values.get("AXFocused")) or bool(values.get("AXMain")),
        "focusable": values.get("AXFocused") is not None,
        "editable": role in _EDITABLE,
        "expanded": bool(values.get("AXExpanded")),
    }


def accessible_of(
    values: Mapping[str, Any], window: str, app: str, scale: float, popup: bool = False
) -> Accessible | None:
    """The record of one element, or None when it has no place; `AXPosition` and `AXSize` are pairs of points."""
    position, size = values.get("AXPosition"), values.get("AXSize")
    if position is None or size is None:
        return None
    (x, y), (width, height) = position, size
    box = pixels(x, y, width, height, scale)
    raw = str(values.get("AXRole") or "")
    role, facts = role_of(raw, str(values.get("AXSubrole") or "")), facts_of(values)
    text = values.get("AXValue") if role is Role.TEXT else None
    name = values.get("AXTitle") or text or values.get("AXDescription") or ""
    return Accessible(
        role=role,
        raw_role=raw,
        name=str(name).strip(),
        box=box,
        state=state_in_words(role, facts),
        window=window,
        label=str(values.get("AXPlaceholderValue") or "").strip(),
        description=str(values.get("AXHelp") or "").strip(),
        app=app,
        toolkit="macOS",
        flags=flags_of(facts),
        popup=popup,
    )


class AxSource:
    """Reads the windows of this macOS desktop. Not to be shared between threads."""

    name = "ax"

    def __init__(self) -> None:
        """Ask for access.

        Raises:
            AccessibilityError: this is not macOS, pyobjc is missing, or access was not granted.
        """
        try:
            import AppKit
            import ApplicationServices
            import Quartz
        except ImportError as problem:
            raise AccessibilityError(
                "The Accessibility API needs macOS and pyobjc; the pixels alone must do."
            ) from problem
        self._kit: Any = AppKit
        self._ax: Any = ApplicationServices
        self._quartz: Any = Quartz
        if not self._ax.AXIsProcessTrusted():
            raise AccessibilityError(
                "macOS does not let Deskhand read other applications; allow it in Settings, Privacy, Accessibility."
            )

    def read(self, seconds: float) -> AccessibleTree:
        """See `AccessibilitySource.read`."""
        until = time.monotonic() + seconds
        scale = float(self._kit.NSScreen.mainScreen().backingScaleFactor())
        stack = self._stack(scale)
        items: list[Accessible] = []
        missing: list[str] = []
        for app in self._kit.NSWorkspace.sharedWorkspace().runningApplications():
            name, pid = str(app.localizedName() or ""), int(app.processIdentifier())
            if pid not in {owner for owner, _ in stack}:
                continue
            try:
                items += [a for a in self._application(pid, name, scale, until) if _seen(a, pid, stack)]
            except TimeoutError:
                missing.append(f"{name} was not read to the end.")
        return AccessibleTree(tuple(items), tuple(missing))

    def close(self) -> None:
        """Nothing is held."""

    def _stack(self, scale: float) -> list[tuple[int, Box]]:
        """Owner and box of the windows on the screen, the highest first."""
        options = self._quartz.kCGWindowListOptionOnScreenOnly | self._quartz.kCGWindowListExcludeDesktopElements
        listed = self._quartz.CGWindowListCopyWindowInfo(options, self._quartz.kCGNullWindowID) or ()
        return [(int(w["kCGWindowOwnerPID"]), _bounds(w["kCGWindowBounds"], scale)) for w in listed]

    def _application(self, pid: int, app: str, scale: float, until: float) -> Iterator[Accessible]:
        root = self._ax.AXUIElementCreateApplication(pid)
        self._ax.AXUIElementSetMessagingTimeout(root, _PATIENCE)
        waiting: list[tuple[Any, str, bool, int]] = [(root, "", False, 0)]
        seen = 0
        while waiting and seen < MAX_NODES:
            if time.monotonic() > until:
                raise TimeoutError
            element, window, popup, depth = waiting.pop(0)
            seen += 1
            values = self._values(element)
            if values.get("AXRole") in ("AXWindow", "AXSheet"):
                window = str(values.get("AXTitle") or "")
            one = accessible_of(values, window, app, scale, popup) if depth else None
            if one is not None:
                yield one
            if depth < MAX_DEPTH:
                popup = popup or values.get("AXRole") == "AXMenu"
                children = list(values.get("AXChildren") or ())[:MAX_CHILDREN]
                waiting += [(child, window, popup, depth + 1) for child in children]

    def _values(self, element: Any) -> dict[str, Any]:
        """The attributes of an element. Raises `TimeoutError` when its application does not answer."""
        problem, values = self._ax.AXUIElementCopyMultipleAttributeValues(element, list(ATTRIBUTES), 0, None)
        if problem == _CANNOT_COMPLETE:
            raise TimeoutError
        found = dict(zip(ATTRIBUTES, values or (), strict=False))
        for name, kind in (("AXPosition", _POINT), ("AXSize", _SIZE)):
            if found.get(name) is not None:
                held, pair = self._ax.AXValueGetValue(found[name], kind, None)
                found[name] = tuple(pair) if held else None
        # What an element lacks comes as an AXValue that holds an error.
        return {name: value for name, value in found.items() if "kAXValueAXErrorType" not in str(value)[:200]}


def _bounds(bounds: Mapping[str, float], scale: float) -> Box:
    return pixels(bounds["X"], bounds["Y"], bounds["Width"], bounds["Height"], scale)


def _seen(one: Accessible, pid: int, stack: list[tuple[int, Box]]) -> bool:
    """Whether the highest window at the middle of an element belongs to its application."""
    above: list[Box] = []
    for owner, box in stack:
        if owner == pid and box.contains(one.box.center):
            return in_sight(one.box, above)
        above.append(box)
    return False
