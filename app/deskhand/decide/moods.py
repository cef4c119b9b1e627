"""What kind of sentence a goal is: only a request is carried out; a question, a report or a mood is asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from deskhand.core.actions import Ask, Done
from deskhand.core.screen import Element
from deskhand.core.step import Change, Expectation

from .conditions import Condition
from .likeness import content_words
from .matching import same_label
from .plan import Plan
from .skills.vague import Vague
from .verbs import VERB, base_of, starts_with_verb
from .view import CLICKABLE, Choice, View
from .weighty import changes

_QUOTED = re.compile(r'"[^"]*"|“[^”]*”|«[^»]*»|(?<!\w)\'[^\']*\'(?!\w)|‘[^’]*’')
_GREETING = re.compile(
    r"^(?:(?:hey|hi|hello|ok|okay|well|so|um+|and|but|sorry|excuse me|just wondering|i wonder|wait|hmm+)"
    r"(?:\s+there)?[ ,:!.]+)+",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"^(?:can|could|would|will|won't|couldn't|do) you\b(?! (?:think|know|believe|want|remember))|"
    r"^would it be (?:possible|ok|okay|alright) "
    r"to\b|^mind \w+ing\b|"
    r"^is (?:it possible|there (?:a|any) way) (?:to|for)\b|^any chance\b|^please\b",
    re.IGNORECASE,
)
"""Questions that ask for an act."""
_WISH = re.compile(
    r"^(?:why (?:don't|not)|how (?:do|can|could|would|should|does) (?:i|you|we|one)|how to|(?:can|"
    r"could|may|might) (?:i|we)|"
    r"(?:can|could) (?:the|this|my|it))\b",
    re.IGNORECASE,
)
"""Questions that may be a wish: carried out only where nothing is changed by it."""
_QUESTION = re.compile(
    r"^(?:should|shall|ought|am i|did|does|do (?:i|we|they)|was|were|has|have (?:i|we|you|they)|why|must|"
    r"is|isn't|are|aren't|would it|what$|what now|what do you|what's up|(?:who|how) are you|will "
    r"(?:it|this|that)|what(?:'s| is)? (?:happens|would happen|will happen|if|about|the "
    r"(?:risk|harm|danger|point))|who (?:can|may|should)|"
    r"do you (?:think|know)|what (?:does|do|did|would|will) .*\bdo)\b",
    re.IGNORECASE,
)
_SELF = re.compile(r"^(?:should|shall|ought|am i|did|was|were|must)\b", re.IGNORECASE)
"""Questions about what to do, or what was done: never an order."""
_TURNS = re.compile(r"\b(?:turn|switch|enable|disable|tick|untick|check|uncheck|press|click|set)\w*\b", re.IGNORECASE)
_READS = re.compile(r"^(?:what|which|who|whose|when|where|how)\b", re.IGNORECASE)
"""Questions that are answered by what the screen shows."""
_DOUBT = re.compile(
    r"\b(?:whether|if) (?:i|we|you|one|it|to)\b(?: is| would be)?\s*(?:should|ought|can|could|may|"
    r"must|safe|ok|okay|wise|"
    rf"{VERB})|(?<!you )\b(?:should|shall) (?:i|we)\b|\bwould it be (?:a )?(?:bad|good|wise|safe|wrong|unwise)\b|"
    r"\bis it (?:safe|ok|okay|wise|bad|wrong)\b|\b(?:was|am|is|are|were) (?:asking|wondering)\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:somebody|someone|he|she|they|people|my \w+|the \w+)\s+(?:just\s+|once\s+)?"
    r"(?:wrote|said|says|thinks?|claims?|claimed|suggests?|suggested)\b",
    re.IGNORECASE,
)
"""What another says is no request of the person's."""
_TAKEN_BACK = re.compile(
    r"[?.!,;:]\s*(?:no|nope|nah|never ?mind|forget (?:it|that)|not really|not yet|better not|no way|"
    r"scratch that|don't)[ .!]*$|"
    r"\bbut (?:no|not really|i won't|i don't|better not|rather not)[ .!]*$",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"^(?:(?:i|we)(?:'ve|\s+have|\s+had)?|(?:he|she|they|somebody|someone|you|it)(?:'s|\s+has|\s+have|\s+had)?)\s+"
    r"(?:already\s+|just\s+|also\s+|never\s+|once\s+)*(?P<verb>[\w-]+)\b",
    re.IGNORECASE,
)
_WAS = re.compile(
    r"^.{1,60}?\s(?:was|were|has been|have been|is already|got)\s+(?:already\s+|just\s+)?(?P<verb>[\w-]+)", re.I
)
_OPINION = re.compile(
    r"^(?:i|we)\s+(?:really\s+|do\s+|don't\s+)?(?:like|love|hate|dislike|wish(?! to)|might|may|"
    r"remember|saw|noticed|think|guess|doubt|"
    r"wonder|believe|hope(?! to))\b|"
    r"^(?:someone|somebody|they|he|she|people|everyone|everybody)\s+(?:should|must|"
    r"ought|has|have|needs?|can|could|may|"
    r"might|will|would)\b|^remember when\b|"
    r"^(?!(?:show|tell|give|find|see|read|open|look|what|which|who)\b)(?:(?:the|my|this|"
    r"that)\s+)?(?:\S+\s+){0,2}?\S+\s+(?:is|are|was|were|looks?|seems?|sucks?|"
    r"feels?)\s+(?!to\b|being\b)|"
    r"^(?:\S+\s+){0,3}(?:maybe|perhaps|possibly|might|someday|some day|one day|eventually)\b",
    re.IGNORECASE,
)
"""What says what one thinks of an act, or that it may come: no request of one that changes anything."""
_EXPLAINS = re.compile(
    r"\b(?:explain|tell me|teach me|describe|show me|know|understand)\s+"
    r"(?:what \S+ (?:does|do)|how (?:to|do|does|can)|why|whether|if)\b",
    re.IGNORECASE,
)
_QUOTES = re.compile(
    r"^(?:please\s+)?(?:(?:can|could|would|will) you\s+)?(?:search|google|look up|type|write|enter|"
    r"post|reply|say|email|mail|message|note)\b",
    re.IGNORECASE,
)
"""Requests whose words may be a text, whatever that says."""
_GOES_ON = re.compile(
    rf"(?:[:;,.!?]|\bso\b)\s*(?:(?:please|so|now|then|and)\s+)*"
    rf"(?:{VERB}|let (?:me|us)|(?:can|could) (?:the|this|it|my))\b",
    re.IGNORECASE,
)
"""A remark that a request follows."""
_MOOD = re.compile(
    r"^(?:i(?:'m| am)|we(?:'re| are)|i feel|feeling)\s+(?:so |very |really |quite |a bit )?(?:bored|"
    r"tired|hungry|thirsty|happy|"
    r"sad|fine|ok|okay|sorry|lost|confused|angry|back|here|ready|busy|good|great|curious|lonely|"
    r"sleepy|sick|not sure|unsure)$|"
    r"^(?:do )?(?:whatever|anything|something)(?: (?:else|nice|fun|useful|cool|interesting|you "
    r"(?:think|like|want|prefer|feel like)))*$|"
    r"^whatever\b|^surprise me$|^you (?:decide|choose|pick)$|^(?:it(?:'s| is) )?up to you$|^as you "
    r"(?:like|wish|want)$|"
    r"^(?:make|do|fix|improve|handle|sort|change)\s+(?:it|this|that|everything|things|stuff|something|anything)"
    r"(?:\s+(?:better|good|nice|nicer|great|work|right|happen|well|cool|awesome|perfect|out|please))?$|"
    r"^(?:hello|hi|hey|thanks|thank you|good (?:morning|evening|night|afternoon)|(?:please )?(?:do "
    r"not|don't|dont)|lol|haha|nice|cool|wow|test|testing)$",
    re.IGNORECASE,
)
"""What names nothing to be done."""
_NOTHING = re.compile(
    rf"^(?!(?:select|choose|deselect|set)\b){VERB}\s+(?:on\s+|me\s+)?(?:nothing|none|no one|nobody|"
    rf"anything|something|"
    r"some(?:thing)? button|any (?:button|link|key|tab|item))(?:\s+(?:at all|else))?(?:\s+(?:but|"
    r"except|other than|besides)\b.*)?$",
    re.IGNORECASE,
)
_SAYS = frozenset(
    "too not more less no can't cannot can won't don't doesn't isn't enough need needs want wants "
    "wish hate love would "
    "should is are it's i'm i'd i've be see hear much many so very without again back every all which what hard lost "
    "forgot never nothing nobody wrong broken off on away up down out over there let's stop bigger smaller brighter "
    "darker louder quieter larger faster slower longer shorter wider dark bright loud quiet big "
    "small slow fast".split()
)
"""Words that make a wish of a remark: `it's too dark`, `text bigger`."""


