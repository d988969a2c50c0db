/* SPDX-License-Identifier: MIT */
/*
 * Suites from text, as if it stood in a file, and what is wrong with it.
 */
#ifndef MLT_TESTS_SUITE_SUITE_CHECK_H
#define MLT_TESTS_SUITE_SUITE_CHECK_H

#include <stdio.h>
#include <string.h>

#include "api/option_tables.h"
#include "base/context.h"
#include "suite/file.h"
#include "testing.h"

static mlt_test_alloc sc_memory;
static mltest_context *sc_ctx;
static mltest_suite *sc_suite;
static const char *sc_dir;

static inline void sc_set_up(void)
{
    sc_memory = (mlt_test_alloc){0};
    sc_ctx = mlt_test_context(&sc_memory);
    sc_suite = NULL;
    sc_dir = mlt_test_make_dir();
}

static inline void sc_tear_down(void)
{
    mlt_suite_unref(sc_suite);
    mltest_context_free(sc_ctx);
    mlt_test_remove_dir(sc_dir);
    ck_assert_uint_eq(sc_memory.live, 0);
}

static inline bool sc_no_yaml(void)
{
#ifdef MLT_HAVE_YAML
    return false;
#else
    puts("SKIP: built without libyaml");
    return true;
#endif
}

static inline mltest_status sc_open(mltest_context *ctx, const char *spec, mltest_suite **out,
                                    mltest_error **error)
{
    return mlt_suite_open(out, ctx, spec, &mlt_suite_option_tables, error);
}

/* Opens what a specification means, as sc_suite. */
static inline void sc_opened(const char *spec)
{
    mltest_error *error = NULL;
    mlt_suite_unref(sc_suite);
    sc_suite = NULL;
    ck_assert_msg(sc_open(sc_ctx, spec, &sc_suite, &error) == MLTEST_OK, "%s: %s", spec,
                  mltest_error_message(error));
}

/* The message must have the words; returns the line it tells. */
static inline int64_t sc_refused(const char *spec, mltest_status status, const char *words)
{
    mltest_error *error = NULL;
    mltest_suite *suite = NULL;
    mltest_status got = sc_open(sc_ctx, spec, &suite, &error);
    ck_assert_msg(got == status, "%s: %d, %s", spec, (int)got, mltest_error_message(error));
    ck_assert_msg(strstr(mltest_error_message(error), words) != NULL, "%s: %s", spec,
                  mltest_error_message(error));
    ck_assert_ptr_null(suite);
    int64_t line = mltest_error_line(error);
    mltest_error_free(error);
    return line;
}

/* A file s.json or s.yaml with a text in it: JSON begins with a bracket here. */
static inline const char *sc_file(const char *text)
{
    bool is_json = text[0] == '{' || text[0] == '[';
    const char *path = mlt_test_path(sc_dir, is_json ? "s.json" : "s.yaml");
    mlt_test_write_file(path, text, strlen(text));
    return path;
}

/* The names of the conditions without clean and revisions, in a buffer until the next call. */
static inline const char *sc_names(void)
{
    static char out[1024];
    out[0] = '\0';
    for (size_t i = 1; i < sc_suite->n; i++) {
        const char *name = sc_suite->conditions[i].name;
        strcat(out, i > 1 ? " " : "");
        for (const char *revision; (revision = strstr(name, ":r1")) != NULL; name = revision + 3)
            strncat(out, name, (size_t)(revision - name));
        strcat(out, name);
    }
    return out;
}

/* Whether a warning of sc_suite has the words. */
static inline bool sc_warns(const char *words)
{
    for (size_t i = 0; i < sc_suite->n_warnings; i++)
        if (strstr(sc_suite->warnings[i], words) != NULL)
            return true;
    return false;
}

/* Body of out-of-memory tests. */
static inline mltest_status sc_body(mltest_context *ctx, void *spec)
{
    mltest_suite *suite = NULL;
    mltest_error *error = NULL;
    mltest_status status = sc_open(ctx, spec, &suite, &error);
    mlt_suite_unref(suite);
    mltest_error_free(error);
    return status;
}

static inline void sc_every_allocation(const char *spec)
{
    char copy[512];
    snprintf(copy, sizeof copy, "%s", spec);
    mlt_test_every_allocation(sc_body, copy);
}

static inline Suite *sc_make(const char *name, const TTest *const *tests, size_t n)
{
    TCase *tc = tcase_create(name);
    Suite *suite = suite_create(name);
    tcase_add_checked_fixture(tc, sc_set_up, sc_tear_down);
    for (size_t i = 0; i < n; i++)
        tcase_add_test(tc, tests[i]);
    suite_add_tcase(suite, tc);
    return suite;
}

#define SC_SUITE(function, name, ...)                                                              \
    Suite *function(void)                                                                          \
    {                                                                                              \
        const TTest *const tests[] = {__VA_ARGS__};                                                \
        return sc_make(name, tests, sizeof tests / sizeof tests[0]);                               \
    }

#endif
