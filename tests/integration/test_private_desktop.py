"""The private desktop: its own home, a key to its door, nothing left behind."""

import os
import subprocess
from pathlib import Path

from deskhand.system.private_desktop import PrivateDesktop, environment


def test_nobody_gets_in_without_the_cookie(own_desktop):
    stranger = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "XAUTHORITY": "/nonexistent"}
    asked = ["xprop", "-display", own_desktop.display, "-root", "_NET_SUPPORTING_WM_CHECK"]
    refused = subprocess.run(asked, env=stranger, capture_output=True, text=True)
    assert refused.returncode != 0
    assert subprocess.run(asked, env=own_desktop.env, capture_output=True).returncode == 0


def test_it_has_a_home_of_its_own_and_leaves_nothing():
    with PrivateDesktop(800, 600) as desktop:
        home, servers = desktop.home, [program.pid for program in desktop._programs]
        assert (home / "Documents").is_dir()
        assert desktop.env["HOME"] == str(home) != os.environ["HOME"]
        assert home.stat().st_mode & 0o077 == 0
        desktop.spawn(["mousepad"])
        desktop.wait_for_window("Mousepad")
    assert not home.exists()
    assert not [pid for pid in servers if Path(f"/proc/{pid}").exists()]


def test_the_environment_is_given_back():
    before = dict(os.environ)
    with environment({"DISPLAY": ":12345"}):
        assert dict(os.environ) == {"DISPLAY": ":12345"}
    assert dict(os.environ) == before
