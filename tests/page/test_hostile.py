"""Pages that attack the reader: each ends within 3 s of CPU time, with a page or a `ReadError`."""

import contextlib
import time
from collections.abc import Callable

import pytest

from standoff.errors import ReadError
from standoff.page import read_bytes
from standoff.story import find_story

SENTENCE = "The army said on Tuesday that it had taken the town after a week of heavy fighting. "
HOSTILE: dict[str, Callable[[], str]] = {
    "nested": lambda: "<html><body>" + "<div>" * 60_000 + SENTENCE + "</div>" * 60_000,
    "unclosed": lambda: f"<html><body><p>{SENTENCE}</p>" + "<b>x" * 60_000,
    "attributes": lambda: "<html><p " + " ".join(f"a{n}=1" for n in range(1_000_000)) + ">hi</p>",
    "quoted": lambda: "<html><p " + " ".join(f"a{n}='>'" for n in range(300_000)) + ">hi</p>",
    "open tags": lambda: "<html><body>" + "<a " * 2_000_000,
    "open quotes": lambda: "<html><body>" + "<a='" * 1_000_001,
    "comments": lambda: "<html><body>" + "<!--" * 1_000_000,
    "breaks": lambda: "<html><body>" + "<br>x" * 500_000,
    "huge attribute": lambda: f"<html><body><p title='{'x' * 10_000_000}'>{SENTENCE}</p>",
    "digits": lambda: "1-" * 500_000,
    "hyphens": lambda: "-" * 1_000_000 + "a",
    "spaces": lambda: "The army said" + " " * 1_000_000 + "that",
    "brackets": lambda: "KYIV (" * 150_000,
    "inline": lambda: "<html><body><p>" + "The army <b>said</b> on " * 60_000 + "</p>",
    "stamps": lambda: "- 12:30 by a\n" * 80_000,
}


BOUND = 20  # seconds of one core: what is quadratic takes minutes; a quiet machine needs less than 1


@pytest.mark.parametrize("name", HOSTILE)
def test_ends_soon(name: str) -> None:
    raw = HOSTILE[name]().encode()
    start = time.process_time()
    with contextlib.suppress(ReadError):
        find_story(read_bytes(raw, name=name), name=name)
    assert time.process_time() - start < BOUND


def test_what_can_be_read_of_a_deep_page_is_marked_as_truncated() -> None:
    page = read_bytes(HOSTILE["unclosed"]().encode(), name="a")
    assert page.truncated
    assert page.text.startswith("The army said")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["attributes", "breaks", "huge attribute", "inline"])
def test_memory(name: str) -> None:
    import subprocess
    import sys

    code = (
        "import resource, sys\nfrom tests.page.test_hostile import HOSTILE\nfrom standoff.page import read_bytes\n"
        "from standoff.errors import ReadError\nraw = HOSTILE[sys.argv[1]]().encode()\n"
        "try:\n    read_bytes(raw, name='a')\nexcept ReadError:\n    pass\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", code, name], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 512 * 1024
