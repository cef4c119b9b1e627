"""The one place that chooses back ends and wires them together.

Every chooser says what it chose and why, as `Note`s; nothing degrades in silence.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from deskhand.capture.mss_capture import MssCapture
from deskhand.core.clearance import Seal
from deskhand.core.errors import IconModelError, ModelFileError
from deskhand.core.events import Listener
from deskhand.core.ports import Capture, Confirmer, Grounder
from deskhand.core.risk import Risk
from deskhand.core.step import RunResult
from deskhand.core.stop import StopToken
from deskhand.decide.combined import CombinedDecider
from deskhand.engine.budget import Budget
from deskhand.engine.gate import Gate
from deskhand.engine.loop import Run, Stages
from deskhand.engine.stopwatch import Stopwatch, process_cpu
from deskhand.models.catalogue import catalogue
from deskhand.models.fetch import installed
from deskhand.models.hosted import HostedModel
from deskhand.system.paths import Paths, packaged

if TYPE_CHECKING:
    from deskhand.ground.icons import IconNamer
    from deskhand.ground.live import LiveGrounder

ADAPTER = "adapter/deskhand-action-lora.gguf"
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


def open_grounder(
    paths: Paths, languages: Sequence[str] | None = None, accessibility: bool = False
) -> tuple[LiveGrounder, list[Note]]:
    """A new grounder with the best readers installed for these languages (tessdata names); the caller closes it.

    Without languages it takes those of `DESKHAND_LANGUAGES`, else English. With `accessibility` the applications
    are asked too what they show, where this system can.

    Raises:
        OcrError: nothing here can read them.
        UsageError: `DESKHAND_LANGUAGES` does not name languages.
    """
    from deskhand.ground.chooser import choose_readers
    from deskhand.ground.languages import default_languages
    from deskhand.ground.line_reader import LineReader
    from deskhand.ground.on_desktop import OnDesktop
    from deskhand.ground.reader import PixelGrounder

    readers = choose_readers(paths.weights, languages or default_languages())
    names, notes = _icon_names()
    pixels = OnDesktop(PixelGrounder(LineReader(readers.first, readers.second), names))
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


def open_model(paths: Paths, stop: StopToken | None = None) -> tuple[HostedModel | None, float, list[Note]]:
    """The packaged action model in its child process (not loaded yet), how far to trust it, and notes."""
    try:
        weights = installed(catalogue()["action-model"], paths.weights)[0]
    except ModelFileError as problem:
        return None, 0.0, [Note("model", f"{problem} Deciding by rules alone.", degraded=True)]
    adapter = packaged(ADAPTER)
    if adapter.exists():
        model = HostedModel(weights, adapter, stop=stop)
        return model, 1.0, [Note("model", f"{weights.name} with the adapter {adapter.name}")]
    return HostedModel(weights, stop=stop), UNTRAINED_TRUST, [Note("model", f"{weights.name}, no adapter")]


def confirmer(limit: Risk, interactive: bool, stop: StopToken) -> Confirmer:
    """Steps up to `limit` unasked; above it the terminal, or nobody."""
    from deskhand.confirm.policy import Nobody, UpTo
    from deskhand.confirm.terminal import Terminal

    return UpTo(limit, Terminal(stop) if interactive else Nobody())


@dataclass(frozen=True)
class Session:
    """Stages opened on one desktop; goals run on it one after the other."""

    stages: Stages
    notes: tuple[Note, ...]

    def run(self, goal: str, budget: Budget, tell: Listener) -> RunResult:
        """Run one goal. Raises as `Run.result` does."""
        return Run(new_run_id(), goal, self.stages, budget, tell).result()


@contextlib.contextmanager
def open_session(paths: Paths, confirm: Confirmer, stop: StopToken) -> Iterator[Session]:
    """Open every stage on the display of the environment, and close it again.

    Raises:
        DisplayError, OcrError, InputError, JournalError: a stage cannot be opened.
    """
    with contextlib.ExitStack() as opened:
        capture = open_capture()
        opened.callback(capture.close)
        model, trust, model_notes = open_model(paths, stop)
        if model is not None:
            opened.callback(model.close)
            # Loading goes on while the first frame is read.
            model.warm_up()
        grounder, text_notes = open_grounder(paths, accessibility=os.environ.get(ACCESSIBILITY) == "1")
        opened.callback(grounder.close)
        stages = _stages(paths, capture, grounder, CombinedDecider(model, trust), confirm, stop, opened)
        if model is not None:
            stages = replace(stages, new_stopwatch=lambda: Stopwatch(lambda: process_cpu() + model.cpu_seconds))
        yield Session(stages, (*text_notes, *model_notes))


def _stages(
    paths: Paths,
    capture: Capture,
    grounder: Grounder,
    decider: CombinedDecider,
    confirm: Confirmer,
    stop: StopToken,
    opened: contextlib.ExitStack,
) -> Stages:
    from deskhand.act.actor import DesktopActor
    from deskhand.act.guarded import GuardedDevices
    from deskhand.act.pynput_devices import PynputDevices
    from deskhand.act.watchdog import Watchdog
    from deskhand.act.xclip_clipboard import XclipClipboard
    from deskhand.journal.pictures import PictureStore
    from deskhand.journal.sqlite_journal import SqliteJournal
    from deskhand.risk.judge import WordsJudge
    from deskhand.verify.observer import Observer

    journal = SqliteJournal(paths.journal, PictureStore(paths.pictures))
    opened.callback(journal.close)
    watchdog = Watchdog()
    opened.callback(watchdog.close)
    seal = Seal()
    raw = PynputDevices()
    opened.callback(raw.close)
    devices = GuardedDevices(raw, stop, watchdog)
    return Stages(
        capture=capture,
        grounder=grounder,
        decider=decider,
        judge=WordsJudge(),
        confirmer=confirm,
        gate=Gate(capture, seal, stop),
        actor=DesktopActor(devices, XclipClipboard(), seal),
        verifier=Observer(capture, grounder, stop),
        journal=journal,
        stop=stop,
    )


def new_run_id() -> str:
    """An id no other run has; its first characters are enough to name it."""
    return secrets.token_hex(6)
