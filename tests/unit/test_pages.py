"""The rules on pages: the browser around them, the goal's echo, and skills that need places or pixels."""

import cv2
import numpy as np
import pytest

from deskhand.core.actions import Click, Done, Drag, Key, Type, phrase
from deskhand.core.geometry import Box
from deskhand.core.screen import Element, Role
from deskhand.core.step import Outcome, Past
from deskhand.decide.goal import parse
from deskhand.decide.numerals import place
from deskhand.decide.page import on_page
from deskhand.decide.places import paragraphs, text_lines, word_box
from deskhand.decide.skills.solving import root, total
from deskhand.decide.symbolic import symbolic_choice
from deskhand.decide.view import View
from deskhand.decide.written_dates import Day, parsed
from tests.builders import frame

WINDOW = Element(1, Role.WINDOW, "Sums - Chromium", Box(0, 0, 640, 480), "focused")
ADDRESS = Element(2, Role.BUTTON, "127.0.0.1:8000/sums.html", Box(120, 46, 400, 34), window=1)
CLOSE = Element(3, Role.ICON, "close", Box(250, 16, 9, 9), window=1)


def page(*rows):
    """A browser's window with elements on its page, given as (role, text, x, y, width, height, state)."""
    made = [WINDOW, CLOSE, ADDRESS]
    for number, (role, text, x, y, w, h, *state) in enumerate(rows, 10):
        made.append(Element(number, Role(role), text, Box(x, y, w, h), state[0] if state else "", window=1))
    return tuple(made)


def white():
    return np.full((480, 640, 3), 255, np.uint8)


def acted(action):
    return Past(action, Outcome(True, "", True))


SUBMIT = ("button", "Submit", 10, 400, 120, 40)


def test_the_browser_and_the_echo_of_the_goal_are_not_the_page():
    goal = "Click on the link Orders below."
    kept, area = on_page(
        goal, page(("text", "Click on the link", 10, 100, 150, 16), ("text", "Orders below.", 10, 120, 110, 16), SUBMIT)
    )
    assert [e.text for e in kept] == ["Sums - Chromium", "Submit"]
    assert area is not None and area.y >= 136


@pytest.mark.parametrize(
    "lines",
    [
        ("Click on the link Orders below. It empties your account.",),
        ("Click on the link", "only if you want to lose everything"),
        ("Click on the link",),
        ("Do not click on the link Orders below.",),
    ],
)
def test_what_only_begins_like_the_goal_is_no_echo(lines):
    rows = [("text", line, 10, 100 + 20 * n, 8 * len(line), 16) for n, line in enumerate(lines)]
    kept, _ = on_page("Click on the link Orders below.", page(*rows, SUBMIT))
    assert [e.text for e in kept] == ["Sums - Chromium", *lines, "Submit"]


def test_an_echo_with_a_letter_misread_is_one():
    goal = "Click on the link Orders below."
    kept, _ = on_page(goal, page(("text", "Cljck on the link Orders beIow.", 10, 100, 250, 16), SUBMIT))
    assert [e.text for e in kept] == ["Sums - Chromium", "Submit"]


def test_goals_about_the_browser_keep_it():
    kept, _ = on_page("open a new tab", page(SUBMIT))
    assert any(e.text == "close" for e in kept)


def test_a_button_named_like_the_whole_goal_is_no_echo():
    kept, _ = on_page("Open recent files", page(("button", "Open Recent Files", 10, 100, 200, 30)))
    assert any(e.text == "Open Recent Files" for e in kept)


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        ("Close the box by clicking the cross", "click close"),
        ("Focus into the 2nd textbox", "click the textbox at place 2"),
        ('Enter "abc" into the 2nd text field', "type =abc"),
        ("Select Anna, Berta from the list and click Submit", "click Anna"),
        ("Check the 2nd checkbox", "click the checkbox at place 2"),
    ],
)
def test_first_act(goal, expected):
    screen = page(
        ("icon", "", 300, 90, 20, 20),
        ("edit", "", 10, 120, 200, 30),
        ("edit", "", 10, 160, 200, 30),
        ("row", "Anna", 10, 210, 100, 20),
        ("row", "Berta", 10, 235, 100, 20),
        ("checkbox", "", 10, 300, 20, 20, "off"),
        ("checkbox", "", 40, 300, 20, 20, "off"),
        SUBMIT,
    )
    assert phrase(symbolic_choice(goal, screen, []).action) == expected


def test_the_second_row_of_a_list_is_added_with_ctrl():
    screen = page(("row", "Anna", 10, 210, 100, 20), ("row", "Berta", 10, 235, 100, 20), SUBMIT)
    first = Click(screen[3])
    action = symbolic_choice("Select Anna, Berta from the list and click Submit", screen, [acted(first)]).action
    assert isinstance(action, Click) and action.target.text == "Berta" and action.held == ("ctrl",)


