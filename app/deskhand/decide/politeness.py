"""Takes the words of politeness off a clause: `could you perhaps open it for me, please` is `open it`."""

from __future__ import annotations

import re

from .verbs import VERB, base_of

_LEADING = (
    "please|kindly|pls|plz|hey|hi(?: there)?|hello(?: there)?|good (?:morning|evening|afternoon)|ok|okay|well|actually",
    "now|then|also|next|and|but|so|just|only|simply|quickly|finally|lastly|afterwards|after that|"
    "at the end(?! of)|in the end",
    "first(?:ly)?(?: of all)?|second(?:ly)?|third(?:ly)?",
    "to (?:start|begin)(?: with)?",
    "(?:once|when) (?:that|this) is done",
    "(?:would|do) you mind",
    "(?:can|could|would|will) you(?: please| perhaps| maybe)?(?: be so kind (?:as )?to)?",
    "i(?:'d| would| want| need| have|'ve got|'ll)?(?: really)?(?: like| love| need| have| want)?(?: you)? to",
    "i(?: would|'d) (?:appreciate it|be (?:glad|happy|grateful)) if you(?: could| would)?",
    "i(?:'m| am) (?:trying|looking|hoping|about) to",
    "(?:we|you) (?:need|have|want|ought) to",
    "you (?:should|must|can|may)|i (?:must|should)",
    "it would be (?:great|nice|good|helpful|lovely) if you could",
    "be so kind (?:as )?to|be a dear and",
    "is (?:it possible|there (?:a|any) way) to|how (?:do|can|could|would) (?:i|you|we)",
    "let's|let us|go ahead and|time to|remember to|(?:don't|do not) forget to|try to|help me(?: to)?",
    rf"(?:make|be) sure (?:that )?(?:you |to )+(?={VERB})",
    "(?:your|the|my) (?:task|goal|job|aim) is to|what i want is to|all you have to do is(?: to)?",
    "(?:do me|i need) a favou?r(?: and|[:,])",
    r"(?:on|in|from) (?:this|the) (?:web ?page|web ?site|page|window|screen|form|dialog(?: box)?|editor|"
    r"calculator|browser|"
    r"file manager|app|application|program|desktop)(?=[ ,])(?!,? *$)",
)
_TRAILING = (
    "please|pls|plz|for me|thanks(?: a lot)?|thank you(?: very much)?|thx|cheers|if you can|if possible|if you "
    "don't mind",
    "instead|if you would|right now|right away|now|asap|okay|as well|when you have time",
    "will you|would you|can you|could you",
)
_POLITE = re.compile(rf"^(?:{'|'.join(_LEADING)})(?:\b|(?<=[:,]))[ ,:]*", re.IGNORECASE)
_TAIL = re.compile(rf"[ ,]*\b(?:{'|'.join(_TRAILING)})$", re.IGNORECASE)
_FILLS = re.compile(
    r"^(?:please|pls|plz|kindly|hey|hi(?: there)?|hello(?: there)?|good \w+|well|so|and|but|then|just|only|now|also|"
    r"thanks(?: a lot)?|thank you(?: very much)?|thx|cheers|right now|(?:can|could|would|will) you)[ ,.!?]*$",
    re.IGNORECASE,
)
"""A clause that is nothing but politeness; another, such as `next`, is more than that where it stands alone."""
_GERUND_LEAD = re.compile(
    r"^(?:start|begin|finish|end|conclude)(?: off| up)?(?: by| with)\s+(?=\w+ing\b)", re.IGNORECASE
)
_ONLY = re.compile(rf"^({VERB})\s+(?:only|just)\s+", re.IGNORECASE)
_PURPOSE = re.compile(rf"^(?:in order )?to\s+(?={VERB})[^,]+,\s+(?={VERB})", re.IGNORECASE)


def polite(clause: str) -> str:
    """A clause without the words of politeness around it; `opening it` after them becomes `open it`."""
    clause = clause.strip(" ,.!?:")
    whole = clause
    while (match := _POLITE.match(clause)) and (clause[match.end() :] or _FILLS.match(clause)):
        clause = clause[match.end() :]
    while (match := _TAIL.search(clause)) and (clause[: match.start()] or _FILLS.match(clause)):
        clause = clause[: match.start()]
    clause = _ONLY.sub(r"\1 ", _PURPOSE.sub("", clause))
    if lead := _GERUND_LEAD.match(clause):
        clause = clause[lead.end() :]
    first, _, rest = clause.partition(" ")
    if clause != whole and first.endswith("ing") and (verb := base_of(first)):
        return f"{verb} {rest}".strip()
    return clause
