/* SPDX-License-Identifier: MIT */
#include "predictor/image_finder.h"

#include "predictor/fixtures.h"

Suite *mlt_suite_predictor_image_finder(void);

static mlt_keys ids;
static mlt_image_finder finder;
static mlt_coco_entry_info entries[] = {{.id = 5, .name = (char[]){"a/1.jpg"}},
                                        {.id = 6, .name = (char[]){"b/1.jpg"}},
                                        {.id = 139, .name = (char[]){"c/2.jpg"}}};
static const mlt_coco_list images = {.items = entries, .n = 3, .cap = 3};

static void add(const char *id)
{
    size_t number = 0;
    ck_assert_int_eq(mlt_keys_add(&ids, id, &number, NULL), MLTEST_OK);
}

static void set_up(void)
{
    mlt_keys_init(&ids, NULL);
    add("139");
    add("5");
}

static void tear_down(void)
{
    mlt_image_finder_free(&finder);
    mlt_keys_free(&ids);
}

static void check(const char *sample, mlt_image_match expected, size_t image, size_t recorded)
{
    mlt_image_match match = MLT_IMAGE_NONE;
    size_t got_image = 77, got_recorded = 77;
    ck_assert_int_eq(mlt_image_find(&finder, sample, &match, &got_image, &got_recorded, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(match, expected);
    if (match == MLT_IMAGE_FOUND)
        ck_assert_uint_eq(got_image, image);
    ck_assert_uint_eq(got_recorded, recorded);
}

START_TEST(by_id_alone)
{
    ck_assert_int_eq(mlt_image_finder_init(&finder, &ids, NULL, NULL), MLTEST_OK);
    ck_assert_uint_eq(finder.n, 2);
    check("x/000139.jpg", MLT_IMAGE_FOUND, 0, 0);
    check("5.png", MLT_IMAGE_FOUND, 1, 1);
    check("6.png", MLT_IMAGE_NONE, 0, SIZE_MAX);
}
END_TEST

START_TEST(by_the_annotation_file)
{
    ck_assert_int_eq(mlt_image_finder_init(&finder, &ids, &images, NULL), MLTEST_OK);
    ck_assert_uint_eq(finder.n, 3);
    check("a/1.jpg", MLT_IMAGE_FOUND, 0, 1);
    check("b/1.jpg", MLT_IMAGE_FOUND, 1, SIZE_MAX); /* known, nothing found in it */
    check("elsewhere/2.jpg", MLT_IMAGE_FOUND, 2, 0);
    check("elsewhere/1.jpg", MLT_IMAGE_AMBIGUOUS, 0, SIZE_MAX);
    check("139.jpg", MLT_IMAGE_NONE, 0, SIZE_MAX); /* ids do not count then */
}
END_TEST

START_TEST(by_file)
{
    add("labels/train/a");
    add("train/b");
    add("c/x");
    add("d/x");
    ck_assert_int_eq(mlt_image_finder_init_files(&finder, &ids, NULL), MLTEST_OK);
    ck_assert_uint_eq(finder.n, 6);
    check("images/train/a.jpg", MLT_IMAGE_FOUND, 2, 2);
    check("images/train/b.png", MLT_IMAGE_FOUND, 3, 3);
    check("images/val/a.jpg", MLT_IMAGE_FOUND, 2, 2); /* the only one of that name */
    check("5.png", MLT_IMAGE_FOUND, 1, 1);
    check("d/x.png", MLT_IMAGE_FOUND, 5, 5);
    check("x.png", MLT_IMAGE_AMBIGUOUS, 0, SIZE_MAX);
    check("05.png", MLT_IMAGE_NONE, 0, SIZE_MAX);
}
END_TEST

START_TEST(results_of_other_images)
{
    static const char *const strays[] = {"140", "x", "0139", "5.0"};
    for (size_t i = 0; i < 4; i++) {
        mltest_error *error = NULL;
        tear_down();
        set_up();
        add(strays[i]);
        ck_assert_int_eq(mlt_image_finder_init(&finder, &ids, &images, &error),
                         MLTEST_ERR_CONFLICT);
        char expected[32];
        snprintf(expected, sizeof expected, "image_id %s,", strays[i]);
        ck_assert_ptr_nonnull(strstr(mlt_error_text(error, MLT_ERROR_MESSAGE), expected));
        mlt_error_free(error);
    }
}
END_TEST

static mltest_status use(mltest_context *ctx, void *data)
{
    mlt_image_finder f;
    mlt_image_match match;
    mlt_keys k;
    size_t image, recorded;
    mlt_keys_init(&k, ctx);
    mltest_status status = mlt_keys_add(&k, "5", &image, NULL);
    if (status == MLTEST_OK) {
        status = data == &ids ? mlt_image_finder_init_files(&f, &k, NULL)
                              : mlt_image_finder_init(&f, &k, data, NULL);
        if (status == MLTEST_OK)
            status = mlt_image_find(&f, "x/005.jpg", &match, &image, &recorded, NULL);
        mlt_image_finder_free(&f);
    }
    mlt_keys_free(&k);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(use, NULL);
    mlt_test_every_allocation(use, (void *)(uintptr_t)&images);
    mlt_test_every_allocation(use, &ids);
}
END_TEST

Suite *mlt_suite_predictor_image_finder(void)
{
    Suite *suite = suite_create("predictor_image_finder");
    TCase *tests = tcase_create("image_finder");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, by_id_alone);
    tcase_add_test(tests, by_the_annotation_file);
    tcase_add_test(tests, by_file);
    tcase_add_test(tests, results_of_other_images);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
