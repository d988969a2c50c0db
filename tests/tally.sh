#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs one leg of the checks and notes how it went.
#   tally.sh RESULTS NAME COMMAND…   runs COMMAND, keeps its output beside RESULTS as NAME.log
#   tally.sh RESULTS --sum           prints the totals; fails if anything did, or if nothing ran
set -u
results=$1
name=$2
shift 2

if [ "$name" = --sum ]; then
    [ -s "$results" ] || { echo "0 passed, 1 failed"; exit 1; }
    awk '{ p += $2; f += $3; s += $4 }
         END {
             if (s > 0)
                 printf "%d skipped: what they need is not here\n", s
             printf "%d passed, %d failed\n", p, f
             exit f > 0 || p == 0
         }' "$results"
    exit
fi

log=$(dirname "$results")/$name.log
start=$(date +%s)
"$@" >"$log" 2>&1
status=$?
seconds=$(($(date +%s) - start))

# The leg's own count, if its output ends with one; the exit status has the last word.
line=$(grep -aE '(^|: )[0-9]+ passed, [0-9]+ failed$' "$log" | tail -n 1 | sed 's/.*: //')
passed=$(echo "$line" | sed -n 's/^\([0-9]*\) passed, .*/\1/p')
failed=$(echo "$line" | sed -n 's/.* \([0-9]*\) failed$/\1/p')
if [ $status -eq 0 ]; then
    passed=${passed:-1}
    failed=${failed:-0}
    # Nothing ran, and nothing says that it was skipped: that is no success.
    [ $((passed + failed)) -gt 0 ] || grep -aq '^SKIP' "$log" || failed=1
else
    passed=${passed:-0}
    failed=${failed:-1}
    [ "$failed" -gt 0 ] || failed=1
fi
skipped=$(grep -ac '^SKIP' "$log")

echo "$name $passed $failed $skipped" >>"$results"
# Said at once: legs run beside each other.
said=$(if [ "$failed" -eq 0 ]; then
    echo "ok      $name: $passed passed in $seconds s$([ "$skipped" -gt 0 ] && echo ", $skipped skipped")"
    grep -a '^SKIP' "$log" | sort | uniq -c | sort -rn | head -n 5
else
    echo "FAILED  $name: $failed failed, exit status $status, after $seconds s; the end of its output:"
    grep -av '^SKIP' "$log" | tail -n 25 | sed 's/^/        /'
fi)
printf '%s\n' "$said"
exit 0
