/* SPDX-License-Identifier: MIT */
#include "report/report.h"

#include <math.h>
#include <string.h>

#include "compare/panels.h"

static char shown[8192];

static void keep(mlt_text *out)
{
    ck_assert(mlt_text_ok(out));
    ck_assert_uint_lt(out->n, sizeof shown);
    memcpy(shown, mlt_text_string(out), out->n + 1);
    mlt_text_free(out);
}

/* The comparison of two models of the fixture. */
static mltest_comparison *compare(const cm_model *a, const cm_model *b, const char *augmentations)
{
    mltest_options *options = NULL;
    mltest_comparison *comparison = NULL;
    mltest_error *error = NULL;
    mltest_journal *journals[] = {cm_journal(a), cm_journal(b)};
    cm_set(&options, "augmentations", augmentations);
    cm_set(&options, "resamples", "100");
    ck_assert_msg(mlt_comparison_make(&comparison, NULL, journals, 2, options, &error) == MLTEST_OK,
                  "%s", mltest_error_message(error));
    mltest_options_free(options);
    for (int i = 0; i < 2; i++)
        mlt_journal_unref(journals[i]);
    return comparison;
}

static void show(const cm_model *a, const cm_model *b, const char *augmentations)
{
    mlt_text out;
    mltest_comparison *comparison = compare(a, b, augmentations);
    mlt_text_init(&out, NULL);
    mlt_report_augmentations(&out, NULL, comparison->results);
    keep(&out);
    mlt_comparison_unref(comparison);
}

static char lost_in_fog(int sample, int condition)
{
    return condition == CM_FOG3 && sample % 2 == 0 ? 'l' : 'f';
}

static const cm_model good = {.n = 40, .name = "good"},
                      bad = {.n = 40, .name = "b\\u0007", .answer = lost_in_fog};

START_TEST(an_effect)
{
    show(&good, &bad, "fog,flip");
    ck_assert_ptr_nonnull(strstr(shown, "\ngood (1 run) against b? (1 run), the second minus"));
    ck_assert_ptr_nonnull(strstr(shown, "about these models"));
    ck_assert_ptr_nonnull(strstr(shown, "\nfog                25.0 ("));
    ck_assert_ptr_nonnull(strstr(shown, "< 0.001  harmed"));
    ck_assert_ptr_nonnull(strstr(shown, "b? behaves worse here than good\n"));
    ck_assert_ptr_nonnull(strstr(shown, "not tested  none of its kinds was tested\n"));
    ck_assert_ptr_nonnull(strstr(shown, "evidence in 0 of 2 other kinds (exploratory)\n"));
    ck_assert_ptr_null(strchr(shown, '\x07'));
}
END_TEST

START_TEST(a_side_effect)
{
    show(&bad, &good, "flip");
    ck_assert_ptr_nonnull(strstr(shown, "evidence in 1 of 3 other kinds (exploratory)\n"));
    ck_assert_ptr_nonnull(strstr(shown, "better\n"));
    ck_assert_ptr_null(strstr(shown, "\nnoise"));
}
END_TEST

START_TEST(nothing_asked)
{
    show(&good, &bad, "");
    ck_assert_str_eq(shown, "");
}
END_TEST

START_TEST(recommendations)
{
    mlt_text out;
    mltest_comparison *comparison = compare(&good, &bad, "");
    mlt_text_init(&out, NULL);
    mlt_report_recommendations(&out, NULL, comparison->results);
    keep(&out);
    ck_assert_ptr_nonnull(
        strstr(shown, "\nwhat would help b? most (expected, not tested):\nkind  affected"));
    ck_assert_ptr_nonnull(strstr(shown, "\nfog     25.0 %"));
    ck_assert_ptr_nonnull(strstr(shown, "pictures of this kind\n"));
    ck_assert_ptr_null(strstr(shown, "help good"));
    mlt_comparison_unref(comparison);
}
END_TEST

/* Results without such tables, as of a card that was made for something else. */
START_TEST(no_tables)
{
    mlt_text out;
    mlt_results *results = NULL;
    ck_assert_int_eq(mlt_results_new(&results, NULL, NULL), MLTEST_OK);
    mlt_text_init(&out, NULL);
    mlt_report_augmentations(&out, NULL, results);
    mlt_report_recommendations(&out, NULL, results);
    keep(&out);
    ck_assert_str_eq(shown, "");
    mlt_results_free(results);
}
END_TEST

MLT_TEST_SUITE(report_augmentation_text, an_effect, a_side_effect, nothing_asked, recommendations,
               no_tables)
