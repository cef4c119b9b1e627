"""Labels: what the lines of a frame say, word by word, without the pictures that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from deskhand.core.geometry import Box, bounding
from deskhand.core.ports import Reading
from deskhand.core.screen import Pixels

from .crops import line_area
from .ink import crop, ink_mask
from .lines import Line
from .signs import sign_by_shape
from .vocabulary import mended

WORD_GAP, MIN_WORD_GAP = 0.4, 4
"""Blank columns, as a share of the line height and in pixels, that are a space where the engine read none."""
_ARROW_AT_END = re.compile(r"(\w[\w+-]*) ?[√∨▾▼⌄]$")
"""The arrow of a menu button stands so near that it hangs together with the last letter."""
_SIGN_AT_HEAD = re.compile(r"^[^\w\s(\[{<+\-#@$€£%\"'“.,*&/\\]+ +(?=[^\W\d]{2})")
"""An icon before a label is read as a sign."""
_RULES = "—–"
"""The line of a group's frame runs up to its title and is read as dashes at both ends."""
APART, DIGITS_APART = 0.2, 0.5
"""Share of the line height between two words at least."""
_ARROW = re.compile(r"^[vV√▼▾~y∨⌄›>]$")
"""What the small arrow of a menu button or a combo box is read as."""
_PICTURE_READINGS = re.compile(r"^[^\w\s]$|^[A-Za-z0-9]{1,2}[^\w\s]?$")
"""What an icon at the head of a line is read as: one sign, or a letter or two."""
_UNDERLINED_SPACE = re.compile(r"_ +")
"""The underline of a link is read between two words."""
_TALLER, _ICON_GAP = 1.1, 0.5
_FEW = 2


class Label(NamedTuple):
    """A piece of text that belongs together, and how sure its engine is (0 to 1)."""

    text: str
    box: Box
    confidence: float
    source: str


class Labelled(NamedTuple):
    """A line in its parts: its label, if it says something, and the pictures among its words."""

    label: Label | None
    pictures: tuple[Box, ...]


def labelled(pixels: Pixels, line: Line, reading: Reading, source: str) -> Labelled:
    """Give each word of a line its letters."""
    sign = sign_by_shape(pixels, line.box, reading.text)
    if sign:
        return Labelled(Label(sign, line.box, 0.8, "shape"), ())
    pieces = list(_pieces(pixels, line, reading))
    pictures = _pictures(pieces)
    pieces = [piece for piece in pieces if not _is_stub(piece[0], pieces)]
    kept = [piece for piece in pieces if piece[0] not in pictures and piece[1].strip()]
    if not kept or _is_row_of_icons(line, reading):
        return Labelled(None, line.words)
    text = mended(_UNDERLINED_SPACE.sub(" ", _joined(kept)).strip(), reading.doubt)
    text = _SIGN_AT_HEAD.sub("", _ARROW_AT_END.sub(r"\1", text))
    if text[:1] in _RULES and text[-1:] in f"{_RULES}-":
        text = text.strip(f"{_RULES}- ") or text
    silent = [word for word, said in pieces if word not in pictures and not said.strip()]
    label = Label(text, bounding(word for word, _ in kept), reading.confidence, source)
    return Labelled(label, (*pictures, *silent))


def _joined(pieces: Sequence[tuple[Box, str]]) -> str:
    """The texts of words, with a space where their gap is one; a letter may stand apart in large text."""
    text, previous = "", None
    for box, part in pieces:
        share = DIGITS_APART if text[-1:].isdigit() and part.strip()[:1].isdigit() else APART
        apart = previous is not None and box.x - previous.right >= share * max(box.h, previous.h)
        text += (" " if apart else "") + " ".join(part.split())
        previous = box
    return text


def _pieces(pixels: Pixels, line: Line, reading: Reading) -> Iterator[tuple[Box, str]]:
    """The words of a line with the characters whose middle lies nearest to each."""
    if not reading.places:
        if len(line.words) == 1 or not reading.text:
            yield line.box, reading.text
        else:
            yield from _by_width(line.words, reading.text)
        return
    left = max(0, line_area(line.box).x)
    places = np.array(reading.places) + left
    edges = np.array([(a.right + b.x) / 2 for a, b in zip(line.words, line.words[1:], strict=False)])
    owners = np.searchsorted(edges, places)
    for index, word in enumerate(line.words):
        own = np.flatnonzero(owners == index)
        yield word, _spaced(pixels, word, [reading.text[i] for i in own], places[own])


def _by_width(words: Sequence[Box], text: str) -> Iterator[tuple[Box, str]]:
    """An engine that tells no places has read spaces; the words take the tokens in their order."""
    tokens = text.split()
    if len(tokens) == len(words):
        yield from zip(words, tokens, strict=True)
    else:
        yield bounding(words), text


def _spaced(pixels: Pixels, word: Box, signs: Sequence[str], places: np.ndarray) -> str:
    """The characters of connected ink; spaces the engine left out stand where columns are blank."""
    if len(signs) < 4 or " " in signs:
        return "".join(signs)
    inked = np.asarray(ink_mask(crop(pixels, word)).any(axis=0))
    blank = np.flatnonzero(~inked)
    if not blank.size:
        return "".join(signs)
    runs = np.split(blank, np.flatnonzero(np.diff(blank) > 1) + 1)
    wide = [word.x + float(run.mean()) for run in runs if len(run) >= max(MIN_WORD_GAP, WORD_GAP * word.h)]
    text = ""
    for index, sign in enumerate(signs):
        if index and any(places[index - 1] < middle < places[index] for middle in wide):
            text += " "
        text += sign
    return text


def _is_row_of_icons(line: Line, reading: Reading) -> bool:
    """Several words as high as wide that no engine can read well: the icons of a tool bar."""
    square = all(0.5 <= w.w / w.h <= 2 and w.h >= 11 for w in line.words)
    return len(line.words) > 1 and square and reading.confidence < 0.75


def _is_stub(word: Box, pieces: Sequence[tuple[Box, str]]) -> bool:
    """The end of a rule that runs up to the title of a group: flat, and longer than a dash."""
    return word.h <= 3 and word.w >= 7 and word in (pieces[0][0], pieces[-1][0]) and len(pieces) > 1


def _pictures(pieces: Sequence[tuple[Box, str]]) -> list[Box]:
    """Words that are no words: an icon at the head, an arrow at the end."""
    if len(pieces) < _FEW:
        return []
    found = []
    last, text = pieces[-1]
    if (
        _ARROW.match(text.strip())
        and last.h < 0.85 * max(word.h for word, _ in pieces)
        and 1.1 <= last.w / last.h <= 2.6
    ):
        found.append(last)
    words = [piece for piece in pieces if piece[0] not in found]
    if len(words) >= _FEW:
        (first, text), rest = words[0], [word for word, _ in words[1:]]
        taller = first.h >= _TALLER * float(np.median([word.h for word in rest]))
        square = 0.6 <= first.w / first.h <= 1.7
        apart = words[1][0].x - first.right >= _ICON_GAP * first.h
        figure = text.strip().isdigit()
        if square and (
            not text.strip() or (_PICTURE_READINGS.match(text.strip()) and (taller or apart) and not figure)
        ):
            found.append(first)
    return found
