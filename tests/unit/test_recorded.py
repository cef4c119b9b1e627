"""The effects of recorded steps, seen again: by pictures, by windows, and read only where they must be."""

import itertools
import time
from dataclasses import replace

import pytest

from deskhand.core.actions import Click, Key, Type
from deskhand.core.anchor import Picture
from deskhand.core.errors import StopRequested
from deskhand.core.geometry import Box
from deskhand.core.ports import Reading
from deskhand.core.screen import Element, Role, Scene, Window
from deskhand.core.step import Change, Expectation, Proposal
from deskhand.core.stop import StopToken
from deskhand.verify.line_in_field import line_in
from deskhand.verify.recorded import Recorded
from tests.builders import blank, element, frame, put, write

BUTTON = element("button", "Save", box=Box(100, 80, 80, 30))
FIELD = element("edit", "Name", box=Box(20, 20, 200, 30))
MAIN = Window(7, "Editor", "editor", Box(0, 0, 320, 200), focused=True)


class Playing:
    """A capture that hands out frames in turn, taken now; the last one forever."""

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


class Reader:
    """Reads what it is told, and remembers how often and how much it was asked."""

    def __init__(self, *elements):
        self.elements, self.read_boxes = elements, []

    def read(self, part):
        self.read_boxes.append(part.box)
        return Scene(part, tuple(e for e in self.elements if part.box.overlaps(e.box)))


def framed(pixels=None, *windows):
    return replace(frame(pixels), windows=windows or (MAIN,))


def check(frames, action, expect, reader=None, before=None):
    reader = reader or Reader()
    verifier = Recorded(Playing(*frames), reader, StopToken())
    looked = before or Scene(framed(), (BUTTON,))
    outcome, after = verifier.check(looked, Proposal(action, "", 1.0, "recipe", expect))
    return outcome, after, reader


def test_the_recorded_picture_in_its_place_is_enough():
    now = write(blank(), "Saved", (20, 180))
    place = Box(10, 160, 80, 30)
    picture = Picture("saved.png", now[place.y : place.bottom, place.x : place.right].copy())
    expect = Expectation(Change.TEXT_APPEARS, "Saved", 1.0, picture, place)
    outcome, after, reader = check([framed(), framed(now)], Click(BUTTON), expect)
    assert outcome.met
    assert outcome.seen_at == after.frame.taken_at > 0
    assert reader.read_boxes == []


def test_a_picture_that_stood_there_before_proves_nothing():
    now = write(blank(), "Saved", (20, 180))
    place = Box(10, 160, 80, 30)
    picture = Picture("saved.png", now[place.y : place.bottom, place.x : place.right].copy())
    before = Scene(framed(now), (BUTTON,))
    expect = Expectation(Change.ANYTHING, "", 0.1, picture, place)
    outcome, _, _ = check([framed(now)], Click(BUTTON), expect, before=before)
    assert not outcome.met
    assert outcome.observed == "nothing changed"


@pytest.mark.parametrize(
    ("change", "detail", "title", "met"),
    [
        (Change.DIALOG_OPENS, "Save As", "Save As", True),
        (Change.DIALOG_OPENS, "Save *", "save as", True),
        (Change.DIALOG_OPENS, "Save As", "Error", False),
        (Change.DIALOG_OPENS, "", "Error", True),
    ],
)
def test_the_dialog_that_opens_must_be_the_recorded_one(change, detail, title, met):
    dialog = Window(9, title, "editor", Box(50, 50, 100, 80), dialog=True)
    outcome, _, reader = check([framed(None, MAIN, dialog)], Key("ctrl+s"), Expectation(change, detail, 0.1))
    assert outcome.met is met
    assert outcome.missed is not met
    assert reader.read_boxes == []


def test_a_window_of_that_title_that_was_there_already_is_no_new_one():
    other = Window(9, "Save As", "editor", Box(50, 50, 100, 80), dialog=True)
    before = Scene(framed(None, MAIN, other), (BUTTON,))
    expect = Expectation(Change.DIALOG_OPENS, "Save As", 0.05)
    outcome, _, _ = check([framed(None, MAIN, other)], Key("ctrl+s"), expect, before=before)
    assert not outcome.met


def test_a_dialog_that_closes():
    dialog = Window(9, "Save As", "editor", Box(50, 50, 100, 80), dialog=True)
    before = Scene(framed(None, MAIN, dialog), (BUTTON,))
    outcome, _, _ = check(
        [framed(None, MAIN, dialog), framed()],
        Click(BUTTON),
        Expectation(Change.DIALOG_CLOSES, "Save As", 1.0),
        None,
        before,
    )
    assert outcome.met


def typed(text):
    pixels = blank()
    put(pixels, text, (30, 26))
    return pixels


