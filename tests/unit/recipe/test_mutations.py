"""Recipes and pictures with anything done to their bytes: refused in a sentence, or read as what they say."""

import random
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from deskhand.core.errors import RecipeError
from deskhand.recipe.format.loading import FILE, Loaded, dump, load, parsed
from deskhand.recipe.format.pictures import png
from deskhand.recipe.keeping.store import Store
from deskhand.recipe.reviewing.check import problems
from deskhand.recipe.reviewing.diff import changes
from deskhand.recipe.reviewing.telling import told
from deskhand.system.paths import ready_recipes
from tests.unit.recipe.any_recipe import any_recipe

SEEDS = 20
EACH = 25
PIECES = [
    b"{", b"}", b"[", b"]", b": ", b"- ", b"&a ", b"*a", b"!!int ", b"? ", b"| ", b">\n", b"#", b'"', b"'", b"\n",
    b"\t", b"\r", b"\0", b"\xff", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"<<: ", b"---\n", b"...\n", b"%TAG", b"{{", b"}}",
    b"~", b"true", b"1e999", b"9" * 400, b"\\", b"@", b"`", b"steps:", b"then:", b"else:", b"do:", b"click: {}", b"0x",
    b"-1", b"{{secret:a}}", b"if: ", b"use: a", b"(a+)+", b"  ", b"\xf0\x9f\x99\x82",
]  # fmt: skip


def mutated(content: bytes, chance: random.Random) -> bytes:
    """The content after one to four accidents."""
    for _ in range(chance.randrange(1, 5)):
        at = chance.randrange(len(content) + 1)
        end = min(len(content), at + chance.choice([0, 1, 1, 3, 20, 200]))
        match chance.randrange(5):
            case 0:
                content = content[:at] + chance.choice(PIECES) + content[at:]
            case 1:
                content = content[:at] + content[end:]
            case 2:
                content = content[:end] + content[at:end] * chance.choice([1, 2, 30]) + content[end:]
            case 3:
                content = content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :]
            case _:
                content = content[:at] + chance.choice(PIECES) + content[end:]
    return content


@cache
def texts() -> list[bytes]:
    ready = [file.read_bytes() for file in sorted(ready_recipes().glob("*/recipe.yaml"))]
    return [*ready, *(dump(any_recipe(seed)).encode() for seed in range(20))]


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_text_is_refused_in_a_sentence_or_read(seed, tmp_path):
    chance = random.Random(seed)
    (folder := tmp_path / "a").mkdir()
    store = Store(tmp_path / "none")
    for _ in range(EACH):
        content = mutated(chance.choice(texts()), chance)
        (folder / FILE).write_bytes(content)
        try:
            loaded = load(folder)
        except RecipeError as problem:
            said = str(problem)
            assert f"{FILE}, line " in said
            assert len(said.splitlines()) == 1 and len(said) < 900, said
            continue
        assert parsed(dump(loaded.recipe))[0] == loaded.recipe, content
        assert all(0 < problem.line <= content.count(b"\n") + 1 for problem in problems(loaded, store))
        assert all(line.isprintable() for line in told(loaded.recipe, 80)), content
        assert changes(loaded.recipe, loaded.recipe, {}, {}) == []


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_picture_is_refused_in_a_sentence_or_read(seed, tmp_path):
    chance = random.Random(seed)
    good = png(np.frombuffer(chance.randbytes(12 * 30 * 3), np.uint8).reshape(12, 30, 3))
    (folder := tmp_path / "a").mkdir()
    (folder / FILE).write_text("recipe: 1\nname: a\nsteps:\n  - click: {picture: a.png}\n")
    for _ in range(EACH):
        (folder / "a.png").write_bytes(mutated(good, chance))
        said = ""
        try:
            pixels = load(folder).pictures["a.png"]
        except RecipeError as problem:
            said = str(problem)
        assert f"{FILE}, line 4: a.png " in said if said else pixels.dtype == np.uint8 and pixels.shape[2:] == (3,)


def test_a_recipe_says_the_same_wherever_it_is_read_from(tmp_path):
    for text in texts():
        recipe, lines = parsed(text.decode())
        assert Loaded(recipe, {}, Path("a"), lines, text.decode()).recipe == parsed(dump(recipe))[0]
