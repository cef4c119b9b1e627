"""How the applications of the goals are opened, and with which files."""

from __future__ import annotations

import io
import subprocess
import tarfile
import zipfile
from pathlib import Path

import cv2
import numpy as np

from deskhand.cli.scenes import browser_command
from deskhand.system.private_desktop import PrivateDesktop

from .task import Scene, documents

_DEFAULTS = """[Default Applications]
text/plain=org.xfce.mousepad.desktop
text/csv=org.xfce.mousepad.desktop
"""


def opened(command: str, title: str, **files: str) -> Scene:
    """The program with `{name}` files of Documents; keys are file names with `__` for the dot."""

    def scene(desktop: PrivateDesktop) -> None:
        for name, text in files.items():
            write(desktop, name.replace("__", "."), text)
        start(desktop, command, title)

    return scene


def start(desktop: PrivateDesktop, command: str, title: str) -> None:
    """Start a program and wait for its window; `{d}` stands for the Documents folder."""
    desktop.spawn([part.replace("{d}", str(documents(desktop))) for part in command.split()])
    desktop.wait_for_window(title, timeout=60)


def write(desktop: PrivateDesktop, name: str, text: str) -> Path:
    """A file below Documents."""
    file = documents(desktop) / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def folder(names: dict[str, str], open_in: str = "") -> Scene:
    """A file manager showing Documents (or a folder in it) with these files; a name ending in / is a folder."""

    def scene(desktop: PrivateDesktop) -> None:
        (desktop.home / ".config" / "mimeapps.list").write_text(_DEFAULTS, encoding="utf-8")
        for name, text in names.items():
            if name.endswith("/"):
                (documents(desktop) / name).mkdir(parents=True)
            else:
                write(desktop, name, text)
        start(desktop, "thunar {d}/" + open_in, "Thunar")

    return scene


def page(name: str, title: str, **beside: str) -> Scene:
    """A page of `pages/` in a browser; `beside` are files it links to."""

    def scene(desktop: PrivateDesktop) -> None:
        source = (Path(__file__).parent / "pages" / name).read_text(encoding="utf-8")
        file = write(desktop, name, source)
        for other, text in beside.items():
            write(desktop, other.replace("__", "."), text)
        desktop.spawn([*browser_command(desktop), file.as_uri()])
        desktop.wait_for_window(title, timeout=60)

    return scene


def sheet(name: str, rows: str) -> Scene:
    """A spreadsheet with the cells of a CSV text."""

    def scene(desktop: PrivateDesktop) -> None:
        table = write(desktop, ".rows.csv", rows)
        file = documents(desktop) / name
        subprocess.run(["ssconvert", str(table), str(file)], env=desktop.env, check=True, capture_output=True)
        table.unlink()
        start(desktop, "gnumeric --no-splash {d}/" + name, name)

    return scene


def cells(desktop: PrivateDesktop, name: str) -> list[list[str]]:
    """The values of a saved spreadsheet."""
    copy = desktop.home / ".cache" / "cells.csv"
    command = ["ssconvert", str(documents(desktop) / name), str(copy)]
    if subprocess.run(command, env=desktop.env, check=False, capture_output=True).returncode:
        return []
    return [line.replace('"', "").split(",") for line in copy.read_text(encoding="utf-8").splitlines()]


def picture(name: str) -> Scene:
    """An image viewer with a picture that is 320 wide and 200 high, red on its left."""

    def scene(desktop: PrivateDesktop) -> None:
        pixels = np.full((200, 320, 3), 225, np.uint8)
        pixels[:, :80] = (40, 40, 200)
        cv2.putText(pixels, "Beach", (120, 110), cv2.FONT_HERSHEY_SIMPLEX, 1.6, (90, 60, 30), 3, cv2.LINE_AA)
        cv2.imwrite(str(documents(desktop) / name), pixels)
        start(desktop, "eom {d}/" + name, name)

    return scene


def pdf(name: str, *pages: str) -> Scene:
    """A document viewer with a PDF whose pages hold one line each."""

    def scene(desktop: PrivateDesktop) -> None:
        (documents(desktop) / name).write_bytes(_pdf(pages))
        start(desktop, "atril {d}/" + name, name.removesuffix(".pdf"))

    return scene


def archive(name: str, files: dict[str, str]) -> Scene:
    """An archive manager showing an archive with these files."""

    def scene(desktop: PrivateDesktop) -> None:
        make_archive(documents(desktop) / name, files)
        start(desktop, "engrampa {d}/" + name, name)

    return scene


def make_archive(file: Path, files: dict[str, str]) -> None:
    """A zip or tar.gz, by its name."""
    if file.suffix == ".zip":
        with zipfile.ZipFile(file, "w") as packed:
            for inside, text in files.items():
                packed.writestr(inside, text)
        return
    with tarfile.open(file, "w:gz") as packed:
        for inside, text in files.items():
            entry = tarfile.TarInfo(inside)
            entry.size = len(text.encode())
            packed.addfile(entry, io.BytesIO(text.encode()))


def all_of(*scenes: Scene) -> Scene:
    """One after the other; the last has the keyboard."""

    def scene(desktop: PrivateDesktop) -> None:
        for one in scenes:
            one(desktop)

    return scene


def _pdf(pages: tuple[str, ...]) -> bytes:
    """A small PDF 1.4: catalogue, page tree, one font, and a page and its text for each line."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, line in enumerate(pages):
        text = f"BT /F1 28 Tf 60 700 Td ({line}) Tj ET"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(text)} >>\nstream\n{text}\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return out + f"{tail}startxref\n{len(out)}\n%%EOF\n".encode()
