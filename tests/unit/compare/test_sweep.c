/* SPDX-License-Identifier: MIT */
#include "compare/sweep.h"

#include "compare/pairings.h"

START_TEST(thresholds)
{
    static const double wanted[] = {0.2, 0.3, 0.4, 0.5};
    mltest_comparison *c = cm_compare(2, cm_good_bad);
    ck_assert_uint_eq(cm_n_rows(c, "thresholds"), 8);
    for (size_t i = 0; i < 8; i++) {
        cm_near(cm_column(c, "thresholds", "min_confidence")->doubles[i], wanted[i / 2]);
        ck_assert_str_eq(cm_column(c, "thresholds", "model")->strings[i], i % 2 ? "bad" : "good");
        cm_near(cm_column(c, "thresholds", "risk")->doubles[i], c->cards[i % 2]->risk.value);
        cm_near(cm_column(c, "thresholds", "failure_under_change")->doubles[i],
                c->cards[i % 2]->risk.failure);
    }
    ck_assert_str_eq(mlt_results_find_value(c->results, "threshold_order")->text,
                     "the order is the same at all thresholds");
    mlt_comparison_unref(c);
}
END_TEST

/* The first loses cats in fog; the second sees a faint dog in all noise. */
START_TEST(order_that_depends_on_it)
{
    mltest_journal *journals[2] = {cm_journal(&cm_mild), cm_journal(&cm_good)};
    mltest_comparison *c = NULL;
    static mlt_pred faint[] = {{{10, 10, 20, 20}, 0.9, 0}, {{60, 60, 20, 20}, 0.45, 1}};
    for (size_t i = 0; i < 36; i++) {
        mlt_joutcome *o = &journals[1]->outcomes[i * CM_CONDITIONS + CM_NOISE];
        o->preds = faint;
        o->n_preds = 2;
    }
    ck_assert_int_eq(mlt_comparison_make(&c, NULL, journals, 2, cm_few(), NULL), MLTEST_OK);
    ck_assert_str_eq(mlt_results_find_value(c->results, "threshold_order")->text,
                     "order depends on the threshold");
    cm_near(cm_column(c, "thresholds", "risk")->doubles[5], 25);
    cm_near(cm_column(c, "thresholds", "risk")->doubles[7], 0);
    mlt_comparison_unref(c);
    mlt_journal_unref(journals[0]);
    mlt_journal_unref(journals[1]);
    mltest_options_free(cm_options);
    cm_options = NULL;
}
END_TEST

START_TEST(classes_have_no_threshold)
{
    const cm_model a = {.n = 36, .is_top = true}, b = {.n = 36, .is_top = true, .answer = cm_weak};
    const cm_model *const both[] = {&a, &b};
    mltest_comparison *c = cm_compare(2, both);
    ck_assert_uint_eq(cm_n_rows(c, "thresholds"), 0);
    ck_assert_str_eq(mlt_results_find_value(c->results, "threshold_order")->text, "");
    mlt_comparison_unref(c);
}
END_TEST

MLT_TEST_SUITE(compare_sweep, thresholds, order_that_depends_on_it, classes_have_no_threshold)
