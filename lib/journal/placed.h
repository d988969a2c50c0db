/* SPDX-License-Identifier: MIT */
/*
 * Where an outcome's condition put a box of the clean picture.
 */
#ifndef MLT_JOURNAL_PLACED_H
#define MLT_JOURNAL_PLACED_H

#include "journal/records.h"

typedef struct {
    mlt_box outer, inner; /* as mlt_map_box() gives them, cut to the perturbed picture */
    bool exact;           /* outer alone counts */
    double visible;       /* mlt_visible_fraction(); 0 for what maps nowhere */
} mlt_placed;

/* A box under a condition that moved and hid nothing stays as it is, and is not cut either. */
mlt_placed mlt_place_box(const mlt_box *box, const mlt_jsample *sample, const mlt_joutcome *now);
/* What the condition makes of a class; -1: it is left out. */
static inline int32_t mlt_place_class(int32_t cls, const mlt_joutcome *now)
{
    bool stays = now->classes == NULL || cls < 0 || (size_t)cls >= now->classes->n;
    return stays ? cls : now->classes->to[cls];
}

/* Whether nothing of that class can be asked for under the condition. */
static inline bool mlt_class_is_void(int32_t cls, const mlt_joutcome *now)
{
    return now->classes != NULL && cls >= 0 && (size_t)cls < now->classes->n &&
           now->classes->is_void[cls];
}

/* Truth i of the sample: with an outline its box is exact under every map. */
mlt_placed mlt_place_truth(size_t i, const mlt_jsample *sample, const mlt_joutcome *now);

#endif
