"""Training of the adapter: `python -m training.train --base FILE --minutes 60 --out DIR`.

The run stops by the clock, keeps a checkpoint and an exported adapter every few minutes, and
goes on where it stopped with `--resume`.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import math
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional

from .cases import check_no_leak, load_cases
from .curve import draw_curve
from .export import export_adapter
from .generator import Generator
from .llama import AdaptedLlama, LoraConfig
from .packing import Batch, pack
from .tokens import load_tokenizer

WARM_STEPS = 12
LEAST_RATE = 0.03
SAVE_EVERY = 180.0
REPORT_EVERY = 10
CLIP = 1.0
LONGEST_STEP = 60.0


@dataclass
class Progress:
    """How far a run has come; `used` is its training time in seconds."""

    step: int = 0
    used: float = 0.0
    tokens: int = 0
    decisions: int = 0
    loss: float = 0.0
    rows: list[list[float]] = field(default_factory=list)


class Trainer:
    """One run: model, optimizer, data and progress."""

    def __init__(self, options: argparse.Namespace) -> None:
        """Set everything up; nothing is read from an earlier run yet."""
        self.options = options
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        torch.manual_seed(options.seed)
        tokenizer = load_tokenizer(options.base)
        self.encode = lambda text: tokenizer.encode(text, add_special_tokens=False).ids
        self.model = AdaptedLlama(options.base, LoraConfig(seed=options.seed), self.device)
        self.optimizer = torch.optim.AdamW(
            self.model.parameters(), lr=options.rate, betas=(0.9, 0.98), weight_decay=0.0
        )
        self.set_aside = [case.goal for case in load_cases()]
        self.generator = Generator(options.seed, "train", self.set_aside)
        self.progress = Progress()
        self.budget = options.minutes * 60.0

    @property
    def checkpoint(self) -> Path:
        """Return where the run's state is kept."""
        return Path(self.options.out) / "checkpoint.pt"

    def save(self) -> None:
        """Write the checkpoint, the adapter and the learning curve."""
        state = {
            "pairs": self.model.state(),
            "optimizer": self.optimizer.state_dict(),
            "torch_random": torch.get_rng_state(),
            "data_random": self.generator.kit.random.getstate(),
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
        """Go back to the last checkpoint; it is the run's own file, so it may be unpickled."""
        state: dict[str, Any] = torch.load(self.checkpoint, weights_only=False)
        self.model.load_state(state["pairs"])
        self.optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["torch_random"])
        self.generator.kit.random.setstate(state["data_random"])
        self.progress = Progress(**state["progress"])

    def _batch(self) -> Batch:
        examples = list(itertools.islice(self.generator, self.options.screens))
        questions = (question for example in examples for question, _ in example.turns)
        check_no_leak(questions, self.set_aside)
        return pack(self.encode, examples, self.device)

    def _set_rate(self) -> None:
        done = min(1.0, self.progress.used / self.budget)
        cosine = LEAST_RATE + (1 - LEAST_RATE) * 0.5 * (1 + math.cos(math.pi * done))
        warm = min(1.0, (self.progress.step + 1) / WARM_STEPS)
        for group in self.optimizer.param_groups:
            group["lr"] = self.options.rate * warm * cosine

    def step(self) -> None:
        """Learn from one batch."""
        begun, progress = time.monotonic(), self.progress
        batch = self._batch()
        self._set_rate()
        states = self.model.hidden(batch.ids, batch.positions, batch.spans)
        answered = batch.targets >= 0
        logits = self.model.logits(states[answered])
        loss = functional.cross_entropy(logits, batch.targets[answered])
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), CLIP)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        value = loss.item()
        progress.loss = value if progress.step == 0 else 0.95 * progress.loss + 0.05 * value
        progress.step += 1
        progress.tokens += len(batch.ids)
        progress.decisions += batch.decisions
        progress.used += min(time.monotonic() - begun, LONGEST_STEP)

    def report(self) -> None:
        """Print a line and keep a row for the learning curve."""
        now = self.progress
        speed = now.tokens / max(now.used, 1e-9)
        left = max(0.0, self.budget - now.used) / 60
        print(
            f"step {now.step}  loss {now.loss:.3f}  {speed:.0f} tok/s  {now.decisions} decisions  {left:.1f} min left",
            flush=True,
        )
        now.rows.append([now.step, round(now.used, 1), now.decisions, round(now.loss, 4), round(speed)])

    def run(self) -> None:
        """Train until the time is used up, saving on the way and at the end."""
        saved = time.monotonic()
        while self.progress.used < self.budget:
            self.step()
            if self.progress.step % REPORT_EVERY == 0:
                self.report()
            if time.monotonic() - saved >= SAVE_EVERY:
                self.save()
                saved = time.monotonic()
        self.report()
        self.save()
        draw_curve(self.progress.rows, self.options.out / "curve.png")
        print(f"set aside by the leak check: {self.generator.excluded}")


def parse_options(arguments: list[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Train the action adapter.")
    parser.add_argument("--base", type=Path, required=True, help="GGUF file of the base model")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run")
    parser.add_argument("--minutes", type=float, default=60.0, help="training time")
    parser.add_argument("--screens", type=int, default=4, help="screens in a batch")
    parser.add_argument("--rate", type=float, default=1e-3, help="highest learning rate")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--resume", action="store_true", help="go on from the checkpoint")
    parser.add_argument("--smoke", action="store_true", help="a few steps only, to see that it runs")
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> None:
    """Run the command."""
    options = parse_options(arguments)
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    if options.smoke:
        options.minutes, options.screens = 0.2, 1
    trainer = Trainer(options)
    if options.resume:
        trainer.resume()
    trainer.run()


if __name__ == "__main__":
    main()
