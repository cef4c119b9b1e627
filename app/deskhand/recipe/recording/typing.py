"""The text that a run of keys leaves in a field, with its corrections applied.

Nothing is invented: where a key's effect depends on what cannot be known (undo, the caret in a text that was there
before), the draft says that it is not certain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from .gestures import Stroke, is_paste

LONGEST = 10_000
"""Characters of a pasted text that a recipe keeps; longer ones are pasted again."""
ROUGHLY = 60
"""rapidfuzz ratio from which what a field shows agrees with an uncertain draft."""
_WORD_BEHIND = re.compile(r"(?<![^ ])[^\W_]+ *$")
_WORD_AHEAD = re.compile(r"^ *[^\W_]+(?![^ ])")


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as far as the keys tell: `replaces` says that all that was in the field before is gone."""

    text: str = field(repr=False)
    certain: bool = True
    replaces: bool = False


def draft_of(strokes: Sequence[Stroke], empty: bool = False) -> Draft:
    """What the keys leave; `empty` says that the field held nothing before."""
    line = _Line(empty)
    composing = False
    for stroke in strokes:
        if composing and stroke.key.name == "backspace":
            # It takes back the accent that waited for its letter.
            composing = False
            continue
        composing = stroke.key.composing
        line.take(stroke)
    return Draft(line.text, line.certain, line.replaces)


def shown_instead(draft: Draft, shown: str) -> str | None:
    """What the field shows, if it may be what an uncertain draft became."""
    shown = " ".join(shown.split())
    if not shown or not draft.text:
        return None
    agrees = fuzz.partial_ratio(draft.text.casefold(), shown.casefold()) if len(shown) >= len(draft.text) else 0
    return shown if max(agrees, fuzz.ratio(draft.text.casefold(), shown.casefold())) >= ROUGHLY else None


class _Line:
    """A line of text with a caret, between what was left and right of it before (`None`: not known)."""

    def __init__(self, empty: bool) -> None:
        self.text, self.certain, self.replaces = "", True, empty
        self._caret = 0
        self._mark: int | None = None
        self._nothing_left = self._nothing_right = empty
        self._all = False

    def take(self, stroke: Stroke) -> None:
        """One key more."""
        key = stroke.key
        ctrl, shift = "ctrl" in key.held, "shift" in key.held
        if is_paste(key):
            self._paste(stroke.pasted)
        elif ctrl and key.name in ("a", "c", "x", "z", "y"):
            self._shortcut(key.name)
        elif key.name in ("left", "right"):
            self._move(1 if key.name == "right" else -1, ctrl, shift)
        elif key.name in ("home", "end"):
            self._jump(key.name == "end", shift)
        elif key.name in ("backspace", "delete"):
            self._erase(key.name == "delete", ctrl)
        elif key.char:
            self._insert(key.char)

    def _shortcut(self, name: str) -> None:
        if name == "a":
            self._all, self._mark = True, None
        elif name == "x" and self._selected():
            self._cut_selection()
        elif name in ("z", "y"):
            # How much an undo takes back differs from toolkit to toolkit.
            self.certain = False

    def _paste(self, pasted: str | None) -> None:
        if pasted is None or len(pasted) > LONGEST or "\n" in pasted.strip("\n"):
            self.certain = False
        self._insert((pasted or "").strip("\n")[:LONGEST])

    def _insert(self, text: str) -> None:
        self._cut_selection()
        self.text = self.text[: self._caret] + text + self.text[self._caret :]
        self._caret += len(text)

    def _selected(self) -> bool:
        return self._all or (self._mark is not None and self._mark != self._caret)

    def _cut_selection(self) -> None:
        if self._all:
            self.text, self._caret, self.replaces = "", 0, True
            self._nothing_left = self._nothing_right = True
        elif self._mark is not None:
            start, end = sorted((self._mark, self._caret))
            self.text, self._caret = self.text[:start] + self.text[end:], start
        self._all, self._mark = False, None

    def _select(self, extend: bool) -> None:
        """Before the caret moves: begin a selection, or leave the one there is."""
        if extend:
            if self._mark is None:
                self._mark = self._caret
        else:
            self._mark = None

    def _move(self, by: int, words: bool, extend: bool) -> None:
        if self._all:
            self._leave_all(by > 0)
            if extend:
                self.certain = False
            return
        if not extend and self._mark is not None and self._mark != self._caret:
            # The caret goes to that end of what was selected.
            self._caret = max(self._mark, self._caret) if by > 0 else min(self._mark, self._caret)
            self._mark = None
            return
        self._select(extend)
        step = self._word(by > 0) if words else 1
        if step is None:
            self._outside(by > 0)
            return
        target = self._caret + by * step
        if 0 <= target <= len(self.text):
            self._caret = target
        else:
            self._outside(by > 0)

    def _leave_all(self, to_end: bool) -> None:
        self._all = False
        self._jump(to_end, False)

    def _word(self, ahead: bool) -> int | None:
        """Letters to the next end of a plain word; None where toolkits differ."""
        match = _WORD_AHEAD.search(self.text[self._caret :]) if ahead else _WORD_BEHIND.search(self.text[: self._caret])
        if match is None:
            return None if self.text else 1
        return len(match[0])

    def _outside(self, ahead: bool) -> None:
        """The caret is moved past what was typed."""
        if self._nothing_right if ahead else self._nothing_left:
            return
        if self.text or self._mark is not None:
            self.certain = False
        # Nothing was typed yet: the text will stand elsewhere, and there may now be something on the other side.
        if ahead:
            self._nothing_left = False
        else:
            self._nothing_right = False

    def _jump(self, to_end: bool, extend: bool) -> None:
        self._all = False
        if (
            extend
            and (self._nothing_left if to_end else self._nothing_right)
            and self._caret == (0 if to_end else len(self.text))
        ):
            # From one end to the other: everything.
            self._all, self._mark = True, None
            return
        known = self._nothing_right if to_end else self._nothing_left
        if known:
            self._select(extend)
            self._caret = len(self.text) if to_end else 0
            return
        if self.text or extend:
            self.certain = False
            return
        if to_end:
            self._nothing_right = True
            self._nothing_left = False
        else:
            self._nothing_left = True
            self._nothing_right = False

    def _erase(self, ahead: bool, word: bool) -> None:
        if self._selected():
            self._cut_selection()
            return
        self._mark = None
        step = self._word(ahead) if word else 1
        if step is None:
            self.certain = False
            return
        start, end = (self._caret, self._caret + step) if ahead else (self._caret - step, self._caret)
        if start < 0 or end > len(self.text):
            if not (self._nothing_right if ahead else self._nothing_left):
                # It takes something that was there before.
                self.certain = False
            return
        self.text, self._caret = self.text[:start] + self.text[end:], start
