"""`deskhand look`: the elements of the screen, or of a picture."""

from __future__ import annotations

import contextlib
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from deskhand.core.errors import PictureError, RegionError, UsageError
from deskhand.core.geometry import Box
from deskhand.core.monitors import Layout
from deskhand.core.screen import Frame, Scene
from deskhand.system.paths import user_paths

from .watch import watch as watched

_A_PIXEL = Box(0, 0, 1, 1)
"""The cheapest region that still comes with the layout of the monitors."""


def look(
    image: Annotated[Path | None, typer.Option(help="Read this picture instead of the screen.")] = None,
    monitor: Annotated[str | None, typer.Option(help="Only this monitor: its name, or its number from 1.")] = None,
    region: Annotated[str | None, typer.Option(metavar="X,Y,W,H", help="Only this part, in physical pixels.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list of the elements.")] = False,
    languages: Annotated[
        str, typer.Option(envvar="DESKHAND_LANGUAGES", help="What is written there: tessdata names joined by +.")
    ] = "eng",
    annotate: Annotated[Path | None, typer.Option(help="Write the picture with every element outlined.")] = None,
    accessibility: Annotated[
        bool,
        typer.Option(
            "--accessibility/--no-accessibility",
            envvar="DESKHAND_ACCESSIBILITY",
            help="Also ask the applications what they show.",
        ),
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Go on, and print what changes until Ctrl+C.")] = False,
    interval: Annotated[float, typer.Option(min=0.05, help="Seconds between two looks of --watch.")] = 0.5,
) -> None:
    """List what Deskhand sees: id, role, text, box [x, y, w, h] in physical pixels, state, source, confidence.

    Boxes count from the origin of the whole desktop, whatever part of it is read.

    `--watch` prints a line for all that is added, gone or changed, with `--json` an object a line. It leaves out the
    terminal it runs in: our own lines would be news. Where they reach the screen another way, watch a `--region`.

    Examples:

    `deskhand look --image screen.png --annotate seen.png`

    `deskhand look --monitor 2` or `deskhand look --region 0,0,800,600`

    `deskhand look --languages eng+rus` reads Russian too; `DESKHAND_LANGUAGES` sets it for every command.

    `deskhand look --json | jq '.[] | select(.role == "button") | .text'`

    `deskhand look --watch --monitor 2`
    """
    from deskhand.bootstrap import open_grounder
    from deskhand.ground.languages import languages_named

    wanted = languages_named(languages)
    if watch and (image or annotate):
        raise UsageError("--watch looks at the screen and writes no picture; leave out --image and --annotate.")
    if image and annotate and annotate.resolve() == image.resolve():
        raise UsageError(f"{annotate} is the picture itself; name another file for --annotate.")
    with contextlib.ExitStack() as opened:
        grab = opened.enter_context(_looking_at(image, monitor, _box(region) if region else None))
        # A region that is not there is told before anything is loaded.
        frame = grab()
        # The applications cannot be asked about what stood on the screen of a picture.
        grounder, notes = open_grounder(user_paths(), wanted, accessibility and not image)
        opened.callback(grounder.close)
        console = Console(stderr=True)
        for note in notes:
            if note.degraded:
                console.print(f"{note.part}: {note.text}", markup=False)
        if watch:
            watched(grab, grounder, interval, as_json)
            return
        started = time.perf_counter()
        scene = grounder.read(frame)
        seconds = time.perf_counter() - started
    if annotate:
        _write_annotated(scene, annotate)
    if as_json:
        print(json.dumps([element.as_json() for element in scene], ensure_ascii=False))
    else:
        if sys.stdout.isatty():
            Console().print(_table(scene))
        else:
            _print_lines(scene)
        console.print(f"{len(scene)} elements; reading them took {seconds:.2f} s")


@contextlib.contextmanager
def _looking_at(image: Path | None, monitor: str | None, region: Box | None) -> Iterator[Callable[[], Frame]]:
    """Grabs the picture, the screen, or the part of either that was asked for."""
    from deskhand.bootstrap import open_capture
    from deskhand.capture.picture_file import PictureCapture

    if image:
        if monitor is not None:
            raise RegionError("A picture has no monitors; name a part of it with --region X,Y,W,H.")
        picture = PictureCapture(image)
        yield lambda: picture.grab(region)
        return
    with contextlib.closing(open_capture()) as capture:
        place = region
        if monitor is not None:
            whole = _named(monitor, capture.grab(_A_PIXEL).layout)
            place = whole.intersection(region) if region else whole
        yield lambda: capture.grab(place)


def _named(monitor: str, layout: Layout) -> Box:
    found = layout.named(monitor)
    if found is None:
        known = ", ".join(f"{number} ({m.name})" for number, m in enumerate(layout, 1))
        raise RegionError(f"There is no monitor {monitor}; name one of {known}.")
    return found.box


def _box(region: str) -> Box:
    """The box a person wrote as X,Y,W,H."""
    try:
        x, y, w, h = (int(part) for part in region.split(","))
    except ValueError as problem:
        raise RegionError(f"{region} is not a region; write X,Y,W,H as whole pixels, such as 0,0,800,600.") from problem
    return Box(x, y, w, h)


def _print_lines(scene: Scene) -> None:
    """One element a line, its parts between tabs: for files and other programs."""
    for e in scene:
        parts = (
            e.id,
            e.role.value,
            e.text,
            e.state,
            " ".join(map(str, e.box.as_list())),
            e.source,
            f"{e.confidence:.2f}",
        )
        print("\t".join(str(part).replace("\t", " ").replace("\n", "⏎") for part in parts))


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
