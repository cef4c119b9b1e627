"""The stream of training examples: drawn from every source by weight, made harder, and put into words."""

from __future__ import annotations

import dataclasses
from collections import deque
from collections.abc import Callable, Collection, Iterator

from . import (
    noise,
    panels,
    real,
    scenes_calculator,
    scenes_editor,
    scenes_files,
    scenes_forms,
    scenes_keys,
    scenes_settings,
    scenes_web,
    traces,
)
from .cases import normal_goal
from .kit import Kit, Split
from .library import Line, Sheets, library
from .plans import plan_example
from .playing import Play, PlayError
from .screen import Element, Example, Scene, render
from .slots import SlotError
from .wording import PLAIN_MARK, worded

SCENES: tuple[tuple[Callable[[Kit], Scene], int], ...] = (
    (scenes_editor.menu_bar, 4),
    (scenes_editor.open_menu, 4),
    (scenes_editor.write_and_save, 4),
    (scenes_editor.save_dialog, 4),
    (scenes_keys.unsaved, 1),
    (scenes_keys.shortcuts, 2),
    (scenes_settings.switches, 4),
    (scenes_settings.radios, 2),
    (scenes_settings.combos, 3),
    (scenes_settings.options, 2),
    (scenes_settings.tabs, 2),
    (scenes_forms.form, 5),
    (scenes_forms.login, 3),
    (scenes_forms.search, 3),
    (scenes_files.files, 6),
    (scenes_files.same_stems, 4),
    (scenes_files.confirm_delete, 1),
    (scenes_files.rename_dialog, 1),
    (scenes_files.folder_window, 2),
    (scenes_files.folder_dialog, 1),
    (scenes_calculator.calculator, 3),
    (scenes_web.controls, 4),
    (scenes_web.synonyms, 5),
    (scenes_web.chains, 3),
    (scenes_web.news, 2),
    (scenes_web.tick_and_press, 3),
    (scenes_web.consent_banner, 1),
    (scenes_web.people, 3),
    (scenes_web.waiting, 3),
    (scenes_web.impossible, 3),
)
"""Screens made by rule, and the weight of each among them."""
PLAYED, PANELS, MADE, RECORDED, DONE_BEFORE, PLANNED = "played", "panels", "made", "recorded", "done before", "planned"
SOURCES = {PLAYED: 64, PANELS: 7, MADE: 10, RECORDED: 5, DONE_BEFORE: 3, PLANNED: 3}
"""Where the next examples come from, by weight; a play gives several at once."""
SIGNALS = frozenset("scroll ask fail wait key drag".split())
RARE = 3
"""How often a line that begins with a rarely written act is drawn, against the others."""
MOST_TURNS = 4
LONG_SHARE, CLUTTER_SHARE, INTERRUPT_SHARE, MISREAD_SHARE = 0.06, 0.30, 0.06, 0.15
BESIDE_SHARE, GONE_SHARE = 0.06, 0.25


class Generator:
    """Endless examples of one split, none of whose goals is among those set aside."""

    def __init__(self, seed: int, split: Split, set_aside: Collection[str] = ()) -> None:
        """Start from a seed; `set_aside` are goals that must never come up."""
        self.kit = Kit(seed, split)
        self.set_aside = frozenset(normal_goal(goal) for goal in set_aside)
        self._lines: list[tuple[Sheets, str, Line]] = [
            (sheets, sheet.name, line)
            for sheets in library()
            for sheet in sheets.values()
            for line in sheet.lines
            for _ in range(RARE if line.acts[0].kind in SIGNALS else 1)
        ]

    def scenes(self) -> list[Scene]:
        """Return the scenes of one draw, with their noise, their goals worded."""
        kit = self.kit
        weights = SOURCES if split_has_library(kit.split) else {MADE: 1}
        source = kit.random.choices(list(weights), list(weights.values()))[0]
        if source == PLAYED and self._lines:
            found = self._play()
        elif source == PANELS:
            found = [panels.panel(kit)]
        elif source == RECORDED and real.real_screens():
            found = [real.real(kit)]
        elif source == DONE_BEFORE and traces.traces():
            found = [traces.trace(kit)]
        else:
            makers, shares = zip(*SCENES, strict=True)
            found = [kit.random.choices(makers, shares)[0](kit)]
        return [self._hardened(scene, source) for scene in found]

    def _play(self) -> list[Scene]:
        sheets, start, line = self.kit.any(self._lines)
        try:
            play = Play(self.kit, sheets, start, line)
            found = play.scenes()
        except (PlayError, SlotError, KeyError, StopIteration):
            return []
        for scene in found:
            scene.decisions = [dataclasses.replace(d, goal=PLAIN_MARK + d.goal) for d in scene.decisions]
            scene.modal = any(element.role == "dialog" for element in scene.elements)
        return found

    def _hardened(self, scene: Scene, source: str) -> Scene:
        kit = self.kit
        if source in (PLAYED, RECORDED) and kit.chance(GONE_SHARE):
            noise.thin_out(kit, scene)
        if source == PLAYED and kit.chance(BESIDE_SHARE):
            self._put_beside(scene)
        if kit.chance(LONG_SHARE):
            noise.clutter(kit, scene, kit.between(30, noise.LONGEST))
        elif kit.chance(CLUTTER_SHARE):
            noise.clutter(kit, scene, len(scene.elements) + kit.between(1, 7))
        if not scene.modal and kit.chance(INTERRUPT_SHARE):
            noise.interrupt(kit, scene)
        if kit.chance(MISREAD_SHARE) and not scene.whole:
            noise.misread(kit, scene)
        noise.shorten(kit, scene)
        scene.decisions = [
            dataclasses.replace(decision, goal=worded(kit, decision.goal))
            for decision in kit.shuffled(scene.decisions)[:MOST_TURNS]
        ]
        scene.decisions = [item for item in scene.decisions if self._allowed(item.goal)]
        return scene

    def _put_beside(self, scene: Scene) -> None:
        """Let another program's window stand before or after; its labels must be others."""
        sheets, name, _ = self.kit.any(self._lines)
        other = [e for e in sheets[name].elements if "{" not in e.label + e.state]
        labels = {element.label for element in scene.elements}
        if sheets[name].parent or labels & {e.label for e in other} or scene.whole:
            return
        beside = [Element(e.role, e.label, e.state) for e in other[: self.kit.between(3, 14)]]
        scene.elements[:] = [*beside, *scene.elements] if self.kit.chance(0.7) else [*scene.elements, *beside]

    def _allowed(self, goal: str) -> bool:
        return normal_goal(goal) not in self.set_aside

    def examples(self) -> list[Example]:
        """Return the examples of one draw."""
        share = SOURCES[PLANNED] / sum(SOURCES.values())
        if split_has_library(self.kit.split) and self.kit.chance(share):
            example = plan_example(self.kit)
            return [example] if self._allowed(example.prompt.partition("\n")[0].removeprefix("Goal: ")) else []
        return [render(scene.elements, decision) for scene in self.scenes() for decision in scene.decisions]

    def __iter__(self) -> Iterator[Example]:
        """Yield examples without end; those of one play apart from each other."""
        kept: deque[Example] = deque()
        while True:
            kept.extend(self.examples())
            if len(kept) >= 64:
                self.kit.random.shuffle(kept)
                while len(kept) > 32:
                    yield kept.popleft()


def split_has_library(split: Split) -> bool:
    """Whether a split draws from the library; the held-out one is made by rule alone."""
    return split != "test"
