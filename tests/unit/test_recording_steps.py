"""Recordings made of drawn screens: which steps, targets, effects and parameters come of them."""

from dataclasses import replace

import pytest

from deskhand.core.geometry import Box, Point
from deskhand.core.input_events import ButtonEvent, KeyEvent, WheelEvent
from deskhand.core.screen import Element, Focus, Frame, Role, Window
from deskhand.core.step import Change
from deskhand.recipe.anchors.targets import anchor_from
from deskhand.recipe.format.schema import Check, Click, Drag, Key, Scroll, Type
from deskhand.recipe.keeping.store import Store
from deskhand.recipe.recording.compiling import recipe_of
from deskhand.recipe.recording.data import Mark, Noted, PackedFrame, Recording, Shot
from tests.builders import blank, outline, put

SIZE = (640, 420)
MAIN = Window(7, "Orders", "Orders", Box(0, 0, 640, 420), focused=True)


class Desk:
    """A screen of elements that are drawn as they are told, and what a person does on it."""

    def __init__(self):
        self.things: dict[str, Element] = {}
        self.windows = [MAIN]
        self.entries, self.shots, self.clock = [], [], 0.0
        self._packed = None

    def show(self, role, text, box, state="", window=1, name=None):
        self.things[name or text] = Element(len(self.things) + 2, Role(role), text, Box(*box), state, window=window)
        return self

    def state(self, name, state, text=None):
        self.things[name] = replace(self.things[name], state=state, text=text or self.things[name].text)
        return self

    def gone(self, name):
        del self.things[name]
        return self

    def shot(self):
        """The screen now, if it looks different than it did."""
        frame = Frame(self._drawn(), self.clock, self._focus(), tuple(self.windows))
        surfaces = [Element(1, Role.WINDOW, MAIN.title, MAIN.box)]
        shot = Shot(PackedFrame.of(frame), (*surfaces, *self.things.values()))
        key = shot.packed.packed, tuple(self.windows), shot.elements
        if key != self._packed:
            self._packed = key
            self.shots.append(shot)
        return len(self.shots) - 1

    def click(self, name, times=1, button="left", part=(0.5, 0.5), held=()):
        at = name if isinstance(name, Point) else self._point(name, part)
        for _ in range(times):
            self._note(ButtonEvent(self._tick(0.05), at, button, True, held))
            self._note(ButtonEvent(self._tick(0.05), at, button, False, held))
        self._tick(1.0)
        return self

    def drag(self, start, end):
        self._note(ButtonEvent(self._tick(), self._point(start), "left", True))
        to = end if isinstance(end, Point) else self._point(end)
        self._note(ButtonEvent(self._tick(0.8), to, "left", False))
        return self

    def type(self, text):
        shot = self.shot()
        for letter in text:
            self._note(KeyEvent(self._tick(0.1), True, letter, letter), shot)
        return self

    def key(self, chord):
        *held, name = chord.split("+")
        self._note(KeyEvent(self._tick(), True, name, "", tuple(held)))
        return self

    def wheel(self, at, down):
        shot = self.shot()
        for _ in range(abs(down)):
            self._note(WheelEvent(self._tick(0.1), at, 1 if down > 0 else -1), shot)
        return self

    def mark(self, kind, name=None):
        self.entries.append(Mark(kind, self._point(name) if name else None, self.shot()))
        return self

    def made(self, tmp_path=None, **how):
        self.shot()
        made = recipe_of(Recording(tuple(self.entries), tuple(self.shots)), "orders", **how)
        if tmp_path is not None:
            store = Store(tmp_path)
            store.save(made.recipe, made.pictures)
            assert store.load("orders").recipe == made.recipe
        return made

    def _note(self, event, shot=None):
        window = self._focus().window
        self.entries.append(Noted(event, window, self.shot() if shot is None else shot))

    def _point(self, name, part=(0.5, 0.5)):
        box = self.things[name].box
        return Point(box.x + int(box.w * part[0]), box.y + int(box.h * part[1]))

    def _focus(self):
        top = next(w for w in reversed(self.windows) if w.focused)
        return Focus(top.handle, top.title, top.app)

    def _tick(self, by=0.3):
        self.clock += by
        return self.clock

    def _drawn(self):
        pixels = blank(*SIZE)
        for window in self.windows[1:]:
            outline(pixels, window.box, fill=(225, 225, 225))
        for thing in self.things.values():
            if thing.role in (Role.EDIT, Role.BUTTON, Role.COMBO, Role.CHECKBOX):
                outline(pixels, thing.box, fill=(255, 255, 255))
            words = thing.state if thing.role in (Role.EDIT, Role.COMBO) else f"{thing.text} {thing.state}"
            if words.strip():
                put(pixels, words, (thing.box.x + 6, thing.box.y + 4), 13)
        return pixels


