"""The first-run pages: what it does and never does, whether all works here, how exact it is, how much it may do."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QStackedWidget, QVBoxLayout, QWidget

from deskhand.jobs.checks import CHECKS, Finding, examine
from deskhand.jobs.task import Task
from deskhand.jobs.wording import chord_words
from deskhand.system.language import _, counted
from deskhand.system.settings import Autonomy

from .calibration import Calibration, Hit
from .parts import button, card, label, retone, row, scrolling, stack
from .practice import GOAL
from .settings_table import settings_told
from .work import Background

if TYPE_CHECKING:
    from .app import App

SIZE = (680, 560)


class Wizard(QWidget):
    """Pages one after the other; it can be left at any time."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setWindowTitle(_("Welcome to Deskhand"))
        self.resize(*SIZE)
        self._app = app
        self._practice: subprocess.Popen[bytes] | None = None
        self.pages = QStackedWidget()
        for page in (_Welcome(), _Checks(), _Exactness(), _HowMuch(app), self._practice_page()):
            self.pages.addWidget(page)
        self.says = label("", "small", name=_("Which page this is"))
        self.skip = button(_("Skip the rest"), self._finish, "quiet")
        self.back = button(_("&Back"), lambda: self._turn(-1))
        self.forward = button(_("&Next"), lambda: self._turn(1), "primary")
        self.forward.setAutoDefault(True)
        self.forward.setDefault(True)
        buttons = row(self.says, -1, self.skip, self.back, self.forward)
        layout = stack(self, self.pages, buttons, spacing=12, margin=24)
        layout.setStretch(0, 1)
        self._turn(0)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Leaving it is finishing it: it is not shown again unasked."""
        self._end()
        super().closeEvent(event)

    def _turn(self, by: int) -> None:
        number = self.pages.currentIndex() + by
        if number >= self.pages.count():
            self._finish()
            return
        self.pages.setCurrentIndex(max(0, number))
        page = self.pages.currentWidget()
        self.says.setText(_("{n} of {all}").format(n=number + 1, all=self.pages.count()))
        self.back.setEnabled(number > 0)
        last = number == self.pages.count() - 1
        self.forward.setText(_("&Finish") if last else _("&Next"))
        self.skip.setVisible(not last)
        if isinstance(page, _Checks):
            page.begin()

    def _finish(self) -> None:
        self.close()

    def _end(self) -> None:
        if self._practice is not None and self._practice.poll() is None:
            self._practice.terminate()
        if not self._app.settings.introduced:
            problem = self._app.change(self._app.settings.model_copy(update={"introduced": True}))
            if problem:
                self._app.tray.say("Deskhand", problem)

    def _practice_page(self) -> QWidget:
        page = QWidget()
        page.setObjectName("page")
        hotkey = chord_words(self._app.settings.hotkey) or _("the icon in the tray")
        told = _(
            "A small window opens, and Deskhand types a name into it and presses its button. Watch the panel at the "
            "upper edge of the screen: Pause holds it, Stop ends it, and so does a corner of the screen."
        )
        later = _("Later, {hotkey} opens the line to type goals into, from anywhere.").format(hotkey=hotkey)
        self.try_button = button(_("&Try it"), self._try, "primary", "resume")
        stack(
            page,
            label(_("Try it"), "title"),
            card(label(told, wraps=True), label(GOAL, "strong"), row(self.try_button, -1)),
            label(later, "soft", wraps=True),
            -1,
            spacing=14,
        )
        return page

    def _try(self) -> None:
        self._practice = subprocess.Popen([sys.executable, "-m", "deskhand.ui.practice"])
        self._app.start(Task("goal", GOAL))


class _Welcome(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        does = (
            _("Looks at the screen and does what you say with mouse and keyboard, in any program."),
            _("Asks before a step that deletes, sends, pays, or cannot be judged. Silence means no."),
            _("Shows where it is about to press, and holds as soon as you use mouse or keyboard."),
            _("Keeps a record of every step with its picture, on this computer."),
        )
        never = (
            _("Sends anything anywhere: no account, no telemetry, no update check."),
            _("Writes a password down: they stay in the keyring of your system."),
            _("Obeys what a text on the screen tells it to do."),
        )
        stack(
            self,
            label(_("A hand at your desk"), "title"),
            card(label(_("What it does"), "heading"), *(label(f"•  {line}", wraps=True) for line in does), spacing=9),
            card(
                label(_("What it never does"), "heading"),
                *(label(f"•  {line}", wraps=True) for line in never),
                spacing=9,
            ),
            -1,
            spacing=14,
        )


class _Checks(QWidget):
    """Tries every part, one after the other, off this thread."""

    found = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self._background = Background(self)
        self._left: Iterator[str] = iter(list[str]())
        self._begun = False
        inside = QWidget()
        inside.setObjectName("clear")
        self._body: QVBoxLayout = stack(inside, spacing=8)
        self.again = button(_("&Check again"), self.check)
        told = _("Deskhand needs to see the screen and to use mouse and keyboard. This tries each part for real.")
        frame = card(scrolling(inside))
        layout = stack(
            self,
            label(_("Does all work here?"), "title"),
            label(told, "soft", wraps=True),
            frame,
            row(self.again, -1),
            spacing=12,
        )
        layout.setStretch(2, 1)

    def begin(self) -> None:
        """Check, the first time the page is shown."""
        if not self._begun:
            self.check()

    def check(self) -> None:
        """Check all parts anew."""
        from .parts import clear

        self._begun = True
        self.again.setEnabled(False)
        clear(self._body)
        self._left = iter(list(CHECKS))
        self._next()

    def _next(self) -> None:
        part = next(self._left, None)
        if part is None:
            self.again.setEnabled(True)
            self._body.addStretch(1)
            return
        line = label(_("{part}: trying…").format(part=_part(part)), "soft", wraps=True)
        self._body.addWidget(line)

        def told(finding: Finding) -> None:
            mark = "✓" if finding.ok else "✗"
            line.setText(f"{mark}  {_part(part)}: {finding.detail}")
            retone(line, "good" if finding.ok else "bad")
            self._next()

        self._background.do(lambda: examine(part, CHECKS[part]), told, line.setText)


class _Exactness(QWidget):
    """Presses targets on each monitor."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.calibration = Calibration(self)
        self.calibration.hit.connect(self._hit)
        self.calibration.over.connect(self._over)
        self.calibration.failed.connect(self._fail)
        self._missed: dict[str, list[int | None]] = {}
        told = _(
            "Deskhand presses five targets of its own on each monitor, and measures by how many pixels it misses. "
            "Leave the mouse alone meanwhile; it takes a few seconds."
        )
        self.press_button = button(_("&Measure"), self._begin, "primary")
        self.says = label("", wraps=True, name=_("By how much it misses"))
        stack(
            self,
            label(_("How exact is it?"), "title"),
            card(label(told, wraps=True), row(self.press_button, -1), self.says),
            -1,
            spacing=14,
        )

    def _begin(self) -> None:
        self._missed = {}
        self.press_button.setEnabled(False)
        retone(self.says, "")
        self.calibration.begin()

    def _hit(self, hit: Hit) -> None:
        self._missed.setdefault(hit.monitor, []).append(hit.error)
        self.says.setText("\n".join(self._lines()))

    def _over(self, _hits: list[Hit]) -> None:
        self.press_button.setEnabled(True)
        errors = [error for one in self._missed.values() for error in one]
        exact = bool(errors) and all(error is not None and error <= 1 for error in errors)
        retone(self.says, "good" if exact else "bad")
        verdict = (
            _("Exact.") if exact else _("Presses do not arrive where they should: Deskhand must not be used like this.")
        )
        self.says.setText("\n".join([*self._lines(), verdict]))

    def _fail(self, sentence: str) -> None:
        self.press_button.setEnabled(True)
        retone(self.says, "bad")
        self.says.setText(sentence)

    def _lines(self) -> Iterator[str]:
        for monitor, errors in self._missed.items():
            arrived = [error for error in errors if error is not None]
            worst = (
                counted("at most {n} pixel off", "at most {n} pixels off", max(arrived))
                if arrived
                else _("nothing arrived")
            )
            lost = (
                _(", {n} lost").format(n=len(errors) - len(arrived)) if arrived and len(arrived) < len(errors) else ""
            )
            yield f"{monitor}: {worst}{lost}"


