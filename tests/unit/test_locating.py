"""Things are found again rung by rung, and whatever is not the thing is not found."""

import dataclasses
import json

import pytest

from deskhand.core.anchor import Halt, Rung, WindowMark
from deskhand.core.geometry import Box, Point
from deskhand.core.screen import Frame, Role, Scene, Window
from deskhand.ground.locating.ladder import Ladder
from deskhand.ground.locating.memory import Memory
from deskhand.recipe.anchors.anchoring import anchor_of
from tests.drawn_window import DARK, DrawnWindow, shown

ROWS = (("Alice Johnson", "12.00"), ("Bob Martinez", "7.50"), ("Chloe Dubois", "9.10"))


def orders(rows=ROWS, customer="Ann", **how):
    """The window most tests are about; `without`, `pale` and `names` change its buttons."""
    without, pale, names = how.pop("without", ()), how.pop("pale", ()), how.pop("names", {})
    window = DrawnWindow(**how)
    window.text("Customer data", 24, 16)
    window.field("Customer", 130, 44, holds=customer).field("City", 130, 78)
    for text, x in (("Save", 24), ("Discard", 110), ("Delete", 200)):
        if text not in without:
            window.button(names.get(text, text), x, 116, pale=text in pale)
    window.icon("", "cross", 300, 115, pale="cross" in pale).check("Urgent", 360, 122)
    for n, (name, amount) in enumerate(rows):
        y = 170 + 34 * n
        window.text(name, 24, y + 5, "cell").text(amount, 180, y + 5, "cell").button("Open", 260, y, 60)
    return window


class Reads:
    """A grounder that knows what is shown, and counts how often it is asked."""

    def __init__(self, scene: Scene | None = None):
        self.scene, self.asked = scene, 0

    def read(self, frame: Frame) -> Scene:
        assert self.scene is not None, "the screen was read"
        self.asked += 1
        return Scene(frame, self.scene.elements)


def the(scene, text, role="button", nth=0):
    return [e for e in scene if e.text == text and e.role.value == role][nth]


def anchor(text, role="button", nth=0, scene=None):
    scene = scene or shown(orders())
    return anchor_of(the(scene, text, role, nth), scene)


def locate(wanted, scene):
    return Ladder(Reads(scene), Memory()).locate(wanted, scene.frame)


def found(wanted, scene, rung):
    located = locate(wanted, scene)
    assert located.element is not None, located.why
    assert located.rung is rung
    assert located.element in located.scene.elements
    return located.element


def halted(wanted, scene, halt):
    located = locate(wanted, scene)
    assert located.element is None, f"found {located.element}"
    assert located.halt is halt, located.why
    assert located.why.endswith(".")
    return located


def remembering(*wanted):
    """A ladder that read the first screen, and must not read again."""
    scene, ladder = shown(orders()), Ladder(Reads(), Memory())
    for one in wanted:
        ladder.remember(one, scene)
    return ladder


@pytest.mark.parametrize("text", ["Save", "Delete", "Discard"])
def test_the_same_pixels_are_found_without_reading(text):
    scene = shown(orders())
    located = remembering(anchor(text)).locate(anchor(text), scene.frame)
    assert located.rung is Rung.EXACT and located.element is not None
    assert (located.element.text, located.element.box) == (text, the(scene, text).box)
    assert located.element in located.scene.elements


def test_they_are_found_where_the_window_was_moved_to():
    moved = shown(orders(at=Point(210, 150)))
    located = remembering(anchor("Save")).glance(anchor("Save"), moved.frame)
    assert located is not None and located.element is not None
    assert located.element.box == the(moved, "Save").box


def test_a_glance_that_knows_nothing_says_nothing():
    scene = shown(orders())
    ladder = Ladder(Reads(scene), Memory())
    assert ladder.glance(anchor("Save"), scene.frame) is None
    assert ladder.locate(anchor("Save"), scene.frame).rung is Rung.EXACT
    assert ladder.glance(anchor("Save"), scene.frame) is not None


def test_the_text_of_a_picture_is_what_was_read_not_what_the_recipe_says():
    scene = shown(orders())
    ladder = remembering(anchor("Delete"))
    forged = dataclasses.replace(anchor("Delete"), label="Save", place=anchor("Delete").place)
    assert ladder.glance(forged, scene.frame) is None
    assert Ladder(Reads(scene), Memory()).locate(forged, scene.frame).element in (None, the(scene, "Save"))


