"""How fast pages become stored records, where the time goes, and what it costs in memory.

    python bench/speed.py [--stories 40] [--quick]

Stories of 600 words, different from one another, are read from HTML files into a ledger: in one process with a clock on
every stage, then by `standoff read` with one and with two processes. Machines are shared and noisy: trust ratios.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

WORDS = 600
TOWNS = ("Odesa", "Kyiv", "Kharkiv", "Aleppo", "Gaza City", "Goma", "Khartoum", "Mosul", "Kandahar", "Hodeidah")
NAMES = ("Anna Kovalenko", "John Miller", "Yusuf Demir", "Maria Santos", "Ahmed Hassan", "Peter Novak", "Li Wei")
SENTENCES = (
    "{name} said on {day} that talks could not begin until the shelling of {town} stopped.",
    "A missile struck {town} {day}, killing at least {n} people and injuring about {m}, officials said.",
    "\u201cWe will not sign an agreement unless all prisoners are freed,\u201d {name} told reporters in {town}.",
    "The government called on the rebels to withdraw from {town} before a ceasefire could be agreed.",
    "{name}, who arrived from {town} last week, denied that troops had fired on protesters.",
    "The United Nations warned that {n},000 people had fled {town} since the fighting began in {month}.",
    "Farmers near {town} have waited for rain since {month}, and prices of bread have risen by {n} per cent.",
    "The foreign minister, {name}, met a delegation from Turkey in {town} to discuss the exchange of {m} prisoners.",
    "Russia imposed sanctions on {n} officials, and the European Union promised further aid to {town}.",
    "The road to {town} was quiet in the morning, a witness said, but shots were heard after dark.",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
MONTHS = ("January", "May", "October", "December")


def page(number: int) -> str:
    """A page in HTML with a story of about 600 words, made from the number."""
    dice = random.Random(number)
    body: list[str] = []
    while sum(len(s.split()) for s in body) < WORDS:
        fill = {"name": dice.choice(NAMES), "town": dice.choice(TOWNS), "day": "on " + dice.choice(DAYS)}
        fill |= {"n": str(dice.randint(2, 40)), "m": str(dice.randint(2, 90)), "month": dice.choice(MONTHS)}
        sentence = dice.choice(SENTENCES)
        body.append(sentence.replace("on {day}", "{day}").format(**fill))
    paragraphs = "".join(f"<p>{' '.join(body[i : i + 3])}</p>\n" for i in range(0, len(body), 3))
    title = f"Talks wait for quiet in story {number}"
    return (
        f"<html lang=en><head><title>{title}</title><meta property=article:published_time content=2022-03-02>"
        f"</head><body><nav><a href=/>Home</a> <a href=/w>World</a></nav><article><h1>{title}"
        f"</h1>\n{paragraphs}</article><footer>All rights reserved</footer></body></html>"
    )


def stages(paths: list[Path], ledger: Path) -> dict[str, float]:
    """Seconds of CPU that each stage takes for all pages, in this process; the first warms up and is not counted."""
    from standoff import pipeline, sentence
    from standoff.encoder import load_encoder
    from standoff.page import read_bytes
    from standoff.store import open_store

    spent: defaultdict[str, float] = defaultdict(float)

    def clocked(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*given: Any, **named: Any) -> Any:
            start = time.process_time()
            try:
                return call(*given, **named)
            finally:
                spent[name] += time.process_time() - start

        return timed

    for name, stage in (("find_story", "story"), ("find_mentions", "mention"), ("find_record", "record")):
        setattr(pipeline, name, clocked(stage, getattr(pipeline, name)))
    pipeline.read_sentences = clocked("sentence", sentence.read_sentences)
    encoder = load_encoder()
    label = clocked("encoder", encoder)
    label.version = encoder.version  # type: ignore[attr-defined]
    with open_store(ledger, write=True) as store:
        for number, path in enumerate(paths):
            if number == 1:
                spent.clear()
            made = clocked("page", read_bytes)(path.read_bytes(), name=str(path), uri=path.name)
            document = clocked("whole", pipeline.read_page)(made, label=label).to_dict
            plain = clocked("document", document)()
            clocked("store", store.put)(plain, raw=made.raw, at="2026-01-01")
    spent["sentence"] -= spent["encoder"]
    spent.pop("whole")
    return dict(spent)


def run(*words: str, cwd: Path) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds and peak memory (MB, of the largest process) of a command of standoff."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    command = [sys.executable, "-m", "standoff", *words]
    program = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *command], cwd=cwd, capture_output=True, text=True, check=True
    )
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, float(done.stdout)


def main() -> None:
    """Prints the table."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    options.add_argument("--stories", type=int, default=40)
    options.add_argument("--quick", action="store_true", help="stages and start times only")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "pages").mkdir()
        paths = [folder / "pages" / f"{i:04}.html" for i in range(given.stories)]
        for i, path in enumerate(paths):
            path.write_text(page(i), encoding="utf-8")
        report(folder, paths, quick=given.quick)


def report(folder: Path, paths: list[Path], *, quick: bool) -> None:
    """Measures and prints."""
    spent = stages(paths, folder / "stages.db")
    total, counted = sum(spent.values()), len(paths) - 1
    print(f"{counted} stories of {WORDS} words, one process, CPU time; load {os.getloadavg()[0]:.1f}")
    for stage, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"  {stage:<10} {1000 * seconds / counted:7.1f} ms a story  {seconds / total:6.1%}")
    print(
        f"  {'all':<10} {1000 * total / counted:7.1f} ms a story  = {counted / total:.2f} stories a second of one core"
    )
    print(f"  outside the encoder: {1 - spent['encoder'] / total:.1%}")
    one = run("--help", cwd=folder)
    print(f"start: --help {1000 * one[0]:.0f} ms wall, {1000 * one[1]:.0f} ms CPU (with the measuring process)")
    (folder / "first.html").write_bytes(files("standoff.sample").joinpath("grain-deal.html").read_bytes())
    first = run("read", "first.html", "--json", cwd=folder)
    print(f"start: first record {first[0]:.2f} s wall, {first[1]:.2f} s CPU, peak {first[2]:.0f} MB")
    if quick:
        return
    rates = {}
    for jobs in (1, 2):
        wall, cpu, peak = run("read", "pages", "--json", "--jobs", str(jobs), "--db", f"{jobs}.db", cwd=folder)
        rates[jobs] = len(paths) / wall
        rate = f"{rates[jobs]:.2f} stories/s wall, {len(paths) / cpu:.2f} a second of CPU"
        print(f"standoff read, {jobs} process(es), start included: {rate}, peak {peak:.0f} MB a process")
    print(f"two processes against one: {rates[2] / rates[1]:.2f} times")


if __name__ == "__main__":
    main()
