"""Keep hand-coded stories without their words.

    pack.py pack STORIES_DIR                               put NAME.txt and NAME.json into coding.json; the names and
                                                           their splits stand in files such as DEV and HELD
    pack.py unpack GOLD_DIR OUT_DIR [--split NAME]   rebuild NAME.txt and NAME.json from coding.json and the
                                                           articles in GOLD_DIR/wikinews/articles.jsonl.gz

In split b only events are coded, in split c events, positions and conditions: use those lines of the scorer. What
is held was coded to be measured with, and is not looked at.

The stories are third-party text, so `coding.json` holds, under each story's address, the checksum of its text, its
split and the codings, every quotation replaced by `[start, end]` (code points of NAME.txt, end not included; a
quotation in pieces has several). Names of actors and places, days, figures and the coder's notes stand as they are.
"""

import argparse
import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CODING = Path(__file__).with_name("coding.json")
SCHEMA = "standoff/story-coding/1"
SENTENCE_END = re.compile(r"[.!?][\"”]?\s+[\"“(\[]?[A-Z]")
GAP = " … "  # between the pieces of a broken quotation
SPLITS = {"DEV": "dev", "HELD": "held", "HELD2": "held2", "B": "b", "C": "c"}
# The quoted fields of each kind, beside `in`, which every record has.
QUOTED = {
    "events": ("trigger",),
    "statements": ("content", "cue", "source_words"),
    "positions": ("object", "reason"),
    "conditions": ("requires", "consequence"),
}
LONGEST_RUN = 4  # words in a row that a note may share with its story

Span = list[int]
Record = dict[str, Any]


class PackError(Exception):
    """A coding does not fit its story."""


def story_text(article: Record) -> str:
    """The text of NAME.txt: the title, an empty line, the story."""
    body = article["text"].rstrip("\n")
    return f"{article['title']}\n\n{body}\n"


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def occurrences(text: str, quote: str, start: int, end: int) -> Iterator[Span]:
    """Where `quote` stands in text[start:end] as whole words."""
    left = r"(?<!\w)" if quote[0].isalnum() else ""
    right = r"(?!\w)" if quote[-1].isalnum() else ""
    for match in re.compile(left + re.escape(quote) + right).finditer(text, start, end):
        yield [match.start(), match.end()]


def paragraph(text: str, at: int) -> tuple[int, int]:
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def find_in(text: str, words: str) -> Span:
    """The span of the words that open a record's sentence; they must stand in the story once."""
    if text.count(words) != 1:
        raise PackError(f"stands {text.count(words)} times: {words!r}")
    start = text.find(words)
    return [start, start + len(words)]


def find_quote(text: str, quote: str, at: int) -> Span:
    """The first place of a quotation at or after its sentence's start, else in the same paragraph."""
    start, end = paragraph(text, at)
    for low in (at, start):
        for span in occurrences(text, quote, low, end):
            return span
    raise PackError(f"not found: {quote!r}")


def find_pieces(text: str, content: str, at: int) -> list[Span]:
    """The spans of a quotation that may be broken into pieces, in order."""
    spans: list[Span] = []
    for piece in content.split(GAP):
        low = spans[-1][1] if spans else at
        found = text.find(piece, low)
        if found < 0 and not spans:
            found = text.find(piece, paragraph(text, at)[0])
        if found < 0:
            raise PackError(f"not found: {piece!r}")
        spans.append([found, found + len(piece)])
    return spans


def find_beside(text: str, quote: str, anchors: list[Span], content: list[Span], at: int) -> Span:
    """The place of a cue or source in the paragraph: outside the content and in the sentence of its anchors, if it can
    be, and then the nearest to them."""

    def gap(span: Span, anchor: Span) -> tuple[bool, int]:
        low, high = sorted((span, anchor))
        return bool(SENTENCE_END.search(text, low[1], high[0])), abs(span[0] - anchor[0])

    def rank(span: Span) -> tuple[bool, bool, int]:
        inside = any(a < span[1] and span[0] < b for a, b in content)
        return inside, *min(gap(span, anchor) for anchor in anchors)

    found = list(occurrences(text, quote, *paragraph(text, at)))
    if not found:
        raise PackError(f"not found: {quote!r}")
    return min(found, key=rank)


def pack_statement(text: str, record: Record, at: int) -> Record:
    """The offsets of a statement: the content, then the cue beside it, then the source beside the cue."""
    content = find_pieces(text, record["content"], at)
    cue = record["cue"] and find_beside(text, record["cue"], content, content, at)
    near = [cue] if cue else content
    source = record["source_words"] and find_beside(text, record["source_words"], near, content, at)
    return {"content": content, "cue": cue, "source_words": source}


def pack_record(text: str, kind: str, record: Record) -> Record:
    """One coding with offsets for its quotations."""
    packed = dict(record)
    packed["in"] = find_in(text, record["in"])
    at: int = packed["in"][0]
    if kind == "statements":
        return packed | pack_statement(text, record, at)
    for field in QUOTED[kind]:
        if record[field] is not None:
            packed[field] = find_quote(text, record[field], at)
    return packed


def words_at(text: str, spans: Any) -> str | None:
    """The words at a span or at the spans of a broken quotation."""
    if spans is None:
        return None
    if isinstance(spans[0], int):
        return text[spans[0] : spans[1]]
    return GAP.join(text[a:b] for a, b in spans)


