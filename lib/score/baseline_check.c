/* SPDX-License-Identifier: MIT */
#include "score/baseline_check.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "journal/same.h"
#include "mltest/predictor.h"

static mltest_status differ(const mltest_journal *b, const char *what, const char *theirs,
                            const char *ours, mltest_error **error)
{
    return mlt_fail(error, MLTEST_ERR_CONFLICT, "baseline %s has %s %s, not %s", b->run.model_name,
                    what, theirs, ours);
}

static mltest_status check_numbers(const mltest_journal *j, const mltest_journal *b,
                                   mltest_error **error)
{
    const mlt_jrun *own = &j->run, *base = &b->run;
    char ours[MLT_NUMBER_SIZE], theirs[MLT_NUMBER_SIZE];
    bool is_detection = own->task != MLTEST_TASK_CLASSIFICATION;
    bool both_floors = own->has_score_floor && base->has_score_floor && is_detection;
    if (own->seed != base->seed) {
        snprintf(ours, sizeof ours, "%" PRIu64, own->seed);
        snprintf(theirs, sizeof theirs, "%" PRIu64, base->seed);
        return differ(b, "seed", theirs, ours, error);
    }
    if (both_floors &&
        (own->score_floor < base->score_floor || own->score_floor > base->score_floor)) {
        mlt_format_double(ours, own->score_floor);
        mlt_format_double(theirs, base->score_floor);
        return differ(b, "score floor", theirs, ours, error);
    }
    return MLTEST_OK;
}

static mltest_status check_run(const mltest_journal *j, const mltest_journal *b,
                               mltest_error **error)
{
    if (j->run.dataset_fingerprint != b->run.dataset_fingerprint)
        return mlt_fail(error, MLTEST_ERR_CONFLICT,
                        "baseline %s was run on data set '%s', not on '%s', or that has changed",
                        b->run.model_name, b->run.dataset_name, j->run.dataset_name);
    TRY(mlt_same_question(&j->run, &b->run, "its baseline ", error));
    return check_numbers(j, b, error);
}

/* Both are in the data set's order. */
static mltest_status check_samples(const mltest_journal *j, const mltest_journal *b,
                                   mltest_error **error)
{
    for (size_t i = 0; i < j->n_samples; i++) {
        int64_t at = mlt_journal_find_sample(b, j->samples[i].id);
        if (at < 0)
            return mlt_fail(error, MLTEST_ERR_CONFLICT,
                            "baseline %s lacks sample '%s' (it has %zu, not %zu)",
                            b->run.model_name, j->samples[i].id, b->n_samples, j->n_samples);
        if (b->samples[at].hash != j->samples[i].hash)
            return mlt_fail(error, MLTEST_ERR_CONFLICT,
                            "sample '%s' is another picture in the baseline %s", j->samples[i].id,
                            b->run.model_name);
    }
    for (size_t i = 0; i < b->n_samples; i++) {
        if (mlt_journal_find_sample(j, b->samples[i].id) < 0)
            return mlt_fail(error, MLTEST_ERR_CONFLICT,
                            "baseline %s has sample '%s', which is not there (it has %zu, not %zu)",
                            b->run.model_name, b->samples[i].id, b->n_samples, j->n_samples);
    }
    return MLTEST_OK;
}

size_t mlt_baseline_count_missing(const mltest_journal *journal, const mltest_journal *baseline,
                                  size_t *n_all)
{
    size_t n = 0;
    *n_all = 0;
    for (size_t i = 0; i < journal->n_conditions; i++) {
        if (journal->conditions[i].n_steps == 0)
            continue;
        *n_all += 1;
        n += mlt_journal_find_condition(baseline, journal->conditions[i].name) < 0;
    }
    return n;
}

mltest_status mlt_baseline_check(const mltest_journal *journal, const mltest_journal *baseline,
                                 mltest_error **error)
{
    size_t n_all, n_missing = mlt_baseline_count_missing(journal, baseline, &n_all);
    TRY(check_run(journal, baseline, error));
    TRY(check_samples(journal, baseline, error));
    if (n_missing == n_all && n_all > 0)
        return mlt_fail(error, MLTEST_ERR_CONFLICT,
                        "baseline %s has none of the conditions that %s was run under",
                        baseline->run.model_name, journal->run.model_name);
    return MLTEST_OK;
}
