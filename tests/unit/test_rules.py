"""The next action of the rules, over screens in short."""

import pytest

from deskhand.core.actions import Ask, Done, Fail, Scroll, phrase
from deskhand.core.screen import Role
from deskhand.decide.skills.calculator import agrees
from deskhand.decide.symbolic import symbolic_choice
from tests.builders import elements, past

EDITOR = ("menu: File", "menu: Edit", "edit: Text")
SAVE_AS = ("edit: Name", "row: Home = selected", "row: Documents", "button: Cancel", "button: Save")
SAVING = 'Type "hi" and save it as notes.txt in the Documents folder'
KEYS = (*tuple(f"button: {key}" for key in "0123456789"), "button: ×", "button: =", "button: +")

CASES = [
    (SAVING, [], EDITOR, "type Text=hi"),
    (SAVING, ["type Text=hi"], (*EDITOR[:2], "edit: Text = hi"), "click File"),
    (SAVING, ["type Text=hi", "click File"], (*EDITOR, "menu item: Save", "menu item: Save As..."), "click Save As..."),
    (SAVING, ["type Text=hi", "click Save As..."], SAVE_AS, "type Name=notes.txt"),
    (
        SAVING,
        ["type Text=hi", "type Name=notes.txt"],
        ("edit: Name = notes.txt", *SAVE_AS[1:]),
        "double-click Documents",
    ),
    (
        SAVING,
        ["type Text=hi", "type Name=notes.txt", "double-click Documents"],
        ("edit: Name = notes.txt", *SAVE_AS[1:]),
        "click Save",
    ),
    (
        SAVING,
        ["type Text=hi", "type Name=notes.txt", "double-click Documents", "click Save"],
        ("text: notes.txt - Mousepad", *EDITOR),
        "done",
    ),
    ("open report.txt", [], ("icon: report-old.txt", "icon: report.txt"), "double-click report.txt"),
    ("open report.txt", ["double-click report.txt"], ("icon: report.txt", "text: report.txt - Editor"), "done"),
    ("open report.txt", [], ("row: report.txt = selected", "button: Open"), "click Open"),
    ("create a folder named Tax", [], ("menu: File", "icon: a.txt"), "click File"),
    (
        "create a folder named Tax",
        ["click File"],
        ("menu: File", "menu item: Create Folder..."),
        "click Create Folder...",
    ),
    (
        "create a folder named Tax",
        ["click Create Folder..."],
        ("edit: Enter the name = New Folder", "button: Cancel", "button: Create"),
        "type Enter the name=Tax",
    ),
    (
        "create a folder named Tax",
        ["type Enter the name=Tax"],
        ("edit: Enter the name = Tax", "button: Cancel", "button: Create"),
        "click Create",
    ),
    ("create a folder named Tax", ["type Enter the name=Tax", "click Create"], ("icon: Tax",), "done"),
    ("compute 12*7", [], KEYS, "click 1"),
    ("compute 12*7", ["click 1", "click 2"], KEYS, "click ×"),
    ("compute 12*7", ["click 1", "click 2", "click ×", "click 7"], KEYS, "click ="),
    ("compute 1+2", ["click 1", "click +", "click 2", "click =", "wait"], KEYS, "wait"),
    ("compute 1+2", ["click 1", "click +", "click 2", "click =", "wait", "wait"], KEYS, "fail"),
    ("compute 11+1", ["click 1"], KEYS, "click 1"),
    ("compute 12*7", ["click 1", "click 2"], ("button: 1", "button: 2", "button: .", "button: 7", "button: ="), "fail"),
    ("turn on Wi-Fi", [], ("switch: Wi-Fi = off",), "click Wi-Fi"),
    ("turn on Wi-Fi", [], ("switch: Wi-Fi = on",), "done"),
    ("turn off wi-fi", [], ("checkbox: Wi-Fi = on",), "click Wi-Fi"),
    ("tick Tips and press Apply", ["click Tips"], ("checkbox: Tips = on", "button: Apply"), "click Apply"),
    ("press Apply", ["click Apply"], ("button: Apply",), "done"),
    ("press ctrl+t", [], EDITOR, "key ctrl+t"),
    ("select all", [], ("menu: File", "menu: Edit"), "click Edit"),
    ("set language to German", [], ("combo: Language = English",), "click Language"),
    ("set language to German", ["click Language"], ("combo: Language = English", "option: German"), "click German"),
    ("set language to German", [], ("combo: Language = German",), "done"),
    ("search for tea", [], ("edit: Search", "button: Go"), "type Search=tea"),
    ("search for tea", ["type Search=tea"], ("edit: Search = tea", "button: Go"), "click Go"),
    ("delete old.txt", [], ("row: old.txt", "button: Delete"), "click old.txt"),
    ("delete old.txt", ["click old.txt"], ("row: old.txt = selected", "button: Delete"), "click Delete"),
    (
        "delete old.txt",
        ["click old.txt", "click Delete"],
        ("dialog: Delete old.txt?", "button: Cancel", "button: Delete"),
        "click Delete",
    ),
    ("rename a.txt to b.txt", ["click a.txt"], ("row: a.txt = selected",), "key f2"),
    (
        "sign up with first name Anna, last name Berg and email anna@x.org",
        ["type First name=Anna"],
        ("edit: First name = Anna", "edit: Last name", "edit: Email", "button: Sign up"),
        "type Last name=Berg",
    ),
    (
        "enter Anna as the first name and Berg as the last name and submit",
        ["type First name=Anna", "type Last name=Berg"],
        ("edit: First name = Anna", "edit: Last name = Berg", "button: Register"),
        "click Register",
    ),
    (
        "log in as anna with password s3cret",
        [],
        ("edit: Username", "edit: Password", "button: Log in"),
        "type Username=anna",
    ),
    (
        "log in as anna with password s3cret",
        ["type Username=anna", "type Password=s3cret"],
        ("edit: Username = anna", "edit: Password = ......", "button: Log in"),
        "click Log in",
    ),
    ("fill in the form: city Oslo, phone 555 123", [], ("edit: City", "edit: Phone"), "type City=Oslo"),
    ("make the page bigger", [], ("button: Zoom in", "button: Zoom out"), "click Zoom in"),
    ("open x.txt", [], ("dialog: Rate this app", "button: Rate now", "button: No thanks"), "click No thanks"),
]


