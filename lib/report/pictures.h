/* SPDX-License-Identifier: MIT */
/*
 * Small pictures of pairs, as files: re-made, scaled, and compressed.
 */
#ifndef MLT_REPORT_PICTURES_H
#define MLT_REPORT_PICTURES_H

#include "report/choice.h"
#include "report/page.h"

/* A picture of a pair, or why it could not be made. */
typedef struct {
    mlt_page_picture clean, now;
    mltest_status status;
    mltest_error *error;
} mlt_pair_pictures;

/*
 * Makes those of n pairs at once, one a thread; out[n] is filled whatever becomes of them. What a
 * pair lacks is in its status, a lack of memory as well.
 */
void mlt_pair_pictures_make(mlt_pair_pictures *out, const mltest_report *report,
                            mltest_dataset *dataset, mltest_suite *suite,
                            const mlt_page_pair *pairs, size_t n);
/* How many are made at once. */
size_t mlt_pair_pictures_at_once(const mltest_report *report, const mltest_dataset *dataset,
                                 const mltest_suite *suite);
/* Frees what was not taken. */
void mlt_pair_pictures_free(mlt_pair_pictures *pictures, mltest_context *ctx, size_t n);

#endif
