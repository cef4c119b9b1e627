"""A file manager and an archive manager."""

from __future__ import annotations

from deskhand.core.risk import Risk

from ...apps.scenes import make_archive
from ..moves import Move, Press, Pull, Rest, Thing, Write, press
from ..stage import Stage
from ..task import Task, Words, text_of

_FILES = {
    "invoice.txt": "Invoice 17\n",
    "draft.txt": "A draft\n",
    "holiday.txt": "Two weeks\n",
    "lamp.txt": "A lamp\n",
    "server.txt": "started\n",
}
_DETAILS = """<?xml version="1.0" encoding="UTF-8"?>
<channel name="thunar" version="1.0">
<property name="last-view" type="string" value="ThunarDetailsView"/>
<property name="default-view" type="string" value="ThunarDetailsView"/>
<property name="last-sort-order" type="string" value="{order}"/>
</channel>
"""


def _folder(stage: Stage) -> None:
    """A list of files; the other order is the reverse."""
    settings = stage.desktop.home / ".config/xfce4/xfconf/xfce-perchannel-xml"
    settings.mkdir(parents=True)
    order = "GTK_SORT_DESCENDING" if stage.look.shuffled else "GTK_SORT_ASCENDING"
    (settings / "thunar.xml").write_text(_DETAILS.format(order=order))
    (stage.desktop.home / ".config" / "mimeapps.list").write_text(
        "[Default Applications]\ntext/plain=org.xfce.mousepad.desktop\n"
    )
    for name in ("Archive", "Projects"):
        (stage.documents / name).mkdir()
    for name, text in _FILES.items():
        if stage.look.twist != f"gone:{name}":
            stage.write(name.replace(".", "-2.") if stage.look.twist == f"alike:{name}" else name, text)
    stage.start("thunar {d}", "Thunar")


def _move(words: Words) -> tuple[Move, ...]:
    return (
        press("File", "menu"),
        press("Create Folder...", "menu item"),
        Rest("Create"),
        Write(words["folder"]),
        press("Create", "push button"),
        Pull(Thing("invoice.txt"), Thing(words["folder"], "table cell")),
        Press(Thing("Projects", "table cell"), count=2),
        Rest("Projects - "),
        press("Open Parent", "push button"),
    )


def _moved(stage: Stage, words: Words) -> bool:
    inside = text_of(stage, f"{words['folder']}/invoice.txt")
    return inside == _FILES["invoice.txt"] and not (stage.documents / "invoice.txt").exists()


def _rename(words: Words) -> tuple[Move, ...]:
    return (
        Press(Thing("draft.txt"), button=3),
        press("Rename...", "menu item"),
        Rest("Rename"),
        Write(words["name"]),
        press("Rename", "push button"),
        Press(Thing("holiday.txt"), button=3),
        press("Copy", "menu item"),
        Press(Thing("Archive", "table cell"), count=2),
        Rest("Archive - "),
        press("Edit", "menu"),
        press("Paste", "menu item"),
    )


def _renamed(stage: Stage, words: Words) -> bool:
    return (
        text_of(stage, f"{words['name']}.txt") == _FILES["draft.txt"]
        and not (stage.documents / "draft.txt").exists()
        and text_of(stage, "Archive/holiday.txt") == text_of(stage, "holiday.txt") == _FILES["holiday.txt"]
    )


_SONGS = {"cover.txt": "a picture\n", "lyrics.txt": "words\n", "song.txt": "la la la\n", "thanks.txt": "to all\n"}


def _album(stage: Stage) -> None:
    names = list(reversed(_SONGS)) if stage.look.shuffled else list(_SONGS)
    how, _, which = stage.look.twist.partition(":")
    kept = {n: _SONGS[n] for n in names if not (how == "gone" and n == which)}
    if how == "alike":
        kept = {(n.replace(".", "book.") if n == which else n): text for n, text in kept.items()}
    make_archive(stage.documents / "album.zip", kept)
    stage.start("engrampa {d}/album.zip", "album.zip")


def _extract(words: Words) -> tuple[Move, ...]:
    return (
        press("song.txt", "table cell"),
        press("Extract", "push button"),
        Rest("Extract"),
        press("Documents", "label", "Extract"),
        press("Overwrite existing files", "check box", at=(0.1, 0.5)),
        press("Extract", "push button", "Extract"),
        Rest("Extract", there=False),
    )


def _extracted(stage: Stage, _: Words) -> bool:
    return text_of(stage, "song.txt") == _SONGS["song.txt"] and not any(stage.desktop.home.rglob("cover.txt"))


TASKS = (
    Task("files-move", "thunar", _folder, {"folder": "Paid"}, _move, _moved, {"folder": "Paid bills of 2026"}),
    Task("files-rename", "thunar", _folder, {"name": "final"}, _rename, _renamed, {"name": "final report for Ines"}),
    Task(
        "archive-extract",
        "engrampa",
        _album,
        {},
        _extract,
        _extracted,
        skip=frozenset({"other values"}),
        # A box that is called after overwriting.
        allowed=Risk.R4,
    ),
)