def test_the_kind_of_a_thing_is_what_was_read_not_what_the_recipe_says():
    scene = shown(orders())
    forged = dataclasses.replace(anchor("Delete"), role=Role.EDIT)
    located = Ladder(Reads(scene), Memory()).locate(forged, scene.frame)
    assert located.element is None or located.element.role is Role.BUTTON
    odd = Scene(scene.frame, tuple(dataclasses.replace(e, role=Role.TEXT) if e.text == "Delete" else e for e in scene))
    located = Ladder(Reads(odd), Memory()).locate(anchor("Delete"), scene.frame)
    assert located.rung is Rung.EXACT and located.element is not None and located.element.role is Role.TEXT


def test_what_only_confirms_is_always_read_with_all_around_it():
    scene = shown(orders())
    grounder = Reads(scene)
    ladder = Ladder(grounder, Memory(), lambda label: label == "Save")
    ladder.remember(anchor("Save"), scene)
    located = ladder.locate(anchor("Save"), scene.frame)
    assert located.rung is Rung.EXACT and grounder.asked == 1 and len(located.scene) == len(scene)


def test_what_a_field_holds_does_not_matter_and_is_kept_nowhere(tmp_path):
    wanted, file = anchor("Customer", "edit"), tmp_path / "readings.jsonl"
    first, other = shown(orders()), shown(orders(customer="Somebody else"))
    Ladder(Reads(), Memory(file)).remember(wanted, first)
    located = Ladder(Reads(), Memory(file)).glance(wanted, other.frame)
    assert located is not None and located.element is not None
    assert (located.element.text, located.element.state) == ("Customer", "")
    assert "Ann" not in file.read_text()


def test_a_damaged_file_of_readings_is_read_around(tmp_path):
    wanted, file = anchor("Save"), tmp_path / "readings.jsonl"
    scene = shown(orders())
    Ladder(Reads(), Memory(file)).remember(wanted, scene)
    good = file.read_text()
    hostile = ["{", "[]", json.dumps(["x", "y", 3]), json.dumps(["0", "k", [["button"]]]), "\x00", "a" * 10_000]
    file.write_text("\n".join(hostile) + "\n" + good)
    assert Ladder(Reads(), Memory(file)).glance(wanted, scene.frame) is not None
    file.write_bytes(b"\xff\xfe" + good.encode())
    assert Ladder(Reads(scene), Memory(file)).locate(wanted, scene.frame).element is not None


@pytest.mark.parametrize("how", [{"theme": DARK}, {"scale": 1.25}, {"scale": 1.5}, {"theme": DARK, "scale": 1.5}])
def test_labels_are_found_in_another_theme_and_size(how):
    scene = shown(orders(**how))
    for text in ("Save", "Delete"):
        assert found(anchor(text), scene, Rung.LABEL) == the(scene, text)
    assert found(anchor("City", "edit"), scene, Rung.LABEL) == the(scene, "City", "edit")
    assert found(anchor("Urgent", "checkbox"), scene, Rung.LABEL) == the(scene, "Urgent", "checkbox")
    icon = the(scene, "")
    assert found(anchor(""), scene, Rung.PICTURE).box.overlaps(icon.box)


@pytest.mark.parametrize(
    "rows", [ROWS[::-1], (ROWS[1], ROWS[0], ROWS[2]), (*ROWS[:1], ("Dan Brown", "1.00"), *ROWS[1:])]
)
def test_a_row_is_told_by_its_key_wherever_it_went(rows):
    scene = shown(orders(rows))
    for nth, (name, _) in enumerate(ROWS):
        located = locate(anchor("Open", nth=nth), scene)
        assert located.element is not None, located.why
        row = [e.text for e in scene.row_of(located.element)]
        assert name in row


def files(*names):
    """A list of files under its headers."""
    window = DrawnWindow(size=(480, 440)).text("Name", 24, 20, "header").text("Size", 200, 20, "header")
    for n, name in enumerate(names):
        window.text(name, 24, 60 + 30 * n, "cell").text(f"{n + 3} kB", 200, 60 + 30 * n, "cell")
    return window


def test_the_header_of_a_column_is_over_a_row_however_far_it_went():
    recorded = files("beach.txt", "hut.txt", "lake.txt", "pier.txt", "quay.txt", "reef.txt", "sand.txt", "tide.txt")
    wanted = anchor("beach.txt", "cell", scene=shown(recorded))
    assert [b.text for b in wanted.beside] == ["Name"]
    there = shown(files("hut.txt", "lake.txt", "pier.txt", "quay.txt", "reef.txt", "sand.txt", "tide.txt", "beach.txt"))
    assert found(wanted, there, Rung.LABEL).text == "beach.txt"


