#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs with a budget, and until decided, on drawn blood smears: what they ask, their journals after
# kills, what is made of these journals, and mistakes.
#   test_budget.sh [BUILD]    KILLS=n sets how often a run is killed (default 4)
. tests/e2e/begin.sh
kills=${KILLS:-4}

start() { # OUTPUT FLAGS…: replaces this shell
    out=$1
    shift
    exec "$build/mltest" run --dataset "$data" --quiet --no-timing --out "$out" "$@" \
        --suite "motion_blur@3,fog@3,brightness@3,saturate@3,jpeg_compression@3,clean#1"
}
run() { # OUTPUT FLAGS…
    (start "$@" --predictor "$predictor")
}
same() { # JOURNAL JOURNAL: in canonical form
    for one in "$@"; do
        rm -f "$one.merged"
        "$build/mltest" merge "$one.merged" "$one" --no-timing || return 1
        gzip -dc <"$one.merged" >"$one.text"
    done
    cmp -s "$1.text" "$2.text"
}

demo "$dir/demo"
# The pictures alone: the model of the template has a class of its own.
data=$dir/demo/smears/JPEGImages
${CC:-cc} -std=c11 -fPIC -shared -Iinclude -o "$dir/plugin.so" examples/plugin_template/plugin.c
predictor="plugin:$dir/plugin.so,170"

# --- a budget

for budget in 7 8 100 100000; do
    rm -f "$dir/b.jsonl.gz"
    run "$dir/b.jsonl.gz" --budget $budget --json >"$dir/b.json" 2>"$dir/err" || cat "$dir/err"
    check "a budget of $budget calls" "$python" - "$dir/b.json" "$dir/b.jsonl.gz" $budget <<'END'
import gzip
import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    card = json.load(file)
with gzip.open(sys.argv[2], "rt", encoding="utf-8") as file:
    records = [json.loads(line) for line in file]
asked = [r for r in records if r["type"] in ("outcome", "failure")]
samples = {r["id"] for r in asked}
budget = int(sys.argv[3])
wanted = min(budget // 7, 60)
print("     %d samples, %d calls" % (len(samples), len(asked)))
assert len(asked) == 7 * wanted <= budget and len(samples) == wanted
assert card["complete"] and card["n_samples"] == wanted and card["plan"]["samples"] == 60
assert card["calls"] == {"total": 7 * wanted, "clean": wanted, "grid": 420}
END
done
run "$dir/b100.jsonl.gz" --budget 100 --threads 1 --batch 1 >"$dir/out" 2>"$dir/err"
check "says what was left out" has out "14 of 60 samples were run, drawn at random: 98 of 420 calls"
run "$dir/b200.jsonl.gz" --budget 200 >"$dir/out" 2>"$dir/err"
check "a larger budget has the samples of a smaller one" "$python" - "$dir/b100.jsonl.gz" \
    "$dir/b200.jsonl.gz" <<'END'
import gzip
import json
import sys

ids = []
for path in sys.argv[1:]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        ids.append({json.loads(line)["id"] for line in file if '"type":"sample"' in line})
assert len(ids[0]) == 14 and ids[0] < ids[1], ids
END
run "$dir/other.jsonl.gz" --budget 100 --predictor "plugin:$dir/plugin.so,150" --name other \
    >"$dir/out" 2>"$dir/err"
"$build/mltest" compare "$dir/b100.jsonl.gz" "$dir/other.jsonl.gz" >"$dir/out" 2>"$dir/err"
check "runs with the same budget are compared" [ $? = 0 ]
"$build/mltest" compare "$dir/b100.jsonl.gz" "$dir/b200.jsonl.gz" >"$dir/out" 2>"$dir/err"
check "runs with other samples are not" [ $? = 3 ]

# --- until decided

run "$dir/u.jsonl.gz" --until decided --threads 1 --batch 1 --json >"$dir/u.json" 2>"$dir/err" ||
    cat "$dir/err"
run "$dir/u2.jsonl.gz" --until decided --threads 2 >"$dir/out" 2>"$dir/err"
check "the same journal for any number of threads" same "$dir/u.jsonl.gz" "$dir/u2.jsonl.gz"
check "for people: decisions" has out "E pass"
check "for people: what it saved" has out "; the full grid: 420"
check "for people: a warning" has out "the run stopped at its verdicts"
run "$dir/full.jsonl.gz" --json >"$dir/full.json" 2>"$dir/err"
check "verdicts beside those of the full grid" "$python" - "$dir/u.json" "$dir/full.json" \
    "$dir/u.jsonl.gz" <<'END'
import gzip
import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    card = json.load(file)
with open(sys.argv[2], encoding="utf-8") as file:
    full = {row["name"]: row for row in json.load(file)["levels"]}
with gzip.open(sys.argv[3], "rt", encoding="utf-8") as file:
    records = [json.loads(line) for line in file]
calls = sum(r["type"] in ("outcome", "failure") for r in records)
assert calls == card["calls"]["total"] < card["calls"]["grid"], (calls, card["calls"])
for row in card["decisions"]:
    verdict, on_all = row["verdict"], full[row["name"]]["verdict"]
    print("     %-24s %3d calls, %-12s on all: %s" % (row["name"], row["calls"], verdict, on_all))
    assert {verdict, on_all} != {"pass", "fail"}, row
    asked = sum(r["type"] == "outcome" and r["condition"] == row["name"] for r in records)
    assert asked == row["calls"] >= row["n"] >= row["k"], row
assert any(row["verdict"] == "fail" for row in card["decisions"])
print("     %(total)d calls of %(grid)d" % card["calls"])
END

# The demo's own detectors, of which the journals hold all answers.
for model in global local; do
    "$build/mltest" run --dataset "$dir/demo/smears" --split test --quiet --until decided --json \
        --target 0.2 --predictor "replay:$dir/demo/$model.jsonl.gz" --out "$dir/$model.jsonl.gz" \
        >"$dir/$model.json" 2>"$dir/err"
    if grep -q "no Expat" "$dir/err"; then
        echo "SKIP: without Expat the demo's labels, in Pascal VOC's form, cannot be read"
        continue
    fi
    "$build/mltest" score "$dir/demo/$model.jsonl.gz" --target 0.2 --json >"$dir/full.json"
    check "no verdict of $model is the opposite of that on all pictures" "$python" - \
        "$dir/$model.json" "$dir/full.json" <<'END'
import json
import sys

card, full = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:])
on_all = {row["name"]: row["verdict"] for row in full["levels"]}
both = [(row["verdict"], on_all[row["name"]]) for row in card["decisions"]]
print("     %(total)d calls of %(grid)d" % card["calls"], both)
assert all({a, b} != {"pass", "fail"} for a, b in both), both
assert any(a != "inconclusive" for a, b in both), both
END
done

