"""Steps of recipes from elsewhere are the person's to allow, until they have; own ones are not."""

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from deskhand.confirm.first_time import FirstTime
from deskhand.confirm.policy import Nobody, UpTo
from deskhand.core.actions import Click, phrase
from deskhand.core.risk import Risk, Verdict, answer
from deskhand.core.step import Proposal
from deskhand.engine.replaying.ending import Halts
from deskhand.jobs.trusting import watched
from deskhand.recipe.format import schema
from deskhand.recipe.format.schema import Recipe, Target
from deskhand.recipe.keeping.store import Store
from deskhand.recipe.meaning.scope import Scope, Value
from deskhand.recipe.sharing.trust import TrustBook, digest
from deskhand.recipe.walking.memory import ShortMemory
from deskhand.recipe.walking.walk import Leaf
from tests.builders import element

STEPS = tuple(schema.Click(click=Target(label=label)) for label in ("Save", "Send"))
RECIPE = Recipe(name="theirs", steps=STEPS)
PROPOSAL = Proposal(Click(element("button", "Save")), "because", 1.0, "recipe", step="1")
SECOND = replace(PROPOSAL, step="2")
BETWEEN = replace(PROPOSAL, step="")


class Person:
    """Answers, and remembers what they were asked."""

    def __init__(self, answer=True):
        self.answer, self.asked = answer, 0

    def ask(self, proposal, verdict):
        self.asked += 1
        return answer(self.answer, "person", phrase(proposal.action), verdict)


@pytest.fixture
def book(tmp_path):
    return TrustBook(tmp_path / "trust.json")


ANYWHERE = (Path("/"),)


@pytest.fixture
def loaded(tmp_path):
    store = Store(tmp_path / "recipes")
    store.save(RECIPE, {})
    return store.load("theirs")


def leaf(loaded, number):
    scope = Scope(MappingProxyType({}))
    return Leaf(str(number), loaded.recipe.steps[number - 1], scope, loaded, ("steps", number - 1), f"step {number}")


def verdict(risk=Risk.R2, origin="person"):
    return Verdict(risk, ("because",), (("text", origin),))


def confirmer(book, person, limit=Risk.R6, kept_in=ANYWHERE):
    return FirstTime(UpTo(limit, person), person, book, kept_in)


def test_own_recipes_are_asked_about_as_usual(book, loaded):
    person = Person()
    confirm = confirmer(book, person, Risk.R2)
    confirm.begins(leaf(loaded, 1))
    assert confirm.ask(PROPOSAL, verdict()).by == "policy"
    assert confirm.ask(PROPOSAL, verdict(Risk.R3)).by == "person"
    assert person.asked == 1


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        (verdict(Risk.R1), 0),
        (verdict(Risk.R0), 0),
        (verdict(Risk.R1, "recipe"), 1),
        (verdict(Risk.R2), 1),
        (verdict(Risk.R4), 1),
        (verdict(Risk.R6), 1),
    ],
)
def test_whatever_was_allowed_an_imported_recipe_asks_for_what_matters(book, loaded, said, asked):
    book.imported(RECIPE, {}, "", "")
    person = Person()
    confirm = confirmer(book, person)
    confirm.begins(leaf(loaded, 1))
    assert confirm.ask(PROPOSAL, said).granted
    assert person.asked == asked


def test_with_nobody_there_it_is_no(book, loaded):
    book.imported(RECIPE, {}, "", "")
    confirm = FirstTime(UpTo(Risk.R6, Nobody()), Nobody(), book, ANYWHERE)
    confirm.begins(leaf(loaded, 1))
    assert not confirm.ask(PROPOSAL, verdict()).granted


def test_what_was_allowed_in_a_completed_replay_is_agreed_to_step_by_step(book, loaded):
    book.imported(RECIPE, {}, "", "")
    person = Person()
    confirm = confirmer(book, person)
    confirm.begins(leaf(loaded, 1))
    confirm.ask(PROPOSAL, verdict())
    confirm.completed()

    again = confirmer(book, person)
    again.begins(leaf(loaded, 1))
    assert again.ask(PROPOSAL, verdict()).by == "policy"
    again.begins(leaf(loaded, 2))
    assert again.ask(SECOND, verdict()).by == "person", "a step that was never come to still asks"


