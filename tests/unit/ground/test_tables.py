"""Grids, headers with cells under them, and tabs."""

import cv2

from deskhand.core.geometry import Box
from tests.builders import blank, outline, put
from tests.unit.ground.conftest import bare

HEADERS = ["Name", "Size", "Modified"]
ROWS = [["report.txt", "12 KB", "Monday"], ["notes.md", "4 KB", "Tuesday"], ["photo.png", "2 MB", "Friday"]]


def test_cells_that_touch_are_a_grid(see):
    pixels = blank(400, 200, (255, 255, 255))
    for row, texts in enumerate([HEADERS, *ROWS]):
        for column, text in enumerate(texts):
            cell = Box(20 + 109 * column, 20 + 27 * row, 110, 28)
            outline(pixels, cell, (190, 190, 190), (255, 255, 255) if row else (225, 225, 225))
            put(pixels, text, (cell.x + 8, cell.y + 7))
    seen = see(pixels)
    assert [e.text for e in seen if e.role == "header"] == HEADERS
    assert bare(*(e.text for e in seen if e.role == "cell")) == bare(*(text for row in ROWS for text in row))
    assert all(e.box.w > 100 for e in seen if e.role == "cell"), "the whole cell, not its text"


def test_a_header_row_has_its_cells_under_it(see):
    pixels = blank(500, 260, (255, 255, 255))
    for column, text in enumerate(HEADERS):
        head = outline(pixels, Box(20 + 139 * column, 20, 140, 28), (180, 180, 180), (235, 235, 235))
        put(pixels, text, (head.x + 8, head.y + 7))
    outline(pixels, Box(20, 47, 418, 180), (180, 180, 180))
    for row, texts in enumerate(ROWS):
        for column, text in enumerate(texts):
            put(pixels, text, (28 + 139 * column, 58 + 26 * row))
    seen = see(pixels)
    assert [e.text for e in seen if e.role == "header"] == HEADERS
    assert bare(*(e.text for e in seen if e.role == "cell")) == bare(*(text for row in ROWS for text in row))


def test_a_form_under_a_bar_of_tabs_is_no_table(see):
    pixels = blank(620, 260, (255, 255, 255))
    for column, (text, left, width) in enumerate((("Customer", 20, 92), ("Delivery", 111, 82), ("History", 192, 74))):
        outline(pixels, Box(left, 20, width, 27), (187, 187, 187), (239, 239, 239))
        put(pixels, text, (left + 12 - column, 26))
    for row, (name, text) in enumerate((("First name", "Ann"), ("E-mail", "ann@example.org"), ("Town", "Oslo"))):
        put(pixels, name, (20, 70 + 34 * row))
        outline(pixels, Box(142, 64 + 34 * row, 240, 26), (187, 187, 187), (255, 255, 255))
        put(pixels, text, (150, 69 + 34 * row))
    fields = [(e.text, e.state) for e in see(pixels) if e.role == "edit"]
    assert fields == [("First name", "Ann"), ("E-mail", "ann@example.org"), ("Town", "Oslo")]


def test_columns_that_only_line_up_are_cells(kinds):
    pixels = blank(500, 260, (255, 255, 255))
    for row, texts in enumerate([*ROWS, ["todo.txt", "1 KB", "Sunday"]]):
        for column, text in enumerate(texts):
            put(pixels, text, (30 + 140 * column, 40 + 26 * row))
    assert [text for text, role, _ in kinds(pixels) if role == "cell"][:3] == ROWS[0]


def test_boxed_tabs_and_the_selected_one(kinds):
    pixels = blank(560, 240)
    outline(pixels, Box(10, 46, 540, 180), (150, 150, 150))
    for place, title in ((1, "Network"), (2, "Display"), (3, "Sound")):
        tab = outline(pixels, Box(10 + 99 * place, 18, 100, 29), (150, 150, 150), (225, 225, 225))
        put(pixels, title, (tab.x + 24, tab.y + 7))
    # The open tab has no edge of its own; the pane's line runs under all of them.
    put(pixels, "General", (36, 25))
    seen = kinds(pixels)
    assert [text for text, role, _ in seen if role == "tab"] == ["General", "Network", "Display", "Sound"]
    assert [text for text, role, state in seen if role == "tab" and state == "selected"] == ["General"]


def test_flat_tabs_with_a_coloured_bar_under_the_chosen_one(kinds):
    pixels = blank(500, 200)
    x = 30
    for title in ("Overview", "Activity", "Members"):
        drawn = put(pixels, title, (x, 40))
        if title == "Activity":
            cv2.rectangle(pixels, (drawn.x - 6, 64), (drawn.right + 6, 66), (215, 120, 30), -1)
        x = drawn.right + 30
    assert [row for row in kinds(pixels) if row[1] == "tab"] == [
        ("Overview", "tab", ""),
        ("Activity", "tab", "selected"),
        ("Members", "tab", ""),
    ]


def test_the_edge_of_a_field_with_the_keyboard_is_no_bar_of_a_tab(kinds):
    pixels = blank(900, 120)
    put(pixels, "Name:", (20, 47))
    outline(pixels, Box(80, 36, 780, 34), (228, 132, 53), (255, 255, 255))
    outline(pixels, Box(81, 37, 778, 32), (228, 132, 53), (255, 255, 255))
    put(pixels, "plan", (92, 46))
    put(pixels, "report", (140, 46))
    assert not any(role == "tab" for _, role, _ in kinds(pixels))


def test_a_status_line_far_below_is_no_row(see):
    pixels = blank(500, 420)
    for left, title in ((20, "Name"), (220, "Size")):
        outline(pixels, Box(left, 20, 200, 24), (170, 170, 170), (225, 225, 225))
        put(pixels, title, (left + 8, 24))
    for row, (name, size) in enumerate((("song.txt", "9 bytes"), ("cover.txt", "10 bytes"))):
        put(pixels, name, (28, 54 + 28 * row))
        put(pixels, size, (228, 54 + 28 * row))
    put(pixels, "2 objects", (28, 395))
    cells = [e for e in see(pixels) if e.role == "cell"]
    assert [e.text for e in cells if "song" in e.text] == ["song.txt"]
    assert all(e.box.h <= 32 for e in cells)


def test_a_chosen_row_of_a_list_is_a_row_of_its_table(kinds):
    pixels = blank(700, 220, (255, 255, 255))
    widths = (("Name", 10, 380), ("Size", 390, 120), ("Type", 510, 170))
    for title, x, width in widths:
        outline(pixels, Box(x, 10, width, 24), (205, 205, 205), (250, 250, 250))
        put(pixels, title, (x + 8, 15))
    cv2.rectangle(pixels, (10, 62), (679, 89), (228, 132, 53), -1)
    for row, name in enumerate(("beach.txt", "harbour.txt", "notes.txt")):
        colour = (255, 255, 255) if row == 1 else (0, 0, 0)
        for words, x in ((name, 30), ("11 bytes", 420), ("plain text", 520)):
            put(pixels, words, (x, 41 + 28 * row), colour=colour)
    cells = [text for text, role, _ in kinds(pixels) if role == "cell"]
    assert {"beach.txt", "harbour.txt", "notes.txt"} <= set(cells)
