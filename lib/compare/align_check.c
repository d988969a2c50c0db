/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "compare/align.h"
#include "journal/same.h"

#define HINT "; the option intersection compares what they have in common"

/* Each stopped where its own verdicts let it: what they differ in then depends on when. */
static mltest_status check_plan(const mlt_jrun *run, mltest_error **error)
{
    if (!run->until_decided)
        return MLTEST_OK;
    return mlt_fail(error, MLTEST_ERR_CONFLICT,
                    "%s was run until decided, and stopped at its verdicts: such runs cannot be "
                    "compared; give all of them the same budget instead",
                    run->model_name);
}

mltest_status mlt_align_check_runs(const mlt_jrun *first, const mlt_jrun *run, mltest_error **error)
{
    TRY(check_plan(first, error));
    TRY(check_plan(run, error));
    return mlt_same_question(first, run, "", error);
}

static bool is_same_truth(const mlt_truth *a, const mlt_truth *b)
{
    return memcmp(&a->box, &b->box, sizeof a->box) == 0 && a->cls == b->cls && a->flags == b->flags;
}

bool mlt_align_is_same_sample(const mlt_jsample *a, const mlt_jsample *b)
{
    bool same = a->hash == b->hash && a->width == b->width && a->height == b->height &&
                a->labelled == b->labelled && a->n_truth == b->n_truth;
    for (size_t i = 0; same && i < a->n_truth; i++)
        same = is_same_truth(&a->truth[i], &b->truth[i]);
    return same;
}

mltest_status mlt_align_check_condition(mltest_context *ctx, const mltest_journal *first,
                                        const mlt_jcondition *a, const mltest_journal *j,
                                        const mlt_jcondition *b, size_t n_a, size_t n_b,
                                        mltest_error **error)
{
    mlt_text names;
    mlt_text_init(&names, ctx);
    mlt_text_printf(&names, "%s and %s", j->run.model_name, first->run.model_name);
    mltest_status status = mlt_text_ok(&names) ? mlt_same_conditions(ctx, mlt_text_string(&names),
                                                                     b, n_b, a, n_a, error)
                                               : mlt_fail_memory(error);
    mlt_text_free(&names);
    return status;
}

/* Shards of a run have its data set and suite, but samples of their own. */
static mltest_status check_samples(const mltest_journal *first, const mltest_journal *j,
                                   mltest_error **error)
{
    const char *a = first->run.model_name, *b = j->run.model_name;
    if (j->n_samples != first->n_samples)
        return mlt_fail(error, MLTEST_ERR_CONFLICT, "%s has %zu samples, %s has %zu" HINT, a,
                        first->n_samples, b, j->n_samples);
    for (size_t i = 0; i < j->n_samples; i++) {
        const mlt_jsample *p = &first->samples[i], *q = &j->samples[i];
        if (strcmp(p->id, q->id) != 0)
            return mlt_fail(error, MLTEST_ERR_CONFLICT, "%s has sample '%s' where %s has '%s'" HINT,
                            a, p->id, b, q->id);
        if (!mlt_align_is_same_sample(p, q))
            return mlt_fail(error, MLTEST_ERR_CONFLICT,
                            "sample '%s' is another picture or has other labels in %s than in "
                            "%s" HINT,
                            p->id, b, a);
    }
    return MLTEST_OK;
}

static mltest_status check_answers(const mltest_journal *first, const mltest_journal *j,
                                   mltest_error **error)
{
    for (size_t i = 0; i < j->n_samples; i++)
        for (size_t c = 0; c < j->n_conditions; c++) {
            bool a = mlt_journal_outcome(first, i, c)->type != 0;
            bool b = mlt_journal_outcome(j, i, c)->type != 0;
            if (a != b)
                return mlt_fail(error, MLTEST_ERR_CONFLICT,
                                "%s was not asked about sample '%s' under %s, %s was" HINT,
                                (a ? j : first)->run.model_name, j->samples[i].id,
                                j->conditions[c].name, (a ? first : j)->run.model_name);
        }
    return MLTEST_OK;
}

mltest_status mlt_align_check_same(mltest_context *ctx, const mltest_journal *first,
                                   const mltest_journal *j, mltest_error **error)
{
    const mlt_jrun *a = &first->run, *b = &j->run;
    if (b->dataset_fingerprint != a->dataset_fingerprint)
        return mlt_fail(error, MLTEST_ERR_CONFLICT,
                        "%s was run on data set '%s', %s on '%s': they differ" HINT, a->model_name,
                        a->dataset_name, b->model_name, b->dataset_name);
    if (b->suite_hash != a->suite_hash)
        return mlt_fail(error, MLTEST_ERR_CONFLICT,
                        "%s and %s were run with different suites ('%s' and '%s')" HINT,
                        a->model_name, b->model_name, a->suite_name, b->suite_name);
    TRY(check_samples(first, j, error));
    TRY(mlt_align_check_condition(ctx, first, first->conditions, j, j->conditions,
                                  first->n_conditions, j->n_conditions, error));
    return check_answers(first, j, error);
}
