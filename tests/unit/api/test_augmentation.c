/* SPDX-License-Identifier: MIT */
#include "mltest/augmentation.h"

#include "fixtures.h"

Suite *mlt_suite_api_augmentation(void);

START_TEST(names)
{
    ck_assert_str_eq(mltest_augmentation_find("90° Rotate"), "rotate_90");
    ck_assert_str_eq(mltest_augmentation_find("mosaic"), "mosaic");
    ck_assert_ptr_null(mltest_augmentation_find("mixup"));
    ck_assert_ptr_null(mltest_augmentation_find(""));
    ck_assert_ptr_null(mltest_augmentation_find(NULL));
}
END_TEST

START_TEST(one_by_one)
{
    ck_assert_str_eq(mltest_augmentation_kind("flip", 0), "horizontal_flip");
    ck_assert_str_eq(mltest_augmentation_kind("Flip", 1), "vertical_flip");
    ck_assert_ptr_null(mltest_augmentation_kind("flip", 2));
    ck_assert_ptr_null(mltest_augmentation_kind("flip", SIZE_MAX));
    ck_assert_ptr_null(mltest_augmentation_kind("mixup", 0));
    ck_assert_ptr_null(mltest_augmentation_kind(NULL, 0));
}
END_TEST

/* The kinds one by one are the list that the catalogue gives. */
START_TEST(as_in_the_catalogue)
{
    char name[64], kinds[512], joined[512];
    for (size_t row = 0; row < mltest_catalogue_count("augmentations"); row++) {
        mltest_catalogue_text("augmentations", row, "name", name, sizeof name);
        mltest_catalogue_text("augmentations", row, "kinds", kinds, sizeof kinds);
        joined[0] = '\0';
        for (size_t i = 0; mltest_augmentation_kind(name, i) != NULL; i++) {
            strcat(joined, i > 0 ? " " : "");
            strcat(joined, mltest_augmentation_kind(name, i));
        }
        ck_assert_str_eq(joined, kinds);
    }
}
END_TEST

Suite *mlt_suite_api_augmentation(void)
{
    Suite *suite = suite_create("api_augmentation");
    TCase *tests = tcase_create("augmentation");
    tcase_add_test(tests, names);
    tcase_add_test(tests, one_by_one);
    tcase_add_test(tests, as_in_the_catalogue);
    suite_add_tcase(suite, tests);
    return suite;
}
