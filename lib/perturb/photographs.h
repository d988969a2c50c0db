/* SPDX-License-Identifier: MIT */
/*
 * Photographs of frost that a context has in place of the library's own ice: read once, shared by
 * all threads, never changed.
 */
#ifndef MLT_PERTURB_PHOTOGRAPHS_H
#define MLT_PERTURB_PHOTOGRAPHS_H

#include "base/context.h"
#include "image/image.h"
#include "perturb/condition.h"

/* Frost as published takes one of five. A narrower picture would have to be enlarged beyond
 * measure. */
enum { MLT_PHOTOGRAPHS = 5, MLT_PHOTOGRAPH_SIDE = 32 };

struct mlt_photographs {
    mlt_image items[MLT_PHOTOGRAPHS]; /* RGB8 */
    uint32_t n;                       /* at least 1 */
    uint64_t hash;                    /* of their pixels in order, never 0 */
};

/* The first PNG and JPEG files of a folder by name, at most MLT_PHOTOGRAPHS, as stored. */
mltest_status mlt_photographs_open(mlt_photographs **out, mltest_context *ctx, const char *folder,
                                   mltest_error **error);
void mlt_photographs_free(mltest_context *ctx, mlt_photographs *photographs);
/* The hash of the photographs that a condition's pictures depend on; 0 for none. */
uint64_t mlt_photographs_of(const mltest_context *ctx, const mlt_condition *condition);
/* Whether it would take them if there were any. */
bool mlt_condition_takes_photographs(const mlt_condition *condition);

#endif
