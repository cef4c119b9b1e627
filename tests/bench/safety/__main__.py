"""All of it: `python -m tests.bench.safety [--every 10] [--only labels,shell,injections,approvals,swaps,audit]`.

The injections are the long part: all 650 texts take about an hour and a half, so by default each tenth is shown.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

PARTS = {
    "labels": ["tests.bench.safety.labels"],
    "shell": ["tests.bench.safety.shell"],
    "approvals": ["tests.bench.safety.approvals"],
    "audit": ["tests.bench.safety.audited"],
    "swaps": ["tests.bench.safety.swaps"],
    "injections": ["tests.bench.safety.injections", "--every"],
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default=",".join(PARTS))
    parser.add_argument("--every", default="10", help="of the injections only each so many")
    asked = parser.parse_args()
    failed = 0
    for name in asked.only.split(","):
        print(f"== {name}", flush=True)
        command = [*PARTS[name], *([asked.every] if PARTS[name][-1] == "--every" else [])]
        # Each in a process of its own: private desktops, hotkeys and clocks are not shared.
        failed += subprocess.run([sys.executable, "-m", *command], check=False).returncode != 0
    sys.exit(failed)


if __name__ == "__main__":
    main()
