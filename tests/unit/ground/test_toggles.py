"""Shapes of toggles: which are, of which kind, and marked or not."""

import cv2
import pytest

from deskhand.core.geometry import Box
from deskhand.ground.boxes import as_boxes, boxes_of, outlines_of
from deskhand.ground.edges import edges_of
from deskhand.ground.shapes import toggle_shapes
from deskhand.ground.words import ink_of
from tests.builders import blank, put, toggle

SIDES = [13, 16, 20, 32]


def shapes_in(pixels):
    edges = edges_of(pixels)
    frames = boxes_of(edges)
    return toggle_shapes(pixels, as_boxes(frames) + as_boxes(outlines_of(edges)), ink_of(edges, frames))


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("is_round", [False, True], ids=["square", "round"])
@pytest.mark.parametrize("marked", [False, True], ids=["off", "on"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_toggles_of_any_size_kind_and_theme(side, is_round, marked, dark):
    pixels = blank()
    place = toggle(pixels, (40, 60), side, is_round, marked)
    put(pixels, "Word wrap", (place.right + 8, 60 + side // 2 - 8))
    (shape,) = shapes_in(255 - pixels if dark else pixels)
    assert place.coverage(shape.box.grown(2)) == 1.0 and shape.box.coverage(place.grown(2)) == 1.0
    assert (shape.round, shape.marked) == (is_round, marked)


def test_a_filled_box_with_a_light_tick_is_marked():
    pixels = blank()
    light = blank()
    place = toggle(light, (40, 60), 16, marked=True)
    inside = place.grown(-1)
    tile = 255 - light[inside.y : inside.bottom, inside.x : inside.right]
    tile[..., 0] = 220
    pixels[inside.y : inside.bottom, inside.x : inside.right] = tile
    (shape,) = shapes_in(pixels)
    assert shape.marked and not shape.round


def test_a_chosen_radio_button_of_a_dark_page_under_the_pointer_is_marked():
    pixels = blank(200, 80, (18, 18, 18))
    for x, rim, dot in ((23, (133, 133, 133), (59, 59, 59)), (103, (255, 226, 196), (255, 240, 225))):
        # Drawn eight times as large, so that its edges are as soft as a browser's.
        large = blank(120, 120, (18, 18, 18))
        for radius, colour in ((58, rim), (50, (59, 59, 59)), (37, dot)):
            cv2.circle(large, (60, 60), radius, colour, -1)
        pixels[32:47, x : x + 15] = cv2.resize(large, (15, 15), interpolation=cv2.INTER_AREA)
        put(pixels, "Meat", (x + 24, 33), colour=(255, 255, 255))
    shapes = sorted(shapes_in(pixels), key=lambda s: s.box.x)
    assert [(s.round, s.marked) for s in shapes] == [(True, False), (True, True)]


@pytest.mark.parametrize("text", ["DOOR", "QUOTA", "B8 D0", "CODE 0x00"])
@pytest.mark.parametrize("size", [11, 14, 18, 24])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_letters_are_no_toggles(text, size, dark):
    pixels = blank(400, 200)
    put(pixels, text, (30, 60), size)
    assert shapes_in(255 - pixels if dark else pixels) == []


@pytest.mark.parametrize("text", ["Options", "Overview of offers", "Door O"])
@pytest.mark.parametrize("size", [28, 32, 36])
def test_the_o_of_a_heading_is_no_radio_button(see, text, size):
    pixels = blank(640, 120)
    put(pixels, text, (30, 30), size)
    assert not [e for e in see(pixels) if e.role in ("radio", "checkbox")]


def test_a_column_of_toggles_is_found_whole():
    pixels = blank(320, 300)
    places = [toggle(pixels, (30, 20 + 26 * row), 16, marked=row % 3 == 0) for row in range(9)]
    found = shapes_in(pixels)
    assert [[p.coverage(s.box.grown(2)) == 1.0 for s in found].count(True) for p in places] == [1] * 9
    by_row = sorted(found, key=lambda s: s.box.y)
    assert [s.marked for s in by_row] == [row % 3 == 0 for row in range(9)]


def test_a_toggle_at_the_edge_of_the_picture_is_no_error():
    pixels = blank()
    for corner in ((0, 0), (304, 0), (0, 184), (304, 184)):
        toggle(pixels, corner, 16)
    assert all(Box(0, 0, 320, 200).grown(2).intersection(s.box) == s.box for s in shapes_in(pixels))
