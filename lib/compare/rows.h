/* SPDX-License-Identifier: MIT */
/*
 * Rows of tables of differences: a figure of something for one model beside the first.
 */
#ifndef MLT_COMPARE_ROWS_H
#define MLT_COMPARE_ROWS_H

#include "compare/pairing.h"
#include "compare/tests.h"

typedef struct {
    const char *name, *category; /* of a kind … or "" */
    const char *figure;
    size_t model; /* the second */
    mlt_difference difference;
    double n;           /* samples it rests on */
    double p, adjusted; /* NAN: no test */
    double detectable;  /* with 80 % power; NAN if not known */
    mlt_test_kind test;
    bool is_primary, is_less_better;
} mlt_row;

typedef struct {
    mltest_context *ctx;
    mlt_row *items;
    size_t n, cap;
} mlt_rows;

void mlt_rows_init(mlt_rows *rows, mltest_context *ctx);
void mlt_rows_free(mlt_rows *rows);
/* Adds a row, and works out the smallest difference that its test would have found. */
mltest_status mlt_rows_add(mlt_rows *rows, const mlt_pairing *p, const mlt_row *row,
                           mltest_error **error);
/* Primary rows by Holm, in a family of so many; all others that have p by Benjamini-Hochberg. */
mltest_status mlt_rows_adjust(mlt_rows *rows, size_t family, mltest_error **error);
/* "better", "worse", "no evidence"; "" without a test. Of the second model, after adjusting. */
const char *mlt_row_verdict(const mlt_row *row);
/* A table of them. */
mltest_status mlt_rows_fill(const mlt_rows *rows, const mlt_pairing *p, mlt_results *results,
                            const char *table, mltest_error **error);

/* A figure of the panel, tested by sign flips; row is a place in the draws. */
typedef struct {
    const char *name, *category;
    mlt_panel_figure figure;
    const char *figure_name;
    double scale;
    bool is_primary, is_less_better;
} mlt_panel_row;

/* level: its own test (tests.h), SIZE_MAX for rows that are means over several. */
mltest_status mlt_rows_add_panel(mlt_rows *rows, const mlt_pairing *p, const mlt_panel_row *what,
                                 size_t model, size_t row, size_t level, mltest_error **error);
/* The performance in the mean of a row; nothing where it is not defined. */
mltest_status mlt_rows_add_performance(mlt_rows *rows, const mlt_pairing *p, const char *name,
                                       const char *category, const char *figure, size_t model,
                                       const double *row, mltest_error **error);

#endif
