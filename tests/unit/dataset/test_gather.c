/* SPDX-License-Identifier: MIT */
#include "dataset/gather.h"

#include <math.h>

#include "dataset/fixtures.h"

Suite *mlt_suite_dataset_gather(void);

static const char *const as_is[] = {"", NULL};
static const char *dir;
static mltest_dataset *dataset;
static mlt_dataset_settings settings;
static mlt_gather g;
static mltest_error *error;

static void set_up(void)
{
    static const mlt_source nothing = {.format = "files"};
    mltest_dataset *made = NULL;
    dir = mlt_test_make_dir();
    error = NULL;
    settings = (mlt_dataset_settings){"", "", "", "detection", "", "l.csv"};
    ck_assert_int_eq(mltest_dataset_new_memory(&made, NULL, "ctx", NULL, 0, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_dataset_make(&dataset, made->ctx, "files", dir, &nothing, NULL),
                     MLTEST_OK);
    mlt_dataset_unref(made);
    fix_text(dir, "a.png", "");
    fix_text(dir, "b.jpg", "");
    ck_assert_int_eq(mlt_gather_init(&g, dataset, &settings, "l.csv", "root/l.csv", NULL),
                     MLTEST_OK);
}

static void tear_down(void)
{
    mlt_gather_free(&g);
    mlt_dataset_unref(dataset);
    mlt_test_remove_dir(dir);
}

static int64_t picture(const char *name)
{
    int64_t sample;
    ck_assert_int_eq(mlt_gather_picture(&g, name, as_is, &sample, NULL), MLTEST_OK);
    return sample;
}

START_TEST(test_pictures_once)
{
    static const char *const endings[] = {".png", ".jpg", NULL};
    int64_t sample;
    ck_assert_int_eq(picture("b.jpg"), 0);
    ck_assert_int_eq(picture("gone.png"), -1);
    ck_assert_int_eq(picture("a.png"), 1);
    ck_assert_int_eq(picture("b.jpg"), 0);
    ck_assert_int_eq(picture("gone.png"), -1);
    ck_assert_uint_eq(dataset->n, 2);
    ck_assert_uint_eq(g.n_missing, 1);
    ck_assert_str_eq(dataset->samples[0].id, "b.jpg");
    ck_assert_int_eq(mlt_gather_picture(&g, "b", endings, &sample, NULL), MLTEST_OK);
    ck_assert_str_eq(dataset->samples[sample].id, "b.jpg");
}
END_TEST

START_TEST(test_places_of_records)
{
    int64_t sample;
    g.where.line = 12;
    ck_assert_str_eq(mlt_gather_place(&g), "l.csv:12");
    fix_failed(mlt_gather_picture(&g, "../a.png", as_is, &sample, &error), MLTEST_ERR_INVALID,
               &error, "root/l.csv:12: a picture's path \"../a.png\" leads out");
    fix_failed(mlt_gather_picture(&g, "", as_is, &sample, &error), MLTEST_ERR_FORMAT, &error,
               "root/l.csv:12: a record without a picture's name");
    fix_failed(mlt_gather_picture(&g, "a\x1B.png", as_is, &sample, &error), MLTEST_ERR_FORMAT,
               &error, "without control characters");
}
END_TEST

START_TEST(test_classes_grow_unless_given)
{
    int32_t cls;
    ck_assert_int_eq(mlt_gather_class(&g, "pear", &cls, NULL), MLTEST_OK);
    ck_assert_int_eq(cls, 0);
    ck_assert_int_eq(mlt_gather_class(&g, "apple", &cls, NULL), MLTEST_OK);
    ck_assert_int_eq(cls, 1);
    ck_assert_int_eq(mlt_gather_class(&g, "pear", &cls, NULL), MLTEST_OK);
    ck_assert_int_eq(cls, 0);
    settings.classes = "names.txt";
    fix_failed(mlt_gather_class(&g, "appel", &cls, &error), MLTEST_ERR_FORMAT, &error,
               "class \"appel\" is not in names.txt; did you mean \"apple\"?");
    fix_failed(mlt_gather_class(&g, "", &cls, &error), MLTEST_ERR_FORMAT, &error, "a class name");
}
END_TEST

START_TEST(test_objects_pass_the_door)
{
    mlt_box good = {1, 2, 3, 4};
    mlt_box flat = {1, 2, 0, 4};
    mlt_box wide = {1, 2, 300, 4};
    int64_t sample = picture("a.png");
    dataset->samples[sample].width = 20;
    dataset->samples[sample].height = 10;
    ck_assert_int_eq(mlt_gather_object(&g, sample, 0, &good, MLT_TRUTH_CROWD, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_gather_object(&g, sample, 0, &flat, 0, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_gather_object(&g, sample, 0, &wide, 0, NULL), MLTEST_OK);
    const mlt_truths *truths = &dataset->samples[sample].truths;
    ck_assert_uint_eq(truths->n, 2);
    ck_assert(truths->items[0].area == 12 && truths->items[0].flags == MLT_TRUTH_CROWD);
    ck_assert(truths->items[1].box.width == 19 && truths->items[1].flags == MLT_TRUTH_CLIPPED);
    ck_assert_ptr_nonnull(fix_oddity(dataset, "a box has no area"));
}
END_TEST

START_TEST(test_the_end)
{
    fix_failed(mlt_gather_end(&g, &error), MLTEST_ERR_FORMAT, &error, "there are no pictures");
    picture("gone.png");
    fix_failed(mlt_gather_end(&g, &error), MLTEST_ERR_NOT_FOUND, &error,
               "none of its 1 pictures is there, e.g. \"gone.png\"");
    picture("a.png");
    ck_assert_int_eq(mlt_gather_end(&g, NULL), MLTEST_OK);
}
END_TEST

/* Every 64th of a pixel in a picture of any size comes back from its part of the side. */
START_TEST(test_parts_of_sides)
{
    for (uint32_t side = 1; side < 5000; side += 37)
        for (uint32_t k = 0; k <= 64 * side; k += 1 + side / 7) {
            double pixels = k / 64.0;
            ck_assert(mlt_from_part(pixels / side, side) == pixels);
        }
    ck_assert(mlt_from_part(0.3333, 100) == 0.3333 * 100); /* no rounding of what is no 64th */
    ck_assert(mlt_from_part(0.123456, 640) == 0.123456 * 640);
}
END_TEST

Suite *mlt_suite_dataset_gather(void)
{
    TCase *tc = tcase_create("gather");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_pictures_once);
    tcase_add_test(tc, test_places_of_records);
    tcase_add_test(tc, test_classes_grow_unless_given);
    tcase_add_test(tc, test_objects_pass_the_door);
    tcase_add_test(tc, test_the_end);
    tcase_add_test(tc, test_parts_of_sides);
    Suite *suite = suite_create("dataset_gather");
    suite_add_tcase(suite, tc);
    return suite;
}
