"""`deskhand audit`: whether the journal is as it was written, what it says, and all of it for elsewhere."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from deskhand.core.errors import UsageError
from deskhand.core.lettering import visible
from deskhand.journal.audit import UNREADABLE, Record, records, verify
from deskhand.system.audit_anchor import open_anchor
from deskhand.system.paths import user_paths

app = typer.Typer(help="The record of all that was done: check it, read it, take it elsewhere.", no_args_is_help=True)

Run = Annotated[str, typer.Option(help="Only this run, by its id.")]


@app.command("verify")
def verify_journal() -> None:
    """Check every record against its hash, the chain, and the head kept in the keyring. Exit 1 if anything is wrong."""
    paths = user_paths()
    anchor, remark = open_anchor(paths.journal, paths.audit_head)
    found = verify(paths.journal, anchor)
    if remark:
        print(remark, file=sys.stderr)
    for problem in found.problems:
        print(f"WRONG: {problem}.")
    if not found.sound:
        print(f"The journal is not as it was written: {paths.journal}.")
        print("If you know why, `deskhand audit accept` takes it as it is from now on.")
        raise typer.Exit(1)
    print(f"{found.head.count} records, each as it was written, in one chain that ends in {found.head.hash[:16]}.")
    if found.kept is None:
        print("It is empty, and no head is kept yet.")
    elif found.since:
        print(f"{anchor.kept_in} knows its first {found.kept.count}; {found.since} came after that.")
    else:
        print(f"{anchor.kept_in} knows the same end.".capitalize())


@app.command("accept")
def accept() -> None:
    """Take the journal as it is: its head is kept from now on. For one that you restored or moved yourself."""
    paths = user_paths()
    anchor, remark = open_anchor(paths.journal, paths.audit_head)
    if remark:
        print(remark, file=sys.stderr)
    found = verify(paths.journal, None)
    if not found.sound:
        print(f"The chain itself is broken ({found.problems[0]}); move the journal away to begin a new one.")
        raise typer.Exit(1)
    anchor.write(found.head)
    print(f"The head of {found.head.count} records is kept in {anchor.kept_in}.")


@app.command("show")
def show(run: Run = "", last: Annotated[int, typer.Option(min=1, help="How many records, the newest.")] = 40) -> None:
    """The newest records: what, how risky, who allowed it by which rule, what came of it."""
    found = _found(run)[-last:]
    table = Table("no.", "when", "run", "what", "class", "allowed", "hash", box=None, header_style="bold")
    for record in found:
        when = time.strftime("%m-%d %H:%M:%S", time.localtime(record.at))
        what, risk, allowed = _told(record)
        table.add_row(str(record.seq), when, record.run[:8], visible(what), risk, visible(allowed), record.hash[:8])
    Console().print(table, markup=False)


@app.command("export")
def export(
    run: Run = "", out: Annotated[Path | None, typer.Option(help="The file to write; stdout unless given.")] = None
) -> None:
    """Every record as a line of JSON, with its hash: another program can check the chain."""
    lines = [json.dumps(record.as_json(), ensure_ascii=False) for record in _found(run)]
    if out is None:
        print("\n".join(lines))
        return
    try:
        out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError as problem:
        raise UsageError(f"{out} cannot be written ({problem.strerror}).") from problem
    print(f"{len(lines)} records in {out}.")


def _found(run: str) -> list[Record]:
    found = list(records(user_paths().journal, run))
    if run and not found:
        found = [record for record in records(user_paths().journal) if record.run.startswith(run)]
    if run and not found:
        raise UsageError(f"No run has the id {run}; `deskhand runs list` shows them.")
    return found


def _told(record: Record) -> tuple[str, str, str]:
    """What a record says in short: what, its class, and who allowed it."""
    body = record.body
    if body is None:
        return "(forgotten)", "", ""
    if UNREADABLE in body:
        return "(cannot be read)", "", ""
    match record.kind:
        case "begin":
            job = f", by the job card “{body['job']}”" if body.get("job") else ""
            return f"begin: {body['goal']}{job}", "", ""
        case "intent":
            consent = body["consent"]
            allowed = ("yes" if consent["granted"] else "no") + f", {consent['by']}"
            rule = f": {consent['rule']}" if consent.get("rule") else ""
            return f"{record.step}. {body['phrase']}", body["risk"], allowed + rule
        case "outcome":
            return f"{record.step}. {body['delivery']}: {body['observed']}", "", ""
        case "end":
            return f"end: {body['status']} {body['reason']}".rstrip(), "", ""
        case _:
            return "the run was forgotten", "", ""
