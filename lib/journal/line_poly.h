/* SPDX-License-Identifier: MIT */
/*
 * Outlines as text: [[i, x, y, x, y, …], …], each a ring of truth i, in the order of truths.
 */
#ifndef MLT_JOURNAL_LINE_POLY_H
#define MLT_JOURNAL_LINE_POLY_H

#include "codec/json_write.h"
#include "journal/line_values.h"

/* Points to the precision of floats, which is finer than anybody draws. */
void mlt_polygons_write(mlt_json_writer *w, const mlt_polygons *polygons);
/* The value that comes next; *out lives in the arena. */
mltest_status mlt_polygons_read(mlt_line_reader *r, mlt_polygons *out);

#endif
