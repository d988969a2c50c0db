#!/bin/sh
# SPDX-License-Identifier: MIT
# Writes FOLDER/mltest-VERSION.tar.gz: the last commit and the configure script made from it. The
# same commit gives the same bytes: times are the commit's, the owner is root, no umask, no name in
# the head of gzip.
#   dist.sh FOLDER
set -eu
out=$1
if ! git rev-parse --verify -q HEAD >/dev/null 2>&1; then
    echo "dist: the archive is made from a git commit, and there is none here" >&2
    exit 1
fi
[ -z "$(git status --porcelain --untracked-files=no)" ] ||
    echo "dist: changes that are not committed are not in the archive" >&2
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM

git show HEAD:configure.ac >"$dir/configure.ac"
version=$(sed -n 's/^AC_INIT(\[[^]]*\], \[\([^]]*\)\].*/\1/p' "$dir/configure.ac")
(cd "$dir" && autoconf -o configure configure.ac)
chmod 755 "$dir/configure"
git -c tar.umask=0022 archive --format=tar --prefix="mltest-$version/" \
    --add-file="$dir/configure" -o "$dir/archive" HEAD
gzip -n -9 <"$dir/archive" >"$dir/archive.gz"
mkdir -p "$out"
mv "$dir/archive.gz" "$out/mltest-$version.tar.gz"
chmod 644 "$out/mltest-$version.tar.gz"
echo "$out/mltest-$version.tar.gz"