@pytest.mark.parametrize(("goal", "did", "screen", "expected"), CASES)
def test_next_action(goal, did, screen, expected):
    choice = symbolic_choice(goal, elements(*screen), [past(step) for step in did])
    assert phrase(choice.action) == expected, choice


def test_the_answer_is_what_the_display_shows():
    did = [past(f"click {key}") for key in "12×7="]
    choice = symbolic_choice("compute 12*7", elements("text: 84", *KEYS), did)
    assert choice.action == Done("84")


def test_what_is_not_there_is_scrolled_for_and_then_given_up():
    screen = elements("row: a.txt", "row: b.txt")
    assert isinstance(symbolic_choice("open z.txt", screen, []).action, Scroll)
    fruitless = [past("scroll", changed=False)] * 2
    given_up = symbolic_choice("open z.txt", screen, fruitless).action
    assert isinstance(given_up, Fail)
    assert "z.txt" in given_up.reason


def test_two_of_one_name_are_asked_about():
    choice = symbolic_choice("press Delete", elements("button: Delete", "button: Delete"), [])
    assert isinstance(choice.action, Ask)


def test_an_existing_file_is_not_replaced_unasked():
    did = [past("type Name=a.txt"), past("click Save")]
    screen = elements("text: A file named a.txt already exists.", "button: Replace", "button: Cancel")
    assert isinstance(symbolic_choice("save it as a.txt", screen, did).action, Ask)


