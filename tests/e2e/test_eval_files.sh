#!/bin/sh
# SPDX-License-Identifier: MIT
# `mltest eval` on COCO's pair of files: what must hold whatever the numbers are, what doc/eval.md
# says of odd files, and what is said of files that were made to harm.
#   test_eval_files.sh [FOLDER OF THE BUILD VARIANT]
. tests/e2e/begin.sh
cd "$dir" || exit 1

eval_files() { # TRUTH RESULTS FLAGS…
    truth=$1
    results=$2
    shift 2
    (ulimit -v 2000000 && exec timeout 20 "$build/mltest" eval --truth "$truth" \
        --predictions "$results" "$@") >out 2>err </dev/null
}
# Whether figures are those: the others do not matter.
figures() { # NAME=VALUE…
    "$python" - out "$@" <<'PY'
import json
import sys



def once(pairs):
    if len(dict(pairs)) < len(pairs):
        sys.exit("a key is there twice")
    return dict(pairs)


with open(sys.argv[1], encoding="utf-8") as f:
    got = json.load(f, object_pairs_hook=once)
for row in got.get("tide_kinds", []):
    got["tide_" + row["kind"]] = row["dAP"]
bad = ["%s is %r" % (name, got[name]) for name, want in (a.split("=") for a in sys.argv[2:])
       if abs(got[name] - float(want)) > 2.3e-16]
print("     " + ", ".join(bad) if bad else "", end="\n" if bad else "")
sys.exit(bool(bad))
PY
}

# --- what must hold whatever the numbers are ---
# Fifty images without equal scores, and the same in other orders, with other ids, as a perfect
# detector would find them.
"$python" - <<'PY'
import json
import random

r = random.Random(7)


def write(name, value):
    with open(name, "w", encoding="utf-8") as f:
        json.dump(value, f)


def shuffled(items):
    return r.sample(items, len(items))


images = [{"id": i} for i in range(1, 51)]
classes = [{"id": c, "name": "c%d" % c} for c in (3, 5, 8)]
truths = []
for i in range(200):
    side = r.choice([12, 60, 150])
    box = [r.randint(0, 400), r.randint(0, 300), side + r.randint(0, 9), side + r.randint(0, 9)]
    truths.append({"id": i + 1, "image_id": r.randint(1, 50), "category_id": r.choice([3, 5, 8]),
                   "bbox": box, "area": box[2] * box[3], "iscrowd": int(r.random() < .05)})
results = []
for t in truths * 2:
    box = [v + r.gauss(0, 3) for v in t["bbox"]]
    results.append({"image_id": t["image_id"], "category_id": r.choice([t["category_id"], 3]),
                    "bbox": box, "score": r.random()})
assert len({x["score"] for x in results}) == len(results)
truth = {"images": images, "annotations": truths, "categories": classes}
write("t.json", truth)
write("r.json", results)
write("r-shuffled.json", shuffled(results))
write("t-shuffled.json", {key: shuffled(value) for key, value in reversed(truth.items())})
new = dict(zip(range(1, 51), r.sample(range(-10 ** 12, 10 ** 12), 50)))
write("t-renamed.json", {"images": [{"id": new[i["id"]]} for i in images], "categories": classes,
                         "annotations": [dict(t, image_id=new[t["image_id"]], id=t["id"] - 777)
                                         for t in truths]})
write("r-renamed.json", [dict(x, image_id=new[x["image_id"]]) for x in results])
write("r-halved.json", [dict(x, score=x["score"] / 2) for x in results])
write("r-more.json", [dict(results[0], category_id=99, score=2)] + results)
write("r-perfect.json", [dict(x, score=r.random()) for x in truths if not x["iscrowd"]])
PY
same() { # TRUTH RESULTS: the figures, the classes and the arrays of the first pair
    eval_files "$1" "$2" --json --dump-arrays a && cmp out want.json && cmp a.precision.f64 \
        want.precision.f64 && cmp a.recall.f64 want.recall.f64 && cmp a.scores.f64 want.scores.f64
}
eval_files t.json r.json --json --dump-arrays want && cp out want.json
check "the pair has figures" grep -q '"AP": *0\.[1-9]' want.json
check "again: the same bytes" same t.json r.json
check "images and annotations in another order" same t-shuffled.json r.json
check "results in another order" same t.json r-shuffled.json
check "both" same t-shuffled.json r-shuffled.json
check "other ids" same t-renamed.json r-renamed.json
halved() {
    eval_files t.json r-halved.json --json --dump-arrays a && cmp out want.json &&
        cmp a.precision.f64 want.precision.f64 && ! cmp -s a.scores.f64 want.scores.f64
}
check "half of every score: only the scores change" halved
more() {
    eval_files t.json r-more.json --dump-arrays a && cmp a.precision.f64 want.precision.f64 &&
        cmp a.recall.f64 want.recall.f64 && grep -q "a result of a category that is not listed: 1" out
}
check "a result of another category changes nothing, and is counted" more
perfect() {
    eval_files t.json r-perfect.json --tide --json &&
        figures AP=1 AP50=1 AP75=1 APs=1 APm=1 APl=1 AR100=1 ARs=1 ARm=1 ARl=1 tide_Cls=0 \
            tide_Loc=0 tide_Both=0 tide_Dupe=0 tide_Bkg=0 tide_Miss=0
}
check "the truth as predictions: all 1, but for the last bit, and no error costs anything" perfect

