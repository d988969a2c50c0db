#!/bin/sh
# SPDX-License-Identifier: MIT
# `mltest eval` against the reference's own output: the twelve figures by their bits, the arrays by
# their sums; then one truth in every format, and what is said of bad input.
#   test_eval.sh [FOLDER OF THE BUILD VARIANT]
. tests/e2e/begin.sh
shared=${MLTEST_SHARED:-../shared}
golden=$(cd "$shared/golden/coco" 2>/dev/null && pwd)

golden_case() { # FOLDER
    "$build/mltest" eval --truth "$1/gt.json" --predictions "$1/dt.json" --json \
        --dump-arrays "$dir/a" >"$dir/got.json" || return 1
    "$python" - "$1/expected.json" "$dir" <<'EOF'
import hashlib
import json
import sys

with open(sys.argv[1], encoding="utf-8") as f:
    text = f.read()
with open(sys.argv[2] + "/got.json", encoding="utf-8") as f:
    got = json.load(f)
names = "AP AP50 AP75 APs APm APl AR1 AR10 AR100 ARs ARm ARl".split()
bad = [n for n, want in zip(names, json.loads(text)["stats"]) if got[n] != want]
for array in ("precision", "recall", "scores"):
    with open("%s/a.%s.f64" % (sys.argv[2], array), "rb") as f:
        if hashlib.sha256(f.read()).hexdigest() not in text:
            bad.append(array)
if bad:
    print("     differ: " + ", ".join(bad))
sys.exit(bool(bad))
EOF
}

if [ -n "$golden" ]; then
    for folder in "$golden"/case*; do
        check "$(basename "$folder"): figures and arrays" golden_case "$folder"
    done
else
    echo "SKIP: reference data absent: golden/coco"
fi

