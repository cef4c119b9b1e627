"""Finding elements by description: one, several or none, and never a guess."""

import pytest

from deskhand.core.geometry import Box
from deskhand.core.naming import Likeness
from deskhand.core.screen import Element, Role
from tests.builders import element, scene


def invoices(count=4, first=1041, delete="Delete"):
    """A list of invoices, each row with two buttons."""
    made = []
    for row in range(count):
        y = 100 + 34 * row
        texts = ((10, f"Invoice {first + row}"), (160, "2026-03-01"), (300, "Pending"))
        made += [element("text", text, box=Box(x, y + 6, 90, 15)) for x, text in texts]
        made += [element("button", text, box=Box(x, y, 70, 26)) for x, text in ((420, "Open"), (500, delete))]
    return [Element(i, e.role, e.text, e.box) for i, e in enumerate(made, 1)]


def test_one_match_is_the_answer():
    found = scene(*invoices()).find("invoice 1042")
    assert found.only is not None and found.only.text == "Invoice 1042"
    assert found.likeness is Likeness.SAME
    assert found.answer.startswith("The text ‘Invoice 1042’")


def test_several_matches_are_an_answer_too():
    found = scene(*invoices(3)).find("Delete")
    assert found.only is None
    assert len(found) == 3
    assert found.answer == (
        "3 matches for ‘Delete’: in the row of ‘Invoice 1041’, in the row of ‘Invoice 1042’, "
        "in the row of ‘Invoice 1043’; name a neighbour."
    )


def test_no_match_names_the_closest():
    found = scene(*invoices())
    assert not found.find("Rename").all
    assert found.find("Delte").answer == "Nothing is called ‘Delte’; the closest is ‘Delete’."


@pytest.mark.parametrize("near", ["invoice 1042", "1042", "Invoice l042"])
def test_the_button_in_the_row_of_an_invoice(near):
    elements = invoices()
    found = scene(*elements).find("delete", role=Role.BUTTON, near=near)
    assert found.only is elements[9]
    assert found.answer == "The button ‘Delete’ in the row of ‘Invoice 1042’."


def test_the_neighbour_may_be_an_element():
    elements = invoices()
    found = scene(*elements)
    assert found.find("Open", near=elements[5]).only is elements[8]
    assert found.find("Open", near=elements[9]).only is elements[8]


def test_a_neighbour_on_several_rows_leaves_several():
    assert len(scene(*invoices()).find("Delete", near="Pending")) == 4


def test_a_row_without_the_button_does_not_borrow_that_of_another():
    elements = invoices()
    del elements[9]
    found = scene(*elements).find("Delete", near="Invoice 1042")
    assert len(found) == 0
    assert found.answer == "No ‘Delete’ stands by ‘Invoice 1042’; there are 3 elsewhere."


def test_an_unknown_neighbour_finds_nothing():
    found = scene(*invoices()).find("Delete", near="Invoice 9999")
    assert len(found) == 0
    assert "‘Delete’ cannot be told by it" in found.answer


def test_without_rows_the_nearest_below_its_heading():
    wifi, first = (
        element("text", "Wi-Fi", box=Box(10, 10, 60, 16)),
        element("button", "Set up", box=Box(10, 40, 80, 26)),
    )
    tooth, second = (
        element("text", "Bluetooth", box=Box(10, 80, 90, 16)),
        element("button", "Set up", box=Box(10, 110, 80, 26)),
    )
    found = scene(wifi, first, tooth, second)
    assert found.find("Set up", near="Wi-Fi").only is first
    assert found.find("Set up", near="Bluetooth").only is second


def test_exact_beats_near_and_a_near_match_never_stands_in():
    exact, near = (
        element("menu item", "Archive", box=Box(0, 0, 80, 20)),
        element("button", "Archeve", box=Box(0, 40, 80, 20)),
    )
    found = scene(exact, near)
    assert found.find("Archive").only is exact
    refused = found.find("Archive", role=Role.BUTTON)
    assert len(refused) == 0
    assert refused.answer == "‘Archive’ is there as menu item, not as button."
    assert scene(near).find("Archive").only is near
    assert scene(near).find("Archive").likeness is Likeness.NEAR


def test_a_misread_twin_keeps_a_label_ambiguous():
    two = element("button", "Delete", box=Box(0, 0, 80, 20)), element("button", "De1ete", box=Box(0, 40, 80, 20))
    assert scene(*two).find("Delete").all == two


