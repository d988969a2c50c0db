#!/bin/sh
# SPDX-License-Identifier: MIT
# The canonical journal is the same bytes for any threads, batch, shards, kills and resumes.
#   test_determinism.sh [BUILD]    KILLS=n sets how often a run is killed (default 10)
. tests/e2e/begin.sh
kills=${KILLS:-10}

same() { # what file
    if [ "$(canon "$2")" = "$want" ]; then ok "$1"; else bad "$1"; fi
}
canon() {
    "$build/mltest" merge "$dir/merged.jsonl.gz" "$@" && gzip -dc "$dir/merged.jsonl.gz" | sha256sum | cut -c1-64
}
data=$dir/demo/smears
run() { # output, flags…
    (start "$@")
}
start() { # replaces this shell, so that $! is the run itself
    out=$1
    shift
    exec "$build/mltest" run --dataset "$data" --quiet --no-timing --limit 12 --suite quick \
        --predictor "process:$build/tests/process_child normal" --out "$out" "$@" \
        >"$dir/log" 2>&1
}

demo "$dir/demo"

# Without Expat there are no labels to read: the pictures alone.
if "$build/mltest" inspect "$dir/demo/smears" 2>&1 | grep -q "no Expat"; then
    data=$dir/demo/smears/JPEGImages
fi
run "$dir/a.jsonl.gz" --threads 1 --batch 1 || cat "$dir/log"
want=$(canon "$dir/a.jsonl.gz")
"$build/mltest" score --json "$dir/a.jsonl.gz" >"$dir/a.json"
[ -n "$want" ] && ok "one thread, batch 1" || bad "one thread, batch 1"

run "$dir/b.jsonl.gz" --threads 2 --batch 1
same "two threads" "$dir/b.jsonl.gz"
run "$dir/c.jsonl.gz" --threads 2 --batch 8
same "batch 8" "$dir/c.jsonl.gz"

for i in 0 1 2; do run "$dir/s$i.jsonl.gz" --shard $i/3; done
if [ "$(canon "$dir/s0.jsonl.gz" "$dir/s1.jsonl.gz" "$dir/s2.jsonl.gz")" = "$want" ]; then
    ok "three shards merged"
else
    bad "three shards merged"
fi
"$build/mltest" score --json "$dir/s2.jsonl.gz" "$dir/s0.jsonl.gz" "$dir/s1.jsonl.gz" >"$dir/s.json"
cmp -s "$dir/a.json" "$dir/s.json" && ok "scores of shards" || bad "scores of shards"

# Killed at moments spread over the run's whole length, then resumed until it is done.
n=0
while [ $n -lt "$kills" ]; do
    n=$((n + 1))
    rm -f "$dir/k.jsonl.gz"
    (start "$dir/k.jsonl.gz" --threads 2 --batch 4 --resume) &
    pid=$!
    sleep "$(awk "BEGIN { print 0.02 + 0.06 * $n }")"
    kill -9 $pid 2>/dev/null
    wait $pid 2>/dev/null
    run "$dir/k.jsonl.gz" --threads 1 --batch 4 --resume || cat "$dir/log"
    same "killed and resumed $n" "$dir/k.jsonl.gz"
done

finish
