"""The model as the application asks it: a walk through the trie of legal answers.

Needs llama-cpp-python. Nothing that is not on the screen can be answered, and the product of
the probabilities at the branches is the confidence.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from pathlib import Path

import llama_cpp
import numpy as np
from numpy.typing import NDArray

from .cases import Case
from .scenes_keys import CHORDS
from .screen import END_TOKEN, PASSIVE_ROLES, question_text, screen_text

SIGNALS = ("done", "scroll", "wait", "ask", "fail")
LONGEST_SPAN = 8
EDGES = ".,:;!?\"'"


def spans_of(goal: str) -> list[str]:
    """Return every stretch of words of a goal, also without the punctuation around it."""
    goal_words = goal.split()
    spans: list[str] = []
    for begin in range(len(goal_words)):
        for end in range(begin + 1, min(len(goal_words), begin + LONGEST_SPAN) + 1):
            span = " ".join(goal_words[begin:end])
            spans += [span, span.strip(EDGES)]
    return [span for span in dict.fromkeys(spans) if span]


def candidates_of(case: Case) -> list[str]:
    """Return every answer that is legal on a screen, the right one among them."""
    answers = [*SIGNALS, *(f"key {chord}" for chord in CHORDS)]
    spans = spans_of(case.goal)
    for element in case.elements:
        if element.role in PASSIVE_ROLES:
            continue
        answers.append(f"click {element.label}")
        if element.role == "edit":
            answers += [f"type {element.label}={span}" for span in spans]
    return [f" {answer}" for answer in dict.fromkeys([*answers, case.answer])]


class Policy:
    """The base model in llama.cpp, with or without the adapter."""

    def __init__(self, base: Path, adapter: Path | None = None, threads: int = 1) -> None:
        """Load the model; the context suits the longest screens."""
        self.model = llama_cpp.Llama(
            str(base),
            n_ctx=2048,
            n_threads=threads,
            n_threads_batch=threads,
            lora_path=str(adapter) if adapter else None,
            verbose=False,
        )
        self._fed: list[int] = []

    def encode(self, text: str) -> list[int]:
        """Return token ids without a start token."""
        return self.model.tokenize(text.encode(), add_bos=False, special=True)

    def _feed(self, ids: list[int]) -> None:
        """Bring the model to the end of a sequence, keeping the prefix it has read already."""
        kept = 0
        while kept < min(len(self._fed), len(ids) - 1) and self._fed[kept] == ids[kept]:
            kept += 1
        self.model._ctx.kv_cache_seq_rm(-1, kept, -1)
        self.model.n_tokens = kept
        self.model.eval(ids[kept:])
        self._fed = list(ids)

    def _scores(self) -> NDArray[np.float32]:
        pointer = llama_cpp.llama_get_logits_ith(self.model._ctx.ctx, -1)
        view: NDArray[np.float32] = np.ctypeslib.as_array(
            ctypes.cast(pointer, ctypes.POINTER(ctypes.c_float)), shape=(self.model.n_vocab(),)
        )
        return view.copy()

    def choose(self, prompt: str, candidates: Sequence[str]) -> tuple[str, float]:
        """Walk greedily through the trie; return the answer and the confidence in it."""
        ids = self.encode(prompt)
        left = [(text, [*self.encode(text), END_TOKEN]) for text in candidates]
        depth, confidence = 0, 1.0
        while len(left) > 1:
            branches = sorted({tokens[depth] for _, tokens in left})
            token = branches[0]
            if len(branches) > 1:
                self._feed(ids)
                scores = self._scores()[branches]
                shares = np.exp(scores - scores.max())
                best = int(shares.argmax())
                token, confidence = branches[best], confidence * float(shares[best] / shares.sum())
            left = [entry for entry in left if entry[1][depth] == token]
            ids, depth = [*ids, token], depth + 1
        return left[0][0], confidence

    def answer(self, case: Case) -> tuple[str, float]:
        """Return the answer to a case and the confidence in it."""
        prompt = screen_text([element.line() for element in case.elements])
        chosen, confidence = self.choose(prompt + question_text(case.goal, case.did), candidates_of(case))
        return chosen.strip(), confidence
