/* SPDX-License-Identifier: MIT */
#include "compare/augmentation.h"

#include <string.h>

#include "mltest/error.h"
#include "perturb/perturb.h"
#include "testing.h"

Suite *mlt_suite_compare_augmentation(void);

static const mlt_augmentation *find(const char *name)
{
    return mlt_augmentation_find(name, strlen(name));
}

/* The words of a row's kinds, each of which must be a kind that counts. */
static size_t count_kinds(const mlt_augmentation *a)
{
    size_t n = 0;
    char kind[64];
    for (const char *at = a->kinds; *at != '\0'; n++) {
        size_t length = strcspn(at, " ");
        ck_assert_uint_gt(length, 0); /* one space between names, none at the ends */
        ck_assert_uint_lt(length, sizeof kind);
        memcpy(kind, at, length);
        kind[length] = '\0';
        ck_assert_msg(mlt_kind_find(kind, 0) != NULL, "%s: no kind %s", a->name, kind);
        ck_assert_msg((mlt_kind_find(kind, 0)->flags & MLT_KIND_INFORMATIONAL) == 0,
                      "%s: %s is no stress", a->name, kind);
        at += length;
        if (*at == ' ')
            ck_assert_int_ne(*++at, '\0');
    }
    return n;
}

START_TEST(test_every_kind_is_in_the_catalogue)
{
    for (size_t i = 0; i < mlt_augmentation_count; i++) {
        const mlt_augmentation *a = &mlt_augmentations[i];
        ck_assert_uint_gt(count_kinds(a), 0);
        ck_assert_str_ne(a->summary, "");
    }
}
END_TEST

START_TEST(test_no_kind_is_there_twice)
{
    for (size_t i = 0; i < mlt_augmentation_count; i++) {
        const mlt_augmentation *a = &mlt_augmentations[i];
        size_t n = count_kinds(a), different = 0;
        for (size_t k = 0; k < mlt_kind_count(); k++)
            different += mlt_augmentation_has_kind(a->kinds, mlt_kind_at(k)->name);
        ck_assert_uint_eq(different, n);
    }
}
END_TEST

START_TEST(test_all_of_roboflow)
{
    static const char *const names[][2] = {
        {"flip", "Flip"},
        {"rotate_90", "90° Rotate"},
        {"crop", "Crop"},
        {"rotation", "Rotation"},
        {"shear", "Shear"},
        {"grayscale", "Grayscale"},
        {"hue", "Hue"},
        {"saturation", "Saturation"},
        {"brightness", "Brightness"},
        {"exposure", "Exposure"},
        {"blur", "Blur"},
        {"noise", "Noise"},
        {"cutout", "Cutout"},
        {"mosaic", "Mosaic"},
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const mlt_augmentation *a = find(names[i][0]);
        ck_assert_msg(a != NULL, "no %s", names[i][0]);
        ck_assert_str_eq(a->name, names[i][0]);
        ck_assert_str_eq(a->roboflow, names[i][1]);
        ck_assert_ptr_eq(find(names[i][1]), a);
    }
}
END_TEST

START_TEST(test_spelling)
{
    const mlt_augmentation *turn = find("rotate_90");
    ck_assert_ptr_eq(find("90 rotate"), turn);
    ck_assert_ptr_eq(find(" Rotate-90 "), turn);
    ck_assert_ptr_eq(find("ROTATE90"), turn);
    ck_assert_ptr_eq(mlt_augmentation_find("blurred", 4), find("blur"));
    ck_assert_ptr_null(find("rotate"));
    ck_assert_ptr_null(find("rotate_901"));
    ck_assert_ptr_null(find("blurr"));
    ck_assert_ptr_null(find(""));
    ck_assert_ptr_null(find("°"));
}
END_TEST

START_TEST(test_kinds_of_a_row)
{
    const char *kinds = find("blur")->kinds;
    ck_assert(mlt_augmentation_has_kind(kinds, "gaussian_blur"));
    ck_assert(mlt_augmentation_has_kind(kinds, "downscale"));
    ck_assert(!mlt_augmentation_has_kind(kinds, "motion_blur"));
    ck_assert(!mlt_augmentation_has_kind(kinds, "blur"));
    ck_assert(!mlt_augmentation_has_kind(kinds, ""));
    ck_assert(!mlt_augmentation_has_kind("", "gaussian_blur"));
    ck_assert(mlt_augmentation_has_kind(find("mosaic")->kinds, "object_occlusion"));
}
END_TEST

START_TEST(test_a_list)
{
    mlt_augmentation_use uses[MLT_MOST_AUGMENTATIONS];
    size_t n;
    ck_assert_int_eq(mlt_augmentations_parse("90° Rotate, blur , motion_blur", uses, &n, NULL),
                     MLTEST_OK);
    ck_assert_uint_eq(n, 3);
    ck_assert_str_eq(uses[0].name, "rotate_90");
    ck_assert_str_eq(uses[0].kinds, "rotate90 transpose");
    ck_assert_str_eq(uses[1].name, "blur");
    ck_assert_str_eq(uses[2].name, "motion_blur"); /* a kind stands for itself */
    ck_assert_str_eq(uses[2].kinds, "motion_blur");
    ck_assert_int_eq(mlt_augmentations_parse("rotation", uses, &n, NULL), MLTEST_OK);
    ck_assert_uint_eq(n, 1);
}
END_TEST

static void refused(const char *text, mltest_status wanted, const char *message)
{
    mlt_augmentation_use uses[MLT_MOST_AUGMENTATIONS];
    mltest_error *error = NULL;
    size_t n;
    ck_assert_int_eq(mlt_augmentations_parse(text, uses, &n, &error), wanted);
    ck_assert_msg(strstr(mltest_error_message(error), message) != NULL, "%s",
                  mltest_error_message(error));
    mltest_error_free(error);
}

START_TEST(test_what_is_no_list)
{
    refused("", MLTEST_ERR_INVALID, "as in flip,blur");
    refused("flip,", MLTEST_ERR_INVALID, "as in flip,blur");
    refused(",flip", MLTEST_ERR_INVALID, "as in flip,blur");
    refused("flip,,blur", MLTEST_ERR_INVALID, "as in flip,blur");
    refused("flip,mixup", MLTEST_ERR_NOT_FOUND, "'mixup' is neither an augmentation");
    refused("flip,FLIP", MLTEST_ERR_INVALID, "flip is there twice");
}
END_TEST

/* There are more kinds than augmentations that a list may have. */
START_TEST(test_too_many)
{
    char text[4096] = "";
    ck_assert_uint_gt(mlt_kind_count(), MLT_MOST_AUGMENTATIONS + mlt_augmentation_count);
    for (size_t i = 0; i < mlt_kind_count(); i++) {
        strcat(text, i > 0 ? "," : "");
        strcat(text, mlt_kind_at(i)->name);
    }
    refused(text, MLTEST_ERR_INVALID, "more than 64");
}
END_TEST

Suite *mlt_suite_compare_augmentation(void)
{
    TCase *tc = tcase_create("augmentation");
    tcase_add_test(tc, test_every_kind_is_in_the_catalogue);
    tcase_add_test(tc, test_no_kind_is_there_twice);
    tcase_add_test(tc, test_all_of_roboflow);
    tcase_add_test(tc, test_spelling);
    tcase_add_test(tc, test_kinds_of_a_row);
    tcase_add_test(tc, test_a_list);
    tcase_add_test(tc, test_what_is_no_list);
    tcase_add_test(tc, test_too_many);
    Suite *suite = suite_create("compare_augmentation");
    suite_add_tcase(suite, tc);
    return suite;
}
