"""The app: one object that knows what goes on, orders work from the child process, and shows what comes of it."""

from __future__ import annotations

import contextlib
import logging
from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from deskhand.core.errors import DeskhandError, SettingsError
from deskhand.core.risk import Risk
from deskhand.jobs.child import Child
from deskhand.jobs.messages import Control, Do, Look, Record
from deskhand.jobs.recent import Recent, recent
from deskhand.jobs.runs import forget_old
from deskhand.jobs.suggesting import Suggestion
from deskhand.jobs.task import Task
from deskhand.jobs.triggers import Triggers
from deskhand.system.hotkey_chords import spelled
from deskhand.system.language import _
from deskhand.system.paths import Paths
from deskhand.system.settings import Settings, SettingsFile

from . import parts, theme
from .brakes import Brakes, Hand
from .confirm_dialog import ConfirmDialog
from .context import Context
from .controls import controls, pages
from .hotkeys import Hotkeys
from .icons import State
from .outline import Outline
from .palette import Palette
from .panel import Panel
from .recorder_bar import RecorderBar
from .reports import Reports
from .schedules import Schedules
from .settings_table import suggestions
from .tray import Tray
from .wiring import connect, stopped
from .work import Background

if TYPE_CHECKING:
    from deskhand.jobs.foreseeing import Forecast

    from .window import MainWindow

log = logging.getLogger(__name__)

WARM = 240_000
"""Milliseconds the process that works is kept after its last task."""
FIRST_LOOK = 250
"""Milliseconds after the beginning at which recipes, runs and schedules are read."""
OUTLINED = 0.35
"""Seconds the next target is outlined before it is acted on."""


