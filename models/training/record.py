"""Records screens as our grounding reads them: `python -m training.record FOLDER...` writes `library/real.jsonl`.

Every PNG in the folders is read as it would be in a run, its mistakes included. Nothing else is kept of a
picture: no pixels, no places. Texts longer than a label are cut as the app cuts them.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import cv2

from deskhand.bootstrap import open_grounder
from deskhand.core.screen import Frame
from deskhand.system.paths import user_paths

from .real import REAL
from .screen import short

FEWEST = 5
"""Elements of a screen worth keeping."""


def main() -> None:
    """Read every picture and write the screens."""
    parser = argparse.ArgumentParser(description="Record screens for training.")
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=REAL)
    options = parser.parse_args()
    grounder, _ = open_grounder(user_paths())
    kept: dict[str, None] = {}
    for path in sorted(path for folder in options.folders for path in folder.glob("*.png")):
        scene = grounder.read(Frame(cv2.imread(str(path)), time.monotonic()))
        elements = [[e.role.value, short(e.text), short(e.state)] for e in scene if e.text or e.state]
        if len(elements) >= FEWEST:
            kept.setdefault(json.dumps({"elements": elements}, ensure_ascii=False))
    grounder.close()
    options.out.write_text("\n".join([*kept, ""]), "utf-8")
    print(f"{len(kept)} screens")


if __name__ == "__main__":
    main()
