"""What the app and the process that works say to each other, and who is asked what."""

import io
import threading
import time

import numpy as np
import pytest
from pydantic import ValidationError

from deskhand.core.actions import Click, Drag, Key, Scroll, Type, phrase
from deskhand.core.errors import StopRequested
from deskhand.core.events import Acted, Decided, Looked, RunStarted, StepBegun
from deskhand.core.geometry import Box
from deskhand.core.risk import Risk, Verdict
from deskhand.core.screen import Window
from deskhand.core.step import Delivery, Outcome, Proposal
from deskhand.core.stop import StopToken
from deskhand.jobs import messages
from deskhand.jobs.allowed import Allowed, AllowedBefore
from deskhand.jobs.asking import AppPerson, may_be_kept
from deskhand.jobs.foreseeing import of_goal
from deskhand.jobs.line_to_app import Line
from deskhand.jobs.messages import Answer, Control, Do, Question, line, orders, reports
from deskhand.jobs.narrator import Narrator, current
from deskhand.jobs.suggesting import Suggestion, offered
from deskhand.jobs.task import Task
from deskhand.jobs.wording import words_of
from deskhand.jobs.worker import Worker
from tests.builders import element, frame, scene

SAVE = element("button", "Save", box=Box(20, 20, 60, 20))


def sent(out):
    return [reports.validate_json(raw) for raw in out.getvalue().splitlines()]


def proposal(action=None):
    return Proposal(action or Click(SAVE), "it is there", 0.9, "rules")


def verdict(risk=Risk.R3, *texts):
    return Verdict(risk, ("because",), texts)


@pytest.fixture
def out():
    return io.BytesIO()


@pytest.fixture
def app_line(out):
    return Line(out)


def test_messages_come_out_as_they_went_in():
    order = Do(task=Task("recipe", "pay", {"who": "Ada"}, "/tmp/r.csv"), unasked="R2")
    assert orders.validate_json(line(order)) == order
    report = Question(number=1, kind="step", words="click “ü”", texts=(("a\nb", "goal"),))
    assert reports.validate_json(line(report)) == report
    assert line(report).count(b"\n") == 1
    with pytest.raises(ValidationError):
        orders.validate_json(b'{"order": "delete everything"}')


def answering(app_line, out, granted, always=False):
    """Answers the next question from another thread, as the app does."""

    def run():
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            asked = [m for m in sent(out) if isinstance(m, Question)]
            if asked:
                app_line.answer(Answer(question=asked[-1].number, granted=granted, always=always))
                return
            time.sleep(0.005)

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_the_person_is_shown_what_the_step_is(app_line, out):
    person = AppPerson(app_line, StopToken(), lambda: frame())
    thread = answering(app_line, out, True)
    consent = person.ask(proposal(), verdict(Risk.R3, ("transfer 500", "screen")))
    thread.join()
    assert (consent.granted, consent.by, consent.action) == (True, "person", phrase(Click(SAVE)))
    asked = next(m for m in sent(out) if isinstance(m, Question))
    assert asked.words == "click the button “Save”" and asked.texts == (("transfer 500", "screen"),)
    assert asked.picture and not asked.may_always and asked.window == "Editor"


def test_an_answer_to_another_question_is_none(app_line, out):
    stop = StopToken()
    person = AppPerson(app_line, stop, lambda: None)
    app_line.answer(Answer(question=1, granted=True))
    app_line.answer(Answer(question=99, granted=True))
    threading.Timer(0.2, stop.stop, ("enough",)).start()
    with pytest.raises(StopRequested):
        person.ask(proposal(), verdict())
    assert [m.number for m in sent(out) if isinstance(m, messages.Withdrawn)] == [1]


def test_a_yes_stands_once_where_a_menu_had_to_be_folded(app_line, out):
    menu = Window(5, "", "editor", Box(0, 0, 100, 100))
    seen = frame()
    shown = seen.__class__(seen.pixels, seen.taken_at, seen.focus, (menu,))
    person = AppPerson(app_line, StopToken(), lambda: shown, fold=lambda: True)
    thread = answering(app_line, out, True)
    assert person.ask(proposal(), verdict()).granted
    thread.join()
    assert person.ask(proposal(), verdict()).granted
    assert len([m for m in sent(out) if isinstance(m, Question)]) == 1
    # Used up: the third time it is asked again.
    thread = answering(app_line, io.BytesIO(), False)
    stop = StopToken()
    person._stop = stop
    threading.Timer(0.2, stop.stop, ("enough",)).start()
    with pytest.raises(StopRequested):
        person.ask(proposal(), verdict())
    thread.join()


