#!/bin/sh
# SPDX-License-Identifier: MIT
# Verdicts on all photographs of BCCD: two detectors, and the first once more with another seed as
# the control. Comparison, gates, stress search and runs until decided; what is known of them must
# come out. Needs the reference data; skips loudly without it.   bccd_verdicts.sh [BUILD] [SUITE]
. tests/e2e/begin.sh
suite=${2:-quick}
data=${MLTEST_SHARED:-../shared}/data/bccd
if [ ! -d "$data" ]; then
    skip "reference data absent: data/bccd"
fi
json() { # FILE EXPRESSION: that it holds of the document j
    "$python" -c '
import json, sys
j = json.load(open(sys.argv[1], encoding="utf-8"))
if not eval(sys.argv[2]):
    sys.exit(sys.argv[2])' "$@"
}
model() { # VERB VARIANT NAME OUT FLAGS…
    verb=$1 variant=$2 name=$3 out=$4
    shift 4
    "$build/mltest" "$verb" --quiet --no-timing --dataset "$data" --name "$name" --out "$dir/$out" \
        --predictor "plugin:$dir/plugin.so,$variant" "$@"
}
status() { # EXPECTED COMMAND…
    expected=$1
    shift
    "$@"
    [ $? -eq "$expected" ]
}

cp -r examples/blood_cells examples/blood_cells_plugin "$dir"
make -s -C "$dir/blood_cells_plugin" MLTEST_CFLAGS="-I$(pwd)/include" &&
    mv "$dir/blood_cells_plugin/plugin.so" "$dir"
check "global is run" model run global global a.jsonl.gz --suite "$suite"
check "local is run" model run local local b.jsonl.gz --suite "$suite"
check "global is run again" model run global again c.jsonl.gz --suite "$suite" --seed 1

# Comparison.
compare() { # FIRST SECOND OUT
    "$build/mltest" compare "$dir/$1" "$dir/$2" >"$dir/$3.txt" &&
        "$build/mltest" compare --json "$dir/$1" "$dir/$2" >"$dir/$3.json"
}
check "a model is compared with itself" compare a.jsonl.gz c.jsonl.gz same
sed -n '/ beside /,/^Holm/p' "$dir/same.txt"
check "no kind of change separates it from itself" json "$dir/same.json" \
    'len(j["kind_differences"]) > 0 and all(r["verdict"] == "no evidence" for r in j["kind_differences"] if r["family"] == "primary")'
check "nor does the whole" json "$dir/same.json" \
    'all(r["verdict"] != "better" and r["verdict"] != "worse" for r in j["differences"])'
check "the two are compared" compare a.jsonl.gz b.jsonl.gz pair
sed -n '/ beside /,/^Holm/p' "$dir/pair.txt"
check "local is more stable" json "$dir/pair.json" \
    '[r["verdict"] for r in j["differences"] if r["figure"] == "risk"] == ["better"]'
check "with the same metric" json "$dir/pair.json" \
    'j["pairs"][0]["metric"].startswith("same metric, different model")'

# Gates.
cat >"$dir/gates.yaml" <<EOF
- affected(fog@3) <= 0.5
- affected(jpeg_compression@3) <= 0.05
- risk <= 20
- no_worse_than: {baseline: a.jsonl.gz, on: [risk, mAP50], margin: {risk: 2, mAP50: 0.03}}
EOF
check "global fails the gates" status 1 \
    "$build/mltest" gate --gates "$dir/gates.yaml" "$dir/a.jsonl.gz"
check "local passes them" status 0 "$build/mltest" gate --gates "$dir/gates.yaml" "$dir/b.jsonl.gz"

# Until decided: no verdict is the opposite of the full grid's.
decide() { # VARIANT OUT FULL
    model run "$1" "$1" "$2.gz" --suite "$suite" --until decided --json >"$dir/$2.json" &&
        "$build/mltest" score --json --resamples 0 --no-tide "$dir/$3" >"$dir/$2.full.json"
}
not_opposite() {
    "$python" - "$dir/$1.json" "$dir/$1.full.json" <<'EOF'
import json
import sys

part, full = (json.load(open(name, encoding="utf-8")) for name in sys.argv[1:3])
verdicts = {row["name"]: row["verdict"] for row in full["conditions"]}
rows = part["decisions"]
opposite = [row["name"] for row in rows if {row["verdict"], verdicts[row["name"]]} == {"pass", "fail"}]
undecided = [row["name"] for row in rows if row["verdict"] == "inconclusive"]
calls = part["calls"]
print(f"{calls['total']:.0f} calls of {calls['grid']:.0f} ({100 * calls['total'] / calls['grid']:.0f} %),"
      f" {len(undecided)} of {len(rows)} conditions undecided {undecided}, opposite: {opposite}")
sys.exit(bool(opposite) or not rows or calls["total"] >= calls["grid"])
EOF
}
for variant in global local; do
    full=a.jsonl.gz
    [ $variant = local ] && full=b.jsonl.gz
    check "$variant until decided" decide $variant u$variant $full
    check "$variant: no verdict is opposite to the full grid's" not_opposite u$variant
done

# Stress: five kinds.
search() {
    model stress global global s.jsonl.gz \
        --kinds gaussian_noise,gaussian_blur,brightness,fog,cutout >"$dir/log"
}
check "global is searched" search
cat "$dir/log"
calls=$(sed -n 's/^calls: .* = \([0-9]*\); .*grid: \([0-9]*\)$/\1 \2/p' "$dir/log")
check "with fewer calls than the grid of the search" test "${calls% *}" -lt "${calls#* }"

finish
