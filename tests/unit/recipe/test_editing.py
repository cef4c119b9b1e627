"""One step changes, everything else stays as it was written."""

import difflib
import re
from pathlib import Path

import pytest

from deskhand.recipe.format.editing import text_of, text_with_step, with_step
from deskhand.recipe.format.loading import FILE, Loaded, dump, load, parsed
from deskhand.recipe.format.outline import positions, step_at
from deskhand.recipe.format.schema import Click, Key, Target, Type
from tests.unit.recipe.any_recipe import any_recipe

TEXT = """\
# What I do each Monday.
recipe: 1
name: monday
parameters:
  words: {default: "hello"}   # the greeting

steps:
  # First the text.
  - type: "{{words}}"
    into: {label: Text, role: edit}
  - click:                      # the one at the bottom
      label: Save
      # Its place in my window:
      place: [1, 2, 30, 20]     # measured
    within: 20                  # slow today
  - if: words = "x"
    then:
    - key: ctrl+s   # saves
    else:
    - for_each: row
      in: {csv: rows.csv}
      do:
        - click: {label: "{{row.name}}"}
  # The end.
  - key: ctrl+q
"""


@pytest.fixture
def loaded(tmp_path):
    (tmp_path / FILE).write_text(TEXT)
    return load(tmp_path)


def test_a_changed_target_leaves_everything_else(loaded):
    step = step_at(loaded.recipe, ("steps", 1))
    changed = step.model_copy(update={"click": step.click.model_copy(update={"label": "Store"})})
    text = text_with_step(loaded, ("steps", 1), changed)
    untouched = [line for line in TEXT.splitlines() if not line.startswith(("      ", "  - click:")) or "row" in line]
    assert [line for line in text.splitlines() if line in untouched] == untouched
    for comment in (
        "What I do",
        "greeting",
        "First the",
        "at the bottom",
        "Its place",
        "measured",
        "slow today",
        "saves",
        "The end",
    ):
        assert comment in text
    assert step_at(parsed(text)[0], ("steps", 1)).click.label == "Store"


@pytest.mark.parametrize("number", range(7))
def test_every_step_can_be_changed_where_it_stands(loaded, number):
    position, _ = list(positions(loaded.recipe))[number]
    text = text_with_step(loaded, position, Key(key="f5"))
    recipe = parsed(text)[0]
    assert step_at(recipe, position) == Key(key="f5")
    assert recipe == with_step(loaded.recipe, position, Key(key="f5"))
    assert "# What I do each Monday." in text and "# The end." in text


def test_other_ways_to_write_steps(tmp_path):
    for text in (
        "recipe: 1\nname: x\nsteps: [{key: a}, {key: b}]\n",
        "recipe: 1\nname: x\nsteps:\n  -\n    key: a\n  -   key: b\n",
        "recipe: 1\nname: x\nsteps:\n- key: a\n- type: |\n    two\n    # lines\n",
        '{"recipe": 1, "name": "x", "steps": [{"key": "a"}, {"key": "b"}]}',
        "recipe: 1\r\nname: x\r\nsteps:\r\n- key: a\r\n- key: b\r\n",
    ):
        (tmp_path / FILE).write_bytes(text.encode())
        loaded = load(tmp_path)
        for index in range(2):
            step = Click(click=Target(label='a: "b" # c'), note="{x}")
            changed = parsed(text_with_step(loaded, ("steps", index), step))[0]
            assert changed == with_step(loaded.recipe, ("steps", index), step)


def test_what_deskhand_wrote_changes_in_the_step_alone(loaded, tmp_path):
    (tmp_path / FILE).write_text(dump(loaded.recipe))
    own = load(tmp_path)
    before, after = own.text.splitlines(), text_with_step(own, ("steps", 0), Type(type="bye")).splitlines()
    assert len(set(before) - set(after)) == 2 and len(set(after) - set(before)) == 1


def test_where_there_is_no_step(loaded):
    for position in (("steps", 9), ("steps", 0, "then", 0), ("steps", 2, "do", 0), ("nothing", 0)):
        with pytest.raises(KeyError):
            with_step(loaded.recipe, position, Key(key="a"))


HAND_WRITTEN = """\
recipe: 1
name: monday
title: Old   # what it is called

parameters:
  # the greeting
  words: {default: hello}
  amount:
    type: number    # in euros
    default: 5

steps:
  - note: By hand, note first.
    click: {role: button,
            label: Save}    # over two lines
    within: 30    # slow

  - type: |
      Dear Anna,
      # no comment

      bye
    # before into
    into: {label: Text, role: edit}   # the page
  -   key: ctrl+s

  - for_each: row
    in: {csv: rows.csv}
    do:
      # inside
      - key: a
      - key: b   # second
# at the end
"""


