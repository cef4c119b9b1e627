"""A Llama forward pass in PyTorch, straight over a GGUF file's tensors, with LoRA on top.

The base stays frozen in float32; only the low-rank pairs learn. Tensors keep their GGUF names
and layout (rotary pairs interleaved), so that an adapter needs no renaming on the way out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from gguf import GGUFReader, dequantize
from torch import Tensor
from torch.nn import functional

PROJECTIONS = (
    "attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down",
)  # fmt: skip


@dataclass(frozen=True)
class LoraConfig:
    """The shape of the adapter."""

    rank: int = 16
    alpha: float = 32.0
    first_layer: int = 6
    seed: int = 0


@dataclass(frozen=True)
class Span:
    """One screen's stretch of a packed batch, with the mask of who sees whom inside it."""

    begin: int
    end: int
    mask: Tensor


class AdaptedLlama:
    """A frozen Llama base with trainable low-rank pairs."""

    def __init__(self, base: Path, config: LoraConfig, device: str = "cpu") -> None:
        """Read the base's weights and attach fresh pairs, whose product is zero."""
        reader = GGUFReader(base)
        fields = reader.fields
        self.config = config
        self.device = device
        self.layers = int(fields["llama.block_count"].contents())
        self.width = int(fields["llama.embedding_length"].contents())
        self.heads = int(fields["llama.attention.head_count"].contents())
        self.shared_heads = int(fields["llama.attention.head_count_kv"].contents())
        self.epsilon = float(fields["llama.attention.layer_norm_rms_epsilon"].contents())
        self.scale = config.alpha / config.rank
        self.weights = {
            tensor.name: torch.from_numpy(np.array(dequantize(tensor.data, tensor.tensor_type), dtype=np.float32)).to(
                device
            )
            for tensor in reader.tensors
        }
        self.head_width = self.width // self.heads
        rotary_base = float(fields["llama.rope.freq_base"].contents())
        steps = torch.arange(0, self.head_width, 2, device=device).float()
        self.frequencies = 1.0 / (rotary_base ** (steps / self.head_width))
        self.pairs = self._fresh_pairs()

    def _fresh_pairs(self) -> dict[str, tuple[Tensor, Tensor]]:
        random = torch.Generator().manual_seed(self.config.seed)
        pairs = {}
        for layer in range(self.config.first_layer, self.layers):
            for projection in PROJECTIONS:
                name = f"blk.{layer}.{projection}.weight"
                rows, columns = self.weights[name].shape
                down = torch.randn(self.config.rank, columns, generator=random)
                down = (down / math.sqrt(columns)).to(self.device).requires_grad_()
                up = torch.zeros(rows, self.config.rank, device=self.device, requires_grad=True)
                pairs[name] = (down, up)
        return pairs

    def parameters(self) -> list[Tensor]:
        """Return everything that learns."""
        return [tensor for pair in self.pairs.values() for tensor in pair]

    def state(self) -> dict[str, tuple[Tensor, Tensor]]:
        """Return a copy of the pairs, detached and on the CPU."""
        return {
            name: (down.detach().cpu().clone(), up.detach().cpu().clone()) for name, (down, up) in self.pairs.items()
        }

    def load_state(self, state: dict[str, tuple[Tensor, Tensor]]) -> None:
        """Put saved pairs in place of the present ones."""
        for name, saved in state.items():
            for mine, theirs in zip(self.pairs[name], saved, strict=True):
                mine.data.copy_(theirs)

    def _project(self, values: Tensor, name: str) -> Tensor:
        result = functional.linear(values, self.weights[name])
        pair = self.pairs.get(name)
        if pair is None:
            return result
        low = functional.linear(values, pair[0]) * self.scale
        return torch.addmm(result.view(-1, result.shape[-1]), low.view(-1, low.shape[-1]), pair[1].T).view_as(result)

    def _norm(self, values: Tensor, name: str) -> Tensor:
        return functional.rms_norm(values, (self.width,), self.weights[name], self.epsilon)

    @staticmethod
    def _rotate(values: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
        even, odd = values[..., 0::2], values[..., 1::2]
        turned = (even * cosine - odd * sine, even * sine + odd * cosine)
        return torch.stack(turned, -1).flatten(-2)

    def _attend(self, values: Tensor, prefix: str, cosine: Tensor, sine: Tensor, spans: Sequence[Span]) -> Tensor:
        length = values.shape[0]
        query, key, value = (
            self._project(values, f"{prefix}attn_{part}.weight").view(length, -1, self.head_width).transpose(0, 1)
            for part in "qkv"
        )
        query, key = self._rotate(query, cosine, sine), self._rotate(key, cosine, sine)
        repeats = self.heads // self.shared_heads
        key, value = key.repeat_interleave(repeats, 0), value.repeat_interleave(repeats, 0)
        parts = [
            functional.scaled_dot_product_attention(
                query[None, :, span.begin : span.end],
                key[None, :, span.begin : span.end],
                value[None, :, span.begin : span.end],
                attn_mask=span.mask,
            )[0]
            for span in spans
        ]
        joined = torch.cat(parts, 1).transpose(0, 1).reshape(length, self.width)
        return self._project(joined, f"{prefix}attn_output.weight")

    def hidden(self, ids: Tensor, positions: Tensor, spans: Sequence[Span]) -> Tensor:
        """Return the last layer's normed states of a packed batch."""
        values = self.weights["token_embd.weight"][ids]
        angles = positions.float()[:, None] * self.frequencies
        cosine, sine = angles.cos(), angles.sin()
        for layer in range(self.layers):
            prefix = f"blk.{layer}."
            normed = self._norm(values, f"{prefix}attn_norm.weight")
            values = values + self._attend(normed, prefix, cosine, sine, spans)
            normed = self._norm(values, f"{prefix}ffn_norm.weight")
            gate = functional.silu(self._project(normed, f"{prefix}ffn_gate.weight"))
            gate = gate * self._project(normed, f"{prefix}ffn_up.weight")
            values = values + self._project(gate, f"{prefix}ffn_down.weight")
        return self._norm(values, "output_norm.weight")

    def logits(self, states: Tensor) -> Tensor:
        """Return the scores of the next token; the base ties its output to its embedding."""
        return functional.linear(states, self.weights["token_embd.weight"])
