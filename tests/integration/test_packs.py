"""Giving a recipe away and taking it, by the commands, with a real keyring and with a key in a file."""

import os
import subprocess
import sys

import numpy as np
import pytest

from deskhand.recipe.format.schema import Click, Parameter, Recipe, Target, Type
from deskhand.recipe.keeping.store import user_store
from deskhand.recipe.sharing.trust import Standing, TrustBook
from deskhand.system.paths import user_paths

RECIPE = Recipe(
    name="send-note",
    title="Send a note",
    parameters={"words": Parameter(default="Dear Anna"), "pin": Parameter(type="secret", secret="bank_pin")},
    steps=(
        Type(type="{{words}}"),
        Type(type="always"),
        Type(type="{{pin}}"),
        Click(click=Target(label="Send", picture="send.png")),
    ),
)
PICTURES = {"send.png": np.full((12, 40, 3), 200, np.uint8)}


@pytest.fixture
def maker():
    """The recipe in the store of whoever makes the pack."""
    user_store(user_paths()).save(RECIPE, PICTURES)
    return user_paths()


@pytest.fixture
def taker(tmp_path, monkeypatch):
    """From here on it is somebody else's home."""

    def taken():
        monkeypatch.setenv("DESKHAND_HOME", str(tmp_path / "taker"))
        return user_paths()

    return taken


def command(*words, ok=0):
    done = subprocess.run(
        [sys.executable, "-m", "deskhand", "recipes", *map(str, words)], capture_output=True, text=True, timeout=60
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == ok, done.stdout + done.stderr
    return done


def words_in(text):
    return next(line.strip() for line in text.splitlines() if len(line.split()) == 12)


def test_a_recipe_goes_from_one_person_to_another(maker, taker, tmp_path):
    pack, key = tmp_path / "note.deskpack", tmp_path / "key.pem"
    given = command("export", "send-note", pack, "--by", "Anna Berg", "--key-file", key)
    assert key.stat().st_mode & 0o777 == 0o600
    for warned in ("default values of words", "“always”", "1 pictures"):
        assert warned in given.stderr, given.stderr
    assert "bank_pin" not in given.stderr
    assert "already" in command("export", "send-note", pack, "--key-file", key, ok=2).stderr
    before = pack.read_bytes()
    command("export", "send-note", pack, "--by", "Anna Berg", "--key-file", key, "--force")
    assert pack.read_bytes() == before

    paths = taker()
    taken = command("import", pack)
    assert words_in(taken.stdout) == words_in(given.stdout)
    assert "not seen here before" in taken.stdout
    assert "types the secrets “bank_pin”" in taken.stdout
    assert "from Anna Berg" in command("list").stdout
    loaded = user_store(paths).load("send-note")
    assert loaded.recipe == RECIPE
    book = TrustBook(paths.trust)
    assert book.of(loaded.recipe, loaded.pictures).standing is Standing.UNTRUSTED
    assert "known here since" in command("import", pack, "--as", "again").stdout
    assert "already" in command("import", pack, ok=2).stderr
    listed = command("signers").stdout
    assert "Anna Berg" in listed and words_in(given.stdout) in listed

    assert "nobody to ask" in command("trust", "send-note", ok=2).stderr
    assert book.of(loaded.recipe, loaded.pictures).standing is Standing.UNTRUSTED
    told = command("trust", "send-note", "--yes").stdout
    assert "Send" in told and "Anna Berg" in told
    assert book.of(loaded.recipe, loaded.pictures).standing is Standing.TRUSTED
    command("trust", "send-note", "--revoke")
    assert book.of(loaded.recipe, loaded.pictures).standing is Standing.UNTRUSTED


def test_another_key_under_a_known_name_is_somebody_else(maker, taker, tmp_path):
    command("export", "send-note", tmp_path / "1.deskpack", "--by", "Anna", "--key-file", tmp_path / "1.pem")
    command("export", "send-note", tmp_path / "2.deskpack", "--by", "anna", "--key-file", tmp_path / "2.pem")
    paths = taker()
    command("import", tmp_path / "1.deskpack")
    refused = command("import", tmp_path / "2.deskpack", "--as", "other", ok=2)
    assert "another key" in refused.stderr and refused.stderr.count("\n") == 1
    assert user_store(paths).own("send-note") and not user_store(paths).own("other")
    first = command("signers").stdout.partition(": ")[2].split()[:2]
    command("signers", "--forget", " ".join(first))
    command("import", tmp_path / "2.deskpack", "--as", "other")


def test_without_values_and_without_a_signature(maker, taker, tmp_path):
    pack = tmp_path / "bare.deskpack"
    given = command("export", "send-note", pack, "--without-values", "--unsigned")
    assert "default values" not in given.stderr and "not signed" in given.stdout
    assert b"Dear Anna" not in pack.read_bytes()
    paths = taker()
    assert "--unsigned" in command("import", pack, ok=2).stderr
    assert not paths.recipes.exists()
    assert "Nobody signed it" in command("import", pack, "--unsigned").stdout
    assert user_store(paths).load("send-note").recipe.parameters["words"].default is None


def test_the_key_is_made_once_and_stays_in_the_keyring(own_desktop, keyring_daemon, maker, tmp_path):
    one = command("export", "send-note", tmp_path / "1.deskpack").stdout
    two = command("export", "send-note", tmp_path / "2.deskpack").stdout
    assert words_in(one) == words_in(two)
    assert (tmp_path / "1.deskpack").read_bytes() == (tmp_path / "2.deskpack").read_bytes()
    written = [file for file in (tmp_path / "deskhand").rglob("*") if file.is_file() and "recipes" not in file.parts]
    assert [file for file in written if b"PRIVATE" in file.read_bytes() or "key" in file.name] == []


def test_without_a_keyring_the_sentence_says_what_to_do(maker, tmp_path):
    done = command("export", "send-note", tmp_path / "1.deskpack", ok=1)
    assert done.stderr == "deskhand: No safe keyring: install gnome-keyring or KeePassXC and unlock it.\n"
    assert not (tmp_path / "1.deskpack").exists()


def test_a_persons_own_recipe_needs_no_trust(maker):
    assert "your own recipe" in command("trust", "send-note", "--yes", ok=2).stderr


def test_a_bad_pack_is_one_sentence(taker, tmp_path):
    paths = taker()
    bad = tmp_path / "bad.deskpack"
    bad.write_bytes(os.urandom(2_000))
    refused = command("import", bad, ok=2)
    assert refused.stderr == f"deskhand: {bad} is refused: it is no pack.\n"
    assert not paths.data.exists()
