#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs coco_random.py in the environment with the reference; skipped loudly without it.
#   coco_random.sh BUILD_FOLDER [--from N] [--count N] [--keep FOLDER]
set -u
python=$(dirname "$1")/venv-reference/bin/python
[ -x "$python" ] || python=build/venv-reference/bin/python
if ! "$python" -W ignore -c 'import pycocotools.cocoeval' 2>/dev/null; then
    echo "SKIP: no pycocotools in $python (make setup-long)"
    exit 0
fi
exec "$python" -W ignore tests/conformance/coco_random.py "$@"
