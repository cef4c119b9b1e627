"""Text of every kind on every layout, read back: exact, or an explicit failure."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable

from deskhand.act.actor import DesktopActor
from deskhand.act.guarded import GuardedDevices
from deskhand.act.pynput_devices import PynputDevices
from deskhand.act.watchdog import Watchdog
from deskhand.act.xclip_clipboard import XclipClipboard
from deskhand.core.actions import Type
from deskhand.core.clearance import Seal
from deskhand.core.errors import DeskhandError
from deskhand.core.stop import StopToken
from tests.victim import Victim

from .outcome import Came, Fault, Told

TEXTS = {
    "ASCII": "Hello, World! 0123 (a+b)*c = \"d\" 'e' [f] {g} <h> ~^`|\\ @#$%&_",
    "accents": "Grüße aus Köln, señor – naïve café",
    "emoji": "done ✅ 👩‍💻 🇩🇪 👍🏽",
    "right to left": "שלום עולם مرحبا 123",
    "Chinese": "保存文件 你好",
}
LAYOUTS = ("us", "de", "us -variant dvorak", "fr")


def faults(victim: Victim) -> list[Fault]:
    return [
        Fault(f"{kind} on the layout {layout}", _typed(text, layout, victim))
        for kind, text in TEXTS.items()
        for layout in LAYOUTS
    ]


def _typed(text: str, layout: str, victim: Victim) -> Callable[[int], Told]:
    def tried(number: int) -> Told:
        subprocess.run(["setxkbmap", *f"-layout {layout}".split()], check=False)
        time.sleep(0.15)
        stop, watchdog, seal = StopToken(), Watchdog(), Seal()
        devices = PynputDevices()
        actor = DesktopActor(GuardedDevices(devices, stop, watchdog), XclipClipboard(), seal)
        try:
            victim.do(clear=True, focus="To")
            actor.perform(seal.issue(Type(text)))
            read = victim.do(state=True)["To"]
            if read == text:
                return Came.SUCCESS, "exact"
            return Came.UNDETECTED_FAILURE, f"read back {read!r}"
        except DeskhandError as problem:
            return Came.SAFE_HALT, str(problem)
        finally:
            watchdog.close()
            devices.close()
            subprocess.run(["setxkbmap", "us"], check=False)

    return tried
