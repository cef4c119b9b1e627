"""The form before a recording: what the recipe is called, and what will happen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from deskhand.jobs.triggers import name_for
from deskhand.recipe.keeping.store import NAME
from deskhand.system.language import _

from .context import Context
from .parts import button, card, label, row, stack


class RecordForm(QWidget):
    """Title and name; `leave` goes back."""

    def __init__(self, context: Context, leave: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context, self._taken = context, set[str]()
        self._named = False
        self.title = QLineEdit()
        self.title.setMaxLength(200)
        self.title.setAccessibleName(_("What the task is"))
        self.title.setPlaceholderText(_("for example: Fill in the monthly report"))
        self.name = QLineEdit()
        self.name.setMaxLength(64)
        self.name.setAccessibleName(_("Name of the recipe"))
        self.says = label("", "bad", wraps=True, name=_("What is wrong"))
        self.begin_button = button(_("&Start recording"), self._begin, "primary", "record")
        form = QWidget()
        fields = QFormLayout(form)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.addRow(_("What the task is"), self.title)
        fields.addRow(_("Name"), self.name)
        told = _(
            "This window goes away and a small bar appears at the lower edge. Then do the task once, as you always do: "
            "Deskhand watches mouse, keyboard and screen until you press Finish. Passwords are shown and kept nowhere."
        )
        back = button(_("Back"), leave)
        stack(
            self,
            label(_("Record a recipe"), "title"),
            card(label(told, wraps=True), form, self.says),
            row(self.begin_button, back, -1),
            -1,
            spacing=14,
            margin=20,
        )
        self.title.textEdited.connect(lambda _text: self._suggest())
        self.name.textEdited.connect(lambda _text: self._check())
        self.title.returnPressed.connect(self._begin)
        self.name.returnPressed.connect(self._begin)

    def begin(self, taken: Sequence[str]) -> None:
        """Show it empty; `taken` are names there are already."""
        self._taken, self._named = set(taken), False
        self.title.clear()
        self.name.clear()
        self.says.setText("")
        self.begin_button.setEnabled(False)
        self.title.setFocus()

    def _suggest(self) -> None:
        if not self._named:
            self.name.setText(name_for(self.title.text(), self._taken) if self.title.text().strip() else "")
        self.begin_button.setEnabled(bool(NAME.fullmatch(self.name.text())))

    def _check(self) -> None:
        self._named, name = True, self.name.text()
        right = bool(NAME.fullmatch(name))
        self.begin_button.setEnabled(right)
        if not right:
            self.says.setText(_("Small letters, digits and - may stand in a name."))
        elif name in self._taken:
            self.says.setText(
                _("There is a recipe of that name; this one takes its place, the old one stays as a version.")
            )
        else:
            self.says.setText("")

    def _begin(self) -> None:
        if self.begin_button.isEnabled():
            self._context.record(self.name.text(), self.title.text().strip())


__all__ = ["RecordForm"]
