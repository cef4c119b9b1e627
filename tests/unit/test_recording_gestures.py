"""Events merged into clicks, drags, typing and chords; and the text that keys with corrections leave."""

import pytest

from deskhand.core.geometry import Point
from deskhand.core.input_events import ButtonEvent, KeyEvent, PointerEvent, WheelEvent
from deskhand.recipe.recording.data import Mark, Noted
from deskhand.recipe.recording.gestures import Chorded, Dragged, Pressed, Stroke, Turned, Typed
from deskhand.recipe.recording.merging import gestures_of
from deskhand.recipe.recording.typing import Draft, draft_of, shown_instead

HERE = Point(100, 100)


def press(time, at=HERE, button="left", held=(), up_after=0.05, up_at=None):
    return [
        Noted(ButtonEvent(time, at, button, True, held)),
        Noted(ButtonEvent(time + up_after, up_at or at, button, False, held)),
    ]


def stroke(word, time=0.0):
    """`a`, `ctrl+a`, `<backspace>`, `ctrl+v=text` for a paste."""
    chord, _, pasted = word.partition("=") if "+v=" in word else (word, "", "")
    *held, name = chord.strip("<>").split("+") if len(chord) > 1 else [chord]
    char = "" if {"ctrl", "alt"} & set(held) or len(name) > 1 else name
    return Stroke(KeyEvent(time, True, name.lower(), char, tuple(held)), pasted or None)


def strokes(*words):
    """Words of letters and `<keys>`."""
    made = []
    for word in words:
        made += [stroke(word)] if word.startswith("<") or "+" in word else [stroke(c) for c in word]
    return made


def keys(*words, start=0.0, window=1):
    made = []
    for n, one in enumerate(strokes(*words)):
        key = one.key
        made.append(Noted(KeyEvent(start + n * 0.1, True, key.name, key.char, key.held), window, 0, one.pasted))
        made.append(Noted(KeyEvent(start + n * 0.1 + 0.02, False, key.name, "", key.held), window))
    return made


def kinds(entries):
    return [type(g) for g in gestures_of(entries)]


class TestButtons:
    def test_a_click(self):
        assert gestures_of(press(1.0)) == [Pressed(0, 0, 1.0, HERE)]

    @pytest.mark.parametrize(("presses", "times"), [(1, [1]), (2, [2]), (3, [3]), (4, [3, 1]), (5, [3, 2])])
    def test_presses_in_quick_succession(self, presses, times):
        entries = [e for n in range(presses) for e in press(n * 0.2)]
        assert [g.times for g in gestures_of(entries)] == times

    def test_slow_presses_are_clicks_of_their_own(self):
        assert [g.times for g in gestures_of(press(0.0) + press(0.7))] == [1, 1]

    def test_two_places_are_two_clicks(self):
        assert [g.at for g in gestures_of(press(0.0) + press(0.2, Point(130, 100)))] == [HERE, Point(130, 100)]

    def test_another_button_is_another_click(self):
        assert [g.button for g in gestures_of(press(0.0) + press(0.1, button="right"))] == ["left", "right"]

    def test_keys_held(self):
        assert gestures_of(press(0.0, held=("ctrl", "shift")))[0].held == ("ctrl", "shift")

    def test_ctrl_between_two_presses_makes_two_clicks(self):
        down = Noted(KeyEvent(0.1, True, "ctrl"))
        assert [g.held for g in gestures_of([*press(0.0), down, *press(0.2, held=("ctrl",))])] == [(), ("ctrl",)]

    def test_a_drag(self):
        (drag,) = gestures_of(press(0.0, up_after=0.6, up_at=Point(300, 120), held=("ctrl",)))
        assert drag == Dragged(0, 0, 0.0, HERE, Point(300, 120), ("ctrl",))

    @pytest.mark.parametrize(
        ("by", "seconds", "kind"), [(8, 1, Pressed), (9, 1, Dragged), (14, 0.1, Pressed), (20, 0.1, Dragged)]
    )
    def test_a_slip_is_no_drag(self, by, seconds, kind):
        assert kinds(press(0.0, up_after=seconds, up_at=Point(100 + by, 100))) == [kind]

    def test_motion_in_a_double_click_does_not_part_it(self):
        entries = [*press(0.0), Noted(PointerEvent(0.1, Point(101, 100))), *press(0.2, Point(101, 100))]
        assert [g.times for g in gestures_of(entries)] == [2]

    def test_a_click_then_a_drag_from_the_same_place(self):
        assert kinds(press(0.0) + press(0.2, up_after=1.0, up_at=Point(400, 100))) == [Pressed, Dragged]

    def test_a_press_without_release(self):
        assert kinds([press(0.0)[0]]) == [Pressed]

    def test_the_side_buttons_go_back_and_on(self):
        assert [g.chord for g in gestures_of(press(0.0, button="back") + press(1.0, button="forward"))] == [
            "alt+left",
            "alt+right",
        ]


