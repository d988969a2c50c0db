#!/bin/sh
# SPDX-License-Identifier: MIT
# Reports with pictures: the commands below them make the same pictures, a folder is there as a whole
# or not at all, and the same journals give the same bytes on any number of threads.
#   test_report_pictures.sh [FOLDER OF THE BUILD VARIANT]
. tests/e2e/begin.sh

mkdir "$dir/digits" "$dir/it's"
"$build/examples/digits" "$dir/digits" >/dev/null || exit 1
mv "$dir/digits/digits" "$dir/it's/a data set"
data="$dir/it's/a data set"
report() { # OUT FLAGS…
    out=$1
    shift
    "$build/mltest" report "$dir/digits/plain.jsonl.gz" "$dir/digits/sturdy.jsonl.gz" \
        --resamples 20 --out "$out" "$@"
}

check "a folder" report "$dir/r" --dataset "$data" --picture-quality 95 --max-debug-images 12
check "the page, the JSON and the pictures" \
    test -s "$dir/r/index.html" -a -s "$dir/r/report.json" -a -s "$dir/r/pictures/0000.jpg"
check "nothing else" test "$(find "$dir/r" -type f ! -name '*.jpg' | wc -l)" = 2
again() { ! report "$dir/r" --dataset "$data" 2>"$dir/err"; }
check "nothing is overwritten" again
check "nothing is left" test ! -e "$dir/r.new"

# What a suite's file says, unless a flag says otherwise.
echo '{"tests":{"model_performance":{"params":{"max_debug_images":3}},"model_robustness":' \
    '{"tests":[{"kind":"Brightness"}]}}}' >"$dir/mltest.json"
echo '{"conditions":["fog@1"],"report":{"max_debug_images":5,"title":"By file"}}' >"$dir/own.json"
pairs() { # PAIRS FLAGS…
    want=$1
    shift
    report "$dir/p.html" --dataset "$data" "$@" 2>"$dir/err" &&
        test "$(grep -o 'id="f[0-9]*"' "$dir/p.html" | wc -l)" = "$want" && test ! -s "$dir/err"
}
check "as many pairs as MLTest's file says" pairs 6 --suite "$dir/mltest.json"
check "as many as a file of our own says" pairs 10 --suite "$dir/own.json"
check "with its title" grep -q 'By file' "$dir/p.html"
check "a flag wins" pairs 2 --suite "$dir/own.json" --max-debug-images 1

# The recipes, run by a shell, against the pictures of the report: PNG to JPEG of the same quality.
cat >"$dir/recipes.py" <<'EOF'
import json
import subprocess
import sys

mltest, folder = sys.argv[1:3]
report = json.load(open(folder + "/report.json", encoding="utf-8"))
done = 0
for failure in report["failures"]:
    recipe = failure["recipe"].replace("mltest ", "'%s' " % mltest, 1)
    recipe = recipe[:-len("out.png")] + "'%s/out.jpg'" % folder
    subprocess.run(recipe, shell=True, check=True, stdout=subprocess.DEVNULL)
    name = report["pictures"][failure["picture"]]["file"]
    same = open(folder + "/out.jpg", "rb").read() == open(folder + "/" + name, "rb").read()
    if not same:
        sys.exit("%s is not what this makes: %s" % (name, failure["recipe"]))
    done += 1
print("%d recipes" % done)
sys.exit(done != 24)
EOF
check "the recipes make the same pictures" "$python" "$dir/recipes.py" "$build/mltest" "$dir/r"

check "a file" report "$dir/a.html" --dataset "$data"
check "the same once more" report "$dir/b.html" --dataset "$data"
check "the same bytes" cmp "$dir/a.html" "$dir/b.html"
one() { taskset -c 0 "$build/mltest" report "$dir/digits/plain.jsonl.gz" \
    "$dir/digits/sturdy.jsonl.gz" --resamples 20 --out "$dir/c.html" --dataset "$data"; }
if command -v taskset >/dev/null 2>&1; then
    check "on one processor" one
    check "the same bytes" cmp "$dir/a.html" "$dir/c.html"
else
    echo "SKIP: no taskset"
fi
every() { # each picture once: as many as there are different ones
    grep -o 'data:image/jpeg;base64,[^"]*' "$dir/a.html" | sort >"$dir/all"
    test "$(wc -l <"$dir/all")" = "$(uniq "$dir/all" | wc -l)" -a -s "$dir/all"
}
check "every picture stands once" every
fetches() { grep -qE '(src|href)="(http|//)|url\(|@import|fetch\(|XMLHttp' "$dir/a.html"; }
nothing() { ! fetches; }
check "nothing is fetched" nothing

gone() {
    rm "$data"/0/*.png &&
        report "$dir/d.html" --dataset "$data" &&
        grep -q 'pairs could not be made again; the first: ' "$dir/d.html"
}
check "what is not there is left out, and said" gone
check "no pictures without a data set" report "$dir/e.html"
none() { ! grep -q 'data:image' "$dir/e.html" && grep -q "No data set was given" "$dir/e.html"; }
check "and it says so" none

finish
