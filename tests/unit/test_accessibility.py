"""Tables of the accessibility back ends, placing of boxes, and joining the tree with the pixels."""

import pytest

from deskhand.core.accessible import Accessible
from deskhand.core.geometry import Box, Point
from deskhand.core.screen import Role, Window
from deskhand.ground.accessibility import ax, uia
from deskhand.ground.accessibility.atspi_boxes import frame_of, places
from deskhand.ground.accessibility.atspi_tables import role_name, role_of, state_of, states_of
from deskhand.ground.accessibility.atspi_tree import Found
from deskhand.ground.accessibility.dbus_calls import Node
from deskhand.ground.accessibility.joined import joined
from deskhand.ground.accessibility.offsets import Offset, offsets
from deskhand.ground.accessibility.told import in_sight, pixels
from deskhand.ground.accessibility.x11_stack import Stacked, topmost
from tests.builders import element


def told(role, name, box, **more):
    return Accessible(
        Role(role) if role else None, role or "filler", name, Box(*box), window="Editor", app="editor", **more
    )


def seen(role, text, box, state="", number=1):
    return element(role, text, state, Box(*box), number)


class TestTables:
    def test_role_numbers_are_those_of_the_specification(self):
        numbers = {7: "check box", 35: "menu item", 43: "push button", 61: "text", 79: "entry", 88: "link"}
        assert {n: role_name(n) for n in numbers} == numbers
        assert role_name(9999) == "unknown"

    def test_states_are_bits_of_two_words(self):
        words = [1 << 4 | 1 << 25 | 1 << 30, 1 << 1]
        assert states_of(words) == {"checked", "showing", "visible"}

    @pytest.mark.parametrize(
        ("raw", "states", "parent", "role"),
        [
            ("push button", "", "", Role.BUTTON),
            ("text", "editable", "", Role.EDIT),
            ("text", "", "", Role.TEXT),
            ("menu item", "", "combo box", Role.OPTION),
            ("menu item", "", "frame", Role.MENU_ITEM),
            ("table cell", "", "", Role.CELL),
            ("filler", "", "", None),
        ],
    )
    def test_roles(self, raw, states, parent, role):
        assert role_of(raw, frozenset(states.split()), parent) is role

    @pytest.mark.parametrize(
        ("role", "raw", "states", "content", "state"),
        [
            (Role.CHECKBOX, "check box", "checked", "", "on"),
            (Role.RADIO, "radio button", "", "", "off"),
            (Role.MENU_ITEM, "check menu item", "checked", "", "on"),
            (Role.MENU_ITEM, "menu item", "selected", "", ""),
            (Role.TAB, "page tab", "selected", "", "selected"),
            (Role.EDIT, "text", "editable", "hello", "hello"),
            (Role.BUTTON, "toggle button", "pressed", "", "selected"),
            (Role.WINDOW, "frame", "active", "", "focused"),
        ],
    )
    def test_states_are_told_in_our_words(self, role, raw, states, content, state):
        assert state_of(role, raw, frozenset(states.split()), content) == state


