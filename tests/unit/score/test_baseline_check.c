/* SPDX-License-Identifier: MIT */
#include "score/baseline_check.h"

#include "score/fixtures.h"

static mltest_journal *journal, *baseline;

static void set_up(void)
{
    journal = fx_open(true);
    baseline = fx_open(true);
    baseline->run.model_name = "old";
}

static void tear_down(void)
{
    mlt_journal_unref(journal);
    mlt_journal_unref(baseline);
}

static void is_refused(const char *message)
{
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_baseline_check(journal, baseline, &error), MLTEST_ERR_CONFLICT);
    ck_assert_str_eq(mltest_error_message(error), message);
    mltest_error_free(error);
}

START_TEST(test_alike)
{
    ck_assert_int_eq(mlt_baseline_check(journal, baseline, NULL), MLTEST_OK);
    baseline->run.has_score_floor = false; /* the lowest seen is no statement of a model */
    baseline->run.score_floor = 0.5;
    ck_assert_int_eq(mlt_baseline_check(journal, baseline, NULL), MLTEST_OK);
}
END_TEST

START_TEST(test_other_runs)
{
    mlt_jrun was = baseline->run;
    baseline->run.dataset_fingerprint++;
    baseline->run.dataset_name = "zoo";
    is_refused("baseline old was run on data set 'zoo', not on 'pets', or that has changed");
    baseline->run = was;
    baseline->run.task = MLTEST_TASK_CLASSIFICATION;
    is_refused("net and its baseline old have different tasks: detection and classification");
    baseline->run = was;
    baseline->run.n_classes = 1;
    is_refused("net and its baseline old know different classes: 2 and 1 of them");
    baseline->run = was;
    baseline->run.classes[1] = "cow";
    is_refused("net and its baseline old know different classes: class 1 is 'dog' and 'cow'");
    baseline->run.classes[1] = "dog";
    baseline->run.seed = 7;
    is_refused("baseline old has seed 7, not 0");
    baseline->run = was;
    baseline->run.frost_photographs = 7;
    is_refused("net and its baseline old were run with different photographs of frost");
    baseline->run = was;
    baseline->run.score_floor = 0.05;
    is_refused("baseline old has score floor 0.05, not 0");
    journal->run.task = baseline->run.task = MLTEST_TASK_CLASSIFICATION; /* has no mAP */
    ck_assert_int_eq(mlt_baseline_check(journal, baseline, NULL), MLTEST_OK);
}
END_TEST

START_TEST(test_other_samples)
{
    baseline->samples[1].hash++;
    is_refused("sample 'b.png' is another picture in the baseline old");
}
END_TEST

static mltest_journal *with_samples(int n)
{
    mlt_text text;
    mltest_journal *out = NULL;
    mlt_text_init(&text, NULL);
    mlt_text_puts(&text, fx_head);
    for (int i = 0; i < n; i++)
        fx_put_sample(&text, i, true);
    ck_assert_int_eq(mlt_journal_parse(&out, NULL, "t.jsonl", mlt_text_string(&text), text.n, NULL),
                     MLTEST_OK);
    mlt_text_free(&text);
    return out;
}

START_TEST(test_missing_samples)
{
    mlt_journal_unref(baseline);
    baseline = with_samples(3);
    is_refused("baseline net lacks sample 'd.png' (it has 3, not 4)");
    mltest_journal *swap = journal;
    journal = baseline;
    baseline = swap;
    is_refused("baseline net has sample 'd.png', which is not there (it has 4, not 3)");
}
END_TEST

START_TEST(test_other_conditions)
{
    size_t n_all;
    ck_assert_uint_eq(mlt_baseline_count_missing(journal, baseline, &n_all), 0);
    ck_assert_uint_eq(n_all, FX_CONDITIONS - 1);
    journal->conditions[FX_FOG].name = "fog:r1@4";
    ck_assert_uint_eq(mlt_baseline_count_missing(journal, baseline, &n_all), 1);
    ck_assert_int_eq(mlt_baseline_check(journal, baseline, NULL), MLTEST_OK);
    for (size_t i = 1; i < FX_CONDITIONS; i++)
        journal->conditions[i].name = "no such condition";
    is_refused("baseline old has none of the conditions that net was run under");
}
END_TEST

Suite *mlt_suite_score_baseline_check(void);
Suite *mlt_suite_score_baseline_check(void)
{
    TCase *tc = tcase_create("baseline_check");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_alike);
    tcase_add_test(tc, test_other_runs);
    tcase_add_test(tc, test_other_samples);
    tcase_add_test(tc, test_missing_samples);
    tcase_add_test(tc, test_other_conditions);
    Suite *suite = suite_create("score_baseline_check");
    suite_add_tcase(suite, tc);
    return suite;
}