# --- odd files ---
head='{"images":[{"id":1},{"id":2}],"categories":[{"id":1,"name":"a"}],"annotations":['
box='"bbox":[10,10,20,20]'
away='"bbox":[90,90,20,20]'
annotation() { # ID IMAGE [BOX [REST]]
    printf '{"id":%s,"image_id":%s,"category_id":1,%s,%s}' "$1" "$2" "${3:-$box}" \
        "${4:-\"area\":400,\"iscrowd\":0}"
}
truth() { # ANNOTATION…: writes odd.json
    { printf '%s' "$head"; printf '%s' "$1"; shift; [ $# -eq 0 ] || printf ',%s' "$@"; printf ']}'; } >odd.json
}
result() { # IMAGE BOX SCORE
    printf '{"image_id":%s,"category_id":1,%s,"score":%s}' "$1" "$2" "$3"
}
results() { # RESULT…: writes found.json
    { printf '[%s' "$1"; shift; [ $# -eq 0 ] || printf ',%s' "$@"; printf ']'; } >found.json
}
gives() { # FIGURES… [-- FLAGS…]
    want=
    while [ $# -gt 0 ] && [ "$1" != -- ]; do
        want="$want $1"
        shift
    done
    [ $# -eq 0 ] || shift
    # shellcheck disable=SC2086 -- words on purpose
    eval_files odd.json found.json --json "$@" && figures $want
}
counted() { # WORDS FIGURES… [-- FLAGS…]
    words=$1
    shift
    gives "$@" && grep -qF -- "$words" out
}
refused() { # WORDS
    eval_files odd.json found.json
    status=$?
    sed 's/^/     /' err
    [ $status -eq 3 ] && grep -qF -- "$1" err
}
one=$(annotation 7 1)
hit=$(result 1 "$box" 0.5)
miss=$(result 1 "$away" 0.5)

truth ""
results "$hit"
check "no truth at all: nothing to average" gives AP=-1 AP50=-1 APs=-1 AR1=-1 AR100=-1 ARl=-1
truth "$one"
printf '[]' >found.json
check "no results at all: refused" refused "found.json: no results at all"
check "lenient: 0, not -1" gives AP=0 AP50=0 APs=0 APm=-1 AR1=0 AR100=0 -- --lenient
results "$hit" "$miss"
check "equal scores, the right one first" gives AP=1 AP50=1 AR1=1
results "$miss" "$hit"
check "equal scores, the wrong one first" gives AP=.5 AP50=.5 AR1=0 AR10=1
truth "$(annotation 7 2)"
results "$(result 2 "$box" 0.5)" "$miss"
check "equal scores: the image with the smaller id first" gives AP=.5 AR1=1
truth "$one" "$(annotation 8 1 '"bbox":[10,10,0,20]' '"area":0,"iscrowd":0')"
results "$hit" "$(result 1 '"bbox":[10,10,0,20]' 0.4)"
check "boxes without area overlap nothing, themselves included" \
    counted "an annotation's box without area" AP=.5049504950495048 AR100=.5
truth "$(annotation 0 1)"
results "$hit"
check "a match with annotation id 0 is none" \
    counted "annotation id 0: a match with it counts as none" AP=0 AR100=0
truth "$(annotation 7 2)" "$(annotation 7 1)"
results "$hit" "$(result 2 "$box" 0.4)"
check "of two annotations with one id the last stands for both" \
    counted "an annotation id that was there before" AP=.5049504950495048 AR100=.5
truth "$(annotation 7 1 "$box" '"area":400,"iscrowd":0,"ignore":1')"
results "$hit"
check "ignore has no effect" gives AP=1 APs=1
truth "$one" "$(annotation 8 1 "$away" '"area":400,"iscrowd":1')"
results "$hit" "$(result 1 "$away" 0.9)" "$(result 1 "$away" 0.8)"
check "a crowd may be found often" gives AP=1 AR100=1
truth "$(annotation 7 1 "$box" '"area":2000,"iscrowd":0')"
results "$hit"
check "the size is the file's area" gives AP=1 APs=-1 APm=1 APl=-1
truth "$one"
results "$(result 1 "$box" NaN)" "$(result 1 "$away" -5)"
check "a score that is NaN: refused" refused "found.json: result 1: its score is not a number"
check "lenient: it comes last" gives AP=.5 AR1=0 AR100=1 -- --lenient
truth "$(annotation 7 1 "$box" '"area":NaN,"iscrowd":0')"
results "$hit"
check "an area that is NaN: refused" refused "odd.json: annotation 1: its area is not a number"
check "lenient: it is in every range" gives AP=1 APs=1 APm=1 APl=1 -- --lenient
truth "$one" "$(annotation 8 1 "$away" '"iscrowd":0')"
check "no area: refused" refused 'odd.json: annotation 2: no "area"'
check "lenient: width × height" counted 'no \"area\"' AP=.5049504950495048 ARs=.5 -- --lenient
truth "$one" "$(annotation 8 1 "$away" '"area":400')"
check "no iscrowd: refused" refused 'odd.json: annotation 2: no "iscrowd"'
check "lenient: 0" counted 'no \"iscrowd\"' AP=.5049504950495048 -- --lenient
truth "$one"
results "$hit" "$(result 3 "$box" 0.9)"
check "an image that is not listed: refused" refused "found.json: result 2: a result for an image"
check "lenient: it is left out" counted "for an image that is not listed" AP=1 -- --lenient

# --- files that were made to harm ---
says() { # FILE PLACE WORDS: refused with all of them
    eval_files odd.json found.json
    status=$?
    sed 's/^/     /' err | cut -c1-160
    [ $status -eq 3 ] && grep -qF -- "$1" err && grep -q -- "$2" err && grep -qF -- "$3" err
}
line=':1: column [0-9]*: '
bad_truth() { # TEXT_OF_THE_ANNOTATION WORDS
    truth "$1"
    results "$hit"
    check "truth: $2 <$(printf '%s' "$1" | cut -c1-70)>" says odd.json "$line" "$2"
}
bad_result() {
    truth "$one"
    results "$1"
    check "results: $2 <$(printf '%s' "$1" | cut -c1-70)>" says found.json "$line" "$2"
}
bad_truth '[]' "an object"
bad_truth '{"id":"seven"}' "an integer"
bad_truth '{"id":1.5}' "an integer"
bad_truth '{"id":1e30}' "an integer"
bad_truth '{"id":99999999999999999999}' "an integer"
bad_truth '{"id":NaN}' "an integer"
bad_truth '{"id":null}' "an integer"
bad_truth '{"id":1}' '"image_id"'
bad_truth '{"id":1,"image_id":1,"category_id":1}' '"bbox"'
bad_truth '{"bbox":"10 10 20 20"}' "a box"
bad_truth '{"bbox":{"x":10}}' "a box"
bad_truth '{"bbox":[1,2,3]}' "a number"
bad_truth '{"bbox":[1,2,3,4,5]}' "a box of four numbers"
bad_truth '{"bbox":[1,2,3,1e999]}' "a finite number"
bad_truth '{"bbox":[1,2,-Infinity,4]}' "a finite number"
bad_truth '{"area":"400"}' "a number"
bad_truth '{"area":[400]}' "a number"
bad_truth '{"iscrowd":"no"}' "true or false"
bad_truth '{"iscrowd":null}' "true or false"
bad_truth '{"id":01}' "a number"
bad_truth "{\"id\":1,\"x\":$(printf '%0100000d' 0 | tr 0 '[')" "levels of nesting"
bad_truth "{\"x\":\"$(printf '\377')\"}" "UTF-8"
bad_result '7' "an object"
bad_result '{"image_id":"1"}' "an integer"
bad_result '{"image_id":true}' "an integer"
bad_result "{\"image_id\":1,\"category_id\":1,$box}" '"score"'
bad_result "{\"image_id\":1,\"category_id\":1,$box,\"score\":\"high\"}" "a number"
bad_result "{\"image_id\":1,\"category_id\":1,$box,\"score\":.5}" "a number"
bad_result "{\"image_id\":1,\"category_id\":1,$box,\"score\":1e}" "a number"
bad_result '{"bbox":[]}' "a number"
bad_result '{"bbox":[1,2,3,true]}' "a number"
bad_result "{\"a\":$(printf '%0100000d' 0 | tr 0 '[')" "levels of nesting"
bad_result '{"a":1 "b":2}' "',' or '}'"
bad_result '{"a" 1}' "':'"
truth "$one"
results "$hit],"
check "text behind the end" says found.json "$line" "nothing more"

# Cut after every byte: an error that names a file, never a crash or figures.
cut_everywhere() { # FILE
    cp "$1" whole.json
    n=$(wc -c <whole.json)
    i=0
    while [ $i -lt "$n" ]; do
        head -c $i whole.json >"$1"
        "$build/mltest" eval --truth odd.json --predictions found.json >out 2>err
        status=$?
        if [ $status -ne 3 ] || ! grep -q '\.json' err; then
            echo "     after $i bytes: status $status, $(cat err)"
            return 1
        fi
        i=$((i + 1))
    done
    cp whole.json "$1"
}
truth "$one"
results "$hit"
check "truth that is cut after any byte" cut_everywhere odd.json
check "results that are cut after any byte" cut_everywhere found.json
check "whole again" gives AP=1

finish
