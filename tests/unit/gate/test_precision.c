/* SPDX-License-Identifier: MIT */
#include "gate/precision.h"

#include "gate/fixtures.h"

static double measured(const mltest_journal *journal, const char *source, const double *weights)
{
    size_t samples[100];
    double value = -7;
    mlt_gate_precision p;
    for (size_t i = 0; i < 100; i++)
        samples[i] = i;
    ck_assert_int_eq(
        mlt_gate_precision_make(&p, NULL, journal, source, samples, journal->n_samples, NULL),
        MLTEST_OK);
    ck_assert_int_eq(mlt_gate_precision_value(&p, weights, &value, NULL), MLTEST_OK);
    mlt_gate_precision_free(&p);
    return value;
}

START_TEST(agrees_with_the_scorecard)
{
    static const char *const sources[] = {"mAP", "AP50", "AP75"};
    const gt_model m = {.n = 30, .blind = 9};
    mltest_scorecard *card = gt_card(&m);
    for (size_t i = 0; i < 3; i++) {
        char name[20];
        snprintf(name, sizeof name, "clean.%s", sources[i]);
        ck_assert_double_eq(measured(card->journal, sources[i], NULL),
                            mlt_results_find_value(card->results, name)->number);
    }
    mlt_scorecard_unref(card);
}
END_TEST

/* Thirty of forty cats are found: recall .75, so 76 of 101 recalls have precision 1. */
START_TEST(by_hand)
{
    const gt_model m = {.n = 40, .blind = 10};
    mltest_journal *journal = gt_journal(&m);
    double weights[40] = {0};
    ck_assert_double_eq_tol(measured(journal, "AP50", NULL), 76.0 / 101, 1e-12);
    weights[0] = 1;
    ck_assert_double_eq_tol(measured(journal, "AP50", weights), 1, 1e-12);
    weights[39] = 1;
    ck_assert_double_eq_tol(measured(journal, "AP50", weights), 51.0 / 101, 1e-12);
    memset(weights, 0, sizeof weights);
    ck_assert(isnan(measured(journal, "AP50", weights)));
    mlt_journal_unref(journal);
}
END_TEST

START_TEST(without_labels)
{
    const gt_model m = {.n = 30, .unlabelled = true};
    mltest_journal *journal = gt_journal(&m);
    ck_assert(isnan(measured(journal, "mAP", NULL)));
    mlt_journal_unref(journal);
}
END_TEST

static mltest_status body(mltest_context *ctx, void *data)
{
    const size_t samples[] = {0, 1};
    double value;
    mlt_gate_precision p;
    mltest_status status = mlt_gate_precision_make(&p, ctx, data, "mAP", samples, 2, NULL);
    if (status == MLTEST_OK)
        status = mlt_gate_precision_value(&p, NULL, &value, NULL);
    mlt_gate_precision_free(&p);
    return status;
}

START_TEST(out_of_memory)
{
    const gt_model m = {.n = 2};
    mltest_journal *journal = gt_journal(&m);
    mlt_test_every_allocation(body, journal);
    mlt_journal_unref(journal);
}
END_TEST

MLT_TEST_SUITE(gate_precision, agrees_with_the_scorecard, by_hand, without_labels, out_of_memory)
