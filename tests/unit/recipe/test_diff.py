"""What differs between two versions of a recipe, in words and as text."""

import difflib
import random
from pathlib import Path

import numpy as np
import pytest

from deskhand.recipe.format.loading import Loaded, dump, parsed
from deskhand.recipe.format.schema import Check, Click, Target
from deskhand.recipe.reviewing import line_diff
from deskhand.recipe.reviewing.diff import changes, diff, unified
from deskhand.recipe.reviewing.differences import differences
from tests.unit.recipe.any_recipe import any_recipe

FIRST = np.zeros((4, 4, 3), np.uint8)
SECOND = np.full((4, 4, 3), 9, np.uint8)
THREE = """\
  - key: a
  - click: {label: Save, window: {title: Notes}, place: [10, 20, 80, 24], picture: save.png}
    then: {change: a dialog opens}
  - type: abc
"""


def loaded(steps: str, head: str = "", pictures=None) -> Loaded:
    text = f"recipe: 1\nname: mine\n{head}steps:\n{steps}"
    recipe, lines = parsed(text)
    return Loaded(recipe, {"save.png": FIRST} if pictures is None else pictures, Path("mine"), lines, text)


def told(old: str, new: str, **of_new) -> list[str]:
    return [change.sentence for change in diff(loaded(old), loaded(new, **of_new)).changes]


def test_nothing_changed():
    same = diff(loaded(THREE), loaded(THREE))
    assert not same
    assert same.changes == () and same.text == ""


def test_a_repaired_target():
    new = THREE.replace("label: Save,", "label: Save as,").replace("[10, 20, 80, 24]", "[22, 17, 80, 24]")
    found = diff(loaded(THREE), loaded(new.replace("save.png", "save-2.png"), pictures={"save-2.png": SECOND}))
    (change,) = found.changes
    assert change.kind == "changed"
    assert change.sentence == (
        "Step 2 (Click the button “Save” in the window “Notes”): the label is “Save as” instead of “Save”; "
        "it stands 12 pixels further right and 3 pixels further up; its picture is save-2.png instead of save.png."
    )
    assert change.pictures == (("save.png", "save-2.png"),)
    assert "-  - click: {label: Save, " in found.text and "+  - click: {label: Save as, " in found.text


def test_a_picture_of_the_same_name_that_shows_something_else():
    assert told(THREE, THREE, pictures={"save.png": SECOND}) == [
        "Step 2 (Click the button “Save” in the window “Notes”): its picture save.png shows something else."
    ]


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (THREE + "  - key: b\n", ["New step 4: Press b."]),
        ("  - key: b\n" + THREE, ["New step 1: Press b."]),
        (THREE.replace("  - key: a\n", ""), ["Step 1 is gone: Press a."]),
        (THREE.replace("  - key: a\n", "") + "  - key: a\n", ["Step 1 is now step 3: Press a."]),
        (THREE.replace("type: abc", "type: xyz"), ["Step 3 (Type “abc” where the keyboard is): its type is “xyz”"]),
        (THREE.replace("key: a", "ask: Sure?"), ["New step 1: Ask “Sure?”", "Step 1 is gone: Press a."]),
        (THREE.replace("title: Notes", "title: Note"), ["Step 2 (", "the window is “Note” instead of “Notes”"]),
        (THREE.replace("a dialog opens", "a window opens"), ["then a window opens, instead of a dialog opens"]),
        (THREE.replace("abc", "abc\n    within: 30"), ["its within is 30 instead of 10"]),
        (THREE.replace("{label: Save", "{label: Save, role: link"), ["the role is “link” instead of “button”"]),
        (
            THREE.replace("picture: save.png", "beside: [{side: left, text: Cancel}]"),
            ["it is beside “Cancel”; its picture save.png is gone"],
        ),
    ],
)
def test_what_changed_in_words(new, said):
    found = "\n".join(told(THREE, new))
    assert all(part in found for part in said), found
    assert len(found.splitlines()) <= len(said)


def test_steps_within_blocks():
    old = "  - if: a > 1\n    then:\n      - key: a\n      - key: b\n  - key: c\n"
    new = "  - if: a > 2\n    then:\n      - key: a\n    else:\n      - key: b\n  - key: c\n"
    assert told(old, new) == [
        "Step 1 (If a > 1): its if is “a > 2” instead of “a > 1”.",
        "Step 1.2 is now step 1.else.1: Press b.",
    ]


def test_steps_are_known_by_their_ids():
    old = "  - click: {label: Save}\n    id: save\n  - key: b\n"
    new = "  - key: b\n  - click: {label: Keep it, role: link}\n    id: save\n    times: 2\n"
    found = told(old, new)
    assert len(found) == 2
    assert found[0].startswith(("Step 1 is now step 2: ", "Step 2 is now step 1: "))
    assert "the label is “Keep it” instead of “Save”" in " ".join(found)


