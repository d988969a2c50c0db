#!/bin/sh
# SPDX-License-Identifier: MIT
# Prints a C source that holds files as arrays of bytes: "report.css" is mlt_asset_report_css.
#   embed.sh FILE…
set -eu
printf '/* SPDX-License-Identifier: MIT */\n#include "report/assets.h"\n'
for file in "$@"; do
    name=$(basename "$file" | tr . _)
    printf 'static const unsigned char %s[] = {\n' "$name"
    od -An -v -tu1 "$file" | sed 's/  */,/g; s/^,//; s/$/,/'
    printf '};\nconst mlt_asset mlt_asset_%s = {%s, sizeof %s};\n' "$name" "$name" "$name"
done
