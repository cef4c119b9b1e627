"""The acting steps of a recipe, over fakes at the ports: found, sent once, seen, or halted."""

import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from deskhand.core import actions
from deskhand.core.actions import phrase
from deskhand.core.anchor import Halt, Located, Rung
from deskhand.core.approval import Approvals
from deskhand.core.clearance import Seal
from deskhand.core.errors import SecretError, StopRequested
from deskhand.core.events import StepEnded, Waiting
from deskhand.core.geometry import Box
from deskhand.core.risk import answer
from deskhand.core.screen import Scene, Window
from deskhand.core.step import Change, Delivery, Outcome
from deskhand.core.stop import StopToken
from deskhand.engine.carrying_out import CarryingOut
from deskhand.engine.gate import Gate
from deskhand.engine.replaying import acting
from deskhand.engine.replaying.acting import ActingSteps, turns
from deskhand.engine.replaying.carrying import Carrier
from deskhand.engine.replaying.dismissing import Dismissing
from deskhand.engine.replaying.ending import Halts
from deskhand.engine.replaying.looking import Looking
from deskhand.engine.replaying.stages import ReplayStages
from deskhand.recipe.format import schema
from deskhand.recipe.format.loading import Loaded
from deskhand.recipe.meaning.scope import Scope, Value
from deskhand.recipe.walking.walk import Leaf
from tests.builders import blank, element, frame, write
from tests.fakes import FixedGrounder, FixedJudge, ListJournal, MemoryClipboard, RedeemingActor

SAVE = element("button", "Save", box=Box(100, 80, 80, 30))
NAME = element("edit", "Name", box=Box(20, 20, 200, 30), number=2)
MAIN = Window(7, "Editor", "editor", Box(0, 0, 320, 200), focused=True)
OTHER = Window(8, "Mail", "mail", Box(0, 0, 320, 200))


class Playing:
    """Hands out frames in turn, taken now; the last one forever."""

    def __init__(self, *frames):
        self.frames = list(frames)

    def grab(self, region=None):
        shown = self.frames.pop(0) if len(self.frames) > 1 else self.frames[0]
        return replace(shown, taken_at=time.monotonic())

    def focus(self):
        return self.frames[0].focus

    def window_at(self, at):
        return None

    def locked(self):
        return False


class Knowing:
    """Finds at a glance what it knows by its label."""

    def __init__(self, *elements):
        self.elements = {e.text: e for e in elements}

    def glance(self, anchor, seen):
        found = self.elements.get(anchor.label)
        return Located(Scene(seen, (found,)), found, Rung.EXACT) if found else None

    def locate(self, anchor, seen):
        return self.glance(anchor, seen) or Located(Scene(seen), halt=Halt.GONE, why=f"No {anchor.label}.")


class Granting:
    def __init__(self, granted=True):
        self.granted = granted

    def ask(self, proposal, verdict):
        return answer(self.granted, "policy", phrase(proposal.action), verdict)


class Seeing:
    """A verifier that notes what was to follow."""

    def __init__(self, met=True, changed=True):
        self.met, self.changed, self.expected = met, changed, []

    def check(self, before, proposal):
        self.expected.append(proposal.expect)
        return Outcome(self.met, "seen" if self.met else "nothing changed", self.changed), before


class Noting:
    """What is committed, in order."""

    def __init__(self):
        self.told = []

    def begins(self, leaf, proposal, scene, verdict):
        self.told.append("begins")

    def sent(self, leaf):
        self.told.append("sent")

    def withdrawn(self, leaf):
        self.told.append("withdrawn")

    def missed(self, leaf):
        self.told.append("missed")


