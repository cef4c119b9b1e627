"""What carries proposals out, and who is asked: the stages behind a decision, wired for this desktop."""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING

from deskhand.core.approval import Approvals
from deskhand.core.clearance import Seal
from deskhand.core.geometry import Box
from deskhand.core.job_card import JobCard
from deskhand.core.ports import Capture, Confirmer, Verifier
from deskhand.core.risk import Risk
from deskhand.core.screen import Focus
from deskhand.core.stop import StopToken
from deskhand.engine.carrying_out import Hands
from deskhand.engine.gate import Gate
from deskhand.system.paths import Paths
from deskhand.system.settings import Settings, SettingsFile, places_of

if TYPE_CHECKING:
    from deskhand.confirm.by_card import ByCard
    from deskhand.journal.pictures import PictureStore
    from deskhand.journal.redacting import Private

log = logging.getLogger(__name__)


def confirmer(card: JobCard, interactive: bool, stop: StopToken, limit: Risk | None = None) -> ByCard:
    """What the job card says; where it asks, the terminal, or nobody. See `ByCard` for `limit`."""
    from deskhand.confirm.by_card import ByCard

    return ByCard(card, person(interactive, stop), limit)


def person(interactive: bool, stop: StopToken) -> Confirmer:
    """The person at the terminal, or nobody."""
    from deskhand.confirm.policy import Nobody
    from deskhand.confirm.terminal import Terminal

    return Terminal(stop) if interactive else Nobody()


def open_hands(
    paths: Paths,
    capture: Capture,
    verifier: Verifier,
    confirm: Confirmer,
    stop: StopToken,
    opened: contextlib.ExitStack,
    pictures: PictureStore | None = None,
    speed: float = 1.0,
    job: str = "",
) -> Hands:
    """What carries proposals out on this desktop; what it opens is closed with `opened`.

    `pictures` is where the journal keeps its pictures; see `DesktopActor` for `speed`.

    Raises:
        InputError, JournalError: a stage cannot be opened.
    """
    from deskhand.act.actor import DesktopActor
    from deskhand.act.ewmh import EwmhWindows
    from deskhand.act.guarded import GuardedDevices
    from deskhand.act.pynput_devices import PynputDevices
    from deskhand.act.watchdog import Watchdog
    from deskhand.act.xclip_clipboard import XclipClipboard
    from deskhand.journal.pictures import PictureStore
    from deskhand.journal.redacting import Redactor
    from deskhand.journal.remembering import remembered
    from deskhand.journal.sqlite_journal import SqliteJournal
    from deskhand.risk.judge import WordsJudge
    from deskhand.risk.tables import with_words
    from deskhand.system.audit_anchor import open_anchor

    anchor, remark = open_anchor(paths.journal, paths.audit_head)
    if remark:
        log.info("%s", remark)
    journal = SqliteJournal(
        paths.journal,
        pictures or PictureStore(paths.pictures),
        None if pictures else remembered,
        anchor,
        Redactor(private(SettingsFile(paths.settings).read())),
    )
    opened.callback(journal.close)
    watchdog = Watchdog()
    opened.callback(watchdog.close)
    seal = Seal()
    raw = PynputDevices()
    opened.callback(raw.close)
    windows = EwmhWindows()
    opened.callback(windows.close)
    devices = GuardedDevices(raw, stop, watchdog)
    return Hands(
        capture=capture,
        judge=WordsJudge(with_words(paths.words)),
        confirmer=confirm,
        gate=Gate(capture, seal, stop, Approvals()),
        actor=DesktopActor(devices, XclipClipboard(), seal, windows, speed, lambda: _handle(capture.focus())),
        verifier=verifier,
        journal=journal,
        stop=stop,
        job=job,
    )


def private(settings: Settings) -> Private:
    """What the person calls private, as the journal's redactor takes it."""
    from deskhand.journal.redacting import Private

    windows = tuple(part.strip() for part in settings.private_windows.split(",") if part.strip())
    return Private(windows, tuple(Box(*place) for place in places_of(settings.private_places)))


def _handle(focus: Focus | None) -> int | None:
    return focus.window if focus is not None else None


__all__ = ["confirmer", "open_hands", "person", "private"]
