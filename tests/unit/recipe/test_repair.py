"""Targets that changed: who may be meant, the repair a person sees, and that nothing is made that was not accepted."""

import numpy as np
import pytest

from deskhand.core.anchor import Anchor, Beside, Side, WindowMark
from deskhand.core.errors import RecipeError
from deskhand.core.geometry import Box
from deskhand.core.screen import Element, Role, Scene, Window
from deskhand.decide.pointing import pointed_at_by
from deskhand.recipe.anchors.targets import anchor_from
from deskhand.recipe.format.loading import FILE
from deskhand.recipe.format.outline import step_at
from deskhand.recipe.format.schema import Click, ForEach, Key, Recipe, Rows, Target, Type, WindowPart
from deskhand.recipe.keeping.store import Store
from deskhand.recipe.keeping.versions import MOST, Versions
from deskhand.recipe.repairing.drift import candidates, eligible
from deskhand.recipe.repairing.mending import Mending
from deskhand.recipe.repairing.proposals import Proposals
from deskhand.recipe.repairing.repair import (
    Lost,
    NoRepair,
    asked_of_model,
    described,
    lost_target,
    mended,
    proposed,
    repair,
)
from deskhand.recipe.sharing.trust import Standing, TrustBook, digest
from tests.builders import frame, write
from tests.fakes import PreferringModel

MAIN = Window(5, "Notes - Editor", "editor", Box(0, 0, 640, 400), focused=True)
OTHER = Window(6, "Mail", "mail", Box(640, 0, 300, 400))
MARK = WindowMark("* - Editor", "editor")


def thing(number, role, text, x, y, w=80, h=24, state=""):
    return Element(number, Role(role), text, Box(x, y, w, h), state, window=0)


def scene(*elements):
    pixels = np.full((400, 940, 3), 245, np.uint8)
    for e in elements:
        write(pixels, e.text, (e.box.x + 4, e.box.y + 4))
    seen = frame(pixels)
    return Scene(type(seen)(pixels, 0.0, seen.focus, (OTHER, MAIN)), elements)


ANCHOR = Anchor(
    "Save",
    Role.BUTTON,
    MARK,
    (Beside(Side.LEFT, "Cancel", -100, 0),),
    Box(500, 350, 80, 24),
    (640, 400),
)
STORE, CANCEL = thing(1, "button", "Store", 500, 350), thing(2, "button", "Cancel", 400, 350)
TITLE, NAME = thing(3, "text", "Save your notes", 20, 20, 160), thing(4, "edit", "Name", 20, 60, 200)
MAIL = thing(5, "button", "Save", 700, 350)
DETAILS, CLOSE = thing(8, "button", "Details", 300, 350), thing(9, "button", "Close", 20, 350)
ALL = (STORE, CANCEL, TITLE, NAME, MAIL)


class TestWhoMayBeMeant:
    def test_what_took_its_place_comes_first(self):
        found = candidates(ANCHOR, scene(*ALL))
        assert found[0].element == STORE
        assert "where the target stood" in found[0].why and "beside the same" in found[0].why
        assert all(0 <= c.likeness <= 1 for c in found)

    def test_only_its_own_window_and_kind(self):
        assert {e.text for e in eligible(ANCHOR, scene(*ALL, DETAILS))} == {"Store", "Details"}
        field = Anchor("Name", Role.EDIT, MARK)
        assert [e.text for e in eligible(field, scene(*ALL))] == ["Name"]

    def test_the_same_name_elsewhere_and_another_in_its_place_are_both_shown(self):
        moved = thing(6, "button", "Save", 20, 300)
        assert {c.element.text for c in candidates(ANCHOR, scene(*ALL, moved))[:2]} == {"Save", "Store"}

    def test_of_several_with_one_name_the_one_beside_the_same_things_comes_first(self):
        one, two = thing(6, "button", "Save", 520, 300), thing(7, "button", "Save", 520, 350)
        assert candidates(ANCHOR, scene(one, two, thing(8, "button", "Cancel", 420, 350)))[0].element == two

    def test_what_has_nothing_in_common_is_no_candidate(self):
        far = thing(6, "link", "Imprint", 10, 10)
        assert far not in [c.element for c in candidates(ANCHOR, scene(far, CANCEL))]

    def test_what_stood_beside_it_or_only_leaves_is_not_what_it_became(self):
        assert eligible(ANCHOR, scene(CANCEL, CLOSE)) == []
        leaving = Anchor("Close", Role.BUTTON, MARK)
        assert eligible(leaving, scene(CANCEL, CLOSE)) == [CANCEL, CLOSE]

    def test_a_window_of_another_size_moves_things_with_its_edges(self):
        small = Anchor("Save", Role.BUTTON, MARK, (), Box(300, 200, 80, 24), (440, 250))
        renamed = thing(6, "button", "Save it", 500, 350)
        assert "where the target stood" in candidates(small, scene(renamed))[0].why