def unasked(goal: str, plan: Plan, elements: Sequence[Element]) -> Choice | None:
    """What to say to a goal that is no request, or None where it is one."""
    said = _QUOTED.sub("“”", " ".join(goal.replace("’", "'").split()))
    bare = _GREETING.sub("", said).strip()
    if (answer := _answered(bare, elements)) is not None:
        return answer
    if _is_question(bare):
        return _ask(f"That is a question, and nothing was done ({goal.strip()[:60]}). Shall I do something? Say what.")
    if _is_report(bare.rstrip(" .!"), plan):
        return _ask(f"That tells of something, and asks for nothing ({goal.strip()[:60]}). What shall I do?")
    if _is_empty(bare.strip(" .!?,"), plan, elements):
        return _ask(f"I do not know what to do ({goal.strip()[:60]}); say what to do, and with what.")
    return None


def _ask(question: str) -> Choice:
    return Choice(Ask(question), 0.9, "the goal is no request", Expectation(Change.NOTHING))


def _is_question(said: str) -> bool:
    if _TAKEN_BACK.search(said):
        return True
    if _QUOTES.match(said):
        return False
    if (_DOUBT.search(said) and _touches(said)) or (
        _EXPLAINS.search(said) and changes(said) and not _GOES_ON.search(said)
    ):
        return True
    if _REQUEST.match(said) or re.search(r"\b(?:can|could|would|will) you\b|\bplease\W*$", said, re.IGNORECASE):
        return False
    if _WISH.match(said):
        return changes(said)
    if _GOES_ON.search(said) and not changes(said):
        return False
    if _QUESTION.match(said):
        return _touches(said) or _SELF.match(said) is not None
    return said.endswith("?") and not _READS.match(said) and not said.endswith("“?") and _touches(said)