def test_a_row_that_is_gone_or_there_twice_halts():
    halted(anchor("Open", nth=1), shown(orders((ROWS[0], ROWS[2]))), Halt.GONE)
    halted(anchor("Open", nth=1), shown(orders((ROWS[1], ROWS[0], ROWS[1]))), Halt.SEVERAL)


@pytest.mark.parametrize("theme", [{}, {"theme": DARK}])
def test_what_is_gone_disabled_doubled_or_another_halts(theme):
    wanted = anchor("Delete")
    halted(wanted, shown(orders(without=["Delete"], **theme)), Halt.GONE)
    halted(wanted, shown(orders(pale=["Delete"], **theme)), Halt.DISABLED)
    halted(wanted, shown(orders(**theme).button("Delete", 200, 300)), Halt.SEVERAL)
    for other in ("Deleted", "Delate", "Detele", "Delete all"):
        located = halted(wanted, shown(orders(names={"Delete": other}, **theme)), Halt.GONE)
        assert the(shown(orders(names={"Delete": other}, **theme)), other).text in [e.text for e in located.candidates]


def test_the_same_label_beside_other_things_is_another():
    other = DrawnWindow().text("Your account", 24, 16).button("Close", 24, 60).button("Delete", 330, 300)
    halted(anchor("Delete"), shown(other), Halt.OTHER)


def test_a_label_that_lost_its_button_is_no_button():
    window = orders(without=["Delete"]).text("Delete", 212, 121)
    halted(anchor("Delete"), shown(window), Halt.OTHER)


def test_an_icon_is_told_by_its_picture():
    wanted = anchor("")
    for shape in ("ring", "arrow"):
        window = orders()
        window.drawn = [("icon", "", shape, 300, 115, False) if d[0] == "icon" else d for d in window.drawn]
        assert locate(wanted, shown(window)).element is None
        dark = dataclasses.replace(window, theme=DARK)
        assert locate(wanted, shown(dark)).element is None
    halted(wanted, shown(orders(pale=["cross"])), Halt.DISABLED)
    assert locate(wanted, shown(orders().icon("", "cross", 300, 300))).halt is Halt.SEVERAL


def test_the_label_of_a_check_box_is_looked_at_too():
    window = orders()
    window.drawn = [("check", "Urgently", 360, 122, False) if d[0] == "check" else d for d in window.drawn]
    scene = shown(window)
    ladder = remembering(anchor("Urgent", "checkbox"))
    assert ladder.glance(anchor("Urgent", "checkbox"), scene.frame) is None
    halted(anchor("Urgent", "checkbox"), scene, Halt.GONE)


def test_a_neighbour_that_is_marked_meanwhile_is_no_obstacle():
    window = orders()
    window.drawn = [("check", "Urgent", 360, 122, True) if d[0] == "check" else d for d in window.drawn]
    wanted = anchor("Delete")
    assert "Urgent" in [b.text for b in wanted.beside] or len(wanted.beside) >= 2
    assert Ladder(Reads(shown(window)), Memory()).locate(wanted, shown(window).frame).rung is Rung.EXACT


def test_a_window_that_is_not_there_is_named():
    located = halted(anchor("Save"), shown(orders(title="Stock - Shop")), Halt.NO_WINDOW)
    assert "Orders - Shop" in located.why and "Stock - Shop" in located.why


def test_two_windows_that_have_it_are_too_many():
    scene = shown(orders(size=(420, 300), at=Point(10, 10)), orders(size=(420, 300), at=Point(450, 320), handle=8))
    halted(anchor("Save"), scene, Halt.SEVERAL)


def test_the_same_thing_in_another_window_is_not_meant():
    stock = orders(title="Stock - Shop", handle=9, at=Point(10, 320))
    scene = shown(orders(without=["Delete"], at=Point(300, 10)), stock)
    assert locate(anchor("Delete"), scene).element is None


def test_what_lies_under_a_window_is_covered():
    front = DrawnWindow(at=Point(200, 120), size=(300, 200), title="Help", app="Help", handle=9)
    located = halted(anchor("Delete"), shown(orders(focused=False), front), Halt.COVERED)
    assert "Help" in located.why


def test_a_dialog_wants_its_answer_first():
    dialog = DrawnWindow(at=Point(560, 420), size=(200, 120), title="Sure?", dialog=True, handle=9)
    located = halted(anchor("Delete"), shown(orders(focused=False), dialog), Halt.COVERED)
    assert "Sure?" in located.why
    assert remembering(anchor("Delete")).glance(anchor("Delete"), shown(orders(focused=False), dialog).frame) is None


