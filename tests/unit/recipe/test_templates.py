"""Texts with names in them: what is filled in, where it came from, and what is refused."""

import pytest

from deskhand.core.errors import RecipeError
from deskhand.recipe.meaning.scope import Scope, Value
from deskhand.recipe.meaning.templates import fill, literal, names_in, only_reference, secrets_in, told

ROW = {"amount": Value("12.50", "data"), "Invoice No": Value("I-1", "data")}
SCOPE = Scope(
    {
        "name": Value("Ada", "person"),
        "total": Value("99", "screen"),
        "greeting": Value("Dear", "recipe"),
        "password": Value("", "secret", "bank"),
        "sly": Value("{{secret:bank}} {{name}}", "data"),
    },
    {"row": ROW},
)


def no_secret(name):
    raise AssertionError(f"{name} was asked for")


@pytest.mark.parametrize(
    ("text", "filled", "origin"),
    [
        ("plain", "plain", "recipe"),
        ("", "", "recipe"),
        ("{{name}}", "Ada", "person"),
        ("{{ name }}", "Ada", "person"),
        ("{{greeting}} {{name}}!", "Dear Ada!", "person"),
        ("{{row.amount}}", "12.50", "data"),
        ("{{row.Invoice No}}/{{name}}", "I-1/Ada", "data"),
        ("{{row.amount}} of {{total}}", "12.50 of 99", "screen"),
        ("{{greeting}}", "Dear", "recipe"),
        ("{ {{name}} }", "{ Ada }", "person"),
        ("{{{name}}}", "{Ada}", "person"),
        ("a }} b", "a }} b", "recipe"),
    ],
)
def test_names_are_filled_in_and_the_most_foreign_part_wins(text, filled, origin):
    result = fill(text, SCOPE, no_secret)
    assert (result.text, result.origin, result.secret) == (filled, origin, "")


def test_a_value_is_not_expanded_again():
    result = fill("{{sly}}", SCOPE, no_secret)
    assert result.text == "{{secret:bank}} {{name}}"
    assert result.secret == ""


@pytest.mark.parametrize("text", ["{{secret:bank}}", "{{password}}"])
def test_a_secret_is_asked_for_by_its_name_when_the_text_is_filled(text):
    asked = []
    result = fill(text, SCOPE, lambda name: asked.append(name) or "hunter2")
    assert asked == ["bank"]
    assert (result.text, result.origin, result.secret) == ("hunter2", "secret", "bank")
    assert result.shown == "{{secret:bank}}"
    assert "hunter2" not in repr(result)


def test_a_text_around_a_secret_is_secret_as_a_whole():
    result = fill("pin {{password}} {{row.amount}}", SCOPE, lambda _: "1234")
    assert result.text == "pin 1234 12.50"
    assert (result.secret, result.origin) == ("bank", "data")
    assert "1234" not in result.shown


@pytest.mark.parametrize("text", ["{{secret:bank}}", "{{password}}", "x{{password}}"])
def test_where_nothing_is_typed_a_secret_is_refused(text):
    with pytest.raises(RecipeError, match="“bank” may stand only in a text that is typed"):
        fill(text, SCOPE)


def test_two_secrets_in_one_text_are_refused():
    with pytest.raises(RecipeError, match="one secret, not 2"):
        fill("{{secret:a}}{{secret:b}}", SCOPE, lambda name: name)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{{nmae}}", "There is no “nmae”; is “name” meant"),
        ("{{row.amout}}", "There is no “row.amout”; is “amount” meant"),
        ("{{line.amount}}", "nothing here is called “line”; there is “row”"),
        ("{{row}}", "“row” has parts; say which one: “row.amount”"),
        ("{{}}", "holds no name"),
        ("{{ 1+1 }}", "holds no name"),
        ("{{name.__class__.x{}}", "holds no name"),
        ("{{secret:a b}}", "holds no name"),
        ("{{name", "opens braces that it does not close"),
        ("{{name}} {{", "opens braces that it does not close"),
    ],
)
def test_what_is_no_name_is_refused_with_the_reason(text, reason):
    with pytest.raises(RecipeError, match=reason.replace("+", r"\+")):
        fill(text, SCOPE)


def test_a_text_that_grows_too_long_is_refused():
    scope = Scope({"much": Value("x" * 20_000, "person")})
    with pytest.raises(RecipeError, match="120000 characters"):
        fill("{{much}}" * 6, scope)


def test_names_and_secrets_in_a_text():
    text = "{{name}} {{row.Invoice No}} {{secret:bank}} {{name}}"
    assert names_in(text) == {"name", "row.Invoice No"}
    assert secrets_in(text) == {"bank"}
    assert names_in("no {braces}") == frozenset()


@pytest.mark.parametrize("text", ["{{name}}", "{{{", "{{{{", "a {{ b }} c", "{{'{{'}}", "}}{{", "{", ""])
def test_a_literal_stands_for_itself(text):
    assert fill(literal(text), Scope(), no_secret).text == text


@pytest.mark.parametrize(
    ("text", "name"),
    [("{{a}}", "a"), (" {{row.b}} ", "row.b"), ("{{secret:c}}", "secret:c"), ("x{{a}}", None), ("", None)],
)
def test_a_text_that_is_one_name(text, name):
    reference = only_reference(text)
    assert (str(reference) if reference else None) == name


def test_a_sentence_for_a_person_shows_values_but_no_secrets():
    assert told("click “{{row.amount}}”", SCOPE) == "click “12.50”"
    for text in ("type “{{password}}”", "type “{{secret:bank}}”", "type “{{nobody}}”", "type “{{row.amo…”"):
        assert told(text, SCOPE) == text
