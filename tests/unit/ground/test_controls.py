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


def test_an_empty_field_of_a_dark_page_is_another_grey(kinds):
    pixels = blank(400, 120, (18, 18, 18))
    put(pixels, "Name", (40, 47), colour=(255, 255, 255))
    outline(pixels, Box(120, 40, 240, 30), (133, 133, 133), (59, 59, 59))
    assert ("Name", "edit", "") in kinds(pixels)


def test_a_field_of_a_dark_page_that_has_an_outline_alone(kinds):
    pixels = blank(400, 120, (30, 31, 34))
    put(pixels, "Name", (40, 47), colour=(221, 221, 221))
    outline(pixels, Box(120, 40, 240, 26), (85, 85, 85))
    put(pixels, "Lee", (128, 45), colour=(221, 221, 221))
    assert ("Name", "edit", "Lee") in kinds(pixels)


def test_a_caret_as_high_as_its_field_does_not_part_it(kinds):
    pixels = blank(400, 120, (217, 217, 217))
    put(pixels, "Customer:", (40, 47))
    outline(pixels, Box(120, 40, 244, 26), (0, 0, 0), (255, 255, 255))
    text = put(pixels, "Bea", (125, 46))
    pixels[41:65, text.right + 1 : text.right + 3] = 0
    seen = kinds(pixels)
    assert ("Customer", "edit", "Bea") in seen and not any(role == "button" for _, role, _ in seen)


def test_a_combo_box_in_a_column_of_long_fields_is_none_of_a_list(kinds):
    pixels = blank(640, 240, (255, 255, 255))
    for row, name in enumerate(("Street", "Town", "Country")):
        put(pixels, name, (20, 40 + 56 * row), 20)
        outline(pixels, Box(240, 32 + 56 * row, 360, 38), (187, 187, 187), (255, 255, 255))
    put(pixels, "Norway", (250, 152), 20)
    arrow_down(pixels, 580, 161)
    assert ("Country", "combo", "Norway") in kinds(pixels)


def test_a_field_of_a_dialog_with_half_of_its_text_selected(kinds):
    pixels = blank(302, 150, (246, 246, 246))
    put(pixels, "Enter the new name:", (76, 30))
    outline(pixels, Box(79, 52, 210, 30), (228, 132, 53), (255, 255, 255))
    outline(pixels, Box(80, 53, 208, 28), (228, 132, 53), (255, 255, 255))
    pixels[58:76, 86:143] = (228, 132, 53)
    put(pixels, "IMG_001", (87, 60), colour=(255, 255, 255))
    put(pixels, ".txt", (144, 60))
    seen = kinds(pixels)
    assert any((text, role) == ("Enter the new name", "edit") for text, role, _ in seen)
    assert not any(role == "tab" for _, role, _ in seen)


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


def test_the_label_above_a_field_comes_before_one_far_to_its_left(kinds):
    pixels = blank(500, 140)
    put(pixels, "Devices", (10, 64))
    put(pixels, "Enter the name:", (202, 30))
    outline(pixels, Box(200, 54, 210, 30), (150, 150, 150), (255, 255, 255))
    assert ("Enter the name", "edit", "") in kinds(pixels)


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


def test_a_field_with_chosen_words_and_a_sign_that_empties_it_is_one_field(kinds):
    pixels = blank(700, 120)
    put(pixels, "Search for:", (20, 47))
    outline(pixels, Box(120, 34, 464, 46), (150, 150, 150), (255, 255, 255))
    pixels[48:66, 130:196] = (228, 132, 53)
    put(pixels, "Pancakes", (132, 50), colour=(255, 255, 255))
    outline(pixels, Box(545, 48, 25, 18), (120, 120, 120), (190, 190, 190))
    put(pixels, "x", (553, 49))
    seen = kinds(pixels)
    assert ("Search for", "edit", "Pancakes") in seen
    assert not any(role == "button" and "Pancakes" in text for text, role, _ in seen)


def test_a_number_at_the_right_end_of_a_display_is_its_content(see):
    pixels = blank(400, 120)
    outline(pixels, Box(20, 30, 320, 58), (150, 150, 150), (255, 255, 255))
    put(pixels, "96", (300, 50))
    assert any("96" in (e.text, e.state) for e in see(pixels))


@pytest.mark.parametrize("height", [84, 130, 240])
@pytest.mark.parametrize("text", ["", "Call after six"])
def test_a_high_field_with_a_grip_is_a_text_area(kinds, height, text):
    pixels = blank(420, 340, (252, 252, 252))
    put(pixels, "Remarks", (30, 20))
    area = outline(pixels, Box(30, 40, 300, height), (118, 118, 118), (255, 255, 255))
    put(pixels, text, (38, 48)) if text else None
    for reach in (9, 5):
        cv2.line(
            pixels, (area.right - 2 - reach, area.bottom - 3), (area.right - 3, area.bottom - 2 - reach), (90, 90, 90)
        )
    assert ("Remarks", "edit", text) in kinds(pixels)


def test_a_high_frame_without_a_grip_is_none(kinds):
    pixels = blank(420, 340, (252, 252, 252))
    put(pixels, "Remarks", (30, 20))
    outline(pixels, Box(30, 40, 300, 130), (118, 118, 118), (255, 255, 255))
    assert "edit" not in [role for _, role, _ in kinds(pixels)]


def test_a_list_that_is_open_over_a_text_area_is_none_of_its_text(kinds):
    pixels = blank(420, 340, (252, 252, 252))
    area = outline(pixels, Box(30, 40, 300, 240), (118, 118, 118), (255, 255, 255))
    for number, text in enumerate(("Denmark", "France", "Germany", "Spain")):
        put(pixels, text, (38, 48 + 28 * number))
    for reach in (9, 5):
        start, end = (area.right - 2 - reach, area.bottom - 3), (area.right - 3, area.bottom - 2 - reach)
        cv2.line(pixels, start, end, (90, 90, 90))
    assert {"Denmark", "France", "Germany", "Spain"} <= {text for text, _, _ in kinds(pixels)}
