"""The recorder with its ports faked: what is kept of which events, with which frames."""

import threading
import time

import pytest

from deskhand.core.errors import OcrError, RecordingError, StopRequested
from deskhand.core.geometry import Box, Point
from deskhand.core.input_events import ButtonEvent, KeyEvent
from deskhand.core.screen import Element, Focus, Frame, Role, Scene, Window
from deskhand.core.stop import StopToken
from deskhand.engine import frame_reader
from deskhand.engine import recorder as recorder_module
from deskhand.engine.recorder import Recorder
from deskhand.recipe.recording.data import Mark, Noted
from deskhand.recipe.recording.gestures import Chorded, Pressed, Typed
from deskhand.recipe.recording.merging import gestures_of
from tests.builders import blank
from tests.desktop import until
from tests.fakes import FixedGrounder, MemoryClipboard

APP, TERMINAL = 7, 9
HERE = Point(50, 50)
WINDOWS = (
    Window(APP, "Editor", "Editor", Box(0, 0, 200, 200)),
    Window(TERMINAL, "Terminal", "XTerm", Box(200, 0, 120, 200)),
)


class Screen:
    """A desktop whose look and focus a test changes; every picture is stamped now."""

    def __init__(self):
        self.shade, self.window = 240, APP

    def grab(self, region=None):
        pixels = blank(320, 200, (self.shade,) * 3)
        return Frame(pixels, time.monotonic(), self.focus(), WINDOWS)

    def focus(self):
        return Focus(self.window, "", "")

    def window_at(self, at):
        return None

    def locked(self):
        return False


class Hands:
    """A source of events that a test makes."""

    def __init__(self):
        self.tell, self.closed, self.problem = None, 0, ""

    def start(self, tell):
        self.tell = tell

    def pointer(self):
        return Point(60, 45)

    def failed(self):
        return self.problem

    def close(self):
        self.closed += 1

    def press(self, at=HERE):
        for down in (True, False):
            self.tell(ButtonEvent(time.monotonic(), at, "left", down))

    def key(self, name, char="", held=()):
        self.tell(KeyEvent(time.monotonic(), True, name, char, held))
        self.tell(KeyEvent(time.monotonic(), False, name, "", held))

    def type(self, text):
        for letter in text:
            self.key(letter, letter)


class Slow(FixedGrounder):
    """Reads when it is let."""

    def __init__(self, scene):
        super().__init__(scene)
        self.go = threading.Event()

    def read(self, frame):
        assert self.go.wait(20)
        return super().read(frame)


SEEN = Scene(Frame(blank(), 0.0), (Element(1, Role.BUTTON, "Save", Box(40, 40, 60, 20)),))


@pytest.fixture
def made(monkeypatch):
    monkeypatch.setattr(recorder_module, "REACTION", 0.0)
    monkeypatch.setattr(recorder_module, "REST", 0.05)
    screen, hands = Screen(), Hands()
    recorder = Recorder(screen, FixedGrounder(SEEN), hands, MemoryClipboard("pasted"), frozenset({TERMINAL}))
    recorder.start()
    yield recorder, screen, hands
    recorder.discard()
    recorder.discard()


def change(screen, recorder, shade):
    """The screen looks different, and the recorder has seen it."""
    screen.shade = shade
    until(lambda: recorder._recent and recorder._recent[-1].pixels[0, 0, 0] == shade, "the change")
    time.sleep(0.002)


def shades(recording):
    return [int(shot.packed.frame().pixels[0, 0, 0]) for shot in recording.shots]


def test_a_press_has_the_frame_before_it_and_the_one_after(made):
    recorder, screen, hands = made
    change(screen, recorder, 100)
    hands.press()
    screen.shade = 50
    until(lambda: recorder._recent[-1].pixels[0, 0, 0] == 50)
    recording = recorder.finish()
    (press,) = gestures_of(recording.entries)
    assert isinstance(press, Pressed)
    assert shades(recording)[press.shot] == 100
    assert shades(recording)[-1] == 50
    assert recording.shots[0].elements == SEEN.elements
    assert hands.closed


def test_an_event_told_late_has_the_frame_of_its_own_time(made):
    recorder, screen, hands = made
    change(screen, recorder, 100)
    moment = time.monotonic()
    change(screen, recorder, 50)
    hands.tell(ButtonEvent(moment, Point(5, 5), "left", True))
    recording = recorder.finish()
    assert shades(recording)[gestures_of(recording.entries)[0].shot] == 100


def test_a_text_needs_one_frame_before_it(made):
    recorder, screen, hands = made
    for n, letter in enumerate("hello"):
        hands.key(letter, letter)
        change(screen, recorder, 200 - n)
    recording = recorder.finish()
    (text,) = gestures_of(recording.entries)
    assert isinstance(text, Typed)
    assert shades(recording) == [240, 196]


