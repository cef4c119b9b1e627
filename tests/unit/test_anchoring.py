"""What is remembered of a thing, as a recipe says it and back."""

import dataclasses

import numpy as np

from deskhand.core.anchor import Beside, Side, WindowMark
from deskhand.core.geometry import Box, Point
from deskhand.core.marks import fits, matching, titled
from deskhand.core.screen import Element, Frame, Role, Scene, Window
from deskhand.recipe.anchors.anchoring import anchor_of
from deskhand.recipe.anchors.targets import anchor_from, target_of
from deskhand.recipe.anchors.titles import common_pattern, title_pattern
from tests.builders import blank, outline, put

WINDOW = Window(3, "Orders - Shop", "Shop", Box(40, 30, 400, 260), focused=True)


def form():
    """A window with a field and its label, two buttons, and a table of two rows with a button each."""
    pixels = blank(640, 400)
    found = [Element(1, Role.WINDOW, WINDOW.title, WINDOW.box, "focused", "x11")]

    def add(role, text, box, state=""):
        found.append(Element(len(found) + 1, Role(role), text, box, state, "ocr", 1.0, 1))

    add("text", "Customer", put(pixels, "Customer", (60, 60)))
    field = outline(pixels, Box(140, 56, 160, 24), fill=(255, 255, 255))
    put(pixels, "secret words", (146, 60))
    add("edit", "Customer", field, "secret words")
    for text, x in (("Save", 60), ("Cancel", 140)):
        box = outline(pixels, Box(x, 240, 70, 26), fill=(225, 225, 225))
        put(pixels, text, (x + 14, 245))
        add("button", text, box)
    for row, name in enumerate(("Alice Johnson", "Bob Martinez")):
        y = 110 + 30 * row
        add("cell", name, put(pixels, name, (60, y)))
        add("cell", f"{12 + row}.50", put(pixels, f"{12 + row}.50", (200, y)))
        box = outline(pixels, Box(280, y - 4, 60, 22), fill=(225, 225, 225))
        put(pixels, "Open", (290, y))
        add("button", "Open", box)
    return Scene(Frame(pixels, 0.0, windows=(WINDOW,)), tuple(found))


def the(scene, text, role, nth=0):
    return [e for e in scene if e.text == text and e.role is Role(role)][nth]


def test_an_anchor_tells_label_role_window_place_and_where_it_was_pressed():
    scene = form()
    button = the(scene, "Save", "button")
    anchor = anchor_of(button, scene, Point(button.box.x + 35, button.box.y + 13))
    assert (anchor.label, anchor.role, anchor.alike, anchor.copies) == ("Save", Role.BUTTON, 1, 1)
    assert anchor.window == WindowMark("Orders - Shop", "Shop")
    assert anchor.place == button.box.shifted(-40, -30) and anchor.window_size == (400, 260)
    assert abs(anchor.offset[0] - 0.5) < 0.02 and abs(anchor.offset[1] - 0.5) < 0.03
    assert anchor.picture is not None and anchor.picture.pixels.shape == (32, 76, 3)
    assert Beside(Side.RIGHT, "Cancel", 80, 0) in [Beside(b.side, b.text, b.dx, b.dy) for b in anchor.beside]


def test_a_thing_in_a_row_is_told_by_the_key_of_its_row_not_by_its_values():
    scene = form()
    anchor = anchor_of(the(scene, "Open", "button", 1), scene)
    assert (anchor.alike, anchor.nth, anchor.copies) == (2, 1, 2)
    assert [(b.side, b.text) for b in anchor.beside] == [(Side.ROW, "Bob Martinez")]


def test_a_field_keeps_nothing_of_what_it_holds():
    scene = form()
    other = Scene(scene.frame, scene.elements)
    anchor = anchor_of(the(scene, "Customer", "edit"), other)
    assert anchor.state == "" and anchor.picture is not None
    inside = anchor.picture.pixels[5:-5, 5:-5]
    assert (inside == inside[0, 0]).all()
    assert [(b.side, b.text) for b in anchor.beside if b.side is Side.LEFT] == [(Side.LEFT, "Customer")]
    assert not any("secret" in b.text for b in anchor.beside)


def test_texts_that_must_not_be_remembered_are_no_neighbours():
    scene = form()
    anchor = anchor_of(the(scene, "Save", "button"), scene, without=["Cancel"])
    assert "Cancel" not in [b.text for b in anchor.beside]


def test_an_entry_of_a_menu_is_told_by_its_menu_alone_and_what_a_menu_covers_by_none_of_it():
    scene = form()
    menu = Window(4, "", "Shop", Box(200, 180, 120, 70))
    entries = [
        Element(40 + n, Role.MENU_ITEM, text, Box(201, 184 + 30 * n, 118, 26), window=1)
        for n, text in enumerate(("Keep", "Print"))
    ]
    opened = Scene(dataclasses.replace(scene.frame, windows=(WINDOW, menu)), (*scene.elements, *entries))
    assert [b.text for b in anchor_of(entries[0], opened).beside] == ["Print"]
    beside = [b.text for b in anchor_of(the(opened, "Save", "button"), opened).beside]
    assert "Cancel" in beside and not {"Keep", "Print"} & set(beside)


def test_a_target_says_all_of_its_anchor():
    scene = form()
    for element in scene.elements[1:]:
        anchor = anchor_of(element, scene)
        target, pictures = target_of(anchor)
        assert anchor_from(target, pictures) == anchor


def test_templates_are_filled_and_pictures_of_other_values_are_left_out():
    scene = form()
    anchor = anchor_of(the(scene, "Open", "button", 1), scene)
    target, pictures = target_of(anchor)
    beside = target.beside[0].model_copy(update={"text": "{{row.name}}"})
    found = anchor_from(
        target.model_copy(update={"beside": (beside,)}), pictures, lambda t: t.replace("{{row.name}}", "Eve")
    )
    assert found.beside[0].text == "Eve" and found.beside[0].picture is None
    assert found.picture is not None and np.array_equal(found.picture.pixels, anchor.picture.pixels)
    label = target.model_copy(update={"label": "{{what}}"})
    assert anchor_from(label, pictures, lambda t: t.replace("{{what}}", "Close")).picture is None
    assert anchor_from(target, {}).picture is None


def test_what_changes_in_a_title_is_a_star():
    assert title_pattern("*report.txt - Mousepad") == "* - Mousepad"
    assert title_pattern("Untitled 1 - Mousepad") == "* - Mousepad"
    assert title_pattern("Inbox (12) — Mail") == "Inbox * — Mail"
    assert title_pattern("Documents - Thunar") == "Documents - Thunar"
    assert title_pattern("/home/a/b.csv | Viewer") == "* | Viewer"
    assert common_pattern("Cart - Shop", "Payment - Shop") == "* - Shop"


def test_titles_fit_their_patterns():
    assert titled("* - Mousepad", "report.txt – Mousepad") and titled("", "anything")
    assert titled("Notes - Mousepad", "*Notes - Mousepad")
    assert not titled("* - Mousepad", "Mousepad") and not titled("a*a", "a")
    assert titled("*a" * 5000, "ba" * 5000) and not titled("*a" * 5001 + "c", "ba" * 5000)


def test_a_window_fits_by_title_application_and_kind():
    assert fits(WindowMark("", "Thunar"), "x", "thunar", False)
    assert not fits(WindowMark("", "Thunar"), "x", "mousepad", False)
    assert not fits(WindowMark("Save"), "Save", "a", True)
    menu = Window(4, "", "Shop", Box(0, 0, 50, 50))
    assert matching(WindowMark(app="Shop"), [WINDOW, menu]) == [WINDOW]