class TestWheel:
    def turn(self, time, down):
        return Noted(WheelEvent(time, HERE, down))

    def test_turns_are_one_scroll(self):
        assert gestures_of([self.turn(n * 0.1, 1) for n in range(5)]) == [Turned(0, 0, 0.0, HERE, 5)]

    def test_turning_back_takes_back(self):
        assert [g.down for g in gestures_of([self.turn(0, 1), self.turn(0.1, 1), self.turn(0.2, -1)])] == [1]
        assert gestures_of([self.turn(0, 1), self.turn(0.1, -1)]) == []

    def test_a_pause_parts_scrolls(self):
        assert [g.down for g in gestures_of([self.turn(0, 1), self.turn(9, 1)])] == [1, 1]


class TestKeys:
    def test_text_is_one_gesture(self):
        (typed,) = gestures_of(keys("hello"))
        assert isinstance(typed, Typed)
        assert draft_of(typed.strokes).text == "hello"

    def test_enter_and_tab_part_texts(self):
        done = gestures_of(keys("ann", "<tab>", "smith", "<enter>"))
        assert [type(g) for g in done] == [Typed, Chorded, Typed, Chorded]
        assert [g.chord for g in done if isinstance(g, Chorded)] == ["tab", "enter"]

    def test_corrections_belong_to_the_text(self):
        assert kinds(keys("ctrl+a", "helo", "<backspace>", "<home>", "x", "ctrl+v=y")) == [Typed]

    @pytest.mark.parametrize(
        "chord", ["ctrl+s", "<delete>", "<f5>", "alt+f4", "ctrl+a", "<escape>", "<left>", "ctrl+z"]
    )
    def test_without_text_keys_are_chords(self, chord):
        (one,) = gestures_of(keys(chord))
        assert isinstance(one, Chorded) and one.chord == chord.strip("<>")

    def test_keys_for_another_window_are_another_text(self):
        assert kinds(keys("ab") + keys("cd", start=1.0, window=2)) == [Typed, Typed]

    def test_what_was_typed_is_not_printed(self):
        assert "hunter" not in repr(gestures_of(keys("hunter")))


class TestMarks:
    def test_undo_takes_back_the_last_step(self):
        assert kinds([*press(0.0), *keys("abc", start=1.0), Mark("undo"), *press(3.0, Point(5, 5))]) == [
            Pressed,
            Pressed,
        ]

    def test_the_last_text_is_a_secret(self):
        done = gestures_of([*keys("abc"), Mark("secret"), *keys("def", start=5.0)])
        assert [g.secret for g in done] == [True, False]

    def test_the_next_text_is_a_secret(self):
        done = gestures_of([*keys("abc"), Mark("secret next"), *press(3.0), *keys("def", start=5.0)])
        assert [g.secret for g in done if isinstance(g, Typed)] == [False, True]

    def test_a_pause_parts_a_double_click_and_a_text(self):
        assert [g.times for g in gestures_of([*press(0.0), Mark("cut"), *press(0.2)])] == [1, 1]
        assert kinds([*keys("ab"), Mark("cut"), *keys("cd", start=0.3)]) == [Typed, Typed]


