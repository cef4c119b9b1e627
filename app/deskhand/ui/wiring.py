"""What leads to what: each signal of a part of the app, and what is done when it comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from deskhand.jobs.messages import Control
from deskhand.jobs.suggesting import Suggestion
from deskhand.jobs.task import Task
from deskhand.system.language import _

from .icons import State

if TYPE_CHECKING:
    from .app import App


def stopped(by: str) -> str:
    """Why a task was stopped, by what stopped it."""
    return {
        "corner": _("You put the pointer in a corner of the screen."),
        "escape": _("You pressed Escape twice."),
        "stop": _("You stopped it."),
        "hotkey": _("You pressed the stop hotkey."),
        "take-over": _("You took over."),
    }[by]


def connect(app: App) -> None:
    """Connect the parts of an app with each other."""
    panel, bar, tray = app.panel, app.bar, app.tray
    panel.said.connect(app.say)
    panel.details.connect(lambda: app.open("board", app.run))
    bar.word.connect(app.say)
    bar.check.connect(lambda x, y: app.child.send(Control(word="check", here=(x, y))))
    tray.palette.connect(app.open_palette)
    tray.start.connect(app.start)
    tray.stop.connect(lambda: app.stop(stopped("stop")))
    tray.record.connect(lambda: app.open("recipes", "+record"))
    tray.open.connect(lambda where: app.open(*where.partition("/")[::2]))
    # Not `quit`, which would close the windows first: a question that is closed is answered with no.
    tray.leave.connect(lambda: app.qt.exit(0))
    app.palette.chosen.connect(partial(_chosen, app))
    app.hotkeys.pressed.connect(partial(_hotkey, app))
    app.hotkeys.refused.connect(lambda words: app.tell(_("A hotkey cannot be had"), words))
    app.brakes.pressed.connect(partial(_person_pressed, app))
    app.brakes.cornered.connect(lambda: app.stop(stopped("corner")))
    app.brakes.escaped.connect(partial(_escaped, app))
    app.schedules.due.connect(partial(_due, app))
    app.queue_changed.connect(lambda: app.panel.waiting(len(app.queue)))
    app.schedules.failed.connect(lambda words: app.tell(_("Schedules do not work"), words))
    app.palette.left.connect(app.palette_left)
    for screen in app.qt.screens():
        screen.geometryChanged.connect(lambda _box: app.panel.screen_changed())
    app.qt.primaryScreenChanged.connect(lambda _screen: app.panel.screen_changed())
    hints = app.qt.styleHints()
    if hints is not None:
        hints.colorSchemeChanged.connect(lambda _scheme: app.retheme())


def _chosen(app: App, one: Suggestion) -> None:
    if one.kind in ("goal", "again"):
        app.start(Task("goal", one.what))
    elif one.kind == "control":
        app.say(one.what)
    elif one.what == "quit":
        app.qt.exit(0)
    elif one.kind == "page":
        app.open(*one.what.partition("/")[::2])
    else:
        app.open("recipes" if one.kind == "recipe" else "settings", one.what)


def _hotkey(app: App, what: str) -> None:
    if what == "palette":
        app.open_palette()
    elif what == "stop":
        app.stop(stopped("hotkey"))
    else:
        app.pull(what.removeprefix("trigger "))


def _person_pressed(app: App) -> None:
    if app.settings.person_pauses and app.state in (State.LOOKING, State.WORKING):
        app.pause()
        app.panel.state(State.PAUSED, _("You used mouse or keyboard: I pause before my next step"))


def _escaped(app: App) -> None:
    if app.settings.escape_stops:
        app.stop(stopped("escape"))


def _due(app: App, task: Task, starts: bool, missed: list[datetime]) -> None:
    task = replace(task, scheduled=True)
    if starts and task != app.task and task not in app.queue:
        app.start(task)
    if missed:
        last = missed[-1].strftime("%Y-%m-%d %H:%M")
        app.tell(_("Missed while this computer was off or asleep"), f"{task.title} ({last})")
    app.queue_changed.emit()


__all__ = ["connect", "stopped"]
