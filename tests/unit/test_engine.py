"""The gate and the loop, over fakes at the ports."""

import ast
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import deskhand
from deskhand.core.actions import Ask, Click, Done, Drag, Fail, Key, Wait
from deskhand.core.approval import Approvals
from deskhand.core.clearance import Seal
from deskhand.core.errors import DisplayError, GateClosed, InputError, JournalError, StopRequested
from deskhand.core.events import Acted, RunEnded
from deskhand.core.geometry import Box, Point
from deskhand.core.monitors import Monitor
from deskhand.core.risk import Consent, Risk, answer
from deskhand.core.screen import Scene, Window
from deskhand.core.step import Change, Delivery, Expectation, Proposal, Status
from deskhand.core.stop import StopToken
from deskhand.engine.budget import Budget
from deskhand.engine.gate import Gate
from deskhand.engine.loop import Run, Stages
from tests.builders import blank, element, frame, scene, write
from tests.fakes import (
    AgreeingVerifier,
    FixedGrounder,
    FixedJudge,
    ListJournal,
    RedeemingActor,
    ScriptedDecider,
    StillCapture,
    allowed,
)

BUTTON = element("button", "Save", box=Box(100, 80, 80, 30))
EDITOR = Window(7, "Editor", "editor", Box(0, 0, 320, 200), focused=True)


def propose(action, **more):
    return Proposal(action, "why", 0.9, "rules", Expectation(Change.ANYTHING), **more)


class Granting:
    def __init__(self, granted=True):
        self.granted = granted

    def ask(self, proposal, verdict):
        from deskhand.core.actions import phrase

        return answer(self.granted, "policy", phrase(proposal.action), verdict)


def clear(gate, action, looked):
    return gate.clear(action, allowed(gate, action, looked), looked)


def gate_over(now, before=None, stop=None):
    seal = Seal()
    stop = stop or StopToken()
    return Gate(StillCapture(now), seal, stop, Approvals()), seal, scene(BUTTON, pixels=before)


def test_a_still_screen_is_cleared():
    gate, seal, looked = gate_over(frame())
    assert seal.redeem(clear(gate, Click(BUTTON), looked)) == Click(BUTTON)


def test_a_blinking_caret_in_the_target_is_no_change():
    pixels = blank()
    pixels[85:105, 110:112] = 0
    gate, _, looked = gate_over(frame(pixels))
    assert clear(gate, Click(BUTTON), looked)


def test_a_changed_label_closes_the_gate():
    before, now = write(blank(), "Cancel", (108, 100)), write(blank(), "Delete", (108, 100))
    gate, _, looked = gate_over(frame(now), before)
    with pytest.raises(GateClosed, match="Save changed"):
        clear(gate, Click(BUTTON), looked)


def test_of_a_large_target_the_place_that_is_pressed_is_compared():
    canvas = element("icon", "Canvas", box=Box(0, 0, 700, 500))
    before, now = np.full((500, 700, 3), 255, np.uint8), np.full((500, 700, 3), 255, np.uint8)
    now[20:100, 20:220] = 60
    looked = Scene(frame(before), (canvas,))
    gate = Gate(StillCapture(frame(now)), Seal(), StopToken(), Approvals())
    assert clear(gate, Click(canvas), looked), "its middle is as it was"
    aside = Click(canvas, at=(0.1, 0.1))
    with pytest.raises(GateClosed, match="Canvas changed"):
        clear(gate, aside, looked)


def test_a_change_elsewhere_does_not_close_the_gate():
    gate, _, looked = gate_over(frame(write(blank(), "12:01", (250, 20))))
    assert clear(gate, Click(BUTTON), looked)


