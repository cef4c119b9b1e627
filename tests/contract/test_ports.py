"""One suite per port, run on every back end: the real one, and the fake the unit tests use."""

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import cv2
import numpy as np
import pytest

from deskhand.act.actor import DesktopActor
from deskhand.act.ewmh import EwmhWindows
from deskhand.act.guarded import GuardedDevices
from deskhand.act.pynput_devices import PynputDevices
from deskhand.act.xclip_clipboard import XclipClipboard
from deskhand.bootstrap import open_grounder, open_model
from deskhand.capture.mss_capture import MssCapture
from deskhand.capture.picture_file import PictureCapture
from deskhand.confirm.policy import Nobody, UpTo
from deskhand.confirm.terminal import Terminal
from deskhand.core.actions import Click, Key, Type
from deskhand.core.clearance import Cleared, Seal
from deskhand.core.errors import ClearanceError, RegionError
from deskhand.core.geometry import Box, Point
from deskhand.core.ports import Timings
from deskhand.core.risk import Consent, Risk, Verdict
from deskhand.core.screen import Frame
from deskhand.core.step import Change, Delivery, Expectation, Outcome, Proposal, RunResult, Status
from deskhand.core.stop import StopToken
from deskhand.decide.combined import CombinedDecider
from deskhand.ground.ppocr import PPOcrEngine
from deskhand.ground.tesseract import TesseractEngine
from deskhand.ground.tesserocr_engine import TesserocrEngine
from deskhand.ground.timed import Timed
from deskhand.journal.deferred import DeferredPictures
from deskhand.journal.history import History
from deskhand.journal.pictures import PictureStore
from deskhand.journal.sqlite_journal import SqliteJournal
from deskhand.models.catalogue import catalogue
from deskhand.models.fetch import installed
from deskhand.risk.judge import WordsJudge
from deskhand.verify.observer import Observer
from deskhand.verify.recorded import Recorded
from tests.builders import blank, element, elements, frame, scene, write
from tests.conftest import DATA
from tests.fakes import (
    AgreeingVerifier,
    FixedGrounder,
    FixedJudge,
    ListJournal,
    MemoryClipboard,
    PreferringModel,
    RecordingDevices,
    RedeemingActor,
    ScriptedDecider,
    SilentWatchdog,
    StackedWindows,
    StillCapture,
)

PROPOSAL = Proposal(Click(element("button", "Save", box=Box(100, 80, 60, 24))), "why", 0.9, "rules")


@pytest.fixture
def given(request, tmp_path, paths):
    """Builds a back end by its name, opening what it needs."""
    with ExitStack() as opened:

        def build(name: str):
            if name in ("mss", "pynput", "xclip", "ewmh"):
                request.getfixturevalue("on_desktop")
            if name.endswith("on two monitors"):
                request.getfixturevalue("on_two_monitors")
            made = BACK_ENDS[name](tmp_path, paths)
            if hasattr(made, "close"):
                opened.callback(made.close)
            return made

        yield build


def picture_capture(tmp_path, paths):
    cv2.imwrite(str(tmp_path / "screen.png"), blank())
    return PictureCapture(tmp_path / "screen.png")


def ppocr(tmp_path, paths):
    return PPOcrEngine(*installed(catalogue()["text-reader"], paths.weights))


BACK_ENDS: dict[str, Callable] = {
    "mss": lambda tmp, paths: MssCapture(),
    "mss on two monitors": lambda tmp, paths: MssCapture(),
    "picture": picture_capture,
    "still": lambda tmp, paths: StillCapture(frame()),
    "tesseract": lambda tmp, paths: TesseractEngine(),
    "tesserocr": lambda tmp, paths: Timed(TesserocrEngine()),
    "ppocr": ppocr,
    "pynput": lambda tmp, paths: PynputDevices(),
    "pynput on two monitors": lambda tmp, paths: PynputDevices(),
    "recording": lambda tmp, paths: RecordingDevices(),
    "xclip": lambda tmp, paths: XclipClipboard(),
    "memory": lambda tmp, paths: MemoryClipboard(),
    "ewmh": lambda tmp, paths: EwmhWindows(),
    "stacked": lambda tmp, paths: StackedWindows(),
    "hosted": lambda tmp, paths: open_model(paths)[0],
    "preferring": lambda tmp, paths: PreferringModel(" click Save"),
    "combined": lambda tmp, paths: CombinedDecider(None),
    "scripted": lambda tmp, paths: ScriptedDecider(PROPOSAL),
    "sqlite": lambda tmp, paths: SqliteJournal(tmp / "j.sqlite", PictureStore(tmp / "pictures")),
    "deferred sqlite": lambda tmp, paths: SqliteJournal(tmp / "j.sqlite", DeferredPictures(tmp / "pictures")),
    "list": lambda tmp, paths: ListJournal(),
    "nobody": lambda tmp, paths: Nobody(),
    "up to R2": lambda tmp, paths: UpTo(Risk.R2, Nobody()),
    "terminal": lambda tmp, paths: Terminal(StopToken()),
}


