"""Rows entered into a real window by a replay that is killed on the way: none twice, none lost, on paper too."""

import contextlib
import json
import random
import signal
import subprocess
import sys

import pytest

from deskhand.bootstrap import open_capture, open_grounder
from deskhand.core.screen import Role
from deskhand.recipe.anchors.anchoring import anchor_of
from deskhand.recipe.anchors.targets import target_of
from deskhand.recipe.format.schema import Recipe
from deskhand.recipe.keeping.store import user_store
from deskhand.recipe.walking.rows import read
from tests.desktop import until
from tests.e2e.test_mending import FORM

ROWS = 24


@pytest.fixture
def form(own_desktop, tmp_path, paths):
    """The form is open, and a recipe that enters one customer and writes down that it did."""
    own_desktop.spawn([sys.executable, str(FORM), str(tmp_path / "orders.txt"), "Keep entry"])
    own_desktop.wait_for_window("Entry form")
    capture = open_capture()
    grounder, _ = open_grounder(paths)

    def seen():
        scene = grounder.read(capture.grab())
        return scene if scene.find("Keep entry", Role.BUTTON).only else None

    scene = until(seen, "the form")
    button, pictures = target_of(anchor_of(scene.find("Keep entry", Role.BUTTON).only, scene))
    field, more = target_of(anchor_of(scene.find("Customer", Role.EDIT).only, scene))
    steps = [
        {"type": "{{customer}}", "into": field.model_dump()},
        {"click": button.model_dump(), "then": {"change": "text disappears", "detail": "{{customer}}"}},
        {"write": {"customer": "{{customer}}"}, "to": "done.csv"},
    ]
    recipe = Recipe.model_validate({"name": "enter", "parameters": {"customer": {}}, "steps": steps})
    user_store(paths).save(recipe, pictures | more)
    grounder.close()
    capture.close()
    return tmp_path / "orders.txt"


def entered(orders):
    return orders.read_text().splitlines() if orders.exists() else []


def replayed(folder, *more):
    command = [sys.executable, "-m", "deskhand", "replay", "enter", "--rows", "rows.csv", "--yes-to", "R3", "--json"]
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([*command, *more], cwd=folder, text=True, **pipes)


@pytest.mark.timeout(280)
def test_no_row_is_entered_twice_or_lost_when_the_replay_is_killed(form, tmp_path):
    customers = [f"customer {number}" for number in range(1, ROWS + 1)]
    (tmp_path / "rows.csv").write_text("".join(f"{line}\n" for line in ["customer", *customers]))
    chance, more = random.Random(8), ()
    for point in (1, 8):
        running = replayed(tmp_path, *more)
        until(lambda running=running, point=point: len(entered(form)) >= point or running.poll() is not None, "a row")
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.wait(chance.random() / 2)
        running.send_signal(signal.SIGKILL)
        running.communicate()
        assert running.returncode == -signal.SIGKILL
        more = ("--resume",)
    said, told = replayed(tmp_path).communicate()
    assert "go on with --resume, or start anew with --again" in json.loads(said.splitlines()[-1])["reason"], told
    running = replayed(tmp_path, "--resume")
    said, told = running.communicate()
    assert json.loads(said.splitlines()[-1])["status"] == "done", told
    assert entered(form) == customers
    assert [row.cells["customer"] for row in read(tmp_path / "done.csv").rows] == customers
    said, told = replayed(tmp_path).communicate()
    assert "All rows of rows.csv were done already" in json.loads(said.splitlines()[-1])["reason"], told
    assert entered(form) == customers
