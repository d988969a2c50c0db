/* SPDX-License-Identifier: MIT */
/*
 * Reports with conditions of choice: 4 pictures of one cat each, found on all clean ones, and lost
 * on as many of the changed ones as a test says.
 */
#ifndef MLT_TESTS_REPORT_GRID_FIXTURES_H
#define MLT_TESTS_REPORT_GRID_FIXTURES_H

#include "base/text.h"
#include "journal/journal.h"
#include "report/page.h"
#include "score/score.h"
#include "testing.h"

#include <string.h>

enum { GF_SAMPLES = 4, GF_SKIPPED = -1, GF_FAILED = -2 }; /* of all pictures, instead of a count */

typedef struct {
    const char *name, *kind, *category; /* kind NULL: clean; "chain": two steps */
    double severity;
    int lost[2]; /* of the two models */
} gf_condition;

/* A little of everything: categories that are not together, severities that are missing, kinds with
 * parameters of their own, replicates, a chain, a repeat and a kind that informs. */
static const gf_condition gf_mixed[] = {
    {"clean", NULL, "", 0, {0, 0}},
    {"fog:r1@3", "fog", "weather", 3, {1, 0}},
    {"noise:r1@5", "noise", "noise", 5, {4, 2}},
    {"fog:r1@1", "fog", "weather", 1, {0, 0}},
    {"fog:r1@3{amount=2}", "fog", "weather", 3, {2, 2}},
    {"snow:r2@3#0", "snow", "weather", 3, {1, 0}},
    {"snow:r2@3#1", "snow", "weather", 3, {3, 0}},
    {"rain:r1@3", "rain", "weather", 3, {GF_SKIPPED, GF_SKIPPED}},
    {"fog:r1@3+noise:r1@3", "chain", "weather", 3, {4, 4}},
    {"clean#1", NULL, "", 0, {0, 0}},
    {"dither:r1@1", "dither", "noise", 1, {0, 0}},
};
enum { GF_N_MIXED = sizeof gf_mixed / sizeof gf_mixed[0] };

static inline void gf_put_step(mlt_text *t, const char *kind, const char *category)
{
    mlt_text_printf(t, "{\"kind\":\"%s\",\"revision\":%d,\"category\":\"%s\"%s,\"params\":{}}",
                    kind, strcmp(kind, "snow") == 0 ? 2 : 1, category,
                    strcmp(kind, "dither") == 0 ? ",\"informational\":true" : "");
}

static inline void gf_put_condition(mlt_text *t, const gf_condition *c)
{
    mlt_text_printf(t, "{\"type\":\"condition\",\"name\":\"%s\",\"steps\":[", c->name);
    if (c->kind != NULL && strcmp(c->kind, "chain") == 0) {
        gf_put_step(t, "fog", "weather");
        mlt_text_puts(t, ",");
        gf_put_step(t, "noise", "noise");
    } else if (c->kind != NULL) {
        gf_put_step(t, c->kind, c->category);
    }
    const char *replicate = strchr(c->name, '#');
    mlt_text_puts(t, "],\"severity\":");
    mlt_text_f64(t, c->severity);
    mlt_text_printf(t, ",\"replicate\":%s}\n", replicate != NULL ? replicate + 1 : "0");
}

static inline void gf_put_answer(mlt_text *t, const gf_condition *c, int sample, int model)
{
    int lost = c->lost[model];
    const char *type = lost == GF_SKIPPED ? "skip" : lost == GF_FAILED ? "failure" : "outcome";
    mlt_text_printf(t, "{\"type\":\"%s\",\"id\":\"%c.png\",\"condition\":\"%s\"", type,
                    'a' + sample, c->name);
    if (lost == GF_SKIPPED)
        mlt_text_puts(t, ",\"reason\":\"no change\"}\n");
    else if (lost == GF_FAILED)
        mlt_text_puts(t, ",\"status\":9,\"message\":\"gone\"}\n");
    else
        mlt_text_printf(t, ",\"pred\":[%s],\"change\":%d.5}\n",
                        sample < lost ? "" : "[0,0.9,10,10,20,20]", (int)c->severity);
}

