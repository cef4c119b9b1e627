"""Writing of the adapter as a GGUF file that llama.cpp loads beside the untouched base."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from gguf import GGUFWriter

from .llama import AdaptedLlama


def export_adapter(model: AdaptedLlama, path: Path) -> None:
    """Write the low-rank pairs in half precision; the file appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    writer = GGUFWriter(str(partial), "llama")
    writer.add_type("adapter")
    writer.add_string("general.name", "Deskhand action adapter")
    writer.add_string("general.license", "mit")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", float(model.config.alpha))
    for name, (down, up) in model.state().items():
        writer.add_tensor(f"{name}.lora_a", down.numpy().astype(np.float16))
        writer.add_tensor(f"{name}.lora_b", up.numpy().astype(np.float16))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    partial.replace(path)
