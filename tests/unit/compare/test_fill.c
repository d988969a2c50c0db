/* SPDX-License-Identifier: MIT */
#include "compare/compare.h"

#include "score/fixtures.h"

Suite *mlt_suite_compare_fill(void);

static mltest_comparison *comparison;

/* The second model finds the cat in fog on b.png, too. */
static void set_up(void)
{
    mltest_journal *journals[2];
    static mlt_pred found = {{10, 10, 20, 20}, 0.9, 0};
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(fx_journal(&journals[i], NULL, true, true, NULL), MLTEST_OK);
    journals[1]->run.model_name = "better";
    mlt_joutcome *fog = &journals[1]->outcomes[FX_CONDITIONS + FX_FOG];
    fog->preds = &found;
    fog->n_preds = 1;
    ck_assert_int_eq(mlt_comparison_make(&comparison, NULL, journals, 2, NULL, NULL), MLTEST_OK);
    mlt_journal_unref(journals[0]);
    mlt_journal_unref(journals[1]);
}

static void tear_down(void)
{
    mlt_comparison_unref(comparison);
}

static const mlt_column *column(const char *table, const char *name)
{
    const mlt_column *found =
        mlt_table_find_column(mlt_results_find_table(comparison->results, table), name);
    ck_assert_msg(found != NULL, "table %s has no column %s", table, name);
    return found;
}

START_TEST(test_values)
{
    fx_near(mlt_results_find_value(comparison->results, "n_models")->number, 2);
    fx_near(mlt_results_find_value(comparison->results, "n_samples")->number, 4);
    fx_near(mlt_results_find_value(comparison->results, "n_conditions")->number, FX_CONDITIONS);
    ck_assert_str_eq(mlt_results_find_value(comparison->results, "dataset.name")->text, "pets");
}
END_TEST

START_TEST(test_a_row_a_model)
{
    ck_assert_uint_eq(mlt_results_find_table(comparison->results, "models")->n_rows, 2);
    ck_assert_str_eq(column("models", "name")->strings[1], "better");
    fx_near(column("models", "risk")->doubles[0], 37.5);
    fx_near(column("models", "risk")->doubles[1], 25);
    fx_near(column("models", "clean.mAP")->doubles[1], 1);
    ck_assert_str_eq(column("models", "worst_kind")->strings[0], "fog");
}
END_TEST

START_TEST(test_side_by_side)
{
    const mlt_table *table = mlt_results_find_table(comparison->results, "conditions");
    ck_assert_uint_eq(table->n_rows, 2 * FX_CONDITIONS);
    for (size_t i = 0; i < table->n_rows; i++) {
        ck_assert_str_eq(column("conditions", "name")->strings[i], fx_names[i / 2]);
        ck_assert_str_eq(column("conditions", "model")->strings[i], i % 2 ? "better" : "net");
    }
    fx_near(column("conditions", "affected.value")->doubles[2 * FX_FOG], 0.5);
    fx_near(column("conditions", "affected.value")->doubles[2 * FX_FOG + 1], 0.25);
    fx_near(column("conditions", "difference")->doubles[2 * FX_FOG], 0);
    fx_near(column("conditions", "difference")->doubles[2 * FX_FOG + 1], -0.25);
    fx_near(column("categories", "difference")->doubles[1], -0.25);
    fx_near(column("classes", "mAP")->doubles[1], 1);
    ck_assert(isnan(column("classes", "mAP")->doubles[2])); /* no dog */
}
END_TEST

START_TEST(test_disagreements)
{
    ck_assert_uint_eq(mlt_results_find_table(comparison->results, "disagreements")->n_rows, 1);
    ck_assert_str_eq(column("disagreements", "sample")->strings[0], "b.png");
    ck_assert_str_eq(column("disagreements", "condition")->strings[0], "fog:r1@3");
    fx_near(column("disagreements", "first")->doubles[0], 0);
    fx_near(column("disagreements", "second")->doubles[0], 1);
}
END_TEST

