"""Records gained and lost between two commits, as sentences.

    python bench/diff.py OLD NEW [FOLDER ...]

Both commits read the same texts with this Python: the marked cases, the minimal pairs and the samples of the working
tree, and the `*.txt` of any folder given (the first ten letters of a name are its day, if they are one). A commit
without the model, which git may not hold, takes the working tree's. NEW may be `.`, the working tree as it stands.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from case_file import all_cases

ROOT = Path(__file__).parent.parent
MODEL = Path("src/standoff/encoder/data")
PAIRS = ROOT / "tests" / "cases" / "pairs.tsv"

# Runs in a process of its own against either commit: texts on stdin, one JSON document per text on stdout.
READ = """
import json, sys
from standoff.encoder import load_encoder
from standoff.errors import StandoffError
from standoff.model import Given, Page
from standoff.pipeline import read_page
label = load_encoder()
for line in sys.stdin:
    name, day, text = json.loads(line)
    try:
        document = read_page(Page.from_text(text, uri=name), given=Given(published_at=day), label=label).to_dict()
    except StandoffError as error:
        document = {"error": str(error)}
    print(json.dumps(document), flush=True)
"""

Text = tuple[str, str | None, str]  # name, day of publication, text


def sample_texts(folders: Iterable[Path]) -> list[Text]:
    """The texts that both commits read."""
    cases = [*all_cases(held=False), *all_cases(held=True)]
    texts: list[Text] = [(c.name, c.day, c.page) for c in cases]
    if PAIRS.exists():
        rows = [
            r.split("\t")[0] for r in PAIRS.read_text("utf-8").split("\n") if r and not r.startswith(("#", "text\t"))
        ]
        texts += [(f"pairs.tsv: {row}", None, row) for row in rows if not row.startswith("T ")]
    for folder in folders:
        texts += [(str(p), _day(p.name), p.read_text("utf-8")) for p in sorted(folder.rglob("*.txt"))]
    return texts


def _day(name: str) -> str | None:
    """The day that a file's name starts with."""
    return name[:10] if re.match(r"\d{4}-\d\d-\d\d", name) else None


def read_at(commit: str, texts: Iterable[Text], scratch: Path) -> list[dict[str, object]]:
    """The readings that a commit gives. Raises `CalledProcessError` if it cannot be checked out or does not run."""
    tree = ROOT if commit == "." else scratch / re.sub(r"\W", "_", commit)
    if commit != ".":
        subprocess.run(["git", "worktree", "add", "--detach", "--quiet", tree, commit], cwd=ROOT, check=True)
    try:
        _lend_model(tree)
        lines = "\n".join(json.dumps(t) for t in texts)
        environment = os.environ | {"PYTHONPATH": str(tree / "src")}
        command = [sys.executable, "-c", READ]
        done = subprocess.run(
            command, input=lines, capture_output=True, text=True, cwd=scratch, env=environment, check=False
        )
        if done.returncode:
            raise SystemExit(f"{commit} does not read: {done.stderr.strip().splitlines()[-1]}")
        return [json.loads(line) for line in done.stdout.splitlines()]
    finally:
        if commit != ".":
            subprocess.run(["git", "worktree", "remove", "--force", tree], cwd=ROOT, check=True)


def _lend_model(tree: Path) -> None:
    """Copies the working tree's model into a tree that has none."""
    if not (tree / MODEL / "encoder.onnx").exists():
        shutil.copytree(ROOT / MODEL, tree / MODEL, dirs_exist_ok=True)


class Words:
    """Turns the records of one document into sentences."""

    def __init__(self, document: dict[str, object]) -> None:
        self.document = document
        page = document.get("page")
        self.text = str(page["text"]) if isinstance(page, dict) else ""
        self.names = {str(e["id"]): str(e["name"]) for e in self._all("entities")}

    def _all(self, kind: str) -> list[dict[str, object]]:
        found = self.document.get(kind)
        return [r for r in found if isinstance(r, dict)] if isinstance(found, list) else []

    def cut(self, span: object) -> str:
        """The words at a span, cut to what can be read in a line."""
        if not isinstance(span, list) or len(span) != 2:
            return "-"
        words = " ".join(self.text[span[0] : span[1]].split())
        return words if len(words) <= 60 else f"{words[:57]}…"

    def _who(self, refs: object) -> str:
        listed = refs if isinstance(refs, list) else [refs]
        return ", ".join(self.names.get(str(r), str(r)) for r in listed if r) or "?"

    def _around(self, span: object) -> str:
        """The text around a span."""
        if not isinstance(span, list) or len(span) != 2:
            return ""
        return " ".join(self.text[max(0, span[0] - 40) : span[1] + 40].split())

    def sentences(self) -> Iterator[str]:
        """One sentence per record, the same for the same record of either commit."""
        if "error" in self.document:
            yield f"not read: {self.document['error']}"
        for e in self._all("events"):
            who = f"{self._who(e['actors'])} -> {self._who(e['recipients'])}"
            mode = f"/{e['mode']}" if e["mode"] else ""
            told = f"'{self.cut(e['trigger'])}' in '…{self._around(e['trigger'])}…'"
            yield f"{e['event_type']}{mode} {e['realis']}: {who} {told}"
        for s in self._all("statements"):
            source = s["source"] if isinstance(s["source"], dict) else {}
            content = s["content"] if isinstance(s["content"], list) else []
            words = " … ".join(self.cut(c) for c in content)
            source_words = f"{self.cut(source.get('span'))} '{self.cut(s['cue'])}'"
            yield f"statement {s['form']} {s['polarity']}: {source_words}: '{words}'"
        yield from self._stances()

    def _stances(self) -> Iterator[str]:
        for k in self._all("positions"):
            wanted = k["object"] if isinstance(k["object"], dict) else {}
            object_ = f"{wanted.get('polarity')} {wanted.get('event_type')} '{self.cut(wanted.get('span'))}'"
            condition = " on a condition" if k["condition"] else ""
            yield f"{k['act']}: {self._who(k['holder'])} -> {self._who(k['counterpart'])}: {object_}{condition}"
        for c in self._all("conditions"):
            sides = [c["requires"], c["consequence"]]
            told = [
                f"{s.get('polarity')} {s.get('event_type')} '{self.cut(s.get('span'))}'"
                for s in sides
                if isinstance(s, dict)
            ]
            yield f"condition {c['operator']}: {' => '.join(told)}"


def compare(name: str, old: dict[str, object], new: dict[str, object]) -> list[str]:
    """What one text gained and lost."""
    before, after = Counter(Words(old).sentences()), Counter(Words(new).sentences())
    changes = [f"- {s}" for s in (before - after).elements()] + [f"+ {s}" for s in (after - before).elements()]
    return [name, *(f"  {c}" for c in changes)] if changes else []


def main() -> None:
    """Prints what changed, and how many of each kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("folders", nargs="*", type=Path)
    args = parser.parse_args()
    texts = sample_texts([ROOT / "src" / "standoff" / "sample", *args.folders])
    with tempfile.TemporaryDirectory() as scratch:
        old, new = (read_at(commit, texts, Path(scratch)) for commit in (args.old, args.new))
    lines = [line for t, a, b in zip(texts, old, new, strict=True) for line in compare(t[0], a, b)]
    print(*lines, sep="\n")
    changes = Counter(line.split(":")[0].strip() for line in lines if line.startswith("  "))
    print(f"{len(texts)} texts:", ", ".join(f"{kind} ({n})" for kind, n in sorted(changes.items())) or "no change")


if __name__ == "__main__":
    main()
