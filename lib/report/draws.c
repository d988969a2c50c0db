/* SPDX-License-Identifier: MIT */
#include "report/draws.h"

#include "base/error.h"

/* From so many answers on, the usual draws would take minutes. */
enum { MANY = 100000 };

static const char *const fewer[][2] = {{"resamples", "200"},
                                       {"performance_resamples", "100"},
                                       {"map_intervals", "false"},
                                       {"tide_resamples", "0"}};

static size_t answers_of(mltest_journal *const *journals, size_t n)
{
    size_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += journals[i]->n_samples * journals[i]->n_conditions;
    return sum;
}

static mltest_status set_fewer(mltest_options *out, mltest_context *ctx, mltest_error **error)
{
    mltest_options *few = NULL;
    mltest_status status = mlt_options_make(&few, ctx, &mlt_score_options, error);
    for (size_t i = 0; i < sizeof fewer / sizeof fewer[0] && status == MLTEST_OK; i++)
        status = mlt_options_set(few, fewer[i][0], fewer[i][1], error);
    if (status == MLTEST_OK)
        status = mlt_options_fill(out, few, error);
    mlt_options_unref(few);
    return status;
}

/* What is used in the end, whoever said so. */
static void put_note(mlt_text *note, const mltest_options *options, size_t answers)
{
    const mlt_option_table *table = &mlt_score_options;
    mlt_text_printf(note,
                    "There are %zu answers: intervals are of %d draws instead of %d unless more "
                    "were asked for",
                    answers, (int)mlt_options_int(options, table, "resamples"),
                    (int)mlt_options_int(NULL, table, "resamples"));
    if (!mlt_options_bool(options, table, "map_intervals"))
        mlt_text_puts(note, ", mAP has none beside those of AP50");
    if (mlt_options_int(options, table, "tide_resamples") == 0)
        mlt_text_puts(note, ", and neither has what kinds of error cost");
    mlt_text_puts(note, ".");
}

mltest_status mlt_page_score_options(mltest_options **out, mlt_text *note, mltest_context *ctx,
                                     mltest_journal *const *journals, size_t n,
                                     const mltest_options *score, mltest_error **error)
{
    size_t answers = answers_of(journals, n);
    TRY(mlt_options_expect(score, &mlt_score_options, error));
    TRY(mlt_options_make(out, ctx, &mlt_score_options, error));
    mltest_status status = mlt_options_fill(*out, score, error);
    if (status == MLTEST_OK && answers >= MANY) {
        status = set_fewer(*out, ctx, error);
        if (status == MLTEST_OK)
            put_note(note, *out, answers);
    }
    if (status == MLTEST_OK)
        return MLTEST_OK;
    mlt_options_unref(*out);
    *out = NULL;
    return status;
}
