"""The person's mouse and keyboard, as X RECORD tells them; events are real ones of the XTEST devices."""

import subprocess
import threading
import time

import pytest
from Xlib import X

from deskhand.bootstrap import open_capture
from deskhand.capture.x11_input import X11Input
from deskhand.core.errors import RecordingError
from deskhand.core.geometry import Box, Point
from deskhand.core.input_events import ButtonEvent, KeyEvent, PointerEvent, WheelEvent
from deskhand.core.screen import Scene
from deskhand.engine.recorder import Recorder
from deskhand.recipe.recording.gestures import Pressed
from deskhand.recipe.recording.merging import gestures_of
from tests.desktop import XDisplay, until
from tests.fakes import FixedGrounder
from tests.person import Person

PRESSES = 40


@pytest.fixture
def watched(on_desktop):
    seen = []
    source = X11Input()
    source.start(seen.append)
    with Person(pace=0.004) as person:
        yield seen, person
    source.close()
    source.close()
    assert source.failed() == ""


def downs(seen):
    return [e for e in seen if isinstance(e, KeyEvent) and e.down and not e.is_modifier]


def typed(seen):
    return "".join(e.char for e in downs(seen))


def layout(*arguments):
    subprocess.run(["setxkbmap", *arguments], check=True)


def test_a_click_has_its_place_its_buttons_and_what_was_held(watched):
    seen, person = watched
    before = time.monotonic()
    person.click(Point(300, 210), button="right", held=("ctrl",))
    buttons = until(lambda: (found := [e for e in seen if isinstance(e, ButtonEvent)])[1:] and found)
    assert [(e.at, e.button, e.down, e.held) for e in buttons] == [
        (Point(300, 210), "right", True, ("ctrl",)),
        (Point(300, 210), "right", False, ("ctrl",)),
    ]
    assert before - 0.005 <= buttons[0].time <= buttons[1].time <= time.monotonic()


def test_no_event_is_told_as_later_than_it_was(watched):
    seen, person = watched
    for n in range(20):
        person.chord("a")
        sent = time.monotonic()
        key = until(lambda n=n: (found := downs(seen))[n:] and found[n])
        assert sent - 0.1 < key.time <= sent


def test_motion_is_thinned_and_the_wheel_counts_notches(watched):
    seen, person = watched
    for n in range(200):
        person._send(6, x=400 + n, y=300)
    person.wheel(Point(500, 300), 3)
    person.wheel(Point(500, 300), -2)
    until(lambda: len([e for e in seen if isinstance(e, WheelEvent)]) == 5)
    assert sum(e.down for e in seen if isinstance(e, WheelEvent)) == 1
    assert len([e for e in seen if isinstance(e, PointerEvent)]) < 40


@pytest.mark.parametrize("text", ["Hello, World! 42 @#~", "The_quick-brown (fox) [1] {2} <3> \\ | \"'` =+*/?:;"])
def test_characters_of_the_layout(watched, text):
    seen, person = watched
    person.type(text)
    until(lambda: len(typed(seen)) == len(text))
    assert typed(seen) == text


def test_german_with_altgr_and_caps_lock(watched):
    seen, person = watched
    layout("de")
    try:
        person.type("Grüße für 5 € an a@b {x}")
        person.chord("capslock")
        person.type("zyö")
        person.chord("capslock")
        until(lambda: len(typed(seen)) == 27)
        assert typed(seen) == "Grüße für 5 € an a@b {x}ZYÖ"
    finally:
        layout("us")


def test_dead_accents_make_one_character(watched):
    seen, person = watched
    layout("us", "-variant", "intl")
    try:
        code = person.code_of(0xFE51)
        person._tap(code, [])
        person.type("e")
        person._tap(code, [])
        person.type(" ")
        keys = until(lambda: (found := downs(seen))[3:] and found)
        assert [(k.char, k.composing) for k in keys] == [("", True), ("é", False), ("", True), ("'", False)]
    finally:
        layout("us")


def test_shortcuts_are_told_in_latin_letters_on_a_russian_keyboard(watched):
    seen, person = watched
    layout("ru,us")
    try:
        person.type("привет")
        person._tap(person._place_of("ы")[0], ["ctrl"])
        keys = until(lambda: (found := downs(seen))[6:] and found)
        assert typed(seen) == "привет"
        assert (keys[6].name, keys[6].held, keys[6].char) == ("s", ("ctrl",), "")
    finally:
        layout("us")


def test_chords_have_names_and_type_nothing(watched):
    seen, person = watched
    for chord in ("ctrl+shift+t", "alt+f4", "enter", "shift+tab", "ctrl+=", "super+d", "f11"):
        person.chord(chord)
    keys = until(lambda: (found := downs(seen))[6:] and found)
    made = ["+".join([*k.held, k.name]) for k in keys]
    assert made == ["ctrl+shift+t", "alt+f4", "enter", "shift+tab", "ctrl+=", "super+d", "f11"]
    assert typed(seen) == ""


def test_a_held_key_repeats(watched):
    seen, person = watched
    person.key_down("x")
    until(lambda: len(typed(seen)) >= 4)
    person.key_up("x")
    assert [k.repeat for k in downs(seen)][:4] == [False, True, True, True]


def test_what_was_typed_is_not_printed_with_an_event(watched):
    seen, person = watched
    person.type("q")
    until(lambda: downs(seen))
    assert "'q'" not in repr(downs(seen)[0])


def test_without_a_display(no_display):
    with pytest.raises(RecordingError, match="no X display"):
        X11Input()


def test_where_the_pointer_rests(on_desktop):
    source = X11Input()
    with Person() as person:
        person.move(Point(321, 234))
        assert source.pointer() == Point(321, 234)
    source.close()


def test_the_frame_before_a_press_never_shows_what_it_did(own_desktop):
    """A window that changes its colour at the very press, pressed at any moment between two pictures."""
    colours = [0xFFFFFF, 0x204080]
    server, answered = XDisplay(), []
    window = server.window(Box(300, 200, 300, 200), "Lamp")
    own_desktop.wait_for_window("Lamp")

    def light():
        presses = 0
        while presses < PRESSES:
            event = server.display.next_event()
            if event.type == X.ButtonPress:
                presses += 1
                window.change_attributes(background_pixel=colours[presses % 2])
                window.clear_area()
                server.display.flush()
                answered.append(event.time)

    lamp = threading.Thread(target=light, daemon=True)
    lamp.start()
    capture, source = open_capture(), X11Input()
    recorder = Recorder(capture, FixedGrounder(Scene(capture.grab())), source)
    recorder.start()
    with Person(pace=0.005) as person:
        person.move(Point(400, 300))
        for n in range(PRESSES):
            time.sleep(0.11 + 0.013 * (n % 7))
            person.press("left" if n % 2 else "right")
            person.release("left" if n % 2 else "right")
    lamp.join(20)
    recording = recorder.finish()
    presses = [g for g in gestures_of(recording.entries) if isinstance(g, Pressed)]
    capture.close()
    server.close()
    assert len(presses) == PRESSES == len(answered)
    shown = [int(recording.shots[g.shot].packed.frame().pixels[320, 420, 0]) for g in presses]
    assert shown == [0xFF if n % 2 == 0 else 0x80 for n in range(PRESSES)]
