"""A picture file as the screen: `deskhand look --image`, tests and benches."""

from __future__ import annotations

import time
from pathlib import Path

import cv2
import numpy as np

from deskhand.core.errors import PictureError
from deskhand.core.screen import Focus, Frame, Pixels

MAX_PIXELS = 64_000_000
"""A little above 8K (33 million) with room for two monitors; more is refused, not read."""


class PictureCapture:
    """Always the same frame, read from a file once."""

    def __init__(self, path: Path) -> None:
        """Read it.

        Raises:
            PictureError: no such file, not a picture, or too large.
        """
        self._frame = Frame(read_picture(path), time.monotonic())

    def grab(self) -> Frame:
        """See `Capture.grab`."""
        return self._frame

    def focus(self) -> Focus | None:
        """A picture has no windows."""
        return None


def read_picture(path: Path) -> Pixels:
    """A picture file as 8-bit BGR, whatever its own depth and channels.

    Raises:
        PictureError: no such file, not a picture, or too large.
    """
    try:
        data = np.frombuffer(path.read_bytes(), np.uint8)
    except OSError as problem:
        raise PictureError(f"{path} cannot be read ({problem.strerror}); name a PNG or JPEG file.") from problem
    try:
        pixels = cv2.imdecode(data, cv2.IMREAD_COLOR) if data.size else None
    except cv2.error:
        pixels = None
    if pixels is None:
        raise PictureError(f"{path} is not a picture Deskhand can read; name a PNG or JPEG file.")
    if pixels.shape[0] * pixels.shape[1] > MAX_PIXELS:
        raise PictureError(f"{path} is larger than {MAX_PIXELS // 1_000_000} million pixels; crop it first.")
    return np.asarray(pixels, np.uint8)
