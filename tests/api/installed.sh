#!/bin/sh
# SPDX-License-Identifier: MIT
# What `make install` puts somewhere is enough: pkg-config, a C program, a run of the command;
# and `make uninstall` leaves nothing behind.
set -u
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
passed=0
failed=0
check() {
    what=$1
    shift
    if "$@" >"$dir/log" 2>&1; then
        passed=$((passed + 1))
        echo "ok   $what"
    else
        failed=$((failed + 1))
        echo "BAD  $what"
        cat "$dir/log"
    fi
}
unset MAKEFLAGS MFLAGS MAKELEVEL
check "install" make -s install DESTDIR="$dir/root" prefix=/usr libdir=/usr/lib includedir=/usr/include bindir=/usr/bin
export PKG_CONFIG_PATH="$dir/root/usr/lib/pkgconfig" PKG_CONFIG_SYSROOT_DIR="$dir/root"
cflags=$(pkg-config --cflags mltest)
libs=$(pkg-config --libs mltest)
static_libs=$(PKG_CONFIG_SYSROOT_DIR= pkg-config --libs --static mltest | sed "s|-L/usr/lib|-L$dir/root/usr/lib|")
# shellcheck disable=SC2086
check "compile and link" gcc -std=c99 $cflags -o "$dir/first" examples/first.c $libs
check "soname" sh -c "objdump -p '$dir/root/usr/lib/libmltest.so.0' | grep -q 'SONAME *libmltest.so.0'"
check "the program starts" sh -c "LD_LIBRARY_PATH='$dir/root/usr/lib' '$dir/first' 2>&1 | grep -qi usage"
# shellcheck disable=SC2086
check "link statically" gcc -std=c99 $cflags -o "$dir/static" examples/first.c -Wl,-Bstatic -L"$dir/root/usr/lib" -lmltest -Wl,-Bdynamic $static_libs
check "the command runs" "$dir/root/usr/bin/mltest" --version
check "pkg-config says the version" sh -c "test \"\$(pkg-config --modversion mltest)\" = \
    \"\$('$dir/root/usr/bin/mltest' --version | sed 's/^mltest //; s/ .*//')\""
doc=$dir/root/usr/share/doc/libmltest
check "every folder and file that README names is there" sh -c \
    "grep -oE '\\b(doc/[a-z-]+\\.md|examples/)' '$doc/README' | sort -u | (cd '$doc' && xargs ls -d)"
mkdir "$dir/plugin"
cp "$doc"/examples/plugin_template/* "$dir/plugin/"
check "the plugin template, copied" make -s -C "$dir/plugin"
mkdir -p "$doc/mine"
touch "$doc/mine/notes"
check "uninstall" make -s uninstall DESTDIR="$dir/root" prefix=/usr libdir=/usr/lib includedir=/usr/include bindir=/usr/bin
check "what others put beside it stays" rm "$doc/mine/notes"
rmdir "$doc/mine" "$doc"
check "nothing is left" sh -c "! find '$dir/root' ! -type d -o -name '*mltest*' | grep ."
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
