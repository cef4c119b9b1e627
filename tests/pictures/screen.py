"""The app on a private desktop, driven as a person would, and pictures of the real screen."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

import cv2
import numpy as np
from mss import MSS

from deskhand.system.paths import user_paths
from deskhand.system.private_desktop import PrivateDesktop, environment
from deskhand.system.settings import Settings, SettingsFile

PATIENCE = 60.0


def until(qt, condition, what="it", patience=PATIENCE):
    """Let Qt work until a condition gives something true, and return that."""
    deadline = time.monotonic() + patience
    while not (found := condition()):
        assert time.monotonic() < deadline, f"{what} did not come in {patience:.0f} s"
        qt.processEvents()
        time.sleep(0.01)
    return found


def settle(qt, seconds=0.4):
    """Let Qt and the window manager draw."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        qt.processEvents()
        time.sleep(0.01)


def shot():
    """The whole screen as BGR pixels."""
    with MSS() as camera:
        return np.asarray(camera.grab(camera.monitors[0]))[:, :, :3]


def save(pixels, file: Path):
    """Write a picture."""
    file.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(file), pixels, [cv2.IMWRITE_PNG_COMPRESSION, 9])


def part(pixels, box, around=24):
    """A part of a picture with some of what is around it; `box` is (x, y, w, h) in its pixels."""
    x, y, w, h = box
    return pixels[max(0, y - around) : y + h + around, max(0, x - around) : x + w + around]


@contextlib.contextmanager
def desktop_with_home(home: Path, width=1600, height=1000):
    """A private desktop, with Deskhand's files in a folder that is kept."""
    weights = user_paths().weights
    with PrivateDesktop(width, height) as desktop, environment(desktop.env):
        os.environ["DESKHAND_HOME"] = str(home)
        paths = user_paths()
        paths.cache.mkdir(parents=True, exist_ok=True)
        if not paths.weights.exists():
            paths.weights.symlink_to(weights)
        try:
            yield desktop, paths
        finally:
            os.environ.pop("DESKHAND_HOME", None)


def with_settings(paths, **chosen):
    """Settings of a person who has seen the introduction."""
    SettingsFile(paths.settings).write(Settings(**{"introduced": True, **chosen}))
