/* SPDX-License-Identifier: MIT */
/*
 * Files of lib/report/assets/, embedded by tools/embed.sh when the library is built.
 */
#ifndef MLT_REPORT_ASSETS_H
#define MLT_REPORT_ASSETS_H

#include <stddef.h>

typedef struct {
    const unsigned char *bytes;
    size_t n;
} mlt_asset;

/* All .css in the order of their names, and all .js. */
extern const mlt_asset mlt_asset_css, mlt_asset_js;

#endif
