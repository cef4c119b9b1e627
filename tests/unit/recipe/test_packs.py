"""Packs: the same bytes each time, nothing private in them, and from anyone else nothing but a whole pack is read."""

import contextlib
import hashlib
import io
import json
import random
import stat
import struct
import tempfile
import zipfile
import zlib
from pathlib import Path

import numpy as np
import pytest

from deskhand.core.errors import RecipeError
from deskhand.recipe.format.pictures import png
from deskhand.recipe.format.schema import Click, If, Parameter, Recipe, Target, Type
from deskhand.recipe.sharing import archive
from deskhand.recipe.sharing.archive import NotPacked, pack, unpack
from deskhand.recipe.sharing.packs import (
    MANIFEST,
    SIGNATURE,
    _as_text,
    _json,
    opened,
    packed,
    typed_in,
    values_in,
    without_values,
)
from deskhand.recipe.sharing.signing import SigningKey

KEY, OTHER = SigningKey(b"1" * 32), SigningKey(b"2" * 32)
PICTURES = {
    "save.png": np.arange(20 * 30 * 3, dtype=np.uint8).reshape(20, 30, 3),
    "name.png": np.full((12, 40, 3), 200, np.uint8),
    "left-over.png": np.zeros((5, 5, 3), np.uint8),
}
RECIPE = Recipe(
    name="save-note",
    title="Save a note",
    parameters={
        "words": Parameter(default="Dear Anna"),
        "pin": Parameter(type="secret", secret="bank_pin"),
        "file": Parameter(type="file"),
    },
    steps=(
        Type(type="{{words}}", into=Target(label="Name", role="edit", picture="name.png")),
        If(**{"if": "words = 'x'"}, then=(Type(type="always the same"),)),
        Click(click=Target(label="Save", picture="save.png", place=(1, 2, 30, 20))),
    ),
)
GOOD = packed(RECIPE, PICTURES, KEY, "Anna B.")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "in" / "a.deskpack"


def put(file, data):
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)
    return file


def files():
    return unpack(GOOD)


