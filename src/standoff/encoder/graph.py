"""The ONNX file: its inputs and outputs by name, and the checks before it is run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import onnxruntime as _onnxruntime

from standoff.errors import EncoderError

_runtime: Any = _onnxruntime  # it has no types

MODEL_FILE = "encoder.onnx"
INPUTS = ("ids", "mask", "shapes", "first", "words")
OUTPUTS = (
    "upos",
    "feats",
    "lemma",
    "etypes",
    "arcs",
    "heads",
    "deprels",
    "names",
    "factuality",
    "predicates",
    "predicate_scores",
    "roles",
    "role_scores",
    "vector",
)
TOP_HEADS = 3  # heads per word that the graph labels; trees rarely need a fourth
_DOMAINS = frozenset(("", "ai.onnx", "com.microsoft"))  # standard and built into onnxruntime

# Field numbers of onnx.proto, for the walk below.
_MODEL_GRAPH, _MODEL_OPSET, _MODEL_FUNCTIONS = 7, 8, 25
_GRAPH_NODE, _GRAPH_INITIALIZER, _GRAPH_SPARSE = 1, 5, 15
_NODE_ATTRIBUTE, _NODE_DOMAIN = 5, 7
_ATTRIBUTE_TENSOR, _ATTRIBUTE_GRAPH, _ATTRIBUTE_TENSORS, _ATTRIBUTE_GRAPHS = 5, 6, 10, 11
_TENSOR_EXTERNAL, _TENSOR_LOCATION = 13, 14


def read_model(folder: Path) -> tuple[bytes, dict[str, Any]]:
    """The bytes of the model in `folder` and its card, after all checks.

    Raises `EncoderError` if a file is missing or has another sha256 than `MODEL.json` says, or if the model keeps
    data in other files or has operators that onnxruntime does not bring.
    """
    try:
        card: dict[str, Any] = json.loads((folder / "MODEL.json").read_text(encoding="utf-8"))
        files = {name: (folder / name).read_bytes() for name in card["files"]}
        for name, data in files.items():
            if hashlib.sha256(data).hexdigest() != card["files"][name]:
                raise EncoderError(f"{folder / name}: not the file that MODEL.json names (sha256)")
        model = files[MODEL_FILE]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EncoderError(f"{folder}: the model cannot be read ({error})") from error
    check_graph(memoryview(model))
    return model, card


def open_session(data: bytes, *, threads: int) -> Any:
    """A session on the CPU with `threads` threads."""
    options = _runtime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return _runtime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise EncoderError(f"onnxruntime refuses the model: {error}") from error


def check_graph(data: memoryview) -> None:
    """Raises `EncoderError` on external data, functions, or operators from elsewhere."""
    for number, value in _fields(data):
        if number == _MODEL_FUNCTIONS:
            raise EncoderError("the model brings functions of its own")
        if number == _MODEL_OPSET and isinstance(value, memoryview):
            _check_domain(dict(_fields(value)).get(1, b""))
        if number == _MODEL_GRAPH and isinstance(value, memoryview):
            _check_part(value)


def _check_domain(domain: memoryview | bytes | int) -> None:
    name = "" if isinstance(domain, int) else bytes(domain).decode("utf-8", "replace")
    if name not in _DOMAINS:
        raise EncoderError(f"the model has operators of the domain {name!r}")


def _check_part(graph: memoryview) -> None:
    for number, value in _fields(graph):
        if not isinstance(value, memoryview):
            continue
        if number == _GRAPH_NODE:
            _check_node(value)
        elif number == _GRAPH_INITIALIZER:
            _check_tensor(value)
        elif number == _GRAPH_SPARSE:
            raise EncoderError("the model has sparse tensors")


def _check_node(node: memoryview) -> None:
    for number, value in _fields(node):
        if number == _NODE_DOMAIN:
            _check_domain(value)
        if number != _NODE_ATTRIBUTE or not isinstance(value, memoryview):
            continue
        for kind, inner in _fields(value):
            if not isinstance(inner, memoryview):
                continue
            if kind in (_ATTRIBUTE_TENSOR, _ATTRIBUTE_TENSORS):
                _check_tensor(inner)
            elif kind in (_ATTRIBUTE_GRAPH, _ATTRIBUTE_GRAPHS):
                _check_part(inner)


def _check_tensor(tensor: memoryview) -> None:
    for number, value in _fields(tensor):
        if number == _TENSOR_EXTERNAL or (number == _TENSOR_LOCATION and value != 0):
            raise EncoderError("the model keeps data in other files")


def _fields(data: memoryview) -> Iterator[tuple[int, memoryview | int]]:
    """Field numbers and values of one protobuf message; messages and strings as views."""
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        kind = key & 7
        if kind == 0:
            value, at = _varint(data, at)
            yield key >> 3, value
            continue
        if kind == 2:
            size, at = _varint(data, at)
        elif kind in (1, 5):
            size = 8 if kind == 1 else 4
        else:
            raise EncoderError("the model is no ONNX file")
        if at + size > len(data):
            raise EncoderError("the model is cut short")
        yield key >> 3, data[at : at + size]
        at += size


def _varint(data: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while at < len(data) and shift < 70:
        byte = data[at]
        value |= (byte & 127) << shift
        at += 1
        if byte < 128:
            return value, at
        shift += 7
    raise EncoderError("the model is cut short")
