"""The monitors of an X desktop (RandR 1.5), and how much each is scaled.

X has no scale of its own: a pixel is a pixel, and every toolkit makes up its mind by itself. What a monitor's scale
is, is therefore the first of these that is stated:

1. `QT_SCREEN_SCALE_FACTORS` (`DP-1=1.5;HDMI-1=1`) names the monitor. It is the only thing an X session states for
   one monitor (Plasma sets it), so it wins.
2. The scale of the whole desktop: the larger of `Xft.dpi` / 96 in the server's resources and `GDK_SCALE`. The
   larger, because GNOME states 200 % in the first, plain GTK set-ups in the second, and those who set both mean
   the same thing twice. 96 dots an inch are 100 % in every toolkit.
3. The density of the panel in steps of 25 %, as desktops offer them, if it says its size in millimetres and not
   only its proportions. It comes last since it is a guess: a laptop of 157 dots an inch may well be run at 100 %.

A scale below 100 % counts as 100 %: it makes text smaller, no toolkit makes windows smaller.
"""

from __future__ import annotations

import math
import os
import re
from typing import Any

from deskhand.core.geometry import Box
from deskhand.core.monitors import UNSCALED, Monitor

_DPI = 96.0
_INCH = 25.4
_STEP, _MOST = 0.25, 4.0
_PROPORTIONS = frozenset({(16, 9), (16, 10), (160, 90), (160, 100), (1600, 900), (1600, 1000)})
"""Sizes in millimetres that panels state when they mean proportions (the list of Mutter)."""


def monitors_from(reply: Any, names: list[str], resources: str) -> tuple[Monitor, ...]:
    """Monitors of a RandR reply, in its order; `resources` is the text of the server's RESOURCE_MANAGER."""
    stated, everywhere = _stated_by_monitor(), _stated_for_all(resources)
    found = []
    for facts, name in zip(reply.monitors, names, strict=True):
        box = Box(int(facts.x), int(facts.y), int(facts.width_in_pixels), int(facts.height_in_pixels))
        size = int(facts.width_in_millimeters), int(facts.height_in_millimeters)
        scale = stated.get(name) or everywhere or scale_of_panel(box, size)
        found.append(Monitor(name, box, max(UNSCALED, scale), bool(facts.primary)))
    return tuple(found)


def scale_of_panel(box: Box, millimetres: tuple[int, int]) -> float:
    """The scale its density asks for; by the diagonal, since a turned panel may state its size unturned."""
    if min(millimetres) <= 0 or millimetres in _PROPORTIONS:
        return UNSCALED
    density = math.hypot(box.w, box.h) / math.hypot(*millimetres) * _INCH
    return min(_MOST, max(UNSCALED, round(density / _DPI / _STEP) * _STEP))


def _stated_by_monitor() -> dict[str, float]:
    pairs = (part.partition("=") for part in os.environ.get("QT_SCREEN_SCALE_FACTORS", "").split(";"))
    return {name: scale for name, _, value in pairs if (scale := _number(value)) > 0}


def _stated_for_all(resources: str) -> float:
    """The scale of the whole desktop, 0 where nothing states one."""
    dpi = re.search(r"^Xft\.dpi:\s*(\S+)", resources, re.MULTILINE)
    return max(_number(dpi[1]) / _DPI if dpi else 0.0, _number(os.environ.get("GDK_SCALE", "")))


def _number(value: str) -> float:
    """The number a person wrote into a setting, 0 where it is none."""
    try:
        number = float(value)
    except ValueError:
        return 0.0
    return number if math.isfinite(number) and number > 0 else 0.0
