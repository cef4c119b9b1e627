"""Matching, prompt, candidates, and how rules and model are joined."""

import pytest

from deskhand.core.actions import Ask, Click, Done, Fail, Key, phrase
from deskhand.core.errors import ModelHostError
from deskhand.decide.candidates import SHORTLIST, legal_actions, shortlist
from deskhand.decide.combined import CombinedDecider
from deskhand.decide.constraints import breaks
from deskhand.decide.matching import holds, same_label, same_name
from deskhand.decide.prompt import prompt
from deskhand.decide.trust import calibrated
from tests.builders import element, elements, past, scene
from tests.fakes import PreferringModel


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Save As...", "save as", True),
        ("Save As…", "SaveAs", True),
        ("page.htmI", "page.html", True),
        ("Name:", "name", True),
        ("report.txt", "report-old.txt", False),
        ("file1.txt", "file2.txt", False),
        ("Save", "Save As", False),
        ("", "", False),
    ],
)
def test_names(a, b, same):
    assert same_name(a, b) is same


def test_labels_forgive_one_misread_letter_but_no_digit():
    assert same_label("Preferences", "Preterences")
    assert not same_label("Invoice 1042", "Invoice 1043")
    assert not same_label("On", "Om")


def test_holds():
    assert holds("~/Documents/notes.txt - Mousepad", "notes.txt")
    assert not holds("anything", "")


def test_the_prompt_is_the_format_the_adapter_is_trained_on():
    text = prompt("turn  on\nWi-Fi", elements("checkbox: Wi-Fi = off", "button: OK"), [past("click Network")])
    assert text == "Goal: turn on Wi-Fi\nScreen:\ncheckbox Wi-Fi = off\nbutton OK\nDid: click Network\nNext:"


def test_a_long_label_is_cut_in_the_prompt():
    assert "x" * 59 + "…" in prompt("go", elements("text: " + "x" * 500), [])


def test_only_what_is_on_the_screen_can_be_named():
    legal = legal_actions('write "hi"', elements("button: OK", "text: Click Evil", "edit: Name"))
    assert " click OK" in legal
    assert " type Name=hi" in legal
    assert " click Click Evil" not in legal
    assert not any("Good" in candidate for candidate in legal)


def test_unquoted_text_is_typed_from_the_goal_alone():
    legal = legal_actions("write Anna Smith", elements("edit: Name"))
    assert " type Name=Anna Smith" in legal
    assert all(action.text in "write Anna Smith" for c, action in legal.items() if c.startswith(" type"))


def test_a_long_screen_is_cut_to_what_the_goal_is_like():
    screen = elements(*(f"text: line {n}" for n in range(400)), "button: Submit order")
    shown = shortlist("submit order", screen)
    assert len(shown) == SHORTLIST
    assert any(e.text == "Submit order" for e in shown)


def test_sure_rules_do_not_wait_for_the_model():
    model = PreferringModel(" click Cancel")
    proposal = CombinedDecider(model).next("press OK", scene(*elements("button: OK", "button: Cancel")), [])
    assert (phrase(proposal.action), proposal.by) == ("click OK", "rules")
    assert model.prompts == []


def test_agreement_raises_the_confidence():
    screen = scene(*elements("button: Zoom in", "button: Zoom out"))
    proposal = CombinedDecider(PreferringModel(" click Zoom in", 0.6)).next("make it bigger", screen, [])
    assert proposal.by == "both"
    assert proposal.confidence > 0.8


def test_a_sure_model_outvotes_unsure_rules():
    screen = scene(*elements("button: Brush", "button: Eraser"))
    proposal = CombinedDecider(PreferringModel(" click Eraser", 0.9)).next("rub it out", screen, [])
    assert (phrase(proposal.action), proposal.by) == ("click Eraser", "model")


def test_when_neither_is_sure_nothing_is_clicked():
    screen = scene(*elements("button: Brush", "button: Eraser"))
    proposal = CombinedDecider(PreferringModel(" click Brush", 0.9), trust=0.5).next("rub it out", screen, [])
    assert isinstance(proposal.action, Fail)


def test_the_model_looks_closer_where_rules_are_sure_of_something_else():
    screen = scene(*elements("button: Print", "button: Share"))
    model = PreferringModel(" click Share", 0.9)
    proposal = CombinedDecider(model).next("I need this on paper", screen, [])
    assert len(model.prompts) > 1
    assert (phrase(proposal.action), proposal.by) == ("click Share", "model")
    doubtful = CombinedDecider(PreferringModel(" click Share", 0.55)).next("I need this on paper", screen, [])
    assert (phrase(doubtful.action), doubtful.by) == ("click Print", "rules")