class Bench:
    """Acting steps over fakes."""

    def __init__(self, *frames, found=(SAVE, NAME), **parts):
        self.stop, self.events, self.commitment, seal = StopToken(), [], Noting(), Seal()
        self.capture = Playing(*(frames or (shown(),)))
        self.actor, self.journal = RedeemingActor(seal), ListJournal()
        self.asked = []
        self.parts = {
            "capture": self.capture,
            "judge": FixedJudge(),
            "confirmer": Granting(),
            "gate": Gate(self.capture, seal, self.stop, Approvals()),
            "actor": self.actor,
            "verifier": Seeing(),
            "journal": self.journal,
            "stop": self.stop,
            "grounder": FixedGrounder(Scene(shown())),
            "locator": Knowing(*found),
            "secret_of": self.secret,
            "ask": lambda question: None,
            "clipboard": MemoryClipboard(),
        } | parts
        stages = ReplayStages(**self.parts)
        carrier = Carrier(CarryingOut("r1", "replay x", stages, lambda e: None), stages.new_stopwatch)
        dismissing = Dismissing(stages.grounder, stages.judge, carrier, "replay x")
        looking = Looking(stages.capture, stages.locator, self.stop)
        self.steps = ActingSteps(stages, looking, carrier, dismissing, (), self.events.append, self.commitment)

    def secret(self, name):
        self.asked.append(name)
        return "hunter2"

    def do(self, step, **values):
        self.steps.do(leaf(step, **values))
        return self.actor.performed


def shown(*windows, pixels=None):
    return replace(frame(pixels if pixels is not None else blank()), windows=windows or (MAIN,))


def leaf(step, **values):
    recipe = schema.Recipe(name="x", steps=(step,))
    scope = Scope({name: Value(text, "person") for name, text in values.items()})
    return Leaf("1", step, scope, Loaded(recipe, {}, Path(), None, ""), (), "step 1")


def target(label, **more):
    return schema.Target(label=label, window=schema.WindowPart(title="Editor"), **more)


def test_a_click_is_sent_once_where_it_was_recorded_and_its_effect_is_asked_for():
    bench = Bench()
    effect = schema.Effect(change=Change.DIALOG_OPENS, detail="Save {{what}}", place=None)
    step = schema.Click(click=target("Save", offset=(0.25, 0.5)), times=2, held=("ctrl",), then=effect, within=3)
    (sent,) = bench.do(step, what="As")
    assert sent == actions.Click(SAVE, 2, "left", ("ctrl",), (0.25, 0.5))
    (expected,) = bench.parts["verifier"].expected
    assert (expected.change, expected.detail, expected.patience) == (Change.DIALOG_OPENS, "Save As", 3)
    assert bench.commitment.told == ["begins", "sent"]


def test_the_recorded_picture_is_looked_for_from_the_corner_of_the_window():
    moved = replace(MAIN, box=Box(40, 30, 200, 150))
    bench = Bench(shown(moved))
    step = schema.Click(click=target("Save"), then=schema.Effect(picture="saved.png", place=(10, 20, 30, 12)))
    found = leaf(step)
    found = replace(found, loaded=replace(found.loaded, pictures={"saved.png": blank(30, 12)}))
    bench.steps.do(found)
    (expected,) = bench.parts["verifier"].expected
    assert expected.place == Box(50, 50, 30, 12)
    assert np.array_equal(expected.picture.pixels, blank(30, 12))


def test_what_is_not_there_halts_before_anything_is_sent():
    bench = Bench()
    with pytest.raises(Halts, match=r"No Print\.") as halts:
        bench.do(schema.Click(click=target("Print"), within=0.1))
    assert halts.value.located.halt is Halt.GONE
    assert not halts.value.sent
    assert (bench.actor.performed, bench.commitment.told) == ([], [])


def test_an_effect_that_does_not_come_halts_and_says_that_it_was_sent():
    bench = Bench(verifier=Seeing(met=False))
    with pytest.raises(Halts, match="its effect did not come: nothing changed") as halts:
        bench.do(schema.Click(click=target("Save")))
    assert halts.value.sent
    assert len(bench.actor.performed) == 1
    assert bench.commitment.told == ["begins", "sent", "missed"]


def test_what_is_not_allowed_is_not_sent():
    bench = Bench(confirmer=Granting(False))
    with pytest.raises(Halts, match="needs your yes"):
        bench.do(schema.Click(click=target("Save")))
    assert (bench.actor.performed, bench.commitment.told) == ([], [])


def test_a_doubtful_delivery_is_never_repeated():
    class Doubtful(RedeemingActor):
        def perform(self, cleared):
            super().perform(cleared)
            return Delivery.MAYBE_SENT

    seal, stop, capture = Seal(), StopToken(), Playing(shown())
    actor = Doubtful(seal)
    bench = Bench(actor=actor, gate=Gate(capture, seal, stop, Approvals()))
    with pytest.raises(Halts, match="please look") as halts:
        bench.steps.do(leaf(schema.Click(click=target("Save"))))
    assert halts.value.sent
    assert len(actor.performed) == 1
    assert bench.commitment.told == ["begins"], "whether it was done is settled later"


