"""The JSON Schema of `recipe.yaml`, for editors: made of the models, kept beside the recipes.

`python -m deskhand.recipe.format.json_schema > recipes/recipe.schema.json` writes it anew after a change of the models.
"""

from __future__ import annotations

import json
from typing import Any

from .schema import VERSION, Recipe

FILE = "recipe.schema.json"
"""Its name, beside the folders of the recipes."""
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_text() -> str:
    """The schema as its file has it."""
    made = _plain(Recipe.model_json_schema(by_alias=True))
    kinds = made.pop("$defs")
    made["required"] = ["recipe", *made["required"]]
    head = {
        "$schema": _DIALECT,
        "title": f"A recipe of Deskhand, version {VERSION}",
        "description": "A task shown once: what it is given, and its steps. Texts may hold {{name}}.",
    }
    return json.dumps({**head, **{k: v for k, v in made.items() if k not in head}, "$defs": kinds}, indent=2) + "\n"


def _plain(schema: Any) -> Any:
    """Without what says nothing: titles that repeat a name, and that what may be left out may also be null."""
    if isinstance(schema, list):
        return [_plain(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: value for key, value in schema.items() if key != "title" and not (key == "default" and value is None)}
    others = [one for one in kept.get("anyOf", ()) if one != {"type": "null"}]
    if len(others) == 1:
        del kept["anyOf"]
        kept = {**others[0], **kept}
    kept.pop("title", None)
    return {
        key: {name: _plain(one) for name, one in value.items()} if key in ("properties", "$defs") else _plain(value)
        for key, value in kept.items()
    }


__all__ = ["FILE", "schema_text"]

if __name__ == "__main__":
    print(schema_text(), end="")
