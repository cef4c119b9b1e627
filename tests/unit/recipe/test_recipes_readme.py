"""What the README of the recipes shows is a recipe."""

import re

import pytest

from deskhand.recipe.format.loading import parsed
from deskhand.recipe.format.schema import VERBS, verb_of
from deskhand.system.paths import ready_recipes

README = (ready_recipes() / "README.md").read_text()
EXAMPLES = dict(re.findall(r"^\| (\w+) \| (`.*?`) \|", README, re.MULTILINE))


def test_every_verb_has_an_example():
    assert list(EXAMPLES) == list(VERBS)


@pytest.mark.parametrize("verb", EXAMPLES)
def test_an_example_is_a_step(verb):
    lines = [line.strip("`") for line in EXAMPLES[verb].split("<br>")]
    step = "".join(f"    {line}\n" for line in lines).replace("[...]", "[]")
    recipe, _ = parsed(f"recipe: 1\nname: a\nsteps:\n  -\n{step}")
    assert verb_of(recipe.steps[0]) == verb


def test_the_head_is_that_of_a_recipe():
    head = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert head is not None
    assert parsed(head[1])[0].parameters["bank"].choices == ("North", "South")


@pytest.mark.parametrize("line", re.findall(r"`((?:then: \{|beside:).*?)`", README))
def test_parts_of_targets_and_effects_are_read(line):
    step = f"  - click: {{label: a, {line}}}" if line.startswith("beside") else f"  - key: a\n    {line}"
    assert parsed(f"recipe: 1\nname: a\nsteps:\n{step}\n")
