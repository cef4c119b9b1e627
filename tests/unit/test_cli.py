"""The command line without a screen: usage, exit codes, JSON, one sentence for every error."""

import json
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
from typer.testing import CliRunner

import deskhand
from deskhand.cli.main import app
from deskhand.cli.scenes import DEMO_GOAL, scene_for
from deskhand.system.running import recorded, stop_running


def command(*arguments, stdin=""):
    return subprocess.run(
        [sys.executable, "-m", "deskhand", *arguments], input=stdin, capture_output=True, text=True, timeout=60
    )


def one_sentence(done, code):
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("deskhand: ")
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("command", [[], ["run"], ["look"], ["decide"], ["runs"], ["doctor"], ["demo"], ["models"]])
def test_every_command_has_help(command):
    done = CliRunner().invoke(app, [*command, "--help"])
    assert done.exit_code == 0
    assert "Usage" in done.output


@pytest.mark.parametrize(
    "arguments", [["run"], ["run", "x", "--yes-to", "R9"], ["frobnicate"], ["run", "x", "--max-steps", "0"]]
)
def test_usage_errors_are_exit_2(arguments):
    done = command(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("goal", ["", "  ", "a" * 10_000])
def test_bad_goals_are_exit_2(goal):
    one_sentence(command("run", goal), 2)


def test_no_display_is_one_sentence_and_json_all_the_same(no_display):
    done = command("run", "open a.txt", "--json")
    one_sentence(done, 1)
    last = json.loads(done.stdout.strip().splitlines()[-1])
    assert last["status"] == "failed"
    assert set(last) >= {"status", "steps", "answer", "seconds", "run_id"}


def test_looking_without_a_display(no_display):
    one_sentence(command("look"), 1)


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n broken"])
def test_a_picture_that_is_none(tmp_path, content):
    (tmp_path / "x.png").write_bytes(content)
    one_sentence(command("look", "--image", str(tmp_path / "x.png")), 2)
    one_sentence(command("look", "--image", str(tmp_path / "missing.png")), 2)


@pytest.mark.parametrize(
    "arguments", [["--region", "1,2,3"], ["--region", "a,b,c,d"], ["--region", "5000,0,9,9"], ["--monitor", "1"]]
)
def test_a_part_of_a_picture_that_is_none(tmp_path, arguments):
    cv2.imwrite(str(tmp_path / "x.png"), np.zeros((50, 50, 3), np.uint8))
    one_sentence(command("look", "--image", str(tmp_path / "x.png"), *arguments), 2)


@pytest.mark.parametrize("option", ["--image", "--annotate"])
def test_watching_looks_at_the_screen_alone(tmp_path, option):
    one_sentence(command("look", "--watch", option, str(tmp_path / "x.png")), 2)


CASE = {"goal": "press OK", "did": [], "elements": [{"role": "button", "text": "OK", "state": ""}]}


def test_decide_answers_a_line_a_case():
    cases = [
        CASE,
        CASE | {"did": ["click OK"]},
        CASE | {"goal": 'type "a=b" in the Name field', "elements": [{"role": "edit", "text": "Name"}]},
    ]
    done = command("decide", stdin="\n".join(map(json.dumps, cases)))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [a["action"] for a in answers] == ["click", "done", "type"]
    assert answers[0] == {
        "action": "click",
        "target": "OK",
        "element": 0,
        "clicks": 1,
        "button": "left",
        "text": "",
        "key": "",
        "confidence": answers[0]["confidence"],
        "by": "rules",
    }
    assert answers[2]["text"] == "a=b"


@pytest.mark.parametrize("line", ["nonsense", "{}", '{"goal": "x", "elements": [{"role": "wizard"}]}', "[]"])
def test_decide_names_the_line_that_is_no_case(line):
    done = command("decide", stdin=json.dumps(CASE) + "\n" + line)
    assert done.returncode == 2
    assert "line 2 is not a case" in done.stderr


def test_an_unknown_run():
    one_sentence(command("runs", "show", "nope"), 2)


def test_stop_when_nothing_runs(tmp_path):
    assert "No run is in progress" in command("stop").stdout
    with recorded(tmp_path / "running.json"):
        pass
    assert stop_running(tmp_path / "running.json") is None


def test_stop_spares_a_process_that_got_the_number_since(tmp_path):
    file = tmp_path / "running.json"
    file.write_text(json.dumps({"pid": 1, "started": "0"}))
    assert stop_running(file) is None


@pytest.mark.parametrize(
    ("goal", "scene"),
    [
        (DEMO_GOAL, "editor"),
        ("compute 12*7", "calculator"),
        ("open report.txt", "files"),
        ("create a folder named X", "files"),
        ("tick Offers and press Apply", "page"),
    ],
)
def test_the_stage_of_a_goal(goal, scene):
    assert scene_for(goal) == scene


def test_headless_import_of_everything():
    """Every module but the app's windows and the platform back ends imports without a display, and without Qt."""
    code = """
import importlib, pkgutil, sys, deskhand
for module in pkgutil.walk_packages(deskhand.__path__, 'deskhand.'):
    if not module.name.endswith('__main__') and not module.name.startswith('deskhand.ui'):
        importlib.import_module(module.name)
assert not [name for name in sys.modules if name.startswith('PySide')]
assert 'pynput' not in sys.modules
"""
    here = str(Path(deskhand.__file__).parents[1])
    environment = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "PYTHONPATH": here}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
