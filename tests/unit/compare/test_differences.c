/* SPDX-License-Identifier: MIT */
#include "compare/differences.h"

#include "compare/pairings.h"

static size_t find(const mltest_comparison *c, const char *table, const char *model,
                   const char *name, const char *figure)
{
    for (size_t i = 0; i < cm_n_rows(c, table); i++)
        if (strcmp(cm_column(c, table, "model")->strings[i], model) == 0 &&
            strcmp(cm_column(c, table, "name")->strings[i], name) == 0 &&
            strcmp(cm_column(c, table, "figure")->strings[i], figure) == 0)
            return i;
    ck_abort_msg("no %s of %s, %s in %s", figure, name, model, table);
    return 0;
}

START_TEST(kinds_are_the_primary_family)
{
    mltest_comparison *c = cm_compare(3, cm_three);
    size_t rain = find(c, "kind_differences", "bad", "rain", "affected");
    size_t mild = find(c, "kind_differences", "mild", "noise", "affected");
    size_t other = find(c, "kind_differences", "bad", "rain", "failure");
    ck_assert_str_eq(cm_column(c, "kind_differences", "family")->strings[rain], "primary");
    ck_assert_str_eq(cm_column(c, "kind_differences", "verdict")->strings[rain], "worse");
    ck_assert_str_eq(cm_column(c, "kind_differences", "verdict")->strings[mild], "no evidence");
    ck_assert_str_eq(cm_column(c, "kind_differences", "family")->strings[other], "exploratory");
    cm_near(cm_column(c, "kind_differences", "difference")->doubles[rain], 0.5);
    ck_assert(cm_column(c, "kind_differences", "p_adjusted")->doubles[rain] >
              cm_column(c, "kind_differences", "p")->doubles[rain]);
    cm_near(mlt_results_find_value(c->results, "tests.family")->number, 3 * CM_KINDS);
    mlt_comparison_unref(c);
}
END_TEST

START_TEST(categories_and_conditions)
{
    mltest_comparison *c = cm_compare(2, cm_good_bad);
    size_t weather = find(c, "category_differences", "bad", "weather", "affected");
    cm_near(cm_column(c, "category_differences", "difference")->doubles[weather],
            (1. / 3 + 0.5) / 2);
    size_t fog = find(c, "condition_differences", "bad", "fog:r1@5", "affected");
    cm_near(cm_column(c, "condition_differences", "difference")->doubles[fog], 2. / 3);
    ck_assert_str_eq(cm_column(c, "condition_differences", "test")->strings[fog], "McNemar");
    ck_assert_str_eq(cm_column(c, "condition_differences", "verdict")->strings[fog], "worse");
    size_t precision = find(c, "condition_differences", "bad", "fog:r1@5", "performance");
    ck_assert_str_eq(cm_column(c, "condition_differences", "test")->strings[precision], "normal");
    mlt_comparison_unref(c);
}
END_TEST

/* A model and itself: no verdict anywhere. */
START_TEST(no_difference)
{
    static const char *const tables[] = {"differences", "kind_differences", "category_differences",
                                         "condition_differences", "class_differences"};
    mltest_comparison *c = cm_compare(2, cm_twice);
    for (size_t t = 0; t < 5; t++) {
        ck_assert_uint_gt(cm_n_rows(c, tables[t]), 0);
        for (size_t i = 0; i < cm_n_rows(c, tables[t]); i++) {
            cm_near(cm_column(c, tables[t], "difference")->doubles[i], 0);
            cm_near(cm_column(c, tables[t], "p_adjusted")->doubles[i], 1);
            ck_assert_str_eq(cm_column(c, tables[t], "verdict")->strings[i], "no evidence");
        }
    }
    ck_assert_uint_eq(cm_n_rows(c, "disagreements"), 0);
    mlt_comparison_unref(c);
}
END_TEST

static mltest_status make(mltest_context *ctx, void *data)
{
    mlt_differences d;
    (void)data;
    cm_p.ctx = cm_p.panel.ctx = ctx;
    mltest_status status = mlt_differences_make(&d, &cm_p, NULL);
    mlt_differences_free(&d);
    cm_p.ctx = cm_p.panel.ctx = NULL;
    return status;
}

START_TEST(out_of_memory)
{
    cm_set(&cm_options, "cost", "miss=5");
    cm_make_pairing(2, cm_twice); /* no flips: quick */
    mlt_test_every_allocation(make, NULL);
    cm_drop_pairing();
}
END_TEST

MLT_TEST_SUITE(compare_differences, kinds_are_the_primary_family, categories_and_conditions,
               no_difference, out_of_memory)
