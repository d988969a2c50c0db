/* SPDX-License-Identifier: MIT */
#include "dataset/fixtures.h"
#include "dataset/label_files.h"

Suite *mlt_suite_dataset_picture_finder(void);

static const char *dir;
static mltest_dataset *dataset;
static mlt_picture_finder finder;

static void set_up(void)
{
    static const mlt_source nothing = {.format = "files"};
    mltest_dataset *made = NULL;
    dir = mlt_test_make_dir();
    ck_assert_int_eq(mltest_dataset_new_memory(&made, NULL, "ctx", NULL, 0, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_dataset_make(&dataset, made->ctx, "files", dir, &nothing, NULL),
                     MLTEST_OK);
    mlt_dataset_unref(made);
    fix_folder(dir, "annotations");
    fix_folder(dir, "images");
    fix_folder(dir, "images/val");
    fix_folder(dir, "val");
    fix_text(dir, "images/val/a.png", "");
    fix_text(dir, "val/b.png", "");
    fix_text(dir, "images/c.png", "");
    fix_text(dir, "d.png", "");
    fix_text(dir, "annotations/e.png", "");
}

static void tear_down(void)
{
    mlt_dataset_unref(dataset);
    mlt_test_remove_dir(dir);
}

static const char *find(const char *name)
{
    const char *path;
    ck_assert_int_eq(mlt_picture_find(&finder, name, &path, NULL), MLTEST_OK);
    return path;
}

static mltest_status make(const char *file, const char *pictures, mltest_error **error)
{
    return mlt_picture_finder_init(&finder, dataset, file, pictures, error);
}

START_TEST(test_usual_places)
{
    ck_assert_int_eq(make("annotations/instances_val.json", "", NULL), MLTEST_OK);
    ck_assert_str_eq(find("a.png"), "images/val/a.png");
    ck_assert_str_eq(find("b.png"), "val/b.png");
    ck_assert_str_eq(find("c.png"), "images/c.png");
    ck_assert_str_eq(find("./d.png"), "d.png");
    ck_assert_str_eq(find("e.png"), "annotations/e.png");
    ck_assert_str_eq(find("val/b.png"), "val/b.png");
    ck_assert_ptr_null(find("f.png"));
    mlt_picture_finder_free(&finder);
}
END_TEST

/* The same name in two folders: the one where the last picture was. */
START_TEST(test_the_last_place_first)
{
    fix_text(dir, "images/same.png", "");
    fix_text(dir, "val/same.png", "");
    ck_assert_int_eq(make("annotations/instances_val.json", "", NULL), MLTEST_OK);
    ck_assert_str_eq(find("b.png"), "val/b.png");
    ck_assert_str_eq(find("same.png"), "val/same.png");
    ck_assert_str_eq(find("c.png"), "images/c.png");
    ck_assert_str_eq(find("same.png"), "images/same.png");
    mlt_picture_finder_free(&finder);
}
END_TEST

START_TEST(test_a_given_place_is_the_only_one)
{
    ck_assert_int_eq(make("labels.json", "val/", NULL), MLTEST_OK);
    ck_assert_str_eq(find("b.png"), "val/b.png");
    ck_assert_ptr_null(find("d.png"));
    mlt_picture_finder_free(&finder);
}
END_TEST

START_TEST(test_places_that_are_none)
{
    mltest_error *error = NULL;
    fix_failed(make("labels.json", "nowhere", &error), MLTEST_ERR_NOT_FOUND, &error,
               "no folder \"nowhere\"");
    fix_failed(make("labels.json", "../x", &error), MLTEST_ERR_INVALID, &error,
               "is not a folder below");
    fix_failed(make("labels.json", "/", &error), MLTEST_ERR_INVALID, &error,
               "is not a folder below");
}
END_TEST

START_TEST(test_names_that_lead_out)
{
    const char *path;
    mltest_error *error = NULL;
    ck_assert_int_eq(make("labels.json", "", NULL), MLTEST_OK);
    fix_failed(mlt_picture_find(&finder, "../a.png", &path, &error), MLTEST_ERR_INVALID, &error,
               "\"../a.png\" leads out");
    fix_failed(mlt_picture_find(&finder, "", &path, &error), MLTEST_ERR_INVALID, &error,
               "leads out");
    mlt_picture_finder_free(&finder);
}
END_TEST

Suite *mlt_suite_dataset_picture_finder(void)
{
    TCase *tc = tcase_create("picture_finder");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_usual_places);
    tcase_add_test(tc, test_the_last_place_first);
    tcase_add_test(tc, test_a_given_place_is_the_only_one);
    tcase_add_test(tc, test_places_that_are_none);
    tcase_add_test(tc, test_names_that_lead_out);
    Suite *suite = suite_create("dataset_picture_finder");
    suite_add_tcase(suite, tc);
    return suite;
}
