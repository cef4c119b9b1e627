"""A private X desktop: Xvfb, openbox and a session bus, with its own home folder.

For the demo, the tests and unattended work: nothing on it touches the user's own screen or files.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from Xlib import display

from deskhand.core.errors import PrivateDesktopError
from deskhand.core.geometry import Box, bounding
from deskhand.core.monitors import Monitor
from deskhand.system import accessibility_bus

from .private_access import cookies
from .private_monitors import from_corner, set_monitors, xrandr

_START_TIMEOUT = 15.0
_USER_FOLDERS = ("Desktop", "Documents", "Downloads")
_BACKGROUND = 0x3B5368
_OPENBOX_MENU = """<?xml version="1.0" encoding="UTF-8"?>
<openbox_menu xmlns="http://openbox.org/3.4/menu"><menu id="root-menu" label="Desktop"/></openbox_menu>
"""


class PrivateDesktop:
    """A running private desktop. Use as a context manager; leaving it ends every program on it."""

    def __init__(
        self,
        width: int = 1920,
        height: int = 1080,
        monitors: Sequence[Monitor] = (),
        accessibility: bool = False,
    ) -> None:
        """Size in physical pixels; with `monitors` it is theirs, which may lie anywhere around the primary.

        With `accessibility`, applications publish their trees on a bus of its own.
        """
        self.monitors = from_corner(monitors)
        whole = bounding(m.box for m in self.monitors) if self.monitors else Box(0, 0, width, height)
        self.width, self.height = whole.w, whole.h
        self._accessibility = accessibility
        self.display = ""
        self.home = Path()
        self.env: dict[str, str] = {}
        self._programs: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> PrivateDesktop:
        """Start it.

        Raises:
            PrivateDesktopError: a program it needs is missing or did not start.
            AccessibilityError: accessibility was asked for and cannot be switched on.
        """
        for program in ("Xvfb", "openbox", "dbus-daemon", "xprop", *(["xrandr"] if self.monitors else [])):
            if not shutil.which(program):
                raise PrivateDesktopError(f"{program} is not installed; run `make setup` to install it.")
        self.home = Path(tempfile.mkdtemp(prefix="deskhand-desktop-"))
        for folder in (*_USER_FOLDERS, ".config", ".cache", ".run"):
            (self.home / folder).mkdir()
        places = (f'XDG_{name.upper()}_DIR="$HOME/{name}"\n' for name in _USER_FOLDERS)
        (self.home / ".config" / "user-dirs.dirs").write_text("".join(places))
        (self.home / ".run").chmod(0o700)
        try:
            self._start_server()
            self.env = self._environment()
            self._start_bus()
            set_monitors(self.monitors, self.env)
            if self._accessibility:
                self._start_accessibility()
            self._start_window_manager()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def spawn(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        """Start a program on this desktop; it ends with the desktop.

        Raises:
            PrivateDesktopError: the program is not installed.
        """
        log = (self.home / ".cache" / "programs.log").open("ab")
        try:
            program = subprocess.Popen(
                list(command),
                env=self.env,
                cwd=self.home,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        except FileNotFoundError as error:
            raise PrivateDesktopError(f"{command[0]} is not installed; install it first.") from error
        finally:
            log.close()
        self._programs.append(program)
        return program

    def titles(self) -> list[str]:
        """Titles of the windows the window manager knows."""
        listing = self._run("xprop", "-root", "_NET_CLIENT_LIST")
        ids = [part.strip() for part in listing.partition("#")[2].split(",") if part.strip()]
        found = []
        for window in ids:
            answer = self._run("xprop", "-id", window, "_NET_WM_NAME", "WM_NAME")
            found.append(answer.partition('"')[2].rpartition('"')[0].split('"\n')[0])
        return found

    def wait_for_window(self, title: str, timeout: float = 30.0) -> None:
        """Wait until a window whose title contains `title` is there.

        Raises:
            PrivateDesktopError: it did not come in time.
        """
        _wait(
            lambda: any(title.lower() in name.lower() for name in self.titles()),
            timeout,
            f"No window titled {title!r} came up in {timeout:.0f} s.",
        )

    def unplug(self, name: str) -> None:
        """Take a monitor away, as if its cable were pulled; the pixels it showed stay where they are.

        Raises:
            PrivateDesktopError: there is no such monitor.
        """
        xrandr(self.env, "--delmonitor", name)

    def close(self) -> None:
        """End every program and remove the home folder; calling it again does nothing."""
        for program in reversed(self._programs):
            _end(program)
        self._programs.clear()
        if self.home != Path():
            shutil.rmtree(self.home, ignore_errors=True)

    def _start_server(self) -> None:
        # -displayfd was seen to die now and then, so the number is ours to choose and check.
        for _ in range(8):
            number = random.randint(120, 980)
            if Path(f"/tmp/.X11-unix/X{number}").exists() or Path(f"/tmp/.X{number}-lock").exists():
                continue
            self.display = f":{number}"
            authority = self.home / ".run" / "Xauthority"
            authority.write_bytes(cookies(number))
            server = subprocess.Popen(
                [
                    *("Xvfb", self.display, "-screen", "0", f"{self.width}x{self.height}x24"),
                    *("-dpi", "96", "-nolisten", "tcp", "-noreset", "-auth", str(authority)),
                ],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            self._programs.append(server)
            self.env = dict(os.environ, DISPLAY=self.display, XAUTHORITY=str(authority))
            with contextlib.suppress(PrivateDesktopError):
                _wait(
                    lambda server=server: server.poll() is not None or bool(self._run("xprop", "-root")),  # type: ignore[misc]
                    _START_TIMEOUT,
                    "Xvfb did not answer.",
                )
                if server.poll() is None:
                    return
        raise PrivateDesktopError("Xvfb does not start here; try `Xvfb :99` to see why.")

    def _environment(self) -> dict[str, str]:
        foreign = ("XDG_", "DBUS_", "AT_SPI_", "WAYLAND_", "GTK_", "QT_")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(foreign)}
        return kept | {
            "DISPLAY": self.display,
            "XAUTHORITY": self.env["XAUTHORITY"],
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(self.home / ".run"),
            "XDG_CONFIG_HOME": str(self.home / ".config"),
            "XDG_CACHE_HOME": str(self.home / ".cache"),
            "XDG_DATA_HOME": str(self.home / ".local" / "share"),
            "XDG_SESSION_TYPE": "x11",
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "NO_AT_BRIDGE": "1",
            "GTK_USE_PORTAL": "0",
        }

    def _start_bus(self) -> None:
        address = f"unix:path={self.home}/.run/bus"
        self.spawn(["dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={address}"])
        self.env["DBUS_SESSION_BUS_ADDRESS"] = address
        bus = self.home / ".run" / "bus"
        _wait(lambda: _answers(bus), _START_TIMEOUT, "The session bus did not start.")

    def _start_accessibility(self) -> None:
        # Not AT_SPI_BUS_ADDRESS: Qt 6 does not join when it is set, and Qt 5 finds the bus on the root window.
        accessibility_bus.switch_on(self.env["DBUS_SESSION_BUS_ADDRESS"])
        del self.env["NO_AT_BRIDGE"]
        self.env |= accessibility_bus.TOOLKIT_SETTINGS

    def _start_window_manager(self) -> None:
        folder = self.home / ".config" / "openbox"
        folder.mkdir(parents=True)
        (folder / "menu.xml").write_text(_OPENBOX_MENU)
        self._paint_background()
        # It announces itself before it manages windows: one mapped in between stays unmapped for good.
        ready = self.home / ".run" / "openbox"
        self.spawn(["openbox", "--startup", f"touch {ready}"])
        _wait(ready.exists, _START_TIMEOUT, "openbox did not start.")

    def _paint_background(self) -> None:
        """A calm colour instead of black, so that windows stand out in pictures."""
        with environment(self.env):
            connection = display.Display(self.display)
        root = connection.screen().root
        root.change_attributes(background_pixel=_BACKGROUND)
        root.clear_area(0, 0, 0, 0)
        connection.close()

    def _run(self, *command: str) -> str:
        done = subprocess.run(command, env=self.env, capture_output=True, text=True, check=False)
        return done.stdout if done.returncode == 0 else ""


@contextlib.contextmanager
def environment(values: dict[str, str]) -> Iterator[None]:
    """Replace this process's environment for a while: how a run is pointed at a private desktop."""
    saved = dict(os.environ)
    os.environ.clear()
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(saved)


def _wait(condition: Callable[[], bool], timeout: float, message: str) -> None:
    deadline = time.monotonic() + timeout
    while not condition():
        if time.monotonic() > deadline:
            raise PrivateDesktopError(message)
        time.sleep(0.03)


def _answers(path: Path) -> bool:
    """Whether somebody listens at a socket: its file is there a moment before."""
    with socket.socket(socket.AF_UNIX) as client:
        return client.connect_ex(str(path)) == 0


def _end(program: subprocess.Popen[bytes]) -> None:
    """End a program and all it started (they share its session)."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(program.pid, number)
        try:
            program.wait(timeout=2)
        except subprocess.TimeoutExpired:
            continue
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(program.pid, signal.SIGKILL)
