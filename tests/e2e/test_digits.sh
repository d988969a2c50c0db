#!/bin/sh
# SPDX-License-Identifier: MIT
# Classification end to end: the example's data set, journals, figures and comparison, with top-1,
# top-5, consistency and probabilities recomputed from the journal's lines.
#   test_digits.sh [FOLDER OF THE BUILD VARIANT]
. tests/e2e/begin.sh

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

# All of what eval says of a classification, by other ways than its own.
cat >"$dir/classes.py" <<'EOF'
import collections
import gzip
import json
import math
import sys

got = json.load(open(sys.argv[1], encoding="utf-8"))
with gzip.open(sys.argv[2], "rt", encoding="utf-8") as f:
    lines = [json.loads(line) for line in f]
names = lines[0]["classes"]
pairs, ranks, briers, losses = [], collections.Counter(), [], []
for line in lines:
    if line["type"] == "outcome" and line["condition"] == "clean":
        truth, top = names.index(line["id"].split("/")[0]), dict(line["top"])
        order = sorted(top, key=lambda c: (-top[c], c))
        pairs.append((truth, order[0]))
        ranks[order.index(truth) + 1] += 1
        briers.append(sum((p - (c == truth)) ** 2 for c, p in top.items()))
        losses.append(-math.log(top[truth]))
n, k = len(pairs), range(len(names))
matrix = [[pairs.count((t, p)) for p in k] for t in k]
truths, found = [sum(row) for row in matrix], [sum(column) for column in zip(*matrix)]
right = [matrix[c][c] for c in k]
precision = [right[c] / found[c] for c in k]
recall = [right[c] / truths[c] for c in k]
f1 = [2 * p * r / (p + r) for p, r in zip(precision, recall)]
accuracy, chance = sum(right) / n, sum(t * p for t, p in zip(truths, found)) / n ** 2
spread = [1 - sum(v * v for v in counts) / n ** 2 for counts in (truths, found)]
want = {("n_images",): n, ("top1",): accuracy, ("top3",): (ranks[1] + ranks[2] + ranks[3]) / n,
        ("balanced_accuracy",): sum(recall) / 10,
        ("adjusted_balanced_accuracy",): sum(recall) / 9 - 1 / 9,
        ("kappa",): (accuracy - chance) / (1 - chance),
        ("MCC",): (accuracy - chance) / math.sqrt(spread[0] * spread[1]),
        ("brier",): sum(briers) / n, ("log_loss",): sum(losses) / n,
        ("n_unanswered",): 0, ("n_not_probable",): 0}
for name, values in (("precision", precision), ("recall", recall), ("F1", f1)):
    want["macro", name] = sum(values) / 10
    want["micro", name] = accuracy
    want["weighted", name] = sum(t * v for t, v in zip(truths, values)) / n
    for c in k:
        want["class_figures", c, name] = values[c]
for c in k:
    want["class_figures", c, "n_predicted"] = found[c]
    want["ranks", c, "n"] = ranks[c + 1]
bad = 0
for path, value in want.items():
    v = got
    for key in path:
        v = v[key]
    if abs(v - value) > 1e-9:
        bad += 1
        print("     %s: %r, from the journal %r" % (path, v, value))
print("     %d figures, accuracy %.3f" % (len(want), accuracy))
sys.exit(bad > 0 or not 0.1 < accuracy < 1)
EOF
classes() {
    "$build/mltest" eval --truth "$dir/a/digits" --predictions "$dir/a/plain.jsonl.gz" --top-k 3 \
        --json >"$dir/eval3.json" &&
        "$python" "$dir/classes.py" "$dir/eval3.json" "$dir/a/plain.jsonl.gz"
}
check "eval: all figures from the journal's lines" classes
top_0() {
    "$build/mltest" eval --truth "$dir/a/digits" --predictions "$dir/a/plain.jsonl.gz" --top-k 0 \
        2>"$dir/err"
    [ $? -eq 2 ] && grep -qF -- "--top-k: option top_k: expected an integer from 1" "$dir/err"
}
check "no top-0" top_0

check "the table says top-1 and top-5" grep -q "top-1  *95 %  *drop  *95 %  *top-5" "$dir/text"
check "so does the comparison" grep -q "clean top-1  *95 %  *clean top-5" "$dir/text"
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

finish
