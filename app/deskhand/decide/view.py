"""What a policy looks at: the elements, and what was done since the previous intent was met."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from deskhand.core.actions import Action, Click, Key, Scroll, Type, phrase
from deskhand.core.geometry import Box
from deskhand.core.screen import TOGGLES, Element, Frame, Role
from deskhand.core.step import Expectation, Past

from .constraints import Constraint
from .matching import holds, same_label, same_name

_SIGN = re.compile(r"^\S{1,2}\s+(?=\w{2})")
CLICKABLE = frozenset(Role) - {Role.WINDOW, Role.DIALOG, Role.TEXT}
_PREFERENCE = (
    Role.BUTTON,
    Role.MENU_ITEM,
    Role.OPTION,
    Role.LINK,
    Role.TAB,
    Role.MENU,
    Role.CHECKBOX,
    Role.RADIO,
    Role.SWITCH,
    Role.ICON,
    Role.ROW,
    Role.COMBO,
    Role.EDIT,
    Role.CELL,
    Role.HEADER,
    Role.SLIDER,
    Role.SCROLLBAR,
    Role.TEXT,
    Role.DIALOG,
    Role.WINDOW,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """An action a policy proposes, how sure it is (0 to 1), and why.

    `in_dialog` says that it answers the dialog in front, which then is no interruption; `repeats` that the same act
    is due several times, as on the keys of a calculator, so that doing it again is no loop.
    """

    action: Action
    confidence: float
    why: str
    expect: Expectation = field(default_factory=Expectation)
    in_dialog: bool = False
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Met:
    """The intent is met, as sure as `sure`; `used` entries of the history served it, `answer` is what was read."""

    used: int = 0
    answer: str = ""
    sure: float = 0.9


Move = Choice | Met


@dataclass(frozen=True)
class View:
    """Elements in reading order, and the history since the intent became current."""

    elements: tuple[Element, ...]
    done: tuple[Past, ...] = ()
    frame: Frame | None = None
    """The pixels the elements were read from; none where only elements are known."""
    goal: str = ""
    constraints: tuple[Constraint, ...] = ()
    area: Box | None = None
    """Where the page or program lies that the goal is about; none where only elements are known."""

    def named(self, label: str, roles: Sequence[Role] | None = None) -> list[Element]:
        """Elements called `label`: exact names before near ones, then by role."""
        pool = [e for e in self.elements if e.text and (roles is None or e.role in roles)]
        exact = [e for e in pool if same_name(e.text, label)]
        found = exact or [e for e in pool if same_label(e.text, label)]
        # The picture on a button may be read as a letter or two before its words.
        found = found or [e for e in pool if e.role is Role.BUTTON and same_name(_SIGN.sub("", e.text), label)]
        return sorted(found, key=lambda e: _PREFERENCE.index(e.role))

    def first(self, *labels: str, roles: Sequence[Role] | None = None) -> Element | None:
        """The best element of the first label that is there."""
        for label in labels:
            found = self.named(label, roles)
            if found:
                return found[0]
        return None

    def in_front(self, *labels: str, roles: Sequence[Role] | None = None) -> Element | None:
        """The best element of the first label that is there, in the dialog in front where there is one."""
        dialogs = [e for e in self.elements if e.role is Role.DIALOG]
        for label in labels:
            found = self.named(label, roles)
            inside = [e for e in found if dialogs and dialogs[-1].box.area and e.box.coverage(dialogs[-1].box) > 0.9]
            if found:
                # What lies in front is listed last.
                return max(inside or found, key=self.elements.index) if dialogs else found[0]
        return None

    def of(self, *roles: Role) -> list[Element]:
        """The elements of these roles."""
        return [e for e in self.elements if e.role in roles]

    @property
    def toggles(self) -> list[Element]:
        """Check boxes, radio buttons and switches."""
        return [e for e in self.elements if e.role in TOGGLES]

    def says(self, part: str) -> bool:
        """Whether any element's text or content holds this."""
        return any(holds(e.text, part) or holds(e.state, part) for e in self.elements)

    def steps(self, test: Callable[[Past], bool]) -> list[int]:
        """Positions in `done` of the steps that pass the test and had an effect."""
        return [i for i, past in enumerate(self.done) if past.outcome.worked and test(past)]

    def tried(self, action: Action) -> bool:
        """Whether this very act was done already, with an effect or without: then another way is due."""
        return any(phrase(past.action) == phrase(action) for past in self.done)

    def clicked(self, *labels: str) -> int:
        """How many entries of `done` go up to the last click on one of these labels; 0 for never."""
        hits = self.steps(lambda p: isinstance(p.action, Click) and _called(p.action.target, labels))
        return hits[-1] + 1 if hits else 0

    def first_clicked(self, *labels: str) -> int:
        """How many entries of `done` go up to the first click on one of these labels; 0 for never."""
        hits = self.steps(lambda p: isinstance(p.action, Click) and _called(p.action.target, labels))
        return hits[0] + 1 if hits else 0

    def clicked_at(self, box: Box) -> int:
        """How many entries of `done` go up to the last click within this box; 0 for never."""
        hits = self.steps(lambda p: isinstance(p.action, Click) and box.contains(p.action.target.box.center))
        return hits[-1] + 1 if hits else 0

    def typed(self, text: str) -> int:
        """How many entries of `done` go up to the last typing of exactly this text; 0 for never."""
        hits = self.steps(lambda p: isinstance(p.action, Type) and same_name(p.action.text, text))
        return hits[-1] + 1 if hits else 0

    def needs_typing(self, field: Element, text: str) -> bool:
        """Whether the field must still get this text: it does not show it, and no typing of it landed."""
        if field.state == text:
            return False
        typed = self.typed(text)
        if typed and self.done[typed - 1].outcome.met:
            return False
        return not (typed and (not field.state or self.done[typed - 1].outcome.met))

    def pressed(self, chord: str) -> int:
        """How many entries of `done` go up to the last press of this chord; 0 for never."""
        hits = self.steps(lambda p: isinstance(p.action, Key) and p.action.chord.lower() == chord.lower())
        return hits[-1] + 1 if hits else 0

    @property
    def scrolls(self) -> int:
        """How many scrolls `done` ends with; a scroll that moved nothing counts as three."""
        count = 0
        for past in reversed(self.done):
            if not isinstance(past.action, Scroll):
                break
            count += 1 if past.outcome.changed else 3
        return count


def _called(element: Element, labels: Sequence[str]) -> bool:
    return any(same_name(element.text, label) or same_label(element.text, label) for label in labels)
