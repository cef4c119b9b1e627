"""The verbs in which people ask for things, and their forms: `saving`, `saved` and `save` are one."""

from __future__ import annotations

import re
from functools import cache

VERBS = (
    "activate|add|agree|answer|append|apply|archive|arrange|ask|attach|back|block|bold|book|bookmark|browse|buy|"
    "calculate|call|"
    "cancel|change|check|choose|clear|click|close|collapse|compose|compress|compute|confirm|connect|continue|"
    "convert|copy|create|cut|decrease|delete|deselect|disable|discard|disconnect|dismiss|display|download|drag|"
    "drop|duplicate|"
    "edit|email|empty|enable|end|enlarge|enter|erase|exit|expand|export|extract|fill|filter|find|finish|flag|"
    "follow|format|forward|get|give|"
    "go|hide|highlight|hit|import|increase|insert|install|invite|join|keep|launch|leave|like|list|load|lock|log|"
    "look|lower|make|mark|"
    "maximise|maximize|merge|minimise|minimize|modify|move|mute|name|navigate|note|open|order|overwrite|pack|"
    "paste|pause|pay|"
    "pick|pin|play|post|press|print|proceed|publish|push|put|quit|raise|read|reboot|record|redo|refresh|refuse|"
    "register|reject|reload|"
    "remove|rename|reorder|replace|reply|reset|resize|restart|restore|resume|return|run|save|say|scroll|search|"
    "see|select|send|set|"
    "share|show|shut|sign|skip|sort|star|start|stop|store|submit|subscribe|swap|switch|tap|tell|tick|toggle|trash|"
    "turn|type|uncheck|undo|uninstall|unlock|unmute|unpin|unselect|unsubscribe|untick|unzip|update|upgrade|"
    "upload|use|verify|"
    "view|wait|write|zip|zoom|accept|adjust|alter|touch|allow|begin|bring|deactivate|decline|deny|grab|hover|mail|reveal|"
    "throw|visit|"
    "work out|double-click|right-click|middle-click|double click|right click|middle click|make sure|ensure|sum"
    "|unfollow|crop|rotate|dim|schedule|tidy|rate|vote|translate|eject|burn|scan|flip|mirror|paint|draw|align|indent|underline|"
    "stage|commit|pull|clone|fetch|charge|compare|count|describe|expose|snooze|reserve|unblock|unpack|title|remind|resend|"
    "retry|rewind|shorten|shrink|slide|trim|group|ungroup|center|centre|brighten|darken"
).split("|")
"""Base forms; a clause that begins with one asks for something."""

VERB = "(?:" + "|".join(sorted((re.escape(verb) for verb in VERBS), key=len, reverse=True)) + r")\b"

_ALSO_NOUNS = frozenset(
    (
        "email mail name order note book record post list like star flag pin play back block zip end sum format "
        "view title rate vote stage charge count group center centre scan display bold filter sort share label "
        "forward reply update run file mark drop empty append see pack follow"
    ).split()
)
STRONG = (
    "(?:" + "|".join(sorted((re.escape(v) for v in VERBS if v not in _ALSO_NOUNS), key=len, reverse=True)) + r")\b"
    r"|(?:"
    + "|".join(sorted(_ALSO_NOUNS))
    + r")\s+(?:the|it|this|that|them|my|a|an|all|every)\b|(?:"
    + "|".join(sorted(_ALSO_NOUNS))
    + r")\s+⟦"
)
"""What begins a new clause after a comma or `and`: verbs that are nouns too need an object that says so."""

_IRREGULAR = {
    "write": "written wrote",
    "find": "found",
    "make": "made",
    "choose": "chosen chose",
    "send": "sent",
    "go": "gone went",
    "tell": "told",
    "get": "got gotten",
    "give": "given",
    "hide": "hidden hid",
    "pay": "paid",
    "say": "said",
    "leave": "left",
    "keep": "kept",
    "see": "seen saw",
    "show": "shown",
    "buy": "bought",
    "begin": "begun",
    "bring": "brought",
    "run": "run",
    "undo": "undone",
    "drag": "dragged",
    "shut": "shut",
    "put": "put",
    "set": "set",
    "cut": "cut",
    "hit": "hit",
    "read": "read",
    "quit": "quit",
    "throw": "thrown",
}


@cache
def _forms() -> dict[str, str]:
    """Every inflected form and its base."""
    found: dict[str, str] = {}
    for verb in VERBS:
        if " " in verb:
            continue
        stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
        doubled = stem + stem[-1] if re.search(r"[^aeiou][aeiou][bdgklmnprt]$", stem) else stem
        y = verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else ""
        for form in (f"{stem}ing", f"{doubled}ing", f"{stem}ed", f"{doubled}ed", y, *_IRREGULAR.get(verb, "").split()):
            if form:
                found.setdefault(form, verb)
    return found


def base_of(word: str) -> str:
    """The base form of a verb in any form, or nothing where the word is no verb we know."""
    low = word.casefold()
    return low if low in VERBS else _forms().get(low, "")


def starts_with_verb(text: str) -> bool:
    """Whether a clause begins with the base form of a verb."""
    return re.match(VERB, text, re.IGNORECASE) is not None


_SUBJECT = re.compile(
    r"^(?:you|i|we)(?:'re|'ve|\s+are|\s+have|\s+had)?\s+(?:done\s+|finished\s+)?(?:with\s+)?", re.IGNORECASE
)
_PASSIVE = re.compile(
    r"^(?P<what>.+?)\s+(?:is|are|was|were|has been|have been|gets?|got)\s+(?:all\s+|successfully\s+|already\s+)?"
    r"(?P<verb>[\w-]+)(?P<rest>\s.+)?$",
    re.IGNORECASE,
)


def imperative(text: str) -> str:
    """A request made of `closing it`, `you close it`, `you have closed it` or `it is closed`; else nothing."""
    bare = _SUBJECT.sub("", text.strip(" ,")).strip()
    first, _, rest = bare.partition(" ")
    verb = base_of(first)
    if verb:
        return f"{verb} {rest}".strip()
    passive = _PASSIVE.match(bare)
    if passive and (verb := base_of(passive["verb"])) and verb not in ("finish", "end"):
        return f"{verb} {passive['what']}{passive['rest'] or ''}"
    return ""
