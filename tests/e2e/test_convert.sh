#!/bin/sh
# SPDX-License-Identifier: MIT
# A data set in another format gives the same scores, byte for byte.   test_convert.sh [BUILD]
# With the reference data also BCCD, converted to every format of boxes.
. tests/e2e/begin.sh
shared=${MLTEST_SHARED:-../shared}/data/bccd
score() { # DATASET OUT
    rm -f "$dir/run.jsonl.gz"
    "$build/mltest" run --quiet --dataset "$1" --limit 12 --suite quick --no-timing \
        --predictor "process:$build/tests/process_child normal" --out "$dir/run.jsonl.gz" \
        >"$dir/log" 2>&1 && "$build/mltest" score --json "$dir/run.jsonl.gz" >"$2"
}
all() { # DATASET: from it to every format, and from there back
    name=$(basename "$1")
    score "$1" "$dir/want" || bad "$name is scored"
    for format in coco yolo csv openimages createml voc; do
        mkdir "$dir/$name-$format" "$dir/$name-$format-back"
        if "$build/mltest" convert --format $format "$1" "$dir/$name-$format/$name" 2>"$dir/log" &&
            "$build/mltest" inspect "$dir/$name-$format/$name" 2>>"$dir/log" |
            grep -q "^format: *$format$" &&
            score "$dir/$name-$format/$name" "$dir/got" && cmp "$dir/want" "$dir/got"; then
            ok "$name as $format"
        else
            bad "$name as $format"
            cat "$dir/log"
        fi
        if "$build/mltest" convert --format voc "$dir/$name-$format/$name" \
            "$dir/$name-$format-back/$name" 2>"$dir/log" &&
            score "$dir/$name-$format-back/$name" "$dir/got" && cmp "$dir/want" "$dir/got"; then
            ok "$name as $format and back"
        else
            bad "$name as $format and back"
            cat "$dir/log"
        fi
    done
}

demo "$dir/demo"
all "$dir/demo/smears"
if [ -d "$shared" ]; then
    all "$shared"
else
    echo "SKIP: reference data absent: data/bccd"
fi
finish
