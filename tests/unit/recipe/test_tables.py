"""Rows of a table on the screen, and of one that was copied."""

import pytest

from deskhand.core.errors import RecipeError
from deskhand.core.geometry import Box
from deskhand.core.screen import Element, Role
from deskhand.recipe.walking.tables import rows_copied, rows_on_screen
from tests.builders import scene

ORDERS = [["A-1040", "Harbour Books", "1,204.50"], ["A-1041", "Müller & Söhne", "88.00"], ["A-1042", "", "310.25"]]
HEADERS = ["Order", "Customer", "Amount"]


def text(words, x, y, w=60, h=14, role="text", sure=0.95, source="pp-ocr"):
    return Element(1, Role(role), words, Box(x, y, w, h), "", source, sure)


def table(rows, headers=HEADERS, top=100, pitch=30, x=50, role="text", header="text"):
    """A table whose columns begin 150 pixels apart, its texts as wide as they are long."""
    lines = [list(headers), *rows]
    found = []
    for n, line in enumerate(lines):
        for c, words in enumerate(line):
            if words:
                found.append(text(words, x + 150 * c, top + pitch * n, 8 * len(words), role=role if n else header))
    return found


def read(*elements, headers=HEADERS, inside=None):
    return [list(row.values()) for row in rows_on_screen(scene(*elements), headers, inside)]


def test_texts_under_their_headers():
    assert read(*table(ORDERS)) == ORDERS


def test_columns_asked_for_in_another_order_and_not_all():
    assert read(*table(ORDERS), headers=["Amount", "Order"]) == [[row[2], row[0]] for row in ORDERS]


def test_a_cell_taken_for_a_button_is_a_cell():
    found = [*table(ORDERS[:1], role="cell", header="header"), text("A-1041", 50, 160, role="cell")]
    assert read(*found, text("Chen Optics", 200, 160, role="button")) == [ORDERS[0], ["A-1041", "Chen Optics", ""]]


def test_what_stands_below_the_table_is_no_row():
    below = [text("Previous", 50, 235, role="button"), text("Next", 140, 235, role="button")]
    assert read(*table(ORDERS), *below) == ORDERS


def test_rows_that_are_higher_than_others_are_rows():
    found = [*table(ORDERS[:2]), *table(ORDERS[2:], headers=["A-9", "X", "2"], top=210)]
    assert len(read(*found)) == 4


def test_a_thin_header_over_rows_further_apart():
    found = [text("Name", 50, 100, role="header")]
    found += [text(name, 50, 120 + 40 * n, role="cell") for n, name in enumerate(["beach.png", "b.zip", "c.txt"])]
    assert read(*found, headers=["Name"]) == [["beach.png"], ["b.zip"], ["c.txt"]]


def test_a_status_line_under_a_list_of_one_column_is_no_row():
    found = [text("Name", 50, 100, role="header")]
    found += [text(name, 50, 128 + 28 * n, role="cell") for n, name in enumerate(["beach.png", "b.zip", "c.txt"])]
    found.append(text("3 files: 15 bytes", 50, 128 + 28 * 2 + 47, 300, role="cell"))
    assert read(*found, headers=["Name"]) == [["beach.png"], ["b.zip"], ["c.txt"]]


def test_an_empty_table():
    assert read(*table([])) == []


def test_right_aligned_numbers_under_a_narrow_header():
    found = [text("Item", 50, 100), text("Qty", 230, 100, 24), text("Screws", 50, 130), text("12", 240, 130, 14)]
    assert read(*found, headers=["Item", "Qty"]) == [["Screws", "12"]]


def test_two_tables_are_told_apart_by_the_window():
    both = [*table(ORDERS), *table([["B-1", "Nordlys", "5"]], x=700)]
    with pytest.raises(RecipeError, match="more than once"):
        read(*both)
    assert read(*both, inside=Box(650, 0, 600, 600)) == [["B-1", "Nordlys", "5"]]


def test_the_same_word_elsewhere_is_no_header():
    assert read(text("Amount", 400, 20), *table(ORDERS)) == ORDERS


@pytest.mark.parametrize("missing", [["Order", "Price"], ["Amounts due"]])
def test_headers_that_are_not_there(missing):
    with pytest.raises(RecipeError, match=f"column “{missing[-1]}” is in sight"):
        read(*table(ORDERS), headers=missing)


def test_headers_that_are_on_different_lines():
    with pytest.raises(RecipeError, match="do not stand beside each other"):
        read(*table(ORDERS), text("Tax", 700, 400), headers=["Order", "Tax"])


def test_a_cell_that_cannot_be_read_is_not_guessed():
    with pytest.raises(RecipeError, match="“A-l04O” cannot be read"):
        read(*table(ORDERS), text("A-l04O", 50, 190, sure=0.3))


def test_the_names_of_icons_are_no_text_of_a_cell():
    icon = text("close", 20, 130, 12, role="icon", source="vision")
    assert read(*table(ORDERS), icon) == ORDERS


def test_copied_cells_are_taken_as_they_are():
    copied = "Amount\tNumber\tSupplier\r\n1204.50\tI-2041\tHarbour Books \r\n\t\t\r\n45.10\tI-2042\r\n"
    assert rows_copied(copied, ["Number", "Supplier", "Amount"]) == (
        {"Number": "I-2041", "Supplier": "Harbour Books", "Amount": "1204.50"},
        {"Number": "I-2042", "Supplier": "", "Amount": "45.10"},
    )


@pytest.mark.parametrize("nothing", [None, "", " \t \n"])
def test_nothing_was_copied(nothing):
    with pytest.raises(RecipeError, match="Nothing was copied"):
        rows_copied(nothing, ["Number"])


def test_something_else_was_copied():
    with pytest.raises(RecipeError, match=r"no column “Number”.*first line is “Name”, “Name”"):
        rows_copied("Name\tName\nA\tB", ["Number"])
    with pytest.raises(RecipeError, match="no column “Name”, or more than one"):
        rows_copied("Name\tName\nA\tB", ["Name"])


def test_a_row_read_as_one_text_is_not_left_out():
    found = [text("Name", 50, 100, role="header"), text("Type", 200, 100, role="header")]
    found += [text(name, 50, 130 + 30 * n, role="cell") for n, name in enumerate(["beach.png", "b.zip"])]
    found.append(text("IMG_001.txt 11 bytes plain text", 200, 190, 300, role="cell"))
    with pytest.raises(RecipeError, match=r"run into each other at “IMG_001.txt 11 bytes"):
        read(*found, headers=["Name"])
