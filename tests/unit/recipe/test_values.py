"""The values a recipe is given: what people write, what is typed for it, and what is refused."""

import random
from decimal import Decimal

import pytest

from deskhand.core.errors import RecipeError
from deskhand.recipe.format.schema import Parameter
from deskhand.recipe.meaning.numerals import mark_of, number, plain
from deskhand.recipe.meaning.values import assignments, given, value_of


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12", "12"),
        ("0", "0"),
        ("007", "007"),
        ("12.5", "12.5"),
        ("12,5", "12.5"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        (".5", "0.5"),
        (",5", "0.5"),
        ("1,234", "1234"),
        ("1.234", "1.234"),
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1.234.567,8", "1234567.8"),
        ("1,00,000.00", "100000.00"),
        ("1234,567", "1234.567"),
        ("12 345,60", "12345.60"),
        ("12\u00a0345,60", "12345.60"),
        ("12\u202f345.60", "12345.60"),
        ("1'234.50", "1234.50"),
        ("1’234.50", "1234.50"),
        ("€ 1.234,50", "1234.50"),
        ("1.234,50 €", "1234.50"),
        ("$1,234.50", "1234.50"),
        ("-$5", "-5"),
        ("$-5", "-5"),
        ("£ 3", "3"),
        ("EUR 7.20", "7.20"),
        ("7.20 EUR", "7.20"),
        ("CHF 7.20", "7.20"),
        ("120 kr", "120"),
        ("−5", "-5"),
        ("+5", "5"),
        ("5-", "-5"),
        ("(12.00)", "-12.00"),
        ("($1,200)", "-1200"),
        ("3 %", "3"),
        ("- 5", "-5"),
        ("5 -", "-5"),
        ("1 234 567", "1234567"),
        ("1 234,567", "1234.567"),
        ("１２", "12"),
        ("  42  ", "42"),
    ],
)
def test_numbers_as_people_write_them(written, value):
    assert number(written) == Decimal(value)


NO_NUMBERS = [
    *("", "abc", "12a", "1,23,4", "1.2.3", "1,2345,678", "12,34.5", "1,234,56.7", "--5", "-", ",", ".", "1e5", "0x10"),
    *("12 34", "1 23 456", "555 1234", "1 234'567", "1'23", "12 EUR 3", "1.234,5,6", "NaN", "Infinity", "½", "5."),
    *("1..2", "(5", "-(5)-", "12-13", "2026-11-04", "9" * 61),
]


@pytest.mark.parametrize("written", NO_NUMBERS)
def test_what_is_no_number(written):
    assert number(written) is None


@pytest.mark.parametrize(
    ("written", "typed"), [("007", "007"), ("12.50", "12.50"), ("1,200.00", "1200.00"), (",5", "0.5"), ("(3)", "-3")]
)
def test_the_zeros_of_a_number_are_typed_as_they_were_given(written, typed):
    assert value_of("n", Parameter(type="number"), written, "person").text == typed


STYLES = [
    (",", "."),
    (".", ","),
    (" ", ","),
    ("\u00a0", ","),
    ("\u202f", "."),
    ("'", "."),
    ("’", "."),
    ("", "."),
    ("", ","),
]


def test_numbers_of_any_size_in_any_style_come_back():
    chance = random.Random(3)
    for _ in range(3_000):
        group, mark = chance.choice(STYLES)
        value = Decimal(chance.randrange(10 ** chance.randrange(1, 12))).scaleb(-chance.choice((0, 1, 2, 2, 2)))
        text = f"{value:,f}".replace(",", "g").replace(".", mark).replace("g", group)
        if (group, mark) == (".", ",") and text.count(".") == 1 and "," not in text:
            assert number(text, ",") == value
            continue
        negative = chance.random() < 0.3
        money = chance.choice(("{}", "€ {}", "{} €", "${}", "{} EUR", "CHF {}"))
        given_ = (
            money.format(text) if not negative else chance.choice(("-" + text, f"({money.format(text)})", text + "-"))
        )
        assert number(given_) == (-value if negative else value), given_


def test_no_text_at_all_is_more_than_refused():
    chance = random.Random(4)
    for _ in range(5_000):
        text = "".join(chance.choice("0123456789.,  -+()€%'eE \u00a0١²") for _ in range(chance.randrange(12)))
        value = number(text)
        assert value is None or value.is_finite()
        try:
            value_of("n", Parameter(type=chance.choice(("number", "date"))), text, "person")
        except RecipeError:
            continue


def test_a_lone_point_groups_where_the_decimal_mark_is_known_to_be_a_comma():
    assert number("1.234") == Decimal("1.234")
    assert number("1.234", ",") == 1234
    assert number("1,234", ",") == Decimal("1.234")
    assert number("1,234", ".") == 1234
    assert number("12.5", ",") is None
    assert number("12,5", ".") is None
    assert number("1.234,5", ",") == Decimal("1234.5")