def unpack_record(text: str, kind: str, record: Record) -> Record:
    """One coding with the words of its quotations."""
    return {k: words_at(text, v) if k == "in" or k in QUOTED[kind] else v for k, v in record.items()}


def shared_run(text: str, notes: str) -> str | None:
    """A run of words longer than notes may share with the story, or None."""
    size = LONGEST_RUN + 1
    words, said = (re.findall(r"\w+", s.lower()) for s in (text, notes))
    runs = {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}
    for i in range(len(said) - size + 1):
        if tuple(said[i : i + size]) in runs:
            return " ".join(said[i : i + size])
    return None


def pack_story(folder: Path, name: str, split: str) -> tuple[str, Record]:
    """The address of a coded story and its form without words."""
    text = (folder / f"{name}.txt").read_text(encoding="utf-8")
    gold: Record = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    run = shared_run(text, gold["notes"])
    if run:
        raise PackError(f"{name}: the notes quote the story: {run!r}")
    packed: Record = {"name": name, "sha256": sha256(text), "split": split}
    for kind in QUOTED:
        try:
            packed[kind] = [pack_record(text, kind, record) for record in gold[kind]]
        except PackError as error:
            raise PackError(f"{name}, {kind}: {error}") from error
    packed["notes"] = gold["notes"]
    return gold["url"], packed


def unpack_story(url: str, article: Record, packed: Record) -> tuple[str, Record]:
    """The text of a story and its coding with words."""
    text = story_text(article)
    if sha256(text) != packed["sha256"]:
        raise PackError(f"{packed['name']}: the text is not the one that was coded")
    gold: Record = {"story": packed["name"], "url": url}
    for kind in QUOTED:
        gold[kind] = [unpack_record(text, kind, record) for record in packed[kind]]
    gold["notes"] = packed["notes"]
    return text, gold


def dump(coding: Record) -> str:
    """The file's form: one record a line, so that changes can be read."""
    stories = []
    for url, story in coding["stories"].items():
        fields = []
        for key, value in story.items():
            shown = json.dumps(value, ensure_ascii=False)
            if key in QUOTED and value:
                lines = ",\n".join("    " + json.dumps(record, ensure_ascii=False) for record in value)
                shown = f"[\n{lines}\n   ]"
            fields.append(f"   {json.dumps(key)}: {shown}")
        stories.append(f"  {json.dumps(url, ensure_ascii=False)}: {{\n" + ",\n".join(fields) + "\n  }")
    return f'{{\n "schema": {json.dumps(coding["schema"])},\n "stories": {{\n' + ",\n".join(stories) + "\n }\n}\n"


def pack(folder: Path) -> None:
    """Put a folder of coded stories into coding.json, in the place of what it held of them."""
    files = {file: split for file, split in SPLITS.items() if (folder / file).exists()}
    names = {name: split for file, split in files.items() for name in (folder / file).read_text().split()}
    stories = dict(pack_story(folder, name, names[name]) for name in sorted(names))
    before: Record = json.loads(CODING.read_text(encoding="utf-8"))["stories"] if CODING.exists() else {}
    kept = {url: story for url, story in before.items() if url not in stories}
    every = dict(sorted((kept | stories).items(), key=lambda item: item[1]["name"]))
    CODING.write_text(dump({"schema": SCHEMA, "stories": every}), encoding="utf-8")
    print(f"{len(stories)} stories packed, {len(every)} in all")


def articles(gold: Path) -> dict[str, Record]:
    """The articles of the gold folder by address."""
    with gzip.open(gold / "wikinews" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {article["url"]: article for article in map(json.loads, lines)}


def unpack(gold: Path, out: Path, split: str | None) -> None:
    """Write NAME.txt and NAME.json of every story (of one split) into a folder."""
    by_url = articles(gold)
    coding: Record = json.loads(CODING.read_text(encoding="utf-8"))
    out.mkdir(parents=True, exist_ok=True)
    names: list[str] = []
    for url, packed in coding["stories"].items():
        if split not in (None, packed["split"]):
            continue
        text, story = unpack_story(url, by_url[url], packed)
        (out / f"{packed['name']}.txt").write_text(text, encoding="utf-8")
        shown = json.dumps(story, ensure_ascii=False, indent=1)
        (out / f"{packed['name']}.json").write_text(shown + "\n", encoding="utf-8")
        names.append(packed["name"])
    print(f"{len(names)} stories unpacked")


def main() -> None:
    parser = argparse.ArgumentParser(description="Keep hand-coded stories without their words.")
    commands = parser.add_subparsers(dest="command", required=True)
    packing = commands.add_parser("pack", help="make coding.json")
    packing.add_argument("stories", type=Path)
    unpacking = commands.add_parser("unpack", help="rebuild the stories and their codings")
    unpacking.add_argument("gold", type=Path)
    unpacking.add_argument("out", type=Path)
    unpacking.add_argument("--split", choices=sorted(SPLITS.values()))
    args = parser.parse_args()
    if args.command == "pack":
        pack(args.stories)
    else:
        unpack(args.gold, args.out, args.split)


if __name__ == "__main__":
    main()
