"""The applications the ready recipes work in, opened on a private desktop, and what is read of them from outside."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from deskhand.cli.scenes import browser_command
from deskhand.core.geometry import Box
from deskhand.system.private_desktop import PrivateDesktop
from tests.desktop import XDisplay, until

OFFICE = "soffice --norestore --nologo --nofirststartwizard --nolockcheck --calc".split()
SUM = "=SUM(B6:B500)"


def darken(desktop: PrivateDesktop) -> None:
    """GTK and Chromium in their dark theme."""
    desktop.env["GTK_THEME"] = os.environ["GTK_THEME"] = "Adwaita:dark"


def browser(desktop: PrivateDesktop, url: str, title: str, *, dark: bool = False, scale: float = 1.0) -> None:
    look = [f"--force-device-scale-factor={scale}", *(["--force-dark-mode"] if dark else [])]
    desktop.spawn([*browser_command(desktop), *look, url])
    desktop.wait_for_window(title, timeout=60)


def files(desktop: PrivateDesktop, folder: str, names: Sequence[str]) -> Path:
    """A file manager showing a folder with these files; a name ending in / is a folder."""
    where = desktop.home / folder
    for name in names:
        _make(where / name, name)
    desktop.spawn(["thunar", str(where)])
    desktop.wait_for_window("Thunar")
    place(desktop, "Thunar", Box(60, 60, 1000, 700))
    return where


def sheet(desktop: PrivateDesktop, name: str, rows: str, command: Sequence[str]) -> Path:
    """A program with a spreadsheet of the cells of a CSV text."""
    table, file = desktop.home / ".cache" / "rows.csv", desktop.home / "Documents" / name
    table.write_text(rows, encoding="utf-8")
    convert(desktop, table, file)
    desktop.spawn([*command, str(file)])
    desktop.wait_for_window(name, timeout=90)
    # LibreOffice begins as large as the screen.
    place(desktop, name, Box(20, 40, 1000, 640))
    return file


def cells(desktop: PrivateDesktop, file: Path) -> list[list[str]]:
    """The values of a saved spreadsheet, as another program computes them."""
    copy = desktop.home / ".cache" / "cells.csv"
    convert(desktop, file, copy)
    return list(csv.reader(io.StringIO(copy.read_text(encoding="utf-8"))))


def convert(desktop: PrivateDesktop, source: Path, to: Path) -> None:
    subprocess.run(["ssconvert", str(source), str(to)], env=desktop.env, check=True, capture_output=True)


def content(file: Path) -> str:
    """The XML of an OpenDocument file."""
    with zipfile.ZipFile(file) as packed:
        return packed.read("content.xml").decode()


def place(desktop: PrivateDesktop, title: str, box: Box) -> None:
    """Put a window there, and wait until it is."""
    from deskhand.capture.mss_capture import MssCapture

    with_x, capture = XDisplay(), MssCapture()
    try:
        window = next(w for w in capture.grab().windows if title in w.title)
        sides = [with_x.atom(f"_NET_WM_STATE_MAXIMIZED_{side}") for side in ("HORZ", "VERT")]
        with_x.tell(with_x.display.create_resource_object("window", window.handle), "_NET_WM_STATE", 0, *sides)
        with_x.place(window.handle, box)
        until(lambda: any(w.handle == window.handle and w.box.w == box.w + 2 for w in capture.grab().windows), title)
    finally:
        capture.close()
        with_x.close()


def _make(path: Path, name: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    match path.suffix:
        case _ if name.endswith("/"):
            path.mkdir(parents=True)
        case ".png" | ".jpg":
            cv2.imwrite(str(path), np.full((40, 60, 3), 90, np.uint8))
        case ".zip":
            with zipfile.ZipFile(path, "w") as packed:
                packed.writestr("a.txt", "a")
        case ".pdf":
            path.write_bytes(b"%PDF-1.4\n%%EOF\n")
        case _:
            path.write_text(name, encoding="utf-8")
