"""Grids, outlined fields and colours by name."""

import cv2
import numpy as np
import pytest

from deskhand.core.geometry import Box
from deskhand.vision.colours import canonical, hexadecimal, name_of
from deskhand.vision.grids import grids
from deskhand.vision.outlines import outlines

PATTERN = ((0, 1, 1), (1, 0, 0), (1, 1, 1))


def page():
    return np.full((160, 320, 3), 255, np.uint8)


def test_boxes_and_the_example_beside_them():
    picture = page()
    cv2.rectangle(picture, (170, 10), (290, 130), (30, 30, 30), -1)
    for row in range(3):
        for column in range(3):
            x, y = 20 + 34 * column, 20 + 34 * row
            cv2.rectangle(picture, (x, y), (x + 25, y + 25), (110, 110, 110), 2)
            x, y = 180 + 36 * column, 20 + 36 * row
            tone = 255 if PATTERN[row][column] else 100
            cv2.rectangle(picture, (x, y), (x + 27, y + 27), (tone, tone, tone), -1)
    boxes, example = grids(picture)
    assert (boxes.rows, boxes.columns, boxes.dark) == (3, 3, False)
    assert example.dark and example.bright == tuple(tuple(map(bool, row)) for row in PATTERN)


def test_white_outlined_fields_from_the_top():
    picture = page()
    cv2.rectangle(picture, (10, 10), (200, 60), (118, 118, 118), 2)
    cv2.rectangle(picture, (10, 80), (150, 110), (118, 118, 118), 2)
    first, second = outlines(picture)
    assert first.coverage(Box(10, 10, 191, 51)) > 0.95 and second.y > first.y


def test_nothing_drawn():
    assert grids(page()) == [] and outlines(page()) == []


@pytest.mark.parametrize(
    ("bgr", "name"),
    [
        ((0, 0, 255), "red"),
        ((255, 0, 0), "blue"),
        ((0, 128, 0), "green"),
        ((0, 255, 255), "yellow"),
        ((255, 255, 0), "cyan"),
        ((255, 0, 255), "magenta"),
        ((128, 0, 128), "purple"),
        ((0, 0, 0), "black"),
        ((255, 255, 255), "white"),
        ((128, 128, 128), "grey"),
        ((0, 153, 255), "orange"),
    ],
)
def test_names_of_colours(bgr, name):
    assert name_of(bgr) == name


def test_words_for_colours():
    assert canonical("Gray") == "grey" and canonical("aqua") == "cyan" and canonical("table") == ""
    assert hexadecimal((0x88, 0xD3, 0x46)) == "46D388"
