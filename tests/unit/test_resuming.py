"""Going on after an interruption: what the screen shows decides about the step that was begun."""

from types import SimpleNamespace

import numpy as np
import pytest

from deskhand.core.actions import Click, Key
from deskhand.core.geometry import Box
from deskhand.core.risk import Risk, Verdict
from deskhand.core.screen import Element, Focus, Frame, Role, Scene, Window
from deskhand.core.step import Change, Proposal
from deskhand.core.stop import StopToken
from deskhand.engine.replaying.deeds import Committed
from deskhand.engine.replaying.ending import Halts
from deskhand.engine.replaying.moments import Moment
from deskhand.engine.replaying.resuming import Resuming
from deskhand.recipe.resuming.ledger import Ledger
from deskhand.recipe.resuming.small_look import SmallLook
from deskhand.recipe.walking.walk import Walk
from tests.builders import write
from tests.fakes import StillCapture
from tests.unit.recipe.books import Screen, Shelf, book, recipe

FORM = Window(7, "Form", "form", Box(40, 40, 400, 300), focused=True)
OTHER = Window(8, "Other", "other", Box(500, 40, 200, 200))
DIALOG = Window(9, "Sent", "form", Box(100, 100, 200, 100), dialog=True)

ANEW = Window(21, "Form", "form", Box(40, 40, 400, 300), focused=True)
"""The form after its application was started anew."""


def frame(*texts, windows=(OTHER, FORM), caret=False):
    pixels = np.full((400, 800, 3), 255, np.uint8)
    for number, text in enumerate(texts):
        pixels = write(pixels, text, (60, 100 + 40 * number))
    if caret:
        pixels[120:136, 200:202] = 0
    return Frame(pixels, 0.0, Focus(7, "Form", "form"), windows)


BUTTON = Element(1, Role.BUTTON, "Submit", Box(100, 200, 80, 30))
PROPOSAL = Proposal(Click(BUTTON), "", 1.0, "recipe")


def moment(before, risk=Risk.R3, proposal=PROPOSAL):
    kept = Moment.before(proposal, Scene(before), Verdict(risk, ("because",)))
    assert Moment.unpacked(kept.packed()) == kept
    return kept


def test_a_moment_is_small_and_knows_its_window():
    kept = moment(frame("Name: Ada"))
    assert (kept.risk, kept.window, kept.focus) == (Risk.R3, 7, 7)
    assert kept.windows == ((8, "Other"), (7, "Form"))
    assert len(kept.packed()) < 4_000


@pytest.mark.parametrize("what", ["same", "caret", "outside"])
def test_what_does_not_count_as_a_change(what):
    kept, now = moment(frame("Name: Ada")), frame("Name: Ada", caret=what == "caret")
    if what == "outside":
        now.pixels[50:150, 500:600] = 0
    assert kept.is_as(now)


@pytest.mark.parametrize(
    "now", [frame("Name: Adb"), frame("Name: Ada", "."), frame("Name: Ada", windows=(OTHER,)),
            frame("Name: Ada", windows=(OTHER, FORM, DIALOG))]
)  # fmt: skip
def test_what_counts_as_a_change(now):
    assert not moment(frame("Name: Ada")).is_as(now)


def test_a_key_acts_in_the_window_that_has_the_keyboard():
    assert moment(frame(), proposal=Proposal(Key("enter"), "", 1.0, "recipe")).window == 7


@pytest.mark.parametrize(
    ("change", "title", "before", "now", "came"),
    [
        (Change.DIALOG_OPENS, "Sent", (FORM,), (FORM, DIALOG), True),
        (Change.DIALOG_OPENS, "Other title", (FORM,), (FORM, DIALOG), False),
        (Change.DIALOG_OPENS, "Sent", (FORM, DIALOG), (FORM, DIALOG), False),
        (Change.DIALOG_CLOSES, "Sent", (FORM, DIALOG), (FORM,), True),
        (Change.WINDOW_CLOSES, "", (FORM, OTHER), (FORM,), True),
        (Change.WINDOW_CLOSES, "Form", (FORM, OTHER), (FORM,), False),
        (Change.TEXT_APPEARS, "x", (FORM,), (FORM,), None),
        (Change.DIALOG_CLOSES, "Sent", (FORM, DIALOG), (ANEW,), None),
        (Change.WINDOW_OPENS, "", (FORM, OTHER), (ANEW,), None),
    ],
)
def test_windows_that_came_and_went(change, title, before, now, came):
    assert moment(frame(windows=before)).came(change, title, frame(windows=now)) is came


def test_a_small_look_of_another_size_is_another_one():
    look = SmallLook.of(frame("a").pixels)
    assert look.is_still_that_of(frame("a").pixels)
    assert not look.is_still_that_of(frame("a").pixels[:200])


