"""Recipes, shelves and screens for tests of what a recipe means."""

from pathlib import Path

from deskhand.core.errors import RecipeError
from deskhand.recipe.format.loading import Loaded, dump, parsed
from deskhand.recipe.format.schema import Recipe
from deskhand.recipe.meaning.templates import fill


def book(recipe):
    text = dump(recipe)
    return Loaded(*parsed(text)[:1], {}, Path(), parsed(text)[1], text)


class Shelf:
    def __init__(self, *recipes):
        self.books = {recipe.name: book(recipe) for recipe in recipes}

    def load(self, name):
        if name not in self.books:
            raise RecipeError(f"There is no recipe “{name}”.")
        return self.books[name]


class Screen:
    """A screen that answers from lists, and remembers what it was asked."""

    def __init__(self, holds=(), tables=()):
        self.answers, self.tables, self.asked = list(holds), list(tables), []

    def holds(self, condition, scope, loaded):
        self.asked.append(fill(condition.text or condition.target.label, scope).text)
        return self.answers.pop(0)

    def table(self, rows, scope, loaded, unlike=()):
        self.asked.append([*rows.table, *(row["Name"] for row in unlike)])
        return self.tables.pop(0)


def recipe(*steps, name="top", **parameters):
    return Recipe(name=name, parameters=parameters, steps=steps)


def typed(text):
    return {"type": text}
