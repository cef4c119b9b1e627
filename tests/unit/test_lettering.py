"""Whether a text that was read holds words."""

import pytest

from deskhand.core.lettering import says


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Row 17 saved", "row 17"),
        ("Saved.", "saved"),
        ("Thank you, Ada Lovelace!", "Ada Lovelace"),
        ("AdaLovelace", "Ada Lovelace"),
        ("100 %", "%"),
        ("lnvoice 10", "Invoice 1O"),
        ("“Save as”", "Save as"),
    ],
)
def test_words_that_stand_there(text, wanted):
    assert says(text, wanted)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Unpaid", "Paid"),
        ("Row 17saved", "Row 1"),
        ("Row 170 saved", "Row 17"),
        ("Paid", "Paid in full"),
        ("Saved", ""),
        ("", "Saved"),
        ("", ""),
    ],
)
def test_parts_of_words_and_nothing_do_not_count(text, wanted):
    assert not says(text, wanted)