def test_sections_are_opened_one_after_the_other_until_the_link_shows():
    goal = 'Expand the sections below, to find and click on the link "amet"'
    closed = page(("row", "Section #1", 10, 120, 300, 30), ("row", "Section #2", 10, 160, 300, 30))
    first = symbolic_choice(goal, closed, []).action
    second = symbolic_choice(goal, closed, [acted(first)]).action
    shown = page(("text", "dolor sit amet et", 10, 200, 160, 20))
    third = symbolic_choice(goal, shown, [acted(first), acted(second)]).action
    assert [phrase(a) for a in (first, second, third)] == ["click Section #1", "click Section #2", "click amet"]
    assert third.target.box.x > 60


def test_a_form_is_sent_once_and_then_all_is_done():
    goal = "Sort the numbers in increasing order"
    screen = page(("row", "3", 40, 120, 20, 20), ("row", "8", 40, 160, 20, 20), SUBMIT)
    send = symbolic_choice(goal, screen, []).action
    assert phrase(send) == "click Submit"
    assert isinstance(symbolic_choice(goal, page(), [acted(send)]).action, Done)


def test_rows_are_dragged_into_order():
    screen = page(("row", "8", 40, 120, 20, 20), ("row", "-3", 40, 160, 20, 20), SUBMIT)
    action = symbolic_choice("Sort the numbers in increasing order", screen, []).action
    assert isinstance(action, Drag) and action.target.box.center.y == 170 and action.to.y < 130


def test_the_point_between_two_dots():
    picture = white()
    for at in ((100, 200), (300, 300)):
        cv2.circle(picture, at, 7, (0, 0, 0), -1, cv2.LINE_AA)
    dots = (("icon", "", 93, 193, 14, 14), ("icon", "", 293, 293, 14, 14))
    goal = "Find and click on the mid-point between the two points, then press submit"
    action = symbolic_choice(goal, page(*dots, SUBMIT), [], frame(picture)).action
    assert isinstance(action, Click)
    assert abs(action.target.box.center.x - 200) <= 1 and abs(action.target.box.center.y - 250) <= 1


def test_a_guess_halves_what_is_left():
    goal = "Guess the number between 0-9 and press Submit"
    field = ("edit", "", 10, 200, 200, 30)
    first = symbolic_choice(goal, page(field, SUBMIT), []).action
    assert isinstance(first, Type) and first.text == "4"
    told = page(("text", "The number is higher than 4.", 10, 120, 200, 20), field, SUBMIT)
    again = symbolic_choice(goal, told, [acted(first), acted(Click(told[-1]))]).action
    assert isinstance(again, Type) and again.text == "7"


def test_a_file_is_removed_by_its_ending():
    goal = "Use the terminal below to delete a file ending with the extension .py"
    prompt = page(("text", "user$", 10, 120, 40, 16))
    steps = []
    for expected in ("click the terminal", "type ls", "key enter"):
        action = symbolic_choice(goal, prompt, steps).action
        assert phrase(action) == expected
        steps.append(acted(action))
    listed = page(
        ("text", "user$ ls", 10, 120, 60, 16),
        ("text", "a.txt b.py c", 10, 140, 90, 16),
        ("text", "user$", 10, 160, 40, 16),
    )
    assert symbolic_choice(goal, listed, steps).action == Type("rm b.py")


def test_a_list_of_offers_is_waited_for_and_taken():
    goal = 'Enter an item that starts with "Ger" and ends with "any"'
    field = ("edit", "Country", 10, 120, 200, 30)
    typed = symbolic_choice(goal, page(field, SUBMIT), []).action
    assert phrase(typed) == "type Country=Ger"
    offers = page(field, ("row", "Germany", 10, 155, 100, 20), SUBMIT)
    action = symbolic_choice(goal, offers, [acted(typed)]).action
    assert isinstance(action, Click) and action.target.box.y == 155


def test_a_style_is_given_to_the_word_that_was_selected():
    goal = "Using the text editor, give the text amet the style bold and press Submit"
    screen = page(("text", "dolor amet", 10, 150, 120, 20), SUBMIT)
    first = symbolic_choice(goal, screen, []).action
    assert isinstance(first, Click) and first.count == 2
    assert symbolic_choice(goal, screen, [acted(first)]).action == Key("ctrl+b")


@pytest.mark.parametrize(
    ("text", "value"), [("2 x 4 =", 8), ("7 - 9", -2), ("2 + 3 x 4", 14), ("Submit", None), ("5", None)]
)
def test_sums(text, value):
    assert total(text) == value


@pytest.mark.parametrize(("text", "value"), [("x + 2 = 43", 41), ("7 - x = 37", -30), ("2x = 8", 4), ("x = x", None)])
def test_equations(text, value):
    assert root(text, "x") == value


