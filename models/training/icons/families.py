"""The icon families: where their files lie, under which licence, and what each may be used for.

Only families under permissive licences, or free of rights, are trained on. Families under a copyleft licence serve
for measuring, one of them for the thresholds: they are the themes that desktops show, so they examine best.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Use = Literal["train", "tune", "test"]


@dataclass(frozen=True, slots=True)
class Family:
    """One icon family; `where` is the folder or file below the folder of its kind."""

    name: str
    kind: Literal["iconify", "theme", "zip", "folder"]
    use: Use
    licence: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One picture of a family, not drawn yet: SVG text or the bytes of a PNG."""

    stem: str
    svg: str | None
    png: bytes | None


_PERMISSIVE = {
    "MIT": "akar-icons ant-design bi charm ci codicon ep f7 feather fluent fluent-color fluent-mdl2 gg "
    "heroicons heroicons-outline heroicons-solid ion ix jam line-md majesticons mynaui oi ph pixelarticons "
    "qlementine-icons radix-icons raphael simple-line-icons tabler tdesign teenyicons uiw flat-color-icons "
    "vscode-icons circle-flags ooui",
    "Apache-2.0": "carbon ic icon-park icon-park-outline icon-park-solid la material-symbols mdi "
    "mingcute noto ri memory",
    "ISC": "lucide",
    "CC0-1.0": "simple-icons logos",
    "CC-BY-3.0": "game-icons",
    "CC-BY-4.0": "basil fa-solid fa6-solid fa6-regular iconamoon lets-icons pepicons-pop solar twemoji emojione",
    "OFL-1.1": "el",
}
_TUNE = {"MIT": "bx bxs clarity eva gravity-ui pajamas proicons wpf zondicons", "Apache-2.0": "grommet-icons oui"}
_TEST = {"MIT": "octicon iconoir humbleicons prime", "Apache-2.0": "uil vaadin", "Unlicense": "system-uicons"}

_THEMES = (
    Family("tango", "theme", "train", "public domain", "Tango"),
    Family("colibre", "zip", "train", "CC0-1.0", "libreoffice/share/config/images_colibre.zip"),
    Family("colibre dark", "zip", "train", "CC0-1.0", "libreoffice/share/config/images_colibre_dark.zip"),
    Family("famfamfam silk", "folder", "train", "CC-BY-2.5", "famfamfam-silk/dist/png"),
    Family("gnome", "theme", "tune", "GPL-2.0 or later", "gnome"),
    Family("faenza", "theme", "test", "GPL-3.0", "Faenza"),
    Family("adwaita", "theme", "test", "LGPL-3.0 or CC-BY-SA-3.0", "Adwaita"),
    Family("breeze", "theme", "test", "LGPL-3.0", "breeze"),
    Family("elementary-xfce", "theme", "test", "GPL-2.0", "elementary-xfce"),
    Family("papirus", "theme", "test", "GPL-3.0", "Papirus"),
    Family("oxygen", "theme", "test", "LGPL-3.0", "oxygen"),
    Family("mate", "theme", "test", "LGPL-3.0 or CC-BY-SA-3.0", "mate"),
)


def _iconify(table: dict[str, str], use: Use) -> tuple[Family, ...]:
    return tuple(Family(name, "iconify", use, licence) for licence, row in table.items() for name in row.split())


FAMILIES = (*_iconify(_PERMISSIVE, "train"), *_iconify(_TUNE, "tune"), *_iconify(_TEST, "test"), *_THEMES)
ONLY_OTHER = frozenset(("simple-icons", "logos", "circle-flags", "game-icons", "vscode-icons"))
"""Logos, flags and such: their file names are names of things, not of commands."""
VETOED = {
    "solar": ("text-bold",),
    "fa-solid": ("redo", "undo", "redo-alt", "undo-alt"),
    "la": ("redo", "undo", "redo-alt", "undo-alt"),
    "eva": tuple(
        f"{way}{style}"
        for way in ("arrow-right", "arrow-left", "arrow-up", "arrow-down")
        for style in ("", "-fill", "-outline")
    ),
    "oui": ("arrow-right", "arrow-left", "arrow-up", "arrow-down", "error"),
    "wpf": ("chat", "message"),
    "pajamas": ("error",),
}
"""File names that mean something else here: a "text" in bold style; circling arrows that others call "refresh";

triangles and chevrons called arrows.
"""
SIZES = ("16", "22", "24", "32", "48", "scalable", "symbolic", "base")


def sources(family: Family, packages: Path, themes: Path) -> Iterator[Source]:
    """Every picture of a family; `packages` is a node_modules folder, `themes` the /usr of unpacked themes."""
    if family.kind == "iconify":
        yield from _of_iconify(packages / "@iconify-json" / family.name / "icons.json")
    elif family.kind == "zip":
        yield from _of_zip(themes / "lib" / family.where)
    else:
        root = packages / family.where if family.kind == "folder" else themes / "share" / "icons" / family.where
        yield from _of_folder(root, any_size=family.kind == "folder")


def _of_iconify(path: Path) -> Iterator[Source]:
    data = json.loads(path.read_text(encoding="utf-8"))
    for stem, icon in data["icons"].items():
        if stem.removesuffix("-solid") in VETOED.get(path.parent.name, ()):
            continue
        width, height = icon.get("width", data.get("width", 16)), icon.get("height", data.get("height", 16))
        left, top = icon.get("left", 0), icon.get("top", 0)
        head = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        size = f'width="{width}" height="{height}" viewBox="{left} {top} {width} {height}">'
        yield Source(stem, f"{head}{size}{icon['body']}</svg>", None)


def _of_zip(path: Path) -> Iterator[Source]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            folder, _, file = name.rpartition("/")
            if folder == "cmd" and file.endswith(".png") and file[:3] in ("sc_", "lc_") and "/" not in file:
                yield Source(file[3:-4], None, archive.read(name))


def _of_folder(root: Path, any_size: bool) -> Iterator[Source]:
    for path in sorted(root.rglob("*.*")):
        if path.is_symlink() or path.suffix not in (".svg", ".png") or "@2x" in str(path):
            continue
        parts = path.relative_to(root).parts[:-1]
        if not any_size and not any(part.split("x")[0] in SIZES for part in parts):
            continue
        stem = path.stem.removesuffix(".symbolic").removesuffix("-symbolic")
        if path.suffix == ".svg":
            yield Source(stem, path.read_text(encoding="utf-8", errors="replace"), None)
        else:
            yield Source(stem, None, path.read_bytes())
