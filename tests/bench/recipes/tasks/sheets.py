"""A spreadsheet and a calculator."""

from __future__ import annotations

import subprocess

from ..moves import Move, Press, Thing, Write, press
from ..stage import Stage
from ..task import Task, Words, output

_ROWS = [["item", "amount"], ["paper", "12"], ["ink", "30"], ["lamp", "45"]]


def _sheet(stage: Stage) -> None:
    rows = [_ROWS[0], *reversed(_ROWS[1:])] if stage.look.shuffled else _ROWS
    table = stage.write(".rows.csv", "".join(",".join(row) + "\n" for row in rows))
    file = stage.documents / "budget.xlsx"
    subprocess.run(["ssconvert", str(table), str(file)], env=stage.desktop.env, check=True, capture_output=True)
    table.unlink()
    stage.start("gnumeric --no-splash {d}/budget.xlsx", "budget.xlsx")


def _enter(words: Words) -> tuple[Move, ...]:
    # The name box, the field of the sheet's own on the left above the cells.
    box = Thing("", "text", nth=0, at=(0.2, 0.5))
    return (
        Press(box, count=3),
        Write("A6\n"),
        Write(words["item"] + "\t"),
        Write(words["amount"] + "\n"),
        Press(box, count=3),
        Write("B7\n"),
        Write("=SUM(B2:B6)\n"),
        press("File", "menu"),
        press("Save", "menu item"),
    )


def _entered(stage: Stage, words: Words) -> bool:
    copy = stage.desktop.home / ".cache" / "cells.csv"
    output(stage, "ssconvert", str(stage.documents / "budget.xlsx"), str(copy))
    if not copy.exists():
        return False
    cells = [line.replace('"', "").split(",") for line in copy.read_text().splitlines()]
    total = sum(int(row[1]) for row in _ROWS[1:]) + int(words["amount"])
    return [words["item"], words["amount"]] in cells and cells[-1][1] == str(total)


def _calculator(stage: Stage) -> None:
    stage.start("galculator", "galculator")


def _multiply(_: Words) -> tuple[Move, ...]:
    keys = [press(key, "toggle button") for key in ("4", "8", "*", "2", "5", "=")]
    return (*keys, press("Edit", "menu"), press("Copy Display Value", "menu item"))


def _multiplied(stage: Stage, _: Words) -> bool:
    return output(stage, "xclip", "-selection", "clipboard", "-o").strip() == "1200"


TASKS = (
    Task(
        "sheet-row",
        "gnumeric",
        _sheet,
        {"item": "chair", "amount": "80"},
        _enter,
        _entered,
        {"item": "bookshelf with doors", "amount": "1275"},
    ),
    Task(
        "calculator",
        "galculator",
        _calculator,
        {},
        _multiply,
        _multiplied,
        skip=frozenset({"other values", "other order"}),
    ),
)
