"""How the windows of Deskhand's own app are known: by their class (WM_CLASS, ICCCM 4.1.2.5)."""

from __future__ import annotations

from typing import Final

OWN: Final = "deskhand"
"""The class of every window of the app."""


def is_own(kind: str) -> bool:
    """Whether a window of this class is the app's."""
    return kind.casefold() == OWN


__all__ = ["OWN", "is_own"]
