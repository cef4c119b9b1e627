"""What came from elsewhere is asked about, and trusted only as it is; importing keeps all or nothing."""

import numpy as np
import pytest

from deskhand.core.errors import RecipeError
from deskhand.recipe.format.schema import Click, Recipe, Target, Type
from deskhand.recipe.keeping.store import Store
from deskhand.recipe.keeping.versions import Versions
from deskhand.recipe.sharing.importing import Imports
from deskhand.recipe.sharing.packs import packed
from deskhand.recipe.sharing.signers import Signers
from deskhand.recipe.sharing.signing import SigningKey, fingerprint
from deskhand.recipe.sharing.trust import Standing, TrustBook, digest

KEY, OTHER = SigningKey(b"1" * 32), SigningKey(b"2" * 32)
PICTURES = {"save.png": np.full((12, 40, 3), 200, np.uint8)}
STEPS = (Type(type="hello"), Click(click=Target(label="Save", picture="save.png")))
RECIPE = Recipe(name="save-note", steps=STEPS)
CHANGED = Recipe(name="save-note", steps=(*STEPS, Click(click=Target(label="Delete"))))
OTHER_PICTURES = {"save.png": np.full((12, 40, 3), 201, np.uint8)}


@pytest.fixture
def book(tmp_path):
    return TrustBook(tmp_path / "data" / "trust.json")


def standing(book, recipe=RECIPE, pictures=PICTURES):
    return book.of(recipe, pictures).standing


def test_what_was_never_imported_is_the_persons_own(book):
    assert standing(book) is Standing.OWN
    book.agree(RECIPE, PICTURES, STEPS)
    book.trust(RECIPE, PICTURES)
    assert standing(book) is Standing.OWN


def test_what_was_imported_is_not_trusted_under_any_name(book):
    book.imported(RECIPE, PICTURES, "words", "Anna")
    assert standing(book) is Standing.UNTRUSTED
    assert standing(book, CHANGED) is Standing.UNTRUSTED
    assert standing(book, RECIPE, OTHER_PICTURES) is Standing.UNTRUSTED
    renamed = RECIPE.model_copy(update={"name": "mine", "title": "Mine", "made": "by me"})
    assert standing(book, renamed) is Standing.UNTRUSTED
    assert book.of(RECIPE, PICTURES).came.by == "Anna"


def test_agreed_steps_are_those_of_these_contents_alone(book):
    book.imported(RECIPE, PICTURES, "", "")
    book.agree(RECIPE, PICTURES, STEPS[:1])
    assert book.of(RECIPE, PICTURES).agreed == {digest(STEPS[0], PICTURES)}
    assert book.of(CHANGED, PICTURES).agreed == frozenset()
    assert book.of(RECIPE, OTHER_PICTURES).agreed == frozenset()
    book.agree(RECIPE, PICTURES, STEPS[1:])
    assert len(book.of(RECIPE, PICTURES).agreed) == 2


def test_the_persons_word_holds_for_what_it_was_given_for(book):
    book.imported(RECIPE, PICTURES, "", "")
    book.trust(RECIPE, PICTURES)
    assert standing(book) is Standing.TRUSTED
    assert standing(book, CHANGED) is Standing.UNTRUSTED
    book.distrust(RECIPE, PICTURES)
    assert standing(book) is Standing.UNTRUSTED


def test_imported_again_it_is_asked_about_again(book):
    book.imported(RECIPE, PICTURES, "", "")
    book.trust(RECIPE, PICTURES)
    book.imported(RECIPE, PICTURES, "", "")
    assert standing(book) is Standing.UNTRUSTED


def test_a_name_may_become_the_persons_own(book):
    book.imported(RECIPE, PICTURES, "", "")
    book.trust(RECIPE, PICTURES)
    book.forget("save-note")
    assert standing(book, CHANGED) is Standing.OWN
    assert standing(book) is Standing.UNTRUSTED, "what was imported may come back as an older version"
    book.trust(RECIPE, PICTURES)
    assert standing(book) is Standing.TRUSTED


def test_a_list_that_is_gone_is_not_taken_for_an_empty_one(book, tmp_path):
    book.imported(RECIPE, PICTURES, "", "")
    (tmp_path / "data" / "trust.json").unlink()
    with pytest.raises(RecipeError, match=r"is gone; bring it back from a backup, or delete .*\.trust\.json\.known"):
        standing(book)
    (tmp_path / "data" / ".trust.json.known").unlink()
    assert standing(book) is Standing.OWN


def test_a_damaged_list_trusts_nothing(book, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "trust.json").write_text('{"version": 1, "recipes": []}')
    for call in (book.of, book.trust, lambda *given: book.imported(*given, "", "")):
        with pytest.raises(RecipeError, match="is damaged"):
            call(RECIPE, PICTURES)


