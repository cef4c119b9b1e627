"""The class of a line of shell: read-only, in need of a yes, or never without a person's second look.

A line is taken apart into its commands (see `shell_segments`), each is judged by the tables of `shell.toml`, and the
line is as bad as its worst. What cannot be parsed, or is not known, needs a yes: nothing is allowed by default.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from deskhand.core.risk import Risk
from deskhand.risk.shell_denied import denied, of_redirects
from deskhand.risk.shell_reading import of_program
from deskhand.risk.shell_segments import LONGEST, Parsed, Segment, parsed
from deskhand.risk.shell_tables import Found, Shell, known_programs, like, shell_table, short
from deskhand.risk.tables import Signal

DEEPEST = 4
"""Shells within shells that are looked into."""
_HIDDEN = re.compile(r"`|\$\{[^}]*@[A-Za-z]\}|\(\(|\[[^\]\n]*\$\(|\r")
"""Backticks, `${x@P}`, arithmetic, commands in subscripts: what is run by them is not in the tree for sure."""
_ROUGH = re.compile(
    r"(?:^|[\s;&|({`$])(?:sudo|doas|pkexec|su)\s|\|\s*(?:\S*/)?(?:ba|z|da|k|a)?sh\b|\bmkfs|:\(\)\s*\{|"
    r"\brm\s+(?:-\S+\s+)*(?:/|~)(?:\s|\*|$)|>\s*/dev/(?:sd|nvme|hd)|\b(?:format|rd|del)\b.*\s[a-z]:|"
    r"-enc(?:odedcommand)?\s",
    re.IGNORECASE,
)
"""What is looked for in a line that cannot be parsed."""


@dataclass(frozen=True, slots=True)
class ShellVerdict:
    """The class of a line, why, and whether something is deleted or overwritten."""

    cls: Shell
    reasons: tuple[str, ...] = ()
    loses: bool = False


def class_of(line: str, deep: int = 0) -> ShellVerdict:
    """Judge a line."""
    line = unicodedata.normalize("NFKC", line)
    if not line.strip():
        return ShellVerdict(Shell.ALLOW)
    if len(line) > LONGEST:
        rough = Shell.DENY if _ROUGH.search(line) else Shell.REQUIRE_APPROVAL
        return ShellVerdict(rough, ("the line is too long to be read",))
    found = list(_of_parsed(parsed(line), line, deep))
    worst = max(cls for cls, _, _ in found)
    reasons = tuple(dict.fromkeys(why for cls, why, _ in found if cls == worst and why))
    return ShellVerdict(worst, reasons, any(loses for cls, _, loses in found if cls is not Shell.ALLOW))


def signals(line: str) -> list[Signal]:
    """The class of a line as signals of risk."""
    verdict = class_of(line)
    risk = {Shell.ALLOW: Risk.R1, Shell.DENY: Risk.R6}.get(verdict.cls, Risk.R4 if verdict.loses else Risk.R3)
    return [(risk, why) for why in verdict.reasons or ("it only reads",)]


def _of_parsed(tree: Parsed, line: str, deep: int) -> Iterator[Found]:
    yield Shell.ALLOW, "", False
    if not tree.whole:
        rough = Shell.DENY if _ROUGH.search(line) else Shell.REQUIRE_APPROVAL
        yield rough, "the line cannot be read for sure", False
    if _HIDDEN.search(line):
        yield Shell.REQUIRE_APPROVAL, "it works something out that is not seen", False
    if tree.forks:
        yield Shell.DENY, "it starts itself again and again", False
    if tree.defines:
        yield Shell.REQUIRE_APPROVAL, "it defines a function", False
    for segment in tree.segments:
        yield from of_segment(segment, deep)


def of_segment(segment: Segment, deep: int = 0) -> Iterator[Found]:
    """What one command may do."""
    yield from of_redirects(segment)
    harmless = shell_table()["variables"]["harmless"]
    for variable in segment.assigned:
        if not (any(like(variable, name) for name in harmless) or re.fullmatch(r"[a-z][a-z0-9_]{0,20}", variable)):
            yield Shell.REQUIRE_APPROVAL, f"it sets {variable}", False
    if not segment.words:
        return
    said, name = f"`{short(segment.text)}`", segment.name
    if name is None:
        yield Shell.REQUIRE_APPROVAL, f"{said} runs something that is computed", False
        return
    plain = name.casefold().removesuffix(".exe")
    yield from denied(plain, segment, said)
    yield from _running(plain, segment, said, deep)
    if plain in shell_table()["wrap"]["plain"]:
        yield from _wrapped(plain, segment, said, deep)
    else:
        yield from of_program(plain, segment, said)
    if plain == "find":
        yield from _executed(segment, said)


def _running(name: str, segment: Segment, said: str, deep: int) -> Iterator[Found]:
    """Interpreters: what they are fed, or told, or fetch."""
    runs = shell_table()["runs"]
    base = re.sub(r"[\d.]+$", "", name) if name.startswith(("python", "perl", "ruby", "php", "lua")) else name
    if name not in runs["interpreters"] and base not in runs["interpreters"]:
        return
    fetched = any(re.search(rf"\b(?:{'|'.join(map(re.escape, runs['downloads']))})\b", text) for text in segment.inner)
    if fetched:
        yield Shell.DENY, f"{said} runs what it fetches", False
    rest = list(segment.words[1:])
    script = next((word for word in rest if word is None or not word.startswith("-")), "")
    computed = (r for r in segment.redirects if not r.writes and (r.target or "/dev/fd").startswith("/dev/fd"))
    fed = segment.fed or any(True for _ in computed)
    reads = script in ("", "-", "/dev/stdin") or "-s" in rest or _only_flags(rest)
    if fed and reads and name not in (".", "source", "eval"):
        yield Shell.DENY, f"{said} runs whatever comes through the pipe", False
    told = _told(name, rest)
    if told is None or deep >= DEEPEST:
        yield Shell.REQUIRE_APPROVAL, f"{said} runs something that is computed", False
    elif told and (name in runs["shells"] or name == "eval"):
        inner = class_of(told, deep + 1)
        yield max(inner.cls, Shell.REQUIRE_APPROVAL), "; ".join(inner.reasons) or f"{said} runs a line", inner.loses
    elif told and _ROUGH.search(told):
        yield Shell.DENY, f"{said} runs something that is never allowed", False
    if name in ("powershell", "pwsh") and any(w and re.fullmatch(r"-e(?:nc\w*|c)?", w, re.I) for w in rest):
        yield Shell.DENY, f"{said} runs what is hidden in it", False
    yield Shell.REQUIRE_APPROVAL, f"{said} runs a program", False


def _only_flags(rest: list[str | None]) -> bool:
    return all(word is not None and word.startswith("-") and word not in ("-c", "-e") for word in rest)


def _told(name: str, rest: list[str | None]) -> str | None:
    """The line a shell is told on its command line, empty if it is told none, None where it is computed."""
    if name == "eval":
        return None if None in rest else " ".join(word for word in rest if word is not None)
    for place, word in enumerate(rest[:-1]):
        if word is not None and (re.fullmatch(r"-\w*c", word) or word.casefold() in ("-command", "/c", "/k", "-e")):
            return rest[place + 1]
    return ""


def _wrapped(name: str, segment: Segment, said: str, deep: int) -> Iterator[Found]:
    """What a wrapper runs; xargs adds words that are not known."""
    wrap = shell_table()["wrap"]
    if name in wrap["asks"]:
        yield Shell.REQUIRE_APPROVAL, f"{said} runs apart from this", False
    rest, assigned = _behind(name, list(segment.words[1:]))
    for word in segment.words[1 : len(segment.words) - len(rest)]:
        if word is not None and any(like(word, refused) for refused in shell_table()["allow"].get(name, [])):
            yield Shell.REQUIRE_APPROVAL, f"{said} runs what stands in {word}", False
    if not rest:
        if name not in shell_table()["allow"] and name not in ("command", "time", "builtin", "xargs"):
            yield Shell.REQUIRE_APPROVAL, f"{said} is not known", False
        return
    if name == "xargs":
        rest.append(None)
    inner = Segment(segment.text, tuple(rest), (), segment.fed, segment.fed_by, tuple(assigned), segment.inner)
    if deep < DEEPEST:
        yield from of_segment(inner, deep + 1)
    else:
        yield Shell.REQUIRE_APPROVAL, f"{said} is nested too deep", False


def _behind(name: str, rest: list[str | None]) -> tuple[list[str | None], list[str]]:
    """The words of the command a wrapper runs, and the variables set for it."""
    wrap, assigned = shell_table()["wrap"], list[str]()
    takes, skip = wrap.get(name, []), int(wrap["words"].get(name, 0))
    while rest and (word := rest[0]) is not None:
        if word in takes:
            rest = rest[2:]
        elif (word.startswith("-") and word != "-") or (word.startswith("/") and name == "cmd"):
            rest = rest[1:]
        elif name == "env" and re.match(r"\w+=", word):
            assigned.append(word.partition("=")[0])
            rest = rest[1:]
        elif skip:
            skip, rest = skip - 1, rest[1:]
        else:
            break
    return rest, assigned


def _executed(segment: Segment, said: str) -> Iterator[Found]:
    """What find runs on what it finds."""
    words = list(segment.words)
    for place, word in enumerate(words):
        if word in ("-exec", "-execdir", "-ok", "-okdir"):
            inner = Segment(segment.text, tuple(w for w in words[place + 1 :] if w not in (";", "+")))
            for cls, why, loses in of_segment(inner, 1):
                if cls is Shell.DENY:
                    yield cls, why or said, loses


__all__ = ["Shell", "ShellVerdict", "class_of", "known_programs", "signals"]
