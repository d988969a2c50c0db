/* SPDX-License-Identifier: MIT */
/*
 * The search itself: round after round until no answer is missing.
 */
#include "base/alloc.h"
#include "base/checked.h"
#include "base/error.h"
#include "base/fpenv.h"
#include "search/ask.h"
#include "search/search.h"

static mltest_status make_cells(mltest_stress *s, mltest_error **error)
{
    size_t n = (size_t)s->dataset->n, n_cells;
    s->n_samples = s->run.limit != 0 && s->run.limit < n ? (size_t)s->run.limit : n;
    if (!mlt_mul_size(s->n_samples, s->suite->n, &n_cells))
        return mlt_fail(error, MLTEST_ERR_LIMIT, "the search has too many predictions");
    s->clean = mlt_alloc_zero(s->ctx, s->n_samples + 1, 1);
    s->cells = mlt_alloc_zero(s->ctx, n_cells + 1, 1);
    return s->clean != NULL && s->cells != NULL ? MLTEST_OK : mlt_fail_memory(error);
}

static bool is_known(uint8_t cell)
{
    return (cell & MLT_ANSWER_MASK) != MLT_UNKNOWN;
}

static uint64_t want(uint8_t *cell)
{
    *cell |= MLT_CELL_WANTED | MLT_CELL_ASKED;
    return 1;
}

/* The clean pictures come first: all of them say how every other one is judged. */
static uint64_t want_clean(mltest_stress *s)
{
    uint64_t n = 0;
    for (size_t i = 0; i < s->n_samples; i++)
        if (s->clean[i] == MLT_CLEAN_UNKNOWN)
            n += want(&s->cells[i * s->suite->n]);
    return n;
}

static uint64_t want_next(mltest_stress *s, const mlt_search_kind *kind)
{
    uint64_t n = 0;
    for (size_t i = 0; i < s->n_samples; i++) {
        uint8_t *cells = mlt_search_cells(s, i, kind);
        size_t next = mlt_search_follow(cells, kind->n).next;
        if (s->clean[i] == MLT_ELIGIBLE && next < kind->n)
            n += want(&cells[next]);
    }
    return n;
}

static mltest_status want_probes(mltest_stress *s, const mlt_search_kind *kind, uint64_t *n,
                                 mltest_error **error)
{
    TRY(mlt_search_mark_probes(s, kind, error));
    for (size_t i = 0; i < s->n_samples; i++) {
        uint8_t *cells = mlt_search_cells(s, i, kind);
        for (size_t k = 0; k < kind->n; k++)
            if ((cells[k] & MLT_CELL_PROBE) != 0 && !is_known(cells[k]))
                *n += want(&cells[k]);
    }
    return MLTEST_OK;
}

/* Marks what this round asks; *n is how much. */
static mltest_status choose(mltest_stress *s, uint64_t *n, mltest_error **error)
{
    for (size_t i = 0; i < s->n_samples * s->suite->n; i++)
        s->cells[i] &= (uint8_t)~MLT_CELL_WANTED;
    *n = want_clean(s);
    bool is_clean_done = *n == 0;
    for (size_t k = 0; is_clean_done && k < s->n_kinds; k++) {
        uint64_t of_kind = want_next(s, &s->kinds[k]);
        if (of_kind == 0)
            TRY(want_probes(s, &s->kinds[k], &of_kind, error));
        *n += of_kind;
    }
    return MLTEST_OK;
}

static bool wants(const void *data, uint64_t ordinal, size_t condition)
{
    const mltest_stress *s = data;
    return (s->cells[ordinal * s->suite->n + condition] & MLT_CELL_WANTED) != 0;
}

/* How many answers there are, and at most will be; what the clean pictures rule out is known only
 * after them. */
static void count(const mltest_stress *s, uint64_t *done, uint64_t *total)
{
    uint64_t eligible = 0, each = 0, probes = 0;
    *done = 0;
    for (size_t i = 0; i < s->n_samples * s->suite->n; i++)
        *done += is_known(s->cells[i]);
    for (size_t i = 0; i < s->n_samples; i++)
        eligible += s->clean[i] == MLT_CLEAN_UNKNOWN || s->clean[i] == MLT_ELIGIBLE;
    uint64_t probed = s->settings.probe_samples < eligible ? s->settings.probe_samples : eligible;
    for (size_t k = 0; k < s->n_kinds; k++) {
        size_t depth = mlt_search_depth(s->kinds[k].n), left = s->kinds[k].n - depth;
        each += depth;
        probes += probed * (left < 2 ? left : 2);
    }
    *total = s->n_samples + eligible * each + probes;
}

/* From the progress of a round to that of the search. */
static int32_t report(void *user_data, uint64_t done, uint64_t total, uint64_t failed)
{
    mltest_stress *s = user_data;
    (void)total;
    if (s->cancelled)
        return 1;
    if (s->progress == NULL)
        return MLTEST_CALLBACK_DONE;
    done += s->n_done_before;
    return s->progress(s->progress_data, done < s->n_total ? done : s->n_total, s->n_total, failed);
}

static mltest_status run_round(mltest_stress *s, const char *path, uint64_t n, bool is_first,
                               mltest_error **error)
{
    mlt_search_questions q = {.ctx = s->ctx,
                              .dataset = s->dataset,
                              .predictor = s->predictor,
                              .suite = s->suite,
                              .settings = s->run,
                              .choice = {wants, s},
                              .progress = report,
                              .progress_data = s,
                              .is_first = is_first};
    if (n < MLT_JUDGE_ROUND_FROM && !is_first)
        q.settings.max_failures = 1;
    count(s, &s->n_done_before, &s->n_total);
    return mlt_search_ask(&q, path, &s->counters, error);
}

static mltest_status search(mltest_stress *s, const char *path, mltest_error **error)
{
    uint64_t n = 0;
    TRY(make_cells(s, error));
    for (bool is_first = true;; is_first = false) {
        TRY(choose(s, &n, error));
        if (n == 0 && !is_first)
            break;
        TRY(run_round(s, path, n, is_first, error));
        TRY(mlt_search_read_back(&s->journal, s->ctx, path, error));
        TRY(mlt_search_judge(s, error));
        TRY(mlt_search_check_failures(&s->counters, MLT_JUDGE_FROM, s->run.max_failures, error));
    }
    return mlt_search_fill(s, error);
}

mltest_status mlt_stress_execute(mltest_stress *stress, const char *path, mltest_error **error)
{
    fenv_t saved;
    if (stress->executed++ != 0)
        return mlt_fail(error, MLTEST_ERR_INVALID, "a search can be executed once");
    mlt_fpenv_enter(&saved);
    mltest_status status = search(stress, path, error);
    mlt_fpenv_leave(&saved);
    return status;
}
