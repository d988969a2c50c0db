#!/bin/sh
# SPDX-License-Identifier: MIT
# The mistakes of a first hour: each is answered in words that name the place and the remedy, with
# the documented exit status, and leaves nothing broken. Prints the table of all of them.
#   test_mistakes.sh [BUILD]
. tests/e2e/begin.sh
child="process:$build/tests/process_child"

# expect STATUS WORDS TITLE ARGUMENTS…: the command's stderr must have the words.
expect() {
    want=$1
    words=$2
    title=$3
    shift 3
    (cd "$dir" && timeout 60 "$build/mltest" "$@") >"$dir/out" 2>"$dir/err"
    status=$?
    if [ $status -eq "$want" ] && { [ -z "$words" ] || grep -qF -- "$words" "$dir/err"; }; then
        passed=$((passed + 1))
        mark="ok  "
    else
        failed=$((failed + 1))
        mark="BAD "
    fi
    printf '%s %-46s %3d  %s\n' "$mark" "$title" $status \
        "$(grep -F -- "${words:-mltest}" "$dir/err" | tail -n 1 | sed "s|$dir/||g")"
}
run() { # DATASET PREDICTOR FLAGS…
    data=$1
    model=$2
    shift 2
    rm -f "$dir/r.jsonl.gz"
    expect "$status_wanted" "$words_wanted" "$title_wanted" run --quiet --dataset "$data" \
        --predictor "$model" --suite clean,saturate@3 --out r.jsonl.gz "$@"
}
run_expects() {
    status_wanted=$1
    words_wanted=$2
    title_wanted=$3
    shift 3
    run "$@"
}
has_yaml() {
    printf 'train: x\nnames: [a]\n' >"$dir/y.yaml"
    ! "$build/mltest" inspect "$dir/y.yaml" 2>&1 | grep -q "no libyaml"
}

demo "$dir/demo"
good=$dir/demo/smears
first=$(ls "$good/JPEGImages" | head -1)

echo "     mistake                                  status  what is said"
# --- what is there ---
expect 3 "there is no such file or folder" "missing data set" inspect nowhere
expect 3 "give the one this picture is in" "a picture instead of a folder" inspect "$good/JPEGImages/$first"
expect 3 "give the folder that holds Annotations/" "an annotation instead of a folder" \
    inspect "$good/Annotations/$(ls "$good/Annotations" | head -1)"
mkdir "$dir/empty"
expect 3 "the folder is empty" "an empty folder" inspect empty
expect 3 "did you mean \"coco\"?" "an unknown format" inspect --format cocco "$good"
expect 3 "There are:" "a split that is not there" inspect --split tset "$good"
expect 2 "no flag" "a flag that is not there" run --datset x
expect 2 "--predictor is missing" "no predictor" run --dataset "$good" --out r.jsonl.gz
expect 2 "no verb is named" "a verb that is not there" insepct x

# --- labels ---
mkdir -p "$dir/yolo/images" "$dir/yolo/labels"
cp "$good/JPEGImages/$first" "$dir/yolo/images/a.${first##*.}"
if has_yaml; then
    printf 'train: images\nnames: [a, b, c]\n' >"$dir/yolo/data.yaml"
    echo "7 0.5 0.5 0.1 0.1" >"$dir/yolo/labels/a.txt"
    expect 3 "labels/a.txt:1: class 7 is none of the 3 classes" "class 7 of 3" inspect yolo
    echo "0 320 240 20 20" >"$dir/yolo/labels/a.txt"
    expect 3 "are these pixels?" "pixels in a YOLO file" inspect yolo
    echo "0 0.5 0.5 0.1 0.1 0.9" >"$dir/yolo/labels/a.txt"
    expect 3 "are these predictions with scores?" "predictions as labels" inspect yolo
    rm "$dir/yolo/labels/a.txt"
    expect 0 "a picture has no label file" "a picture without label file" inspect yolo
    echo "" >"$dir/yolo/labels/b.txt"
    expect 0 "a label file has no picture" "a label file without picture" inspect yolo
    printf 'train: images\nnames: [a, b\n' >"$dir/yolo/data.yaml"
    expect 3 "data.yaml:" "a bracket missing in data.yaml" inspect yolo
    printf 'train: images\nnc: 3\nnames: [a, b]\n' >"$dir/yolo/data.yaml"
    expect 3 "nc is 3, but there are 2 names" "nc and names differ" inspect yolo
    printf 'train:\n\t- images\nnames: [a]\n' >"$dir/yolo/data.yaml"
    expect 3 "here is a tab" "a tab in data.yaml" inspect yolo
    printf 'train: ../../../etc\nnames: [a]\n' >"$dir/yolo/data.yaml"
    expect 3 "no picture in the folders of data.yaml" "a path out of the folder" inspect yolo
else
    echo "SKIP: built without libyaml"
