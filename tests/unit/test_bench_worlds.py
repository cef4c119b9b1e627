"""How the bench of recipes tells a halt from a wrong action: by what is in the world afterwards."""

from tests.bench.recipes.worlds import is_wrong

OLD, NEW = {"name": "errands.txt"}, {"name": "ladders.txt"}
BEGUN = (("Documents/a.txt", "a"),)
SAVED = (*BEGUN, ("Documents/errands.txt", "milk"))
FILES = [BEGUN, SAVED]
TOLD = [(), (("told", "set name=Jane"),), (("told", "set name=Jane"), ("told", "press Send"))]


def test_what_the_recording_went_through_is_not_wrong():
    for state in FILES:
        assert not is_wrong(state, BEGUN, FILES, OLD, OLD, reached=False)


def test_with_other_words_the_states_are_those_of_the_other_words():
    with_new = (*BEGUN, ("Documents/ladders.txt", "milk"))
    assert not is_wrong(with_new, BEGUN, FILES, OLD, NEW, reached=False)
    assert is_wrong(SAVED, BEGUN, FILES, OLD, NEW, reached=False) == "changed Documents/errands.txt"


def test_a_file_that_no_step_makes_or_takes_away_is_wrong():
    assert "b.txt" in is_wrong((*BEGUN, ("Documents/b.txt", "")), BEGUN, FILES, OLD, OLD, reached=False)
    assert "a.txt" in is_wrong((), BEGUN, FILES, OLD, OLD, reached=False)


def test_a_desktop_that_begins_otherwise_may_stay_so():
    shuffled = (("Documents/a.txt", "b"),)
    assert not is_wrong(shuffled, shuffled, FILES, OLD, OLD, reached=False)


def test_what_is_told_must_be_the_beginning_of_what_the_person_did():
    for state in TOLD:
        assert not is_wrong(state, (), TOLD, OLD, OLD, reached=False)
    skipped = (("told", "press Send"),)
    assert "press Send" in is_wrong(skipped, (), TOLD, OLD, OLD, reached=False)
    more = (*TOLD[-1], ("told", "press Send"))
    assert "nothing more" in is_wrong(more, (), TOLD, OLD, OLD, reached=True)


def test_a_desktop_that_begins_with_less_may_go_the_way_of_the_recording():
    recorded = [(("a", "1"), ("b", "2")), (("a", "1"), ("b", "2"), ("new", "folder")), (("a", "1"), ("new/b", "2"))]
    begun = (("a", "1"),)
    assert not is_wrong((("a", "1"), ("new", "folder")), begun, recorded, OLD, OLD, reached=False)
    assert is_wrong((("new", "folder"),), begun, recorded, OLD, OLD, reached=False)
    assert is_wrong((("new", "folder"), ("new/a", "1")), begun, recorded, OLD, OLD, reached=False)
