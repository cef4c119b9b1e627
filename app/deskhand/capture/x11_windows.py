"""The windows of an X desktop, lowest first, by EWMH and ICCCM.

Whatever the window manager says is shown: its clients with frame and title bar and without the shadows they draw
themselves, and above it the menus and tooltips that go past it (override-redirect). Left out are windows that are
minimised or on another desktop, that lie off the screen, that vanish while asked, and overlays no click can hit
(the compositor's own lies over the whole screen). Without a window manager that speaks EWMH there are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from Xlib import X

from deskhand.core.geometry import Box
from deskhand.core.screen import Window

from .x11_connection import Question, X11Connection, numbers, raw_text, text

_EVERY_DESKTOP = 0xFFFFFFFF
_DEEPEST = 6
"""Windows between a client and the root; window managers put one to three there."""
_NO_DIALOGS = tuple(
    f"_NET_WM_WINDOW_TYPE_{kind}"
    for kind in ("DESKTOP", "DOCK", "TOOLBAR", "MENU", "UTILITY", "SPLASH", "NOTIFICATION", "TOOLTIP")
)
_CLIENT_PROPERTIES = (
    "_NET_FRAME_EXTENTS",
    "_GTK_FRAME_EXTENTS",
    "_NET_WM_NAME",
    "WM_NAME",
    "WM_CLASS",
    "_NET_WM_WINDOW_TYPE",
    "WM_TRANSIENT_FOR",
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
    tops = _tops(server, listing)
    order = {window: place for place, window in enumerate(listing.children)}
    found = [(order.get(tops[w.handle], 0), w) for w in _clients(server, listing, tops)]
    found += [(order[w.handle], w) for w in _unmanaged(server, listing, set(tops.values()))]
    return tuple(window for _, window in sorted(found, key=lambda entry: entry[0]))


def named(server: X11Connection, window: int) -> tuple[str, str] | None:
    """Title and application of a window, None when it is gone.

    Raises:
        DisplayError: the display went away.
    """
    asked = [server.property(window, name) for name in ("_NET_WM_NAME", "WM_NAME", "WM_CLASS")]
    title, old_title, kind = server.answers(asked)
    return None if title is None else (text(title) or text(old_title), _app(kind))


def _tops(server: X11Connection, listing: Listing) -> dict[int, int]:
    """For each client that is still there, the child of the root it lives in: its frame, or itself."""
    children, at = set(listing.children), {client: client for client in listing.clients}
    for _ in range(_DEEPEST):
        below = [client for client, window in at.items() if window not in children]
        if not below:
            break
        for client, tree in zip(below, server.answers([server.tree(at[c]) for c in below]), strict=True):
            parent = int(tree.parent.id) if tree is not None and tree.parent else 0
            if parent in (0, server.root):
                # Gone, or newer than the list of children.
                del at[client]
            else:
                at[client] = parent
    return {client: window for client, window in at.items() if window in children}


def _clients(server: X11Connection, listing: Listing, tops: dict[int, int]) -> Iterator[Window]:
    # Two rounds: most clients of a busy desktop are minimised, and little is asked of those.
    about = ("_NET_WM_STATE", "_NET_WM_DESKTOP")
    asked = [[server.attributes(c), *(server.property(c, name) for name in about)] for c in tops]
    states = dict(zip(tops, (_Shown.of(server, *server.answers(questions)) for questions in asked), strict=True))
    here = [c for c, state in states.items() if state.is_on(listing.desktop)]
    questions = [_about_client(server, c, tops[c]) for c in here]
    for client, answered in zip(here, map(server.answers, questions), strict=True):
        if any(answer is None for answer in answered):
            continue
        inside, corner, top, frame, shadow, title, old_title, kind, types, parent = answered
        if states[client].shaded:
            box = _outer(top)
        else:
            box = _with_frame(_inner(inside, corner), numbers(frame), numbers(shadow), _outer(top))
        if box.overlaps(listing.screen):
            dialog = states[client].modal or _is_dialog(server, set(numbers(types)), bool(numbers(parent)))
            name = text(title) or text(old_title)
            yield Window(client, name, _app(kind), box, dialog, focused=client == listing.active)


@dataclass(frozen=True, slots=True)
class _Shown:
    """Whether and where a client is shown."""

    viewable: bool
    hidden: bool
    shaded: bool
    modal: bool
    desktop: int

    @classmethod
    def of(cls, server: X11Connection, attributes: Any, state: Any, desktop: Any) -> _Shown:
        states = set(numbers(state))
        hidden, shaded, modal = (server.atom(f"_NET_WM_STATE_{s}") in states for s in ("HIDDEN", "SHADED", "MODAL"))
        viewable = attributes is not None and attributes.map_state == X.IsViewable
        return cls(viewable, hidden, shaded, modal, (numbers(desktop) or [_EVERY_DESKTOP])[0])

    def is_on(self, current: int) -> bool:
        """Whether it is shown on the current desktop; of a shaded one the title bar is."""
        return (self.viewable or self.shaded) and not self.hidden and self.desktop in (current, _EVERY_DESKTOP)


def _about_client(server: X11Connection, client: int, top: int) -> list[Question]:
    properties = (server.property(client, name) for name in _CLIENT_PROPERTIES)
    return [server.geometry(client), server.corner(client), server.geometry(top), *properties]


def _inner(geometry: Any, corner: Any) -> Box:
    """The client itself, without its frame, with the border an old window manager may have given it."""
    inside = Box(int(corner.x), int(corner.y), int(geometry.width), int(geometry.height))
    return inside.grown(int(geometry.border_width))


def _outer(geometry: Any) -> Box:
    """A child of the root with its border."""
    border = 2 * int(geometry.border_width)
    return Box(int(geometry.x), int(geometry.y), int(geometry.width) + border, int(geometry.height) + border)


def _with_frame(inside: Box, frame: list[int], shadow: list[int], top: Box) -> Box:
    """The client with the window manager's frame around it and without its own shadow.

    Both properties are left, right, top, bottom in pixels. A window manager that does not say how wide its frame
    is still shows it: it is the child of the root the client lives in.
    """
    if len(shadow) >= 4:
        inside = _moved_edges(inside, [-width for width in shadow])
    if len(frame) >= 4:
        return _moved_edges(inside, frame)
    return inside if len(shadow) >= 4 else top


def _moved_edges(box: Box, outwards: list[int]) -> Box:
    left, right, top, bottom = outwards[:4]
    return Box(box.x - left, box.y - top, max(0, box.w + left + right), max(0, box.h + top + bottom))


def _is_dialog(server: X11Connection, types: set[int], transient: bool) -> bool:
    """By its type; EWMH takes a transient window of no type for a dialog, and GTK gives its dialogs type normal."""
    if server.atom("_NET_WM_WINDOW_TYPE_DIALOG") in types:
        return True
    return transient and types.isdisjoint(map(server.atom, _NO_DIALOGS))


def _unmanaged(server: X11Connection, listing: Listing, frames: set[int]) -> Iterator[Window]:
    """Menus, tooltips and the like: shown without the window manager."""
    others = [window for window in listing.children if window not in frames]
    shown = server.answers([server.attributes(window) for window in others])
    seen = [window for window, facts in zip(others, shown, strict=True) if facts is not None and _is_picture(facts)]
    asked = [
        [server.geometry(w), server.property(w, "WM_CLASS"), *([server.input_shape(w)] if server.has_shapes else [])]
        for w in seen
    ]
    for window, (geometry, kind, *hit) in zip(seen, map(server.answers, asked), strict=True):
        if geometry is None or None in hit:
            continue
        box = _outer(geometry)
        overlay = bool(hit) and not hit[0].rectangles and listing.screen.coverage(box) == 1.0
        if box.overlaps(listing.screen) and not overlay:
            yield Window(window, "", _app(kind), box, focused=window == listing.active)


def _is_picture(attributes: Any) -> bool:
    return bool(
        attributes.map_state == X.IsViewable and attributes.override_redirect and attributes.win_class == X.InputOutput
    )


def _app(kind: Any) -> str:
    """The class of an application: the second string of WM_CLASS (ICCCM 4.1.2.5)."""
    parts = raw_text(kind).split("\0")
    return "".join(c for c in parts[1] if c.isprintable()) if len(parts) > 1 else ""
