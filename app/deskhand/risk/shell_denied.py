"""Commands that change who they are run as, accounts, a disk, the system, or all of somebody's files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deskhand.risk.shell_segments import Redirect, Segment
from deskhand.risk.shell_tables import Found, Shell, is_guarded, is_root, shell_table, short


def denied(name: str, segment: Segment, said: str) -> Iterator[Found]:
    """What is never done without a second look, by program and what it is given."""
    kinds = {
        "privilege": "runs as somebody else",
        "accounts": "changes accounts",
        "disks": "changes a disk",
        "system": "changes the system",
        "code": "runs what it is given",
    }
    for kind, does in kinds.items():
        if name in shell_table()["deny"][kind] or name.partition(".")[0] in ("mkfs",):
            yield Shell.DENY, f"{said} {does}", False
            return
    words = [word for word in segment.words[1:] if word is not None]
    lost = name in shell_table()["loses"]["programs"] or name in (
        "chmod",
        "chown",
        "chgrp",
        "chattr",
        "setfacl",
        "tee",
        "sed",
    )
    if (
        lost
        and any(is_root(word) for word in words)
        and (_deep(words) or name not in ("cp", "rsync", "ln", "tee", "sed"))
    ):
        yield Shell.DENY, f"{said} reaches all of {next(w for w in words if is_root(w))}", True
    if lost and any(is_guarded(word.removeprefix("of=")) for word in words):
        yield Shell.DENY, f"{said} writes where logins, start-up or disks are decided", True
    if name == "systemctl" and {"poweroff", "reboot", "halt", "kexec", "emergency", "rescue"} & set(words):
        yield Shell.DENY, f"{said} stops the system", False
    if name in ("remove-item", "ri", "del", "erase", "rd", "rmdir") and _windows_tree(words):
        yield Shell.DENY, f"{said} deletes a whole tree", True
    if (name == "net" and words[:1] in (["user"], ["localgroup"], ["stop"])) or name in ("schtasks", "sc"):
        yield Shell.DENY, f"{said} changes accounts or services", False
    if name in ("nc", "ncat", "netcat", "socat") and any(re.fullmatch(r"-\w*[ec]|exec:.*", w, re.I) for w in words):
        yield Shell.DENY, f"{said} hands this machine to another", False


def _windows_tree(words: list[str]) -> bool:
    flags = {word.casefold() for word in words}
    return bool({"/s", "-recurse", "-r", "-rec"} & flags)


def _deep(words: list[str]) -> bool:
    return any(re.fullmatch(r"-\w*[rR]\w*|--recursive|--no-preserve-root|-f", word) for word in words)


def of_redirects(segment: Segment) -> Iterator[Found]:
    """What the redirections of a command write to."""
    for redirect in segment.redirects:
        yield from _of_redirect(redirect, segment)


def _of_redirect(redirect: Redirect, segment: Segment) -> Iterator[Found]:
    target = redirect.target
    if target is not None and is_guarded(target) and (redirect.writes or "/dev/tcp" in target or "/dev/udp" in target):
        yield Shell.DENY, f"`{short(segment.text)}` writes to {target}", True
    elif redirect.writes and (target is None or target.casefold() not in shell_table()["roots"]["harmless"]):
        yield Shell.REQUIRE_APPROVAL, f"`{short(segment.text)}` writes to {target or 'a file'}", redirect.empties


__all__ = ["denied", "of_redirects"]
