"""What a job card says is done; what it does not say is not."""

from datetime import datetime, time

import pytest

from deskhand.confirm.by_card import AGAIN, FOREIGN, ByCard
from deskhand.core.actions import Click, Type
from deskhand.core.geometry import Box
from deskhand.core.job_card import Hours, JobCard, Rule, Who, up_to
from deskhand.core.risk import Risk, Verdict, answer
from deskhand.core.step import Proposal
from tests.builders import element

SEND = element("button", "Send", box=Box(10, 10, 60, 20))
ASK = (Rule.RUN, Rule.RUN, Rule.ONCE, Rule.ASK, Rule.ASK, Rule.ASK, Rule.TWICE)


class Person:
    def __init__(self, *answers):
        self.answers, self.asked = list(answers) or [True], []

    def ask(self, proposal, verdict):
        self.asked.append(verdict)
        granted = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return answer(granted, "person", "", verdict)


def card(rules=ASK, **more):
    return JobCard("test", "Test", frozenset({Who.GOAL}), tuple(rules), **more)


def proposal(by="model", step="", action=None):
    return Proposal(action or Click(SEND), "", 1.0, by, step=step)


def verdict(risk, *texts, app="mail", site=""):
    return Verdict(risk, ("because",), texts, app=app, site=site)


def asked(confirm, risk, *texts, **more):
    return confirm.ask(proposal(), verdict(risk, *texts, **more))


@pytest.mark.parametrize("risk", list(Risk))
@pytest.mark.parametrize("rule", list(Rule))
def test_the_table(risk, rule):
    person = Person(False)
    consent = asked(ByCard(card([rule] * 7), person), risk)
    always = risk >= Risk.R4 and rule is not Rule.DENY
    assert consent.granted is (rule is Rule.RUN and not always)
    assert bool(person.asked) is (rule in (Rule.ASK, Rule.TWICE, Rule.ONCE, Rule.RECORDED) or always)
    by = "card" if rule is Rule.DENY else "person" if person.asked else "policy"
    assert "test" in consent.rule and consent.by == by


def test_deleting_paying_and_changing_the_system_are_asked_whatever_the_card_says():
    person = Person()
    confirm = ByCard(card([Rule.RUN] * 7), person)
    for risk in (Risk.R4, Risk.R5, Risk.R6):
        assert asked(confirm, risk).by == "person"
    assert len(person.asked) == 3


def test_saving_is_asked_once_a_run():
    person = Person(False, True)
    confirm = ByCard(card(), person)
    assert [asked(confirm, Risk.R2).granted for _ in range(4)] == [False, True, True, True]
    assert len(person.asked) == 2, "a no is not kept"


def test_the_system_is_asked_twice():
    person = Person(True, False)
    assert not asked(ByCard(card(), person), Risk.R6).granted
    assert AGAIN in person.asked[1].reasons and AGAIN not in person.asked[0].reasons
    assert asked(ByCard(card(), Person(True)), Risk.R6).granted


@pytest.mark.parametrize("origin", ["screen", "unknown"])
def test_a_text_of_the_screen_is_asked_about_even_where_all_goes_ahead(origin):
    person = Person(False)
    confirm = ByCard(card([Rule.RUN] * 7), person, limit=Risk.R6)
    consent = asked(confirm, Risk.R1, ("mallory@example.org", origin))
    assert not consent.granted and consent.rule == FOREIGN and len(person.asked) == 1
    assert asked(confirm, Risk.R1, ("ada@example.org", "goal")).granted


def test_as_recorded_means_the_own_step_of_a_recipe():
    confirm = ByCard(card([Rule.RECORDED] * 7), Person(False))
    assert confirm.ask(proposal("recipe", "3"), verdict(Risk.R3)).granted
    assert not confirm.ask(proposal("recipe", ""), verdict(Risk.R3)).granted
    assert not confirm.ask(proposal("model", "3"), verdict(Risk.R3)).granted
    typed = proposal("recipe", "3", Type("x"))
    assert not confirm.ask(typed, verdict(Risk.R3, ("x", "screen"))).granted


