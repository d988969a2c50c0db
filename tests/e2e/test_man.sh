#!/bin/sh
# SPDX-License-Identifier: MIT
# Every verb has a manual page with all of its flags, and bash completes them.   test_man.sh [BUILD]
. tests/e2e/begin.sh
same() { [ "$1" = "$2" ] || { echo "     '$1' is not '$2'"; return 1; }; }
page() { # FILE: is set without a warning
    if command -v groff >/dev/null; then
        warnings=$(groff -man -Tutf8 -ww -z "$1" 2>&1)
        same "$warnings" ""
    else
        head -1 "$1" | grep -q '^\.TH'
    fi
}
complete_words() { # WORDS…: what the last one may become
    PATH="$build:$PATH" bash -c '
        . tools/completion/mltest.bash
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
        _mltest
        echo "${COMPREPLY[*]}"' bash "$@"
}

sh tools/manpages.sh "$build/mltest" "$dir"
for verb in $("$build/mltest" --help | sed -n 's/^  \([a-z][a-z-]*\)  *.*/\1/p'); do
    check "mltest-$verb(1)" page "$dir/mltest-$verb.1"
    want=$("$build/mltest" "$verb" --help | grep -c '^  --')
    check "its $want flags" same "$(grep -c '^\.B \\-\\-' "$dir/mltest-$verb.1")" "$want"
done
check "mltest(1)" page "$dir/mltest.1"
check "mltest(7)" page doc/man/mltest.7
if command -v bash >/dev/null; then
    check "verbs are completed" same "$(complete_words mltest conv)" convert
    check "flags are completed" same "$(complete_words mltest merge --no)" --no-timing
    check "suites are completed" same "$(complete_words mltest run --suite qui)" quick
    check "kinds are completed" same "$(complete_words mltest perturb --kind satu)" saturate
    check "augmentations are completed" same "$(complete_words mltest compare --augmentations mos)" mosaic
    check "formats are completed" same "$(complete_words mltest convert --format cre)" createml
    check "those of gates, too" same "$(complete_words mltest gate --format ju)" junit
else
    echo "SKIP: bash is not installed"
fi
finish
