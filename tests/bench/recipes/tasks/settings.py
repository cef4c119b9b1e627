"""Settings: a window of the bench's own, and one of Xfce."""

from __future__ import annotations

from ..moves import Move, Press, Rest, Thing, Write, press
from ..stage import Stage
from ..task import Task, Words, output


def _print(words: Words) -> tuple[Move, ...]:
    return (
        press("Office colour", "table cell"),
        press("Paper", "combo box"),
        press("A5", "menu item"),
        Press(Thing("Copies", "spin button", at=(0.2, 0.5)), count=3),
        Write(words["copies"]),
        press("Title page", "text"),
        Write(words["title"]),
        press("Print on both sides", "check box", at=(0.05, 0.5)),
        press("Apply", "push button"),
    )


def _printed(stage: Stage, words: Words) -> bool:
    told, last = stage.told(), {}
    for line in told:
        name, _, value = line.partition("=")
        last[name] = value
    wanted = {"printer": "Office colour", "paper": "A5", "copies": words["copies"], "duplex": "on"}
    return (
        bool(told)
        and told[-1] == f"press Apply|{words['title']}"
        and all(last.get(name) == value for name, value in wanted.items())
    )


def _keyboard(stage: Stage) -> None:
    stage.start("xfce4-keyboard-settings", "Keyboard")


def _shortcut(words: Words) -> tuple[Move, ...]:
    return (
        press("Enable key repeat", "check box", at=(0.03, 0.5)),
        press("Show blinking", "check box", at=(0.03, 0.5)),
        press("Application Shortcuts", "page tab"),
        press("Add", "push button"),
        Rest("Command"),
        Write(words["command"]),
        press("Cancel", "push button"),
        press("Behavior", "page tab"),
        Press(Thing("Restore num lock state on startup", "check box", at=(0.03, 0.5))),
    )


def _changed(stage: Stage, _: Words) -> bool:
    asked = (
        ("keyboards", "/Default/KeyRepeat", "false"),
        ("xsettings", "/Net/CursorBlink", "false"),
        ("keyboards", "/Default/RestoreNumlock", "true"),
    )
    return all(output(stage, "xfconf-query", "-c", c, "-p", p).strip() == wanted for c, p, wanted in asked)


TASKS = (
    Task(
        "settings-print",
        "a GTK window",
        Stage.settings,
        {"copies": "12", "title": "For the office"},
        _print,
        _printed,
        {"copies": "3", "title": "For everyone on the second floor"},
    ),
    Task(
        "settings-keyboard",
        "Xfce settings",
        _keyboard,
        {"command": "xterm"},
        _shortcut,
        _changed,
        {"command": "mousepad --quiet"},
        frozenset({"other order"}),
    ),
)
