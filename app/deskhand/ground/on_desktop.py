"""Boxes on the virtual desktop around a grounder that knows pictures alone.

A frame's first pixel may lie anywhere, left of and above the primary monitor too. Readers count from that pixel,
as OCR and OpenCV do; everything outside this stage counts from the desktop's origin.
"""

from __future__ import annotations

from deskhand.core.ports import Grounder
from deskhand.core.screen import Frame, Scene


class OnDesktop:
    """A grounder whose elements lie where they are on the virtual desktop."""

    def __init__(self, reader: Grounder) -> None:
        """`reader` is given frames with origin (0, 0) and windows to match."""
        self._reader = reader

    def read(self, frame: Frame) -> Scene:
        """See `Grounder.read`."""
        return self._reader.read(frame.as_picture()).on_desktop(frame)
