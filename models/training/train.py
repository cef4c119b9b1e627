"""Training of the adapter: `python -m training.train --base FILE --minutes 60 --out DIR`.

The run stops by the clock, keeps a checkpoint and an exported adapter every few minutes, and
goes on where it stopped with `--resume`. A GPU is used where there is one.
"""

from __future__ import annotations

import argparse
import csv
import math
import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional

from .cases import set_aside_goals
from .curve import draw_curve
from .export import export_adapter
from .llama import AdaptedLlama, LoraConfig
from .packing import BATCH_TOKENS, Batch, batches, lessons

WARM_STEPS = 40
LEAST_RATE = 0.02
SAVE_EVERY = 150.0
REPORT_EVERY = {"cuda": 50, "cpu": 5}
CLIP = 1.0
LONGEST_STEP = 60.0


@dataclass
class Progress:
    """How far a run has come; `used` is its training time in seconds, `seed` that of the data to come."""

    step: int = 0
    used: float = 0.0
    tokens: int = 0
    decisions: int = 0
    loss: float = 0.0
    seed: int = 1
    rows: list[list[float]] = field(default_factory=list)


class Trainer:
    """One run: model, optimizer, data and progress."""

    def __init__(self, options: argparse.Namespace) -> None:
        """Set everything up; nothing is read from an earlier run yet."""
        self.options = options
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        torch.manual_seed(options.seed)
        self.model = AdaptedLlama(options.base, LoraConfig(seed=options.seed), self.device)
        self.optimizer = torch.optim.AdamW(
            self.model.parameters(), lr=options.rate, betas=(0.9, 0.98), weight_decay=0.0
        )
        self.progress = Progress(seed=options.seed)
        self.budget = options.minutes * 60.0

    @property
    def checkpoint(self) -> Path:
        """Return where the run's state is kept."""
        return Path(self.options.out) / "checkpoint.pt"

    def save(self) -> None:
        """Write the checkpoint, the adapter and the learning curve."""
        if not self.options.no_checkpoint:
            state = {
                "pairs": self.model.state(),
                "optimizer": self.optimizer.state_dict(),
                "torch_random": torch.get_rng_state(),
                "progress": vars(self.progress),
            }
            partial = self.checkpoint.with_suffix(".partial")
            torch.save(state, partial)
            partial.replace(self.checkpoint)
        export_adapter(self.model, self.options.out / "deskhand-action-lora.gguf")
        with (self.options.out / "curve.csv").open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["step", "seconds", "decisions", "loss", "tokens_per_second"])
            writer.writerows(self.progress.rows)

    def resume(self) -> None:
        """Go back to the last checkpoint; it is the run's own file, so it may be unpickled.

        The data goes on with another seed, so that nothing is learnt twice.
        """
        state: dict[str, Any] = torch.load(self.checkpoint, weights_only=False)
        self.model.load_state(state["pairs"])
        self.optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["torch_random"])
        self.progress = Progress(**state["progress"])
        self.progress.seed += 1

    def _set_rate(self) -> None:
        done = min(1.0, self.progress.used / self.budget)
        cosine = LEAST_RATE + (1 - LEAST_RATE) * 0.5 * (1 + math.cos(math.pi * done))
        warm = min(1.0, (self.progress.step + 1) / WARM_STEPS)
        for group in self.optimizer.param_groups:
            group["lr"] = self.options.rate * warm * cosine

    def step(self, batch: Batch) -> torch.Tensor:
        """Learn from one batch; return its loss, still on the device."""
        self._set_rate()
        ids = batch.ids.to(self.device, non_blocking=True)
        targets = batch.targets.flatten().to(self.device, non_blocking=True)
        states = self.model.hidden(ids)
        answered = targets >= 0
        loss = functional.cross_entropy(self.model.logits(states[answered]), targets[answered])
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), CLIP)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        return loss.detach()

    def _count(self, batch: Batch, seconds: float) -> None:
        self.progress.step += 1
        self.progress.tokens += batch.ids.numel()
        self.progress.decisions += batch.decisions
        self.progress.used += min(seconds, LONGEST_STEP)

    def report(self) -> None:
        """Print a line and keep a row for the learning curve."""
        now = self.progress
        speed = now.tokens / max(now.used, 1e-9)
        left = max(0.0, self.budget - now.used) / 60
        print(
            f"step {now.step}  loss {now.loss:.4f}  {speed:.0f} tok/s  {now.decisions} decisions  {left:.1f} min left",
            flush=True,
        )
        now.rows.append([now.step, round(now.used, 1), now.decisions, round(now.loss, 4), round(speed)])

    def run(self) -> None:
        """Train until the time is used up, saving on the way and at the end."""
        source = lessons(self.options.base, self.progress.seed, set_aside_goals(), self.options.workers)
        every, losses = REPORT_EVERY[self.device], []
        pause = self.options.pause_after * 60.0
        begun = saved = time.monotonic()
        for batch in batches(source, BATCH_TOKENS[self.device]):
            losses.append(self.step(batch))
            self._count(batch, time.monotonic() - begun)
            begun = time.monotonic()
            if self.progress.step % every == 0:
                self.progress.loss = float(torch.stack(losses).mean())
                losses.clear()
                self.report()
            if time.monotonic() - saved >= SAVE_EVERY:
                self.save()
                saved = time.monotonic()
            if self.progress.used >= min(self.budget, pause):
                break
        self.report()
        self.save()
        draw_curve(self.progress.rows, self.options.out / "curve.png")


def parse_options(arguments: list[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Train the action adapter.")
    parser.add_argument("--base", type=Path, required=True, help="GGUF file of the base model")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run")
    parser.add_argument("--minutes", type=float, default=60.0, help="training time")
    parser.add_argument("--rate", type=float, default=1e-3, help="highest learning rate")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=max(1, (os.cpu_count() or 2) // 2))
    parser.add_argument("--workers", type=int, default=0, help="processes that make examples; 0: this one")
    parser.add_argument("--resume", action="store_true", help="go on from the checkpoint")
    parser.add_argument("--pause-after", type=float, default=math.inf, help="minutes of the training time to stop at")
    parser.add_argument("--no-checkpoint", action="store_true", help="keep only the adapter and the curve")
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> None:
    """Run the command."""
    options = parse_options(arguments)
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    trainer = Trainer(options)
    if options.resume:
        trainer.resume()
    trainer.run()


if __name__ == "__main__":
    main()
