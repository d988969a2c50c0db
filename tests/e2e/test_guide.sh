#!/bin/sh
# SPDX-License-Identifier: MIT
# The commands of doc/guide.md, as they stand: each ```sh block is one check, in the order of the
# text, in one folder.
#   test_guide.sh [FOLDER OF THE BUILD VARIANT]
set -u
build=$(cd "${1:-build/default}" && pwd)
guide=$(pwd)/doc/guide.md
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
PATH=$build:$build/examples:$PATH
passed=0
failed=0
block() { # NUMBER
    awk -v n="$1" '/^```sh$/ {k++; on = (k == n); next} /^```$/ {on = 0} on' "$guide"
}
n=$(grep -c '^```sh$' "$guide")
mkdir "$dir/work"
blood_cells --demo "$dir" >/dev/null 2>&1
if mltest inspect "$dir/smears" 2>&1 | grep -q "no Expat"; then
    echo "SKIP: built without Expat"
    exit 0
fi
for i in $(seq 1 "$n"); do
    block "$i" >"$dir/block"
    last=$(tail -n 1 "$dir/block")
    if (cd "$dir/work" && sh -eu "$dir/block") >"$dir/out" 2>"$dir/err" && ! grep -q '^mltest' "$dir/err"; then
        passed=$((passed + 1))
        echo "ok   $last"
    else
        failed=$((failed + 1))
        echo "BAD  $last"
        cat "$dir/err"
    fi
    sed 's/^/     /' "$dir/out" | head -n 40
done
# What the text says of it.
says() { # TEXT COMMAND…
    text=$1
    shift
    if "$@" >/dev/null 2>&1; then
        passed=$((passed + 1))
        echo "ok   $text"
    else
        failed=$((failed + 1))
        echo "BAD  $text"
    fi
}
cd "$dir/work" || exit 1
says "three pictures in worst/" test "$(ls worst | wc -l)" -eq 3
finished() {
    mltest run --dataset demo/smears --predictor "process:python3 model.py" \
        --suite clean,saturate@3,fog@3,gaussian_noise@3 --limit 12 --resume --out purple.jsonl.gz
}
says "a finished run can be resumed" finished
says "the model finds most of the white cells" sh -c \
    "mltest score --json purple.jsonl.gz | grep -q '\"AP50\":0\.[3-9]\|\"AP50\": 0\.[3-9]'"
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