class TestUia:
    def test_a_check_box(self):
        values = {
            uia.CONTROL_TYPE: 50002,
            uia.NAME: "Wrap lines ",
            uia.RECTANGLE: (10.0, 20.0, 100.0, 16.0),
            uia.ENABLED: True,
            uia.HAS_TOGGLE: True,
            uia.TOGGLE: 1,
        }
        one = uia.accessible_of(values, 0, "Options")
        assert (one.role, one.name, one.state, one.box) == (Role.CHECKBOX, "Wrap lines", "on", Box(10, 20, 100, 16))
        assert one.flags == {"enabled", "checked"}

    def test_a_field_holds_its_value_only_with_its_pattern(self):
        values = {uia.CONTROL_TYPE: 50004, uia.RECTANGLE: (0, 0, 90, 20), uia.VALUE: "report.txt", uia.HAS_VALUE: True}
        assert uia.accessible_of(values, 0, "").state == "report.txt"
        assert uia.accessible_of(values | {uia.HAS_VALUE: False}, 0, "").state == ""

    @pytest.mark.parametrize(
        ("kind", "parent", "facts", "role"),
        [
            (50011, 50010, {}, Role.MENU),
            (50011, 50009, {}, Role.MENU_ITEM),
            (50007, 50003, {}, Role.OPTION),
            (50007, 50008, {}, Role.ROW),
            (50032, 0, {"class": "#32770"}, Role.DIALOG),
            (50030, 0, {"editable": False}, Role.TEXT),
            (50033, 0, {}, None),
            (1, 0, {}, None),
        ],
    )
    def test_roles(self, kind, parent, facts, role):
        assert uia.role_of(kind, parent, facts) is role

    def test_what_is_off_the_screen_is_left_out(self):
        assert (
            uia.accessible_of({uia.CONTROL_TYPE: 50000, uia.RECTANGLE: (0, 0, 9, 9), uia.OFFSCREEN: True}, 0, "")
            is None
        )
        assert uia.accessible_of({uia.CONTROL_TYPE: 50000, uia.RECTANGLE: (0, 0, 0, 0)}, 0, "") is None


class TestAx:
    def test_points_become_pixels(self):
        values = {"AXRole": "AXButton", "AXTitle": "Save", "AXPosition": (10.5, 20.0), "AXSize": (60.0, 22.0)}
        one = ax.accessible_of(values, "Editor", "TextEdit", 2.0)
        assert (one.role, one.name, one.box) == (Role.BUTTON, "Save", Box(21, 40, 120, 44))

    def test_a_tab_is_a_radio_button_that_is_selected(self):
        values = {
            "AXRole": "AXRadioButton",
            "AXSubrole": "AXTabButton",
            "AXPosition": (0, 0),
            "AXSize": (9, 9),
            "AXValue": 1,
        }
        assert (ax.accessible_of(values, "", "", 1.0).role, ax.accessible_of(values, "", "", 1.0).state) == (
            Role.TAB,
            "selected",
        )

    @pytest.mark.parametrize(
        ("role", "value", "state"),
        [
            ("AXCheckBox", 1, "on"),
            ("AXCheckBox", 0, "off"),
            ("AXTextField", "hello", "hello"),
            ("AXSlider", 0.5, "0.5"),
        ],
    )
    def test_states(self, role, value, state):
        values = {"AXRole": role, "AXPosition": (0, 0), "AXSize": (9, 9), "AXValue": value}
        assert ax.accessible_of(values, "", "", 1.0).state == state

    def test_what_has_no_place_is_left_out(self):
        assert ax.accessible_of({"AXRole": "AXApplication"}, "", "", 1.0) is None


def test_edges_are_rounded_so_that_neighbours_stay_neighbours():
    left, right = pixels(0, 0, 10.4, 10, 1.25), pixels(10.4, 0, 10.4, 10, 1.25)
    assert left.right == right.x


def test_what_lies_under_a_higher_window_is_out_of_sight():
    assert in_sight(Box(10, 10, 20, 20), [Box(50, 50, 100, 100)])
    assert not in_sight(Box(60, 60, 20, 20), [Box(50, 50, 100, 100)])


WHOLE = Stacked("Editor", 5, Box(100, 80, 402, 325), Box(101, 100, 400, 300), False)
MENU = Stacked("", 5, Box(110, 130, 150, 200), Box(110, 130, 150, 200), True)
OTHER = Stacked("Other", 9, Box(300, 90, 300, 300), Box(300, 90, 300, 300), False)


def node(role, box, parent=None, name=""):
    found = Found(Node(":1.5", f"/{role}{box}"), parent, role, frozenset({"showing"}), name, Box(*box) if box else None)
    if parent:
        parent.children.append(found)
    return found


