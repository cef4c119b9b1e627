"""Closed outlines become boxes; steps of colour are edges."""

import cv2
import numpy as np
import pytest

from deskhand.core.geometry import Box
from deskhand.ground.boxes import as_boxes, boxes_of
from deskhand.ground.edges import edges_of
from tests.builders import blank, outline, put

PLACE = Box(40, 30, 120, 32)


def boxes_in(pixels):
    return as_boxes(boxes_of(edges_of(pixels)))


def has(found, place, slack=2):
    return any(all(abs(a - b) <= slack for a, b in zip(box.as_list(), place.as_list(), strict=True)) for box in found)


def test_a_step_of_colour_is_an_edge_on_its_far_pixel():
    pixels = blank(40, 20, (200, 200, 200))
    pixels[:, 10:] = (200, 150, 190)
    edges = edges_of(pixels)
    assert edges.size == (20, 40)
    assert [int(x) for x in np.flatnonzero(edges.across[5])] == [10]
    assert edges.across[5, 10] == 50, "the strongest of the three channels"
    assert not edges.down.any()


@pytest.mark.parametrize("ground", [245, 30])
@pytest.mark.parametrize("step", [10, 60])
def test_a_closed_outline_is_a_box(ground, step):
    pixels = blank(320, 200, (ground,) * 3)
    colour = (ground - step,) * 3 if ground > 100 else (ground + step,) * 3
    assert has(boxes_in(pixels), PLACE) is False
    outline(pixels, PLACE, colour)
    assert has(boxes_in(pixels), PLACE)


def test_a_filled_area_without_an_outline_is_a_box():
    pixels = blank()
    outline(pixels, PLACE, (215, 140, 50), (215, 140, 50))
    assert has(boxes_in(pixels), PLACE)


def test_a_round_outline_is_a_box():
    pixels = blank()
    cv2.circle(pixels, (100, 100), 30, (90, 90, 90), 1)
    assert has(boxes_in(pixels), Box(70, 70, 61, 61), 3)


def test_an_open_outline_is_no_box():
    pixels = blank()
    outline(pixels, PLACE)
    pixels[PLACE.y : PLACE.bottom, PLACE.right - 4 : PLACE.right] = 245
    assert not has(boxes_in(pixels), PLACE, 6)


def test_a_box_in_a_box_is_listed_after_it():
    pixels = blank()
    outer, inner = outline(pixels, Box(20, 20, 200, 120)), outline(pixels, Box(40, 60, 80, 30))
    found = boxes_in(pixels)
    assert has(found, outer) and has(found, inner)
    assert [box.area for box in found] == sorted((box.area for box in found), reverse=True)


def test_text_in_a_box_leaves_it_one_box():
    pixels = blank()
    outline(pixels, PLACE)
    put(pixels, "Save document", (50, 38))
    assert sum(box.coverage(PLACE.grown(3)) == 1.0 and box.w > 100 for box in boxes_in(pixels)) == 1


def test_a_double_outline_is_one_box():
    pixels = blank()
    outline(pixels, PLACE, (90, 90, 90))
    outline(pixels, PLACE.grown(-1), (180, 180, 180))
    assert len(boxes_in(pixels)) == 1


def test_a_blank_picture_has_no_boxes():
    assert boxes_in(blank()) == []
