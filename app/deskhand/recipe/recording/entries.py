"""The texts that were typed: what was meant, where it went, and whether it is a secret."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from deskhand.core.geometry import Point
from deskhand.core.naming import canonical
from deskhand.core.screen import Role, Scene

from .data import Recording
from .fields import Echo, content, echo_of, shows
from .gestures import Chorded, Gesture, Pressed, Stroke, Typed
from .hits import same_place
from .secrets import label_of, reason, says_secret
from .strokes import parts_of
from .typing import Draft, draft_of, shown_instead

PART = 4
"""Letters of a part of a secret that is one itself."""
SURELY = 0.8
"""Confidence of a reading that may stand for what was typed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One text: typed in the gestures `first` to `last` (places in the list), seen from frame `shot` to `after`.

    `text` is what was meant, `sure` whether it is known; `replaces` whether nothing else is left in the field.
    `why` is why it is a secret, empty when it is none; `clicked` is where the field was pressed right before.
    """

    first: int
    last: int
    shot: int
    after: int
    text: str = field(repr=False)
    sure: bool
    replaces: bool
    cleared: bool
    echo: Echo
    label: str
    strokes: tuple[Stroke, ...] = field(repr=False)
    why: str = ""
    clicked: Point | None = None

    @property
    def is_secret(self) -> bool:
        """Whether the text must never be kept."""
        return bool(self.why)


def entries_of(recording: Recording, gestures: Sequence[Gesture]) -> list[Entry]:
    """The texts among what was done, in order."""
    found: list[Entry] = []
    for place, gesture in enumerate(gestures):
        if isinstance(gesture, Typed):
            before = gestures[place - 1] if place else None
            found.append(_entry(recording, gesture, place, before))
    return _joined(recording, gestures, _known_again(found))


def _entry(recording: Recording, typed: Typed, place: int, before: Gesture | None) -> Entry:
    last = len(recording.shots) - 1
    after = last if typed.after is None else typed.after
    clicked = before.at if isinstance(before, Pressed) and before.button == "left" and not before.held else None
    old, new = recording.shots[typed.shot].scene(), recording.shots[after].scene()
    rough = draft_of(typed.strokes)
    echo = echo_of(rough.text, old, new, clicked)
    selected = _is_selected(echo, before)
    empty = echo.field is not None and (not echo.field.before or selected)
    draft = draft_of(typed.strokes, empty)
    text, sure, replaces = _meant(draft, echo, new)
    why = "you said so" if typed.secret else reason(text, echo, old, new)
    return Entry(
        first=place,
        last=place,
        shot=typed.shot,
        after=after,
        text=text,
        sure=sure,
        replaces=replaces,
        cleared=rough.replaces or selected,
        echo=echo,
        label=label_of(echo, old, new) or _placeholder(echo, before, replaces and not rough.replaces),
        strokes=typed.strokes,
        why=why,
        clicked=clicked if echo.field is not None and clicked and echo.field.element.box.contains(clicked) else None,
    )


def _placeholder(echo: Echo, before: Gesture | None, vanished: bool) -> str:
    """What a field held that one click and typing made vanish: it was no content, but said what belongs there."""
    held = echo.field
    if held is None or not held.before:
        return ""
    if says_secret(held.before):
        return held.before
    if not vanished or not isinstance(before, Pressed) or before.times > 1:
        return ""
    return held.before if sum(c.isalpha() for c in held.before) >= 3 else ""


def _is_selected(echo: Echo, before: Gesture | None) -> bool:
    """Whether the presses before a text marked all that its field held: three of them, or two on a single word."""
    held = echo.field
    if held is None or not isinstance(before, Pressed) or not held.element.box.contains(before.at) or held.is_tall:
        return False
    return before.times == 3 or (before.times == 2 and len(held.before.split()) == 1 and held.before.isalnum())


def _meant(draft: Draft, echo: Echo, after: Scene) -> tuple[str, bool, bool]:
    """The text, whether that is sure, and whether it is all the field holds."""
    held = echo.field
    if draft.certain:
        return draft.text, True, draft.replaces or (held is not None and shows(held.after, draft.text))
    now = same_place(held.element, after) if held is not None else None
    if held is None or held.is_tall or now is None or now.confidence < SURELY:
        return draft.text, False, False
    shown = shown_instead(draft, content(now))
    return (shown, True, True) if shown is not None else (draft.text, False, False)


def _known_again(found: list[Entry]) -> list[Entry]:
    """A text that was a secret once is one wherever it is typed again, also a part of it that was taken back."""
    values = {e.text for e in found if e.is_secret and e.text.strip()}
    return [
        replace(e, why="it is a secret typed elsewhere") if not e.is_secret and _holds(e, values) else e for e in found
    ]


def _holds(entry: Entry, values: set[str]) -> bool:
    if entry.text in values or any(len(v) >= PART and v in entry.text for v in values):
        return True
    kept = [entry.text] if entry.sure else [piece.text for piece in parts_of(entry.strokes)]
    return any(len(text) >= PART and text in value for text in kept for value in values)


def _joined(recording: Recording, gestures: Sequence[Gesture], found: list[Entry]) -> list[Entry]:
    """Lines typed one after the other into a field of several lines are one text."""
    joined: list[Entry] = []
    for entry in found:
        last = joined[-1] if joined else None
        lines = _lines_between(gestures, last, entry) if last is not None else 0
        if last is not None and lines and _is_same_field(last, entry) and _still_holds(recording, last, entry.after):
            joined[-1] = replace(
                last,
                last=entry.last,
                after=entry.after,
                text=last.text + "\n" * lines + entry.text,
                sure=last.sure and entry.sure,
                strokes=(),
                why=last.why or entry.why,
            )
        else:
            joined.append(entry)
    return [_with_ends(recording, gestures, entry) for entry in joined]


def _lines_between(gestures: Sequence[Gesture], one: Entry, other: Entry) -> int:
    """How many times Enter was pressed between two texts, if nothing else was done."""
    between = gestures[one.last + 1 : other.first]
    return len(between) if all(isinstance(g, Chorded) and g.chord == "enter" for g in between) else 0


def _is_same_field(one: Entry, other: Entry) -> bool:
    a, b = one.echo.field, other.echo.field
    if a is None or b is None or not (one.sure and other.sure):
        return False
    return a.is_tall and b.is_tall and a.element.box.coverage(b.element.box) > 0.8


def _still_holds(recording: Recording, entry: Entry, shot: int) -> bool:
    """Whether the field shows the text still: a chat takes it away when Enter sends it."""
    held = entry.echo.field
    if held is None:
        return False
    now = same_place(held.element, recording.shots[shot].outline)
    return now is not None and canonical(entry.text.split("\n")[0])[:12] in canonical(now.state)


def _with_ends(recording: Recording, gestures: Sequence[Gesture], entry: Entry) -> Entry:
    """With the line ends that were typed after it, where they changed nothing but the text."""
    held = entry.echo.field
    while held is not None and held.is_tall and entry.sure and entry.last + 1 < len(gestures):
        coming = gestures[entry.last + 1]
        if not isinstance(coming, Chorded) or coming.chord != "enter":
            break
        after = len(recording.shots) - 1 if coming.after is None else coming.after
        old, new = recording.shots[entry.after].about, recording.shots[after].about
        if {w.handle for w in old.windows} != {w.handle for w in new.windows}:
            break
        if not _still_holds(recording, entry, after):
            break
        entry = replace(entry, text=entry.text + "\n", last=entry.last + 1, after=after, strokes=())
    return entry


__all__ = ["Entry", "Role", "entries_of"]
