"""The doctor on a desktop and without one: it says ok only for what it tried."""

import json
import subprocess
import sys

PARTS = ["display", "capture", "input", "text", "model", "journal", "keyring"]


def doctor():
    done = subprocess.run(
        [sys.executable, "-m", "deskhand", "doctor", "--json"], capture_output=True, text=True, timeout=120
    )
    assert "Traceback" not in done.stderr
    return done.returncode, {finding["part"]: finding for finding in json.loads(done.stdout)}


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