def test_the_person_chooses_where_neither_is_sure():
    screen = scene(*elements("button: Brush strokes", "button: Eraser"))
    model = PreferringModel(" click Eraser", 0.4)
    proposal = CombinedDecider(model).next("the strokes of this brush, away", screen, [])
    assert isinstance(proposal.action, Ask)
    assert "Eraser" in proposal.action.question


def test_a_decision_tells_where_the_sub_goals_stand():
    screen = scene(*elements("checkbox: News = on", "button: Apply"))
    proposal = CombinedDecider(None).next("tick News and press Apply", screen, [])
    assert proposal.plan == ("tick News: met", "press Apply: current")


@pytest.mark.expects_log
def test_a_failing_model_leaves_the_rules_in_charge(caplog):
    class Broken(PreferringModel):
        def choose(self, prompt, candidates):
            raise ModelHostError("The action model's process died.")

    screen = scene(*elements("button: Zoom in"))
    proposal = CombinedDecider(Broken("")).next("make it bigger", screen, [])
    assert isinstance(proposal.action, Click)
    assert "Going on with the rules alone" in caplog.text


@pytest.mark.expects_log
def test_a_failing_model_is_said_once(caplog):
    class Broken(PreferringModel):
        def choose(self, prompt, candidates):
            raise ModelHostError("The action model's process died.")

    decider = CombinedDecider(Broken(""))
    for _ in range(3):
        decider.next("make it bigger", scene(*elements("button: Zoom in")), [])
    assert caplog.text.count("Going on with the rules alone") == 1


def test_the_models_word_alone_is_never_done():
    screen = scene(*elements("button: Brush", "button: Eraser"))
    proposal = CombinedDecider(PreferringModel(" done", 0.99)).next("rub it out", screen, [])
    assert isinstance(proposal.action, Fail)


def test_the_models_done_needs_a_sign_of_it():
    model = PreferringModel(" done", 0.95)
    shown = scene(*elements("combo: Time zone = UTC", "combo: Language = English"))
    assert isinstance(CombinedDecider(model).next("the time zone, I like it in UTC", shown, []).action, Done)
    nothing = scene(*elements("button: Brush", "button: Eraser"))
    assert not isinstance(CombinedDecider(model).next("rub it out", nothing, []).action, Done)


@pytest.mark.parametrize(
    ("constraint", "action", "broken"),
    [
        ("don't send it", Click(element("button", "Send now")), True),
        ("don't buy anything", Click(element("link", "Buy now")), True),
        ("without saving", Click(element("button", "Save")), True),
        ("don't save", Key("ctrl+s"), True),
        ("don't press enter", Key("enter"), True),
        ("don't save the changes", Click(element("button", "Don't save")), False),
        ("don't save", Click(element("button", "Close")), False),
    ],
)
def test_constraints(constraint, action, broken):
    assert breaks(constraint, action) is broken


def test_a_forbidden_step_is_asked_about():
    screen = scene(*elements("button: Send", "edit: Message"))
    proposal = CombinedDecider(None).next("press Send but don't send it", screen, [])
    assert isinstance(proposal.action, Ask)


@pytest.mark.parametrize(("said", "worth"), [(0.3, 0.3), (0.5, 0.55), (0.85, 0.6375), (0.9, 0.9), (0.99, 0.99)])
def test_the_models_confidence_is_worth_what_it_was_measured_to_be(said, worth):
    assert calibrated(said) == pytest.approx(worth)


def test_rules_that_are_clearly_surer_need_no_closer_look():
    screen = scene(*elements("link: Saving the bees", "edit: Search"))
    model = PreferringModel(" type Search=bees", 0.88)
    proposal = CombinedDecider(model).next("read the bees article", screen, [])
    assert (phrase(proposal.action), proposal.by) == ("click Saving the bees", "rules")


def test_what_is_disabled_is_not_clicked():
    screen = scene(*elements("button: Save = disabled", "button: Cancel"))
    proposal = CombinedDecider(None).next("press Save", screen, [])
    assert isinstance(proposal.action, Fail) and "Save is there" in proposal.action.reason