@pytest.mark.parametrize("name", ["mss", "mss on two monitors", "picture", "still"])
class TestCapture:
    def test_frames_are_bgr_bytes(self, given, name):
        taken = given(name).grab()
        assert taken.pixels.dtype == np.uint8
        assert taken.pixels.shape == (taken.height, taken.width, 3)
        assert taken.pixels.flags.c_contiguous

    def test_a_later_grab_leaves_an_earlier_frame_alone(self, given, name):
        capture = given(name)
        first = capture.grab()
        copy = first.pixels.copy()
        capture.grab()
        assert np.array_equal(first.pixels, copy)

    def test_the_frame_lies_where_the_desktop_starts(self, given, name):
        taken = given(name).grab()
        assert taken.box == Box(*taken.origin, taken.width, taken.height)
        if taken.monitors:
            assert taken.layout.box.intersection(taken.box) == taken.layout.box
            assert sum(m.primary for m in taken.monitors) <= 1
            assert all(m.scale >= 1 and m.name for m in taken.monitors)

    @pytest.mark.parametrize("inset", [(0, 0, 1, 1), (30, 20, 64, 48), (100, 60, 9000, 9000), (-40, -30, 80, 60)])
    def test_a_region_is_the_same_as_a_crop_of_the_whole(self, given, name, inset):
        capture = given(name)
        whole = capture.grab()
        x, y, w, h = inset
        region = Box(whole.origin.x + x, whole.origin.y + y, w, h)
        part = capture.grab(region)
        assert part.box == region.intersection(whole.box)
        assert np.array_equal(part.pixels, whole.crop(region))
        assert part.pixels.flags.c_contiguous
        assert (part.monitors, part.windows, part.focus) == (whole.monitors, whole.windows, whole.focus)

    def test_a_region_beside_the_desktop_is_refused(self, given, name):
        with pytest.raises(RegionError):
            given(name).grab(Box(60_000, 60_000, 10, 10))

    def test_windows_lie_on_the_desktop_and_one_at_most_has_the_keyboard(self, given, name):
        taken = given(name).grab()
        assert all(w.box.overlaps(taken.box) for w in taken.windows)
        assert len({w.handle for w in taken.windows}) == len(taken.windows)
        focused = [w.handle for w in taken.windows if w.focused]
        assert focused in ([], [taken.focus.window] if taken.focus else [])


def line(text, scale=0.6):
    """A picture of one line, as the line finder cuts it out."""
    (width, height), below = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, scale, 1)
    return write(blank(width + 6, height + below + 4), text, (3, height + 2), scale)


@pytest.mark.parametrize("name", ["ppocr", "tesseract", "tesserocr"])
class TestOcrEngine:
    def test_reads_a_line_and_tells_where_its_characters_are(self, given, name):
        picture = line("Weekly report", 0.7)
        (reading,) = given(name).read([picture])
        assert reading.text.replace(" ", "") == "Weeklyreport"
        assert 0.7 < reading.confidence <= 1
        assert 0 <= reading.doubt <= 1
        assert len(reading.places) == len(reading.text)
        assert list(reading.places) == sorted(reading.places)
        # The second word begins right of the middle of "Weekly report".
        assert reading.places[0] < 20
        assert reading.places[reading.text.index("r")] == pytest.approx(picture.shape[1] * 0.56, abs=12)

    def test_light_on_dark_is_read_too(self, given, name):
        (reading,) = given(name).read([255 - line("Weekly report", 0.7)])
        assert reading.text.replace(" ", "") == "Weeklyreport"

    def test_no_lines_are_no_readings(self, given, name):
        assert given(name).read([]) == []

    @pytest.mark.parametrize("colour", [(245, 245, 245), (30, 30, 30)])
    def test_a_blank_picture_says_nothing(self, given, name, colour):
        assert [r.text for r in given(name).read([blank(80, 20, colour), blank(16, 16, colour)])] == ["", ""]

    @pytest.mark.parametrize("size", [(1, 1), (1, 30), (30, 1), (20_000, 14), (12, 900)])
    def test_pictures_of_odd_sizes_are_read_as_something(self, given, name, size):
        engine = given(name)
        readings = engine.read([line("Save as"), blank(*size)])
        assert [len(readings), readings[0].text.replace(" ", "")] == [2, "Saveas"]

    def test_a_line_reads_the_same_alone_and_in_company(self, given, name):
        texts = ("Weekly report", "Cancel", "OK", "17:45", "a rather long line, to the end of the row", "Open file")
        lines = [line(text, scale) for text in texts for scale in (0.4, 0.6)]
        engine = given(name)
        together = engine.read(lines)
        assert [engine.read([each])[0] for each in lines] == together
        assert engine.read(lines[::-1]) == together[::-1]


