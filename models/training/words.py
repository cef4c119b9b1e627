"""Plain vocabulary: the nouns, names and values from which goals and screens are made."""

from __future__ import annotations


def listed(text: str, separator: str | None = None) -> tuple[str, ...]:
    """Split a block of text into words, or into entries when a separator is given."""
    return tuple(entry.strip() for entry in text.split(separator) if entry.strip())


NOUNS = listed("""
    report budget invoice photo holiday notes draft summary letter contract plan recipe music backup
    garden travel school project client meeting archive receipt script poster diary chart survey
    lesson agenda ticket manual profile thesis novel song logo banner map statement payroll roster
    catalog brochure journal essay lecture quiz homework timetable itinerary passport visa insurance
    rent mortgage warranty claim order shipment parcel supply tender offer quote proposal review
    audit policy permit licence memo bulletin wedding birthday kitchen bicycle camera museum concert
    weather forest river station bridge market library hospital doctor dentist soccer tennis chess
    guitar piano violin coffee bread cheese salad soup dinner breakfast lunch vegetables shoes
    jacket umbrella suitcase hotel flight train ferry taxi parking engine battery printer keyboard
    monitor router server database backlog sprint roadmap feature release bug changelog license
    readme config settings template sample demo test final version copy team customer supplier
    salary tax pension loan account balance ledger inventory warehouse delivery packing return
    campaign newsletter press speech interview podcast trailer episode season chapter appendix
    glossary index cover sketch floorplan elevation blueprint molecule planet volcano dinosaur
""")
VERBS = listed("call meet email remind pay visit ask thank buy fix clean water paint feed book check")
EXTENSIONS = listed("txt pdf docx png csv md jpg xlsx odt zip html json py mp3 svg ods log pptx mp4")
FIRST_NAMES = listed("""
    Anna Omar Li Maria Jonas Priya Tom Aisha Pedro Yuki Karl Sofia Ben Nadia Igor Chloe Hugo Fatima
    Leo Ingrid Raj Elena Sam Mina Otto Zoe Ivan Lucia Emma Noah Olga Peter Grace Kofi Mei Bruno
    Carla David Ewa Felix Gita Hanna Isak Julia Kenji Laura Marek Nina Oscar Paula Quentin Rosa
    Stefan Tara Uma Victor Wanda Xenia Yann Zara
""")
LAST_NAMES = listed("""
    Smith Novak Garcia Chen Okafor Rossi Meyer Silva Kim Patel Jensen Dubois Haddad Larsen Moreau
    Costa Weber Ito Kaya Brandt Lopez Fischer Nagy Ortiz Pereira Ricci Sato Tanaka Ueda Vega Walsh
    Young Zeller Abbott Baker Cohen Doyle Evans Farah Grant Horvat
""")
CITIES = listed("""
    Berlin Lisbon Oslo Madrid Cairo Tokyo Prague Boston Dublin Vienna Nairobi Lima Seoul Athens
    Toronto Helsinki Warsaw Zurich Hamburg Lyon Naples Porto Quito Riga Sofia Turin Utrecht Vilnius
    Austin Denver Delhi Hanoi Kyoto Manila Perth
""")
COUNTRIES = listed("Spain Japan Kenya Brazil Norway Canada Poland India Chile Ghana Italy Mexico Peru")
MAIL_HOSTS = listed("mail.com example.org work.net post.io mail.example inbox.dev school.edu corp.co")
FOLDERS = listed("Documents Downloads Desktop Music Pictures Videos Projects Public Templates Work")
PLACES = ("Home", "Documents", "Downloads", "Desktop", "Music", "Pictures", "Videos")
OPENINGS = (
    "call {who} at {hour}", "meet {who} in {city}", "remember the {noun}", "buy {noun} and {other}",
    "see you on {day}", "{noun} for {who}", "Hello {who}", "the {noun} is ready",
    "to do: {noun}, {other}", "Dear {who}", "{noun} {other}", "pick up the {noun} on {day}",
    "Thanks for the {noun}", "room {hour} is free", "no {noun} today", "{who} owes me {hour} euros",
)  # fmt: skip
DAYS = listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
NEWS = (
    "New {noun} opens in {city}", "Why the {noun} matters", "{city} wins the {noun}",
    "Ten tips for your {noun}", "{who} on the {noun}", "The {noun} of {city}",
    "How to choose a {noun}", "{noun} prices rise", "Inside the {noun} trade",
    "Guide: {noun} and {other}", "{city} {noun} festival", "Old {noun} found in {city}",
)  # fmt: skip
STRAY_TEXT = (
    "Ready", "14:22", "100%", "UTF-8", "3 items", "Line 1, Col 1", "v2.4.1", "© 2026", "09:41",
    "Last saved 2 minutes ago", "Free space: 41 GB", "1 of 3", "Online", "Welcome", "Recent",
    "No selection", "Page 1 of 4", "Help us improve", "English (UK)", "Connected", "12 MB", "Today",
    "Yesterday", "Drag files here", "Advertisement", "Sponsored", "Read more below", "Beta", "80%",
    "All rights reserved", "Powered by Lumen", "Untitled - Editor", "Tip: press F1 for help", "INS",
)  # fmt: skip
