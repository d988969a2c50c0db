#!/bin/sh
# SPDX-License-Identifier: MIT
# Prints a C source with an array of bytes of all .css files, one after another, and one of all .js.
#   embed.sh FOLDER
set -eu
printf '/* SPDX-License-Identifier: MIT */\n#include "report/assets.h"\n'
for type in css js; do
    printf 'static const unsigned char %s[] = {\n' $type
    cat "$1"/*.$type | od -An -v -tu1 | sed 's/  */,/g; s/^,//; s/$/,/'
    printf '};\nconst mlt_asset mlt_asset_%s = {%s, sizeof %s};\n' $type $type $type
done
