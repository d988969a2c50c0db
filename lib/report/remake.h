/* SPDX-License-Identifier: MIT */
/*
 * The two pictures of a pair, made once more from the data set and checked against what was tested.
 */
#ifndef MLT_REPORT_REMAKE_H
#define MLT_REPORT_REMAKE_H

#include "dataset/dataset.h"
#include "journal/journal.h"
#include "perturb/condition.h"
#include "perturb/perturb.h"
#include "suite/suite.h"

/* Reused from pair to pair. */
typedef struct {
    mltest_context *ctx;
    mlt_image clean;
    mlt_perturbed made;
} mlt_remade;

mltest_status mlt_remade_init(mlt_remade *remade, mltest_context *ctx, mltest_error **error);
void mlt_remade_free(mlt_remade *remade);

/*
 * Sample and condition by their places in the journal; suite may be NULL. Fails where the data set
 * has no such sample or other pixels, the context has other photographs of frost than the run, a
 * host's kind is not known, or the condition does not apply.
 */
mltest_status mlt_remake(mlt_remade *remade, const mltest_journal *journal, mltest_dataset *dataset,
                         mltest_suite *suite, size_t sample, size_t condition,
                         mltest_error **error);
/* Whether several threads may do so at once. */
bool mlt_remake_on_any_thread(const mltest_dataset *dataset, const mltest_suite *suite);

#endif
