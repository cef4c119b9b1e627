"""The settings: every one with what it does, found by its words, in use as soon as it is changed."""

from __future__ import annotations

from pydantic import ValidationError
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLineEdit, QScrollArea, QSpinBox, QWidget

from deskhand.core.errors import DeskhandError
from deskhand.jobs.cards import Cards
from deskhand.system.autostart import set_autostart
from deskhand.system.language import _
from deskhand.system.settings import Settings

from .context import Context
from .hotkey_edit import HotkeyEdit
from .parts import button, card, label, retone, row, scrolling, stack
from .settings_table import Told, settings_told

_RANGES = {"max_steps": (1, 1_000), "max_minutes": (1, 600), "keep_days": (0, 3_650)}
_HOTKEYS = ("hotkey", "stop_hotkey")


class SettingsPage(QWidget):
    """A card for each heading."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context = context
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find a setting"))
        self.search.setAccessibleName(_("Find a setting"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(280)
        self.says = label("", "bad", wraps=True, name=_("What is wrong"))
        self.says.hide()
        self.fields: dict[str, QWidget] = {}
        self._rows: dict[str, tuple[QWidget, str]] = {}
        self._cards: list[tuple[QFrame, list[str]]] = []
        inside = QWidget()
        inside.setObjectName("page")
        body = stack(inside, spacing=14)
        body.setContentsMargins(0, 0, 8, 0)
        for heading in dict.fromkeys(told.heading for told in settings_told()):
            these = [told for told in settings_told() if told.heading == heading]
            made = card(label(heading, "heading"), *(self._row(told) for told in these), spacing=14)
            self._cards.append((made, [told.key for told in these]))
            body.addWidget(made)
        self._none = label(_("No setting has these words."), "soft")
        self._none.hide()
        body.addWidget(self._none)
        body.addStretch(1)
        self._scroll: QScrollArea = scrolling(inside)
        wizard = button(_("Show the introduction again"), self._introduce, "quiet")
        top = row(label(_("Settings"), "title"), -1, wizard, self.search)
        stack(self, top, self.says, self._scroll, spacing=14, margin=20).setStretch(2, 1)
        self.search.textChanged.connect(self._find)

    def opened(self, what: str) -> None:
        """Shown; at a setting, if one is named."""
        self._show(self._context.settings())
        self.search.clear()
        if what in self.fields:
            self._scroll.ensureWidgetVisible(self._rows[what][0])
            self.fields[what].setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, told: Told) -> QWidget:
        field = self._field(told)
        self.fields[told.key] = field
        words = stack(None, label(told.name, "strong", wraps=True), label(told.about, "soft", wraps=True), spacing=2)
        made = QWidget()
        line = row(words, field, spacing=20)
        line.setStretch(0, 1)
        line.setAlignment(field, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        made.setLayout(line)
        self._rows[told.key] = (made, f"{told.name} {told.about} {told.heading}".casefold())
        return made

    def _field(self, told: Told) -> QWidget:
        value = getattr(self._context.settings(), told.key)
        field: QWidget
        if told.key in _HOTKEYS:
            field = HotkeyEdit(told.name, self._context.chords)
            field.setMaximumWidth(340)
            field.changed.connect(lambda chord, key=told.key: self._change(key, chord))
        elif told.choices:
            field = QComboBox()
            for data, words in told.choices:
                field.addItem(words, data)
            field.activated.connect(lambda _n, key=told.key, f=field: self._change(key, f.currentData()))
            field.setMinimumWidth(200)
        elif isinstance(value, bool):
            field = QCheckBox()
            field.clicked.connect(lambda on, key=told.key: self._change(key, on))
        elif isinstance(value, int):
            field = QSpinBox()
            field.setRange(*_RANGES[told.key])
            field.setMinimumWidth(90)
            field.valueChanged.connect(lambda number, key=told.key: self._change(key, number))
        else:
            field = QLineEdit()
            field.setMaxLength(400 if told.key.startswith("private") else 60)
            field.setMinimumWidth(160)
            field.editingFinished.connect(lambda key=told.key, f=field: self._change(key, f.text().strip()))
        field.setAccessibleName(told.name)
        field.setAccessibleDescription(told.about)
        return field

    def _show(self, settings: Settings) -> None:
        for key, field in self.fields.items():
            value = getattr(settings, key)
            field.blockSignals(True)
            match field:
                case HotkeyEdit():
                    field.set_chord(str(value))
                case QComboBox():
                    field.setCurrentIndex(max(0, field.findData(str(value))))
                case QCheckBox():
                    field.setChecked(bool(value))
                case QSpinBox():
                    field.setValue(int(value))
                case QLineEdit():
                    field.setText(str(value))
            field.blockSignals(False)

    def _change(self, key: str, value: object) -> None:
        before = self._context.settings()
        if getattr(before, key) == value:
            return
        try:
            if key == "autostart":
                set_autostart(bool(value))
            if key == "job" and value:
                Cards(self._context.paths.cards).load(str(value))
            settings = Settings.model_validate({**before.model_dump(), key: value})
            problem = self._context.change(settings)
        except ValidationError:
            problem = _("That is not possible for “{name}”.").format(name=self.fields[key].accessibleName())
        except DeskhandError as refused:
            problem = str(refused)
        self._say(problem)
        if problem:
            self._show(self._context.settings())

    def _say(self, problem: str) -> None:
        retone(self.says, "bad")
        self.says.setText(problem)
        self.says.setVisible(bool(problem))

    def _find(self, text: str) -> None:
        words = text.casefold().split()
        shown = {key for key, (_row, about) in self._rows.items() if all(word in about for word in words)}
        for key, (made, _about) in self._rows.items():
            made.setVisible(key in shown)
        for made_card, keys in self._cards:
            made_card.setVisible(bool(shown & set(keys)))
        self._none.setVisible(not shown)

    def _introduce(self) -> None:
        self._context.open("about", "introduction")


__all__ = ["SettingsPage"]