class _HowMuch(QWidget):
    """What goes ahead unasked."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self.setObjectName("page")
        self._app = app
        told = next(one for one in settings_told() if one.key == "autonomy")
        self.group = QButtonGroup(self)
        choices: list[QWidget] = []
        for level, words in told.choices:
            choice = QRadioButton(words)
            choice.setAccessibleName(words)
            choice.setChecked(level == app.settings.autonomy.value)
            choice.clicked.connect(lambda _on, level=level: self._choose(level))
            self.group.addButton(choice)
            choices.append(choice)
        stack(
            self,
            label(_("How much may it do unasked?"), "title"),
            card(label(told.about, wraps=True), *choices, spacing=12),
            label(_("You can change this at any time in the settings."), "soft", wraps=True),
            -1,
            spacing=14,
        )

    def _choose(self, level: str) -> None:
        self._app.change(self._app.settings.model_copy(update={"autonomy": Autonomy(level)}))


def _point(line: str) -> QWidget:
    return label(f"•  {line}", wraps=True)


def _part(part: str) -> str:
    return {
        "display": _("Screen"),
        "capture": _("Pictures of the screen"),
        "input": _("Mouse and keyboard"),
        "text": _("Reading text"),
        "model": _("Action model"),
        "journal": _("Journal"),
        "keyring": _("Keyring"),
    }.get(part, part)


__all__ = ["Wizard"]
