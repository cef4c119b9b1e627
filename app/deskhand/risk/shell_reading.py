"""Programs that only read, and what makes them do more: their flags, their words, the commands of git."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deskhand.risk.shell_segments import Segment
from deskhand.risk.shell_tables import Found, Shell, like, shell_table


def of_program(name: str, segment: Segment, said: str) -> Iterator[Found]:
    """By the table of what only reads."""
    refused = shell_table()["allow"].get(name)
    if refused is None or not _is_on_path(segment.words[0] or ""):
        loses = name in shell_table()["loses"]["programs"]
        does = "deletes or overwrites" if loses else "is not known to only read"
        yield Shell.REQUIRE_APPROVAL, f"{said} {does}", loses
        return
    words = segment.words[1:]
    flags = refused + (shell_table()["reads"]["git"]["refuse"] if name == "git" else [])
    if None in words and flags:
        yield Shell.REQUIRE_APPROVAL, f"{said} has a word that is computed", False
    for word in words:
        if word is not None and any(like(word, flag) for flag in flags):
            yield Shell.REQUIRE_APPROVAL, f"{said} may write or run something by {word}", word == "-delete"
    if name == "git":
        yield from _git(segment, said)
    else:
        yield from (
            (Shell.REQUIRE_APPROVAL, f"{said} {does}", loses) for does, loses in _particular(name, segment.words[1:])
        )


def _is_on_path(word: str) -> bool:
    """Whether a program is called by its name, or by where systems have theirs."""
    return "/" not in word or bool(re.fullmatch(r"/(?:usr/)?(?:local/)?s?bin/[^/]+", word))


def _particular(name: str, words: tuple[str | None, ...]) -> Iterator[tuple[str, bool]]:
    """What single programs do that no flag tells."""
    told = [word for word in words if word is not None]
    files = [word for word in words if word is None or not word.startswith("-")]
    if name in ("awk", "gawk", "mawk") and any(re.search(r"system\s*\(|\||>|getline", word) for word in told):
        yield "runs or writes something", False
    if name in ("awk", "gawk", "mawk") and any("@" in word for word in told):
        yield "loads or calls something by @", False
    if name in ("[", "[[", "test", "expr") and any("[" in word and ("$(" in word or "`" in word) for word in told):
        yield "works out what stands in brackets", False
    if name in ("[", "test") and ">" in told:
        yield "writes to a file", True
    if name == "tar" and not _lists(told):
        yield "does more than list", True
    flags = [word for word in told if word.startswith("-")]
    if name == "unzip" and not (flags and all(re.fullmatch(r"-[lvtZqph12]+", word) for word in flags)):
        yield "unpacks", True
    if name in ("uniq", "xxd") and len(files) > 1:
        yield "writes its second file", True
    if name == "hostname" and files:
        yield "renames the machine", False
    if name == "date" and any(re.fullmatch(r"\d{8,12}(?:\.\d\d)?", word) for word in told):
        yield "sets the clock", False
    if name in ("less", "more") and any(word.startswith("+") for word in told):
        yield "runs what stands after +", False


def _lists(told: list[str]) -> bool:
    """Whether tar only lists: `t` in its first bundle of letters, or --list, and nothing that runs or extracts."""
    if any(re.match(_RUNS, word) for word in told) or {"--extract", "--create"} & set(told):
        return False
    bundles = [word.lstrip("-") for word in told if re.fullmatch(r"-[a-zA-Z]+", word)]
    bundles += [word for word in told[:1] if re.fullmatch(r"[a-zA-Z]+", word)]
    listing = "--list" in told or any("t" in bundle for bundle in bundles)
    plain = all(set(bundle) <= set("tvfzjJaZpn") for bundle in bundles)
    options = [word.partition("=")[0] for word in told if word.startswith("--")]
    remote = any(":" in word for word in told if not word.startswith("-"))
    return listing and plain and set(options) <= _LISTS and not remote


_LISTS = frozenset("--list --file --exclude --verbose --gzip --bzip2 --xz --zstd --wildcards --auto-compress".split())
"""Options of tar that list and nothing else."""
_RUNS = r"--(?:checkpoint-action|to-command|use-compress-program|rsh-command|new-volume|info-script)"
"""Options of tar that run something (GNU tar 1.34)."""


def _git(segment: Segment, said: str) -> Iterator[Found]:
    reads, rest = shell_table()["reads"]["git"], list(segment.words[1:])
    while rest and rest[0] is not None and rest[0].startswith("-"):
        if rest[0] in reads["takes"]:
            rest = rest[2:]
        elif rest[0] in reads["options"]:
            rest = rest[1:]
        else:
            yield Shell.REQUIRE_APPROVAL, f"{said} is told something by {rest[0]}", False
            rest = rest[1:]
    if not rest:
        return
    command, words = rest[0], rest[1:]
    if command in reads["commands"]:
        return
    if command in _BOTH and _git_lists(str(command), words):
        return
    loses = command in ("reset", "clean", "checkout", "restore", "rebase", "gc", "filter-branch", "push")
    yield Shell.REQUIRE_APPROVAL, f"{said} changes the repository", loses


def _git_lists(command: str, words: list[str | None]) -> bool:
    """Whether a git command that can do both only lists here."""
    plain = [w for w in words if w is not None and not w.startswith("-")]
    flags = {w for w in words if w is not None and w.startswith("-")}
    if None in words:
        return False
    if command in _LISTING:
        sorting = ("--sort", "--format", "--column", "-n")
        known = all(flag.partition("=")[0] in _LISTING[command] or flag.startswith(sorting) for flag in flags)
        return known and (not plain or bool(_TAKING & flags))
    first = plain[0] if plain else ""
    readers = _BOTH[command]
    return first in readers if command != "config" else bool(flags & readers) or first in readers


_LISTING = {
    "branch": frozenset(
        "-a --all -r --remotes -v -vv --verbose --list -l --show-current --contains --merged --no-merged".split()
    ),
    "tag": frozenset("-l --list -n --contains --points-at --merged --sort".split()),
}
_TAKING = frozenset("--list -l --contains --merged --no-merged --points-at".split())
"""Of these, the ones that take a word."""
_BOTH: dict[str, frozenset[str]] = {
    "branch": frozenset(),
    "tag": frozenset(),
    "remote": frozenset({"", "get-url"}),
    "stash": frozenset({"list", "show"}),
    "config": frozenset({"--get", "--list", "-l", "--get-all", "--get-regexp", "list", "get"}),
    "worktree": frozenset({"list"}),
    "submodule": frozenset({"", "status", "summary"}),
    "reflog": frozenset({"", "show", "exists"}),
    "notes": frozenset({"", "list", "show"}),
    "bisect": frozenset({"log"}),
}
"""Commands of git that list or change, and the words with which they only list."""

__all__ = ["of_program"]
