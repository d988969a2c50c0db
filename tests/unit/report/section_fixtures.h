/* SPDX-License-Identifier: MIT */
/*
 * Reports of the journals of score/fixtures.h, and what a section writes of them.
 */
#ifndef MLT_TESTS_REPORT_SECTION_FIXTURES_H
#define MLT_TESTS_REPORT_SECTION_FIXTURES_H

#include "report/html/sections.h"
#include "score/fixtures.h"

/* A name that is whatever it should not be. */
#define SX_HOSTILE "<script>alert(1)</script>\"'&\xe2\x80\xae\x07\xff"
#define SX_ESCAPED                                                                                 \
    "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"

enum { SX_MOST = 5 };

/* Of journals, which it keeps; option: of scores, or NULL. */
static inline mltest_report *sx_report_of(mltest_journal **journals, size_t n, const char *option,
                                          const char *value)
{
    mltest_report *report = NULL;
    mltest_error *error = NULL;
    mltest_options *few = fx_option("resamples", "20");
    if (option != NULL)
        ck_assert_int_eq(mlt_options_set(few, option, value, NULL), MLTEST_OK);
    ck_assert_msg(mlt_report_make(&report, NULL, journals, n, few, NULL, NULL, NULL, &error) ==
                      MLTEST_OK,
                  "%s", mltest_error_message(error));
    mlt_options_unref(few);
    for (size_t i = 0; i < n; i++)
        mlt_journal_unref(journals[i]);
    return report;
}

/* The second is blind to what the first sees under fog; their names are "a", "b" … */
static inline mltest_report *sx_report(size_t n, bool labelled)
{
    static const char *const names[SX_MOST] = {"a", "b", "c", "d", "e"};
    mltest_journal *journals[SX_MOST];
    for (size_t i = 0; i < n; i++) {
        journals[i] = fx_open(labelled);
        journals[i]->run.model_name = names[i];
        if (i == 1)
            for (size_t sample = 0; sample < FX_SAMPLES; sample++)
                fx_answer(journals[i], sample, FX_FOG, NULL, 0);
    }
    return sx_report_of(journals, n, NULL, NULL);
}

/* What is written, until the next call; frees the report. */
static inline const char *sx_section(void (*put)(mlt_text *, const mltest_report *),
                                     mltest_report *report)
{
    static char shown[1 << 19];
    mlt_text out;
    mlt_text_init(&out, NULL);
    put(&out, report);
    ck_assert(mlt_text_ok(&out));
    ck_assert_uint_lt(out.n, sizeof shown);
    memcpy(shown, mlt_text_string(&out), out.n + 1);
    mlt_text_free(&out);
    mlt_report_unref(report);
    return shown;
}

static inline size_t sx_count(const char *text, const char *what)
{
    size_t n = 0;
    for (const char *at = strstr(text, what); at != NULL; at = strstr(at + 1, what))
        n++;
    return n;
}

#define SX_HAS(text, what)                                                                         \
    ck_assert_msg(strstr(text, what) != NULL, "there is no %s in\n%.2000s", what, text)
#define SX_LACKS(text, what)                                                                       \
    ck_assert_msg(strstr(text, what) == NULL, "there is %s in\n%.2000s", what, text)

/* As many tags are closed as are opened, and no attribute is cut off. */
static inline void sx_check_tags(const char *text)
{
    static const char *const names[] = {"section", "article", "div", "table", "tr",  "td",
                                        "th",      "bdi",     "ul",  "li",    "dl",  "details",
                                        "summary", "svg",     "h3",  "span",  "code"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char open[16], open_with[16], close[16];
        snprintf(open, sizeof open, "<%s>", names[i]);
        snprintf(open_with, sizeof open_with, "<%s ", names[i]);
        snprintf(close, sizeof close, "</%s>", names[i]);
        ck_assert_msg(sx_count(text, open) + sx_count(text, open_with) == sx_count(text, close),
                      "%s is not closed as often as it is opened", names[i]);
    }
}

/* Body of out-of-memory tests: data is what writes, of a report of two models. */
typedef struct {
    void (*put)(mlt_text *, const mltest_report *);
    mltest_report *report;
} sx_writing;

static inline mltest_status sx_write(mltest_context *ctx, void *data)
{
    const sx_writing *w = data;
    mlt_text out;
    mlt_text_init(&out, ctx);
    w->put(&out, w->report);
    mltest_status status = mlt_text_ok(&out) ? MLTEST_OK : MLTEST_ERR_MEMORY;
    mlt_text_free(&out);
    return status;
}

static inline void sx_every_allocation(void (*put)(mlt_text *, const mltest_report *))
{
    sx_writing w = {put, sx_report(2, true)};
    mlt_test_every_allocation(sx_write, &w);
    mlt_report_unref(w.report);
}

#endif
