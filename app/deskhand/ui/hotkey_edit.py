"""A field that takes a hotkey by its being pressed, and says at once whether it can be had."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from deskhand.core.errors import HotkeyError
from deskhand.jobs.words import chord_words
from deskhand.system.hotkey_chords import checked
from deskhand.system.language import _

from .context import Chords
from .parts import button, label, retone, row, stack

_MODIFIER_KEYS = {
    Qt.Key.Key_Control,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Alt,
    Qt.Key.Key_Meta,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Super_L,
    Qt.Key.Key_Super_R,
}
_NAMES = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdown": "pagedown",
    "backtab": "tab",
}
"""What Qt calls keys otherwise than we do."""


class HotkeyEdit(QWidget):
    """`changed` has the new chord, empty for none. The chord is had already when it is emitted."""

    changed = Signal(str)

    def __init__(self, name: str, chords: Callable[[], Chords | None]) -> None:
        super().__init__()
        self._chords, self._chord = chords, ""
        self.field = _Field(self._pressed)
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(_("Press keys here"))
        self.field.setMaximumWidth(220)
        self.none = button(_("None"), self._clear, "quiet")
        self.none.setAccessibleName(_("No hotkey for: {name}").format(name=name))
        self.says = label("", "small", wraps=True, name=_("Whether it can be had"))
        line = row(self.field, self.none, -1)
        stack(self, line, self.says, spacing=3)
        self.says.hide()

    def set_chord(self, chord: str) -> None:
        """Show a chord that is had already."""
        self._chord = chord
        self.field.setText(chord_words(chord) if chord else "")
        self.none.setEnabled(bool(chord))

    @property
    def chord(self) -> str:
        """The chord shown."""
        return self._chord

    def _clear(self) -> None:
        self._let_go()
        self.set_chord("")
        self._say("", "small")
        self.changed.emit("")

    def _pressed(self, chord: str) -> None:
        if chord == self._chord:
            return
        chords = self._chords()
        try:
            checked(chord)
            if chords is not None:
                chords.grab(chord)
        except HotkeyError as problem:
            self._say(str(problem), "bad")
            return
        self._let_go()
        self.set_chord(chord)
        if chords is None:
            self._say(_("This desktop has no global hotkeys for us; bind the command shown below to a key."), "warn")
        else:
            self._say(_("It is yours."), "good")
        self.changed.emit(chord)

    def _let_go(self) -> None:
        chords = self._chords()
        if self._chord and chords is not None:
            with contextlib.suppress(HotkeyError):
                # With the display gone there is nothing to let go of.
                chords.release(self._chord)

    def _say(self, words: str, tone: str) -> None:
        self.says.setText(words)
        retone(self.says, tone)  # type: ignore[arg-type]
        self.says.setVisible(bool(words))


class _Field(QLineEdit):
    """Takes every key but Tab and plain Escape, which keep their meaning for those who work by keyboard."""

    def __init__(self, pressed: Callable[[str], None]) -> None:
        super().__init__()
        self.setReadOnly(True)
        self._pressed = pressed

    def event(self, event: QEvent) -> bool:
        """Shortcuts of the window are meant for this field while it has the keyboard."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """A chord was pressed."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if plain and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape):
            super().keyPressEvent(event)
            return
        if event.key() in _MODIFIER_KEYS:
            return
        self._pressed(chord_of(event.keyCombination()))


def chord_of(pressed: QKeyCombination) -> str:
    """What was pressed, as hotkeys are written: `ctrl+alt+space`."""
    held = pressed.keyboardModifiers()
    names = [
        name
        for name, flag in (
            ("ctrl", Qt.KeyboardModifier.ControlModifier),
            ("alt", Qt.KeyboardModifier.AltModifier),
            ("shift", Qt.KeyboardModifier.ShiftModifier),
            ("super", Qt.KeyboardModifier.MetaModifier),
        )
        if held & flag
    ]
    key = QKeySequence(pressed.key()).toString(QKeySequence.SequenceFormat.PortableText).casefold()
    return "+".join([*names, _NAMES.get(key, key)])


__all__ = ["HotkeyEdit", "chord_of"]
