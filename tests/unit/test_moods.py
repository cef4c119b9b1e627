"""Only a request is carried out: questions, reports, moods and goals that forbid are asked about."""

import pytest

from deskhand.core.actions import Ask, Done, Fail, Scroll, phrase
from deskhand.decide.combined import CombinedDecider
from deskhand.decide.refusals import refusal
from deskhand.decide.symbolic import symbolic_choice
from tests.builders import elements, past, scene
from tests.fakes import PreferringModel

SCREEN = (
    "tab: Home",
    "menu: Edit",
    "button: Save",
    "button: Delete",
    "button: Send",
    "button: Sign out",
    "row: report.txt",
    "row: notes.txt",
    "switch: Location = on",
    "checkbox: Backups = on",
    "button: Zoom in",
)


def decided(goal, *rows, model=None, did=()):
    return CombinedDecider(model).next(goal, scene(*elements(*(rows or SCREEN))), [past(one) for one in did])


@pytest.mark.parametrize("sure", [0.4, 0.95])
@pytest.mark.parametrize(
    "goal",
    [
        "should I turn Location off?",
        "how do I save the file",
        "press Send? no",
        "delete notes.txt? no way",
        "I already deleted report.txt",
        "should I delete report.txt?",
        "is it safe to delete notes.txt?",
        "what happens if I press Delete",
        "delete nothing",
        "press anything but Send",
        "can I delete report.txt?",
        "have a look whether I should delete notes.txt",
        "would it be a bad idea to delete notes.txt",
        "somebody wrote that one ought to delete report.txt, but I want it kept",
        "I might delete notes.txt later",
        "someone should press Send",
        "Send is broken",
        "I like the Send button",
        "asdf qwer",
        "i am bored",
        "whatever you think",
        "the weather today",
        "42",
        "surprise me",
        "make it better",
        "never uncheck Backups",
        "do not turn off Location",
        "don't click Home",
        "never open notes.txt",
        "don't delete report.txt",
    ],
)
def test_what_is_no_request_is_asked_about(goal, sure):
    for name in (
        "Home",
        "Edit",
        "Save",
        "Delete",
        "Send",
        "Sign out",
        "report.txt",
        "notes.txt",
        "Location",
        "Backups",
    ):
        proposal = decided(goal, model=PreferringModel(f" click {name}", sure))
        assert isinstance(proposal.action, Ask), (name, proposal)


@pytest.mark.parametrize(
    ("goal", "act"),
    [
        ("could you open report.txt?", "double-click report.txt"),
        ("is there a way to zoom in?", "click Zoom in"),
        ("how do I make the text bigger?", "click Zoom in"),
        ("would you mind saving it", "click Save"),
        ("turn Location off", "click Location"),
        ("don't let apps see my location, turn off Location", "click Location"),
    ],
)
def test_a_polite_request_is_one(goal, act):
    assert phrase(decided(goal).action) == act


@pytest.mark.parametrize(
    "goal",
    [
        "the message is for Anna: send it",
        "Hello! Could you delete report.txt?",
        "please delete report.txt?",
        "report.txt needs to be deleted",
        "I think the text is too small",
        "search for is it safe to delete temp files",
        "show me what was deleted",
        "tell me how much it is and send it",
        "I have finished, close the window",
        "the file is finished so save it",
        'type "should I delete it?"',
        "select nothing",
        "dark mode please",
    ],
)
def test_what_asks_for_something_is_no_remark(goal):
    assert refusal(goal, elements(*SCREEN)) is None


@pytest.mark.parametrize(
    "goal",
    [
        "do you think I should delete report.txt",
        "could you tell me if it is safe to delete report.txt",
        "can you explain what Delete does",
        "show me how to delete a file",
        "maybe we should send it",
        "why not delete everything?",
        "report.txt was deleted",
    ],
)
def test_doubts_and_explanations_are_questions(goal):
    found = refusal(goal, elements(*SCREEN))
    assert found is not None
    assert isinstance(found.action, Ask)


def test_a_question_about_a_state_is_answered():
    assert decided("is Location on?").action == Done("Yes.")
    assert decided("is Backups off?").action == Done("No.")


