"""A yes is good for one act on what was shown, once, and not for long."""

from dataclasses import replace

import pytest

from deskhand.core import approval
from deskhand.core.actions import Click, Drag, Key, Type, phrase
from deskhand.core.approval import LIFETIME, OPEN, Approvals, binding, window_of
from deskhand.core.errors import GateClosed
from deskhand.core.geometry import Box
from deskhand.core.risk import Consent, Risk, Verdict, answer
from deskhand.core.screen import Focus, Frame, Scene, Window
from tests.builders import blank, element, scene, write

SAVE = element("button", "Save", box=Box(100, 80, 80, 30))


def yes(approvals, action, looked, granted=True):
    asked = approvals.ask(action, looked)
    return answer(granted, "person", phrase(action), Verdict(Risk.R3, ("because",), asked=asked))


def test_a_yes_is_used_up():
    approvals, looked = Approvals(), scene(SAVE)
    given = yes(approvals, Click(SAVE), looked)
    approvals.redeem(given, Click(SAVE), looked)
    with pytest.raises(GateClosed, match="Nobody allowed"):
        approvals.redeem(given, Click(SAVE), looked)


def test_a_no_and_a_yes_made_up_are_no_yes():
    approvals, looked = Approvals(), scene(SAVE)
    for given in (
        yes(approvals, Click(SAVE), looked, granted=False),
        Consent(True, "person", "click Save"),
        Consent(True, "person", "click Save", "f" * 32, binding(Click(SAVE), looked).digest, 0.0),
        yes(Approvals(), Click(SAVE), looked),
    ):
        with pytest.raises(GateClosed, match="Nobody allowed"):
            approvals.redeem(given, Click(SAVE), looked)


def test_a_yes_grows_old(monkeypatch):
    approvals, looked = Approvals(), scene(SAVE)
    given = yes(approvals, Click(SAVE), looked)
    now = approval.time.monotonic()
    monkeypatch.setattr(approval.time, "monotonic", lambda: now + LIFETIME + 1)
    with pytest.raises(GateClosed, match="grown old"):
        approvals.redeem(given, Click(SAVE), looked)


def test_a_yes_from_the_future_is_none():
    approvals, looked = Approvals(), scene(SAVE)
    given = replace(yes(approvals, Click(SAVE), looked), given_at=approval.time.monotonic() + 100)
    with pytest.raises(GateClosed, match="grown old"):
        approvals.redeem(given, Click(SAVE), looked)


@pytest.mark.parametrize(
    "other",
    [Click(SAVE, count=2), Click(SAVE, button="right"), Click(SAVE, held=("ctrl",)), Click(SAVE, at=(0.1, 0.1))],
)
def test_a_yes_is_for_the_act_in_full(other):
    approvals, looked = Approvals(), scene(SAVE)
    given = yes(approvals, Click(SAVE), looked)
    with pytest.raises(GateClosed, match=r"is not for this|Nobody allowed"):
        approvals.redeem(replace(given, action=phrase(other)), other, looked)


def test_a_yes_is_for_the_pixels_that_were_shown():
    approvals = Approvals()
    looked = scene(SAVE, pixels=write(blank(), "Save", (108, 100)))
    given = yes(approvals, Click(SAVE), looked)
    with pytest.raises(GateClosed, match="is not for this"):
        approvals.redeem(given, Click(SAVE), scene(SAVE, pixels=write(blank(), "Send", (108, 100))))


def test_the_nonce_of_another_question_does_not_help():
    approvals, looked, cancel = Approvals(), scene(SAVE), element("button", "Cancel", box=Box(10, 10, 60, 20))
    harmless, harmful = yes(approvals, Click(cancel), looked), approvals.ask(Click(SAVE), looked)
    with pytest.raises(GateClosed):
        approvals.redeem(replace(harmless, nonce=harmful.nonce, action="click Save"), Click(SAVE), looked)


def test_the_text_of_a_secret_is_bound_and_not_told():
    secret = Type("hunter2", SAVE, secret="bank")
    bound = binding(secret, scene(SAVE))
    assert bound != binding(replace(secret, text="hunter3"), scene(SAVE))
    assert "hunter2" not in repr(bound)


def test_the_window_is_the_one_under_the_press_else_the_one_with_the_keyboard():
    windows = (Window(7, "Editor", "editor", Box(0, 0, 320, 200)), Window(8, "Mail", "mail", Box(90, 70, 100, 60)))
    looked = Scene(Frame(blank(), 0.0, Focus(7, "Editor", "editor"), windows), (SAVE,))
    assert window_of(Click(SAVE), looked) == 8
    assert window_of(Key("enter"), looked) == 7
    assert window_of(Drag(element("icon", "a.txt", box=Box(5, 5, 20, 20)), SAVE.box), looked) == 7
    assert window_of(Key("enter"), Scene(Frame(blank(), 0.0))) == 0, "where no window is known"


def test_questions_nobody_answers_are_forgotten():
    approvals, looked = Approvals(), scene(SAVE)
    given = yes(approvals, Click(SAVE), looked)
    for _ in range(OPEN):
        approvals.ask(Click(SAVE), looked)
    with pytest.raises(GateClosed, match="Nobody allowed"):
        approvals.redeem(given, Click(SAVE), looked)