@pytest.mark.parametrize("name", ["pynput", "pynput on two monitors", "recording"])
class TestDevices:
    def test_the_pointer_goes_where_it_is_sent(self, given, name):
        devices = given(name)
        for place in (Point(5, 5), Point(400, 300), Point(77, 13)):
            devices.move(place)
            assert devices.pointer() == place

    def test_buttons_keys_and_wheel_take_their_names(self, given, name):
        devices = given(name)
        devices.move(Point(600, 400))
        for button in ("left", "middle"):
            devices.press_button(button)
            devices.release_button(button)
        for key in ("shift", "ctrl", "alt", "a", "<", "escape", "f5"):
            devices.press_key(key)
            devices.release_key(key)
        devices.wheel(1)
        devices.wheel(-1)
        assert devices.pointer() == Point(600, 400)


@pytest.mark.parametrize("name", ["xclip", "memory"])
class TestClipboard:
    @pytest.mark.parametrize("text", ["plain", "Grüße 日本語 🙂", "two\nlines\n", " spaced "])
    def test_text_comes_back_as_written(self, given, name, text):
        clipboard = given(name)
        clipboard.write(text)
        assert clipboard.read() == text


@pytest.mark.parametrize("name", ["ewmh", "stacked"])
class TestWindowManager:
    def test_a_window_that_is_not_there_is_no_error(self, given, name):
        windows = given(name)
        windows.activate(0x7FFFFF)
        windows.close()
        windows.close()


@pytest.mark.parametrize("name", ["hosted", "preferring"])
class TestLanguageModel:
    def test_chooses_one_of_the_candidates_and_is_as_sure_as_a_probability(self, given, name):
        candidates = [" click Save", " click Cancel", " done"]
        for prompt in ("Screen:\nbutton Save\nGoal: save it\nNext:", "Screen:\nGoal: x\nNext:"):
            choice = given(name).choose(prompt, candidates)
            assert choice.text in candidates
            assert 0 <= choice.confidence <= 1

    def test_a_single_candidate_is_certain(self, given, name):
        assert given(name).choose("Next:", [" done"]).text == " done"

    def test_closing_twice_is_harmless(self, given, name):
        model = given(name)
        model.close()
        model.close()


@pytest.mark.parametrize("name", ["combined", "scripted"])
class TestDecider:
    def test_proposes_with_reason_confidence_and_origin(self, given, name):
        proposal = given(name).next("click Save", scene(*elements("button: Save", "button: Cancel")), [])
        assert isinstance(proposal.action, Click)
        assert proposal.why
        assert 0 <= proposal.confidence <= 1
        assert proposal.by in ("rules", "model", "both")


@pytest.mark.parametrize("name", ["pixels", "fixed"])
class TestGrounder:
    def test_elements_count_from_one_and_lie_in_the_frame(self, given, name):
        taken = Frame(cv2.imread(str(DATA / "toggles-light.png")), 0.0)
        read = given(name).read(taken)
        assert read.frame is taken
        assert [e.id for e in read] == list(range(1, len(read) + 1))
        assert len(read) > 0
        assert all(e.box.coverage(Box(-4, -4, taken.width + 8, taken.height + 8)) == 1.0 for e in read)

    def test_boxes_move_with_the_frame(self, given, name):
        pixels = cv2.imread(str(DATA / "toggles-light.png"))
        read = given(name).read(Frame(pixels, 0.0, origin=Point(-700, 55)))
        home = [e.box.shifted(-700, 55) for e in given(name).read(Frame(pixels, 0.0))]
        assert [e.box for e in read] == home

    def test_the_same_frame_reads_the_same_twice(self, given, name):
        grounder = given(name)
        taken = Frame(cv2.imread(str(DATA / "toggles-dark.png")), 0.0)
        assert grounder.read(taken).elements == grounder.read(taken).elements


