"""The app: one object that knows what goes on, orders work from the child process, and shows what comes of it."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from deskhand.core.errors import DeskhandError, SettingsError
from deskhand.core.risk import Risk
from deskhand.jobs import messages
from deskhand.jobs.child import Child
from deskhand.jobs.foreseeing import Forecast
from deskhand.jobs.messages import Answer, Control, Do, Look, Record, Report
from deskhand.jobs.recent import Recent, recent
from deskhand.jobs.suggesting import Suggestion
from deskhand.jobs.task import Task
from deskhand.jobs.triggers import Triggers
from deskhand.system.language import _
from deskhand.system.paths import Paths
from deskhand.system.settings import Settings, SettingsFile

from . import parts, theme
from .brakes import Brakes, Hand
from .confirm_dialog import ConfirmDialog
from .context import Context
from .hotkeys import Hotkeys
from .icons import State
from .outline import Outline
from .palette import Palette
from .panel import Panel
from .recorder_bar import RecorderBar
from .schedules import Schedules
from .settings_table import suggestions
from .tray import Tray
from .work import Background

log = logging.getLogger(__name__)

WARM = 240_000
"""Milliseconds the process that works is kept after its last task."""
OUTLINED = 0.35
"""Seconds the next target is outlined before it is acted on."""
STOPPED = {
    "corner": "You put the pointer in a corner of the screen.",
    "escape": "You pressed Escape twice.",
    "panel": "You stopped it.",
    "hotkey": "You pressed the stop hotkey.",
    "take-over": "You took over.",
}


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
        self._reported.connect(self._take)
        self.brakes, self.hotkeys = Brakes(self), Hotkeys(self)
        self.is_hand = hand or self.brakes.is_hand
        self.tray = Tray(self)
        self.panel, self.outline, self.bar = Panel(), Outline(), RecorderBar()
        self.palette = Palette(self._forecast)
        self.schedules = Schedules(self, self.triggers)
        self.known = Recent()
        self.state, self.run = State.IDLE, ""
        self.task: Task | None = None
        self.queue: deque[Task] = deque()
        self.asked: dict[int, ConfirmDialog] = {}
        self._window: object | None = None
        self._cools = QTimer(self, singleShot=True, interval=WARM)
        self._cools.timeout.connect(self._let_go)
        self._connect()

    # -- beginning and end -------------------------------------------------------------------------------------------

    def begin(self) -> bool:
        """Show what there is to show; whether this desktop has a tray."""
        has_tray = self.tray.show()
        said = self.brakes.open()
        if said:
            self.problems.append(said)
        self.hotkeys.open()
        self.problems += self.grab_hotkeys()
        self.schedules.begin()
        self.refresh()
        return has_tray

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
        for window in (self.panel, self.bar, self.palette, self._window):
            if window is not None:
                window.close()  # type: ignore[attr-defined]
        self.tray.icon.hide()

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
        self.task, self.run = task, ""
        self.panel.begin(task.title)
        self._show_state(State.LOOKING)
        self._cools.stop()
        self.brakes.watch(chosen.corner_stops)
        self.child.send(
            Do(
                task=task,
                unasked=chosen.autonomy.value,
                max_steps=chosen.max_steps,
                max_seconds=chosen.max_minutes * 60.0,
                outline=OUTLINED if chosen.outline else 0.0,
                accessibility=chosen.accessibility,
                languages=chosen.languages,
            )
        )

    def record(self, name: str, title: str) -> None:
        """Watch the person do a task."""
        if self.child.busy or self.task is not None:
            self.tray.say(_("Not now"), _("Something is being done; record when it is over."))
            return
        self.task, self.run = Task("recipe", name), ""
        if self._window is not None:
            self._window.showMinimized()  # type: ignore[attr-defined]
        self.bar.begin()
        self._show_state(State.RECORDING)
        self._cools.stop()
        own = tuple(int(w.winId()) for w in (self.bar, self.panel))
        self.child.send(Record(name=name, title=title, own=own))

    def stop(self, why: str) -> None:
        """Stop what is in progress, and what waits."""
        self.queue.clear()
        self.queue_changed.emit()
        self.child.send(Control(word="discard" if self.state is State.RECORDING else "stop", why=why))

    def pause(self) -> None:
        """Hold the work at its next step."""
        if self.task is not None and self.state in (State.LOOKING, State.WORKING):
            self.child.send(Control(word="pause"))

    def warm_up(self) -> None:
        """Have the process that works ready: somebody is about to ask for something."""
        if self.child.pid is None:
            self.child.send(Look())
        self._cools.start()

    # -- what is opened ----------------------------------------------------------------------------------------------

    def open_palette(self) -> None:
        """The palette, with what is known now."""
        self.palette.open()
        self.warm_up()

    def open(self, page: str, what: str = "") -> None:
        """A page of the window."""
        from .window import MainWindow

        if self._window is None:
            self._window = MainWindow(self)
        assert isinstance(self._window, MainWindow)
        self._window.open(page, what)

    def request(self, request: dict[str, object]) -> None:
        """What another launch, or `deskhand trigger`, asks for."""
        match request:
            case {"trigger": str(name)}:
                self.pull(name)
            case {"goal": str(goal)}:
                self.start(Task("goal", goal))
            case {"open": str(page)}:
                self.open(page)
            case {"stop": _why}:
                self.stop(STOPPED["hotkey"])
            case _other:
                self.open_palette()

    def pull(self, name: str) -> None:
        """Start what a trigger starts."""
        try:
            self.start(self.triggers.find(name).task)
        except DeskhandError as problem:
            self.tray.say(_("Nothing was started"), str(problem))

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
            return str(problem)
        if settings.theme is not before.theme:
            self._retheme()
        problems = self.grab_hotkeys() if self._chords_of(settings) != self._chords_of(before) else []
        self._tell_palette()
        return " ".join(problems)

    def grab_hotkeys(self) -> list[str]:
        """Have the hotkeys that are chosen; a sentence for each that cannot be had."""
        wanted = self._chords_of(self.settings)
        try:
            wanted |= {t.hotkey: f"trigger {t.name}" for t in self.triggers.all() if t.hotkey}
        except SettingsError as problem:
            return [*self.hotkeys.want(wanted), str(problem)]
        return self.hotkeys.want(wanted)

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

    def _retheme(self) -> None:
        theme.put_on(self.qt, self.settings.theme)
        self.tray.redraw()
        for window in self.qt.topLevelWidgets():
            parts.restyle_icons(window)

    def _know(self, known: Recent) -> None:
        self.known = known
        self.tray.knows(known.goals, known.recipes)
        self._tell_palette()

    def _tell_palette(self) -> None:
        goals = [Suggestion("again", goal, goal, _("done before")) for goal in self.known.goals]
        recipes = [Suggestion("recipe", name, title or name, name) for name, title in self.known.recipes]
        self.palette.knows([*goals[:4], *recipes, *goals[4:], *suggestions()], Risk[self.settings.autonomy.value])

    def _forecast(self, one: Suggestion) -> Forecast:
        from deskhand.jobs.foreseeing import of_goal, of_recipe
        from deskhand.recipe.keeping.store import user_store

        if one.kind != "recipe":
            return of_goal(one.what)
        store = user_store(self.paths)
        return of_recipe(store.load(one.what), store)

    # -- what is connected -------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        panel, bar, tray = self.panel, self.bar, self.tray
        panel.pause.connect(self.pause)
        panel.resume.connect(lambda: self.child.send(Control(word="resume")))
        panel.step.connect(lambda: self.child.send(Control(word="step")))
        panel.stop.connect(lambda: self.stop(STOPPED["panel"]))
        panel.take_over.connect(lambda: self.stop(STOPPED["take-over"]))
        panel.details.connect(lambda: self.open("board", self.run))
        bar.word.connect(lambda word: self.child.send(Control(word=word)))
        bar.check.connect(lambda x, y: self.child.send(Control(word="check", here=(x, y))))
        tray.palette.connect(self.open_palette)
        tray.start.connect(self.start)
        tray.stop.connect(lambda: self.stop(STOPPED["panel"]))
        tray.record.connect(lambda: self.open("recipes", "+record"))
        tray.open.connect(lambda where: self.open(*where.partition("/")[::2]))
        tray.leave.connect(self.qt.quit)
        self.palette.chosen.connect(self._chosen)
        self.hotkeys.pressed.connect(self._hotkey)
        self.brakes.pressed.connect(self._person_pressed)
        self.brakes.cornered.connect(lambda: self.stop(STOPPED["corner"]))
        self.brakes.escaped.connect(self._escaped)
        self.schedules.due.connect(self._due)
        for screen in self.qt.screens():
            screen.geometryChanged.connect(lambda _box: self.panel.screen_changed())
        self.qt.primaryScreenChanged.connect(lambda _screen: self.panel.screen_changed())
        hints = self.qt.styleHints()
        if hints is not None:
            hints.colorSchemeChanged.connect(lambda _scheme: self._retheme())

    def _chosen(self, one: Suggestion) -> None:
        if one.kind in ("goal", "again"):
            self.start(Task("goal", one.what))
        else:
            self.open("recipes" if one.kind == "recipe" else "settings", one.what)

    def _hotkey(self, what: str) -> None:
        if what == "palette":
            self.open_palette()
        elif what == "stop":
            self.stop(STOPPED["hotkey"])
        else:
            self.pull(what.removeprefix("trigger "))

    def _person_pressed(self) -> None:
        if self.settings.person_pauses and self.state in (State.LOOKING, State.WORKING):
            self.pause()
            self.panel.state(State.PAUSED, _("You used mouse or keyboard: I pause before my next step"))

    def _escaped(self) -> None:
        if self.settings.escape_stops:
            self.stop(STOPPED["escape"])

    def _due(self, task: Task, starts: bool, missed: int) -> None:
        if starts:
            self.start(task)
        if missed:
            when = datetime.now().strftime("%H:%M")
            self.tray.say(_("Missed while this computer was off or asleep"), f"{task.title} ({missed}, {when})")
        self.queue_changed.emit()

    # -- what comes back ---------------------------------------------------------------------------------------------

    def _take(self, report: Report) -> None:
        """One report of the process that works."""
        handler: Callable[[Report], None] | None = {
            messages.Began: self._began,
            messages.Moment: self._moment,
            messages.Next: self._next,
            messages.Clear: lambda _report: self.outline.hide(),
            messages.Question: self._ask,
            messages.Withdrawn: self._withdrawn,
            messages.Said: lambda said: self.tray.say("Deskhand", said.words),
            messages.Noted: lambda noted: self.bar.noted(noted.paused),
            messages.Ended: self._ended,
        }.get(type(report))  # type: ignore[assignment]
        if handler is not None:
            handler(report)

    def _began(self, began: messages.Began) -> None:
        self.run = began.run
        self.state_changed.emit(self.state)

    def _moment(self, moment: messages.Moment) -> None:
        state = State(moment.state)
        if self.state is State.RECORDING and state is State.WORKING:
            self.bar.reading(moment.words)
            return
        self._show_state(state, moment.words)

    def _next(self, told: messages.Next) -> None:
        self.panel.next(told.words, told.part, told.at)
        if told.at is not None and self.settings.outline:
            self.outline.show_around(told.at)

    def _ask(self, question: messages.Question) -> None:
        self._show_state(State.WAITING, _("Waiting for your answer"))
        dialog = ConfirmDialog(question, self.is_hand)
        dialog.answered.connect(self._answered)
        self.asked[question.number] = dialog
        dialog.ask()

    def _answered(self, answer: Answer) -> None:
        dialog = self.asked.pop(answer.question, None)
        if dialog is not None:
            dialog.deleteLater()
        self._show_state(State.WORKING)
        self.child.send(answer)

    def _withdrawn(self, withdrawn: messages.Withdrawn) -> None:
        dialog = self.asked.pop(withdrawn.number, None)
        if dialog is not None:
            dialog.withdraw()
            dialog.deleteLater()

    def _ended(self, ended: messages.Ended) -> None:
        recorded = self.state is State.RECORDING
        for number in list(self.asked):
            self._withdrawn(messages.Withdrawn(number=number))
        self.outline.hide()
        self.brakes.rest()
        self.task = None
        self._show_state(State.IDLE)
        if recorded:
            self.bar.hide()
            self._recorded(ended)
        else:
            self.run = ended.run or self.run
            self.panel.end(ended.status == "done", _told(ended), bool(self.run))
        self._cools.start()
        self.refresh()
        self.run_ended.emit(self.run)
        if self.queue:
            following = self.queue.popleft()
            self.queue_changed.emit()
            self.start(following)

    def _recorded(self, ended: messages.Ended) -> None:
        if ended.status == "done":
            self.open("recipes", f"{ended.made}/review")
        else:
            self.tray.say(_("No recipe was made"), ended.words)
            self.open("recipes", "")

    def _show_state(self, state: State, words: str = "") -> None:
        self.state = state
        self.tray.state(state, words)
        self.panel.state(state, words)
        self.state_changed.emit(state)

    def _let_go(self) -> None:
        if self.task is None:
            self.child.close()


def _told(ended: messages.Ended) -> str:
    """How a task ended, in words."""
    words = ended.answer or ended.words
    start = {
        "done": _("Done"),
        "failed": _("It did not work"),
        "stopped": _("Stopped"),
        "needs_user": _("It needs you"),
    }[ended.status]
    return f"{start}: {words}" if words else start


__all__ = ["App"]
