/* SPDX-License-Identifier: MIT */
#include "dataset/fixtures.h"
#include "dataset/reader.h"

Suite *mlt_suite_dataset_size(void);

static const char *dir;
static mltest_dataset *dataset;

static void set_up(void)
{
    static const mlt_source nothing = {.format = "files"};
    mltest_dataset *made = NULL;
    dir = mlt_test_make_dir();
    ck_assert_int_eq(mltest_dataset_new_memory(&made, NULL, "ctx", NULL, 0, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_dataset_make(&dataset, made->ctx, "files", dir, &nothing, NULL),
                     MLTEST_OK);
    mlt_dataset_unref(made);
}

static void tear_down(void)
{
    mlt_dataset_unref(dataset);
    mlt_test_remove_dir(dir);
}

START_TEST(test_turned_pictures)
{
    for (int orientation = 1; orientation <= 8; orientation++) {
        uint32_t width;
        uint32_t height;
        fix_turned(dir, "a.jpg", 8, 24, orientation);
        ck_assert_int_eq(mlt_dataset_upright_size(dataset, "a.jpg", &width, &height, NULL),
                         MLTEST_OK);
        ck_assert_uint_eq(width, orientation > 4 ? 24 : 8);
        ck_assert_uint_eq(height, orientation > 4 ? 8 : 24);
    }
}
END_TEST

START_TEST(test_what_has_no_size)
{
    uint32_t width;
    uint32_t height;
    mltest_error *error = NULL;
    fix_text(dir, "a.png", "no picture");
    fix_failed(mlt_dataset_upright_size(dataset, "a.png", &width, &height, &error),
               MLTEST_ERR_FORMAT, &error, "a.png");
    fix_failed(mlt_dataset_upright_size(dataset, "b.png", &width, &height, &error), MLTEST_ERR_IO,
               &error, "b.png");
    fix_failed(mlt_dataset_upright_size(dataset, "../a.png", &width, &height, &error),
               MLTEST_ERR_INVALID, &error, "leads out");
}
END_TEST

Suite *mlt_suite_dataset_size(void)
{
    TCase *tc = tcase_create("size");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_turned_pictures);
    tcase_add_test(tc, test_what_has_no_size);
    Suite *suite = suite_create("dataset_size");
    suite_add_tcase(suite, tc);
    return suite;
}
