/* SPDX-License-Identifier: MIT */
#include "predictor/recorded_classes.h"

#include "predictor/fixtures.h"

Suite *mlt_suite_predictor_recorded_classes(void);

static mlt_recorded recorded;
static mlt_classes classes;

/* Results of three detections with these categories, as JSON has them. */
static void read_categories(const char *a, const char *b, const char *c)
{
    const char *const each[] = {a, b, c};
    char text[1000] = "[";
    for (int i = 0; i < 3; i++) {
        char one[200];
        snprintf(one, sizeof one,
                 "%s{\"image_id\":1,\"category_id\":%s,\"bbox\":[0,0,1,1],\"score\":1}",
                 i > 0 ? "," : "", each[i]);
        strcat(text, one);
    }
    strcat(text, "]");
    mlt_recorded_free(&recorded);
    mlt_classes_free(NULL, &classes);
    ck_assert_int_eq(mlt_recorded_parse(&recorded, NULL, "dt", text, strlen(text), NULL),
                     MLTEST_OK);
}

static void tear_down(void)
{
    mlt_recorded_free(&recorded);
    mlt_classes_free(NULL, &classes);
}

static void check(const mlt_coco_list *categories, int64_t a, int64_t b, int64_t c,
                  size_t n_classes)
{
    ck_assert_int_eq(mlt_recorded_to_classes(&recorded, "dt", categories, &classes, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(recorded.items[0].category, a);
    ck_assert_int_eq(recorded.items[1].category, b);
    ck_assert_int_eq(recorded.items[2].category, c);
    ck_assert_uint_eq(classes.n, n_classes);
}

static mlt_coco_entry_info entries[] = {{.id = 1, .name = (char[]){"person"}},
                                        {.id = 3, .name = (char[]){"car"}},
                                        {.id = 90, .name = (char[]){"brush"}}};
static const mlt_coco_list list = {.items = entries, .n = 3, .cap = 3};

START_TEST(ids_of_an_annotation_file)
{
    read_categories("90", "1", "2");
    check(&list, 2, 0, -1, 3);
    ck_assert_str_eq(classes.names[1], "car");
}
END_TEST

START_TEST(names_with_an_annotation_file)
{
    read_categories("\"car\"", "\"zebra\"", "\"person\"");
    check(&list, 1, -1, 0, 3);
}
END_TEST

START_TEST(names_alone)
{
    read_categories("\"car\"", "\"zebra\"", "\"car\"");
    check(NULL, 0, 1, 0, 2);
    ck_assert_str_eq(classes.names[1], "zebra");
}
END_TEST

START_TEST(numbers_alone_count_from_one)
{
    read_categories("1", "3", "1");
    check(NULL, 0, 2, 0, 0);
}
END_TEST

START_TEST(a_zero_is_no_guess)
{
    mltest_error *error = NULL;
    read_categories("1", "0", "2");
    ck_assert_int_eq(mlt_recorded_to_classes(&recorded, "dt", NULL, &classes, &error),
                     MLTEST_ERR_FORMAT);
    ck_assert_ptr_nonnull(strstr(mlt_error_text(error, MLT_ERROR_MESSAGE), "dt: category_id 0"));
    mlt_error_free(error);
}
END_TEST

START_TEST(names_that_cannot_be_classes)
{
    read_categories("\"\"", "\"a\"", "\"b\"");
    ck_assert_int_eq(mlt_recorded_to_classes(&recorded, "dt", NULL, &classes, NULL),
                     MLTEST_ERR_INVALID);
    mlt_coco_entry_info same[] = {{.id = 1, .name = (char[]){"x"}},
                                  {.id = 2, .name = (char[]){"x"}}};
    const mlt_coco_list twice = {.items = same, .n = 2, .cap = 2};
    read_categories("1", "1", "2");
    ck_assert_int_eq(mlt_recorded_to_classes(&recorded, "dt", &twice, &classes, NULL),
                     MLTEST_ERR_INVALID);
}
END_TEST

Suite *mlt_suite_predictor_recorded_classes(void)
{
    Suite *suite = suite_create("predictor_recorded_classes");
    TCase *tests = tcase_create("recorded_classes");
    tcase_add_checked_fixture(tests, NULL, tear_down);
    tcase_add_test(tests, ids_of_an_annotation_file);
    tcase_add_test(tests, names_with_an_annotation_file);
    tcase_add_test(tests, names_alone);
    tcase_add_test(tests, numbers_alone_count_from_one);
    tcase_add_test(tests, a_zero_is_no_guess);
    tcase_add_test(tests, names_that_cannot_be_classes);
    suite_add_tcase(suite, tests);
    return suite;
}