# --- one truth in every format ---
demo=$dir/demo
demo "$demo"
journal=$demo/global.jsonl.gz
[ -f "$journal" ] || journal=$(ls "$demo"/*.jsonl* | head -1)
figures() { # DATA
    "$build/mltest" eval --truth "$1" --predictions "$journal" >"$dir/out" 2>"$dir/err" &&
        sed -n 1,12p "$dir/out"
}
same() { # FORMAT
    "$build/mltest" convert "$demo/smears" "$dir/$1" --format "$1" >/dev/null 2>&1 &&
        figures "$dir/$1" >"$dir/$1.txt" && cmp -s "$dir/voc.want" "$dir/$1.txt"
}
# The clean predictions of the journal, as YOLO's text files.
yolo_folder() {
    mkdir -p "$dir/labels" && "$python" - "$journal" "$dir/labels" <<'EOF'
import gzip
import json
import os
import sys

sizes = {}
opener = gzip.open if open(sys.argv[1], "rb").read(2) == b"\x1f\x8b" else open
for line in opener(sys.argv[1], "rt", encoding="utf-8"):
    record = json.loads(line)
    if record["type"] == "sample":
        sizes[record["id"]] = record["width"], record["height"]
    if record["type"] != "outcome" or record["condition"] != "clean":
        continue
    width, height = sizes[record["id"]]
    stem = os.path.splitext(os.path.basename(record["id"]))[0]
    with open("%s/%s.txt" % (sys.argv[2], stem), "w", encoding="utf-8") as f:
        for cls, score, x, y, w, h in record["pred"]:
            numbers = (x + w / 2) / width, (y + h / 2) / height, w / width, h / height, score
            f.write("%d %s\n" % (cls, " ".join(map(repr, numbers))))
EOF
}
yolo_predictions() {
    yolo_folder && "$build/mltest" eval --truth "$demo/smears" --predictions "$dir/labels" \
        >"$dir/out" 2>"$dir/err" && sed -n 1,12p "$dir/out" | cmp - "$dir/voc.want"
}
if figures "$demo/smears" >"$dir/voc.want" && grep -q "Average Precision" "$dir/voc.want"; then
    for format in voc coco csv createml openimages yolo; do
        check "$format: the figures of the original" same "$format"
    done
    check "predictions as YOLO's text files: the same figures" yolo_predictions
else
    # without Expat there is no Pascal VOC to read
    sed 's/^/     /' "$dir/err"
    check "the reason is said" grep -q "no Expat" "$dir/err"
fi

# --- what is said of bad input ---
refused() { # STATUS WORDS FLAGS…
    want=$1
    words=$2
    shift 2
    "$build/mltest" eval "$@" >"$dir/out" 2>"$dir/err"
    status=$?
    sed "s|$dir/||g; s/^/     /" "$dir/err"
    [ $status -eq "$want" ] && grep -qF -- "$words" "$dir/err"
}
box='"bbox":[10,10,20,20]'
printf '{"images":[{"id":1}],"categories":[{"id":1,"name":"a"}],"annotations":[{"id":1,"image_id":1,"category_id":1,%s,"area":400,"iscrowd":0}]}' "$box" >"$dir/t.json"
printf '[{"image_id":1,"category_id":1,%s,"score":1},{"image_id":5,"category_id":1,%s,"score":1}]' "$box" "$box" >"$dir/unlisted.json"
printf '[{"image_id":1,"category_id":1,%s,"score":NaN}]' "$box" >"$dir/nan.json"
printf '[{"image_id":1,"category_id":1,%s' "$box" >"$dir/cut.json"
printf '[]' >"$dir/empty.json"
check "no truth" refused 2 "--truth is missing" --predictions "$dir/nan.json"
check "no predictions" refused 2 "--predictions is missing" --truth "$dir/t.json"
check "a file that is not there" refused 3 "nowhere.json" --truth "$dir/t.json" --predictions "$dir/nowhere.json"
check "a file that is cut" refused 3 "cut.json" --truth "$dir/t.json" --predictions "$dir/cut.json"
check "an image that is not listed" refused 3 "unlisted.json: result 2" --truth "$dir/t.json" --predictions "$dir/unlisted.json"
check "NaN" refused 3 "nan.json: result 1: its score" --truth "$dir/t.json" --predictions "$dir/nan.json"
check "nothing found at all" refused 3 "empty.json" --truth "$dir/t.json" --predictions "$dir/empty.json"
check "arrays where nothing can be written" refused 3 "/nowhere/" --truth "$dir/t.json" --predictions "$dir/nan.json" --lenient --dump-arrays /nowhere/a
lenient() {
    "$build/mltest" eval --truth "$dir/t.json" --predictions "$dir/unlisted.json" --lenient >"$dir/out" &&
        grep -q "note: a result for an image that is not listed: 1, first result 2" "$dir/out"
}
check "lenient counts it and goes on" lenient

# --- more than COCO's twelve lines ---
printf '[{"image_id":1,"category_id":1,%s,"score":0.75}]' "$box" >"$dir/p.json"
everything() {
    "$build/mltest" eval --truth "$dir/t.json" --predictions "$dir/p.json" --voc voc2012 --tide --confusion iou \
        --operating --calibration default --bins 2 --iou 0.5,0.9 --max-dets 1,2,100 --threads 1 >"$dir/out" 2>"$dir/err" &&
        grep -q "^mAP, voc2012, at IoU 0.50: 1.0000" "$dir/out" && grep -q "^AP50 100.00" "$dir/out" &&
        grep -q "^a *a *1$" "$dir/out" && grep -q "^all classes *0.750 *1.000" "$dir/out" &&
        grep -q "^expected calibration error 0.2500" "$dir/out" && grep -q "maxDets=  2 " "$dir/out"
}
check "everything that can be asked for" everything
check "a preset that there is not" refused 3 "voc2113" --truth "$dir/t.json" --predictions "$dir/p.json" --voc voc2113
check "thresholds that are none" refused 3 "ious 'x'" --truth "$dir/t.json" --predictions "$dir/p.json" --iou x
check "no threads" refused 2 "--threads 0" --truth "$dir/t.json" --predictions "$dir/p.json" --threads 0

finish
