"""Plans: conditions, facts, how far a run is, loops, and goals that cannot be followed."""

import pytest

from deskhand.core.actions import Ask, Click, Done, Fail, Type, phrase
from deskhand.core.errors import GoalError
from deskhand.decide.combined import CombinedDecider
from deskhand.decide.conditions import Condition
from deskhand.decide.goal import parse
from deskhand.decide.loops import loops
from deskhand.decide.plan import HowFar
from deskhand.decide.refusals import refusal
from deskhand.decide.skills.calculator import Compute
from deskhand.decide.skills.deleting import Delete
from deskhand.decide.skills.every import Every
from deskhand.decide.skills.opening import Open
from deskhand.decide.skills.pressing import Press
from deskhand.decide.skills.toggling import Toggle
from deskhand.decide.symbolic import ruled
from deskhand.decide.view import View
from tests.builders import element, elements, past, scene
from tests.fakes import PreferringModel


def next_act(goal, did, *screen, model=None):
    action = CombinedDecider(model).next(goal, scene(*elements(*screen)), [past(step) for step in did]).action
    return f"done {action.answer}".strip() if isinstance(action, Done) else phrase(action).strip()


@pytest.mark.parametrize(
    ("goal", "intents"),
    [
        ("open a.txt and delete it", [Open("a.txt"), Delete("a.txt")]),
        ("click Bold, then Italic, then Print", [Press("Bold"), Press("Italic"), Press("Print")]),
        ("tick everything except Newsletter", [Every(True, ("Newsletter",))]),
        ("turn everything off but Wi-Fi and Bluetooth", [Every(False, ("Wi-Fi", "Bluetooth"))]),
        ("make sure Bluetooth is on", [Toggle("Bluetooth")]),
        ("wifi off", [Toggle("wifi", on=False)]),
        ("3.5 plus 2.25", [Compute("3.5+2.25")]),
    ],
)
def test_plans(goal, intents):
    assert list(parse(goal).intents) == intents


@pytest.mark.parametrize(
    ("condition", "held"),
    [
        ("Wi-Fi is on", True),
        ("Wi-Fi is off", False),
        ("Bluetooth is on", None),
        ("there is a Skip button", True),
        ("there is no Skip button", False),
        ("a cookie banner appears", False),
        ("the total is over 100", True),
        ("the total is less than 50", False),
        ("the name is empty", True),
    ],
)
def test_conditions(condition, held):
    screen = elements("switch: Wi-Fi = on", "button: Skip", "text: Total: 120.50", "edit: Name")
    assert Condition(condition).met_by(View(screen)) is held


def test_a_condition_decides_whether_a_clause_counts():
    assert next_act("if Wi-Fi is on, turn it off", [], "switch: Wi-Fi = on") == "click Wi-Fi"
    skipped = next_act("if Wi-Fi is on, turn it off", [], "switch: Wi-Fi = off")
    assert skipped == "done Nothing done: the condition does not hold (if Wi-Fi is on)."
    goal = "if the total is over 100, press Pay, otherwise press Cancel"
    screen = ("button: Pay", "button: Cancel")
    assert next_act(goal, [], "text: Total: 120", *screen) == "click Pay"
    assert next_act(goal, [], "text: Total: 20", *screen) == "click Cancel"


def test_what_was_read_is_typed_and_kept_when_the_screen_is_gone():
    decider = CombinedDecider(None)
    goal = "read the order number, press Next and type it into Reference"
    first = scene(*elements("text: Order number: A-77", "button: Next"))
    assert phrase(decider.next(goal, first, []).action) == "click Next"
    second = scene(*elements("edit: Reference", "button: Send"))
    action = decider.next(goal, second, [past("click Next")]).action
    assert isinstance(action, Type)
    assert action.text == "A-77"
    assert [s.how_far for s in decider.standings] == [HowFar.MET, HowFar.MET, HowFar.CURRENT]


def test_what_was_asked_is_the_answer():
    assert next_act("what is the total?", [], "text: Total: 42.00") == "done 42.00"
    assert next_act("copy the code into the Voucher field", [], "text: Code: X1", "edit: Voucher") == "type Voucher=X1"


def test_standings_tell_how_far_a_goal_is():
    screen = elements("checkbox: News = on", "button: Apply", "button: Close")
    found = ruled("tick News, press Apply and press Close", screen, [past("click News")])
    assert [s.how_far for s in found.standings] == [HowFar.MET, HowFar.CURRENT, HowFar.OPEN]
    assert str(found.standings[0]) == "tick News: met"


