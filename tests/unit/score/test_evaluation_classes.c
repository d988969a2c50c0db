/* SPDX-License-Identifier: MIT */
#include "score/evaluation_classes.h"

#include <math.h>

#include "base/math.h"
#include "score/class_scene.h"

static mltest_evaluation *e;

static void make(size_t top_k, bool odd)
{
    ck_assert_int_eq(cs_evaluate(&e, NULL, top_k, odd, NULL), MLTEST_OK);
}

static void tear_down(void)
{
    mlt_evaluation_unref(e);
    e = NULL;
}

static double number(const char *name)
{
    const mlt_value *value = mlt_results_find_value(e->results, name);
    ck_assert_msg(value != NULL, "no value %s", name);
    return value->number;
}

static const mlt_column *column(const char *table, const char *name)
{
    const mlt_table *t = mlt_results_find_table(e->results, table);
    ck_assert_msg(t != NULL, "no table %s", table);
    const mlt_column *c = mlt_table_find_column(t, name);
    ck_assert_msg(c != NULL, "no column %s of %s", name, table);
    ck_assert_uint_eq(t->n_rows, 3);
    return c;
}

/* Truths 2, 3, 0; predictions 1, 3, 0; right ones 1, 2, 0. */
START_TEST(test_every_number)
{
    const struct {
        const char *name;
        double value;
    } rows[] = {{"n_images", 5},
                {"top1", 3.0 / 5},
                {"top2", 4.0 / 5},
                {"top5", 4.0 / 5},
                {"balanced_accuracy", 7.0 / 12},
                {"adjusted_balanced_accuracy", 1.0 / 6},
                {"macro.precision", 5.0 / 6},
                {"macro.recall", 7.0 / 12},
                {"macro.F1", 2.0 / 3},
                {"micro.precision", 3.0 / 4},
                {"micro.recall", 3.0 / 5},
                {"micro.F1", 6.0 / 9},
                {"weighted.precision", 4.0 / 5},
                {"weighted.recall", 3.0 / 5},
                {"weighted.F1", 2.0 / 3},
                {"kappa", 2.0 / 7},
                {"MCC", 4 / sqrt(12.0 * 14)},
                {"brier", (3 * 0.125 + 1.125 + 1) / 5},
                {"log_loss", (-3 * mlt_log(0.75) - mlt_log(0.25) + 52 * mlt_log(2)) / 5},
                {"n_unanswered", 1},
                {"n_not_probable", 0}};
    make(2, false);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        ck_assert_msg(fabs(number(rows[i].name) - rows[i].value) < 1e-12, "%s is %.17g",
                      rows[i].name, number(rows[i].name));
    ck_assert_str_eq(mlt_results_find_value(e->results, "task")->text, "classification");
    ck_assert_ptr_null(mlt_results_find_value(e->results, "AP"));
}
END_TEST

START_TEST(test_a_row_a_class)
{
    make(5, false);
    ck_assert_str_eq(column("class_figures", "name")->strings[1], "bee");
    ck_assert_double_eq(column("class_figures", "n_truths")->doubles[1], 3);
    ck_assert_double_eq(column("class_figures", "n_predicted")->doubles[0], 1);
    ck_assert_double_eq(column("class_figures", "n_correct")->doubles[1], 2);
    ck_assert_double_eq(column("class_figures", "precision")->doubles[0], 1);
    ck_assert_double_eq_tol(column("class_figures", "precision")->doubles[1], 2.0 / 3, 1e-15);
    ck_assert_double_eq(column("class_figures", "recall")->doubles[0], 0.5);
    ck_assert_double_eq_tol(column("class_figures", "F1")->doubles[0], 2.0 / 3, 1e-15);
}
END_TEST

/* Cows: neither there nor seen. */
START_TEST(test_what_is_not_defined)
{
    make(5, false);
    ck_assert_double_eq(column("class_figures", "n_truths")->doubles[2], 0);
    ck_assert_double_nan(column("class_figures", "precision")->doubles[2]);
    ck_assert_double_nan(column("class_figures", "recall")->doubles[2]);
    ck_assert_double_nan(column("class_figures", "F1")->doubles[2]);
    tear_down();
    make(5, true);
    ck_assert_double_eq(number("n_not_probable"), 1);
    ck_assert_double_nan(number("brier"));
    ck_assert_double_nan(number("log_loss"));
    ck_assert_double_eq_tol(number("top1"), 4.0 / 6, 1e-15);
}
END_TEST

START_TEST(test_ranks)
{
    static const double n[] = {3, 1, 0};
    make(5, false);
    for (size_t i = 0; i < 3; i++) {
        ck_assert_double_eq(column("ranks", "rank")->doubles[i], (double)(i + 1));
        ck_assert_double_eq(column("ranks", "n")->doubles[i], n[i]);
    }
}
END_TEST

/* Top-1 and top-5 are there once, whatever is asked for; more than there are classes is fine. */
START_TEST(test_top_k)
{
    make(1, false);
    size_t n = mlt_results_value_count(e->results);
    ck_assert_str_eq(e->top_k_name, "");
    tear_down();
    make(5, false);
    ck_assert_uint_eq(mlt_results_value_count(e->results), n);
    tear_down();
    make(1000000, false);
    ck_assert_uint_eq(mlt_results_value_count(e->results), n + 1);
    ck_assert_str_eq(e->top_k_name, "top1000000");
    ck_assert_double_eq(number("top1000000"), 4.0 / 5);
}
END_TEST

static mltest_status make_once(mltest_context *ctx, void *data)
{
    mltest_evaluation *made = NULL;
    (void)data;
    mltest_status status = cs_evaluate(&made, ctx, 2, false, NULL);
    mlt_evaluation_unref(made);
    return status;
}

START_TEST(test_every_allocation_may_fail)
{
    mlt_test_every_allocation(make_once, NULL);
}
END_TEST

Suite *mlt_suite_score_evaluation_classes(void);
Suite *mlt_suite_score_evaluation_classes(void)
{
    Suite *suite = suite_create("score_evaluation_classes");
    TCase *tc = tcase_create("classes");
    tcase_add_checked_fixture(tc, NULL, tear_down);
    tcase_add_test(tc, test_every_number);
    tcase_add_test(tc, test_a_row_a_class);
    tcase_add_test(tc, test_what_is_not_defined);
    tcase_add_test(tc, test_ranks);
    tcase_add_test(tc, test_top_k);
    tcase_add_test(tc, test_every_allocation_may_fail);
    suite_add_tcase(suite, tc);
    return suite;
}
