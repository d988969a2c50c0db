#!/bin/sh
# SPDX-License-Identifier: MIT
# What other people's checkers say: clang-format over everything, cppcheck and clang-tidy over the
# library, the command and the examples. A tool that is not installed is skipped, loudly.
set -u
passed=0
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT INT TERM

check() { # NAME TOOL COMMAND…
    name=$1
    if ! command -v "$2" >/dev/null 2>&1; then
        echo "SKIP: $2 is not installed (make setup-long)"
        return
    fi
    shift 2
    if "$@"; then
        echo "ok   $name"
        passed=$((passed + 1))
    else
        echo "BAD  $name"
        failed=$((failed + 1))
    fi
}

sources=$(find lib tools examples -name '*.c' | sort)
everything=$(find include lib tools examples tests -name '*.[ch]' | sort)
flags="-std=c11 -D_XOPEN_SOURCE=700 -D_FILE_OFFSET_BITS=64 -DMLT_HAVE_YAML=1 -DMLT_HAVE_EXPAT=1
 -DMLT_ISA=baseline -Iinclude -Ilib -ffp-contract=off"

# shellcheck disable=SC2086 -- the lists are words on purpose
tidy() { # it counts what it does not show
    printf '%s\n' $sources | xargs -P 2 -n 20 sh -c \
        "clang-tidy --quiet \"\$@\" -- $(echo $flags) 2>&1" clang-tidy >"$log"
    status=$?
    grep -v 'warnings\{0,1\} generated\.$' "$log"
    return $status
}

# shellcheck disable=SC2086 -- the lists are words on purpose
{
    check format clang-format clang-format --dry-run -Werror $everything
    check cppcheck cppcheck cppcheck --quiet --error-exitcode=1 --std=c11 --inline-suppr -j2 \
        --enable=warning,performance,portability --suppress=missingIncludeSystem \
        --suppress=uninitvar:lib/base/text.c \
        --suppress=unusedFunction -Iinclude -Ilib -DMLT_HAVE_YAML=1 -DMLT_HAVE_EXPAT=1 \
        -DMLT_ISA=baseline $sources
    check tidy clang-tidy tidy
}
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
