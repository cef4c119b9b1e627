"""Walks a trie of tokenised candidates with llama.cpp: never an illegal answer, and a confidence.

At each branch the raw logits of the legal next tokens are compared; the product of the branch
probabilities is the confidence. The evaluated prompt stays in the KV cache, so a prompt that begins like
the last one costs only its new part.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from pathlib import Path

import llama_cpp
import numpy as np
from numpy.typing import NDArray

CONTEXT = 4096
END_OF_TURN = 2
"""`<|im_end|>` of SmolLM2."""


class TrieWalker:
    """One loaded model with its KV cache."""

    def __init__(self, weights: Path, adapter: Path | None, threads: int) -> None:
        """Load the weights and, if given, the LoRA adapter.

        Raises:
            ValueError: llama.cpp cannot load one of the files.
        """
        self._llama = llama_cpp.Llama(
            str(weights),
            n_ctx=CONTEXT,
            n_batch=512,
            # A single token is read as fast by one thread, which waits for no other.
            n_threads=1,
            n_threads_batch=threads,
            lora_path=str(adapter) if adapter else None,
            verbose=False,
        )
        self._held: list[int] = []
        self._break = self._tokens("\n")
        """What the adapter is trained to end its answers with."""

    def choose(self, prompt: str, candidates: Sequence[str]) -> tuple[str, float]:
        """The preferred candidate and the product of its branch probabilities.

        Raises:
            ValueError: the prompt is too long, or there is no candidate.
        """
        if not candidates:
            raise ValueError("there is no candidate to choose from")
        path = self._tokens(prompt)
        paths = {c: [*self._tokens(c), *self._break] for c in candidates}
        if len(path) + max(map(len, paths.values())) > CONTEXT:
            raise ValueError(f"the screen needs {len(path)} tokens, more than {CONTEXT}")
        self._evaluate(path)
        confidence, depth = 1.0, 0
        while len(paths) > 1:
            branches = sorted({tokens[depth] for tokens in paths.values()})
            token = branches[0]
            if len(branches) > 1:
                chances = _softmax(self._logits()[branches])
                token, confidence = branches[int(chances.argmax())], confidence * float(chances.max())
            paths = {c: tokens for c, tokens in paths.items() if tokens[depth] == token}
            depth += 1
            path = [*path, token]
            if len(paths) > 1:
                self._evaluate(path)
        return next(iter(paths)), confidence

    def write(self, prompt: str, most: int) -> str:
        """The most likely continuation, token by token, up to a line break, the end of the turn or `most` tokens.

        Raises:
            ValueError: the prompt is too long.
        """
        path = self._tokens(prompt)
        if len(path) + most > CONTEXT:
            raise ValueError(f"the text needs {len(path)} tokens, more than {CONTEXT - most}")
        start = len(path)
        while len(path) - start < most:
            self._evaluate(path)
            token = int(self._logits().argmax())
            if token == END_OF_TURN or b"\n" in self._llama.detokenize([token]):
                break
            path = [*path, token]
        return bytes(self._llama.detokenize(path[start:])).decode(errors="replace").strip()

    def _tokens(self, text: str) -> list[int]:
        return list(self._llama.tokenize(text.encode(), add_bos=False, special=False))

    def _evaluate(self, path: Sequence[int]) -> None:
        """Bring the KV cache to this token path, keeping the prefix it shares with the last."""
        same = 0
        for held, wanted in zip(self._held, path, strict=False):
            if held != wanted:
                break
            same += 1
        same = min(same, len(path) - 1)
        memory = llama_cpp.llama_get_memory(self._llama.ctx)
        llama_cpp.llama_memory_seq_rm(memory, -1, same, -1)
        self._llama.n_tokens = same
        self._llama.eval(list(path[same:]))
        self._held = list(path)

    def _logits(self) -> NDArray[np.float32]:
        pointer = llama_cpp.llama_get_logits_ith(self._llama.ctx, -1)
        size = self._llama.n_vocab()
        return np.ctypeslib.as_array(ctypes.cast(pointer, ctypes.POINTER(ctypes.c_float)), (size,)).copy()


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float64]:
    powers = np.exp(logits.astype(np.float64) - float(logits.max()))
    return np.asarray(powers / powers.sum())