def test_a_target_that_changes_under_the_hand_is_found_anew_but_not_for_ever():
    def noisy(n):
        return shown(pixels=np.roll(write(blank(), "abc", (110, 100)), n * 7, axis=1))

    bench = Bench(*[noisy(n) for n in range(60)])
    with pytest.raises(Halts, match="does not hold still"):
        bench.do(schema.Click(click=target("Save")))
    assert bench.actor.performed == []
    assert bench.commitment.told == ["begins", "withdrawn"] * acting.CLOSURES


def test_a_toggle_that_is_already_so_is_left_alone():
    on = element("checkbox", "Wi-Fi", "on", Box(20, 20, 90, 20))
    bench = Bench(found=[on])
    effect = schema.Effect(change=Change.STATE_IS, detail="on")
    assert bench.do(schema.Click(click=target("Wi-Fi", role="checkbox"), then=effect)) == []
    assert bench.events == [StepEnded("step 1", "Wi-Fi is already on")]
    off = schema.Effect(change=Change.STATE_IS, detail="off")
    assert len(bench.do(schema.Click(click=target("Wi-Fi", role="checkbox"), then=off))) == 1


def test_a_field_is_cleared_and_filled_and_must_hold_the_text():
    bench = Bench()
    (sent,) = bench.do(schema.Type(type="{{name}}", into=target("Name", role="edit")), name="Ada")
    assert (sent.text, sent.target, sent.clear) == ("Ada", NAME, True)
    (expected,) = bench.parts["verifier"].expected
    assert (expected.change, expected.detail) == (Change.FIELD_HOLDS, "Ada")


def test_a_secret_is_asked_for_when_its_field_was_found_and_stands_in_no_expectation():
    bench = Bench()
    (sent,) = bench.do(schema.Type(type="{{secret:bank}}", into=target("Name", role="edit")))
    assert (sent.text, sent.secret, bench.asked) == ("hunter2", "bank", ["bank"])
    assert "hunter2" not in repr(bench.parts["verifier"].expected) + repr(bench.journal.records)
    bench = Bench()
    with pytest.raises(Halts):
        bench.do(schema.Type(type="{{secret:bank}}", into=target("Password"), within=0.1))
    assert bench.asked == [], "the field was not there"


def test_a_secret_that_the_keyring_lacks_sends_nothing():
    def lacking(name):
        raise SecretError(f"There is no secret called {name}.")

    bench = Bench(secret_of=lacking)
    with pytest.raises(SecretError):
        bench.do(schema.Type(type="{{secret:bank}}", into=target("Name", role="edit")))
    assert bench.actor.performed == []


def test_without_a_field_nothing_is_cleared_and_the_window_must_have_the_keyboard():
    bench = Bench()
    step = schema.Type(type="hello", window=schema.WindowPart(title="Editor"))
    (sent,) = bench.do(step)
    assert (sent.target, sent.clear) == (None, False)
    bench = Bench(shown(replace(MAIN, focused=False), replace(OTHER, focused=True, app="editor", dialog=True)))
    with pytest.raises(Halts, match="“Editor” does not have the keyboard; “Mail” has it"):
        bench.do(step.model_copy(update={"within": 0.1}))
    assert bench.actor.performed == []


def test_a_window_behind_is_brought_to_the_front_before_its_step():
    behind = shown(replace(MAIN, focused=False), replace(OTHER, focused=True))
    bench = Bench(behind)

    def raised():
        bench.capture.frames = [shown(OTHER, MAIN)]

    bench.actor.during = raised
    sent = bench.do(schema.Click(click=target("Save")))
    assert [phrase(action) for action in sent] == ["bring Editor to the front", "click Save"]
    assert bench.commitment.told == ["begins", "sent"], "the step's own act alone"


def test_an_open_menu_is_not_closed_by_raising_its_window():
    menu = Window(9, "", "editor", Box(10, 10, 80, 100))
    bench = Bench(shown(replace(MAIN, focused=False), replace(OTHER, focused=True), menu))
    sent = bench.do(schema.Click(click=target("Save")))
    assert [phrase(action) for action in sent] == ["click Save"]


