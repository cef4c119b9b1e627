"""When work in a form counts: once it was sent."""

from __future__ import annotations

from deskhand.core.actions import Click
from deskhand.core.screen import Role

from .dialogs import open_question
from .matching import same_label
from .plan import Plan
from .senders import SENDS
from .skills.pressing import ONLY, Press
from .trouble import asks_again, speaks_of_trouble
from .view import Choice, View

_SAYS = (Role.TEXT, Role.DIALOG, Role.HEADER)
"""What may tell how the sending went."""


def sent(plan: Plan, view: View) -> bool:
    """Whether the last act pressed what ends the goal: what the page shows after it is of no more concern."""
    last = view.done[-1] if view.done else None
    if last is None or not isinstance(last.action, Click) or not last.outcome.changed:
        return False
    final = plan.intents[-1]
    pressed = last.action.target.text
    if isinstance(final, Press):
        before = [i for i in plan.intents[:-1] if isinstance(i, Press) and same_label(i.label, final.label)]
        named = same_label(pressed, final.label)
        # The one button of a page sends it, whatever it is called.
        other = last.action.target.source == ONLY
        ends = (named or other) and not before and any(i.sends for i in plan.intents[:-1])
    else:
        ends = _is_form(plan) and any(same_label(pressed, label) for label in SENDS)
    return ends and not _goes_on(view)


def _goes_on(view: View) -> bool:
    """Whether what followed the sending shows that the work is not over: a refusal, a field named, a dialog."""
    if any(speaks_of_trouble(e.text) for e in view.of(*_SAYS)) or any(asks_again(e.text) for e in view.of(Role.TEXT)):
        return True
    return bool(open_question(view))


def unsent(plan: Plan, view: View) -> Choice | None:
    """The one button that sends a form, where the goal's work is done in one and it was not pressed yet."""
    if not _is_form(plan):
        return None
    buttons = [b for label in SENDS if (b := view.first(label, roles=[Role.BUTTON])) is not None]
    if len(buttons) != 1 or any(
        isinstance(p.action, Click) and p.action.target.text == buttons[0].text for p in view.done
    ):
        return None
    return Choice(Click(buttons[0]), 0.9, "nothing of this counts before it is sent")


def _is_form(plan: Plan) -> bool:
    """Whether a part of the goal counts only when sent, and nothing is said of how."""
    return any(i.sends for i in plan.intents) and not any(isinstance(i, Press) for i in plan.intents)
