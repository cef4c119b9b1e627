"""What an act may do on a scene, by the tables: its target, what stands where it lands, its text, its chord."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from deskhand.core.actions import Act, Click, Drag, Key, Scroll, Type, pressed_at
from deskhand.core.geometry import Box, Point
from deskhand.core.risk import Risk
from deskhand.core.screen import SURFACES, Element, Role, Scene
from deskhand.risk.addresses import address_of
from deskhand.risk.labels import of_label
from deskhand.risk.pointed import HOLDERS, PASSIVE, pointed_at
from deskhand.risk.tables import Signal, Tables, canonical, packaged
from deskhand.risk.typed_text import of_text

_FLOOR = Risk.R3
_UNREADABLE = 0.5
"""Confidence of a label below which it counts as not read."""
MOST = 60
"""Places an act may be bound to besides its target."""
ONE_LINE = 60
"""Pixels of the height of a field of one line at most, on a monitor at 100 %."""
_DIALOG_REACH = 420
"""Pixels between a button and the text of its dialog, on a monitor at 100 %."""
SENDING_KEYS = ("enter", "return")
_COMMAND = re.compile(r"[$#>%]\s+(\S.*)$")
"""A line of a terminal with what stands behind its prompt."""


class Look:
    """One scene, and the tables it is judged by."""

    def __init__(self, scene: Scene, tables: Tables) -> None:
        self._scene, self._tables, self._address = scene, tables, address_of(scene)
        self._read: dict[str, list[Signal]] = {}

    def judged_by(self, action: Act) -> tuple[Box, ...]:
        """The places besides the target that the class is judged by: texts beside a label that says nothing by itself,
        and what Enter or Space may press."""
        match action:
            case Click(target) if is_confirming(target.text, self._tables):
                return tuple(element.box for element in self._beside(target) if element.box.area)
            case Key(chord) if canonical(chord) in ("enter", "return", "space"):
                buttons = [e for e in self._scene if e.role is Role.BUTTON]
                asking = [e for b in buttons if is_confirming(b.text, self._tables) for e in self._beside(b)]
                return tuple(dict.fromkeys(e.box for e in (*buttons, *asking) if e.box.area))[:MOST]
        return ()

    def of_action(self, action: Act) -> Iterator[Signal]:
        """The signals of the act itself: its target, its text, its chord, what stands where it lands."""
        match action:
            case Click(target):
                yield from self._of_target(target)
                yield from self._of_place(pressed_at(action) or target.box.center, target)
            case Drag(target, to, onto):
                yield Risk.R2, "moves something"
                yield from self._of_target(target)
                yield from self._of_place(pressed_at(action) or target.box.center, target)
                yield from self._tables.words_in("label", onto)
                yield from self._of_place(to.center, target)
            case Type(text, target, secret=secret):
                yield Risk.R1, "types text, which can be undone"
                if secret:
                    yield Risk.R5, f"types the secret {secret}"
                yield from of_text(text, tables=self._tables)
                if target is not None:
                    yield from (s for s in self._tables.words_in("label", target.text) if s[0] is Risk.R5)
                    yield from self._of_field(target, pressed_at(action) or target.box.center)
                keys = {sign for sign in text if unicodedata.category(sign) in ("Cc", "Zl", "Zp")} - {"\t"}
                if keys - {"\n"} or (keys and (target is None or target.box.h < self._one_line(target))):
                    yield _FLOOR, "the text holds a line break or a control character, which may send it"
            case Key(chord):
                yield from self._of_chord(chord)
            case Scroll():
                yield Risk.R1, "scrolls"

    def _one_line(self, field: Element) -> float:
        """Physical pixels up to which a field is one of a single line."""
        return ONE_LINE * self._scene.frame.layout.scale_of(field.box)

    def _of_target(self, target: Element) -> Iterator[Signal]:
        label = target.text
        if not label.strip() or target.confidence < _UNREADABLE:
            yield _FLOOR, "the target's label cannot be read"
            yield from self._tables.words_in("label", label)
            return
        if is_confirming(label, self._tables):
            yield from self._question_beside(target)
        yield from of_label(label, target.role, self._address, self._tables)

    def _of_place(self, point: Point, named: Element) -> Iterator[Signal]:
        """What was read where the press lands counts, not only what the decider calls the place."""
        for element in pointed_at(point, self._scene, named):
            if element.role in PASSIVE:
                signals = list(self._tables.words_in("label", element.text))
            elif element.role in HOLDERS and not element.text.strip():
                signals = []
            else:
                signals = list(self._of_target(element))
            shown = f"there stands “{element.text}”: " if element.text and element.text != named.text else ""
            yield from ((risk, shown + why) for risk, why in signals)

    def _of_field(self, target: Element, at: Point) -> Iterator[Signal]:
        """Typing clicks its field first: what is pressed there counts unless it is a field."""
        for element in pointed_at(at, self._scene, target):
            if element.role in HOLDERS | PASSIVE:
                yield from (s for s in self._tables.words_in("label", element.text) if s[0] is Risk.R5)
            else:
                yield from self._of_target(element)

    def _question_beside(self, target: Element) -> Iterator[Signal]:
        """OK and Yes do what the text of their dialog says; where boxes are unknown, any text counts."""
        by_id = {element.id: element for element in self._scene}
        surface = by_id.get(target.window)
        while surface is not None and surface.role in SURFACES:
            yield from (s for s in self._tables.words_in("label", surface.text) if s[0] > Risk.R3)
            surface = by_id.get(surface.window) if surface.window != surface.id else None
        for element in self._beside(target):
            yield from (s for s in self._words(element.text) if s[0] > Risk.R3)

    def _beside(self, target: Element) -> Iterator[Element]:
        """What may be the question of a label that says nothing by itself."""
        reach = _DIALOG_REACH * self._scene.frame.layout.scale_of(target.box)
        middle = target.box.center
        for element in self._scene:
            if element != target and _may_ask(element):
                there = element.box.center
                if max(abs(there.x - middle.x), abs(there.y - middle.y)) <= reach:
                    yield element

    def _words(self, text: str) -> list[Signal]:
        """The listed words of a text, looked for once a scene."""
        if text not in self._read:
            self._read[text] = list(self._tables.words_in("label", text))
        return self._read[text]

    def _of_chord(self, chord: str) -> Iterator[Signal]:
        key = canonical(chord)
        for risk, chords in self._tables.table("chord").items():
            if key in map(canonical, chords):
                yield risk, f"{chord} is listed: it {risk.meaning}"
                return
        if key in ("enter", "return", "space"):
            yield from self._of_default_button(key)
        elif "+" in key and key != "+":
            yield _FLOOR, f"{chord} is not a shortcut I know"
        else:
            yield Risk.R1, f"the {chord} key"

    def _of_default_button(self, key: str) -> Iterator[Signal]:
        """Enter and Space press the button with the focus, which no picture tells for sure; Enter runs a command."""
        if key in SENDING_KEYS:
            for command in (match[1] for e in self._scene if (match := _COMMAND.search(e.text))):
                yield from of_text(command, True, self._tables)
        buttons = [e for e in self._scene if e.role is Role.BUTTON]
        # A page may draw a button of any name; one that does nothing does not tell what Enter does.
        signals = [s for e in buttons for s in self._words(e.text) if s[0] > Risk.R1]
        signals += [s for e in buttons if is_confirming(e.text, self._tables) for s in self._question_beside(e)]
        yield from signals
        if not signals and key in SENDING_KEYS and (taken := self._takes_entries()):
            yield taken
        elif not signals:
            yield _FLOOR, f"{key.capitalize()} may send what was written; no button tells what it does here"

    def _takes_entries(self) -> Signal | None:
        """The class of Enter in a program whose main window takes it for the end of an entry."""
        frame = self._scene.frame
        focus = frame.focus
        if focus is None or any(w.handle == focus.window and w.dialog for w in frame.windows):
            return None
        app = focus.app.casefold()
        found = (risk for risk, apps in self._tables.table("entries").items() if app in apps)
        return next(((risk, f"in {app} Enter ends the entry of a cell") for risk in found), None)

    def of_program(self, name: str) -> Iterator[Signal]:
        """The signals of the program an act is done in, or that has the keyboard."""
        for risk, apps in self._tables.table("window").items():
            if name and any(app in name.casefold() for app in apps):
                yield risk, f"{name} acts on what it is told, with no way back"


def is_confirming(label: str, tables: Tables | None = None) -> bool:
    """Whether a label says nothing by itself: OK and Yes do what the text around them says."""
    return any(True for _ in (tables or packaged()).words_in("confirming", label))


def _may_ask(element: Element) -> bool:
    """Whether an element may hold the question of a dialog: whatever it was taken for, a sentence is one."""
    if element.role in (Role.BUTTON, Role.MENU, Role.MENU_ITEM, Role.TAB):
        return len(element.text.split()) > 2
    return element.role not in SURFACES or element.role is Role.DIALOG


__all__ = ["SENDING_KEYS", "Look", "is_confirming"]