def test_a_yes_does_not_stand_for_what_looks_otherwise(app_line, out):
    menu = Window(5, "", "editor", Box(0, 0, 100, 100))
    before, after = frame(), frame(np.zeros((200, 320, 3), np.uint8))
    shown = [before.__class__(f.pixels, f.taken_at, f.focus, (menu,)) for f in (before, after)]
    stop = StopToken()
    person = AppPerson(app_line, stop, lambda: shown[0], fold=lambda: True)
    thread = answering(app_line, out, True)
    assert person.ask(proposal(), verdict()).granted
    thread.join()
    shown.pop(0)
    threading.Timer(0.2, stop.stop, ("enough",)).start()
    with pytest.raises(StopRequested):
        person.ask(proposal(), verdict())


@pytest.mark.parametrize(
    ("made", "may"),
    [
        (verdict(Risk.R3), True),
        (verdict(Risk.R3, ("Ada", "goal")), True),
        (verdict(Risk.R3, ("Ada", "screen")), False),
        (verdict(Risk.R4), False),
        (verdict(Risk.R5), False),
        (verdict(Risk.R6), False),
    ],
)
def test_what_may_be_allowed_for_good(made, may):
    assert may_be_kept(made) is may


class Leaf:
    def __init__(self, step, position="steps/0", used_by=()):
        from types import SimpleNamespace

        self.step, self.position, self.used_by = step, position, used_by
        self.loaded = SimpleNamespace(recipe=SimpleNamespace(name="pay"), pictures={})


def never(_proposal, _verdict):
    raise AssertionError("nobody is asked")


def test_a_step_allowed_for_good_is_not_asked_about_until_it_changes(tmp_path):

    from deskhand.recipe.format.schema import Click as ClickStep
    from deskhand.recipe.format.schema import Target

    leaf = Leaf(ClickStep(click=Target(label="Send")))
    confirm = AllowedBefore(Allowed(tmp_path / "allowed.json"), lambda name: name == "pay")
    own = Proposal(Click(SAVE), "", 1.0, "recipe", step="steps/0")
    confirm.begins(leaf)
    assert confirm.answered(own, verdict()) is None
    confirm.keep()
    consent = confirm.answered(own, verdict())
    assert consent.granted and consent.by == "kept", "it is no answer given now"
    # Another act than the step's own, a higher class, a changed step, a step handed in by another recipe: asked.
    assert confirm.answered(proposal(), verdict()) is None
    assert confirm.answered(own, verdict(Risk.R4)) is None
    confirm.begins(Leaf(ClickStep(click=Target(label="Send now"))))
    assert confirm.answered(own, verdict()) is None
    confirm.begins(Leaf(leaf.step, used_by=("other",)))
    assert confirm.answered(own, verdict()) is None
    # Nor is it anybody's but the person's own recipe.
    foreign = AllowedBefore(Allowed(tmp_path / "allowed.json"), lambda name: False)
    foreign.begins(leaf)
    assert foreign.answered(own, verdict()) is None and not foreign.offers(own, verdict())
    Allowed(tmp_path / "allowed.json").forget("pay")
    confirm.begins(leaf)
    assert confirm.answered(own, verdict()) is None


def told(narrator, *events):
    for event in events:
        narrator(event)


def test_the_narrator_tells_a_step_and_its_target(app_line, out):
    narrator = Narrator(app_line, StopToken(), "save it", 0.0)
    shown = scene(SAVE)
    planned = Proposal(Click(SAVE), "", 0.9, "rules", plan=("open it: met", "save it as a.txt: current", "close: open"))
    told(
        narrator,
        RunStarted("ab12", "save it"),
        Looked(1, shown),
        Decided(1, planned, verdict(), shown),
        Acted(1, Delivery.SENT, Outcome(True, "a dialog opens")),
    )
    following = next(m for m in sent(out) if isinstance(m, messages.Next))
    assert (following.words, following.part, following.at) == (
        "click the button “Save”",
        "save it as a.txt",
        (20, 20, 60, 20),
    )
    kinds = [type(m).__name__ for m in sent(out)]
    assert kinds.index("Clear") > kinds.index("Next") and kinds[0] == "Began"
    assert narrator.frame is shown.frame


def test_paused_work_waits_before_its_next_step_and_goes_on(app_line, out):
    narrator = Narrator(app_line, StopToken(), "x", 0.0)
    app_line.pause()
    threading.Timer(0.15, app_line.resume).start()
    begun = time.monotonic()
    narrator(Decided(1, proposal(), verdict(), scene(SAVE)))
    assert time.monotonic() - begun >= 0.1
    assert [m.state for m in sent(out) if isinstance(m, messages.Moment)] == ["paused"]


def test_one_step_at_a_time(app_line):
    narrator = Narrator(app_line, StopToken(), "x", 0.0)
    app_line.resume(one_step=True)
    narrator(Decided(1, proposal(), verdict(), scene(SAVE)))
    assert not app_line.paused
    narrator(Acted(1, Delivery.SENT, Outcome(True, "")))
    assert app_line.paused


