#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds the C++ host against the shared library with each C++ compiler that is here, and runs it.
#   cpp.sh FOLDER_OF_THE_BUILD_VARIANT
set -u
build=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
passed=0
failed=0
for cxx in g++ clang++; do
    command -v $cxx >/dev/null || continue
    if $cxx -std=c++11 -pedantic-errors -Wall -Wextra -Werror -Iinclude -o "$dir/test_cpp" \
        tests/api/test_cpp.cpp -L"$build" -lmltest -Wl,-rpath,"$(realpath "$build")" &&
        "$dir/test_cpp" "$dir" >"$dir/log" 2>&1; then
        passed=$((passed + $(grep -c '^ok' "$dir/log")))
    else
        echo "BAD  $cxx"
        failed=$((failed + 1))
    fi
    cat "$dir/log"
    rm -f "$dir/log" "$dir/cpp.jsonl.gz"
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
