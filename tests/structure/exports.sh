#!/bin/sh
# SPDX-License-Identifier: MIT
# What the library exports = what the map lists = what the headers declare.
so=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
nm -D --defined-only "$so" | awk '$2 != "A" { sub(/@.*/, "", $3); print $3 }' | sort >"$dir/so"
grep -o 'mltest_[a-z0-9_]*' lib/libmltest.map | sort >"$dir/map"
cat include/mltest/*.h | tr '\n' ' ' | sed 's|/\*|\n&|g; s|\*/|&\n|g' | sed 's|/\*.*\*/||' | tr '\n' ' ' |
    grep -o 'MLTEST_API[^(;]*(' | grep -o 'mltest_[a-z0-9_]*($' | sed 's/(//' | sort -u >"$dir/headers"
passed=0
failed=0
for other in map headers; do
    if diff "$dir/so" "$dir/$other"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "BAD  exports (<) and $other (>) differ"
    fi
done
echo "$(wc -l <"$dir/so") symbols"
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
