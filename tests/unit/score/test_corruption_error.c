/* SPDX-License-Identifier: MIT */
#include "score/corruption_error.h"

#include "score/fixtures.h"

/* Performances of fog, noise and rain, and drops from a clean .9. */
static mltest_scorecard *performing(double fog, double noise, double rain)
{
    mltest_scorecard *card = fx_card(true, true);
    const double values[] = {fog, noise, rain};
    for (size_t i = 0; i < 3; i++) {
        card->levels[FX_FOG + i].performance = values[i];
        card->levels[FX_FOG + i].drop = 0.9 - values[i];
        card->levels[FX_FOG + i].undefined = false;
    }
    return card;
}

static double column(const mltest_scorecard *card, const char *name, size_t row)
{
    const mlt_table *table = mlt_results_find_table(card->results, "corruption_errors");
    return mlt_table_find_column(table, name)->doubles[row];
}

START_TEST(test_by_hand)
{
    mltest_scorecard *card = performing(0.8, 0.6, 0.5), *base = performing(0.6, 0.4, 0.895);
    mlt_kind_error e = mlt_corruption_error(card, base, "fog");
    fx_near(e.ce, 0.2 / 0.4);
    fx_near(e.relative, 0.1 / 0.3);
    ck_assert_uint_eq(e.n, 1);
    e = mlt_corruption_error(card, base, "rain");
    fx_near(e.ce, 0.5 / 0.105);
    ck_assert(isnan(e.relative)); /* the baseline loses .005, no more than .01 */
    mlt_scorecard_unref(card);
    mlt_scorecard_unref(base);
}
END_TEST

/* Two severities of a kind: a ratio of sums. One that the baseline has not is left out. */
START_TEST(test_severities)
{
    mltest_scorecard *card = performing(0.8, 0.6, 0.5), *base = performing(0.6, 0.4, 0.3);
    card->journal->conditions[FX_RAIN].steps[0].kind = "fog";
    mlt_kind_error e = mlt_corruption_error(card, base, "fog");
    fx_near(e.ce, (0.2 + 0.5) / (0.4 + 0.7));
    fx_near(e.relative, (0.1 + 0.4) / (0.3 + 0.6));
    base->levels[FX_RAIN].performance = NAN;
    e = mlt_corruption_error(card, base, "fog");
    fx_near(e.ce, 0.2 / 0.4);
    ck_assert_uint_eq(e.n, 1);
    mlt_scorecard_unref(card);
    mlt_scorecard_unref(base);
}
END_TEST

START_TEST(test_means)
{
    mltest_scorecard *card = performing(0.8, 0.6, 0.5), *base = performing(0.6, 0.4, 0.895);
    const mlt_group_score kinds[] = {{.name = "fog", .category = "weather"},
                                     {.name = "noise", .category = "noise"},
                                     {.name = "rain", .category = "weather"}};
    mlt_groups groups = {.kinds = (mlt_group_score *)kinds, .n_kinds = 3};
    mlt_results_free(card->results);
    ck_assert_int_eq(mlt_results_new(&card->results, card->ctx, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_score_fill_errors(card, base, &groups, NULL), MLTEST_OK);
    fx_near(column(card, "CE", 1), 0.4 / 0.6);
    fx_near(column(card, "relative_CE", 1), 0.3 / 0.5);
    fx_near(fx_number(card, "mCE.value"), (0.5 + 0.4 / 0.6 + 0.5 / 0.105) / 3);
    fx_near(fx_number(card, "mCE.relative"), (0.1 / 0.3 + 0.3 / 0.5) / 2);
    fx_near(fx_number(card, "mCE.standard"), 0); /* mAP */
    mlt_scorecard_unref(card);
    mlt_scorecard_unref(base);
}
END_TEST

START_TEST(test_without_a_baseline)
{
    mltest_scorecard *card = fx_card(true, true);
    ck_assert(isnan(fx_number(card, "mCE.value")) && isnan(fx_number(card, "mCE.relative")));
    ck_assert_uint_eq(mlt_results_find_table(card->results, "corruption_errors")->n_rows, 0);
    mlt_scorecard_unref(card);
}
END_TEST

FX_SUITE(corruption_error, test_by_hand, test_severities, test_means, test_without_a_baseline)
