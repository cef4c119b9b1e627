"""The caret of a field is no letter of its text, also where it touches one; strokes of letters are none of a caret."""

import numpy as np
import pytest

from deskhand.core.geometry import Box
from deskhand.ground.crops import crop_of
from deskhand.ground.lines import Line
from tests.builders import blank, put

WHITE = (255, 255, 255)


def line(text, caret=None, gap=0, columns=1):
    """A line of text with a caret `gap` columns from its last letter (from its first, where `caret` is "before")."""
    pixels = blank(200, 60, WHITE)
    box = put(pixels, text, (40, 20))
    if caret:
        left = box.right + gap if caret == "behind" else box.x - gap - columns
        pixels[18:37, left : left + columns] = 0
        box = Box(min(box.x, left), 18, max(box.right, left + columns) - min(box.x, left), 19)
    return pixels, Line((box,), box)


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("gap", [0, 1, 3])
@pytest.mark.parametrize("place", ["behind", "before"])
@pytest.mark.parametrize("text", ["harbour.txt", "Anna Kessler", "agree", "row 11"])
def test_a_caret_is_taken_away_and_nothing_else_is(text, place, gap, columns):
    seen, plain = crop_of(*line(text, place, gap, columns)), crop_of(*line(text))
    ink = np.flatnonzero((seen < 200).all(axis=2).any(axis=0)).size
    assert abs(ink - np.flatnonzero((plain < 200).all(axis=2).any(axis=0)).size) <= (gap == 0)
    assert seen.min() > 0, "the caret is the only black in the picture"


@pytest.mark.parametrize("text", ["aq", "pa", "il", "x|y", "[a]", "(j)", "lid", "qp", "Q", "ly", "a1", "1a"])
def test_the_strokes_of_letters_stay(text):
    pixels, found = line(text)
    area = crop_of(pixels, found)
    assert int((area < 200).any(axis=2).sum()) == int((pixels < 200).any(axis=2).sum())
