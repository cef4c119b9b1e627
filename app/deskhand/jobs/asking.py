"""The person in front of the app: asked through its dialogs, which alone can say yes."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

import cv2

from deskhand.confirm.by_card import AGAIN
from deskhand.confirm.policy import from_elsewhere
from deskhand.core.actions import phrase, target_of
from deskhand.core.geometry import Box
from deskhand.core.lettering import visible
from deskhand.core.risk import Consent, Risk, Verdict, answer
from deskhand.core.sameness import differ
from deskhand.core.screen import Frame, Pixels
from deskhand.core.stacking import is_popup, without_places
from deskhand.core.step import Proposal
from deskhand.core.stop import StopToken
from deskhand.system.language import _

from .line_to_app import Line
from .menus import fold_menus, open_menus
from .messages import Question
from .wording import words_of

AROUND = 60
"""Pixels around a target that its picture shows."""
MOST = 640
"""Pixels of the longer side of that picture."""
SETTLES = 0.4
"""Seconds the screen has to show again what the dialog hid."""
STANDS = 60.0
"""Seconds a yes stands for the very same step, if it could not be done at once: its menu had to be folded."""


@dataclass(frozen=True)
class Standing:
    """A yes that was not used yet: the step it was given for, what its target and all round it looked like, until when
    it stands, and how often it was given (a step that changes the system is asked about twice)."""

    proposal: Proposal
    verdict: Verdict
    looked: Pixels | None
    around: Pixels | None
    until: float
    nonce: str
    times: int = 1


class Always(Protocol):
    """Keeps yeses for good; see `jobs.allowed`."""

    def offers(self, proposal: Proposal, verdict: Verdict) -> bool:
        """Whether a yes to this may be kept."""
        ...

    def keep(self) -> None:
        """Keep the yes to the step in hand. Raises `SettingsError`."""
        ...


class AppPerson:
    """See `Confirmer` and `Asker`. `seen` gives the last frame, `fold` closes menus."""

    def __init__(
        self,
        line: Line,
        stop: StopToken,
        seen: Callable[[], Frame | None],
        fold: Callable[[], bool] = fold_menus,
    ) -> None:
        self._line, self._stop, self._seen, self._fold = line, stop, seen, fold
        self._standing: Standing | None = None
        self.always: Always | None = None
        """Keeps a yes to the step in hand for good, where that may be."""

    def ask(self, proposal: Proposal, verdict: Verdict) -> Consent:
        """See `Confirmer.ask`. Raises `StopRequested`; `DisplayError` and `InputError` if a menu cannot be folded."""
        frame, action = self._seen(), proposal.action
        target = target_of(action)
        looked = frame.crop(target.box) if frame is not None and target is not None else None
        around = _behind(frame) if frame is not None else None
        if self._stands(proposal, verdict, looked, around):
            return answer(True, "person", phrase(action), verdict, "the yes to this very step a moment ago")
        menu = frame is not None and bool(open_menus(frame))
        if menu and not self._fold():
            # The question would lie under the menu, and the Enter meant for No would choose an entry.
            return answer(False, "nobody", phrase(action), verdict, "its menu could not be folded")
        foreign = (_("its text does not come from you"),) if from_elsewhere(verdict) else ()
        reasons = (*foreign, *verdict.reasons)
        may_always = self.always is not None and self.always.offers(proposal, verdict)

        def question(number: int) -> Question:
            return Question(
                number=number,
                kind="step",
                words=words_of(action),
                risk=verdict.risk.name,
                reasons=tuple(visible(reason) for reason in reasons),
                texts=tuple((visible(text), where) for text, where in verdict.provenance),
                may_always=may_always,
                picture=picture_of(frame, target.box) if frame is not None and target is not None else "",
                seen=tuple(visible(f"“{one.text}” was read {one.where}") for one in verdict.seen),
                seen_picture=picture_of(frame, verdict.seen[0].box) if frame is not None and verdict.seen else "",
                nonce=verdict.asked.nonce if verdict.asked is not None else "",
                binding=verdict.asked.binding.digest if verdict.asked is not None else "",
                window=visible(frame.focus.title) if frame is not None and frame.focus else "",
            )

        given = self._line.ask(self._stop, question)
        if given.granted:
            if given.always and may_always and self.always is not None:
                self.always.keep()
            self._stop.pause(SETTLES)
            if menu:
                nonce, before = _nonce(verdict), self._standing
                again = before is not None and before.nonce == nonce and bool(nonce)
                times = before.times + 1 if before is not None and again else 1
                until = time.monotonic() + STANDS
                self._standing = Standing(proposal, verdict, looked, around, until, nonce, times)
        return answer(given.granted, "person", phrase(action), verdict)

    def _stands(self, proposal: Proposal, verdict: Verdict, looked: Pixels | None, around: Pixels | None) -> bool:
        """Whether the person said yes to this very step a moment ago, and it was not done; a yes is used once."""
        before = self._standing
        if before is not None and before.nonce and _nonce(verdict) == before.nonce:
            return False  # the same question, put a second time
        self._standing = replace(before, times=before.times - 1) if before is not None and before.times > 1 else None
        if before is None or time.monotonic() > before.until:
            return False
        if looked is None or before.looked is None or around is None or before.around is None:
            return False
        same = phrase(before.proposal.action) == phrase(proposal.action)
        same = same and _plainly(before.verdict) == _plainly(verdict)
        return same and not differ(before.looked, looked) and not differ(before.around, around)

    def question(self, text: str) -> bool:
        """Put a question of a recipe. Raises `StopRequested`."""
        words = visible(text)
        granted = self._line.ask(self._stop, lambda n: Question(number=n, kind="yes-no", words=words)).granted
        self._stop.pause(SETTLES)
        return granted

    def secret(self, name: str) -> str:
        """The value of a secret that the keyring lacks; empty when the person gives none. Raises `StopRequested`."""
        return self._line.ask(self._stop, lambda n: Question(number=n, kind="secret", words=name)).text


def _nonce(verdict: Verdict) -> str:
    return verdict.asked.nonce if verdict.asked is not None else ""


def _plainly(verdict: Verdict) -> Verdict:
    """A verdict without what a second question adds to it."""
    return replace(verdict, reasons=tuple(reason for reason in verdict.reasons if reason != AGAIN))


def _behind(frame: Frame) -> Pixels:
    """What the window with the keyboard shows, with menus and the like painted flat."""
    window = next((w for w in frame.windows if w.focused), None)
    menus = [w.box for w in frame.windows if is_popup(w)]
    shown = without_places(frame, menus) if menus else frame
    return shown.crop(window.box) if window is not None else shown.pixels


def may_be_kept(verdict: Verdict) -> bool:
    """Whether a yes may count for good: never where something is deleted, paid or changed for everybody, or where a
    text came from the screen."""
    return verdict.risk <= Risk.R3 and not from_elsewhere(verdict)


def picture_of(frame: Frame, box: Box) -> str:
    """What is around a place of the screen, the place outlined, as a PNG in base64."""
    around = frame.in_picture(box).grown(AROUND).clipped(frame.width, frame.height)
    if not around.area:
        return ""
    part = frame.pixels[around.y : around.bottom, around.x : around.right].copy()
    place = frame.in_picture(box).shifted(-around.x, -around.y)
    cv2.rectangle(part, (place.x - 3, place.y - 3), (place.right + 2, place.bottom + 2), (200, 90, 30), 2)
    scale = min(1.0, MOST / max(part.shape[:2]))
    if scale < 1.0:
        part = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(part.dtype)
    return base64.b64encode(cv2.imencode(".png", part)[1].tobytes()).decode()


__all__ = ["AppPerson", "may_be_kept", "picture_of"]
