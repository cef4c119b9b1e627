"""The head of a GGUF file: its metadata and the shapes of its tensors, without reading a weight.

Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md, versions 2 and 3, little endian.
"""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deskhand.core.errors import ModelFileError

_MAGIC = b"GGUF"
_SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_STRING, _ARRAY = 8, 9
_LONGEST = 1 << 24
"""Bytes or entries; a longer string or list is no metadata but a damaged file."""
_PARTS = (".lora_a", ".lora_b")


@dataclass(frozen=True, slots=True)
class Header:
    """Metadata by key, lists of texts left empty, and the dimensions of every tensor by name (the innermost first)."""

    metadata: dict[str, Any]
    shapes: dict[str, tuple[int, ...]]


def read_header(path: Path) -> Header:
    """The head of a file.

    Raises:
        ModelFileError: it is missing, truncated, or no GGUF file.
    """
    try:
        with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return _header(data)
    except OSError as problem:
        raise ModelFileError(f"{path.name} cannot be read ({problem.strerror}).") from problem
    except (ValueError, struct.error, KeyError, OverflowError) as problem:
        raise ModelFileError(f"{path.name} is no GGUF file, or is damaged; fetch it again.") from problem


def check_adapter(base: Path, adapter: Path) -> None:
    """Whether an adapter belongs to a base: every one of its pairs fits a tensor of it.

    Raises:
        ModelFileError: it is no adapter, or one for another model.
    """
    shapes, given = read_header(base).shapes, read_header(adapter)
    if given.metadata.get("adapter.type") != "lora" or not given.shapes:
        raise ModelFileError(f"{adapter.name} is no LoRA adapter; choose a GGUF file made by `make train`.")
    for name, dimensions in given.shapes.items():
        tensor, part = name[: -len(_PARTS[0])], name[-len(_PARTS[0]) :]
        wanted = shapes.get(tensor)
        # The first of a pair reads what the tensor reads, the second writes what it writes.
        fits = wanted is not None and part in _PARTS and dimensions[_PARTS.index(part)] == wanted[_PARTS.index(part)]
        if not fits:
            raise ModelFileError(
                f"{adapter.name} was trained for another model than {base.name} ({tensor} differs); "
                "use the adapter that came with the model, or none."
            )


def _header(data: mmap.mmap) -> Header:
    at = _At(data)
    if at.take(4) != _MAGIC:
        raise ValueError("no magic")
    version, tensors, entries = at.unpack("<IQQ")
    if version not in (2, 3) or max(tensors, entries) > _LONGEST:
        raise ValueError("another version")
    metadata: dict[str, Any] = {}
    for _ in range(entries):
        key = at.text()
        (kind,) = at.unpack("<I")
        if kind == _ARRAY:
            metadata[key] = at.numbers()
        else:
            metadata[key] = at.text() if kind == _STRING else at.unpack("<" + _SCALARS[kind])[0]
    shapes = {}
    for _ in range(tensors):
        name = at.text()
        (count,) = at.unpack("<I")
        if count > 4:
            raise ValueError("too many dimensions")
        shapes[name] = at.unpack(f"<{count}Q")
        at.take(12)  # type and offset
    return Header(metadata, shapes)


class _At:
    """A place in the file, moved on by what is read."""

    def __init__(self, data: mmap.mmap) -> None:
        self._data, self._place = data, 0

    def take(self, count: int) -> bytes:
        """The next bytes; a `ValueError` where the file ends before."""
        begin, self._place = self._place, self._place + count
        if self._place > len(self._data):
            raise ValueError("truncated")
        return self._data[begin : self._place]

    def unpack(self, form: str) -> tuple[Any, ...]:
        return struct.unpack(form, self.take(struct.calcsize(form)))

    def text(self) -> str:
        (length,) = self.unpack("<Q")
        if length > _LONGEST:
            raise ValueError("a text without end")
        return self.take(length).decode("utf-8")

    def numbers(self) -> list[Any]:
        """A list of numbers; one of texts is passed over: vocabularies have a hundred thousand, and no use."""
        kind, count = self.unpack("<IQ")
        if count > _LONGEST:
            raise ValueError("a list without end")
        if kind != _STRING:
            return list(self.unpack(f"<{count}{_SCALARS[kind]}"))
        length, data, place = struct.Struct("<Q").unpack_from, self._data, self._place
        for _ in range(count):
            place += 8 + length(data, place)[0]
        self._place = place
        self.take(0)
        return []
