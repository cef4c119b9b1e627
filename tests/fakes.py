"""Fakes at the ports, for speed; each stands beside a test of the real back end."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from deskhand.core.accessible import AccessibleTree
from deskhand.core.actions import Act, phrase
from deskhand.core.clearance import Cleared, Seal
from deskhand.core.errors import RegionError
from deskhand.core.geometry import Box, Point
from deskhand.core.ports import Choice, Timings
from deskhand.core.risk import Consent, Risk, Verdict, answer
from deskhand.core.screen import Focus, Frame, Scene
from deskhand.core.step import Delivery, Outcome, Past, Proposal, RunResult
from deskhand.engine.gate import Gate


class StillCapture:
    """Hands out frames in turn; the last one forever."""

    def __init__(self, *frames: Frame) -> None:
        self.frames = list(frames)

    def grab(self, region: Box | None = None) -> Frame:
        whole = self.frames.pop(0) if len(self.frames) > 1 else self.frames[0]
        if region is None:
            return whole
        box = region.intersection(whole.box)
        if not box.area:
            raise RegionError("Nothing of it lies there.")
        return replace(whole, pixels=np.ascontiguousarray(whole.crop(box)), origin=Point(box.x, box.y))

    def focus(self) -> Focus | None:
        return self.frames[0].focus

    def window_at(self, at: Point) -> int | None:
        windows = self.frames[0].windows
        return next((w.handle for w in reversed(windows) if w.box.contains(at)), 0) if windows else None

    def locked(self) -> bool:
        return False


class FixedAccessibility:
    """Tells the same tree every time; with no time at all, nothing."""

    name = "fixed"

    def __init__(self, tree: AccessibleTree) -> None:
        self.tree, self.closed = tree, 0

    def read(self, seconds: float) -> AccessibleTree:
        return self.tree if seconds > 0 else AccessibleTree((), ("There was no time to read.",))

    def close(self) -> None:
        self.closed += 1


class FixedGrounder:
    """Sees the same elements in every frame, at the same place of its picture."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def read(self, frame: Frame) -> Scene:
        return Scene(frame, self.scene.elements).on_desktop(frame)


class ScriptedDecider:
    """Proposes what it was told to, one after the other."""

    def __init__(self, *proposals: Proposal) -> None:
        self.proposals = list(proposals)
        self.histories: list[list[Past]] = []

    def next(self, goal: str, scene: Scene, history: Sequence[Past]) -> Proposal:
        self.histories.append(list(history))
        return self.proposals.pop(0) if len(self.proposals) > 1 else self.proposals[0]


class FixedJudge:
    def __init__(self, risk: Risk = Risk.R1) -> None:
        self.risk = risk

    def judge(self, goal: str, proposal: Proposal, scene: Scene) -> Verdict:
        return Verdict(self.risk, ("because",))


def allowed(gate: Gate, action: Act, scene: Scene, by: str = "policy") -> Consent:
    """A yes to this act on this scene, asked for and given in order."""
    asked = gate.approvals.ask(action, scene)
    return answer(True, by, phrase(action), Verdict(Risk.R1, ("because",), asked=asked))


class RedeemingActor:
    """Performs nothing but takes its clearances seriously."""

    def __init__(self, seal: Seal, during: Callable[[], None] = lambda: None) -> None:
        self.seal, self.during = seal, during
        self.performed: list[object] = []
        self.parked: list[object] = []

    def perform(self, cleared: Cleared) -> Delivery:
        action = self.seal.redeem(cleared)
        self.during()
        self.performed.append(action)
        return Delivery.SENT

    def park(self, at):
        self.parked.append(at)

    def disturbed(self) -> bool:
        return False

    def resume(self) -> None:
        self.resumed = True


class AgreeingVerifier:
    def __init__(self, changed: bool = True) -> None:
        self.changed = changed

    def check(self, before: Scene, proposal: Proposal) -> tuple[Outcome, Scene]:
        return Outcome(self.changed, "looked", self.changed), before


class ListJournal:
    """Keeps the records in memory."""

    def __init__(self) -> None:
        self.records: list[tuple[object, ...]] = []

    def begin(self, run_id: str, goal: str, job: str = "") -> None:
        self.records.append(("begin", run_id, goal))

    def intend(
        self, run_id: str, step: int, scene: Scene, proposal: Proposal, verdict: Verdict, consent: Consent
    ) -> None:
        self.records.append(("intent", step, proposal.action, consent.granted))

    def conclude(
        self,
        run_id: str,
        step: int,
        delivery: Delivery,
        outcome: Outcome,
        timings: Sequence[Timings],
        after: Scene | None,
    ) -> None:
        self.records.append(("outcome", step, delivery, outcome.met))

    def end(self, result: RunResult) -> None:
        self.records.append(("end", result.status))


class RecordingDevices:
    """Remembers every event; `on_event` may interfere between two of them."""

    def __init__(self) -> None:
        self.at = Point(10, 10)
        self.events: list[str] = []
        self.held: list[str] = []
        self.on_event: Callable[[str], None] = lambda event: None

    def pointer(self) -> Point:
        return self.at

    def move(self, to: Point) -> None:
        self.at = to
        self._note(f"move {to.x},{to.y}")

    def press_button(self, button: str) -> None:
        self.held.append(button)
        self._note(f"press {button}")

    def release_button(self, button: str) -> None:
        self.held.remove(button)
        self._note(f"release {button}")

    def wheel(self, notches: int) -> None:
        self._note(f"wheel {notches}")

    def types(self, text: str) -> bool:
        return text.isascii()

    def press_key(self, name: str) -> None:
        self.held.append(name)
        self._note(f"press {name}")

    def release_key(self, name: str) -> None:
        self.held.remove(name)
        self._note(f"release {name}")

    def _note(self, event: str) -> None:
        self.events.append(event)
        self.on_event(event)


class SilentWatchdog:
    """Keeps the books of a watchdog without a child."""

    def __init__(self) -> None:
        self.held: list[tuple[str, str]] = []

    def hold(self, kind: str, name: str) -> None:
        self.held.append((kind, name))

    def release(self, kind: str, name: str) -> None:
        self.held.remove((kind, name))


class StackedWindows:
    """Remembers what was brought to the front."""

    def __init__(self) -> None:
        self.raised: list[int] = []

    def activate(self, window: int) -> None:
        self.raised.append(window)

    def close(self) -> None:
        return None


class MemoryClipboard:
    def __init__(self, text: str | None = None) -> None:
        self.text = text
        self.written: list[str | None] = []

    def read(self) -> str | None:
        return self.text

    def write(self, text: str | None) -> None:
        self.text = text
        self.written.append(text)


class PreferringModel:
    """Chooses the candidate it was told to, if it is legal."""

    def __init__(self, text: str, confidence: float = 0.9) -> None:
        self.text, self.confidence = text, confidence
        self.prompts: list[str] = []

    def choose(self, prompt: str, candidates: Sequence[str]) -> Choice:
        self.prompts.append(prompt)
        return Choice(self.text if self.text in candidates else candidates[0], self.confidence)

    def close(self) -> None:
        return None


class MemoryRing:
    """A keyring that keeps everything in memory, or refuses with the problem it was given."""

    def __init__(self, problem: Exception | None = None) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.problem = problem

    def get_password(self, service: str, name: str) -> str | None:
        self._refuse()
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, value: str) -> None:
        self._refuse()
        self.kept[service, name] = value

    def delete_password(self, service: str, name: str) -> None:
        self._refuse()
        del self.kept[service, name]

    def _refuse(self) -> None:
        if self.problem is not None:
            raise self.problem
