"""The X11 clipboard through xclip."""

from __future__ import annotations

import subprocess
import time

from deskhand.core.errors import InputError

_TIMEOUT = 3.0
"""Seconds; the owner of the clipboard may be hung, and then nobody gets an answer."""


class XclipClipboard:
    """Reads and writes the CLIPBOARD selection as UTF-8 text."""

    def read(self) -> str | None:
        """See `Clipboard.read`. What is no text cannot be given back, so it is refused."""
        targets = _run(["xclip", "-selection", "clipboard", "-out", "-target", "TARGETS"]).stdout.decode()
        if targets.strip() and not any(name in targets for name in ("STRING", "TEXT", "text/plain")):
            raise InputError("The clipboard holds a picture or files that would be lost; copy some text, then go on.")
        done = _run(["xclip", "-selection", "clipboard", "-out", "-target", "UTF8_STRING"])
        return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None

    def write(self, text: str | None) -> None:
        """See `Clipboard.write`."""
        done = _run(["xclip", "-selection", "clipboard", "-in"], (text or "").encode())
        deadline = time.monotonic() + _TIMEOUT
        # xclip returns before the server knows the new owner; a paste right after would get the old text.
        while done.returncode == 0 and (self.read() or "") != (text or ""):
            if time.monotonic() > deadline:
                raise InputError("The clipboard does not keep what is written to it; close clipboard managers.")
        if done.returncode != 0:
            raise InputError("The clipboard cannot be written; is the display still there?")


def _run(command: list[str], data: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    # xclip stays behind to serve the selection and inherits its output: a pipe would never close.
    output = subprocess.DEVNULL if data is not None else subprocess.PIPE
    try:
        return subprocess.run(
            command, input=data, stdout=output, stderr=subprocess.DEVNULL, timeout=_TIMEOUT, check=False
        )
    except FileNotFoundError as problem:
        raise InputError("xclip is not installed; run `make setup`, or install it.") from problem
    except subprocess.TimeoutExpired as problem:
        raise InputError("The clipboard does not answer; close the program that owns it.") from problem
