"""Which files a path means; a page that fails is set aside and the others are read."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from standoff import batch
from standoff.batch import Failure, Read, find_pages, read_batch, read_one
from standoff.model import Given


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.html", "a.txt", "sub/c.HTM", "notes.pdf", ".hidden/d.html", ".e.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words")
    (tmp_path / "empty").mkdir()
    return tmp_path


def names(found: list[str], folder: Path) -> list[str]:
    return [str(Path(name).relative_to(folder)) for name in found]


def test_folders_patterns_and_files_each_once(folder: Path) -> None:
    found, failures = find_pages([str(folder), str(folder / "*.html"), str(folder / "a.txt")])
    assert names(found, folder) == ["a.txt", "b.html", "sub/c.HTM"] and not failures


def test_what_leads_to_no_page_is_told(folder: Path) -> None:
    found, failures = find_pages([str(folder / "empty"), str(folder / "*.xml"), "https://example.org/x", "-"])
    assert found == ["https://example.org/x", "-"]
    assert [f.why[:22] for f in failures] == ["no pages in this folde", "no file matches"]


def test_an_inner_address_is_never_called() -> None:
    result = read_one("http://127.0.0.1:9/story.html", Given())
    assert isinstance(result, Failure) and "inner network" in result.why


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02\x03" * 4000, "binary"),
        (b"<html><body><nav>Home</nav></body></html>", ""),
        (
            "Der Präsident sagte am Dienstag, dass die Gespräche nicht beginnen, bevor der Beschuss endet. ".encode()
            * 9,
            "English",
        ),
    ],
)
def test_bad_pages_are_told_in_one_line(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(content)
    result = read_one(str(path), Given())
    assert isinstance(result, Failure) and why in result.why and "\n" not in str(result) and str(path) in str(result)


def test_missing_and_huge_files_are_told(tmp_path: Path) -> None:
    huge = tmp_path / "huge.html"
    with huge.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    for path, why in (
        (tmp_path / "none.html", "no such file"),
        (huge, "too large: 50 MB"),
        (tmp_path, "is a directory"),
    ):
        result = read_one(str(path), Given())
        assert isinstance(result, Failure) and why in result.why


def test_an_unforeseen_fault_is_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("in\na rule")

    monkeypatch.setattr(batch, "page_of", fail)
    assert str(read_one("x.html", Given())) == "x.html: a fault in standoff (ZeroDivisionError: in a rule)"


def deadly(name: str, _given: Given) -> Read | Failure:
    """A reader that dies on one page, as a library that crashes would."""
    if name == "deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    return Failure(name, "told")


def test_a_process_that_dies_takes_only_its_own_page_along() -> None:
    pages = ["a", "b", "deadly", "c", "d", "e"]
    results = list(read_batch(pages, Given(), jobs=2, reader=deadly))
    assert [r.name for r in results] == pages
    assert ["died" in r.why for r in results if isinstance(r, Failure)] == [n == "deadly" for n in pages]