TARGET = Target(
    label="Save",
    role="button",
    window=WindowPart(title="* - Editor", app="editor"),
    beside=({"side": "left", "text": "Cancel", "by": (-100, 0)},),
    place=(500, 350, 80, 24),
    window_size=(640, 400),
    picture="save.png",
)
TEXT = """\
recipe: 1
name: save-note
steps:
  # say it
  - type: hello
  - click: {label: Save, window: {title: "* - Editor", app: editor}, beside: [{side: left, text: Cancel, by: [-100, 0]}], place: [500, 350, 80, 24], window_size: [640, 400], picture: save.png}
    note: the last one
"""  # noqa: E501
PICTURES = {"save.png": np.full((12, 40, 3), 200, np.uint8)}
RECIPE = Recipe(name="save-note", steps=(Type(type="hello"), Click(click=TARGET, note="the last one")))


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "recipes")
    store.save(RECIPE, PICTURES, TEXT)
    return store


@pytest.fixture
def mend(store, tmp_path):
    return Mending(store, Versions(tmp_path / "versions"), TrustBook(tmp_path / "trust.json"))


def lost(store, position=("steps", 1)):
    loaded = store.load("save-note")
    step = step_at(loaded.recipe, position)
    found = lost_target(loaded, position, step.click, "Nothing is called “Save”.")
    assert found is not None
    return found


def made(store, chooser=None, *elements):
    it = lost(store)
    anchor = anchor_from(it.target, it.loaded.pictures)
    return proposed(it, anchor, scene(*(elements or ALL)), chooser=chooser)


def test_a_repair_says_what_was_and_what_would_be(store):
    best = made(store)[0]
    assert (best.after.label, best.before.label, best.by, best.key) == ("Store", "Save", "likeness", "click")
    words = "\n".join(described(best))
    assert "Step 2 of save-note: Nothing is called “Save”." in words
    assert "button “Save”" in words and "button “Store”" in words
    assert best.shown.shape[0] > 100 and best.shown.shape[1] > 140


def test_only_the_target_changes_and_the_comments_stay(store):
    loaded = store.load("save-note")
    after = mended(loaded, made(store)[0])
    assert after.recipe.steps[0] == RECIPE.steps[0]
    assert after.recipe.steps[1].note == "the last one"
    assert after.recipe.steps[1].click.label == "Store"
    assert "# say it" in after.text
    assert "save.png" not in after.pictures
    assert after.recipe.steps[1].click.picture in after.pictures


def test_what_is_accepted_is_made_and_the_version_before_is_kept(store, mend):
    before, after = mend.accept(made(store)[0])
    assert (before.recipe, after.recipe.steps[1].click.label) == (RECIPE, "Store")
    assert store.load("save-note").text == after.text
    kept = mend.versions.last("save-note")
    assert (kept.text, kept.recipe) == (TEXT, RECIPE)
    assert np.array_equal(kept.pictures["save.png"], PICTURES["save.png"])
    mend.restore("save-note", 1)
    assert store.load("save-note").text == TEXT
    assert mend.versions.numbers("save-note") == [1, 2]
    with pytest.raises(RecipeError, match="nothing was changed"):
        mend.restore("save-note", 1)
    with pytest.raises(RecipeError, match="no version 7"):
        mend.restore("save-note", 7)


