"""A Chromium window on a private desktop, as a person has it who reads small print at 200 %."""

from __future__ import annotations

import json
import math
import os
import shutil
import tempfile
from pathlib import Path

from deskhand.core.errors import PrivateDesktopError
from deskhand.system.private_desktop import PrivateDesktop

ZOOM = 2.0
"""The pages are 160 x 210 pixels with letters of 10: a person zooms in."""
_FLAGS = (
    "--disable-gpu --disable-quic --no-first-run --no-default-browser-check --disable-background-networking "
    "--disable-component-update --disable-sync --disable-extensions --password-store=basic --test-type "
    "--window-position=0,0 --window-size=800,740 --disable-features=Translate,OptimizationHints,MediaRouter"
).split()


def open_browser(desktop: PrivateDesktop, address: str) -> None:
    """Open the page at `address`, ending a browser that was opened before.

    Raises:
        PrivateDesktopError: there is no Chromium, or its window did not come.
    """
    browser = next((b for b in ("chromium", "chromium-browser", "google-chrome") if shutil.which(b)), None)
    if browser is None:
        raise PrivateDesktopError("Chromium is not installed; run `make setup`, or install it.")
    profile = Path(tempfile.mkdtemp(prefix="browser-", dir=desktop.home))
    (profile / "Default").mkdir()
    # Chromium keeps its zoom as a power of 1.2.
    settings = {
        "partition": {"default_zoom_level": {"x": math.log(ZOOM) / math.log(1.2)}},
        # No question whether to keep the passwords of these games.
        "credentials_enable_service": False,
        "profile": {"password_manager_enabled": False},
        # Nor offers of what was typed in an earlier episode.
        "autofill": {"enabled": False, "profile_enabled": False, "credit_card_enabled": False},
    }
    (profile / "Default" / "Preferences").write_text(json.dumps(settings))
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    desktop.spawn([browser, *sandbox, *_FLAGS, f"--user-data-dir={profile}", address])
    desktop.wait_for_window("Waiting", timeout=60)
