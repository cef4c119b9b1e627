"""Chooses the accessibility back end of this system, and says what it uses or lacks."""

from __future__ import annotations

import sys

from deskhand.core.errors import AccessibilityError
from deskhand.core.ports import AccessibilitySource


def open_accessibility(system: str = sys.platform) -> tuple[AccessibilitySource | None, str]:
    """The back end for a system (`sys.platform`), connected, or None, and one sentence for the person."""
    try:
        if system == "linux":
            from .atspi import AtspiSource

            return AtspiSource(), "Applications are asked over AT-SPI for what they show."
        if system == "win32":
            from .uia import UiaSource

            return UiaSource(), "Applications are asked over UI Automation for what they show."
        if system == "darwin":
            from .ax import AxSource

            return AxSource(), "Applications are asked over the Accessibility API for what they show."
    except AccessibilityError as problem:
        return None, f"{problem}"
    return None, f"There is no accessibility back end for {system}; the pixels alone must do."
