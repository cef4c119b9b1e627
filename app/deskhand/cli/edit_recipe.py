"""`deskhand recipes edit`: a recipe's text in the person's editor, kept only if it is a recipe afterwards."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from deskhand.core.errors import RecipeError, UsageError
from deskhand.recipe.format.loading import FILE, Loaded, load
from deskhand.recipe.keeping.store import Store
from deskhand.recipe.reviewing.check import Problem, problems

_EDITORS = ("nano", "vi")
"""What is used where neither VISUAL nor EDITOR is set, the first that is there."""


def edited(store: Store, name: str) -> Loaded | None:
    """Let the person edit a copy of a recipe until it is right or they give up; None if they changed nothing.

    A recipe that comes with Deskhand becomes one of their own.

    Raises:
        RecipeError: there is no such recipe, or the new text is not kept: the recipe is as it was, and the text is
            where the sentence says.
        UsageError: there is no editor, or it failed.
    """
    before = store.folder(name)
    copy = Path(tempfile.mkdtemp(prefix="deskhand-edit-")) / name
    _copied(before, copy)
    written = (copy / FILE).read_bytes()
    while True:
        _open_editor(copy / FILE)
        if (copy / FILE).read_bytes() == written:
            shutil.rmtree(copy.parent)
            return None
        loaded, wrong = _judged(copy, name, store)
        for sentence in wrong:
            print(sentence)
        if loaded is not None and (before / FILE).read_bytes() == written:
            store.save(loaded.recipe, loaded.pictures, loaded.text, copy)
            shutil.rmtree(copy.parent)
            return loaded
        if loaded is not None:
            print(f"{name} was changed by something else while you edited it.")
        elif _go_on():
            continue
        raise RecipeError(f"{name} is as it was; your text is kept in {copy / FILE}.")


def in_words(problem: Problem) -> str:
    """A problem as a line of its own."""
    return f"{FILE}, line {problem.line}: {'(harmless) ' if problem.warning else ''}{problem.sentence}"


def _judged(copy: Path, name: str, store: Store) -> tuple[Loaded | None, list[str]]:
    """What is in the copy if it may be kept, and all there is to say about it."""
    try:
        loaded = load(copy)
    except RecipeError as problem:
        return None, [str(problem).removeprefix(f"{copy}/").removeprefix(f"{copy}: ")]
    found = problems(loaded, store)
    if loaded.recipe.name != name:
        sentence = f"`name` must stay {name}; to have it twice, copy its folder."
        found.append(Problem(loaded.lines.of("name"), sentence))
    right = all(problem.warning for problem in found)
    return (loaded if right else None), [in_words(problem) for problem in found]


def _go_on() -> bool:
    if sys.stdin is None or not sys.stdin.isatty():
        return False
    try:
        return input("Edit it again? [Y/n] ").strip().lower() not in ("n", "no")
    except EOFError:
        return False


def _open_editor(file: Path) -> None:
    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    command = command or [found for found in map(shutil.which, _EDITORS) if found][:1]
    if not command:
        raise UsageError("There is no editor; set EDITOR to the command of one.")
    try:
        code = subprocess.run([*command, str(file)], check=False).returncode
    except OSError as problem:
        raise UsageError(f"The editor {command[0]} cannot be started ({problem.strerror}); set EDITOR.") from problem
    if code:
        raise UsageError(f"The editor {command[0]} ended with code {code}; nothing was changed.")


def _copied(before: Path, copy: Path) -> None:
    """Copy the files of a recipe, whatever is in them."""
    try:
        copy.mkdir()
        for file in before.iterdir():
            if file.is_file() and not file.is_symlink():
                shutil.copyfile(file, copy / file.name)
        (copy / FILE).touch()
    except OSError as problem:
        raise RecipeError(f"{before} cannot be copied ({problem.strerror}).") from problem


__all__ = ["edited", "in_words"]
