"""Expressions: what they come to, where it came from, and that nothing else can be said."""

import random
import re
from datetime import date
from decimal import Decimal

import pytest

from deskhand.core.errors import RecipeError
from deskhand.recipe.meaning.expressions import evaluate, names_in
from deskhand.recipe.meaning.scope import Scope, Value

SCOPE = Scope(
    {
        "total": Value("1,234.50", "screen"),
        "name": Value("Ada Lovelace", "person"),
        "count": Value("12", "data"),
        "empty": Value("", "recipe"),
        "due": Value("2026-11-30", "data"),
        "password": Value("", "secret", "bank"),
    },
    {"row": {"amount": Value("9", "data"), "Invoice No": Value("I-7", "data")}},
    date(2026, 11, 26),
)


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("total > 1000", "true"),
        ("total > 1234.5", "false"),
        ("total == 1234.5", "true"),
        ('"12" > 10', "true"),
        ('"9" < "12"', "true"),
        ('"9a" < "12a"', "false"),
        ('count == "12.0"', "true"),
        ('name == "Ada Lovelace"', "true"),
        ('name == "ada lovelace"', "false"),
        ('lower(name) == "ada lovelace"', "true"),
        ('contains(name, "Love") and not starts(name, "Love")', "true"),
        ('ends(name, "lace") or nothing', "true"),
        ('"Ada" in name', "true"),
        ('"Bob" not in name', "true"),
        ("row.amount + 1", "10"),
        ('row["Invoice No"]', "I-7"),
        ("0.1 + 0.2 == 0.3", "true"),
        ("1 - 2 * 3 / 4", "-0.5"),
        ("-(count - 2)", "-10"),
        ('"a" + "b" + 1', "ab1"),
        ('count + "3"', "15"),
        ("10 < count < 13", "true"),
        ("10 < count < 11", "false"),
        ("length(name)", "12"),
        ("today()", "2026-11-26"),
        ("days_between(today(), due)", "4"),
        ("days_after(due, 1)", "2026-12-01"),
        ('written(due, "DD.MM.YYYY")', "30.11.2026"),
        ('written(due, "MMM DD, YY")', "Nov 30, 26"),
        ("due > today()", "true"),
        ('due < "2027-01-01"', "true"),
        ("round(10 / 3, 2)", "3.33"),
        ('join(count, "3", row.amount)', "1239"),
        ("(total >\n 1000)", "true"),
        ("round(2.5)", "3"),
        ('number("1.234,50") * 2', "2469.00"),
        ("true and not false", "true"),
        ("empty or false", "false"),
        ('not ""', "true"),
        ("1000000 * 1000000", "1000000000000"),
        ('upper(trim(" x "))', "X"),
    ],
)
def test_an_expression_comes_to(expression, text):
    assert evaluate(expression, SCOPE).text == text