def test_of_a_field_only_its_box_is_read_and_only_at_rest():
    reader = Reader(Element(1, Role.EDIT, "Name", FIELD.box, "Ada"))
    frames = [framed(typed("A")), framed(typed("Ad")), framed(typed("Ada"))]
    expect = Expectation(Change.FIELD_HOLDS, "Ada", 2.0)
    outcome, _, reader = check(frames, Type("Ada", FIELD), expect, reader)
    assert (outcome.met, outcome.observed) == (True, "the field holds the text")
    assert len(reader.read_boxes) == 1
    assert reader.read_boxes[0].area < FIELD.box.area * 3


def test_another_text_in_the_field_is_a_mismatch():
    reader = Reader(Element(1, Role.EDIT, "Name", FIELD.box, "Bob"))
    outcome, _, _ = check(
        [framed(typed("Bob"))], Type("Ada", FIELD), Expectation(Change.FIELD_HOLDS, "Ada", 0.2), reader
    )
    assert not outcome.met
    assert outcome.observed == "the field does not hold the text"


def test_a_text_too_long_for_its_field_is_known_by_a_part():
    reader = Reader(Element(1, Role.EDIT, "Name", FIELD.box, "ham Road 12, Leeds"))
    wanted = "Long Sutton, Framlingham Road 12, Leeds"
    expect = Expectation(Change.FIELD_HOLDS, wanted, 0.5)
    outcome, _, _ = check([framed(typed("lingham Road 12, Leeds XXXX"))], Type(wanted, FIELD), expect, reader)
    assert outcome.met
    outcome, _, _ = check([framed(typed("Long Sutton"))], Type(wanted, FIELD), expect, reader)
    assert not outcome.met, "there was room for more"


def test_a_secret_is_never_read():
    secret = Type("hunter2", FIELD, secret="bank")
    dots = blank()
    put(dots, "•••••••", (30, 26), 18)
    outcome, _, reader = check([framed(dots)], secret, Expectation(Change.FIELD_HOLDS, "", 1.0))
    assert (outcome.met, reader.read_boxes) == (True, [])
    outcome, _, reader = check([framed()], secret, Expectation(Change.FIELD_HOLDS, "", 0.1))
    assert (outcome.met, reader.read_boxes) == (False, [])


@pytest.mark.parametrize(("state", "met"), [("on", True), ("off", False)])
def test_the_state_of_a_toggle_is_read_from_its_box(state, met):
    toggle = element("checkbox", "Wi-Fi", "off", Box(100, 80, 80, 30))
    reader = Reader(replace(toggle, state=state))
    now = write(blank(), "x", (104, 100))
    outcome, _, reader = check([framed(now)], Click(toggle), Expectation(Change.STATE_IS, "on", 0.2), reader)
    assert outcome.met is met
    assert all(box.h <= 30 + 2 * 16 for box in reader.read_boxes)


def test_a_text_that_appears_is_read_where_the_screen_changed():
    now = write(blank(), "Saved", (20, 180))
    reader = Reader(element("text", "Saved", box=Box(20, 165, 60, 18)))
    counted = itertools.count()

    class Changing(Reader):
        def read(self, part):
            found = super().read(part)
            return found if next(counted) % 2 else Scene(part, ())

    outcome, _, reader = check(
        [framed(now)], Click(BUTTON), Expectation(Change.TEXT_APPEARS, "saved", 0.5), Changing(*reader.elements)
    )
    assert outcome.met
    assert all(box.area < 320 * 200 / 4 for box in reader.read_boxes)


def test_nothing_recorded_ends_when_the_screen_is_at_rest():
    outcome, _, _ = check([framed()], Click(BUTTON), Expectation(Change.NOTHING))
    assert (outcome.met, outcome.changed) == (True, False)
    outcome, _, _ = check([framed(write(blank(), "x", (20, 180)))], Click(BUTTON), Expectation(Change.NOTHING))
    assert (outcome.met, outcome.changed) == (True, True)


def test_a_blinking_caret_is_no_change():
    pixels = blank()
    pixels[25:45, 60:62] = 0
    outcome, _, _ = check([framed(pixels)], Click(BUTTON), Expectation(Change.ANYTHING, "", 0.1))
    assert (outcome.met, outcome.changed) == (False, False)


def test_a_target_that_changes_its_own_pixels_is_selected():
    marked = blank()
    marked[82:108, 102:178] = (200, 120, 60)
    outcome, _, _ = check([framed(marked)], Click(BUTTON), Expectation(Change.SELECTED, "", 0.2))
    assert outcome.met
    elsewhere = write(blank(), "x", (20, 180))
    outcome, _, _ = check([framed(elsewhere)], Click(BUTTON), Expectation(Change.SELECTED, "", 0.1))
    assert not outcome.met


def test_a_stop_ends_the_waiting():
    stop = StopToken()
    stop.stop("enough")
    verifier = Recorded(Playing(framed()), Reader(), stop)
    with pytest.raises(StopRequested, match="enough"):
        verifier.check(
            Scene(framed(), (BUTTON,)), Proposal(Click(BUTTON), "", 1.0, "recipe", Expectation(Change.ANYTHING))
        )


