#!/bin/sh
# SPDX-License-Identifier: MIT
# Journals that do not belong together: of another data set, task, suite, seed or score floor, of
# other classes or pictures, or with samples missing. Whoever takes two of them refuses, or uses what
# both have, and says what differs. Prints the table.   test_journals.sh [BUILD]
. tests/e2e/begin.sh

# expect STATUS WORDS TITLE ARGUMENTS…: what is printed must have the words.
expect() {
    want=$1
    words=$2
    title=$3
    shift 3
    (cd "$dir" && "$build/mltest" "$@") >"$dir/out" 2>&1
    status=$?
    if [ $status -eq "$want" ] && { [ -z "$words" ] || grep -qF -- "$words" "$dir/out"; }; then
        passed=$((passed + 1))
        mark="ok  "
    else
        failed=$((failed + 1))
        mark="BAD "
    fi
    said=$(grep -F -- "$words" "$dir/out" | tail -n 1)
    printf '%s %-38s %3d  %s\n' "$mark" "$title" $status "${said:-$(tail -n 1 "$dir/out")}"
}

demo "$dir/demo"
# What the demo has found, and the same with one thing changed each.
"$python" - "$dir" <<'END'
import copy
import gzip
import json
import sys

folder = sys.argv[1]
with gzip.open(folder + "/demo/local.jsonl.gz", "rt", encoding="utf-8") as file:
    lines = [json.loads(line) for line in file]
lines = [line for line in lines if line["type"] != "end"]
samples = [line["id"] for line in lines if line["type"] == "sample"]


def write(name, change=None, keep=None):
    out = copy.deepcopy(lines)
    if change is not None:
        change(out)
    with open("%s/%s.jsonl" % (folder, name), "w", encoding="utf-8") as file:
        for line in out:
            if keep is None or keep(line):
                file.write(json.dumps(line, separators=(",", ":")) + "\n")


def run(**values):
    return lambda out: out[0].update(values)


def rename(old, new):
    def change(out):
        for line in out:
            for key in ("name", "condition"):
                if isinstance(line.get(key), str):
                    line[key] = line[key].replace(old, new)
            for step in line.get("steps", []):
                step["kind"] = step["kind"].replace(old, new)
    return change


def every_condition(out):
    for line in out:
        for key in ("name", "condition"):
            if line["type"] != "run" and isinstance(line.get(key), str):
                line[key] = line[key].replace("@3", "@4").replace("dither:r1@1", "dither:r1@2")


def other_picture(out):
    next(line for line in out if line["type"] == "sample")["hash"] = "00000000000000ff"


def class_name(out):
    out[0]["classes"][1] = "leukocyte"


floor = lines[0].get("score_floor") or 0
write("same")
write("own")
write("data", run(dataset=dict(lines[0]["dataset"], name="zoo", fingerprint="00000000000000aa")))
write("task", run(task="classification"),
      lambda line: line["type"] in ("run", "condition", "sample"))
write("classes", class_name)
write("seed", run(seed=99))
write("floor", run(score_floor=0.25))
write("floor0", run(score_floor=0.0))
write("suite", rename("fog:r1@3", "fog:r1@4"))
write("no_condition", every_condition)
write("missing", keep=lambda line: line.get("id") != samples[3])
write("picture", other_picture)
END
echo '[{"no_worse_than": {"baseline": "base.jsonl", "on": ["risk", "affected(fog@3)", "mAP50"],
  "margin": {"risk": 10, "mAP50": 0.05, "affected": 0.2}}}]' >"$dir/g.json"

echo "     what differs                       status  what is said"
baseline() { # STATUS WORDS NAME
    expect "$1" "$2" "score --baseline: $3" score floor0.jsonl --baseline "$3.jsonl"
}
baseline 0 "against local; of mAP" same
baseline 3 "was run on data set 'zoo', not on 'smears'" data
baseline 3 "have different tasks: detection and classification" task
baseline 3 "know different classes: class 1 is " classes
baseline 3 "has seed 99, not " seed
baseline 3 "has score floor 0.25, not 0" floor
baseline 0 "note: the baseline local has 8 of the 9 conditions: corruption errors are of these" suite
baseline 3 "has none of the conditions that local was run under" no_condition
baseline 3 "lacks sample 'JPEGImages/smear_003.jpg' (it has 59, not 60)" missing
baseline 3 "is another picture in the baseline local" picture
expect 3 "has sample 'JPEGImages/smear_003.jpg', which is not there" "score: the baseline has more" \
    score missing.jsonl --baseline own.jsonl

expect 0 "at confidence 0." "score --calibration: other data set" score own.jsonl --calibration data.jsonl
expect 3 "knows other classes than local" "score --calibration: other classes" \
    score own.jsonl --calibration classes.jsonl
expect 3 "calibration: expected a journal of a detector" "score --calibration: other task" \
    score own.jsonl --calibration task.jsonl

compare() { # STATUS WORDS NAME FLAGS…
    named=$3
    expect "$1" "$2" "compare: $named ${4:-}" compare floor0.jsonl "$named.jsonl" --resamples 20 ${4:-}
}
compare 0 "no evidence of a difference in stability" same
compare 3 "was run on data set 'smears', local on 'zoo': they differ" data
compare 3 "have different tasks" task
compare 3 "know different classes: class 1 is 'RBC' and 'leukocyte'" classes
compare 0 "was run with seed 0, local with 99" seed
compare 0 "average precision is not compared: local reports scores from 0 on, local from 0.25" floor
compare 3 'name is "fog:r1@4", expected "fog:r1@3"' suite
compare 3 'name is "gaussian_noise:r1@4"' no_condition
compare 3 "has 60 samples, local has 59; the option intersection" missing
compare 3 "is another picture or has other labels in local than in local" picture
compare 0 "intersection: local was run on data set 'smears'" data --intersection
compare 3 "know different classes" classes --intersection
compare 0 "1 of 11 conditions of local are left out: fog:r1@4" suite --intersection
compare 0 "9 of 11 conditions of local are left out" no_condition --intersection
compare 0 "1 of 60 samples of local are left out" missing --intersection
compare 0 "are other pictures or have other labels, and are left out" picture --intersection

gate() { # STATUS WORDS NAME
    expect "$1" "$2" "gate --baseline: $3" gate floor0.jsonl --gates g.json --baseline "$3.jsonl"
}
gate 3 "was run on data set 'smears', its baseline local on 'zoo': they differ" data
gate 3 "have different tasks" task
gate 3 "know different classes" classes
gate 3 "were run with different seeds" seed
gate 3 "is another picture in the baseline local" picture
gate 1 "fog:r1@3" suite
gate 0 "pass     risk no worse than" missing

merge() { # WORDS NAME
    rm -f "$dir/merged.jsonl"
    expect 3 "$1" "merge: $2" merge merged.jsonl own.jsonl "$2.jsonl"
}
rm -f "$dir/merged.jsonl"
expect 0 "" "merge: same" merge merged.jsonl own.jsonl same.jsonl
merge 'run record: dataset.name is "zoo", expected "smears"; it is of another run' data
merge 'run record: task is "classification", expected "detection"' task
merge 'run record: classes is "leukocyte", expected "' classes
merge "run record: seed is 99, expected " seed
merge "run record: score_floor is 0.25, expected " floor
merge 'condition record 4: name is "fog:r1@4", expected "fog:r1@3"' suite
merge 'condition record 2: name is "gaussian_noise:r1@4"' no_condition
merge "JPEGImages/smear_000.jpg" picture

finish
