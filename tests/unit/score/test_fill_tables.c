/* SPDX-License-Identifier: MIT */
#include "score/fixtures.h"

#include "stats/verdict.h"

static mltest_scorecard *card;

static const mlt_column *column(const char *table, const char *name)
{
    const mlt_column *found =
        mlt_table_find_column(mlt_results_find_table(card->results, table), name);
    ck_assert_msg(found != NULL, "table %s has no column %s", table, name);
    return found;
}

START_TEST(test_conditions)
{
    card = fx_card(true, true);
    ck_assert_uint_eq(mlt_results_find_table(card->results, "conditions")->n_rows, FX_CONDITIONS);
    for (size_t i = 0; i < FX_CONDITIONS; i++)
        ck_assert_str_eq(column("conditions", "name")->strings[i], fx_names[i]);
    ck_assert_str_eq(column("conditions", "kind")->strings[FX_FOG], "fog");
    ck_assert_str_eq(column("conditions", "kind")->strings[FX_BOTH], "");
    ck_assert_str_eq(column("conditions", "category")->strings[FX_FOG], "weather");
    fx_near(column("conditions", "severity")->doubles[FX_RAIN], 5);
    ck_assert_int_eq(column("conditions", "in_risk")->ints[FX_FOG], 1);
    ck_assert_int_eq(column("conditions", "in_risk")->ints[FX_RAIN], 0);
    ck_assert_int_eq(column("conditions", "in_risk")->ints[FX_DITHER], 0);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_figures_of_conditions)
{
    card = fx_card(true, true);
    fx_near(column("conditions", "affected.value")->doubles[FX_FOG], 0.5);
    fx_near(column("conditions", "affected.low")->doubles[FX_FOG],
            card->conditions[FX_FOG].affected.low);
    fx_near(column("conditions", "robustness")->doubles[FX_NOISE], 75);
    fx_near(column("conditions", "mAP")->doubles[FX_FOG], 51.0 / 101);
    fx_near(column("conditions", "failure")->doubles[FX_FOG], 0.5);
    ck_assert_int_eq(column("conditions", "n")->ints[FX_FOG], 4);
    ck_assert_int_eq(column("conditions", "n_failed")->ints[FX_FOG], 1);
    ck_assert_int_eq(column("conditions", "n_skipped")->ints[FX_RAIN], 3);
    ck_assert_int_eq(column("conditions", "new")->ints[FX_NOISE], 1);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_verdicts)
{
    static const char *const words[] = {"inconclusive", "pass", "fail"};
    card = fx_card(true, true);
    ck_assert_str_eq(column("conditions", "verdict")->strings[FX_CLEAN], "");
    for (int c = FX_FOG; c <= FX_NOISE; c++) {
        const mlt_share *share = &card->conditions[c].affected;
        mlt_judgement judged = mlt_verdict_judge(share->k, share->n, 0.05);
        ck_assert_str_eq(column("conditions", "verdict")->strings[c], words[judged.verdict]);
    }
    ck_assert_str_eq(column("conditions", "verdict")->strings[FX_BOTH], "fail");
    ck_assert_str_eq(column("conditions", "verdict")->strings[FX_DITHER], "inconclusive");
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_groups)
{
    card = fx_card(true, true);
    ck_assert_uint_eq(mlt_results_find_table(card->results, "kinds")->n_rows, 3);
    ck_assert_uint_eq(mlt_results_find_table(card->results, "categories")->n_rows, 2);
    ck_assert_str_eq(column("kinds", "name")->strings[1], "noise");
    ck_assert_str_eq(column("kinds", "category")->strings[2], "weather");
    fx_near(column("categories", "affected")->doubles[0], 0.5);
    fx_near(column("categories", "robustness")->doubles[1], 75);
    ck_assert(isnan(column("kinds", "affected")->doubles[2]));
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_classes)
{
    card = fx_card(true, true);
    const mlt_table *table = mlt_results_find_table(card->results, "classes");
    ck_assert_uint_eq(table->n_rows, 2);
    ck_assert_str_eq(column("classes", "name")->strings[0], "cat");
    ck_assert_str_eq(column("classes", "name")->strings[1], "dog");
    fx_near(column("classes", "mAP")->doubles[0], 1);
    ck_assert(isnan(column("classes", "mAP")->doubles[1])); /* no dog */
    mlt_scorecard_unref(card);
}
END_TEST

FX_SUITE(fill_tables, test_conditions, test_figures_of_conditions, test_verdicts, test_groups,
         test_classes)
