"""Single signs are told by their shape, whatever an engine makes of them."""

import pytest

from deskhand.core.geometry import Box
from deskhand.ground.signs import sign_by_shape
from tests.builders import blank, put


@pytest.mark.parametrize("sign", list("-=./"))
@pytest.mark.parametrize("size", [13, 16, 22])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_signs_of_a_keypad(sign, size, dark):
    pixels = blank(80, 60)
    box = put(pixels, sign, (30, 20), size)
    assert sign_by_shape(255 - pixels if dark else pixels, box, "") == sign


def test_per_cent_is_told_from_what_it_is_read_as():
    pixels = blank(80, 60)
    box = put(pixels, "%", (30, 20), 16)
    assert sign_by_shape(pixels, box, "96") == "%"


@pytest.mark.parametrize("size", [13, 16, 20])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_star_that_was_not_read(size, dark):
    pixels = blank(80, 60)
    box = put(pixels, "*", (30, 20), size)
    assert sign_by_shape(255 - pixels if dark else pixels, box, "") == "*"


@pytest.mark.parametrize("text", ["x", "+", "k", "4", "#", "t"])
def test_what_is_no_star(text):
    pixels = blank(80, 60)
    assert sign_by_shape(pixels, put(pixels, text, (30, 20), 13), text) == ""


@pytest.mark.parametrize("text", list("a7LlTX+"))
def test_letters_and_other_signs_are_left_to_the_engine(text):
    pixels = blank(80, 60)
    assert sign_by_shape(pixels, put(pixels, text, (30, 20), 16), text) == ""


def test_words_are_left_to_the_engine():
    pixels = blank(80, 60)
    assert sign_by_shape(pixels, put(pixels, "...", (30, 20), 16), "...") == ""


@pytest.mark.parametrize("corner", [(0, 0), (60, 0), (0, 57), (60, 57)])
def test_a_bar_at_the_edge_of_the_picture(corner):
    pixels = blank(70, 60)
    bar = Box(*corner, 10, 3)
    pixels[bar.y + 1 : bar.y + 3, bar.x : bar.right] = 20
    assert sign_by_shape(pixels, bar, "") in ("-", "")


def test_an_upright_bar_is_no_slash():
    pixels = blank(60, 60)
    pixels[20:36, 30:34] = 20
    assert sign_by_shape(pixels, Box(30, 20, 4, 16), "l") == ""
