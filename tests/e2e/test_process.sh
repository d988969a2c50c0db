#!/bin/sh
# SPDX-License-Identifier: MIT
# A real detector in a Python process of its own, on real photographs: what it finds is what its
# publisher's tools find, and the run comes with risk and its evidence. Needs the reference data and
# `make setup-long`; skips loudly without them.   test_process.sh [BUILD]
. tests/e2e/begin.sh
shared=${MLTEST_SHARED:-../shared}/data/fastestdet
venv=$(dirname "$build")/venv-onnx
[ -x "$venv/bin/python" ] || venv=build/venv-onnx
if [ ! -d "$shared" ]; then
    skip "reference data absent: data/fastestdet"
fi
if ! "$venv/bin/python" -c 'import onnxruntime' 2>/dev/null; then
    skip "no onnxruntime in $venv (make setup-long)"
fi

"$build/mltest" run --dataset "$shared/images" --suite quick --seed 1 --out "$dir/run.jsonl.gz" \
    --predictor "process:'$venv/bin/python' examples/process_predictor.py '$shared/FastestDet.onnx' '$shared/coco.names'" \
    --json >"$dir/card.json" 2>"$dir/log" || { cat "$dir/log"; echo "0 passed, 1 failed"; exit 1; }
gzip -dc "$dir/run.jsonl.gz" >"$dir/run.jsonl"
"$python" - "$dir/run.jsonl" "$dir/card.json" "$shared/coco.names" <<'EOF'
import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    records = [json.loads(line) for line in file]
with open(sys.argv[2], encoding="utf-8") as file:
    card = json.load(file)
with open(sys.argv[3], encoding="utf-8") as file:
    names = [line.strip() for line in file]
# What OpenCV's dnn finds with a score of at least .5, as data/README.md has it.
expected = {
    "0.jpg": {"person": [.87, .86, .85, .68, .58], "baseball bat": [.67, .53]},
    "1.jpg": {"bus": [.96]},
    "2.jpg": {"person": [.92, .86, .85, .52], "chair": [.57]},
    "3.jpg": {"person": [.90, .89, .81, .78, .52], "sports ball": [.53]},
    "4.jpg": {"bench": [.68], "dog": [.65, .65]},
}
counts = [0, 0]


def check(text, holds):
    counts[not holds] += 1
    print(("ok   " if holds else "BAD  ") + text)


clean = {record["id"]: record["pred"] for record in records
         if record["type"] == "outcome" and record["condition"] == "clean"}
for sample, want in expected.items():
    found = {}
    for cls, score, *_ in clean.get(sample, []):
        if score >= .5:
            found.setdefault(names[cls], []).append(score)
    same = set(found) == set(want) and all(
        len(found[k]) == len(want[k]) and all(abs(a - b) < .011 for a, b in zip(found[k], want[k]))
        for k in want)
    check("%s: %s" % (sample, {k: [round(s, 2) for s in v] for k, v in found.items()}), same)
check("five samples, %d conditions" % len(card["conditions"]), card["n_samples"] == 5)
check("risk %.1f" % card["risk"]["value"], 0 <= card["risk"]["value"] <= 100)
check("the evidence is called low", any("low evidence" in w["text"] for w in card["warnings"]))
worst = [c for c in card["conditions"] if c["in_risk"]]
check("every condition has an interval", all(
    c["affected"]["low"] <= c["affected"]["value"] <= c["affected"]["high"] for c in worst))
worst.sort(key=lambda c: -c["affected"]["value"])
for c in worst[:3]:
    print("     %-22s affected %.0f %% (%.0f to %.0f)" % (
        c["name"], *(100 * c["affected"][k] for k in ("value", "low", "high"))))
print("%d passed, %d failed" % tuple(counts))
sys.exit(counts[1] != 0)
EOF