/* name: of the model, as in JSON. */
static inline mltest_status gf_journal(mltest_journal **out, mltest_context *ctx, const char *name,
                                       const gf_condition *conditions, size_t n, int model,
                                       mltest_error **error)
{
    mlt_text t;
    mlt_text_init(&t, ctx);
    mlt_text_printf(
        &t,
        "{\"type\":\"run\",\"format\":1,\"library\":\"0.1.0\",\"model\":{\"name\":\"%s\","
        "\"version\":\"1\"},\"task\":\"detection\",\"classes\":[\"cat\",\"dog\"],"
        "\"dataset\":{\"name\":\"pets\",\"fingerprint\":\"00000000000000aa\",\"n\":4},"
        "\"suite\":\"s\",\"suite_hash\":\"00000000000000bb\",\"seed\":0,"
        "\"score_floor\":0,\"shard\":[0,1],\"limit\":4,\"numbers\":\"f32\"}\n",
        name);
    for (size_t c = 0; c < n; c++)
        gf_put_condition(&t, &conditions[c]);
    for (int i = 0; i < GF_SAMPLES; i++) {
        mlt_text_printf(&t,
                        "{\"type\":\"sample\",\"id\":\"%c.png\",\"n\":%d,\"width\":100,\"height\":"
                        "100,\"hash\":\"000000000000000%d\",\"truth\":[[0,10,10,20,20,0,400,1]],"
                        "\"tags\":{}}\n",
                        'a' + i, i, i);
        for (size_t c = 0; c < n; c++)
            gf_put_answer(&t, &conditions[c], i, model);
    }
    mltest_status status =
        mlt_text_ok(&t) ? mlt_journal_parse(out, ctx, "t.jsonl", mlt_text_string(&t), t.n, error)
                        : MLTEST_ERR_MEMORY;
    mlt_text_free(&t);
    return status;
}

/* names: of the models; n_models 1 or 2. */
static inline mltest_report *gf_report(const gf_condition *conditions, size_t n, size_t n_models,
                                       const char *const *names)
{
    mltest_journal *journals[2] = {NULL, NULL};
    mltest_options *few = NULL;
    mltest_report *report = NULL;
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_options_make(&few, NULL, &mlt_score_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(few, "resamples", "4", NULL), MLTEST_OK);
    for (size_t k = 0; k < n_models; k++)
        ck_assert_msg(gf_journal(&journals[k], NULL, names[k], conditions, n, (int)k, &error) ==
                          MLTEST_OK,
                      "%s", mltest_error_message(error));
    ck_assert_msg(mlt_report_make(&report, NULL, journals, n_models, few, NULL, NULL, NULL,
                                  &error) == MLTEST_OK,
                  "%s", mltest_error_message(error));
    for (size_t k = 0; k < n_models; k++)
        mlt_journal_unref(journals[k]);
    mlt_options_unref(few);
    return report;
}

static inline mltest_report *gf_mixed_report(size_t n_models)
{
    static const char *const names[] = {"net", "other"};
    return gf_report(gf_mixed, GF_N_MIXED, n_models, names);
}

/* Asserts that a part of the page holds each of these texts, one after another. */
static inline void gf_in_order(const char *shown, const char *const *parts, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *next = strstr(shown, parts[i]);
        ck_assert_msg(next != NULL, "'%s' does not follow in %.400s", parts[i], shown);
        shown = next + strlen(parts[i]);
    }
}
#define GF_IN_ORDER(shown, parts) gf_in_order(shown, parts, sizeof(parts) / sizeof(parts)[0])

static inline size_t gf_count(const char *shown, const char *part)
{
    size_t n = 0;
    for (const char *at = strstr(shown, part); at != NULL; at = strstr(at + 1, part))
        n++;
    return n;
}

/*
 * Body of out-of-memory tests: a section of the page, as text that lacks memory. The report is made
 * in a context of its own; only what the section takes fails.
 */
typedef void (*gf_section)(mlt_text *out, const mltest_report *report);
static inline mltest_status gf_section_again(mltest_context *ctx, gf_section section)
{
    static const char *const names[] = {"net", "other"};
    mltest_report *report = gf_report(gf_mixed, GF_N_MIXED, 2, names);
    mltest_context *own = report->ctx;
    mlt_text out;
    mlt_text_init(&out, ctx);
    report->ctx = ctx;
    section(&out, report);
    report->ctx = own;
    mltest_status status = mlt_text_ok(&out) ? MLTEST_OK : MLTEST_ERR_MEMORY;
    mlt_text_free(&out);
    mlt_report_unref(report);
    return status;
}

#endif
