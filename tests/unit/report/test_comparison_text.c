/* SPDX-License-Identifier: MIT */
#include "report/report.h"

#include "score/fixtures.h"

Suite *mlt_suite_report_comparison_text(void);

static char shown[1 << 16];

/* As many models as the public interface takes. */
static const char *names[] = {"first", "second\x07", "<3>", "m4",  "m5",  "m6",  "m7",  "m8",
                              "m9",    "m10",        "m11", "m12", "m13", "m14", "m15", "last"};
enum { MODELS = sizeof names / sizeof names[0] };

static mltest_comparison *compare(size_t n)
{
    mltest_journal *journals[MODELS] = {NULL};
    mltest_comparison *comparison = NULL;
    for (size_t i = 0; i < n; i++) {
        ck_assert_int_eq(fx_journal(&journals[i], NULL, true, true, NULL), MLTEST_OK);
        journals[i]->run.model_name = names[i];
    }
    ck_assert_int_eq(mlt_comparison_make(&comparison, NULL, journals, n, NULL, NULL), MLTEST_OK);
    for (size_t i = 0; i < n; i++)
        mlt_journal_unref(journals[i]);
    return comparison;
}

static void show(mltest_comparison *comparison)
{
    mlt_text out;
    mlt_text_init(&out, comparison->ctx);
    ck_assert_int_eq(mlt_report_comparison_text(&out, comparison, NULL), MLTEST_OK);
    ck_assert_uint_lt(out.n, sizeof shown);
    memcpy(shown, mlt_text_string(&out), out.n + 1);
    mlt_text_free(&out);
    mlt_comparison_unref(comparison);
}

START_TEST(test_two_models)
{
    show(compare(2));
    ck_assert_ptr_eq(strstr(shown,
                            "model    clean mAP  clean AP50  clean F1  risk       95 %  failure"
                            "    mPC  worst kind\n"),
                     shown);
    ck_assert_ptr_nonnull(strstr(shown, "first        1.000       1.000     1.000  37.5  12.5…50.0"
                                        "     37.5  0.629  fog\n"));
    ck_assert_ptr_nonnull(strstr(shown, "affected under         first  second?  difference"));
    ck_assert_ptr_nonnull(strstr(shown, "fog:r1@3              50.0 %   50.0 %"));
    ck_assert_ptr_nonnull(strstr(shown, "rain:r1@5                  -        -"));
    ck_assert_ptr_null(strchr(shown, '\x07'));
}
END_TEST

START_TEST(test_three_models_have_no_single_difference)
{
    show(compare(3));
    ck_assert_ptr_null(strstr(shown, "difference (points)"));
}
END_TEST

/* Names are names, whatever they begin with: numbers below them are aligned right. */
START_TEST(test_names_do_not_align)
{
    show(compare(3));
    ck_assert_ptr_nonnull(strstr(shown, "affected under         first  second?      <3>\n"));
    ck_assert_ptr_nonnull(strstr(shown, "rain:r1@5                  -        -        -\n"));
}
END_TEST

START_TEST(test_every_model_has_a_column)
{
    show(compare(MODELS));
    ck_assert_ptr_nonnull(strstr(shown, "      m14      m15     last\n"));
    ck_assert_ptr_nonnull(strstr(shown, "   50.0 %   50.0 %   50.0 %\n"));
}
END_TEST

/* The journal's own condition names and UTF-8 keep the columns in line. */
START_TEST(test_long_names_are_aligned)
{
    mltest_comparison *comparison = compare(2);
    mlt_table *table =
        (mlt_table *)(uintptr_t)mlt_results_find_table(comparison->results, "conditions");
    const mlt_column *name = mlt_table_find_column(table, "name");
    static const char wide[] = "\xE9\x9C\xA7\xC3\xA4 that is much longer than any other name";
    name->strings[2 * FX_FOG] = wide;
    show(comparison);
    ck_assert_ptr_nonnull(strstr(shown, "\n\xE9\x9C\xA7\xC3\xA4 that is much longer than any "
                                        "other name   50.0 %   50.0 %"));
    ck_assert_ptr_nonnull(strstr(shown, "\nrain:r1@5                                         -  "
                                        "      -"));
}
END_TEST

static mltest_status print(mltest_context *ctx, void *data)
{
    mltest_comparison *comparison = data;
    mltest_error *error = NULL;
    mlt_text out;
    mltest_context *was = comparison->ctx;
    comparison->ctx = ctx;
    mlt_text_init(&out, ctx);
    mltest_status status = mlt_report_comparison_text(&out, comparison, &error);
    mlt_text_free(&out);
    mltest_error_free(error);
    comparison->ctx = was;
    return status;
}

START_TEST(test_out_of_memory)
{
    mltest_comparison *comparison = compare(2);
    mlt_test_every_allocation(print, comparison);
    mlt_comparison_unref(comparison);
}
END_TEST

Suite *mlt_suite_report_comparison_text(void)
{
    TCase *tc = tcase_create("comparison_text");
    tcase_add_test(tc, test_two_models);
    tcase_add_test(tc, test_three_models_have_no_single_difference);
    tcase_add_test(tc, test_names_do_not_align);
    tcase_add_test(tc, test_every_model_has_a_column);
    tcase_add_test(tc, test_long_names_are_aligned);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("report_comparison_text");
    suite_add_tcase(suite, tc);
    return suite;
}
