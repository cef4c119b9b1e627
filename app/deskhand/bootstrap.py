"""The one place that chooses back ends and wires them together.

Every chooser says what it chose and why, as `Note`s; nothing degrades in silence.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from deskhand.bootstrap_hands import open_hands
from deskhand.capture.mss_capture import MssCapture
from deskhand.core.errors import IconModelError, ModelFileError, UsageError
from deskhand.core.events import Listener
from deskhand.core.ports import Capture, Confirmer, Grounder
from deskhand.core.step import RunResult
from deskhand.core.stop import StopToken
from deskhand.decide.combined import CombinedDecider
from deskhand.decide.planners import WritingPlanner
from deskhand.engine.budget import Budget
from deskhand.engine.loop import Run, Stages
from deskhand.engine.stopwatch import Stopwatch, process_cpu
from deskhand.models.catalogue import catalogue
from deskhand.models.fetch import installed
from deskhand.models.gguf_header import check_adapter
from deskhand.models.hosted import HostedModel
from deskhand.models.requantise import checked_faster
from deskhand.system.paths import Paths, packaged

if TYPE_CHECKING:
    from deskhand.engine.recorder import Recorder
    from deskhand.ground.chooser import Readers
    from deskhand.ground.icons import IconNamer
    from deskhand.ground.live import LiveGrounder
    from deskhand.ground.locating.ladder import Ladder

ADAPTER = "adapter/deskhand-action-lora.gguf"
PLANNER = "DESKHAND_PLANNER"
"""The environment variable that names a larger language model (GGUF), which may propose how to split a goal."""
ACCESSIBILITY = "DESKHAND_ACCESSIBILITY"
"""The environment variable that, set to 1, has applications asked what they show in every run."""
UNTRAINED_TRUST = 0.5
"""The base model without our adapter is right one time in four, whatever confidence it gives."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a chooser has to say: `part` of Deskhand, and what it uses or lacks."""

    part: str
    text: str
    degraded: bool = False


def open_capture() -> MssCapture:
    """The desktop's capture; the caller closes it.

    Raises:
        DisplayError: there is no display.
    """
    return MssCapture()


def open_eyes(opened: contextlib.ExitStack, beside_app: bool = False) -> Capture:
    """The desktop's capture, closed with `opened`; with `beside_app` without the windows of Deskhand's app.

    Raises:
        DisplayError: there is no display.
    """
    from deskhand.capture.without_own import WithoutOwn

    capture = open_capture()
    opened.callback(capture.close)
    return WithoutOwn(capture) if beside_app else capture


def open_readers(paths: Paths, languages: Sequence[str] | None = None) -> Readers:
    """The best text engines installed for these languages (tessdata names).

    Without languages it takes those of `DESKHAND_LANGUAGES`, else English.

    Raises:
        OcrError: nothing here can read them.
        UsageError: `DESKHAND_LANGUAGES` does not name languages.
    """
    from deskhand.ground.chooser import choose_readers
    from deskhand.ground.languages import default_languages

    return choose_readers(paths.weights, languages or default_languages())


def open_grounder(
    paths: Paths,
    languages: Sequence[str] | None = None,
    accessibility: bool = False,
    readers: Readers | None = None,
) -> tuple[LiveGrounder, list[Note]]:
    """A new grounder that reads with `readers`, else with those of `open_readers`; the caller closes it.

    With `accessibility` the applications are asked too what they show, where this system can. Raises as
    `open_readers`.
    """
    from deskhand.ground.line_reader import LineReader
    from deskhand.ground.on_desktop import OnDesktop
    from deskhand.ground.reader import PixelGrounder

    readers = readers or open_readers(paths, languages)
    names, notes = _icon_names()
    pixels = OnDesktop(*(PixelGrounder(LineReader(readers.first, readers.second), names) for _ in range(2)))
    return _live(pixels, accessibility, [Note("text", readers.said, readers.lacking), *notes])


def _icon_names() -> tuple[IconNamer | None, list[Note]]:
    """The network that names icons, or why they go without names."""
    from deskhand.ground.icons import IconNamer

    try:
        return IconNamer(packaged("icons/deskhand-icons.onnx")), []
    except IconModelError as problem:
        return None, [Note("icons", f"{problem} Icons have no names.", degraded=True)]


def _live(pixels: Grounder, accessibility: bool, notes: list[Note]) -> tuple[LiveGrounder, list[Note]]:
    """The pixels with all that a live screen adds to them."""
    from deskhand.ground.accessibility.chooser import open_accessibility
    from deskhand.ground.live import LiveGrounder

    if not accessibility:
        return LiveGrounder(pixels), notes
    source, sentence = open_accessibility()
    return LiveGrounder(pixels, source), [*notes, Note("accessibility", sentence, degraded=source is None)]


def open_locator(paths: Paths, grounder: Grounder) -> Ladder:
    """What finds the targets of recipes; it reads with this grounder, and remembers what it read."""
    from deskhand.ground.locating.ladder import Ladder
    from deskhand.ground.locating.memory import Memory
    from deskhand.risk.judge import is_confirming

    return Ladder(grounder, Memory(paths.readings), is_confirming)


