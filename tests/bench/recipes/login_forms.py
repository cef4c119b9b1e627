"""Thirty forms that ask for secrets, as the web has them: labels in many languages or none, dots, PIN boxes, tokens."""

from __future__ import annotations

import html
from dataclasses import dataclass
from pathlib import Path
from string import Template

LOOKS = ("stacked", "table", "inline", "card", "dark")
"""How a form is laid out."""


@dataclass(frozen=True)
class Ask:
    """One field: its label, the kind of its input, what is typed, and whether that is a secret.

    `how` is how it is typed: `plain`, `mistyped` (corrected), `pasted`, `elsewhere first` (begun in the wrong field).
    `where` is how its label stands: `label`, `inside` (a placeholder), `nowhere`.
    """

    label: str
    kind: str
    value: str
    secret: bool = False
    how: str = "plain"
    where: str = "label"
    boxes: int = 0


@dataclass(frozen=True)
class Form:
    """One page. `walk` is how the person goes from field to field; `extra` what else the page does with the secret.

    `show before` and `show after` are a check box that shows the password, pressed before or after typing it.
    """

    name: str
    title: str
    asks: tuple[Ask, ...]
    submit: str
    look: str = "stacked"
    walk: str = "click"
    extra: str = ""
    show: str = "Show password"


def text(label: str, value: str, where: str = "label") -> Ask:
    return Ask(label, "text", value, where=where)


def hidden(label: str, value: str, how: str = "plain", where: str = "label") -> Ask:
    return Ask(label, "password", value, True, how, where)


def bare(label: str, value: str, how: str = "plain", where: str = "label") -> Ask:
    """A secret in a field that shows it."""
    return Ask(label, "text", value, True, how, where)


