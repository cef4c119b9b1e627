"""Forms: fields to fill, fields already right, ticks to set, logins, and the sending at the end."""

from __future__ import annotations

from collections.abc import Callable

from . import labels, words
from .kit import Kit, marked
from .screen import ASK, DONE, Act, Decision, Element, Scene, click, enter

Maker = Callable[[Kit], str]
FIELDS: tuple[tuple[tuple[str, ...], str, Maker], ...] = (
    (("First name", "Given name"), "first name", lambda kit: kit.one(words.FIRST_NAMES)),
    (("Last name", "Surname"), "last name", lambda kit: kit.one(words.LAST_NAMES)),
    (("Full name", "Name", "Your name"), "name", lambda kit: kit.person()),
    (("Email", "E-mail", "Email address"), "email", lambda kit: kit.mail()),
    (("Phone", "Telephone", "Mobile"), "phone", lambda kit: str(kit.between(10**7, 10**8))),
    (("City", "Town"), "city", lambda kit: kit.one(words.CITIES)),
    (("Postcode", "ZIP code"), "postcode", lambda kit: str(kit.between(1000, 99999))),
    (("Company", "Organisation"), "company", lambda kit: f"{kit.one(words.LAST_NAMES)} Ltd"),
    (("Subject",), "subject", lambda kit: f"{kit.noun().title()} {kit.noun()}"),
    (("Message", "Comment", "Notes"), "message", lambda kit: kit.text()),
    (
        ("Street", "Address"),
        "street",
        lambda kit: f"{kit.between(1, 99)} {kit.noun().title()} Street",
    ),
    (("Amount",), "amount", lambda kit: str(kit.between(5, 900))),
    (("To", "Recipient"), "recipient", lambda kit: kit.mail()),
    (("Title",), "title", lambda kit: f"{kit.noun().title()} {kit.noun()}"),
    (("Country",), "country", lambda kit: kit.one(words.COUNTRIES)),
    (("Age",), "age", lambda kit: str(kit.between(18, 90))),
    (("Order number", "Reference"), "order number", lambda kit: str(kit.between(1000, 9999999))),
    (
        ("Date", "Departure date"),
        "date",
        lambda kit: f"2026-0{kit.between(1, 9)}-{kit.between(10, 28)}",
    ),
    (("Budget",), "budget", lambda kit: str(kit.between(1, 90) * 100)),
    (("Nickname", "Display name"), "nickname", lambda kit: kit.noun() + str(kit.between(1, 99))),
)
SUBMITS = ("Submit", "Sign up", "Send", "Register", "Continue", "OK", "Create account", "Next")
LOGINS = ("Sign in", "Log in", "Login", "Enter")


def _described(kit: Kit, pairs: list[tuple[str, str]]) -> str:
    """Put field values into words, in one of the ways people list them."""
    shape = kit.any(("{n} {v}", "{n}: {v}", "{v} as the {n}", "{n} = {v}", "{n} is {v}"))
    glue = kit.any((", ", " and ", "; "))
    return glue.join(shape.format(n=name, v=marked(value)) for name, value in pairs)


def form(kit: Kit) -> Scene:
    """Make a form that is filled in down to some field."""
    fields = kit.random.sample(FIELDS, kit.between(2, 6))
    values = [maker(kit) for _, _, maker in fields]
    filled = kit.between(0, len(fields))
    edits = [
        Element("edit", kit.any(names), values[place] if place < filled else "")
        for place, (names, _, _) in enumerate(fields)
    ]
    submit = Element("button", kit.any(SUBMITS))
    consent, spoken = kit.any(labels.CONSENTS)
    box = Element("checkbox", consent, kit.any(("on", "off")))
    cancel = Element("button", kit.any(("Cancel", "Clear", "Back")))
    elements = [*edits, *([box] if kit.chance(0.5) else []), submit, cancel]
    has_box = box in elements
    decisions = []
    for _ in range(7):
        chosen = sorted(kit.random.sample(range(len(fields)), kit.between(1, len(fields))))
        wanted = {
            place: values[place] if edits[place].state and kit.chance(0.85) else fields[place][2](kit)
            for place in chosen
        }
        sends = kit.chance(0.65)
        pairs = [(fields[place][1], value) for place, value in wanted.items()]
        goal = kit.say("fill_send" if sends else "fill", a=_described(kit, pairs))
        without = sends and has_box and kit.chance(0.4)
        if without:
            goal += kit.any((", without the {s}", ", but no {s}", ", leave out the {s}")).format(s=kit.any(spoken))
        answer, history = _next_in_form(edits, wanted, submit if sends else None)
        if without and answer.target is submit and box.state == "on":
            answer = click(box)
        keep = history if kit.chance(0.8) else []
        decisions.append(Decision(goal, answer, tuple(keep[-6:])))
    return Scene(elements, decisions)


