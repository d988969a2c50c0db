/* SPDX-License-Identifier: MIT */
/*
 * What a condition hides: rectangles in the pixels of the picture made so far.
 */
#ifndef MLT_PERTURB_HIDDEN_H
#define MLT_PERTURB_HIDDEN_H

#include "perturb/condition.h"

enum { MLT_MOST_HIDDEN = 4096 };

/* Moves what earlier steps hid along with a later step's map, into a canvas of that size. What is
 * known only roughly afterwards counts where it hides for certain. */
void mlt_hidden_move(mlt_perturbed *made, const mlt_map *map, uint32_t width, uint32_t height);
/* What lies around the picture that a step moved, in its canvas, is hidden by the step: earlier
 * steps have moved things out of that picture, which the map would put there. */
mltest_status mlt_hidden_frame(mlt_step_io *io, mltest_error **error);
/* Adds what a step hid, cut to its canvas, and merges. */
mltest_status mlt_hidden_add(mlt_perturbed *made, const mlt_step_io *io, mltest_error **error);
/* Joins rectangles that together are one, and returns how many are left, from top to bottom; of
 * more than `most` the largest stay. */
size_t mlt_hidden_merge(mlt_box *boxes, size_t n, size_t most);

#endif