def test_the_decimal_mark_of_a_column_is_told_from_all_of_it():
    assert mark_of(["1.234", "12,5", "7"]) == ","
    assert mark_of(["1,234", "1.5"]) == "."
    assert mark_of(["1.234", "1,234", "x", ""]) is None
    with pytest.raises(ValueError, match="1,5"):
        mark_of(["1,5", "2.5"])


@pytest.mark.parametrize(
    ("value", "text"), [("1E+3", "1000"), ("-0", "0"), ("0.10", "0.10"), ("-5", "-5"), ("1E-7", "0.0000001")]
)
def test_numbers_are_typed_in_plain_digits(value, text):
    assert plain(Decimal(value)) == text


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2026-11-04", "2026-11-04"),
        ("2026/1/4", "2026-01-04"),
        ("4.11.2026", "2026-11-04"),
        ("04.11.2026", "2026-11-04"),
        ("25/12/2026", "2026-12-25"),
        ("12/25/2026", "2026-12-25"),
        ("7/7/2026", "2026-07-07"),
        ("4 November 2026", "2026-11-04"),
        ("4th Nov 2026", "2026-11-04"),
        ("Nov 4, 2026", "2026-11-04"),
        ("november 4 2026", "2026-11-04"),
        (" 2024-02-29 ", "2024-02-29"),
    ],
)
def test_dates_are_typed_as_iso(written, iso):
    assert value_of("day", Parameter(type="date"), written, "person").text == iso


@pytest.mark.parametrize(
    "written", ["", "soon", "2026-13-01", "2025-02-29", "32.1.2026", "4.11.26", "4 Foo 2026", "20261104"]
)
def test_what_is_no_date(written):
    with pytest.raises(RecipeError, match="day must be a date such as 2026-11-04"):
        value_of("day", Parameter(type="date"), written, "person")


def test_a_date_that_may_be_two_is_refused_with_both():
    with pytest.raises(RecipeError, match="may be 2026-04-11 or 2026-11-04"):
        value_of("day", Parameter(type="date"), "04/11/2026", "person")


PARAMETERS = {
    "name": Parameter(),
    "amount": Parameter(type="number"),
    "due": Parameter(type="date", default="2026-11-30"),
    "kind": Parameter(type="choice", choices=("Private", "Business")),
    "password": Parameter(type="secret", secret="bank"),
}


def test_values_of_all_types():
    values = given(PARAMETERS, {"name": "Ada", "amount": "1,234.50", "kind": "business"})
    assert {name: (value.text, value.origin) for name, value in values.items()} == {
        "name": ("Ada", "person"),
        "amount": ("1234.50", "person"),
        "due": ("2026-11-30", "recipe"),
        "kind": ("Business", "person"),
        "password": ("", "secret"),
    }
    assert values["password"].secret == "bank"


def test_all_that_is_wrong_is_named_at_once():
    with pytest.raises(RecipeError) as refused:
        given(PARAMETERS, {"amount": "abc", "kind": "Other", "nmae": "Ada"})
    assert str(refused.value) == (
        "There is no parameter “nmae”; is “name” meant; amount must be a number; “abc” is not one; "
        "kind must be one of “Private”, “Business”; “Other” is not; “name” has no value: give it by --set name=…."
    )


def test_a_secret_is_never_given_as_a_value_nor_quoted():
    with pytest.raises(RecipeError, match="password is a secret") as refused:
        value_of("password", PARAMETERS["password"], "hunter2", "person")
    assert "hunter2" not in str(refused.value)
    assert value_of("password", PARAMETERS["password"], "{{secret:other}}", "person").secret == "other"


def test_data_cannot_name_a_secret():
    with pytest.raises(RecipeError, match="password is a secret"):
        value_of("password", PARAMETERS["password"], "{{secret:other}}", "data")


def test_a_secret_without_a_name_of_its_own_is_called_like_its_parameter():
    assert given({"pin": Parameter(type="secret")}, {})["pin"].secret == "pin"


def test_a_file_must_be_there_and_is_its_full_path(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("")
    assert value_of("file", Parameter(type="file"), str(file), "person").text == str(file.resolve())
    with pytest.raises(RecipeError, match="file must be a file that is there"):
        value_of("file", Parameter(type="file"), str(tmp_path / "b.txt"), "person")


@pytest.mark.parametrize(("text", "reason"), [("x" * 20_001, "20001 characters"), ("a\0b", "NUL")])
def test_values_that_cannot_be_typed(text, reason):
    with pytest.raises(RecipeError, match=reason):
        value_of("name", Parameter(), text, "person")


def test_assignments():
    assert assignments(["a=1", "b = x=y", "c="]) == {"a": "1", "b": " x=y", "c": ""}
    for wrong, reason in ((["a"], "sets nothing"), (["=1"], "sets nothing"), (["a=1", "a=2"], "set twice")):
        with pytest.raises(RecipeError, match=reason):
            assignments(wrong)
