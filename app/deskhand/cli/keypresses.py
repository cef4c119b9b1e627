"""Single keys pressed in the terminal a command runs in, without Enter."""

from __future__ import annotations

import contextlib
import os
import select
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def single_keys() -> Iterator[bool]:
    """Make `pressed` hear each key at once while the body runs; whether there is a terminal to hear."""
    if sys.stdin is None or not sys.stdin.isatty():
        yield False
        return
    # Windows has none of these; recording is of X11 today.
    import termios
    import tty

    number = sys.stdin.fileno()
    before = termios.tcgetattr(number)
    try:
        tty.setcbreak(number)
        yield True
    finally:
        termios.tcsetattr(number, termios.TCSADRAIN, before)


def pressed(seconds: float) -> str:
    """The key pressed within that time, `\\n` for Enter; empty for none, and where the terminal was closed."""
    number = sys.stdin.fileno()
    ready, _, _ = select.select([number], [], [], seconds)
    # Past Python's buffer, where keys pressed in a burst would wait unheard.
    return os.read(number, 1).decode("ascii", "replace") if ready else ""
