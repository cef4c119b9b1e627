"""What is written is read again as the same recipe, and looks as a person would write it."""

import pytest
import yaml

from deskhand.recipe.format.loading import dump, parsed
from deskhand.recipe.format.schema import Click, Effect, Recipe, Target, Type, WindowPart
from tests.unit.recipe.any_recipe import TEXTS, any_recipe


@pytest.mark.parametrize("start", range(0, 600, 50))
def test_any_recipe_is_read_again_as_it_was(start):
    for seed in range(start, start + 50):
        recipe = any_recipe(seed)
        assert parsed(dump(recipe))[0] == recipe, seed


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_any_text_is_read_again_as_it_was(text):
    recipe = Recipe(
        name="a",
        title=text,
        steps=(
            Type(type=text, into=Target(label=text, window=WindowPart(title=text)), note=text),
            Click(click=Target(label="a"), then=Effect(detail=text)),
        ),
    )
    written = dump(recipe)
    assert parsed(written)[0] == recipe
    assert dump(parsed(written)[0]) == written


@pytest.mark.parametrize("seed", range(20))
def test_other_readers_of_yaml_read_the_same_structure(seed):
    recipe = any_recipe(seed)
    assert list(yaml.load(dump(recipe), yaml.CBaseLoader))[:2] == ["recipe", "name"]


def test_how_a_recipe_looks():
    text = """\
# yaml-language-server: $schema=../recipe.schema.json
recipe: 1
name: save-note
title: "Save: a note"

parameters:
  amount: {type: number, label: Amount, default: "5"}
  words: {label: The text of the note}

steps:
  - click: {label: File, role: menu}
    then: {change: a menu opens}

  - click:
      label: Save
      window: {title: "*Untitled 1 - Mousepad", app: Mousepad}
      beside:
        - {side: left, text: Cancel, by: [-90, 0]}
        - {side: above, text: "Name:", by: [-120, -30]}
      place: [400, 300, 80, 24]
      window_size: [640, 480]
      picture: save.png
    then: {change: a dialog opens, detail: Save As}
    within: 30

  - type: "{{words}}"
    into: {label: Text, role: edit}
    then: {change: something changes}

  - type: |
      Dear Anna,

      all the best
    clear: false
    note: >-
      A text that is longer than a line is folded at its spaces, so that nobody needs to scroll to
      the right to read all of it

  - if: amount > 1000
    then:
      - ask: Really?
    else:
      - key: ctrl+s

  - for_each: row
    in: {csv: "{{list}}"}
    do:
      - write: {name: "{{row.Name}}"}
        to: out.csv
"""
    recipe, _ = parsed(text)
    assert dump(recipe) == text
