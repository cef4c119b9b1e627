"""A faster copy of the action model's weights, made once on this machine.

The packaged file is Q4_1; llama.cpp reads a prompt about twice as fast in Q4_0 (docs/BENCHMARKS.md), and the
adapter is trained over exactly that copy. The work is done in a process of its own, since llama.cpp can abort.
Beside the copy stands a record: the digests of both files, so that a damaged copy is found out.

Run as `python -m deskhand.models.requantise SOURCE TARGET`.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import subprocess
import sys
from pathlib import Path

from deskhand.core.errors import ModelFileError

from .fetch import digest

TIMEOUT = 300.0
"""Seconds; it takes two to five."""
_MOSTLY_Q4_0 = 2  # LLAMA_FTYPE_MOSTLY_Q4_0, llama.h


def faster(weights: Path) -> Path:
    """Where the faster copy of a weights file is kept: beside it."""
    return weights.with_name(f"{weights.name.partition('.')[0]}.Q4_0.gguf")


def checked_faster(weights: Path) -> Path:
    """The faster copy, if it is the one that was made of these weights.

    Its digest is read once and remembered for as long as size and time stay the same.

    Raises:
        ModelFileError: it is missing, was made of other weights, or is damaged.
    """
    copy, record = faster(weights), _record(faster(weights))
    try:
        told = json.loads(record.read_text())
        seen = _stamp(weights), _stamp(copy)
        if (told["source_seen"], told["copy_seen"]) == seen:
            return copy
        if (told["source"], told["copy"]) == (digest(weights), digest(copy)):
            with contextlib.suppress(OSError):
                record.write_text(json.dumps({**told, "source_seen": seen[0], "copy_seen": seen[1]}))
            return copy
    except (OSError, ValueError, KeyError, TypeError, ModelFileError):
        pass
    raise ModelFileError(f"The faster copy of {weights.name} is missing or damaged; run `deskhand models fetch`.")


def make_faster(weights: Path) -> bool:
    """Make the copy unless it is there; True when it was made now.

    Raises:
        ModelFileError: llama.cpp could not make it, or it cannot be written.
    """
    try:
        checked_faster(weights)
    except ModelFileError:
        _make(weights, faster(weights))
        return True
    return False


def _make(weights: Path, target: Path) -> None:
    command = [sys.executable, "-m", "deskhand.models.requantise", str(weights), str(target)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=False)
    except subprocess.TimeoutExpired as problem:
        raise ModelFileError(f"The faster copy of {weights.name} was not made in {TIMEOUT:.0f} seconds.") from problem
    if done.returncode != 0:
        raise ModelFileError(f"The faster copy of {weights.name} cannot be made: {done.stderr.strip()[-200:]}")
    told = {
        "source": digest(weights),
        "copy": digest(target),
        "source_seen": _stamp(weights),
        "copy_seen": _stamp(target),
    }
    try:
        _record(target).write_text(json.dumps(told))
    except OSError as problem:
        raise ModelFileError(f"{_record(target)} cannot be written ({problem.strerror}).") from problem


def _record(copy: Path) -> Path:
    return copy.with_suffix(".gguf.made")


def _stamp(path: Path) -> str:
    status = path.stat()
    return f"{status.st_size} {status.st_mtime_ns}"


def main() -> None:
    """Write the copy; it appears whole or not at all."""
    import llama_cpp

    source, target = sys.argv[1:3]
    partial = f"{target}.partial"
    options = llama_cpp.llama_model_quantize_default_params()
    options.ftype, options.allow_requantize, options.nthread = _MOSTLY_Q4_0, True, os.cpu_count() or 1
    if llama_cpp.llama_model_quantize(source.encode(), partial.encode(), ctypes.byref(options)) != 0:
        sys.exit(f"llama.cpp cannot requantise {source}")
    Path(partial).replace(target)


if __name__ == "__main__":
    main()
