"""The network: four convolutions and two dense layers, about 1.4 million multiplications an icon."""

from __future__ import annotations

from torch import nn

CHANNELS = (16, 32, 64)
HIDDEN = 96


def network(outputs: int) -> nn.Sequential:
    """An untrained network for `outputs` labels; its input is `(n, 2, 32, 32)`, its output logits.

    Plain convolutions in multiples of 16 channels: measured fastest on ONNX Runtime at this size. Batch
    normalisation melts into the convolutions on export.
    """
    a, b, c = CHANNELS
    return nn.Sequential(
        *_block(2, a, 2),
        *_block(a, b, 2),
        *_block(b, b, 1),
        *_block(b, c, 2),
        nn.Flatten(),
        nn.Dropout(0.1),
        nn.Linear(c * 16, HIDDEN),
        nn.BatchNorm1d(HIDDEN),
        nn.ReLU(),
        nn.Dropout(0.1),
        nn.Linear(HIDDEN, outputs),
    )


def _block(into: int, out: int, stride: int) -> tuple[nn.Module, ...]:
    return nn.Conv2d(into, out, 3, stride, 1, bias=False), nn.BatchNorm2d(out), nn.ReLU()
