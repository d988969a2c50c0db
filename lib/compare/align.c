/* SPDX-License-Identifier: MIT */
#include "compare/align.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "journal/subset.h"

/* Places in each journal of what all have. */
typedef struct {
    mltest_context *ctx;
    mltest_journal *const *journals;
    size_t n;
    size_t *samples, *conditions; /* [journal][place in the intersection] */
    size_t n_samples, n_conditions;
    mlt_notes *notes;
} common;

static size_t *samples_of(const common *c, size_t journal)
{
    return &c->samples[journal * (c->journals[0]->n_samples + 1)];
}

static size_t *conditions_of(const common *c, size_t journal)
{
    return &c->conditions[journal * (c->journals[0]->n_conditions + 1)];
}

/* How many samples are in all journals by name, but are not the same. */
static size_t find_samples(common *c)
{
    const mltest_journal *first = c->journals[0];
    size_t n_other = 0;
    for (size_t i = 0; i < first->n_samples; i++) {
        bool all = true, same = true;
        for (size_t k = 0; all && k < c->n; k++) {
            int64_t at = mlt_journal_find_sample(c->journals[k], first->samples[i].id);
            all = at >= 0;
            same = same && all &&
                   mlt_align_is_same_sample(&first->samples[i], &c->journals[k]->samples[at]);
            if (all)
                samples_of(c, k)[c->n_samples] = (size_t)at;
        }
        c->n_samples += all && same;
        n_other += all && !same;
    }
    return n_other;
}

static mltest_status find_conditions(common *c, mltest_error **error)
{
    const mltest_journal *first = c->journals[0];
    for (size_t i = 0; i < first->n_conditions; i++) {
        bool all = true;
        for (size_t k = 0; all && k < c->n; k++) {
            const mltest_journal *j = c->journals[k];
            int64_t at = mlt_journal_find_condition(j, first->conditions[i].name);
            all = at >= 0;
            if (!all)
                break;
            TRY(mlt_align_check_condition(c->ctx, first, &first->conditions[i], j,
                                          &j->conditions[at], 1, 1, error));
            conditions_of(c, k)[c->n_conditions] = (size_t)at;
        }
        c->n_conditions += all;
    }
    return MLTEST_OK;
}

static bool contains(const size_t *places, size_t n, size_t place)
{
    for (size_t i = 0; i < n; i++)
        if (places[i] == place)
            return true;
    return false;
}

/* Names of conditions that are left out: a few of them. */
static mltest_status say_conditions(const common *c, size_t k, mltest_error **error)
{
    enum { MOST = 5 };
    const mltest_journal *j = c->journals[k];
    size_t n = 0;
    mlt_text line;
    if (j->n_conditions == c->n_conditions)
        return MLTEST_OK;
    mlt_text_init(&line, c->ctx);
    mlt_text_printf(&line, "intersection: %zu of %zu conditions of %s are left out: ",
                    j->n_conditions - c->n_conditions, j->n_conditions, j->run.model_name);
    for (size_t i = 0; i < j->n_conditions; i++) {
        if (contains(conditions_of(c, k), c->n_conditions, i) || n++ >= MOST)
            continue;
        mlt_text_printf(&line, "%s%s", n > 1 ? ", " : "", j->conditions[i].name);
    }
    if (n > MOST)
        mlt_text_puts(&line, " …");
    return mlt_notes_take(c->notes, &line, error);
}

static mltest_status say_missing(const common *c, size_t n_other, mltest_error **error)
{
    const mlt_jrun *first = &c->journals[0]->run;
    for (size_t k = 0; k < c->n; k++) {
        const mltest_journal *j = c->journals[k];
        if (j->run.dataset_fingerprint != first->dataset_fingerprint)
            TRY(mlt_notes_add(c->notes, error,
                              "intersection: %s was run on data set '%s', %s on '%s'; they differ",
                              first->model_name, first->dataset_name, j->run.model_name,
                              j->run.dataset_name));
        if (j->n_samples > c->n_samples)
            TRY(mlt_notes_add(c->notes, error,
                              "intersection: %zu of %zu samples of %s are left out",
                              j->n_samples - c->n_samples, j->n_samples, j->run.model_name));
        TRY(say_conditions(c, k, error));
    }
    if (n_other > 0)
        TRY(mlt_notes_add(c->notes, error,
                          "intersection: %zu samples have the same names, but are other pictures "
                          "or have other labels, and are left out",
                          n_other));
    return MLTEST_OK;
}

