"""Framed controls: buttons, fields, combo boxes, scroll bars, toggles with labels."""

import cv2
import numpy as np
import pytest

from deskhand.core.geometry import Box
from tests.builders import blank, outline, put, toggle


def button(pixels, text, box):
    outline(pixels, box, (165, 165, 165), (235, 235, 235))
    size = put(pixels.copy(), text, (box.x, box.y))
    return put(pixels, text, (box.x + (box.w - size.w) // 2, box.y + (box.h - 16) // 2))


def arrow_down(pixels, x, y):
    cv2.fillConvexPoly(pixels, np.array([(x, y), (x + 8, y), (x + 4, y + 5)]), (60, 60, 60))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_frame_with_a_centred_label_is_a_button(see, dark):
    pixels = blank()
    place = Box(100, 80, 92, 30)
    button(pixels, "Save", place)
    (found,) = see(255 - pixels if dark else pixels)
    assert (found.role, found.text) == ("button", "Save")
    assert place.coverage(found.box.grown(2)) == 1.0 and found.box.coverage(place.grown(2)) == 1.0


def test_a_frame_with_text_at_the_left_and_an_arrow_is_a_combo_box(kinds):
    pixels = blank(400, 120)
    put(pixels, "Language", (20, 47))
    outline(pixels, Box(120, 40, 200, 30), (150, 150, 150), (255, 255, 255))
    put(pixels, "English", (130, 47))
    arrow_down(pixels, 300, 53)
    assert ("Language", "combo", "English") in kinds(pixels)


def test_a_field_is_named_by_its_label_which_stays_listed(kinds):
    pixels = blank(400, 120)
    put(pixels, "Name:", (40, 47))
    outline(pixels, Box(120, 40, 240, 30), (140, 140, 140), (255, 255, 255))
    seen = kinds(pixels)
    assert ("Name", "edit", "") in seen
    assert ("Name:", "text", "") in seen


def test_a_field_is_named_by_the_label_above_it(kinds):
    pixels = blank(400, 160)
    put(pixels, "Your city", (40, 30))
    outline(pixels, Box(40, 52, 240, 30), (140, 140, 140), (255, 255, 255))
    put(pixels, "Oslo", (50, 59))
    assert ("Your city", "edit", "Oslo") in kinds(pixels)


def test_a_spin_field_keeps_its_number(kinds):
    pixels = blank(400, 120)
    put(pixels, "Copies", (40, 47))
    outline(pixels, Box(120, 40, 120, 30), (140, 140, 140), (255, 255, 255))
    put(pixels, "12", (130, 47))
    for x, text in ((180, "-"), (210, "+")):
        cv2.line(pixels, (x, 41), (x, 68), (140, 140, 140), 1)
        put(pixels, text, (x + 10, 46))
    texts = [(text, state) for text, role, state in kinds(pixels) if role in ("edit", "combo", "text")]
    assert any("12" in (text, state) for text, state in texts)


def test_a_scroll_bar(see):
    pixels = blank(300, 300)
    bar = outline(pixels, Box(270, 10, 14, 270), (170, 170, 170), (215, 215, 215))
    outline(pixels, Box(273, 60, 8, 80), (120, 120, 120), (150, 150, 150))
    (found,) = [e for e in see(pixels) if e.role == "scrollbar"]
    assert bar.coverage(found.box.grown(2)) == 1.0


@pytest.mark.parametrize("marked", [False, True])
def test_toggles_carry_the_label_at_their_right(kinds, marked):
    pixels = blank(300, 120)
    toggle(pixels, (30, 30), 16, marked=marked)
    put(pixels, "Word wrap", (54, 30))
    toggle(pixels, (30, 60), 16, is_round=True, marked=marked)
    put(pixels, "Imperial units", (54, 60))
    state = "on" if marked else "off"
    assert kinds(pixels) == [("Word wrap", "checkbox", state), ("Imperial units", "radio", state)]


def test_a_switch_is_on_where_its_knob_is_right(kinds):
    pixels = blank(400, 140)
    for y, knob, fill, text in ((20, 24, (200, 120, 30), "Wi-Fi"), (80, 4, (170, 170, 170), "Bluetooth")):
        cv2.rectangle(pixels, (40, y), (87, y + 27), fill, -1)
        outline(pixels, Box(40 + knob, y + 4, 20, 20), (90, 90, 90), (250, 250, 250))
        put(pixels, text, (120, y + 6))
    assert [row for row in kinds(pixels) if row[1] == "switch"] == [
        ("Wi-Fi", "switch", "on"),
        ("Bluetooth", "switch", "off"),
    ]
