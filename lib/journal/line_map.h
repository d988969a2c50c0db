/* SPDX-License-Identifier: MIT */
/*
 * A map as text: {"h":[9 numbers]}, a single curve {"lens":[cx,cy,r,k1]}, {"unlens":[…]} or
 * {"rows":[amplitude,period,phase]}, or several of these one after another, {"chain":[{…},{…}]}.
 */
#ifndef MLT_JOURNAL_LINE_MAP_H
#define MLT_JOURNAL_LINE_MAP_H

#include "annotation/map.h"
#include "codec/json_write.h"
#include "journal/line_values.h"

void mlt_map_write(mlt_json_writer *w, const mlt_map *map);
/* The value that comes next. */
mltest_status mlt_map_read(mlt_line_reader *r, mlt_map *out);
/* A text that is nothing but a map, or *out stays as it is; `name` is what messages call it. */
mltest_status mlt_map_parse(mltest_context *ctx, const char *name, const char *text, size_t n,
                            mlt_map *out, mltest_error **error);

#endif