fi
mkdir "$dir/coco"
cp "$good/JPEGImages/$first" "$dir/coco/a.${first##*.}"
coco() { # JSON
    printf '%s' "$1" >"$dir/coco/l.json"
}
image="{\"id\":1,\"file_name\":\"a.${first##*.}\"}"
coco "{\"images\":[$image,$image],\"categories\":[]}"
expect 3 "image id 1 is there twice" "duplicate image ids" inspect coco
box="\"image_id\":1,\"category_id\":1,\"bbox\":[1,1,20,20]"
coco "{\"images\":[$image],\"categories\":[{\"id\":1,\"name\":\"x\"},{\"id\":1,\"name\":\"y\"}]}"
expect 3 "category id 1 is there twice" "duplicate category ids" inspect coco
coco "{\"images\":[$image],\"categories\":[{\"id\":1,\"name\":\"x\"}],\"annotations\":[{\"id\":7,$box},{\"id\":7,$box}]}"
expect 0 "annotation 7" "duplicate annotation ids" inspect coco
coco "{\"images\":[$image,{\"id\":2,\"file_name\":\"a.${first##*.}\"}],\"categories\":[]}"
expect 3 "have the same id" "two images of one file" inspect coco
coco "{\"images\":[$image],\"categories\":[{\"id\":1,\"name\":\"x\"}],\"annotations\":[{\"id\":1,\"image_id\":1,\"category_id\":9,\"bbox\":[1,1,2,2]}]}"
expect 3 "category_id 9 is none of the 1 categories" "an unknown category" inspect coco
coco "{\"images\":[{\"id\":1,\"file_name\":\"/etc/passwd\"}],\"categories\":[]}"
expect 3 "leads out of the data set's folder" "an absolute path" inspect coco
coco "{\"images\":[{\"id\":1,\"file_name\":\"b.png\"}],\"categories\":[]}"
expect 3 "say with pictures in which folder" "pictures somewhere else" inspect coco
coco "{\"images\":[$image,"
expect 3 "l.json:1" "a torn JSON file" inspect coco
printf 'a\n' >"$dir/names.txt"
expect 3 "is not in" "a class that is not in --classes" inspect --classes names.txt "$good"

# --- pictures ---
mkdir "$dir/torn"
head -c 300 "$good/JPEGImages/$first" >"$dir/torn/a.jpg"
run_expects 4 "a.jpg" "a torn picture" torn "$child normal"
echo "no picture" >"$dir/torn/a.jpg"
run_expects 4 "not a PNG or JPEG file" "a text as a picture" torn "$child normal"

# --- suites ---
expect 3 "did you mean 'quick'?" "a suite that is not there" run --dataset "$good" --predictor "$child normal" --suite quik --out r.jsonl.gz
expect 3 "fog" "a kind that is not there" run --dataset "$good" --predictor "$child normal" --suite fgo@3 --out r.jsonl.gz
printf '{"conditions": ["fog@3",\n "fog@3"]}' >"$dir/s.json"
expect 3 "already" "a condition twice" run --dataset "$good" --predictor "$child normal" --suite s.json --out r.jsonl.gz
printf '{"condition": ["fog@3"]}' >"$dir/s.json"
expect 3 "s.json:1" "a typing error in a suite" run --dataset "$good" --predictor "$child normal" --suite s.json --out r.jsonl.gz

# --- predictors ---
run_expects 3 "expected process:CMD" "a predictor of no kind" "$good" model.py --limit 2
run_expects 4 "no-such-program" "a program that is not there" "$good" "process:no-such-program" --limit 2
run_expects 4 "" "a predictor that exits" "$good" "$child exit-at-start" --limit 2
run_expects 4 "" "a predictor that prints garbage" "$good" "$child garbage" --limit 2
run_expects 4 "" "a predictor that hangs" "$good" "$child hang" --limit 1 --timeout 1
run_expects 4 "" "a predictor that answers twice" "$good" "$child twice" --limit 2
run_expects 0 "were not finite (left out)" "a predictor that says NaN" "$good" "$child nan" --limit 2
run_expects 0 "boxes of the model" "a predictor with negative sizes" "$good" "$child negative" --limit 2
run_expects 3 "there is no such file" "a plugin that is not there" "$good" plugin:./gone.so

# --- journals and disks ---
run_expects 0 "" "(a good run)" "$good" "$child normal" --limit 2
cp "$dir/r.jsonl.gz" "$dir/j.jsonl.gz"
expect 3 "exists" "a journal that is there already" run --quiet --dataset "$good" --predictor "$child normal" --suite clean,saturate@3 --limit 2 --out j.jsonl.gz
expect 3 "it is of another run" "another suite on resume" run --quiet --dataset "$good" --predictor "$child normal" --suite clean,saturate@1 --limit 2 --resume --out j.jsonl.gz
expect 3 "not" "no folder for the journal" run --quiet --dataset "$good" --predictor "$child normal" --suite clean --limit 1 --out no/such/j.jsonl.gz
expect 3 "/dev/full" "a device as the journal" run --quiet --dataset "$good" --predictor "$child normal" --suite clean --limit 1 --resume --out /dev/full
head -c 40 "$dir/j.jsonl.gz" >"$dir/t.jsonl.gz"
expect 3 "t.jsonl.gz" "a journal torn in its head" score t.jsonl.gz
echo "hello" >"$dir/h.jsonl"
expect 3 "h.jsonl" "a text instead of a journal" score h.jsonl
expect 3 "not an empty folder" "converting onto something" convert --format coco "$good" coco
expect 3 "there are:" "converting to no format" convert --format cocoo "$good" out
expect 0 "" "(the journal is still good)" score j.jsonl.gz

finish
