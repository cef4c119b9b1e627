"""A file manager."""

from __future__ import annotations

from deskhand.core.risk import Risk

from ..scenes import folder
from ..task import IMPOSSIBLE, Goal, every, exists, is_exactly, missing, titled

_FILES = {
    "Archive/": "",
    "Projects/": "",
    "invoice.txt": "Invoice 17\n",
    "invoice-old.txt": "Invoice 3\n",
    "draft.txt": "A draft\n",
    "holiday.txt": "Two weeks\n",
    "server.log": "started\n",
}

GOALS = (
    Goal(
        "files-move",
        folder(_FILES),
        "Move invoice.txt into the Archive folder",
        every(is_exactly("Archive/invoice.txt", "Invoice 17"), missing("invoice.txt"), exists("invoice-old.txt")),
        Risk.R4,
    ),
    Goal(
        "files-copy",
        folder(_FILES),
        "put a copy of holiday.txt in the folder Projects, without opening it",
        every(is_exactly("Projects/holiday.txt", "Two weeks"), is_exactly("holiday.txt", "Two weeks")),
        Risk.R3,
    ),
    Goal(
        "files-rename",
        folder(_FILES),
        "The file draft.txt should be called final.txt",
        every(is_exactly("final.txt", "A draft"), missing("draft.txt")),
        Risk.R3,
    ),
    Goal(
        "files-trash",
        folder(_FILES),
        "throw server.log into the bin",
        every(
            missing("server.log"),
            exists("invoice.txt", "draft.txt", "holiday.txt"),
            lambda desktop, _: (desktop.home / ".local/share/Trash/files/server.log").exists(),
        ),
        Risk.R4,
    ),
    Goal(
        "files-nested",
        folder(_FILES),
        'Make a new folder "2026" inside the folder Projects',
        every(lambda desktop, _: (desktop.home / "Documents/Projects/2026").is_dir(), missing("2026")),
        Risk.R3,
    ),
    Goal(
        "files-open",
        folder(_FILES),
        "I'd like to look at holiday.txt",
        titled("holiday.txt", "Mousepad"),
    ),
    Goal(
        "files-impossible",
        folder(_FILES),
        "Rename report-2019.txt to report.txt",
        every(missing("report.txt"), exists("invoice.txt", "draft.txt", "holiday.txt", "server.log")),
        Risk.R3,
        IMPOSSIBLE,
    ),
)
