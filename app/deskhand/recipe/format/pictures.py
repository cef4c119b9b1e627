"""The pictures of a recipe: which it names, and reading and writing them as small PNG files.

A file is measured by its header before anything is decoded: what is not a PNG of a modest size never gets that far.
"""

from __future__ import annotations

import contextlib
import os
import stat
import struct
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image
from pydantic import BaseModel

from deskhand.core.errors import RecipeError
from deskhand.core.screen import Pixels

from .not_read import NotRead

MOST_BYTES = 1_000_000
"""Of one picture file."""
MOST_PIXELS = 2_000_000
"""Of one picture: a window of 1920x1040."""
MOST_PICTURES = 8_000
MOST_PIXELS_IN_ALL = 64_000_000
MOST_BYTES_IN_ALL = 64_000_000

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER = 33
"""Bytes of the signature and the first chunk, which has the size."""
_CHUNKS = frozenset(
    {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"pHYs", b"gAMA", b"sRGB", b"cHRM", b"sBIT", b"bKGD", b"tIME"}
)
"""Chunks that are read or harmless; the others (texts, profiles, animations) may be anything, compressed too."""


def names_in(part: object) -> Iterator[str]:
    """The names of the pictures a recipe, step or target names, in order, each as often as it is named."""
    if isinstance(part, BaseModel):
        for name in type(part).model_fields:
            value = getattr(part, name)
            if name == "picture":
                if value:
                    yield value
            else:
                yield from names_in(value)
    elif isinstance(part, tuple):
        for item in part:
            yield from names_in(item)


def read(folder: Path, named: Mapping[str, int]) -> dict[str, Pixels]:
    """The pictures of these names; `named` has the line each is named on. None is decoded before all are measured.

    Raises:
        NotRead: one is missing, no PNG, a link, or too large; or they are too many.
    """
    contents: dict[str, bytes] = {}
    pixels = size = 0
    for name, line in named.items():
        if len(contents) == MOST_PICTURES:
            raise NotRead(line, f"there are more than {MOST_PICTURES:,} pictures up to here")
        with _on_line(line):
            content = regular_file(folder / name, MOST_BYTES)
            width, height = _measured(name, content)
        pixels, size = pixels + width * height, size + len(content)
        if pixels > MOST_PIXELS_IN_ALL or size > MOST_BYTES_IN_ALL:
            most = f"{MOST_PIXELS_IN_ALL:,} pixels or {MOST_BYTES_IN_ALL:,} bytes"
            raise NotRead(line, f"the pictures up to {name} have more than {most}")
        contents[name] = content
    pictures: dict[str, Pixels] = {}
    for name, content in contents.items():
        with _on_line(named[name]):
            pictures[name] = _decoded(name, content)
    return pictures


@contextlib.contextmanager
def _on_line(line: int) -> Iterator[None]:
    try:
        yield
    except RecipeError as problem:
        raise NotRead(line, str(problem).rstrip(".")) from problem


def png(pixels: Pixels) -> bytes:
    """The file of a picture."""
    file = BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels[:, :, ::-1])).save(file, "PNG")
    return file.getvalue()


def regular_file(path: Path, most: int) -> bytes:
    """The content of a file of at most so many bytes, measured before it is read; links are not followed.

    Raises:
        RecipeError: it is not there, is something else than a file, is larger, or cannot be read.
    """
    name = path.name
    try:
        if path.is_symlink():
            raise RecipeError(f"{name} is a link; a recipe holds its files themselves.")
        # Opening a pipe must not wait for its other end.
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with open(number, "rb") as file:  # noqa: PTH123 - of a descriptor
            about = os.fstat(number)
            if not stat.S_ISREG(about.st_mode):
                raise RecipeError(f"{name} is not a file.")
            if about.st_size > most:
                raise RecipeError(f"{name} has {about.st_size:,} bytes; at most {most:,} are read.")
            content = file.read(most + 1)
    except FileNotFoundError as problem:
        raise RecipeError(f"{name} is not there.") from problem
    except OSError as problem:
        raise RecipeError(f"{name} cannot be read ({problem.strerror}).") from problem
    if len(content) > most:
        raise RecipeError(f"{name} has more than {most:,} bytes; no more are read.")
    return content


def of_png(content: bytes) -> Pixels:
    """The pixels of a PNG file. Raises `RecipeError` if it is none, too large or damaged."""
    _measured("A picture", content)
    return _decoded("A picture", content)


def _measured(name: str, content: bytes) -> tuple[int, int]:
    """Width and height of a PNG file of nothing but a picture; nothing is decoded."""
    if not content.startswith(_SIGNATURE) or content[12:16] != b"IHDR" or len(content) < _HEADER:
        raise RecipeError(f"{name} is not a PNG picture.")
    width, height = struct.unpack(">II", content[16:24])
    if width * height > MOST_PIXELS or not width * height:
        raise RecipeError(f"{name} has {width}x{height} pixels; 1 to {MOST_PIXELS:,} are read.")
    at = len(_SIGNATURE)
    while at < len(content):
        size, kind = struct.unpack(">I4s", content[at : at + 8]) if at + 8 <= len(content) else (0, b"")
        # Readers take the size of the last one.
        if kind not in _CHUNKS or (kind == b"IHDR" and at > len(_SIGNATURE)):
            raise RecipeError(f"{name} holds something else than a picture; save it again as a plain PNG.")
        at += size + 12
    return width, height


def _decoded(name: str, content: bytes) -> Pixels:
    try:
        with Image.open(BytesIO(content), formats=("PNG",)) as picture:
            rgb = np.asarray(picture.convert("RGB"), np.uint8)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as problem:
        raise RecipeError(f"{name} is damaged; it cannot be read as a picture.") from problem
    return np.ascontiguousarray(rgb[:, :, ::-1])


__all__ = [
    "MOST_BYTES",
    "MOST_PICTURES",
    "MOST_PIXELS",
    "MOST_PIXELS_IN_ALL",
    "names_in",
    "of_png",
    "png",
    "read",
    "regular_file",
]
