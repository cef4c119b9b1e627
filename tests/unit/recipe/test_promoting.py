"""Runs become recipes: the words of the goal as parameters, detours left out, what no recipe may keep refused."""

import numpy as np
import pytest

from deskhand.core.errors import RecipeError
from deskhand.core.step import Change
from deskhand.recipe.format.schema import BesidePart, Target, WindowPart
from deskhand.recipe.promoting.goal_words import Kind, words_of
from deskhand.recipe.promoting.promoting import DoneAct, DoneRun, promoted

PICTURES = {"save.png": np.full((12, 40, 3), 200, np.uint8), "row.png": np.full((12, 40, 3), 100, np.uint8)}


def act(kind, phrase="", **said):
    how = {"click": {"times": 1, "button": "left", "held": []}, "type": {"clear": False}, "scroll": {"notches": 3}}
    return DoneAct(phrase or kind, kind, "R1", **({"worked": True, "met": True, "how": how.get(kind, {})} | said))


def run(goal, *acts, **said):
    return DoneRun("abc123", goal, "2026-11-26", **({"status": "done", "acts": acts} | said))


def recipe(goal, *acts):
    return promoted(run(goal, *acts), "a-name").recipe


AREA = Target(label="", role="edit", window=WindowPart(title="* - Mousepad"))
NAME = Target(label="Name", role="edit", window=WindowPart(title="Save As", dialog=True))
SAVE = Target(label="Save", role="button", picture="save.png", window=WindowPart(title="Save As", dialog=True))


def test_the_words_of_the_goal_become_parameters():
    made = promoted(
        run(
            'Type "hello world" and save it as notes.txt',
            act("type", text="hello world", target=AREA, change=Change.TEXT_APPEARS, detail="hello world"),
            act("key", key="ctrl+s", change=Change.DIALOG_OPENS, opened=("Save As",), window=AREA.window),
            act(
                "type",
                text="notes.txt",
                target=NAME,
                how={"clear": True},
                change=Change.FIELD_HOLDS,
                detail="notes.txt",
            ),
            act("click", target=SAVE, pictures=PICTURES, change=Change.DIALOG_CLOSES, closed=("Save As",)),
        ),
        "save-note",
    )
    said = made.recipe
    assert {name: p.default for name, p in said.parameters.items()} == {"text": "hello world", "name": "notes.txt"}
    words, opens, name, save = said.steps
    assert (words.type, words.then.detail, words.clear) == ("{{text}}", "{{text}}", False)
    assert (opens.key, opens.window.title, opens.then.detail) == ("ctrl+s", "* - Mousepad", "Save As")
    assert (name.type, name.then.detail, name.clear) == ("{{name}}", "{{name}}", True)
    assert (save.click.label, save.click.picture, save.then.change) == ("Save", "save.png", Change.DIALOG_CLOSES)
    assert list(made.pictures) == ["save.png"]
    assert "abc123" in said.made and said.name == "save-note"


def test_a_file_that_is_opened_is_a_parameter_wherever_it_stands():
    row = Target(
        label="report.txt",
        role="row",
        picture="row.png",
        window=WindowPart(title="report.txt - Files"),
        beside=(BesidePart(side="row", text="report.txt"), BesidePart(side="above", text="was report.txt before")),
    )
    said = recipe("open report.txt", act("click", target=row, pictures=PICTURES, opened=("report.txt - Mousepad",)))
    clicked = said.steps[0].click
    assert said.parameters["file_name"].default == "report.txt"
    assert (clicked.label, clicked.picture) == ("{{file_name}}", None)
    assert [(b.side.value, b.text) for b in clicked.beside] == [("row", "{{file_name}}")]
    assert clicked.window.title == "* - Files"
    assert (said.steps[0].then.change, said.steps[0].then.detail) == (Change.WINDOW_OPENS, "* - Mousepad")


def test_what_is_quoted_and_pressed_is_a_button_and_no_parameter():
    said = recipe('Press "Save"', act("click", target=SAVE))
    assert said.parameters == {}
    assert said.steps[0].click.label == "Save"


def test_single_signs_stay_what_they_are():
    keys = [act("click", target=Target(label=sign, role="button")) for sign in "7*5="]
    said = recipe("Compute 7*5", *keys)
    assert said.parameters == {}
    assert [step.click.label for step in said.steps] == list("7*5=")


def test_numbers_dates_and_names_that_are_typed():
    said = recipe(
        "Enter amount 12.50, the number 7, the date 2026-11-04 for Anna Berg",
        act("type", text="12.50", target=Target(label="Amount (EUR)", role="edit")),
        act("type", text="7", target=Target(label="", role="edit")),
        act("type", text="2026-11-04", target=Target(label="Due date", role="edit")),
        act("type", text="Anna Berg", target=Target(label="Customer", role="edit")),
        act("type", text="2026-11-04", target=Target(label="Again", role="edit")),
    )
    assert {name: (p.type, p.default) for name, p in said.parameters.items()} == {
        "amount_eur": ("number", "12.50"),
        "number": ("number", "7"),
        "due_date": ("date", "2026-11-04"),
        "customer": ("text", "Anna Berg"),
    }
    assert [step.type for step in said.steps] == [
        "{{amount_eur}}",
        "{{number}}",
        "{{due_date}}",
        "{{customer}}",
        "{{due_date}}",
    ]


