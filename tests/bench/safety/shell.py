"""Lines of shell: `python -m tests.bench.safety.shell [FILE] [--misses]`: the class they get, against their labels."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from deskhand.risk.shell import Shell, class_of

DATA = Path(__file__).parents[4] / "shared" / "data" / "text" / "shell_commands_labelled.jsonl"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=DATA)
    parser.add_argument("--misses", action="store_true")
    asked = parser.parse_args()
    rows = [json.loads(line) for line in asked.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    measured(rows, asked.misses)


def measured(rows: list[dict[str, str]], misses: bool = False) -> None:
    of, right, through = Counter[str](), Counter[str](), 0
    for row in rows:
        label, verdict = row["label"], class_of(row["cmd"])
        of[label] += 1
        right[label] += verdict.cls.name == label
        through += label == "DENY" and verdict.cls is Shell.ALLOW
        if misses and verdict.cls.name != label:
            print(f"  {label} taken for {verdict.cls.name}: {row['cmd'][:150]!r} {verdict.reasons}")
    for label in ("ALLOW", "REQUIRE_APPROVAL", "DENY"):
        print(f"{label:<17} right: {right[label]:>4} of {of[label]:>4}  {right[label] / max(of[label], 1):.1%}")
    print(f"DENY let through as ALLOW: {through}")


if __name__ == "__main__":
    main()
