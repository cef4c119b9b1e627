"""Starting with the session: a desktop file in the person's autostart folder (freedesktop.org autostart 0.5)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from deskhand.core.errors import SettingsError

from . import atomic

_NAME = "deskhand.desktop"
_FILE = """[Desktop Entry]
Type=Application
Name=Deskhand
Comment=A hand at your desk
Exec={command}
X-GNOME-Autostart-enabled=true
"""


def autostart_file() -> Path:
    """Where the file is looked for."""
    config = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(config) / "autostart" / _NAME


def set_autostart(on: bool) -> None:
    """Start with the session, or no longer.

    Raises:
        SettingsError: the file cannot be written or removed.
    """
    file = autostart_file()
    try:
        if on:
            command = " ".join(map(_quoted, [sys.executable, "-m", "deskhand", "app", "--background"]))
            atomic.write(file, _FILE.format(command=command).encode())
        else:
            file.unlink(missing_ok=True)
    except OSError as problem:
        raise SettingsError(f"The autostart file {file} cannot be changed ({problem.strerror}).") from problem


def _quoted(argument: str) -> str:
    """An argument as `Exec` has it (Desktop Entry Specification, The Exec key)."""
    escaped = "".join(f"\\{c}" if c in '"`$\\' else c for c in argument)
    return f'"{escaped}"'.replace("\\", "\\\\").replace("%", "%%")


__all__ = ["autostart_file", "set_autostart"]
