"""Recipes made by chance, done in one go and with an interruption at any leaf: the same leaves in the same order."""

import random

import pytest

from deskhand.recipe.format import schema
from deskhand.recipe.meaning.templates import fill
from deskhand.recipe.walking.rows import parse
from deskhand.recipe.walking.walk import NoMemory, SeenRows, Walk
from tests.unit.recipe.books import Shelf, book, recipe, typed


class ChancyScreen:
    """A screen that answers by chance, each time otherwise."""

    def __init__(self, seed):
        self.chance = random.Random(seed)

    def holds(self, condition, scope, loaded):
        return self.chance.random() < 0.5

    def table(self, rows, scope, loaded, unlike=()):
        return SeenRows(tuple({"a": str(self.chance.randrange(3))} for _ in range(self.chance.randrange(4))))

    def read(self):
        return str(self.chance.randrange(100))


class Remembered(NoMemory):
    def __init__(self):
        self.finished, self.kept = {}, {}

    def done(self, position):
        return self.finished.get(position)

    def decided(self, position):
        return self.kept.get(position)

    def decide(self, position, what):
        self.kept[position] = what

    def reached(self, block):
        return any(position.startswith(f"{block}/") for position in self.finished)


def block(chance, depth, rows=0):
    return [step(chance, depth, rows) for _ in range(chance.randrange(1, 4))]


def step(chance, depth, rows):
    row = f" {{{{r{rows}.a}}}}" if rows else ""
    leaves = [
        typed(f"{{{{v}}}} {{{{x}}}}{row}"),
        {"read": "v", "of": {"label": "V"}},
        {"set": "x", "to": "v + 1"},
        {"key": "enter"},
        {"write": {"v": "{{v}}"}, "to": "o.csv"},
    ]
    if depth == 0 or chance.random() < 0.5:
        return chance.choice(leaves)
    inner = block(chance, depth - 1, rows)
    table = {"table": ["a"], **({"next": {"label": "Next"}} if chance.random() < 0.5 else {})}
    return chance.choice(
        [
            {"if": {"text": "T"}, "then": inner, "else": block(chance, depth - 1, rows)},
            {"if": "x > 50", "then": inner},
            {"for_each": f"r{rows + 1}", "in": table, "do": block(chance, depth - 1, rows + 1)},
            {"for_each": f"r{rows + 1}", "in": {"csv": "d.csv"}, "do": block(chance, depth - 1, rows + 1)},
            {"use": chance.choice(["one", "two"])},
            {"if": "x > 80", "then": [{"stop": "enough"}]},
        ]
    )


def made(seed):
    chance = random.Random(seed)
    start = [{"set": "v", "to": "1"}, {"set": "x", "to": "2"}]
    one = recipe(*start, *[s for s in block(chance, 1) if "use" not in str(s)], name="one")
    two = recipe(*start, {"use": "one"}, *[s for s in block(chance, 1) if "use" not in str(s)], name="two")
    return recipe(*start, *block(chance, 3), *block(chance, 3), name="top"), Shelf(one, two)


def walk(of, shelf, screen, memory, folder, by_rows):
    sheet = parse(b"who\nA\nB\nA\n", "rows.csv") if by_rows else None
    return Walk(book(of), {}, shelf, screen, memory, sheet=sheet, folder=folder)


def do(walk_, screen, memory, most=None):
    """Do and finish so many leaves; what each was."""
    lines = []
    for leaf in walk_:
        if len(lines) == most:
            return lines
        read = {}
        text = fill(leaf.step.type, leaf.scope).text if isinstance(leaf.step, schema.Type) else ""
        if isinstance(leaf.step, schema.Read):
            read = {leaf.step.read: screen.read()}
            walk_.keep(leaf, read[leaf.step.read])
        memory.finished[leaf.position] = read
        lines.append(f"{leaf.position} {schema.verb_of(leaf.step)} {text}")
    return lines


@pytest.mark.parametrize("seed", range(40))
def test_an_interruption_changes_nothing(seed, tmp_path):
    (tmp_path / "d.csv").write_text("a\n1\n1\n2\n")
    of, shelf = made(seed)
    by_rows = seed % 3 == 0
    if by_rows:
        of = of.model_copy(update={"parameters": {"who": schema.Parameter()}})
    screen, memory = ChancyScreen(seed), Remembered()
    whole = do(walk(of, shelf, screen, memory, tmp_path, by_rows), screen, memory)
    assert len({line.split(" ")[0] for line in whole}) == len(whole)
    for most in range(0, len(whole), 1 + len(whole) // 12):
        screen, memory = ChancyScreen(seed), Remembered()
        first = do(walk(of, shelf, screen, memory, tmp_path, by_rows), screen, memory, most)
        second = do(walk(of, shelf, screen, memory, tmp_path, by_rows), screen, memory)
        assert first + second == whole
        assert do(walk(of, shelf, screen, memory, tmp_path, by_rows), screen, memory) == []