def test_what_was_allowed_in_a_replay_that_was_not_completed_is_asked_again(book, loaded):
    book.imported(RECIPE, {}, "", "")
    person = Person()
    for _ in range(2):
        confirm = confirmer(book, person)
        confirm.begins(leaf(loaded, 1))
        confirm.ask(PROPOSAL, verdict())
    assert person.asked == 2


def test_a_no_is_no_and_agrees_to_nothing(book, loaded):
    book.imported(RECIPE, {}, "", "")
    confirm = confirmer(book, Person(answer=False))
    confirm.begins(leaf(loaded, 1))
    assert not confirm.ask(PROPOSAL, verdict()).granted
    confirm.completed()
    assert book.of(RECIPE, {}).agreed == frozenset()


def test_even_an_agreed_step_keeps_to_the_class_that_was_allowed(book, loaded):
    book.imported(RECIPE, {}, "", "")
    book.trust(RECIPE, {})
    person = Person()
    confirm = confirmer(book, person, Risk.R2)
    confirm.begins(leaf(loaded, 1))
    assert confirm.ask(PROPOSAL, verdict(Risk.R3)).by == "person"
    assert confirm.ask(PROPOSAL, verdict(Risk.R2)).by == "policy"


def test_an_imported_recipe_that_an_own_one_uses_asks_too(book, loaded):
    book.imported(RECIPE, {}, "", "")
    own = replace(loaded, recipe=Recipe(name="mine", steps=(schema.Key(key="f5"), schema.Use(use="theirs"))))
    person = Person()
    confirm = confirmer(book, person)
    confirm.begins(Leaf("1", own.recipe.steps[0], Scope(MappingProxyType({})), own, ("steps", 0), "step 1"))
    confirm.ask(PROPOSAL, verdict())
    assert person.asked == 0
    confirm.begins(leaf(loaded, 1))
    confirm.ask(PROPOSAL, verdict())
    assert person.asked == 1


def test_what_was_allowed_before_a_repair_counts_for_the_repaired_recipe(book, loaded, tmp_path):
    book.imported(RECIPE, {}, "", "")
    confirm = confirmer(book, Person())
    confirm.begins(leaf(loaded, 1))
    confirm.ask(PROPOSAL, verdict())
    mended = Recipe(name="theirs", steps=(STEPS[0], schema.Click(click=Target(label="Post"))))
    book.repaired(RECIPE, {}, mended, {})
    store = Store(tmp_path / "recipes")
    store.save(mended, {})
    repaired = store.load("theirs")
    confirm.begins(leaf(repaired, 2))
    confirm.ask(SECOND, verdict())
    confirm.completed()
    assert book.of(mended, {}).agreed == {digest(step, {}) for step in mended.steps}


def test_a_short_memory_knows_what_ended_and_where_it_is():
    memory = ShortMemory()
    memory.begin("5/do[1:ab]/2", b"")
    assert memory.reached("5/do[1:ab]") and not memory.reached("5/do[2:cd]")
    assert memory.done("5/do[1:ab]/2") is None
    memory.finish("5/do[1:ab]/2", {"total": "3"})
    assert memory.done("5/do[1:ab]/2") == {"total": "3"}
    memory.decide("4", "true")
    assert (memory.decided("4"), memory.decided("5")) == ("true", None)


def test_what_an_own_recipe_is_given_by_an_imported_one_is_asked_about(book, loaded, tmp_path):
    own, theirs = own_and_theirs(tmp_path)
    book.imported(theirs.recipe, {}, "", "")
    person = Person()
    confirm = confirmer(book, person)
    inside = replace(leaf(own, 1), used_by=(theirs,))
    for _ in range(2):
        confirm.begins(inside)
        assert confirm.ask(PROPOSAL, verdict(Risk.R1)).by == "person", "it types what they passed on"
    confirm.completed()
    assert book.of(theirs.recipe, {}).agreed == frozenset()
    book.trust(theirs.recipe, {})
    again = confirmer(book, person)
    again.begins(inside)
    assert again.ask(PROPOSAL, verdict(Risk.R1)).by == "policy"


