"""Files nobody vouches for: damaged models and hostile recipes. What is counted: crashes of the app, and errors that
cannot be read."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from deskhand.core.errors import DeskhandError
from deskhand.models.catalogue import catalogue
from deskhand.models.fetch import installed
from deskhand.models.gguf_header import check_adapter, read_header
from deskhand.models.hosted import HostedModel
from deskhand.recipe.format.loading import load
from tests.unit.test_hostile_recipes import TEXTS

from .outcome import is_sentence

HEAD = 1 << 20
"""Bytes at the front of a model, where its metadata and the shapes of its tensors are."""
LOADED = 60
"""Of the damaged models so many are really loaded in the child, past the digest and the check of the head."""


def damaged_models(weights: Path, adapter: Path, times: int) -> Counter[str]:
    """Truncations, flips, garbage: through the digest, the check of the head, and for some the child itself."""
    random.seed(5)
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="deskhand-faults-", dir=weights.parent) as folder:
        bad = Path(folder) / weights.name
        for number in range(times):
            _damage(weights, bad, number)
            found["tried"] += 1
            checks: dict[str, Callable[[], object]] = {
                "digest": lambda: installed(catalogue()["action-model"], Path(folder)),
                "head": lambda: (read_header(bad), check_adapter(bad, adapter)),
            }
            if number % max(1, times // LOADED) == 0:
                checks["child"] = lambda: _load(bad)
            for name, check in checks.items():
                try:
                    check()
                    found[f"{name}: passed"] += 1
                except DeskhandError as problem:
                    found[f"{name}: refused"] += 1
                    found["UNREADABLE"] += not is_sentence(str(problem))
                except Exception as crash:  # noqa: BLE001 - what is counted here
                    found["CRASHED"] += 1
                    print(f"  CRASHED in {name}: {type(crash).__name__}: {crash}", flush=True)
    return found


def _damage(good: Path, bad: Path, number: int) -> None:
    kind = number % 5
    bad.unlink(missing_ok=True)
    if kind == 0:
        with good.open("rb") as source:
            bad.write_bytes(source.read(random.choice([0, 3, 24, 1_000, 60_000, HEAD, 5_000_000])))
        return
    if kind == 1:
        bad.write_bytes(os.urandom(random.randint(1, 200_000)))
        return
    # A copy that shares its blocks where the file system can, else a real one.
    shutil.copyfile(good, bad)
    with bad.open("r+b") as file:
        for _ in range(random.choice([1, 4, 64])):
            file.seek(random.randrange(4 if kind == 2 else 24, 4_096 if kind == 2 else HEAD * (1 if kind == 3 else 40)))
            file.write(os.urandom(random.choice([1, 8])))


def _load(bad: Path) -> None:
    host = HostedModel(bad, answer_timeout=5.0)
    try:
        host.start()
        host.choose("Next:", [" a", " b"])
    finally:
        host.close()


def hostile_recipes(times: int) -> Counter[str]:
    """The texts of the tests, and mutations of them: each is refused in a sentence, in time, and writes nothing."""
    random.seed(6)
    found: Counter[str] = Counter()
    texts = [text for text, *_ in TEXTS.values()]
    for number in range(times):
        text = texts[number % len(texts)]
        if number >= len(texts):
            text = _mutated(text)
        with tempfile.TemporaryDirectory(prefix="deskhand-faults-") as outer:
            folder = Path(outer) / "bad"
            folder.mkdir()
            (folder / "recipe.yaml").write_text(text, encoding="utf-8", errors="surrogatepass")
            before, began = sorted(Path(outer).rglob("*")), time.monotonic()
            found["tried"] += 1
            try:
                load(folder)
                found["read"] += 1
            except DeskhandError as problem:
                found["refused"] += 1
                found["UNREADABLE"] += not is_sentence(str(problem).replace(str(folder), "folder"))
            except Exception as crash:  # noqa: BLE001 - what is counted here
                found["CRASHED"] += 1
                print(f"  CRASHED: {type(crash).__name__}: {str(crash)[:200]}", flush=True)
            found["SLOW"] += time.monotonic() - began > 1.0
            found["WROTE"] += sorted(Path(outer).rglob("*")) != before
    return found


def _mutated(text: str) -> str:
    pieces = list(text[:20_000])
    for _ in range(random.choice([1, 3, 20])):
        at = random.randrange(len(pieces) + 1)
        if pieces and random.random() < 0.4:
            del pieces[min(at, len(pieces) - 1)]
        else:
            pieces.insert(at, random.choice("{}[]:-&*!|>'\"#%@`\n\t \0é漢\u202e"))
    return "".join(pieces)
