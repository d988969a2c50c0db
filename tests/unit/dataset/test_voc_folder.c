/* SPDX-License-Identifier: MIT */
#include "dataset/voc_fixtures.h"

Suite *mlt_suite_dataset_voc_folder(void);

START_TEST(test_what_does_not_belong_together)
{
    fix_annotation(root, "a", 1, "");
    fix_annotation(root, "lonely", 1, "");
    fix_text(root, "Annotations/notes.txt", "");
    fix_text(root, "Annotations/.hidden", "");
    fix_text(root, "JPEGImages/a.png", "");
    fix_text(root, "JPEGImages/b.png", "");
    fix_text(root, "JPEGImages/Thumbs.db", "");
    fix_text(root, "JPEGImages/x\x01.png", "");
    mltest_dataset *dataset = opened(NULL, NULL);
    ck_assert_uint_eq(dataset->n, 1);
    ck_assert_uint_eq(mlt_dataset_oddity_count(dataset), 5);
    ck_assert_ptr_nonnull(fix_oddity(
        dataset, "an annotation has no picture in JPEGImages/ (left out): 1, Annotations/lonely"));
    ck_assert_ptr_nonnull(
        fix_oddity(dataset, "a file in Annotations/ is not .xml (skipped): 1, notes.txt"));
    ck_assert_ptr_nonnull(fix_oddity(
        dataset, "a file in JPEGImages/ is not .jpg, .jpeg or .png (skipped): 1, Thumbs.db"));
    ck_assert_ptr_nonnull(fix_oddity(dataset, "a picture has no annotation (left out): 1, b.png"));
    ck_assert_ptr_nonnull(fix_oddity(dataset, "a name has a backslash or control character"));
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_which_picture)
{
    static const struct {
        const char *filename;
        const char *pictures[3];
        const char *taken;
        const char *oddity;
    } cases[] = {
        {NULL, {"x.png"}, "x.png", NULL},
        {"x.png", {"x.png"}, "x.png", NULL},
        {"x", {"x.JPeG"}, "x.JPeG", NULL},
        {"x.bmp", {"x.jpg"}, "x.jpg", NULL},
        {"x.png", {"x.jpg", "x.png"}, "x.png", NULL},
        {NULL, {"x.png", "x.jpeg", "x.jpg"}, "x.jpg", "several pictures fit"},
        {NULL, {"x.y.jpg", "x-y.jpg", "x.png"}, "x.png", "a picture has no annotation"},
        {"other.jpg", {"x.jpg", "other.jpg"}, "x.jpg", "an annotation's <filename> is another"},
        {"gone.jpg", {"x.jpg"}, "x.jpg", "an annotation's <filename> is another"},
        {"other.png", {"other.png"}, "other.png", "an annotation's picture was found by its"},
    };
    char text[128] = "";
    if (cases[_i].filename != NULL)
        snprintf(text, sizeof text, "<filename>%s</filename>", cases[_i].filename);
    fix_annotation(root, "x", 1, text);
    for (size_t i = 0; i < 3 && cases[_i].pictures[i] != NULL; i++) {
        snprintf(text, sizeof text, "JPEGImages/%s", cases[_i].pictures[i]);
        fix_text(root, text, "");
    }
    mltest_dataset *dataset = opened(NULL, NULL);
    ck_assert_uint_eq(dataset->n, 1);
    snprintf(text, sizeof text, "JPEGImages/%s", cases[_i].taken);
    expect_id(dataset, 0, text);
    if (cases[_i].oddity == NULL)
        ck_assert_ptr_null(fix_oddity(dataset, "an annotation"));
    else
        ck_assert_ptr_nonnull(fix_oddity(dataset, cases[_i].oddity));
    mlt_dataset_unref(dataset);
}
END_TEST

/* A <filename> that leads elsewhere names nothing that is listed. */
START_TEST(test_filenames_lead_nowhere_else)
{
    static const char *const names[] = {"../../secret.png", "/etc/passwd.png",
                                        "../Annotations/x.png", "sub/../../x.png", ""};
    char text[128];
    fix_picture(dir, "secret.png", 4, 4);
    snprintf(text, sizeof text, "<filename>%s</filename>", names[_i]);
    fix_annotation(root, "x", 1, text);
    fix_annotation(root, "y", 1, "");
    fix_text(root, "JPEGImages/y.png", "");
    mltest_dataset *dataset = opened(NULL, NULL);
    ck_assert_uint_eq(dataset->n, 1);
    expect_id(dataset, 0, "JPEGImages/y.png");
    ck_assert_ptr_nonnull(fix_oddity(dataset, "an annotation has no picture"));
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_linked_folders)
{
    fix_folder(dir, "elsewhere");
    fix_text(dir, "elsewhere/a.png", "");
    fix_annotation(root, "a", 1, "");
    ck_assert_int_eq(rmdir(mlt_test_path(root, "JPEGImages")), 0);
    ck_assert_int_eq(symlink("../elsewhere", mlt_test_path(root, "JPEGImages")), 0);
    expect_failure(NULL, NULL, MLTEST_ERR_INVALID, "JPEGImages");
}
END_TEST

START_TEST(test_devices_and_pipes)
{
    fix_annotation(root, "a", 1, "");
    fix_text(root, "JPEGImages/a.png", "");
    ck_assert_int_eq(mkfifo(mlt_test_path(root, "Annotations/pipe.xml"), 0666), 0);
    mltest_dataset *dataset;
    mltest_error *error = NULL;
    mltest_status status = open_with(&dataset, NULL, NULL, NULL, &error);
    ck_assert_int_ne(status, MLTEST_OK); /* and it did not wait for a writer */
    fix_failed(status, status, &error, "pipe.xml");
}
END_TEST

START_TEST(test_missing_folders)
{
    expect_failure(NULL, NULL, MLTEST_ERR_NOT_FOUND,
                   "cells: no picture with an annotation: 0 .xml files in Annotations/, 0 pictures "
                   "in JPEGImages/");
    ck_assert_int_eq(rmdir(mlt_test_path(root, "JPEGImages")), 0);
    expect_failure(NULL, NULL, MLTEST_ERR_NOT_FOUND, "cells: no folder JPEGImages/ in it");
}
END_TEST

Suite *mlt_suite_dataset_voc_folder(void)
{
    Suite *suite;
    TCase *tc = voc_suite(&suite, "dataset_voc_folder");
    if (tc == NULL)
        return suite;
    tcase_add_test(tc, test_what_does_not_belong_together);
    tcase_add_loop_test(tc, test_which_picture, 0, 10);
    tcase_add_loop_test(tc, test_filenames_lead_nowhere_else, 0, 5);
    tcase_add_test(tc, test_linked_folders);
    tcase_add_test(tc, test_devices_and_pipes);
    tcase_add_test(tc, test_missing_folders);
    return suite;
}