@pytest.fixture
def imports(tmp_path, book):
    signers = Signers(tmp_path / "data" / "signers.json")
    return Imports(Store(tmp_path / "recipes"), Versions(tmp_path / "versions"), signers, book)


def pack_of(tmp_path, recipe=RECIPE, key=KEY, by="Anna", pictures=PICTURES):
    file = tmp_path / "in.deskpack"
    file.write_bytes(packed(recipe, pictures, key, by))
    return file


def test_a_recipe_comes_in_marked(imports, tmp_path, book):
    arrival = imports.looked_at(pack_of(tmp_path))
    assert (arrival.name, arrival.words, arrival.since) == ("save-note", fingerprint(KEY.public), "")
    assert imports.store.names() == [] and imports.signers.known() == ()
    imports.keep(arrival)
    loaded = imports.store.load("save-note")
    assert loaded.recipe == RECIPE
    assert book.of(loaded.recipe, loaded.pictures).standing is Standing.UNTRUSTED
    assert imports.looked_at(pack_of(tmp_path), name="another").since


def test_under_another_name(imports, tmp_path, book):
    imports.keep(imports.looked_at(pack_of(tmp_path), name="theirs"))
    assert imports.store.names() == ["theirs"]
    loaded = imports.store.load("theirs")
    assert book.of(loaded.recipe, loaded.pictures).standing is Standing.UNTRUSTED


def test_unsigned_only_on_request(imports, tmp_path):
    file = pack_of(tmp_path, key=None)
    with pytest.raises(RecipeError, match="signed by nobody; --unsigned"):
        imports.looked_at(file)
    assert imports.looked_at(file, unsigned=True).words == ""


def test_what_nobody_signed_has_no_maker_and_does_not_take_the_place_of_what_was_signed(imports, tmp_path):
    assert imports.looked_at(pack_of(tmp_path, key=None), unsigned=True).pack.by == ""
    imports.keep(imports.looked_at(pack_of(tmp_path)))
    file = pack_of(tmp_path, CHANGED, key=None)
    for name, replacing in (("", True), ("theirs", False)):
        with pytest.raises(RecipeError, match="signed by nobody, and the recipe save-note is known here by"):
            imports.looked_at(file, name, unsigned=True, replacing=replacing)


def test_a_key_does_not_get_another_name(imports, tmp_path):
    imports.keep(imports.looked_at(pack_of(tmp_path)))
    other = Recipe(name="other", steps=STEPS)
    with pytest.raises(RecipeError, match="signed as Deskhand Team with the key of Anna, known here since"):
        imports.looked_at(pack_of(tmp_path, other, by="Deskhand Team"))
    assert imports.looked_at(pack_of(tmp_path, other, by="")).since


def test_a_known_name_with_another_key_does_not_come_in(imports, tmp_path):
    imports.keep(imports.looked_at(pack_of(tmp_path)))
    other = Recipe(name="other", steps=STEPS)
    with pytest.raises(RecipeError, match="another key"):
        imports.looked_at(pack_of(tmp_path, other, OTHER))
    with pytest.raises(RecipeError, match="another key"):
        imports.looked_at(pack_of(tmp_path, RECIPE, OTHER, "Ben"), name="new-name")
    assert imports.looked_at(pack_of(tmp_path, other, OTHER, "Ben")).name == "other"


def test_what_is_there_is_replaced_only_if_it_was_imported_and_on_request(imports, tmp_path, book):
    imports.store.save(RECIPE, PICTURES)
    file = pack_of(tmp_path, CHANGED)
    with pytest.raises(RecipeError, match="already; --as NAME"):
        imports.looked_at(file)
    with pytest.raises(RecipeError, match="of your own"):
        imports.looked_at(file, replacing=True)
    imports.keep(imports.looked_at(file, name="theirs"))
    loaded = imports.store.load("theirs")
    book.trust(loaded.recipe, loaded.pictures)
    with pytest.raises(RecipeError, match="--replace"):
        imports.looked_at(file, name="theirs")
    imports.keep(imports.looked_at(file, name="theirs", replacing=True))
    assert standing(book, imports.store.load("theirs").recipe) is Standing.UNTRUSTED
    assert imports.versions.numbers("theirs") == [1]


def test_the_name_must_be_one(imports, tmp_path):
    with pytest.raises(RecipeError, match="no name of a recipe"):
        imports.looked_at(pack_of(tmp_path), name="../evil")


def test_if_it_cannot_be_kept_it_is_not_there_and_not_the_persons_own(imports, tmp_path, book):
    arrival = imports.looked_at(pack_of(tmp_path))
    (tmp_path / "recipes").write_text("no folder")
    with pytest.raises(RecipeError):
        imports.keep(arrival)
    assert standing(book) is Standing.UNTRUSTED