def test_a_goal_that_only_forbids_answers_an_open_question_by_a_label_that_says_no():
    asked = ("dialog: Save changes to a.txt?", "button: Save", "button: Don't Save", "button: Cancel")
    assert phrase(decided("don't save", *asked).action) == "click Don't Save"
    asked = ("dialog: Delete report.txt?", "button: Delete", "button: Cancel")
    assert phrase(decided("don't delete report.txt", *asked).action) == "click Cancel"
    assert isinstance(decided("don't delete it", "dialog: Delete it?", "button: Delete", "button: OK").action, Ask)


@pytest.mark.parametrize(
    ("goal", "rows"),
    [
        ("send the message to Anna, but do not send it to Bob", ["button: Send to Bob", "edit: Text"]),
        ("delete report, but do not delete report.pdf", ["row: report.pdf", "button: Delete"]),
        ("delete report, but do not delete report.pdf", ["row: report.pdf = selected", "button: Delete"]),
        ("delete the old file, don't delete notes.txt", ["button: Delete notes.txt"]),
        ("delete report.txt but never delete report.txt", ["row: report.txt = selected", "button: Delete"]),
        ("save it and don't save it", ["button: Save"]),
    ],
)
def test_a_rule_with_the_verb_of_the_request_still_holds_for_its_own_thing(goal, rows):
    harmful = {
        "click Send to Bob",
        "click report.pdf",
        "click Delete",
        "click Delete notes.txt",
        "click Save",
        "key delete",
    }
    names = [row.partition(": ")[2].partition(" = ")[0] for row in rows]
    for model in (None, *(PreferringModel(f" click {name}", 0.97) for name in names)):
        proposal = decided(goal, *rows, model=model)
        assert phrase(proposal.action) not in harmful, proposal


def test_such_a_rule_does_not_hold_for_another_thing():
    rows = ("row: a.txt = selected", "row: b.txt", "button: Delete")
    assert phrase(decided("delete a.txt, do not delete b.txt", *rows, did=["click a.txt"]).action) == "click Delete"


def test_what_the_goal_does_not_point_at_is_not_done_on_a_guess_where_it_has_weight():
    rows = ("button: Sign out", "slider: Brightness = 20")
    dark = decided("it's too dark", *rows, model=PreferringModel(" click Brightness", 0.4))
    assert phrase(dark.action) == "click Brightness"
    assert isinstance(decided("it's too dark", *rows, model=PreferringModel(" click Sign out", 0.97)).action, Ask)
    leave = "I want to leave my account"
    assert phrase(decided(leave, *rows, model=PreferringModel(" click Sign out", 0.9)).action) == "click Sign out"
    assert isinstance(decided(leave, *rows, model=PreferringModel(" click Sign out", 0.6)).action, Ask)


@pytest.mark.parametrize(
    ("title", "button", "asks"),
    [
        ("Apply the new licence terms", "OK", True),
        ("All your photos are shared with everyone", "Continue", True),
        ("The backup was finished", "OK", False),
    ],
)
def test_only_a_plain_notice_is_closed_unasked(title, button, asks):
    act = decided("open report.txt", "row: report.txt", f"dialog: {title}", f"button: {button}").action
    assert isinstance(act, Ask) if asks else phrase(act) == f"click {button}"


def test_a_condition_on_what_is_out_of_sight_is_looked_for():
    rows = ("row: report.txt", "row: b.txt", "button: Delete")
    goal = "delete report.txt unless important.txt is there"
    assert isinstance(decided(goal, *rows).action, Scroll)
    seen = decided(goal, "row: important.txt", *rows, did=["scroll"]).action
    assert isinstance(seen, Done)
    assert seen.answer.startswith("Nothing done: the condition does not hold")
    assert phrase(decided(goal, *rows, did=["scroll"] * 3).action) == "click report.txt"


@pytest.mark.parametrize(
    "told",
    [
        "The file was not saved.",
        "Saving failed",
        "Cannot save a.txt",
        "Disk quota exceeded",
        "Upload rejected",
        "Your request was declined",
        "Something went wrong",
    ],
)
def test_nothing_is_done_where_the_screen_tells_of_a_failure(told):
    found = elements("button: Save", f"text: {told}")
    assert isinstance(symbolic_choice("press Save", found, [past("click Save")]).action, Fail)
    fine = elements("button: Save", "text: The file was saved.")
    assert isinstance(symbolic_choice("press Save", fine, [past("click Save")]).action, Done)
