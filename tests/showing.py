"""Recording a task that a person of `tests.person` does on the desktop at hand."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path

from deskhand.act.xclip_clipboard import XclipClipboard
from deskhand.bootstrap import open_capture, open_grounder
from deskhand.capture.x11_input import X11Input
from deskhand.core.geometry import Box, Point
from deskhand.core.screen import Element, Frame, Role, Scene
from deskhand.core.stop import StopToken
from deskhand.engine.recorder import Recorder
from deskhand.recipe.recording.compiling import Made, recipe_of
from deskhand.recipe.recording.data import Recording
from deskhand.system.paths import Paths
from tests.desktop import until
from tests.person import Person

REST = 0.35
"""Seconds without a change after which a person goes on."""


class Showing:
    """A person, the recorder that watches them, and their eyes: what the test needs to know where things are."""

    def __init__(self, recorder: Recorder, person: Person, capture, grounder) -> None:
        self.recorder, self.person = recorder, person
        self._capture, self._grounder = capture, grounder
        self.recording: Recording | None = None
        self.made: Made | None = None

    def frame(self) -> Frame:
        return self._capture.grab()

    def rest(self) -> Frame:
        """Wait until nothing changes any more, as a person does before they go on."""
        last, since = self.frame(), time.monotonic()
        deadline = time.monotonic() + 10
        while time.monotonic() - since < REST and time.monotonic() < deadline:
            time.sleep(0.04)
            now = self.frame()
            if (now.pixels != last.pixels).any(axis=2).sum() > 60 or now.windows != last.windows:
                since = time.monotonic()
            last = now
        return last

    def scene(self) -> Scene:
        """What is read on the screen now; the reader is the test's own."""
        return self.read(self.rest())

    def read(self, frame: Frame) -> Scene:
        return self._grounder.read(frame)

    def see(self, text: str, role: str | None = None) -> Element:
        """The one thing of that name."""
        return until(lambda: self.scene().find(text, Role(role) if role else None).only, f"{role or ''} {text}")

    def click(self, text: str, role: str | None = None, **how) -> None:
        """Press a thing by its name, then wait for what follows."""
        self.press(self.see(text, role).box.center, **how)

    def press(self, at: Point | Box, **how) -> None:
        self.person.click(at.center if isinstance(at, Box) else at, **how)
        self.rest()

    def type(self, text: str) -> None:
        self.person.type(text)
        self.rest()

    def chord(self, chord: str) -> None:
        self.person.chord(chord)
        self.rest()

    def finish(self, name: str = "shown") -> Made:
        self.recording = self.recorder.finish(stop=StopToken())
        self.made = recipe_of(self.recording, name)
        return self.made


@contextlib.contextmanager
def showing(paths: Paths, own_windows: frozenset[int] = frozenset()) -> Iterator[Showing]:
    """Everything opened, the recorder started."""
    with contextlib.ExitStack() as opened:
        capture, eyes = open_capture(), open_capture()
        opened.callback(capture.close)
        opened.callback(eyes.close)
        grounder, _ = open_grounder(paths)
        opened.callback(grounder.close)
        reader, _ = open_grounder(paths)
        opened.callback(reader.close)
        source = X11Input()
        opened.callback(source.close)
        recorder = Recorder(capture, grounder, source, XclipClipboard(), own_windows)
        opened.callback(recorder.discard)
        person = opened.enter_context(Person())
        recorder.start()
        yield Showing(recorder, person, eyes, reader)


def written(made: Made, folder: Path) -> bytes:
    """Every byte a recipe leaves on the disk."""
    from deskhand.recipe.keeping.store import Store

    kept = Store(folder).save(made.recipe, made.pictures)
    return b"".join(file.read_bytes() for file in sorted(kept.rglob("*")) if file.is_file())