def test_a_tooltip_is_no_obstacle():
    scene = shown(orders())
    tip = Window(99, "", "Shop", Box(100, 300, 80, 20), tip=True)
    frame = dataclasses.replace(scene.frame, windows=(*scene.frame.windows, tip))
    assert remembering(anchor("Save")).glance(anchor("Save"), frame) is not None


def test_a_part_of_the_desktop_is_enough():
    scene = shown(orders())
    box = scene.frame.windows[0].box
    part = dataclasses.replace(scene.frame, pixels=scene.frame.crop(box), origin=Point(box.x, box.y))
    located = remembering(anchor("Save")).glance(anchor("Save"), part)
    assert located is not None and located.element is not None and located.element.box == the(scene, "Save").box


def test_a_window_itself_is_a_target():
    scene = shown(orders())
    wanted = dataclasses.replace(anchor("Save"), role=scene.elements[0].role, label="Orders - Shop", picture=None)
    assert locate(wanted, scene).element is not None
    other = dataclasses.replace(wanted, window=WindowMark("Stock - Shop", "Shop"))
    assert locate(other, scene).halt is Halt.NO_WINDOW


@pytest.mark.parametrize("holds", ["Item 14", "Item", "An Item"])
def test_a_field_that_holds_the_words_of_its_label_is_found_once(holds):
    def expense(holds=""):
        window = DrawnWindow()
        window.field("Item", 130, 44, holds=holds).field("Price", 130, 78).button("Add", 24, 116)
        return shown(window)

    located = locate(anchor("Item", "edit", scene=expense()), expense(holds))
    assert located.element is not None, located.why
    assert (located.element.text, located.element.state) == ("Item", holds)


def page(country="Country", terms="Terms", urgent="Urgent"):
    """A form whose texts may say more than when it was recorded."""
    window = DrawnWindow().field(country, 150, 44).text(terms, 24, 90).check(urgent, 330, 122)
    return shown(window.button("Save", 24, 116))


@pytest.mark.parametrize(
    ("text", "role", "longer"),
    [
        ("Urgent", "checkbox", {"urgent": "Urgent and secret"}),
        ("Terms", "text", {"terms": "Terms of sale"}),
        ("Country", "edit", {"country": "Country of birth"}),
    ],
)
def test_the_pixels_of_a_text_that_goes_on_are_those_of_another(text, role, longer):
    recorded = page()
    wanted = anchor(text, role, scene=recorded)
    ladder = Ladder(Reads(), Memory())
    ladder.remember(wanted, recorded)
    assert ladder.glance(wanted, recorded.frame) is not None
    assert ladder.glance(wanted, page(**longer).frame) is None
    halted(wanted, page(**longer), Halt.GONE)


def lit(scene, text):
    """The scene with a thing lit up, as it is under the pointer."""
    pixels, box = scene.frame.pixels.copy(), the(scene, text).box
    part = pixels[box.y : box.bottom, box.x : box.right]
    part[(part > 180).all(axis=2)] -= 60
    return dataclasses.replace(scene, frame=dataclasses.replace(scene.frame, pixels=pixels))


def test_what_was_recorded_lit_is_known_at_a_glance_once_it_was_found_by_its_label(tmp_path):
    plain = shown(orders())
    wanted = anchor("Save", scene=lit(plain, "Save"))
    ladder = Ladder(Reads(plain), Memory(tmp_path / "readings.jsonl"))
    assert ladder.glance(wanted, plain.frame) is None
    assert ladder.locate(wanted, plain.frame).rung is Rung.LABEL
    for again in (ladder, Ladder(Reads(), Memory(tmp_path / "readings.jsonl"))):
        located = again.glance(wanted, plain.frame)
        assert located is not None and located.element.box == the(plain, "Save").box


@pytest.mark.parametrize("now", [orders(names={"Save": "Send"}), orders(pale=("Save",)), orders(without=("Save",))])
def test_a_look_that_was_learned_is_no_licence_for_another_thing(now):
    plain, other = shown(orders()), shown(now)
    wanted = anchor("Save", scene=lit(plain, "Save"))
    ladder = Ladder(Reads(plain), Memory())
    ladder.locate(wanted, plain.frame)
    assert ladder.glance(wanted, other.frame) is None


def test_a_damaged_look_is_none(tmp_path):
    plain, file = shown(orders()), tmp_path / "readings.jsonl"
    wanted = anchor("Save", scene=lit(plain, "Save"))
    Ladder(Reads(plain), Memory(file)).locate(wanted, plain.frame)
    file.write_text("".join(line.replace("iVBOR", "iVBXX") + "\n" for line in file.read_text().splitlines()))
    assert Ladder(Reads(plain), Memory(file)).glance(wanted, plain.frame) is None
