"""The house rules that can be counted (CONTRIBUTING.md): how long a function, how deep a nest, how long a file."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import standoff

SOURCE = Path(standoff.__file__).parent
FILES = sorted(SOURCE.rglob("*.py"))
FUNCTION, NEST, FILE = 40, 3, 400  # lines, levels, lines
# What may be longer, and why.
LONG_FILES = {
    "model.py": "every value of a page, in flow order: read in one go",
    "ledger_model.py": "every value of the ledger, in flow order: read in one go",
}
# Not mended yet; nothing is to be added here.
LONG_FUNCTIONS = frozenset({"mention/entity_nouns.py read_nominal", "mention/time_words.py _words"})
DEEP = frozenset(
    {
        "mention/place_choice.py _spoken", "record/arguments.py _holders", "record/arguments.py _sides",
        "record/bonds.py _marker", "record/conditions.py _deadline",
        "record/positions.py _reason", "record/statement_documents.py _issuer_before",
    }
)  # fmt: skip
BLOCKS = (ast.For, ast.While, ast.If, ast.With, ast.Try)


def name_of(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text("utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def depth(node: ast.AST) -> int:
    """How many blocks stand inside each other below a node; "elif" is no deeper than "if"."""
    deepest = 0
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            is_elif = isinstance(node, ast.If) and isinstance(child, ast.If) and node.orelse == [child]
            deepest = max(deepest, depth(child) + (isinstance(child, BLOCKS) and not is_elif))
    return deepest


@pytest.mark.parametrize(
    ("source", "levels"), [("pass", 0), ("if a:\n b\nelif c:\n d", 1), ("for a in b:\n if a: c", 2)]
)
def test_depth(source: str, levels: int) -> None:
    assert depth(ast.parse(source)) == levels


def test_files_are_small_enough_to_see() -> None:
    lengths = {name_of(path): path.read_text("utf-8").count("\n") for path in FILES}
    assert {name for name, lines in lengths.items() if lines > FILE} - LONG_FILES.keys() == set()


def test_functions_are_small_enough_to_see() -> None:
    found = ((f"{name_of(path)} {f.name}", f) for path in FILES for f in functions(path))
    assert {name for name, f in found if (f.end_lineno or 0) - f.lineno >= FUNCTION} - LONG_FUNCTIONS == set()


def test_functions_are_not_deep() -> None:
    found = ((f"{name_of(path)} {f.name}", f) for path in FILES for f in functions(path))
    assert {name for name, f in found if depth(f) > NEST} - DEEP == set()
