#!/bin/sh
# SPDX-License-Identifier: MIT
# Frost of a folder of photographs through the command: perturbed, run, resumed, shown again, and
# what is said of folders that cannot be used.   test_frost.sh [BUILD]
. tests/e2e/begin.sh

has() { # WORDS: what the last command said
    grep -qF -- "$1" "$dir/said" || { sed 's/^/     /' "$dir/said" | head -12; false; }
}
perturb() { # OUT FLAGS…
    out=$1
    shift
    "$build/mltest" perturb --kind frost --severity 3 --sample s "$@" "$picture" "$dir/$out" \
        >"$dir/said" 2>&1
}
run() { # FLAGS…
    "$build/mltest" run --quiet --dataset "$dir/demo/smears" --limit 3 --suite frost@3 \
        --predictor "process:$build/tests/process_child normal" --out "$dir/r.jsonl.gz" "$@" \
        >"$dir/said" 2>&1
}
show() { # FLAGS…
    "$build/mltest" show --dataset "$dir/demo/smears" --out "$dir/worst" --worst 1 "$@" \
        "$dir/r.jsonl.gz" >"$dir/said" 2>&1
}
refused() { # WORDS FLAGS…
    words=$1
    shift
    ! perturb x.png --frost-photographs "$@" && has "$words"
}

mkdir "$dir/demo" "$dir/frost" "$dir/other" "$dir/empty"
demo "$dir/demo"
picture=$(find "$dir/demo/smears" -name '*.jpg' | sort | head -1)
cp "$picture" "$dir/frost/a.jpg"
"$build/mltest" perturb --kind rotation --severity 5 "$picture" "$dir/other/a.png"

check "frost of a photograph" perturb a.png --frost-photographs "$dir/frost"
check "and again" perturb b.png --frost-photographs "$dir/frost"
check "is the same" cmp -s "$dir/a.png" "$dir/b.png"
check "frost of another" perturb b.png --frost-photographs "$dir/other"
check "is another" test "$(cksum <"$dir/a.png")" != "$(cksum <"$dir/b.png")"
check "frost of none" perturb b.png
check "is the library's ice" test "$(cksum <"$dir/a.png")" != "$(cksum <"$dir/b.png")"

check "a run" run --frost-photographs "$dir/frost"
gzip -dc "$dir/r.jsonl.gz" 2>/dev/null | head -1 >"$dir/said"
check "keeps their hash" has '"frost_photographs":"'
check "goes on with them" run --frost-photographs "$dir/frost" --resume
not_with_others() { ! run --frost-photographs "$dir/other" --resume && has "its frost is made of"; }
check "but not with others" not_with_others
not_without() { ! run --resume && has "expected no photographs"; }
check "nor without" not_without
check "shown with them" show --frost-photographs "$dir/frost"
check "and how to make it again" has "--frost-photographs '$dir/frost'"
not_shown() { ! show && has "its frost is made of no photographs, expected photographs"; }
check "not without" not_shown

check "no folder" refused "$dir/none: no such folder" "$dir/none"
check "no picture" refused "$dir/empty: no picture (.png, .jpg, .jpeg) in it" "$dir/empty"
head -c 2000 "$picture" >"$dir/frost/b.jpg"
check "half a picture" refused "$dir/frost/b.jpg" "$dir/frost"
check "before the run starts" test ! -e "$dir/x.png"

finish
