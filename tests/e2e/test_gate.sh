#!/bin/sh
# SPDX-License-Identifier: MIT
# Gates through the command, on the journals of the demo's two detectors: verdicts, exit statuses,
# formats, baselines and what is said of mistakes.
#   test_gate.sh [BUILD]
. tests/e2e/begin.sh
root=$(pwd)

gate() { # STATUS FLAGS…: the exit status it must end with
    wanted=$1
    shift
    "$build/mltest" gate "$@" >"$dir/out" 2>"$dir/err"
    status=$?
    [ $status = "$wanted" ] || { echo "     exit status $status, not $wanted"; false; }
}
gates() { # JSON: the file g.json
    printf '%s\n' "$1" >"$dir/g.json"
}
refused() { # WORDS
    gate 3 "$dir/local.jsonl.gz" --gates "$dir/g.json" && has err "$1"
}

demo "$dir"
local=$dir/local.jsonl.gz
global=$dir/global.jsonl.gz

gates '["risk <= 15", "mAP50 >= 0.9", "affected(motion_blur@3) <= 0.1", "robustness(fog@3) >= 60"]'
check "the better detector passes" gate 0 "$local" --gates "$dir/g.json"
check "a line a gate" has out "pass     risk <= 15"
check "the other one fails" gate 1 "$global" --gates "$dir/g.json"
check "on the same clean pictures it passes" has out "pass     mAP50 >= 0.9"
gates '["risk <= 15", "affected(motion_blur@3) <= 0.01"]'
check "sixty samples cannot pass 1 %" gate 5 "$local" --gates "$dir/g.json"
check "it says how many could" has out "60 samples cannot pass this limit, 299 are needed"
check "inconclusive may pass" gate 0 "$local" --gates "$dir/g.json" --allow-inconclusive
check "a failure does not" gate 1 "$global" --gates "$dir/g.json" --allow-inconclusive
gates '[{"gate": "affected(motion_blur@3) <= 0.01", "point": true}]'
check "the value alone passes" gate 0 "$local" --gates "$dir/g.json"
check "and that is said" has out "the value alone is judged"
gates '["affected(motion_blr@3) <= 0.5"]'
check "a condition that is not there fails" gate 1 "$local" --gates "$dir/g.json"
check "the nearest name" has out "no condition motion_blr@3; did you mean motion_blur@3?"

cp "$global" "$dir/last.jsonl.gz"
gates '[{"no_worse_than": {"baseline": "last.jsonl.gz", "on": ["risk", "mAP50", "affected(fog@3)"],
  "margin": {"risk": 2, "mAP50": 0.05, "affected": 0.02}}}]'
check "better than the last one" gate 0 "$local" --gates "$dir/g.json"
check "worse than another one" gate 1 "$global" --gates "$dir/g.json" --baseline "$local"
check "not by its precision" has out "mAP50 no worse than last.jsonl.gz, margin 0.05"
gates '[{"no_worse_than": {"baseline": "gone.jsonl.gz", "on": ["risk"]}}]'
check "a baseline that is not there" refused "gone.jsonl.gz"
gates '["risk <= 45"]'
check "a baseline for nothing" gate 3 "$local" --gates "$dir/g.json" --baseline "$global"

gates '["risk <= 15", "affected(fog@3) <= 0.01", "affected(motion_blur@3) <= 0.01"]'
for format in text json csv junit markdown; do
    check "$format" gate 1 "$local" --gates "$dir/g.json" --format $format --out "$dir/$format"
    check "$format is written" test -s "$dir/$format" -a ! -s "$dir/out"
done
check "JSON parses" "$python" -c '
import json, sys
r = json.load(open(sys.argv[1]))
assert [g["verdict"] for g in r["gates"]] == ["pass", "fail", "inconclusive"] and r["failed"] == 1' \
    "$dir/json"
check "JUnit parses" "$python" -c '
import sys, xml.etree.ElementTree as tree
suite = tree.parse(sys.argv[1]).getroot().find("testsuite")
cases = suite.findall("testcase")
assert len(cases) == int(suite.get("tests")) == 3
assert len(suite.findall("testcase/failure")) == int(suite.get("failures")) == 1
assert len(suite.findall("testcase/skipped")) == int(suite.get("skipped")) == 1
assert all(c.get("name") and c.get("classname") for c in cases)' "$dir/junit"
check "CSV parses" "$python" -c '
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1])))
assert len(rows) == 3 and rows[1]["gate"] == "affected(fog@3) <= 0.01"' "$dir/csv"

# Names that are markup, quotes, formulas and control characters wherever they are written.
"$python" - "$local" "$dir" <<'PY'
import gzip, json, sys
lines = gzip.open(sys.argv[1], "rt").read().splitlines()
run = json.loads(lines[0])
run["model"]["name"] = "=<b>\"'&amp;|`*[x](y)\n\x1b[2J\x7f @you #1 \u00e4"
run["dataset"]["name"] = "]]>--><!--"
open(sys.argv[2] + "/hostile.jsonl", "w").write("\n".join([json.dumps(run)] + lines[1:]) + "\n")
PY
base='a|b<c>"&.jsonl.gz'
cp "$local" "$dir/$base"
printf '["affected(fog@3) <= 0.0001", "risk <= 99", {"no_worse_than": {"baseline": "%s", "on": ["risk"]}}]' \
    'a|b<c>\"&.jsonl.gz' >"$dir/g.json"
for format in text json csv junit markdown; do
    check "hostile $format" gate 1 "$dir/hostile.jsonl" --gates "$dir/g.json" --format $format \
        --out "$dir/$format"
