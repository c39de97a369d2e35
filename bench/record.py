"""Reads a folder of hand-coded stories and scores the record against them.

    python bench/record.py STORIES_DIR [--scorer ../shared/tools/score_stories.py] [--show] [--only NAMES_FILE]

STORIES_DIR holds NAME.txt and NAME.json in the scorer's format; NAME begins with the day of publication.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from standoff.pipeline import Given, read_file


def read_stories(folder: Path, out: Path, names: set[str] | None) -> None:
    """Writes the reading of every story of `folder` to `out`, beside a copy of its coding."""
    for path in sorted(folder.glob("*.txt")):
        if names is not None and path.stem not in names:
            continue
        reading = read_file(path, given=Given(published_at=path.stem[:10]))
        (out / "records").mkdir(parents=True, exist_ok=True)
        (out / "gold").mkdir(parents=True, exist_ok=True)
        (out / "records" / f"{path.stem}.json").write_text(json.dumps(reading.to_dict()))
        shutil.copy(path.with_suffix(".json"), out / "gold" / f"{path.stem}.json")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scorer", type=Path, default=Path("../shared/tools/score_stories.py"))
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--only", type=Path)
    args = parser.parse_args()
    names = set(args.only.read_text().split()) if args.only else None
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        read_stories(args.folder, out, names)
        show = ["--show"] if args.show else []
        subprocess.run([sys.executable, str(args.scorer), str(out / "gold"), str(out / "records"), *show], check=True)


if __name__ == "__main__":
    main()