@pytest.mark.parametrize("name", ["words", "fixed judge"])
class TestRiskJudge:
    def test_a_verdict_has_a_class_and_says_why(self, given, name):
        verdict = given(name).judge("save it", PROPOSAL, scene(*elements("button: Save")))
        assert verdict.risk in Risk
        assert verdict.reasons
        assert all(isinstance(reason, str) and reason for reason in verdict.reasons)


@pytest.mark.parametrize("name", ["desktop", "redeeming"])
class TestActor:
    def test_a_cleared_action_is_sent_once(self, given, name):
        actor, seal = given(name)
        cleared = seal.issue(PROPOSAL.action)
        assert actor.perform(cleared) is Delivery.SENT
        with pytest.raises(ClearanceError):
            actor.perform(cleared)

    def test_a_forged_clearance_is_refused(self, given, name):
        actor, _ = given(name)
        with pytest.raises(ClearanceError):
            actor.perform(Cleared(PROPOSAL.action, "forged"))

    def test_a_foreign_clearance_is_refused(self, given, name):
        actor, _ = given(name)
        with pytest.raises(ClearanceError):
            actor.perform(Seal().issue(PROPOSAL.action))


@pytest.mark.parametrize("name", ["observer", "recorded", "agreeing"])
class TestVerifier:
    def test_the_outcome_comes_with_the_scene_it_was_seen_in(self, given, name):
        before = scene(element("button", "Save"))
        expect = Expectation(Change.ANYTHING, patience=0.1)
        outcome, after = given(name).check(before, Proposal(PROPOSAL.action, "", 1.0, "rules", expect))
        assert isinstance(outcome.met, bool)
        assert outcome.observed
        assert after.frame.pixels.shape == before.frame.pixels.shape


@pytest.mark.parametrize("name", ["sqlite", "deferred sqlite", "list"])
class TestJournal:
    def test_takes_a_run_from_begin_to_end(self, given, name):
        journal = given(name)
        looked = scene(element("button", "Save"))
        verdict, consent = Verdict(Risk.R2, ("saves",), (("x", "goal"),)), Consent(True, "policy", "click Save")
        journal.begin("r1", "a goal")
        journal.intend("r1", 1, looked, PROPOSAL, verdict, consent)
        journal.conclude("r1", 1, Delivery.SENT, Outcome(True, "it changed"), [Timings("act", 0.1, 0.0)], looked)
        journal.end(RunResult(Status.DONE, 1, "42", 1.5, "r1"))
        assert kinds_of(journal) == ["begin", "intent", "outcome", "end"]


def kinds_of(journal):
    if isinstance(journal, ListJournal):
        return [record[0] for record in journal.records]
    return [row[0] for row in journal._database.execute("SELECT kind FROM events ORDER BY seq")]


def desktop_actor(tmp_path, paths):
    seal = Seal()
    devices = GuardedDevices(RecordingDevices(), StopToken(), SilentWatchdog())
    return DesktopActor(devices, MemoryClipboard(), seal), seal


def redeeming_actor(tmp_path, paths):
    seal = Seal()
    return RedeemingActor(seal), seal


def observer(tmp_path, paths):
    return Observer(StillCapture(frame()), FixedGrounder(scene()), StopToken())


def recorded(tmp_path, paths):
    return Recorded(StillCapture(frame()), FixedGrounder(scene()), StopToken())


BACK_ENDS |= {
    "recorded": recorded,
    "pixels": lambda tmp, paths: open_grounder(paths)[0],
    "fixed": lambda tmp, paths: FixedGrounder(scene(element("button", "Save", box=Box(5, 5, 9, 9)))),
    "words": lambda tmp, paths: WordsJudge(),
    "fixed judge": lambda tmp, paths: FixedJudge(),
    "desktop": desktop_actor,
    "redeeming": redeeming_actor,
    "observer": observer,
    "agreeing": lambda tmp, paths: AgreeingVerifier(),
}