def test_the_first_window_is_waited_for_and_said_so():
    bench = Bench(*[shown(OTHER)] * 20, shown())
    assert len(bench.do(schema.Click(click=target("Save"), within=0.05))) == 1
    assert bench.events == [Waiting("the window “Editor”")]


@pytest.mark.timeout(30)
def test_a_window_of_a_later_step_is_waited_for_no_longer_than_the_step_says():
    bench = Bench()
    bench.do(schema.Click(click=target("Save")))
    bench.capture.frames = [shown(OTHER)]
    bench.parts["locator"].elements.clear()
    with pytest.raises(Halts):
        bench.do(schema.Click(click=target("Save"), within=0.2))


def test_a_key_goes_to_its_window():
    bench = Bench()
    (sent,) = bench.do(schema.Key(key="ctrl+s", window=schema.WindowPart(title="Editor")))
    assert sent == actions.Key("ctrl+s")


@pytest.mark.parametrize(("chord", "read"), [("enter", True), ("ctrl+enter", True), ("ctrl+s", False), ("a", False)])
def test_what_is_around_is_read_for_keys_that_send(chord, read):
    seen = []

    class Reading(FixedGrounder):
        def read(self, part):
            seen.append(part.box)
            return super().read(part)

    bench = Bench(grounder=Reading(Scene(shown())))
    bench.do(schema.Key(key=chord, window=schema.WindowPart(title="Editor")))
    assert bool(seen) is read


def test_a_drag_goes_onto_what_was_found_or_by_pixels_of_the_scale():
    bench = Bench()
    (sent,) = bench.do(schema.Drag(drag=target("Save"), onto=target("Name")))
    assert (sent.target, sent.to, sent.onto) == (SAVE, NAME.box, "Name")
    bench = Bench()
    (sent,) = bench.do(schema.Drag(drag=target("Save"), by=(40, -10)))
    assert sent.to == Box(SAVE.box.center.x + 40, SAVE.box.center.y - 10, 1, 1)


def test_a_drag_onto_what_is_gone_sends_nothing():
    bench = Bench(found=[SAVE])
    with pytest.raises(Halts, match="the place to drag to was not found"):
        bench.do(schema.Drag(drag=target("Save"), onto=target("Name")))
    assert bench.actor.performed == []


@pytest.mark.parametrize(("y", "turns"), [(70, 3), (150, 4)])
def test_it_is_scrolled_until_the_target_is_in_sight_and_further_only_where_it_is_at_the_edge(y, turns):
    bench = Bench(found=[SAVE])

    def turned():
        if len(bench.actor.performed) == 2:
            bench.parts["locator"].elements["Total"] = element("text", "Total", box=Box(20, y, 60, 20))

    bench.actor.during = turned
    sent = bench.do(schema.Scroll(scroll=30, over=target("Save"), until=target("Total")))
    assert [action.notches for action in sent] == [3] * turns
    assert bench.commitment.told == [], "a scroll may be done again"


def test_a_second_one_just_out_of_sight_halts():
    bench = Bench(found=[SAVE])

    def turned():
        locator = bench.parts["locator"]
        if len(bench.actor.performed) == 1:
            locator.elements["Total"] = element("text", "Total", box=Box(20, 150, 60, 20))
        else:
            locator.elements.pop("Total", None)

    bench.actor.during = turned
    with pytest.raises(Halts, match="not in sight after scrolling"):
        bench.do(schema.Scroll(scroll=30, over=target("Save"), until=target("Total"), within=0.1))
    assert len(bench.actor.performed) == 3


def test_a_list_that_ends_before_the_target_halts():
    bench = Bench(found=[SAVE], verifier=Seeing(changed=False))
    with pytest.raises(Halts, match="not in sight after scrolling"):
        bench.do(schema.Scroll(scroll=30, over=target("Save"), until=target("Total"), within=0.1))
    assert len(bench.actor.performed) == 1


def test_a_stop_while_it_waits_for_a_target():
    bench = Bench(found=[])
    bench.stop.stop("enough")
    with pytest.raises(StopRequested, match="enough"):
        bench.do(schema.Click(click=target("Save"), within=5))


def test_the_notches_of_a_scroll():
    assert list(turns(7)) == [3, 3, 1]
    assert list(turns(-4)) == [-3, -1]
    assert list(turns(0)) == []
