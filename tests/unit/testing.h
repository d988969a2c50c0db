/* SPDX-License-Identifier: MIT */
/*
 * What unit tests share: contexts that count or fail allocations, temporary folders, and the
 * place of reference data. Nothing here knows any part of the library beyond the public context.
 */
#ifndef MLT_TESTS_TESTING_H
#define MLT_TESTS_TESTING_H

#include <check.h>
#include <stddef.h>
#include <stdint.h>

#include "mltest.h"

/* Counts live allocations, and fails the n-th one (counted from 1) when fail_at is not 0. */
typedef struct {
    size_t calls;
    size_t live;
    size_t fail_at;
} mlt_test_alloc;

/* A context whose allocator reports to *state, which must outlive it. */
mltest_context *mlt_test_context(mlt_test_alloc *state);

/* A fresh empty folder; removed with everything in it by mlt_test_remove_dir(). */
const char *mlt_test_make_dir(void);
void mlt_test_remove_dir(const char *path);

/* dir + "/" + name in a buffer that the next 8 calls do not touch. */
const char *mlt_test_path(const char *dir, const char *name);

/* Writes a whole file, or fails the test. */
void mlt_test_write_file(const char *path, const void *bytes, size_t n);

/* Reads a whole file; the caller frees it with free(). A NUL is added after the last byte. */
char *mlt_test_read_file(const char *path, size_t *n);

/* A path below the reference data, or NULL (after a loud line) when it is not there. */
const char *mlt_test_shared(const char *relative);

/*
 * Runs body(ctx, data) with the allocator failing at allocation 1, 2, 3, … until a run succeeds.
 * The body returns a status; every failing run must return MLTEST_ERR_MEMORY and leak nothing.
 */
typedef mltest_status (*mlt_test_body)(mltest_context *ctx, void *data);
void mlt_test_every_allocation(mlt_test_body body, void *data);

/*
 * Called by every assertion that holds, so that Check can say where a test was when it crashed.
 * Check writes a file for that, which is most of the time of a test that asserts for each pixel.
 * This one leaves out what is among the last lines told: of a loop with a crash a line of the loop
 * is named.
 */
void mlt_test_mark(const char *file, int line);

/* A suite of one case with these tests. */
static inline Suite *mlt_test_suite(const char *name, const TTest *const *tests, size_t n)
{
    TCase *tc = tcase_create(name);
    Suite *suite = suite_create(name);
    for (size_t i = 0; i < n; i++)
        tcase_add_test(tc, tests[i]);
    suite_add_tcase(suite, tc);
    return suite;
}

/* folder_file is the name of the suite; then its tests. */
#define MLT_TEST_SUITE(folder_file, ...)                                                           \
    Suite *mlt_suite_##folder_file(void);                                                          \
    Suite *mlt_suite_##folder_file(void)                                                           \
    {                                                                                              \
        const TTest *const tests[] = {__VA_ARGS__};                                                \
        return mlt_test_suite(#folder_file, tests, sizeof tests / sizeof tests[0]);                \
    }

#endif