def test_what_came_with_deskhand_becomes_the_persons_own(store, tmp_path):
    own = Store(tmp_path / "own", ready=tmp_path / "recipes")
    mend = Mending(own, Versions(tmp_path / "versions"), TrustBook(tmp_path / "trust.json"))
    _, after = mend.accept(made(own)[0])
    assert after.folder.parent == tmp_path / "own" and after.recipe.steps[1].click.label == "Store"
    assert store.load("save-note").recipe == RECIPE


def test_what_a_person_makes_anew_is_theirs_and_what_was_there_is_kept(store, mend):
    mend.trust.imported(RECIPE, PICTURES, "", "")
    anew = Recipe(name="save-note", steps=(Key(key="f5"),))
    mend.keep_own(anew, {})
    assert store.load("save-note").recipe == anew
    assert mend.trust.of(anew, {}).standing is Standing.OWN
    assert mend.versions.last("save-note").recipe == RECIPE
    (store.folder("save-note") / FILE).write_text("damaged")
    mend.keep_own(anew, {})
    assert (store.load("save-note").recipe, mend.versions.numbers("save-note")) == (anew, [1])


def test_a_repair_of_what_was_changed_since_is_void(store, mend):
    repair_made = made(store)[0]
    changed = Recipe(name="save-note", steps=(*RECIPE.steps, Key(key="a")))
    store.save(changed, PICTURES)
    with pytest.raises(RecipeError, match="was changed since"):
        mend.accept(repair_made)
    assert store.load("save-note").recipe == changed
    assert mend.versions.numbers("save-note") == []


def test_a_target_named_by_a_value_stays_so(store):
    rows = Rows(csv="rows.csv")
    target = TARGET.model_copy(update={"label": "{{row.name}}"})
    store.save(
        Recipe(name="save-note", steps=(ForEach(for_each="row", **{"in": rows}, do=(Click(click=target),)),)), PICTURES
    )
    it = lost(store, ("steps", 0, "do", 0))
    anchor = anchor_from(it.target, it.loaded.pictures, lambda text: text.replace("{{row.name}}", "Anna"))
    anna, other = thing(6, "button", "Anna", 20, 100), thing(7, "button", "Berta", 20, 130)
    kept = repair(it, anchor, anna, scene(anna, other), "likeness", "x")
    assert (kept.after.label, kept.after.picture) == ("{{row.name}}", None)
    with pytest.raises(NoRepair, match="named by a value"):
        repair(it, anchor, other, scene(anna, other), "likeness", "x")
    offered = proposed(it, anchor, scene(anna, other))
    assert [r.after.label for r in offered] == ["{{row.name}}"]


def test_what_is_no_target_of_the_step_itself_is_not_repaired(store):
    loaded = store.load("save-note")
    assert lost_target(loaded, ("steps", 0), TARGET, "") is None
    assert lost_target(loaded, ("steps", 9), TARGET, "") is None


class TestTheModel:
    def test_what_it_names_comes_first_where_nothing_is_likely(self, store):
        asked, moved = [], thing(6, "button", "Store", 20, 60)

        def chooser(goal, elements):
            asked.append((goal, [e.text for e in elements]))
            return moved

        offered = made(store, chooser, moved, DETAILS, CANCEL)
        assert asked == [("click Save", ["Store", "Details"])]
        assert (offered[0].after.label, offered[0].by) == ("Store", "model")
        assert [r.by for r in offered[1:]] == ["likeness"] * len(offered[1:])
        assert "model proposes" in "\n".join(described(offered[0]))

    def test_what_took_the_place_of_the_target_stays_first(self, store):
        offered = made(store, lambda goal, elements: DETAILS, *ALL, DETAILS)
        assert [(r.after.label, r.by) for r in offered] == [("Store", "likeness"), ("Details", "model")]

    def test_it_is_not_asked_where_one_is_as_good_as_certain(self, store):
        same = thing(6, "button", "Save", 490, 345)

        def chooser(goal, elements):
            raise AssertionError("asked")

        assert made(store, chooser, same, CANCEL)[0].after.label == "Save"

    def test_without_an_answer_likeness_stands(self, store):
        assert made(store, lambda goal, elements: None)[0].after.label == "Store"

    def test_it_names_what_is_there_or_nothing(self):
        assert pointed_at_by(PreferringModel(" click Store"), "click Save", ALL) == STORE
        assert pointed_at_by(PreferringModel(" click Store", 0.01), "click Save", ALL) is None
        assert pointed_at_by(PreferringModel(" fail"), "click Save", ALL) is None
        assert pointed_at_by(PreferringModel(" click Store"), "click Save", ()) is None

    def test_its_goals_are_those_it_knows(self):
        assert asked_of_model("click", ANCHOR) == "click Save"
        assert asked_of_model("into", ANCHOR) == "type into Save"
        assert asked_of_model("click", Anchor("", Role.ICON, beside=ANCHOR.beside)) == "click Cancel"


