#!/bin/sh
# SPDX-License-Identifier: MIT
# The archive that `make dist` writes is enough, and is the same each time: it is unpacked, built
# away from its sources, tested, installed, uninstalled and cleaned, and nothing is left over.
#   dist.sh FOLDER    (which is emptied)
set -u
rm -rf "$1"
mkdir -p "$1"
dir=$(cd "$1" && pwd)
passed=0
failed=0
check() { # WHAT COMMAND…
    what=$1
    shift
    if "$@" >"$dir/log" 2>&1; then
        passed=$((passed + 1))
        echo "ok   $what"
    else
        failed=$((failed + 1))
        echo "BAD  $what"
        tail -n 40 "$dir/log"
    fi
}
finish() {
    echo "$passed passed, $failed failed"
    [ $failed -eq 0 ]
    exit
}
unset MAKEFLAGS MFLAGS MAKELEVEL CONFIGURE_FLAGS VARIANT O

again() { (umask 077 && TZ=Pacific/Auckland sh tools/dist.sh "$dir/again"); }
same_bytes() { cmp "$dir"/mltest-*.tar.gz "$dir"/again/mltest-*.tar.gz; }
one_folder() { # all in mltest-VERSION/, and owned by nobody in particular
    tar -tzvf "$dir"/mltest-*.tar.gz | awk -v folder="$name/" \
        '$2 != "root/root" || index($6, folder) != 1 { print; bad = 1 } END { exit bad }'
}
check "make dist" make -s dist O="$dir"
archive=$(cd "$dir" && echo mltest-*.tar.gz)
[ -f "$dir/$archive" ] || finish
name=${archive%.tar.gz}
check "the same archive with another umask and clock" again
check "byte for byte" same_bytes
check "one folder, owned by root" one_folder
check "unpack" tar -xzf "$dir/$archive" -C "$dir"
src=$dir/$name
cd "$src" || finish

tree() { find . ! -type d -exec cksum {} + | sort; }
tree >"$dir/before"
build=$dir/build
root=$dir/root
mkdir "$build"
# An autoconf that fails in the way: the archive brings its configure.
mkdir "$dir/bin"
printf '#!/bin/sh\nexit 1\n' >"$dir/bin/autoconf"
chmod 755 "$dir/bin/autoconf"
PATH=$dir/bin:$PATH
export PATH

configure() { (cd "$build" && "$src/configure" --quiet --prefix=/opt/mltest); }
units() { # as a machine without the reference data runs them
    CK_TIMEOUT_MULTIPLIER=5 MLTEST_SHARED=$dir/none \
        MLTEST_TEST_CHILD=$build/default/tests/process_child \
        sh tests/unit/each.sh "$build/default/unit" "$build/default/suites.inc"
}
own_name() { [ -x "$root/opt/mltest/bin/mltest" ] && "$root/opt/mltest/bin/mltest" --version; }
nothing_left() {
    find "$root" ! -type d -o -name '*mltest*' ! -path "$root/opt/mltest" | grep . && return 1
    return 0
}
unchanged() { tree | diff "$dir/before" -; }
check "configure away from the sources" configure
check "build" make -s -j2 O="$build" all unit examples
check "unit tests" units
grep 'passed' "$dir/log"
check "install" make -s O="$build" DESTDIR="$root" install
check "the command runs from there" own_name
find "$root" ! -type d | sed "s|^$root||" | sort
sizes() { # in KiB; without symbols, as packages ship them
    strip --strip-unneeded -o "$dir/library" "$root"/opt/mltest/lib/libmltest.so.0
    strip --strip-unneeded -o "$dir/command" "$root"/opt/mltest/bin/mltest
    for part in "archive:$dir/$archive" "library:$dir/library" "command:$dir/command" \
        "static library:$root/opt/mltest/lib/libmltest.a" "headers:$root/opt/mltest/include" \
        "documentation:$root/opt/mltest/share" "all that is installed:$root"; do
        printf '     %-22s %6d KiB\n' "${part%%:*}" "$(du -k --apparent-size -s "${part#*:}" | cut -f1)"
    done
}
sizes
check "uninstall" make -s O="$build" DESTDIR="$root" uninstall
check "nothing is left of what was installed" nothing_left
check "clean" make -s O="$build" clean
check "no build folder is left" test ! -e "$build"
check "the sources are as they were unpacked" unchanged
finish