def test_nothing_is_kept_while_it_is_paused(made):
    recorder, screen, hands = made
    hands.press()
    recorder.pause()
    assert recorder.paused
    assert not recorder._recent
    screen.shade = 10
    hands.type("hunter2")
    hands.press(Point(9, 9))
    assert recorder._events.empty()
    screen.shade = 90
    recorder.resume()
    hands.press(Point(70, 70))
    recording = recorder.finish()
    done = gestures_of(recording.entries)
    assert [g.at for g in done] == [Point(50, 50), Point(70, 70)]
    assert 10 not in shades(recording)


def test_what_goes_to_the_recorders_own_window_is_let_go(made):
    recorder, screen, hands = made
    hands.press()
    change(screen, recorder, 60)
    hands.press(Point(250, 50))
    screen.window = TERMINAL
    until(lambda: recorder._recent[-1].focus.window == TERMINAL)
    hands.type("u")
    hands.key("enter")
    recording = recorder.finish()
    assert [g.at for g in gestures_of(recording.entries)] == [Point(50, 50)]
    assert shades(recording)[-1] == 60


def test_its_own_window_is_not_on_any_frame(made):
    recorder, _, hands = made
    hands.press()
    frame = recorder.finish().shots[0].packed.frame()
    assert (frame.crop(Box(200, 0, 120, 200)) == 0).all()
    assert (frame.crop(Box(0, 0, 200, 200)) == 240).all()


def test_marks_stand_between_the_events(made):
    recorder, _, hands = made
    hands.type("one")
    recorder.secret()
    hands.press()
    recorder.undo()
    recorder.check()
    recording = recorder.finish()
    done = gestures_of(recording.entries)
    assert [type(g).__name__ for g in done] == ["Typed", "Checked"]
    assert done[0].secret and done[1].at == Point(60, 45)


def test_a_paste_has_what_the_clipboard_held(made):
    recorder, _, hands = made
    hands.key("v", held=("ctrl",))
    recording = recorder.finish()
    (text,) = gestures_of(recording.entries)
    assert text.strokes[0].pasted == "pasted"
    assert "pasted" not in repr(recording.entries)


def test_keys_that_are_no_text_have_frames_of_their_own(made):
    recorder, screen, hands = made
    hands.key("tab")
    change(screen, recorder, 70)
    hands.key("enter")
    recording = recorder.finish()
    assert [(g.chord, shades(recording)[g.shot]) for g in gestures_of(recording.entries)] == [
        ("tab", 240),
        ("enter", 70),
    ]
    assert all(isinstance(g, Chorded) for g in gestures_of(recording.entries))


def test_finishing_tells_how_far_it_is_and_can_be_cancelled(monkeypatch):
    monkeypatch.setattr(recorder_module, "REACTION", 0.0)
    reader, hands, stop, told = Slow(SEEN), Hands(), StopToken(), []
    recorder = Recorder(Screen(), reader, hands)
    recorder.start()
    hands.press()
    hands.key("enter")

    def progress(done, of):
        told.append((done, of))
        stop.stop("Stopped.")

    threading.Timer(0.5, reader.go.set).start()
    with pytest.raises(StopRequested):
        recorder.finish(progress, stop)
    assert told == [(1, len(told) and told[0][1])]
    assert recorder._entries == []


def test_a_reader_that_fails_ends_it(monkeypatch):
    monkeypatch.setattr(recorder_module, "REACTION", 0.0)

    class Broken:
        def read(self, frame):
            raise OcrError("No text can be read.")

    hands = Hands()
    recorder = Recorder(Screen(), Broken(), hands)
    recorder.start()
    hands.press()
    with pytest.raises(OcrError):
        recorder.finish()


def test_without_a_start_there_is_nothing():
    recorder = Recorder(Screen(), FixedGrounder(SEEN), Hands())
    with pytest.raises(RecordingError):
        recorder.finish()
    recorder.discard()


def test_a_source_that_fails_is_told(made):
    recorder, _, hands = made
    assert recorder.problem == ""
    hands.problem = "The display went away."
    assert recorder.problem == "The display went away."


def test_it_is_full_at_some_frames(made, monkeypatch):
    monkeypatch.setattr(frame_reader, "MOST_SHOTS", 2)
    recorder, screen, hands = made
    for n in range(4):
        hands.key("enter")
        change(screen, recorder, 100 + n)
    assert "full" in recorder.problem
    recording = recorder.finish()
    assert len(recording.entries) <= 4
    assert all(isinstance(e, Noted | Mark) for e in recording.entries)
