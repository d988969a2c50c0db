#!/bin/sh
# SPDX-License-Identifier: MIT
# Writes the manual pages of the command from what it says of itself with --help.
#   manpages.sh MLTEST FOLDER
set -eu
mltest=$1
out=$2
mkdir -p "$out"
version=$("$mltest" --version | sed 's/ (.*//; s/^mltest //')

escape() {
    sed 's/\\/\\e/g; s/…/.../g; s/-/\\-/g; s/^\([.'"'"']\)/\\\&\1/'
}
head_of() { # NAME SUMMARY
    echo ".TH $(echo "$1" | tr a-z A-Z) 1 \"\" \"libmltest $version\" \"libmltest\""
    echo ".SH NAME"
    echo "$1 \\- $(echo "$2" | escape)"
}

verbs=$("$mltest" --help | sed -n 's/^  \([a-z][a-z-]*\)  *.*/\1/p')
{
    head_of mltest "stress-tests computer-vision models"
    echo ".SH SYNOPSIS"
    echo ".B mltest"
    echo ".I VERB"
    echo "[flags] ..."
    echo ".SH DESCRIPTION"
    echo "Changes the test pictures the way the real world does, runs the model again, and says how"
    echo "it breaks and which of several models to ship. See"
    echo ".BR mltest (7)."
    echo ".SH VERBS"
    for verb in $verbs; do
        echo ".TP"
        echo ".BR mltest\\-$verb (1)"
        "$mltest" "$verb" --help | sed -n "1s/^mltest $verb: //p" | escape
    done
    echo ".SH EXIT STATUS"
    "$mltest" --help | sed -n 's/^Exit status: //p' | escape
} >"$out/mltest.1"

for verb in $verbs; do
    {
        head_of "mltest-$verb" "$("$mltest" "$verb" --help | sed -n "1s/^mltest $verb: //p")"
        echo ".SH SYNOPSIS"
        "$mltest" "$verb" --help | sed -n 's/^usage: //p' | escape
        echo ".SH FLAGS"
        "$mltest" "$verb" --help | sed -n 's/^  \(--[^ ]*\( [^ ][^ ]*\)\{0,1\}\)  *\(.*\)$/\1\t\3/p' |
            escape | while IFS="$(printf '\t')" read -r flag help; do
            printf '.TP\n.B %s\n%s\n' "$flag" "$help"
        done
        echo ".SH SEE ALSO"
        echo ".BR mltest (1),"
        echo ".BR mltest (7)"
    } >"$out/mltest-$verb.1"
done
