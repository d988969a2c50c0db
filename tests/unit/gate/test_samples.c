/* SPDX-License-Identifier: MIT */
#include "gate/samples.h"

#include "gate/fixtures.h"

static mlt_gate_samples samples;

static mltest_status make(const gt_model *a, const gt_model *b, const char *words)
{
    mltest_error *error = NULL;
    mltest_scorecard *card = gt_card(a), *base = b != NULL ? gt_card(b) : NULL;
    mltest_status status = mlt_gate_samples_make(&samples, card, base, &error);
    if (words != NULL)
        ck_assert_msg(strstr(mltest_error_message(error), words) != NULL, "%s",
                      mltest_error_message(error));
    mltest_error_free(error);
    mlt_scorecard_unref(card);
    mlt_scorecard_unref(base);
    return status;
}

START_TEST(all_of_a_journal)
{
    const gt_model m = {.n = 10, .per_group = 4};
    ck_assert_int_eq(make(&m, NULL, NULL), MLTEST_OK);
    ck_assert_uint_eq(samples.n, 10);
    ck_assert_uint_eq(samples.n_groups, 3);
    ck_assert_uint_eq(samples.samples[9], 9);
    mlt_gate_samples_free(&samples);
}
END_TEST

/* 3 … 11 of 0 … 11 and 3 … 16: the first group has no common sample. */
START_TEST(common_ones)
{
    const gt_model a = {.n = 12, .per_group = 3}, b = {.n = 14, .from = 3};
    ck_assert_int_eq(make(&a, &b, NULL), MLTEST_OK);
    ck_assert_uint_eq(samples.n, 9);
    ck_assert_uint_eq(samples.n_groups, 3);
    for (size_t i = 0; i < 9; i++) {
        ck_assert_uint_eq(samples.samples[i], i + 3);
        ck_assert_uint_eq(samples.of_baseline[i], i);
        ck_assert_uint_eq(samples.groups[i], i / 3);
    }
    mlt_gate_samples_free(&samples);
}
END_TEST

START_TEST(what_cannot_be_compared)
{
    const gt_model a = {.n = 4}, other = {.n = 4, .fingerprint = "00000000000000ab", .name = "x"},
                   seed = {.n = 4, .seed = 1}, apart = {.n = 4, .from = 100};
    ck_assert_int_eq(make(&a, &other, "net was run on data set 'pets', its baseline x on"),
                     MLTEST_ERR_CONFLICT);
    ck_assert_int_eq(make(&a, &seed, "different seeds"), MLTEST_ERR_CONFLICT);
    ck_assert_int_eq(make(&a, &apart, "no sample in common"), MLTEST_ERR_CONFLICT);
}
END_TEST

START_TEST(other_tasks_classes_and_pictures)
{
    const gt_model m = {.n = 4};
    static const char *dogs[] = {"dog"};
    for (int i = 0; i < 3; i++) {
        mltest_scorecard *card = gt_card(&m), *base = gt_card(&m);
        mltest_error *error = NULL;
        if (i == 0)
            base->journal->run.task = MLTEST_TASK_CLASSIFICATION;
        else if (i == 1)
            base->journal->run.classes = dogs;
        else
            base->journal->samples[2].hash++;
        ck_assert_int_eq(mlt_gate_samples_make(&samples, card, base, &error), MLTEST_ERR_CONFLICT);
        ck_assert_ptr_nonnull(
            strstr(mltest_error_message(error), i == 0   ? "different tasks"
                                                : i == 1 ? "different classes"
                                                         : "sample '2.png' is another picture"));
        mltest_error_free(error);
        mlt_scorecard_unref(card);
        mlt_scorecard_unref(base);
    }
}
END_TEST

static mltest_status body(mltest_context *ctx, void *data)
{
    mltest_scorecard *card = data;
    mlt_gate_samples s;
    mltest_context *was = card->ctx;
    card->ctx = ctx;
    mltest_status status = mlt_gate_samples_make(&s, card, card, NULL);
    mlt_gate_samples_free(&s);
    card->ctx = was;
    return status;
}

START_TEST(out_of_memory)
{
    const gt_model m = {.n = 4, .per_group = 2};
    mltest_scorecard *card = gt_card(&m);
    mlt_test_every_allocation(body, card);
    mlt_scorecard_unref(card);
}
END_TEST

MLT_TEST_SUITE(gate_samples, all_of_a_journal, common_ones, what_cannot_be_compared,
               other_tasks_classes_and_pictures, out_of_memory)
