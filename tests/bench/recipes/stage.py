"""The private desktop of one run, with its applications opened and, where a look says so, changed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from Xlib import X, display
from Xlib.protocol import event

from deskhand.cli.scenes import browser_command
from deskhand.core.geometry import Box
from deskhand.system.private_desktop import PrivateDesktop, environment

from .look import Look
from .site import Site

_WINDOW = Path(__file__).with_name("settings_window.py")
SYSTEM_PYTHON = "/usr/bin/python3"
"""The one that has the GTK bindings."""
_QUIET = 8.0
"""Seconds a moved window may take to be where it was put."""


@dataclass
class Stage:
    """A desktop with what the applications of a task need to know."""

    desktop: PrivateDesktop
    look: Look
    site: Site
    words: Mapping[str, str]
    visit: str = ""
    log: Path = field(init=False)

    def __post_init__(self) -> None:
        self.log = self.desktop.home / ".cache" / "settings.log"

    @property
    def documents(self) -> Path:
        """The folder the tasks work in."""
        return self.desktop.home / "Documents"

    def write(self, name: str, text: str) -> Path:
        """A file below Documents."""
        file = self.documents / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def start(self, command: str, title: str) -> None:
        """Start a program and wait for its window; `{d}` stands for the Documents folder."""
        self.desktop.spawn([part.replace("{d}", str(self.documents)) for part in command.split()])
        self.desktop.wait_for_window(title, timeout=60)

    def page(self, name: str, title: str) -> None:
        """Open one of the bench's pages in a browser."""
        asked = dict(self.look.page) | ({"twist": self.look.twist} if self.look.twist else {})
        command = [*browser_command(self.desktop), *self.look.browser]
        if "NO_AT_BRIDGE" not in self.desktop.env:
            command.append("--force-renderer-accessibility")
        self.desktop.spawn([*command, f"--app={self.site.address(name, self.visit, **asked)}"])
        self.desktop.wait_for_window(title, timeout=60)

    def settings(self) -> None:
        """Open the bench's own settings window."""
        twist = ["--twist", self.look.twist] if self.look.twist else []
        order = ["--shuffle"] if self.look.shuffled else []
        self.desktop.spawn([SYSTEM_PYTHON, str(_WINDOW), str(self.log), *twist, *order])
        self.desktop.wait_for_window("Print settings", timeout=60)

    def told(self) -> tuple[str, ...]:
        """What the bench's own page or window was told."""
        own = self.log.read_text().splitlines() if self.log.exists() else []
        return (*self.site.told(self.visit), *own)


Scene = Callable[[Stage], None]
"""Opens the applications of a task, and returns when their windows are there."""


@contextmanager
def staged(scene: Scene, look: Look, site: Site, words: Mapping[str, str], seen: bool = False) -> Iterator[Stage]:
    """A desktop with the scene on it; `seen` has applications tell the scripted person what they show.

    Where the look starts them late they are still being opened when this yields.
    """
    with PrivateDesktop(1280, 800, look.monitors, accessibility=seen) as desktop, environment(desktop.env):
        for name, value in look.env:
            desktop.env[name] = value
        for version in ("gtk-3.0", "gtk-4.0"):
            folder = desktop.home / ".config" / version
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "settings.ini").write_text("\n".join(("[Settings]", *look.gtk, "")))
        stage = Stage(desktop, look, site, words, site.visit())
        opening = threading.Thread(target=_open, args=(stage, scene, look.late), daemon=True)
        opening.start()
        if not look.late:
            opening.join()
        try:
            yield stage
        finally:
            opening.join()


def _open(stage: Stage, scene: Scene, late: float) -> None:
    time.sleep(late)
    scene(stage)
    look = stage.look
    if look.shift != (0, 0) or look.grow != (1.0, 1.0):
        _rearrange(stage.desktop, look)
    if look.tip:
        stage.desktop.spawn([SYSTEM_PYTHON, str(_WINDOW), "--tip"])
        stage.desktop.wait_for_window("Tip of the day")


def _rearrange(desktop: PrivateDesktop, look: Look) -> None:
    """Move and resize every window through the window manager, and wait until they are there."""
    with environment(desktop.env):
        server = display.Display(desktop.display)
    root = server.screen().root
    listed = root.get_full_property(server.intern_atom("_NET_CLIENT_LIST"), X.AnyPropertyType).value
    wanted = {}
    for handle in listed:
        window = server.create_resource_object("window", handle)
        size, corner = window.get_geometry(), window.translate_coords(root, 0, 0)
        # translate_coords gives the root's origin in the window: its corner, turned round.
        box = Box(
            # Nobody moves what they work with out of sight.
            max(0, -corner.x + look.shift[0]),
            max(0, -corner.y + look.shift[1]),
            round(size.width * look.grow[0]),
            round(size.height * look.grow[1]),
        )
        wanted[handle] = box
        data = (32, [X.StaticGravity | 0xF << 8 | 1 << 13, *(side % 2**32 for side in box.as_list())])
        kind = server.intern_atom("_NET_MOVERESIZE_WINDOW")
        asked = event.ClientMessage(window=window, client_type=kind, data=data)
        root.send_event(asked, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)
    server.sync()
    _wait_until(lambda: all(_there(server, root, handle, box) for handle, box in wanted.items()))
    server.close()
    # Applications lay themselves out once more.
    time.sleep(0.7)


def _there(server: display.Display, root: object, handle: int, box: Box) -> bool:
    corner = server.create_resource_object("window", handle).translate_coords(root, 0, 0)
    return abs(-corner.x - box.x) < 30 and abs(-corner.y - box.y) < 40


def _wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _QUIET
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
