/* SPDX-License-Identifier: MIT */
#include "predictor/image_names.h"

#include "predictor/fixtures.h"

Suite *mlt_suite_predictor_image_names(void);

/* The number of the id that a sample matches among three; -1 for none. */
static int by_id(const char *a, const char *b, const char *c, const char *sample)
{
    const char *const ids[] = {a, b, c};
    mlt_keys keys;
    mlt_image_match match = MLT_IMAGE_AMBIGUOUS;
    size_t image = 0;
    mlt_keys_init(&keys, NULL);
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(mlt_keys_add(&keys, ids[i], &image, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_image_by_id(&keys, sample, &match, &image, NULL), MLTEST_OK);
    mlt_keys_free(&keys);
    ck_assert_int_ne(match, MLT_IMAGE_AMBIGUOUS);
    return match == MLT_IMAGE_FOUND ? (int)image : -1;
}

START_TEST(ids_in_the_order_of_the_rules)
{
    ck_assert_int_eq(by_id("x", "a/7.jpg", "7.jpg", "a/7.jpg"), 1);
    ck_assert_int_eq(by_id("7", "7.jpg", "y", "a/7.jpg"), 1);
    ck_assert_int_eq(by_id("007", "7", "y", "a/007.jpg"), 0);
    ck_assert_int_eq(by_id("x", "7", "y", "a/007.jpg"), 1);
    ck_assert_int_eq(by_id("x", "7", "y", "007"), 1);
}
END_TEST

START_TEST(stems_and_numbers)
{
    ck_assert_int_eq(by_id("139", "x", "y", "val2017/000000000139.jpg"), 0);
    ck_assert_int_eq(by_id("0", "x", "y", "000.png"), 0);
    ck_assert_int_eq(by_id("a.b", "a", "y", "dir/a.b.png"), 0);
    ck_assert_int_eq(by_id(".hidden", "x", "y", "dir/.hidden"), 0);
    ck_assert_int_eq(by_id("1", "x", "y", "dir/1a.png"), -1);
    ck_assert_int_eq(by_id("1", "x", "y", "dir/-1.png"), -1);
    ck_assert_int_eq(by_id("a/7", "x", "y", "a/7.png"), -1); /* a path is whole or its base name */
    ck_assert_int_eq(by_id("7", "x", "y", "7/a.png"), -1);
    ck_assert_int_eq(by_id("", "x", "y", "dir/"), 0);
}
END_TEST

static mltest_status look_up(mltest_context *ctx, void *data)
{
    mlt_keys keys;
    mlt_image_match match;
    size_t image = 0;
    (void)data;
    mlt_keys_init(&keys, ctx);
    mltest_status status = mlt_keys_add(&keys, "139", &image, NULL);
    if (status == MLTEST_OK)
        status = mlt_image_by_id(&keys, "a/000139.jpg", &match, &image, NULL);
    mlt_keys_free(&keys);
    return status;
}

static mlt_image_names names;

static void add(const char *path, size_t image)
{
    ck_assert_int_eq(mlt_image_names_add(&names, path, image, NULL), MLTEST_OK);
}

START_TEST(file_names)
{
    size_t image = 99;
    mlt_image_names_init(&names, NULL);
    add("a/1.jpg", 0);
    add("b/1.jpg", 1);
    add("2.jpg", 2);
    add("c/3.jpg", 3);
    ck_assert_int_eq(mlt_image_by_name(&names, "b/1.jpg", &image), MLT_IMAGE_FOUND);
    ck_assert_uint_eq(image, 1);
    ck_assert_int_eq(mlt_image_by_name(&names, "c/1.jpg", &image), MLT_IMAGE_AMBIGUOUS);
    ck_assert_int_eq(mlt_image_by_name(&names, "JPEGImages/2.jpg", &image), MLT_IMAGE_FOUND);
    ck_assert_uint_eq(image, 2);
    ck_assert_int_eq(mlt_image_by_name(&names, "3.jpg", &image), MLT_IMAGE_FOUND);
    ck_assert_uint_eq(image, 3);
    ck_assert_int_eq(mlt_image_by_name(&names, "3.png", &image), MLT_IMAGE_NONE);
    add("2.jpg", 4); /* two images with one path */
    ck_assert_int_eq(mlt_image_by_name(&names, "2.jpg", &image), MLT_IMAGE_AMBIGUOUS);
    mlt_image_names_free(&names);
    ck_assert_int_eq(mlt_image_by_name(&names, "3.jpg", &image), MLT_IMAGE_NONE);
}
END_TEST

static mltest_status add_names(mltest_context *ctx, void *data)
{
    mlt_image_names n;
    mltest_status status = MLTEST_OK;
    (void)data;
    mlt_image_names_init(&n, ctx);
    for (size_t i = 0; i < 40 && status == MLTEST_OK; i++) {
        char path[32];
        snprintf(path, sizeof path, "d%zu/%zu.jpg", i % 3, i);
        status = mlt_image_names_add(&n, path, i, NULL);
    }
    mlt_image_names_free(&n);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(look_up, NULL);
    mlt_test_every_allocation(add_names, NULL);
}
END_TEST

Suite *mlt_suite_predictor_image_names(void)
{
    Suite *suite = suite_create("predictor_image_names");
    TCase *tests = tcase_create("image_names");
    tcase_add_test(tests, ids_in_the_order_of_the_rules);
    tcase_add_test(tests, stems_and_numbers);
    tcase_add_test(tests, file_names);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