@pytest.mark.parametrize("side", [1, 60])
def test_another_thing_where_a_drag_ends_closes_the_gate(side):
    to = Box(250 - side // 2, 50 - side // 2, side, side)
    pixels = blank()
    pixels[45:56, 245:256] = 0
    gate, _, looked = gate_over(frame(pixels))
    with pytest.raises(GateClosed, match="The place to drag to changed"):
        clear(gate, Drag(BUTTON, to, "Archive"), looked)
    gate, _, looked = gate_over(frame())
    assert clear(gate, Drag(BUTTON, to, "Archive"), looked)
    with pytest.raises(GateClosed, match="Nobody allowed me to drag Save to Trash"):
        gate.clear(Drag(BUTTON, to, "Trash"), allowed(gate, Drag(BUTTON, to, "Archive"), looked), looked)


def test_another_focused_window_closes_the_gate():
    gate, _, looked = gate_over(frame(window=8))
    with pytest.raises(GateClosed, match="another window"):
        clear(gate, Click(BUTTON), looked)


def test_a_resized_screen_closes_the_gate():
    gate, _, looked = gate_over(frame(blank(400, 300)))
    with pytest.raises(GateClosed, match="The screens changed"):
        clear(gate, Click(BUTTON), looked)


LEFT = Monitor("left", Box(-220, -20, 220, 200), 2.0)
MAIN = Monitor("main", Box(0, -20, 100, 200), primary=True)
AWAY = replace(BUTTON, box=BUTTON.box.shifted(-220, -20))


def two_monitors(pixels=None, *monitors):
    return frame(pixels, 7, Point(-220, -20), *(monitors or (LEFT, MAIN)))


def test_a_target_left_of_the_primary_monitor_is_compared_where_it_is():
    seal, looked = Seal(), Scene(two_monitors(), (AWAY,))
    assert clear(Gate(StillCapture(two_monitors()), seal, StopToken(), Approvals()), Click(AWAY), looked)
    pixels = write(blank(), "X", (BUTTON.box.x + 8, BUTTON.box.y + 18))
    with pytest.raises(GateClosed, match="Save changed"):
        clear(Gate(StillCapture(two_monitors(pixels)), seal, StopToken(), Approvals()), Click(AWAY), looked)


@pytest.mark.parametrize("monitors", [(MAIN,), (LEFT, replace(MAIN, scale=1.5)), (replace(LEFT, name="other"), MAIN)])
def test_other_monitors_close_the_gate(monitors):
    gate = Gate(StillCapture(two_monitors(None, *monitors)), Seal(), StopToken(), Approvals())
    with pytest.raises(GateClosed, match="The screens changed before I could act"):
        clear(gate, Click(AWAY), Scene(two_monitors(), (AWAY,)))


def test_a_scene_of_one_monitor_is_compared_with_the_whole_desktop():
    whole = two_monitors()
    part = replace(whole, pixels=whole.crop(LEFT.box), origin=Point(LEFT.box.x, LEFT.box.y))
    gate = Gate(StillCapture(whole), Seal(), StopToken(), Approvals())
    assert clear(gate, Click(AWAY), Scene(part, (AWAY,)))


def test_a_target_that_was_never_in_the_picture_closes_the_gate():
    off = replace(BUTTON, box=Box(4000, 10, 60, 24))
    gate, _, looked = gate_over(frame())
    with pytest.raises(GateClosed, match="Save changed"):
        clear(gate, Click(off), looked)


@pytest.mark.parametrize("consent", [Consent(False, "nobody", "click Save"), Consent(True, "person", "click Cancel")])
def test_no_consent_for_this_action_closes_the_gate(consent):
    gate, _, looked = gate_over(frame())
    with pytest.raises(GateClosed, match="Nobody allowed"):
        gate.clear(Click(BUTTON), consent, looked)


def test_a_stop_closes_the_gate():
    stop = StopToken()
    stop.stop("enough")
    gate, _, looked = gate_over(frame(), stop=stop)
    with pytest.raises(StopRequested, match="enough"):
        clear(gate, Click(BUTTON), looked)


def test_nothing_but_the_gate_issues_clearances():
    makers = []
    for file in Path(deskhand.__file__).parent.rglob("*.py"):
        calls = [n.func for n in ast.walk(ast.parse(file.read_text())) if isinstance(n, ast.Call)]
        issues = any(isinstance(f, ast.Attribute) and f.attr == "issue" for f in calls)
        makes = any(isinstance(f, ast.Name) and f.id == "Cleared" for f in calls)
        if issues or makes:
            makers.append(file.name)
    assert sorted(makers) == ["clearance.py", "gate.py"]


class Bench:
    """A run over fakes."""

    def __init__(self, *proposals, **parts):
        self.journal, self.stop, self.events, seal = ListJournal(), StopToken(), [], Seal()
        capture = StillCapture(frame())
        self.actor = RedeemingActor(seal)
        self.decider = ScriptedDecider(*proposals)
        self.parts = {
            "capture": capture,
            "grounder": FixedGrounder(scene(BUTTON)),
            "decider": self.decider,
            "judge": FixedJudge(),
            "confirmer": Granting(),
            "gate": Gate(capture, seal, self.stop, Approvals()),
            "actor": self.actor,
            "verifier": AgreeingVerifier(),
            "journal": self.journal,
            "stop": self.stop,
        } | parts

    def run(self, **limits):
        return Run("r1", "a goal", Stages(**self.parts), Budget(**limits), self.events.append).result()


def test_a_run_that_reaches_its_goal():
    bench = Bench(propose(Click(BUTTON)), propose(Done("84")))
    result = bench.run()
    assert (result.status, result.steps, result.answer) == (Status.DONE, 1, "84")
    assert [record[0] for record in bench.journal.records] == ["begin", "intent", "outcome", "end"]
    assert [str(step) for step in bench.decider.histories[1]] == ["click Save"]
    assert isinstance(bench.events[-1], RunEnded)


def test_the_intent_is_recorded_before_the_act():
    bench = Bench(propose(Click(BUTTON)), propose(Done()))
    bench.actor.during = lambda: seen.extend(bench.journal.records)
    seen = []
    bench.run()
    assert [record[0] for record in seen] == ["begin", "intent"]


def test_no_consent_sends_nothing_and_needs_the_person():
    bench = Bench(propose(Click(BUTTON)), confirmer=Granting(False), judge=FixedJudge(Risk.R4))
    result = bench.run()
    assert result.status is Status.NEEDS_USER
    assert "R4" in result.reason
    assert bench.actor.performed == []
    assert ("outcome", 1, Delivery.NOT_SENT, False) in bench.journal.records


@pytest.mark.parametrize(("action", "status"), [(Ask("Which?"), Status.NEEDS_USER), (Fail("Cannot."), Status.FAILED)])
def test_how_a_decider_ends_a_run(action, status):
    result = Bench(propose(action)).run()
    assert result.status is status
    assert result.reason in ("Which?", "Cannot.")


def test_the_budget_of_steps():
    result = Bench(propose(Key("tab"))).run(max_steps=3)
    assert (result.status, result.steps) == (Status.FAILED, 3)
    assert "3 steps" in result.reason


def test_the_budget_of_seconds():
    result = Bench(propose(Wait(0.02))).run(max_steps=1000, max_seconds=0.2)
    assert result.status is Status.FAILED
    assert "seconds" in result.reason


def test_the_same_act_without_effect_is_given_up():
    result = Bench(propose(Key("tab")), verifier=AgreeingVerifier(changed=False)).run()
    assert (result.status, result.steps) == (Status.FAILED, 3)
    assert "nothing changed" in result.reason


def test_a_screen_that_does_not_hold_still_is_given_up():
    noisy = [frame(np.roll(write(blank(), "abc", (110, 100)), n * 7, axis=1)) for n in range(12)]
    capture = StillCapture(*noisy)
    stop, seal = StopToken(), Seal()
    bench = Bench(propose(Click(BUTTON)), capture=capture, gate=Gate(capture, seal, stop, Approvals()))
    result = bench.run()
    assert result.status is Status.FAILED
    assert "hold still" in result.reason
    assert bench.actor.performed == []


def test_a_stop_inside_an_action():
    bench = Bench(propose(Click(BUTTON)))

    def person():
        bench.stop.stop("You moved the mouse.")
        bench.stop.check()

    bench.actor.during = person
    result = bench.run()
    assert (result.status, result.reason) == (Status.STOPPED, "You moved the mouse.")
    assert ("outcome", 1, Delivery.MAYBE_SENT, False) in bench.journal.records


def test_a_display_lost_in_the_middle_ends_the_run_and_the_journal_knows():
    class Gone(AgreeingVerifier):
        def check(self, before, proposal):
            raise DisplayError("The display went away.")

    bench = Bench(propose(Click(BUTTON)), verifier=Gone())
    with pytest.raises(DisplayError):
        bench.run()
    assert bench.journal.records[-1] == ("end", Status.FAILED)
    assert any(isinstance(e, Acted) and e.delivery is Delivery.SENT for e in bench.events)


def test_without_a_durable_intent_nothing_is_sent():
    class Full(ListJournal):
        def intend(self, *args):
            raise JournalError("The disk is full.")

    bench = Bench(propose(Click(BUTTON)), journal=Full())
    with pytest.raises(JournalError):
        bench.run()
    assert bench.actor.performed == []


def test_a_maybe_delivered_act_is_not_sent_again():
    class Doubtful(RedeemingActor):
        def perform(self, cleared):
            super().perform(cleared)
            return Delivery.MAYBE_SENT

    seal, stop = Seal(), StopToken()
    capture = StillCapture(frame())
    actor = Doubtful(seal)
    bench = Bench(
        propose(Click(BUTTON)), actor=actor, gate=Gate(capture, seal, stop, Approvals()), judge=FixedJudge(Risk.R4)
    )
    result = bench.run()
    assert result.status is Status.NEEDS_USER
    assert "please look" in result.reason
    assert len(actor.performed) == 1
    assert ("outcome", 1, Delivery.MAYBE_SENT, True) in bench.journal.records


def test_after_the_persons_yes_the_pointer_is_taken_as_it_is():
    class Person(Granting):
        def ask(self, proposal, verdict):
            return answer(True, "person", "click Save", verdict)

    bench = Bench(propose(Click(BUTTON)), propose(Done()), confirmer=Person())
    assert bench.run().status is Status.DONE
    assert bench.actor.resumed


def test_an_error_before_the_first_event_is_not_sent():
    class Missing(RedeemingActor):
        def perform(self, cleared):
            raise InputError("xclip is not installed.")

    bench = Bench(propose(Click(BUTTON)), actor=Missing(Seal()))
    with pytest.raises(InputError, match="xclip"):
        bench.run()
    assert ("outcome", 1, Delivery.NOT_SENT, False) in bench.journal.records


def test_the_pointer_leaves_a_tooltip_before_anything_is_decided():
    """What a tooltip lies on cannot be seen; it goes when the pointer does."""
    tip = Window(9, "", "app", Box(100, 80, 60, 20), tip=True)
    covered, clear = replace(frame(), windows=(EDITOR, tip)), replace(frame(), windows=(EDITOR,))
    seen = StillCapture(covered, clear)
    bench = Bench(propose(Done()), capture=seen)
    assert bench.run().status is Status.DONE
    (place,) = bench.actor.parked
    assert EDITOR.box.contains(place) and not tip.box.contains(place)


def test_the_pointer_stays_where_nothing_is_explained():
    bench = Bench(propose(Done()), capture=StillCapture(replace(frame(), windows=(EDITOR,))))
    bench.run()
    assert bench.actor.parked == []
