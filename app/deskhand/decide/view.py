"""What a policy looks at: the elements, and what was done since the previous intent was met."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from deskhand.core.actions import Action, Click, Key, Scroll, Type
from deskhand.core.screen import TOGGLES, Element, Role
from deskhand.core.step import Expectation, Past

from .matching import holds, same_label, same_name

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

    `in_dialog` says that it answers the dialog in front, which then is no interruption.
    """

    action: Action
    confidence: float
    why: str
    expect: Expectation = field(default_factory=Expectation)
    in_dialog: bool = False


@dataclass(frozen=True, slots=True)
class Met:
    """The intent is met; `used` entries of the history served it, `answer` is what was read."""

    used: int = 0
    answer: str = ""


Move = Choice | Met


@dataclass(frozen=True)
class View:
    """Elements in reading order, and the history since the intent became current."""

    elements: tuple[Element, ...]
    done: tuple[Past, ...] = ()

    def named(self, label: str, roles: Sequence[Role] | None = None) -> list[Element]:
        """Elements called `label`: exact names before near ones, then by role."""
        pool = [e for e in self.elements if e.text and (roles is None or e.role in roles)]
        exact = [e for e in pool if same_name(e.text, label)]
        found = exact or [e for e in pool if same_label(e.text, label)]
        return sorted(found, key=lambda e: _PREFERENCE.index(e.role))

    def first(self, *labels: str, roles: Sequence[Role] | None = None) -> Element | None:
        """The best element of the first label that is there."""
        for label in labels:
            found = self.named(label, roles)
            if found:
                return found[0]
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
        worked = (past.outcome.met or past.outcome.changed for past in self.done)
        return [i for i, (past, effect) in enumerate(zip(self.done, worked, strict=True)) if effect and test(past)]

    def clicked(self, *labels: str) -> int:
        """How many entries of `done` go up to the last click on one of these labels; 0 for never."""
        hits = self.steps(lambda p: isinstance(p.action, Click) and _called(p.action.target, labels))
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
