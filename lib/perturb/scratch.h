/* SPDX-License-Identifier: MIT */
/*
 * Working memory of one worker: buffers that are kept from picture to picture, so that nothing is
 * allocated in steady state.
 */
#ifndef MLT_PERTURB_SCRATCH_H
#define MLT_PERTURB_SCRATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "mltest/types.h"

enum { MLT_SCRATCH_SLOTS = 8 };

typedef struct mlt_scratch mlt_scratch;

mlt_scratch *mlt_scratch_new(mltest_context *ctx);
void mlt_scratch_free(mlt_scratch *scratch);
/* At least `bytes` bytes of undefined content at the start of a cache line, valid until the slot is
 * asked for again; NULL when out of memory. */
void *mlt_scratch_get(mlt_scratch *scratch, int slot, size_t bytes);

/* What is made once and kept beside the slots. */
typedef enum { MLT_KEPT_ICE, MLT_KEPT } mlt_kept;
bool mlt_scratch_has(const mlt_scratch *scratch, mlt_kept which);
/* Always the same memory, of the size that was asked for first. *is_new tells the caller to fill
 * it now. NULL when out of memory. */
void *mlt_scratch_keep(mlt_scratch *scratch, mlt_kept which, size_t bytes, bool *is_new);

#endif
