/* SPDX-License-Identifier: MIT */
/*
 * From brackets and curves to the named values and tables that hosts and reports read.
 */
#include "search/fill.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "search/order.h"

static mltest_status fill_settings(mltest_stress *s, mltest_error **error)
{
    const mlt_jrun *run = &s->journal->run;
    mlt_results *r = s->results;
    TRY(mlt_results_number(r, "format", 1, error));
    TRY(mlt_results_text(r, "model.name", run->model_name, error));
    TRY(mlt_results_text(r, "model.version", run->model_version, error));
    TRY(mlt_results_text(r, "dataset.name", run->dataset_name, error));
    TRY(mlt_results_number(r, "settings.break_at", s->settings.break_at[0], error));
    TRY(mlt_results_number(r, "settings.first_break_at", s->settings.break_at[1], error));
    TRY(mlt_results_number(r, "settings.probe_samples", (double)s->settings.probe_samples, error));
    TRY(mlt_results_number(r, "settings.min_confidence", s->score.min_confidence, error));
    return mlt_results_number(r, "settings.score_strictness", s->score.score_strictness, error);
}

static size_t count_clean(const mltest_stress *s, mlt_clean_state state)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n_samples; i++)
        n += s->clean[i] == state;
    return n;
}

static mltest_status fill_samples(mltest_stress *s, mltest_error **error)
{
    enum { LOW_EVIDENCE = 30 };
    mlt_results *r = s->results;
    size_t eligible = count_clean(s, MLT_ELIGIBLE);
    TRY(mlt_results_number(r, "n_samples", (double)s->n_samples, error));
    TRY(mlt_results_number(r, "n_eligible", (double)eligible, error));
    TRY(mlt_results_number(r, "n_blind", (double)count_clean(s, MLT_CLEAN_BLIND), error));
    TRY(mlt_results_number(r, "n_failed", (double)count_clean(s, MLT_CLEAN_FAILED), error));
    return mlt_results_flag(r, "low_evidence",
                            eligible < LOW_EVIDENCE || 2 * eligible < s->n_samples, error);
}

/* What the search asked, and what two grids over all samples would. */
static mltest_status fill_calls(mltest_stress *s, const mlt_search_curve *curves,
                                mltest_error **error)
{
    double clean = (double)s->n_samples, search = 0, probes = 0, grid5 = 0, grid32 = 0;
    mlt_results *r = s->results;
    for (size_t k = 0; k < s->n_kinds; k++) {
        size_t n = s->kinds[k].n;
        search += (double)curves[k].calls;
        probes += (double)curves[k].probe_calls;
        grid5 += n < 5 ? (double)n : 5;
        grid32 += n == MLT_MOST_SETTINGS ? 32 : (double)n;
    }
    TRY(mlt_results_number(r, "calls.clean", clean, error));
    TRY(mlt_results_number(r, "calls.search", search, error));
    TRY(mlt_results_number(r, "calls.probes", probes, error));
    TRY(mlt_results_number(r, "calls.total", clean + search + probes, error));
    TRY(mlt_results_number(r, "calls.grid_of_5", clean * (1 + grid5), error));
    return mlt_results_number(r, "calls.grid_of_32", clean * (1 + grid32), error);
}

static mltest_status fill_all(mltest_stress *s, const mlt_search_curve *curves,
                              mltest_error **error)
{
    TRY(mlt_results_new(&s->results, s->ctx, error));
    TRY(fill_settings(s, error));
    TRY(fill_samples(s, error));
    TRY(fill_calls(s, curves, error));
    TRY(mlt_search_fill_kinds(s, curves, error));
    TRY(mlt_search_fill_curves(s, curves, error));
    return mlt_search_fill_samples(s, error);
}

mltest_status mlt_search_fill(mltest_stress *s, mltest_error **error)
{
    mlt_search_curve *curves = mlt_alloc_zero(s->ctx, s->n_kinds, sizeof *curves);
    mlt_units units = {0};
    if (curves == NULL)
        return mlt_fail_memory(error);
    mltest_status status =
        mlt_search_units_make(&units, s->ctx, s->dataset, s->n_samples, true, error);
    for (size_t k = 0; k < s->n_kinds && status == MLTEST_OK; k++)
        status = mlt_search_curve_make(&curves[k], s, &s->kinds[k], &units, error);
    if (status == MLTEST_OK)
        status = fill_all(s, curves, error);
    mlt_units_free(s->ctx, &units);
    mlt_free(s->ctx, curves);
    return status;
}