/* Another comparison in place of the fixture's. */
static void compare(mltest_journal *first, mltest_journal *second)
{
    mltest_journal *journals[] = {first, second};
    mltest_error *error = NULL;
    mlt_comparison_unref(comparison);
    comparison = NULL;
    ck_assert_msg(mlt_comparison_make(&comparison, NULL, journals, 2, NULL, &error) == MLTEST_OK,
                  "%s", mltest_error_message(error));
    mlt_journal_unref(first);
    mlt_journal_unref(second);
}

/* The second model loses what the first finds in noise: three of each four samples. */
static void compare_many(size_t n)
{
    mltest_journal *first = fx_repeat(n), *second = fx_repeat(n);
    for (size_t i = 0; i < n; i++)
        fx_answer(second, i, FX_NOISE, NULL, 0);
    compare(first, second);
}

START_TEST(test_no_more_disagreements_than_can_be_read)
{
    const mlt_table *table;
    compare_many(264);
    table = mlt_results_find_table(comparison->results, "disagreements");
    ck_assert_uint_eq(table->n_rows, 198);
    compare_many(268);
    table = mlt_results_find_table(comparison->results, "disagreements");
    ck_assert_uint_eq(table->n_rows, 200);
    for (size_t i = 0; i < 200; i++)
        ck_assert_str_eq(column("disagreements", "condition")->strings[i], "noise:r1@3");
    ck_assert_str_eq(column("disagreements", "sample")->strings[199], "b.png");
}
END_TEST

START_TEST(test_models_that_agree)
{
    compare(fx_open(true), fx_open(true));
    ck_assert_uint_eq(mlt_results_find_table(comparison->results, "disagreements")->n_rows, 0);
    fx_near(column("conditions", "difference")->doubles[2 * FX_FOG + 1], 0);
    /* all but one of its samples were skipped: no share, so no difference of shares */
    ck_assert(isnan(column("conditions", "difference")->doubles[2 * FX_RAIN + 1]));
}
END_TEST

/* Who was not asked does not disagree. */
START_TEST(test_skipped_by_one_model)
{
    mltest_journal *second = fx_open(true);
    *fx_outcome(second, 1, FX_FOG) = (mlt_joutcome){.type = MLT_SKIP, .message = "", .ms = -1};
    compare(fx_open(true), second);
    ck_assert_uint_eq(mlt_results_find_table(comparison->results, "disagreements")->n_rows, 0);
}
END_TEST

/* Without labels there is nothing to compute precision from; risk needs none. */
START_TEST(test_without_labels)
{
    compare(fx_open(false), fx_open(false));
    fx_near(column("models", "risk")->doubles[1], 37.5);
    ck_assert(isnan(column("models", "clean.mAP")->doubles[0]));
    ck_assert(isnan(column("models", "failure_under_change")->doubles[1]));
    ck_assert(isnan(column("conditions", "mAP")->doubles[0]));
}
END_TEST

START_TEST(test_classes_instead_of_boxes)
{
    mltest_journal *both[2];
    for (int k = 0; k < 2; k++) {
        both[k] = fx_open(true);
        both[k]->run.task = MLTEST_TASK_CLASSIFICATION;
        for (size_t i = 0; i < FX_SAMPLES * FX_CONDITIONS; i++)
            both[k]->outcomes[i].is_top = true;
    }
    compare(both[0], both[1]);
    fx_near(column("models", "clean.top1")->doubles[0], 1);
    ck_assert_ptr_null(
        mlt_table_find_column(mlt_results_find_table(comparison->results, "models"), "clean.mAP"));
}
END_TEST

Suite *mlt_suite_compare_fill(void)
{
    TCase *tc = tcase_create("fill");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_values);
    tcase_add_test(tc, test_a_row_a_model);
    tcase_add_test(tc, test_side_by_side);
    tcase_add_test(tc, test_disagreements);
    tcase_add_test(tc, test_no_more_disagreements_than_can_be_read);
    tcase_add_test(tc, test_models_that_agree);
    tcase_add_test(tc, test_skipped_by_one_model);
    tcase_add_test(tc, test_without_labels);
    tcase_add_test(tc, test_classes_instead_of_boxes);
    Suite *suite = suite_create("compare_fill");
    suite_add_tcase(suite, tc);
    return suite;
}
