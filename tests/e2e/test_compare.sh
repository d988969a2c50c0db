#!/bin/sh
# SPDX-License-Identifier: MIT
# Comparing models with the command: two detectors that look equal, one with itself, journals that
# cannot be compared, and what they have in common. Usage: test_compare.sh [FOLDER OF THE VARIANT]
. tests/e2e/begin.sh

demo "$dir"
a=$dir/global.jsonl.gz
b=$dir/local.jsonl.gz

compare() { # FLAGS AND JOURNALS…
    "$build/mltest" compare "$@" >"$dir/out" 2>"$dir/err"
}
holds() { # a Python expression over c, the comparison
    "$python" - "$dir/out" "$1" <<'PYTHON'
import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    c = json.load(file)
primary = [r for r in c["kind_differences"] if r["family"] == "primary"] if "models" in c else []
sys.exit(0 if eval(sys.argv[2]) else 1)
PYTHON
}
says() { grep -q -- "$1" "$dir/out"; }
complains() { grep -q -- "$1" "$dir/err"; }

compare --resamples 200 --cost miss=5,false_alarm=1 "$a" "$b"
check "text is printed" test $? = 0
check "with what the pair comes to" says "more stable, and fails less under change"
check "with kinds" says "^fog  *100.0"
check "with costs" says "^cost a picture"
check "with thresholds" says "risk at confidence"
compare --resamples 200 --json "$a" "$b"
check "one hypothesis a kind" holds 'c["tests"]["family"] == len(primary) == 8'
check "fog is better, noise is worse" holds \
    '{r["name"]: r["verdict"] for r in primary if r["name"] in ("fog", "gaussian_noise")} == {"fog": "better", "gaussian_noise": "worse"}'
check "differences lie in their intervals" holds \
    'all(r["low"] <= r["difference"] <= r["high"] for r in primary)'
mv "$dir/out" "$dir/pair"
"$build/mltest" score --resamples 200 --json "$b" >"$dir/alone"
"$python" - "$dir/pair" "$dir/alone" >"$dir/out" <<'PYTHON'
import json
import sys

pair, alone = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:])
model, clean = pair["models"][1], alone["clean"]
same = [(model["risk_low"], alone["risk"]["low"]), (model["risk_high"], alone["risk"]["high"])]
same += [(model["clean"][key], clean[key]) for key in
         ("mAP", "mAP_low", "mAP_high", "AP50", "AP50_low", "AP50_high")]
print(json.dumps(same))
PYTHON
check "intervals of a model are those it has alone" holds \
    'len(c) == 8 and all(x == y and x is not None for x, y in c)'
mv "$dir/pair" "$dir/out"
check "the order of journals only turns signs" holds 'c["differences"][0]["difference"] < -10'
compare --resamples 200 --json "$a" "$a"
check "a model does not differ from itself" holds \
    'all(r["verdict"] in ("", "no evidence") for t in c if t.endswith("differences") for r in c[t])'
compare --resamples 0 --json "$a" "$b"
check "without resamples no intervals, but tests" holds \
    'primary[0]["low"] is None and primary[0]["p"] < 0.01'

# Half of the samples of one of them.
"$build/mltest" run --dataset "$dir/smears" --predictor "replay:$b" --suite quick --limit 30 \
    --out "$dir/half.jsonl.gz" >/dev/null 2>"$dir/err" || cat "$dir/err"
if test -s "$dir/half.jsonl.gz"; then
    compare "$a" "$dir/half.jsonl.gz"
    check "missing samples are refused" test $? != 0
    check "and said" complains "intersection"
    compare --resamples 100 --intersection "$a" "$dir/half.jsonl.gz"
    check "what they have in common is compared" test $? = 0
    check "and what is left out is said" says "30 of 60 samples of global are left out"
else
    echo "SKIP: the demo's data set cannot be read again without Expat"
fi
compare --cost hit=5 "$a" "$b"
check "unknown costs are refused" complains "'hit' is not known"

finish
