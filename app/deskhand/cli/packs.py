"""`deskhand recipes export`, `import`, `trust` and `signers`: giving recipes away, and taking them from others."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deskhand.core.errors import RecipeError, UsageError
from deskhand.system.paths import user_paths

if TYPE_CHECKING:
    from deskhand.recipe.format.schema import Recipe
    from deskhand.recipe.sharing.importing import Arrival
    from deskhand.recipe.sharing.signing import SigningKey

_SHOWN = 5
"""Typed texts that are repeated before a pack is given away."""

_WIDTH = 100
"""Characters of a line that shows what is trusted."""

Name = Annotated[str, typer.Argument(help="The name of a recipe.")]


def add_to(app: typer.Typer) -> None:
    """Add these commands to `deskhand recipes`."""
    app.command("export")(export)
    app.command("import")(import_pack)
    app.command("trust")(trust)
    app.command("signers")(signers)


def export(
    name: Name,
    file: Annotated[Path | None, typer.Argument(help="The file to write; NAME.deskpack unless given.")] = None,
    by: Annotated[str, typer.Option(help="What you call yourself in the pack.")] = "",
    without_values: Annotated[bool, typer.Option("--without-values", help="Leave default values out.")] = False,
    unsigned: Annotated[bool, typer.Option("--unsigned", help="Do not sign it.")] = False,
    key_file: Annotated[
        Path | None, typer.Option(help="Sign with the key in this file, made if need be, not with that in the keyring.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")] = False,
) -> None:
    """Write a recipe as one signed file that others can import.

    `deskhand recipes export save-note --by "Anna Berg" --without-values`

    Secrets, the journal, comments and files beside the recipe never go with it. What does go is listed: default
    values, texts that are always typed, and pictures of what is pressed.
    """
    from deskhand.recipe.keeping.store import user_store
    from deskhand.recipe.sharing import packs
    from deskhand.system import atomic

    loaded = user_store(user_paths()).load(name)
    recipe = packs.without_values(loaded.recipe) if without_values else loaded.recipe
    place = file or Path(f"{name}{packs.ENDING}")
    if place.exists() and not force:
        raise RecipeError(f"{place} is there already; --force replaces it.")
    key = None if unsigned else _key(key_file)
    data = packs.packed(recipe, loaded.pictures, key, by)
    try:
        atomic.write(place, data)
    except OSError as problem:
        raise RecipeError(f"{place} cannot be written ({problem.strerror}).") from problem
    print(f"{place}: {len(data):,} bytes, " + (_signed(key) if key else "not signed"))
    for line in _goes_out(recipe, len(loaded.pictures)):
        print(line, file=sys.stderr)


def import_pack(
    file: Annotated[Path, typer.Argument(help="The pack.")],
    name: Annotated[str, typer.Option("--as", help="Another name for the recipe here.")] = "",
    unsigned: Annotated[bool, typer.Option("--unsigned", help="Import it though nobody signed it.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Replace a recipe that was imported before.")] = False,
) -> None:
    """Take a recipe from a pack. Until you trust it, each of its steps that matters asks you first.

    `deskhand recipes import save-note.deskpack --as their-note`
    """
    from deskhand.recipe.keeping.store import user_store
    from deskhand.recipe.keeping.versions import Versions
    from deskhand.recipe.sharing.importing import Imports
    from deskhand.recipe.sharing.signers import Signers
    from deskhand.recipe.sharing.trust import TrustBook

    paths = user_paths()
    imports = Imports(user_store(paths), Versions(paths.versions), Signers(paths.signers), TrustBook(paths.trust))
    arrival = imports.looked_at(file, name, unsigned, replacing=replace)
    folder = imports.keep(arrival)
    print(f"{arrival.name}: {len(arrival.pack.recipe.steps)} steps, in {folder}")
    for line in _came_from(arrival):
        print(line)
    for line in _needs(arrival.pack.recipe):
        print(line)
    print(f"See what it does with `deskhand recipes show {arrival.name}`.")
    print(
        "Each of its steps that saves, sends, deletes or types asks you first, until you have said yes to it in a run"
    )
    print(f"that was completed, or trust it as it is with `deskhand recipes trust {arrival.name}`.")


def trust(
    name: Name,
    yes: Annotated[bool, typer.Option("--yes", help="Trust it without being asked.")] = False,
    revoke: Annotated[bool, typer.Option("--revoke", help="Take all trust back.")] = False,
) -> None:
    """Trust an imported recipe as it is now; any change to it asks again."""
    from deskhand.recipe.keeping.store import user_store
    from deskhand.recipe.reviewing.telling import in_full, told
    from deskhand.recipe.sharing.trust import Standing, TrustBook

    paths = user_paths()
    loaded, book = user_store(paths).load(name), TrustBook(paths.trust)
    now = book.of(loaded.recipe, loaded.pictures)
    if now.standing is Standing.OWN:
        raise RecipeError(f"{name} is your own recipe; trust is asked for imported ones.")
    if revoke:
        book.distrust(loaded.recipe, loaded.pictures)
        print(f"{name} is not trusted any more.")
        return
    for line in (*told(loaded.recipe, _WIDTH), *in_full(loaded.recipe, _WIDTH)):
        print(line)
    for line in _needs(loaded.recipe):
        print(line)
    if now.came is not None:
        print(f"\nIt came on {now.came.on} from {now.came.by or 'somebody'}, {_key_in_words(now.came.words)}.")
    if not yes and not _agreed(f"Trust {name} to do this without asking, up to the class you allow a run? [No]: "):
        raise RecipeError(f"{name} is not trusted; nothing was changed.")
    book.trust(loaded.recipe, loaded.pictures)
    print(f"{name} is trusted as it is.")


def signers(
    forget: Annotated[str, typer.Option(metavar="WORDS", help="Forget the one whose words begin so.")] = "",
) -> None:
    """Whose packs were imported: what they call themselves, since when, and the words of their key."""
    from deskhand.recipe.sharing.signers import Signers

    known = Signers(user_paths().signers)
    if forget:
        print(f"Forgotten: {known.forget(forget).words}")
        return
    for signer in known.known():
        print(f"{signer.by or '(no name)'}, since {signer.since}: {signer.words}\n  {', '.join(signer.recipes)}")


def _key(file: Path | None) -> SigningKey:
    from deskhand.recipe.sharing.signing import key_of_file, key_of_keyring
    from deskhand.system.keyrings import system_ring

    return key_of_file(file) if file is not None else key_of_keyring(system_ring())


def _signed(key: SigningKey) -> str:
    from deskhand.recipe.sharing.signing import fingerprint

    return f"signed with the key\n  {fingerprint(key.public)}"


def _goes_out(recipe: Recipe, pictures: int) -> list[str]:
    """What somebody who gets the pack can read in it."""
    from deskhand.recipe.format.schema import Use
    from deskhand.recipe.meaning.uses import every
    from deskhand.recipe.reviewing.wording import quoted
    from deskhand.recipe.sharing.packs import typed_in, values_in

    lines = []
    values = values_in(recipe)
    if values:
        lines.append(f"The default values of {', '.join(values)} go with it; --without-values leaves them out.")
    typed = typed_in(recipe)
    if typed:
        shown = ", ".join(map(quoted, typed[:_SHOWN]))
        lines.append(f"Its steps type {shown}{' and more' if len(typed) > _SHOWN else ''}.")
    if pictures:
        lines.append(f"{pictures} pictures of what is on your screen go with it: look at them in its folder.")
    others = dict.fromkeys(step.use for step in every(recipe.steps) if isinstance(step, Use))
    if others:
        lines.append(f"It uses {', '.join(others)}, which must be exported too.")
    return lines


def _needs(recipe: Recipe) -> list[str]:
    """What somebody who took it should know before they replay it."""
    from deskhand.recipe.format.schema import ForEach, Type, Use, Write
    from deskhand.recipe.meaning.templates import secrets_in
    from deskhand.recipe.meaning.uses import every
    from deskhand.recipe.reviewing.wording import quoted

    steps = list(every(recipe.steps))
    secrets = {given.secret or name for name, given in recipe.parameters.items() if given.type == "secret"}
    secrets |= {secret for step in steps if isinstance(step, Type) for secret in secrets_in(step.type)}
    read = {step.rows.csv for step in steps if isinstance(step, ForEach) and step.rows.csv}
    written = {step.to for step in steps if isinstance(step, Write)}
    used = {step.use for step in steps if isinstance(step, Use)}
    said = (("types the secrets", secrets), ("reads", read), ("writes to", written), ("uses the recipes", used))
    return [f"It {what} {', '.join(quoted(name) for name in sorted(names))}." for what, names in said if names]


def _came_from(arrival: Arrival) -> list[str]:
    if not arrival.words:
        return ["Nobody signed it: who made it cannot be known."]
    by = arrival.pack.by or "Somebody without a name"
    if arrival.since:
        return [f"{by} signed it, known here since {arrival.since}."]
    return [
        f"{by} signed it, whose key was not seen here before. Its words are",
        f"  {arrival.words}",
        "Ask its maker for theirs: the same words, the same key. From now on it is known here.",
    ]


def _key_in_words(words: str) -> str:
    return f"signed with the key {words}" if words else "signed by nobody"


def _agreed(question: str) -> bool:
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError("There is nobody to ask here; --yes says so without being asked.")
    print(question, end="", flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")
