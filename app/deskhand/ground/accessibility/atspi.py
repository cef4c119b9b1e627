"""AT-SPI 2, the accessibility interface of Linux desktops, spoken directly over D-Bus."""

from __future__ import annotations

import time
from collections.abc import Sequence

from deskhand.core.accessible import Accessible, AccessibleTree
from deskhand.system import accessibility_bus

from .atspi_boxes import Place, frame_of, places
from .atspi_tables import FLAGS, role_of, state_of
from .atspi_tree import ACCESSIBLE, Found, TreeReader
from .dbus_calls import BusCalls, Call, HungError, Node, property_of
from .x11_stack import WindowStack

APPLICATION = "org.a11y.atspi.Application"
_REGISTRY = Node("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
_BUS = Node("org.freedesktop.DBus", "/org/freedesktop/DBus")
_GREETING = 0.5
"""Seconds for an application to say its name before it is left out."""


class AtspiSource:
    """Reads the trees of all applications on this X display. Not to be shared between threads."""

    name = "atspi"

    def __init__(self) -> None:
        """Connect to the accessibility bus of the session and to the X display.

        Raises:
            AccessibilityError: one of them is not there.
        """
        self._calls = BusCalls(accessibility_bus.address())
        try:
            self._stack = WindowStack()
        except BaseException:
            self._calls.close()
            raise
        self._open = True

    def read(self, seconds: float) -> AccessibleTree:
        """See `AccessibilitySource.read`."""
        until = time.monotonic() + seconds
        items: list[Accessible] = []
        missing: list[str] = []
        try:
            applications = self._calls.answers([Call(_REGISTRY, ACCESSIBLE, "GetChildren")], until)[0] or ()
        except (HungError, TimeoutError):
            return AccessibleTree((), ("The accessibility registry does not answer.",))
        for bus_name, path in applications:
            items += self._application(Node(bus_name, path), until, missing)
        return AccessibleTree(tuple(items), tuple(missing))

    def close(self) -> None:
        """Disconnect; calling it again does nothing."""
        if self._open:
            self._open = False
            self._calls.close()
            self._stack.close()

    def _application(self, node: Node, until: float, missing: list[str]) -> list[Accessible]:
        name = node.bus_name
        found: list[Found] = []
        toolkit, pid = "", 0
        try:
            name, toolkit, pid = self._greet(node, until)
            reader = TreeReader(self._calls, until)
            for level in reader.read(node, toolkit, inner=name == "soffice"):
                found += level
            reader.complete(found)
        except HungError:
            missing.append(f"{name} does not answer.")
        except TimeoutError:
            missing.append(f"{name} was not read to the end: the time was over.")
        return self._visible(found, name, toolkit, pid)

    def _greet(self, node: Node, until: float) -> tuple[str, str, int]:
        asked = (
            property_of(node, ACCESSIBLE, "Name"),
            property_of(node, APPLICATION, "ToolkitName"),
            property_of(node, APPLICATION, "Version"),
            Call(_BUS, "org.freedesktop.DBus", "GetConnectionUnixProcessID", "s", (node.bus_name,)),
        )
        name, toolkit, version, pid = self._calls.answers(asked, until, _GREETING)
        return str(name or node.bus_name), f"{toolkit or ''} {version or ''}".strip(), int(pid or 0)

    def _visible(self, found: Sequence[Found], app: str, toolkit: str, pid: int) -> list[Accessible]:
        windows = self._stack.windows()
        frames = {id(one): frame_of(one, pid, toolkit, windows) for one in found if one.parent is None}
        placed = places(found, frames, windows)
        titles = {key: frame.window.title for key, frame in frames.items() if frame.window and frame.window.title}
        return [
            _accessible(one, placed[id(one)], titles.get(id(one.top)) or one.top.name, app, toolkit)
            for one in found
            if id(one) in placed
        ]


def _accessible(one: Found, place: Place, title: str, app: str, toolkit: str) -> Accessible:
    raw_role = _drawn_as(one, toolkit)
    role = role_of(raw_role, one.states, _popup_owner(one))
    # Chromium names a list after its label, others after what is chosen in it.
    chosen = one.name if one.role == "combo box" and toolkit.split()[:1] != ["Chromium"] else ""
    content = one.content or chosen
    return Accessible(
        role=role,
        raw_role=raw_role,
        name=one.name.strip(),
        box=place.box,
        state=state_of(role, raw_role, one.states, content),
        window=title,
        label=one.label.strip().rstrip(":"),
        description=one.description.strip(),
        app=app,
        toolkit=toolkit,
        flags=one.states.intersection(FLAGS),
        popup=place.popup,
        approximate=place.approximate,
    )


def _drawn_as(one: Found, toolkit: str) -> str:
    """Qt tells of a tool button that stays pressed as a check box, which it does not look like."""
    pressed = one.role in ("check box", "radio button") and one.parent is not None and one.parent.role == "tool bar"
    return "toggle button" if pressed and toolkit.startswith("Qt") else one.role


def _popup_owner(one: Found) -> str:
    """The role of the nearest ancestor that is not a mere list or menu."""
    return next((above.role for above in one.ancestors if above.role not in ("menu", "list")), "")
