"""What a person has chosen is kept whole, and a wrong file is said and left alone."""

import pytest

from deskhand.core.errors import SettingsError
from deskhand.system.settings import Autonomy, Settings, SettingsFile, Theme


def test_without_a_file_there_are_the_defaults_and_none_is_made(paths):
    assert SettingsFile(paths.settings).read() == Settings()
    assert not paths.settings.exists()


def test_what_was_written_is_read_back(paths):
    file = SettingsFile(paths.settings)
    chosen = Settings(theme=Theme.DARK, autonomy=Autonomy.SAVE, languages="eng+deu", hotkey="")
    file.write(chosen)
    assert file.read() == chosen


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("{", "the file"),
        ('{"version": 2}', "version"),
        ('{"theme": "pink"}', "theme"),
        ('{"autonomy": "R6"}', "autonomy"),
        ('{"max_steps": 0}', "max_steps"),
        ('{"languages": "eng; rm"}', "languages"),
        ('{"colour": "red"}', "colour"),
    ],
)
def test_a_wrong_file_is_said_with_its_place_and_stays(paths, text, where):
    paths.settings.parent.mkdir(parents=True)
    paths.settings.write_text(text)
    with pytest.raises(SettingsError, match=f"wrong at {where} "):
        SettingsFile(paths.settings).read()
    assert paths.settings.read_text() == text


def test_where_nothing_can_be_written_it_is_said(paths):
    paths.settings.mkdir(parents=True)
    with pytest.raises(SettingsError, match="cannot be written"):
        SettingsFile(paths.settings).write(Settings())
    with pytest.raises(SettingsError, match="cannot be read"):
        SettingsFile(paths.settings).read()
