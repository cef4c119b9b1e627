"""The child process that hosts the action model: it can hang or die without taking the app along.

Speaks JSON lines on stdin and stdout: `{"prompt", "candidates"}` in, `{"text", "confidence", "cpu"}` or
`{"error"}` out, after one `{"ready"}`; `{"prompt", "most"}` asks for a continuation of at most so many tokens.
It gives itself limits first: memory, no file written, and no network where the system lets an ordinary user have a
network namespace of his own.

Run as `python -m deskhand.models.host WEIGHTS ADAPTER-or-empty THREADS`.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

MEMORY = 4 << 30
"""Bytes of address space; the packaged model needs well under one."""
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000  # linux/sched.h


def main() -> None:
    """Load the model and answer until stdin closes."""
    weights, adapter, threads = sys.argv[1:4]
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    # llama.cpp prints to stdout and stderr from C; only our lines may reach the parent.
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # A file it was led to write would stay after it.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    network = not _leave_network()
    try:
        from deskhand.models.walker import TrieWalker

        walker = TrieWalker(Path(weights), Path(adapter) if adapter else None, int(threads))
    except (ValueError, OSError, ImportError, RuntimeError, MemoryError) as problem:
        _say(answers, {"error": str(problem)})
        return
    _say(answers, {"ready": True, "network": network})
    for line in sys.stdin:
        _say(answers, _answer(walker, line))


def _answer(walker: Any, line: str) -> dict[str, object]:
    try:
        request = json.loads(line)
        if "most" in request:
            text, confidence = walker.write(request["prompt"], request["most"]), 1.0
        else:
            text, confidence = walker.choose(request["prompt"], request["candidates"])
    except (ValueError, KeyError, RuntimeError, MemoryError) as problem:
        return {"error": str(problem)}
    times = os.times()
    return {"text": text, "confidence": confidence, "cpu": times.user + times.system}


def _say(stream: Any, message: dict[str, object]) -> None:
    with contextlib.suppress(BrokenPipeError):
        stream.write(json.dumps(message) + "\n")


def _leave_network() -> bool:
    """Move to an empty network namespace; False where the system does not allow it."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        return bool(libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0 or libc.unshare(_CLONE_NEWNET) == 0)
    except (OSError, AttributeError):
        return False


if __name__ == "__main__":
    main()
