/* SPDX-License-Identifier: MIT */
#include "report/draws.h"

#include <string.h>

#include "testing.h"

static mltest_options *options;
static mlt_text note;

/* What a report of n journals with so many answers each draws. */
static void ask(size_t samples, size_t conditions, size_t n, const mltest_options *score)
{
    mltest_journal journal = {.n_samples = samples, .n_conditions = conditions};
    mltest_journal *journals[] = {&journal, &journal};
    mlt_text_init(&note, NULL);
    ck_assert_int_eq(mlt_page_score_options(&options, &note, NULL, journals, n, score, NULL),
                     MLTEST_OK);
}

static void done(void)
{
    mlt_options_unref(options);
    mlt_text_free(&note);
}

static int64_t number(const char *name)
{
    return mlt_options_int(options, &mlt_score_options, name);
}

START_TEST(the_usual_draws)
{
    ask(9999, 10, 1, NULL);
    ck_assert_int_eq(number("resamples"), 2000);
    ck_assert_int_eq(number("tide_resamples"), 500);
    ck_assert(mlt_options_bool(options, &mlt_score_options, "map_intervals"));
    ck_assert_str_eq(mlt_text_string(&note), "");
    done();
}
END_TEST

START_TEST(fewer_of_huge_journals)
{
    for (size_t n = 1; n < 3; n++) {
        ask(10000, n == 1 ? 10 : 5, n, NULL);
        ck_assert_int_eq(number("resamples"), 200);
        ck_assert_int_eq(number("performance_resamples"), 100);
        ck_assert_int_eq(number("tide_resamples"), 0);
        ck_assert(!mlt_options_bool(options, &mlt_score_options, "map_intervals"));
        ck_assert_ptr_nonnull(strstr(mlt_text_string(&note),
                                     "There are 100000 answers: intervals are of 200 draws instead "
                                     "of 2000"));
        ck_assert_ptr_nonnull(strstr(mlt_text_string(&note), ", mAP has none"));
        done();
    }
}
END_TEST

START_TEST(the_caller_says)
{
    mltest_options *mine = NULL;
    ck_assert_int_eq(mlt_options_make(&mine, NULL, &mlt_score_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(mine, "resamples", "2000", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(mine, "map_intervals", "true", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(mine, "weights", "fog=2", NULL), MLTEST_OK);
    ask(100000, 10, 1, mine);
    ck_assert_int_eq(number("resamples"), 2000);
    ck_assert_int_eq(number("tide_resamples"), 0);
    ck_assert_str_eq(mlt_options_string(options, &mlt_score_options, "weights"), "fog=2");
    ck_assert_ptr_null(strstr(mlt_text_string(&note), "mAP has none"));
    done();
    mlt_options_unref(mine);
}
END_TEST

static mltest_status ask_in(mltest_context *ctx, void *data)
{
    mltest_journal journal = {.n_samples = 1 << 20, .n_conditions = 1};
    mltest_journal *journals[] = {&journal};
    mltest_options *out = NULL;
    mltest_error *error = NULL;
    mlt_text text;
    (void)data;
    mlt_text_init(&text, ctx);
    mltest_status status = mlt_page_score_options(&out, &text, ctx, journals, 1, NULL, &error);
    if (status == MLTEST_OK && !mlt_text_ok(&text))
        status = MLTEST_ERR_MEMORY;
    mlt_options_unref(out);
    mlt_text_free(&text);
    mltest_error_free(error);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(ask_in, NULL);
}
END_TEST

MLT_TEST_SUITE(report_draws, the_usual_draws, fewer_of_huge_journals, the_caller_says,
               out_of_memory)
