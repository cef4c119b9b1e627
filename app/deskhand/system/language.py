"""What the person reads, in their language: gettext with the catalogues of `assets/translations`.

English is the language of the source; texts without a translation stay English.
"""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path

DOMAIN = "deskhand"
LANGUAGE = "DESKHAND_LANGUAGE"
"""The environment variable that names a language (`de`), before the usual ones of the system."""


def translations_folder() -> Path:
    """Where the catalogues are, in a checkout or inside an installed wheel."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "_data" / "translations"
    return installed if installed.exists() else package.parents[1] / "assets" / "translations"


def languages() -> list[str]:
    """The languages there are catalogues for, with English."""
    folder = translations_folder()
    found = (f.parent.parent.name for f in folder.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")) if folder.is_dir() else ()
    return sorted({"en", *found})


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    wanted = [language] if language else None
    return gettext.translation(DOMAIN, translations_folder(), wanted, fallback=True)


def _current() -> gettext.NullTranslations:
    return _catalogue(os.environ.get(LANGUAGE, ""))


def _(text: str) -> str:
    """The text in the person's language."""
    return _current().gettext(text)


def counted(one: str, many: str, number: int) -> str:
    """One text or the other, by a number that stands in it as `{n}`."""
    return _current().ngettext(one, many, number).format(n=number)


__all__ = ["LANGUAGE", "_", "counted", "languages", "translations_folder"]
