"""An adapter is told from one for another model, and from what is none, before anything is loaded."""

import json
import struct

import pytest

from deskhand.core.errors import ModelFileError
from deskhand.models.fetch import digest
from deskhand.models.gguf_header import check_adapter, read_header
from deskhand.models.requantise import checked_faster, faster


def gguf(path, metadata, shapes):
    """A GGUF file without weights."""

    def text(value):
        return struct.pack("<Q", len(value)) + value.encode()

    head = b"GGUF" + struct.pack("<IQQ", 3, len(shapes), len(metadata))
    for key, value in metadata.items():
        head += text(key)
        if isinstance(value, str):
            head += struct.pack("<I", 8) + text(value)
        elif isinstance(value, list):
            head += struct.pack("<IIQ", 9, 4, len(value)) + struct.pack(f"<{len(value)}I", *value)
        else:
            head += struct.pack("<If", 6, value)
    for name, dimensions in shapes.items():
        head += text(name) + struct.pack("<I", len(dimensions)) + struct.pack(f"<{len(dimensions)}Q", *dimensions)
        head += struct.pack("<IQ", 1, 0)
    path.write_bytes(head)
    return path


@pytest.fixture
def base(tmp_path):
    return gguf(
        tmp_path / "base.gguf",
        {"general.architecture": "llama", "numbers": [1, 2]},
        {"blk.0.attn_q.weight": (64, 48), "blk.0.ffn_up.weight": (64, 128)},
    )


def adapter(path, rows, columns, kind="lora"):
    pairs = {"blk.0.attn_q.weight.lora_a": (columns, 4), "blk.0.attn_q.weight.lora_b": (4, rows)}
    return gguf(path, {"general.type": "adapter", "adapter.type": kind, "adapter.lora.alpha": 8.0}, pairs)


def test_the_head_is_read(base):
    header = read_header(base)
    assert header.metadata == {"general.architecture": "llama", "numbers": [1, 2]}
    assert header.shapes["blk.0.attn_q.weight"] == (64, 48)


def test_an_adapter_of_this_base_fits(base, tmp_path):
    check_adapter(base, adapter(tmp_path / "a.gguf", 48, 64))


@pytest.mark.parametrize(("rows", "columns"), [(48, 96), (96, 64)])
def test_an_adapter_for_another_base_is_refused(base, tmp_path, rows, columns):
    with pytest.raises(ModelFileError, match=r"a\.gguf was trained for another model than base\.gguf"):
        check_adapter(base, adapter(tmp_path / "a.gguf", rows, columns))


def test_a_model_is_no_adapter(base, tmp_path):
    with pytest.raises(ModelFileError, match="no LoRA adapter"):
        check_adapter(base, base)


@pytest.mark.parametrize("content", [b"", b"GGUF", b"GGUF\x03\x00\x00\x00", b"PK\x03\x04 something else entirely"])
def test_what_is_no_gguf_file_is_named(tmp_path, content):
    (tmp_path / "x.gguf").write_bytes(content)
    with pytest.raises(ModelFileError, match=r"x\.gguf is no GGUF file, or is damaged"):
        read_header(tmp_path / "x.gguf")


def test_a_truncated_adapter_is_found_out(base, tmp_path):
    whole = adapter(tmp_path / "a.gguf", 48, 64)
    whole.write_bytes(whole.read_bytes()[:-20])
    with pytest.raises(ModelFileError, match="damaged"):
        check_adapter(base, whole)


def test_a_faster_copy_is_used_only_if_it_was_made_of_these_weights(tmp_path):
    weights = tmp_path / "Model.Q4_1.gguf"
    weights.write_bytes(b"weights")
    copy = faster(weights)
    with pytest.raises(ModelFileError, match="missing or damaged; run `deskhand models fetch`"):
        checked_faster(weights)
    copy.write_bytes(b"copy")
    told = {"source": digest(weights), "copy": digest(copy), "source_seen": "", "copy_seen": ""}
    copy.with_suffix(".gguf.made").write_text(json.dumps(told))
    assert checked_faster(weights) == copy
    assert json.loads(copy.with_suffix(".gguf.made").read_text())["copy_seen"]
    copy.write_bytes(b"other")
    with pytest.raises(ModelFileError, match="damaged"):
        checked_faster(weights)
