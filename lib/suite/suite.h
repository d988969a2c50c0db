/* SPDX-License-Identifier: MIT */
/*
 * Suites: an ordered list of conditions without repeats, "clean" first; and what a file says about
 * judging them: thresholds, weights and gates. The hash is of the conditions alone.
 */
#ifndef MLT_SUITE_SUITE_H
#define MLT_SUITE_SUITE_H

#include "base/options.h"
#include "mltest/suite.h"
#include "perturb/condition.h"

/* Tables of options that lie on later floors, of which files may set some. */
typedef struct {
    const mlt_option_table *score, *run, *report;
} mlt_suite_tables;

typedef struct {
    char *name; /* of a category, a kind or a condition */
    double value;
} mlt_suite_weight;

/* What a kind makes of a class: a left arrow in a mirror is a right one. */
typedef struct {
    char *kind, *from;
    char *to; /* NULL: it makes no sense there, and is left out */
} mlt_class_rule;

struct mltest_suite {
    _Atomic uint32_t refs;
    mltest_context *ctx;
    char *name;
    bool is_relative; /* conditions that are added have their lengths scaled to the picture */
    mlt_condition *conditions;
    size_t n, cap;
    mlt_host_kind **hosts; /* each a reference */
    size_t n_hosts, cap_hosts;
    char **warnings;
    size_t n_warnings, cap_warnings;
    mltest_options *score, *run, *report; /* NULL: nothing is set */
    mlt_suite_weight *weights;
    size_t n_weights, cap_weights;
    char **gates;
    size_t n_gates, cap_gates;
    mlt_class_rule *rules;
    size_t n_rules, cap_rules;
};

/* A row of named.def: every kind of a list at every severity of a list. */
typedef struct {
    const char *name;
    const char *summary;
    const char *kinds; /* separated by spaces; "*" is the whole catalogue */
    const char *severities;
    bool is_relative;
} mlt_named_suite;

extern const mlt_named_suite mlt_named_suites[];
extern const size_t mlt_named_suite_count;

mltest_status mlt_suite_make(mltest_suite **out, mltest_context *ctx, const char *name,
                             mltest_error **error);
mltest_suite *mlt_suite_ref(mltest_suite *suite);
void mlt_suite_unref(mltest_suite *suite);
mltest_status mlt_suite_add(mltest_suite *suite, const char *condition, mltest_error **error);
/* Takes a reference; the host's kind must not be in the catalogue (checked when it was made). */
mltest_status mlt_suite_add_host(mltest_suite *suite, mlt_host_kind *host, mltest_error **error);
/* to NULL: the class is left out. MLTEST_ERR_NOT_FOUND: no such kind; MLTEST_ERR_CONFLICT: the
 * class has a rule there already. */
mltest_status mlt_suite_add_rule(mltest_suite *suite, const char *kind, const char *from,
                                 const char *to, mltest_error **error);
/* What a condition's steps make of a class, one after another; NULL: it is left out. */
const char *mlt_suite_class_after(const mltest_suite *suite, const mlt_condition *condition,
                                  const char *name);
/* A line for people, formatted like printf. */
mltest_status mlt_suite_warn(mltest_suite *suite, mltest_error **error, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
mltest_status mlt_suite_open(mltest_suite **out, mltest_context *ctx, const char *spec,
                             const mlt_suite_tables *tables, mltest_error **error);
/* Sets in options of those tables what the suite sets and they do not. */
mltest_status mlt_suite_fill_options(const mltest_suite *suite, mltest_options *options,
                                     mltest_error **error);
/* XXH64 over the names of the conditions, each with its NUL, in order. */
uint64_t mlt_suite_hash(const mltest_suite *suite);

#endif
