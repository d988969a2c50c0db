/* SPDX-License-Identifier: MIT */
#include "dataset/voc_fixtures.h"

Suite *mlt_suite_dataset_voc_classes(void);

START_TEST(test_classes_do_not_depend_on_the_order_of_files_or_the_split)
{
    fix_annotation(root, "1", 1, fix_object("z", "1", "1", "5", "5"));
    fix_annotation(root, "2", 1, fix_object("a", "1", "1", "5", "5"));
    fix_annotation(root, "3", 1, fix_object("Z", "1", "1", "5", "5"));
    fix_text(root, "JPEGImages/1.png", "");
    fix_text(root, "JPEGImages/2.png", "");
    fix_text(root, "JPEGImages/3.png", "");
    fix_text(root, "ImageSets/Main/last.txt", "1\n");
    static const char *const splits[] = {NULL, "last"};
    for (int i = 0; i < 2; i++) {
        mltest_dataset *dataset = opened(splits[i], NULL);
        ck_assert_uint_eq(dataset->classes.n, 3);
        ck_assert_str_eq(dataset->classes.names[0], "Z");
        ck_assert_str_eq(dataset->classes.names[1], "a");
        ck_assert_str_eq(dataset->classes.names[2], "z");
        ck_assert_int_eq(dataset->samples[0].truths.items[0].cls, 2);
        mlt_dataset_unref(dataset);
    }
}
END_TEST

START_TEST(test_a_given_class_list)
{
    char list[600];
    write_three();
    fix_text(dir, "classes.txt", "dog\nbird\ncat\n");
    snprintf(list, sizeof list, "%s", mlt_test_path(dir, "classes.txt"));
    mltest_dataset *dataset = opened(NULL, list);
    ck_assert_uint_eq(dataset->classes.n, 3);
    ck_assert_int_eq(dataset->samples[0].truths.items[0].cls, 2);
    ck_assert_int_eq(dataset->samples[1].truths.items[0].cls, 0);
    mlt_dataset_unref(dataset);

    fix_text(dir, "classes.txt", "Dog\ncat\n");
    expect_failure(NULL, list, MLTEST_ERR_FORMAT,
                   "cells/Annotations/b.xml:3: class \"dog\" is not in ");
    expect_failure(NULL, list, MLTEST_ERR_FORMAT, "did you mean \"Dog\"?");
    expect_failure(NULL, mlt_test_path(dir, "none.txt"), MLTEST_ERR_IO, "none.txt");
}
END_TEST

Suite *mlt_suite_dataset_voc_classes(void)
{
    Suite *suite;
    TCase *tc = voc_suite(&suite, "dataset_voc_classes");
    if (tc == NULL)
        return suite;
    tcase_add_test(tc, test_classes_do_not_depend_on_the_order_of_files_or_the_split);
    tcase_add_test(tc, test_a_given_class_list);
    return suite;
}
