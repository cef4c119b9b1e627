"""The run: `python -m training.icons.train --drawings F --out RUN`, from the folder `models`.

Composes the samples once (kept in RUN), trains, chooses the thresholds on the families kept for tuning, and writes
`deskhand-icons.onnx`. About eight minutes of one core.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import cv2
import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from torch import nn

from .drawings import Drawings, load
from .names import names
from .network import network
from .samples import Batch, Composer
from .thresholds import thresholds

BATCH = 256
RATE = 4e-3
SMOOTHING = 0.05
OPSET = 17
FILE = "deskhand-icons.onnx"


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drawings", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--samples", type=int, default=140_000)
    parser.add_argument("--epochs", type=int, default=8)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    drawings = load(asked.drawings)
    model = network(len(names().classes) + 1)
    fit(model, composed(drawings, asked.out / "samples.npz", asked.samples), asked.epochs)
    model.eval()
    tuning = Composer(drawings, "tune", 2)
    chances, labels = [], []
    for batch in (tuning.examination(2), tuning.clutter(6000)):
        chances.append(predicted(model, batch.planes))
        labels.append(batch.labels)
    chosen = thresholds(np.concatenate(chances), np.concatenate(labels), len(names().classes))
    export(model, chosen, asked.out / FILE)


def composed(drawings: Drawings, kept: Path, count: int) -> Batch:
    """The samples, from the last run if it left as many."""
    if kept.exists():
        found = np.load(kept)
        if len(found["labels"]) == count:
            return Batch(found["planes"], found["labels"], found["families"])
    made = Composer(drawings, "train", 1).mixed(count)
    np.savez(kept, planes=made.planes, labels=made.labels, families=made.families)
    return made


def fit(model: nn.Module, batch: Batch, epochs: int) -> None:
    """Train with AdamW under a one-cycle rate; every epoch sees each sample a little shifted and fainter."""
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.02)
    steps = len(batch.labels) // BATCH
    rates = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps * epochs, pct_start=0.15)
    measure = nn.CrossEntropyLoss(label_smoothing=SMOOTHING)
    labels = torch.from_numpy(batch.labels.astype(np.int64))
    for epoch in range(epochs):
        model.train()
        order, total, began = torch.randperm(len(labels)), 0.0, time.process_time()
        for step in range(steps):
            rows = order[step * BATCH : (step + 1) * BATCH]
            planes = torch.from_numpy(batch.planes[rows.numpy()]).float() / 127
            down, right = (int(n) for n in torch.randint(-1, 2, (2,)))
            planes = torch.roll(planes, (down, right), (2, 3)) * (0.85 + 0.3 * torch.rand(len(rows), 1, 1, 1))
            planes = planes + 0.02 * torch.randn_like(planes)
            loss = measure(model(planes), labels[rows])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            rates.step()
            total += float(loss.detach())
        print(f"epoch {epoch + 1}: loss {total / steps:.4f}, {time.process_time() - began:.0f} s", flush=True)


def predicted(model: nn.Module, planes: NDArray[np.int8]) -> NDArray[np.float32]:
    """Chances of every label for every sample."""
    rows = []
    with torch.no_grad():
        for start in range(0, len(planes), 1024):
            part = torch.from_numpy(planes[start : start + 1024]).float() / 127
            rows.append(torch.softmax(model(part), 1).numpy())
    return np.concatenate(rows)


def export(model: nn.Module, chosen: NDArray[np.float64], path: Path) -> None:
    """Write the network with its labels in the metadata."""
    whole = nn.Sequential(model, nn.Softmax(1)).eval()
    torch.onnx.export(
        whole,
        (torch.zeros(2, 2, 32, 32),),
        str(path),
        input_names=["planes"],
        output_names=["chances"],
        dynamic_axes={"planes": {0: "icons"}, "chances": {0: "icons"}},
        opset_version=OPSET,
        dynamo=False,
    )
    known = names()
    rows = [
        {"name": name, "also": known.also[name], "threshold": round(float(least), 3)}
        for name, least in zip(known.classes, chosen, strict=True)
    ]
    written = onnx.load(path)
    onnx.helper.set_model_props(written, {"labels": json.dumps([*rows, {"name": "", "also": [], "threshold": 0.0}])})
    onnx.save(written, path)
    print(f"{path}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
