#!/bin/sh
# SPDX-License-Identifier: MIT
# The commands of doc/guide.md, as they stand: each ```sh block is one check, in the order of the
# text, in one folder.
#   test_guide.sh [FOLDER OF THE BUILD VARIANT]
. tests/e2e/begin.sh
guide=$(pwd)/doc/guide.md
PATH=$build:$build/examples:$PATH
block() { # NUMBER
    awk -v n="$1" '/^```sh$/ {k++; on = (k == n); next} /^```$/ {on = 0} on' "$guide"
}
n=$(grep -c '^```sh$' "$guide")
mkdir "$dir/work"
demo "$dir"
if mltest inspect "$dir/smears" 2>&1 | grep -q "no Expat"; then
    skip "built without Expat"
fi
for i in $(seq 1 "$n"); do
    block "$i" >"$dir/block"
    last=$(tail -n 1 "$dir/block")
    if (cd "$dir/work" && sh -eu "$dir/block") >"$dir/out" 2>"$dir/err" && ! grep -q '^mltest' "$dir/err"; then
        ok "$last"
    else
        bad "$last"
    fi
    sed 's/^/     /' "$dir/out" | head -n 40
done
# What the text says of it.
cd "$dir/work" || exit 1
check "three pictures in worst/" test "$(ls worst | wc -l)" -eq 3
finished() {
    mltest run --dataset demo/smears --predictor "process:python3 model.py" \
        --suite clean,saturate@3,fog@3,gaussian_noise@3 --limit 12 --resume --out purple.jsonl.gz \
        >"$dir/out" 2>"$dir/err"
}
check "a finished run can be resumed" finished
check "the model finds most of the white cells" sh -c \
    "mltest score --json purple.jsonl.gz | grep -q '\"AP50\":0\.[3-9]\|\"AP50\": 0\.[3-9]'"
finish