NEW = True
CORRECTED = [
    (NEW, "hello", ("hello",)),
    (NEW, "hello", ("helo", "<backspace>", "lo")),
    (NEW, "hello", ("hallo", "<left>", "<left>", "<left>", "<backspace>", "e")),
    (NEW, "hello", ("hxello", "<home>", "<right>", "<delete>")),
    (NEW, "hello", ("ello", "<home>", "h")),
    (NEW, "hello!", ("ello", "<home>", "h", "<end>", "!")),
    (NEW, "bye", ("hello", "ctrl+a", "bye")),
    (NEW, "", ("hello", "ctrl+a", "<backspace>")),
    (NEW, "", ("hi", "<backspace>", "<backspace>", "<backspace>")),
    (NEW, "hello moon", ("hello world", "ctrl+<backspace>".replace("<", "").replace(">", ""), "moon")),
    (NEW, "big hello", ("hello", "ctrl+left", "big ")),
    (NEW, "hi", ("hello", "shift+home", "hi")),
    (NEW, "hey", ("hello", "<left>", "shift+left", "shift+left", "<delete>", "<end>", "<backspace>", "y")),
    (NEW, "abXYcd", ("abcd", "<left>", "<left>", "ctrl+v=XY")),
    (NEW, "abab", ("ab", "ctrl+a", "ctrl+c", "<end>", "ctrl+v=ab")),
    (NEW, "b", ("ab", "<home>", "shift+right", "ctrl+x")),
    (NEW, "abc", ("abc", "<left>", "<right>", "<right>")),
    (NEW, "ac", ("abc", "<left>", "shift+left", "<backspace>")),
    (NEW, "hello", ("hello", "shift+left", "shift+left", "<right>")),
    (NEW, "helXlo", ("hello", "shift+left", "shift+left", "<left>", "X")),
    (False, "hello", ("hello",)),
    (False, "hllo", ("hello", "<left>", "<left>", "<left>", "<backspace>")),
    (False, "bye", ("ctrl+a", "bye")),
    (False, "bye", ("<end>", "shift+home", "bye")),
    (False, "bye", ("<home>", "shift+end", "<delete>", "bye")),
    (False, "end", ("<end>", "end")),
]


@pytest.mark.parametrize(("empty", "text", "words"), CORRECTED)
def test_corrections_are_applied(empty, text, words):
    draft = draft_of(strokes(*words), empty)
    assert (draft.text, draft.certain) == (text, True)


@pytest.mark.parametrize(
    "words", [("ctrl+a", "bye"), ("<end>", "shift+home", "x"), ("<home>", "shift+end", "<delete>", "x")]
)
def test_all_that_was_there_is_replaced(words):
    assert draft_of(strokes(*words)).replaces


@pytest.mark.parametrize("words", [("bye",), ("<end>", "bye"), ("<home>", "bye")])
def test_what_was_there_stays(words):
    assert not draft_of(strokes(*words)).replaces


@pytest.mark.parametrize(
    ("empty", "words"),
    [
        (NEW, ("hello", "ctrl+z")),
        (NEW, ("hello", "ctrl+v")),
        (NEW, ("a.b", "ctrl+backspace")),
        (False, ("<backspace>", "x")),
        (False, ("ab", "<home>", "x")),
        (False, ("ab", "<left>", "<left>", "<left>", "x")),
        (False, ("<delete>", "x")),
        (False, ("shift+left", "x")),
        (NEW, ("ab", "ctrl+v=one\ntwo")),
    ],
)
def test_what_keys_alone_do_not_tell_is_not_certain(empty, words):
    assert not draft_of(strokes(*words), empty).certain


def test_an_accent_taken_back():
    dead = Stroke(KeyEvent(0, True, "dead", composing=True))
    assert draft_of([*strokes("ab"), dead, stroke("<backspace>"), *strokes("c")], True) == Draft("abc", True, True)


@pytest.mark.parametrize(
    ("typed", "shown", "kept"),
    [
        ("2", "report 2.txt", "report 2.txt"),
        ("hello worl", "hello world", "hello world"),
        ("hello", "Search", None),
        ("hello", "", None),
    ],
)
def test_what_the_field_shows_counts_when_it_agrees(typed, shown, kept):
    assert shown_instead(Draft(typed, False), shown) == kept
