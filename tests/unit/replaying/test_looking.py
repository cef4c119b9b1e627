"""Targets are waited for by glances; the screen is read when it pays and not twice."""

import time
from dataclasses import replace

from deskhand.core.anchor import Anchor, Halt, Located, Picture, Rung, WindowMark
from deskhand.core.geometry import Box
from deskhand.core.screen import Role, Scene, Window
from deskhand.core.stop import StopToken
from deskhand.engine.replaying.looking import Looking
from tests.builders import blank, element, frame, write

BUTTON = element("button", "Save", box=Box(100, 80, 80, 30))
MAIN = Window(7, "Editor", "editor", Box(0, 0, 320, 200), focused=True)
PICTURED = Anchor("Save", Role.BUTTON, WindowMark("Editor"), picture=Picture("save.png", blank(80, 30)))
NAMED = Anchor("Save", Role.BUTTON, WindowMark("Editor"))


class Playing:
    """Hands out frames in turn, taken now; the last one forever."""

    def __init__(self, *frames):
        self.frames, self.grabs = list(frames), 0

    def grab(self, region=None):
        self.grabs += 1
        shown = self.frames.pop(0) if len(self.frames) > 1 else self.frames[0]
        return replace(shown, taken_at=time.monotonic())


class Ladder:
    """Finds where `glanced` and `read` say so of a frame."""

    def __init__(self, glanced=lambda frame: False, read=lambda frame: False):
        self.glanced, self.readable = glanced, read
        self.reads, self.glances = [], 0

    def glance(self, anchor, frame):
        self.glances += 1
        return Located(Scene(frame, (BUTTON,)), BUTTON, Rung.EXACT) if self.glanced(frame) else None

    def locate(self, anchor, frame):
        self.reads.append(frame)
        scene = Scene(frame, (BUTTON,))
        if self.readable(frame):
            return Located(scene, BUTTON, Rung.LABEL)
        return Located(scene, halt=Halt.GONE, why="Nothing is called ‘Save’.")


def shown(text="", *windows):
    pixels = write(blank(), text, (20, 180)) if text else blank()
    return replace(frame(pixels), windows=windows or (MAIN,))


def look(capture, ladder, anchor=PICTURED, within=2.0, **how):
    return Looking(capture, ladder, StopToken()).find(anchor, within, **how)


def test_a_glance_that_holds_reads_nothing_and_waits_for_nothing():
    ladder = Ladder(glanced=lambda f: True)
    sight = look(Playing(shown()), ladder)
    assert (sight.located.rung, sight.waited, ladder.reads) == (Rung.EXACT, 0.0, [])


def test_what_is_still_being_drawn_is_waited_for_by_glances_alone():
    capture = Playing(*[shown(str(n)) for n in range(6)], shown("here"))
    ladder = Ladder(glanced=lambda f: not capture.frames[1:])
    sight = look(capture, ladder)
    assert ladder.reads == []
    assert ladder.glances == 6
    assert sight.waited > 0, "the time until the screen showed it is the application's"


def test_a_screen_at_rest_is_read_once_and_then_only_glanced_at():
    ladder = Ladder()
    sight = look(Playing(shown()), ladder, within=0.8)
    assert sight.located.halt is Halt.GONE
    assert sight.located.why == "Nothing is called ‘Save’."
    assert len(ladder.reads) <= 2, "once at rest, and a last time before it gives up"
    assert ladder.glances > 20


def test_it_is_read_again_when_something_has_changed():
    capture = Playing(*[shown()] * 40, shown("new"))
    ladder = Ladder(read=lambda f: not capture.frames[1:])
    assert look(capture, ladder, within=5).located.rung is Rung.LABEL
    assert len(ladder.reads) == 2


def test_a_target_without_a_picture_is_read_at_once():
    ladder = Ladder(read=lambda f: True)
    capture = Playing(shown())
    assert look(capture, ladder, NAMED).located.element == BUTTON
    assert (capture.grabs, len(ladder.reads)) == (1, 1)


def test_nothing_is_read_while_its_window_is_not_open():
    other = Window(9, "Mail", "mail", Box(0, 0, 320, 200), focused=True)
    ladder = Ladder()
    look(Playing(shown("", other)), ladder, within=0.4)
    assert len(ladder.reads) == 1, "only for the sentence why"


def test_the_windows_of_the_mark_alone_are_read():
    small = replace(MAIN, box=Box(100, 60, 120, 90))
    ladder = Ladder(read=lambda f: True)
    sight = look(Playing(shown("", small)), ladder, NAMED)
    assert ladder.reads[0].box == Box(92, 52, 136, 106)
    assert sight.located.scene.frame.box == Box(0, 0, 320, 200), "told as a scene of the whole screen"


def test_what_was_in_the_way_is_cleared_and_it_is_looked_for_anew():
    cleared = []

    def hindered(seen, located):
        if located is None or cleared:
            return False
        cleared.append(located.halt)
        return True

    ladder = Ladder(read=lambda f: bool(cleared))
    sight = look(Playing(shown()), ladder, hindered=hindered, within=1.0)
    assert cleared == [Halt.GONE]
    assert sight.located.element == BUTTON


def test_a_screen_that_never_rests_is_read_all_the_same():
    class Film(Playing):
        def grab(self, region=None):
            self.grabs += 1
            return replace(shown(str(self.grabs)), taken_at=time.monotonic())

    ladder = Ladder(read=lambda f: True)
    started = time.monotonic()
    assert look(Film(shown()), ladder, within=4).located.element == BUTTON
    assert time.monotonic() - started > 0.9
