"""Parts that hang, die or answer nonsense: the model, the text engine, the disk, the keyring, the clock, hotkeys."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from deskhand.core.actions import Act, Click, Key, phrase
from deskhand.core.approval import Approvals
from deskhand.core.clearance import Seal
from deskhand.core.errors import DeskhandError, StopRequested
from deskhand.core.ports import Reading
from deskhand.core.risk import Risk, Verdict, answer
from deskhand.core.screen import Pixels, Scene
from deskhand.core.step import Expectation, Proposal, RunResult, Status
from deskhand.core.stop import StopToken
from deskhand.engine.budget import Budget
from deskhand.engine.gate import Gate
from deskhand.engine.loop import Run, Stages
from deskhand.ground.timed import Timed
from deskhand.journal.audit import verify
from deskhand.journal.pictures import PictureStore
from deskhand.journal.sqlite_journal import SqliteJournal
from deskhand.models.hosted import HostedModel
from deskhand.system.hotkeys import X11Hotkeys
from deskhand.system.one_instance import hand_over
from deskhand.system.running import recorded
from deskhand.system.secrets import Secrets
from tests.builders import blank, element, frame
from tests.fakes import (
    AgreeingVerifier,
    FixedGrounder,
    FixedJudge,
    MemoryRing,
    RedeemingActor,
    ScriptedDecider,
    StillCapture,
)

from .outcome import Came, Fault, Told, is_sentence

SAVE = element("button", "Save")
PROMPT, CANDIDATES = "Screen:\nbutton Save\nGoal: save\nNext:", [" click Save", " done"]


def faults(weights: Path) -> list[Fault]:
    hosted = HostedModel(weights, answer_timeout=1.0)
    return [
        Fault("the model is killed", lambda n: _model(hosted, signal.SIGKILL)),
        Fault("the model hangs", lambda n: _model(hosted, signal.SIGSTOP)),
        Fault("the model hangs and the person stops it", lambda n: _cancelled(weights)),
        Fault("the model answers nonsense", lambda n: _nonsense(weights)),
        Fault("the model goes round in circles", lambda n: _circles()),
        Fault("the text engine is missing", lambda n: _reads(_Raising(FileNotFoundError("tesseract")))),
        Fault("the text engine crashes", lambda n: _reads(_Raising(RuntimeError("segmentation fault")))),
        Fault("the text engine hangs for 60 s", lambda n: _reads(_Hanging())),
        Fault("the disk is full", _full),
        Fault("the journal is read-only", _read_only),
        Fault("the keyring is locked", lambda n: _locked()),
        Fault("the clock jumps", _clock),
        Fault("the hotkey is taken", lambda n: _taken()),
        Fault("two runs at once", _two),
        Fault("nobody is at the other end of the app's socket", _no_app),
    ]


def _said(work: Callable[[], object], wanted: type[Exception] = DeskhandError) -> Told:
    """A fault that must end in one sentence."""
    try:
        work()
    except wanted as problem:
        return (Came.SAFE_HALT if is_sentence(str(problem)) else Came.UNDETECTED_FAILURE), str(problem)
    return Came.UNDETECTED_FAILURE, "nothing was said"


def _model(host: HostedModel, how: signal.Signals) -> Told:
    host.start()
    assert host.pid is not None
    os.kill(host.pid, how)
    try:
        chosen = host.choose(PROMPT, CANDIDATES)
    except DeskhandError as problem:
        return Came.SAFE_HALT, str(problem)
    return (Came.SUCCESS if chosen.text in CANDIDATES else Came.WRONG_ACTION), chosen.text


def _cancelled(weights: Path) -> Told:
    stop = StopToken()
    host = HostedModel(weights, stop=stop)
    host.start()
    assert host.pid is not None
    os.kill(host.pid, signal.SIGSTOP)
    threading.Timer(0.1, stop.stop, ["Stopped by the person."]).start()
    began = time.monotonic()
    told = _said(lambda: host.choose(PROMPT, CANDIDATES), StopRequested)
    host.close()
    late = time.monotonic() - began - 0.1
    return told if late < 1.0 else (Came.WRONG_ACTION, f"stopped after {late:.2f} s")


def _nonsense(weights: Path) -> Told:
    """Another program answers in its place: it is no message, so it is started again, and once more it is an error."""
    host = HostedModel(weights, answer_timeout=2.0)
    host._command = ["sh", "-c", "echo '{\"ready\": true}'; read line; echo 'click Delete everything'"]
    told = _said(lambda: host.choose(PROMPT, CANDIDATES))
    host.close()
    return told


def _circles() -> Told:
    """A decider that goes A-B-A-B and changes nothing is given up within its budget."""
    stop, seal = StopToken(), Seal()
    capture, approvals = StillCapture(frame()), Approvals()
    one, other = element("button", "One"), element("button", "Other", number=2)
    turns: list[Proposal] = [
        Proposal(Click(one if n % 2 else other), "", 1.0, "model", Expectation(patience=0.0)) for n in range(20)
    ]
    actor = RedeemingActor(seal)
    stages = Stages(
        capture=capture,
        judge=FixedJudge(Risk.R1),
        confirmer=_Granting(),
        gate=Gate(capture, seal, stop, approvals),
        actor=actor,
        verifier=AgreeingVerifier(changed=False),
        journal=_Nowhere(),
        stop=stop,
        grounder=FixedGrounder(Scene(frame(), (one, other))),
        decider=ScriptedDecider(*turns),
    )
    result = Run("r", "go round", stages, Budget(40, 60), lambda event: None).result()
    ended = result.status is Status.FAILED and is_sentence(result.reason)
    return (Came.SAFE_HALT if ended and len(actor.performed) <= 6 else Came.WRONG_ACTION), result.reason


class _Granting:
    def ask(self, proposal: Proposal, verdict: Verdict):
        return answer(True, "policy", phrase(proposal.action), verdict)


class _Nowhere:
    def begin(self, run_id: str, goal: str, job: str = "") -> None: ...

    def intend(self, *what: object) -> None: ...

    def conclude(self, *what: object) -> None: ...

    def end(self, result: RunResult) -> None: ...


class _Raising:
    name = "engine"

    def __init__(self, problem: Exception) -> None:
        self.problem = problem

    def read(self, lines: Sequence[Pixels]) -> list[Reading]:
        from deskhand.core.errors import OcrError

        raise OcrError(f"The text engine cannot be used ({self.problem}); run `make setup`.") from self.problem


class _Hanging:
    name = "engine"

    def read(self, lines: Sequence[Pixels]) -> list[Reading]:
        time.sleep(60)
        return []


def _reads(engine: object) -> Told:
    line = np.full((20, 80, 3), 255, np.uint8)
    return _said(lambda: Timed(engine, patience=0.3, patience_a_line=0.05).read([line]))


def _full(number: int) -> Told:
    """Without a durable intent nothing is done."""
    with tempfile.TemporaryDirectory() as folder:
        journal = SqliteJournal(Path(folder) / "j.sqlite", PictureStore(Path(folder)))
        pages = journal._database.execute("PRAGMA page_count").fetchone()[0]
        journal._database.execute(f"PRAGMA max_page_count = {pages}")
        told = _not_acted(journal)
        journal.close()
        return told


def _read_only(number: int) -> Told:
    with tempfile.TemporaryDirectory() as folder:
        journal = SqliteJournal(Path(folder) / "j.sqlite", PictureStore(Path(folder)))
        journal._database.execute("PRAGMA query_only = ON")
        told = _not_acted(journal)
        journal.close()
        return told


def _not_acted(journal: SqliteJournal) -> Told:
    stop, seal = StopToken(), Seal()
    capture, actor = StillCapture(frame(blank())), RedeemingActor(seal)
    stages = Stages(
        capture=capture,
        judge=FixedJudge(Risk.R1),
        confirmer=_Granting(),
        gate=Gate(capture, seal, stop, Approvals()),
        actor=actor,
        verifier=AgreeingVerifier(),
        journal=journal,
        stop=stop,
        grounder=FixedGrounder(Scene(frame(), (SAVE,))),
        decider=ScriptedDecider(Proposal(Key("f5"), "w" * 400, 1.0, "model")),
    )

    def work() -> None:
        for number in range(60):
            Run(f"r{number}", "g" * 2_000, stages, Budget(3, 60), lambda event: None).result()

    return _said(work)


def _locked() -> Told:
    from deskhand.core.errors import SecretError

    with tempfile.TemporaryDirectory() as folder:
        secrets = Secrets(Path(folder) / "s.json", lambda: MemoryRing(SecretError("The keyring is locked; unlock it.")))
        return _said(lambda: secrets.value("bank"))


def _clock(number: int) -> Told:
    """The wall clock jumps by an hour: the journal goes by its numbers, and a yes counts by another clock."""
    real = time.time
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "j.sqlite"
        journal = SqliteJournal(file, PictureStore(Path(folder)))
        journal.begin("r1", "a goal")
        try:
            time.time = lambda: real() - 3_600 * (1 if number % 2 else -1)
            journal.end(RunResult(Status.DONE, 0, "", 1.0, "r1"))
            gate = Gate(StillCapture(frame()), Seal(), StopToken(), Approvals())
            action: Act = Key("f5")
            looked = Scene(frame(), ())
            asked = gate.approvals.ask(action, looked)
            gate.clear(action, answer(True, "person", "key f5", Verdict(Risk.R1, (), asked=asked)), looked)
        finally:
            time.time = real
        journal.close()
        return (Came.SUCCESS if verify(file, None).sound else Came.UNDETECTED_FAILURE), "as always"


def _taken() -> Told:
    first = X11Hotkeys(lambda chord: None)
    second = X11Hotkeys(lambda chord: None)
    try:
        first.grab("ctrl+alt+f9")
        return _said(lambda: second.grab("ctrl+alt+f9"))
    finally:
        first.close()
        second.close()


def _two(number: int) -> Told:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "running.json"
        with recorded(file):

            def again() -> None:
                with recorded(file):
                    pass

            return _said(again)


def _no_app(number: int) -> Told:
    with tempfile.TemporaryDirectory() as folder:
        socket = Path(folder) / "app.socket"
        socket.write_text("")
        return (Came.UNDETECTED_FAILURE if hand_over(socket, {"ping": 1}) else Came.SAFE_HALT), "nobody is there"
