#!/bin/sh
# SPDX-License-Identifier: MIT
# When what is written cannot be: a full disk, a folder that is read-only, an output nobody reads,
# Ctrl-C. Each is said, with the documented exit status, and the journal goes on from where it was.
#   test_output.sh [FOLDER OF THE BUILD VARIANT]
. tests/e2e/begin.sh
disk=$dir/disk
mkdir "$disk" "$dir/demo"
at_exit() {
    umount "$disk" 2>/dev/null
    rm -rf "$dir"
}
demo "$dir/demo"
pictures=$dir/demo/smears/JPEGImages # without labels: for builds without Expat, too

expect() { # TITLE STATUS WORDS COMMAND…
    title=$1
    want=$2
    words=$3
    shift 3
    "$@" >"$dir/out" 2>"$dir/err"
    status=$?
    if [ $status -eq "$want" ] && grep -qF -- "$words" "$dir/err"; then
        passed=$((passed + 1))
        mark="ok  "
    else
        failed=$((failed + 1))
        mark="BAD "
    fi
    printf '%s %-34s %3d  %s\n' "$mark" "$title" $status \
        "$(grep -F -- "${words:-mltest}" "$dir/err" | tail -n 1 | sed "s|$dir/||g")"
}
# env: a shell without job control starts what is in the background with SIGINT ignored.
run() { # OUT FLAGS…
    out=$1
    shift
    env --default-signal=INT "$build/mltest" run --quiet --no-timing --dataset "$pictures" \
        --suite quick --limit 60 --predictor "process:$build/tests/process_child normal" \
        --out "$out" "$@"
}
canon() {
    "$build/mltest" merge "$dir/merged" "$1" >/dev/null && gzip -dc "$dir/merged" | sha256sum
    rm -f "$dir/merged"
}

run "$dir/whole.jsonl" >/dev/null 2>&1
reference=$(canon "$dir/whole.jsonl")
same() { # TITLE JOURNAL
    if [ -n "$reference" ] && [ "$(canon "$2")" = "$reference" ]; then
        ok "$1"
    else
        bad "$1"
    fi
}

interrupted() { # in the background, so that its number is known
    env --default-signal=INT "$build/mltest" run --quiet --no-timing --dataset "$pictures" \
        --suite quick --predictor "process:$build/tests/process_child normal" \
        --out "$dir/i.jsonl.gz" &
    until [ "$(wc -c 2>/dev/null <"$dir/i.jsonl.gz" || echo 0)" -gt 4000 ]; do sleep 0.02; done
    kill -INT $!
    wait $!
}
echo "     what goes wrong                status  what is said"
expect "standard output is full" 3 "cannot write to standard output" \
    sh -c "\"\$0\" list perturbations >/dev/full" "$build/mltest"
expect "a folder that is not there" 3 "No such file or directory" run "$dir/nowhere/a.jsonl"

if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=8k mltest "$disk" 2>/dev/null; then
    expect "the disk is full" 3 "No space left" run "$disk/a.jsonl"
    expect "it is still full" 3 "No space left" run "$disk/a.jsonl" --resume
    expect "full, converting" 3 "No space left" "$build/mltest" convert "$pictures" "$disk/out" --format coco
    mount -o remount,size=10m "$disk"
    expect "there is room again" 0 "" run "$disk/a.jsonl" --resume
    same "the journal is that of a run without trouble" "$disk/a.jsonl"
    mount -o remount,ro "$disk"
    expect "read-only" 3 "Read-only file system" run "$disk/b.jsonl"
    expect "read-only, converting" 3 "Read-only file system" \
        "$build/mltest" convert "$pictures" "$disk/out" --format coco
else
    echo "SKIP: no small file system can be mounted here"
fi

expect "Ctrl-C" 130 "can be resumed" interrupted
expect "resumed" 0 "" run "$dir/i.jsonl.gz" --resume
same "the journal is that of a run without trouble" "$dir/i.jsonl.gz"

finish
