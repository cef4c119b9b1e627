"""Figures and dots on a plain ground."""

import cv2
import numpy as np

from deskhand.core.geometry import Box
from deskhand.vision.figures import dots, figures


def white(height=200, width=300):
    return np.full((height, width, 3), 255, np.uint8)


def test_kind_colour_and_place():
    picture = white()
    cv2.circle(picture, (50, 60), 20, (0, 0, 255), -1, cv2.LINE_AA)
    cv2.rectangle(picture, (120, 40), (160, 80), (255, 0, 0), -1)
    cv2.fillPoly(picture, [np.array([(220, 40), (200, 80), (240, 80)])], (0, 255, 255))
    found = figures(picture)
    assert [(f.kind, f.colour) for f in found] == [("circle", "red"), ("rectangle", "blue"), ("triangle", "yellow")]
    assert abs(found[0].middle.x - 50) <= 1 and abs(found[0].middle.y - 60) <= 1


def test_an_outline_is_a_figure_that_is_not_filled():
    picture = white()
    cv2.rectangle(picture, (20, 20), (120, 90), (0, 0, 0), 3)
    (found,) = figures(picture)
    assert found.kind == "rectangle" and not found.filled


def test_what_is_written_is_no_figure():
    picture = white()
    cv2.rectangle(picture, (20, 20), (120, 60), (200, 200, 200), -1)
    assert figures(picture, [Box(18, 18, 106, 46)]) == []


def test_dots_are_found_where_lines_run_into_them():
    picture = white()
    cv2.line(picture, (40, 150), (240, 50), (0, 0, 0), 2, cv2.LINE_AA)
    cv2.circle(picture, (40, 150), 7, (255, 0, 0), -1, cv2.LINE_AA)
    cv2.circle(picture, (240, 50), 7, (0, 0, 0), -1, cv2.LINE_AA)
    found = dots(picture)
    assert [d.colour for d in found] == ["blue", "black"]
    assert np.hypot(found[0].exact[0] - 40, found[0].exact[1] - 150) < 1.5


def test_an_empty_picture_shows_nothing():
    assert figures(white()) == [] and dots(white()) == []