def changed(wanted: str) -> list[str]:
    """The lines of the difference when the hand-written text is made to say what another text says."""
    recipe, lines = parsed(HAND_WRITTEN)
    new, _ = parsed(wanted)
    text = text_of(Loaded(recipe, {}, Path("monday"), lines, HAND_WRITTEN), new)
    assert parsed(text)[0] == new
    difference = difflib.unified_diff(HAND_WRITTEN.splitlines(), text.splitlines(), n=0, lineterm="")
    return [line for line in difference if not line.startswith(("---", "+++", "@@"))]


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("title: Old", "title: New", ["-title: Old   # what it is called", "+title: New   # what it is called"]),
        ("    default: 5\n", "    default: 7\n", ["-    default: 5", '+    default: "7"']),
        ("    default: 5\n", "", ["-    default: 5"]),
        ("    within: 30    # slow\n", "", ["-    within: 30    # slow"]),
        ("within: 30 ", "within: 20 ", ["-    within: 30    # slow", "+    within: 20    # slow"]),
        (
            "Save}",
            "Save, picture: a.png}",
            [
                "-    click: {role: button,",
                "-            label: Save}    # over two lines",
                "+    click: {label: Save, picture: a.png}    # over two lines",
            ],
        ),
        ("label: Text", "label: Page", ["-    into: {label: Text, role: edit}   # the page",
                                        "+    into: {label: Page, role: edit}   # the page"]),
        ("      bye\n", "      bye bye\n", ["-      bye", "+      bye bye"]),
        ("-   key: ctrl+s", "-   key: ctrl+q", ["-  -   key: ctrl+s", "+  -   key: ctrl+q"]),
        ("-   key: ctrl+s\n", "-   key: ctrl+s\n      within: 3\n", ["+      within: 3"]),
        ("      - key: b ", "      - key: c ", ["-      - key: b   # second", "+      - key: c   # second"]),
        ("      - key: b ", "      - key: c\n      - key: b ", ["+      - key: c"]),
        ("      - key: a\n", "", ["-      - key: a"]),
        ("      - key: a\n", "      - ask: a\n", ["-      - key: a", "+      - ask: a"]),
        ("  - note: By hand, note first.\n    click", "  - click", ["-  - note: By hand, note first.",
                                                                    "-    click: {role: button,",
                                                                    "+  - click: {role: button,"]),
        ("  -   key: ctrl+s", "  -   key: ctrl+s\n      note: N", ["+      note: N"]),
        ("  -   key: ctrl+s\n", "", ["-  -   key: ctrl+s"]),
        ("  - for_each", "  - key: x\n  - for_each", ["+  - key: x"]),
        ("  words: {default: hello}\n", "  words: {}\n", ["-  words: {default: hello}", "+  words: {}"]),
        ("  amount:\n", "  more: {}\n  amount:\n", ["+  more: {}"]),
    ],
)  # fmt: skip
def test_only_what_changed_is_written_anew(old, new, lines):
    assert HAND_WRITTEN.count(old) == 1
    assert changed(HAND_WRITTEN.replace(old, new)) == lines


def test_a_comment_within_what_becomes_another_step_stays_above_it():
    step = HAND_WRITTEN[HAND_WRITTEN.index("  - type:") : HAND_WRITTEN.index("  -   key")]
    lines = changed(HAND_WRITTEN.replace(step, "  - ask: Sure?\n"))
    assert [line for line in lines if line.startswith("+")] == ["+  # before into", "+  - ask: Sure?   # the page"]


@pytest.mark.parametrize("seed", range(150))
def test_comments_between_any_steps_stay_whatever_becomes_of_one(seed):
    recipe, other = any_recipe(seed), any_recipe(seed + 10_000)
    if not recipe.steps or not other.steps:
        return
    text = dump(recipe)
    head, _, steps = text.partition("\nsteps:\n")
    items = re.split(r"(?m)^(?=  - )", steps)
    assert len(items) == len(recipe.steps) + 1
    commented = head + "\nsteps:\n" + "".join(f"  # number {n}\n{item}" for n, item in enumerate(items) if item)
    lines = parsed(commented)[1]
    loaded = Loaded(recipe, {}, Path("any"), lines, commented)
    index = seed % len(recipe.steps)
    wanted = with_step(recipe, ("steps", index), other.steps[0])
    written = text_of(loaded, wanted)
    assert parsed(written)[0] == wanted
    assert re.findall(r"(?m)^  # number \d+$", written) == re.findall(r"(?m)^  # number \d+$", commented)
    untouched = [item for n, item in enumerate(items) if item and n != index + 1]
    assert all(item.rstrip("\n") in written for item in untouched)


@pytest.mark.parametrize("seed", range(100))
def test_any_recipe_can_become_any_other(seed):
    recipe, other = any_recipe(seed), any_recipe(seed + 1)
    text = dump(recipe)
    written = text_of(Loaded(recipe, {}, Path("any"), parsed(text)[1], text), other)
    assert parsed(written)[0] == other
