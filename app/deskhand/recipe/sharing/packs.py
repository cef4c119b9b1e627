"""Recipes as one file to give away, and reading such a file from anyone.

A pack (`.deskpack`) is an archive (see `archive`) of `manifest.json`, `recipe.yaml`, the pictures the recipe names,
and `signature.json` where it is signed. The manifest lists each file with its size and SHA-256; the signature is
one of the manifest. The text and the pictures are written anew on both sides: what a person's file says besides
(comments, what hides in a picture) does not travel.

Nothing in a pack says what its steps may do: that is judged from the screen when they are carried out, and a recipe
that came in a pack asks before each step of weight until it is trusted here (see `trust`).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import tempfile
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, ValidationError

from deskhand.core.errors import RecipeError
from deskhand.core.lettering import visible
from deskhand.core.screen import Pixels

from ..format import pictures as picture_files
from ..format.fields import RecipeName
from ..format.loading import FILE, dump, load
from ..format.schema import Part, Recipe, Type
from ..meaning.uses import every
from .archive import MOST_IN_ALL, NotPacked, pack, unpack
from .signing import KEY_BYTES, SIGNATURE_BYTES, Signature, SigningKey

VERSION: Final = 1
ENDING = ".deskpack"
MANIFEST, SIGNATURE = "manifest.json", "signature.json"
_MOST_MANIFEST = 1_000_000
"""Bytes: 4,000 lines of 200 characters fit."""

_TOGETHER: Final = frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL"})
"""Scripts that are written together."""


def _told_apart(by: str) -> str:
    """A name that cannot pass for another one: composed, of signs that are seen, of letters of one script.

    Raises:
        ValueError: it is none.
    """
    seen = all(c.isalnum() or c in " _.@'-" or unicodedata.category(c)[0] == "M" for c in by)
    scripts = {unicodedata.name(c, "").split(" ")[0] for c in by if unicodedata.category(c)[0] in "LM"}
    if not seen or unicodedata.normalize("NFKC", by) != by or not (len(scripts) <= 1 or scripts <= _TOGETHER):
        raise ValueError("may be taken for another name")
    return by


By = Annotated[str, Field(pattern=r"^([\w.@'-]+( [\w.@'-]+)*)?$", max_length=60), AfterValidator(_told_apart)]
"""What a signer calls themselves: words of letters of one script, digits and a few marks."""


class Listed(Part):
    """A file of the pack."""

    name: Annotated[str, Field(max_length=100)]
    size: Annotated[int, Field(ge=0, le=MOST_IN_ALL)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Manifest(Part):
    """What is in the pack."""

    deskpack: Literal[1] = VERSION
    name: RecipeName
    by: By = ""
    files: tuple[Listed, ...]


class _Signed(Part):
    """The signature of the manifest, in base 64."""

    key: Annotated[str, Field(max_length=100)]
    signature: Annotated[str, Field(max_length=100)]


@dataclass(frozen=True)
class Pack:
    """A pack that was read and found whole: its recipe and pictures, who made it, and the digest of its manifest.

    `signature` is one of this content, or None where there is none; whether its key is anybody's is not known here.
    """

    recipe: Recipe
    pictures: dict[str, Pixels]
    by: str
    signature: Signature | None
    digest: str


def packed(recipe: Recipe, pictures: Mapping[str, Pixels], key: SigningKey | None, by: str = "") -> bytes:
    """The pack of a recipe, signed if there is a key: the same bytes for the same recipe, pictures and key.

    Raises:
        RecipeError: it is too large for a pack, or `by` is no name.
    """
    try:
        files = {FILE: dump(recipe).encode()}
        for name in sorted(set(picture_files.names_in(recipe))):
            files[name] = picture_files.png(pictures[name])
        listed = tuple(Listed(name=name, size=len(content), sha256=_sha256(content)) for name, content in files.items())
        manifest = _json(Manifest(name=recipe.name, by=by, files=listed))
        files = {MANIFEST: manifest, **files}
        if key is not None:
            files[SIGNATURE] = _json(_as_text(key.sign(manifest)))
        return pack(files)
    except ValidationError as problem:
        raise RecipeError(
            f"Nobody can be called {by!r} in a pack: use letters of one alphabet, digits and spaces."
        ) from problem
    except NotPacked as problem:
        raise RecipeError(f"The recipe {recipe.name} makes no pack: {problem}.") from problem


def without_values(recipe: Recipe) -> Recipe:
    """The recipe without the default values of its parameters. (Those of secrets are nowhere but in the keyring.)"""
    bare = {name: given.model_copy(update={"default": None}) for name, given in recipe.parameters.items()}
    return recipe.model_copy(update={"parameters": bare})


def values_in(recipe: Recipe) -> list[str]:
    """The names of parameters whose default values the recipe holds."""
    return [name for name, parameter in recipe.parameters.items() if parameter.default]


def typed_in(recipe: Recipe) -> list[str]:
    """The texts its steps type that are the same each time."""
    texts = (step.type for step in every(recipe.steps) if isinstance(step, Type) and not step.type.startswith("{{"))
    return list(dict.fromkeys(texts))


def opened(file: Path) -> Pack:
    """Read a pack from anyone; nothing of it is kept anywhere.

    Raises:
        RecipeError: it cannot be read, or is not entirely what a pack must be; the sentence says why.
    """
    data = picture_files.regular_file(file, MOST_IN_ALL)
    try:
        files = unpack(data)
        manifest = _manifest(files)
        signature = _signature(files)
        _check_listed(manifest, files)
        recipe, pictures = _content(files)
        if recipe.name != manifest.name:
            raise NotPacked(f"it is called {manifest.name} and its recipe {recipe.name}")
    except NotPacked as problem:
        raise RecipeError(f"{file} is refused: {problem}.") from problem
    return Pack(recipe, pictures, manifest.by, signature, _sha256(files[MANIFEST]))


def _manifest(files: Mapping[str, bytes]) -> Manifest:
    written = files.get(MANIFEST)
    if written is None:
        raise NotPacked(f"it has no {MANIFEST}, so it is no pack")
    if len(written) > _MOST_MANIFEST:
        raise NotPacked(f"its {MANIFEST} has more than {_MOST_MANIFEST:,} bytes")
    try:
        manifest = Manifest.model_validate_json(written)
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        if first["loc"] == ("deskpack",) and isinstance(first["input"], int) and first["input"] > VERSION:
            raise NotPacked("it was made by a newer Deskhand; update Deskhand to use it") from problem
        where = ".".join(map(str, first["loc"]))
        raise NotPacked(f"its {MANIFEST} is not right{f' at {visible(where[:60])}' if where else ''}") from problem
    if _json(manifest) != written:
        raise NotPacked(f"its {MANIFEST} is not written as Deskhand writes it")
    return manifest


def _signature(files: Mapping[str, bytes]) -> Signature | None:
    """The signature, checked against the manifest."""
    written = files.get(SIGNATURE)
    if written is None:
        return None
    try:
        signed = _Signed.model_validate_json(written)
        key = base64.b64decode(signed.key, validate=True)
        value = base64.b64decode(signed.signature, validate=True)
    except (ValidationError, binascii.Error, ValueError) as problem:
        raise NotPacked(f"its {SIGNATURE} cannot be read") from problem
    signature = Signature(key, value)
    if len(key) != KEY_BYTES or len(value) != SIGNATURE_BYTES or _json(_as_text(signature)) != written:
        raise NotPacked(f"its {SIGNATURE} is not written as Deskhand writes it")
    if not signature.matches(files[MANIFEST]):
        raise NotPacked("its signature is not one of this content: it was changed after it was signed")
    return signature


def _check_listed(manifest: Manifest, files: Mapping[str, bytes]) -> None:
    """Each file is the one the manifest lists, and none is there besides."""
    listed = [entry.name for entry in manifest.files]
    if len(set(listed)) != len(listed):
        raise NotPacked(f"its {MANIFEST} lists a file twice")
    for entry in manifest.files:
        content = files.get(entry.name)
        if content is None:
            raise NotPacked(f"{entry.name!r} is listed and is not in it")
        if len(content) != entry.size or _sha256(content) != entry.sha256:
            raise NotPacked(f"{entry.name} is not the file that is listed")
    for name in files:
        if name not in (*listed, MANIFEST, SIGNATURE):
            raise NotPacked(f"{name} is in it and is not listed")
    if list(files) != [name for name in (MANIFEST, *listed, SIGNATURE) if name in files]:
        raise NotPacked("its files are not in the order they are listed in")


def _content(files: Mapping[str, bytes]) -> tuple[Recipe, dict[str, Pixels]]:
    """The recipe and its pictures, read in a folder of their own that is gone afterwards."""
    if FILE not in files:
        raise NotPacked(f"it has no {FILE}")
    others = [name for name in files if name not in (MANIFEST, SIGNATURE, FILE)]
    odd = next((name for name in others if not name.endswith(".png")), None)
    if odd is not None:
        raise NotPacked(f"{odd} is neither a recipe nor a picture")
    with tempfile.TemporaryDirectory(prefix="deskhand-pack-") as place:
        folder = Path(place)
        for name in (FILE, *others):
            (folder / name).write_bytes(files[name])
        try:
            loaded = load(folder)
        except RecipeError as problem:
            raise NotPacked(str(problem).replace(f"{folder}/", "").removesuffix(".")) from problem
    unnamed = next((name for name in others if name not in loaded.pictures), None)
    if unnamed is not None:
        raise NotPacked(f"{unnamed} is in it and the recipe does not name it")
    return loaded.recipe, loaded.pictures


def _as_text(signature: Signature) -> _Signed:
    return _Signed(
        key=base64.b64encode(signature.key).decode("ascii"), signature=base64.b64encode(signature.value).decode("ascii")
    )


def _json(part: Part) -> bytes:
    return part.model_dump_json(indent=1).encode() + b"\n"


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


__all__ = ["ENDING", "By", "Pack", "opened", "packed", "typed_in", "values_in", "without_values"]
