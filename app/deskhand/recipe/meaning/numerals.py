"""Numbers as people write them, exactly: `1,234.50`, `1.234,50`, `1 234,50`, `1'234.50`, `€ 12`, `(12.00)`, `-3 %`.

The rule, in this order:

1. Signs and codes of currencies and `%` are left out, and spaces or apostrophes between groups of three digits; a
   minus, or brackets around all, make it negative.
2. With both comma and point, the last of them is the decimal mark and the other one groups thousands.
3. One of them several times groups thousands.
4. A comma once groups when exactly three digits follow and one to three, not beginning with 0, stand before
   (`1,234` is 1234); else it is the decimal mark (`12,5`, `0,125`).
5. A point once is the decimal mark (`1.234` is a little more than one), unless the caller knows that the decimal mark
   is a comma: then it groups like a comma in 4.

Groups must be of three digits, or `1,00,000` as in India; anything else is no number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import Final, Literal

Mark = Literal[".", ","]

LONGEST: Final = 60
"""Characters of a number as written."""
_CODES: Final = (
    "AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF INR JPY KRW MXN NOK NZD PLN RUB SEK SGD TRY USD ZAR".split()
)
_CODE: Final = re.compile(
    rf"^(?:{'|'.join(_CODES)}|kr|zł|Fr)\.?(?=[-\s\d])|(?<=[\d\s])(?:{'|'.join(_CODES)}|kr|zł|Fr)\.?$"
)
_SPACED: Final = re.compile(r"(?<=\d)[\s'’](?=\d)")
_IN_GROUPS: Final = re.compile(r"-?\d{1,3}([\s'’])\d{3}(?:\1\d{3})*(?:[.,]\d+)?")
_MINUS: Final = str.maketrans("−–‒﹣-", "-----")
_PLAIN: Final = re.compile(r"-?\d+(?:\.\d+)?")


def number(text: str, mark: Mark | None = None) -> Decimal | None:
    """The number a text is, or None when it is none; `mark` is the decimal mark, where it is known."""
    digits = plain_digits(text, mark)
    return None if digits is None else Decimal(digits)


def plain_digits(text: str, mark: Mark | None = None) -> str | None:
    """The number in plain digits with a point, its zeros kept (`007`, `12.50`); None when it is none."""
    body = _bare(text)
    if body is None:
        return None
    digits = _with_point(body.lstrip("-"), mark)
    if digits is None or _PLAIN.fullmatch(digits) is None:
        return None
    return f"-{digits}" if body.startswith("-") else digits


def mark_of(texts: Iterable[str]) -> Mark | None:
    """The decimal mark that numbers written by one hand show, or None when none of them tells.

    Raises:
        ValueError: some say comma and some say point; its two arguments are one text of each.
    """
    seen: dict[Mark, str] = {}
    for text in texts:
        mark = _shown_mark(_bare(text) or "")
        if mark:
            seen.setdefault(mark, text)
    if len(seen) > 1:
        raise ValueError(seen[","], seen["."])
    return next(iter(seen), None)


def plain(value: Decimal) -> str:
    """A number in digits with a point, without exponent: what is typed for it."""
    text = f"{value:f}"
    return "0" if text.lstrip("-0.") == "" and "." not in text else text


def _bare(text: str) -> str | None:
    """Digits, commas, points and at most one leading minus; None when there is more to it."""
    text = unicodedata.normalize("NFKC", text.strip()).translate(_MINUS)
    if not text or len(text) > LONGEST:
        return None
    bracketed = text.startswith("(") and text.endswith(")")
    text = "".join(c for c in (text[1:-1] if bracketed else text) if unicodedata.category(c) != "Sc")
    text = _CODE.sub("", text.strip().removesuffix("%").removeprefix("+").strip()).strip()
    text = re.sub(r"^(-)\s+|\s+(-)$", r"\1\2", text)
    if text.endswith("-") and not text.startswith("-"):
        text = f"-{text[:-1]}"
    if bracketed:
        text = f"-{text}"
    if _SPACED.search(text) and not _IN_GROUPS.fullmatch(text):
        return None
    text = _SPACED.sub("", text)
    return text if re.fullmatch(r"-?[0-9.,]*[0-9][0-9.,]*", text) else None


def _with_point(text: str, mark: Mark | None) -> str | None:
    """The digits with a point as the decimal mark and nothing else, or None when the groups are not in order."""
    decimal = mark or _shown_mark(text) or ("." if "." in text or _groups(text.split(",")) else ",")
    whole, found, rest = text.rpartition(decimal)
    if not found:
        whole, rest = text, ""
    elif decimal in whole:
        # Twice: it groups, whatever was thought.
        return None if mark else _joined(text, decimal)
    joined = _joined(whole, "," if decimal == "." else ".") if whole else "0"
    if joined is None or (found and not rest.isdecimal()):
        return None
    return f"{joined}.{rest}" if rest else joined


def _joined(whole: str, group: str) -> str | None:
    parts = whole.split(group)
    if len(parts) > 1 and not _groups(parts):
        return None
    joined = "".join(parts)
    return joined if joined.isdecimal() else None


def _groups(parts: list[str]) -> bool:
    """Whether these are groups of thousands: `1 234 567`, or `1 00 000`."""
    first, *others = parts
    if not others or not all(part.isdecimal() for part in parts) or first.startswith("0"):
        return False
    sizes = [len(part) for part in others]
    return sizes[-1] == 3 and (
        (len(first) <= 3 and all(size == 3 for size in sizes)) or (len(first) <= 2 and all(s == 2 for s in sizes[:-1]))
    )


def _shown_mark(text: str) -> Mark | None:
    """The decimal mark that one number shows for certain."""
    commas, points = text.count(","), text.count(".")
    if commas and points:
        return "," if text.rindex(",") > text.rindex(".") else "."
    if commas > 1 or points > 1:
        return "." if commas > 1 else ","
    if commas and not _groups(text.lstrip("-").split(",")):
        return ","
    if points and not _groups(text.lstrip("-").split(".")):
        return "."
    return None
