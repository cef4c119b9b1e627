"""The JSON Schema beside the recipes: up to date, and of one mind with the loader."""

import json

import jsonschema
import pytest

from deskhand.recipe.format.json_schema import FILE, schema_text
from deskhand.recipe.format.loading import LIMITS, dump
from deskhand.recipe.format.schema import VERBS
from deskhand.recipe.format.yaml_nodes import data
from deskhand.recipe.format.yaml_reading import composed
from deskhand.system.paths import ready_recipes
from tests.unit.recipe.any_recipe import any_recipe

SCHEMA = json.loads(schema_text())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_the_file_is_what_the_models_make():
    written = (ready_recipes() / FILE).read_text()
    assert written == schema_text(), f"python -m deskhand.recipe.format.json_schema > recipes/{FILE}"


def test_it_is_a_schema_of_its_own_with_everything_described():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert "$id" not in json.dumps(SCHEMA)
    kinds = {"recipe": SCHEMA, **SCHEMA["$defs"]}
    bare = [
        f"{kind}.{key}"
        for kind, schema in kinds.items()
        for key, value in schema.get("properties", {}).items()
        if "description" not in value and "$ref" not in value
    ]
    assert not bare
    assert all(schema["description"] for schema in kinds.values())
    assert len(SCHEMA["properties"]["steps"]["items"]["oneOf"]) == len(VERBS)


@pytest.mark.parametrize("seed", range(60))
def test_what_is_written_agrees_with_it(seed):
    VALIDATOR.validate(data(composed(dump(any_recipe(seed)), LIMITS)))


@pytest.mark.parametrize(
    "folder", sorted(f.parent for f in ready_recipes().glob("*/recipe.yaml")), ids=lambda f: f.name
)
def test_ready_recipes_agree_with_it(folder):
    VALIDATOR.validate(data(composed((folder / "recipe.yaml").read_text(), LIMITS)))


@pytest.mark.parametrize(
    "step", [{"click": {"lable": "a"}}, {"key": "a", "click": {}}, {"clik": {}}, {"if": "a"}, {"key": "a", "risk": 0}]
)
def test_what_the_loader_refuses_is_marked(step):
    assert not VALIDATOR.is_valid({"recipe": 1, "name": "a", "steps": [step]})
