"""`deskhand secrets`: what recipes fill in from the keyring. Values are never shown."""

from __future__ import annotations

import getpass
import sys
from typing import Annotated

import typer

from deskhand.core.errors import UsageError
from deskhand.system.paths import user_paths
from deskhand.system.secrets import Secrets

app = typer.Typer(help="Secrets that recipes fill in from the keyring: list, set, forget.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="The secret's name, as a recipe has it in {{secret:NAME}}.")]


@app.command("list")
def list_secrets() -> None:
    """The names of the secrets that are kept."""
    for name in Secrets(user_paths().secrets).names():
        print(name)


@app.command("set")
def set_secret(name: Name) -> None:
    """Keep a secret; its value is asked for twice without being shown, or is the first line of stdin."""
    Secrets(user_paths().secrets).keep(name, _value(name))
    print(f"The keyring keeps {name}.")


@app.command("forget")
def forget(name: Name) -> None:
    """Take a secret out of the keyring."""
    Secrets(user_paths().secrets).forget(name)
    print(f"{name} is forgotten.")


def _value(name: str) -> str:
    if sys.stdin is None or not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n") if sys.stdin is not None else ""
    try:
        value = getpass.getpass(f"Value of {name} (not shown): ")
        again = getpass.getpass("Once more: ")
    except EOFError:
        value, again = "", ""
    if value != again:
        raise UsageError("The two values are not the same; nothing was kept.")
    return value
