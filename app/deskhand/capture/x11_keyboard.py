"""Which character and which name a key of an X keyboard has now, by the layout in use.

Read from the core keyboard mapping, which XKB fills: of each key the keysyms of group 1 without and with shift,
of group 2 without and with shift, then level 3 (AltGr) without and with shift of group 1, and of group 2.
"""

from __future__ import annotations

from typing import Any, Final

from Xlib import X

from deskhand.core.input_events import MODIFIERS

from .keysyms import NAMES, character

_ALT, _SUPER, _NUM, _LEVEL3 = (0xFFE9, 0xFFEA), (0xFFEB, 0xFFEC), (0xFF7F,), (0xFE03, 0xFF7E)
_BITS: Final = (X.ShiftMask, X.LockMask, X.ControlMask, *(1 << n for n in range(3, 8)))
_GROUP_SHIFT, _GROUPS = 13, 3
"""Where XKB puts the group in use into the state of an event, and the mask of it."""
_KEYPAD: Final = range(0xFF95, 0xFFBA)


class X11Keyboard:
    """The layout of one display; not to be shared between threads."""

    def __init__(self, display: Any) -> None:
        self._display = display
        self._load()

    def refresh(self) -> None:
        """Read the layout again if it changed since."""
        changed = False
        while self._display.pending_events():
            changed = self._display.next_event().type == X.MappingNotify or changed
        if changed:
            self._load()

    def held(self, state: int) -> tuple[str, ...]:
        """The `MODIFIERS` of a state."""
        down = {
            "ctrl": state & X.ControlMask,
            "alt": state & self._alt,
            "shift": state & X.ShiftMask,
            "super": state & self._super,
        }
        return tuple(name for name in MODIFIERS if down[name])

    def keysym(self, code: int, state: int) -> int:
        """The keysym a key gives under a state; 0 for none."""
        group = (state >> _GROUP_SHIFT) & _GROUPS
        shift = bool(state & X.ShiftMask)
        if self._num and state & self._num and self._at(code, 1) in _KEYPAD:
            shift = not shift
        found = self._level(code, group, shift, bool(state & self._level3))
        if state & X.LockMask and not shift and len(upper := character(found).upper()) == 1 and upper.isalpha():
            return ord(upper) if ord(upper) <= 0xFF else 0x1000000 + ord(upper)
        return found

    def name(self, code: int, state: int) -> str:
        """What chords call the key: a word, or the character without shift.

        Shortcuts are told in Latin letters on every layout, so those of another group stand for letters that are
        not ASCII.
        """
        group = (state >> _GROUP_SHIFT) & _GROUPS
        ordered = [self._level(code, g, False, False) for g in (group, 0, 1)]
        if self._num and state & self._num and self._at(code, 1) in _KEYPAD:
            ordered.insert(0, self._at(code, 1))
        if ordered[0] in NAMES:
            return NAMES[ordered[0]]
        typed = [character(found).lower() for found in ordered]
        return next((c for c in typed if c and c.isascii()), typed[0])

    def _level(self, code: int, group: int, shift: bool, third: bool) -> int:
        base = 2 * min(group, 1)
        places = [base + shift, base]
        if third:
            places = [4 + base + shift, 4 + base, *places]
        found = next((sym for place in places if (sym := self._at(code, place))), 0)
        # A key with no keysyms of its own in this group has those of the first.
        return found or (self._level(code, 0, shift, third) if group else 0)

    def _at(self, code: int, place: int) -> int:
        row = self._rows[code - self._first] if self._first <= code < self._first + len(self._rows) else ()
        return int(row[place]) if place < len(row) else 0

    def _load(self) -> None:
        info = self._display.display.info
        self._first = info.min_keycode
        count = info.max_keycode - info.min_keycode + 1
        self._rows = [tuple(row) for row in self._display.get_keyboard_mapping(self._first, count)]
        modifiers = self._display.get_modifier_mapping()
        self._alt, self._super, self._num, self._level3 = (
            self._mask(modifiers, wanted) for wanted in (_ALT, _SUPER, _NUM, _LEVEL3)
        )
        # Layouts without AltGr leave both on one bit; Alt is then the one that is meant.
        self._super &= ~self._alt
        self._level3 &= ~self._alt

    def _mask(self, modifiers: Any, wanted: tuple[int, ...]) -> int:
        mask = 0
        for bit, codes in zip(_BITS, modifiers, strict=False):
            if bit > X.ControlMask and any(self._at(code, 0) in wanted for code in codes if code):
                mask |= bit
        return mask
