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


def test_columns_that_only_line_up_are_cells(kinds):
    pixels = blank(500, 260, (255, 255, 255))
    for row, texts in enumerate([*ROWS, ["todo.txt", "1 KB", "Sunday"]]):
        for column, text in enumerate(texts):
            put(pixels, text, (30 + 140 * column, 40 + 26 * row))
    assert [text for text, role, _ in kinds(pixels) if role == "cell"][:3] == ROWS[0]


def test_boxed_tabs_and_the_selected_one(kinds):
    pixels = blank(500, 200)
    outline(pixels, Box(10, 46, 470, 140), (150, 150, 150))
    for place, title in ((1, "Network"), (2, "Display"), (3, "Sound")):
        tab = outline(pixels, Box(10 + 99 * place, 18, 100, 29), (150, 150, 150), (225, 225, 225))
        put(pixels, title, (tab.x + 26, tab.y + 7))
    # The open tab has no lower edge.
    outline(pixels, Box(10, 16, 100, 32), (150, 150, 150))
    pixels[44:50, 11:109] = 245
    put(pixels, "General", (34, 25))
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
