"""Pictures of the journal: JPEG files named by the digest of their pixels, so none is kept twice."""

from __future__ import annotations

import hashlib
from pathlib import Path

import cv2

from deskhand.core.errors import JournalError
from deskhand.core.screen import Pixels

_QUALITY = 88
"""JPEG quality at which 9 pt text stays readable; about 150 kB for 1080p."""


class PictureStore:
    """A folder of pictures."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._last: tuple[Pixels | None, str] = (None, "")

    def name(self, pixels: Pixels) -> str:
        """The name a picture has, stored or not."""
        if self._last[0] is not pixels:
            self._last = (pixels, hashlib.blake2b(pixels.tobytes(), digest_size=16).hexdigest() + ".jpg")
        return self._last[1]

    def keep(self, pixels: Pixels) -> str:
        """Store a picture and return its name.

        Raises:
            JournalError: it cannot be written.
        """
        name = self.name(pixels)
        path = self._folder / name
        if not path.exists():
            _, data = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                part = path.with_suffix(".part")
                part.write_bytes(data.tobytes())
                part.replace(path)
            except OSError as problem:
                raise JournalError(
                    f"The step's picture cannot be stored ({problem.strerror}); free some disk."
                ) from problem
        return name

    def path(self, name: str) -> Path:
        """Where a picture is."""
        return self._folder / name
