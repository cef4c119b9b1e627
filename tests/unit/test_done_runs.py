"""What a run leaves in the journal for a recipe to be made of: exact anchors, windows that came and went."""

from dataclasses import replace

import numpy as np
import pytest

from deskhand.core.actions import Click, Drag, Key, Scroll, Type
from deskhand.core.errors import JournalError, RecipeError
from deskhand.core.geometry import Box
from deskhand.core.risk import Consent, Risk, Verdict
from deskhand.core.screen import Scene, Window
from deskhand.core.step import Change, Delivery, Expectation, Outcome, Proposal, RunResult, Status
from deskhand.journal.done_runs import done_run
from deskhand.journal.history import History
from deskhand.journal.pictures import PictureStore
from deskhand.journal.remembering import remembered
from deskhand.journal.sqlite_journal import SqliteJournal
from tests.builders import element, frame, write

SAVE = element("button", "Save", box=Box(40, 60, 60, 24), number=1)
FIELD = element("edit", "Name", "notes.txt", Box(40, 20, 160, 24), number=2)
MAIN = Window(5, "notes.txt - Editor", "editor", Box(0, 0, 320, 200), focused=True)
DIALOG = Window(6, "Save 3 files", "editor", Box(20, 10, 200, 100), dialog=True)


def scene(*windows):
    pixels = write(np.full((200, 320, 3), 245, np.uint8), "Save", (50, 64))
    return Scene(replace(frame(pixels), windows=windows or (MAIN,)), (SAVE, FIELD))


@pytest.fixture
def pictures(tmp_path):
    return PictureStore(tmp_path / "pictures")


@pytest.fixture
def record(tmp_path, pictures):
    """A run of these acts as it is on record; each a list of what to intend and conclude."""

    def made(*acts, status=Status.DONE, remember=remembered, by="rules", end=True):
        journal = SqliteJournal(tmp_path / "j.sqlite", pictures, remember)
        journal.begin("r1", "Save it")
        for number, (action, said) in enumerate(acts, 1):
            expect = Expectation(said.get("change", Change.ANYTHING), said.get("detail", ""))
            proposal = Proposal(action, "because", 0.9, by, expect)
            verdict, consent = Verdict(Risk.R1, ("because",)), Consent(True, "policy", "")
            journal.intend("r1", number, said.get("before", scene()), proposal, verdict, consent)
            outcome = said.get("outcome", Outcome(True, "seen"))
            journal.conclude("r1", number, said.get("delivery", Delivery.SENT), outcome, (), said.get("after", scene()))
        if end:
            journal.end(RunResult(status, len(acts), "", 1.0, "r1"))
        journal.close()
        history = History(tmp_path / "j.sqlite")
        run = history.run("r1")
        history.close()
        return run

    return made


def test_an_act_keeps_the_anchor_of_its_target_to_the_pixel(record, pictures):
    before = scene()
    run = done_run(record((Click(SAVE, count=2, held=("ctrl",), at=(0.25, 0.5)), {"before": before})), pictures)
    (act,) = run.acts
    assert (run.id, run.goal, run.status) == ("r1", "Save it", "done")
    assert (act.kind, act.how) == ("click", {"times": 2, "button": "left", "held": ["ctrl"]})
    assert (act.target.label, act.target.role.value, act.target.window.title) == ("Save", "button", "* - Editor")
    assert abs(act.target.offset[0] - 0.25) < 0.02
    kept = act.pictures[act.target.picture]
    windows = np.lib.stride_tricks.sliding_window_view(before.frame.pixels, kept.shape)
    assert kept.std() > 0 and np.any(np.all(windows == kept, axis=(-1, -2, -3)))


def test_acts_of_every_kind(record, pictures):
    acts = [Type("x", FIELD, clear=True), Type("y"), Key("ctrl+s"), Scroll(3, SAVE), Scroll(-2), Drag(SAVE, FIELD.box)]
    run = done_run(record(*((act, {}) for act in acts)), pictures)
    typed, there, key, over, anywhere, drag = run.acts
    assert (typed.text, typed.target.label, typed.how) == ("x", "Name", {"clear": True})
    assert (there.text, there.target) == ("y", None)
    assert (key.key, key.window.title) == ("ctrl+s", "* - Editor")
    assert (over.target.label, over.how, anywhere.target) == ("Save", {"notches": 3}, None)
    assert (drag.target.label, drag.onto.label, drag.how) == ("Save", "Name", {"by": [50, -40]})


def test_what_was_predicted_and_what_came(record, pictures):
    opens = {"change": Change.DIALOG_OPENS, "detail": "Save", "after": scene(MAIN, DIALOG)}
    closes = {"before": scene(MAIN, DIALOG), "after": scene(MAIN), "outcome": Outcome(False, "no", True, missed=True)}
    opened, closed = done_run(record((Key("ctrl+s"), opens), (Click(SAVE), closes)), pictures).acts
    assert (opened.change, opened.detail, opened.opened, opened.worked) == (
        Change.DIALOG_OPENS,
        "Save",
        ("Save 3 files",),
        True,
    )
    assert (closed.closed, closed.met, closed.worked) == (("Save 3 files",), False, False)


def test_what_a_skill_called_a_place_is_not_its_label(record, pictures):
    place = element("button", "the colour button", box=Box(40, 60, 60, 24), number=9)
    (act,) = done_run(record((Click(place), {})), pictures).acts
    assert act.target.label == ""
    assert act.target.picture in act.pictures


def test_only_what_was_sent_is_an_act(record, pictures):
    run = record((Click(SAVE), {"delivery": Delivery.NOT_SENT}), (Key("a"), {}))
    assert [act.kind for act in done_run(run, pictures).acts] == ["key"]


def test_a_run_that_is_not_enough(record, pictures):
    with pytest.raises(RecipeError, match="was interrupted"):
        done_run(record((Click(SAVE), {}), end=False), pictures)


def test_a_run_of_an_older_deskhand(record, pictures):
    with pytest.raises(RecipeError, match="do it once more"):
        done_run(record((Click(SAVE), {}), remember=None), pictures)


def test_the_run_of_a_recipe_is_known_as_such(record, pictures):
    run = done_run(record((Click(SAVE), {}), remember=None, by="recipe"), pictures)
    assert run.by_recipe and run.acts == ()


def test_a_picture_that_is_gone_or_changed_is_missed(record, pictures, tmp_path):
    run = record((Click(SAVE), {}))
    for file in (tmp_path / "pictures").glob("*.png"):
        file.write_bytes(b"no picture")
    with pytest.raises(JournalError, match="is damaged"):
        done_run(run, pictures)
    for file in (tmp_path / "pictures").glob("*.png"):
        file.unlink()
    with pytest.raises(JournalError, match="cannot be read"):
        done_run(run, pictures)


def test_a_secret_is_on_record_by_its_name_alone(record, pictures, tmp_path):
    run = done_run(record((Type("s3cr3t!", FIELD, secret="bank"), {})), pictures)
    assert run.acts[0].text == "{{secret:bank}}"
    assert not [f for f in tmp_path.rglob("*") if f.is_file() and b"s3cr3t!" in f.read_bytes()]
