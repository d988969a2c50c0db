#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs score_compare.py: scorecards against those of a model in plain Python.
#   score_random.sh BUILD_FOLDER [--from N] [--count N] [--keep FOLDER] [--bccd FOLDER] [JOURNAL…]
set -u
exec python3 tests/conformance/score_compare.py "$@"
