/* SPDX-License-Identifier: MIT */
#include <unistd.h>

#include "dataset/fixtures.h"
#include "dataset/label_files.h"

Suite *mlt_suite_dataset_label_files(void);

static bool is_magic(const char *bytes, size_t n)
{
    return mlt_has_text(bytes, n, "magic");
}

static const mlt_label_kind kind = {"magic", ".lab", "_all.lab", is_magic};
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

/* The names, each with ';' behind it, in a buffer that lives until the next call. */
static const char *joined(mlt_names *names)
{
    static char text[1024];
    text[0] = '\0';
    for (size_t i = 0; i < names->n; i++) {
        strcat(text, names->items[i]);
        strcat(text, ";");
    }
    mlt_names_free(dataset->ctx, names);
    return text;
}

START_TEST(test_text_anywhere)
{
    ck_assert(mlt_has_text("xxab", 4, "ab"));
    ck_assert(mlt_has_text("aab", 3, "ab"));
    ck_assert(mlt_has_text("ab", 2, "ab"));
    ck_assert(!mlt_has_text("xxab", 3, "ab"));
    ck_assert(!mlt_has_text("a", 1, "ab"));
    ck_assert(!mlt_has_text("", 0, "ab"));
}
END_TEST

static void fill(void)
{
    fix_text(dir, "b.lab", "magic");
    fix_text(dir, "a.lab", "this is magic");
    fix_text(dir, "no.lab", "none");
    fix_text(dir, "magic.txt", "magic");
    fix_folder(dir, "annotations");
    fix_text(dir, "annotations/x_val.lab", "magic");
    fix_text(dir, "annotations/no.lab", "");
    fix_folder(dir, "train");
    fix_text(dir, "train/_all.lab", "judged by its name");
    fix_text(dir, "train/other.lab", "magic");
}

START_TEST(test_where_they_are)
{
    mlt_names found;
    fill();
    ck_assert_int_eq(symlink("/etc/hostname", mlt_test_path(dir, "out.lab")), 0);
    ck_assert_int_eq(mlt_label_files_find(&kind, dataset->ctx, dir, &found, NULL), MLTEST_OK);
    ck_assert_str_eq(joined(&found), "a.lab;b.lab;annotations/x_val.lab;train/_all.lab;");
}
END_TEST

static mltest_status choose(const char *split, const char *file, mlt_names *out,
                            mltest_error **error)
{
    mlt_dataset_settings settings = {"", split, "", "", "", file};
    return mlt_label_files_choose(&kind, dataset, &settings, out, error);
}

START_TEST(test_which_are_read)
{
    mlt_names chosen;
    mltest_error *error = NULL;
    fix_failed(choose("", "", &chosen, &error), MLTEST_ERR_NOT_FOUND, &error,
               "no label file of format magic");
    fill();
    fix_failed(choose("", "", &chosen, &error), MLTEST_ERR_INVALID, &error,
               "say with split which one: a, b, x_val, train");
    fix_failed(choose("al", "", &chosen, &error), MLTEST_ERR_NOT_FOUND, &error,
               "no split \"al\"; there are: a, b, x_val, train");
    ck_assert_int_eq(choose("val", "", &chosen, NULL), MLTEST_OK);
    ck_assert_str_eq(joined(&chosen), "annotations/x_val.lab;");
    ck_assert_int_eq(choose("train", "", &chosen, NULL), MLTEST_OK);
    ck_assert_str_eq(joined(&chosen), "train/_all.lab;");
    ck_assert_int_eq(choose("whatever", "b.lab", &chosen, NULL), MLTEST_OK);
    ck_assert_str_eq(joined(&chosen), "b.lab;");
}
END_TEST

START_TEST(test_folders_that_are_splits_are_read_together)
{
    mlt_names chosen;
    fix_folder(dir, "train");
    fix_folder(dir, "test");
    fix_text(dir, "train/_all.lab", "");
    fix_text(dir, "test/_all.lab", "");
    ck_assert_int_eq(choose("", "", &chosen, NULL), MLTEST_OK);
    ck_assert_str_eq(joined(&chosen), "test/_all.lab;train/_all.lab;");
}
END_TEST

static bool recognised(const char *file)
{
    mlt_names names = {NULL, 0, 0};
    mlt_dataset_place place = {dataset->ctx, dir, file, &names};
    bool is_it;
    ck_assert_int_eq(mlt_label_files_recognise(&kind, &place, &is_it, NULL), MLTEST_OK);
    return is_it;
}

START_TEST(test_recognised_by_content)
{
    ck_assert(!recognised(""));
    fix_text(dir, "no.lab", "none");
    fix_text(dir, "magic.txt", "magic");
    ck_assert(!recognised(""));
    ck_assert(!recognised("no.lab"));
    ck_assert(!recognised("magic.txt"));
    ck_assert(!recognised("gone.lab"));
    fix_text(dir, "yes.lab", "magic");
    ck_assert(recognised(""));
    ck_assert(recognised("yes.lab"));
}
END_TEST

Suite *mlt_suite_dataset_label_files(void)
{
    TCase *tc = tcase_create("label_files");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_text_anywhere);
    tcase_add_test(tc, test_where_they_are);
    tcase_add_test(tc, test_which_are_read);
    tcase_add_test(tc, test_folders_that_are_splits_are_read_together);
    tcase_add_test(tc, test_recognised_by_content);
    Suite *suite = suite_create("dataset_label_files");
    suite_add_tcase(suite, tc);
    return suite;
}
