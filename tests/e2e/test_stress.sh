#!/bin/sh
# SPDX-License-Identifier: MIT
# The verb stress on drawn blood smears: its calls, its results after kills, and its mistakes.
#   test_stress.sh [BUILD]    KILLS=n sets how often a search is killed (default 5)
. tests/e2e/begin.sh
kills=${KILLS:-5}

start() { # OUTPUT FLAGS…: replaces this shell
    out=$1
    shift
    exec "$build/mltest" stress --dataset "$data" --quiet --no-timing --limit 40 \
        --kinds gaussian_noise,gaussian_blur,brightness --out "$out" "$@"
}
search() { # OUTPUT FLAGS…
    (start "$@" --predictor "$predictor")
}

demo "$dir/demo"
# The pictures alone: the model of the template has a class of its own.
data=$dir/demo/smears/JPEGImages
${CC:-cc} -std=c11 -fPIC -shared -Iinclude -o "$dir/plugin.so" examples/plugin_template/plugin.c
predictor="plugin:$dir/plugin.so,170"

search "$dir/a.jsonl.gz" --threads 1 --batch 1 --json >"$dir/a.json" 2>"$dir/err" || cat "$dir/err"
check "a search ends" [ -s "$dir/a.json" ]
check "its calls" "$python" - "$dir/a.json" "$dir/a.jsonl.gz" <<'END'
import gzip
import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    card = json.load(file)
with gzip.open(sys.argv[2], "rt", encoding="utf-8") as file:
    records = [json.loads(line) for line in file]
asked = {(r["id"], r["condition"]) for r in records if r["type"] in ("outcome", "failure")}
calls, n, eligible = card["calls"], card["n_samples"], card["n_eligible"]
print("     %(total)d calls, %(grid_of_5)d for five severities, %(grid_of_32)d for all" % calls)
assert calls["total"] == len(asked), (calls, len(asked))
assert calls["search"] <= 5 * 3 * eligible and calls["probes"] <= 2 * 3 * 30
assert calls["total"] < calls["grid_of_32"] / 3
for kind in card["kinds"]:
    b, f = kind["breaking"], kind["first"]
    up = [9 if b[k] is None else b[k] for k in ("low", "severity", "high")]
    assert up == sorted(up), kind
    assert (9 if f["severity"] is None else f["severity"]) <= up[1], kind
    print("     %-16s %s" % (kind["name"], b))
for r in card["brackets"]:
    assert r["high"] is None and r["low"] == 5 or r["high"] - r["low"] in (5 / 32, 10 / 32), r
shares = {}
for row in card["curve"]:
    last = shares.get(row["kind"], 0)
    assert row["broken"]["value"] >= last, row
    assert row["broken"]["low"] <= row["broken"]["value"] <= row["broken"]["high"], row
    shares[row["kind"]] = row["broken"]["value"]
END

search "$dir/b.jsonl.gz" --threads 2 --json >"$dir/b.json" 2>"$dir/err"
check "two threads, the same bytes" cmp -s "$dir/a.json" "$dir/b.json"
search "$dir/b.jsonl.gz" --resume --json >"$dir/b.json" 2>"$dir/err"
check "once more, nothing to do" cmp -s "$dir/a.json" "$dir/b.json"
n=0
while [ $n -lt "$kills" ]; do
    n=$((n + 1))
    rm -f "$dir/k.jsonl.gz"
    (start "$dir/k.jsonl.gz" --threads 2 --resume --predictor "$predictor") >/dev/null 2>&1 &
    pid=$!
    sleep "$(awk "BEGIN { print 0.1 * $n }")"
    kill -9 $pid 2>/dev/null
    wait $pid 2>/dev/null
    search "$dir/k.jsonl.gz" --resume --json >"$dir/k.json" 2>"$dir/err" || cat "$dir/err"
    check "killed and resumed $n" cmp -s "$dir/a.json" "$dir/k.json"
done

search "$dir/a.jsonl.gz" --resume >"$dir/out" 2>"$dir/err"
sed 's/^/     /' "$dir/out"
check "for people: kinds" has out "breaks at"
check "for people: samples" has out "most fragile samples"
check "for people: calls" has out "five severities of each kind"

"$build/mltest" stress --quiet --dataset "$data" --kinds fog --limit 3 --out "$dir/p.jsonl.gz" \
    --predictor "process:$build/tests/process_child normal" >"$dir/out" 2>"$dir/err"
check "a model in a process of its own" has out "low evidence"

search "$dir/a.jsonl.gz" >"$dir/out" 2>"$dir/err"
check "a journal that exists" has err "exists already; resume it"
"$build/mltest" stress --dataset "$data" --kinds fgo --predictor "$predictor" --out "$dir/x" 2>"$dir/err"
check "a kind that does not exist" has err "did you mean 'fog'?"
"$build/mltest" stress --dataset "$data" --kinds "fog@1+snow@1" --predictor "$predictor" \
    --out "$dir/x" 2>"$dir/err"
check "a chain" has err "a chain has no severity of its own to search"
"$build/mltest" stress --dataset "$data" --predictor "$predictor" --break-at 0 --kinds fog \
    --out "$dir/x" 2>"$dir/err"
check "a share of nothing" has err "break_at is 0"

finish
