"""Reading order, panes, rows, neighbours and the labels of fields."""

import random

import pytest

from deskhand.core.geometry import Box
from deskhand.core.reading import layout, reading_order
from tests.builders import element, scene

SIDEBAR = [Box(10, 60 + 25 * i, 90, 15) for i in range(12)]
TABLE = [Box(160 + 140 * column, 62 + 31 * row, 100, 15) for row in range(9) for column in range(3)]
TOOLBAR = [Box(10 + 80 * i, 20, 60, 24) for i in range(6)]


def placed(role, text, x, y, w=80, h=16, number=1):
    return element(role, text, box=Box(x, y, w, h), number=number)


def test_a_row_is_read_across_though_its_boxes_differ_by_some_pixels():
    boxes = [Box(200, 9, 60, 24), Box(10, 13, 80, 15), Box(110, 11, 60, 15), Box(10, 40, 80, 15)]
    assert reading_order(boxes) == [1, 2, 0, 3]


def test_the_tolerance_of_a_row_grows_with_its_letters():
    large = [Box(0, 0, 400, 60), Box(500, 20, 300, 60), Box(0, 90, 400, 60)]
    small = [Box(0, 0, 40, 8), Box(50, 5, 40, 8), Box(0, 20, 40, 8)]
    assert len(set(layout(large).row)) == 2
    assert len(set(layout(small).row)) == 3


def test_a_sidebar_is_read_before_the_table_and_the_toolbar_before_both():
    boxes = [*TABLE, *SIDEBAR, *TOOLBAR]
    random.Random(3).shuffle(boxes)
    assert [boxes[i] for i in reading_order(boxes)] == [*TOOLBAR, *SIDEBAR, *TABLE]


def test_the_columns_of_a_table_are_one_pane():
    assert len(set(layout(TABLE).pane)) == 1
    assert len(set(layout(TABLE).row)) == 9


def test_a_status_bar_across_two_panes_is_read_last():
    bar = Box(10, 400, 500, 15)
    boxes = [bar, *SIDEBAR, *TABLE]
    assert [boxes[i] for i in reading_order(boxes)] == [*SIDEBAR, *TABLE, bar]


def test_a_box_that_holds_others_comes_before_them():
    boxes = [*TABLE, Box(150, 50, 420, 300)]
    assert reading_order(boxes)[0] == len(TABLE)


def test_windows_are_read_one_by_one():
    boxes = [Box(0, 10, 50, 15), Box(300, 10, 50, 15), Box(0, 40, 50, 15), Box(300, 40, 50, 15)]
    assert reading_order(boxes, [1, 2, 1, 2]) == [0, 2, 1, 3]
    with pytest.raises(ValueError, match="one for each"):
        reading_order(boxes, [1])


def test_right_to_left_begins_at_the_right():
    boxes = [Box(10, 10, 50, 15), Box(100, 10, 50, 15), *[Box(400, 60 + 25 * i, 90, 15) for i in range(5)]]
    assert reading_order(boxes, right_to_left=True)[:2] == [1, 0]
    mirrored = [Box(1000 - b.right, b.y, b.w, b.h) for b in [*SIDEBAR, *TABLE]]
    assert reading_order(mirrored, right_to_left=True)[: len(SIDEBAR)] == list(range(len(SIDEBAR)))


def test_nothing_is_read_of_nothing():
    assert reading_order([]) == []


def test_a_row_has_its_texts_and_buttons_and_no_sidebar():
    sidebar = [placed("text", f"Folder {i}", 10, 60 + 25 * i) for i in range(8)]
    cells = [
        placed(role, f"{text} {row}", x, y + 31 * row, h=h)
        for row in range(7)
        for role, text, x, y, h in (("text", "Invoice", 160, 64, 15), ("button", "Pay", 500, 59, 26))
    ]
    found = scene(*cells, *sidebar)
    assert [e.text for e in found.row_of(cells[4])] == ["Invoice 2", "Pay 2"]
    assert [e.text for e in found.row_of(cells[5])] == ["Invoice 2", "Pay 2"]


def test_a_button_beside_two_lines_is_on_the_row_of_both():
    texts = [
        placed("text", f"{t} {i}", 10, 10 + 60 * i + 17 * k) for i in range(4) for k, t in enumerate(("Name", "Firm"))
    ]
    buttons = [placed("button", f"Delete {i}", 300, 12 + 60 * i, h=28) for i in range(4)]
    found = scene(*texts, *buttons)
    for text in texts[2:4]:
        assert buttons[1] in found.row_of(text)
        assert buttons[2] not in found.row_of(text)


def test_a_drawn_row_holds_all_its_lines():
    row, other = placed("row", "", 0, 0, 400, 60), placed("row", "", 0, 60, 400, 60)
    inside = (placed("text", "Invoice 7", 10, 4), placed("text", "Acme", 10, 40), placed("button", "Pay", 300, 5))
    outside = placed("text", "Invoice 8", 10, 64)
    found = scene(row, *inside, other, outside)
    assert set(found.row_of(inside[1])) == {row, *inside}
    assert set(found.row_of(row)) == {row, *inside}


def test_neighbours_are_the_nearest_on_each_side():
    grid = {(x, y): placed("button", f"{x}{y}", 100 * x, 40 * y, 60, 24) for x in range(4) for y in range(4)}
    around = scene(*grid.values()).neighbours(grid[1, 1])
    assert (around.left, around.right) == (grid[0, 1], grid[2, 1])
    assert (around.above, around.below) == (grid[1, 0], grid[1, 2])
    corner = scene(*grid.values()).neighbours(grid[0, 0])
    assert (corner.left, corner.above) == (None, None)


def test_the_label_of_a_field_stands_left_of_it_or_above():
    left, above = placed("text", "Name:", 10, 12), placed("text", "Street", 100, 60)
    fields = [placed("edit", "", 100, 8, 200, 26), placed("combo", "", 100, 80, 200, 26), placed("edit", "", 600, 8)]
    found = scene(left, above, *fields)
    assert [found.label_of(field) for field in fields] == [left, above, None]


def test_the_label_of_a_box_stands_after_it_and_of_a_hebrew_field_right_of_it():
    box, text = placed("checkbox", "", 10, 10, 14, 14), placed("text", "Wi-Fi", 30, 9)
    assert scene(box, text).label_of(box) is text
    name, field = placed("text", "שם פרטי", 400, 12, 60), placed("edit", "", 200, 8, 180, 26)
    assert scene(name, field).label_of(field) is name


def test_an_element_of_another_scene_is_refused():
    with pytest.raises(ValueError, match="not in tuple"):
        scene(placed("text", "here", 0, 0)).row_of(placed("text", "there", 0, 0))
