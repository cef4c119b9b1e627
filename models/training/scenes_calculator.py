"""A calculator, worked one button at a time until its display shows the result."""

from __future__ import annotations

from .kit import Kit
from .screen import DONE, Decision, Element, Scene, click

OPERATORS = {
    "+": (("+",), ("{a}+{b}", "{a} + {b}", "{a} plus {b}", "the sum of {a} and {b}")),
    "-": (("-", "−"), ("{a}-{b}", "{a} - {b}", "{a} minus {b}", "{a} less {b}")),
    "*": (("×", "*", "x"), ("{a}*{b}", "{a} x {b}", "{a} times {b}", "{a} multiplied by {b}")),
    "/": (("÷", "/"), ("{a}/{b}", "{a} / {b}", "{a} divided by {b}", "{a} over {b}")),
}
KEYPAD = "789/456*123-0.=+"
EXTRAS = ("C", "AC", "%", "√", "(", ")", "±", "⌫")


def _operands(kit: Kit, operator: str) -> tuple[int, int, int]:
    first, second = kit.between(2, 999), kit.between(2, kit.any((12, 99, 999)))
    if operator == "-":
        first, second = max(first, second), min(first, second)
    if operator == "/":
        first = first % 80 * second + second
        return first, second, first // second
    results = {"+": first + second, "-": first - second, "*": first * second}
    return first, second, results[operator]


def calculator(kit: Kit) -> Scene:
    """Make a calculator somewhere inside a sum, with the history that led there."""
    signs = {operator: kit.any(shapes) for operator, (shapes, _) in OPERATORS.items()}
    buttons = {key: Element("button", signs.get(key, key)) for key in KEYPAD}
    extras = [Element("button", name) for name in kit.random.sample(EXTRAS, kit.between(0, 3))]
    operator = kit.any(list(OPERATORS))
    first, second, result = _operands(kit, operator)
    keys = f"{first}{operator}{second}="
    made = kit.any((0, kit.between(1, len(keys) - 1), kit.between(1, len(keys) - 1), len(keys)))
    shown = "".join(signs.get(key, key) for key in keys[:made])
    shown = str(result) if made == len(keys) else shown
    display = Element("text", shown or "0")
    if kit.chance(0.4):
        display = Element("edit", kit.any(("Display", "Expression")), shown or "0")
    steps = [click(buttons[key]) for key in keys]
    answer = steps[made] if made < len(steps) else DONE
    history = tuple(steps[max(0, made - 6) : made])
    decisions = []
    for _ in range(3):
        form = kit.any(OPERATORS[operator][1])
        goal = kit.say("compute", e=form.format(a=first, b=second))
        decisions.append(Decision(goal, answer, history))
    for _ in range(3 if made == 0 else 0):
        other = kit.any(list(OPERATORS))
        left, right, _ = _operands(kit, other)
        goal = kit.say("compute", e=kit.any(OPERATORS[other][1]).format(a=left, b=right))
        decisions.append(Decision(goal, click(buttons[str(left)[0]])))
    pad = kit.shuffled(list(buttons.values())) if kit.chance(0.15) else list(buttons.values())
    return Scene([display, *extras, *pad], decisions, whole=True)
