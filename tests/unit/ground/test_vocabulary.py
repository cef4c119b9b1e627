"""Words of interfaces: what is mended, and above all what is not."""

import pytest

from deskhand.ground.vocabulary import is_interface_text, mended


@pytest.mark.parametrize("text", ["Save as", "Open File", "Zoom in"])
def test_interface_text(text):
    assert is_interface_text(text)
    assert mended(text) == text


@pytest.mark.parametrize("text", ["Eile", "", "Frobnicate the file"])
def test_other_text(text):
    assert not is_interface_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "item5",
        "page2.txt",
        "file10",
        "image8.png",
        "Tab 1",
        "2015",
        "0x5B",
        "C|",
        "Lab.txt",
        "mall.txt",
        "Slate.png",
        "5tart.txt",
        "#0ff",
        "save_a5",
        "R2",
        "IPv6",
        "Sheet1",
        "10:45",
    ],
)
def test_names_and_numbers_are_left_alone(text):
    assert mended(text) == text


@pytest.mark.parametrize(("read", "meant"), [("C1ose", "Close"), ("5ave", "Save"), ("Fi|e", "File"), ("Eait", "Eait")])
def test_one_confused_letter_is_put_right(read, meant):
    assert mended(read) == meant


def test_a_sure_reading_is_taken_to_the_letter():
    assert mended("Lime", doubt=0.02) == "Lime"


def test_mending_twice_is_mending_once():
    for text in ("5ave a5", "C1ose item5", "T0tal"):
        assert mended(mended(text)) == mended(text)
