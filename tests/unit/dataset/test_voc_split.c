/* SPDX-License-Identifier: MIT */
#include "dataset/voc_fixtures.h"

Suite *mlt_suite_dataset_voc_split(void);

START_TEST(test_splits)
{
    write_three();
    fix_text(root, "ImageSets/Main/test.txt", "c\r\n\n a \n");
    fix_text(root, "ImageSets/Main/dog_val.txt", "b  1\na -1\nc 0\n");
    mltest_dataset *dataset = opened("test", NULL);
    ck_assert_uint_eq(dataset->n, 2);
    ck_assert_uint_eq(dataset->splits.n, 1); /* dog_val is of one class */
    ck_assert_str_eq(dataset->splits.items[0], "test");
    expect_id(dataset, 0, "JPEGImages/c.JPG");
    expect_id(dataset, 1, "JPEGImages/a.png");
    mlt_dataset_unref(dataset);
    dataset = opened("dog_val", NULL);
    ck_assert_uint_eq(dataset->n, 3);
    expect_id(dataset, 0, "JPEGImages/b.png");
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_names_with_blanks_and_marks)
{
    fix_annotation(root, "photo 1", 1, "");
    fix_annotation(root, "photo", 1, "");
    fix_text(root, "JPEGImages/photo 1.png", "");
    fix_text(root, "JPEGImages/photo.png", "");
    fix_text(root, "ImageSets/Main/test.txt", "photo 1\nphoto -1\n");
    mltest_dataset *dataset = opened("test", NULL);
    ck_assert_uint_eq(dataset->n, 2);
    expect_id(dataset, 0, "JPEGImages/photo 1.png");
    expect_id(dataset, 1, "JPEGImages/photo.png");
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_splits_with_gaps)
{
    write_three();
    fix_text(root, "JPEGImages/extra.png", "");
    fix_text(root, "ImageSets/Main/test.txt", "a\nnobody\nextra\n");
    mltest_dataset *dataset = opened("test", NULL);
    ck_assert_uint_eq(dataset->n, 2);
    expect_id(dataset, 1, "JPEGImages/extra.png");
    ck_assert(!dataset->samples[1].labelled);
    ck_assert_ptr_nonnull(
        fix_oddity(dataset, "a picture of the split has no annotation (kept without labels): 1, "
                            "ImageSets/Main/test.txt:3"));
    ck_assert_ptr_nonnull(
        fix_oddity(dataset, "a name of the split has neither annotation nor picture (left out): "
                            "1, ImageSets/Main/test.txt:2"));
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_bad_splits)
{
    static const struct {
        const char *text;
        mltest_status status;
        const char *message;
    } cases[] = {
        {"", MLTEST_ERR_FORMAT, "cells/ImageSets/Main/test.txt: the split is empty"},
        {"\n \n", MLTEST_ERR_FORMAT, "cells/ImageSets/Main/test.txt: the split is empty"},
        {"a\n../../../etc/passwd\n", MLTEST_ERR_FORMAT, "test.txt:2: the name of a picture"},
        {"/etc/passwd\n", MLTEST_ERR_FORMAT, "test.txt:1: the name of a picture"},
        {"a\n\nJPEGImages/b\n", MLTEST_ERR_FORMAT, "test.txt:3: the name of a picture"},
        {"..\n", MLTEST_ERR_FORMAT, "test.txt:1: the name of a picture"},
        {"a\xFF\n", MLTEST_ERR_FORMAT, "test.txt:1: the name of a picture"},
        {"a\nb\na\n", MLTEST_ERR_CONFLICT, "samples 1 and 3 have the same id"},
        {"nobody\n", MLTEST_ERR_NOT_FOUND, "cells: no picture with an annotation"},
    };
    write_three();
    fix_text(root, "ImageSets/Main/test.txt", cases[_i].text);
    expect_failure("test", NULL, cases[_i].status, cases[_i].message);
}
END_TEST

START_TEST(test_splits_that_are_not_there)
{
    write_three();
    expect_failure("test", NULL, MLTEST_ERR_NOT_FOUND, "there are none");
    fix_text(root, "ImageSets/Main/test.txt", "a\n");
    fix_text(root, "ImageSets/Main/train.txt", "a\n");
    fix_text(root, "ImageSets/Main/README", "");
    expect_failure("tset", NULL, MLTEST_ERR_NOT_FOUND,
                   "cells: no split \"tset\" in ImageSets/Main; did you mean \"test\"? There are: "
                   "test, train");
    expect_failure("../../../secret", NULL, MLTEST_ERR_NOT_FOUND, "There are: test, train");
    fix_text(dir, "outside.txt", "a\n");
    ck_assert_int_eq(symlink("../../../outside.txt", mlt_test_path(root, "ImageSets/Main/o.txt")),
                     0);
    expect_failure("o", NULL, MLTEST_ERR_INVALID, "o.txt");
    ck_assert_int_eq(rename(mlt_test_path(root, "ImageSets"), mlt_test_path(root, "Sets")), 0);
    expect_failure("test", NULL, MLTEST_ERR_NOT_FOUND, "there is no ImageSets/Main/");
}
END_TEST

static mltest_status open_missing(mltest_context *ctx, void *data)
{
    mltest_dataset *dataset;
    mltest_status status = open_with(&dataset, ctx, data, NULL, NULL);
    return status == MLTEST_ERR_NOT_FOUND ? MLTEST_OK : status;
}

START_TEST(test_out_of_memory_while_explaining)
{
    char split[] = "tset";
    write_three();
    fix_text(root, "ImageSets/Main/test.txt", "a\n");
    mlt_test_every_allocation(open_missing, split);
}
END_TEST

Suite *mlt_suite_dataset_voc_split(void)
{
    Suite *suite;
    TCase *tc = voc_suite(&suite, "dataset_voc_split");
    if (tc == NULL)
        return suite;
    tcase_add_test(tc, test_splits);
    tcase_add_test(tc, test_names_with_blanks_and_marks);
    tcase_add_test(tc, test_splits_with_gaps);
    tcase_add_loop_test(tc, test_bad_splits, 0, 9);
    tcase_add_test(tc, test_splits_that_are_not_there);
    tcase_add_test(tc, test_out_of_memory_while_explaining);
    return suite;
}
