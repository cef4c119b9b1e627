"""What a clause mentions word for word, and which of several equal controls it means."""

import pytest

from deskhand.core.actions import phrase
from deskhand.decide.mentions import mentions
from deskhand.decide.rows import of_row
from deskhand.decide.symbolic import symbolic_choice
from deskhand.decide.view import View
from tests.builders import element, elements, past

SHOP = ("radio: Small = off", "radio: Large = off", "checkbox: Gift wrap = on", "button: Add to cart", "button: Cart")


def test_the_longer_of_two_mentions_counts():
    found = mentions("large one without gift wrap, add to cart", elements(*SHOP))
    assert [(m.element.text, m.wanted) for m in found] == [
        ("Large", True),
        ("Gift wrap", False),
        ("Add to cart", True),
    ]


@pytest.mark.parametrize(
    ("did", "screen", "act"),
    [
        ([], SHOP, "click Large"),
        (["click Large"], ("radio: Large = on", *SHOP[2:]), "click Gift wrap"),
        (
            ["click Large", "click Gift wrap"],
            ("radio: Large = on", "checkbox: Gift wrap = off", *SHOP[3:]),
            "click Add to cart",
        ),
    ],
)
def test_what_is_set_comes_before_what_is_pressed(did, screen, act):
    choice = symbolic_choice("large one without gift wrap, add to cart", elements(*screen), [past(d) for d in did])
    assert phrase(choice.action) == act
    assert did or choice.confidence < 0.6, "much else may be meant"


def test_a_clause_that_is_a_label_is_sure():
    choice = symbolic_choice("gift wrap please", elements("checkbox: Gift wrap = off", "button: OK"), [])
    assert (phrase(choice.action), choice.confidence) == ("click Gift wrap", 0.85)


def test_a_question_is_no_click():
    choice = symbolic_choice("how much is the gift wrap?", elements(*SHOP), [])
    assert choice.confidence < 0.3


ROWS = ("text: report.txt", "button: Edit", "button: Delete", "text: notes.txt", "button: Edit", "button: Delete")


@pytest.mark.parametrize(("words", "place"), [("delete notes.txt", 5), ("the report.txt one", 2), ("delete it", None)])
def test_the_control_of_the_row_that_is_named(words, place):
    screen = elements(*ROWS)
    found = of_row([e for e in screen if e.text == "Delete"], words, View(screen))
    assert found is (screen[place] if place is not None else None)


def test_rows_are_told_by_their_lines():
    from deskhand.core.geometry import Box

    screen = (
        element("button", "Open", box=Box(300, 100, 60, 20), number=1),
        element("button", "Open", box=Box(300, 140, 60, 20), number=2),
        element("text", "Anna", box=Box(20, 142, 60, 16), number=3),
        element("text", "Ben", box=Box(20, 102, 60, 16), number=4),
    )
    assert of_row(screen[:2], "open the one of Anna", View(screen)) is screen[1]


def test_the_row_decides_between_equal_buttons():
    choice = symbolic_choice("press Delete for notes.txt", elements(*ROWS), [])
    assert choice.action.target.id == 6
