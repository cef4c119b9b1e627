"""Watches a person do a task: what they do with mouse and keyboard, and the screen just before each of it.

One thread takes pictures all the time and keeps those before a press or a key; another reads them, in order. What
is done in the recorder's own windows, and while it is paused, is let go at once.
"""

from __future__ import annotations

import queue
import threading
import time
from collections import deque

import numpy as np

from deskhand.core.errors import DeskhandError, RecordingError
from deskhand.core.geometry import Point
from deskhand.core.input_events import ButtonEvent, InputEvent, InputSource, KeyEvent, PointerEvent
from deskhand.core.ports import Capture, Clipboard, Grounder
from deskhand.core.screen import Frame
from deskhand.core.stacking import without_windows
from deskhand.core.stop import StopToken
from deskhand.recipe.recording.data import Mark, Noted, Recording
from deskhand.recipe.recording.gestures import belongs_to_text, chord_of, is_paste

from .begun import Begun, starts_something
from .frame_reader import FULL, FrameReader, Progress
from .hovering import without_hover

PERIOD = 0.05
"""Seconds between two pictures."""
RECENT, RECENT_BYTES = 24, 160_000_000
"""Pictures kept besides, and their size in all: the way of the pointer to what it presses."""
MOVES = 200
"""Places of the pointer that are remembered: ten seconds of moving."""
REACTION, REST, REST_LIMIT = 0.8, 0.4, 3.0
"""Seconds the last step has to show its effect, seconds without a change that end it, and the most that is waited;
GTK closes a dialog a quarter of a second after Enter."""


