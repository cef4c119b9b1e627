"""Plays a goal line of the library: step by step, each act on the screen as it is then."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .kit import Kit, marked
from .library import Line, Sheets, Written, WrittenAct, chain
from .screen import TOGGLES, Act, Decision, Element, Scene
from .slots import Slots

_NUMBERED = re.compile(r"^(.*)@(\d+)$")
CHOSEN = frozenset({"row", "tab", "option", "cell"})
"""Roles that a click selects."""


class PlayError(ValueError):
    """A line that cannot be played: an act's control is not on the screen."""


@dataclass(frozen=True)
class _Now:
    """Where a play is: the screens as drawn so far, the one that shows, and the acts done."""

    shown: str
    did: tuple[Act, ...] = ()


class Play:
    """One playing of a goal line, with its own slots and states."""

    def __init__(self, kit: Kit, sheets: Sheets, start: str, line: Line) -> None:
        """Draw the slots and the wording."""
        self._kit, self._sheets, self._start, self._line = kit, sheets, start, line
        self._slots = Slots(kit)
        self._drawn: dict[str, list[Element]] = {}
        self._extra: list[Element] = []
        for text in self._texts(line):
            self._slots.told(text)
        self._values = [self._slots.fill(act.value) for act in line.acts if act.kind in ("type", "pick")]
        self.goal = self._goal()

    def _texts(self, line: Line) -> Iterator[str]:
        """Every text of the line and of its screens, where the kinds of slots are told."""
        yield from line.wordings
        yield from (text for act in (*line.acts, *line.did) for text in (act.target, act.value))
        for name in (self._start, *(act.target for act in line.acts if act.kind == "@")):
            for sheet in chain(self._sheets, name):
                yield from (text for one in sheet.elements for text in (one.label, one.state))

    def _goal(self) -> str:
        """The wording, with every value that an act copies fenced off from slips."""
        text = self._slots.fill(self._kit.any(self._line.wordings), marked)
        for value in self._values:
            if len(value) > 1 and marked(value) not in text and value in text:
                text = text.replace(value, marked(value), 1)
        return text

    def _own(self, name: str) -> list[Element]:
        if name not in self._drawn:
            self._drawn[name] = [self._element(one) for one in self._sheets[name].elements]
        return self._drawn[name]

    def _element(self, written: Written) -> Element:
        fill = self._slots.fill
        state = fill(written.state)
        return Element(written.role, fill(written.label), state, tuple(map(fill, written.choices)))

    def _elements(self, name: str) -> list[Element]:
        return [element for sheet in chain(self._sheets, name) for element in self._own(sheet.name)]

    def scenes(self) -> list[Scene]:
        """Return one scene a step, each with its decision.

        Raises:
            PlayError: an act's control is not on its screen.
        """
        now = _Now(self._start, tuple(self._past(act) for act in self._line.did))
        found: list[Scene] = []
        acts = self._line.acts
        for place, act in enumerate(acts):
            if act.kind == "@":
                now = replace(now, shown=act.target)
                continue
            following = acts[place + 1] if place + 1 < len(acts) else None
            for step, then in self._steps(now, act, following):
                found.append(self._scene(now, step, then))
                self._apply(now, step)
                now = replace(now, did=(*now.did, self._remembered(step)))
            self._extra = []
        return found

    def _steps(self, now: _Now, act: WrittenAct, following: WrittenAct | None) -> list[tuple[Act, str]]:
        """Return the steps of a written act that are still needed, with what should follow each."""
        fill = self._slots.fill
        target, value = fill(act.target), fill(act.value)
        after = self._after(now, following)
        match act.kind:
            case "set":
                element = self._find(now, target)
                return [] if element.state == value else [(Act("click", element), f"turns {value}")]
            case "pick":
                combo = self._find(now, target)
                if combo.state == value:
                    return []
                choices = dict.fromkeys([*combo.choices, value])
                self._extra = [Element("option", one, "selected" if one == combo.state else "") for one in choices]
                option = next(one for one in self._extra if one.label == value)
                return [(Act("click", combo), "list opens"), (Act("click", option, combo.label), "list closes")]
            case "type":
                element = self._find(now, target)
                return [] if element.state == value else [(Act("type", element, value), after or "field holds")]
            case "drag":
                return [(Act("drag", self._find(now, target), to=self._find(now, value)), after)]
            case "click" | "double-click" | "right-click" | "middle-click":
                element = self._find(now, target)
                chosen = element.role in CHOSEN and element.state == "selected"
                if chosen and act.kind == "click" and following is not None and following.kind not in ("@", "done"):
                    return []
                selects = element.role in CHOSEN and act.kind == "click" and not after
                return [(Act(act.kind, element), "selected" if selects else after)]
            case "scroll":
                return [(Act("scroll", target), after or "view moves")]
            case _:
                return [(Act(act.kind, target), after or ("nothing" if act.kind in ("done", "answer") else ""))]

    def _after(self, now: _Now, following: WrittenAct | None) -> str:
        """Return what the screen named after an act makes of it."""
        if following is None or following.kind != "@" or following.target == now.shown:
            return ""
        before = [sheet.name for sheet in chain(self._sheets, now.shown)]
        later = [sheet.name for sheet in chain(self._sheets, following.target)]
        if later[: len(before)] == before:
            return f"{self._overlay(later[-1])} opens"
        if before[: len(later)] == later:
            return f"{self._overlay(before[-1])} closes"
        if before[0] == later[0] and len(later) > 1:
            return f"{self._overlay(later[-1])} opens"
        return "page changes"

    def _overlay(self, name: str) -> str:
        roles = {element.role for element in self._sheets[name].elements}
        return "dialog" if roles & {"dialog", "edit", "button"} else "menu" if "menu item" in roles else "list"

    def _find(self, now: _Now, label: str) -> Element:
        numbered = _NUMBERED.match(label)
        name, place = (numbered[1], int(numbered[2])) if numbered else (label, 1)
        # The uppermost first, unless one of several is meant.
        shown = self._elements(now.shown)
        named = [element for element in (shown if numbered else reversed(shown)) if element.label == name]
        active = [e for e in named if e.role not in ("text", "dialog", "window")] or named
        if len(active) < place:
            raise PlayError(f"{self._line.where}: “{label}” is not on {now.shown}")
        return active[place - 1]

    def _scene(self, now: _Now, step: Act, then: str) -> Scene:
        """Return the screen as it is, in fresh elements that noise may change, with its decision."""
        shown = self._elements(now.shown)
        if self._extra and isinstance(step.target, Element) and step.target in self._extra:
            shown = [*shown, *self._extra]
        copies = {id(element): replace(element) for element in shown}
        target = copies.get(id(step.target), step.target)
        to = copies.get(id(step.to), step.to)
        value = step.value if step.kind == "type" else ""
        decision = Decision(self.goal, Act(step.kind, target, value, to), now.did, then)
        return Scene(list(copies.values()), [decision], whole=step.kind in ("answer", "ask", "done", "fail", "scroll"))

    def _apply(self, now: _Now, step: Act) -> None:
        """Change the screen as the step does."""
        element = step.target
        if not isinstance(element, Element):
            return
        shown = self._elements(now.shown)
        if step.kind == "type":
            element.state = step.value
        elif element in self._extra:
            combo = next(one for one in shown if one.role == "combo" and one.label == step.value)
            combo.state = element.label
        elif step.kind == "click" and element.role in TOGGLES:
            if element.role == "radio":
                for other in _group(shown, element):
                    other.state = "off"
            element.state = "off" if element.state == "on" and element.role != "radio" else "on"
        elif step.kind == "click" and element.role in CHOSEN:
            for other in shown:
                if other.role == element.role and other.state == "selected":
                    other.state = ""
            element.state = "selected"

    def _past(self, act: WrittenAct) -> Act:
        target, value = self._slots.fill(act.target), self._slots.fill(act.value)
        kind = "click" if act.kind in ("set", "pick") else act.kind
        return Act(kind, re.sub(r"@\d+$", "", target), value if kind == "type" else "", value if kind == "drag" else "")

    @staticmethod
    def _remembered(step: Act) -> Act:
        """A step as history keeps it: by its label, not by an element that may change."""
        target = step.target.label if isinstance(step.target, Element) else step.target
        to = step.to.label if isinstance(step.to, Element) else step.to
        return Act(step.kind, target, step.value if step.kind == "type" else "", to)


def _group(shown: Sequence[Element], radio: Element) -> list[Element]:
    """Return the radio buttons next to one, without another role between them."""
    place = next(i for i, e in enumerate(shown) if e is radio)
    first = last = place
    while first > 0 and shown[first - 1].role == "radio":
        first -= 1
    while last + 1 < len(shown) and shown[last + 1].role == "radio":
        last += 1
    return list(shown[first : last + 1])
