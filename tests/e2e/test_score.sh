#!/bin/sh
# SPDX-License-Identifier: MIT
# The scorecard as its user sees it: every flag of `mltest score` does what it says, weights come
# from the line or from a suite, the tables fit a terminal and say what qualifies the figures.
#   test_score.sh [BUILD]
. tests/e2e/begin.sh

score() { # STATUS FLAGS…
    wanted=$1
    shift
    "$build/mltest" score "$dir/local.jsonl.gz" "$@" >"$dir/out" 2>"$dir/err"
    status=$?
    [ $status = "$wanted" ] || { echo "     exit status $status, not $wanted"; false; }
}
# EXPRESSION FLAGS…: a Python expression over the scorecard s, and p, that with no flags.
holds() {
    expression=$1
    shift
    score 0 --json "$@" || return 1
    "$python" - "$dir/plain.json" "$dir/out" "$expression" <<'END' 2>"$dir/err"
import json
import sys

p, s = (json.load(open(name, encoding="utf-8")) for name in sys.argv[1:3])
kinds = {k["name"]: k for k in s["kinds"]}
warns = [w["text"] for w in s["warnings"]]
assert eval("(" + sys.argv[3] + ")"), {"settings": s["settings"], "risk": s["risk"], "warns": warns}
END
}
refused() { # STATUS WORDS FLAGS…
    status_wanted=$1
    words=$2
    shift 2
    score "$status_wanted" "$@" && grep -qF -- "$words" "$dir/err"
}
shown() { # WORDS
    grep -qF -- "$1" "$dir/out"
}

demo "$dir"
score 0 --json
cp "$dir/out" "$dir/plain.json"

check "--min-confidence" holds 's["settings"]["min_confidence"] == .4 and s["clean"]["F1"] != p["clean"]["F1"]' \
    --min-confidence 0.4
check "--match-confidence" holds 's["settings"]["match_confidence"] == .1 and s["risk"]["value"] < p["risk"]["value"]' \
    --match-confidence 0.1
check "--strictness" holds 's["settings"]["score_strictness"] == .9 and s["risk"]["value"] > p["risk"]["value"]' \
    --strictness 0.9
check "--min-visibility" holds 's["settings"]["min_visibility"] == .9' --min-visibility 0.9
check "--consistency" holds 's["settings"]["consistency"] == "macro" and s["risk"]["value"] != p["risk"]["value"]' \
    --consistency macro
check "--target" holds 's["settings"]["target_fraction_affected_samples"] == .5 and
    {c["verdict"] for c in s["conditions"]} == {"", "pass"}' --target 0.5
check "--resamples" holds 's["resampling"]["draws"] == 200 and s["risk"]["low"] != p["risk"]["low"]' \
    --resamples 200
check "--resamples 0" holds 's["intervals"] == [] and s["risk"]["low"] is None and
    s["risk"]["value"] == p["risk"]["value"]' --resamples 0
check "--no-map-intervals" holds 's["conditions"][1]["AP50_low"] == p["conditions"][1]["AP50_low"] and
    s["conditions"][1]["mAP_low"] is None and p["conditions"][1]["mAP_low"] is not None' --no-map-intervals
check "--tide-resamples" holds '[t["Miss"]["delta"] for t in s["tide"]] == [t["Miss"]["delta"] for t in p["tide"]] and
    s["tide"] != p["tide"]' --tide-resamples 100
check "--no-tide" holds 's["tide"] == [] and p["tide"] != []' --no-tide
check "--tide" holds 's["tide"] == p["tide"]' --tide
check "--calibration of a journal" holds 's["settings"]["min_confidence"] not in (.3, None) and
    not s["settings"]["odd_half"]' --calibration "$dir/global.jsonl.gz"
check "--calibration halves" holds 's["settings"]["odd_half"] and s["clean"]["eligible"] < 60' \
    --calibration halves
check "--baseline" holds 's["mCE"]["baseline"] == "global" and s["mCE"]["value"] > 0 and
    {e["kind"] for e in s["corruption_errors"]} == set(kinds)' --baseline "$dir/global.jsonl.gz"
