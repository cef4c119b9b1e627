"""Windows of our own on an X display, and questions to the X server that the product's own code has no part in."""

import time

from Xlib import X, Xatom, Xutil, display
from Xlib.protocol import event

from deskhand.core.geometry import Box, Point

PATIENCE = 20.0
"""Seconds a condition may take on a busy machine."""


def until(condition, what="it", patience=PATIENCE):
    """Wait until the condition gives something true, and return that."""
    deadline = time.monotonic() + patience
    while not (found := condition()):
        assert time.monotonic() < deadline, f"{what} did not come in {patience:.0f} s"
        time.sleep(0.02)
    return found


class XDisplay:
    """A connection of the test's own."""

    def __init__(self):
        self.display = display.Display()
        self.root = self.display.screen().root

    def atom(self, name):
        return self.display.intern_atom(name)

    def window(self, box, title="", kind=None, over=False, parent=None, shadow=None):
        """Open a window whose inside is `box`; `shadow` is what it draws around itself (left, right, top, bottom)."""
        screen = self.display.screen()
        made = self.root.create_window(
            *box.as_list(),
            0,
            screen.root_depth,
            background_pixel=screen.white_pixel,
            override_redirect=over,
            event_mask=X.ButtonPressMask | X.StructureNotifyMask,
        )
        made.set_wm_class("ours", "Ours")
        made.set_wm_normal_hints(flags=Xutil.PWinGravity | Xutil.USPosition, win_gravity=X.StaticGravity)
        made.change_property(self.atom("_NET_WM_NAME"), self.atom("UTF8_STRING"), 8, title.encode())
        if kind:
            kinds = [self.atom(f"_NET_WM_WINDOW_TYPE_{kind}")]
            made.change_property(self.atom("_NET_WM_WINDOW_TYPE"), Xatom.ATOM, 32, kinds)
        if parent:
            made.set_wm_transient_for(parent)
        if shadow:
            made.change_property(self.atom("_GTK_FRAME_EXTENTS"), Xatom.CARDINAL, 32, shadow)
            made.change_property(self.atom("_MOTIF_WM_HINTS"), self.atom("_MOTIF_WM_HINTS"), 32, [2, 0, 0, 0, 0])
        made.map()
        self.display.sync()
        return made

    def tell(self, window, message, *values):
        """Ask the window manager something about a window (EWMH)."""
        data = (32, [*values, *[0] * (5 - len(values))])
        asked = event.ClientMessage(window=window, client_type=self.atom(message), data=data)
        self.root.send_event(asked, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)
        self.display.sync()

    def place(self, handle, box):
        """Move a window's inside to `box`."""
        window = self.display.create_resource_object("window", handle)
        self.tell(window, "_NET_MOVERESIZE_WINDOW", X.StaticGravity | 0xF << 8 | 1 << 13, *box.as_list())

    def numbers(self, handle, name):
        """A property of a window that holds numbers."""
        window = self.display.create_resource_object("window", handle)
        return list(window.get_full_property(self.atom(name), X.AnyPropertyType).value)

    def top_at(self, point):
        """The child of the root that is shown at a place; the server's own answer, without any property."""
        self.root.warp_pointer(*point)
        child = self.root.query_pointer().child
        return child.id if child else 0

    def clicked(self):
        """Where on the desktop the next click into a window of ours was."""
        event = until(lambda: self.display.pending_events() and self._press(), "a click")
        return event.window.id, Point(event.root_x, event.root_y)

    def _press(self):
        event = self.display.next_event()
        return event if event.type == X.ButtonPress else None

    def close(self):
        self.display.close()


def corners(box: Box):
    """The four pixels in the corners of a box, each with its neighbour outside."""
    for x, out_x in ((box.x, -1), (box.right - 1, 1)):
        for y, out_y in ((box.y, -1), (box.bottom - 1, 1)):
            yield Point(x, y), Point(x + out_x, y + out_y)
