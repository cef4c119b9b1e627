"""`deskhand recipes`: what it prints, what it keeps, and what it leaves as it was."""

import os
import pty
import stat
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from deskhand.cli.main import app
from deskhand.core.errors import DeskhandError
from deskhand.recipe.format.loading import parsed
from deskhand.recipe.keeping.store import Store, user_store
from deskhand.recipe.keeping.versions import Versions

TEXT = """\
recipe: 1
name: save-note
title: Save a note
parameters:
  words: {label: What it says}

# The window is open already.
steps:
  - type: "{{words}}"  # into the page
  - click: {label: Save, picture: save.png}
    then: {change: a dialog opens}
"""
PICTURE = np.zeros((10, 20, 3), np.uint8)


@pytest.fixture
def store(paths):
    store = user_store(paths)
    store.save(parsed(TEXT)[0], {"save.png": PICTURE}, TEXT)
    return store


@pytest.fixture
def editor(tmp_path, monkeypatch):
    """Makes an editor of a shell script, whose first argument is the file."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    def make(script: str) -> None:
        file = tmp_path / "editor.sh"
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(stat.S_IRWXU)
        monkeypatch.setenv("VISUAL", str(file))

    return make


@dataclass
class Done:
    """What a command came to, as a shell sees it."""

    returncode: int
    stdout: str
    stderr: str


def recipes(*arguments) -> Done:
    """The command within this process; `main` makes one line and an exit code of its errors."""
    result = CliRunner(env={"COLUMNS": "80"}).invoke(app, ["recipes", *map(str, arguments)])
    if isinstance(result.exception, DeskhandError):
        return Done(result.exception.exit_code, result.stdout, f"deskhand: {result.exception}")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return Done(result.exit_code, result.stdout, result.stderr)


def test_they_are_listed_with_what_they_need(store):
    (store.folder("save-note").parent / "broken").mkdir()
    done = recipes("list")
    assert done.returncode == 0
    assert "save-note" in done.stdout and "Save a note; 2 steps; needs words" in done.stdout
    assert "cannot be used: " in " ".join(done.stdout.split())
    assert all(len(line) <= 80 or str(store.folder("save-note").parent) in line for line in done.stdout.splitlines())


def test_one_is_shown_in_words(store):
    done = recipes("show", "save-note")
    assert done.stdout == (
        "save-note: Save a note\n\nIt needs\n  words: a text, “What it says”\n\n"
        "1  Type “{{words}}” where the keyboard is.\n2  Click the button “Save”; then a dialog opens.\n"
    )
    assert recipes("show", store.folder("save-note")).stdout == done.stdout


def test_one_in_order_is_checked(store):
    done = recipes("check", "save-note")
    assert (done.returncode, done.stdout) == (0, "save-note can be replayed: 2 steps, 1 value to give.\n")


def test_the_secrets_one_needs_are_told(store):
    text = TEXT.replace("{{words}}", "{{secret:bank}}").replace("parameters:\n  words: {label: What it says}\n", "")
    store.save(parsed(text)[0], {"save.png": PICTURE}, text)
    assert "The secret bank will be asked for" in recipes("check", "save-note").stdout


def test_one_not_in_order_is_exit_1(store):
    text = TEXT.replace("{{words}}", "{{wrods}}")
    store.save(parsed(text)[0], {"save.png": PICTURE}, text)
    done = recipes("check", "save-note")
    assert done.returncode == 1
    assert "recipe.yaml, line 9: Step 1 uses wrods" in done.stdout


@pytest.mark.parametrize("name", ["nothing", "../save-note", "SAVE", "a b", "", "a" * 500])
def test_one_that_is_not_there_is_exit_2(name, store):
    done = recipes("show", name)
    assert done.returncode == 2
    assert done.stderr.startswith("deskhand: ") and len(done.stderr.splitlines()) == 1


def test_a_folder_here_is_named_by_its_path(store, tmp_path, monkeypatch):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "recipe.yaml").write_text("recipe: 1\nname: other\nsteps:\n  - key: a\n")
    monkeypatch.chdir(tmp_path)
    assert recipes("show", "mine").stderr.endswith("for the folder of that name here write ./mine.")
    assert "Press a." in recipes("show", "./mine").stdout


def test_two_are_compared(store):
    text = TEXT.replace("save-note", "keep-note").replace("label: Save", "label: Keep")
    store.save(parsed(text)[0], {"save.png": PICTURE}, text)
    done = recipes("diff", "save-note", "keep-note")
    assert done.returncode == 1
    assert "the label is “Keep” instead of “Save”" in done.stdout
    assert "\n+  - click: {label: Keep, picture: save.png}\n" in done.stdout
    assert recipes("diff", "save-note", "save-note").stdout == "They say the same.\n"


def test_one_is_compared_with_what_it_was(store, paths):
    assert recipes("diff", "save-note").returncode == 2
    Versions(paths.versions).keep(store.load("save-note"))
    text = TEXT.replace("label: Save", "label: Keep")
    store.save(parsed(text)[0], {"save.png": PICTURE}, text)
    done = recipes("diff", "save-note")
    assert done.returncode == 1
    assert "the label is “Keep” instead of “Save”" in " ".join(done.stdout.split())


def test_what_is_edited_is_kept_word_for_word(store, editor):
    editor('sed -i "s/label: Save/label: Keep/; s/into the page/on the page/" "$1"')
    done = recipes("edit", "save-note")
    assert done.returncode == 0, done.stderr
    assert store.load("save-note").text == TEXT.replace("label: Save", "label: Keep").replace("into the", "on the")
    assert (store.folder("save-note") / "save.png").exists()


def test_nothing_edited_is_nothing_changed(store, editor):
    editor("true")
    before = (store.folder("save-note") / "recipe.yaml").stat().st_mtime_ns
    assert recipes("edit", "save-note").stdout == "Nothing was changed.\n"
    assert (store.folder("save-note") / "recipe.yaml").stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ('sed -i "s/label: Save/lable: Save/" "$1"', "line 10: `lable` is not known here; did you mean `label`?"),
        ('sed -i "s/{{words}}/{{wrods}}/" "$1"', "line 9: Step 1 uses wrods"),
        ('sed -i "s/name: save-note/name: other/" "$1"', "line 2: `name` must stay save-note"),
        ('sed -i "s/save.png/other.png/" "$1"', "line 10: other.png is not there"),
        (': > "$1"', "line 1: there is nothing in it"),
    ],
)
def test_what_is_no_recipe_afterwards_is_not_kept_but_not_lost(script, said, store, editor):
    editor(script)
    done = recipes("edit", "save-note")
    assert done.returncode == 2
    assert said in done.stdout
    assert store.load("save-note").text == TEXT
    kept = Path(done.stderr.split("your text is kept in ")[1].strip().rstrip("."))
    assert kept.name == "recipe.yaml" and kept.read_text() != TEXT


def test_an_editor_that_fails_changes_nothing(store, editor):
    editor('echo bad > "$1"; exit 3')
    done = recipes("edit", "save-note")
    assert done.returncode == 2
    assert "ended with code 3; nothing was changed" in done.stderr
    assert store.load("save-note").text == TEXT


def test_an_editor_that_is_not_there(store, monkeypatch):
    monkeypatch.setenv("VISUAL", "/nowhere/edit")
    assert "cannot be started" in recipes("edit", "save-note").stderr


def test_what_changed_meanwhile_is_not_written_over(store, editor):
    other = store.folder("save-note") / "recipe.yaml"
    editor(f'sed -i "s/Save a note/Mine/" "$1"; sed -i "s/Save a note/Other/" "{other}"')
    done = recipes("edit", "save-note")
    assert done.returncode == 2
    assert store.load("save-note").recipe.title == "Other"
    assert "changed by something else" in done.stdout


def test_a_broken_one_can_be_mended(store, editor):
    (store.folder("save-note") / "recipe.yaml").write_text(TEXT.replace("steps:", "stpes:"))
    editor('sed -i "s/stpes/steps/" "$1"')
    assert recipes("edit", "save-note").returncode == 0
    assert store.load("save-note").text == TEXT


def test_in_a_terminal_one_may_go_on_editing(store, editor, tmp_path):
    # Wrong the first time, right the second.
    mend = 'sed -i "s/lable/label/; s/Save a/Keep a/" "$1"'
    spoil = 'sed -i "s/label: Save/lable: Save/" "$1"'
    editor(f"if [ -e {tmp_path}/once ]; then {mend}; else {spoil}; fi; touch {tmp_path}/once")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "deskhand", "recipes", "edit", "save-note"]
    with subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        os.write(ours, b"\n")
        said = process.communicate(timeout=60)[0].decode()
    os.close(ours)
    os.close(theirs)
    assert process.returncode == 0, said
    assert "did you mean `label`?" in said
    assert store.load("save-note").recipe.title == "Keep a note"


def test_removing_asks_first(store):
    assert recipes("remove", "save-note").returncode == 2
    assert store.names().count("save-note") == 1
    assert recipes("remove", "save-note", "--yes").returncode == 0
    assert "save-note" not in store.names()


def test_ready_recipes_are_shown_and_one_of_the_same_name_goes_before_them(paths, monkeypatch, tmp_path):
    ready = tmp_path / "ready"
    monkeypatch.setattr("deskhand.recipe.keeping.store.ready_recipes", lambda: ready)
    user_store(paths)
    folder = ready / "save-note"
    folder.mkdir(parents=True)
    (folder / "recipe.yaml").write_text("recipe: 1\nname: save-note\ntitle: Ready\nsteps:\n  - key: a\n")
    listed = recipes("list").stdout
    assert "Ready; 1 step; comes with Deskhand" in " ".join(listed.split())
    user_store(paths).save(parsed(TEXT)[0], {"save.png": PICTURE}, TEXT)
    listed = recipes("list").stdout
    assert "Save a note" in listed and "Ready" not in listed


def test_files_beside_a_ready_recipe_go_with_it(paths, editor, monkeypatch, tmp_path):
    monkeypatch.setattr("deskhand.recipe.keeping.store.ready_recipes", lambda: tmp_path / "ready")
    folder = Store(tmp_path / "ready").save(parsed(TEXT)[0], {"save.png": PICTURE}, TEXT)
    (folder / "rows.csv").write_text("a\n1\n")
    editor('sed -i "s/Save a note/Mine/" "$1"')
    assert recipes("edit", "save-note").returncode == 0
    own = user_store(paths).folder("save-note")
    assert own != folder
    assert (own / "rows.csv").read_text() == "a\n1\n"


def test_editing_a_ready_recipe_makes_it_ones_own(paths, editor):
    store = user_store(paths)
    name = store.names()[0]
    before = (store.folder(name) / "recipe.yaml").read_text()
    assert not store.own(name)
    editor('echo "# mine" >> "$1"')
    assert recipes("edit", name).returncode == 0
    assert store.own(name)
    assert store.load(name).text == f"{before}# mine\n"
