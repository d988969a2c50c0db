/* SPDX-License-Identifier: MIT */
/*
 * Augmentations of training pictures, and the kinds they should protect against.
 */
#ifndef MLT_COMPARE_AUGMENTATION_H
#define MLT_COMPARE_AUGMENTATION_H

#include <stdbool.h>
#include <stddef.h>

#include "mltest/types.h"

/* A row of augmentation.def. */
typedef struct {
    const char *name;
    const char *roboflow; /* the name it has there */
    const char *summary;
    const char *kinds; /* separated by spaces */
} mlt_augmentation;

extern const mlt_augmentation mlt_augmentations[];
extern const size_t mlt_augmentation_count;

/* The name may be either of the two, in any case; only letters and digits count. NULL: none. */
const mlt_augmentation *mlt_augmentation_find(const char *name, size_t n);

/* Whether a list of kinds, as in a row, has this one. */
bool mlt_augmentation_has_kind(const char *kinds, const char *kind);

/* What a recipe has beyond another; the entries are borrowed from tables. */
typedef struct {
    const char *name;
    const char *kinds;
} mlt_augmentation_use;

enum { MLT_MOST_AUGMENTATIONS = 64 };

/*
 * "flip, blur": names of rows, or of kinds of the catalogue, each of which stands for itself. out
 * has room for MLT_MOST_AUGMENTATIONS. MLTEST_ERR_NOT_FOUND: no such augmentation;
 * MLTEST_ERR_INVALID: an empty list, an empty name, one that is there twice, or too many.
 */
mltest_status mlt_augmentations_parse(const char *text, mlt_augmentation_use *out, size_t *n,
                                      mltest_error **error);

#endif
