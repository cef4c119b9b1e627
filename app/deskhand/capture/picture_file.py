"""A picture file as the screen: `deskhand look --image`, tests and benches."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
from PIL import Image, UnidentifiedImageError

from deskhand.core.errors import PictureError, RegionError
from deskhand.core.geometry import Box, Point
from deskhand.core.screen import Focus, Frame, Pixels

MAX_PIXELS = 64_000_000
"""A little above 8K (33 million) with room for two monitors; more is refused, not read."""


class PictureCapture:
    """Always the same frame, read from a file once; its pixels lie at (0, 0), on no monitor that is known."""

    def __init__(self, path: Path) -> None:
        """Read it.

        Raises:
            PictureError: no such file, not a picture, or too large.
        """
        self._frame = Frame(read_picture(path), time.monotonic())

    def grab(self, region: Box | None = None) -> Frame:
        """See `Capture.grab`."""
        if region is None:
            return self._frame
        box = region.intersection(self._frame.box)
        if not box.area:
            size = f"{self._frame.width}x{self._frame.height}"
            raise RegionError(f"Nothing of the picture ({size}) lies in the region asked for.")
        return self._frame.part(box)

    def focus(self) -> Focus | None:
        """A picture has no windows."""
        return None

    def window_at(self, at: Point) -> int | None:
        """A picture has no windows."""
        return None

    def locked(self) -> bool:
        """A picture is never locked."""
        return False


def read_picture(path: Path) -> Pixels:
    """A picture file as 8-bit BGR, whatever its own depth and channels.

    Raises:
        PictureError: no such file, not a picture, or too large.
    """
    try:
        with Image.open(path) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise PictureError(f"{path} is larger than {MAX_PIXELS // 1_000_000} million pixels; crop it first.")
            rgb = np.asarray(_eight_bit(picture).convert("RGB"), np.uint8)
    except (UnidentifiedImageError, Image.DecompressionBombError, SyntaxError, EOFError, ValueError) as problem:
        raise PictureError(f"{path} is not a picture Deskhand can read; name a PNG or JPEG file.") from problem
    except OSError as problem:
        reason = problem.strerror or "it is truncated"
        raise PictureError(f"{path} cannot be read ({reason}); name a PNG or JPEG file.") from problem
    return np.ascontiguousarray(rgb[:, :, ::-1])


def _eight_bit(picture: Image.Image) -> Image.Image:
    """16-bit grey scaled down; Pillow's own conversion would clip it."""
    if picture.mode.startswith("I"):
        return Image.fromarray((np.asarray(picture, np.uint32) >> 8).astype(np.uint8))
    return picture
