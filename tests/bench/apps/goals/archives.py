"""An archive manager."""

from __future__ import annotations

from deskhand.core.risk import Risk
from deskhand.core.step import RunResult
from deskhand.system.private_desktop import PrivateDesktop

from ..scenes import archive
from ..task import Goal, every, exists, is_exactly

_INSIDE = {"song.txt": "la la la\n", "cover.txt": "a picture\n"}


def _only_the_song(desktop: PrivateDesktop, _: RunResult) -> bool:
    """Unpacked to wherever the program offers, and the other file nowhere."""
    songs = [file.read_text() for file in desktop.home.rglob("song.txt")]
    return songs == ["la la la\n"] and not any(desktop.home.rglob("cover.txt"))


GOALS = (
    Goal(
        "archive-extract",
        archive("album.zip", _INSIDE),
        "Unpack everything in this archive into the Documents folder",
        every(is_exactly("song.txt", "la la la"), is_exactly("cover.txt", "a picture"), exists("album.zip")),
        Risk.R3,
    ),
    Goal(
        "archive-one",
        archive("album.zip", _INSIDE),
        "extract only song.txt",
        _only_the_song,
        Risk.R3,
    ),
)