@pytest.mark.parametrize("name", ["sqlite", "deferred sqlite"])
def test_the_sqlite_journal_reads_back_what_was_written(given, tmp_path, name):
    TestJournal().test_takes_a_run_from_begin_to_end(given, name)
    history = History(tmp_path / "j.sqlite")
    run = history.run("last")
    history.close()
    assert (run.goal, run.status, run.end["answer"]) == ("a goal", "done", "42")
    (step,) = run.steps
    assert (step.intent["phrase"], step.intent["risk"]) == ("click Save", "R2")
    assert (step.intent["consent"]["granted"], step.intent["consent"]["by"]) == (True, "policy")
    assert step.outcome["delivery"] == "sent"
    assert (tmp_path / "pictures" / step.intent["picture"]).exists()


@pytest.mark.parametrize("name", ["nobody", "up to R2", "terminal"])
class TestConfirmer:
    def test_silence_is_no(self, given, name, monkeypatch, capsys):
        with Path("/dev/null").open() as silence:
            monkeypatch.setattr("sys.stdin", silence)
            consent = given(name).ask(PROPOSAL, Verdict(Risk.R4, ("deletes",)))
        assert not consent.granted

    def test_consent_names_the_action_it_is_for(self, given, name, monkeypatch, capsys):
        with Path("/dev/null").open() as silence:
            monkeypatch.setattr("sys.stdin", silence)
            consent = given(name).ask(PROPOSAL, Verdict(Risk.R1, ("harmless",)))
        assert consent.action == "click Save"


def test_up_to_grants_what_is_below_and_nothing_that_the_screen_wrote(given):
    policy = given("up to R2")
    assert policy.ask(PROPOSAL, Verdict(Risk.R2, ("saves",))).granted
    assert not policy.ask(PROPOSAL, Verdict(Risk.R3, ("sends",))).granted
    assert not policy.ask(PROPOSAL, Verdict(Risk.R1, ("types",), (("evil", "screen"),))).granted


@pytest.mark.parametrize(
    ("answer", "granted"), [("yes\n", True), ("Y\n", True), ("\n", False), ("no\n", False), ("sure\n", False)]
)
def test_the_terminal_takes_only_a_clear_yes(tmp_path, monkeypatch, capsys, answer, granted):
    (tmp_path / "in").write_text(answer)
    with (tmp_path / "in").open() as typed:
        monkeypatch.setattr("sys.stdin", typed)
        consent = Terminal(StopToken()).ask(Proposal(Key("alt+f4"), "", 1.0, "rules"), Verdict(Risk.R4, ("closes",)))
    assert consent.granted is granted
    assert "R4" in capsys.readouterr().err


def test_the_terminal_shows_what_hides(tmp_path, monkeypatch, capsys):
    (tmp_path / "in").write_text("no\nno\n")
    with (tmp_path / "in").open() as typed:
        monkeypatch.setattr("sys.stdin", typed)
        terminal = Terminal(StopToken())
        terminal.ask(Proposal(Type("a\x1b[2Kb\nc"), "", 1.0, "rules"), Verdict(Risk.R3, ("\u202esends",)))
        terminal.question("Go on\x1b[1A?")
    said = capsys.readouterr().err
    assert all(sign.isprintable() or sign == "\n" for sign in said) and "\\u202esends" in said


def test_the_grounder_reads_a_real_picture(paths):
    grounder, notes = open_grounder(paths)
    assert [note.degraded for note in notes] == [False]
    for theme in ("light", "dark"):
        pixels = cv2.imread(str(DATA / f"toggles-{theme}.png"))
        seen = {e.text: (e.role.value, e.state) for e in grounder.read(Frame(pixels, 0.0))}
        assert seen["Weekly digest"] == ("checkbox", "on")
        assert seen["Special offers"] == ("checkbox", "off")
        assert seen["Metric units"] == ("radio", "on")
        assert seen["Imperial units"] == ("radio", "off")
        assert seen["Apply changes"][0] == "button"


def test_reading_only_what_changed_equals_a_full_read(paths):
    before = cv2.imread(str(DATA / "toggles-light.png"))
    after = before.copy()
    after[300:420] = blank(after.shape[1], 120, (255, 255, 255))
    write(after, "Something new", (40, 360), 0.7)
    incremental, _ = open_grounder(paths)
    full, _ = open_grounder(paths)
    incremental.read(Frame(before, 0.0))
    expected = [(e.role, e.text, e.state) for e in full.read(Frame(after, 0.0))]
    assert [(e.role, e.text, e.state) for e in incremental.read(Frame(after, 0.0))] == expected


def test_the_programs_of_this_suite_are_installed():
    """A missing program fails here, by name, instead of skipping anything."""
    programs = "Xvfb openbox xrandr tesseract xclip mousepad thunar galculator"
    assert [program for program in programs.split() if not shutil.which(program)] == []
