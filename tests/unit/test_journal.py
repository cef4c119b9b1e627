"""Pictures and reports; the journal itself is under contract/."""

import base64

import cv2
import numpy as np
import pytest

from deskhand.core.errors import JournalError
from deskhand.journal.calibration import Kept, calibration, predictions
from deskhand.journal.history import RunRecord, StepRecord
from deskhand.journal.pictures import PictureStore
from deskhand.journal.report import report_html, write_report
from tests.builders import blank, write

INTENT = {
    "phrase": "click <b>Save</b>",
    "target": {"box": [10, 10, 40, 20]},
    "seen": 3,
    "window": "<script>alert(1)</script>",
    "why": "because",
    "by": "rules",
    "confidence": 0.9,
    "risk": "R2",
    "reasons": ["saves"],
    "consent": {"granted": True, "by": "policy"},
    "expect": "something changes",
    "provenance": [["a&b", "goal"]],
    "picture": "",
}


def run(*steps, end=None):
    return RunRecord("ab12", "say <hi>", 0.0, steps, end)


def test_equal_pictures_are_kept_once(tmp_path):
    store = PictureStore(tmp_path / "pictures")
    names = {store.keep(blank()), store.keep(blank()), store.keep(write(blank(), "x", (40, 40)))}
    assert len(names) == len(list((tmp_path / "pictures").iterdir())) == 2


def test_a_picture_that_cannot_be_stored_is_an_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(JournalError, match="cannot be stored"):
        PictureStore(tmp_path / "file").keep(blank())


def test_a_report_runs_nothing_it_shows(tmp_path):
    store = PictureStore(tmp_path)
    step = StepRecord(1, 0.0, INTENT | {"picture": store.keep(blank())}, None)
    html = report_html(run(step), store.path)
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "say &lt;hi&gt;" in html
    assert "a&amp;b" in html
    assert 'src="data:image/jpeg;base64,' in html
    assert "http" not in html.replace("http-equiv", "")


@pytest.mark.parametrize(("box", "origin"), [([10, 10, 40, 20], None), ([-310, -40, 40, 20], [-320, -50])])
def test_the_target_is_outlined_where_the_picture_shows_it(tmp_path, box, origin):
    """The journal's boxes are places on the desktop; its pictures start at their `origin`."""
    store = PictureStore(tmp_path)
    intent = INTENT | {"picture": store.keep(blank(1280, 640)), "target": {"box": box}}
    html = report_html(run(StepRecord(1, 0.0, intent | ({"origin": origin} if origin else {}), None)), store.path)
    data = base64.b64decode(html.partition("base64,")[2].partition('"')[0])
    shown = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR).astype(int)
    red = shown[:, :, 2] - shown[:, :, 0] > 90
    rows, columns = np.flatnonzero(red.any(axis=1)), np.flatnonzero(red.any(axis=0))
    assert abs(rows[0] - 5) <= 2 and abs(rows[-1] - 35) <= 2
    assert abs(columns[0] - 5) <= 2 and abs(columns[-1] - 55) <= 2


def test_an_interrupted_run_says_so(tmp_path):
    record = run(StepRecord(1, 0.0, INTENT, None))
    assert record.status == "interrupted"
    html = report_html(record, PictureStore(tmp_path).path)
    assert "the run ended here" in html
    assert "no longer stored" in html


def test_a_report_that_cannot_be_written_is_an_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(JournalError, match="cannot be written"):
        write_report(run(), PictureStore(tmp_path).path, tmp_path / "file")


def step(by, sure, met, predicted="a menu opens", delivery="sent"):
    intent = INTENT | {"by": by, "confidence": sure, "predicted": predicted}
    return StepRecord(1, 0.0, intent, {"met": met, "observed": "", "delivery": delivery, "picture": "", "timings": []})


def test_how_often_each_kind_of_prediction_held():
    runs = [
        run(step("rules", 0.9, True), step("rules", 0.9, False), step("model", 0.6, True, "a dialog opens")),
        run(step("rules", 0.9, True), step("rules", 0.9, False, delivery="not_sent")),
        run(StepRecord(1, 0.0, INTENT, {"met": True, "delivery": "sent"})),
    ]
    assert predictions(runs) == [Kept("a menu opens", 3, 2), Kept("a dialog opens", 1, 1)]


def test_how_sure_decisions_were_against_how_often_they_came_true():
    found = calibration([run(step("rules", 0.92, True), step("rules", 0.94, False), step("model", 0.6, True))])
    assert [(b.by, b.low, b.steps, b.met) for b in found] == [("model", 0.5, 1, 1), ("rules", 0.9, 2, 1)]


def test_a_report_shows_what_was_predicted(tmp_path):
    html = report_html(run(step("rules", 0.9, True)), PictureStore(tmp_path).path)
    assert "What was predicted" in html and "a menu opens" in html
