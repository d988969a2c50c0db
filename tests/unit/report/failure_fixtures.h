/* SPDX-License-Identifier: MIT */
/*
 * Reports with pictures of tiny data sets. The model "sharp" finds every box, "fragile" none under
 * saturate in the samples p0 and p1.
 */
#ifndef MLT_TESTS_REPORT_FAILURE_FIXTURES_H
#define MLT_TESTS_REPORT_FAILURE_FIXTURES_H

#include "api/fixtures.h"
#include "base/error.h"
#include "base/text.h"
#include "report/page.h"

#define FF_HOSTILE "<script>a\"b'c</script>&"

enum { FF_SATURATE = 2 }; /* the place of the condition */

static inline mltest_journal *ff_fragile(void)
{
    api_model model = {.name = "fragile", .blind = "saturate", .last = 1};
    return api_journal(&model, API_SUITE);
}

static inline mltest_journal *ff_sharp(void)
{
    api_model model = {.name = "sharp"};
    return api_journal(&model, API_SUITE);
}

/* Few draws: nothing here looks at intervals. */
static inline mltest_status ff_make(mltest_report **out, mltest_context *ctx,
                                    mltest_journal *const *journals, size_t n,
                                    const mltest_options *options, mltest_dataset *dataset)
{
    mltest_options *score = api_options("score", "resamples", "4");
    mltest_error *error = NULL;
    mltest_status status =
        mlt_report_make(out, ctx, journals, n, score, options, dataset, NULL, &error);
    mltest_options_free(score);
    mltest_error_free(error);
    return status;
}

/* A report of the first n of fragile and sharp, with the option `name` set unless it is NULL. */
static inline mltest_report *ff_report(mltest_context *ctx, size_t n, const char *name,
                                       const char *value, mltest_dataset *dataset)
{
    mltest_journal *journals[] = {ff_fragile(), ff_sharp()};
    mltest_options *options = name != NULL ? api_options("report", name, value) : NULL;
    mltest_report *report = NULL;
    ck_assert_int_eq(ff_make(&report, ctx, journals, n, options, dataset), MLTEST_OK);
    mltest_options_free(options);
    mlt_journal_unref(journals[0]);
    mlt_journal_unref(journals[1]);
    return report;
}

static inline mltest_report *ff_pictures(size_t n)
{
    mltest_dataset *dataset = api_dataset(7);
    mltest_report *report = ff_report(NULL, n, NULL, NULL, dataset);
    mltest_dataset_free(dataset);
    return report;
}

/* The page; free it with mlt_text_free(). */
static inline mlt_text ff_page(const mltest_report *report, bool folder)
{
    mlt_text page;
    mlt_text_init(&page, NULL);
    ck_assert_int_eq(mlt_report_html(&page, report, folder, NULL), MLTEST_OK);
    return page;
}

static inline size_t ff_count(const mlt_text *page, const char *what)
{
    size_t n = 0;
    for (const char *p = mlt_text_string(page); (p = strstr(p, what)) != NULL; p++)
        n++;
    return n;
}

#endif
