import json
import shutil
from pathlib import Path

import pytest

from standoff.encoder import Encoder
from standoff.encoder.encoder import DATA
from standoff.encoder.graph import check_graph
from standoff.errors import EncoderError, StandoffError


def field(number: int, payload: bytes | int) -> bytes:
    """One protobuf field: a number or a message of fewer than 128 bytes."""
    if isinstance(payload, int):
        return bytes([number << 3, payload])
    key = number << 3 | 2
    tag = bytes([key]) if key < 128 else bytes([key & 127 | 128, key >> 7])
    return tag + bytes([len(payload)]) + payload


def model(graph: bytes, *, domain: bytes = b"") -> memoryview:
    return memoryview(field(8, field(1, domain)) + field(7, graph))


def test_a_plain_graph_passes() -> None:
    tensor = field(8, b"weights") + field(9, b"1234")
    check_graph(model(field(5, tensor) + field(1, field(4, b"MatMul")), domain=b"com.microsoft"))


def test_external_data_is_refused() -> None:
    tensor = field(8, b"weights") + field(13, field(1, b"location") + field(2, b"../../etc/passwd")) + field(14, 1)
    with pytest.raises(EncoderError, match="other files"):
        check_graph(model(field(5, tensor)))


def test_external_data_inside_an_attribute_is_refused() -> None:
    attribute = field(1, b"value") + field(5, field(14, 1))
    with pytest.raises(EncoderError, match="other files"):
        check_graph(model(field(1, field(5, attribute))))


def test_external_data_inside_a_subgraph_is_refused() -> None:
    branch = field(5, field(14, 1))
    with pytest.raises(EncoderError, match="other files"):
        check_graph(model(field(1, field(5, field(6, branch)))))


@pytest.mark.parametrize("part", ["opset", "node"])
def test_custom_operators_are_refused(part: str) -> None:
    bad = model(b"", domain=b"evil") if part == "opset" else model(field(1, field(4, b"Run") + field(7, b"evil")))
    with pytest.raises(EncoderError, match="evil"):
        check_graph(bad)


def test_functions_are_refused() -> None:
    with pytest.raises(EncoderError, match="functions"):
        check_graph(memoryview(b"\xca\x01\x00"))


@pytest.mark.parametrize("data", [b"\x3a\x7f", b"\x3a", b"\xff" * 12, b"\x3b"])
def test_broken_files_are_refused(data: bytes) -> None:
    with pytest.raises(EncoderError):
        check_graph(memoryview(data))


@pytest.mark.parametrize("name", ["encoder.onnx", "labels.json", "lemmas.tsv", "tokenizer.json"])
def test_a_changed_byte_is_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(data)
    with pytest.raises(EncoderError, match=f"{name}.*sha256"):
        Encoder(folder)


def test_a_missing_model_is_a_standoff_error(tmp_path: Path) -> None:
    (tmp_path / "MODEL.json").write_text(json.dumps({"version": "x", "files": {"encoder.onnx": "0"}}))
    with pytest.raises(StandoffError):
        Encoder(tmp_path)


def test_what_is_shipped_passes_its_own_checks() -> None:
    check_graph(memoryview((DATA / "encoder.onnx").read_bytes()))
    card = json.loads((DATA / "MODEL.json").read_text(encoding="utf-8"))
    assert card["licence"] == "CC-BY-SA-4.0"
