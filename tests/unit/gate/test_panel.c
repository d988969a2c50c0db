/* SPDX-License-Identifier: MIT */
#include "gate/panel.h"

#include "gate/fixtures.h"

static bool levels; /* with all replicates */

static double measured(const mltest_scorecard *card, const char *name, int64_t condition,
                       const double *weights)
{
    size_t samples[100];
    mlt_gate_panel panel;
    for (size_t i = 0; i < 100; i++)
        samples[i] = i;
    ck_assert_int_eq(mlt_gate_panel_make(&panel, card, gt_find(name), condition, levels, samples,
                                         card->journal->n_samples, NULL),
                     MLTEST_OK);
    bool is_worst = strcmp(name, "worst_case_share") == 0;
    if (levels || is_worst)
        ck_assert_int_eq(mlt_gate_panel_merge(&panel, is_worst, NULL), MLTEST_OK);
    mlt_gate_panel_room room;
    ck_assert_int_eq(mlt_gate_panel_open(&panel, &room, NULL), MLTEST_OK);
    double value = mlt_gate_panel_value(&panel, &room, weights);
    mlt_gate_panel_close(&panel, &room);
    mlt_gate_panel_free(&panel);
    return value;
}

/* What is measured sample by sample is what the scorecard says. */
START_TEST(agrees_with_the_scorecard)
{
    static const char *const names[] = {"affected", "newly_broken", "newly_fixed", "total_loss",
                                        "failure",  "degraded",     "robustness",  "correctness"};
    const gt_model m = {.n = 60, .fog = 12, .noise = 7, .failed = 3, .skipped = 20, .blind = 5};
    mltest_scorecard *card = gt_card(&m);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        for (size_t c = GT_FOG; c <= GT_RAIN; c++)
            ck_assert_double_eq_tol(measured(card, names[i], (int64_t)c, NULL),
                                    gt_cell(card, gt_find(names[i])->source, c), 1e-12);
    ck_assert_double_eq_tol(measured(card, "risk", -1, NULL), gt_card_number(card, "risk.value"),
                            1e-12);
    ck_assert_double_eq_tol(measured(card, "risk_flat", -1, NULL),
                            gt_card_number(card, "risk_flat"), 1e-12);
    ck_assert_double_eq_tol(measured(card, "failure_under_change", -1, NULL),
                            gt_card_number(card, "failure_under_change"), 1e-12);
    ck_assert_double_eq_tol(measured(card, "worst_case_share", -1, NULL),
                            gt_card_number(card, "worst_case_share"), 1e-12);
    mlt_scorecard_unref(card);
}
END_TEST

/* fog and rain are weather: risk is the mean of their mean and noise. */
START_TEST(by_hand)
{
    const gt_model m = {.n = 50, .fog = 10, .noise = 5};
    mltest_scorecard *card = gt_card(&m);
    double weights[50] = {0};
    ck_assert_double_eq_tol(measured(card, "risk", -1, NULL), 10, 1e-12);
    ck_assert_double_eq_tol(measured(card, "risk_flat", -1, NULL), 10, 1e-12);
    weights[0] = 1; /* affected by fog and noise */
    weights[7] = 3; /* by fog only */
    ck_assert_double_eq_tol(measured(card, "affected", GT_NOISE, weights), 0.25, 1e-12);
    ck_assert_double_eq_tol(measured(card, "risk", -1, weights), 100 * (0.5 + 0.25) / 2, 1e-12);
    ck_assert_double_eq_tol(measured(card, "risk_flat", -1, weights), 100 * 1.25 / 3, 1e-12);
    memset(weights, 0, sizeof weights);
    ck_assert(isnan(measured(card, "risk", -1, weights)));
    mlt_scorecard_unref(card);
}
END_TEST

