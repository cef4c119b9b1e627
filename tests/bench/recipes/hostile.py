"""Bad input: how long each recipe, picture, pack, table and value that must be refused takes to be refused.

The texts, pictures and packs are those of the unit tests, which also look at the sentences; here they are timed,
with the large ones among them.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from deskhand.core.errors import RecipeError
from deskhand.recipe.format.loading import load
from deskhand.recipe.format.schema import Parameter
from deskhand.recipe.keeping.store import Store
from deskhand.recipe.meaning.values import assignments, given
from deskhand.recipe.sharing.packs import opened
from deskhand.recipe.walking.rows import read
from deskhand.recipe.walking.walk import Walk
from tests.unit.recipe.test_packs import CONTENTS, ZIPS
from tests.unit.test_hostile_recipes import HEAD, PICTURES, TEXTS, folder_of

SECOND = 1.0
"""What refusing may take."""
Case = tuple[str, str, Callable[[Path], object]]
"""Its kind, its name, and what must raise `RecipeError`, given a folder of its own."""

_SHEETS = {
    "no file": None,
    "empty": b"",
    "columns but no rows": b"item,amount\n",
    "a column twice": b"item,item\na,b\n",
    "a column without a name": b"item,\na,b\n",
    "too few cells": b"item,amount\npaper\n",
    "too many cells": b"item,amount\npaper,1,2\n",
    "NUL": b"item,amount\npaper,\0\n",
    "half of UTF-16": b"\xff\xfei\0t\0e",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "a quote left open": b'item,amount\n"paper,1\n' + b"ink,2\n" * 20_000,
    "200 MB": b"item,amount\n" + b"paper,12\n" * 23_000_000,
    "a million rows": b"item,amount\n" + b"a,1\n" * 1_000_000,
}


def refuse(out: Console) -> bool:
    """Time them all; whether each was refused within the second."""
    table = Table("bad input", "cases", "refused", "median ms", "slowest ms", "which", title="Bad input", box=None)
    right, taken = True, {}
    for kind, name, attempt in _cases():
        with tempfile.TemporaryDirectory() as folder:
            sentence, seconds = _refused(attempt, Path(folder))
        taken.setdefault(kind, []).append((seconds, name, bool(sentence)))
        if not sentence or seconds > SECOND:
            right = False
            out.print(f"{kind}: {name}: {sentence or 'NOT REFUSED'} in {seconds:.2f} s", markup=False)
    for kind, cases in taken.items():
        seconds = sorted(second for second, _, _ in cases)
        slowest = max(cases)
        row = (len(cases), sum(ok for *_, ok in cases), f"{1000 * seconds[len(seconds) // 2]:.1f}")
        table.add_row(kind, *map(str, row), f"{1000 * slowest[0]:.0f}", slowest[1])
    out.print(table)
    return right


def _refused(attempt: Callable[[Path], object], folder: Path) -> tuple[str, float]:
    """The sentence it is refused with, and how long that took; what is made ready before counts for nothing."""
    ready = attempt(folder)
    begun = time.perf_counter()
    try:
        ready()  # type: ignore[operator]
    except RecipeError as problem:
        return str(problem), time.perf_counter() - begun
    return "", time.perf_counter() - begun


def _cases() -> Iterator[Case]:
    for name, (text, *_) in TEXTS.items():
        yield "recipe", name, lambda at, text=text: _recipe(at, text.encode("utf-8", "surrogatepass"))
    yield "recipe", "100 MB", lambda at: _recipe(at, HEAD.encode() + b"- key: a\n" * 11_000_000)
    yield "recipe", "a circle of recipes", _circle
    for name, (content, reason) in PICTURES.items():
        if reason is not None:
            yield "picture", name, lambda at, content=content: _picture(at, content)
    for packs in (ZIPS, CONTENTS):
        for name, (make, _) in packs.items():
            yield "pack", name, lambda at, make=make: _pack(at, make())
    yield "pack", "100 MB", lambda at: _pack(at, bytes(100_000_000))
    for name, held in _SHEETS.items():
        yield "rows", name, lambda at, held=held: _sheet(at, held)
    yield "rows", "a column the recipe needs is missing", _columns
    yield "values", "a parameter is missing", lambda _: lambda: given({"name": Parameter()}, {})
    yield "values", "an unknown one", lambda _: lambda: given({}, {"nmae": "x"})
    yield "values", "no number", lambda _: lambda: given({"n": Parameter(type="number")}, {"n": "many"})
    yield "values", "no date", lambda _: lambda: given({"d": Parameter(type="date")}, {"d": "31.2.2026"})
    yield "values", "no choice", lambda _: lambda: given({"c": Parameter(type="choice", choices=("a",))}, {"c": "b"})
    yield "values", "no assignment", lambda _: lambda: assignments(["name"])


def _recipe(at: Path, content: bytes) -> Callable[[], object]:
    folder = folder_of(at, content)
    return lambda: load(folder)


def _picture(at: Path, content: bytes) -> Callable[[], object]:
    folder = folder_of(at, (HEAD + "  - click: {picture: a.png}\n").encode())
    (folder / "a.png").write_bytes(content)
    return lambda: load(folder)


def _pack(at: Path, content: bytes) -> Callable[[], object]:
    file = at / "a.deskpack"
    file.write_bytes(content)
    return lambda: opened(file)


def _sheet(at: Path, content: bytes | None) -> Callable[[], object]:
    file = at / "rows.csv"
    if content is not None:
        file.write_bytes(content)
    return lambda: read(file)


def _columns(at: Path) -> Callable[[], object]:
    sheet_file = at / "rows.csv"
    sheet_file.write_text("thing,amount\npaper,1\n")
    return lambda: read(sheet_file).must_have(["item", "amount"])


def _circle(at: Path) -> Callable[[], object]:
    store = Store(at)
    for name, other in (("one", "two"), ("two", "one")):
        (at / name).mkdir()
        (at / name / "recipe.yaml").write_text(f"recipe: 1\nname: {name}\nsteps:\n  - use: {other}\n")
    loaded = store.load("one")
    return lambda: list(Walk(loaded, {}, store, None))  # type: ignore[arg-type]