@pytest.fixture
def desk():
    return (
        Desk()
        .show("text", "Customer", (20, 50, 70, 16))
        .show("edit", "Customer", (120, 44, 220, 28), name="customer")
        .show("text", "Amount", (20, 94, 60, 16))
        .show("edit", "Amount", (120, 88, 220, 28), name="amount")
        .show("button", "Save", (120, 140, 80, 28))
        .show("checkbox", "Gift", (20, 180, 16, 16), "off")
        .show("text", "Remarks", (20, 214, 70, 16))
        .show("edit", "Remarks", (120, 210, 300, 120), name="remarks")
    )


def fill(desk, name, text):
    return desk.click(name).type(text).state(name, text)


def test_a_form(desk, tmp_path):
    fill(desk, "customer", "Ann Berg").key("tab").type("120").state("amount", "120").click("Save")
    desk.show("text", "Order is saved", (20, 360, 120, 16))
    made = desk.made(tmp_path)
    customer, amount, save = made.recipe.steps
    assert isinstance(customer, Type) and customer.into.label == "Customer" and customer.clear
    assert customer.then.change is Change.FIELD_HOLDS and customer.then.detail == "{{customer}}"
    assert isinstance(amount, Type) and amount.into.label == "Amount"
    assert isinstance(save, Click) and save.click.label == "Save"
    assert (save.then.change, save.then.detail) == (Change.TEXT_APPEARS, "Order is saved")
    assert save.then.picture in made.pictures
    assert {n: (p.type, p.default, p.label) for n, p in made.recipe.parameters.items()} == {
        "customer": ("text", "Ann Berg", "Customer"),
        "amount": ("number", "120", "Amount"),
    }


def test_a_tab_to_something_else_stays(desk):
    fill(desk, "customer", "Ann Berg").key("tab").key("enter")
    kinds = [type(step) for step in desk.made().recipe.steps]
    assert kinds == [Type, Key, Key]


def test_space_on_a_check_box_is_a_click_on_it(desk):
    desk.key("tab").key("space").state("Gift", "on")
    (step,) = desk.made().recipe.steps
    assert isinstance(step, Click) and step.click.label == "Gift"
    assert (step.then.change, step.then.detail) == (Change.STATE_IS, "on")


def test_a_toggle_is_pressed_by_its_label(desk):
    desk.click(Point(52, 188)).state("Gift", "on")
    (step,) = desk.made().recipe.steps
    assert step.click.label == "Gift" and step.click.role is Role.CHECKBOX


def test_a_value_seen_again_is_its_parameter(desk):
    fill(desk, "customer", "Ann Berg").click("Save")
    desk.show("row", "Ann Berg", (20, 340, 300, 24), name="row").show("row", "Bo Lind", (20, 366, 300, 24))
    desk.click("row").click("Bo Lind")
    made = desk.made()
    assert [s.click.label for s in made.recipe.steps[2:]] == ["{{customer}}", "Bo Lind"]
    anchor = anchor_from(
        made.recipe.steps[2].click, made.pictures, lambda text: text.replace("{{customer}}", "Cy Dahl")
    )
    assert anchor.label == "Cy Dahl" and anchor.picture is None


