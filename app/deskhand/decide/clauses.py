"""Takes a goal apart into clauses in the order in which they are to be done.

Works on text whose quoted strings are replaced by placeholders, so nothing inside quotes is ever split.
`before you close it, save` becomes `save`, `close it`; `close it after saving` becomes `save`, `close it`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .politeness import polite
from .verbs import STRONG, VERB, base_of, imperative, starts_with_verb

_SENTENCE = re.compile(r"\s*(?:;|\n+|(?<=[^\s.])[.!?]\s+|(?<=[^\s.])\.\.\.\s+)\s*")
_BULLET = re.compile(r"^\s*(?:\d{1,2}[.)]|[-*•])\s+")
_INLINE_NUMBER = re.compile(r"\s+(?=\d{1,2}[.)]\s)")
_NEXT = rf"(?=(?:{STRONG}|don't\b|do not\b|never\b|without\b|if\b|leave\b))"
_SPLIT = re.compile(
    r"\s*(?:,?\s+and\s+then[, ]\s*|,?\s+(?:and\s+)?(?:then|afterwards|after that)[, ]\s*|"
    r"(?:,\s*(?:and\s+)?|\s+and\s+)(?:finally|lastly|next)[, ]\s*|"
    rf",?\s+followed by\s+|\s+(?:->|→|»|>)\s+|,\s*(?:(?:and|but|or else)\s+)?(?:please\s+|also\s+)?{_NEXT}|"
    rf"\s+(?:and|but|&)\s+(?:also\s+|please\s+)?{_NEXT})\s*",
    re.IGNORECASE,
)
_FRONT = re.compile(
    rf"^((?:as|under|into|inside|with|to|for|from|in|on|at)\s+[^,]+),\s*((?:please\s+)?{VERB}\s.*|{VERB})$",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"^(?:(?:as|under|into|inside|to|for)\b|(?:in|on) .*(?:field|box|folder|directory|document|list|column|cell)\b|"
    r"in (?:the )?⟦\d+⟧|in (?:cell )?[a-z]{1,2}\d{1,4}\b).*",
    re.IGNORECASE,
)
"""What stands in front but says where the act goes, so that it belongs behind the verb."""
_FINISHED = re.compile(
    r"^(?:it|that|this|all|everything|you|i|we)?\s*(?:'s|is|are|'re|has|have|am)?\s*(?:been\s+)?"
    r"(?:done|finished|ready|over|complete|completed|through)(?:\s+with (?:it|that|this))?$",
    re.IGNORECASE,
)
_REPEATED = frozenset({"press", "click", "hit", "tap", "push", "scroll"})
"""Verbs of acts that may be wanted twice in a row."""
_OTHERWISE = re.compile(r"[,;]?\s+(?:or else|otherwise|else|if not)[, ]\s*", re.IGNORECASE)
_REMARK = re.compile(rf"^(?!{VERB})[^:⟦]*[^\s:⟦]:\s+(?={VERB})", re.IGNORECASE)
"""A remark before a request: `the price was wrong: change it to 5`."""
_GERUNDS = re.compile(r",?\s+and\s+(?=\w+ing\b)|,\s*(?=\w+ing\b)")
_FIRST = re.compile(rf"[,;]?\s+but\s+(?:please\s+)?(?:first|before that|beforehand)[, ]\s*(?={VERB})", re.IGNORECASE)
_LATER = r"(?:once|after|when|whenever|as soon as|upon)"
_EARLIER = r"(?:before|prior to)"


def clauses_of(text: str) -> list[str]:
    """The clauses of a text in the order in which they are to be done."""
    found: list[str] = []
    for sentence in _sentences(text):
        for clause in _ordered(polite(_REMARK.sub("", sentence))):
            _place(clause, found)
    return found


def _sentences(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        parts = _INLINE_NUMBER.split(line) if _BULLET.match(line) else [line]
        for part in parts:
            yield from _SENTENCE.split(_BULLET.sub("", part))


def _ordered(sentence: str) -> list[str]:
    """The clauses of a sentence, with what comes `before` and `after` in its place."""
    sentence = polite(sentence)
    if not sentence:
        return []
    for turning in (_conditional, _but_first, _fronted, _leading, _trailing):
        if (turned := turning(sentence)) is not None:
            return turned
    parts = [part for part in _SPLIT.split(sentence) if part and part.strip(" ,.")]
    if len(parts) == 1:
        return [polite(parts[0])]
    return [clause for part in parts for clause in _ordered(part)]


def _conditional(sentence: str) -> list[str] | None:
    """`if C, A, otherwise B` as `if C, A` and `unless C, B`; the condition is of the first clause alone."""
    leading = re.match(r"^(if|unless|in case|provided(?: that)?)\s+(.+)$", sentence, re.IGNORECASE)
    if leading is None:
        return None
    word = "unless" if leading[1].lower() == "unless" else "if"
    for condition, rest in _halves(leading[2]):
        here, *others = _OTHERWISE.split(rest, maxsplit=1)
        then, *later = _ordered(here)
        found = [f"{word} {condition}, {then}", *later]
        if others:
            contrary, *later = _ordered(others[0])
            found += [f"{'if' if word == 'unless' else 'unless'} {condition}, {contrary}", *later]
        return found
    return None


def _but_first(sentence: str) -> list[str] | None:
    """`move it, but first rename it`."""
    parts = _FIRST.split(sentence, maxsplit=1)
    return [*_ordered(parts[1]), *_ordered(parts[0])] if len(parts) == 2 else None


def _fronted(sentence: str) -> list[str] | None:
    """`as draft.txt, save this` as `save this as draft.txt`; of `in Settings, turn it off` the first part is
    left out."""
    front = _FRONT.match(sentence)
    if front is None:
        return None
    found = _ordered(front[2])
    if found and _MOVES.match(front[1]):
        found[0] = f"{found[0]} {front[1]}"
    return found


def _leading(sentence: str) -> list[str] | None:
    """`before B, A`; `once A is done, B`."""
    earlier = re.match(rf"^{_EARLIER}\s+(.+)$", sentence, re.IGNORECASE)
    if earlier:
        for first, rest in _halves(earlier[1]):
            if later := imperative(first):
                return [*_ordered(rest), *_ordered(later)]
    after = re.match(rf"^{_LATER}\s+(.+)$", sentence, re.IGNORECASE)
    if after:
        for first, rest in _halves(after[1]):
            if (before := _first_part(first)) is not None:
                return [*before, *_ordered(rest)]
    return None


def _trailing(sentence: str) -> list[str] | None:
    """`A before B`; `B after A`."""
    for match in re.finditer(rf",?\s+({_EARLIER}|{_LATER})\s+", sentence, re.IGNORECASE):
        first, rest = sentence[: match.start()], sentence[match.end() :]
        if not (starts_with_verb(polite(first)) or _is_gerund(rest)):
            continue
        turned = _leading(f"{match[1]} {rest}") if "," in rest else None
        if turned is not None and re.match(_LATER, match[1], re.IGNORECASE):
            # "Type hello, and once that is done, press Enter": the time is that of what follows.
            return [*_ordered(re.sub(r",?\s+(?:and|then|but)$", "", first)), *turned]
        if re.match(_EARLIER, match[1], re.IGNORECASE):
            if later := imperative(rest):
                return [*_ordered(first), *_ordered(later)]
        elif (before := _first_part(rest)) is not None:
            return [*before, *_ordered(first)]
    return None


def _is_gerund(text: str) -> bool:
    """Whether a text begins with a verb in -ing: `after zooming in`."""
    first = text.strip().partition(" ")[0]
    return first.endswith("ing") and bool(base_of(first))


def _halves(text: str) -> Iterator[tuple[str, str]]:
    """The places where a subordinate clause may end and a request begin; at commas first."""
    for pattern in (r",\s*(?:then\s+)?(?:please\s+)?", rf"\s+(?:then\s+|please\s+)?(?={STRONG})"):
        for match in re.finditer(pattern, text, re.IGNORECASE):
            first, rest = text[: match.start()], text[match.end() :]
            if first.strip() and starts_with_verb(polite(rest)):
                yield first, rest


def _first_part(text: str) -> list[str] | None:
    """The clauses of `you have saved it`; none of `that is done`; None where it is no request."""
    if _FINISHED.match(text.strip(" ,")):
        return []
    if _is_gerund(text) and len(parts := _GERUNDS.split(text)) > 1:
        return [clause for part in parts for clause in _ordered(imperative(part) or part)]
    trimmed = re.sub(r"\s+(?:is|are|has|have)\s+(?:been\s+)?(?:done|finished|complete|completed)$", "", text)
    wanted = imperative(trimmed)
    if wanted:
        return _ordered(wanted)
    # What is to be waited for is no request, and no clause of its own: `when the download is complete`.
    return (
        [f"wait until {text}"]
        if re.search(r"\s(?:is|are|has|have|shows?|appears?|finishe[sd]|opens?|says)\b", text)
        else None
    )


def _place(clause: str, found: list[str]) -> None:
    """Append a clause, with the verb of the one before where it has none, and not twice."""
    clause = clause.strip(" ,")
    verb, _, rest = clause.partition(" ")
    again = bool(found) and clause.casefold() == found[-1].casefold() and verb.casefold() not in _REPEATED
    if not clause or again:
        return
    asked = any(c.casefold().partition(" ")[0] == verb.casefold() for c in found)
    if asked and rest.casefold() in ("it", "that", "this", "the file", "the document"):
        # "Save the file. Once it is saved, close it": it was asked for already.
        return
    found.append(clause)
