"""A Llama forward pass in PyTorch, straight over a GGUF file's tensors, with LoRA on top.

The base stays frozen; only the low-rank pairs learn. Tensors keep their GGUF names and layout (rotary pairs
interleaved), so that an adapter needs no renaming on the way out. On a GPU the base is held in bfloat16 and
the parts of a layer around the attention are compiled for one count of tokens, whatever the lengths in it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from gguf import GGUFReader, dequantize
from torch import Tensor
from torch.nn import functional

PROJECTIONS = ("attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down")
Pair = tuple[Tensor, Tensor]


@dataclass(frozen=True)
class LoraConfig:
    """The shape of the adapter: rank 32 in every layer is 19.6 MB in half precision."""

    rank: int = 32
    alpha: float = 64.0
    seed: int = 0

    @property
    def scale(self) -> float:
        """What the product of a pair is multiplied with."""
        return self.alpha / self.rank


@dataclass(frozen=True)
class Shape:
    """Sizes of the base, from its GGUF fields."""

    layers: int
    width: int
    heads: int
    shared_heads: int
    epsilon: float

    @property
    def head_width(self) -> int:
        """Columns of one attention head."""
        return self.width // self.heads


def _adapted(values: Tensor, weight: Tensor, pair: Pair, scale: float) -> Tensor:
    down, up = (part.to(values.dtype) for part in pair)
    return functional.linear(values, weight) + functional.linear(functional.linear(values, down) * scale, up)


def _rotated(values: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
    even, odd = values[..., 0::2], values[..., 1::2]
    return torch.stack((even * cosine - odd * sine, even * sine + odd * cosine), -1).flatten(-2)


def _asked(
    values: Tensor, norm: Tensor, weights: list[Tensor], pairs: list[Pair], turn: Pair, shape: Shape, scale: float
) -> tuple[Tensor, ...]:
    """Queries, keys and values of a layer, (tokens, heads, head width), turned by their positions."""
    normed = functional.rms_norm(values, (shape.width,), norm, shape.epsilon)
    query, key, value = (
        _adapted(normed, weight, pair, scale).view(-1, heads, shape.head_width)
        for weight, pair, heads in zip(
            weights, pairs, (shape.heads, shape.shared_heads, shape.shared_heads), strict=True
        )
    )
    repeats = shape.heads // shape.shared_heads
    key, value = key.repeat_interleave(repeats, 1), value.repeat_interleave(repeats, 1)
    return _rotated(query, *turn), _rotated(key, *turn), value


def _answered(
    values: Tensor, seen: Tensor, norm: Tensor, weights: list[Tensor], pairs: list[Pair], shape: Shape, scale: float
) -> Tensor:
    """The layer's output: what attention saw is added, then the gated network."""
    values = values + _adapted(seen, weights[0], pairs[0], scale)
    normed = functional.rms_norm(values, (shape.width,), norm, shape.epsilon)
    gate = functional.silu(_adapted(normed, weights[1], pairs[1], scale))
    return values + _adapted(gate * _adapted(normed, weights[2], pairs[2], scale), weights[3], pairs[3], scale)


class AdaptedLlama:
    """A frozen Llama base with trainable low-rank pairs."""

    def __init__(self, base: Path, config: LoraConfig, device: str = "cpu") -> None:
        """Read the base's weights and attach fresh pairs, whose product is zero."""
        reader = GGUFReader(base)
        fields = reader.fields
        self.config, self.device = config, device
        self.shape = Shape(
            int(fields["llama.block_count"].contents()),
            int(fields["llama.embedding_length"].contents()),
            int(fields["llama.attention.head_count"].contents()),
            int(fields["llama.attention.head_count_kv"].contents()),
            float(fields["llama.attention.layer_norm_rms_epsilon"].contents()),
        )
        self.type = torch.bfloat16 if device == "cuda" else torch.float32
        self.weights = {
            tensor.name: torch.from_numpy(np.array(dequantize(tensor.data, tensor.tensor_type), dtype=np.float32)).to(
                device, self.type
            )
            for tensor in reader.tensors
        }
        rotary_base = float(fields["llama.rope.freq_base"].contents())
        steps = torch.arange(0, self.shape.head_width, 2, device=device).float()
        self.frequencies = 1.0 / (rotary_base ** (steps / self.shape.head_width))
        self.pairs = self._fresh_pairs()
        self._ask: Callable[..., tuple[Tensor, ...]] = _asked
        self._reply: Callable[..., Tensor] = _answered
        if device == "cuda":
            self._ask, self._reply = torch.compile(_asked), torch.compile(_answered)

    def _fresh_pairs(self) -> dict[str, Pair]:
        random = torch.Generator().manual_seed(self.config.seed)
        pairs = {}
        for layer in range(self.shape.layers):
            for projection in PROJECTIONS:
                name = f"blk.{layer}.{projection}.weight"
                rows, columns = self.weights[name].shape
                down = torch.randn(self.config.rank, columns, generator=random) / math.sqrt(columns)
                up = torch.zeros(rows, self.config.rank, device=self.device)
                pairs[name] = (down.to(self.device).requires_grad_(), up.requires_grad_())
        return pairs

    def parameters(self) -> list[Tensor]:
        """Return everything that learns."""
        return [tensor for pair in self.pairs.values() for tensor in pair]

    def state(self) -> dict[str, Pair]:
        """Return a copy of the pairs, detached and on the CPU."""
        return {
            name: (down.detach().cpu().clone(), up.detach().cpu().clone()) for name, (down, up) in self.pairs.items()
        }

    def load_state(self, state: dict[str, Pair]) -> None:
        """Put saved pairs in place of the present ones."""
        for name, saved in state.items():
            for mine, theirs in zip(self.pairs[name], saved, strict=True):
                mine.data.copy_(theirs)

    def _of(self, layer: int, names: tuple[str, ...]) -> tuple[list[Tensor], list[Pair]]:
        full = [f"blk.{layer}.{name}.weight" for name in names]
        return [self.weights[name] for name in full], [self.pairs[name] for name in full]

    def hidden(self, ids: Tensor) -> Tensor:
        """Return the last layer's normed states, (tokens, width), of a batch of (sequences, length) ids.

        Shorter sequences are padded at their end, where nothing that counts can see it.
        """
        shape, scale = self.shape, self.config.scale
        count, length = ids.shape
        angles = torch.arange(length, device=self.device).float()[:, None] * self.frequencies
        turn = tuple(part.to(self.type).repeat(count, 1)[:, None] for part in (angles.cos(), angles.sin()))
        values = self.weights["token_embd.weight"][ids.flatten()]
        for layer in range(shape.layers):
            prefix = f"blk.{layer}."
            asked = self._ask(
                values, self.weights[f"{prefix}attn_norm.weight"], *self._of(layer, PROJECTIONS[:3]), turn, shape, scale
            )
            query, key, value = (
                part.view(count, length, shape.heads, shape.head_width).transpose(1, 2) for part in asked
            )
            seen = functional.scaled_dot_product_attention(query, key, value, is_causal=True)
            seen = seen.transpose(1, 2).reshape(count * length, shape.width)
            values = self._reply(
                values, seen, self.weights[f"{prefix}ffn_norm.weight"], *self._of(layer, PROJECTIONS[3:]), shape, scale
            )
        return functional.rms_norm(values, (shape.width,), self.weights["output_norm.weight"], shape.epsilon)

    def logits(self, states: Tensor) -> Tensor:
        """Return the scores of the next token; the base ties its output to its embedding."""
        return functional.linear(states, self.weights["token_embd.weight"]).float()