def test_what_the_pointer_left_and_goes_dark_is_no_effect():
    other = element("button", "Open", box=Box(20, 140, 80, 30))
    lit_there, lit_here = blank(), blank()
    lit_there[140:170, 20:100] = 90
    lit_here[80:110, 100:180] = 90
    verifier = Recorded(Playing(framed(lit_there)), Reader(), StopToken())
    first = Proposal(Click(other), "", 1.0, "recipe", Expectation(Change.NOTHING))
    verifier.check(Scene(framed(), (BUTTON, other)), first)
    place = Box(240, 20, 40, 40)
    picture = Picture("then.png", blank()[20:60, 240:280].copy())
    after = Expectation(Change.ANYTHING, "", 0.6, picture, place)
    verifier._capture = Playing(framed(lit_here))
    outcome, _ = verifier.check(
        Scene(framed(lit_there), (BUTTON, other)), Proposal(Click(BUTTON), "", 1.0, "recipe", after)
    )
    assert not outcome.met, "the press was lost: it is only lit, and what changed when it was recorded did not"


class Lines:
    """An engine that reads the same from every line, and remembers what it was shown."""

    name = "lines"

    def __init__(self, text):
        self.text, self.shown = text, []

    def read(self, lines):
        self.shown += lines
        return [Reading(self.text, 0.9) for _ in lines]


def framed_field(text):
    pixels = blank(colour=(255, 255, 255))
    pixels[20:50, [20, 219]] = pixels[[20, 49], 20:220] = 120
    put(pixels, text, (30, 26))
    return pixels


def test_a_field_of_one_line_is_read_from_its_writing_alone():
    lines, reader = Lines("Ada"), Reader()
    verifier = Recorded(Playing(framed(framed_field("Ada"))), reader, StopToken(), lines)
    proposal = Proposal(Type("Ada", FIELD), "", 1.0, "recipe", Expectation(Change.FIELD_HOLDS, "Ada", 1.0))
    outcome, _ = verifier.check(Scene(framed(), (FIELD,)), proposal)
    assert outcome.met
    assert reader.read_boxes == []
    (line,) = lines.shown
    assert line.shape[1] < 60, "the writing, not the whole field"


@pytest.mark.parametrize("text", ["Bob", ""])
def test_what_a_line_does_not_plainly_hold_is_read_closely(text):
    lines, reader = Lines(text), Reader(Element(1, Role.EDIT, "Name", FIELD.box, "Ada"))
    verifier = Recorded(Playing(framed(framed_field("Ada"))), reader, StopToken(), lines)
    proposal = Proposal(Type("Ada", FIELD), "", 1.0, "recipe", Expectation(Change.FIELD_HOLDS, "Ada", 1.0))
    outcome, _ = verifier.check(Scene(framed(), (FIELD,)), proposal)
    assert outcome.met
    assert len(reader.read_boxes) == 1


def test_a_high_field_may_hold_several_lines():
    engine = Lines("Ada")
    assert line_in(framed(framed_field("Ada")), replace(FIELD, box=Box(20, 20, 200, 90)).box, engine) == ""
    assert engine.shown == []


def test_an_empty_field_holds_nothing():
    engine = Lines("Ada")
    assert line_in(framed(blank()), FIELD.box, engine) == ""
    assert engine.shown == []


def test_a_text_in_a_title_is_seen_without_reading():
    opened = replace(MAIN, title="Archive - Files")
    expect = Expectation(Change.TEXT_APPEARS, "Archive", 1.0)
    outcome, after, reader = check([framed(None, opened)], Click(BUTTON), expect)
    assert (outcome.met, reader.read_boxes) == (True, [])
    assert outcome.seen_at == after.frame.taken_at
    before = Scene(framed(None, opened), (BUTTON,))
    outcome, _, _ = check([framed(None, opened)], Click(BUTTON), replace(expect, patience=0.1), None, before)
    assert not outcome.met, "it stood there before"


@pytest.mark.parametrize(
    ("state", "wanted", "turned", "met"),
    [
        ("off", "on", True, True),
        ("off", "on", False, False),
        ("on", "on", True, False),
        ("", "on", True, False),
    ],
)
def test_a_toggle_that_is_read_as_none_is_told_by_its_mark(state, wanted, turned, met):
    toggle = element("checkbox", "Wi-Fi", state, Box(100, 80, 16, 16))
    now = blank()
    now[80:96, 100:116] = (200, 120, 60) if turned else 245
    now[80:96, [100, 115]] = now[[80, 95], 100:116] = 120
    expect = Expectation(Change.STATE_IS, wanted, 0.2)
    outcome, _, _ = check([framed(now)], Click(toggle), expect, Reader(element("button", "Wi-Fi", box=toggle.box)))
    assert outcome.met is met
