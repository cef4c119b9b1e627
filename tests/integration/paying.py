"""A job of many rows and its application, each a process of its own, for a test that kills the first one.

`application` is a cashier: it takes payments through a folder, one file each, and writes them into its book; it never
dies. `job` pays the rows of a file by a recipe of three steps a row, two of them acts (fill, submit), and settles what
was begun by asking the cashier, as a replay does by looking at the screen.
"""

from __future__ import annotations

import contextlib
import random
import socket
import sys
import time
from pathlib import Path

from deskhand.core.risk import Risk
from deskhand.recipe.format.loading import Loaded, dump, parsed
from deskhand.recipe.format.schema import Recipe, Type, Write
from deskhand.recipe.meaning.templates import fill
from deskhand.recipe.resuming.ledger import Ledger
from deskhand.recipe.resuming.outputs import Outputs
from deskhand.recipe.resuming.settling import settle
from deskhand.recipe.walking.rows import read
from deskhand.recipe.walking.walk import Walk

RECIPE = Recipe(
    name="pay",
    parameters={"who": {}, "amount": {"type": "number"}},
    steps=[
        {"type": "fill {{who}} {{amount}}"},
        {"type": "submit {{who}} {{amount}}"},
        {"write": {"who": "{{who}}", "amount": "{{amount}}"}, "to": "paid.csv"},
    ],
)
RISKS = {"fill": Risk.R1, "submit": Risk.R3}


def application(folder: Path) -> None:
    """Take orders from a socket; each is in the book before it is answered, some only after a moment."""
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind(str(folder / "cashier"))
    server.listen(8)
    form, paid, moments = "", set(), random.Random(1)
    with (folder / "book").open("a") as book:
        while True:
            connection, _ = server.accept()
            order = connection.makefile().readline().strip()
            if order == "what":
                answer = form
            elif order.startswith("paid "):
                answer = str(order.removeprefix("paid ") in paid)
            else:
                # An act that was sent has its effect whether or not its sender lives to see it.
                time.sleep(moments.random() / 400)
                form = order.removeprefix("fill ") if order.startswith("fill ") else ""
                if order.startswith("submit "):
                    paid.add(order.removeprefix("submit "))
                    book.write(order + "\n")
                    book.flush()
                answer = "yes"
            with contextlib.suppress(OSError):
                connection.sendall((answer + "\n").encode())
            connection.close()


def tell(folder: Path, order: str) -> str:
    """Send one order, and wait for its answer."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.connect(str(folder / "cashier"))
        client.sendall((order + "\n").encode())
        return client.makefile().readline().strip()


def job(folder: Path) -> None:
    """Pay all rows, or those that are left."""
    ledger = Ledger(folder / "jobs.sqlite")
    text = dump(RECIPE)
    loaded = Loaded(RECIPE, {}, folder, parsed(text)[1], text)
    with ledger.job("pay", str(folder / "data.csv")) as job_:
        outputs = Outputs(job_, folder)
        walk = Walk(loaded, {}, None, None, job_, sheet=read(folder / "data.csv"), today=job_.began)
        for leaf in walk:
            if isinstance(leaf.step, Write):
                outputs.write(leaf.position, leaf.step, leaf.scope)
                continue
            assert isinstance(leaf.step, Type)
            act(folder, job_, leaf.position, fill(leaf.step.type, leaf.scope).text)
        job_.end()
    ledger.close()


def act(folder: Path, job_, position: str, order: str) -> None:
    """One act, which may have been begun before."""
    verb, what = order.split(" ", 1)
    begun = job_.begun()
    if begun is not None:
        assert begun.position == position
        form = tell(folder, "what")
        seen = tell(folder, f"paid {what}") == "True" if verb == "submit" else form == what
        answer = settle(RISKS[verb], seen, form == begun.before.decode(), repeatable=verb == "fill")
        if answer == "ask":
            # The person looks into the book.
            answer = "done" if seen else "again"
        with (folder / "settled").open("a") as log:
            log.write(f"{verb} {answer}\n")
        job_.settle(position, done=answer == "done")
        if answer == "done":
            return
    job_.begin(position, tell(folder, "what").encode())
    # Between looking and acting, and between acting and knowing, a replay takes its time too.
    moment()
    tell(folder, order)
    moment()
    job_.finish(position)


def moment() -> None:
    """Some milliseconds."""
    time.sleep(random.random() / 200)


if __name__ == "__main__":
    {"application": application, "job": job}[sys.argv[1]](Path(sys.argv[2]))
