#!/bin/sh
# SPDX-License-Identifier: MIT
# Suites of files through the command: the file that doc/suites.md shows, MLTest's options, whose
# thresholds become defaults, and what is said of mistakes.
#   test_suites.sh [BUILD]
. tests/e2e/begin.sh
root=$(pwd)

setting() { # NAME VALUE FLAGS…: what the journal's scores are made with
    name=$1
    value=$2
    shift 2
    "$build/mltest" score --json "$@" "$dir/r.jsonl.gz" >"$dir/out" 2>"$dir/err"
    has out "\"$name\": $value"
}
# The conditions a suite is taken for.
dry_run() { # SUITE
    "$build/mltest" run --dataset "$dir/demo/smears" --suite "$1" --dry-run \
        --predictor "process:$build/tests/process_child normal" >"$dir/out" 2>"$dir/err"
}
refused() { # WORDS
    ! dry_run "$dir/s.yaml" && has err "s.yaml:$1"
}
# A YAML block of the document.
yaml_of() { # NUMBER
    awk -v n="$1" '/^```yaml$/ {k++; on = (k == n); next} /^```$/ {on = 0} on' "$root/doc/suites.md"
}

demo "$dir/demo"
yaml_of 1 >"$dir/night.yaml"
if ! dry_run "$dir/night.yaml" && grep -q "no libyaml" "$dir/err"; then
    skip "built without libyaml"
fi

dry_run "$dir/night.yaml"
check "the documented file of one's own" has out "motion_blur:r1@3{angle=30,relative=1}"
check "its chains" has out "fog:r1@1+saturate:r1@2#1"
check "its gates are not passed over" has err "2 gates are kept; \`mltest gate\` judges them"
yaml_of 2 >"$dir/options.yaml"
dry_run "$dir/options.yaml"
check "the documented options of MLTest" has out "brightness:r1@3"
check "what is not run is said" has err "options.yaml:6: clustering is not run by this version"

sed 's/min_confidence: 0.3/min_confidence: 0.4/' "$dir/options.yaml" >"$dir/o.yaml"
"$build/mltest" run --quiet --dataset "$dir/demo/smears" --limit 3 --suite "$dir/o.yaml" --json \
    --predictor "process:$build/tests/process_child normal" --out "$dir/r.jsonl.gz" \
    >"$dir/out" 2>"$dir/err"
check "a run scores by its suite's thresholds" has out '"min_confidence": 0.4,'
check "its name is the project's" has out '"name": "safety"'
check "a journal holds none" setting min_confidence 0.3
check "scores by a suite" setting min_confidence 0.4 --suite "$dir/o.yaml"
check "a flag wins" setting min_confidence 0.5 --suite "$dir/o.yaml" --min-confidence 0.5
check "the rest stays the suite's" setting score_strictness 0.75 --suite "$dir/o.yaml" \
    --min-confidence 0.5

printf 'name: x\nconditons:\n  - fog@3\n' >"$dir/s.yaml"
check "a key" refused '2: column 1: unknown key "conditons"; did you mean "conditions"?'
printf 'conditions:\n  - fog@3\n  - {kind: fgo, severity: 1}\n' >"$dir/s.yaml"
check "a kind" refused '3: column 12: no perturbation is named "fgo"; did you mean "fog"?'
printf 'conditions:\n  - fog@3\n  - fog@3\n' >"$dir/s.yaml"
check "a condition twice" refused "3: column 5: condition fog:r1@3 is in the suite already"
printf 'conditions: [fog@3]\nthresholds: {min_confidence: 30}\n' >"$dir/s.yaml"
check "a percentage" refused "2: column 30: option min_confidence: expected a number from 0 to 1"
printf 'conditions:\n\t- fog@3\n' >"$dir/s.yaml"
check "a tab" refused "2: column 1: YAML indents with spaces, here is a tab"
printf 'a: &x [fog@3]\nconditions: *x\n' >"$dir/s.yaml"
check "an alias" refused "1: column 4: anchors and aliases are not read"

finish