def test_what_the_recipe_is_and_needs():
    old = loaded(THREE, "title: A\nparameters: {a: {}, b: {type: number}}\n")
    new = loaded(THREE, "title: B\nparameters: {b: {}, c: {default: x}}\n")
    assert [change.sentence for change in diff(old, new).changes] == [
        "The title is “B” instead of “A”.",
        "It does not need a any more.",
        "A value changes: b: a text instead of b: a number.",
        "It needs one more value: c: a text, “x” if not given.",
    ]


@pytest.mark.parametrize("seed", range(80))
def test_any_two_recipes_can_be_compared_and_only_different_ones_differ(seed):
    one, other = any_recipe(seed), any_recipe(seed + 1)
    assert changes(one, one, {}, {}) == []
    assert bool(changes(one, other, {}, {})) is (one.model_copy(update={"made": other.made}) != other)


@pytest.mark.timeout(60)
def test_long_recipes_are_compared_in_time():
    steps = [f"  - click: {{label: thing {n}}}\n" for n in range(2_000)]
    old, new = loaded("".join(steps)), loaded("".join(steps[::-1]))
    assert len(diff(old, new).changes) == 1_999


def test_the_text_is_that_of_diff():
    assert unified("a\nb\n", "a\nc\n", "x", "x") == (
        "--- x/recipe.yaml\n+++ x/recipe.yaml (new)\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n"
    )
    assert unified(dump(any_recipe(1)), dump(any_recipe(1)), "a", "b") == ""


@pytest.mark.parametrize("seed", range(100))
def test_texts_differ_as_difflib_says_they_do(seed):
    chance = random.Random(seed)
    old = [chance.choice("abcdefghijklmnop") * 3 for _ in range(chance.randrange(40))]
    new = list(old)
    for _ in range(chance.randrange(4)):
        at = chance.randrange(len(new) + 1)
        new[at : at + chance.randrange(3)] = [chance.choice("xyzab")] * chance.randrange(3)
    lines = list(line_diff.unified(old, new, "a", "b"))
    assert patched(old, lines) == new
    assert patched(new, [turned(line) for line in lines]) == old
    assert bool(lines) is (old != new)
    heads = [line for line in difflib.unified_diff(old, new, "a", "b", lineterm="", n=3) if line.startswith("@@")]
    assert len([line for line in lines if line.startswith("@@")]) <= max(len(heads), 4)


def patched(old: list[str], lines: list[str]) -> list[str]:
    """What `patch` makes of a text."""
    new, at = [], 0
    for line in lines[2:]:
        if line.startswith("@@"):
            first, _, count = line.split()[1][1:].partition(",")
            start = int(first) - (count != "0")
            new += old[at:start]
            at = start
        elif line.startswith("+"):
            new.append(line[1:])
        else:
            assert old[at] == line[1:]
            new += [line[1:]] if line.startswith(" ") else []
            at += 1
    return new + old[at:]


def turned(line: str) -> str:
    if line.startswith("@@"):
        _, was, now, _ = line.split()
        return f"@@ -{now[1:]} +{was[1:]} @@"
    return line.translate(str.maketrans("+-", "-+")) if line[:1] in "+-" else line


def test_one_change_of_a_long_recipe_that_repeats_itself_is_one_change():
    six = "".join(f"  - click: {{label: thing {n}}}\n    then: {{change: a menu opens}}\n" for n in range(6))
    old, new = loaded(six * 300), loaded(six * 150 + six.replace("thing 3", "other") + six * 149)
    difference = diff(old, new)
    assert [change.sentence for change in difference.changes] == [
        "Step 904 (Click the button “thing 3”): the label is “other” instead of “thing 3”."
    ]
    assert len(difference.text.splitlines()) == 3 + 3 + 2 + 3


TARGET = Target(label="a", window={"title": "b"}, beside=({"side": "left", "text": "c"},), place=(1, 2, 3, 4))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("label", "x"), ("role", "link"), ("window", {"title": "x"}), ("beside", ()), ("place", (9, 2, 3, 4)),
        ("place", None), ("window_size", (5, 6)), ("scale", 2), ("picture", "x.png"), ("alike", 2), ("nth", 1),
        ("offset", (0, 0)), ("state", "on"), ("copies", 3), ("beside", ({"side": "left", "text": "c", "by": (1, 2)},)),
        ("beside", ({"side": "left", "text": "c", "picture": "x.png"},)), ("window", {"title": "b", "app": "x"}),
        ("window", {"title": "b", "dialog": True}), ("place", (1, 2, 3, 5)), ("drawn", True), ("lookalikes", 2),
    ],
)  # fmt: skip
def test_no_change_of_a_target_is_passed_over(key, value):
    changed = Target.model_validate({**TARGET.model_dump(), key: value})
    assert changed != TARGET
    for old, new in ((TARGET, changed), (changed, TARGET)):
        assert differences(Click(click=old), Click(click=new), {}, {}).sentences
        assert differences(Check(check={"target": old}), Check(check={"target": new}), {}, {}).sentences


def test_every_key_of_a_target_is_among_those_that_were_tried():
    (tried,) = (m for m in test_no_change_of_a_target_is_passed_over.pytestmark if m.name == "parametrize")
    assert {key for key, _ in tried.args[1]} == set(Target.model_fields)
