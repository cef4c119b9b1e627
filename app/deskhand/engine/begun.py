"""Whether an event goes on with what was begun: the next letter of a text, the second press of a double click.

What goes on needs no picture of its own: the one from before its beginning shows what all of it is about.
"""

from __future__ import annotations

from deskhand.core.input_events import ButtonEvent, InputEvent, KeyEvent, WheelEvent
from deskhand.recipe.recording.gestures import belongs_to_text, is_paste, presses_again


class Begun:
    """What the person is in the middle of, from one event to the next."""

    def __init__(self) -> None:
        self._typing = _Typing()
        self._last: InputEvent | None = None

    def goes_on(self, event: InputEvent) -> bool:
        """Whether an event only goes on with what was begun; called for each that may begin something, in order."""
        before, self._last = self._last, event
        if isinstance(event, WheelEvent):
            self._typing = _Typing()
            return isinstance(before, WheelEvent) and before.held == event.held
        if isinstance(event, ButtonEvent):
            self._typing = _Typing()
            return isinstance(before, ButtonEvent) and presses_again(event, before)
        if not isinstance(event, KeyEvent):
            return False
        return self._typing.goes_on(event) or event.repeat

    def ends(self) -> None:
        """Whatever comes next begins anew."""
        self._typing, self._last = _Typing(), None

    def ends_text(self) -> None:
        """A text that comes next is another one."""
        self._typing = _Typing()


class _Typing:
    """Follows whether a key only goes on with a text."""

    def __init__(self) -> None:
        self._has_text = self._going = False

    def goes_on(self, key: KeyEvent) -> bool:
        """Whether it does; called for each key, in order."""
        if not belongs_to_text(key):
            self._has_text = self._going = False
            return False
        types = bool(key.char) or is_paste(key)
        goes_on = self._has_text or (self._going and types)
        self._has_text = self._has_text or types
        self._going = True
        return goes_on


def starts_something(event: InputEvent) -> bool:
    """Whether something may begin with an event: a press of a key or button, a turn of the wheel."""
    if isinstance(event, KeyEvent):
        return event.down and not event.is_modifier
    return isinstance(event, WheelEvent) or (isinstance(event, ButtonEvent) and event.down)
