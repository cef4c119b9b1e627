"""The fault table: `python -m tests.faults [--times 20] [--only screen,hand,parts,typed,kills,files,long]`.

Each fault is put into the real thing so often, on a private desktop, and what came of it is told in five words; wrong
actions and undetected failures must be none.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from deskhand.confirm.by_card import ByCard
from deskhand.confirm.policy import Nobody
from deskhand.core.job_card import up_to
from deskhand.core.risk import Risk
from deskhand.models.catalogue import catalogue
from deskhand.models.fetch import installed
from deskhand.system.paths import packaged, user_paths
from deskhand.system.private_desktop import PrivateDesktop, environment
from tests.bench.safety.hands import driven, home_of_the_bench
from tests.victim import Victim

from . import by_hand, killed, long, of_files, of_parts, on_screen, typed
from .outcome import Came, head, run

KILLS, MODELS, RECIPES, STEPS = 100, 500, 200, 10_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--only", default="screen,hand,parts,typed,kills,files,long")
    asked = parser.parse_args()
    parts, total = asked.only.split(","), Counter[Came]()
    random.seed(1)
    scale = asked.times / 20
    weights = installed(catalogue()["action-model"], user_paths().weights)[0]
    if {"screen", "hand", "parts", "typed"} & set(parts):
        print(head(), flush=True)
    with contextlib.ExitStack() as opened:
        paths = opened.enter_context(home_of_the_bench())
        desktop = opened.enter_context(PrivateDesktop(1280, 800))
        opened.enter_context(environment(desktop.env))
        if "screen" in parts:
            with contextlib.ExitStack() as attacked:
                victim = attacked.enter_context(Victim())
                confirm = ByCard(up_to(Risk.R2, steps=100_000), Nobody())
                hands = attacked.enter_context(driven(paths, confirm))
                total += run(on_screen.faults(victim, hands), asked.times)
        if "hand" in parts:
            total += run(by_hand.faults(), asked.times)
        if "parts" in parts:
            total += run(of_parts.faults(weights), asked.times)
        if "typed" in parts:
            with Victim() as victim:
                total += run(typed.faults(victim), asked.times)
        if "kills" in parts:
            print("killed at random points:", dict(killed.kills(paths, round(KILLS * scale))), flush=True)
            folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="deskhand-faults-")))
            print("jobs killed and resumed:", dict(killed.repeated(folder, round(KILLS * scale))), flush=True)
        if "files" in parts:
            adapter = packaged("adapter/deskhand-action-lora.gguf")
            found = of_files.damaged_models(weights, adapter, round(MODELS * scale))
            print(f"damaged models: {dict(found)}; crashes {found['CRASHED']}, unreadable errors {found['UNREADABLE']}")
            found = of_files.hostile_recipes(round(RECIPES * scale))
            print(f"hostile recipes: {dict(found)}; crashes {found['CRASHED']}, unreadable {found['UNREADABLE']}")
        if "long" in parts:
            print(f"after {STEPS} steps, more than after {long.WARM}:", dict(long.steps(STEPS)), flush=True)
    never = total[Came.WRONG_ACTION] + total[Came.UNDETECTED_FAILURE]
    print(", ".join(f"{came} {total[came]}" for came in Came))
    sys.exit(1 if never else 0)


if __name__ == "__main__":
    main()
