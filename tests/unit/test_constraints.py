"""What a goal forbids is a rule over every step."""

import pytest

from deskhand.core.actions import Ask, Click, Key, phrase
from deskhand.decide.combined import CombinedDecider
from deskhand.decide.constraints import breaks, constraint_of
from deskhand.decide.goal import parse
from tests.builders import element, elements, past, scene


@pytest.mark.parametrize(
    ("goal", "rules"),
    [
        ("close the editor, don't save", ["don't save"]),
        ("close the editor without saving", ["without saving"]),
        ("copy the picture, leave the original where it is", ["leave the original where it is"]),
        ("rename a.txt to b.txt without opening it", ["without opening it"]),
        ("create a folder named X; do not use a terminal", ["do not use a terminal"]),
        ("press Send but not the Send later button", ["not the Send later button"]),
        ('type "do not save" into Notes', []),
        ("keep it as plan.md", []),
        ("I don't need the toolbar, hide it", []),
    ],
)
def test_rules_of_a_goal(goal, rules):
    assert [str(rule) for rule in parse(goal).constraints] == rules


@pytest.mark.parametrize(
    ("rule", "action", "broken"),
    [
        ("without opening it", Click(element("row", "a.txt"), count=2), True),
        ("without opening it", Click(element("row", "a.txt")), False),
        ("do not use a terminal", Click(element("icon", "Terminal")), True),
        ("don't use a terminal", Key("ctrl+alt+t"), True),
        ("don't delete anything", Click(element("button", "Move to Trash")), False),
        ("don't delete anything", Click(element("button", "Remove")), True),
        ("leave the original", Key("ctrl+x"), True),
        ("leave the original", Key("ctrl+c"), False),
        ("leave the Newsletter box alone", Click(element("checkbox", "Newsletter box")), True),
        ("don't touch Bluetooth", Click(element("switch", "Bluetooth")), True),
        ("don't touch Bluetooth", Click(element("switch", "Wi-Fi")), False),
        ("not the PDF", Click(element("row", "report PDF")), True),
        ("don't send it", Click(element("button", "Submit")), True),
    ],
)
def test_breaking_a_rule(rule, action, broken):
    assert breaks(rule, action) is broken


def test_what_saves_is_no_rule():
    assert constraint_of("keep it as plan.md") is None
    assert constraint_of("Do Not Disturb on") is None


def test_a_question_about_changes_is_answered_as_the_goal_says():
    screen = scene(*elements("dialog: Save changes to a.txt?", "button: Don't Save", "button: Cancel", "button: Save"))
    did = [past("key ctrl+q")]

    def answered(goal):
        return phrase(CombinedDecider(None).next(goal, screen, did).action)

    assert answered("close the editor, don't save") == "click Don't Save"
    assert answered("close the editor and keep my changes") == "click Save"
    assert answered("close the editor").startswith("ask")


def test_a_form_leaves_out_what_is_not_wanted():
    screen = scene(
        *elements(
            "edit: Name = Paul Stone",
            "edit: E-mail = paul@stone.dev",
            "checkbox: Send me the newsletter = on",
            "button: Register",
        )
    )
    did = [past("type Name=Paul Stone"), past("type E-mail=paul@stone.dev")]
    goal = "register me as Paul Stone, paul@stone.dev, but without the newsletter"
    assert phrase(CombinedDecider(None).next(goal, screen, did).action) == "click Send me the newsletter"


def test_a_rule_beside_one_clause_does_not_forbid_what_another_asks_for():
    goal = "save it as a.txt, then close the window without saving anything else"
    screen = scene(*elements("menu item: Save As...", "menu item: Close"))
    assert phrase(CombinedDecider(None).next(goal, screen, [past("click File")]).action) == "click Save As..."


def test_a_forbidden_click_is_asked_about():
    screen = scene(*elements("button: Send", "edit: Message"))
    assert isinstance(CombinedDecider(None).next("press Send but don't send it", screen, []).action, Ask)
