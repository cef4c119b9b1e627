"""An image viewer and a document viewer."""

from __future__ import annotations

import cv2

from ...apps.scenes import pdf, picture
from ..moves import Chord, Move, Press, Rest, Thing, Write, press
from ..stage import Stage
from ..task import Task, Words


def _rotate(words: Words) -> tuple[Move, ...]:
    return (
        press("Edit", "menu"),
        press("Rotate Clockwise", "menu item"),
        press("Image", "menu"),
        press("Save As…", "menu item"),
        Rest("Save Image"),
        press("Documents", "label", "Save Image"),
        Press(Thing("Name", "text", "Save Image"), count=2),
        Chord("ctrl+a"),
        Write(words["name"]),
        press("Save", "push button", "Save Image"),
        Rest("Save Image", there=False),
    )


def _rotated(stage: Stage, words: Words) -> bool:
    file = stage.documents / words["name"]
    turned = cv2.imread(str(file)) if file.exists() else None
    if turned is None or turned.shape[:2] != (320, 200):
        return False
    return int(turned[20, 100, 2]) > int(turned[20, 100, 0]) + 50


def _copy(words: Words) -> tuple[Move, ...]:
    return (
        press("Go", "menu"),
        press("Next Page", "menu item"),
        press("File", "menu"),
        press("Save As…", "menu item"),
        Rest("Save"),
        press("Documents", "label"),
        Press(Thing("Name", "text"), count=2),
        Chord("ctrl+a"),
        Write(words["name"]),
        press("Save", "push button"),
    )


def _copied(stage: Stage, words: Words) -> bool:
    made, old = stage.documents / words["name"], stage.documents / "handbook.pdf"
    return made.is_file() and made.read_bytes() == old.read_bytes()


_PAGES = ("Handbook of the mill", "Chapter one", "Chapter two")
_NO_ROWS = frozenset({"other order"})

TASKS = (
    Task(
        "image-rotate",
        "eom",
        lambda stage: picture("beach.png")(stage.desktop),
        {"name": "upright.png"},
        _rotate,
        _rotated,
        {"name": "beach-turned-for-the-wall.png"},
        _NO_ROWS,
    ),
    Task(
        "document-copy",
        "atril",
        lambda stage: pdf("handbook.pdf", *_PAGES)(stage.desktop),
        {"name": "copy.pdf"},
        _copy,
        _copied,
        {"name": "handbook-of-the-old-mill.pdf"},
        _NO_ROWS,
    ),
)