/* Samples that not all were asked about under a condition; they do not count there. */
static mltest_status say_unasked(const common *c, mltest_journal *const *out, mltest_error **error)
{
    size_t n = 0;
    for (size_t i = 0; i < c->n_samples * c->n_conditions; i++) {
        size_t n_asked = 0;
        for (size_t k = 0; k < c->n; k++)
            n_asked += out[k]->outcomes[i].type != 0;
        n += n_asked > 0 && n_asked < c->n;
    }
    if (n == 0)
        return MLTEST_OK;
    return mlt_notes_add(c->notes, error,
                         "intersection: %zu of %zu pairs of sample and condition were not put to "
                         "all models and do not count",
                         n, c->n_samples * c->n_conditions);
}

static mltest_status make_subsets(const common *c, mltest_journal **out, mltest_error **error)
{
    for (size_t k = 0; k < c->n; k++)
        TRY(mlt_journal_subset(&out[k], c->ctx, c->journals[k], samples_of(c, k), c->n_samples,
                               conditions_of(c, k), c->n_conditions, error));
    return say_unasked(c, out, error);
}

static mltest_status intersect(common *c, mltest_journal **out, mltest_error **error)
{
    const mltest_journal *first = c->journals[0];
    c->samples = mlt_alloc_zero(c->ctx, c->n * (first->n_samples + 1), sizeof *c->samples);
    c->conditions = mlt_alloc_zero(c->ctx, c->n * (first->n_conditions + 1), sizeof *c->conditions);
    if (c->samples == NULL || c->conditions == NULL)
        return mlt_fail_memory(error);
    size_t n_other = find_samples(c);
    TRY(find_conditions(c, error));
    if (c->n_samples == 0)
        return mlt_fail(error, MLTEST_ERR_CONFLICT, "the journals have no sample in common");
    if (c->n_conditions < 2)
        return mlt_fail(error, MLTEST_ERR_CONFLICT,
                        "the journals have no condition in common but the clean one");
    TRY(say_missing(c, n_other, error));
    return make_subsets(c, out, error);
}

/* Changes drawn anew take nothing away from a paired comparison of the same photographs. */
static mltest_status say_seeds(mltest_journal *const *journals, size_t n, mlt_notes *notes,
                               mltest_error **error)
{
    const mlt_jrun *first = &journals[0]->run;
    for (size_t k = 1; k < n; k++) {
        const mlt_jrun *run = &journals[k]->run;
        if (run->seed != first->seed)
            TRY(mlt_notes_add(notes, error,
                              "%s was run with seed %llu, %s with %llu: what is random in changes "
                              "was drawn anew, which adds to all differences",
                              first->model_name, (unsigned long long)first->seed, run->model_name,
                              (unsigned long long)run->seed));
    }
    return MLTEST_OK;
}

mltest_status mlt_align_journals(mltest_journal **out, mltest_context *ctx,
                                 mltest_journal *const *journals, size_t n, bool intersection,
                                 mlt_notes *notes, mltest_error **error)
{
    common c = {.ctx = ctx, .journals = journals, .n = n, .notes = notes};
    mltest_status status = MLTEST_OK;
    for (size_t k = 0; k < n; k++)
        out[k] = NULL;
    for (size_t k = 1; status == MLTEST_OK && k < n; k++) {
        status = mlt_align_check_runs(&journals[0]->run, &journals[k]->run, error);
        if (status == MLTEST_OK && !intersection)
            status = mlt_align_check_same(ctx, journals[0], journals[k], error);
    }
    if (status == MLTEST_OK)
        status = say_seeds(journals, n, notes, error);
    if (status == MLTEST_OK && intersection)
        status = intersect(&c, out, error);
    for (size_t k = 0; k < n; k++) {
        if (status == MLTEST_OK && !intersection) {
            out[k] = mlt_journal_ref(journals[k]);
        } else if (status != MLTEST_OK) {
            mlt_journal_unref(out[k]);
            out[k] = NULL;
        }
    }
    mlt_free(ctx, c.samples);
    mlt_free(ctx, c.conditions);
    return status;
}
