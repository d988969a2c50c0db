#!/bin/sh
# SPDX-License-Identifier: MIT
# Replays every corpus through its target. A target without a corpus is a failure.
#   replay.sh FOLDER_OF_REPLAY_PROGRAMS
passed=0
failed=0
for source in tests/fuzz/fuzz_*.c; do
    name=$(basename "$source" .c | sed 's/^fuzz_//')
    if [ -d "tests/fuzz/corpus/$name" ] && "$1/replay_$name" "tests/fuzz/corpus/$name"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "BAD  $name"
    fi
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
