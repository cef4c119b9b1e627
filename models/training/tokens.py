"""The base model's tokenizer, rebuilt from the tables that its GGUF file carries."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gguf import GGUFReader
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

CONTROL_TYPE = 3
Encode = Callable[[str], list[int]]


def load_tokenizer(base: Path) -> Tokenizer:
    """Return the byte-level BPE tokenizer of a GGUF file of the SmolLM2 family."""
    fields = GGUFReader(base).fields
    words: list[str] = fields["tokenizer.ggml.tokens"].contents()
    kinds: list[int] = fields["tokenizer.ggml.token_type"].contents()
    merges: list[str] = fields["tokenizer.ggml.merges"].contents()
    pairs = [(left, right) for left, right in (merge.split(" ", 1) for merge in merges)]
    vocabulary = {word: number for number, word in enumerate(words)}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=pairs))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Digits(individual_digits=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(
        [
            AddedToken(word, special=True, normalized=False)
            for word, kind in zip(words, kinds, strict=True)
            if kind == CONTROL_TYPE
        ]
    )
    return tokenizer


def load_encoder(base: Path) -> Encode:
    """Return the function that turns text into token ids, without a start token."""
    tokenizer = load_tokenizer(base)
    return lambda text: list(tokenizer.encode(text, add_special_tokens=False).ids)