class Recorder:
    """One recording. `start`, then `finish` or `discard`; the other methods may be called from any thread."""

    def __init__(
        self,
        capture: Capture,
        grounder: Grounder,
        source: InputSource,
        clipboard: Clipboard | None = None,
        own_windows: frozenset[int] = frozenset(),
        own_chords: frozenset[str] = frozenset(),
    ) -> None:
        """`own_windows` are handles of windows of the recorder, the terminal's say, that are not part of the task;
        `own_chords` are hotkeys of the recorder, written as `chord_of` does."""
        self._own_chords = own_chords
        self._capture, self._source, self._clipboard = capture, source, clipboard
        self._own = own_windows
        self._reader = FrameReader(grounder)
        self._events: queue.SimpleQueue[InputEvent] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._entries: list[Noted | Mark] = []
        self._recent: deque[Frame] = deque()
        self._begun = Begun()
        self._left = False
        self._acted_at = 0.0
        self._pressed_on: tuple[Frame, Frame] | None = None
        self._moves: deque[tuple[float, Point]] = deque(maxlen=MOVES)
        self._ended, self._paused = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None
        self._problem = ""

    def start(self) -> None:
        """Watch from now on.

        Raises:
            RecordingError: mouse and keyboard cannot be watched.
            DisplayError: there is no screen.
        """
        self._look()
        self._source.start(self._told)
        self._thread = threading.Thread(target=self._watch, name="recorder", daemon=True)
        self._thread.start()

    def pause(self) -> None:
        """Keep nothing of what comes, not even in memory, until `resume`."""
        with self._lock:
            if not self._paused.is_set():
                self._take_events()
                self._paused.set()
                self._entries.append(Mark("cut", shot=self._shot(self._recent[-1])))
                self._forget_pictures()

    def resume(self) -> None:
        """Watch again."""
        with self._lock:
            if self._paused.is_set():
                self._drop_events()
                self._look()
                self._paused.clear()

    def secret(self, coming: bool = False) -> None:
        """What was typed last is a secret; with `coming`, what is typed next."""
        self._mark(Mark("secret next" if coming else "secret"))

    def undo(self) -> None:
        """Forget the last step; it is not undone in the application."""
        self._mark(Mark("undo"))

    def check(self, at: Point | None = None) -> None:
        """What stands at a place, the pointer's unless given, must be seen when this is replayed."""
        with self._lock:
            self._take_events()
            if not self._paused.is_set():
                at = at or self._source.pointer()
                self._entries.append(Mark("check", at, self._shot(self._recent[-1])))

    @property
    def paused(self) -> bool:
        """Whether nothing is kept now."""
        return self._paused.is_set()

    @property
    def problem(self) -> str:
        """Why it watches no longer, as a sentence; empty while it does."""
        return self._problem or self._source.failed() or (FULL if self._reader.is_full else "")

    def finish(self, progress: Progress = lambda done, of: None, stop: StopToken | None = None) -> Recording:
        """End with what was shown so far, once all of it is read.

        Raises:
            StopRequested: it was cancelled; nothing is kept.
            OcrError: the screen cannot be read.
            RecordingError: it was not started.
        """
        if self._thread is None:
            raise RecordingError("Nothing was recorded: the recorder was not started.")
        stop = stop or StopToken()
        try:
            self._end(stop)
            shots = self._reader.shots(progress, stop)
            return Recording(tuple(self._entries), shots, self._own)
        finally:
            self.discard()

    def discard(self) -> None:
        """Stop, and forget everything; calling it again does nothing."""
        self._stop_watching()
        self._reader.close()
        self._entries = []
        self._forget_pictures()

    def _end(self, stop: StopToken) -> None:
        """Wait until the last step has had its effect, and keep the picture of it."""
        deadline = time.monotonic() + REST_LIMIT
        while not self.problem and not self._left and not self.paused and time.monotonic() < deadline:
            with self._lock:
                frame = self._recent[-1] if self._recent else None
            now = time.monotonic()
            if frame is not None and now - frame.taken_at > REST and now - self._acted_at > REACTION:
                break
            stop.pause(PERIOD)
        self._stop_watching()
        with self._lock:
            self._take_events()
            if self._recent and not self._left:
                self._shot(self._recent[-1])

    def _stop_watching(self) -> None:
        self._ended.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()
        self._source.close()

    def _mark(self, mark: Mark) -> None:
        with self._lock:
            if not self._paused.is_set():
                self._take_events()
            self._entries.append(mark)
            self._begun.ends()

    def _told(self, event: InputEvent) -> None:
        """From the thread of the source."""
        if not self._paused.is_set():
            self._events.put(event)

    def _watch(self) -> None:
        try:
            while not self._ended.is_set():
                begun = time.monotonic()
                with self._lock:
                    if not self._paused.is_set():
                        self._look()
                        self._take_events()
                self._ended.wait(max(0.005, PERIOD - (time.monotonic() - begun)))
        except DeskhandError as problem:
            self._problem = str(problem)

    def _look(self) -> None:
        """Take a picture; one that shows nothing new makes the one before it no younger."""
        frame = without_windows(self._capture.grab(), self._own)
        if not self._recent or not _same(self._recent[-1], frame):
            self._recent.append(frame)
            most = max(3, min(RECENT, RECENT_BYTES // max(1, frame.pixels.nbytes)))
            while len(self._recent) > most:
                self._recent.popleft()

    def _take_events(self) -> None:
        while not self._events.empty():
            self._take(self._events.get())

    def _drop_events(self) -> None:
        while not self._events.empty():
            self._events.get()

    def _take(self, event: InputEvent) -> None:
        if isinstance(event, PointerEvent):
            self._moves.append((event.time, event.at))
            if self._left:
                return
        if self._reader.is_full:
            return
        frame = self._before(event.time)
        if self._is_own(event, frame):
            self._leave(frame)
            return
        starts = starts_something(event)
        self._left = self._left and not starts
        shot = self._reader.last
        if starts and not self._begun.goes_on(event):
            shot = self._shot(self._unlit(frame, event.at) if isinstance(event, ButtonEvent) else frame)
        if not isinstance(event, PointerEvent):
            self._acted_at = event.time
        window = self._keyboard_in(event, frame)
        self._entries.append(Noted(event, window, shot, self._pasted(event)))

    def _unlit(self, frame: Frame, at: Point) -> Frame:
        """The frame before a press with what is pressed as it was before the pointer came."""
        since = [f for f in self._recent if self._acted_at < f.taken_at < frame.taken_at]
        if self._pressed_on is None or frame is not self._pressed_on[0]:
            self._pressed_on = frame, without_hover(frame, since, at, self._moves)
        return self._pressed_on[1]

    def _leave(self, frame: Frame) -> None:
        """The person turns to the recorder: what the last step did is what was seen just before."""
        if not self._left:
            self._left = True
            self._entries.append(Mark("cut", shot=self._shot(frame)))
            self._begun.ends_text()

    def _before(self, moment: float) -> Frame:
        """The newest picture that was complete before a moment."""
        return next((f for f in reversed(self._recent) if f.taken_at <= moment), self._recent[0])

    def _is_own(self, event: InputEvent, frame: Frame) -> bool:
        if isinstance(event, KeyEvent) and not event.is_modifier and chord_of(event) in self._own_chords:
            return True
        if not self._own:
            return False
        if isinstance(event, KeyEvent):
            focus = self._capture.focus() if belongs_to_text(event) else frame.focus
            return focus is not None and focus.window in self._own
        top = next((w for w in reversed(frame.windows) if w.box.contains(event.at)), None)
        return top is not None and top.handle in self._own

    def _keyboard_in(self, event: InputEvent, frame: Frame) -> int:
        """The window a key goes to. A picture may be older than a click that gave a text its window."""
        is_text = isinstance(event, KeyEvent) and belongs_to_text(event)
        focus = self._capture.focus() if is_text else frame.focus
        return focus.window if focus else 0

    def _pasted(self, event: InputEvent) -> str | None:
        if self._clipboard is None or not isinstance(event, KeyEvent) or not event.down or not is_paste(event):
            return None
        return self._clipboard.read()

    def _shot(self, frame: Frame) -> int:
        return self._reader.keep(frame)

    def _forget_pictures(self) -> None:
        self._recent.clear()
        self._moves.clear()
        self._pressed_on = None
        self._drop_events()


def _same(a: Frame, b: Frame) -> bool:
    if a.windows != b.windows or a.focus != b.focus or not a.shows_the_same_place_as(b):
        return False
    return bool(np.array_equal(a.pixels, b.pixels))


__all__ = ["FULL", "Progress", "Recorder"]