def test_what_a_label_asks_is_its_last_words():
    said = recipe('Create "Bills"', act("type", text="Bills", target=Target(label="Enter the new name:", role="edit")))
    assert list(said.parameters) == ["name"]


def test_words_within_what_is_typed():
    said = recipe(
        "Save it as notes.txt in the folder /data/docs",
        act("type", text="/data/docs/notes.txt", target=NAME),
        act("type", text="constant {{x}}", target=AREA),
    )
    assert said.steps[0].type in ("/data/docs/{{name}}", "{{name}}/{{name_2}}")
    assert said.steps[1].type == "constant {{'{{'}}x}}"


def test_words_not_quoted_are_spelled_as_they_were_typed():
    said = recipe("search for Blue shoes", act("type", text="blue shoes", target=Target(label="", role="edit")))
    assert {name: p.default for name, p in said.parameters.items()} == {"text": "blue shoes"}
    assert said.steps[0].type == "{{text}}"


def test_detours_are_left_out():
    made = promoted(
        run(
            "save",
            act("click", "click Edit", target=Target(label="Edit", role="menu"), change=Change.MENU_OPENS),
            act("key", key="escape", change=Change.NOTHING),
            act("click", target=Target(label="File", role="menu"), worked=False, met=False),
            act("key", key="ctrl+s"),
        ),
        "x",
    )
    assert [step.key for step in made.recipe.steps] == ["ctrl+s"]
    assert "3 of 4 steps" in made.remarks[0]


def test_an_escape_that_closed_something_else_stays():
    said = recipe("x", act("key", key="ctrl+f", change=Change.ANYTHING), act("key", key="escape"))
    assert [step.key for step in said.steps] == ["ctrl+f", "escape"]


def test_acts_of_every_kind():
    said = recipe(
        "x",
        act("click", target=SAVE, how={"times": 2, "button": "right", "held": ["ctrl"]}),
        act("scroll", target=AREA),
        act("scroll"),
        act("drag", target=SAVE, onto=AREA, how={"by": [5, 6]}),
        act("drag", target=SAVE, how={"by": [5, 6]}, opened=("Moved 17 files",)),
    )
    double, over, anywhere, onto, by = said.steps
    assert (double.times, double.button, double.held) == (2, "right", ("ctrl",))
    assert (over.scroll, over.over.role.value, anywhere.over) == (3, "edit", None)
    assert (onto.onto.role.value, onto.by, by.onto, by.by) == ("edit", None, None, (5, 6))
    assert by.then.detail == "Moved * files"


def test_what_was_not_seen_is_not_expected():
    said = recipe("x", act("key", key="ctrl+s", met=False, change=Change.TEXT_APPEARS, detail="Saved"))
    assert said.steps[0].then is None


def test_an_answer_is_remarked():
    assert "answers nothing" in promoted(run("x", act("key", key="ctrl+f"), answer="42"), "x").remarks[0]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (run("x", act("key", key="a"), status="failed"), "ended as failed"),
        (run("x", act("key", key="a"), status="needs_user"), "ended as needs user"),
        (run("what is it?", answer="42"), "did nothing on the screen"),
        (run("x", by_recipe=True), "by a recipe already"),
        (run("x", act("key", key="a", worked=False)), "None of what"),
        (run("x", act("type", text="{{secret:bank}}", target=NAME)), "used a secret"),
        (run("x", act("click", "click Files")), "has no place"),
    ],
)
def test_what_makes_no_recipe(said, reason):
    with pytest.raises(RecipeError, match=reason):
        promoted(said, "x")


def test_a_typed_credential_is_not_repeated_even_in_the_refusal():
    typed = act("type", "type Password=hunter2", text="hunter2", target=NAME)
    risky = DoneAct(**{**vars(typed), "risk": "R5"})
    with pytest.raises(RecipeError, match="deskhand record") as refused:
        promoted(run("log in", risky), "x")
    assert "hunter2" not in str(refused.value)


def test_a_name_that_is_none():
    with pytest.raises(RecipeError, match="No recipe can be called"):
        promoted(run("x", act("key", key="a")), "../x")


def test_words_of_goals():
    goal = (
        "In “My list”, send report-3.pdf to anna.b@mail.org by 4 November 2026: 12 copies, see www.site.org/x, says Ben"
    )
    assert [(w.text, w.kind) for w in words_of(goal)] == [
        ("My list", Kind.QUOTED),
        ("report-3.pdf", Kind.FILE),
        ("anna.b@mail.org", Kind.EMAIL),
        ("4 November 2026", Kind.DATE),
        ("12", Kind.NUMBER),
        ("www.site.org/x", Kind.ADDRESS),
        ("Ben", Kind.NAME),
    ]
    assert [w.text for w in words_of("don't open Anna's file")] == ["Anna"]