class Sees:
    """Stands for what is read on the screen."""

    def __init__(self, holds=False):
        self.answer, self.asked = holds, []

    def holds(self, condition, scope, loaded, within=0.0):
        self.asked.append(condition)
        return self.answer


@pytest.fixture
def job(tmp_path):
    ledger = Ledger(tmp_path / "jobs.sqlite")
    with ledger.job("top") as opened:
        yield opened
    ledger.close()


def stages(now, ask=lambda question: None):
    return SimpleNamespace(capture=StillCapture(now), ask=ask, stop=StopToken())


def settled(
    job, step, now, *, before=None, sent, missed=False, risk=Risk.R3, sees=None, ask=lambda question: None, answer=None
):
    """Whether the only step of a recipe counts as done, after it was begun and perhaps sent."""
    (leaf,) = Walk(book(recipe({"within": 0.1, **step})), {}, Shelf(), Screen(), job)
    committed, shown = Committed(job), before or frame("Name: Ada")
    committed.begins(leaf, PROPOSAL, Scene(shown), Verdict(risk, ()))
    if sent:
        committed.sent(leaf)
    if missed:
        committed.missed(leaf)
    resuming = Resuming(job, stages(now, ask), sees or Sees(), lambda event: None, answer)
    done = resuming.is_done(leaf)
    assert job.begun() is None
    assert (job.done("1") is not None) == done
    return done


SUBMIT = {"click": {"label": "Submit"}}
CHANGES = {**SUBMIT, "then": {"change": "something changes"}}
OPENS = {**SUBMIT, "then": {"change": "a dialog opens", "detail": "Sent"}}
APPEARS = {**SUBMIT, "then": {"change": "text appears", "detail": "Thank you"}}
SAME, NEW = frame("Name: Ada"), frame("Thank you")


def lit(**how):
    """The form as it is with the pointer over its button."""
    now = frame("Name: Ada", **how)
    now.pixels[198:232, 98:182] = 200
    return now


def test_what_was_not_begun_is_not_done(job):
    (leaf,) = Walk(book(recipe(SUBMIT)), {}, Shelf(), Screen(), job)
    assert not Resuming(job, stages(SAME), Sees(), lambda event: None).is_done(leaf)


def test_what_was_withdrawn_is_not_begun(job):
    (leaf,) = Walk(book(recipe(SUBMIT)), {}, Shelf(), Screen(), job)
    committed = Committed(job)
    committed.begins(leaf, PROPOSAL, Scene(SAME), Verdict(Risk.R3, ()))
    committed.withdrawn(leaf)
    assert job.begun() is None


@pytest.mark.parametrize("step", [SUBMIT, CHANGES])
def test_what_was_sent_and_has_changed_the_screen_is_done(job, step):
    assert settled(job, step, NEW, sent=True)


def test_what_was_sent_is_done_where_no_effect_could_tell(job):
    assert settled(job, SUBMIT, SAME, sent=True)


def test_what_was_sent_without_its_effect_is_never_repeated_unasked(job):
    with pytest.raises(Halts, match="--resume --interrupted done"):
        settled(job, OPENS, SAME, sent=True)
    assert job.begun() is not None


def test_an_effect_by_windows_tells_also_what_was_being_sent(job):
    opened = frame("Name: Ada", windows=(OTHER, FORM, DIALOG))
    assert settled(job, OPENS, opened, sent=False, risk=Risk.R5)


def test_an_effect_that_is_read(job):
    sees = Sees(True)
    assert settled(job, APPEARS, NEW, sent=False, sees=sees)
    assert sees.asked[0].text == "Thank you"


def test_an_effect_that_stood_there_before_tells_nothing(job):
    with pytest.raises(Halts):
        settled(job, APPEARS, SAME, sent=False, sees=Sees(True))


@pytest.mark.parametrize("risk", [Risk.R1, Risk.R2, Risk.R3])
def test_what_changed_nothing_is_done_again(job, risk):
    assert not settled(job, CHANGES, SAME, sent=False, risk=risk)


@pytest.mark.parametrize("change", ["something changes", "much of the window changes"])
@pytest.mark.parametrize("place", [None, (60, 160, 90, 30)])
def test_a_target_that_is_lit_is_no_sign_that_what_was_not_wholly_sent_was_done(job, change, place):
    with pytest.raises(Halts):
        settled(job, {**SUBMIT, "then": {"change": change, "place": place}}, lit(), sent=False, risk=Risk.R1)
    assert job.begun() is not None


@pytest.mark.parametrize("change", ["something changes", "much of the window changes"])
def test_what_changed_elsewhere_then_and_did_not_now_is_done_again(job, change):
    place = (20, 50, 100, 20)
    assert not settled(job, {**SUBMIT, "then": {"change": change, "place": place}}, lit(), sent=False, risk=Risk.R3)


@pytest.mark.parametrize("change", ["something changes", "much of the window changes"])
def test_what_changed_where_it_did_when_it_was_recorded_was_done(job, change):
    place = (20, 30, 200, 40)
    assert settled(job, {**SUBMIT, "then": {"change": change, "place": place}}, NEW, sent=False)


