"""Answers by a job card: what it lets go ahead goes ahead, what it denies is denied, the rest is the person's.

Nothing here rests on the model's word: the class, the application and the origin of each text are the judge's.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from deskhand.core.actions import phrase
from deskhand.core.job_card import JobCard, Rule, matches
from deskhand.core.ports import Confirmer
from deskhand.core.risk import Consent, Risk, Verdict, answer
from deskhand.core.step import Proposal

from .policy import from_elsewhere

MINUTE = 60.0
FOREIGN = "the text comes from the screen"
BROWSERS = tuple(
    f"*{name}*"
    for name in "chrom firefox navigator brave edge opera vivaldi epiphany safari falkon midori qutebrowser konqueror "
    "librewolf waterfox seamonkey palemoon tor-browser browser".split()
)
"""Names of programs that show pages."""
ASKED = ": ask"
AGAIN = "you are asked a second time, because this changes the system"


class ByCard:
    """The confirmer of one run; `person` is asked where the card says so. `limit` is the person's own word for this
    run: up to it steps go ahead unasked although the card would ask."""

    def __init__(
        self,
        card: JobCard,
        person: Confirmer,
        limit: Risk | None = None,
        now: Callable[[], datetime] = datetime.now,
        clock: Callable[[], float] = time.monotonic,
        kept: Callable[[Proposal, Verdict], Consent | None] = lambda proposal, verdict: None,
    ) -> None:
        """`kept` gives the person's yes to a step for good, where there is one: it stands in for an answer to the class
        of a step, never for one to a plan, to each step, or to a text from elsewhere."""
        self.card, self._kept = card, kept
        self._person, self._limit, self._now, self._clock = person, limit, now, clock
        self._agreed: set[Risk] = set()
        self._sent: deque[float] = deque()
        self._planned = False

    def ask(self, proposal: Proposal, verdict: Verdict) -> Consent:
        """See `Confirmer.ask`."""
        refused = self._refused(verdict)
        if refused:
            return answer(False, "card", phrase(proposal.action), verdict, refused)
        rule, why = self._rule(proposal, verdict)
        if rule is Rule.DENY:
            return answer(False, "card", phrase(proposal.action), verdict, why)
        if rule is Rule.RUN:
            self._sent.append(self._clock())
            return answer(True, "policy", phrase(proposal.action), verdict, why)
        for_good = self._kept(proposal, verdict) if rule is Rule.ASK and why.endswith(ASKED) else None
        if for_good is not None:
            self._sent.append(self._clock())
            return for_good
        return self._asked(rule, why, proposal, verdict)

    def asking(self) -> Confirmer:
        """One that asks about all the card does not deny: for what the person must see, whatever the card lets go."""
        return _Asking(self)

    def ask_anyway(self, proposal: Proposal, verdict: Verdict) -> Consent:
        """As `ask`, but nothing goes ahead unasked."""
        refused = self._refused(verdict)
        rule, why = self._rule(proposal, verdict)
        if refused or rule is Rule.DENY:
            return answer(False, "card", phrase(proposal.action), verdict, refused or why)
        return self._asked(Rule.TWICE if rule is Rule.TWICE else Rule.ASK, why, proposal, verdict)

    def _refused(self, verdict: Verdict) -> str:
        """Why nothing may be done at all: the wrong time, too fast, not this application or site."""
        card, name = self.card, f"the job card “{self.card.name}”"
        if not card.hours.hold(self._now()):
            return f"{name} is for {card.hours}"
        if verdict.app and not matches(card.apps, verdict.app):
            return f"{name} is not for the application {verdict.app}"
        if not verdict.app and card.apps != ("*",) and verdict.risk > Risk.R0:
            return f"{name} is for some applications only, and it is not known which one this is"
        if verdict.site and not matches(card.sites, verdict.site):
            return f"{name} is not for the site {verdict.site}"
        if not verdict.site and card.sites != ("*",) and matches(BROWSERS, verdict.app):
            return f"{name} is for some sites only, and it is not known which one this is"
        while self._sent and self._clock() - self._sent[0] > MINUTE:
            self._sent.popleft()
        if card.rate and len(self._sent) >= card.rate:
            return f"{name} allows {card.rate} acts a minute, and they are used up"
        return ""

    def _rule(self, proposal: Proposal, verdict: Verdict) -> tuple[Rule, str]:
        """The rule for a step, and why, in words."""
        card, risk = self.card, verdict.risk
        rule, name = card.rule(risk), f"the job card “{card.name}” says to {verdict.risk.name}"
        if rule is Rule.DENY:
            return rule, f"{name}: never"
        if from_elsewhere(verdict):
            return (rule if rule is Rule.TWICE else Rule.ASK), FOREIGN
        if self._limit is not None:
            said = f"up to {self._limit.name} steps go ahead unasked in this run"
            return (Rule.RUN if risk <= self._limit else Rule.TWICE if rule is Rule.TWICE else Rule.ASK), said
        if card.oversight == "step" and risk > Risk.R0:
            return Rule.ASK, f"the job card “{card.name}” has each step asked about"
        if card.oversight == "plan" and not self._planned and risk > Risk.R0:
            return Rule.ASK, f"the job card “{card.name}” has each plan asked about"
        if card.oversight in Risk.__members__ and risk > Risk[card.oversight] and rule is not Rule.TWICE:
            return Rule.ASK, f"the job card “{card.name}” has all above {card.oversight} asked about"
        return self._of_class(rule, name, proposal, risk)

    def _of_class(self, rule: Rule, name: str, proposal: Proposal, risk: Risk) -> tuple[Rule, str]:
        match rule:
            case Rule.RECORDED if is_recorded(proposal):
                return Rule.RUN, f"{name}: as recorded"
            case Rule.RECORDED:
                return Rule.ASK, f"{name}: only as recorded{ASKED}"
            case Rule.ONCE if risk in self._agreed:
                return Rule.RUN, f"{name}: once a run, and the person said yes"
            case Rule.RUN:
                return rule, f"{name}: go ahead"
            case _:
                return rule, f"{name}{ASKED}"

    def _asked(self, rule: Rule, why: str, proposal: Proposal, verdict: Verdict) -> Consent:
        consent = self._person.ask(proposal, verdict)
        if consent.granted and rule is Rule.TWICE:
            consent = self._person.ask(proposal, replace(verdict, reasons=(AGAIN, *verdict.reasons)))
        if consent.granted:
            self._sent.append(self._clock())
            self._planned = True
            if rule is Rule.ONCE:
                self._agreed.add(verdict.risk)
        return replace(consent, rule=consent.rule or why)


class _Asking:
    """See `ByCard.asking`."""

    def __init__(self, card: ByCard) -> None:
        self._card = card

    def ask(self, proposal: Proposal, verdict: Verdict) -> Consent:
        """See `Confirmer.ask`."""
        return self._card.ask_anyway(proposal, verdict)


def is_recorded(proposal: Proposal) -> bool:
    """Whether it is the own act of a recorded step; its target was found as recorded, else the replay halts."""
    return proposal.by == "recipe" and bool(proposal.step)


__all__ = ["ByCard", "is_recorded"]
