"""Job cards as YAML files: read, checked, written, told in words."""

from __future__ import annotations

import re
from datetime import time
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from deskhand.core.errors import SettingsError
from deskhand.core.job_card import ALWAYS_ASKED, DAYS, Hours, JobCard, Rule, Who
from deskhand.core.risk import Risk
from deskhand.recipe.format.not_read import NotRead
from deskhand.recipe.format.yaml_nodes import data
from deskhand.recipe.format.yaml_reading import Limits, composed, decoded

LARGEST = 64_000
"""Bytes of a card; a written one has a few hundred."""
LIMITS = Limits(nodes=2_000, depth=6, keys=40, entries=500, items=500, counted=frozenset(), things="entries")
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_CLOCK = r"^([01]\d|2[0-3]):[0-5]\d$"
Pattern = Annotated[str, Field(min_length=1, max_length=200)]
Patterns = Annotated[list[Pattern], Field(min_length=1, max_length=200)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WrittenHours(_Part):
    """When; `begin` and `until` are `08:00`."""

    days: Annotated[list[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]], Field(min_length=1)] = list(DAYS)
    begin: Annotated[str, Field(pattern=_CLOCK, alias="from")] = "00:00"
    until: Annotated[str, Field(pattern=_CLOCK)] = "23:59"


class WrittenCard(_Part):
    """A card as it is written; see `core.job_card.JobCard`. A class it does not name is denied."""

    job: Literal[1]
    title: Annotated[str, Field(min_length=1, max_length=100)]
    who: Annotated[list[Who], Field(min_length=1)]
    tasks: Patterns = ["*"]
    apps: Patterns = ["*"]
    sites: Patterns = ["*"]
    classes: dict[Literal["R0", "R1", "R2", "R3", "R4", "R5", "R6"], Rule] = {}
    hours: WrittenHours = WrittenHours()
    rate: Annotated[int, Field(ge=0, le=10_000)] = 0
    steps: Annotated[int, Field(ge=1, le=1_000_000)] = 40
    minutes: Annotated[float, Field(gt=0, le=10_080)] = 5.0
    oversight: Literal["step", "plan", "R0", "R1", "R2", "R3", "R4", "R5", "R6"] = "R6"

    @field_validator("classes")
    @classmethod
    def _is_asked(cls, classes: dict[str, Rule]) -> dict[str, Rule]:
        for name, rule in classes.items():
            if Risk[name] >= ALWAYS_ASKED and rule in (Rule.RUN, Rule.RECORDED, Rule.ONCE):
                raise ValueError(f"{name} can be ask, twice or deny: what deletes, pays or changes the system is asked")
        return classes


def parsed(name: str, content: bytes) -> JobCard:
    """The card of a file.

    Raises:
        SettingsError: it is none; the sentence says where and why.
    """
    if len(content) > LARGEST:
        raise SettingsError(f"The job card {name} is larger than {LARGEST // 1000} kB.")
    try:
        written = WrittenCard.model_validate(data(composed(decoded(content), LIMITS)))
    except NotRead as problem:
        raise SettingsError(f"The job card {name} cannot be read: {problem}.") from problem
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise SettingsError(f"The job card {name} is wrong at {where}: {first['msg']}.") from problem
    return _card(name, written)


def _card(name: str, written: WrittenCard) -> JobCard:
    hours = written.hours
    return JobCard(
        name=name,
        title=written.title,
        who=frozenset(written.who),
        rules=tuple(written.classes.get(risk.name, Rule.DENY) for risk in Risk),  # type: ignore[call-overload]
        tasks=tuple(written.tasks),
        apps=tuple(written.apps),
        sites=tuple(written.sites),
        hours=Hours(frozenset(hours.days), _time(hours.begin), _time(hours.until, 59)),
        rate=written.rate,
        steps=written.steps,
        minutes=written.minutes,
        oversight=written.oversight,
    )


def written(card: JobCard) -> str:
    """A card as the text of its file."""
    said: dict[str, Any] = {"job": 1, "title": card.title, "who": sorted(who.value for who in card.who)}
    for key in ("tasks", "apps", "sites"):
        if getattr(card, key) != ("*",):
            said[key] = list(getattr(card, key))
    said["classes"] = {risk.name: card.rule(risk).value for risk in Risk}
    if card.hours != Hours(end=card.hours.end) or card.hours.end < time(23, 59):
        days = [day for day in DAYS if day in card.hours.days]
        said["hours"] = {"days": days, "from": f"{card.hours.begin:%H:%M}", "until": f"{card.hours.end:%H:%M}"}
    said |= {"rate": card.rate, "steps": card.steps, "minutes": card.minutes, "oversight": card.oversight}
    return str(yaml.safe_dump(said, sort_keys=False, allow_unicode=True))


def _time(clock: str, seconds: int = 0) -> time:
    hour, minute = clock.split(":")
    return time(int(hour), int(minute), seconds)


__all__ = ["LARGEST", "NAME", "WrittenCard", "parsed", "written"]
