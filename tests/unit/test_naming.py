"""When two labels are the same, alike, nearly the same, or different."""

import pytest

from deskhand.core.naming import Likeness, likeness, mentions


@pytest.mark.parametrize(
    ("shown", "asked"),
    [
        ("Save As…", "save as..."),
        ("  Save   as ", "Save As"),
        ("Name:", "name"),
        ("E-mail *", "e-mail"),
        ("_File", "File"),
        ("Save &As", "Save as"),
        ("ファイル(F)", "ファイル"),
        ("\u200fשמירה", "שמירה"),
        ("保存…", "保存"),
    ],
)
def test_what_a_person_does_not_say_does_not_count(shown, asked):
    assert likeness(shown, asked) is Likeness.SAME


@pytest.mark.parametrize(
    ("shown", "asked"),
    [
        ("De1ete", "Delete"),
        ("Invoice l042", "Invoice 1042"),
        ("0K", "OK"),
        ("ＯＫ", "OK"),
        ("modem", "modern"),
        ("Saveas", "Save as"),
        ("Cafe", "Café"),
        ("IMG 002.txt", "IMG_002.txt"),
        ("حَفظ", "حفظ"),
    ],
)
def test_letters_a_reader_cannot_tell_apart_are_alike(shown, asked):
    assert likeness(shown, asked) is Likeness.ALIKE


@pytest.mark.parametrize(
    ("shown", "asked"),
    [("Archeve", "Archive"), ("Prefeences", "Preferences"), ("Prpperties panei", "Properties panel")],
)
def test_a_letter_in_six_may_be_misread(shown, asked):
    assert likeness(shown, asked) is Likeness.NEAR


@pytest.mark.parametrize(
    ("shown", "asked"),
    [
        ("Sent", "Send"),
        ("Cut", "Out"),
        ("Mark all messages as read", "Mark all messages as unread"),
        ("Deselect all", "Select all"),
        ("Deactivate", "Activate"),
        ("Invoice 1043", "Invoice 1042"),
        ("IMG_1_2.png", "IMG_12.png"),
        ("ファイルを閉く", "ファイルを開く"),
        ("R&D", "RD"),
        ("", "Save"),
        ("…", ""),
    ],
)
def test_other_words_are_other_labels(shown, asked):
    assert likeness(shown, asked) is Likeness.OTHER
    assert likeness(asked, shown) is Likeness.OTHER


def test_a_longer_label_mentions_whole_words():
    assert mentions("Invoice 1042 – Acme", "invoice 1042")
    assert mentions("Invoice 1042", "1042")
    assert not mentions("Invoice 10421", "1042")
    assert mentions("請求書1042番", "1042")
    assert not mentions("anything", "")