class App(QObject):
    """Everything of one person's app. `hand` tells whether a press came from a real device (tests give their own)."""

    _reported = Signal(object)
    state_changed = Signal(object)
    run_ended = Signal(str)
    queue_changed = Signal()

    def __init__(self, qt: QApplication, paths: Paths, hand: Hand | None = None) -> None:
        super().__init__(qt)
        self.qt, self.paths = qt, paths
        self.settings_file = SettingsFile(paths.settings)
        self.settings, self.problems = self._settings_read()
        theme.put_on(qt, self.settings.theme)
        self.background = Background(self)
        self.triggers = Triggers(paths.triggers)
        self.child = Child(self._reported.emit)
        self.reports = Reports(self)
        self._reported.connect(self.reports.take)
        self.brakes, self.hotkeys = Brakes(self), Hotkeys(self)
        self.is_hand = hand or self.brakes.is_hand
        self.tray = Tray(self)
        self.panel, self.outline, self.bar = Panel(), Outline(), RecorderBar()
        self.palette = Palette(self._forecast)
        self.schedules = Schedules(self, self.triggers)
        self.known = Recent()
        self.state, self.run = State.IDLE, ""
        self.task: Task | None = None
        self._held = False
        self.wizard: QWidget | None = None
        """The first-run pages, while they are shown."""
        self.records = False
        """Whether what goes on is a recording."""
        self.queue: deque[Task] = deque()
        self.asked: dict[int, ConfirmDialog] = {}
        self._window: MainWindow | None = None
        self._cools = QTimer(self, singleShot=True, interval=WARM)
        self._cools.timeout.connect(self._let_go)
        connect(self)

    # -- beginning and end -------------------------------------------------------------------------------------------

    def begin(self) -> bool:
        """Show what there is to show; whether this desktop has a tray."""
        has_tray = self.tray.show()
        said = self.brakes.open()
        if said:
            self.problems.append(said)
        self.hotkeys.open()
        self.problems += self.grab_hotkeys()
        # The icon first: what the palette knows, and what is due, is read when that is there.
        QTimer.singleShot(FIRST_LOOK, self._look_around)
        return has_tray

    def _forget_old(self) -> None:
        """Runs older than the person keeps them are forgotten, off this thread."""
        days = self.settings.keep_days
        if days:
            told = partial(self.tell, _("Old runs could not be forgotten"))
            self.background.do(lambda: forget_old(self.paths, days), lambda _count: None, told)

    def _look_around(self) -> None:
        self.schedules.begin()
        self.refresh()
        self._forget_old()
        # Made now, so that nothing has to be when the first task begins.
        for window in (self.panel, *self.outline.bars):
            window.ensurePolished()
            window.winId()

    def close(self) -> None:
        """End everything; what is in progress is stopped."""
        self.schedules.end()
        self._cools.stop()
        for dialog in list(self.asked.values()):
            dialog.withdraw()
        self.child.close()
        self.hotkeys.close()
        self.brakes.close()
        self.outline.close()
        for window in (self.wizard, self.panel, self.bar, self.palette, self._window):
            if window is not None:
                window.close()
                window.deleteLater()
        self.tray.close()

    def context(self) -> Context:
        """What pages are given."""
        return Context(
            self.paths,
            self.triggers,
            lambda: self.settings,
            self.change,
            self.start,
            self.open,
            lambda: None if self.hotkeys.problem else self.hotkeys,
            self.record,
            self.triggers_changed,
        )

    # -- what is started ---------------------------------------------------------------------------------------------

    def start(self, task: Task) -> None:
        """Do a task now, or after those before it."""
        if self.child.busy or self.task is not None:
            self.queue.append(task)
            self.tray.say(_("Waiting its turn"), task.title)
            self.queue_changed.emit()
            return
        chosen = self.settings
        self.task, self.run, self.records = task, "", False
        self.panel.begin(task.title)
        self.show_state(State.LOOKING)
        self._cools.stop()
        self.brakes.watch(chosen.corner_stops)
        self.child.send(
            Do(
                task=task,
                unasked=chosen.autonomy.value,
                usual=chosen.job,
                max_steps=chosen.max_steps,
                max_seconds=chosen.max_minutes * 60.0,
                outline=OUTLINED if chosen.outline else 0.0,
                pauses=chosen.person_pauses,
                accessibility=chosen.accessibility,
                languages=chosen.languages,
            )
        )

    def record(self, name: str, title: str) -> None:
        """Watch the person do a task."""
        if self.child.busy or self.task is not None:
            self.tray.say(_("Not now"), _("Something is being done; record when it is over."))
            return
        self.task, self.run, self.records = Task("recipe", name), "", True
        if self._window is not None:
            self._window.showMinimized()
        self.bar.begin()
        self.show_state(State.RECORDING)
        self._cools.stop()
        own = tuple(int(w.winId()) for w in (self.bar, self.panel, self.palette))
        self.child.send(Record(name=name, title=title, own=own, chords=self._hotkeys()))

    def _hotkeys(self) -> tuple[str, ...]:
        """Every chord that is the app's: its own and those of tasks."""
        own = list(self._chords_of(self.settings))
        with contextlib.suppress(SettingsError):
            own += [t.hotkey for t in self.triggers.all() if t.hotkey]
        return tuple(spelled(chord) for chord in own)

    def stop(self, why: str) -> None:
        """Stop what is in progress, and what waits."""
        self.queue.clear()
        self.queue_changed.emit()
        self.child.send(Control(word="discard" if self.records else "stop", why=why))

    def pause(self) -> None:
        """Hold the work at its next step."""
        if self.task is not None and self.state in (State.LOOKING, State.WORKING):
            self.child.send(Control(word="pause"))

    def say(self, word: str) -> None:
        """Say one of the `controls` to what is in progress."""
        if word in ("stop", "take-over"):
            self.stop(stopped(word))
        elif word == "pause" and not self.records:
            self.pause()
        else:
            if word in ("finish", "discard"):
                self.bar.reading(_("Reading what was shown") if word == "finish" else _("Throwing it away"))
            self.child.send(Control(word=word))  # type: ignore[arg-type]

    def warm_up(self) -> None:
        """Have the process that works ready: somebody is about to ask for something."""
        if self.child.pid is None:
            self.child.send(Look())
        self._cools.start()

    # -- what is opened ----------------------------------------------------------------------------------------------

    def open_palette(self) -> None:
        """The palette, with what is known now."""
        self._tell_palette()
        if self.state in (State.LOOKING, State.WORKING) and not self._held:
            # It takes the keyboard: what is typed by the work must not land in it.
            self._held = True
            self.child.send(Control(word="pause"))
        self.palette.open()
        self.warm_up()

    def palette_left(self) -> None:
        """The palette is gone: what it held goes on."""
        if self._held:
            self._held = False
            self.child.send(Control(word="resume"))

    def tell(self, title: str, words: str) -> None:
        """Tell the person something: in the tray, and under About for those who have none."""
        self.tray.say(title, words)
        self.problems.append(f"{title}: {words}")

    def open(self, page: str, what: str = "") -> None:
        """A page of the window."""
        from .window import MainWindow

        if self._window is None:
            self._window = MainWindow(self)
        self._window.open(page, what)

    @Slot(object)
    def request(self, request: dict[str, object]) -> None:
        """What another launch, or `deskhand trigger`, asks for."""
        match request:
            case {"trigger": str(name)}:
                self.pull(name)
            case {"goal": str(goal)}:
                self.start(Task("goal", goal))
            case {"open": str(page)}:
                self.open(*page.partition("/")[::2])
            case {"stop": _why}:
                self.stop(stopped("hotkey"))
            case _other:
                self.open_palette()

    def pull(self, name: str) -> None:
        """Start what a trigger starts."""
        try:
            self.start(self.triggers.find(name).task)
        except DeskhandError as problem:
            self.tray.say(_("Nothing was started"), str(problem))

    def show_state(self, state: State, words: str = "") -> None:
        """Show what goes on, everywhere it is shown."""
        self.state = state
        self.tray.state(state, words)
        self.panel.state(state, words)
        self.state_changed.emit(state)

    def cool(self) -> None:
        """Nothing is done any more: the process that works is kept for a while."""
        self._cools.start()

    def _let_go(self) -> None:
        if self.task is None:
            self.background.do(self.child.close, lambda _none: None)

    # -- what is known -----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the last goals and the recipes again, off this thread."""
        self.background.do(lambda: recent(self.paths), self._know)

    def change(self, settings: Settings) -> str:
        """Take new settings into use and keep them; what went wrong, as a sentence, or nothing."""
        before, self.settings = self.settings, settings
        try:
            self.settings_file.write(settings)
        except SettingsError as problem:
            self.settings = before
            self.grab_hotkeys()
            return str(problem)
        if settings.theme is not before.theme:
            self.retheme()
        problems = self.grab_hotkeys() if self._chords_of(settings) != self._chords_of(before) else []
        self._tell_palette()
        return " ".join(problems)

    def grab_hotkeys(self) -> list[str]:
        """Have the hotkeys that are chosen; a sentence for each that cannot be had."""
        own = self._chords_of(self.settings)
        try:
            tasks = {t.hotkey: f"trigger {t.name}" for t in self.triggers.all() if t.hotkey}
        except SettingsError as problem:
            return [*self.hotkeys.want(own), str(problem)]
        return self.hotkeys.want({**tasks, **own})

    def triggers_changed(self) -> None:
        """Hotkeys and schedules were changed."""
        for sentence in self.grab_hotkeys():
            self.tray.say(_("A hotkey cannot be had"), sentence)
        self.schedules.look()

    @staticmethod
    def _chords_of(settings: Settings) -> dict[str, str]:
        chords = {settings.hotkey: "palette", settings.stop_hotkey: "stop"}
        return {chord: what for chord, what in chords.items() if chord}

    def _settings_read(self) -> tuple[Settings, list[str]]:
        try:
            return self.settings_file.read(), []
        except SettingsError as problem:
            return Settings(), [str(problem)]

    def retheme(self) -> None:
        """Draw everything in the colours that are chosen now."""
        theme.put_on(self.qt, self.settings.theme)
        self.tray.redraw()
        for window in self.qt.topLevelWidgets():
            parts.restyle_icons(window)

    def _know(self, known: Recent) -> None:
        self.known = known
        self.problems += [words for words in known.problems if words not in self.problems]
        self.tray.knows(known.goals, known.recipes)
        self._tell_palette()

    def _tell_palette(self) -> None:
        goals = [Suggestion("again", goal, goal, _("done before")) for goal in self.known.goals]
        recipes = [Suggestion("recipe", name, title or name, name) for name, title in self.known.recipes]
        now = controls(self.state)
        self.palette.knows(
            [*now, *goals[:4], *recipes, *goals[4:], *pages(), *suggestions()], Risk[self.settings.autonomy.value]
        )

    def _forecast(self, one: Suggestion) -> Forecast:
        from deskhand.jobs.foreseeing import of_goal, of_recipe
        from deskhand.recipe.keeping.store import user_store

        if one.kind != "recipe":
            return of_goal(one.what)
        store = user_store(self.paths)
        return of_recipe(store.load(one.what), store)


__all__ = ["App"]
