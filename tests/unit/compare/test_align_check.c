/* SPDX-License-Identifier: MIT */
#include "compare/align.h"

#include "compare/fixtures.h"

static const cm_model plain = {.n = 4, .name = "one"};

/* What is said of a second model. */
static void refused(const cm_model *second, const char *words)
{
    mltest_journal *a = cm_journal(&plain), *b = cm_journal(second);
    mltest_error *error = NULL;
    mltest_status status = mlt_align_check_runs(&a->run, &b->run, &error);
    if (status == MLTEST_OK)
        status = mlt_align_check_same(NULL, a, b, &error);
    ck_assert_int_eq(status, MLTEST_ERR_CONFLICT);
    ck_assert_msg(strstr(mltest_error_message(error), words) != NULL, "%s",
                  mltest_error_message(error));
    mltest_error_free(error);
    mlt_journal_unref(a);
    mlt_journal_unref(b);
}

START_TEST(what_differs)
{
    refused(&(cm_model){.n = 4, .name = "two", .is_top = true, .unlabelled = true},
            "one and two have different tasks");
    refused(&(cm_model){.n = 4, .name = "two", .classes = "\"cat\""},
            "one and two know different classes: 2 and 1 of them");
    refused(&(cm_model){.n = 4, .name = "two", .classes = "\"cat\",\"cow\""},
            "class 1 is 'dog' and 'cow'");
    refused(&(cm_model){.n = 4, .name = "two", .fingerprint = "00000000000000ab"},
            "one was run on data set 'pets', two on 'pets': they differ; the option intersection");
    refused(&(cm_model){.n = 4, .name = "two", .suite_hash = "00000000000000bc"},
            "different suites ('s' and 's')");
    refused(&(cm_model){.n = 3, .name = "two"}, "one has 4 samples, two has 3");
    refused(&(cm_model){.n = 4, .name = "two", .from = 1},
            "one has sample '0.png' where two has '1.png'");
    refused(&(cm_model){.n = 4, .name = "two", .unlabelled = true},
            "sample '0.png' is another picture or has other labels in two than in one");
    refused(&(cm_model){.n = 4, .name = "two", .fog5 = "fog:r1@4"}, "condition record");
}
END_TEST

START_TEST(answers_that_are_missing)
{
    mltest_journal *a = cm_journal(&plain), *b = cm_journal(&plain);
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_align_check_same(NULL, a, b, NULL), MLTEST_OK);
    a->outcomes[CM_CONDITIONS + CM_RAIN].type = 0;
    ck_assert_int_eq(mlt_align_check_same(NULL, a, b, &error), MLTEST_ERR_CONFLICT);
    ck_assert_ptr_nonnull(
        strstr(mltest_error_message(error), "was not asked about sample '1.png' under rain:r1@5"));
    mltest_error_free(error);
    b->outcomes[CM_CONDITIONS + CM_RAIN].type = 0;
    ck_assert_int_eq(mlt_align_check_same(NULL, a, b, NULL), MLTEST_OK);
    mlt_journal_unref(a);
    mlt_journal_unref(b);
}
END_TEST

MLT_TEST_SUITE(compare_align_check, what_differs, answers_that_are_missing)
