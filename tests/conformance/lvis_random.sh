#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs lvis_random.py in the environment with the reference; skipped loudly without it.
#   lvis_random.sh BUILD_FOLDER [--from N] [--count N]
set -u
python=$(dirname "$1")/venv-reference/bin/python
[ -x "$python" ] || python=build/venv-reference/bin/python
if ! "$python" -W ignore -c 'import cv2, lvis' 2>/dev/null; then
    echo "SKIP: no lvis in $python (make setup-long)"
    exit 0
fi
exec "$python" -W ignore tests/conformance/lvis_random.py "$@"
