"""What the pointer lights up is pictured as it was before."""

import numpy as np

from deskhand.core.geometry import Box, Point
from deskhand.core.screen import Frame
from deskhand.engine.hovering import without_hover
from tests.builders import blank, outline

ITEMS = [Box(40, 20 + 24 * n, 160, 24) for n in range(5)]


def shown(lit=None, time=0.0, colour=(230, 200, 150)):
    pixels = blank(320, 200)
    for n, box in enumerate(ITEMS):
        outline(pixels, Box(box.x + 10, box.y + 8, 60, 8), (20, 20, 20), (20, 20, 20))
        if n == lit:
            part = pixels[box.y : box.bottom, box.x : box.right]
            part[(part == 245).all(axis=2)] = colour
    return Frame(pixels, time)


def moved(*places):
    return [(0.1 * n + 0.05, Point(*place)) for n, place in enumerate(places)]


def test_a_lit_item_is_unlit():
    frames = [shown(None, 0.0), shown(0, 0.1), shown(1, 0.2)]
    moves = moved((100, 30), (100, 54), (100, 78))
    plain = without_hover(shown(2, 0.3), frames, Point(100, 78), moves)
    assert np.array_equal(plain.pixels, shown(None).pixels)


def test_what_does_not_change_under_the_pointer_stays():
    frame = shown(None, 0.3)
    assert without_hover(frame, [shown(None, 0.0)], Point(100, 78), moved((100, 30), (100, 78))) is frame


def test_what_changed_while_the_pointer_rested_there_is_no_hover():
    frame = shown(2, 5.0)
    assert without_hover(frame, [shown(None, 4.0)], Point(100, 78), moved((100, 30), (100, 78))) is frame


def test_what_changed_far_and_wide_is_no_hover():
    pixels = 255 - blank(320, 200)
    frame = Frame(pixels, 0.3)
    assert without_hover(frame, [shown(None, 0.0)], Point(100, 78), moved((100, 30), (100, 54), (100, 78))) is frame


def test_a_light_that_fades_in_and_a_list_that_was_filled_before():
    faded = shown(2, 3.05, (240, 230, 215))
    frames = [Frame(blank(320, 200, (255, 255, 255)), 0.0), shown(None, 0.4), faded]
    moves = [(0.2, Point(10, 10)), (3.02, Point(100, 60)), (3.06, Point(100, 78))]
    plain = without_hover(shown(2, 3.1), frames, Point(100, 78), moves)
    assert np.array_equal(plain.pixels, shown(None).pixels)


def test_without_earlier_frames():
    frame = shown(2, 0.3)
    assert without_hover(frame, [], Point(100, 78), []) is frame
