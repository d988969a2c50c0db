#!/bin/sh
# SPDX-License-Identifier: MIT
# Every public header compiles alone as C99, C++11 and C++20, with each compiler that is here.
passed=0
failed=0
try() { # header, compiler and flags
    h=$1
    shift
    if printf '#include "%s"\n' "$h" | "$@" -pedantic-errors -Wall -Wextra -Werror -Iinclude -fsyntax-only -; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "BAD  $h: $*"
    fi
}
for h in mltest.h $(cd include && ls mltest/*.h); do
    for cc in gcc clang; do
        command -v $cc >/dev/null && try "$h" $cc -std=c99 -x c
    done
    for cxx in g++ clang++; do
        command -v $cxx >/dev/null || continue
        try "$h" $cxx -std=c++11 -x c++
        try "$h" $cxx -std=c++20 -x c++
    done
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
