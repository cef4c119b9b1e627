"""A goal done on a real application is promoted to a recipe, by the command a person would use."""

import os
import subprocess
import sys

import pytest

from deskhand.bootstrap import open_session
from deskhand.cli.scenes import DEMO_GOAL, SCENES
from deskhand.confirm.policy import Nobody, UpTo
from deskhand.core.risk import Risk
from deskhand.core.step import Change
from deskhand.core.stop import StopToken
from deskhand.engine.budget import Budget
from deskhand.journal.history import History
from deskhand.recipe.keeping.store import user_store
from deskhand.system.private_desktop import PrivateDesktop, environment


def done(paths, goal):
    with open_session(paths, UpTo(Risk.R2, Nobody()), StopToken()) as session:
        return session.run(goal, Budget(25, 120), lambda event: None)


def command(*words):
    return subprocess.run([sys.executable, "-m", "deskhand", *words], capture_output=True, text=True, timeout=120)


@pytest.fixture
def promoted(own_desktop, paths):
    SCENES["editor"](own_desktop)
    result = done(paths, DEMO_GOAL)
    assert result.status == "done", result
    made = command("runs", "promote", "last", "save-note")
    assert made.returncode == 0, made.stderr
    return made.stdout


def test_a_goal_becomes_a_recipe_with_its_words_as_parameters(promoted, paths):
    loaded = user_store(paths).load("save-note")
    said = {name: parameter.default for name, parameter in loaded.recipe.parameters.items()}
    assert said == {"text": "hello from deskhand", "name": "notes.txt", "folder": "Documents"}
    assert all(f"--set {name}=" in promoted for name in loaded.recipe.parameters)
    assert "notes.txt" not in loaded.text.split("steps:")[1]
    assert "hello from deskhand" not in loaded.text.split("steps:")[1]
    effects = [step.then.change for step in loaded.recipe.steps if step.then]
    assert Change.DIALOG_OPENS in effects or Change.WINDOW_OPENS in effects
    again = command("runs", "promote", "last", "save-note")
    assert (again.returncode, "already" in again.stderr) == (2, True)
    assert command("runs", "promote", "last", "save-note", "--replace").returncode == 0


def test_a_question_makes_no_recipe(own_desktop, paths):
    SCENES["page"](own_desktop)
    assert done(paths, "Is Tips ticked?").status == "done"
    refused = command("runs", "promote", "last", "asked")
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "did nothing on the screen" in refused.stderr


def test_what_was_promoted_is_replayed_with_other_words_on_a_fresh_desktop(promoted, paths, own_desktop):
    with PrivateDesktop() as fresh, environment(fresh.env | {"DESKHAND_HOME": os.environ["DESKHAND_HOME"]}):
        SCENES["editor"](fresh)
        done = command(
            "replay", "save-note", "--set", "name=other.txt", "--set", "text=quite another text", "--unattended"
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert (fresh.home / "Documents" / "other.txt").read_text() == "quite another text"
        assert not (fresh.home / "Documents" / "notes.txt").exists()
    history = History(paths.journal)
    steps = history.run("last").steps
    history.close()
    assert {step.intent["by"] for step in steps} == {"recipe"}, "no model, no rules: the recipe alone"
