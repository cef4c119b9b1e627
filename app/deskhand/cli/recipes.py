"""`deskhand recipes`: what can be replayed, in words and as text."""

from __future__ import annotations

import shutil
import sys
import textwrap
from typing import TYPE_CHECKING, Annotated

import typer

from deskhand.core.errors import RecipeError, UsageError
from deskhand.system.paths import user_paths

if TYPE_CHECKING:
    from deskhand.recipe.format.loading import Loaded
    from deskhand.recipe.keeping.store import Store

app = typer.Typer(help="Recipes: tasks shown once. List, show, check, edit and compare them.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="The name of a recipe, or the path of its folder (`./folder`).")]
OwnName = Annotated[str, typer.Argument(help="The name of a recipe.")]


@app.command("list")
def list_recipes() -> None:
    """The recipes there are: your own, and those that come with Deskhand."""
    from deskhand.recipe.format.outline import positions
    from deskhand.recipe.sharing.trust import TrustBook

    store, book = _store(), TrustBook(user_paths().trust)
    names = store.names()
    wide = max(map(len, names), default=0)
    for name in names:
        try:
            recipe = store.recipe(name)
        except RecipeError as problem:
            _print_wrapped(f"cannot be used: {problem}", wide + 2, f"{name:<{wide}}  ")
            continue
        steps = sum(1 for _ in positions(recipe))
        about = [recipe.title or "(no title)", _counted(steps, "step")]
        about += [f"needs {', '.join(recipe.parameters)}"] if recipe.parameters else []
        about += [] if store.own(name) else ["comes with Deskhand"]
        came = book.came(name)
        about += [f"imported on {came.on} from {came.by or 'somebody'}"] if came else []
        _print_wrapped("; ".join(about), wide + 2, f"{name:<{wide}}  ")
    if not names:
        print("There are no recipes yet; `deskhand record NAME` makes one.")


@app.command("show")
def show(name: Name) -> None:
    """The steps of a recipe in words."""
    from deskhand.recipe.keeping.finding import found
    from deskhand.recipe.reviewing.telling import told

    for line in told(found(_store(), name).recipe, _width()):
        print(line)


@app.command("check")
def check(name: Name) -> None:
    """Say what is wrong with a recipe; exit code 1 if it cannot be replayed as it is."""
    from deskhand.recipe.format.outline import positions
    from deskhand.recipe.keeping.finding import found
    from deskhand.recipe.meaning.using import secrets_of, with_all_used
    from deskhand.recipe.reviewing.check import problems
    from deskhand.system.secrets import Secrets

    from .edit_recipe import in_words

    store = _store()
    loaded = found(store, name)
    wrong = problems(loaded, store)
    for problem in wrong:
        _print_wrapped(in_words(problem), 2)
    if not all(problem.warning for problem in wrong):
        raise typer.Exit(1)
    steps = _counted(sum(1 for _ in positions(loaded.recipe)), "step")
    print(f"{loaded.recipe.name} can be replayed: {steps}, {_counted(len(loaded.recipe.parameters), 'value')} to give.")
    kept = set(Secrets(user_paths().secrets).names())
    for secret in sorted(secrets_of(with_all_used(loaded, store).values(), {})):
        where = "is in the keyring" if secret in kept else f"will be asked for, or `deskhand secrets set {secret}`"
        _print_wrapped(f"The secret {secret} {where}.", 2)


@app.command("edit")
def edit(name: OwnName) -> None:
    """Edit a recipe's text with $VISUAL or $EDITOR; it is kept only if it is a recipe afterwards.

    The text that comes with Deskhand is copied first, so that the change is your own.
    """
    from .edit_recipe import edited

    kept = edited(_store(), name)
    print(f"{name} is kept as you wrote it." if kept is not None else "Nothing was changed.")


@app.command("remove")
def remove(
    name: OwnName, yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask whether to.")] = False
) -> None:
    """Delete one of your own recipes, with its pictures."""
    store = _store()
    if not yes and sys.stdin is not None and sys.stdin.isatty():
        yes = input(f"Delete {store.folder(name)}? [y/N] ").strip().lower() in ("y", "yes")
    if not yes:
        raise UsageError(f"{name} is not removed; say --yes to remove it without being asked.")
    store.remove(name)
    print(f"{name} is removed.")


@app.command("diff")
def differ(
    old: Name,
    new: Annotated[str | None, typer.Argument(help="The other one; else what OLD was before its last change.")] = None,
) -> None:
    """What one recipe says otherwise than another, in words and as text; exit code 1 if they differ.

    With one name: what Deskhand's last change of it, such as a repair, changed.
    """
    from deskhand.recipe.keeping.finding import found
    from deskhand.recipe.reviewing.diff import diff

    store = _store()
    one = found(store, old)
    other = found(store, new) if new is not None else one
    if new is None:
        one = _before(one)
    difference = diff(one, other)
    if not difference:
        print("They say the same.")
        return
    for change in difference.changes:
        _print_wrapped(change.sentence, 2)
    print(f"\n{difference.text}" if difference.changes else difference.text, end="")
    raise typer.Exit(1)


def _before(loaded: Loaded) -> Loaded:
    """The version before the last change."""
    from deskhand.recipe.keeping.versions import Versions

    last = Versions(user_paths().versions).last(loaded.recipe.name)
    if last is None:
        raise RecipeError(f"No older version of {loaded.recipe.name} is kept; name a second recipe to compare it with.")
    return last


def _store() -> Store:
    from deskhand.recipe.keeping.store import user_store

    return user_store(user_paths())


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _width() -> int:
    """Characters of a line of the terminal, at most as many as read well."""
    return min(shutil.get_terminal_size().columns, 100)


def _print_wrapped(text: str, indent: int, start: str = "") -> None:
    """Print a text after `start`, its other lines `indent` characters to the right."""
    from deskhand.core.lettering import visible

    shown = textwrap.wrap(
        visible(text),
        _width(),
        initial_indent=start,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    print("\n".join(shown))
