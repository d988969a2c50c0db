/* SPDX-License-Identifier: MIT */
#include "dataset/yolo.h"

#include "dataset/fixtures.h"

Suite *mlt_suite_dataset_yolo_numbers(void);

static double numbers[MLT_YOLO_NUMBERS];
static size_t n;
static mltest_error *error;

static void set_up(void)
{
    error = NULL;
    n = 77;
}

static void tear_down(void)
{
    mltest_error_free(error);
}

static mltest_status read_text(const char *text)
{
    mlt_where where = MLT_IN_FILE("a.txt");
    where.line = 3;
    return mlt_yolo_read_numbers(where, text, strlen(text), numbers, &n, &error);
}

START_TEST(test_numbers)
{
    ck_assert_int_eq(read_text("0 0.5\t-1e-3  7"), MLTEST_OK);
    ck_assert_uint_eq(n, 4);
    ck_assert_double_eq(numbers[2], -1e-3);
    ck_assert_double_eq(numbers[3], 7);
    ck_assert_int_eq(read_text(""), MLTEST_OK);
    ck_assert_uint_eq(n, 0);
}
END_TEST

START_TEST(test_what_is_no_number)
{
    static const char *const rows[][2] = {
        {"0 nan", "a.txt:3: a number expected, found \"nan\""},
        {"0 inf", "found \"inf\""},
        {"1e999", "found \"1e999\""},
        {"0,5", "found \"0,5\""},
        {"0x10", "found \"0x10\""},
        {"\x01", "something long or unprintable"},
        {"12345678901234567890123456789012345678901234567890x", "something long or unprintable"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ck_assert_int_eq(read_text(rows[i][0]), MLTEST_ERR_FORMAT);
        ck_assert_ptr_nonnull(strstr(mltest_error_message(error), rows[i][1]));
        mltest_error_free(error);
        error = NULL;
    }
}
END_TEST

START_TEST(test_too_many)
{
    static char text[2 * (MLT_YOLO_NUMBERS + 1) + 1];
    for (size_t i = 0; i + 2 < sizeof text; i += 2)
        memcpy(text + i, "1 ", 2);
    ck_assert_int_eq(read_text(text), MLTEST_ERR_LIMIT);
    text[2 * MLT_YOLO_NUMBERS] = '\0';
    mltest_error_free(error);
    error = NULL;
    ck_assert_int_eq(read_text(text), MLTEST_OK);
    ck_assert_uint_eq(n, MLT_YOLO_NUMBERS);
}
END_TEST

START_TEST(test_parts)
{
    mlt_where where = MLT_IN_FILE("a.txt");
    ck_assert_int_eq(mlt_yolo_check_parts(where, (double[]){-1, 2, 0.5}, 3, &error), MLTEST_OK);
    ck_assert_int_eq(mlt_yolo_check_parts(where, (double[]){0.5, 2.5}, 2, &error),
                     MLTEST_ERR_FORMAT);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "found 2.5: are these pixels?"));
}
END_TEST

START_TEST(test_boxes)
{
    mlt_box box = mlt_yolo_box((double[]){0.5, 0.5, 0.25, 0.5}, 200, 100);
    ck_assert_double_eq(box.x, 75);
    ck_assert_double_eq(box.y, 25);
    ck_assert_double_eq(box.width, 50);
    ck_assert_double_eq(box.height, 50);
    box = mlt_yolo_box_around((double[]){0.5, 0.1, 0.25, 0.9, 1, 0.5}, 6, 200, 100);
    ck_assert_double_eq(box.x, 50);
    ck_assert_double_eq(box.y, 10);
    ck_assert_double_eq(box.width, 150);
    ck_assert_double_eq(box.height, 80);
}
END_TEST

Suite *mlt_suite_dataset_yolo_numbers(void)
{
    Suite *suite = suite_create("dataset_yolo_numbers");
    TCase *tests = tcase_create("yolo_numbers");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, test_numbers);
    tcase_add_test(tests, test_what_is_no_number);
    tcase_add_test(tests, test_too_many);
    tcase_add_test(tests, test_parts);
    tcase_add_test(tests, test_boxes);
    suite_add_tcase(suite, tests);
    return suite;
}