def _touches(said: str) -> bool:
    """Whether what is spoken of would change something; the rest is looked at, and harms nobody."""
    return changes(said) or _TURNS.search(said) is not None


def reads(goal: str) -> bool:
    """Whether a goal asks what the screen shows: that presses nothing of weight."""
    said = _GREETING.sub("", goal.strip())
    return bool(_READS.match(said)) and not _WISH.match(said)


def _is_report(said: str, plan: Plan) -> bool:
    """Whether a goal tells what was done, or what another says of it, and goes on with no request."""
    if _QUOTES.match(said):
        return False
    opinion = _OPINION.search(said) if not (_REQUEST.match(said) or _GOES_ON.search(said)) else None
    if opinion is not None and changes(said) and len(plan.subgoals) == 1 and plan.subgoals[0].condition is None:
        return True
    if _REPORTED.search(said) and changes(said):
        return True
    if (
        len(plan.subgoals) > 1
        or starts_with_verb(said)
        or not all(isinstance(intent, Vague) for intent in plan.intents)
    ):
        return False
    for pattern in (_PAST, _WAS):
        told = pattern.match(said)
        verb = told["verb"].casefold() if told else ""
        if base_of(verb) and (base_of(verb) != verb or verb in ("read", "cut", "set", "put", "shut", "quit")):
            return changes(verb)
    return False


def _is_empty(said: str, plan: Plan, elements: Sequence[Element]) -> bool:
    """Whether nothing in a goal says what to do: a mood, a bare number, a thing that is nowhere in sight."""
    if any(e.role in CLICKABLE and same_label(e.text, said) for e in elements):
        return False
    if _MOOD.match(said) or _NOTHING.match(said):
        return True
    if not all(isinstance(intent, Vague) for intent in plan.intents) or "“" in said:
        return False
    words = re.findall(r"[^\W\d_][\w']*", said.casefold())
    if not words:
        return True
    if "please" in words and len(words) > 2:
        return False
    if starts_with_verb(said) or any(base_of(word) or word in _SAYS for word in words):
        return False
    if words[0] not in _NO_VERB and any(word in _JOINS for word in words[1:]):
        # "Wrap the long lines": whatever the first word means, something is to be done to something.
        return False
    return not _KNOWN & set(words) and not _in_sight(said, elements)


def _in_sight(said: str, elements: Sequence[Element]) -> bool:
    there = {word for e in elements for word in content_words(f"{e.text} {e.state}")}
    stems = {word.rstrip("s") for word in there}
    return any(word in there or word.rstrip("s") in stems for word in content_words(said))


def _answered(said: str, elements: Sequence[Element]) -> Choice | None:
    """`is Wi-Fi on?`, `is there a Skip button?`, from the screen alone."""
    asked = re.match(
        r"^is\s+(?!it\b|there (?:a|any) way|this\b|that\b)(?P<there>there\s+)?(?P<rest>.+?)\s*\?*$", said, re.I
    )
    if asked is None or "“" in said:
        return None
    rest = asked["rest"]
    what, _, state = rest.rpartition(" ")
    text = f"there is {rest}" if asked["there"] else f"{what} is {state}"
    held = Condition(text).met_by(View(tuple(elements))) if what else None
    if held is None or (asked["there"] and not held):
        return None
    return Choice(Done("Yes." if held else "No."), 0.85, "the screen shows it", Expectation(Change.NOTHING))


_JOINS = frozenset("the a an my this that these those it me us them to in on into as at with from for of here".split())
_NO_VERB = _JOINS | frozenset("i you he she we they and or but today tomorrow yesterday".split())
"""Words that join a verb to what it is done to, and those that are no verb themselves."""
_KNOWN = frozenset(
    "wrap break solve message jump stay hold protect forget remember proofread organise organize "
    "split pass report scale "
    "configure dispatch link number thicken solo skip only mode theme font text page screen sound "
    "music volume light night internet wifi network mouse keyboard password "
    "account profile language time date settings options help printer paper picture photo folder file document "
    "newest latest oldest first last next previous top bottom undo redo home".split()
)
"""Things that programs have; a goal may name one alone."""
