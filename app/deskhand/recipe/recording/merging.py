"""Events merged into gestures: the presses of a double click, a text with its corrections, turns of the wheel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from deskhand.core.geometry import Point
from deskhand.core.input_events import ButtonEvent, KeyEvent, PointerEvent, WheelEvent

from .data import Mark, Noted
from .gestures import (
    Checked,
    Chorded,
    Dragged,
    Gesture,
    Pressed,
    Stroke,
    Turned,
    Typed,
    belongs_to_text,
    chord_of,
    distance,
    is_paste,
    presses_again,
)

DRAG_FROM = 8
"""Pixels the pointer must leave the press by to drag: what GTK and Qt take (8 and 10)."""
SHAKY, SHAKY_WITHIN = 16, 0.15
"""Pixels a quick click may slip by, and seconds it may last: a hand that clicks while it moves."""
SCROLL_PAUSE = 3.0
"""Seconds after which turning the wheel is another scroll."""


def gestures_of(entries: Sequence[Noted | Mark]) -> list[Gesture]:
    """What was done, in order, without what was taken back."""
    done: list[Gesture] = []
    next_is_secret = False
    following = _following(entries)
    for start, part in _parts(entries):
        if isinstance(part, Mark):
            next_is_secret = _marked(done, part) or (next_is_secret and part.kind != "undo")
            continue
        for end, gesture in _merged(part):
            secret = next_is_secret and isinstance(gesture, Typed)
            gesture = replace(gesture, after=following[start + end])
            done.append(replace(gesture, secret=True) if isinstance(gesture, Typed) and secret else gesture)
            next_is_secret = next_is_secret and not secret
    return done


def _following(entries: Sequence[Noted | Mark]) -> list[int | None]:
    """For each place between entries, the frame before the next thing done; the last place is the end."""
    found: list[int | None] = [None]
    for entry in reversed(entries):
        begins = entry.kind in ("check", "cut") if isinstance(entry, Mark) else _begins(entry)
        found.append(entry.shot if begins else found[-1])
    return found[::-1]


def _begins(entry: Noted) -> bool:
    event = entry.event
    if isinstance(event, KeyEvent):
        return event.down and not event.is_modifier
    return isinstance(event, WheelEvent) or (isinstance(event, ButtonEvent) and event.down)


def _parts(entries: Sequence[Noted | Mark]) -> Iterator[tuple[int, list[Noted] | Mark]]:
    """Runs of events and the marks between them, each with the place of its first entry."""
    run: list[Noted] = []
    for at, entry in enumerate(entries):
        if isinstance(entry, Noted):
            run.append(entry)
            continue
        yield at - len(run), run
        run = []
        yield at, entry
    yield len(entries) - len(run), run


def _marked(done: list[Gesture], mark: Mark) -> bool:
    """Do what a mark says to what was done; whether the next text is a secret."""
    match mark.kind:
        case "undo":
            if done:
                done.pop()
        case "check":
            if mark.at is not None:
                done.append(Checked(mark.shot, 0, 0.0, mark.at))
        case "secret":
            typed = next((n for n in reversed(range(len(done))) if isinstance(done[n], Typed)), None)
            if typed is None:
                return True
            last = done[typed]
            assert isinstance(last, Typed)
            done[typed] = replace(last, secret=True)
        case "secret next":
            return True
        case "cut":
            pass
    return False


def _merged(entries: Sequence[Noted]) -> Iterator[tuple[int, Gesture]]:
    """Gestures of events that nothing parts, each with the place after its last event."""
    at = 0
    while at < len(entries):
        event = entries[at].event
        if isinstance(event, ButtonEvent) and event.down:
            gesture, at = _button(entries, at)
        elif isinstance(event, WheelEvent):
            gesture, at = _wheel(entries, at)
        elif isinstance(event, KeyEvent) and event.down and not event.is_modifier:
            gesture, at = _keys(entries, at)
        else:
            at += 1
            continue
        if gesture is not None:
            yield at, gesture


def _button(entries: Sequence[Noted], at: int) -> tuple[Gesture | None, int]:
    """A click with the presses that make it a double one, or a drag."""
    first = entries[at]
    press = first.event
    assert isinstance(press, ButtonEvent)
    end, up = _released(entries, at)
    shot, window = first.shot, first.window
    if _is_drag(entries, at, end, up):
        if press.button != "left":
            return None, end
        return Dragged(shot, window, press.time, press.at, up.at, press.held), end
    if press.button in ("back", "forward"):
        return Chorded(shot, window, press.time, f"alt+{'left' if press.button == 'back' else 'right'}"), end
    times = 1
    while times < 3 and (following := _same_press(entries, end, press)) is not None:
        other_end, other_up = _released(entries, following)
        if _is_drag(entries, following, other_end, other_up):
            break
        again = entries[following].event
        assert isinstance(again, ButtonEvent)
        press, end, times = again, other_end, times + 1
    return Pressed(shot, window, first.event.time, _at(first.event), press.button, times, press.held), end


def _at(event: object) -> Point:
    assert isinstance(event, ButtonEvent)
    return event.at


def _released(entries: Sequence[Noted], at: int) -> tuple[int, ButtonEvent]:
    """The entry after the release of the button pressed here, and the release; the press itself if none came."""
    press = entries[at].event
    assert isinstance(press, ButtonEvent)
    for n in range(at + 1, len(entries)):
        event = entries[n].event
        if isinstance(event, ButtonEvent) and event.button == press.button:
            return (n, press) if event.down else (n + 1, event)
    return at + 1, press


def _is_drag(entries: Sequence[Noted], at: int, end: int, up: ButtonEvent) -> bool:
    press = entries[at].event
    assert isinstance(press, ButtonEvent)
    apart = distance(press.at, up.at)
    if apart <= DRAG_FROM:
        return False
    return not (apart <= SHAKY and up.time - press.time <= SHAKY_WITHIN)


def _same_press(entries: Sequence[Noted], at: int, press: ButtonEvent) -> int | None:
    """The next press if it is one more of a double click."""
    for n in range(at, len(entries)):
        event = entries[n].event
        if isinstance(event, PointerEvent) or (isinstance(event, ButtonEvent) and not event.down):
            continue
        if isinstance(event, KeyEvent) and (event.is_modifier or not event.down):
            continue
        return n if isinstance(event, ButtonEvent) and presses_again(event, press) else None
    return None


def _wheel(entries: Sequence[Noted], at: int) -> tuple[Gesture | None, int]:
    """Turns of the wheel one after the other over one place; turning back takes back."""
    first = entries[at]
    start = first.event
    assert isinstance(start, WheelEvent)
    down, right, last, end = start.down, start.right, start.time, at + 1
    for n in range(at + 1, len(entries)):
        event = entries[n].event
        if isinstance(event, PointerEvent) or (isinstance(event, KeyEvent) and (not event.down or event.is_modifier)):
            continue
        if not isinstance(event, WheelEvent) or event.held != start.held or event.time - last > SCROLL_PAUSE:
            break
        down, right, last, end = down + event.down, right + event.right, event.time, n + 1
    if not down and not right:
        return None, end
    return Turned(first.shot, first.window, start.time, start.at, down, right, start.held), end


def _keys(entries: Sequence[Noted], at: int) -> tuple[Gesture | None, int]:
    """A text with its corrections, or a single chord."""
    strokes, end = _text_run(entries, at)
    first = entries[at]
    key = first.event
    assert isinstance(key, KeyEvent)
    if any(_makes_text(stroke) for stroke in strokes):
        return Typed(first.shot, first.window, key.time, tuple(strokes)), end
    return Chorded(first.shot, first.window, key.time, chord_of(key)), at + 1


def _text_run(entries: Sequence[Noted], at: int) -> tuple[list[Stroke], int]:
    """The keys from here on that may be typing in one window, and where they end."""
    strokes: list[Stroke] = []
    window, end = entries[at].window, at
    for n in range(at, len(entries)):
        entry = entries[n]
        event = entry.event
        if isinstance(event, PointerEvent):
            continue
        if not isinstance(event, KeyEvent):
            break
        if not event.down or event.is_modifier:
            continue
        if entry.window != window or not belongs_to_text(event):
            break
        strokes.append(Stroke(event, entry.pasted))
        end = n + 1
    return strokes, end


def _makes_text(stroke: Stroke) -> bool:
    return bool(stroke.key.char) or is_paste(stroke.key)
