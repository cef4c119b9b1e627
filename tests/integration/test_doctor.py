"""The doctor on a desktop and without one: it says ok only for what it tried."""

import json
import subprocess
import sys
import time

import pytest

PARTS = ["display", "capture", "input", "text", "model", "journal", "keyring"]


def doctor():
    done = subprocess.run(
        [sys.executable, "-m", "deskhand", "doctor", "--json"], capture_output=True, text=True, timeout=120
    )
    assert "Traceback" not in done.stderr
    return done.returncode, {finding["part"]: finding for finding in json.loads(done.stdout)}


@pytest.fixture
def keyring_daemon(own_desktop, monkeypatch):
    """A real Secret Service keyring on the private session bus, in the private home."""
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND")
    daemon = subprocess.Popen(
        ["gnome-keyring-daemon", "--unlock", "--components=secrets", "--foreground"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    daemon.stdin.write(b"a password for the test")
    daemon.stdin.close()
    ask = ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"]
    ask += ["org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"]
    deadline = time.monotonic() + 15
    while "true" not in subprocess.run(ask, capture_output=True, text=True).stdout:
        assert time.monotonic() < deadline, "the keyring did not come up"
        time.sleep(0.05)
    yield
    daemon.terminate()
    daemon.wait(10)


def test_on_a_desktop_everything_is_tried_and_ok(own_desktop, keyring_daemon):
    own_desktop.spawn(["mousepad"])
    own_desktop.wait_for_window("Mousepad")
    code, found = doctor()
    assert list(found) == PARTS
    assert [part for part, finding in found.items() if not finding["ok"]] == [], found
    assert code == 0
    assert "read it back" in found["input"]["detail"]


def test_without_a_display_it_says_what_to_do(no_display):
    code, found = doctor()
    assert code == 1
    for part in ("display", "capture", "input"):
        assert not found[part]["ok"]
        assert "display" in found[part]["detail"].lower()
    assert found["text"]["ok"]
    assert found["model"]["ok"]
    assert found["journal"]["ok"]


def test_a_weak_keyring_is_not_ok(no_display, monkeypatch):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    _, found = doctor()
    assert not found["keyring"]["ok"]
