"""How readers of a recipe's text and pictures say where it is wrong."""

from __future__ import annotations


class NotRead(Exception):
    """Something is not read: the line that says so, counted from 1, and the reason, a clause without a full stop."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line, self.reason = line, reason

    @property
    def sentence(self) -> str:
        """The line and the reason as the end of a sentence that names the file."""
        return f"line {self.line}: {self.reason}{'' if self.reason.endswith('?') else '.'}"


__all__ = ["NotRead"]
