"""The files of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from standoff.serve.app import Settings, make_app
from tests.serve.conftest import BASE, fetch, read


@pytest.fixture(scope="module")
def page(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("page") / "static"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>page</title>")
    (folder / "assets" / "main-1a2b.js").write_text("export const a = 1;\n" * 100)
    (folder.parent / "secret.txt").write_text("secret")
    app = make_app(Settings(written, static=folder), reader=read, fetcher=fetch)
    yield TestClient(app, base_url=BASE)
    app.state.parts.queue.close()


@pytest.mark.parametrize("path", ["/", "/events", "/story/abc?q=x", "/event/e-1"])
def test_its_own_routes_are_the_page(page: TestClient, path: str) -> None:
    answer = page.get(path)
    assert answer.status_code == 200 and "<title>page</title>" in answer.text
    assert answer.headers["cache-control"] == "no-cache"


def test_built_files_are_kept_by_the_browser_and_sent_packed(page: TestClient) -> None:
    answer = page.get("/assets/main-1a2b.js")
    assert answer.text.startswith("export") and answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "immutable" in answer.headers["cache-control"]
    plain = page.get("/assets/main-1a2b.js", headers={"Accept-Encoding": "identity"})
    assert plain.text == answer.text and "content-encoding" not in plain.headers


@pytest.mark.parametrize("path", ["/assets/none.js", "/favicon.ico", "/api/none", "/api", "/secret.txt"])
def test_what_is_not_there_is_not_the_page(page: TestClient, path: str) -> None:
    assert page.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/..%2fsecret.txt", "/assets/..%2f..%2fsecret.txt", "/%2e%2e/secret.txt", "/..%5csecret.txt",
     "//secret.txt", "/%00"],
)  # fmt: skip
def test_no_path_leads_out_of_the_folder(page: TestClient, path: str) -> None:
    assert "secret" not in page.get(path).text.removeprefix('{"error":"not_there","detail":"no file').partition("}")[2]


def test_a_page_that_is_not_built_says_how(make: Callable[..., FastAPI], tmp_path: Path) -> None:
    client = TestClient(make(static=tmp_path / "none"), base_url=BASE)
    assert "npm run build" in client.get("/").text
    assert client.get("/api/state").status_code == 200