def resigned(changed, key=KEY, listed=None):
    """A pack with other content, listed and signed as it should be: only what it says is wrong."""
    inside = {name: content for name, content in changed.items() if name not in (MANIFEST, SIGNATURE)}
    manifest = json.loads(changed[MANIFEST])
    manifest["files"] = listed or [
        {"name": name, "size": len(content), "sha256": archive_digest(content)} for name, content in inside.items()
    ]
    written = (json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode()
    signature = key.sign(written)
    return pack({MANIFEST: written, **inside, SIGNATURE: _json(_as_text(signature))})


def archive_digest(content):
    return hashlib.sha256(content).hexdigest()


def test_what_is_packed_is_opened_again(file):
    read = opened(put(file, GOOD))
    assert read.recipe == RECIPE
    assert sorted(read.pictures) == ["name.png", "save.png"]
    assert all(np.array_equal(read.pictures[name], PICTURES[name]) for name in read.pictures)
    assert (read.by, read.signature.key) == ("Anna B.", KEY.public)


def test_the_same_recipe_makes_the_same_bytes():
    again = packed(RECIPE.model_copy(), dict(reversed(PICTURES.items())), SigningKey(b"1" * 32), "Anna B.")
    assert again == GOOD
    assert packed(RECIPE, PICTURES, OTHER, "Anna B.") != GOOD


def test_any_zip_program_reads_it():
    with zipfile.ZipFile(io.BytesIO(GOOD)) as read:
        assert read.testzip() is None
        assert read.namelist() == [MANIFEST, "recipe.yaml", "name.png", "save.png", SIGNATURE]
        assert {stat.S_IMODE(info.external_attr >> 16) for info in read.infolist()} == {0o644}


def test_default_values_can_stay_behind_and_those_of_secrets_always_do(file):
    assert values_in(RECIPE) == ["words"]
    bare = without_values(RECIPE)
    assert values_in(bare) == []
    assert b"Dear Anna" not in packed(bare, PICTURES, KEY)
    assert opened(put(file, packed(bare, PICTURES, KEY))).recipe.parameters["file"].type == "file"


def test_texts_that_are_typed_as_they_are_are_known():
    assert typed_in(RECIPE) == ["always the same"]


def test_without_a_key_there_is_no_signature(file):
    assert opened(put(file, packed(RECIPE, PICTURES, None))).signature is None


@pytest.mark.parametrize("by", ["a\nb", "<b>", " x", "x" * 61, "a\u202eb"])
def test_a_maker_that_is_no_name(by):
    with pytest.raises(RecipeError, match="can be called"):
        packed(RECIPE, PICTURES, KEY, by)


def zipped(*entries, compression=zipfile.ZIP_STORED, comment=b""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archived:
        for name, content in entries:
            archived.writestr(name, content)
        archived.comment = comment
    return out.getvalue()


def linked():
    out, info = io.BytesIO(), zipfile.ZipInfo("save.png")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(out, "w") as archived:
        archived.writestr(info, "/etc/passwd")
    return out.getvalue()


def twice():
    with pytest.warns(UserWarning, match="Duplicate"):
        return zipped(("a.png", b"1"), ("a.png", b"2"))


def encrypted():
    data = bytearray(zipped(("a.png", b"12345")))
    data[6] |= 1
    return bytes(data)


ZIPS = {
    "path": (lambda: zipped(("../../evil.sh", b"x")), "is a path"),
    "absolute path": (lambda: zipped(("/etc/cron.d/evil", b"x")), "is a path"),
    "windows path": (lambda: zipped(("..\\evil.exe", b"x")), "is a path"),
    "drive": (lambda: zipped(("c:evil", b"x")), "is a path"),
    "folder": (lambda: zipped(("a/", b"")), "is a path"),
    "deep": (lambda: zipped(("a/" * 500 + "b.png", b"x")), "is a path"),
    "dots": (lambda: zipped(("..", b"x")), "is a path"),
    "hidden": (lambda: zipped((".bashrc", b"x")), "can be called"),
    "capitals": (lambda: zipped(("Recipe.yaml", b"x")), "can be called"),
    "letters that look alike": (lambda: zipped(("rеcipe.yaml", b"x")), "can be called"),
    "line break": (lambda: zipped(("a\nb.png", b"x")), "can be called"),
    "trailing dot": (lambda: zipped(("a.png.", b"x")), "can be called"),
    "device": (lambda: zipped(("con.png", b"x")), "a device"),
    "other device": (lambda: zipped(("lpt1", b"x")), "a device"),
    "link": (linked, "is a link"),
    "twice": (twice, "in it twice"),
    "encrypted": (encrypted, "is encrypted"),
    "bomb": (lambda: zipped(("a.png", bytes(30_000_000)), compression=zipfile.ZIP_DEFLATED), "is compressed"),
    "xz": (lambda: zipped(("a.png", b"x" * 99), compression=zipfile.ZIP_LZMA), "compressed"),
    "comment": (lambda: zipped(("recipe.yaml", b"x"), comment=b"hello"), "holds more than its files"),
    "before it": (lambda: b"#!/bin/sh\n" + GOOD, "is no pack"),
    "behind it": (lambda: GOOD + b"\nmore", "holds more than its files"),
    "nothing": (lambda: b"", "is no pack"),
    "something else": (lambda: b"\x7fELF" + bytes(100), "is no pack"),
    "no directory": (lambda: GOOD[: GOOD.index(b"PK\x01\x02")], "holds more than its files"),
    "files without end": (lambda: GOOD[:30] * 60_000, ""),
    "no manifest": (lambda: zipped(("recipe.yaml", b"recipe: 1\n")), "is no pack|holds more"),
}


@pytest.mark.parametrize("kind", ZIPS)
def test_an_archive_that_is_not_ours_is_refused_at_once(kind, file, tmp_path):
    make, reason = ZIPS[kind]
    put(file, make())
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(RecipeError, match=f"a.deskpack is refused: .*({reason})"):
        opened(file)
    assert sorted(tmp_path.rglob("*")) == before


def test_too_many_files_and_too_large_ones(file, monkeypatch):
    with pytest.raises(NotPacked, match="at most 4,100"):
        pack({f"{n}.png": b"" for n in range(archive.MOST_FILES + 1)})
    many = b"".join(pack({f"{n}.png": b""}).split(b"PK\x01\x02")[0] for n in range(archive.MOST_FILES + 1))
    with pytest.raises(RecipeError, match="more than 4,100 files"):
        opened(put(file, many))
    with file.open("wb") as large:
        large.truncate(100_000_000)
    with pytest.raises(RecipeError, match="100,000,000 bytes; at most"):
        opened(file)


def test_a_link_to_a_pack_is_not_followed(file, tmp_path):
    put(file, GOOD)
    link = tmp_path / "link.deskpack"
    link.symlink_to(file)
    with pytest.raises(RecipeError, match="is a link"):
        opened(link)


def changed(**contents):
    inside = files()
    for name, content in contents.items():
        name = name.replace("_", ".")
        if content is None:
            del inside[name]
        else:
            inside[name] = content
    return inside


def manifest(**said):
    return (json.dumps(json.loads(files()[MANIFEST]) | said, indent=1) + "\n").encode()


YAML = files()["recipe.yaml"]
CONTENTS = {
    "text changed": (lambda: pack(changed(recipe_yaml=YAML + b"# x\n")), "recipe.yaml is not the file that is listed"),
    "picture changed": (lambda: pack(changed(save_png=png(PICTURES["name.png"]))), "save.png is not the file"),
    "manifest changed": (lambda: pack(changed(manifest_json=manifest(by="Eve"))), "changed after it was signed"),
    "signature of another": (
        lambda: pack(changed(signature_json=unpack(packed(RECIPE, PICTURES, OTHER, "x"))[SIGNATURE])),
        "changed after it was signed",
    ),
    "signature damaged": (lambda: pack(changed(signature_json=b"{}")), "signature.json cannot be read"),
    "signature no key": (
        lambda: pack(changed(signature_json=b'{\n "key": "QUJD",\n "signature": "QUJD"\n}\n')),
        "signature.json is not written",
    ),
    "newer": (lambda: pack(changed(manifest_json=manifest(deskpack=2))), "newer Deskhand"),
    "no manifest": (lambda: pack(changed(manifest_json=None)), "has no manifest.json"),
    "manifest no JSON": (lambda: pack(changed(manifest_json=b"{")), "manifest.json is not right"),
    "manifest deep": (lambda: pack(changed(manifest_json=b"[" * 900_000)), "manifest.json is not right"),
    "manifest huge": (lambda: pack(changed(manifest_json=b" " * 2_000_000)), "more than 1,000,000 bytes"),
    "manifest with more": (lambda: pack(changed(manifest_json=manifest(risk="none"))), "not right at risk"),
    "manifest in disguise": (
        lambda: pack(changed(manifest_json=files()[MANIFEST].replace(b"{", b'{"deskpack": 1, ', 1))),
        "not written as Deskhand writes it",
    ),
    "picture missing": (lambda: pack(changed(save_png=None)), "'save.png' is listed and is not in it"),
    "file besides": (lambda: pack(changed(evil_sh=b"#!")), "evil.sh is in it and is not listed"),
    "listed script": (lambda: resigned(changed(evil_sh=b"#!")), "neither a recipe nor a picture"),
    "picture not named": (lambda: resigned(changed(x_png=png(PICTURES["name.png"]))), "does not name it"),
    "no recipe": (lambda: resigned(changed(recipe_yaml=None)), "has no recipe.yaml"),
    "other name": (
        lambda: resigned(changed(recipe_yaml=YAML.replace(b"save-note", b"other"))),
        "called save-note and its recipe other",
    ),
    "claims a risk": (
        lambda: resigned(changed(recipe_yaml=YAML.replace(b"recipe: 1\n", b"recipe: 1\nrisk: none\n"))),
        "recipe.yaml, line 3: `risk` is not known",
    ),
    "step claims a risk": (
        lambda: resigned(changed(recipe_yaml=YAML + b"  - key: ctrl+q\n    risk: R0\n")),
        "`risk` is not known",
    ),
    "yaml bomb": (
        lambda: resigned(changed(recipe_yaml=b"a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n")),
        "recipe.yaml, line 1",
    ),
    "yaml object": (lambda: resigned(changed(recipe_yaml=b"!!python/object/apply:os.system [id]\n")), "recipe.yaml"),
    "picture no picture": (lambda: resigned(changed(save_png=b"GIF89a" + bytes(99))), "save.png is not a PNG"),
    "picture bomb": (lambda: resigned(changed(save_png=bomb())), "60000x60000 pixels"),
    "picture with a text": (lambda: resigned(changed(save_png=with_chunk(b"zTXt"))), "something else than a picture"),
    "picture with a tail": (lambda: resigned(changed(save_png=png(PICTURES["save.png"]) + b"MZ...")), "something else"),
    "manifest lists twice": (
        lambda: resigned(files(), listed=[json.loads(files()[MANIFEST])["files"][0]] * 2),
        "lists a file twice",
    ),
    "another order": (
        lambda: pack({name: files()[name] for name in (MANIFEST, "save.png", "name.png", "recipe.yaml", SIGNATURE)}),
        "not in the order",
    ),
}


def bomb():
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(9_999))) + chunk(b"IEND")


