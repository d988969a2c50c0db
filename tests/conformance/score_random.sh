#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs score_compare.py: scorecards against those of a model in plain Python.
#   score_random.sh BUILD_FOLDER [--from N] [--count N] [--keep FOLDER] [--bccd FOLDER | --drawn]
#                   [JOURNAL…]
set -u
if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 8))' 2>/dev/null; then
    echo "SKIP: no python3 of at least 3.8"
    exit 0
fi
exec python3 tests/conformance/score_compare.py "$@"