done
check "all of them are read back" "$python" - "$dir" <<'PY'
import csv, json, re, sys, xml.etree.ElementTree as tree
at = lambda name: open(sys.argv[1] + "/" + name, encoding="utf-8", newline="").read()
name, base = "=<b>\"'&amp;|`*[x](y)\n\x1b[2J\x7f @you #1 \u00e4", 'a|b<c>"&.jsonl.gz'
r = json.loads(at("json"))
assert r["model"]["name"] == name, r["model"]
assert [g["baseline"] for g in r["gates"]] == ["", "", base]
rows = list(csv.reader(at("csv").splitlines(True)))
assert len(rows) == 4 and len({len(row) for row in rows}) == 1
assert rows[3][rows[0].index("baseline")] == base
root = tree.fromstring(at("junit").encode())
cases = root.findall("testsuite/testcase")
assert len(cases) == 3 and all(c.get("classname").startswith("=<b>\"'&amp;|`*[x](y)") for c in cases)
assert base in cases[2].get("name")
table = [l for l in at("markdown").splitlines() if l.startswith("|")]
assert len(table) == 5 and all(len(re.findall(r"(?<!\\)\|", l)) == 5 for l in table), table
assert "<b>" not in at("markdown") and "@you" not in at("markdown") and "#1" not in at("markdown")
for written in ("text", "csv", "junit", "markdown"):
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", at(written).replace("\r\n", "\n")), written
PY
gates '["risk <= 15", "affected(fog@3) <= 0.01", "affected(motion_blur@3) <= 0.01"]'
"$build/mltest" gate "$local" --gates "$dir/g.json" --format json >"$dir/again"
"$build/mltest" gate "$local" --gates "$dir/g.json" --format json >"$dir/json"
check "the same again" cmp "$dir/json" "$dir/again"
check "no place to write" gate 3 "$local" --gates "$dir/g.json" --out "$dir/no/such"

check "no gates" gate 2 "$local"
check "no journal" gate 2 --gates "$dir/g.json"
check "no such format" gate 2 "$local" --gates "$dir/g.json" --format html
check "no such journal" gate 3 "$dir/gone" --gates "$dir/g.json"
check "no such file" gate 3 "$local" --gates "$dir/gone.json"
check "a share of failures" gate 2 "$local" --gates "$dir/g.json" --max-failures 2
gates '{"gates": ["rsk <= 45"]}'
check "a score" refused 'g.json:1: column 12: no score is named "rsk"; did you mean "risk"?'
gates '{"gate": ["risk <= 45"]}'
check "a key" refused 'g.json:1: column 2: unknown key "gate"; did you mean "gates"?'
gates '["risk <= 45"'
check "a cut file" refused 'g.json'
gates '[]'
check "nothing to judge" refused 'expected at least one gate'

# Every score has bounds, also against a baseline.
gates '["precision >= 0.1", "recall(fog@3) >= 0.1", "F1 >= 0.1", "AR >= 0.1", "mAP(fog@3) >= 0.1",
  "mAP75(fog@3) >= 0.1", "drop(fog@3) <= 0.9", "mPC >= 0.1", "rPC >= 0.1", "worst_case_share <= 1",
  {"no_worse_than": {"baseline": "last.jsonl.gz", "on": ["precision", "mPC", "worst_case_share"],
  "margin": {"precision": 0.2, "mPC": 0.2, "worst_case_share": 0.5}}}]'
check "all have bounds" gate 0 "$local" --gates "$dir/g.json" --format json --out "$dir/json"
check "of numbers" "$python" -c '
import json, sys
assert all(g["low"] < g["high"] or g["low"] == g["high"] == g["value"]
           for g in json.load(open(sys.argv[1]))["gates"])' "$dir/json"

# Sixty pictures of twelve places are worth twelve.
gzip -dc "$local" | "$python" -c '
import json, sys
for line in sys.stdin:
    r = json.loads(line)
    if r["type"] == "sample":
        r["tags"] = {"group": str(r["n"] // 5)}
    print(json.dumps(r))' >"$dir/grouped.jsonl"
gates '["affected(brightness@3) <= 0.2"]'
check "sixty samples pass" gate 0 "$local" --gates "$dir/g.json"
check "twelve groups of five do not" gate 5 "$dir/grouped.jsonl" --gates "$dir/g.json"
check "which is said" has out "n = 60, worth 12"

# A run that has not finished.
gzip -dc "$local" | head -n 400 >"$dir/cut.jsonl"
check "a cut journal" gate 0 "$dir/cut.jsonl" --gates "$dir/g.json" --allow-inconclusive
check "is noted" has out "note: the journal is not complete"

# A predictor that failed more often than is allowed.
gates '["affected(motion_blur@3) <= 1"]'
gzip -dc "$local" | sed '/"type":"outcome"/{/motion_blur/s/"type":"outcome","id":\("[^"]*"\),"condition":\("[^"]*"\).*/"type":"failure","id":\1,"condition":\2,"status":9,"message":"gone"}/;}' \
    >"$dir/broken.jsonl"
check "a tenth of failures is allowed" gate 0 "$dir/broken.jsonl" --gates "$dir/g.json"
check "not less" gate 4 "$dir/broken.jsonl" --gates "$dir/g.json" --max-failures 0.01
check "which is said" has err "60 predictions failed, more than the allowed 1 %"

# The documented file, where YAML can be read.
awk '/^```yaml$/ {k++; on = (k == 1); next} /^```$/ {on = 0} on' "$root/doc/gates.md" >"$dir/g.yaml"
"$build/mltest" gate "$global" --gates "$dir/g.yaml" >"$dir/out" 2>"$dir/err"
status=$?
if grep -q "no libyaml" "$dir/err"; then
    echo "SKIP: built without libyaml"
else
    check "the documented file is read" test $status = 1
    check "and judged" has out "risk no worse than last.jsonl.gz, margin 2"
fi

finish
