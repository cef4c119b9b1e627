"""A run of keys as it was: pieces of text, and the keys between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .gestures import Stroke, is_paste
from .typing import LONGEST


@dataclass(frozen=True, slots=True)
class Piece:
    """A text, or else one chord."""

    text: str = field(default="", repr=False)
    chord: str = ""


def parts_of(strokes: Sequence[Stroke]) -> list[Piece]:
    """The pieces in order; what was pasted is text where it is known, what was erased right away is gone."""
    pieces: list[Piece] = []
    for stroke in strokes:
        text = stroke.key.char
        if is_paste(stroke.key) and stroke.pasted is not None and len(stroke.pasted) <= LONGEST:
            text = stroke.pasted
        if text and pieces and pieces[-1].text:
            pieces[-1] = Piece(pieces[-1].text + text)
        elif text:
            pieces.append(Piece(text))
        elif stroke.chord == "backspace" and pieces and pieces[-1].text:
            left = pieces.pop().text[:-1]
            if left:
                pieces.append(Piece(left))
        elif not stroke.key.composing:
            pieces.append(Piece(chord=stroke.chord))
    return pieces
