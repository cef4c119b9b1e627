"""The monitors of a private desktop: its one screen, cut into RandR 1.5 monitors.

RandR, Xinerama and with them mss, the window manager and every toolkit see them as they see real ones. The other
way, several screens of Xvfb (`-screen 1`, `+xinerama`), switches RandR off.
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import replace

from deskhand.core.errors import PrivateDesktopError
from deskhand.core.geometry import bounding
from deskhand.core.monitors import Monitor

_DPI, _INCH = 96, 25.4
"""Dots an inch at 100 %, and millimetres of an inch."""
_OUTPUT = "screen"
"""The only output of Xvfb; its automatic monitor, the whole screen, goes away when a monitor of ours takes it."""


def from_corner(monitors: Sequence[Monitor]) -> tuple[Monitor, ...]:
    """The same layout with its top left corner at (0, 0), where an X screen starts."""
    if not monitors:
        return ()
    whole = bounding(m.box for m in monitors)
    return tuple(replace(m, box=m.box.shifted(-whole.x, -whole.y)) for m in monitors)


def set_monitors(monitors: Sequence[Monitor], env: Mapping[str, str]) -> None:
    """Put them on the display of `env`; their size in millimetres is made to tell their scale.

    Raises:
        PrivateDesktopError: the server refuses.
    """
    for number, monitor in enumerate(monitors):
        box = monitor.box
        wide, high = (round(side * _INCH / _DPI / monitor.scale) for side in (box.w, box.h))
        name = f"*{monitor.name}" if monitor.primary else monitor.name
        place = f"{box.w}/{wide}x{box.h}/{high}+{box.x}+{box.y}"
        xrandr(env, "--setmonitor", name, place, "none" if number else _OUTPUT)


def xrandr(env: Mapping[str, str], *arguments: str) -> None:
    """Change the monitors of the display of `env`.

    Raises:
        PrivateDesktopError: the server refuses.
    """
    done = subprocess.run(["xrandr", *arguments], env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PrivateDesktopError(f"The monitors cannot be set ({done.stderr.strip()}); update xrandr and Xvfb.")
