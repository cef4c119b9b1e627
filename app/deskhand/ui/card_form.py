"""The form of one job card: who, where, when, what is asked for each class, how much."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QSpinBox, QTimeEdit, QWidget

from deskhand.core.job_card import ALWAYS_ASKED, DAYS, Hours, JobCard, Rule, Who
from deskhand.core.risk import Risk
from deskhand.jobs.words import meaning
from deskhand.system.language import _

from .parts import label, row, stack

CLOCK = "HH:mm"
NAMES, CHOICES = 180, 280
"""Logical pixels of the column of names, and the most of a choice."""


class CardForm(QWidget):
    """Shows a card and gives it back as it was changed; it changes nothing on the disk."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self._card: JobCard | None = None
        self.title = _line(_("Title"), 100)
        self.who = {who: _check(words) for who, words in _whose().items()}
        self.tasks, self.apps, self.sites = (
            _line(words, 20_000) for words in (_("Goals and recipes"), _("Applications"), _("Sites"))
        )
        self.rules = {risk: _rules(risk) for risk in Risk}
        self.days = {day: _check(words) for day, words in _days().items()}
        self.begin, self.until = _clock(_("From")), _clock(_("Until"))
        self.steps, self.minutes, self.rate = (
            _number(words, least, most)
            for words, least, most in (
                (_("Steps"), 1, 1_000_000),
                (_("Minutes"), 1, 10_080),
                (_("Acts a minute (0: no limit)"), 0, 10_000),
            )
        )
        self.oversight = QComboBox()
        self.oversight.setAccessibleName(_("Oversight"))
        for value, words in _overseen().items():
            self.oversight.addItem(words, value)
        self.oversight.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.oversight.setMaximumWidth(2 * CHOICES)
        self._laid_out()

    def show_card(self, card: JobCard, editable: bool) -> None:
        """Show a card; one that comes with Deskhand cannot be changed, only copied."""
        self._card = card
        self.title.setText(card.title)
        for who, box in self.who.items():
            box.setChecked(who in card.who)
        for field, patterns in ((self.tasks, card.tasks), (self.apps, card.apps), (self.sites, card.sites)):
            field.setText(", ".join(patterns))
        for risk, choice in self.rules.items():
            choice.setCurrentIndex(max(0, choice.findData(card.rule(risk).value)))
        for day, box in self.days.items():
            box.setChecked(day in card.hours.days)
        self.begin.setTime(QTime(card.hours.begin.hour, card.hours.begin.minute))
        self.until.setTime(QTime(card.hours.end.hour, card.hours.end.minute))
        self.steps.setValue(card.steps)
        self.minutes.setValue(max(1, round(card.minutes)))
        self.rate.setValue(card.rate)
        self.oversight.setCurrentIndex(max(0, self.oversight.findData(card.oversight)))
        self.setEnabled(editable)

    def card(self) -> JobCard:
        """The card as the form has it. Whether it is one is found when it is written."""
        assert self._card is not None
        begin, until = self.begin.time(), self.until.time()
        days = frozenset(day for day, box in self.days.items() if box.isChecked())
        return JobCard(
            name=self._card.name,
            title=self.title.text().strip(),
            who=frozenset(who for who, box in self.who.items() if box.isChecked()),
            rules=tuple(Rule(str(self.rules[risk].currentData())) for risk in Risk),
            tasks=_patterns(self.tasks),
            apps=_patterns(self.apps),
            sites=_patterns(self.sites),
            hours=Hours(days, time(begin.hour(), begin.minute()), time(until.hour(), until.minute(), 59)),
            rate=self.rate.value(),
            steps=self.steps.value(),
            minutes=float(self.minutes.value()),
            oversight=str(self.oversight.currentData()),
        )

    def _laid_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, NAMES)
        rows: list[tuple[str, QWidget]] = [
            (_("Title"), self.title),
            (_("For"), _beside(*self.who.values(), spacing=8)),
            (_("Goals and recipes"), self.tasks),
            (_("Applications"), self.apps),
            (_("Sites"), self.sites),
        ]
        rows += [(f"{risk.name} · {meaning(risk)}", choice) for risk, choice in self.rules.items()]
        rows += [
            (_("Oversight"), self.oversight),
            (_("Days"), _beside(*self.days.values())),
            (_("Hours"), _beside(self.begin, label(_("to"), "soft"), self.until)),
            (_("Steps of a run"), self.steps),
            (_("Minutes of a run"), self.minutes),
            (_("Acts a minute"), self.rate),
        ]
        for number, (words, field) in enumerate(rows):
            grid.addWidget(label(words, "soft", wraps=True), number, 0)
            grid.addWidget(field, number, 1)
        about = _("Patterns with * and ?, with commas between. What a card does not allow is denied.")
        made = stack(self, label(about, "small", wraps=True), grid, -1, spacing=12)
        made.setContentsMargins(14, 4, 14, 10)


def _line(name: str, most: int) -> QLineEdit:
    made = QLineEdit()
    made.setMaxLength(most)
    made.setAccessibleName(name)
    return made


def _check(words: str) -> QCheckBox:
    made = QCheckBox(words)
    made.setAccessibleName(words)
    return made


def _clock(name: str) -> QTimeEdit:
    made = QTimeEdit()
    made.setDisplayFormat(CLOCK)
    made.setAccessibleName(name)
    return made


def _number(name: str, least: int, most: int) -> QSpinBox:
    made = QSpinBox()
    made.setRange(least, most)
    made.setAccessibleName(name)
    made.setMaximumWidth(140)
    return made


def _rules(risk: Risk) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(meaning(risk))
    for rule, words in _ruled().items():
        if risk < ALWAYS_ASKED or rule in (Rule.ASK, Rule.TWICE, Rule.DENY):
            made.addItem(words, rule.value)
    made.setMaximumWidth(CHOICES)
    return made


def _beside(*things: QWidget, spacing: int = 12) -> QWidget:
    made = QWidget()
    made.setLayout(row(*things, -1, spacing=spacing))
    return made


def _patterns(field: QLineEdit) -> tuple[str, ...]:
    return tuple(part for part in map(str.strip, field.text().split(",")) if part)


def _whose() -> dict[Who, str]:
    return {
        Who.GOAL: _("goals"),
        Who.RECIPE: _("recipes"),
        Who.SCHEDULE: _("schedules"),
        Who.REMOTE: _("clients elsewhere"),
    }


def _ruled() -> dict[Rule, str]:
    return {
        Rule.RUN: _("goes ahead"),
        Rule.RECORDED: _("goes ahead as recorded"),
        Rule.ONCE: _("is asked once a run"),
        Rule.ASK: _("is asked"),
        Rule.TWICE: _("is asked twice"),
        Rule.DENY: _("is denied"),
    }


def _overseen() -> dict[str, str]:
    above = {risk.name: _("all above this is asked: {what}").format(what=meaning(risk)) for risk in list(Risk)[:-1]}
    return {"R6": _("as said above"), "step": _("each step is asked"), "plan": _("each plan is asked"), **above}


def _days() -> dict[str, str]:
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return dict(zip(DAYS, names, strict=True))


__all__ = ["CardForm"]
