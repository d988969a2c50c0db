/* SPDX-License-Identifier: MIT */
#include "gate/precision.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

/* .50, .55 … .95 */
enum { ALL_IOUS = 0, IOU_50 = 1 << 0, IOU_75 = 1 << 5 };

static mltest_status add_all(mlt_gate_precision *p, const mltest_journal *j, const size_t *samples,
                             size_t n, mltest_error **error)
{
    for (size_t i = 0; i < n; i++) {
        const mlt_jsample *sample = &j->samples[samples[i]];
        const mlt_joutcome *clean = mlt_journal_outcome(j, samples[i], 0);
        if (!sample->labelled || (clean->type != MLT_OUTCOME && clean->type != MLT_FAILURE))
            continue;
        /* Pictures are in the order of the list, whichever order the journal has. */
        TRY(mlt_coco_add(p->coco, i, sample->truth, sample->n_truth, clean->preds, clean->n_preds,
                         error));
        p->places[p->n++] = i;
    }
    return MLTEST_OK;
}

mltest_status mlt_gate_precision_make(mlt_gate_precision *p, mltest_context *ctx,
                                      const mltest_journal *journal, const char *source,
                                      const size_t *samples, size_t n, mltest_error **error)
{
    const mlt_coco_options options = {.n_classes = journal->run.n_classes, .honour_ignore = true};
    *p = (mlt_gate_precision){.ctx = ctx,
                              .ious = strcmp(source, "AP50") == 0   ? IOU_50
                                      : strcmp(source, "AP75") == 0 ? IOU_75
                                                                    : ALL_IOUS};
    p->places = mlt_alloc_zero(ctx, n + 1, sizeof *p->places);
    p->weights = mlt_alloc_zero(ctx, n + 1, sizeof *p->weights);
    if (p->places == NULL || p->weights == NULL)
        return mlt_fail_memory(error);
    TRY(mlt_coco_new(&p->coco, ctx, &options, error));
    TRY(add_all(p, journal, samples, n, error));
    return mlt_coco_workspace_new(&p->workspace, p->coco, error);
}

void mlt_gate_precision_free(mlt_gate_precision *p)
{
    mlt_coco_workspace_free(p->workspace);
    mlt_coco_free(p->coco);
    mlt_free(p->ctx, p->places);
    mlt_free(p->ctx, p->weights);
}

mltest_status mlt_gate_precision_value(mlt_gate_precision *p, const double *weights, double *value,
                                       mltest_error **error)
{
    double recall;
    *value = NAN;
    if (p->n == 0)
        return MLTEST_OK;
    for (size_t i = 0; i < p->n; i++)
        p->weights[i] = weights != NULL ? weights[p->places[i]] : 1;
    TRY(mlt_coco_replicate(p->workspace, p->weights, p->ious, value, &recall, NULL, error));
    if (*value < 0)
        *value = NAN; /* -1 is COCO's "nothing to average" */
    return MLTEST_OK;
}
