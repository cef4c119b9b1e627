"""What typing a text may do: commands, secrets, payment data; and what kind of thing a text is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deskhand.core.risk import Risk
from deskhand.risk.shell import Shell, class_of, known_programs, signals
from deskhand.risk.shell_segments import parsed
from deskhand.risk.tables import Signal, Tables, packaged

_CARD = re.compile(r"(?<![\d.,-])\d(?:[ -]?\d){12,18}(?![\d.,])")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
_SECRETS = re.compile(
    r"(?i:\b(?:password|passwort|passwd|passphrase|api[_-]?key|secret|token|pin)\s*[:=]\s*\S)|"
    r"\b(?:sk|pk|rk)[-_](?:live|test|proj|ant)?[-_]?[A-Za-z0-9_-]{16,}|\bgh[pousr]_[A-Za-z0-9]{20,}|\bglpat-[\w-]{16,}|"
    r"\bxox[abposr]-[\w-]{10,}|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bAIza[\w-]{30,}|\bya29\.[\w-]{20,}|\bhf_[A-Za-z0-9]{20,}|"
    r"\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}|-----BEGIN [A-Z ]*PRIVATE KEY"
)
"""Shapes of keys as their issuers document them; a word for a secret with its value behind it."""
_KINDS = {
    "e-mail address": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "web address": re.compile(
        r"(?i)\b(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|org|net|io|de|fr|eu|uk|ru|cn|jp|info|biz)\b"
    ),
    "phone number": re.compile(r"(?<!\w)(?:\+|00)\d(?:[ ()/.-]?\d){7,14}(?!\w)|\(\d{3}\)\s?\d{3}-\d{4}"),
    "amount": re.compile(
        r"(?i)(?:[$€£¥₹]|\b(?:usd|eur|gbp|chf|jpy)\b)\s?\d|\d\s?(?:[$€£¥₹]|(?:usd|eur|gbp|chf|euros?|dollars?)\b)"
    ),
    "file path": re.compile(r"(?:^|\s)(?:~?/[\w.-]+(?:/[\w. -]+)*|[A-Za-z]:\\[\w\\. -]+)"),
}
LONGEST = 2_000
"""Characters of a text that are looked at for what it is."""
_WORDS = 4
_PROSE = re.compile(rf"(?:^|\s)[a-z]+(?: [a-z]+,?){{{_WORDS},}}")
"""So many plain words in a row are prose, whatever program they begin with."""


def of_text(text: str, in_terminal: bool = False, tables: Tables | None = None) -> list[Signal]:
    """The signals of typing a text: into a terminal, where all of it is a command, or elsewhere."""
    found = list((tables or packaged()).matches("typed", text))
    found += of_secrets(text)
    if in_terminal or looks_like_command(text):
        found += [signal for signal in signals(text) if signal[0] > Risk.R1]
    return found


def of_secrets(text: str) -> Iterator[Signal]:
    """Card numbers, account numbers and keys."""
    if any(_luhn(match[0]) for match in _CARD.finditer(text)):
        yield Risk.R5, "the text is the number of a payment card"
    if any(_iban(match[0]) for match in _IBAN.finditer(text)):
        yield Risk.R5, "the text is the number of a bank account"
    if _SECRETS.search(text):
        yield Risk.R5, "the text has a password or a key in it"


def kinds(text: str) -> tuple[str, ...]:
    """What a text is, of the things one must not take from just anywhere: an address, a command, an amount."""
    text = text[:LONGEST]
    found = [kind for kind, pattern in _KINDS.items() if pattern.search(text)]
    if any(_iban(match[0]) for match in _IBAN.finditer(text)) or any(_luhn(m[0]) for m in _CARD.finditer(text)):
        found.append("account number")
    if looks_like_command(text):
        found.append("command")
    return tuple(found)


def looks_like_command(text: str) -> bool:
    """Whether a text typed anywhere is a line of shell, and not prose that begins with the name of a program."""
    line = text.strip()
    if not line or len(line) > LONGEST:
        return False
    tree = parsed(line)
    named = [segment for segment in tree.segments if segment.name and segment.name.casefold() in known_programs()]
    if not named:
        return False
    first = line.split()[0].casefold().rsplit("/", 1)[-1]
    if first not in known_programs() and class_of(line).cls is not Shell.DENY:
        return False
    if _PROSE.search(line) and not re.search(r"[|;&<>`$]", line):
        return False
    signs = re.search(r"(?:^|\s)--?[A-Za-z]|[|;&<>`$*~]|(?:^|\s)\.{0,2}/\w|\w=\S|\s[a-z_-]+\.[a-z]{1,5}(?:\s|$)", line)
    if signs and re.search(r"\w\s*[&>]\s*\w", line) and not re.search(r"(?:^|\s)--?[A-Za-z]|[|;`$*~/<]|\w=\S", line):
        signs = None  # "Find & Replace", "File > Save as"
    twice = len(line.split()) <= _WORDS and _runs_known(line)
    return bool(signs) or twice


def _runs_known(line: str) -> bool:
    """Whether a program that runs others is followed by one: `sudo reboot`."""
    words = [word.casefold() for word in line.split()]
    return len(words) > 1 and words[0] in ("sudo", "doas", "pkexec") and words[1] in known_programs()


def _luhn(number: str) -> bool:
    """Whether the digits have the check digit of payment cards (ISO/IEC 7812-1, annex B)."""
    digits = [int(sign) for sign in number if sign.isdigit()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return len(set(digits)) > 1 and (sum(doubled) + sum(digits[-1::-2])) % 10 == 0


def _iban(number: str) -> bool:
    """Whether the check digits of an account number are right (ISO 13616-1: modulo 97 is 1)."""
    plain = number.replace(" ", "")
    if not 15 <= len(plain) <= 34:
        return False
    return int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1


__all__ = ["kinds", "looks_like_command", "of_secrets", "of_text"]
