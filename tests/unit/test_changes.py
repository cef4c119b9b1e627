"""What changed between two looks."""

import random
from dataclasses import replace

import pytest

from deskhand.cli.watch import in_words
from deskhand.core.changes import changes, told_apart
from deskhand.core.geometry import Box
from deskhand.core.screen import Element, Role


def made(role, text, x, y, w=80, h=20, state="", number=1, window=0):
    return Element(number, Role(role), text, Box(x, y, w, h), state, window=window)


SAVE, NAME, WRAP = made("button", "Save", 10, 10), made("edit", "Name", 10, 50), made("checkbox", "Wrap", 10, 90)


def only(found):
    (difference,) = found
    return difference


def test_nothing_changed():
    assert changes([SAVE, NAME], [SAVE, NAME]) == []
    assert changes([], []) == []


def test_new_numbers_and_a_pixel_of_jitter_are_no_change():
    again = replace(SAVE, id=7, box=Box(11, 9, 80, 21), confidence=0.5, source="vision")
    assert changes([SAVE], [again]) == []


def test_added_and_gone():
    assert only(changes([SAVE], [SAVE, NAME])).kinds == ("added",)
    gone = only(changes([SAVE, NAME], [NAME]))
    assert (gone.kinds, gone.element) == (("gone",), SAVE)


def test_a_state_a_text_and_a_place():
    assert only(changes([WRAP], [replace(WRAP, state="on")])).kinds == ("state",)
    assert only(changes([SAVE], [replace(SAVE, text="Saved")])).kinds == ("text",)
    assert only(changes([SAVE], [replace(SAVE, box=Box(300, 10, 80, 20))])).kinds == ("place",)


def test_another_role_is_another_element():
    kinds = [d.kinds for d in changes([SAVE], [replace(SAVE, role=Role.LINK)])]
    assert kinds == [("gone",), ("added",)]


def test_a_list_that_scrolled_moved_and_did_not_change_its_texts():
    rows = [made("row", f"file {n}", 10, 20 * n) for n in range(10)]
    scrolled = [replace(r, box=r.box.shifted(0, -20)) for r in rows[1:]] + [made("row", "file 10", 10, 180)]
    kinds = [d.kinds for d in changes(rows, scrolled)]
    assert kinds.count(("place",)) == 9
    assert kinds.count(("gone",)) == kinds.count(("added",)) == 1


def test_equal_texts_are_told_by_their_place():
    zeros = [made("cell", "0", 80 * n, 10) for n in range(5)]
    assert only(changes(zeros, [*zeros[:2], replace(zeros[2], text="7"), *zeros[3:]])).element.text == "7"


def test_a_closed_window_explains_what_was_in_it():
    window = made("window", "Notes", 0, 0, 400, 300, number=1)
    held = [made("button", f"B{n}", 10, 30 * n, number=n + 2, window=1) for n in range(4)]
    ((difference, explained),) = told_apart(changes([window, *held], []))
    assert (difference.element, explained) == (window, 4)
    assert in_words(difference, explained) == 'gone    window "Notes" at 0 0 400 300, with 4 elements in it'


def test_a_moved_window_explains_what_moved_along_and_no_more():
    before = [
        made("window", "Notes", 0, 0, 400, 300, number=1),
        *(made("button", f"B{n}", 10, 30 + 30 * n, number=n + 2, window=1) for n in range(3)),
    ]
    after = [replace(e, box=e.box.shifted(50, 7)) for e in before]
    after[3] = replace(after[3], box=after[3].box.shifted(60, 0))
    told = told_apart(changes(before, after))
    assert [(d.element.text, n) for d, n in told] == [("Notes", 2), ("B2", 0)]


@pytest.mark.parametrize("seed", range(5))
def test_every_element_is_told_of_once(seed):
    chance = random.Random(seed)

    def scene():
        return [
            made(chance.choice(["button", "row", "cell"]), chance.choice(["", "a", "b", "c"]), *place, number=n)
            for n, place in enumerate({(chance.randrange(0, 400, 20), chance.randrange(0, 400, 10)) for _ in range(60)})
        ]

    before, after = scene(), scene()
    found = changes(before, after)
    olds = [id(d.before) for d in found if d.before]
    news = [id(d.after) for d in found if d.after]
    assert len(olds) == len(set(olds)) and len(news) == len(set(news))
    assert len(before) - sum(d.after is None for d in found) == len(after) - sum(d.before is None for d in found)


def test_thousands_of_cells_are_no_trouble():
    before = [made("cell", "0", 20 * (n % 70), 14 * (n // 70), 20, 14) for n in range(5000)]
    after = [replace(e, box=e.box.shifted(0, 7)) for e in before]
    assert len(changes(before, after)) == 5000


def test_lines_stay_lines():
    line = in_words(only(changes([], [made("edit", "Text", 1, 2, state="one\ntwo " * 100)])))
    assert "\n" not in line and len(line) < 160
    changed = only(changes([WRAP], [replace(WRAP, state="on", box=Box(14, 90, 80, 20))]))
    assert in_words(changed) == 'changed checkbox "Wrap": state "" is now "on"; moved from 10 90 80 20 to 14 90 80 20'