def test_a_goal_nothing_fits_fails_with_a_reason():
    choice = symbolic_choice("frobnicate the wibble", elements("button: Save"), [])
    assert isinstance(choice.action, Fail)
    assert choice.confidence < 0.5


def test_a_save_that_failed_is_not_done():
    did = [past("type Name=a.txt"), past("click Save")]
    choice = symbolic_choice("save it as a.txt", elements("text: Could not save: permission denied"), did)
    assert isinstance(choice.action, Fail)
    assert "permission denied" in choice.action.reason


def test_a_click_that_changed_nothing_does_not_count():
    screen = elements("button: Apply")
    assert (
        phrase(symbolic_choice("press Apply", screen, [past("click Apply", met=False, changed=False)]).action)
        == "click Apply"
    )


def test_text_that_did_not_arrive_is_not_typed_again():
    screen = elements("edit: Text = helo")
    choice = symbolic_choice('type "hello world"', screen, [past("type Text=hello world", met=False)])
    assert isinstance(choice.action, Fail)


def test_quoted_text_is_never_read_as_a_form():
    screen = elements("edit: Name", "edit: Text")
    assert phrase(symbolic_choice('type "my name is Bob"', screen, []).action) == "type Text=my name is Bob"


@pytest.mark.parametrize(
    ("goal", "screen"),
    [
        ("press Subscribe", ("button: Unsubscribe",)),
        ("turn on share data", ("checkbox: Do not share data = off",)),
        ("delete report-march.txt", ("row: report-marsh.txt",)),
        ("open minutes-june.txt", ("row: minutes-juno.txt",)),
    ],
)
def test_the_opposite_or_a_neighbour_is_never_clicked(goal, screen):
    assert isinstance(symbolic_choice(goal, elements(*screen), []).action, Scroll)


def test_words_that_fit_two_boxes_are_asked_about():
    screen = elements("checkbox: Weekly offers = off", "checkbox: Special offers = off")
    assert isinstance(symbolic_choice("tick offers", screen, []).action, Ask)


@pytest.mark.parametrize(
    ("goal", "did", "shown"),
    [
        (
            "create a folder named Tax",
            ["type Name=Tax", "click Create"],
            "Error creating folder Tax: permission denied",
        ),
        ("rename a.txt to b.txt", ["click a.txt", "type Name=b.txt", "key enter"], "Could not rename a.txt"),
        ("delete old.txt", ["click old.txt", "key delete"], "Could not delete the file"),
    ],
)
def test_trouble_on_the_screen_is_never_done(goal, did, shown):
    choice = symbolic_choice(goal, elements(f"text: {shown}"), [past(step) for step in did])
    assert not isinstance(choice.action, Done), choice


def test_what_had_no_effect_does_not_count():
    fruitless = [past("double-click a.txt", met=False, changed=False)]
    assert phrase(symbolic_choice("open a.txt", elements("row: a.txt"), fruitless).action) == "double-click a.txt"


def test_saving_without_a_name_asks_for_one():
    screen = elements("edit: Name", "button: Save", "button: Cancel")
    assert isinstance(symbolic_choice("save it", screen, [past("key ctrl+s")]).action, Ask)


@pytest.mark.parametrize(
    ("shown", "expression", "same"),
    [
        ("84", "12*7", True),
        ("3584", "12*7", False),
        ("0.3333333333", "1/3", True),
        ("1,234", "1234*1", True),
        ("2,5", "5/2", True),
        ("9", "(1+2)*3", True),
        ("7", "1/0", True),
    ],
)
def test_a_display_is_compared_with_the_sum(shown, expression, same):
    assert agrees(shown, expression) is same


def test_a_display_that_is_not_at_zero_is_cleared_first():
    screen = elements("text: 5", "button: AC", *KEYS)
    assert phrase(symbolic_choice("compute 12*7", screen, []).action) == "click AC"
    assert phrase(symbolic_choice("compute 12*7", screen, [past("click AC")]).action) == "click 1"


