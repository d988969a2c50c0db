/* SPDX-License-Identifier: MIT */
/*
 * Comparisons, and what they are filled from, of models whose answers are chosen.
 */
#ifndef MLT_TESTS_COMPARE_PAIRINGS_H
#define MLT_TESTS_COMPARE_PAIRINGS_H

#include "compare/differences.h"
#include "compare/fixtures.h"

static mlt_pairing cm_p;
static mlt_notes cm_notes;
static mltest_scorecard *cm_of[3];
static mltest_options *cm_options;

/* Few draws: what is tested is not how good intervals are. */
static inline mltest_options *cm_few(void)
{
    cm_set(&cm_options, "resamples", "60");
    return cm_options;
}

static inline mltest_status cm_try_pairing(size_t n, const cm_model *const models[],
                                           mltest_error **error)
{
    mlt_compare_settings settings;
    mlt_notes_init(&cm_notes, NULL);
    for (size_t i = 0; i < n; i++)
        cm_of[i] = cm_card(models[i], cm_few());
    ck_assert_int_eq(mlt_compare_settings_read(&settings, NULL, cm_options, NULL), MLTEST_OK);
    return mlt_pairing_make(&cm_p, NULL, cm_of, n, &settings, &cm_notes, error);
}

static inline void cm_make_pairing(size_t n, const cm_model *const models[])
{
    mltest_error *error = NULL;
    ck_assert_msg(cm_try_pairing(n, models, &error) == MLTEST_OK, "%s",
                  mltest_error_message(error));
}

static inline void cm_drop_pairing(void)
{
    mlt_pairing_free(&cm_p);
    mlt_notes_free(&cm_notes);
    for (size_t i = 0; i < 3; i++) {
        mlt_scorecard_unref(cm_of[i]);
        cm_of[i] = NULL;
    }
    mltest_options_free(cm_options);
    cm_options = NULL;
}

static inline mltest_comparison *cm_compare(size_t n, const cm_model *const models[])
{
    mltest_journal *journals[3];
    mltest_comparison *c = NULL;
    mltest_error *error = NULL;
    for (size_t i = 0; i < n; i++)
        journals[i] = cm_journal(models[i]);
    ck_assert_msg(mlt_comparison_make(&c, NULL, journals, n, cm_few(), &error) == MLTEST_OK, "%s",
                  mltest_error_message(error));
    for (size_t i = 0; i < n; i++)
        mlt_journal_unref(journals[i]);
    mltest_options_free(cm_options);
    cm_options = NULL;
    return c;
}

static inline const mlt_column *cm_column(const mltest_comparison *c, const char *table,
                                          const char *column)
{
    const mlt_table *t = mlt_results_find_table(c->results, table);
    ck_assert_msg(t != NULL, "no table %s", table);
    const mlt_column *found = mlt_table_find_column(t, column);
    ck_assert_msg(found != NULL, "table %s has no column %s", table, column);
    return found;
}

static inline size_t cm_n_rows(const mltest_comparison *c, const char *table)
{
    return mlt_results_find_table(c->results, table)->n_rows;
}

/* One of three is lost in fog at 5. */
static inline char cm_weak(int sample, int condition)
{
    return condition == CM_FOG5 && sample % 3 == 0 ? 'l' : 'f';
}

/* Worse: two of three, and half in rain, with something new in all noise. */
static inline char cm_weaker(int sample, int condition)
{
    if (condition == CM_FOG5)
        return sample % 3 ? 'l' : 'f';
    if (condition == CM_RAIN)
        return sample % 2 ? 'l' : 'f';
    return condition == CM_NOISE ? 'n' : 'f';
}

/* Sees a dog for every fourth clean cat, too. */
static inline char cm_blurred(int sample, int condition)
{
    return condition == CM_CLEAN && sample % 4 == 0 ? 'd' : cm_weak(sample, condition);
}

static const cm_model cm_good = {.n = 36, .name = "good"},
                      cm_mild = {.n = 36, .name = "mild", .answer = cm_weak},
                      cm_bad = {.n = 36, .name = "bad", .answer = cm_weaker},
                      cm_dim = {.n = 36, .name = "dim", .answer = cm_blurred};
static const cm_model *const cm_good_bad[] = {&cm_good, &cm_bad};
static const cm_model *const cm_bad_good[] = {&cm_bad, &cm_good};
static const cm_model *const cm_good_dim[] = {&cm_good, &cm_dim};
static const cm_model *const cm_three[] = {&cm_good, &cm_mild, &cm_bad};
static const cm_model *const cm_twice[] = {&cm_mild, &cm_mild};

#endif
