"""Settings of the desktop: a box, a choice of a list, one that is as wanted already, one that is not there."""

from __future__ import annotations

from deskhand.core.step import RunResult
from deskhand.system.private_desktop import PrivateDesktop

from ..scenes import opened
from ..task import IMPOSSIBLE, Check, Goal, output


def setting(channel: str, name: str, *values: str) -> Check:
    """The stored setting has one of these values; `-` stands for never stored."""

    def check(desktop: PrivateDesktop, _: RunResult) -> bool:
        found = output(desktop, "xfconf-query", "-c", channel, "-p", name).strip()
        return (found or "-") in values

    return check


GOALS = (
    Goal(
        "settings-box",
        opened("xfce4-keyboard-settings", "Keyboard"),
        "Keys should not repeat when I hold them down: switch Enable key repeat off",
        setting("keyboards", "/Default/KeyRepeat", "false"),
    ),
    Goal(
        "settings-already",
        opened("xfce4-keyboard-settings", "Keyboard"),
        "make sure that show blinking is ticked",
        setting("xsettings", "/Net/CursorBlink", "true", "-"),
    ),
    Goal(
        "settings-list",
        opened("xfce4-appearance-settings", "Appearance"),
        "Open the Icons tab and choose Adwaita",
        setting("xsettings", "/Net/IconThemeName", "Adwaita"),
    ),
    Goal(
        "settings-tab-box",
        opened("xfce4-appearance-settings", "Appearance"),
        "In the settings tab, turn on event sounds",
        setting("xsettings", "/Net/EnableEventSounds", "true"),
    ),
    Goal(
        "settings-impossible",
        opened("xfce4-keyboard-settings", "Keyboard"),
        "Turn on the night light",
        setting("keyboards", "/Default/KeyRepeat", "true", "-"),
        ends=IMPOSSIBLE,
    ),
)