def test_a_stop_ends_a_pause(app_line):
    stop = StopToken()
    narrator = Narrator(app_line, stop, "x", 0.0)
    app_line.pause()
    threading.Timer(0.1, stop.stop, ("You stopped it.",)).start()
    with pytest.raises(StopRequested, match="You stopped it"):
        narrator(StepBegun("step 1", "Click Save"))


class Hand:
    """An actor whose pointer the person moved."""

    def __init__(self):
        self.moved, self.resumed = True, 0

    def disturbed(self):
        return self.moved

    def resume(self):
        self.moved, self.resumed = False, self.resumed + 1


def test_the_persons_mouse_pauses_work_that_is_under_way(app_line, out):
    narrator = Narrator(app_line, StopToken(), "x", 0.0)
    narrator.actor = hand = Hand()
    narrator(Decided(1, proposal(), verdict(), scene(SAVE)))
    assert hand.resumed == 1
    narrator(Acted(1, Delivery.SENT, Outcome(True, "")))
    hand.moved = True
    threading.Timer(0.15, app_line.resume).start()
    narrator(Decided(2, proposal(), verdict(), scene(SAVE)))
    paused = [m for m in sent(out) if isinstance(m, messages.Moment) and m.state == "paused"]
    assert "You moved the mouse" in paused[0].words and hand.resumed == 2


def test_the_sub_goal_in_hand():
    assert current(("a: met", "b, then c: current (x)", "d: open")) == "b, then c"
    assert current(()) == ""


def test_a_stop_right_after_an_order_is_not_lost(app_line):
    worker = Worker(app_line)
    worker.take(Do(task=Task("goal", "x")))
    worker.take(Control(word="stop", why="You stopped it."))
    with pytest.raises(StopRequested, match="You stopped it"):
        worker._stop.check()
    worker.take(Do(task=Task("goal", "y")))
    worker._stop.check()


def test_an_order_that_is_none_is_logged_and_the_rest_goes_on(app_line, caplog):
    worker = Worker(app_line)
    worker.read(io.BytesIO(b'{"order": "nonsense"}\n' + line(Control(word="pause"))))
    assert app_line.paused and "not understood" in caplog.text
    caplog.clear()


test_an_order_that_is_none_is_logged_and_the_rest_goes_on = pytest.mark.expects_log(
    test_an_order_that_is_none_is_logged_and_the_rest_goes_on
)


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (Click(SAVE), "click the button “Save”"),
        (Click(SAVE, 2), "double-click the button “Save”"),
        (Click(SAVE, button="right"), "right-click the button “Save”"),
        (Click(SAVE, held=("ctrl",)), "click the button “Save” holding Ctrl"),
        (Type("Ada", element("edit", "Name")), "type “Ada” into the field “Name”"),
        (Type("hunter2", None, secret="bank"), "type “{{secret:bank}}”"),
        (Key("ctrl+shift+s"), "press Ctrl+Shift+S"),
        (Scroll(-3), "scroll up"),
        (Drag(SAVE, Box(0, 0, 10, 10), "Trash"), "drag the button “Save” to “Trash”"),
        (Click(element("icon", "")), "click the icon without a name"),
    ],
)
def test_acts_in_words(action, words):
    assert words_of(action) == words


def test_words_show_what_hides():
    assert "\u202e" not in words_of(Click(element("button", "exe\u202egnp")))
    assert len(words_of(Type("x" * 500))) < 120


KNOWN = [
    Suggestion("control", "stop", "Stop"),
    Suggestion("again", "open report.txt", "open report.txt"),
    Suggestion("recipe", "fill-form", "Fill a web form from a list"),
    Suggestion("setting", "theme", "Colours"),
]


def kinds(found):
    return [one.kind for one in found]


def test_what_the_palette_offers():
    assert offered("", KNOWN) == KNOWN
    assert kinds(offered("stop", KNOWN))[0] == "control"
    assert kinds(offered("colors", KNOWN))[0] == "setting"
    assert offered("fill-form", KNOWN)[0].what == "fill-form"
    assert offered("open report.txt", KNOWN)[0] == KNOWN[1]
    assert kinds(offered("open report.txt", KNOWN)).count("goal") == 0
    assert kinds(offered("write a letter to my bank about the form", KNOWN))[0] == "goal"


@pytest.mark.parametrize(
    ("goal", "risk"),
    [
        ("open report.txt", Risk.R1),
        ("save it as a.txt", Risk.R2),
        ("send it to Ada", Risk.R3),
        ("delete old.txt", Risk.R4),
        ("pay the invoice", Risk.R5),
        ("uninstall the game", Risk.R6),
        ('type "delete" into Name', Risk.R1),
    ],
)
def test_what_a_goal_may_do(goal, risk):
    assert of_goal(goal).risk is risk
