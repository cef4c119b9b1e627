"""Fixtures shared by all tests. No test touches the user's settings, journal, keyring or home."""

import logging
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskhand.core.geometry import Box
from deskhand.core.monitors import Monitor
from deskhand.system.paths import Paths, user_paths
from deskhand.system.private_desktop import PrivateDesktop, environment

USER_WEIGHTS = user_paths().weights
DATA = Path(__file__).parent / "data"


@pytest.fixture(autouse=True)
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """Everything Deskhand writes goes below `tmp_path`; the fetched weights are shared, read only."""
    monkeypatch.setenv("DESKHAND_HOME", str(tmp_path / "deskhand"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    own = user_paths()
    own.cache.mkdir(parents=True)
    if USER_WEIGHTS.exists():
        own.weights.symlink_to(USER_WEIGHTS)
    return own


@pytest.fixture(autouse=True)
def no_unexpected_log(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning or an error in the log fails a test that does not expect it."""
    yield
    if request.node.get_closest_marker("expects_log"):
        return
    loud = [r for phase in ("setup", "call") for r in caplog.get_records(phase) if r.levelno >= logging.WARNING]
    assert not loud, [r.getMessage() for r in loud]


@pytest.fixture(scope="session")
def shared_desktop() -> Iterator[PrivateDesktop]:
    """One private desktop for the tests that leave nothing behind on it."""
    with PrivateDesktop(1280, 800) as desktop:
        yield desktop


@pytest.fixture
def on_desktop(shared_desktop: PrivateDesktop) -> Iterator[PrivateDesktop]:
    """This process's display is the shared private desktop."""
    with environment(_joined(shared_desktop)):
        yield shared_desktop


@pytest.fixture
def own_desktop() -> Iterator[PrivateDesktop]:
    """A fresh 1920x1080 desktop for one test, and this process's display."""
    with PrivateDesktop() as desktop, environment(_joined(desktop)):
        yield desktop


TWO_MONITORS = (
    Monitor("MAIN", Box(0, 0, 1280, 800), 1.0, primary=True),
    Monitor("UPPER-LEFT", Box(-1024, -300, 1024, 768), 2.0),
)
"""One at 100 %, one left of and above it at 200 %; the corners between them belong to neither."""


@pytest.fixture(scope="session")
def shared_two_monitors() -> Iterator[PrivateDesktop]:
    """One private desktop of two monitors for the tests that leave nothing behind on it."""
    with PrivateDesktop(monitors=TWO_MONITORS) as desktop:
        yield desktop


@pytest.fixture
def on_two_monitors(shared_two_monitors: PrivateDesktop) -> Iterator[PrivateDesktop]:
    """This process's display is the shared desktop of two monitors."""
    with environment(_joined(shared_two_monitors)):
        yield shared_two_monitors


@pytest.fixture
def own_two_monitors() -> Iterator[PrivateDesktop]:
    """A fresh desktop of two monitors for one test, and this process's display."""
    with PrivateDesktop(monitors=TWO_MONITORS) as desktop, environment(_joined(desktop)):
        yield desktop


@pytest.fixture
def keyring_daemon(own_desktop: PrivateDesktop, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
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


@pytest.fixture
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no screen at all."""
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)


def _joined(desktop: PrivateDesktop) -> dict[str, str]:
    kept = {k: os.environ[k] for k in ("DESKHAND_HOME", "PYTHON_KEYRING_BACKEND") if k in os.environ}
    return desktop.env | kept
