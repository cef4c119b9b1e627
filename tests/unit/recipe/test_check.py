"""What is wrong with a recipe that can be read: each with its line."""

import pytest

from deskhand.recipe.format.loading import Loaded, load, parsed
from deskhand.recipe.keeping.store import Store
from deskhand.recipe.reviewing.check import problems


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "own")


def put(store: Store, name: str, body: str) -> Loaded:
    """A recipe in the store, written by hand."""
    text = f"recipe: 1\nname: {name}\n{body}"
    store.save(parsed(text)[0], {}, text)
    return store.load(name)


def told(store: Store, body: str, name: str = "mine") -> list[str]:
    loaded = put(store, name, body)
    return [f"{p.line}{'?' if p.warning else ''} {p.sentence}" for p in problems(loaded, store)]


def test_a_recipe_in_order_has_no_problems(store):
    body = """\
parameters: {amount: {type: number}, pin: {type: secret}, list: {type: file}}
steps:
  - read: total
    of: {label: Total}
  - set: double
    to: total * 2
  - if: double > amount
    then:
      - type: "{{pin}}"
  - for_each: row
    in: {csv: "{{list}}"}
    do:
      - type: "{{row.Invoice No}} {{double}}"
  - stop: "{{total}}"
"""
    assert told(store, body) == []


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ('  - type: "{{who}}"', "4 Step 1 uses who, which nothing before it gives."),
        ('  - click: {label: "{{who}}"}', "4 Step 1 uses who, which nothing before it gives."),
        ('  - key: a\n    then: {detail: "{{who}}"}', "4 Step 1 uses who, which nothing before it gives."),
        ("  - set: a\n    to: b + 1", "4 Step 1 uses b, which nothing before it gives."),
        ("  - set: a\n    to: a + 1", "4 Step 1 uses a, which nothing before it gives."),
        (
            "  - set: total\n    to: '1'\n  - type: '{{totl}}'",
            "6 Step 2 uses totl, which nothing before it gives; is “total” meant.",
        ),
        ("  - if: a >\n    then: []", "4 “a >” is no expression"),
        ('  - type: "{{a"', "4 “{{a” opens braces that it does not close"),
        ('  - type: "{{row.x}}"', "4 Step 1 uses row.x, but nothing here is called row."),
        (
            "  - for_each: row\n    in: {table: [Amount]}\n    do:\n      - type: '{{row.amuont}}'",
            "7 Step 1.1 uses row.amuont, but row has no amuont; is “Amount” meant.",
        ),
        (
            "  - for_each: row\n    in: {csv: a.csv}\n    do: []\n  - type: '{{row.a}}'",
            "7 Step 2 uses row.a, but nothing here is called row.",
        ),
        (
            "  - for_each: row\n    in: {table: [a]}\n    do:\n      - type: '{{row}}'",
            "7 Step 1.1 uses row, which has parts; say which one, as in row.a.",
        ),
        (
            "  - for_each: a\n    in: {csv: a}\n    do:\n      - for_each: a\n        in: {csv: b}\n        do: []",
            "7 Step 1.1 calls its row a, which is something else already; take another name.",
        ),
        (
            '  - ask: "{{secret:bank}}"',
            "4 Step 1 has the secret bank in it; a secret may only be typed, or handed to a recipe.",
        ),
        ("  - note: a\n    key: ctlr+s", "5 There is no key ctlr; did you mean ctrl?"),
        ("  - click: {}\n    held: [shfit]", "5 There is no key shfit; did you mean shift?"),
        ("  - for_each: row\n    in: {csv: /etc/passwd}\n    do: []", "5 “/etc/passwd” leaves the folder"),
        ("  - for_each: row\n    in: {csv: ../a.csv}\n    do: []", "5 “../a.csv” leaves the folder"),
        ("  - write: {a: b}\n    to: ~/.bashrc.csv", "5 “~/.bashrc.csv” leaves the folder"),
        ("  - write: {a: b}\n    to: out.txt", "5 “out.txt” must end in .csv or .json"),
        ("  - use: other", "4 There is no recipe other; `deskhand recipes list` shows those there are."),
        ("  - use: mine", "4 These recipes use each other in a circle: mine uses mine."),
    ],
)
def test_what_cannot_work_is_a_problem(steps, said, store):
    found = [line for line in told(store, f"steps:\n{steps}\n") if "?" not in line.split()[0]]
    assert len(found) == 1
    assert found[0].startswith(said)


