"""The checks of `deskhand doctor`. None says ok for a thing it did not try."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from deskhand.act.pynput_devices import PynputDevices
from deskhand.core.errors import DeskhandError, SecretError
from deskhand.core.geometry import Point
from deskhand.system.paths import user_paths

from .probe_window import ProbeWindow

_TYPED = "deskhand 42"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: `detail` says what was tried, or what to do."""

    part: str
    ok: bool
    detail: str


class Failed(DeskhandError):
    """A check did not pass; the message says what to do."""


def examine(part: str, check: Callable[[], str]) -> Finding:
    """Run one check."""
    try:
        return Finding(part, True, check())
    except DeskhandError as problem:
        return Finding(part, False, str(problem))


def display() -> str:
    """A display answers."""
    from deskhand.capture.x11_desktop import X11Desktop

    name = os.environ.get("DISPLAY", "")
    if not name:
        raise Failed("No display: DISPLAY is not set; start Deskhand inside a desktop session.")
    desktop = X11Desktop()
    try:
        current = desktop.focus()
    finally:
        desktop.close()
    return (
        f"{name} answers; the keyboard is in “{current.title}”"
        if current
        else f"{name} answers; no window has the keyboard"
    )


def capture() -> str:
    """A picture can be taken, and a window of ours is in it."""
    from deskhand.bootstrap import open_capture

    with ProbeWindow() as window:
        camera = open_capture()
        try:
            started = time.perf_counter()
            frame = camera.grab()
            taken = time.perf_counter() - started
        finally:
            camera.close()
    if frame.crop(window.box.grown(-4)).min() < 250:
        raise Failed("A white window of my own does not show in the picture; is this a Wayland session?")
    monitors = ", ".join(f"{m.name} at {m.scale:.0%}" for m in frame.monitors)
    return f"took {frame.width}x{frame.height} in {taken * 1000:.0f} ms, with a window of my own in it; {monitors}"


def input_events() -> str:
    """The pointer moves and is read back; text typed into a window of our own arrives."""
    devices = PynputDevices()
    try:
        return _move_and_type(devices)
    finally:
        devices.close()


def _move_and_type(devices: PynputDevices) -> str:
    before = devices.pointer()
    there = Point(before.x + (7 if before.x < 50 else -7), before.y)
    devices.move(there)
    moved = devices.pointer()
    devices.move(before)
    if moved != there:
        raise Failed(f"The pointer was sent to {tuple(there)} and is at {tuple(moved)}; is this a Wayland session?")
    with ProbeWindow() as window:
        for character in _TYPED:
            devices.press_key(character)
            devices.release_key(character)
        read = window.text(len(_TYPED))
    if read != _TYPED:
        raise Failed(f"Typed {_TYPED!r} into a window of my own and read back {read!r}; check the keyboard layout.")
    return f"moved the pointer and read it back; typed {_TYPED!r} and read it back"


def text() -> str:
    """A drawn line of text is read back."""
    import cv2
    import numpy as np

    from deskhand.bootstrap import open_grounder
    from deskhand.core.screen import Frame
    from deskhand.ground.languages import default_languages

    picture = np.full((120, 480, 3), 245, np.uint8)
    cv2.putText(picture, "Save document", (40, 70), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (20, 20, 20), 2, cv2.LINE_AA)
    # The languages of the screen need not have Latin letters; the drawn line has.
    grounder, notes = open_grounder(user_paths(), tuple(dict.fromkeys((*default_languages(), "eng"))))
    with contextlib.closing(grounder):
        read = " ".join(e.text for e in grounder.read(Frame(picture, 0.0)))
    if "save" not in read.lower():
        raise Failed(f"A drawn “Save document” was read as {read!r}; reinstall tesseract-ocr.")
    for note in notes:
        if note.degraded:
            raise Failed(note.text)
    return f"read a drawn line back; {notes[0].text}"


def model() -> str:
    """The weights are the published ones, load in the child process and choose."""
    from deskhand.bootstrap import open_model
    from deskhand.models.catalogue import catalogue
    from deskhand.models.fetch import verify

    host, _, notes = open_model(user_paths())
    if host is None:
        raise Failed(notes[0].text)
    entry = catalogue()["action-model"].files[0]
    verify(entry, user_paths().weights / entry.name)
    try:
        host.start()
        started = time.perf_counter()
        chosen = host.choose(
            "Screen:\nbutton Save\nbutton Cancel\nGoal: click Save\nNext:", [" click Save", " click Cancel"]
        )
        limits = "no network" if host.offline else "the system does not let its process leave the network"
    finally:
        host.close()
    return f"{notes[0].text}, {limits}; chose{chosen.text} in {(time.perf_counter() - started) * 1000:.0f} ms"


def journal() -> str:
    """The user's journal opens; a record written to a scratch journal beside it is read back."""
    from deskhand.core.step import RunResult, Status
    from deskhand.journal.history import History
    from deskhand.journal.pictures import PictureStore
    from deskhand.journal.sqlite_journal import SqliteJournal

    own = History(user_paths().journal)
    count = len(own.ids(1_000_000))
    own.close()
    # Beside the real one: another disk would prove nothing.
    with tempfile.TemporaryDirectory(dir=user_paths().data) as folder:
        file, run_id = Path(folder) / "journal.sqlite", secrets.token_hex(4)
        scratch = SqliteJournal(file, PictureStore(Path(folder)))
        scratch.begin(run_id, "doctor")
        scratch.end(RunResult(Status.DONE, 0, "", 0.0, run_id))
        scratch.close()
        reader = History(file)
        status = reader.run(run_id).status
        reader.close()
    if status != "done":
        raise Failed(f"A record written to the journal was read back as {status}; check the disk.")
    return f"{count} runs on record; wrote a scratch record and read it back"


def keyring() -> str:
    """A secret survives the round trip, in a back end that really keeps it."""
    from deskhand.system.keyrings import system_ring

    try:
        ring, service, name = system_ring(), "deskhand-doctor", "round-trip"
        # Keeping reads it back, and says so if it is not the same.
        ring.set_password(service, name, secrets.token_hex(8))
        ring.delete_password(service, name)
    except SecretError as problem:
        raise Failed(f"{problem} Goals and recipes without secrets work without one.") from problem
    return f"{ring.kind} kept a secret and gave it back"


CHECKS: dict[str, Callable[[], str]] = {
    "display": display,
    "capture": capture,
    "input": input_events,
    "text": text,
    "model": model,
    "journal": journal,
    "keyring": keyring,
}