def test_a_change_anywhere_is_no_sign_of_an_act_that_was_not_wholly_sent(job):
    with pytest.raises(Halts):
        settled(job, CHANGES, NEW, sent=False, risk=Risk.R1)


def test_a_tooltip_is_no_change(job):
    tip = Window(11, "", "form", Box(120, 240, 160, 40), tip=True)
    shown = lit(windows=(OTHER, FORM, tip))
    shown.pixels[240:280, 120:280] = 90
    assert not settled(job, APPEARS, shown, sent=False, risk=Risk.R3)
    with pytest.raises(Halts):
        settled(job, SUBMIT, shown, sent=False, risk=Risk.R1)


@pytest.mark.parametrize("risk", [Risk.R1, Risk.R3])
def test_a_target_that_is_lit_is_pressed_again_where_its_effect_is_known_and_did_not_come(job, risk):
    assert not settled(job, APPEARS, lit(), sent=False, risk=risk)


@pytest.mark.parametrize("now", [NEW, frame("Name: Ada", windows=(OTHER, FORM, DIALOG))])
def test_it_is_not_where_anything_else_changed(job, now):
    with pytest.raises(Halts):
        settled(job, APPEARS, now, sent=False, risk=Risk.R1)


def test_a_switch_that_is_lit_or_turned_is_not_pressed_again(job):
    with pytest.raises(Halts):
        settled(job, SUBMIT, lit(), sent=False, risk=Risk.R1)


def test_the_worst_is_never_done_again_unasked(job):
    with pytest.raises(Halts):
        settled(job, CHANGES, SAME, sent=False, risk=Risk.R4)


def test_a_field_that_is_typed_anew_is_typed_again(job):
    step = {"type": "Ada", "into": {"label": "Name"}}
    assert not settled(job, step, frame("Name: Ad"), before=frame("Name:"), sent=False, risk=Risk.R1)


def test_what_was_typed_is_looked_for_in_its_field(job):
    step = {"type": "Ada", "into": {"label": "Name", "role": "edit"}}
    sees = Sees(holds=False)
    assert not settled(job, step, frame("Name: Ad"), before=frame("Name:"), sent=True, risk=Risk.R1, sees=sees)
    assert (sees.asked[0].target.label, sees.asked[0].state) == ("Name", "Ada")


def test_what_was_typed_and_stands_there_is_done(job):
    step = {"type": "Ada", "into": {"label": "Name", "role": "edit"}}
    assert settled(job, step, SAME, before=frame("Name:"), sent=True, risk=Risk.R1, sees=Sees(holds=True))


@pytest.mark.parametrize("step", [SUBMIT, CHANGES])
def test_an_effect_that_was_seen_not_to_come_is_not_told_by_any_change_since(job, step):
    with pytest.raises(Halts, match="--resume --interrupted done"):
        settled(job, step, NEW, sent=True, missed=True)


def test_that_an_effect_did_not_come_is_kept(job, tmp_path):
    (leaf,) = Walk(book(recipe(CHANGES)), {}, Shelf(), Screen(), job)
    committed = Committed(job)
    committed.begins(leaf, PROPOSAL, Scene(SAME), Verdict(Risk.R3, ()))
    committed.sent(leaf)
    assert (job.begun().sent, job.begun().missed) == (True, False)
    committed.missed(leaf)
    job.close()
    with Ledger(tmp_path / "jobs.sqlite").job("top") as again:
        assert (again.begun().sent, again.begun().missed) == (True, True)


def test_after_a_restart_the_windows_tell_nothing(job):
    with pytest.raises(Halts):
        settled(job, OPENS, frame("Name: Ada", windows=(ANEW,)), sent=True)


def test_half_a_text_is_not_added_to(job):
    step = {"type": "Ada", "into": {"label": "Name"}, "clear": False}
    with pytest.raises(Halts):
        settled(job, step, frame("Name: Ad"), before=frame("Name:"), sent=False, risk=Risk.R1)


@pytest.mark.parametrize("yes", [True, False])
def test_the_person_is_asked_where_the_screen_does_not_tell(job, yes):
    questions = []
    done = settled(job, SUBMIT, SAME, sent=False, ask=lambda question: questions.append(question) or yes)
    assert done is yes
    assert questions == [
        "Step 1 (click the button “Submit”) was interrupted, and the screen does not tell whether it was done. "
        "Is it done?"
    ]


@pytest.mark.parametrize("answer", ["done", "again"])
def test_the_person_may_have_said_it_before(job, answer):
    assert settled(job, SUBMIT, SAME, sent=False, answer=answer) == (answer == "done")


def test_what_was_said_before_does_not_count_against_the_screen(job):
    assert settled(job, OPENS, frame(windows=(FORM, OTHER, DIALOG)), sent=False, answer="again")
