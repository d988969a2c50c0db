/* SPDX-License-Identifier: MIT */
#include "compare/compare.h"

#include "score/fixtures.h"

Suite *mlt_suite_compare_compare(void);

static mltest_journal *pair[2];

static void set_up(void)
{
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(fx_journal(&pair[i], NULL, true, true, NULL), MLTEST_OK);
    pair[1]->run.model_name = "other";
}

static void tear_down(void)
{
    mlt_journal_unref(pair[0]);
    mlt_journal_unref(pair[1]);
}

START_TEST(test_cards_of_all_models)
{
    mltest_comparison *comparison = NULL;
    ck_assert_int_eq(mlt_comparison_make(&comparison, NULL, pair, 2, NULL, NULL), MLTEST_OK);
    ck_assert_uint_eq(comparison->n, 2);
    fx_near(comparison->cards[0]->risk.value, 37.5);
    ck_assert_str_eq(comparison->cards[1]->journal->run.model_name, "other");
    mlt_comparison_unref(comparison);
    mlt_comparison_unref(NULL);
}
END_TEST

static void refused(const char *message)
{
    mltest_comparison *comparison = NULL;
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_comparison_make(&comparison, NULL, pair, 2, NULL, &error),
                     MLTEST_ERR_CONFLICT);
    ck_assert_ptr_null(comparison);
    ck_assert_msg(strstr(mltest_error_message(error), message) != NULL, "%s",
                  mltest_error_message(error));
    mltest_error_free(error);
}

START_TEST(test_what_cannot_be_compared)
{
    mlt_jrun *run = &pair[1]->run;
    run->dataset_fingerprint++;
    refused("net was run on data set 'pets', other on 'pets': they differ");
    run->dataset_fingerprint--;
    run->suite_hash++;
    refused("different suites");
    run->suite_hash--;
    run->until_decided = true;
    refused("other was run until decided, and stopped at its verdicts");
    run->until_decided = false;
    run->frost_photographs++;
    refused("net and other were run with different photographs of frost");
    run->frost_photographs--;
    pair[1]->n_samples--;
    refused("net has 4 samples, other has 3");
    pair[1]->n_samples++;
    run->task = MLTEST_TASK_CLASSIFICATION;
    refused("net and other have different tasks");
}
END_TEST

/* A suite's hash is only what a journal says: conditions are compared as they stand. */
START_TEST(test_other_conditions)
{
    mlt_jcondition *last = &pair[1]->conditions[FX_CONDITIONS - 1];
    last->severity++;
    refused("other and net: condition record 6: severity is 2, expected 1");
    last->severity--;
    pair[1]->n_conditions--;
    refused("other and net: 5 conditions, expected 6");
    pair[1]->n_conditions++;
    pair[0]->n_conditions--;
    refused("other and net: 6 conditions, expected 5");
    pair[0]->n_conditions++;
}
END_TEST

/* Two shards of equal size have the same run but for the shard, and no sample in common. */
START_TEST(test_other_samples)
{
    pair[1]->samples[FX_SAMPLES - 1].id = "e.png";
    refused("net has sample 'd.png' where other has 'e.png'");
}
END_TEST

START_TEST(test_bad_options_make_nothing)
{
    mltest_comparison *comparison = NULL;
    mltest_options *options = NULL;
    mltest_error *error = NULL;
    ck_assert_int_eq(mltest_options_new(&options, NULL, "score", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_text(options, "consistency", "none", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_comparison_make(&comparison, NULL, pair, 2, options, &error),
                     MLTEST_ERR_INVALID);
    ck_assert_ptr_null(comparison);
    mltest_error_free(error);
    mltest_options_free(options);
}
END_TEST

static mltest_status compare_two(mltest_context *ctx, void *data)
{
    mltest_comparison *comparison = NULL;
    mltest_error *error = NULL;
    /* one thread: each of the allocations has its turn; threads are the matter of what draws */
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_threads", 1, NULL), MLTEST_OK);
    mltest_status status = mlt_comparison_make(&comparison, ctx, pair, 2, data, &error);
    mlt_comparison_unref(comparison);
    mltest_error_free(error);
    return status;
}

START_TEST(test_out_of_memory)
{
    mltest_options *few = NULL; /* allocations are the same for any number of draws */
    ck_assert_int_eq(mltest_options_new(&few, NULL, "score", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_text(few, "resamples", "4", NULL), MLTEST_OK);
    mlt_test_every_allocation(compare_two, few);
    mltest_options_free(few);
}
END_TEST

Suite *mlt_suite_compare_compare(void)
{
    TCase *tc = tcase_create("compare");
    tcase_set_timeout(tc, 120);
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_cards_of_all_models);
    tcase_add_test(tc, test_what_cannot_be_compared);
    tcase_add_test(tc, test_other_conditions);
    tcase_add_test(tc, test_other_samples);
    tcase_add_test(tc, test_bad_options_make_nothing);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("compare_compare");
    suite_add_tcase(suite, tc);
    return suite;
}
