"""The first-run pages one by one; see `wizard`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from deskhand.jobs.checks import CHECKS, Finding, examine
from deskhand.system.language import _, counted
from deskhand.system.settings import Autonomy

from .calibration import Calibration, Hit
from .parts import button, card, clear, label, retone, row, scrolling, stack
from .settings_table import settings_told
from .work import Background

if TYPE_CHECKING:
    from .app import App


class Welcome(QWidget):
    """What it does and never does."""

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
            _("Sends your data anywhere by itself: no account, no telemetry, no update check."),
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


class Checks(QWidget):
    """Tries every part, one after the other, off this thread."""

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
            label(_("Does everything work here?"), "title"),
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

        self._background.do(lambda: examine(part, CHECKS[part]), told, lambda words: told(Finding(part, False, words)))


class Exactness(QWidget):
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


class HowMuch(QWidget):
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


__all__ = ["Checks", "Exactness", "HowMuch", "Welcome"]
