"""Goals that cannot be followed as they stand: in another language, no request, or asking for two opposite things."""

from __future__ import annotations

import re
from collections.abc import Sequence

from deskhand.core.actions import Ask, Click
from deskhand.core.screen import Element
from deskhand.core.step import Change, Expectation

from .forbidding import contradiction
from .goal import literals, parse
from .matching import same_name
from .moods import unasked
from .plan import Plan
from .skills.toggling import Toggle
from .skills.vague import Vague
from .view import CLICKABLE, Choice

_OTHERS = frozenset(
    # German, Dutch, French, Spanish, Portuguese, Italian, Polish, Swedish: words no English request has.
    "der die das den dem und auf nicht bitte mit ein eine einen ist öffne öffnen speichere speichern klicke "
    "drücke schließe "
    "schalte lösche datei ordner unter het een en niet klik sla bestand verwijder zet aan uit van "
    "le la les et sur une des dans ouvre ouvrir cliquez clique enregistrer enregistre fichier dossier supprimer "
    "fermer s'il "
    "vous plaît pour avec el los las y abre abrir haz clic guarda guardar archivo carpeta borra cierra con por favor "
    "o os um uma abra clique salve arquivo pasta feche il lo gli un apri salva chiudi elimina premi nella cartella "
    "otwórz plik zapisz kliknij zamknij usuń proszę i w na öppna spara filen och stäng tryck på".split()
)
_ENGLISH = frozenset(
    "the a an and to of it is in on at for with this that my please can could you i me from into as by up off "
    "out not "
    "open save click press type make set turn close delete find show tell what how".split()
)
_BOTH = frozenset("die an i on in a un us".split())
"""Words of another language that English goals have too."""
_NO = frozenset("nicht kein keine nie ne pas jamais no nunca não non mai niet geen nie inte aldrig".split())
_SCRIPTS = re.compile(r"[^\W\d_]")


def refusal(goal: str, elements: Sequence[Element]) -> Choice | None:
    """Why a goal is not followed, or None.

    Raises:
        GoalError: the goal is empty, too long, or asks for nothing.
    """
    plan = parse(goal)
    if _foreign(goal, plan):
        return _of_another_language(goal, elements)
    if not plan.only_forbids and (no_request := unasked(goal, plan, elements)) is not None:
        return no_request
    opposite = _opposite(plan)
    if opposite:
        question = f"The goal asks for “{opposite}” to be on and to be off. Which do you want?"
        return Choice(Ask(question), 0.95, "the goal contradicts itself", Expectation(Change.NOTHING))
    if rule := contradiction(plan):
        question = f"The goal contradicts itself: it asks for what “{rule}” forbids. Which do you want?"
        return Choice(Ask(question), 0.95, "the goal contradicts itself", Expectation(Change.NOTHING))
    return None


def _foreign(goal: str, plan: Plan) -> bool:
    """Whether a goal no wording fits is in another language."""
    if not all(isinstance(intent, Vague) for intent in plan.intents):
        return False
    bare = re.sub(r"[\"“«‘].*?[\"”»’]", " ", goal)
    letters = _SCRIPTS.findall(bare)
    if letters and sum(ord(letter) > 0x24F for letter in letters) > len(letters) / 2:
        return True
    words = re.findall(r"[\w']+", bare.casefold())
    foreign = sum(word in _OTHERS and word not in _BOTH for word in words)
    if foreign < 2 and not (words and words[0] in _OTHERS and words[0] not in _BOTH):
        return False
    return foreign > sum(word in _ENGLISH for word in words)


def _of_another_language(goal: str, elements: Sequence[Element]) -> Choice:
    """A question, unless the goal quotes the label of exactly one thing on the screen."""
    quoted = literals(goal)
    words = set(re.findall(r"\w+", goal.casefold()))
    named = [e for e in elements if e.role in CLICKABLE and any(same_name(e.text, label) for label in quoted)]
    if len(quoted) == 1 and len(named) == 1 and not words & _NO:
        return Choice(Click(named[0]), 0.7, f"the goal is not in English, but names {named[0].text} in quotes")
    question = "Goals are read in English; please say it in English, labels may stay as they are on the screen."
    return Choice(Ask(question), 0.9, "the goal is in another language", Expectation(Change.NOTHING))


def _opposite(plan: Plan) -> str:
    """The label that is to be both on and off, or nothing."""
    toggles = [s.intent for s in plan.subgoals if isinstance(s.intent, Toggle) and s.condition is None]
    for one in toggles:
        if any(same_name(one.label, other.label) and one.on is not other.on for other in toggles):
            return one.label
    return ""
