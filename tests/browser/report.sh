#!/bin/sh
# SPDX-License-Identifier: MIT
# The page in a browser: reports of the demo and of a journal that was made to harm, opened from
# the file system by Chromium. Skips loudly where Chromium, Node or the packages of
# `make setup-long` are missing. Screenshots are in build/browser/shots.
#   report.sh [FOLDER OF THE BUILD VARIANT]
. tests/e2e/begin.sh
packages=$(cd "${O:-build}" && pwd)/browser
here=tests/browser
command -v node >/dev/null 2>&1 || skip "no Node"
browser=$(command -v chromium || command -v chromium-browser) || skip "no Chromium"
[ -d "$packages/node_modules/puppeteer-core" ] && [ -d "$packages/node_modules/axe-core" ] ||
    skip "no packages of tests/browser/package.json: make setup-long"

suite="gaussian_noise@1 gaussian_noise@3 gaussian_noise@5 fog@1 fog@3 fog@5 brightness@3 rotation@3
 cutout@2 cutout@4 fog@3+gaussian_noise@3 dither@1"
"$build/examples/blood_cells" --suite "$(echo $suite)" --demo "$dir" >"$dir/log" 2>&1 || {
    cat "$dir/log"
    exit 1
}
if ! node "$here/hostile.js" "$dir"; then
    echo "the hostile journal could not be made"
    exit 1
fi
report() { # NAME ARGUMENTS…
    name=$1
    shift
    "$build/mltest" report --resamples 100 --max-debug-images 12 --out "$dir/$name" "$@" || exit 1
}
report two.html "$dir/global.jsonl.gz" "$dir/local.jsonl.gz" --dataset "$dir/smears"
report again.html "$dir/global.jsonl.gz" "$dir/local.jsonl.gz" --dataset "$dir/smears"
report folder "$dir/global.jsonl.gz" --dataset "$dir/smears"
report alone.html "$dir/local.jsonl.gz"
report hostile.html "$dir/hostile.jsonl" "$dir/hostile2.jsonl" --dataset "$dir/hostile"
export NODE_PATH="$packages/node_modules"
mkdir -p "$packages/shots"
node "$here/report.js" "$browser" "$dir" "$packages/shots"