def test_other_applications_and_sites_are_denied():
    confirm = ByCard(card([Rule.RUN] * 7, apps=("*office*", "Mail"), sites=("*.example.org", "-")), Person())
    assert asked(confirm, Risk.R1, app="libreoffice-calc").granted and asked(confirm, Risk.R1, app="mail").granted
    for where in ({"app": "xterm"}, {"app": ""}, {"app": "mail", "site": "evil.example.com"}):
        refused = asked(confirm, Risk.R1, **where)
        assert not refused.granted and refused.by == "card" and "“test” is" in refused.rule
    assert asked(confirm, Risk.R1, app="mail", site="shop.example.org").granted


def test_outside_its_hours_nothing_is_done():
    hours = Hours(frozenset({"mon"}), time(8), time(18))
    for now, may in (
        (datetime(2026, 11, 23, 9), True),
        (datetime(2026, 11, 23, 19), False),
        (datetime(2026, 11, 24, 9), False),
    ):
        confirm = ByCard(card([Rule.RUN] * 7, hours=hours), Person(), now=lambda now=now: now)
        assert asked(confirm, Risk.R1).granted is may


def test_hours_past_midnight():
    night = Hours(frozenset({"fri"}), time(22), time(6))
    assert night.hold(datetime(2026, 11, 27, 23)) and night.hold(datetime(2026, 11, 28, 5))
    assert not night.hold(datetime(2026, 11, 27, 5)) and not night.hold(datetime(2026, 11, 28, 23))


def test_so_many_acts_a_minute():
    now = [0.0]
    confirm = ByCard(card([Rule.RUN] * 7, rate=3), Person(), clock=lambda: now[0])
    assert [asked(confirm, Risk.R1).granted for _ in range(4)] == [True, True, True, False]
    now[0] = 61.0
    assert asked(confirm, Risk.R1).granted


@pytest.mark.parametrize(("oversight", "questions"), [("step", 3), ("plan", 1), ("R1", 1), ("R6", 0)])
def test_oversight(oversight, questions):
    person = Person()
    confirm = ByCard(card([Rule.RUN] * 7, oversight=oversight), person)
    for risk in (Risk.R1, Risk.R1, Risk.R2):
        assert asked(confirm, risk).granted
    assert len(person.asked) == questions


def test_the_persons_own_word_for_a_run_comes_before_the_card_but_not_before_its_never():
    confirm = ByCard(card([Rule.ASK] * 6 + [Rule.DENY]), Person(False), limit=Risk.R6)
    assert asked(confirm, Risk.R5).granted
    assert asked(confirm, Risk.R6).by == "card"


def test_the_card_of_one_limit():
    confirm = ByCard(up_to(Risk.R2), Person(False))
    assert [asked(confirm, risk).granted for risk in Risk] == [True, True, True, False, False, False, False]


def test_what_the_person_must_see_is_asked_though_the_card_would_let_it_go_and_denied_where_it_denies():
    person = Person()
    asking = ByCard(card([Rule.RUN] * 3 + [Rule.DENY] * 4), person).asking()
    assert asking.ask(proposal(), verdict(Risk.R1)).by == "person" and len(person.asked) == 1
    assert asking.ask(proposal(), verdict(Risk.R3)).by == "card" and len(person.asked) == 1
    elsewhere = ByCard(card([Rule.RUN] * 7, apps=("mail",)), person).asking()
    assert elsewhere.ask(proposal(), verdict(Risk.R1, app="xterm")).by == "card"


def test_what_a_card_denies_is_told_with_its_reason():
    from deskhand.core.step import Delivery, Outcome
    from deskhand.engine.carrying_out import Carried, unanswered

    denied = verdict(Risk.R1, app="xterm")
    consent = ByCard(card(apps=("mail",)), Person()).ask(proposal(), denied)
    said = unanswered(Click(SEND), Carried(denied, consent, Delivery.NOT_SENT, Outcome(False, "not allowed")))
    assert said == "I did not click Send: the job card “test” is not for the application xterm."