def with_chunk(kind):
    whole = png(PICTURES["save.png"])
    return whole[:33] + chunk(kind, b"note\0\0" + zlib.compress(bytes(99))) + whole[33:]


def chunk(kind, content=b""):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


@pytest.mark.parametrize("kind", CONTENTS)
def test_a_pack_that_is_not_whole_is_refused_at_once(kind, file, tmp_path):
    make, reason = CONTENTS[kind]
    put(file, make())
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(RecipeError, match=f"a.deskpack is refused: .*{reason}"):
        opened(file)
    assert sorted(tmp_path.rglob("*")) == before


def test_what_resigned_makes_is_a_pack(file):
    assert opened(put(file, resigned(files()))).recipe == RECIPE


@pytest.mark.timeout(60)
def test_the_largest_recipe_is_opened_and_refused(file):
    steps = tuple(Click(click=Target(label=f"Step {n}", picture=f"{n}.png")) for n in range(2_000))
    noise = np.random.default_rng(1).integers(0, 256, (2_000, 24, 60, 3), dtype=np.uint8)
    whole = packed(Recipe(name="big", steps=steps), {f"{n}.png": noise[n] for n in range(2_000)}, KEY)
    damaged = bytearray(whole)
    damaged[whole.index(b"1999.png", whole.index(b"1998.png", len(whole) // 2)) + 60] ^= 1
    with pytest.raises(RecipeError, match="damaged"):
        opened(put(file, bytes(damaged)))


def test_no_flipped_bit_and_no_cut_gets_through(file, tmp_path, monkeypatch):
    """Whatever was done to a good pack, it is refused with a sentence, and nothing stays behind."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    put(file, GOOD)
    before = sorted(tmp_path.rglob("*"))
    chance = random.Random(5)
    for _ in range(1_500):
        data = bytearray(GOOD)
        for _ in range(chance.choice((1, 1, 1, 2, 8))):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        if bytes(data) == GOOD:
            continue
        with pytest.raises(RecipeError) as problem:
            opened(put(file, bytes(data)))
        assert "\n" not in str(problem.value) and str(place) not in str(problem.value)
    for end in range(0, len(GOOD), 3):
        with pytest.raises(RecipeError):
            opened(put(file, GOOD[:end]))
    assert sorted(tmp_path.rglob("*")) == before


def test_what_is_changed_and_listed_anew_is_refused_or_a_recipe(file, tmp_path, monkeypatch):
    """Behind the digests: hostile text and pictures, signed by their maker, reach the readers of recipes."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    chance, taken = random.Random(6), 0
    for _ in range(600):
        inside = files()
        name = chance.choice(["recipe.yaml", "save.png", "name.png"])
        content = bytearray(inside[name])
        for _ in range(chance.choice((1, 2, 5))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        inside[name] = bytes(content[: chance.choice((len(content), len(content), chance.randrange(len(content))))])
        with contextlib.suppress(RecipeError):
            taken += isinstance(opened(put(file, resigned(inside))).recipe, Recipe)
    assert taken
    assert list(place.iterdir()) == []


@pytest.mark.parametrize(
    "by",
    ["Anna B.", "", "Jürgen O'Neil", "Анна Берг", "山田 たろう", "अनिता", "a@b.example"],
)
def test_what_a_maker_may_be_called(by):
    assert opened_bytes(packed(RECIPE, PICTURES, KEY, by)).by == by


@pytest.mark.parametrize(
    "by",
    ["Аnna", "An\u200dna", "Anna\u0301", "Ａnna", "Anna\u00a0B", "An\u0430", "a\u0338b", "Anna ", "a\nb"],
)
def test_what_may_be_taken_for_another_name_is_none(by):
    with pytest.raises(RecipeError, match="Nobody can be called"):
        packed(RECIPE, PICTURES, KEY, by)


def opened_bytes(data):
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        return opened(Path(file.name))
