#!/bin/sh
# SPDX-License-Identifier: MIT
# The demo on this machine and on an emulated one: all figures are the same, to the last digit.
#   arm64.sh FOLDER OF THIS MACHINE'S BUILD, FOLDER OF THE OTHER'S
set -u
native=$1
other=$2
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
mkdir "$dir/a" "$dir/b"
file=$(od -An -tx1 -j18 -N2 "$other/mltest" | tr -d ' ') # e_machine of ELF; b7 is AArch64
[ "$file" = b700 ] || { echo "$other/mltest is not for AArch64"; exit 1; }
"$native/examples/blood_cells" --json --demo "$dir/a" >"$dir/a.json" 2>/dev/null
qemu-aarch64 "$other/examples/blood_cells" --json --demo "$dir/b" >"$dir/b.json" 2>/dev/null
passed=0
failed=0
check() { # TEXT COMMAND…
    text=$1
    shift
    if "$@"; then
        echo "ok   $text"
        passed=$((passed + 1))
    else
        echo "BAD  $text"
        failed=$((failed + 1))
    fi
}
# Outcomes without the times that the model took.
outcomes() {
    gzip -dc "$1" | sed 's/,"ms":[0-9.e+-]*//' | grep -v '"type":"end"' | sort | sha256sum
}
same_outcomes() {
    a=$(outcomes "$dir/a/$1.jsonl.gz")
    b=$(outcomes "$dir/b/$1.jsonl.gz")
    echo "     $a"
    echo "     $b"
    [ "$a" = "$b" ]
}
check "there are figures" grep -q '"risk"' "$dir/a.json"
check "the figures are the same" cmp -s "$dir/a.json" "$dir/b.json"
check "the journal of global is the same" same_outcomes global
check "the journal of local is the same" same_outcomes local
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
