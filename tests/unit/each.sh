#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs every unit suite in a process of its own, two at a time. With CK_FORK=no its tests share that
# process, and nobody but the time limit here ends a test that hangs: ASan takes 0.03 s to fork and to
# look for leaks after a test, and finds the same ones at the end of the suite.
# WITHOUT leaves out suites whose names begin so, a basic regular expression.
#   [RUNNER=EMULATOR] [WITHOUT=BEGINNING] each.sh PROGRAM SUITES_INC
set -u
program=$1
suites=$(sed -n 's/^SUITE(\(.*\))$/\1/p' "$2" | grep -v "^${WITHOUT:-$}")
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
RUNNER=${RUNNER:-}
export program dir RUNNER
echo "$suites" | xargs -P 2 -I NAME sh -c \
    'timeout 3600 $RUNNER "$program" NAME >"$dir/NAME.out" 2>&1; echo "NAME $?" >>"$dir/NAME.status"'

passed=0
failed=0
for suite in $suites; do
    status=$(sed "s/^$suite //" "$dir/$suite.status" 2>/dev/null || echo lost)
    count=$(sed -n 's/^unit: \([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$dir/$suite.out" | tail -n 1)
    good=${count% *}
    bad=${count#* }
    grep -a '^SKIP' "$dir/$suite.out"
    if [ "$count" = "0 0" ] && grep -qa '^SKIP' "$dir/$suite.out"; then
        continue # says why it has no tests in this build
    fi
    if [ "$status" != 0 ] || [ -z "$count" ]; then
        [ "${bad:-0}" -gt 0 ] || bad=1
        echo "BAD  $suite, exit status $status"
        tail -n 40 "$dir/$suite.out"
    fi
    passed=$((passed + ${good:-0}))
    failed=$((failed + ${bad:-0}))
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
