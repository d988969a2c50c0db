/* SPDX-License-Identifier: MIT */
/*
 * A Pascal VOC data set "cells" in a temporary folder, for the tests of the reader's parts.
 */
#ifndef MLT_TESTS_DATASET_VOC_FIXTURES_H
#define MLT_TESTS_DATASET_VOC_FIXTURES_H

#include <unistd.h>

#include "dataset/fixtures.h"

static const char *dir;
static char root[512];

static inline void set_up(void)
{
    dir = mlt_test_make_dir();
    fix_folder(dir, "cells");
    snprintf(root, sizeof root, "%s", mlt_test_path(dir, "cells"));
    fix_voc(root);
}

static inline void tear_down(void)
{
    mlt_test_remove_dir(dir);
}

static inline mltest_status open_with(mltest_dataset **out, mltest_context *ctx, const char *split,
                                      const char *classes, mltest_error **error)
{
    mltest_options *options = NULL;
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_dataset_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_string(options, "split", split, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_string(options, "classes", classes, NULL), MLTEST_OK);
    *out = NULL;
    mltest_status status = mlt_dataset_open(out, ctx, root, options, error);
    mltest_options_free(options);
    return status;
}

static inline mltest_dataset *opened(const char *split, const char *classes)
{
    mltest_dataset *dataset;
    mltest_error *error = NULL;
    mltest_status status = open_with(&dataset, NULL, split, classes, &error);
    ck_assert_msg(status == MLTEST_OK, "%s", mltest_error_message(error));
    ck_assert_str_eq(dataset->source->format, "voc");
    return dataset;
}

static inline void expect_failure(const char *split, const char *classes, mltest_status wanted,
                                  const char *text)
{
    mltest_dataset *dataset;
    mltest_error *error = NULL;
    mltest_status status = open_with(&dataset, NULL, split, classes, &error);
    ck_assert_ptr_null(dataset);
    fix_failed(status, wanted, &error, text);
}

static inline void expect_id(const mltest_dataset *dataset, size_t i, const char *id)
{
    ck_assert_uint_lt(i, dataset->n);
    ck_assert_str_eq(dataset->samples[i].id, id);
}

/* Three pictures with one box each, of two classes; not in the order of their names. */
static inline void write_three(void)
{
    fix_annotation(root, "b", 1, fix_object("dog", "1", "1", "20", "10"));
    fix_annotation(root, "a", 1, fix_object("cat", "3", "4", "5", "4"));
    fix_annotation(root, "c", 1, "");
    fix_picture(root, "JPEGImages/a.png", 20, 10);
    fix_picture(root, "JPEGImages/b.png", 20, 10);
    fix_picture(root, "JPEGImages/c.JPG", 20, 10);
}

/* The suite of one part, without tests where there is no Expat. */
static inline TCase *voc_suite(Suite **suite, const char *name)
{
    TCase *tc = tcase_create(name);
    *suite = suite_create(name);
    suite_add_tcase(*suite, tc);
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_set_timeout(tc, 60);
    if (mltest_feature("xml", NULL))
        return tc;
    printf("SKIP: %s: built without Expat\n", name);
    return NULL;
}

#endif
