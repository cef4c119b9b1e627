"""`deskhand look`: the elements of the screen, or of a picture."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from deskhand.core.errors import PictureError
from deskhand.core.screen import Frame, Scene
from deskhand.system.paths import user_paths


def look(
    image: Annotated[Path | None, typer.Option(help="Read this picture instead of the screen.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list of the elements.")] = False,
    annotate: Annotated[Path | None, typer.Option(help="Write the picture with every element outlined.")] = None,
) -> None:
    """List what Deskhand sees: id, role, text, box [x, y, w, h] in physical pixels, state, source, confidence.

    Examples:

    `deskhand look --image screen.png --annotate seen.png`

    `deskhand look --json | jq '.[] | select(.role == "button") | .text'`
    """
    from deskhand.bootstrap import open_grounder
    from deskhand.capture.picture_file import PictureCapture

    frame = PictureCapture(image).grab() if image else _screen()
    grounder, notes = open_grounder(user_paths())
    console = Console(stderr=True)
    for note in notes:
        if note.degraded:
            console.print(f"{note.part}: {note.text}", markup=False)
    started = time.perf_counter()
    scene = grounder.read(frame)
    seconds = time.perf_counter() - started
    if annotate:
        _write_annotated(scene, annotate)
    if as_json:
        print(json.dumps([element.as_json() for element in scene], ensure_ascii=False))
    else:
        Console().print(_table(scene))
        console.print(f"{len(scene)} elements in {seconds:.2f} s")


def _screen() -> Frame:
    from deskhand.bootstrap import open_capture

    capture = open_capture()
    try:
        return capture.grab()
    finally:
        capture.close()


def _write_annotated(scene: Scene, path: Path) -> None:
    import cv2

    from deskhand.ground.annotate import annotated

    try:
        written = cv2.imwrite(str(path), annotated(scene))
    except cv2.error:
        written = False
    if not written:
        raise PictureError(f"{path} cannot be written; name a .png or .jpg file in a folder that exists.")


def _table(scene: Scene) -> Table:
    table = Table("id", "role", "text", "state", "box", "source", "conf.", box=None, header_style="bold")
    for element in scene:
        box = " ".join(map(str, element.box.as_list()))
        row = (element.id, element.role.value, element.text, element.state, box, element.source)
        table.add_row(*(escape(str(value)) for value in row), f"{element.confidence:.2f}")
    return table