def test_a_secret_parameter_may_only_be_typed(store):
    body = "parameters: {pin: {type: secret}}\nsteps:\n  - wait: {text: '{{pin}}'}\n"
    assert told(store, body) == [
        "5 Step 1 has the secret pin in it; a secret may only be typed, or handed to a recipe."
    ]


def test_what_is_given_and_not_used_is_a_warning(store):
    body = "parameters:\n  a: {}\nsteps:\n  - read: b\n    of: {label: B}\n"
    assert told(store, body) == [
        "4? The parameter a is not used in any step.",
        "6? Step 1 reads b, which nothing here uses.",
    ]


def test_what_a_branch_sets_counts_after_it(store):
    body = "steps:\n  - if: 1 > 0\n    then:\n      - set: a\n        to: '1'\n  - type: '{{a}}'\n"
    assert told(store, body) == []


def test_the_same_id_twice(store):
    body = "steps:\n  - key: a\n    id: one\n  - if: 1 > 0\n    then:\n      - key: b\n        id: one\n"
    assert told(store, body) == ["9 The id one is that of another step too (line 5)."]


def test_steps_after_a_stop(store):
    body = "steps:\n  - if: 1 > 0\n    then:\n      - stop: a\n      - key: b\n    else:\n      - stop: c\n  - key: d\n"
    assert told(store, body) == [
        "7? This step is never reached: step 1.1 ends here.",
        "10? This step is never reached: step 1 ends here.",
    ]


def test_what_another_recipe_makes_and_needs(store):
    put(store, "read-total", "parameters: {page: {}}\nsteps:\n  - read: total\n    of: {label: '{{page}}'}\n")
    body = "steps:\n  - use: read-total\n    with: {pgae: a}\n  - type: '{{read_total.total}} {{read_total.sum}}'\n"
    assert told(store, body) == [
        "4 The recipe read-total has no parameter pgae; is “page” meant.",
        "4 The recipe read-total needs a value for page; give it in `with`.",
        "6 Step 2 uses read_total.sum, but read_total has no sum; there is “total”.",
    ]


def test_what_a_recipe_makes_is_known_only_after_it_was_used(store):
    put(store, "read-total", "steps:\n  - read: total\n    of: {label: a}\n")
    body = "steps:\n  - type: '{{read_total.total}}'\n  - use: read-total\n"
    assert told(store, body) == ["4 Step 1 uses read_total.total, but nothing here is called read_total."]


def test_circles_through_other_recipes(store):
    put(store, "a", "steps:\n  - use: b\n")
    put(store, "b", "steps:\n  - use: c\n")
    put(store, "c", "steps:\n  - use: b\n")
    assert told(store, "steps:\n  - key: x\n  - use: a\n") == [
        "5 These recipes use each other in a circle: b uses c uses b."
    ]


def test_recipes_that_use_each_other_without_end(store):
    for number in range(40):
        put(store, f"r{number}", f"steps:\n  - use: r{number + 1}\n  - use: r{number + 2}\n")
    assert told(store, "steps:\n  - use: r0\n") == ["4 Recipes use each other more than 16 deep, from mine to r15."]


def test_a_picture_nobody_uses(store, tmp_path):
    put(store, "mine", "steps: []\n")
    (store.folder("mine") / "old.png").write_bytes(b"")
    assert [p.sentence for p in problems(load(store.folder("mine")), store)] == [
        "The picture old.png is used in no step of recipe.yaml; it can be removed."
    ]