def placed(nodes, *windows, toolkit="gtk 3"):
    frames = {id(n): frame_of(n, 5, toolkit, windows) for n in nodes if n.parent is None}
    found = places(nodes, frames, windows)
    return [found[id(n)].box if id(n) in found else None for n in nodes]


class TestPlaces:
    def test_boxes_in_screen_pixels_stay(self):
        top = node("frame", (101, 100, 400, 300), name="Editor")
        button = node("push button", (120, 110, 60, 20), top)
        assert placed([top, button], WHOLE) == [top.box, button.box]

    def test_scaled_windows_are_scaled_back(self):
        top = node("frame", (50, 50, 200, 150), name="Editor")
        button = node("push button", (60, 55, 30, 10), top)
        assert placed([top, button], WHOLE)[1] == Box(120, 110, 60, 20)

    def test_gtk_4_counts_from_the_corner_of_the_window(self):
        top = node("frame", (0, 0, 390, 290), name="Editor")
        button = node("push button", (20, 10, 60, 20), top)
        assert placed([top, button], WHOLE, toolkit="GTK 4.8")[1] == Box(101 + 5 + 20, 100 + 5 + 10, 60, 20)

    def test_what_libreoffice_draws_itself_is_brought_below_its_menu_bar(self):
        top = node("frame", (101, 100, 400, 300), name="Editor")
        filler = node("filler", (101, 127, 400, 273), top)
        root = node("root pane", (101, 100, 400, 273), filler)
        inner = node("push button", (150, 200, 40, 20), root)
        for one in (root, inner):
            one.inner = one.box
        assert placed([top, filler, root, inner], WHOLE)[3] == Box(150, 227, 40, 20)

    def test_rows_scrolled_out_of_their_pane_are_left_out_and_others_cut(self):
        top = node("frame", (101, 100, 400, 300), name="Editor")
        pane = node("scroll pane", (110, 150, 200, 100), top)
        rows = [node("list item", (110, y, 200, 20), pane) for y in (120, 145, 200, 245)]
        assert placed([top, pane, *rows], WHOLE)[2:] == [None, Box(110, 150, 200, 15), Box(110, 200, 200, 20), None]

    def test_items_of_a_closed_list_are_left_out(self):
        top = node("frame", (101, 100, 400, 300), name="Editor")
        combo = node("combo box", (110, 150, 100, 20), top)
        shut = node("list", (0, 0, 0, 0), combo)
        item = node("list item", (110, 170, 100, 20), shut)
        assert placed([top, combo, shut, item], WHOLE)[3] is None

    def test_an_open_menu_lies_over_the_window_and_hides_what_is_below(self):
        top = node("frame", (101, 100, 400, 300), name="Editor")
        menu = node("menu", (105, 105, 40, 20), top)
        item = node("menu item", (110, 140, 150, 20), menu)
        below = node("push button", (120, 150, 60, 20), top)
        assert placed([top, menu, item, below], WHOLE, MENU) == [top.box, menu.box, item.box, None]

    def test_an_item_of_a_menu_that_is_not_there_is_left_out(self):
        top = node("frame", (101, 100, 400, 300), name="Editor")
        menu = node("menu", (105, 105, 40, 20), top)
        item = node("menu item", (110, 140, 150, 20), menu)
        assert placed([top, menu, item], WHOLE)[2] is None

    def test_what_another_window_covers_is_left_out(self):
        top = node("frame", (101, 100, 400, 300), name="Editor")
        covered, half, free = (node("push button", (x, 150, 60, 20), top) for x in (350, 280, 120))
        assert placed([top, covered, half, free], WHOLE, OTHER) == [top.box, None, None, free.box]

    def test_the_highest_window_is_the_one_seen(self):
        assert topmost((WHOLE, OTHER), Point(350, 150)) is OTHER
        assert topmost((WHOLE, OTHER), Point(5, 5)) is None


