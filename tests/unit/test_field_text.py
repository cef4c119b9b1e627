"""What a field seems to hold, against what was typed into it."""

import pytest

from deskhand.core.geometry import Box
from deskhand.core.screen import Frame
from deskhand.verify.field_text import holds
from deskhand.verify.line_in_field import is_full
from tests.builders import blank, put


@pytest.mark.parametrize(
    ("seen", "typed"),
    [
        ("12", "12"),
        ("12.00", "12"),
        ("12,00 €", "12"),
        ("1,200.00", "1200"),
        ("1.200,50", "1200.5"),
        ("12px", "12"),
        ("Jane Roe|", "Jane Roe"),
        ("jane roe", "Jane Roe"),
        ("Call after slx", "Call after six"),
        ("2026-11-04", "2026-11-04"),
        ("|-2041", "I-2041"),
    ],
)
def test_a_cleared_field_holds_what_was_typed(seen, typed):
    assert holds(seen, typed, cleared=True)


@pytest.mark.parametrize(
    ("seen", "typed"),
    [
        ("112", "12"),
        ("121", "12"),
        ("55", "5"),
        ("1.2", "12"),
        ("1200", "1.2"),
        ("OldJane Roe", "Jane Roe"),
        ("Jane RoeOld", "Jane Roe"),
        ("1copy.pdf", "copy.pdf"),
        ("Bob", "Jane Roe"),
        ("", "Jane Roe"),
        ("Jane", "Jane Roe"),
    ],
)
def test_what_stayed_in_a_cleared_field_is_seen(seen, typed):
    assert not holds(seen, typed, cleared=True)


def test_a_text_typed_after_another_stands_beside_it():
    assert holds("Dear Jane Roe", "Jane Roe", cleared=False)
    assert not holds("Dear John", "Jane Roe", cleared=False)


@pytest.mark.parametrize("seen", ["ham Road 12, Leeds", "lham Road 12, Leeds", "iham Road 12, Leedsl"])
def test_a_part_suffices_where_the_field_is_full_and_only_there(seen):
    typed = "Long Sutton, Framlingham Road 12, Leeds"
    assert holds(seen, typed, cleared=True, full=True)
    assert not holds(seen, typed, cleared=True), "the rest was lost"
    assert not holds("Long Sutton, Fra", typed, cleared=True)
    assert not holds("Short Sutton, Somewhere 1", typed, cleared=True, full=True)


def field_of(text, icon=False):
    pixels = blank(300, 60, (255, 255, 255))
    put(pixels, text, (30, 26))
    if icon:
        pixels[28:40, 225:237] = 60
    return Frame(pixels, 0.0)


@pytest.mark.parametrize(
    ("text", "icon", "full"),
    [("Ada", False, False), ("Ada", True, False), ("lingham Road 12, Leeds XXXXXX", False, True), ("", False, False)],
)
def test_when_a_field_is_full(text, icon, full):
    assert is_full(field_of(text or " .", icon), Box(20, 20, 224, 30)) is full
