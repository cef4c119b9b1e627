"""An image viewer and a document viewer."""

from __future__ import annotations

import cv2

from deskhand.core.risk import Risk
from deskhand.core.step import RunResult
from deskhand.system.private_desktop import PrivateDesktop

from ..scenes import pdf, picture
from ..task import Goal, answered, documents

_PAGES = ("Handbook of the mill", "Chapter one", "The gate code is 4417", "Chapter three", "Index")


def _upright(desktop: PrivateDesktop, _: RunResult) -> bool:
    """200 wide and 320 high, the red stripe on top: turned to the right."""
    turned = cv2.imread(str(documents(desktop) / "beach.png"))
    return (
        turned is not None and turned.shape[:2] == (320, 200) and int(turned[20, 100, 2]) > int(turned[20, 100, 0]) + 50
    )


GOALS = (
    Goal(
        "image-rotate",
        picture("beach.png"),
        "Rotate this picture to the right and save it",
        _upright,
        Risk.R4,
    ),
    Goal(
        "pdf-page",
        pdf("handbook.pdf", *_PAGES),
        "Go to page 3 and tell me what the gate code is",
        answered("4417"),
        Risk.R3,
    ),
    Goal(
        "pdf-find",
        pdf("handbook.pdf", *_PAGES),
        "How many pages does this document have?",
        answered("5"),
    ),
)
