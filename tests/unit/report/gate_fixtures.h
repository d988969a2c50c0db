/* SPDX-License-Identifier: MIT */
/*
 * Verdicts with hostile names, as text in a format.
 */
#ifndef MLT_TESTS_REPORT_GATE_FIXTURES_H
#define MLT_TESTS_REPORT_GATE_FIXTURES_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/table.h"
#include "report/report.h"
#include "testing.h"

#define GF_HOSTILE "<script>a\"b'c</script>|\n\x1B[2J&`*[x](y)\xE2\x80\xAE"

typedef mltest_status (*gf_writer)(mlt_text *out, const mlt_results *results, mltest_error **error);

typedef struct {
    const char *gate, *baseline, *verdict, *reason;
    double limit, value, before, low, high, n;
} gf_row;

static const gf_row gf_rows[] = {
    {"affected(fog@3) <= 0.05", "", "pass", "", 0.05, 0.0125, NAN, 0.0021, 0.04, 364},
    {"risk <= 45", "", "fail", "", 45, 60.126, NAN, 55, 66.5, 364},
    {"risk no worse than b, margin 2", "b", "inconclusive", "needs 7 more", 2, 30, 29, -1, 3.25,
     30},
    {"precision >= 0.5", "", "pass", "the value alone", 0.5, 0.75, NAN, NAN, NAN, NAN},
    {"mAP" GF_HOSTILE, "", "fail", GF_HOSTILE, 0.5, NAN, NAN, NAN, NAN, NAN}};
enum { GF_ROWS = sizeof gf_rows / sizeof gf_rows[0] };

static inline mltest_status gf_fill_table(mlt_results *r, mltest_error **error)
{
    static const char *const names[] = {"limit", "value", "baseline_value", "low", "high", "n"};
    mlt_table *table;
    mlt_column *gate, *baseline, *verdict, *reason, *numbers[6];
    TRY(mlt_results_table(r, "gates", GF_ROWS, &table, error));
    TRY(mlt_table_column(r, table, "gate", MLT_COLUMN_STRING, &gate, error));
    TRY(mlt_table_column(r, table, "baseline", MLT_COLUMN_STRING, &baseline, error));
    TRY(mlt_table_column(r, table, "verdict", MLT_COLUMN_STRING, &verdict, error));
    for (size_t k = 0; k < 6; k++)
        TRY(mlt_table_column(r, table, names[k], MLT_COLUMN_DOUBLE, &numbers[k], error));
    TRY(mlt_table_column(r, table, "reason", MLT_COLUMN_STRING, &reason, error));
    for (size_t k = 0; k < 6; k++)
        for (size_t i = 0; i < GF_ROWS; i++)
            numbers[k]->doubles[i] = (&gf_rows[i].limit)[k];
    for (size_t i = 0; i < GF_ROWS; i++) {
        TRY(mlt_table_set_string(r, gate, i, gf_rows[i].gate, error));
        TRY(mlt_table_set_string(r, baseline, i, gf_rows[i].baseline, error));
        TRY(mlt_table_set_string(r, verdict, i, gf_rows[i].verdict, error));
        TRY(mlt_table_set_string(r, reason, i, gf_rows[i].reason, error));
    }
    return MLTEST_OK;
}

static inline mltest_status gf_fill(mlt_results *r, mltest_error **error)
{
    TRY(mlt_results_text(r, "model.name", "net " GF_HOSTILE, error));
    TRY(mlt_results_text(r, "dataset.name", "pets", error));
    TRY(mlt_results_text(r, "suite.name", "s", error));
    TRY(mlt_results_text(r, "verdict", "fail", error));
    TRY(mlt_results_number(r, "n_gates", GF_ROWS, error));
    TRY(mlt_results_number(r, "passed", 2, error));
    TRY(mlt_results_number(r, "failed", 2, error));
    TRY(mlt_results_number(r, "inconclusive", 1, error));
    TRY(mlt_results_number(r, "samples.n", 364, error));
    TRY(mlt_results_number(r, "samples.groups", 91, error));
    TRY(mlt_results_flag(r, "complete", false, error));
    TRY(mlt_results_number(r, "failures.n", 3, error));
    TRY(mlt_results_number(r, "failures.predictions", 999, error));
    return gf_fill_table(r, error);
}

static inline mltest_status gf_write(mltest_context *ctx, gf_writer write, char **out)
{
    mlt_results *results = NULL;
    mltest_error *error = NULL;
    mlt_text text;
    mlt_text_init(&text, ctx);
    mltest_status status = mlt_results_new(&results, ctx, &error);
    if (status == MLTEST_OK)
        status = gf_fill(results, &error);
    if (status == MLTEST_OK)
        status = write(&text, results, &error);
    if (status == MLTEST_OK && out != NULL)
        *out = strdup(mlt_text_string(&text));
    mlt_text_free(&text);
    mlt_results_free(results);
    mltest_error_free(error);
    return status;
}

/* What a writer makes of it; free() it. */
static inline char *gf_written(gf_writer write)
{
    char *out = NULL;
    ck_assert_int_eq(gf_write(NULL, write, &out), MLTEST_OK);
    ck_assert_ptr_nonnull(out);
    return out;
}

static inline bool gf_has(const char *text, const char *words)
{
    if (strstr(text, words) == NULL)
        printf("no \"%s\" in:\n%s", words, text);
    return strstr(text, words) != NULL;
}

typedef struct {
    gf_writer write;
} gf_body_data;

static inline mltest_status gf_body(mltest_context *ctx, void *data)
{
    const gf_body_data *d = data;
    return gf_write(ctx, d->write, NULL);
}

static inline void gf_every_allocation(gf_writer write)
{
    gf_body_data data = {write};
    mlt_test_every_allocation(gf_body, &data);
}

#endif