FORMS = (
    Form("en-plain", "Sign in", (text("Username", "anna.berg"), hidden("Password", "Tr0ub4dor&3")), "Sign in"),
    Form(
        "en-tab",
        "Log in",
        (text("E-mail", "anna@heron.example"), hidden("Password", "mallard-77-Pond")),
        "Log in",
        "table",
        "tab",
    ),
    Form("de", "Anmelden", (text("Benutzername", "berg"), hidden("Passwort", "Regenpfeifer9!")), "Anmelden", "card"),
    Form(
        "de-kennwort",
        "Kundenbereich",
        (text("Kundennummer", "K-20417"), hidden("Kennwort", "zwei Eulen im Turm")),
        "Weiter",
        "table",
        "tab",
    ),
    Form(
        "fr",
        "Connexion",
        (text("Identifiant", "aberg"), hidden("Mot de passe", "Cormoran&Bleu")),
        "Se connecter",
        "inline",
    ),
    Form("es", "Acceso", (text("Usuario", "aberg"), hidden("Contraseña", "garzaReal2031")), "Entrar", "dark"),
    Form(
        "it",
        "Accedi",
        (text("Nome utente", "aberg"), hidden("Password", "AironeCenerino5")),
        "Accedi",
        "stacked",
        "tab",
    ),
    Form(
        "pt",
        "Entrar",
        (text("Utilizador", "aberg"), hidden("Palavra-passe", "gaivota#Norte8")),
        "Entrar",
        "card",
        "tab",
    ),
    Form("nl", "Inloggen", (text("Gebruikersnaam", "aberg"), hidden("Wachtwoord", "Kievit-in-mei")), "Inloggen"),
    Form("sv", "Logga in", (text("Användarnamn", "aberg"), hidden("Lösenord", "trana42vinter")), "Logga in", "table"),
    Form("pl", "Logowanie", (text("Nazwa", "aberg"), hidden("Hasło", "Bocian!wraca7")), "Zaloguj", "dark", "tab"),
    Form("ru", "Вход", (text("Логин", "aberg"), hidden("Пароль", "Zhuravl-9000")), "Войти"),
    Form("ja", "ログイン", (text("ユーザー名", "aberg"), hidden("パスワード", "tsuru-to-kame5")), "ログイン", "card"),
    Form(
        "placeholder",
        "Welcome back",
        (text("Email", "anna@heron.example", "inside"), hidden("Password", "Bittern!Boom12", where="inside")),
        "Continue",
        "card",
    ),
    Form(
        "no-labels",
        "Intranet",
        (text("", "aberg", "nowhere"), hidden("", "Dotterel_trip3", where="nowhere")),
        "OK",
        "inline",
    ),
    Form(
        "show-before",
        "Sign in",
        (text("User", "aberg"), hidden("Password", "ShowyEgret&44")),
        "Sign in",
        extra="show before",
    ),
    Form(
        "show-after",
        "Sign in",
        (text("User", "aberg"), hidden("Password", "LateHeron_1851")),
        "Sign in",
        "card",
        extra="show after",
    ),
    Form(
        "confirm",
        "New account",
        (text("User name", "aberg"), hidden("Password", "Plover4ever!x"), hidden("Repeat password", "Plover4ever!x")),
        "Create",
        "table",
        "tab",
    ),
    Form(
        "echoed",
        "Registration",
        (text("User name", "aberg"), hidden("Choose a password", "Curlew.calls.3")),
        "Register",
        extra="echo",
    ),
    Form(
        "in-title",
        "Vault",
        (text("User", "aberg"), hidden("Passphrase", "godwit flies south")),
        "Unlock",
        extra="title",
    ),
    Form(
        "mistyped",
        "Sign in",
        (text("User", "aberg"), hidden("Password", "SnipeHunt!2x", "mistyped")),
        "Sign in",
        "dark",
    ),
    Form(
        "wrong-field",
        "Sign in",
        (text("User", "aberg"), hidden("Password", "Avocet+Marsh6", "elsewhere first")),
        "Sign in",
    ),
    Form(
        "pasted", "Sign in", (text("User", "aberg"), hidden("Password", "kX9#vQ2!mZ7pLw4", "pasted")), "Sign in", "card"
    ),
    Form("pin", "Card reader", (text("Account", "DE-4471"), hidden("PIN", "482917")), "OK", "inline"),
    Form("pin-boxes", "Confirm", (Ask("Enter your PIN", "password", "739264", True, boxes=6),), "Confirm", "card"),
    Form("one-time", "Second step", (Ask("Verification code", "text", "605318", True, boxes=6),), "Verify", "card"),
    Form(
        "card",
        "Payment",
        (
            text("Name on card", "Anna Berg"),
            bare("Card number", "4556737586899855"),
            text("Expires", "09/31"),
            hidden("CVC", "8461"),
        ),
        "Pay",
        "table",
        "tab",
    ),
    Form(
        "card-unnamed", "Checkout", (text("Name", "Anna Berg"), bare("Number", "5425 2334 3010 9903")), "Pay", "stacked"
    ),
    Form(
        "token",
        "Integrations",
        (text("Name", "Build server"), bare("Value", "ghp_x8Kq2mVn4Rt7Wz1Yb5Jd9Lf3Hs6Pc0Gu")),
        "Save",
        "table",
    ),
    Form(
        "disc",
        "Terminal",
        (text("Operator", "aberg"), Ask("Unlock word", "disc", "Whimbrel&Tide8", True)),
        "Unlock",
        "dark",
    ),
)


_PAGE = Path(__file__).parent / "pages" / "login_form.html"


def page(form: Form) -> str:
    """The page of a form. It tells where its fields are when the pointer moves on it."""
    rows = [f"<p>{_row(n, ask)}</p>" for n, ask in enumerate(form.asks)]
    if form.extra.startswith("show"):
        rows.append(f'<p><input type="checkbox" id="show"> <label for="show">{form.show}</label></p>')
    return Template(_PAGE.read_text(encoding="utf-8")).substitute(
        title=html.escape(form.title),
        name=form.name,
        look=form.look,
        rows="".join(rows),
        submit=html.escape(form.submit),
        extra=form.extra,
    )


def _row(number: int, ask: Ask) -> str:
    label = f'<label for="f{number}">{html.escape(ask.label)}</label>' if ask.where == "label" else ""
    if ask.boxes:
        kind = "password" if ask.kind == "password" else "text"
        classes = ["box secret field", *["box secret"] * (ask.boxes - 1)]
        boxes = (f'<input class="{name}" type="{kind}" maxlength="1">' for name in classes)
        return f"{label}<span>{''.join(boxes)}</span>"
    classes = "field" + (" secret" if ask.secret else "") + (" disc" if ask.kind == "disc" else "")
    kind = "password" if ask.kind == "password" else "text"
    within = f' placeholder="{html.escape(ask.label)}"' if ask.where == "inside" else ""
    concealed = ' data-hidden="1"' if ask.kind == "password" else ""
    return f'{label}<input id="f{number}" class="{classes}" type="{kind}" autocomplete="off"{within}{concealed}>'


assert len(FORMS) == 30
