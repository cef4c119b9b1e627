"""Dialogs nobody asked for: dismissed by the answer that changes least."""

from __future__ import annotations

import re
from collections.abc import Sequence

from deskhand.core.actions import Ask, Click
from deskhand.core.screen import Element, Role
from deskhand.core.step import Change, Expectation

from .constraints import alike
from .verbs import base_of
from .view import Choice, View

_PROMOTION = (
    "not now|later|remind me later|maybe later|no thanks|no, thanks|no thank you|skip|skip for now|ask me later|"
    "not interested|"
    "don't send|don't allow|never|deny|block|reject all|reject|decline|only necessary|only essential|necessary only"
).split("|")
"""Answers that only an offer or a question nobody asked for has."""
_HARMLESS = [*_PROMOTION, *"cancel|dismiss|close|keep|stay|no|got it".split("|")]
"""Answers in the order of how little they change."""
_AGREES = "ok|okay|continue|accept|agree|proceed|next|yes|allow|apply|confirm".split("|")
"""Answers that agree to what the dialog says."""
_NOTICES = "ok|okay|continue".split("|")
"""Those of them that only close a plain notice: one button, and not a word of anything to be done."""
_TOLD = re.compile(r"\b(?:was|were|has been|have been|successfully|is now)\s+(?:successfully\s+)?[\w-]+", re.IGNORECASE)
"""What a notice tells of the past."""
_TERMS = re.compile(
    r"\b(?:terms|licen[cs]e|agreement|conditions|privacy|policy|cookies|will be|will|charged?|shared?|everyone|public|"
    r"permission|access|\w+ing)\b",
    re.IGNORECASE,
)
"""Words of what one would agree to."""
_GUESSED = 0.46
"""How sure an answer is that changes little, to a dialog that may be what the goal is about."""
_FEW = 3
"""Words of a goal that is too short to tell."""
_PRONOUN = re.compile(r"\b(?:it|this|that|them)\b(?! \w+ (?:file|page|document|folder))", re.IGNORECASE)
_PRESSED = (Role.BUTTON, Role.LINK)
_FIELDS = (Role.EDIT, Role.COMBO, Role.OPTION)
_COMMON = frozenset("your this that with from have want will then them please into here file".split())


def interruption(goal: str, view: View) -> Choice | None:
    """How to dismiss a dialog that stands in the way, or None where none does."""
    for index, element in enumerate(view.elements):
        if element.role is not Role.DIALOG:
            continue
        if _is_the_program(element, view):
            continue
        inside = _inside(view.elements, index)
        if _belongs(goal, element, inside):
            return None
        offers = any(_bare(e.text) in _PROMOTION for e in inside)
        for answer in _HARMLESS:
            for button in inside:
                if _bare(button.text) == answer and not view.clicked(button.text):
                    why = f"“{element.text}” is in the way and not part of the goal"
                    return Choice(Click(button), 0.8 if offers and not _about_it(goal) else _GUESSED, why)
        agreeing = [e for e in inside if e.role in _PRESSED and _bare(e.text) in _AGREES]
        if (notice := _notice(element, inside, view)) is not None:
            return Choice(Click(notice), _GUESSED, f"“{element.text}” is a notice and not part of the goal")
        if agreeing and not _PRONOUN.search(goal) and not any(_bare(e.text) in goal.lower().split() for e in agreeing):
            question = f"A dialog that the goal does not speak of is in the way: {element.text}. What shall I answer?"
            return Choice(Ask(question), 0.9, "its answers agree to something", Expectation(Change.NOTHING))
        return Choice(Ask(f"A dialog is in the way: {element.text}"), 0.4, "it has no harmless answer")
    return None


def _notice(dialog: Element, inside: Sequence[Element], view: View) -> Element | None:
    """The one button of a dialog that only tells something, or None where it may do anything."""
    buttons = [e for e in inside if e.role in _PRESSED]
    if len(buttons) != 1 or _bare(buttons[0].text) not in _NOTICES or view.clicked(buttons[0].text):
        return None
    told = " ".join([dialog.text, *(e.text for e in inside if e is not buttons[0])])
    rest = _TOLD.sub(" ", told)
    does = any(
        base_of(word) not in ("", "back", "see", "like", "end") for word in re.findall(r"[\w'-]+", rest)
    ) or _TERMS.search(rest)
    return None if does else buttons[0]


def _about_it(goal: str) -> bool:
    """Whether a goal may speak of the dialog without a word of it: `allow it`, `get this`."""
    return len(goal.split()) <= _FEW or bool(_PRONOUN.search(goal))


def open_question(view: View) -> str:
    """The title of a dialog that still waits for an answer, or nothing."""
    for index, element in enumerate(view.elements):
        if element.role is Role.DIALOG and any(e.role is Role.BUTTON for e in _inside(view.elements, index)):
            return element.text
    return ""


def _is_the_program(dialog: Element, view: View) -> bool:
    """A settings program may consist of a dialog: nothing of it lies behind, so nothing is interrupted."""
    if not dialog.box.area:
        return False
    return all(e is dialog or e.window == dialog.id for e in view.of(Role.WINDOW, Role.DIALOG))


def _inside(elements: Sequence[Element], index: int) -> list[Element]:
    """The parts of a dialog: those in its box, or those listed after it where boxes are unknown."""
    dialog = elements[index]
    if dialog.box.area:
        return [e for e in elements if e is not dialog and e.box.coverage(dialog.box) > 0.9]
    return list(elements[index + 1 :])


def _belongs(goal: str, dialog: Element, inside: Sequence[Element]) -> bool:
    """A dialog that shares a word with the goal is part of the work, and one with fields that offers nothing."""
    words = _words(goal)
    words |= {other for word in words for other in alike(base_of(word) or word)}
    offers = [at for at, e in enumerate(inside) if e.role is Role.BUTTON and _bare(e.text) in _PROMOTION]
    # Where boxes are unknown, what follows the last such answer may be of the page below.
    own = inside[: offers[-1] + 1] if offers else inside
    fields = [e for e in own if e.role in _FIELDS]
    parts = [e for e in own if e.role is Role.BUTTON or e.role in _FIELDS]
    if words & _words(dialog.text) or any(words & _words(e.text) for e in parts):
        return True
    return bool(fields) and not offers


def _bare(label: str) -> str:
    return label.lower().replace("’", "'").strip(" .!")


def _words(text: str) -> set[str]:
    return set(re.findall(r"[\w.]{4,}", text.lower())) - _COMMON
