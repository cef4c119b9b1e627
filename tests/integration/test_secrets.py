"""`deskhand secrets` with a real keyring: nothing of a value is printed or in a file in the clear."""

import os
import pty
import subprocess
import sys
from pathlib import Path

from deskhand.system.paths import user_paths

VALUE = "correct-horse-battery-71"
COMMAND = [sys.executable, "-m", "deskhand", "secrets"]


def command(*words, given=""):
    done = subprocess.run([*COMMAND, *words], input=given, capture_output=True, text=True, timeout=60)
    assert "Traceback" not in done.stderr
    assert VALUE not in done.stdout + done.stderr
    return done


def kept(name):
    """Read in a process of its own: this one's keyring is none."""
    code = "import sys, deskhand.system.paths as p, deskhand.system.secrets as s;"
    code += "sys.stdout.write(s.Secrets(p.user_paths().secrets).value(sys.argv[1]))"
    return subprocess.run([sys.executable, "-c", code, name], capture_output=True, text=True, timeout=60).stdout


def test_a_secret_from_set_to_forget(own_desktop, keyring_daemon):
    assert command("set", "bank", given=VALUE + "\n").stdout == "The keyring keeps bank.\n"
    assert command("list").stdout == "bank\n"
    assert kept("bank") == VALUE
    homes = [Path(os.environ["HOME"]), Path(os.environ["DESKHAND_HOME"])]
    files = [file for home in homes for file in home.rglob("*") if file.is_file()]
    assert files and not [file for file in files if VALUE.encode() in file.read_bytes()]
    assert command("forget", "bank").returncode == 0
    assert command("list").stdout == ""
    gone = command("forget", "bank")
    assert (gone.returncode, gone.stderr.count("\n")) == (1, 1)


def test_in_a_terminal_a_secret_is_typed_unseen_and_twice(own_desktop, keyring_daemon):
    assert typed("set", "bank", answers=(VALUE, VALUE)) == 0
    assert kept("bank") == VALUE
    assert typed("set", "bank", answers=(VALUE, "other")) == 2
    assert kept("bank") == VALUE


def test_without_a_safe_keyring_nothing_is_kept(no_display):
    done = command("set", "bank", given=VALUE + "\n")
    assert done.returncode == 1
    assert done.stderr == "deskhand: No safe keyring: install gnome-keyring or KeePassXC and unlock it.\n"
    assert not user_paths().secrets.exists()


def typed(*words, answers):
    """Run the command in a terminal of its own, answering each of its questions; its exit code."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(COMMAND[0], [*COMMAND, *words])
    shown = b""
    for answer in answers:
        asked = len(shown)
        while not shown[asked:].rstrip().endswith(b":"):
            shown += os.read(terminal, 1024)
        os.write(terminal, answer.encode() + b"\n")
    try:
        while chunk := os.read(terminal, 1024):
            shown += chunk
    except OSError:
        pass  # a terminal whose last program ended
    os.close(terminal)
    assert VALUE.encode() not in shown
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
