# SPDX-License-Identifier: MIT
# What every script of this folder begins with, in the root of the tree:   . tests/e2e/begin.sh
# $build is the folder of the variant (its first argument), $dir a folder that goes with the script.
# check, ok and bad count; `finish` is its last line.
set -u
build=$(cd "${1:-build/default}" && pwd) || exit 1
python=${PYTHON:-/usr/bin/python3}
dir=$(mktemp -d) || exit 1
at_exit() { rm -rf "$dir"; }
trap at_exit EXIT
# Without an exit of its own a script would go on, in a folder that is gone.
trap 'exit 130' INT
trap 'exit 143' TERM
passed=0
failed=0

ok() { # TITLE
    passed=$((passed + 1))
    echo "ok   $1"
}
bad() { # TITLE: with the begin of what the last commands have said
    failed=$((failed + 1))
    echo "BAD  $1"
    for said in "$dir/out" "$dir/err" "$dir/log"; do
        [ ! -f "$said" ] || sed 's/^/     /' "$said" | head -n 12
    done
}
check() { # TITLE COMMAND…
    checked=$1
    shift
    if "$@"; then ok "$checked"; else bad "$checked"; fi
}
has() { # FILE WORDS: of those in $dir
    grep -qF -- "$2" "$dir/$1"
}
finish() {
    echo "$passed passed, $failed failed"
    [ $failed -eq 0 ]
}
skip() { # WHY: all of the script
    echo "SKIP: $1"
    echo "0 passed, 0 failed"
    exit 0
}
# FOLDER: gets what `blood_cells --json --demo` makes: smears/, global.jsonl.gz, local.jsonl.gz and,
# as demo.json, what it prints. A copy of what the build has made for all scripts, if it has.
demo() {
    mkdir -p "$1"
    if [ "$build/demo/demo.json" -nt "$build/examples/blood_cells" ]; then
        cp -R "$build/demo/." "$1"
    else
        "$build/examples/blood_cells" --json --demo "$1" >"$1/demo.json" 2>/dev/null
    fi && return
    bad "the demo"
    finish
    exit 1
}
