#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs side_by_side.py in the environment with the published package; skipped loudly without it.
#   side_by_side.sh BUILD_FOLDER [KIND...]
set -u
python=$(dirname "$1")/venv-reference/bin/python
[ -x "$python" ] || python=build/venv-reference/bin/python
if ! "$python" -W ignore -c 'import imagecorruptions' 2>/dev/null; then
    echo "SKIP: no imagecorruptions in $python (make setup-long)"
    exit 0
fi
exec "$python" tests/conformance/side_by_side.py "$@"
