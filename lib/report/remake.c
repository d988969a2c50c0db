/* SPDX-License-Identifier: MIT */
#include "report/remake.h"

#include <string.h>

#include "base/error.h"
#include "journal/same.h"
#include "perturb/host.h"
#include "perturb/photographs.h"

mltest_status mlt_remade_init(mlt_remade *r, mltest_context *ctx, mltest_error **error)
{
    memset(r, 0, sizeof *r);
    r->ctx = ctx;
    mlt_image_init(&r->clean, ctx);
    return mlt_perturbed_init(&r->made, ctx, error);
}

void mlt_remade_free(mlt_remade *r)
{
    mlt_perturbed_free(&r->made);
    mlt_image_free(&r->clean);
}

/* The sample's place in the data set, checked against what was tested. */
static mltest_status load(mlt_remade *r, const mlt_jsample *sample, mltest_dataset *dataset,
                          uint64_t *place, mltest_error **error)
{
    for (*place = 0; *place < dataset->n; ++*place) {
        if (strcmp(dataset->samples[*place].id, sample->id) == 0)
            break;
    }
    if (*place == dataset->n)
        return mlt_fail(error, MLTEST_ERR_NOT_FOUND, "%s has no sample '%s'", dataset->name,
                        sample->id);
    TRY(mlt_dataset_load(dataset, *place, &r->clean, error));
    mltest_image_view view = mlt_image_view(&r->clean);
    if (mlt_view_hash(&view) != sample->hash)
        return mlt_fail(error, MLTEST_ERR_CONFLICT, "%s: its pixels are not those that were tested",
                        sample->id);
    return MLTEST_OK;
}

static mltest_status apply(mlt_remade *r, const mltest_journal *j, mltest_dataset *dataset,
                           const mlt_condition *condition, const mlt_jsample *sample,
                           mltest_error **error)
{
    uint64_t place;
    if (mlt_condition_takes_photographs(condition))
        TRY(mlt_same_photographs(condition->name, mlt_photographs_of(r->ctx, condition),
                                 j->run.frost_photographs, error));
    TRY(load(r, sample, dataset, &place, error));
    mltest_image_view view = mlt_image_view(&r->clean);
    TRY(mlt_condition_apply(condition, &view, &dataset->samples[place].truths, j->run.seed,
                            sample->id, &r->made, error));
    if (r->made.skip_reason != NULL)
        return mlt_fail(error, MLTEST_ERR_UNSUPPORTED, "%s does not apply: %s", condition->name,
                        r->made.skip_reason);
    return MLTEST_OK;
}

mltest_status mlt_remake(mlt_remade *r, const mltest_journal *j, mltest_dataset *dataset,
                         mltest_suite *suite, size_t sample, size_t condition, mltest_error **error)
{
    mlt_condition parsed;
    TRY(mlt_condition_parse(&parsed, r->ctx, j->conditions[condition].name,
                            suite != NULL ? suite->hosts : NULL, suite != NULL ? suite->n_hosts : 0,
                            error));
    mltest_status status = apply(r, j, dataset, &parsed, &j->samples[sample], error);
    mlt_condition_free(r->ctx, &parsed);
    return status;
}

bool mlt_remake_on_any_thread(const mltest_dataset *dataset, const mltest_suite *suite)
{
    for (size_t i = 0; suite != NULL && i < suite->n_hosts; i++) {
        if (!mlt_host_kind_any_thread(suite->hosts[i]))
            return false;
    }
    return dataset->source->any_thread;
}
