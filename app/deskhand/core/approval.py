"""What a yes is good for: one act, on what the screen showed when it was asked for, once, and not for long.

Whoever carries an act out asks for it here and gets a number used once (a nonce) with a digest of all the question is
about. A consent carries both; the gate redeems it. One that was made up, used before, grew old, or was given for
anything else is refused. (OWASP's rule for transaction authorisation: what you see is what you sign.)
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass

import numpy as np

from deskhand.core.actions import Act, Activate, Click, Drag, Key, Scroll, Type, phrase, pressed_at, target_of
from deskhand.core.errors import GateClosed
from deskhand.core.geometry import Box
from deskhand.core.risk import Consent
from deskhand.core.screen import Element, Scene
from deskhand.core.stacking import Stack

LIFETIME = 30.0
"""Seconds between a yes and the gate; a person who answered has 20 to bring the window of the step back."""
OPEN = 64
"""Questions that are remembered at most; a run asks one at a time."""


@dataclass(frozen=True, slots=True)
class Binding:
    """All a question is about: the act in full, the window it happens in, the pixels of its target, label and text.

    `action`, `crop` and `text` are digests, so that a secret is in none of them in plain.
    """

    action: str
    window: int
    crop: str
    label: str
    text: str

    @property
    def digest(self) -> str:
        """One number for all of it."""
        return _digest(f"{self.action}|{self.window}|{self.crop}|{self.label}|{self.text}".encode())


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was put: its nonce, and what it is about."""

    nonce: str
    binding: Binding
    judged_by: tuple[Box, ...] = ()
    """Places besides the target that must look the same; see `Verdict.judged_by`."""


def binding(action: Act, scene: Scene, judged_by: tuple[Box, ...] = ()) -> Binding:
    """What a consent to an act on a scene is bound to."""
    target, frame = target_of(action), scene.frame
    boxes = [*([target.box] if target is not None else []), *judged_by]
    crop = b"".join(np.ascontiguousarray(frame.crop(box)).tobytes() for box in boxes)
    text = action.text if isinstance(action, Type) else ""
    return Binding(
        action=_digest(_in_full(action).encode()),
        window=window_of(action, scene),
        crop=_digest(crop),
        label=target.text if target is not None else "",
        text=_digest(text.encode("utf-8", "surrogatepass")),
    )


def window_of(action: Act, scene: Scene) -> int:
    """The handle of the window an act lands in: the one at the place it presses, else the one with the keyboard."""
    at = pressed_at(action) if isinstance(action, Click | Type | Drag) else None
    stack = Stack(scene.frame.windows)
    window = stack.at(at) if at is not None else None
    if window is not None:
        return window.handle
    return scene.frame.focus.window if scene.frame.focus is not None else 0


class Approvals:
    """The questions that are open. Shared by what asks and the gate, which alone redeems."""

    def __init__(self) -> None:
        self._open: OrderedDict[str, Asked] = OrderedDict()

    def ask(self, action: Act, scene: Scene, judged_by: tuple[Box, ...] = ()) -> Asked:
        """Open a question about an act on a scene."""
        asked = Asked(secrets.token_hex(16), binding(action, scene, judged_by), judged_by)
        self._open[asked.nonce] = asked
        while len(self._open) > OPEN:
            self._open.popitem(last=False)
        return asked

    def redeem(self, consent: Consent, action: Act, scene: Scene) -> Asked:
        """Use a consent up: good for this act on this scene, once; the question it answers. Whether the screen still
        shows that scene is for the gate to see.

        Raises:
            GateClosed: it is no yes, was made up or used before, has expired, or is for something else.
        """
        asked = self._open.pop(consent.nonce, None)
        if not consent.granted or consent.action != phrase(action) or asked is None:
            raise GateClosed(f"Nobody allowed me to {phrase(action)}.")
        bound = asked.binding
        if consent.binding != bound.digest or bound != binding(action, scene, asked.judged_by):
            raise GateClosed(f"The yes I have is not for this: {phrase(action)}.")
        if not 0.0 <= time.monotonic() - consent.given_at <= LIFETIME:
            raise GateClosed(f"The yes to {phrase(action)} has grown old; I ask again.")
        return asked


def _in_full(action: Act) -> str:
    """Everything an act says, with nothing left out as its `phrase` does."""
    match action:
        case Click(target, count, button, held, at):
            return f"click {_element(target)} {count} {button} {held} {at}"
        case Type(text, target, clear, secret, at):
            return f"type {text!r} {_element(target)} {clear} {secret!r} {at}"
        case Key(chord):
            return f"key {chord}"
        case Scroll(notches, target):
            return f"scroll {notches} {_element(target)}"
        case Drag(target, to, onto, at):
            return f"drag {_element(target)} {to} {onto!r} {at}"
        case Activate(window, title):
            return f"activate {window} {title!r}"


def _element(element: Element | None) -> str:
    return f"{element.role.value} {element.text!r} {element.box.as_list()}" if element is not None else "-"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


__all__ = ["LIFETIME", "Approvals", "Asked", "Binding", "binding", "window_of"]
