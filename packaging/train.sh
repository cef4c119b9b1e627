#!/usr/bin/env bash
# Makes the action adapter again from nothing: packaging/train.sh MINUTES OUT [--resume]
# Has a virtual environment of its own, since PyTorch is large and the application does without it.
# A GPU is used where PyTorch finds one; set PYTORCH="torch==... --index-url ..." for another build of it.
set -euo pipefail
cd "$(dirname "$0")/.."

MINUTES=$1 OUT=$2
shift 2
VENV=.venv-train
WEIGHTS=${XDG_CACHE_HOME:-$HOME/.cache}/deskhand/weights/SmolLM2-135M-Instruct.Q4_0.gguf
STAMP=$VENV/.deskhand-train
NEEDS=$(.venv/bin/python -c 'import tomllib
print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["train"], sep="\n")')

if [ "$(cat $STAMP 2>/dev/null)" != "$NEEDS" ]; then
    echo "== installing PyTorch and what else training needs into $VENV"
    .venv/bin/python -m venv $VENV
    # shellcheck disable=SC2086
    [ -z "${PYTORCH:-}" ] || $VENV/bin/python -m pip install --quiet --disable-pip-version-check $PYTORCH
    mapfile -t needs <<<"$NEEDS"
    $VENV/bin/python -m pip install --quiet --disable-pip-version-check "${needs[@]}"
    printf '%s\n' "$NEEDS" >$STAMP
fi
mkdir -p "$OUT"
OUT=$(cd "$OUT" && pwd)
# Threads that spin while they wait would take the time of those that work.
export OMP_WAIT_POLICY=passive KMP_BLOCKTIME=0 PYTHONUNBUFFERED=1
PYTHON=$PWD/$VENV/bin/python
cd models
"$PYTHON" -m training.train --base "$WEIGHTS" --minutes "$MINUTES" --out "$OUT" "$@"
