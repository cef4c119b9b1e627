"""Rows that were copied: taken once, allowed once if they are typed, and never those of before."""

from types import SimpleNamespace

import pytest

from deskhand.confirm.policy import Nobody, UpTo
from deskhand.core.risk import Consent, Risk
from deskhand.core.stop import StopToken
from deskhand.engine.replaying import gathering
from deskhand.engine.replaying.ending import Halts
from deskhand.engine.replaying.gathering import Gathering, forget_copied
from deskhand.recipe.format.loading import parsed
from deskhand.recipe.meaning.scope import Scope
from tests.fakes import MemoryClipboard

NO_FOCUS = SimpleNamespace(focus=lambda: None)
COPIED = "Number\tAmount\nI-1\t12.50\n"
LOOP = "recipe: 1\nname: r\nsteps:\n  - for_each: row\n    in: {copied: [Number, Amount]}\n    do: [%s]\n"
TYPES, WRITES = '{type: "{{row.Number}}"}', '{write: {n: "{{row.Number}}"}, to: out.csv}'


def gathered(do, unasked, clipboard):
    recipe, _ = parsed(LOOP % do)
    stages = SimpleNamespace(
        capture=SimpleNamespace(focus=lambda: None),
        clipboard=clipboard,
        confirmer=UpTo(unasked, Nobody()),
        stop=StopToken(),
    )
    loaded = SimpleNamespace(recipe=recipe)
    return Gathering(stages, None).rows(recipe.steps[0].rows, Scope({}), loaded, ())


@pytest.mark.parametrize(("do", "unasked", "origin"), [(TYPES, Risk.R3, "data"), (WRITES, Risk.R2, "screen")])
def test_rows_that_are_typed_are_allowed_first(do, unasked, origin):
    clipboard = MemoryClipboard(COPIED)
    seen = gathered(do, unasked, clipboard)
    assert (seen.rows, seen.origin) == (({"Number": "I-1", "Amount": "12.50"},), origin)
    assert not clipboard.text, "what is copied next is not taken for this"


def test_rows_that_are_typed_halt_where_nobody_allows_it():
    with pytest.raises(Halts, match="needs your yes"):
        gathered(TYPES, Risk.R2, MemoryClipboard(COPIED))


def test_nothing_copied_halts(monkeypatch):
    monkeypatch.setattr(gathering, "COPIED", 0.0)
    with pytest.raises(Halts, match="Nothing was copied"):
        gathered(WRITES, Risk.R3, MemoryClipboard(None))


@pytest.mark.parametrize(("text", "left"), [(LOOP % WRITES, None), ("recipe: 1\nname: r\nsteps: []\n", "mine")])
def test_what_was_copied_before_is_forgotten_only_by_recipes_that_take_it(text, left):
    clipboard = MemoryClipboard("mine")
    forget_copied(clipboard, SimpleNamespace(recipe=parsed(text)[0]), None)
    assert clipboard.text == left


def test_another_table_of_the_same_loop_is_asked_about_again_and_its_next_page_is_not():
    recipe, _ = parsed(LOOP % TYPES)
    rows, loaded, asked = recipe.steps[0].rows, SimpleNamespace(recipe=recipe), []

    class Person:
        def ask(self, proposal, verdict):
            asked.append(proposal.action.text)
            return Consent(True, "person", "")

    stages = SimpleNamespace(
        capture=SimpleNamespace(focus=lambda: None),
        clipboard=MemoryClipboard(COPIED),
        confirmer=Person(),
        stop=StopToken(),
    )
    gathering = Gathering(stages, None)
    seen = gathering.rows(rows, Scope({}), loaded, ()).rows
    for before in (seen, ()):
        stages.clipboard.write(COPIED.replace("I-1", "I-2"))
        gathering.rows(rows, Scope({}), loaded, before)
    assert len(asked) == 2 and "I-1" in asked[0] and "I-2" in asked[1]
