"""Journals and sends acts without end, until it is killed: `python -m tests.faults.busy JOURNAL BOOK RUN`.

What the journal has acknowledged is written into the book, line by line, before the act is sent.
"""

from __future__ import annotations

import json
import os
import sys
from itertools import count, cycle
from pathlib import Path

from deskhand.act.actor import DesktopActor
from deskhand.act.guarded import GuardedDevices
from deskhand.act.pynput_devices import PynputDevices
from deskhand.act.watchdog import Watchdog
from deskhand.act.xclip_clipboard import XclipClipboard
from deskhand.core.actions import phrase
from deskhand.core.clearance import Seal
from deskhand.core.risk import Risk, Verdict, answer
from deskhand.core.screen import Scene
from deskhand.core.step import Delivery, Outcome, Proposal
from deskhand.core.stop import StopToken
from deskhand.journal.pictures import PictureStore
from deskhand.journal.sqlite_journal import SqliteJournal
from tests.builders import frame

from .by_hand import ACTS


def main() -> None:
    journal_file, book, run = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    journal = SqliteJournal(journal_file, PictureStore(journal_file.parent / "pictures"))
    seal, looked = Seal(), Scene(frame())
    actor = DesktopActor(GuardedDevices(PynputDevices(), StopToken(), Watchdog()), XclipClipboard(), seal)
    journal.begin(run, "busy")
    print("busy", flush=True)
    actions = [action for name, (action, _seconds) in ACTS.items() if "clipboard" not in name and "typing" not in name]
    with book.open("a") as acknowledged:
        for step, action in zip(count(1), cycle(actions), strict=False):
            verdict = Verdict(Risk.R3, ("busy",))
            proposal = Proposal(action, "busy", 1.0, "rules")
            journal.intend(run, step, looked, proposal, verdict, answer(True, "policy", phrase(action), verdict))
            acknowledged.write(json.dumps({"run": run, "step": step}) + "\n")
            acknowledged.flush()
            os.fsync(acknowledged.fileno())
            actor.perform(seal.issue(action))
            journal.conclude(run, step, Delivery.SENT, Outcome(True, "sent"), (), None)


if __name__ == "__main__":
    main()
