"""The scripted persons alone, to see that they reach what the checks want: no recorder, no replay.

python -m tests.bench.recipes.alone [PART,...]
"""

from __future__ import annotations

import subprocess
import sys
import time

import cv2

from deskhand.capture.mss_capture import MssCapture

from .look import AS_RECORDED
from .site import Site
from .stage import staged
from .tasks import TASKS


def main() -> None:
    """Play them."""
    parts = sys.argv[1].split(",") if len(sys.argv) > 1 else [""]
    with Site() as site:
        for task in TASKS:
            if not any(part in task.name for part in parts):
                continue
            with staged(task.scene, AS_RECORDED, site, task.words, seen=True) as stage:
                begun = time.monotonic()
                done = subprocess.run(
                    [sys.executable, "-m", "tests.bench.recipes.person", task.name],
                    env=stage.desktop.env,
                    capture_output=True,
                    text=True,
                    check=False,
                )
                time.sleep(1.5)
                right = task.reached(stage, task.words)
                print(f"{task.name:20} {right!s:6} {time.monotonic() - begun:5.1f} s", done.stderr[-1500:], flush=True)
                if not right:
                    print(*done.stdout.splitlines()[-2:], *stage.told(), sep="\n   ")
                    camera = MssCapture()
                    cv2.imwrite(f"/tmp/alone-{task.name}.png", camera.grab().pixels)
                    camera.close()


if __name__ == "__main__":
    main()