class TestOffsets:
    def test_a_window_off_as_a_whole_is_shifted_back(self):
        texts = [("Save", 100), ("Open", 200), ("Close", 300)]
        pixels = [seen("button", t, (x, 60, 40, 12), number=i) for i, (t, x) in enumerate(texts, 1)]
        tree = [told("button", t, (x - 10, 30, 60, 20)) for t, x in texts]
        assert offsets(pixels, tree) == {("editor", "Editor"): Offset(0, 26)}
        assert [e.box for e in joined(pixels, tree)] == [e.box for e in pixels]

    def test_a_window_that_fits_nothing_is_not_believed(self):
        texts = [("Save", 100), ("Open", 200), ("Close", 300)]
        pixels = [seen("button", t, (x, 60, 40, 12), number=i) for i, (t, x) in enumerate(texts, 1)]
        tree = [told("button", t, (x + i * 37, 60 + i * 29, 60, 20)) for i, (t, x) in enumerate(texts, 1)]
        tree.append(told("button", "Print", (400, 60, 40, 20)))
        assert joined(pixels, tree) == tuple(pixels)

    def test_wide_controls_with_text_at_one_side_are_not_off(self):
        pixels = [seen("text", "Wrap", (30, 104, 40, 12))]
        assert offsets(pixels, [told("checkbox", "Wrap", (5, 100, 300, 20))]) == {("editor", "Editor"): Offset(0, 0)}


