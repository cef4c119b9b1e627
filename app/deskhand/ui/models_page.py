"""The models: what is installed, what it weighs, under which licence, how fast it is here; get, cancel, remove."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMessageBox, QProgressBar, QVBoxLayout, QWidget

from deskhand.core.stop import StopToken
from deskhand.jobs.models import CHOOSER, Model, drop, get, measure, models
from deskhand.system.language import _

from .context import Context
from .parts import button, card, clear, label, row, scrolling, stack
from .work import Background


class ModelsPage(QWidget):
    """A card for each model of the catalogue."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context, self._background = context, Background(self)
        self._getting: dict[str, StopToken] = {}
        self._cards: dict[str, ModelCard] = {}
        inside = QWidget()
        inside.setObjectName("page")
        self._body = QVBoxLayout(inside)
        self._body.setContentsMargins(0, 0, 8, 0)
        self._body.setSpacing(12)
        self.says = label("", "bad", wraps=True, name=_("What is wrong"))
        self.says.hide()
        told = label(_("Models run on this computer alone. Nothing you do leaves it."), "soft", wraps=True)
        layout = stack(self, label(_("Models"), "title"), told, self.says, scrolling(inside), spacing=12, margin=20)
        layout.setStretch(3, 1)

    def opened(self, what: str) -> None:
        """Shown."""
        self.refresh()

    def refresh(self, sentence: str = "") -> None:
        """Look at the disk again, off this thread; then say what went wrong, if anything did."""
        paths = self._context.paths
        self._background.do(lambda: models(paths), lambda found: self._know(found, sentence), self._failed)

    def _know(self, found: list[Model], sentence: str) -> None:
        self.says.setText(sentence)
        self.says.setVisible(bool(sentence))
        clear(self._body)
        self._cards = {model.name: ModelCard(model) for model in found}
        for name, made in self._cards.items():
            made.get.connect(lambda name=name: self._get(name))
            made.cancel.connect(lambda name=name: self._cancel(name))
            made.remove.connect(lambda name=name: self._remove(name))
            made.measure.connect(self._measure)
            if name in self._getting:
                made.works(True)
            self._body.addWidget(made)
        self._body.addStretch(1)

    def _failed(self, sentence: str) -> None:
        self.says.setText(sentence)
        self.says.show()

    def _get(self, name: str) -> None:
        stop, paths = StopToken(), self._context.paths
        self._getting[name] = stop
        self._cards[name].works(True)

        def told(done: int, of: int) -> None:
            made = self._cards.get(name)
            if made is not None:
                made.progress.emit(int(done * 1_000 / max(1, of)))

        def over(sentence: str = "") -> None:
            self._getting.pop(name, None)
            self.refresh(sentence)

        self._background.do(lambda: get(paths, name, told, stop), lambda _none: over(), over)

    def _cancel(self, name: str) -> None:
        stop = self._getting.get(name)
        if stop is not None:
            stop.stop(_("Cancelled; get it again to go on."))

    def _remove(self, name: str) -> None:
        ask = QMessageBox(self)
        ask.setWindowTitle(_("Remove a model"))
        ask.setText(
            _("Remove the files of {name}? Deskhand works less well without, and can get them again.").format(name=name)
        )
        yes = ask.addButton(_("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        ask.setDefaultButton(ask.addButton(_("Keep it"), QMessageBox.ButtonRole.RejectRole))
        ask.exec()
        if ask.clickedButton() is yes:
            paths = self._context.paths
            self._background.do(lambda: drop(paths, name), lambda _none: self.refresh(), self._failed)

    def _measure(self) -> None:
        paths = self._context.paths
        self._cards[CHOOSER].measuring()
        self._background.do(lambda: measure(paths), lambda _seconds: self.refresh(), self.refresh)


class ModelCard(QWidget):
    """One model."""

    get = Signal()
    cancel = Signal()
    remove = Signal()
    measure = Signal()
    progress = Signal(int)
    """How far a download is, of a thousand; from any thread."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        name, about = model.about.partition(":")[::2]
        size = f"{model.bytes / 1e6:.0f} MB"
        state = label(
            _("installed") if model.installed else _("not installed"), "chip-good" if model.installed else "chip"
        )
        self._get = button(_("Get"), self.get.emit, "primary")
        self._get.setAccessibleName(_("Get {name}").format(name=name))
        self._cancel = button(_("Cancel"), self.cancel.emit)
        self._cancel.setAccessibleName(_("Cancel getting {name}").format(name=name))
        self._remove = button(_("Remove…"), self.remove.emit)
        self._remove.setAccessibleName(_("Remove {name}").format(name=name))
        self._measure = button(_("Measure speed"), self.measure.emit)
        self._bar = QProgressBar()
        self._bar.setRange(0, 1_000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("How far the download is"))
        self._bar.hide()
        self.progress.connect(self._bar.setValue)
        speed = ""
        if model.name == CHOOSER and model.installed:
            speed = (
                _("not measured yet")
                if model.seconds is None
                else _("{s} s a decision here").format(s=f"{model.seconds:.2f}")
            )
        self._facts = label(" · ".join(filter(None, (size, model.licence, speed))), "soft", wraps=True)
        title = row(label(name, "heading"), state, -1)
        problem = label("" if model.installed else model.problem, "warn", wraps=True)
        problem.setVisible(not model.installed and "not installed" not in model.problem)
        buttons = row(self._get, self._cancel, self._remove, self._measure, -1)
        stack(self, card(title, label(about.strip(), wraps=True), self._facts, problem, self._bar, buttons))
        self._get.setVisible(not model.installed)
        self._cancel.hide()
        self._remove.setVisible(model.installed)
        self._measure.setVisible(model.installed and model.name == CHOOSER)

    def works(self, getting: bool) -> None:
        """A download goes on."""
        self._bar.setVisible(getting)
        self._cancel.setVisible(getting)
        self._get.setVisible(not getting)

    def measuring(self) -> None:
        """Its speed is being measured."""
        self._measure.setEnabled(False)
        self._measure.setText(_("Measuring…"))


__all__ = ["ModelsPage"]
