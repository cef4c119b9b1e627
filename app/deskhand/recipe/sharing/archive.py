"""A zip archive of the plainest kind: small files without folders, stored as they are, in order, and nothing else.

Any zip program reads it. `unpack` reads only what `pack` writes, to the byte: no compression, so no bomb; no links,
comments, extra fields, gaps or second copies, so no place for anything that is not listed.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Mapping

MOST_FILES = 4_100
"""In one archive: the pictures a recipe may have, its text and what lists and signs them."""
MOST_IN_ALL = 64_000_000
"""Bytes of an archive."""

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_LOCAL_MARK, _CENTRAL_MARK, _END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_VERSION, _UNIX = 20, 3 << 8
_MIDNIGHT_1980 = 0x21
"""The first of January 1980, the earliest day a zip knows: the same bytes whenever they are written."""
_PLAIN_FILE = 0o100644 << 16
_LINK = 0o120000
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
"""Names that Windows takes for devices, whatever their ending."""


class NotPacked(Exception):
    """What is no archive of ours, or cannot be one: a clause that says why, about the archive as `it`."""


def pack(files: Mapping[str, bytes]) -> bytes:
    """The archive of these files, in their order; the same files make the same bytes.

    Raises:
        NotPacked: a name cannot be used, or they are too many or too large.
    """
    if len(files) > MOST_FILES:
        raise NotPacked(f"it would hold {len(files):,} files, and at most {MOST_FILES:,} are allowed")
    body, directory = bytearray(), bytearray()
    for name, content in files.items():
        _check_name(name, ())
        about = (0, 0, 0, _MIDNIGHT_1980, zlib.crc32(content), len(content), len(content), len(name), 0)
        directory += _CENTRAL.pack(
            _CENTRAL_MARK, _UNIX | _VERSION, _VERSION, *about, 0, 0, 0, _PLAIN_FILE, len(body)
        ) + name.encode("ascii")
        body += _LOCAL.pack(_LOCAL_MARK, _VERSION, *about) + name.encode("ascii") + content
    end = _END.pack(_END_MARK, 0, 0, len(files), len(files), len(directory), len(body), 0)
    whole = bytes(body + directory + end)
    if len(whole) > MOST_IN_ALL:
        raise NotPacked(f"it would have {len(whole):,} bytes, and at most {MOST_IN_ALL:,} are allowed")
    return whole


def unpack(data: bytes) -> dict[str, bytes]:
    """The files of an archive that `pack` wrote, in their order.

    Raises:
        NotPacked: it is anything else.
    """
    if len(data) > MOST_IN_ALL:
        raise NotPacked(f"it has more than {MOST_IN_ALL:,} bytes")
    if not data.startswith(_LOCAL_MARK):
        raise NotPacked("it is no pack")
    files: dict[str, bytes] = {}
    at = 0
    while data[at : at + 4] == _LOCAL_MARK:
        name, content, at = _file_at(data, at, files)
        files[name] = content
    for mode, name in _listed(data, at):
        if mode & 0o170000 == _LINK:
            raise NotPacked(f"{name!r} in it is a link")
    if pack(files) != data:
        raise NotPacked("it is damaged, or holds more than its files")
    return files


def _file_at(data: bytes, at: int, before: Mapping[str, bytes]) -> tuple[str, bytes, int]:
    """The name and content of the file whose header stands there, and where it ends."""
    if len(before) >= MOST_FILES:
        raise NotPacked(f"it holds more than {MOST_FILES:,} files")
    if at + _LOCAL.size > len(data):
        raise NotPacked("it is cut off")
    _, _, flags, method, _, _, crc, packed, size, name_size, extra = _LOCAL.unpack_from(data, at)
    at += _LOCAL.size
    name = data[at : at + name_size].decode("utf-8", "replace")
    if flags & 1:
        raise NotPacked(f"{name!r} in it is encrypted")
    if method:
        raise NotPacked(f"{name!r} in it is compressed; a pack stores its files as they are")
    _check_name(name, before)
    start = at + name_size + extra
    if packed != size or start + size > len(data):
        raise NotPacked("it is cut off")
    content = data[start : start + size]
    if zlib.crc32(content) != crc:
        raise NotPacked(f"{name} in it is damaged")
    return name, content, start + size


def _listed(data: bytes, at: int) -> Iterator[tuple[int, str]]:
    """The mode and name of each file in the directory of an archive, as far as it can be read."""
    while data[at : at + 4] == _CENTRAL_MARK and at + _CENTRAL.size <= len(data):
        head = _CENTRAL.unpack_from(data, at)
        name_size, extra, comment, outside = head[10], head[11], head[12], head[15]
        at += _CENTRAL.size
        yield outside >> 16, data[at : at + name_size].decode("utf-8", "replace")
        at += name_size + extra + comment


def _check_name(name: str, before: object) -> None:
    if "/" in name or "\\" in name or name in (".", "..") or ":" in name:
        raise NotPacked(f"{name!r} in it is a path; a pack has no folders")
    if not _NAME.fullmatch(name) or name.endswith("."):
        raise NotPacked(f"no file in a pack can be called {name!r}")
    if _DEVICE.fullmatch(name):
        raise NotPacked(f"{name!r} in it is the name of a device")
    if isinstance(before, Mapping) and name in before:
        raise NotPacked(f"{name} is in it twice")
