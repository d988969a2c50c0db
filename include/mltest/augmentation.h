/* SPDX-License-Identifier: MIT */
/**
 * @file mltest/augmentation.h
 * Augmentations of training pictures, and the kinds of change they should protect against. Their
 * names, what Roboflow calls them and what they do are in the catalogue "augmentations"
 * (mltest/catalogue.h). May be called by any thread at any time.
 *
 * @since 0.1.0
 */
#ifndef MLTEST_AUGMENTATION_H
#define MLTEST_AUGMENTATION_H

#include "mltest/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * The name of an augmentation in the catalogue.
 * @param name  that name, or the one at Roboflow; only letters and digits count, in any case: "90°
 *              Rotate", "rotate 90" and "rotate_90" are the same
 * @return a constant string; NULL for NULL and for what is not in the table
 * @since 0.1.0
 */
MLTEST_API const char *mltest_augmentation_find(const char *name);

/**
 * The kinds of change that an augmentation should protect against.
 * @param name  as for mltest_augmentation_find()
 * @param i     index, from 0
 * @return a constant string, the name of a kind of the catalogue "perturbations"; NULL past the
 *         last one and for an augmentation that is not in the table
 * @since 0.1.0
 */
MLTEST_API const char *mltest_augmentation_kind(const char *name, size_t i);

#ifdef __cplusplus
}
#endif
#endif