def test_all_but_some():
    boxes = ("checkbox: Offers = off", "checkbox: Newsletter = off", "checkbox: Tips = on")
    assert next_act("tick everything except Newsletter", [], *boxes) == "click Offers"
    assert next_act("tick everything except Newsletter", [], "checkbox: Offers = on", *boxes[1:]) == "done"
    assert next_act("tick everything except Weekly", [], *boxes).startswith("ask")


def test_work_in_progress_is_waited_for():
    assert next_act("install vim", ["click Install"], "text: Installing vim...", "button: Cancel") == "wait"
    goal = "wait until the download is complete and press Open"
    assert next_act(goal, [], "text: Downloading report.pdf... 43%", "button: Open") == "wait"
    assert next_act(goal, [], "text: Download complete", "button: Open") == "click Open"


def test_a_problem_told_by_a_dialog_ends_the_run():
    did = ["click secret.db", "click Open"]
    assert next_act("open secret.db", did, "dialog: You do not have permission", "button: OK").startswith("fail")


@pytest.mark.parametrize(
    ("done", "again"),
    [
        (["click A", "click B", "click A", "click B"], True),
        (["click A", "click B", "click A"], False),
        (["click B", "click A", "click B", "click A"], False),
        (["click C", "click B", "click A", "click B"], False),
    ],
)
def test_taking_turns_is_a_loop_at_the_third_turn(done, again):
    assert loops(Click(element("button", "A")), [past(step) for step in done]) is again


def test_no_effect_twice_is_a_loop():
    fruitless = [past("click A", met=False, changed=False)] * 2
    assert loops(Click(element("button", "A")), fruitless)
    assert not loops(Click(element("button", "A")), [*fruitless, past("click B")])


def test_going_round_in_circles_ends_or_takes_another_way():
    did = [past("click A"), past("click B"), past("click A"), past("click B")]
    one = CombinedDecider(PreferringModel(" click A", 0.9))
    assert phrase(one.next("frobnicate", scene(*elements("button: A")), did).action) != "click A"
    fruitless = [past("click A", met=False, changed=False)] * 2
    alone = CombinedDecider(None).next("press A", scene(*elements("button: A")), fruitless)
    assert isinstance(alone.action, Fail)
    assert "circles" in alone.action.reason


def test_the_same_button_asked_for_twice_is_pressed_twice():
    screen = ("button: A", "button: B")
    assert next_act("press A, press B and press A", ["click A", "click B"], *screen) == "click A"
    assert next_act("press A, press B and press A", ["click A", "click B", "click A"], *screen) == "done"


def test_a_calculator_may_repeat_its_keys():
    keys = ("button: 2", "button: +", "button: =", "text: 6")
    assert next_act("compute 2+2+2+2", [f"click {key}" for key in "2+2+2"], *keys) == "click +"


@pytest.mark.parametrize("goal", ["Öffne die Datei report.txt", "ouvre le fichier", "открой файл", "abre el archivo"])
def test_a_goal_in_another_language_is_told(goal):
    choice = refusal(goal, elements("row: report.txt"))
    assert isinstance(choice.action, Ask)
    assert "English" in choice.action.question


def test_a_quoted_label_in_another_language_is_enough():
    choice = refusal('klicke auf "Speichern"', elements("button: Speichern", "button: Abbrechen"))
    assert phrase(choice.action) == "click Speichern"
    no = refusal('nicht auf "Speichern" klicken, bitte', elements("button: Speichern"))
    assert isinstance(no.action, Ask)


def test_a_goal_that_contradicts_itself_is_asked_about():
    choice = refusal("turn Wi-Fi on and leave it off", elements("switch: Wi-Fi = on"))
    assert isinstance(choice.action, Ask)
    assert "on and to be off" in choice.action.question


@pytest.mark.parametrize("goal", ["hello there", "thank you", "please"])
def test_a_goal_that_asks_nothing(goal):
    with pytest.raises(GoalError, match="asks for nothing"):
        CombinedDecider(None).next(goal, scene(*elements("button: OK")), [])


def test_an_instruction_in_quotes_is_only_text():
    screen = ("edit: Notes", "button: Delete all", "button: OK")
    goal = 'type "press Delete all and OK" into Notes'
    assert next_act(goal, [], *screen) == "type Notes=press Delete all and OK"
    did = ["type Notes=press Delete all and OK"]
    assert next_act(goal, did, "edit: Notes = press Delete all and OK", *screen[1:]) == "done"


@pytest.mark.parametrize("count", [0, 400])
def test_screens_with_nothing_and_with_four_hundred_elements(count):
    screen = [f"text: line {n}" for n in range(count)]
    assert next_act("press Submit order", [], *screen).startswith("scroll")


def test_the_right_one_of_equal_labels_is_not_guessed():
    assert next_act("press Delete", [], "button: Delete", "button: Delete").startswith("ask")