@pytest.mark.parametrize(
    ("step", "asked"),
    [
        (schema.Type(type="{{name}}"), False),
        (schema.Type(type=" {{ row.name }} "), False),
        (schema.Type(type="evil {{name}}"), True),
        (schema.Type(type="{{computed}}"), True),
        (schema.Type(type="{{secret:bank}}"), True),
        (schema.Key(key="x"), True),
        (schema.Key(key="shift+x"), True),
        (schema.Key(key="f5"), False),
    ],
)
def test_whatever_an_imported_recipe_says_itself_is_asked_about(book, tmp_path, step, asked):
    store = Store(tmp_path / "recipes")
    recipe = Recipe(name="theirs", steps=(step,), parameters={"name": schema.Parameter()})
    store.save(recipe, {})
    book.imported(recipe, {}, "", "")
    person = Person()
    confirm = confirmer(book, person)
    confirm.begins(leaf(store.load("theirs"), 1))
    confirm.ask(PROPOSAL, verdict(Risk.R1))
    assert person.asked == asked


def test_a_recipe_from_outside_the_persons_folders_is_nobodys(book, loaded, tmp_path):
    person = Person()
    confirm = confirmer(book, person, kept_in=(tmp_path / "elsewhere",))
    for _ in range(2):
        confirm.begins(leaf(loaded, 1))
        confirm.ask(PROPOSAL, verdict())
        confirm.completed()
    assert person.asked == 2, "what cannot be kept is asked each time"
    kept = confirmer(book, person, kept_in=(tmp_path / "recipes",))
    kept.begins(leaf(loaded, 1))
    assert kept.ask(PROPOSAL, verdict()).by == "policy"


def test_each_file_that_an_imported_recipe_writes_to_is_asked_about_by_its_name(book, tmp_path):
    recipe = Recipe(name="theirs", steps=(schema.Write(write={"a": "b"}, to="{{to}}.csv"),))
    store = Store(tmp_path / "recipes")
    store.save(recipe, {})
    book.imported(recipe, {}, "", "")
    asked = []
    confirm = confirmer(book, Person())
    begins = watched(confirm, lambda said: not asked.append(said), tmp_path)

    def written_to(name):
        scope = Scope(MappingProxyType({"to": Value(name, "recipe")}))
        begins(replace(leaf(store.load("theirs"), 1), scope=scope))

    for name in ("one", "one", "two"):
        written_to(name)
    confirm.completed()
    assert asked == [
        f"The imported recipe theirs adds a row to the file {tmp_path / name}.csv." for name in ("one", "two")
    ]
    assert book.of(recipe, {}).agreed == frozenset(), "another time it is another file"
    refused = watched(confirmer(book, Person()), lambda said: False, tmp_path)
    with pytest.raises(Halts, match="needs your yes"):
        refused(replace(leaf(store.load("theirs"), 1), scope=Scope(MappingProxyType({"to": Value("x", "recipe")}))))


def own_and_theirs(tmp_path):
    store = Store(tmp_path / "both")
    store.save(Recipe(name="own", steps=(schema.Type(type="{{a}}"),), parameters={"a": schema.Parameter()}), {})
    store.save(Recipe(name="theirs", steps=(schema.Use(use="own", **{"with": {"a": "rm -rf"}}),)), {})
    return store.load("own"), store.load("theirs")


def test_a_yes_to_what_is_done_between_the_steps_is_none_to_a_step(book, loaded):
    book.imported(RECIPE, {}, "", "")
    person = Person()
    confirm = confirmer(book, person)
    confirm.begins(leaf(loaded, 1))
    assert confirm.ask(BETWEEN, verdict(Risk.R3)).by == "person"
    confirm.completed()
    assert book.of(RECIPE, {}).agreed == frozenset()


@pytest.mark.parametrize("foreign", [True, False])
def test_what_is_asked_before_the_first_step_is_asked_for_the_recipe_that_is_replayed(book, loaded, foreign):
    if foreign:
        book.imported(RECIPE, {}, "", "")
    confirm = confirmer(book, Person())
    confirm.replays(loaded)
    assert confirm.ask(BETWEEN, verdict(Risk.R3)).by == ("person" if foreign else "policy")