class TestJoined:
    def test_without_a_tree_the_pixels_stand(self):
        pixels = (seen("button", "Save", (10, 10, 60, 20)),)
        assert joined(pixels, ()) == pixels

    def test_icons_get_names(self):
        (icon,) = joined([seen("icon", "", (10, 10, 20, 20))], [told("button", "Undo", (8, 8, 24, 24))])
        assert (icon.role, icon.text, icon.source) == (Role.BUTTON, "Undo", "ocr+atspi")

    def test_text_that_was_read_is_not_overruled(self):
        pixels = [seen("button", "Delete everything", (10, 10, 120, 20))]
        (button,) = joined(pixels, [told("button", "Save", (10, 10, 120, 20))])
        assert button.text == "Delete everything"

    def test_a_misread_letter_is_put_right(self):
        (button,) = joined(
            [seen("button", "Fi1e Manager", (10, 10, 90, 20))], [told("button", "File Manager", (10, 10, 90, 20))]
        )
        assert button.text == "File Manager"

    @pytest.mark.parametrize(
        ("read", "claimed"),
        [("Unlock", "Lock"), ("Uninstall", "Install"), ("report2.txt", "report1.txt"), ("$700.00", "$100.00")],
    )
    def test_another_word_or_number_is_not_believed(self, read, claimed):
        place = (10, 10, 90, 20)
        (button,) = joined([seen("button", read, place)], [told("button", claimed, place)])
        assert button.text == read

    def test_what_looks_like_a_button_stays_one(self):
        place = (10, 10, 90, 20)
        (button,) = joined([seen("button", "Send", place)], [told("link", "Send", place)])
        assert button.role == "button"

    def test_nothing_is_laid_over_what_was_read(self):
        seen_button = seen("button", "Delete account", (120, 110, 100, 24))
        found = joined([seen_button], [told("button", "Help", (80, 80, 190, 84))])
        assert [e.text for e in found] == ["Delete account"]

    def test_a_contradicted_state_is_doubtful(self):
        place = (10, 8, 200, 20)
        (box,) = joined([seen("checkbox", "Wrap", place, "on")], [told("checkbox", "Wrap", place, state="off")])
        assert box.confidence < 0.5

    def test_control_characters_are_dropped(self):
        place = (10, 10, 90, 20)
        (button,) = joined([seen("icon", "", place)], [told("button", "Send\x1b[2K", place)])
        assert button.text.isprintable()

    def test_roles_and_states_come_from_the_tree(self):
        pixels = [seen("text", "Wrap lines", (30, 12, 70, 12))]
        (box,) = joined(pixels, [told("checkbox", "Wrap lines", (10, 8, 200, 20), state="on")])
        assert (box.role, box.state) == (Role.CHECKBOX, "on")

    @pytest.mark.parametrize("name", ["Express", ""])
    def test_a_circle_told_of_without_its_label_is_the_one_seen(self, name):
        pixels = [seen("radio", "Express", (10, 8, 90, 16), "off")]
        (circle,) = joined(pixels, [told("radio", name, (10, 9, 14, 14), state="on")])
        assert (circle.text, circle.state, circle.box) == ("Express", "on", Box(10, 8, 90, 16))

    def test_empty_cells_of_a_spreadsheet_are_not_added(self):
        cells = [
            told("cell", "A1", (10, 10, 80, 17)),
            told("cell", "B1", (90, 10, 80, 17), flags=frozenset({"focused"})),
        ]
        assert [e.text for e in joined([], cells)] == ["B1"]

    def test_a_field_keeps_what_was_read_in_it_and_gets_its_label(self):
        pixels = [seen("text", "report.txt", (12, 12, 80, 12))]
        (field,) = joined(pixels, [told("edit", "", (10, 8, 200, 20), state="report.txt", label="File name")])
        assert (field.role, field.text, field.state, field.box) == (
            Role.EDIT,
            "File name",
            "report.txt",
            Box(10, 8, 200, 20),
        )

    def test_missed_controls_are_added_and_nothing_is_dropped(self):
        pixels = [seen("text", "Zoom", (10, 100, 40, 12), number=1), seen("text", "Done", (10, 10, 40, 12), number=2)]
        both = joined(pixels, [told("slider", "Zoom level", (60, 98, 100, 16), state="5")])
        assert [(e.id, e.text, e.state) for e in both] == [(1, "Done", ""), (2, "Zoom", ""), (3, "Zoom level", "5")]
        assert both[2].source == "atspi"

    @pytest.mark.parametrize(
        "one",
        [
            told("window", "Editor", (0, 0, 500, 400)),
            told("text", "A label", (10, 200, 60, 20)),
            told(None, "A filler", (10, 200, 60, 20)),
            told("button", "", (10, 200, 60, 20)),
            told("button", "A line", (10, 200, 60, 2)),
        ],
    )
    def test_surfaces_labels_and_nameless_things_are_not_added(self, one):
        pixels = (seen("button", "Save", (10, 10, 60, 20)),)
        assert joined(pixels, [one]) == pixels

    def test_a_row_is_not_added_over_the_text_in_it(self):
        pixels = [seen("text", "notes.txt", (30, 100, 70, 12))]
        rows = [told("row", "notes.txt", (10, 96, 300, 20)), told("cell", "notes.txt", (28, 96, 100, 20))]
        (row,) = joined(pixels, rows)
        assert row.text == "notes.txt"

    def test_what_stands_in_a_covered_window_is_not_added(self):
        lower, upper = (
            Window(1, "Editor", "editor", Box(0, 0, 500, 400)),
            Window(2, "Mail", "mail", Box(100, 0, 500, 400)),
        )
        tree = [told("button", "Hidden", (200, 50, 60, 20)), told("button", "Free", (20, 50, 60, 20))]
        assert [e.text for e in joined([], tree, (lower, upper))] == ["Free"]

    def test_windows_of_elements_follow_the_new_numbers(self):
        surface = seen("window", "Editor", (0, 20, 500, 400), number=1)
        inside = element("button", "Save", box=Box(10, 300, 60, 20), number=2)
        inside = inside.__class__(2, inside.role, inside.text, inside.box, window=1)
        found = joined(
            [surface, inside], [told("button", "Undo", (10, 4, 24, 12)), told("button", "Redo", (50, 40, 24, 24))]
        )
        by_text = {e.text: e for e in found}
        assert by_text["Save"].window == by_text["Redo"].window == by_text["Editor"].id
        assert [e.id for e in found] == [1, 2, 3, 4]
