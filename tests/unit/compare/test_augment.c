/* SPDX-License-Identifier: MIT */
#include "compare/compare.h"

#include "compare/fixtures.h"

static char lost_in_fog(int sample, int condition)
{
    return condition == CM_FOG3 && sample % 2 == 0 ? 'l' : 'f';
}

static const cm_model good = {.n = 40}, bad = {.n = 40, .name = "bad", .answer = lost_in_fog};

static mltest_status compare(mltest_comparison **out, mltest_context *ctx, size_t n,
                             const mltest_options *options, mltest_error **error)
{
    mltest_journal *journals[6] = {NULL};
    for (size_t i = 0; i < n; i++)
        journals[i] = cm_journal(i < n / 2 ? &good : &bad);
    mltest_status status = mlt_comparison_make(out, ctx, journals, n, options, error);
    for (size_t i = 0; i < n; i++)
        mlt_journal_unref(journals[i]);
    return status;
}

static mltest_options *make_options(const char *augmentations, const char *arms)
{
    mltest_options *options = NULL;
    cm_set(&options, "augmentations", augmentations);
    cm_set(&options, "arms", arms);
    cm_set(&options, "resamples", "50");
    return options;
}

static size_t rows(const mltest_comparison *c, const char *table)
{
    const mlt_table *found = mlt_results_find_table(c->results, table);
    return found != NULL ? found->n_rows : SIZE_MAX;
}

START_TEST(what_was_asked_for)
{
    mltest_comparison *c = NULL;
    mltest_options *options = make_options("fog", "");
    ck_assert_int_eq(compare(&c, NULL, 2, options, NULL), MLTEST_OK);
    ck_assert_uint_eq(rows(c, "augmentations"), 1);
    ck_assert_uint_eq(rows(c, "side_effects"), 2);
    ck_assert_uint_eq(rows(c, "recommendations"), 1); /* of the second model */
    mlt_comparison_unref(c);
    mltest_options_free(options);
    ck_assert_int_eq(compare(&c, NULL, 2, NULL, NULL), MLTEST_OK);
    ck_assert_uint_eq(rows(c, "augmentations"), SIZE_MAX);
    ck_assert_uint_eq(rows(c, "recommendations"), 1);
    mlt_comparison_unref(c);
}
END_TEST

START_TEST(arms)
{
    mltest_comparison *c = NULL;
    mltest_options *options = make_options("fog", "plain=3,foggy=3");
    ck_assert_int_eq(compare(&c, NULL, 6, options, NULL), MLTEST_OK);
    const mlt_table *table = mlt_results_find_table(c->results, "augmentations");
    ck_assert_str_eq(mlt_table_find_column(table, "statement")->strings[0],
                     "foggy behaves worse here than plain because of the augmentation");
    mlt_comparison_unref(c);
    mltest_options_free(options);
}
END_TEST

START_TEST(mistakes)
{
    mltest_comparison *c = NULL;
    mltest_error *error = NULL;
    mltest_options *options = make_options("fog", "A=1,B=2");
    ck_assert_int_eq(compare(&c, NULL, 2, options, &error), MLTEST_ERR_INVALID);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "3 runs, but 2 journals"));
    mltest_error_free(error);
    mltest_options_free(options);
}
END_TEST

MLT_TEST_SUITE(compare_augment, what_was_asked_for, arms, mistakes)
