"""Remakes the model: `python -m train fit`, then `python -m train export`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from standoff.encoder.pieces import Pieces
from train.corpora import read_plain, read_train
from train.data import labels_of
from train.distil import Teacher
from train.export import difference, export_fp32, install, quantise
from train.fit import Plan, fit
from train.lexicon import write_lexicon
from train.network import Network, minilm_folder


def _fit(args: argparse.Namespace) -> None:
    args.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(args.threads)
    examples = read_train(args.gold)
    labels = labels_of(examples)
    (args.out / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=0))
    plan = Plan(minutes=args.minutes, bf16=not args.fp32, seed=2 if args.teacher else 1)
    pieces = Pieces(minilm_folder() / "tokenizer.json")
    teacher = None
    if args.teacher:
        examples += read_plain(args.gold)
        teacher = Teacher(_trained(args.teacher))
    fit(examples, labels, pieces, plan, out=args.out / "net.pt", teacher=teacher)


def _trained(run: Path) -> Network:
    labels = json.loads((run / "labels.json").read_text(encoding="utf-8"))
    network = Network({head: len(values) for head, values in labels.items()})
    network.load_state_dict(torch.load(run / "net.pt", weights_only=True))
    return network


def _export(args: argparse.Namespace) -> None:
    network = _trained(args.out)
    export_fp32(network, args.out / "fp32.onnx")
    print("largest difference of arc scores, fp32:", difference(network, args.out / "fp32.onnx"))
    quantise(args.out / "fp32.onnx", args.out / "int8.onnx")
    write_lexicon(read_train(args.gold), args.out / "lemmas.tsv")
    for kind in ("fp32", "int8"):
        install(args.out, kind=kind, version=args.version, folder=args.out / kind)
    if args.into:
        install(args.out, kind="int8", version=args.version, folder=args.into)


def _figures(args: argparse.Namespace) -> None:
    card_file = args.into / "MODEL.json"
    card = json.loads(card_file.read_text(encoding="utf-8"))
    card["figures"] = json.loads(args.file.read_text(encoding="utf-8"))
    card_file.write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(prog="python -m train")
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("fit", help="train within a budget of minutes")
    one.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    one.add_argument("--out", type=Path, default=Path(".train/run"))
    one.add_argument("--minutes", type=float, default=70)
    one.add_argument("--teacher", type=Path, help="the folder of a run that marks what the corpora leave open")
    one.add_argument("--threads", type=int, default=2)
    one.add_argument("--fp32", action="store_true", help="without bf16 (CPUs that lack avx512_bf16)")
    one.set_defaults(run=_fit)
    two = commands.add_parser("export", help="write the ONNX files and their cards")
    two.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    two.add_argument("--out", type=Path, default=Path(".train/run"))
    two.add_argument("--version", default="en-2026.11")
    two.add_argument("--into", type=Path, help="also put the int8 model here")
    two.set_defaults(run=_export)
    three = commands.add_parser("figures", help="put what bench/syntax.py printed into the card")
    three.add_argument("file", type=Path)
    three.add_argument("--into", type=Path, default=Path("src/standoff/encoder/data"))
    three.set_defaults(run=_figures)
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    main()
