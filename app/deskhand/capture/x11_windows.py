"""The windows of an X desktop, lowest first, by EWMH and ICCCM.

Whatever the window manager says is shown: its clients with frame and title bar and without the shadows they draw
themselves, and above it the menus and tooltips that go past it (override-redirect). Left out are windows that are
minimised or on another desktop, that lie off the screen, that vanish while asked, and overlays no click can hit
(the compositor's own lies over the whole screen). Without a window manager that speaks EWMH there are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from deskhand.core.geometry import Box, Point
from deskhand.core.screen import Window

from .x11_connection import X11Connection, numbers, raw_text, text
from .x11_wire import Attributes, Geometry, Property, Question

_EVERY_DESKTOP = 0xFFFFFFFF
_DEEPEST = 6
"""Windows between a client and the root; window managers put one to three there."""
_NO_DIALOGS = tuple(
    f"_NET_WM_WINDOW_TYPE_{kind}"
    for kind in ("DESKTOP", "DOCK", "TOOLBAR", "MENU", "UTILITY", "SPLASH", "NOTIFICATION", "TOOLTIP")
)
_TIP = "_NET_WM_WINDOW_TYPE_TOOLTIP"
_STATE = ("_NET_WM_STATE", "_NET_WM_DESKTOP")
_ABOUT = (
    *("_NET_FRAME_EXTENTS", "_GTK_FRAME_EXTENTS"),
    *("_NET_WM_NAME", "WM_CLASS", "_NET_WM_WINDOW_TYPE", "WM_TRANSIENT_FOR"),
)


@dataclass(frozen=True, slots=True)
class Listing:
    """What the root window says, asked together with other things in one round trip."""

    children: tuple[int, ...]
    clients: tuple[int, ...]
    active: int
    desktop: int
    screen: Box


def windows_of(server: X11Connection, listing: Listing) -> tuple[Window, ...]:
    """The windows that are shown.

    Raises:
        DisplayError: the display went away.
    """
    if not listing.clients:
        return ()
    return (*_clients(server, listing), *_unmanaged(server, listing))


def reached_at(server: X11Connection, at: Point, clients: tuple[int, ...]) -> int:
    """The client, menu or other child of the root that a press at a place reaches, seen or not; 0 on the bare desktop.

    Raises:
        DisplayError: the display went away.
    """
    (top,) = server.answers([server.child_at(at)])
    below = (int(top or 0),)
    for _ in range(_DEEPEST):
        client = next((window for window in below if window in clients), None)
        if client is not None or not below:
            return client or int(top or 0)
        trees = server.answers([server.tree(window) for window in below])
        below = tuple(child for tree in trees if tree is not None for child in tree.children)
    return int(top or 0)


def named(server: X11Connection, window: int) -> tuple[str, str] | None:
    """Title and application of a window, None when it is gone.

    Raises:
        DisplayError: the display went away.
    """
    asked = [server.property(window, name) for name in ("_NET_WM_NAME", "WM_NAME", "WM_CLASS")]
    title, old_title, kind = server.answers(asked)
    return None if title is None else (text(title) or text(old_title), _app(kind))


def _clients(server: X11Connection, listing: Listing) -> Iterator[Window]:
    # Two rounds: many clients of a busy desktop are minimised, and little is asked of those.
    asked = [[server.attributes(c), *(server.property(c, name) for name in _STATE)] for c in listing.clients]
    states = {c: _Shown.of(server, *server.answers(q)) for c, q in zip(listing.clients, asked, strict=True)}
    here = [c for c, state in states.items() if state.is_on(listing.desktop)]
    questions = [_about_client(server, c) for c in here]
    for client, answered in zip(here, map(server.answers, questions), strict=True):
        if any(answer is None for answer in answered):
            continue
        inside, corner, frame, shadow, title, kind, types, parent = answered
        box = _with_frame(server, client, inside, corner, numbers(frame), numbers(shadow), states[client].shaded)
        if box is not None and box.overlaps(listing.screen):
            dialog = states[client].modal or _is_dialog(server, set(numbers(types)), bool(numbers(parent)))
            name = text(title) or _old_title(server, client)
            opened_by = (numbers(parent) or [0])[0]
            yield Window(client, name, _app(kind), box, dialog, focused=client == listing.active, opened_by=opened_by)


@dataclass(frozen=True, slots=True)
class _Shown:
    """Whether and where a client is shown."""

    viewable: bool
    hidden: bool
    shaded: bool
    modal: bool
    desktop: int

    @classmethod
    def of(
        cls,
        server: X11Connection,
        attributes: Attributes | None,
        state: Property | None,
        desktop: Property | None,
    ) -> _Shown:
        states = set(numbers(state))
        hidden, shaded, modal = (server.atom(f"_NET_WM_STATE_{s}") in states for s in ("HIDDEN", "SHADED", "MODAL"))
        viewable = attributes is not None and attributes.viewable
        return cls(viewable, hidden, shaded, modal, (numbers(desktop) or [_EVERY_DESKTOP])[0])

    def is_on(self, current: int) -> bool:
        """Whether it is shown on the current desktop; of a shaded one the title bar is."""
        return (self.viewable or self.shaded) and not self.hidden and self.desktop in (current, _EVERY_DESKTOP)


def _about_client(server: X11Connection, client: int) -> list[Question]:
    properties = (server.property(client, name) for name in _ABOUT)
    return [server.geometry(client), server.corner(client), *properties]


def _old_title(server: X11Connection, client: int) -> str:
    """The title a program gives that does not know EWMH."""
    return text(*server.answers([server.property(client, "WM_NAME")]))


def _with_frame(
    server: X11Connection,
    client: int,
    inside: Geometry,
    corner: Point,
    frame: list[int],
    shadow: list[int],
    shaded: bool,
) -> Box | None:
    """The client with the window manager's frame around it and without its own shadow, None when it is gone.

    Both properties are left, right, top, bottom in pixels. A window manager that does not say how wide its frame
    is still shows it, and of a rolled up window the frame is all there is.
    """
    told = len(frame) >= 4 or len(shadow) >= 4
    if shaded or not told:
        return _top_of(server, client)
    box = Box(corner.x, corner.y, inside.box.w, inside.box.h).grown(inside.border)
    box = _moved_edges(box, [-width for width in shadow[:4]])
    return _moved_edges(box, frame[:4])


def _moved_edges(box: Box, outwards: list[int]) -> Box:
    left, right, top, bottom = outwards or (0, 0, 0, 0)
    return Box(box.x - left, box.y - top, max(0, box.w + left + right), max(0, box.h + top + bottom))


def _top_of(server: X11Connection, client: int) -> Box | None:
    """The child of the root the client lives in: its frame, or itself."""
    window = client
    for _ in range(_DEEPEST):
        tree, geometry = server.answers([server.tree(window), server.geometry(window)])
        if tree is None or geometry is None:
            return None
        if tree.parent in (0, server.root):
            return _outer(geometry)
        window = tree.parent
    return None


def _outer(geometry: Geometry) -> Box:
    """A child of the root with its border."""
    box, border = geometry
    return Box(box.x, box.y, box.w + 2 * border, box.h + 2 * border)


def _is_dialog(server: X11Connection, types: set[int], transient: bool) -> bool:
    """By its type; EWMH takes a transient window of no type for a dialog, and GTK gives its dialogs type normal."""
    if server.atom("_NET_WM_WINDOW_TYPE_DIALOG") in types:
        return True
    return transient and types.isdisjoint(map(server.atom, _NO_DIALOGS))


def _unmanaged(server: X11Connection, listing: Listing) -> Iterator[Window]:
    """Menus, tooltips and the like: shown without the window manager."""
    managed = set(listing.clients)
    others = [window for window in listing.children if window not in managed]
    shown = server.answers([server.attributes(window) for window in others])
    seen = [w for w, facts in zip(others, shown, strict=True) if facts and all(facts)]
    asked = [
        [
            *(server.geometry(w), server.property(w, "WM_CLASS"), server.tree(w)),
            server.property(w, "_NET_WM_WINDOW_TYPE"),
            *([server.input_shape(w)] if server.has_shapes else []),
        ]
        for w in seen
    ]
    for window, answered in zip(seen, map(server.answers, asked), strict=True):
        if None in answered:
            continue
        geometry, kind, tree, types, *hit = answered
        box = _outer(geometry)
        overlay = bool(hit) and not hit[0].rectangles and listing.screen.coverage(box) == 1.0
        if box.overlaps(listing.screen) and not overlay and not _is_frame(server, managed, tree.children):
            tip = server.atom(_TIP) in numbers(types)
            yield Window(window, "", _app(kind), box, focused=window == listing.active, tip=tip)


def _is_frame(server: X11Connection, managed: set[int], children: tuple[int, ...]) -> bool:
    """Whether a client lives in it: some window managers make their frames override-redirect too."""
    for _ in range(_DEEPEST):
        if not managed.isdisjoint(children):
            return True
        below = server.answers([server.tree(child) for child in children])
        children = tuple(child for tree in below if tree is not None for child in tree.children)
        if not children:
            return False
    return False


def _app(kind: Property | None) -> str:
    """The class of an application: the second string of WM_CLASS (ICCCM 4.1.2.5)."""
    parts = raw_text(kind).split("\0")
    return "".join(c for c in parts[1] if c.isprintable()) if len(parts) > 1 else ""