def test_two_sums_one_after_the_other():
    did = [past(f"click {key}") for key in "1+2="]
    screen = elements("text: 3", *KEYS)
    assert phrase(symbolic_choice("compute 1+2 and compute 3+3", screen, did).action) == "click 3"
    later = elements("text: 4", *KEYS)
    choice = symbolic_choice("compute 1+2 and compute 4+5", later, [*did, past("click 4")])
    assert phrase(choice.action) == "click +"


def test_a_wrong_display_is_not_an_answer():
    did = [past(f"click {key}") for key in "12×7="]
    assert isinstance(symbolic_choice("compute 12*7", elements("text: 3584", *KEYS), did).action, Fail)


OFFERS = ("checkbox: Weekly digest = off", "checkbox: Special offers = off", "checkbox: Tips and tricks = on")


@pytest.mark.parametrize(
    ("goal", "did", "expected"),
    [
        ("turn off tips and tricks", [], "click Tips and tricks"),
        ("tick weekly digest and special offers", [], "click Weekly digest"),
        ("apply the changes", [], "click Apply changes"),
    ],
)
def test_labels_with_and(goal, did, expected):
    screen = elements(*OFFERS, "button: Apply changes")
    assert phrase(symbolic_choice(goal, screen, [past(step) for step in did]).action) == expected


def test_both_of_two_boxes_are_ticked():
    screen = elements("checkbox: Weekly digest = on", *OFFERS[1:])
    choice = symbolic_choice("tick weekly digest and special offers", screen, [past("click Weekly digest")])
    assert phrase(choice.action) == "click Special offers"


def test_a_box_that_fits_in_part_is_not_taken_for_done():
    screen = elements("radio: Newsletter settings = on", *OFFERS)
    assert isinstance(symbolic_choice("tick the newsletter box", screen, []).action, Ask)


def test_a_digit_is_no_answer_to_words():
    assert isinstance(symbolic_choice("what is the capital of 7", elements(*KEYS), []).action, Fail)


def test_a_save_dialog_still_open_is_not_saved():
    did = [past("type Name=a.txt"), past("click Save")]
    choice = symbolic_choice("save it as a.txt", elements("row: a.txt", "button: Cancel", "button: Save"), did)
    assert not isinstance(choice.action, Done)


def test_a_quoted_label_is_not_taken_apart():
    screen = elements("checkbox: Offers = off", "checkbox: Tips = off")
    assert isinstance(symbolic_choice('tick "Offers and tips"', screen, []).action, Scroll)


def test_a_box_that_was_clicked_by_part_of_its_name_is_done():
    screen = elements("checkbox: Subscribe to the newsletter = on")
    done = [past("click Subscribe to the newsletter")]
    assert isinstance(symbolic_choice("tick newsletter", screen, done).action, Done)


def test_a_page_that_speaks_of_problems_in_general_is_no_trouble():
    screen = elements("text: Refunds cannot be made after 30 days", "button: Next")
    assert isinstance(symbolic_choice("press Next", screen, [past("click Next")]).action, Done)


def test_a_form_with_a_name_is_saved():
    screen = elements("edit: Name = Bob", "button: Save", "button: Cancel")
    choice = symbolic_choice("type Bob in the Name field and save", screen, [past("type Name=Bob")])
    assert phrase(choice.action) == "click Save"


def test_a_question_about_another_name_is_asked_about():
    did = [past("click a.txt"), past("key delete")]
    screen = elements("dialog: Delete a.bxt?", "button: Delete", "button: Cancel")
    assert isinstance(symbolic_choice("delete a.txt", screen, did).action, Ask)


def test_a_window_called_like_the_label_is_not_what_is_clicked():
    screen = elements("window: Notes = focused", "button: New", "row: Shopping")
    assert phrase(symbolic_choice("click notes", screen, []).action) != "click Notes"
    entry = elements("window: Notes = focused", "text: Notes")
    assert symbolic_choice("click notes", entry, []).action.target.role is Role.TEXT
