"""The line from the process that works to the app: reports out, and what the app answered."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import BinaryIO

from deskhand.core.stop import StopToken

from .messages import Answer, Message, Moment, Question, Withdrawn, line

POLL = 0.02
"""Seconds between two looks at the stop token while the app is waited for."""


class Line:
    """Sends reports, holds the work while it is paused, and waits for answers. Safe to use from any thread."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._lock = out, threading.Lock()
        self._goes, self._one_step = threading.Event(), False
        self._goes.set()
        self._answers: dict[int, Answer] = {}
        self._answered = threading.Condition()
        self._asked, self._bound = 0, ("", "")

    def send(self, message: Message) -> None:
        """Send a report. With the app gone nobody reads it; that ends the work by itself."""
        with self._lock:
            try:
                self._out.write(line(message))
                self._out.flush()
            except (BrokenPipeError, ValueError):
                return

    def begin(self) -> None:
        """A new task: nothing is paused, no answer is waited for."""
        self._one_step = False
        self._goes.set()
        with self._answered:
            self._answers.clear()

    def pause(self) -> None:
        """Hold the work at its next step."""
        self._goes.clear()

    def resume(self, one_step: bool = False) -> None:
        """Let it go on; for one step only, if so."""
        self._one_step = one_step
        self._goes.set()

    @property
    def paused(self) -> bool:
        """Whether the work is to be held."""
        return not self._goes.is_set()

    def hold(self, stop: StopToken, why: str = "") -> bool:
        """Wait while the work is paused; whether it had to wait. Raises `StopRequested`."""
        if self._goes.is_set():
            stop.check()
            return False
        self.send(Moment(state="paused", words=why))
        while not self._goes.wait(POLL):
            stop.check()
        stop.check()
        return True

    def step_over(self) -> None:
        """A step is done: the next one is held, where only one was to go on."""
        if self._one_step:
            self._one_step = False
            self._goes.clear()

    def ask(self, stop: StopToken, question: Callable[[int], Question]) -> Answer:
        """Put a question, and wait for its answer. Raises `StopRequested`; the question is withdrawn then."""
        self._asked += 1
        number = self._asked
        put = question(number)
        self._bound = (put.nonce, put.binding)
        self.send(put)
        with self._answered:
            while number not in self._answers:
                self._answered.wait(POLL)
                if stop.is_set:
                    self.send(Withdrawn(number=number))
                    stop.check()
            return self._answers.pop(number)

    def answer(self, answer: Answer) -> None:
        """The app gives an answer; one to a question that is not asked, or not bound to it, is dropped."""
        with self._answered:
            if answer.question == self._asked and (answer.nonce, answer.binding) == self._bound:
                self._answers[answer.question] = answer
            self._answered.notify_all()


__all__ = ["Line"]
