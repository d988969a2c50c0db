/* SPDX-License-Identifier: MIT */
/*
 * Described options: a table of rows, and a set of values checked against it. Each floor that has
 * settings defines its own table; api/ lists the tables by name.
 */
#ifndef MLT_BASE_OPTIONS_H
#define MLT_BASE_OPTIONS_H

#include "mltest/options.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    const char *name;
    int32_t type;      /* MLTEST_OPTION_ */
    const char *unit;  /* "" if none */
    double low, high;  /* numbers only */
    const char *value; /* the default as text; "" for "not set" of a string */
    const char *help;  /* one sentence, lower case, no full stop */
} mlt_option;

typedef struct {
    const char *name;
    const mlt_option *rows;
    size_t n;
} mlt_option_table;

mltest_status mlt_options_make(mltest_options **out, mltest_context *ctx,
                               const mlt_option_table *table, mltest_error **error);
/* options given by a caller must belong to the table a function expects; NULL is fine. */
mltest_status mlt_options_expect(const mltest_options *options, const mlt_option_table *table,
                                 mltest_error **error);
mltest_options *mlt_options_ref(mltest_options *options);
void mlt_options_unref(mltest_options *options);
const mlt_option_table *mlt_options_table(const mltest_options *options);
/* Sets any type from text; NULL puts the default back. */
mltest_status mlt_options_set(mltest_options *options, const char *name, const char *text,
                              mltest_error **error);
/* Sets what `from`, of the same table, has set and `to` has not. from may be NULL. */
mltest_status mlt_options_fill(mltest_options *to, const mltest_options *from,
                               mltest_error **error);
/* Whether a setter of that type may set it. */
mltest_status mlt_options_check_type(const mltest_options *options, const char *name, int32_t type,
                                     mltest_error **error);
/* The present value of row i as text. */
const char *mlt_options_value(const mltest_options *options, const mlt_option_table *table,
                              size_t i);

/* Values; options NULL gives the table's default. The name must be in the table. */
int64_t mlt_options_int(const mltest_options *options, const mlt_option_table *table,
                        const char *name);
double mlt_options_double(const mltest_options *options, const mlt_option_table *table,
                          const char *name);
bool mlt_options_bool(const mltest_options *options, const mlt_option_table *table,
                      const char *name);
/* Borrowed; "" when not set. */
const char *mlt_options_string(const mltest_options *options, const mlt_option_table *table,
                               const char *name);

/*
 * The name in names[0..n) nearest to a mistyped one (edit distance at most a third of its length,
 * at least 2), or NULL. For "did you mean" everywhere.
 */
const char *mlt_nearest_name(const char *name, const char *const *names, size_t n);

#endif
