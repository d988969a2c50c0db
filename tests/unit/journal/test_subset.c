/* SPDX-License-Identifier: MIT */
#include "journal/subset.h"

#include "compare/fixtures.h"

static const size_t samples[] = {3, 1}, conditions[] = {CM_CLEAN, CM_RAIN};

static char answer(int sample, int condition)
{
    return sample == 1 && condition == CM_RAIN ? 'n' : 'f';
}

static const cm_model model = {.n = 5, .answer = answer};

START_TEST(some_of_it)
{
    mltest_journal *whole = cm_journal(&model), *part = NULL;
    ck_assert_int_eq(mlt_journal_subset(&part, NULL, whole, samples, 2, conditions, 2, NULL),
                     MLTEST_OK);
    mlt_journal_unref(whole); /* the part keeps it */
    ck_assert_uint_eq(part->n_samples, 2);
    ck_assert_uint_eq(part->n_conditions, 2);
    ck_assert_str_eq(part->samples[0].id, "3.png");
    ck_assert_uint_eq(part->samples[1].n, 1);
    ck_assert_uint_eq(mlt_journal_outcome(part, 1, 1)->n_preds, 2);
    ck_assert_int_eq(mlt_journal_find_sample(part, "1.png"), 1);
    ck_assert_int_eq(mlt_journal_find_sample(part, "0.png"), -1);
    ck_assert_int_eq(mlt_journal_find_condition(part, "rain:r1@5"), 1);
    ck_assert_str_eq(part->run.model_name, "net");
    mlt_journal_unref(part);
}
END_TEST

START_TEST(nothing_of_it)
{
    mltest_journal *whole = cm_journal(&model), *part = NULL;
    ck_assert_int_eq(mlt_journal_subset(&part, NULL, whole, NULL, 0, NULL, 0, NULL), MLTEST_OK);
    ck_assert_uint_eq(part->n_samples, 0);
    mlt_journal_unref(part);
    mlt_journal_unref(whole);
}
END_TEST

static mltest_status take(mltest_context *ctx, void *data)
{
    mltest_journal *part = NULL;
    mltest_status status = mlt_journal_subset(&part, ctx, data, samples, 2, conditions, 2, NULL);
    mlt_journal_unref(part);
    return status;
}

START_TEST(out_of_memory)
{
    mltest_journal *whole = cm_journal(&model);
    mlt_test_every_allocation(take, whole);
    mlt_journal_unref(whole);
}
END_TEST

MLT_TEST_SUITE(journal_subset, some_of_it, nothing_of_it, out_of_memory)