def test_short_values_are_not_looked_for(desk):
    fill(desk, "amount", "5").click("Save")
    desk.show("row", "5", (20, 340, 300, 24), name="row").click("row")
    assert desk.made().recipe.steps[-1].click.label == "5"


def test_braces_of_the_screen_are_text(desk):
    desk.show("button", "{{x}}", (300, 140, 80, 28)).click("{{x}}")
    fill(desk, "customer", "a {{b}}")
    made = desk.made()
    assert made.recipe.steps[0].click.label == "{{'{{'}}x}}"
    assert made.recipe.parameters["customer"].default == "a {{b}}"


def test_lines_of_a_large_field_are_one_text(desk):
    desk.click("remarks").type("one").state("remarks", "one").key("enter").type("two").state("remarks", "one two")
    (text,) = desk.made().recipe.steps
    assert text.type == "{{remarks}}" and not text.clear
    assert desk.made().recipe.parameters["remarks"].default == "one\ntwo"


def test_enter_that_sends_a_chat_is_a_key(desk):
    desk.click("remarks").type("hello").state("remarks", "hello").key("enter").state("remarks", "")
    desk.type("again").state("remarks", "again")
    steps = desk.made().recipe.steps
    assert [type(s) for s in steps] == [Type, Key, Type]


def test_typing_into_what_is_there_keeps_the_click(desk):
    desk.state("customer", "Ann")
    desk.click("customer", part=(0.9, 0.5)).type(" Berg").state("customer", "Ann Berg")
    click, text = desk.made().recipe.steps
    assert isinstance(click, Click) and click.click.offset[0] > 0.8
    assert isinstance(text, Type) and text.into is None and not text.clear and text.window.title == "Orders"


@pytest.mark.parametrize(("times", "held"), [(3, "Ann Berg"), (2, "Ann")])
def test_what_a_double_or_triple_click_marked_is_replaced(desk, times, held):
    desk.state("customer", held)
    desk.click("customer", times=times).type("Bo").state("customer", "Bo")
    (text,) = desk.made().recipe.steps
    assert text.clear and text.into.label == "Customer"


def test_a_text_that_shows_in_two_places_goes_where_the_keyboard_is(desk):
    desk.show("cell", "", (460, 60, 100, 24), name="cell")
    desk.type("chair").state("customer", "chair").state("cell", "", "chair")
    (text,) = desk.made().recipe.steps
    assert text.into is None and text.type == "{{customer}}"


def test_undone_and_pasted_text_is_what_the_field_shows(desk):
    desk.click("customer").type("Ann Berk")
    desk.key("ctrl+z").type("g").state("customer", "Ann Berg")
    (text,) = desk.made().recipe.steps
    assert text.type == "{{customer}}" and text.clear
    assert desk.made().recipe.parameters["customer"].default == "Ann Berg"


def test_what_is_not_sure_stays_keys(desk):
    desk.click("customer").type("Ann").key("ctrl+z").type("x").state("customer", "Q")
    steps = desk.made().recipe.steps
    assert [type(s) for s in steps] == [Click, Type, Key, Type]
    assert steps[2].key == "ctrl+z"


def test_what_was_written_and_taken_back_leaves_nothing(desk):
    desk.state("customer", "Ann")
    desk.click("customer").type("x").key("backspace").click("Save")
    assert [type(s) for s in desk.made().recipe.steps] == [Click, Click]


def test_a_choice_in_a_list(desk):
    desk.show("text", "Country", (360, 50, 60, 16)).show(
        "combo", "Country", (430, 44, 160, 28), "Austria", name="combo"
    )
    desk.click("combo")
    popup = Window(8, "", "Orders", Box(430, 74, 160, 80))
    desk.windows.append(popup)
    for n, option in enumerate(("Austria", "France", "Spain")):
        desk.show("option", option, (434, 78 + 24 * n, 150, 22))
    desk.click("France")
    desk.windows.remove(popup)
    for option in ("Austria", "France", "Spain"):
        desk.gone(option)
    desk.state("combo", "France")
    made = desk.made()
    opened, chosen = made.recipe.steps
    assert opened.then.change is Change.MENU_OPENS
    assert chosen.click.label == "{{country}}" and chosen.click.picture is None
    country = made.recipe.parameters["country"]
    assert (country.type, country.default, country.choices) == ("choice", "France", ("Austria", "France", "Spain"))


