"""The adversaries: what a step needs is gone, disabled, twice there, or something that only looks like it."""

from __future__ import annotations

from collections.abc import Iterator

from .look import Look

_EVERY = ("gone", "disabled", "twice", "alike")
_TARGETS: dict[str, dict[str, tuple[str, ...]]] = {
    "page-form": {"go": _EVERY, "letter": _EVERY, "country": _EVERY},
    "page-orders": {"row": _EVERY},
    "page-shop": {"tea": _EVERY, "order": _EVERY},
    "settings-print": {"apply": _EVERY, "duplex": _EVERY, "printer": _EVERY, "paper": ("gone", "disabled", "alike")},
    "files-move": {"invoice.txt": ("gone", "alike")},
    "files-rename": {"draft.txt": ("gone", "alike"), "holiday.txt": ("gone", "alike")},
    "archive-extract": {"song.txt": ("gone", "alike")},
}
"""By task and target: real applications where files are not there or only called alike, our own for the rest."""


def adversaries() -> Iterator[tuple[str, Look]]:
    """Names of tasks, each with a look that sabotages it."""
    for task, targets in _TARGETS.items():
        for target, ways in targets.items():
            for how in ways:
                yield task, Look(f"{how} {target}", twist=f"{how}:{target}")
