"""The desktop without Deskhand's own windows: what they show is never read, and they are no windows to act on."""

from __future__ import annotations

from dataclasses import replace

from deskhand.core.geometry import Box, Point
from deskhand.core.own_windows import is_own
from deskhand.core.ports import Capture
from deskhand.core.screen import Focus, Frame
from deskhand.core.stacking import without_windows


class WithoutOwn:
    """See `Capture`. Places where windows of ours lie are painted flat."""

    def __init__(self, capture: Capture) -> None:
        self._capture = capture

    def grab(self, region: Box | None = None) -> Frame:
        """See `Capture.grab`."""
        return without_own(self._capture.grab(region))

    def focus(self) -> Focus | None:
        """See `Capture.focus`."""
        return self._capture.focus()

    def window_at(self, at: Point) -> int | None:
        """See `Capture.window_at`; windows of ours are told as they are."""
        return self._capture.window_at(at)

    def locked(self) -> bool:
        """See `Capture.locked`."""
        return self._capture.locked()


def without_own(frame: Frame) -> Frame:
    """The frame without the windows of the app."""
    own = frozenset(window.handle for window in frame.windows if is_own(window.app))
    if not own:
        return frame
    flat = without_windows(frame, own, around=True)
    return replace(flat, windows=tuple(window for window in flat.windows if window.handle not in own))


__all__ = ["WithoutOwn", "without_own"]
