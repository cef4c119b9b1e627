"""Keeps the frames a recording needs, compressed, and reads them in the background, in order."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

from deskhand.core.errors import DeskhandError
from deskhand.core.ports import Grounder
from deskhand.core.screen import Frame
from deskhand.core.stop import StopToken
from deskhand.recipe.recording.data import PackedFrame, Shot

GLANCE = 0.05
"""Seconds between two looks whether all is read."""
MOST_SHOTS = 1_000
"""Frames kept; 0.3 to 1 MB each of a screen of 1080p."""
FULL = f"The recording is full at {MOST_SHOTS} pictures; what comes after is not kept. Finish it."

Progress = Callable[[int, int], None]
"""Told how many frames are read, and of how many."""


class FrameReader:
    """Keeps frames, compressed, and reads them one after the other in a thread of its own."""

    def __init__(self, grounder: Grounder) -> None:
        self._grounder = grounder
        self._shots: list[Shot] = []
        self._kept: Frame | None = None
        self._read = 0
        self._problem: DeskhandError | None = None
        self._news = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="reader", daemon=True)
        self._thread.start()

    @property
    def last(self) -> int:
        """The number of the last frame kept."""
        return max(0, len(self._shots) - 1)

    @property
    def is_full(self) -> bool:
        """Whether no more are kept."""
        return len(self._shots) >= MOST_SHOTS

    def keep(self, frame: Frame) -> int:
        """Keep a frame and return its number; the one kept last keeps its own."""
        if frame is not self._kept:
            packed = PackedFrame.of(frame)
            with self._news:
                self._shots.append(Shot(packed))
                self._kept = frame
                self._news.notify_all()
        return self.last

    def shots(self, progress: Progress, stop: StopToken) -> tuple[Shot, ...]:
        """All frames, once they are read."""
        told = -1
        while True:
            with self._news:
                if self._problem is not None:
                    raise self._problem
                done, of = self._read, len(self._shots)
                if done == of:
                    return tuple(self._shots)
            if done != told:
                progress(done + 1, of)
                told = done
            stop.pause(GLANCE)

    def close(self) -> None:
        """End the thread after the frame in hand, and forget all; calling it again does nothing."""
        with self._news:
            self._closed = True
            self._news.notify_all()
        self._thread.join()
        self._shots, self._kept, self._read = [], None, 0

    def _work(self) -> None:
        while True:
            with self._news:
                while self._read == len(self._shots) and not self._closed:
                    self._news.wait()
                if self._closed:
                    return
                shot = self._shots[self._read]
            try:
                elements = self._grounder.read(shot.packed.frame()).elements
            except DeskhandError as problem:
                self._problem = problem
                return
            with self._news:
                self._shots[self._read] = replace(shot, elements=elements)
                self._read += 1