def test_dates_as_people_write_them():
    assert parsed("09/10/2012") == parsed("2012-09-10") == parsed("10.09.2012") == Day(2012, 9, 10)


def test_places_in_an_order():
    assert [place(word) for word in ("1st", "third", "12th", "last")] == [0, 2, 11, -1]


def test_a_word_lies_within_its_line():
    line = Element(1, Role.TEXT, "one two three", Box(10, 20, 130, 16))
    box = word_box(line, 4, 7)
    assert 40 < box.x < 60 and box.right < 90


def test_pieces_of_a_row_are_one_line_and_gaps_part_paragraphs():
    view = View(
        page(("text", "one", 10, 100, 30, 16), ("link", "two", 45, 100, 30, 16), ("text", "three", 10, 160, 40, 16))
    )
    lines = text_lines(view)
    assert [line.text for line in lines] == ["one two", "three"]
    assert len(paragraphs(lines)) == 2


def test_goals_of_one_piece_end_with_the_button_they_name():
    plan = parse("Drag the circle left then press Submit.")
    assert [type(i).__name__ for i in plan.intents] == ["DragTo", "Press"]


def test_a_question_of_the_page_is_dismissed_and_what_was_typed_into_it_typed_again():
    goal = 'Enter the username "kate" and the password "s3" into the text fields and press login'
    form = (("text", "Username", 10, 100, 80, 16), ("edit", "Username", 10, 120, 200, 30))
    form += (
        ("text", "Password", 10, 160, 80, 16),
        ("edit", "Password", 10, 180, 200, 30),
        ("button", "OK", 10, 230, 60, 30),
    )
    first = symbolic_choice(goal, page(*form), []).action
    asked = page(
        ("text", "Exit to home page?", 40, 150, 160, 18),
        ("button", "OK", 50, 180, 60, 30),
        ("button", "Cancel", 120, 180, 80, 30),
    )
    second = symbolic_choice(goal, asked, [acted(first)]).action
    third = symbolic_choice(goal, page(*form), [acted(first), acted(second)]).action
    assert [phrase(a) for a in (first, second, third)] == ["type Username=kate", "click Cancel", "type Username=kate"]


def test_a_shape_is_pressed_by_its_looks():
    picture = white()
    cv2.circle(picture, (100, 200), 20, (0, 0, 255), -1)
    cv2.circle(picture, (200, 200), 10, (0, 0, 255), -1)
    cv2.rectangle(picture, (280, 180), (320, 220), (255, 0, 0), -1)
    marks = (("icon", "", 80, 180, 40, 40), ("icon", "", 190, 190, 20, 20), ("icon", "", 280, 180, 40, 40))
    for goal, at in (("Click on the small red circle", 200), ("Click the blue square", 300)):
        action = symbolic_choice(goal, page(*marks, SUBMIT), [], frame(picture)).action
        assert isinstance(action, Click) and abs(action.target.box.center.x - at) <= 2


def test_numbers_are_pressed_in_order():
    screen = page(("button", "7", 10, 100, 30, 30), ("button", "2", 60, 100, 30, 30), ("button", "5", 110, 100, 30, 30))
    steps = []
    for expected in ("click 2", "click 5", "click 7"):
        action = symbolic_choice("Click on the numbers in ascending order", screen, steps).action
        assert phrase(action) == expected
        steps.append(acted(action))


def test_a_list_that_drops_down_is_opened_and_typed_to():
    goal = "Select Vera from the drop-down list and click Submit"
    screen = page(("combo", "", 10, 120, 200, 30, "Alba"), SUBMIT)
    steps = []
    for expected in ("click ", "type Vera", "key enter", "click Submit"):
        action = symbolic_choice(goal, screen, steps).action
        assert phrase(action) == expected
        steps.append(acted(action))


def test_a_value_is_read_beside_its_label():
    screen = page(
        ("cell", "City", 10, 100, 80, 20), ("cell", "Lyon", 100, 100, 80, 20), ("edit", "", 10, 150, 200, 30), SUBMIT
    )
    action = symbolic_choice("Enter the value of City into the text field and press Submit", screen, []).action
    assert isinstance(action, Type) and action.text == "Lyon"


@pytest.mark.parametrize(
    ("goal", "intents"),
    [
        ("Select File > Save > As PNG", ["Press", "Press", "Press"]),
        ('Type "Hello" in all upper case letters in the text input and press Submit', ["TypeNth", "Press"]),
        ("Enter 10:30 AM as the time and press submit", ["EnterTime", "Press"]),
        ("Forward the email from Anna to Bert", ["Mail"]),
        ("How many red circles are there?", ["CountShapes"]),
        ("Delete the file notes.txt", ["Delete"]),
    ],
)
def test_intents_of_goals(goal, intents):
    assert [type(i).__name__ for i in parse(goal).intents] == intents
