"""Where Deskhand keeps its files, by the platform's conventions (XDG on Linux).

`DESKHAND_HOME` moves everything into one folder: portable use, and tests.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one user; none is created before something is written to it."""

    data: Path
    cache: Path
    runtime: Path
    config: Path

    @property
    def journal(self) -> Path:
        """The SQLite file of runs and steps."""
        return self.data / "journal.sqlite"

    @property
    def audit_head(self) -> Path:
        """The head of the journal's chain, where no keyring can keep it."""
        return self.data / "journal-head.json"

    @property
    def cards(self) -> Path:
        """The person's job cards, a YAML file each."""
        return self.config / "jobs"

    @property
    def words(self) -> Path:
        """Words the person added to the tables that risk is judged by."""
        return self.config / "words.toml"

    @property
    def ledger(self) -> Path:
        """The SQLite file of what was done of each job of a recipe."""
        return self.data / "jobs.sqlite"

    @property
    def pictures(self) -> Path:
        """Content-addressed pictures of the journal."""
        return self.data / "pictures"

    @property
    def reports(self) -> Path:
        """Run reports."""
        return self.data / "reports"

    @property
    def secrets(self) -> Path:
        """The names (never the values) of the secrets in the keyring."""
        return self.data / "secrets.json"

    @property
    def recipes(self) -> Path:
        """The person's recipes, a folder each."""
        return self.data / "recipes"

    @property
    def trust(self) -> Path:
        """Which recipes came from elsewhere, and what the person agreed to of them."""
        return self.data / "trust.json"

    @property
    def signers(self) -> Path:
        """The keys that packs of recipes were signed with."""
        return self.data / "signers.json"

    @property
    def versions(self) -> Path:
        """What recipes said before Deskhand changed them."""
        return self.data / "versions"

    @property
    def repairs(self) -> Path:
        """Repairs of recipes that were proposed while nobody was there."""
        return self.data / "repairs"

    @property
    def settings(self) -> Path:
        """What the person has chosen."""
        return self.data / "settings.json"

    @property
    def crash_log(self) -> Path:
        """The traceback of the last error of Deskhand itself."""
        return self.data / "crash.log"

    @property
    def allowed(self) -> Path:
        """Steps of recipes that the person allowed for good."""
        return self.data / "allowed.json"

    @property
    def triggers(self) -> Path:
        """Hotkeys and schedules, and what they start."""
        return self.data / "triggers.json"

    @property
    def socket(self) -> Path:
        """Where the app that runs hears of others."""
        return self.runtime / "app.socket"

    @property
    def weights(self) -> Path:
        """Downloaded model weights."""
        return self.cache / "weights"

    @property
    def speeds(self) -> Path:
        """How fast models are on this machine; it may be deleted."""
        return self.cache / "speeds.json"

    @property
    def readings(self) -> Path:
        """What was read of the things recipes point at; it may be deleted."""
        return self.cache / "readings.jsonl"

    @property
    def running(self) -> Path:
        """Who is running now, for `deskhand stop`."""
        return self.runtime / "running.json"


def user_paths() -> Paths:
    """The paths of the current user."""
    home = os.environ.get("DESKHAND_HOME")
    if home:
        root = Path(home)
        return Paths(root / "data", root / "cache", root / "run", root / "config")
    dirs = platformdirs.PlatformDirs("deskhand", appauthor=False)
    # A session without a runtime folder (ssh, a container) would fall back to a shared one.
    session = os.environ.get("XDG_RUNTIME_DIR")
    runtime = Path(session) / "deskhand" if session else Path(dirs.user_state_dir)
    return Paths(Path(dirs.user_data_dir), Path(dirs.user_cache_dir), runtime, Path(dirs.user_config_dir))


def packaged(name: str) -> Path:
    """A file of the top-level `models/` folder, in a checkout or inside an installed wheel."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "_data" / name
    return installed if installed.exists() else package.parents[1] / "models" / name


def ready_recipes() -> Path:
    """The folder of the recipes that come with Deskhand, in a checkout or inside an installed wheel; read only."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "_data" / "recipes"
    return installed if installed.exists() else package.parents[1] / "recipes"