/* With weights the risk is still the scorecard's: fog counts twice rain, noise is left out. */
START_TEST(weighted)
{
    const gt_model m = {.n = 60, .fog = 12, .noise = 7, .failed = 3, .skipped = 20};
    mltest_scorecard *plain = gt_card(&m), *card = NULL;
    mltest_options *options = NULL;
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_score_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(options, "weights", "fog=2,noise=0", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_scorecard_make(&card, NULL, plain->journal, options, NULL), MLTEST_OK);
    mlt_options_unref(options);
    ck_assert(gt_card_number(card, "risk.value") > gt_card_number(plain, "risk.value") ||
              gt_card_number(card, "risk.value") < gt_card_number(plain, "risk.value"));
    static const char *const names[] = {"risk", "risk_flat", "failure_under_change"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        ck_assert_double_eq_tol(measured(card, names[i], -1, NULL),
                                gt_card_number(card, gt_find(names[i])->source), 1e-12);
    mlt_scorecard_unref(card);
    mlt_scorecard_unref(plain);
}
END_TEST

START_TEST(without_labels)
{
    const gt_model m = {.n = 40, .fog = 4, .unlabelled = true};
    mltest_scorecard *card = gt_card(&m);
    ck_assert(isnan(measured(card, "failure", GT_FOG, NULL)));
    ck_assert(isnan(measured(card, "correctness", GT_FOG, NULL)));
    ck_assert_double_eq(measured(card, "affected", GT_FOG, NULL), 0.1);
    mlt_scorecard_unref(card);
}
END_TEST

/* fog loses 12 of 60, its replicate 24: of the first 12 both are affected. */
START_TEST(replicates)
{
    const gt_model m = {.n = 60, .fog = 12, .again = 24, .has_again = true};
    mltest_scorecard *card = gt_card(&m);
    double weights[60] = {0};
    weights[5] = weights[20] = 1;
    levels = true;
    ck_assert_double_eq_tol(measured(card, "affected", GT_FOG, NULL), 18.0 / 60, 1e-12);
    ck_assert_double_eq_tol(measured(card, "robustness", GT_FOG, NULL), 100 - 30, 1e-12);
    ck_assert_double_eq_tol(measured(card, "affected", GT_FOG, weights), 0.75, 1e-12);
    levels = false;
    ck_assert_double_eq_tol(measured(card, "affected", GT_FOG, NULL), 12.0 / 60, 1e-12);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(worst_case)
{
    const gt_model m = {.n = 50, .fog = 10, .noise = 15, .blind = 5};
    mltest_scorecard *card = gt_card(&m);
    double weights[50] = {0};
    weights[12] = weights[40] = 1; /* the one by noise alone, the other by nothing */
    ck_assert_double_eq_tol(measured(card, "worst_case_share", -1, NULL), 15.0 / 45, 1e-12);
    ck_assert_double_eq_tol(measured(card, "worst_case_share", -1, weights), 0.5, 1e-12);
    mlt_scorecard_unref(card);
}
END_TEST

static mltest_status body(mltest_context *ctx, void *data)
{
    mltest_scorecard *card = data;
    const size_t samples[] = {0, 1};
    mlt_gate_panel panel;
    mltest_context *was = card->ctx;
    card->ctx = ctx;
    mlt_gate_panel_room room = {NULL, NULL};
    mltest_status status =
        mlt_gate_panel_make(&panel, card, gt_find("risk"), -1, false, samples, 2, NULL);
    if (status == MLTEST_OK)
        status = mlt_gate_panel_merge(&panel, true, NULL);
    if (status == MLTEST_OK)
        status = mlt_gate_panel_open(&panel, &room, NULL);
    mlt_gate_panel_close(&panel, &room);
    mlt_gate_panel_free(&panel);
    card->ctx = was;
    return status;
}

START_TEST(out_of_memory)
{
    const gt_model m = {.n = 2};
    mltest_scorecard *card = gt_card(&m);
    mlt_test_every_allocation(body, card);
    mlt_scorecard_unref(card);
}
END_TEST

MLT_TEST_SUITE(gate_panel, agrees_with_the_scorecard, by_hand, weighted, without_labels, replicates,
               worst_case, out_of_memory)
