"""Job cards as files: the ready ones, a person's own, and what is none."""

import pytest

from deskhand.core.errors import SettingsError, UsageError
from deskhand.core.job_card import Rule, Who
from deskhand.core.risk import Risk
from deskhand.jobs.card_file import parsed, written
from deskhand.jobs.cards import READY, Cards, chosen_for_recipe, copy_of, with_budget

WRITTEN = """
job: 1
title: Invoices at night
who: [recipe, schedule]
tasks: [invoice-*]
apps: [libreoffice*]
sites: ["*.example.org"]
classes: {R0: run, R1: run, R2: recorded, R3: recorded}
hours: {days: [mon, tue], from: "22:00", until: "06:00"}
rate: 60
steps: 500
minutes: 90
oversight: plan
"""


@pytest.fixture
def cards(paths):
    return Cards(paths.cards)


def test_four_are_ready(cards):
    assert cards.names() == list(READY)
    table = {name: [cards.load(name).rule(risk).value for risk in Risk] for name in READY}
    # The table of ../docs and SECURITY.md: nothing that deletes, pays or changes the system goes ahead unasked.
    assert table == {
        "observe": ["run", "ask", "ask", "deny", "deny", "deny", "deny"],
        "ask": ["run", "run", "once", "ask", "ask", "ask", "twice"],
        "trusted": ["run", "run", "recorded", "recorded", "ask", "ask", "deny"],
        "autonomous": ["run", "run", "run", "ask", "ask", "ask", "deny"],
    }


def test_a_card_says_what_it_says_and_denies_the_rest():
    card = parsed("invoices", WRITTEN.encode())
    assert [card.rule(risk) for risk in Risk][3:] == [Rule.RECORDED, Rule.DENY, Rule.DENY, Rule.DENY]
    assert (card.rate, card.steps, card.minutes, card.oversight) == (60, 500, 90.0, "plan")
    assert card.covers(Who.SCHEDULE, "Invoice-4") and not card.covers(Who.GOAL, "invoice-4")
    assert "mon, tue, 22:00 to 06:00" in str(card.hours)
    assert parsed("invoices", written(card).encode()) == card


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is wrong|cannot be read"),
        ("job: 2\ntitle: x\nwho: [goal]", "wrong at job"),
        ("job: 1\ntitle: x\nwho: []", "wrong at who"),
        ("job: 1\ntitle: x\nwho: [everybody]", "wrong at who"),
        ("job: 1\ntitle: x\nwho: [goal]\nclasses: {R5: run}", "R5 can be ask, twice or deny"),
        ("job: 1\ntitle: x\nwho: [goal]\nclasses: {R7: ask}", "wrong at classes"),
        ("job: 1\ntitle: x\nwho: [goal]\nrisk: none", "wrong at risk"),
        ("job: 1\ntitle: x\nwho: [goal]\nhours: {from: 25:00}", "wrong at hours"),
        ("a: &a [x]\nb: *a", "cannot be read"),
        ("!!python/object/apply:os.system ['true']", "cannot be read"),
        ("x" * 70_000, "larger than"),
    ],
)
def test_what_is_no_card(text, said):
    with pytest.raises(SettingsError, match=said):
        parsed("bad", text.encode())


def test_a_card_of_ones_own_is_kept_found_and_thrown_away(cards):
    cards.keep("invoices", WRITTEN)
    assert cards.names()[0] == "invoices" and cards.is_own("invoices")
    with pytest.raises(SettingsError):
        cards.keep("invoices", "nonsense: 1")
    assert cards.load("invoices").title == "Invoices at night", "what was there stays"
    cards.remove("invoices")
    with pytest.raises(UsageError, match="no job card invoices"):
        cards.load("invoices")
    for name in ("../x", "A", ""):
        with pytest.raises(UsageError, match="can be called"):
            cards.text(name)


def test_which_card_a_task_goes_by(cards, paths):
    cards.keep("invoices", WRITTEN)
    assert cards.chosen(Who.RECIPE, "invoice-march").name == "invoices"
    assert cards.chosen(Who.RECIPE, "letters").name == "up-to-R1"
    assert cards.chosen(Who.GOAL, "open it", "observe").name == "observe"
    with pytest.raises(UsageError, match="not for this goal"):
        cards.chosen(Who.GOAL, "invoice-march", "invoices")
    with pytest.raises(UsageError, match="clients elsewhere"):
        cards.chosen(Who.REMOTE, "open it")
    card = chosen_for_recipe(paths, "letters", "", Who.RECIPE, 1_000_000, 86_400.0)
    assert (card.name, card.steps, card.minutes) == ("up-to-R2", 1_000_000, 1440.0)
    assert chosen_for_recipe(paths, "invoice-1", "", Who.RECIPE, 1_000_000, 60.0).minutes == 1.0


def test_a_card_that_cannot_be_read_stops_what_could_be_its_own(cards, paths):
    paths.cards.mkdir(parents=True)
    (paths.cards / "broken.yaml").write_text("job: 1")
    with pytest.raises(SettingsError, match="broken"):
        cards.chosen(Who.GOAL, "open it")


def test_a_copy_is_a_card(cards):
    card = cards.keep("mine", copy_of(cards.load("autonomous"), "Mine"))
    assert card.title == "Mine" and card.rules == cards.load("autonomous").rules
    assert with_budget(card, 10, 1.0).steps == 10


def test_the_usual_card_is_for_what_no_other_names(cards):
    cards.keep("invoices", WRITTEN)
    assert cards.chosen(Who.GOAL, "open it", usual="observe").name == "observe"
    assert cards.chosen(Who.RECIPE, "invoice-1", usual="observe").name == "invoices"
    assert cards.chosen(Who.GOAL, "open it", usual="trusted").name == "up-to-R1", "it is for recipes"
    with pytest.raises(UsageError, match="no job card gone"):
        cards.chosen(Who.GOAL, "open it", usual="gone")
