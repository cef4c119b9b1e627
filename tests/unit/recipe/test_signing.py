"""Signatures, keys where they are kept, and who signed what before."""

import numpy as np
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from deskhand.core.errors import RecipeError, SecretError, UsageError
from deskhand.recipe.sharing.signers import Signers
from deskhand.recipe.sharing.signing import Signature, SigningKey, fingerprint, key_of_file, key_of_keyring
from tests.fakes import MemoryRing

KEY, OTHER = SigningKey(b"1" * 32), SigningKey(b"2" * 32)


def test_a_signature_is_one_of_its_message_and_its_key_alone():
    signed = KEY.sign(b"message")
    assert signed.matches(b"message")
    assert not signed.matches(b"message ")
    assert not Signature(OTHER.public, signed.value).matches(b"message")
    assert not Signature(b"short", signed.value).matches(b"message")


def test_a_fingerprint_is_twelve_words_that_tell_keys_apart():
    rng = np.random.default_rng(3)
    prints = {fingerprint(rng.bytes(32)) for _ in range(500)}
    assert len(prints) == 500
    assert {len(words.split()) for words in prints} == {12}
    assert fingerprint(KEY.public) == fingerprint(SigningKey(b"1" * 32).public)


def test_the_own_key_is_made_once_and_kept_in_the_keyring():
    ring = MemoryRing()
    first = key_of_keyring(ring)
    assert key_of_keyring(ring).public == first.public
    assert key_of_keyring(MemoryRing()).public != first.public
    ring.kept = dict.fromkeys(ring.kept, "no key")
    with pytest.raises(SecretError, match="is no key"):
        key_of_keyring(ring)


def test_a_key_in_a_file_is_for_its_owner_alone(tmp_path):
    file = tmp_path / "deep" / "key.pem"
    first = key_of_file(file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert key_of_file(file).public == first.public
    file.chmod(0o640)
    with pytest.raises(SecretError, match="chmod 600"):
        key_of_file(file)


def test_a_file_that_is_no_key(tmp_path):
    file = tmp_path / "key.pem"
    file.write_bytes(b"hello")
    file.chmod(0o600)
    with pytest.raises(SecretError, match="is no key"):
        key_of_file(file)
    form, encoding = serialization.PrivateFormat.PKCS8, serialization.Encoding.PEM
    file.write_bytes(X25519PrivateKey.generate().private_bytes(encoding, form, serialization.NoEncryption()))
    with pytest.raises(UsageError, match="another kind"):
        key_of_file(file)
    with pytest.raises(SecretError, match="cannot be used"):
        key_of_file(tmp_path)


@pytest.fixture
def signers(tmp_path):
    return Signers(tmp_path / "data" / "signers.json")


def test_a_name_belongs_to_the_key_it_was_first_seen_with(signers):
    signers.keep(KEY.public, "Anna", "save-note")
    signers.keep(KEY.public, "Anna", "fill-form")
    assert [(s.by, s.recipes) for s in signers.known()] == [("Anna", ("save-note", "fill-form"))]
    for by in ("Anna", "ANNA", "Ａnna"):
        with pytest.raises(RecipeError, match=r"known here since .* signs with another key"):
            signers.keep(OTHER.public, by, "something")
    signers.keep(OTHER.public, "Ben", "something")
    assert signers.of(OTHER.public).by == "Ben"


def test_a_recipe_belongs_to_the_key_it_was_first_seen_with(signers):
    signers.keep(KEY.public, "", "save-note")
    with pytest.raises(RecipeError, match=r"The recipe save-note, known here since .* is signed with another key"):
        signers.check(OTHER.public, "", "save-note")
    signers.keep(OTHER.public, "", "another")


def test_a_signer_can_be_forgotten_by_their_first_words(signers):
    signers.keep(KEY.public, "Anna", "save-note")
    words = fingerprint(KEY.public)
    with pytest.raises(RecipeError, match="No signer"):
        signers.forget("zebra zebra")
    with pytest.raises(RecipeError, match="No signer"):
        signers.forget("")
    assert signers.forget(" ".join(words.upper().split()[:2])).by == "Anna"
    signers.keep(OTHER.public, "Anna", "save-note")


def test_a_damaged_list_is_not_an_empty_one(signers, tmp_path):
    signers.keep(KEY.public, "Anna", "save-note")
    (tmp_path / "data" / "signers.json").write_text("{")
    with pytest.raises(RecipeError, match="is damaged"):
        signers.check(OTHER.public, "Anna", "save-note")
