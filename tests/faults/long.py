"""Ten thousand steps in one process: memory, open files and threads must be as at the beginning."""

from __future__ import annotations

import os
import tempfile
import threading
from collections import Counter
from dataclasses import replace
from pathlib import Path

from deskhand.core.actions import Click
from deskhand.core.approval import Approvals
from deskhand.core.clearance import Seal
from deskhand.core.screen import Scene
from deskhand.core.step import Proposal
from deskhand.core.stop import StopToken
from deskhand.engine.carrying_out import CarryingOut, Hands
from deskhand.engine.gate import Gate
from deskhand.engine.stopwatch import Stopwatch
from deskhand.journal.pictures import PictureStore
from deskhand.journal.sqlite_journal import SqliteJournal
from deskhand.risk.judge import WordsJudge
from tests.builders import blank, element, frame
from tests.fakes import AgreeingVerifier, RedeemingActor, StillCapture

from .of_parts import _Granting

WARM = 1_000
SAVE = element("button", "Save")


def steps(count: int) -> Counter[str]:
    with tempfile.TemporaryDirectory(prefix="deskhand-faults-") as folder:
        journal = SqliteJournal(Path(folder) / "j.sqlite", PictureStore(Path(folder) / "pictures"))
        stop, seal, shown = StopToken(), Seal(), frame(blank(640, 400))
        capture = StillCapture(shown)
        hands = Hands(
            capture=capture,
            judge=WordsJudge(),
            confirmer=_Granting(),
            gate=Gate(capture, seal, stop, Approvals()),
            actor=RedeemingActor(seal),
            verifier=AgreeingVerifier(),
            journal=journal,
            stop=stop,
        )
        carrying = CarryingOut("r", "go on", hands, lambda event: None)
        journal.begin("r", "go on")
        hands.actor.performed = _Counting()
        for number in range(1, count + 1):
            looked = Scene(replace(shown), (SAVE,))
            carrying.carry(number, Click(SAVE), Proposal(Click(SAVE), "", 1.0, "rules"), looked, Stopwatch())
            if number == WARM:
                before = _now()
        journal.close()
        after = _now()
    return Counter({name: after[name] - before[name] for name in before} | {"steps": count})


class _Counting(list[object]):
    def append(self, what: object) -> None:
        """Keeps nothing: the fake's memory is not what is measured."""


def _now() -> dict[str, int]:
    memory = int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1_000
    return {"kB": memory, "files": len(os.listdir("/proc/self/fd")), "threads": threading.active_count()}  # noqa: PTH208
