"""`make pictures`: a real run first, then every window in light and dark at 100 and 150 %."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

OUT = Path("docs/pictures/app")


def main():
    with tempfile.TemporaryDirectory(prefix="deskhand-pictures-") as folder:
        home = Path(folder) / "home"
        _run("tests.pictures.film", home, OUT)
        for theme in ("light", "dark"):
            for percent in (100, 150):
                print(f"{theme} at {percent} %", flush=True)
                _run("tests.pictures.windows", theme, percent, home, OUT)
        _run("tests.pictures.safety", Path(folder) / "safety", OUT.with_name("safety"))
    print(f"{len(list(OUT.glob('*.png')))} pictures in {OUT}")


def _run(module, *arguments):
    subprocess.run([sys.executable, "-m", module, *map(str, arguments)], check=True)


if __name__ == "__main__":
    main()
