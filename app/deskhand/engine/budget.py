"""How much a run may do before it gives up."""

from __future__ import annotations

import time
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Budget:
    """At most this many steps and seconds, counted from when it was made."""

    max_steps: int = 40
    max_seconds: float = 300.0
    started: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        """Seconds used so far."""
        return time.monotonic() - self.started

    def exceeded(self, steps: int) -> str:
        """Why the run must end now, or an empty string."""
        if steps >= self.max_steps:
            return f"The goal was not reached within {self.max_steps} steps."
        if self.seconds >= self.max_seconds:
            return f"The goal was not reached within {self.max_seconds:.0f} seconds."
        return ""