def test_of_short_labels_only_the_same_counts_if_there_is_one():
    one, letter = element("button", "1", box=Box(0, 0, 20, 20)), element("button", "l", box=Box(30, 0, 20, 20))
    assert scene(letter, one).find("1").only is one
    assert scene(letter).find("1").only is letter
    assert len(scene(one).find("7")) == 0


def test_a_role_is_one_or_several():
    icon = element("icon", "Save", box=Box(0, 0, 20, 20))
    assert len(scene(icon).find("Save", role=Role.BUTTON)) == 0
    assert scene(icon).find("Save", role=(Role.BUTTON, Role.ICON, Role.MENU_ITEM)).only is icon


def test_a_window_is_named_by_title_or_id():
    windows = [
        Element(1, Role.WINDOW, "notes.txt - Editor", Box(0, 0, 400, 300)),
        Element(2, Role.WINDOW, "Mail", Box(400, 0, 400, 300)),
        Element(3, Role.DIALOG, "Delete?", Box(450, 50, 200, 100), window=2),
    ]
    buttons = [Element(4 + i, Role.BUTTON, "Delete", Box(200 * i, 100, 60, 20), window=1 + i) for i in range(3)]
    found = scene(*windows, *buttons)
    assert found.find("Delete", in_window="Editor").only is buttons[0]
    assert found.find("Delete", in_window=3).only is buttons[2]
    assert found.find("Delete", in_window="Mail").all == tuple(buttons[1:])
    assert len(found.find("Delete", in_window="Calendar")) == 0
    answer = found.find("Delete", in_window="Calendar").answer
    assert answer == "No window is called ‘Calendar’; there are ‘notes.txt - Editor’, ‘Mail’, ‘Delete?’."


def test_a_title_stands_back_behind_the_button_of_its_name():
    dialog = Element(1, Role.DIALOG, "Delete", Box(0, 0, 300, 200))
    button = Element(2, Role.BUTTON, "Delete", Box(200, 150, 60, 24), window=1)
    assert scene(dialog, button).find("Delete").only is button
    assert scene(dialog, button).find("Delete", role=Role.DIALOG).only is dialog


def test_a_row_stands_back_behind_its_cell():
    row, cell = element("row", "a.txt", box=Box(0, 0, 400, 24)), element("cell", "a.txt", box=Box(30, 4, 60, 16))
    assert scene(row, cell).find("a.txt").only is cell


def test_a_field_is_found_by_the_text_beside_it():
    text, field = element("text", "E-mail:", box=Box(10, 12, 60, 15)), element("edit", "", box=Box(90, 8, 200, 24))
    assert scene(text, field).find("e-mail", role=Role.EDIT).only is field


def test_hebrew_rows_are_read_from_the_right():
    rows = [
        element(role, text, box=Box(x, 20 + 34 * i + (6 if role == "text" else 0), w, h))
        for i, number in enumerate((7, 8, 9))
        for role, text, x, w, h in (("text", f"חשבונית {number}", 500, 80, 15), ("button", "מחיקה", 100, 70, 26))
    ]
    found = scene(*rows)
    assert found.find("מחיקה", near="חשבונית 8").only is rows[3]
    assert found.row_of(rows[3]) == (rows[2], rows[3])


def test_chinese_and_japanese_labels():
    rows = [
        element(role, text, box=Box(x, 20 + 34 * i, w, 18))
        for i, number in enumerate((1041, 1042))
        for role, text, x, w in (
            ("text", f"請求書{number}", 10, 90),
            ("button", "削除", 300, 50),
            ("button", "開く(O)...", 400, 50),
        )
    ]
    found = scene(*rows)
    assert found.find("削除", near="請求書1042").only is rows[4]
    assert found.find("開く", near="1041").only is rows[2]
    assert len(found.find("削徐")) == 0


def test_five_thousand_elements():
    elements = invoices(1000, 1000)
    found = scene(*elements)
    assert len(elements) == 5000
    assert found.find("Delete", near="Invoice 1777", role=Role.BUTTON).only is elements[777 * 5 + 4]
    assert len(found.find("Delete")) == 1000
    assert found.find("Delete").answer.endswith("and 996 more; name a neighbour.")


def test_a_neighbour_named_too_often_tells_nothing():
    heads = [element("text", "Item", box=Box(10, 60 * i, 60, 16)) for i in range(201)]
    buttons = [element("button", "Set up", box=Box(10, 60 * i + 20, 60, 26)) for i in range(201)]
    assert len(scene(*heads[:9], *buttons[:9]).find("Set up", near="Item")) == 9
    assert len(scene(*heads, *buttons).find("Set up", near="Item")) == 201
