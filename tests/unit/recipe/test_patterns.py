"""Patterns of recipes: what they keep of a text, and that none can hold whoever matches it."""

import pytest

from deskhand.recipe.format.patterns import kept, usable


@pytest.mark.parametrize(
    ("pattern", "text", "part"),
    [
        (r"\d+,\d\d", "Total 12,50 €", "12,50"),
        (r"Total:? (\d+)", "Total: 12", "12"),
        (r"(?:(a)|(b))x", "bx", "b"),
        (r"No\. (\w+)", "No. Müller7 x", "Müller7"),
        (r"[\w.-]+@", "mail jörg.b@example", "jörg.b@"),
        (r"[^\w]+", "añb--c", "--"),
        (r"[\]\w]+", "]é", "]é"),
        (r"\\w", r"a\w", r"\w"),
        (r"(?i)total", "TOTAL", "TOTAL"),
        (r"^$", "", ""),
        (r"(x)?y", "y", "y"),
        ("é(.)", "aé€b", "€"),
        (r"\d", "none", None),
    ],
)
def test_what_a_pattern_keeps(pattern, text, part):
    assert kept(usable(pattern), text) == part


@pytest.mark.parametrize("pattern", ["(a", r"(a)\1", "(?=a)b", "(?<!a)b", "a{5000}", "((a{99}){99}){99}", "[z-a]", "*"])
def test_what_cannot_be_used_is_refused_with_the_reason(pattern):
    with pytest.raises(ValueError, match=r"is no regular expression that can be used \(.+\)"):
        usable(pattern)


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "pattern", ["(a+)+b", "(ab|a|b)*c", ".*.*.*.*.*x", "a?" * 60 + "a" * 60 + "b", "(.*)*(.*)*x", "(a|a)*(a|a)*b"]
)
def test_no_pattern_takes_long(pattern):
    assert kept(usable(pattern), "a" * 20_000) is None