@contextlib.contextmanager
def open_recorder(
    paths: Paths, own_windows: frozenset[int] = frozenset(), own_chords: frozenset[str] = frozenset()
) -> Iterator[tuple[Recorder, Ladder]]:
    """A recorder of this desktop, not started, and the locator that remembers what it read; closes both again.

    See `Recorder` for what is its own.

    Raises:
        DisplayError, RecordingError, OcrError: the desktop cannot be watched or read.
    """
    from deskhand.act.xclip_clipboard import XclipClipboard
    from deskhand.capture.x11_input import X11Input
    from deskhand.engine.recorder import Recorder

    with contextlib.ExitStack() as opened:
        capture = open_capture()
        opened.callback(capture.close)
        source = X11Input()
        opened.callback(source.close)
        grounder, _ = open_grounder(paths)
        opened.callback(grounder.close)
        recorder = Recorder(capture, grounder, source, XclipClipboard(), own_windows, own_chords)
        opened.callback(recorder.discard)
        yield recorder, open_locator(paths, grounder)


def open_model(
    paths: Paths, stop: StopToken | None = None, adapter: Path | None = None
) -> tuple[HostedModel | None, float, list[Note]]:
    """The action model in its child process (not loaded yet), how far to trust it, and notes.

    `adapter` is another one than the packaged.
    """
    try:
        weights = installed(catalogue()["action-model"], paths.weights)[0]
    except ModelFileError as problem:
        return None, 0.0, [Note("model", f"{problem} Deciding by rules alone.", degraded=True)]
    notes = []
    try:
        weights = checked_faster(weights)
    except ModelFileError as problem:
        notes.append(Note("model", f"{problem} Until then deciding takes longer.", degraded=True))
    adapter = adapter or packaged(ADAPTER)
    if adapter.exists():
        try:
            check_adapter(weights, adapter)
        except ModelFileError as problem:
            return None, 0.0, [*notes, Note("model", f"{problem} Deciding by rules alone.", degraded=True)]
        notes.append(Note("model", f"{weights.name} with the adapter {adapter.name}"))
        return HostedModel(weights, adapter, stop=stop), 1.0, notes
    notes.append(Note("model", f"{weights.name}, no adapter"))
    return HostedModel(weights, stop=stop), UNTRAINED_TRUST, notes


def open_planner(model: HostedModel | None, stop: StopToken | None = None) -> tuple[WritingPlanner | None, list[Note]]:
    """What splits goals that the rules cannot read: the GGUF of `DESKHAND_PLANNER`, else our adapter, else nothing.

    Raises:
        UsageError: `DESKHAND_PLANNER` names no file.
    """
    named = os.environ.get(PLANNER, "")
    if named:
        weights = Path(named).expanduser()
        if not weights.is_file():
            raise UsageError(f"{PLANNER} names no file: {named}.")
        return WritingPlanner(HostedModel(weights, stop=stop), taught=False), [
            Note("planner", f"{weights.name} may propose")
        ]
    if model is None:
        return None, []
    return WritingPlanner(model, taught=True), [Note("planner", "the adapter may propose")]


@dataclass(frozen=True)
class Session:
    """Stages opened on one desktop; goals run on it one after the other."""

    stages: Stages
    notes: tuple[Note, ...]

    def run(self, goal: str, budget: Budget, tell: Listener) -> RunResult:
        """Run one goal. Raises as `Run.result` does."""
        return Run(new_run_id(), goal, self.stages, budget, tell).result()


@contextlib.contextmanager
def open_session(
    paths: Paths,
    confirm: Confirmer,
    stop: StopToken,
    beside_app: bool = False,
    accessibility: bool = False,
    languages: Sequence[str] | None = None,
    job: str = "",
) -> Iterator[Session]:
    """Open every stage on the display of the environment, and close it again.

    With `beside_app` the windows of Deskhand's app are not seen; with `accessibility`, or the environment's word,
    applications are asked what they show; `languages` as in `open_readers`;
    `job` is the name of the job card runs go by.

    Raises:
        DisplayError, OcrError, InputError, JournalError: a stage cannot be opened.
    """
    from deskhand.verify.observer import Observer

    with contextlib.ExitStack() as opened:
        capture = open_eyes(opened, beside_app)
        model, trust, model_notes = open_model(paths, stop)
        if model is not None:
            opened.callback(model.close)
            # Loading goes on while the first frame is read.
            model.warm_up()
        planner, planner_notes = open_planner(model, stop)
        if planner is not None:
            opened.callback(planner.close)
        grounder, text_notes = open_grounder(paths, languages, accessibility or os.environ.get(ACCESSIBILITY) == "1")
        opened.callback(grounder.close)
        hands = open_hands(paths, capture, Observer(capture, grounder, stop), confirm, stop, opened, job=job)
        stages = Stages(**vars(hands), grounder=grounder, decider=CombinedDecider(model, trust, planner))
        if model is not None:
            stages = replace(stages, new_stopwatch=lambda: Stopwatch(lambda: process_cpu() + model.cpu_seconds))
        yield Session(stages, (*text_notes, *model_notes, *planner_notes))


def new_run_id() -> str:
    """An id no other run has; its first characters are enough to name it."""
    return secrets.token_hex(6)
