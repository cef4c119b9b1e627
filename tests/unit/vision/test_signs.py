"""Signs of a written sum told by their shape."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from deskhand.vision.signs import find_sign, sign_of, sum_of

FONT = ImageFont.load_default(40)


def written(text, size=(400, 80)):
    picture = Image.new("RGB", size, (255, 255, 255))
    ImageDraw.Draw(picture).text((20, 14), text, fill=(0, 0, 0), font=FONT)
    return np.asarray(picture)[:, :, ::-1].copy()


@pytest.mark.parametrize("text", ["7-3=", "2x4=", "x+2=43", "10-x=37"])
def test_a_line_of_a_sum(text):
    assert sum_of(written(" ".join(text))) == text


@pytest.mark.parametrize("digit", "0123456789")
def test_each_digit(digit):
    assert sign_of(written(digit, (70, 80))) == digit


def test_words_are_no_sum():
    assert sum_of(written("Submit")) == ""


def test_nothing_is_no_sign():
    assert sum_of(written("")) == "" and sign_of(written("")) == ""


def test_a_letter_is_found_among_others():
    picture = written("R   M   x   j")
    box = find_sign(picture, "M")
    left = 20 + FONT.getlength("R   ")
    assert box is not None and abs(box.x - left) <= 4
