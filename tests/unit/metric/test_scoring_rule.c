/* SPDX-License-Identifier: MIT */
#include "metric/scoring_rule.h"
#include "testing.h"

#include <math.h>

Suite *mlt_suite_metric_scoring_rule(void);

static const mlt_pred answer[] = {
    {.cls = 4, .score = 0.25}, {.cls = 1, .score = 0.5}, {.cls = 0, .score = 0.25}};

START_TEST(brier)
{
    ck_assert_double_eq(mlt_brier(answer, 3, 1), 0.0625 + 0.25 + 0.0625);
    ck_assert_double_eq(mlt_brier(answer, 3, 4), 0.5625 + 0.25 + 0.0625);
    ck_assert_double_eq(mlt_brier(answer, 3, 2), 0.0625 + 0.25 + 0.0625 + 1); /* not named */
    ck_assert_double_eq(mlt_brier(NULL, 0, 2), 1);
    const mlt_pred sure[] = {{.cls = 0, .score = 1}, {.cls = 1, .score = 0}};
    ck_assert_double_eq(mlt_brier(sure, 2, 0), 0);
    ck_assert_double_eq(mlt_brier(sure, 2, 1), 2);
}
END_TEST

START_TEST(log_losses)
{
    ck_assert_double_eq_tol(mlt_log_loss(answer, 3, 1), log(2), 1e-15);
    ck_assert_double_eq_tol(mlt_log_loss(answer, 3, 4), log(4), 1e-15);
    const double most = 52 * log(2);
    ck_assert_double_eq_tol(mlt_log_loss(answer, 3, 2), most, 1e-13); /* not named */
    ck_assert_double_eq_tol(mlt_log_loss(NULL, 0, 0), most, 1e-13);
    const mlt_pred sure[] = {{.cls = 0, .score = 1}, {.cls = 1, .score = 0}};
    ck_assert_double_eq_tol(mlt_log_loss(sure, 2, 1), most, 1e-13);
    ck_assert_double_eq_tol(mlt_log_loss(sure, 2, 0), 0x1p-52, 1e-30);
}
END_TEST

Suite *mlt_suite_metric_scoring_rule(void)
{
    Suite *suite = suite_create("metric_scoring_rule");
    TCase *tests = tcase_create("scoring_rule");
    tcase_add_test(tests, brier);
    tcase_add_test(tests, log_losses);
    suite_add_tcase(suite, tests);
    return suite;
}
