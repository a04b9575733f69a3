#!/usr/bin/env bash
# How fast are answers in batches on this machine? One command, ready for a machine with a GPU.
#
#   bash bench/gpu.sh              random weights of Llama-3.1-8B's shape (a small vocabulary, 16-bit weights: 14 GB)
#   SHAPE=small bash bench/gpu.sh  a shape for the CPU; tiny only shows that it runs
#
# The last line is one JSON object: the keys of `specdeck models bench`, and how much batch 16 gives over batch 1. Where
# llama.cpp's own llama-batched-bench is on the PATH, it measures the same file, for comparison; its table comes first.
# Needs llama-cpp-python, compiled with CUDA where nvcc is found: python3 install.py --extra local
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" - "$folder/model.gguf" "${SHAPE:-llama-8b}" <<'WRITE'
import sys
from pathlib import Path
from engine.llm.local.random_model import LLAMA_8B, TINY, ModelShape, write_random_model
SMALL = ModelShape(width=256, heads=8, layers=4, inner=704, context=4096, shared=2)
shapes = {"llama-8b": LLAMA_8B, "small": SMALL, "tiny": TINY}
write_random_model(Path(sys.argv[1]), shapes[sys.argv[2]])
WRITE
if command -v llama-batched-bench > /dev/null; then
    llama-batched-bench -m "$folder/model.gguf" -c 16384 -npp 128 -ntg 64 -npl 1,4,16 -ngl 999
fi
"$python" -P -m engine.llm.local.measure_model "$folder/model.gguf" "${THREADS:-$(nproc)}" > "$folder/figures"
"$python" -c 'import json, sys
figures = json.loads(sys.stdin.readlines()[-1])
print(json.dumps(figures | {"batch_16_over_1": round(figures["tps_batch_16"] / figures["tps_batch_1"], 2)}))' < "$folder/figures"
