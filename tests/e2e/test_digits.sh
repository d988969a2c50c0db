#!/bin/sh
# SPDX-License-Identifier: MIT
# Classification end to end: the example's data set, journals, figures and comparison, with top-1,
# top-5, consistency and probabilities recomputed from the journal's lines.
#   test_digits.sh [FOLDER OF THE BUILD VARIANT]
set -u
build=$(cd "${1:-build/default}" && pwd)
python=${PYTHON:-python3}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM
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

mkdir "$dir/a" "$dir/b"
example() {
    "$build/examples/digits" "$dir/a" >"$dir/text"
}
check "the example runs" example
tail -n 22 "$dir/text" | sed 's/^/     /'
inspect() {
    "$build/mltest" inspect --json "$dir/a/digits" >"$dir/inspect.json" &&
        "$python" -c '
import json, sys
d = json.load(open(sys.argv[1]))
counts = [c["objects"] for c in d["classes"]]
sys.exit(d["dataset"]["format"] != "classes" or counts != [12] * 10)' "$dir/inspect.json"
}
check "its data set is ten folders of twelve pictures" inspect

# The journal's own lines against what `mltest score` says.
cat >"$dir/figures.py" <<'EOF'
import gzip
import json
import sys

score = json.load(open(sys.argv[1], encoding="utf-8"))
classes, clean, outcomes = None, {}, {}
with gzip.open(sys.argv[2], "rt", encoding="utf-8") as lines:
    for line in map(json.loads, lines):
        if line["type"] == "run":
            classes = line["classes"]
        elif line["type"] == "outcome":
            outcomes.setdefault(line["condition"], {})[line["id"]] = line["top"]
clean = outcomes["clean"]
bad = 0


def expect(what, got, want):
    global bad
    if abs(got - want) > 1e-9:
        bad += 1
        print("     %s: %r, from the journal %r" % (what, got, want))


def spread(a, b):
    """1 - the total variation of two answers."""
    a, b = dict(a), dict(b)
    return 1 - sum(abs(a.get(c, 0) - b.get(c, 0)) for c in set(a) | set(b)) / 2


sums = [abs(sum(p for _, p in top) - 1) for top in clean.values()]
expect("sum of probabilities", max(sums) < 1e-6, True)
for row in score["conditions"]:
    tops = outcomes[row["name"]]
    expect(row["name"] + " samples", len(tops), 120)
    hits = [[c for c, _ in top].index(classes.index(sid.split("/")[0])) for sid, top in tops.items()]
    expect(row["name"] + " top1", row["top1"], sum(h < 1 for h in hits) / len(hits))
    expect(row["name"] + " top5", row["top5"], sum(h < 5 for h in hits) / len(hits))
    same = [top[0][0] == clean[sid][0][0] for sid, top in tops.items()]
    expect(row["name"] + " affected", row["affected"]["value"], 1 - sum(same) / len(same))
    expect(row["name"] + " consistency", row["robustness"], 100 * sum(same) / len(same))
expect("top1", score["clean"]["top1"], score["conditions"][0]["top1"])
worst = min(spread(outcomes[name][sid], clean[sid]) for name in outcomes for sid in clean)
print("     %d conditions, clean top-1 %.3f, least overlap of probabilities %.3f" % (
    len(outcomes), score["clean"]["top1"], worst))
expect("overlap of probabilities within 0 and 1", 0 <= worst < 1, True)
sys.exit(bad > 0)
EOF
figures() { # MODEL
    "$build/mltest" score --json "$dir/a/$1.jsonl.gz" >"$dir/$1.json" &&
        "$python" "$dir/figures.py" "$dir/$1.json" "$dir/a/$1.jsonl.gz"
}
check "plain: figures from the journal's lines" figures plain
check "sturdy: figures from the journal's lines" figures sturdy

eval_top1() {
    "$build/mltest" eval --truth "$dir/a/digits" --predictions "$dir/a/plain.jsonl.gz" --json >"$dir/eval.json" &&
        "$python" -c '
import json, sys
e, s = (json.load(open(p)) for p in sys.argv[1:])
sys.exit(e["task"] != "classification" or e["top1"] != s["clean"]["top1"] or e["top5"] != s["clean"]["top5"])' \
            "$dir/eval.json" "$dir/plain.json"
}
check "eval says the same of the clean pictures" eval_top1

check "the table says top-1 and top-5" grep -q "top-1  top-5  *drop" "$dir/text"
check "so does the comparison" grep -q "clean top-1  clean top-5" "$dir/text"
helped() {
    "$python" -c '
import json, sys
p, s = (json.load(open(f)) for f in sys.argv[1:])
by = [{r["name"]: r["affected"]["value"] for r in d["conditions"]} for d in (p, s)]
sys.exit(not (s["risk"]["value"] < p["risk"]["value"] and
              by[1]["contrast:r1@3"] < by[0]["contrast:r1@3"] - 0.1 and
              by[1]["gaussian_blur:r1@3"] < by[0]["gaussian_blur:r1@3"]))' \
        "$dir/plain.json" "$dir/sturdy.json"
}
check "training with noisy, blurred and flat pictures helped" helped

# Times aside, a second run writes the same.
again() {
    "$build/examples/digits" "$dir/b" >"$dir/text2" && cmp -s "$dir/text" "$dir/text2" || return 1
    for side in a b; do
        gzip -dc "$dir/$side/sturdy.jsonl.gz" | sed 's/,"ms":[0-9.e+-]*//' | grep -v '"type":"end"' |
            sort >"$dir/$side.lines"
    done
    cmp -s "$dir/a.lines" "$dir/b.lines"
}
check "a second run gives the same" again

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