def test_dialogs_open_and_close(desk):
    desk.click("Save")
    dialog = Window(9, "Save As", "Orders", Box(200, 120, 300, 200), dialog=True, focused=True)
    desk.windows.append(dialog)
    desk.show("button", "Cancel", (400, 280, 80, 28))
    desk.click("Cancel")
    desk.windows.remove(dialog)
    desk.gone("Cancel")
    opens, closes = desk.made().recipe.steps
    assert (opens.then.change, opens.then.detail) == (Change.DIALOG_OPENS, "Save As")
    assert (closes.then.change, closes.then.detail) == (Change.DIALOG_CLOSES, "Save As")


def test_a_dialog_that_flashes_by_is_no_effect(desk):
    desk.click("Save")
    flash = Window(9, "Working", "Orders", Box(200, 120, 300, 200), dialog=True)
    desk.windows.append(flash)
    desk.key("f5")
    desk.windows.remove(flash)
    desk.click("Save")
    assert desk.made().recipe.steps[0].then.change is not Change.DIALOG_OPENS


def test_the_window_acted_in_going_is_surer_than_another_coming(desk):
    dialog = Window(9, "Extract", "Orders", Box(200, 120, 300, 200), dialog=True, focused=True)
    desk.windows.append(dialog)
    desk.show("button", "Extract", (400, 280, 80, 28)).click("Extract")
    desk.windows[:] = [MAIN, Window(10, "Working", "Orders", Box(220, 140, 200, 80), dialog=True)]
    desk.gone("Extract")
    (step,) = desk.made().recipe.steps
    assert (step.then.change, step.then.detail) == (Change.DIALOG_CLOSES, "Extract")


def test_words_of_this_machine_are_no_effect(desk):
    desk.click("Save")
    desk.show("text", "Hello heron-box", (20, 360, 120, 16))
    assert desk.made(private=("heron-box",)).recipe.steps[0].then.detail == ""


def test_numbers_and_typed_values_are_no_effect(desk):
    fill(desk, "customer", "Ann Berg").click("Save")
    desk.show("text", "Ann Berg was added", (20, 360, 120, 16)).show("text", "Order 1042", (20, 384, 90, 16))
    assert desk.made().recipe.steps[1].then.detail == ""


def test_a_click_that_changes_nothing_is_marked(desk):
    desk.click("Save").key("f5")
    assert "may not be needed" in desk.made().recipe.steps[0].note


def test_a_scroll_goes_on_until_the_next_target_is_in_sight(desk):
    desk.wheel(Point(300, 380), 5)
    desk.show("button", "Submit order", (300, 380, 110, 28)).gone("Gift")
    desk.click("Submit order")
    scroll, click = desk.made().recipe.steps
    assert isinstance(scroll, Scroll) and scroll.scroll == 5 and scroll.until.label == "Submit order"
    assert scroll.over.role is Role.WINDOW
    assert click.click.label == "Submit order"


def test_drags(desk):
    desk.show("icon", "invoice.txt", (460, 60, 40, 40)).show("icon", "Archive", (560, 60, 40, 40))
    desk.drag("invoice.txt", "Archive").drag("invoice.txt", Point(500, 390))
    onto, by = desk.made().recipe.steps
    assert isinstance(onto, Drag) and onto.onto.label == "Archive" and onto.by is None
    assert by.onto is None and by.by == (20, 310)


def test_a_press_on_nothing_is_told(desk):
    desk.click(Point(600, 400))
    made = desk.made()
    assert "only its place" in made.recipe.steps[0].note
    assert made.remarks


