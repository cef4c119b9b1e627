"""The stream of training examples: scenes drawn by weight, made harder, and put into words."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterator

from . import (
    noise,
    scenes_calculator,
    scenes_editor,
    scenes_files,
    scenes_forms,
    scenes_keys,
    scenes_settings,
    scenes_web,
)
from .cases import normal_goal
from .kit import Kit, Split
from .screen import Example, Scene, render
from .wording import worded

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
MOST_TURNS = 8
LONG_SHARE, CLUTTER_SHARE, INTERRUPT_SHARE, MISREAD_SHARE = 0.10, 0.35, 0.07, 0.15


class Generator:
    """Endless examples of one split, none of whose goals is among those set aside."""

    def __init__(self, seed: int, split: Split, set_aside: Collection[str] = ()) -> None:
        """Start from a seed; `set_aside` are goals that must never come up."""
        self.kit = Kit(seed, split)
        self.set_aside = frozenset(normal_goal(goal) for goal in set_aside)
        self.excluded = 0

    def scene(self) -> Scene:
        """Return one scene with its noise, its goals worded."""
        kit = self.kit
        makers, weights = zip(*SCENES, strict=True)
        scene: Scene = kit.random.choices(makers, weights)[0](kit)
        if kit.chance(LONG_SHARE):
            noise.clutter(kit, scene, kit.between(30, noise.LONGEST))
        elif kit.chance(CLUTTER_SHARE):
            noise.clutter(kit, scene, len(scene.elements) + kit.between(1, 7))
        if not scene.modal and kit.chance(INTERRUPT_SHARE):
            noise.interrupt(kit, scene)
        if kit.chance(MISREAD_SHARE) and not scene.whole:
            noise.misread(kit, scene)
        worded_decisions = [
            dataclasses.replace(decision, goal=worded(kit, decision.goal))
            for decision in kit.shuffled(scene.decisions)[:MOST_TURNS]
        ]
        scene.decisions = [item for item in worded_decisions if self._allowed(item.goal)]
        return scene

    def _allowed(self, goal: str) -> bool:
        allowed = normal_goal(goal) not in self.set_aside
        self.excluded += not allowed
        return allowed

    def __iter__(self) -> Iterator[Example]:
        """Yield examples without end."""
        while True:
            scene = self.scene()
            if scene.decisions:
                yield render(scene)
