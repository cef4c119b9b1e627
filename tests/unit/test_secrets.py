"""Secrets: values in the keyring alone, their names in a file, weak keyrings refused."""

import json
import threading

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend

from deskhand.core.errors import SecretError, UsageError
from deskhand.system.keyrings import SystemRing, system_ring
from deskhand.system.secrets import LONGEST, SERVICE, Secrets
from tests.fakes import MemoryRing

VALUE = "s3cr3t-Passw0rd"


@pytest.fixture
def index(tmp_path):
    return tmp_path / "data" / "secrets.json"


@pytest.fixture
def ring():
    return MemoryRing()


def secrets(index, ring, ask=None):
    return Secrets(index, lambda: ring, ask)


def test_a_kept_secret_has_its_value_and_its_name_alone_stands_in_the_file(index, ring):
    own = secrets(index, ring)
    own.keep("bank", VALUE)
    own.keep("Another_1", "x")
    assert own.value("bank") == VALUE
    assert secrets(index, ring).names() == ["Another_1", "bank"]
    assert json.loads(index.read_text()) == ["Another_1", "bank"]
    assert index.stat().st_mode & 0o777 == 0o600
    assert [f.name for f in index.parent.iterdir()] == ["secrets.json"]
    assert ring.kept[SERVICE, "bank"] == VALUE


def test_a_kept_secret_may_change_and_be_forgotten(index, ring):
    own = secrets(index, ring)
    own.keep("bank", "old")
    own.keep("bank", VALUE)
    assert own.value("bank") == VALUE
    assert own.names() == ["bank"]
    own.forget("bank")
    assert (own.names(), ring.kept) == ([], {})
    with pytest.raises(SecretError, match="no secret called bank"):
        own.forget("bank")


def test_a_secret_that_is_not_kept_is_asked_for_once(index, ring):
    asked = []
    own = secrets(index, ring, lambda name: asked.append(name) or VALUE)
    assert [own.value("bank"), own.value("bank")] == [VALUE, VALUE]
    assert asked == ["bank"]
    assert ring.kept == {} and not index.exists()


def test_without_a_person_or_an_answer_the_sentence_says_what_to_do(index, ring):
    for ask in (None, lambda name: ""):
        with pytest.raises(SecretError, match="deskhand secrets set bank"):
            secrets(index, ring, ask).value("bank")


def test_a_locked_keyring_says_so_and_a_person_can_still_answer(index):
    locked = MemoryRing(SecretError("The keyring is locked."))
    with pytest.raises(SecretError, match="bank cannot be read: The keyring is locked"):
        secrets(index, locked).value("bank")
    assert secrets(index, locked, lambda name: VALUE).value("bank") == VALUE
    with pytest.raises(SecretError):
        secrets(index, locked).keep("bank", VALUE)
    assert not index.exists()


@pytest.mark.parametrize("name", ["", "1st", "a b", "../x", "a" * 65, "é", "a\n"])
def test_a_name_that_is_none(index, ring, name):
    own = secrets(index, ring)
    for call in (own.value, own.forget, lambda name: own.keep(name, VALUE)):
        with pytest.raises(UsageError, match="No secret can be called"):
            call(name)


@pytest.mark.parametrize("value", ["", "x" * (LONGEST + 1)])
def test_a_value_that_is_none(index, ring, value):
    with pytest.raises(UsageError) as problem:
        secrets(index, ring).keep("bank", value)
    assert "xx" not in str(problem.value)


@pytest.mark.parametrize("content", ["{", "{}", '["../x"]', "[1]", '"bank"'])
def test_a_damaged_list_of_names(index, ring, content):
    index.parent.mkdir(parents=True)
    index.write_text(content)
    with pytest.raises(SecretError, match="move it away"):
        secrets(index, ring).names()


class BackEnd(KeyringBackend):
    """A strong back end in memory; `lost` forgets at once, `refusal` raises, `hanging` waits for a person."""

    priority = 5

    def __init__(self, lost=False, refusal=None, hanging=None):
        self.kept, self.lost, self.refusal, self.hanging = {}, lost, refusal, hanging

    def get_password(self, service, username):
        if self.hanging:
            self.hanging.wait()
        if self.refusal:
            raise self.refusal
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        if not self.lost:
            self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]


def test_a_ring_keeps_and_forgets():
    ring = SystemRing(BackEnd())
    ring.set_password("s", "n", VALUE)
    assert ring.get_password("s", "n") == VALUE
    ring.delete_password("s", "n")
    assert ring.get_password("s", "n") is None


def test_a_ring_that_loses_what_it_is_given_is_found_out():
    with pytest.raises(SecretError, match="another secret than it was given"):
        SystemRing(BackEnd(lost=True)).set_password("s", "n", VALUE)


def test_a_ring_that_refuses_says_why():
    with pytest.raises(SecretError, match=r"refuses \(no bus\)"):
        SystemRing(BackEnd(refusal=RuntimeError("no bus"))).get_password("s", "n")


def test_a_ring_that_waits_for_a_person_is_given_up():
    answered = threading.Event()
    try:
        with pytest.raises(SecretError, match="waits for somebody"):
            SystemRing(BackEnd(hanging=answered), limit=0.1).get_password("s", "n")
    finally:
        answered.set()


class PlaintextKeyring(BackEnd):
    """Called as the one of keyrings.alt is."""


@pytest.mark.parametrize("name", ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring"])
def test_keyrings_that_keep_nothing_are_refused(name, monkeypatch):
    monkeypatch.setattr(keyring, "get_keyring", lambda: keyring.core.load_keyring(name))
    with pytest.raises(SecretError, match="No safe keyring"):
        system_ring()


def test_a_readable_keyring_is_refused(monkeypatch):
    monkeypatch.setattr(keyring, "get_keyring", PlaintextKeyring)
    with pytest.raises(SecretError, match="No safe keyring"):
        system_ring()


def test_of_a_chain_only_the_strongest_is_used(monkeypatch):
    strong, weak = BackEnd(), PlaintextKeyring()
    monkeypatch.setattr(keyring, "get_keyring", ChainerBackend)
    monkeypatch.setattr(ChainerBackend, "backends", [strong, weak])
    system_ring().set_password("s", "n", VALUE)
    assert (len(strong.kept), weak.kept) == (1, {})
    monkeypatch.setattr(ChainerBackend, "backends", [weak, strong])
    with pytest.raises(SecretError, match="No safe keyring"):
        system_ring()
