/* SPDX-License-Identifier: MIT */
#include "dataset/fixtures.h"
#include "dataset/reader.h"

Suite *mlt_suite_dataset_walk(void);

static const char *dir;
static mltest_dataset *dataset;
static char seen[256];

static void set_up(void)
{
    static const mlt_source nothing = {.format = "files"};
    mltest_dataset *made = NULL;
    dir = mlt_test_make_dir();
    seen[0] = '\0';
    ck_assert_int_eq(mltest_dataset_new_memory(&made, NULL, "ctx", NULL, 0, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_dataset_make(&dataset, made->ctx, "files", dir, &nothing, NULL),
                     MLTEST_OK);
    mlt_dataset_unref(made);
    fix_folder(dir, "sub");
    fix_text(dir, "b.png", "");
    fix_text(dir, "b.txt", "");
    fix_text(dir, "sub/a.JPG", "");
    fix_text(dir, "sub/a.txt", "");
    fix_text(dir, ".hidden.png", "");
}

static void tear_down(void)
{
    mlt_dataset_unref(dataset);
    mlt_test_remove_dir(dir);
}

static mltest_status note(void *data, const char *relative, mltest_error **error)
{
    (void)error;
    strcat(data, relative);
    strcat(data, ";");
    return MLTEST_OK;
}

START_TEST(test_order_and_others)
{
    mlt_walk walk = {.dataset = dataset, .picture = note, .data = seen};
    ck_assert_int_eq(mlt_walk_pictures(&walk, "", NULL), MLTEST_OK);
    ck_assert_str_eq(seen, "b.png;sub/a.JPG;");
    ck_assert_uint_eq(walk.n_other, 2);
    ck_assert_ptr_nonnull(fix_oddity(dataset, "a file is not .png"));
}
END_TEST

START_TEST(test_labels_are_not_odd)
{
    mlt_walk walk = {.dataset = dataset, .with_labels = true, .picture = note, .data = seen};
    ck_assert_int_eq(mlt_walk_pictures(&walk, "sub", NULL), MLTEST_OK);
    ck_assert_str_eq(seen, "sub/a.JPG;");
    ck_assert_uint_eq(walk.n_other, 1);
    ck_assert_uint_eq(mlt_dataset_oddity_count(dataset), 0);
}
END_TEST

START_TEST(test_no_such_folder)
{
    mltest_error *error = NULL;
    mlt_walk walk = {.dataset = dataset, .picture = note, .data = seen};
    fix_failed(mlt_walk_pictures(&walk, "nowhere", &error), MLTEST_ERR_IO, &error, "nowhere");
}
END_TEST

START_TEST(test_names)
{
    mlt_names names = {NULL, 0, 0};
    ck_assert(!mlt_has_name(&names, "b.png"));
    ck_assert_int_eq(mlt_dir_list(dataset->ctx, dir, &names, NULL), MLTEST_OK);
    ck_assert(mlt_has_name(&names, "b.png"));
    ck_assert(!mlt_has_name(&names, "b.pn"));
    mlt_names_free(dataset->ctx, &names);
}
END_TEST

Suite *mlt_suite_dataset_walk(void)
{
    TCase *tc = tcase_create("walk");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_order_and_others);
    tcase_add_test(tc, test_labels_are_not_odd);
    tcase_add_test(tc, test_no_such_folder);
    tcase_add_test(tc, test_names);
    Suite *suite = suite_create("dataset_walk");
    suite_add_tcase(suite, tc);
    return suite;
}