class TestProposals:
    @pytest.fixture
    def proposals(self, tmp_path):
        return Proposals(tmp_path / "repairs")

    def test_a_proposal_waits_with_its_pictures(self, proposals, store, mend):
        kept = proposals.keep(made(store)[0], store.load("save-note"))
        (pending,) = proposals.of("save-note")
        assert (pending.number, pending.repair.after.label) == (kept.number, "Store")
        assert pending.before.stat().st_size and pending.after.stat().st_size
        assert store.load("save-note").recipe == RECIPE, "nothing is made by itself"
        mend.accept(pending.repair)
        assert store.load("save-note").recipe.steps[1].click.label == "Store"

    def test_another_for_the_same_step_takes_its_place(self, proposals, store):
        for element in (STORE, CANCEL):
            it = lost(store)
            anchor = anchor_from(it.target, it.loaded.pictures)
            proposals.keep(repair(it, anchor, element, scene(*ALL), "likeness", "x"), it.loaded)
        assert [p.repair.after.label for p in proposals.of("save-note")] == ["Cancel"]

    def test_one_is_named_or_the_only_one(self, proposals, store):
        with pytest.raises(RecipeError, match="no proposed repair of save-note"):
            proposals.one("save-note", None)
        proposals.keep(made(store)[0], store.load("save-note"))
        number = proposals.one("save-note", None).number
        with pytest.raises(RecipeError, match="no proposed repair 99"):
            proposals.one("save-note", 99)
        proposals.remove("save-note", number)
        assert proposals.of("save-note") == []

    def test_a_damaged_one_is_none(self, proposals, store, tmp_path):
        proposals.keep(made(store)[0], store.load("save-note"))
        (tmp_path / "repairs" / "save-note" / "0001" / "repair.json").write_text("{")
        assert proposals.of("save-note") == []
        assert proposals.of("../x") == []


class TestTrustOfWhatWasRepaired:
    def test_own_recipes_stay_own(self, store, mend):
        _, after = mend.accept(made(store)[0])
        assert mend.trust.of(after.recipe, after.pictures).standing is Standing.OWN

    @pytest.mark.parametrize("word", ["trusted", "agreed"])
    def test_of_an_imported_one_the_changed_step_asks_again_and_the_others_do_not(self, store, mend, word):
        mend.trust.imported(RECIPE, PICTURES, "", "")
        if word == "trusted":
            mend.trust.trust(RECIPE, PICTURES)
        else:
            mend.trust.agree(RECIPE, PICTURES, RECIPE.steps)
        _, after = mend.accept(made(store)[0])
        now = mend.trust.of(after.recipe, after.pictures)
        assert now.standing is Standing.UNTRUSTED
        first, second = (digest(step, after.pictures) for step in after.recipe.steps)
        assert first in now.agreed and second not in now.agreed


def test_versions_are_numbered_and_the_oldest_go(tmp_path, store):
    versions, loaded = Versions(tmp_path / "versions"), store.load("save-note")
    for _ in range(MOST + 2):
        versions.keep(loaded)
    assert versions.numbers("save-note") == list(range(3, MOST + 3))
    (tmp_path / "versions" / "save-note" / "0099").mkdir()
    assert versions.last("save-note").text == (store.folder("save-note") / FILE).read_text()
    assert versions.numbers("../x") == [] and versions.last("other") is None


def test_lost_says_where(store):
    assert lost(store).where == "step 2 of save-note"
    assert isinstance(lost(store), Lost)
