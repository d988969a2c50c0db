/* SPDX-License-Identifier: MIT */
/*
 * Results by description: named values and named tables with typed columns, filled once and then
 * read only. Scorecards and comparisons are such sets; writers know nothing else about them.
 *
 * A dot in a name nests it: the values "risk.value" and "risk.low" are one JSON object `risk`, and
 * a column "affected.low" belongs to an object `affected` of its row.
 */
#ifndef MLT_BASE_TABLE_H
#define MLT_BASE_TABLE_H

#include "mltest/types.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum { MLT_COLUMN_DOUBLE = 1, MLT_COLUMN_INT = 2, MLT_COLUMN_STRING = 3 } mlt_column_type;

typedef struct {
    const char *name; /* constant */
    mlt_column_type type;
    double *doubles; /* NAN = undefined */
    int32_t *ints;
    const char **strings; /* never NULL entries; owned by the set */
} mlt_column;

typedef struct {
    const char *name; /* constant */
    mlt_column *columns;
    size_t n_columns, cap_columns;
    size_t n_rows;
} mlt_table;

typedef struct {
    const char *name; /* constant */
    bool is_text, is_flag;
    double number; /* NAN = undefined */
    const char *text;
} mlt_value;

typedef struct mlt_results mlt_results;

mltest_status mlt_results_new(mlt_results **out, mltest_context *ctx, mltest_error **error);
void mlt_results_free(mlt_results *results);

/* Filling. Names must be constants; texts are copied. A later value replaces an earlier one. */
mltest_status mlt_results_number(mlt_results *results, const char *name, double value,
                                 mltest_error **error);
mltest_status mlt_results_text(mlt_results *results, const char *name, const char *value,
                               mltest_error **error);
/* true or false in JSON, 1 or 0 as a number. */
mltest_status mlt_results_flag(mlt_results *results, const char *name, bool value,
                               mltest_error **error);
/* A table with n_rows rows and no columns yet; valid until the set is freed. */
mltest_status mlt_results_table(mlt_results *results, const char *name, size_t n_rows,
                                mlt_table **out, mltest_error **error);
/* A column: doubles start as NAN, ints as 0, strings as "". */
mltest_status mlt_table_column(mlt_results *results, mlt_table *table, const char *name,
                               mlt_column_type type, mlt_column **out, mltest_error **error);
/* Sets a string cell to a copy. */
mltest_status mlt_table_set_string(mlt_results *results, mlt_column *column, size_t row,
                                   const char *text, mltest_error **error);

/* Reading. */
const mlt_value *mlt_results_find_value(const mlt_results *results, const char *name);
/* The number of that name; NAN if there is none. */
double mlt_results_find_number(const mlt_results *results, const char *name);
const mlt_table *mlt_results_find_table(const mlt_results *results, const char *name);
const mlt_column *mlt_table_find_column(const mlt_table *table, const char *name);
size_t mlt_results_value_count(const mlt_results *results);
const mlt_value *mlt_results_value_at(const mlt_results *results, size_t i);
size_t mlt_results_table_count(const mlt_results *results);
const mlt_table *mlt_results_table_at(const mlt_results *results, size_t i);

#endif
