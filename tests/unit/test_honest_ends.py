"""What counts as done only when the screen agrees: sent forms, unpacked archives, downloads."""

import pytest

from deskhand.core.actions import Done, phrase
from deskhand.decide.goal import parse
from deskhand.decide.sending import sent
from deskhand.decide.symbolic import symbolic_choice
from deskhand.decide.trouble import asks_again, speaks_of_trouble
from deskhand.decide.view import View
from tests.builders import elements, past


@pytest.mark.parametrize(
    "text",
    [
        "Something went wrong, your answer was not saved",
        "Could not reach the server",
        "Your card was declined",
        "Wrong password",
        "Upload failed",
        "The file exceeds the limit",
        "Error: no such user",
        "Sorry, this name cannot be used",
        "Server error",
        "The message wasn't sent",
        "Your request has been rejected",
        "An unknown error occurred",
        "The passwords do not match",
    ],
)
def test_texts_that_say_no(text):
    assert speaks_of_trouble(text)


@pytest.mark.parametrize(
    "text",
    [
        "Your answer was saved",
        "This cannot be undone",
        "Can't sign in?",
        "Thank you",
        "0 failed",
        "Errors and warnings",
        "Terms of use",
        "Do not disturb",
    ],
)
def test_texts_that_do_not_say_no(text):
    assert not speaks_of_trouble(text)


def test_a_field_asked_for_again():
    assert asks_again("Please enter your name") and not asks_again("Your name")


@pytest.mark.parametrize(
    ("shown", "ended"),
    [
        (("text: Thank you",), True),
        (("text: Something went wrong, your answer was not saved",), False),
        (("text: Please enter a number",), False),
        (("dialog: Send it without a date?", "button: Send", "button: Cancel"), False),
    ],
)
def test_a_sending_ends_the_goal_only_where_the_page_does_not_object(shown, ended):
    plan = parse('type "Anna" into the 1st text field and press Submit')
    view = View(elements("edit: Name = Anna", *shown), (past("type Name=Anna"), past("click Submit")))
    assert any(intent.sends for intent in plan.intents[:-1])
    assert sent(plan, view) is ended


EXTRACTING = ("dialog: Extract", "row: Home", "row: Desktop", "button: Cancel", "button: Extract")
INTO = "extract everything into Documents"


@pytest.mark.parametrize(
    ("goal", "did", "screen", "expected"),
    [
        (INTO, ["click Extract", "scroll", "scroll", "scroll"], EXTRACTING, "fail"),
        (INTO, ["click Extract"], (*EXTRACTING[:2], "row: Documents", *EXTRACTING[3:]), "double-click Documents"),
        ("extract everything", ["click Extract", "click Extract"], ("button: Extract",), "done"),
        (
            "extract everything",
            ["click Extract"],
            ("button: Open", "dialog: Password required", "edit: Password", "button: Unlock", "button: Cancel"),
            "ask",
        ),
        (
            "extract everything",
            ["click Extract", "click Extract"],
            ("button: Extract", "dialog: Archive Manager", "text: Extraction completed successfully", "button: Close"),
            "click Close",
        ),
        ("download the report", [], ("tab: Report", "link: Home"), "scroll"),
        ("download the report", ["click Report"], ("link: Report",), "wait"),
        ("download the report", ["click Report"], ("link: Report", "text: report.pdf"), "done"),
        ("download the report", ["click Report"], ("link: Report", "text: 1.2 of 4.0 MB"), "done"),
        ("download the report", ["click Report"], ("dialog: Save As", "edit: Name", "button: Save"), "click Save"),
        ("download the report", ["click Report", "wait", "wait", "wait"], ("link: Report",), "fail"),
        ("download the invoice", [], ("button: Pay invoice", "link: Invoice (PDF)"), "click Invoice (PDF)"),
        ("download the invoice", [], ("button: Pay invoice",), "scroll"),
        ("download the manual", [], ("button: Buy the manual", "button: Download"), "click Download"),
        ("download the price list", [], ("link: Price list 2023", "link: Price list 2024"), "ask"),
    ],
)
def test_next_act(goal, did, screen, expected):
    made = elements(*screen)
    act = symbolic_choice(goal, made, [past(one) for one in did]).action
    assert phrase(act).startswith(expected)


def test_a_notice_of_success_read_as_a_table_ends_the_unpacking():
    screen = elements("dialog: Engrampa", "cell: Extraction completed successfully", "button: Quit", "button: Close")
    did = [past("click Extract"), past("click Extract")]
    assert phrase(symbolic_choice("extract everything", screen, did).action) == "click Close"
    closed = [*did, past("click Close")]
    assert isinstance(symbolic_choice("extract everything", elements("button: Extract"), closed).action, Done)
    asking = elements("dialog: Engrampa", "cell: Password required", "button: Unlock", "button: Cancel")
    assert not isinstance(symbolic_choice("extract everything", asking, did).action, Done)
