"""Goals are taken apart into clauses in the order in which they are to be done."""

import pytest

from deskhand.decide.clauses import clauses_of
from deskhand.decide.politeness import polite
from deskhand.decide.verbs import base_of, imperative


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("as draft.txt, save this", ["save this as draft.txt"]),
        ("before you close it, save", ["save", "close it"]),
        ("save it before closing it", ["save it", "close it"]),
        ("close the window after saving the document", ["save the document", "close the window"]),
        ("press Submit once you have filled in the name with Anna", ["fill in the name with Anna", "press Submit"]),
        ("once the file is saved, close the window", ["save the file", "close the window"]),
        ("save the file. once it is saved, close the window", ["save the file", "close the window"]),
        ("type hello, and once that is done, press Enter", ["type hello", "press Enter"]),
        ("first press Start, then Lap, finally press Stop", ["press Start", "Lap", "press Stop"]),
        ("start by typing hello and finish by pressing Send", ["type hello", "press Send"]),
        ("1. open a.txt 2. press Print 3. close it", ["open a.txt", "press Print", "close it"]),
        ("- open a.txt\n- print it", ["open a.txt", "print it"]),
        ("click File > Print", ["click File", "Print"]),
        ("to send the form, press Submit", ["press Submit"]),
        ("in the Name field, type Anna", ["type Anna in the Name field"]),
        ("in Settings, turn Wi-Fi off", ["turn Wi-Fi off"]),
        ("if Wi-Fi is on, turn it off", ["if Wi-Fi is on, turn it off"]),
        ("if A is on, press B, otherwise press C", ["if A is on, press B", "unless A is on, press C"]),
        ("when the download is complete, open it", ["wait until the download is complete", "open it"]),
        ("fill in first name, email and phone", ["fill in first name, email and phone"]),
        ("tick A, B and C", ["tick A, B and C"]),
        ("search for cats and dogs", ["search for cats and dogs"]),
        ("page 9 after zooming in and rotating it", ["zoom in", "rotate it", "page 9"]),
        ("lock the screen after saving all and closing it", ["save all", "close it", "lock the screen"]),
        ("move a.txt to Videos, but first rename it to b.txt", ["rename it to b.txt", "move a.txt to Videos"]),
        ("open a.txt, print it and close it", ["open a.txt", "print it", "close it"]),
    ],
)
def test_clauses(text, clauses):
    assert clauses_of(text) == clauses


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("could you please save it for me, thanks", "save it"),
        ("Would you mind opening the door", "open the door"),
        ("I'd like you to press OK", "press OK"),
        ("is there a way to print this?", "print this"),
        ("hey, just tick only News please", "tick News"),
        ("I was wondering", "I was wondering"),
        ("next", "next"),
        ("thanks", ""),
        ("please", ""),
    ],
)
def test_politeness_is_taken_off(said, meant):
    assert polite(said) == meant


@pytest.mark.parametrize(
    ("form", "base"),
    [("saving", "save"), ("typed", "type"), ("putting", "put"), ("copied", "copy"), ("chosen", "choose"), ("blue", "")],
)
def test_forms_of_verbs(form, base):
    assert base_of(form) == base


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("you close it", "close it"),
        ("you have saved the file", "save the file"),
        ("the file has been saved", "save the file"),
        ("closing it", "close it"),
        ("the weather is nice", ""),
    ],
)
def test_requests_in_other_forms(text, asked):
    assert imperative(text) == asked
