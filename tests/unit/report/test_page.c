/* SPDX-License-Identifier: MIT */
#include "failure_fixtures.h"

START_TEST(one_model_has_everything)
{
    mltest_report *r = ff_report(NULL, 1, NULL, NULL, NULL);
    ck_assert_uint_eq(r->n, 1);
    ck_assert_ptr_null(r->comparison);
    ck_assert_ptr_nonnull(mlt_results_find_table(r->cards[0]->results, "tide"));
    ck_assert_ptr_nonnull(mlt_results_find_table(r->cards[0]->results, "recommendations"));
    ck_assert_str_eq(mlt_text_string(&r->pictures_note),
                     "No data set was given to take pictures from.");
    mlt_report_unref(r);
}
END_TEST

START_TEST(two_models_are_compared)
{
    mltest_report *r = ff_report(NULL, 2, NULL, NULL, NULL);
    ck_assert_uint_eq(r->n, 2);
    ck_assert_ptr_nonnull(r->comparison);
    ck_assert_ptr_eq(r->cards, r->comparison->cards);
    mlt_report_unref(r);
}
END_TEST

/* Neither the caller's options nor its journals are needed any longer. */
START_TEST(keeps_what_it_needs)
{
    mltest_report *r = ff_report(NULL, 1, "title", "A <title>", NULL);
    ck_assert_str_eq(r->settings.title, "A <title>");
    mlt_text page = ff_page(r, false);
    ck_assert_uint_eq(ff_count(&page, "<title>A &lt;title&gt;</title>"), 1);
    mlt_text_free(&page);
    mlt_report_unref(r);
}
END_TEST

START_TEST(journals_that_cannot_be_compared)
{
    mltest_journal *journals[] = {ff_fragile(), ff_sharp()};
    mltest_report *r = NULL;
    mltest_error *error = NULL;
    journals[1]->run.n_classes = 1;
    api_check_refused(mlt_report_make(&r, NULL, journals, 2, NULL, NULL, NULL, NULL, &error),
                      &error, MLTEST_ERR_CONFLICT, "classes");
    mltest_options *wrong = api_options("run", "threads", "1");
    api_check_refused(mlt_report_make(&r, NULL, journals, 1, NULL, wrong, NULL, NULL, &error),
                      &error, MLTEST_ERR_INVALID, "report");
    api_check_refused(mlt_report_make(&r, NULL, journals, 1, wrong, NULL, NULL, NULL, &error),
                      &error, MLTEST_ERR_INVALID, "score");
    mltest_options_free(wrong);
    mlt_journal_unref(journals[0]);
    mlt_journal_unref(journals[1]);
}
END_TEST

/* The sample and condition of a failure are those of the journals as they were aligned. */
START_TEST(what_journals_have_in_common)
{
    api_model model = {.name = "fragile", .blind = "saturate", .last = 1}, sharp = {.name = "s"};
    mltest_journal *journals[] = {api_journal(&model, API_SUITE),
                                  api_journal(&sharp, "saturate@3 fog@1")};
    mltest_options *score = api_options("score", "intersection", "true");
    mltest_dataset *dataset = api_dataset(7);
    mltest_report *r = NULL;
    mltest_error *error = NULL;
    ck_assert_msg(mlt_report_make(&r, NULL, journals, 2, score, NULL, dataset, NULL, &error) ==
                      MLTEST_OK,
                  "%s", mltest_error_message(error));
    ck_assert_uint_eq(r->n_failures, 4);
    ck_assert_uint_eq(r->failures[0].condition, 1); /* brightness is not there */
    ck_assert_str_eq(r->cards[0]->journal->conditions[1].name, API_SATURATE);
    mlt_report_unref(r);
    mltest_options_free(score);
    mltest_dataset_free(dataset);
    mlt_journal_unref(journals[0]);
    mlt_journal_unref(journals[1]);
}
END_TEST

static mltest_status make_in(mltest_context *ctx, void *data)
{
    mltest_report *r = NULL;
    mltest_status status = ff_make(&r, ctx, data, 1, NULL, NULL);
    mlt_report_unref(r);
    return status;
}

START_TEST(out_of_memory)
{
    mltest_journal *journal = ff_fragile();
    mlt_test_every_allocation(make_in, &journal);
    mlt_journal_unref(journal);
}
END_TEST

MLT_TEST_SUITE(report_page, one_model_has_everything, two_models_are_compared, keeps_what_it_needs,
               journals_that_cannot_be_compared, what_journals_have_in_common, out_of_memory)