check "no weights" holds 's["settings"]["weights"] == "" and len({k["weight"] for k in s["kinds"]}) == 1'
check "--weights" holds 's["settings"]["weights"] == "weather=3,cutout=0" and
    abs(kinds["fog"]["weight"] - 3 / 9) < 1e-12 and kinds["cutout"]["weight"] == 0 and
    abs(kinds["rotation"]["weight"] - 1 / 9) < 1e-12' --weights "weather=3, cutout=0"
check "a weight of what the journal lacks" holds \
    '"weights of what the journal does not have: frost, gaussian_blur" in warns' \
    --weights frost=2,gaussian_blur=0

check "a weight of nothing" refused 3 "no category or kind is named 'wether'; did you mean 'weather'?" \
    --weights wether=2
check "no weight" refused 3 "weights: 'weather'" --weights weather
check "both" refused 2 "--tide and --no-tide: give one" --tide --no-tide
check "no share" refused 2 "--target: option target_fraction_affected_samples" --target 5
check "no number" refused 2 "--resamples: option resamples" --resamples many
check "no such journal" refused 3 "gone.jsonl" --baseline gone.jsonl
check "no such calibration" refused 3 "gone.jsonl" --calibration gone.jsonl
check "match above min" refused 3 "match_confidence must not be above min_confidence" \
    --match-confidence 0.5

# A suite's weights travel with its thresholds, and a flag wins.
cat >"$dir/s.json" <<'END'
{"conditions": ["fog@3", "cutout@3"], "thresholds": {"min_confidence": 0.4, "tide": false},
 "weights": {"weather": 3, "cutout": 0, "fog@3": 9}}
END
check "weights of a suite" holds 's["settings"]["weights"] == "weather=3,cutout=0" and
    s["settings"]["min_confidence"] == .4 and s["tide"] == []' --suite "$dir/s.json"
score 0 --suite "$dir/s.json"
check "those of conditions weigh nothing, which is said" grep -qF \
    "the weights of 1 conditions are kept; the risk weighs categories and kinds" "$dir/err"
check "flags win" holds 's["settings"]["weights"] == "blur=2" and s["tide"] != []' \
    --suite "$dir/s.json" --weights blur=2 --tide
echo '{"conditions": ["fog@3"], "weights": {"fgo": 3}}' >"$dir/bad.json"
check "a kind that is none" refused 3 'did you mean "fog"?' --suite "$dir/bad.json"
gates() { # STATUS FLAGS…
    wanted=$1
    shift
    "$build/mltest" gate "$dir/global.jsonl.gz" --gates "$dir/g.json" "$@" >"$dir/out" 2>"$dir/err"
    [ $? = "$wanted" ]
}
echo '{"conditions": ["fog@3"], "weights": {"weather": 0, "lighting": 0}, "gates": ["risk <= 15"]}' \
    >"$dir/g.json"
check "gates weigh as their suite says" gates 0
check "or as a flag does" gates 1 --weights weather=1
check "which must name something" gates 3 --weights wether=1

score 0
check "the risk, its interval and the blind" shown "  of 100, lower is better; 0.0 % of samples blind"
check "the noise floor" shown "noise floor, repeat"
check "what decides a verdict" shown " more  "
check "weights" shown "fog               weather    12.5 %"
check "costs of errors" shown "TIDE: points of AP50 that errors cost"
check "a table fits 100 columns" "$python" -c '
import sys
wide = [line for line in open(sys.argv[1], encoding="utf-8") if len(line.rstrip("\n")) > 100]
sys.exit(wide[0] if wide else 0)' "$dir/out"
check "no line ends in spaces" sh -c '! grep -n " $" "$1"' sh "$dir/out"
score 0 --baseline "$dir/global.jsonl.gz"
check "corruption errors" shown "against global; of mAP, which is not the standard measure"
"$build/mltest" score --help >"$dir/out"
check "the help fits, too" sh -c '! grep -nE "^.{101}" "$1"' sh "$dir/out"

finish