def _next_in_form(edits: list[Element], wanted: dict[int, str], submit: Element | None) -> tuple[Act, list[Act]]:
    """Return the first field still wrong, else the sending, and what must have been done."""
    history: list[Act] = []
    for place, value in wanted.items():
        if edits[place].state != value:
            return enter(edits[place], value), history
        history.append(enter(edits[place], value))
    return (click(submit) if submit else DONE), history


def login(kit: Kit) -> Scene:
    """Make a login page; without the password in the goal the person must be asked."""
    user = kit.mail() if kit.chance(0.4) else kit.one(words.FIRST_NAMES).lower()
    secret = f"{kit.noun()}{kit.any(('-', '_', ''))}{kit.between(10, 999)}"
    stage = kit.between(0, 2)
    name = Element("edit", kit.any(("Username", "Email", "User name", "Login")), user if stage else "")
    word = Element("edit", kit.any(("Password", "Password", "Passcode")), "********" if stage == 2 else "")
    button = Element("button", kit.any(LOGINS))
    extra = [
        Element("text", kit.any(("Welcome back", "Sign in to continue", "Please log in"))),
        Element("link", kit.any(("Forgot password?", "Create account", "Need help?"))),
        Element("checkbox", kit.any(("Remember me", "Keep me signed in")), "off"),
    ]
    elements = [extra[0], name, word, *extra[2 : 2 + kit.between(0, 1)], button, extra[1]]
    answers = (enter(name, user), enter(word, secret), click(button))
    history = ((), (enter(name, user),), (enter(name, user), enter(word, secret)))[stage]
    decisions = [
        Decision(kit.say("login", u=marked(user), p=marked(secret)), answers[stage], history) for _ in range(3)
    ]
    if stage == 0:
        for _ in range(2):
            stranger = kit.one(words.FIRST_NAMES).lower()
            decisions.append(Decision(kit.say("login_blank", u=marked(stranger)), ASK))
    if elements[-2] is button and extra[2] in elements and stage == 2:
        goal = kit.say("login", u=marked(user), p=marked(secret)) + " and tick " + extra[2].label.lower()
        decisions.append(Decision(goal, click(extra[2]), history))
    return Scene(elements, decisions)


def search(kit: Kit) -> Scene:
    """Make a search box, empty, filled in, or with its results shown."""
    label = kit.any(("Search", "Search the web", "Query", "Find", "Search box", "Search or type URL"))
    button = kit.any((Element("button", "Search"), Element("button", "Go"), None, None))
    query = " ".join(kit.some(words.NOUNS, kit.between(1, 3)))
    stage = kit.between(0, 2)
    box = Element("edit", label, query if stage else "")
    links = [Element("link", name) for name in kit.some(labels.BUTTONS, kit.between(2, 6))]
    elements = [box, *([button] if button else []), *links]
    if stage == 2:
        elements.append(Element("text", kit.any(("Results for {q}", "About 1,200 results for {q}")).format(q=query)))
    go = click(button) if button else Act("key", "enter")
    typed = enter(box, query)
    decisions = []
    for _ in range(4):
        wanted = " ".join([*kit.some(words.NOUNS, kit.between(1, 3)), *kit.some(words.CITIES, kit.between(0, 1))])
        decisions.append(Decision(kit.say("search", q=marked(wanted)), enter(box, wanted)))
    for _ in range(3 if stage else 0):
        history = (typed,) if stage == 1 else (typed, go)
        goal = kit.say("search", q=marked(query))
        decisions.append(Decision(goal, go if stage == 1 else DONE, history))
    return Scene(elements, decisions, whole=button is None)