for plan in "--until decided" "--budget 200" "--until decided --budget 200"; do
    rm -f "$dir/w.jsonl.gz"
    run "$dir/w.jsonl.gz" $plan >/dev/null 2>"$dir/err" || cat "$dir/err"
    n=0
    while [ $n -lt "$kills" ]; do
        n=$((n + 1))
        rm -f "$dir/k.jsonl.gz"
        (start "$dir/k.jsonl.gz" --threads 2 $plan --predictor "$predictor") >/dev/null 2>&1 &
        pid=$!
        sleep "$(awk "BEGIN { print 0.1 * $n }")"
        kill -9 $pid 2>/dev/null
        wait $pid 2>/dev/null
        run "$dir/k.jsonl.gz" $plan --resume >/dev/null 2>"$dir/err" || cat "$dir/err"
        check "$plan: killed and resumed $n" same "$dir/w.jsonl.gz" "$dir/k.jsonl.gz"
    done
done
calls=$(gzip -dc <"$dir/w.jsonl.gz" | grep -c '"type":"outcome"')
check "until decided, within a budget ($calls calls)" [ "$calls" -le 200 ]

printf 'echo started >>"%s/starts"\nexec "%s/tests/process_child" normal\n' "$dir" "$build" >"$dir/m.sh"
"$build/mltest" run --dataset "$data" --quiet --until decided --suite "brightness@3,contrast@3" \
    --predictor "process:sh $dir/m.sh" --out "$dir/p.jsonl.gz" >"$dir/out" 2>"$dir/err"
check "a process is started once for all rounds" [ "$(wc -l <"$dir/starts")" = 1 ]

# --- what is made of such a journal

cat >"$dir/g.json" <<'END'
["affected(fog@3) <= 0.05", {"gate": "affected(saturate@3) <= 0.99"}, "risk <= 100"]
END
"$build/mltest" gate "$dir/u.jsonl.gz" --gates "$dir/g.json" --format json >"$dir/gates.json" 2>"$dir/err"
check "gates: shares by bounds at any time, else none" "$python" - "$dir/gates.json" <<'END'
import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    gates = json.load(file)["gates"]
assert [g["method"] for g in gates[:2]] == ["sequential"] * 2, gates
assert gates[2]["verdict"] == "inconclusive" and "stopped" in gates[2]["reason"], gates[2]
END
"$build/mltest" compare "$dir/u.jsonl.gz" "$dir/u.jsonl.gz" >"$dir/out" 2>"$dir/err"
check "not to be compared" has err "run until decided, and stopped at its verdicts"
"$build/mltest" score "$dir/u.jsonl.gz" >"$dir/out" 2>"$dir/err"
check "scored again: decisions" has out "E fail"
"$build/mltest" score "$dir/k.jsonl.gz" >"$dir/out" 2>"$dir/err"
check "scored again: the budget" has out "with a budget of 200"
gzip -dc <"$dir/u.jsonl.gz" | head -n 40 | gzip >"$dir/cut.jsonl.gz"
"$build/mltest" score "$dir/cut.jsonl.gz" >"$dir/out" 2>"$dir/err"
check "a run that was stopped for good" has out "the run has not finished"

# --- mistakes

run "$dir/x" --budget 6 2>"$dir/err"
check "less than one sample" has err "6 calls are less than one sample takes, 7"
run "$dir/x" --until bored 2>"$dir/err"
check "until what?" has err "--until: 'decided' is what"
run "$dir/x" --until decided --shard 0/2 2>"$dir/err"
check "no shards" has err "is not divided"
run "$dir/x" --budget -3 2>"$dir/err"
check "no negative budget" has err "--budget"
run "$dir/u.jsonl.gz" --until decided --resume --target 0.1 2>"$dir/err"
check "resumed with another target" has err "until_decided.target is 0.05, expected 0.1"
run "$dir/b100.jsonl.gz" --budget 200 --resume 2>"$dir/err"
check "resumed with another budget" has err "budget is 100, expected 200"
"$build/mltest" run --dataset "$data" --predictor "$predictor" --dry-run --budget 9 --suite fog@3 \
    >"$dir/out" 2>"$dir/err"
check "a dry run" has out "9 predictions"

finish
