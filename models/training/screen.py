"""Screens, acts and decisions, and the exact text in which the model reads and answers them.

    Goal: save it as a.txt          what the person wants
    Screen:
    edit Name = a.txt               one element a line: role, label, state
    button Save
    Did: type Name=a.txt            what was done for it so far, if anything
    Next: click Save                the answer, ended by a line break
    Then: dialog closes             what should follow, ended by the end token

The goal comes first, so that every element is read with the goal in mind. A label that several controls
have is numbered (`Delete #2`), since the model points by label.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

ROLES = (
    "button", "link", "icon", "menu", "menu item", "tab", "checkbox", "radio", "switch", "edit", "combo", "option",
    "row", "cell", "header", "slider", "scrollbar", "dialog", "window", "text",
)  # fmt: skip
"""Every role the app has a word for (`deskhand.core.screen.Role`)."""
PASSIVE_ROLES = frozenset({"dialog", "window", "text"})
"""Roles nothing is clicked in."""
TOGGLES = frozenset({"checkbox", "radio", "switch"})
HISTORY_LIMIT = 6
LONGEST_LABEL = 60
END_TOKEN = 2
"""`<|im_end|>` of SmolLM2."""
EFFECTS = (
    "nothing", "menu opens", "menu closes", "dialog opens", "dialog closes", "page changes", "list opens",
    "list closes", "field holds", "turns on", "turns off", "selected", "view moves",
)  # fmt: skip
"""What the model may predict of a step; `deskhand.decide.foresight` turns them into checks."""


def short(text: str) -> str:
    """Return a label or value on one line, cut at `LONGEST_LABEL` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_LABEL else flat[: LONGEST_LABEL - 1] + "…"


@dataclass(eq=False)
class Element:
    """One thing on the screen; compared by identity, so that noise may rewrite its label."""

    role: str
    label: str
    state: str = ""
    choices: tuple[str, ...] = ()

    def line(self, name: str | None = None) -> str:
        """Return the element as one line of the prompt, under a name of its own if given."""
        shown = short(self.label) if name is None else name
        return f"{self.role} {shown}".rstrip() + (f" = {short(self.state)}" if self.state else "")


Naming = Callable[[Element], str]


@dataclass(frozen=True)
class Act:
    """A step: its kind, what it aims at, the text that it types, and where it drags to.

    The target is an element when that is on the screen, else the bare label of one that was.
    For the kind `key` the target is the chord, for `answer` it is what was read.
    """

    kind: str
    target: Element | str = ""
    value: str = ""
    to: Element | str = ""

    def text(self, naming: Naming = lambda element: short(element.label)) -> str:
        """Return the act as it is written in an answer or, with plain labels, in the history."""
        label = naming(self.target) if isinstance(self.target, Element) else self.target
        if self.kind == "type":
            return f"type {label}={self.value}"
        if self.kind == "drag":
            return f"drag {label} to {naming(self.to) if isinstance(self.to, Element) else self.to}"
        return f"{self.kind} {label}".rstrip()


def click(target: Element | str) -> Act:
    """Return a click on an element."""
    return Act("click", target)


def enter(target: Element | str, value: str) -> Act:
    """Return the typing of a value into an element."""
    return Act("type", target, value)


def press(chord: str) -> Act:
    """Return the pressing of a key chord."""
    return Act("key", chord)


SCROLL, WAIT, DONE, ASK, FAIL = (Act(kind) for kind in ("scroll", "wait", "done", "ask", "fail"))


@dataclass(frozen=True)
class Decision:
    """A goal, what was done for it so far, the right next act, and what should follow it (empty: not told)."""

    goal: str
    answer: Act
    did: tuple[Act, ...] = ()
    then: str = ""


@dataclass
class Scene:
    """A screen with the decisions to be taken on it.

    `modal` tells that a window already lies over everything else, `whole` that nothing may be
    added to the screen without making some decision wrong.
    """

    elements: list[Element]
    decisions: list[Decision] = field(default_factory=list)
    modal: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Example:
    """One lesson: what the model reads, what it is to answer, and what it is to predict (empty: nothing)."""

    prompt: str
    answer: str
    then: str = ""


def names_of(elements: Sequence[Element]) -> dict[int, str]:
    """Return the name of each element by `id`: its label, numbered where several controls share it."""
    labels = {id(e): short(e.label) for e in elements}
    active = [e for e in elements if e.role not in PASSIVE_ROLES]
    count = Counter(labels[id(e)] for e in active)
    seen: Counter[str] = Counter()
    for element in active:
        label = labels[id(element)]
        if count[label] > 1:
            seen[label] += 1
            labels[id(element)] = f"{label} #{seen[label]}".strip()
    return labels


def prompt_text(goal: str, elements: Sequence[Element], did: Sequence[str]) -> str:
    """Return the whole prompt, up to `Next:`."""
    names = names_of(elements)
    lines = [f"Goal: {' '.join(goal.split())}", "Screen:", *(e.line(names[id(e)]) for e in elements)]
    if did:
        lines.append("Did: " + "; ".join(map(short, did[-HISTORY_LIMIT:])))
    return "\n".join([*lines, "Next:"])


def render(elements: Sequence[Element], decision: Decision) -> Example:
    """Return one decision on a screen as text."""
    names = names_of(elements)
    prompt = prompt_text(decision.goal, elements, [act.text() for act in decision.did])
    answer = decision.answer.text(lambda element: names.get(id(element), short(element.label)))
    return Example(prompt, f" {answer}", f" {decision.then}" if decision.then else "")