@pytest.mark.parametrize(
    ("expression", "origin"),
    [
        ("1 + 1", "recipe"),
        ("name", "person"),
        ("count + 1", "data"),
        ('name + " " + total', "screen"),
        ("today()", "recipe"),
    ],
)
def test_the_result_is_as_foreign_as_its_most_foreign_name(expression, origin):
    assert evaluate(expression, SCOPE).origin == origin


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("", "empty"),
        ("total >", "no expression"),
        ("total = 3", "no expression; two values are compared by =="),
        ("from > 3", "“from” cannot be a name in one: give it another"),
        ("import os", "no expression"),
        ("{{total}} > 3", "without braces"),
        ("toal > 3", "no “toal”; is “total” meant"),
        ("row.amont", "no “row.amont”; is “amount” meant"),
        ("name.__class__", "nothing here is called “name”"),
        ("row.amount.real", "a name is written as"),
        ('"".join', "a name is written as"),
        ("().__class__", "a name is written as"),
        ("row[0]", "a name is written as"),
        ("row[name]", "a name is written as"),
        ("__import__('os')", "no function “__import__”"),
        ("lowr(name)", "no function “lowr”; is “lower” meant"),
        ("lower(name, 1)", "does not take 2 values"),
        ("lower(text=name)", "not allowed"),
        ("lower(*name)", "not allowed"),
        ("name.lower()", "not allowed"),
        ("(lambda: 1)()", "not allowed"),
        ("[1, 2]", "not allowed"),
        ("{1: 2}", "not allowed"),
        ("f'{name}'", "not allowed"),
        ("b'x' == 1", "not allowed"),
        ("None", "not allowed"),
        ("...", "not allowed"),
        ("1j", "not allowed"),
        ("1 if total else 2", "not allowed"),
        ("(x := 1)", "not allowed"),
        ("2 ** 99999999", "not allowed"),
        ("1 << 99999999", "not allowed"),
        ("7 % 2", "not allowed"),
        ("7 // 2", "not allowed"),
        ("~1", "not allowed"),
        ("1 is 1", "not allowed"),
        ("[x for x in name]", "not allowed"),
        ("name * 1000000", "is no number to calculate with"),
        ("name - 1", "is no number to calculate with"),
        ("-name", "is no number, so a sign"),
        ("name > 3", "have no order"),
        ("1 / 0", "divides by zero"),
        ("0 / 0", "divides by zero"),
        ("0x10 + 1", "at most 40 digits"),
        ("1_000 + 1", "at most 40 digits"),
        ("9" * 39 + "*" + "9" * 39, "too large"),
        ("9" * 41, "at most 40 digits"),
        ("1 == " + "+".join(["1"] * 500), "too long or too deep"),
        ("-" * 60 + "1", "too long or too deep"),
        ("(" * 300 + "1" + ")" * 300, "no expression"),
        ("x" * 2001, "2001 characters"),
        ("'a\\rb'", "control character"),
        ("'\\x1b[31m'", "control character"),
        ("password", "nothing is computed from secrets"),
        ('password == "hunter2"', "nothing is computed from secrets"),
        ('days_between("soon", due)', "must be a date"),
        ("number(name)", "is no number"),
        ("round(1, 99)", "0 to 12 digits"),
        ("days_after(due, 99999999)", "leaves the calendar"),
        ("1e400 * 1e400 * 1e999999", "at most 40 digits"),
    ],
)
def test_whatever_else_is_said_is_refused(expression, reason):
    with pytest.raises(RecipeError, match=reason):
        evaluate(expression, SCOPE)


def test_what_is_refused_is_refused_without_being_evaluated():
    for expression in ("__import__('os')", "1 << 9", "total ="):
        with pytest.raises(RecipeError):
            names_in(expression)


def test_a_text_cannot_be_made_to_grow():
    scope = Scope({"much": Value("x" * 60_000, "person")})
    with pytest.raises(RecipeError, match="120000 characters"):
        evaluate("much + much", scope)


def test_the_second_half_is_not_looked_at_when_the_first_decides():
    assert evaluate("false and nothing", SCOPE).text == "false"


def test_names_in_an_expression():
    assert names_in('total > row.amount + lower(row["Invoice No"]) and true') == {
        "total",
        "row.amount",
        "row.Invoice No",
    }


@pytest.mark.parametrize(
    ("expression", "holds"),
    [("0", False), ("1", True), ("empty", False), ("name", True), ('"false"', True), ("total", True)],
)
def test_what_counts_as_true(expression, holds):
    assert evaluate(expression, SCOPE).holds is holds


def test_arithmetic_agrees_with_that_of_python():
    chance = random.Random(6)
    for _ in range(500):
        text = str(chance.randrange(1, 100))
        for _ in range(chance.randrange(1, 8)):
            text = chance.choice(
                (f"({text})", f"-{text}", f"{text} {chance.choice('+-*/')} {chance.randrange(1, 50)}.5")
            )
        wanted = eval(re.sub(r"(\d+(?:\.\d+)?)", r"Decimal('\1')", text), {"Decimal": Decimal})
        assert abs(Decimal(evaluate(text, SCOPE).text) - wanted) < Decimal("1e-9"), text


def test_whatever_is_written_is_computed_or_refused_and_nothing_else():
    chance, refused = random.Random(7), 0
    words = [
        *"total name count row . [ ] ( ) + - * / ** < > == != = and or not in is if else lambda : ,".split(),
        *"1 9.5 1e9 lower contains __class__ import {{ }} ; é ' @ ~ true None".split(),
        *('"a"', "\\", "#", "\n"),
    ]
    for _ in range(5_000):
        text = chance.choice(("", " ")).join(chance.choice(words) for _ in range(chance.randrange(1, 12)))
        try:
            assert isinstance(evaluate(text, SCOPE).text, str)
        except RecipeError:
            refused += 1
    assert 3_000 < refused < 5_000