def test_checks(desk):
    desk.mark("check", "Gift").mark("check", "Amount").mark("check", "Save")
    gift, amount, save = desk.made().recipe.steps
    assert all(isinstance(step, Check) for step in (gift, amount, save))
    assert gift.check.target.label == "Gift" and gift.check.state == "off"
    assert amount.check.text == "Amount" and save.check.text == "Save"


def test_a_secret_the_person_named(desk, tmp_path):
    fill(desk, "customer", "heron-4211").mark("secret").click("Save")
    desk.show("text", "Saved heron-4211", (20, 360, 150, 16))
    made = desk.made(tmp_path)
    assert made.recipe.steps[0].type == "{{secret:customer}}"
    assert made.recipe.parameters["customer"].type == "secret"
    assert dict(made.secrets) == {"customer": "heron-4211"}
    assert "heron" not in "".join(f.read_text(errors="replace") for f in tmp_path.rglob("*.yaml")) + repr(made)


def test_slow_effects_are_waited_for_longer(desk):
    desk.click("Save")
    desk.clock += 20
    desk.show("text", "Order is saved", (20, 360, 120, 16))
    (save,) = desk.made().recipe.steps
    assert 55 <= save.within <= 70


def test_an_entry_of_a_list_is_pressed_beside_its_letters(desk):
    for n, name in enumerate(("Archive", "Paid", "Projects")):
        desk.show("text", name, (460, 60 + 28 * n, 50, 14))
    desk.click(Point(580, 95))
    (step,) = desk.made().recipe.steps
    assert step.click.label == "Paid"


def test_a_row_that_is_not_in_sight_is_scrolled_to(desk):
    for n, name in enumerate(("Ann", "Bo", "Cy")):
        desk.show("cell", name, (380, 60 + 40 * n, 60, 20), name=f"cell {name}")
        desk.show("button", "Approve", (480, 56 + 40 * n, 80, 28), name=name)
    desk.wheel(Point(300, 380), 3)
    for name, now in (("Ann", "Dee"), ("Bo", "Eve"), ("Cy", "Flo")):
        desk.state(f"cell {name}", "", now)
    desk.click("Bo")
    scroll, click = desk.made().recipe.steps
    assert scroll.until is not None and [b.text for b in scroll.until.beside if b.side == "row"] == ["Eve"]
    assert click.click.label == "Approve"


def test_an_entry_of_an_open_list_is_pressed_right_of_its_letters(desk):
    desk.windows.append(Window(8, "", "Orders", Box(300, 100, 180, 120)))
    for n, size in enumerate(("A3", "A4", "A5")):
        desk.show("text", size, (308, 110 + 36 * n, 17, 10))
    desk.click(Point(430, 191))
    (step,) = desk.made().recipe.steps
    assert step.click.label == "A5"


def test_going_to_another_window_is_no_step(desk):
    other = Window(12, "Notes", "Notes", Box(60, 60, 300, 200), focused=True)
    desk.windows.append(replace(other, focused=False))
    desk.windows.reverse()
    desk.key("alt+tab")
    desk.windows[:] = [replace(MAIN, focused=False), other]
    desk.show("button", "Note it", (100, 120, 90, 28)).click("Note it")
    (step,) = desk.made().recipe.steps
    assert step.click.label == "Note it" and step.click.window.title == "Notes"


def test_more_than_a_recipe_can_hold_is_cut_and_told(desk, monkeypatch):
    monkeypatch.setattr("deskhand.recipe.recording.compiling.MOST_STEPS", 3)
    for _ in range(5):
        desk.click("Save")
    made = desk.made()
    assert len(made.recipe.steps) == 3 and "at most 3 steps" in made.remarks[-1]


def test_a_typed_word_that_is_also_a_button_is_not_that_button(desk):
    fill(desk, "customer", "Save").click("Save")
    assert desk.made().recipe.steps[1].click.label == "Save"


def test_what_a_typed_value_made_may_be_a_button(desk):
    fill(desk, "customer", "Paid").show("button", "Paid", (300, 140, 80, 28)).click("Paid")
    assert desk.made().recipe.steps[1].click.label == "{{customer}}"
