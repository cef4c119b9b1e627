"""`deskhand recipes repair` and `versions`: what was proposed while nobody was there, and what recipes said before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from deskhand.core.errors import UsageError
from deskhand.system.paths import Paths, user_paths

if TYPE_CHECKING:
    from deskhand.recipe.format.loading import Loaded
    from deskhand.recipe.repairing.mending import Mending
    from deskhand.recipe.repairing.proposals import Pending

Name = Annotated[str, typer.Argument(help="The name of a recipe.")]


def add_to(app: typer.Typer) -> None:
    """Add these commands to `deskhand recipes`."""
    app.command("repair")(repair)
    app.command("versions")(versions)


def repair(
    name: Name,
    number: Annotated[int | None, typer.Argument(help="Which proposal; needed where there are several.")] = None,
    accept: Annotated[bool, typer.Option("--accept", help="Make this repair.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="Forget this proposal.")] = False,
) -> None:
    """The repairs proposed for a recipe whose replay halted: before, after and what would change.

    `deskhand recipes repair save-note`, then `deskhand recipes repair save-note --accept`

    The picture files show the target as it was recorded and what would take its place. Nothing is changed before
    you accept it, and the version before is kept: `deskhand recipes versions`.
    """
    from deskhand.recipe.repairing.proposals import Proposals

    if accept and reject:
        raise UsageError("A repair is accepted or rejected, not both.")
    paths = user_paths()
    proposals = Proposals(paths.repairs)
    if not accept and not reject:
        for pending in proposals.of(name) if number is None else [proposals.one(name, number)]:
            _show(pending, paths)
        if not proposals.of(name):
            print(f"No repair of {name} is proposed.")
        return
    pending = proposals.one(name, number)
    if accept:
        print_changes(*mending(paths).accept(pending.repair))
    proposals.remove(name, pending.number)
    print(f"The repair of {name} is {'made' if accept else 'forgotten'}.")


def versions(
    name: Name,
    restore: Annotated[int | None, typer.Option(metavar="NUMBER", help="Bring this version back.")] = None,
) -> None:
    """What a recipe said before it was repaired: its versions, each with what was changed after it."""
    paths = user_paths()
    mend = mending(paths)
    if restore is not None:
        print_changes(*mend.restore(name, restore))
        print(f"{name} is as in its version {restore}.")
        return
    from deskhand.recipe.reviewing.diff import changes

    known = [(number, mend.versions.load(name, number)) for number in mend.versions.numbers(name)]
    later = [*(loaded for _, loaded in known[1:]), mend.store.load(name)]
    for (number, old), new in zip(known, later, strict=True):
        print(f"version {number}")
        for change in changes(old.recipe, new.recipe, old.pictures, new.pictures):
            print(f"  then: {change.sentence}")
    if not known:
        print(f"{name} has no older versions.")


def mending(paths: Paths) -> Mending:
    """Where the current user's recipes are mended."""
    from deskhand.recipe.repairing.mending import user_mending

    return user_mending(paths)


def print_changes(before: Loaded, after: Loaded) -> None:
    """Print what a repair changed, as the text of the recipe."""
    from deskhand.recipe.reviewing.diff import diff

    print(diff(before, after).text, end="")


def _show(pending: Pending, paths: Paths) -> None:
    from deskhand.core.errors import RecipeError
    from deskhand.recipe.repairing.repair import described, mended
    from deskhand.recipe.reviewing.diff import unified

    print(f"{pending.number}, proposed on {pending.on}")
    for line in described(pending.repair):
        print(f"  {line}")
    print(f"  pictures: {pending.before}\n            {pending.after}")
    try:
        loaded = mending(paths).store.load(pending.repair.recipe)
        text = mended(loaded, pending.repair).text
    except RecipeError as problem:
        print(f"  It cannot be made any more: {problem}")
        return
    print(unified(loaded.text, text, loaded.recipe.name, loaded.recipe.name), end="")
