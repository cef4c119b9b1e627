"""What applications themselves say is on the screen, through the system's accessibility interface."""

from __future__ import annotations

from dataclasses import dataclass

from deskhand.core.geometry import Box
from deskhand.core.screen import Role


@dataclass(frozen=True, slots=True)
class Accessible:
    """One visible node of an application's accessibility tree.

    `box` is in physical pixels of the virtual desktop, cut to what its scroll pane shows; `approximate` says that
    it may be a few pixels off. `role` is None where `raw_role`, the toolkit's own word, has no counterpart.
    `state` follows `Element.state`. `label` is the text of the node that labels this one.
    """

    role: Role | None
    raw_role: str
    name: str
    box: Box
    state: str = ""
    window: str = ""
    label: str = ""
    description: str = ""
    app: str = ""
    toolkit: str = ""
    flags: frozenset[str] = frozenset()
    """Of `enabled`, `focusable`, `focused`, `editable`, `checked`, `selected`, `pressed`, `expanded`."""
    popup: bool = False
    """Whether it stands in a menu or list that lies over the windows."""
    approximate: bool = False

    @property
    def caption(self) -> str:
        """What a person would call it: its name, else its label, else its description."""
        return self.name or self.label or self.description


@dataclass(frozen=True, slots=True)
class AccessibleTree:
    """The visible nodes of all applications, parents before children, and what could not be read."""

    items: tuple[Accessible, ...] = ()
    missing: tuple[str, ...] = ()
    """One sentence for each application that was left out or cut short; empty when everything was read."""

    @property
    def partial(self) -> bool:
        """Whether something was left out."""
        return bool(self.missing)
