"""Posts: pressing a button under those of a user."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from deskhand.core.actions import Ask, Click, Fail
from deskhand.core.screen import Element, Role

from ..places import in_order
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View
from .messages import LOOKS, SOON, further, scrolled_in_vain

_VIVID, _LIT = 70, 0.12
"""Levels between the channels of a colour, and the share of a picture that is drawn in one once it was pressed."""


@dataclass(frozen=True, slots=True)
class PressOnPosts(Intent):
    """Press a button under so many posts by a user (0: all of them)."""

    sends: ClassVar[bool] = True

    button: str
    user: str
    number: int


def press_on_posts(intent: PressOnPosts, view: View) -> Move:
    """Post by post from the top; scrolled on until as many are done as are wanted."""
    name = f"{intent.button} of a post by {intent.user}"
    presses = [past for past in view.done if isinstance(past.action, Click) and past.action.target.text == name]
    if intent.number and len(presses) >= intent.number:
        return Met(len(view.done))
    heads = [e for e in in_order(view.elements) if _is_by(e, intent.user)]
    bars = [bar for e in view.elements if e.text and (bar := _bar_under(e, view))]
    for head in heads:
        bar = _bar_under(head, view)
        button = _of_bar(intent.button, bar, bars) if bar else None
        if button is not None and not _is_lit(button, view):
            pressed = Element(button.id, Role.ICON, name, button.box)
            return Choice(Click(pressed), 0.9, f"a post by {intent.user}", SOON, repeats=True)
    if not presses and any(bars) and heads and not any(_of_bar(intent.button, bar, bars) for bar in bars):
        shown = ", ".join(e.text or "a picture" for e in next(bar for bar in bars if bar))
        question = f"Which of the buttons under the post by {intent.user} is {intent.button}? I see: {shown}."
        return Choice(Ask(question), 0.8, "none of its buttons is called so")
    if view.scrolls >= 12 or scrolled_in_vain(view):
        return (
            Met(len(view.done))
            if presses
            else Choice(Fail(f"I find no post by {intent.user}."), 0.9, "scrolled through")
        )
    return further(f"another post by {intent.user}", view)


def _is_by(element: Element, user: str) -> bool:
    wanted = user.casefold().lstrip("@")
    return (
        any(word.strip("@.,").casefold() == wanted for word in re.split(r"\s+|(?=@)", element.text) if word)
        and element.box.h < 60
    )


def _bar_under(head: Element, view: View) -> list[Element]:
    """The row of pictures under a post, above the next post's name."""
    below = [
        e
        for e in view.of(Role.ICON, Role.BUTTON, Role.CHECKBOX, Role.EDIT)
        if 0 < e.box.y - head.box.bottom < 140 and e.box.w < 80
    ]
    if not below:
        return []
    first = min(e.box.center.y for e in below)
    bar = sorted((e for e in below if abs(e.box.center.y - first) <= 14), key=lambda e: e.box.x)
    return bar if len(bar) >= 3 else []


def _of_bar(button: str, bar: list[Element], bars: list[list[Element]]) -> Element | None:
    """The button of a bar by its label or what its picture shows.

    A picture that is lit up, or was not recognised, stands where it stands in the bar of another post.
    """
    if (named := _named(button, bar)) is not None:
        return named
    models = [found for other in bars if other is not bar and (found := _named(button, other)) is not None]
    return next((e for m in models for e in bar if abs(e.box.center.x - m.box.center.x) <= m.box.w // 2), None)


def _named(button: str, bar: list[Element]) -> Element | None:
    looks = (button.casefold(), *LOOKS.get(button.casefold(), ()))
    return next((e for look in looks for e in bar if e.text.casefold() == look), None)


def _is_lit(button: Element, view: View) -> bool:
    """Whether a picture is drawn in colour: pressed already; its like at rest are grey."""
    if view.frame is None:
        return False
    vivid = np.ptp(view.frame.crop(button.box), axis=2) > _VIVID
    return bool(vivid.mean() > _LIT)


_COUNTS = {"all": 0, "every": 0, "each": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_ALIKE = {"respond": "Reply", "answer": "Reply", "repost": "Retweet", "heart": "Like"}
"""What the button is called that does what a verb says."""


def _posts(button: str, number: str, user: str) -> PressOnPosts:
    name = number.casefold()
    named = _ALIKE.get(button.casefold(), button.capitalize())
    return PressOnPosts(named, user, _COUNTS[name] if name in _COUNTS else int(name))


def _user_first(user: str, button: str) -> PressOnPosts:
    return _one_post(button, user)


def _one_post(button: str, user: str) -> PressOnPosts:
    return _posts(button, "1", re.sub(r"['’]s$", "", user))


_DO = r"(like|share|retweet|repost|heart|bookmark|reply(?=\s+to)|respond(?=\s+to)|answer)(?:\s+to)?"
_POST = r"(?:post|tweet|status|update|toot)"
_BY = r"(?:by|from|of)(?:\s+(?:the\s+)?user)?"
_COUNT = r"(\d+|all|every|each|one|two|three|four|five)"
_THE = r"(?:the\s+|a\s+)?(?:(?:last|latest|newest|first|top|most\s+recent)\s+)?"

SKILL = Skill(
    (
        Wording(
            48,
            rf"(?:click|press|hit|tap)\s+(?:on\s+)?(?:the\s+)?(\w+)\s+(?:button\s+)?(?:on|under|of|below)\s+{_COUNT}\s+"
            rf"(?:of\s+the\s+)?{_POST}s?\s+{_BY}\s+(\S+?)(?:\s+and\s+submit)?",
            _posts,
            whole=True,
        ),
        Wording(43, rf"{_DO}\s+{_COUNT}\s+(?:of\s+the\s+|the\s+)?{_POST}s?\s+{_BY}\s+(\S+)", _posts, whole=True),
        Wording(
            44, rf"{_DO}\s+{_THE}{_POST}\s+(?:(?:that\s+was\s+)?(?:written\s+)?{_BY})\s+(\S+)", _one_post, whole=True
        ),
        Wording(44, rf"{_DO}\s+(@\w+|\w+)['’]s\s+{_THE}(?:post|tweet|status|update|toot)", _one_post, whole=True),
        Wording(
            44,
            rf"{_DO}\s+what\s+(@?\w+)\s+(?:has\s+)?(?:posted|tweeted|wrote|written|said|shared)",
            _one_post,
            whole=True,
        ),
        Wording(
            53,
            r"for\s+the\s+user\s+(\S+?),?\s+(?:click|press|hit|tap)\s+(?:on\s+)?the\s+(.+?)\s+button",
            _user_first,
            whole=True,
        ),
        Wording(
            54,
            rf"(?:click|press|hit|tap)\s+(?:on\s+)?the\s+(.+?)\s+button\s+(?:on|under|of|below)\s+{_COUNT}\s+{_POST}s?\s+"
            rf"{_BY}\s+(\S+?)(?:\s+and\s+then)?",
            _posts,
            whole=True,
        ),
        Wording(
            55,
            rf"(?:click|press|hit|tap)\s+(?:on\s+)?(?:the\s+)?(\w+)\s+(?:button\s+)?(?:on|under|of|below)\s+{_THE}{_POST}\s+"
            rf"{_BY}\s+(\S+)",
            _one_post,
            whole=True,
        ),
    ),
    {PressOnPosts: press_on_posts},
)
