"""A browser with pages from the disk; what a page was told it shows in its title."""

from __future__ import annotations

from deskhand.core.risk import Risk

from ..scenes import page
from ..task import Goal, answered, titled

GOALS = (
    Goal(
        "page-login",
        page("login.html", "Member area"),
        'Log in as "anna" with the password "heron-42"',
        titled("Welcome anna"),
        Risk.R5,
    ),
    Goal(
        "page-form",
        page("parcel.html", "Parcel"),
        "Fill in the form: the name is Jane Roe and the city is Lyon, choose Express as the delivery and press "
        "Continue",
        titled("Parcel ready: Jane Roe, Lyon, Express"),
        Risk.R3,
    ),
    Goal(
        "page-download",
        page("shop.html", "Garden shop", prices__csv="item,price\nspade,19\n"),
        "Download the price list",
        lambda desktop, _: any((desktop.home / "Downloads").glob("prices*.csv")),
        Risk.R3,
    ),
    Goal(
        "page-answer",
        page("shop.html", "Garden shop", prices__csv="item,price\nspade,19\n"),
        "What time does the shop open on Saturday?",
        answered("10:30"),
    ),
)
