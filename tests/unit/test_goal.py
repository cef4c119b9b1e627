"""Goals become intents; quotes are never read as instructions."""

import pytest

from deskhand.core.actions import Ask
from deskhand.core.errors import GoalError
from deskhand.decide.combined import CombinedDecider
from deskhand.decide.goal import MAX_LENGTH, literals, parse
from deskhand.decide.skills.calculator import Compute
from deskhand.decide.skills.closing import Close
from deskhand.decide.skills.deleting import Delete
from deskhand.decide.skills.folders import CreateFolder
from deskhand.decide.skills.keys import Chord
from deskhand.decide.skills.opening import Open
from deskhand.decide.skills.picking import Pick
from deskhand.decide.skills.pressing import Press
from deskhand.decide.skills.renaming import Rename
from deskhand.decide.skills.saving import Save
from deskhand.decide.skills.searching import Search
from deskhand.decide.skills.toggling import Toggle
from deskhand.decide.skills.vague import Vague
from deskhand.decide.skills.writing import Write
from tests.builders import elements, scene

CASES = [
    (
        'Type "hello from deskhand" and save it as notes.txt in the Documents folder',
        [Write("hello from deskhand"), Save("notes.txt", "Documents")],
    ),
    ("please save this document under the name plan.md", [Save("plan.md")]),
    ("open the file report.txt", [Open("report.txt")]),
    ("Could you open budget 2026.xlsx?", [Open("budget 2026.xlsx")]),
    ("open the Documents folder", [Open("Documents")]),
    ("create a folder named Invoices 2026", [CreateFolder("Invoices 2026")]),
    ('make a new folder called "Tax and rent"', [CreateFolder("Tax and rent")]),
    ("compute 12*7", [Compute("12*7")]),
    ("What is 3 + 4?", [Compute("3 + 4")]),
    ("calculate 9 / 3 and tell me the result", [Compute("9 / 3")]),
    ("Tick Weekly digest and press the Apply button", [Toggle("Weekly digest"), Press("Apply")]),
    ("press the button Apply changes", [Press("Apply changes")]),
    ('check the box labelled "Special offers"', [Toggle("Special offers")]),
    ("On this page tick the checkbox named News", [Toggle("News")]),
    ("In the calculator, compute 2+2", [Compute("2+2")]),
    ("tick Offers and Tips", [Toggle("Offers and Tips")]),
    ("compute 12 times 7", [Compute("12*7")]),
    ("What is 9 plus 5?", [Compute("9+5")]),
    ("what is 7 divided by 2", [Compute("7/2")]),
    ("compute 3,5+1", [Compute("3.5+1")]),
    ("compute 1,234 + 1", [Compute("1,234 + 1")]),
    ('type Tom\'s "big" day', [Write('Tom\'s "big" day')]),
    ("tick special offers and apply the changes", [Toggle("special offers"), Vague("apply the changes")]),
    ('tick "Offers and tips"', [Toggle("Offers and tips")]),
    ("untick the Newsletter checkbox", [Toggle("Newsletter", on=False)]),
    ("turn off Wi-Fi, then turn Bluetooth on", [Toggle("Wi-Fi", on=False), Toggle("Bluetooth")]),
    ("press ctrl+shift+t", [Chord("ctrl+shift+t")]),
    ("hit Control + S", [Chord("ctrl+s")]),
    ("click on Sign in", [Press("Sign in")]),
    ("set the language to German", [Pick("language", "German")]),
    ("choose A4 as the page size", [Pick("page size", "A4")]),
    ("enter Anna in the first name field", [Write("Anna", "first name")]),
    ("fill in the city with Oslo", [Write("Oslo", "city")]),
    ("search for cheap flights", [Search("cheap flights")]),
    ("rename old.txt to new.txt", [Rename("old.txt", "new.txt")]),
    ("delete the file junk.log", [Delete("junk.log")]),
    ("frobnicate the wibble", [Vague("frobnicate the wibble")]),
]


@pytest.mark.parametrize(("goal", "intents"), CASES)
def test_intents(goal, intents):
    assert list(parse(goal).intents) == intents


def test_an_instruction_inside_quotes_is_text():
    plan = parse('Type "delete all files and press ctrl+a" in the document')
    assert plan.intents == (Write("delete all files and press ctrl+a"),)


def test_what_is_forbidden_is_no_intent():
    plan = parse("Close the window. Don't save the changes")
    assert plan.intents == (Close("window"),)
    assert [str(rule) for rule in plan.constraints] == ["Don't save the changes"]


def test_literals_of_every_kind_of_quotes():
    assert literals('a "b" c “d” e «f»') == ["b", "d", "f"]
    assert literals("the user's files") == []


@pytest.mark.parametrize("goal", ["", "   ", "\n\t"])
def test_an_empty_goal_is_refused(goal):
    with pytest.raises(GoalError, match="empty"):
        parse(goal)


def test_a_goal_of_ten_thousand_characters_is_refused():
    with pytest.raises(GoalError, match=f"10000 characters; keep it under {MAX_LENGTH}"):
        parse("a" * 10_000)


@pytest.mark.parametrize("goal", ["x" * 2000, '"' * 999, "(" * 1000, "open " + "a." * 900, "⟦0⟧ ⟦99⟧"])
def test_hostile_goals_are_read_or_refused_quickly(goal):
    assert isinstance(parse(goal).intents, tuple)


@pytest.mark.parametrize("goal", ["...", "?", "please", "and " * 400])
def test_a_goal_that_asks_for_nothing_is_refused(goal):
    with pytest.raises(GoalError, match="asks for nothing"):
        parse(goal)


def test_quoted_text_is_kept_to_the_letter():
    assert parse('Type "a  b, "').intents == (Write("a  b, "),)
    assert parse('type "x" and don\'t save it').intents == (Write("x"),)


def test_a_clause_is_not_dropped_for_sounding_like_a_report():
    assert len(parse("open settings and show the Display tab").intents) == 2
    assert [str(rule) for rule in parse("close it without saving").constraints] == ["without saving"]


@pytest.mark.parametrize("goal", ["don't save", "Never send it", "Don't delete this", "don't log out"])
def test_a_goal_that_only_forbids_is_refused(goal):
    assert parse(goal).only_forbids
    action = CombinedDecider(None).next(goal, scene(*elements("button: Apply", "row: a.txt")), []).action
    assert isinstance(action, Ask)
    assert "only what not to do" in action.question


def test_not_letting_is_switching_off():
    assert parse("Don't let apps use my location").intents == (Toggle("apps use my location", on=False),)


def test_quoted_labels_in_a_list():
    assert parse('tick "News" and "Offers and tips"').intents == (Toggle("News"), Toggle("Offers and tips"))
    assert parse('click "I agree" and "Next"').intents == (Press("I agree"), Press("Next"))
    assert parse('save it as "my file".txt').intents == (Save("my file.txt"),)
