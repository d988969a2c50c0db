/* SPDX-License-Identifier: MIT */
#include "predictor/recorded.h"

#include <math.h>

#include "predictor/fixtures.h"

Suite *mlt_suite_predictor_recorded(void);

static mlt_recorded recorded;

static mltest_status parse(const char *text, mltest_error **error)
{
    mlt_recorded_free(&recorded);
    return mlt_recorded_parse(&recorded, NULL, "dt.json", text, strlen(text), error);
}

static void tear_down(void)
{
    mlt_recorded_free(&recorded);
}

#define REST "\"category_id\":1,\"bbox\":[1,2,3,4],\"score\":0.5}"

START_TEST(an_empty_file)
{
    ck_assert_int_eq(parse("[]", NULL), MLTEST_OK);
    ck_assert_uint_eq(recorded.n, 0);
    ck_assert_uint_eq(recorded.images.n, 0);
    ck_assert_uint_eq(recorded.conditions.n, 1);
    ck_assert_int_eq(recorded.categories, MLT_CATEGORIES_NONE);
}
END_TEST

START_TEST(everything)
{
    ck_assert_int_eq(
        parse("[{\"image_id\":7,\"category_id\":3,\"bbox\":[1,2,3,4],\"score\":0.25,\"area\":12,"
              "\"segmentation\":[[1]]},{\"score\":1,\"bbox\":[0,0,NaN,1],\"category_id\":-2,"
              "\"condition\":\"fog:r1@3\",\"image_id\":7.0}]",
              NULL),
        MLTEST_OK);
    ck_assert_uint_eq(recorded.n, 2);
    ck_assert_uint_eq(recorded.images.n, 1);
    ck_assert_str_eq(recorded.images.items[0].text, "7");
    ck_assert_int_eq(recorded.items[0].category, 3);
    ck_assert_double_eq(recorded.items[0].score, 0.25);
    ck_assert_double_eq(recorded.items[0].box.height, 4);
    ck_assert_uint_eq(recorded.items[0].condition, 0);
    ck_assert_int_eq(recorded.items[1].category, -2);
    ck_assert(isnan(recorded.items[1].box.width));
    ck_assert_uint_eq(recorded.items[1].condition, 1);
    ck_assert_str_eq(recorded.conditions.items[0].text, "clean");
    ck_assert_str_eq(recorded.conditions.items[1].text, "fog:r1@3");
    ck_assert_int_eq(recorded.categories, MLT_CATEGORIES_NUMBERS);
}
END_TEST

START_TEST(texts_as_ids)
{
    ck_assert_int_eq(parse("[{\"image_id\":\"a b\",\"category_id\":\"cat\",\"bbox\":[1,2,3,4],"
                           "\"score\":0},{\"image_id\":\"7\",\"category_id\":\"dog\",\"bbox\":[1,2,"
                           "3,4],\"score\":0},{\"image_id\":7,\"category_id\":\"cat\",\"bbox\":[1,"
                           "2,3,4],\"score\":0}]",
                           NULL),
                     MLTEST_OK);
    ck_assert_uint_eq(recorded.images.n, 2); /* "7" and 7 are one */
    ck_assert_uint_eq(recorded.names.n, 2);
    ck_assert_int_eq(recorded.categories, MLT_CATEGORIES_NAMES);
    ck_assert_int_eq(recorded.items[1].category, 1);
    ck_assert_int_eq(recorded.items[2].category, 0);
}
END_TEST

/* Items lie by image, and in the order of the file within an image. */
START_TEST(grouping)
{
    char text[20000] = "[";
    size_t counts[7] = {0}, seen = 0;
    for (int i = 0; i < 200; i++) {
        char one[100];
        int image = i * 31 % 7;
        snprintf(one, sizeof one,
                 "%s{\"image_id\":%d,\"category_id\":%d,\"bbox\":[0,0,1,1],\"score\":1}",
                 i > 0 ? "," : "", 100 - image, i);
        strcat(text, one);
        counts[image]++;
    }
    strcat(text, "]");
    ck_assert_int_eq(parse(text, NULL), MLTEST_OK);
    ck_assert_uint_eq(recorded.images.n, 7);
    for (size_t k = 0; k < 7; k++) {
        size_t image = (size_t)(100 - atoi(recorded.images.items[k].text));
        ck_assert_uint_eq(recorded.starts[k], seen);
        ck_assert_uint_eq(recorded.starts[k + 1] - recorded.starts[k], counts[image]);
        for (size_t i = recorded.starts[k]; i < recorded.starts[k + 1]; i++, seen++) {
            ck_assert_uint_eq(recorded.items[i].image, k);
            ck_assert_uint_eq((size_t)recorded.items[i].category * 31 % 7, image);
            if (i > recorded.starts[k])
                ck_assert_int_gt(recorded.items[i].category, recorded.items[i - 1].category);
        }
    }
    ck_assert_uint_eq(seen, 200);
}
END_TEST

START_TEST(what_is_no_results_file)
{
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"", "expected"},
        {"{}", "an array of detections"},
        {"[1]", "a detection"},
        {"[{" REST "]", "image_id, category_id, bbox and score"},
        {"[{\"image_id\":1,\"category_id\":1,\"score\":1}]", "image_id, category_id"},
        {"[{\"image_id\":1.5," REST "]", "an integer"},
        {"[{\"image_id\":null," REST "]", "an integer"},
        {"[{\"image_id\":\"a\\u0000b\"," REST "]", "without NUL"},
        {"[{\"image_id\":1,\"condition\":3," REST "]", "text in quotes"},
        {"[{\"image_id\":1," REST ",{\"image_id\":1,\"category_id\":\"a\",\"bbox\":[1,2,3,4],"
         "\"score\":0}]",
         "all numbers or all names"},
        {"[{\"image_id\":1," REST "] 1", "nothing more"},
        {"[{\"image_id\":1," REST, "expected"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mltest_error *error = NULL;
        ck_assert_int_eq(parse(cases[i].text, &error), MLTEST_ERR_FORMAT);
        const char *message = mlt_error_text(error, MLT_ERROR_MESSAGE);
        ck_assert_msg(strstr(message, cases[i].message) != NULL, "%s: %s", cases[i].text, message);
        ck_assert_ptr_nonnull(strstr(message, "dt.json:1"));
        mlt_error_free(error);
    }
}
END_TEST

START_TEST(files)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "dt.json");
    static const char text[] = "[{\"image_id\":1," REST "]";
    mlt_test_write_file(path, text, sizeof text - 1);
    ck_assert_int_eq(mlt_recorded_read(&recorded, NULL, path, NULL), MLTEST_OK);
    ck_assert_uint_eq(recorded.n, 1);
    mlt_recorded_free(&recorded);
    ck_assert_int_eq(mlt_recorded_read(&recorded, NULL, mlt_test_path(dir, "none"), NULL),
                     MLTEST_ERR_IO);
    mlt_test_remove_dir(dir);
}
END_TEST

static mltest_status parse_with(mltest_context *ctx, void *data)
{
    mlt_recorded r = {.ctx = NULL};
    mltest_status status = mlt_recorded_parse(&r, ctx, "dt.json", data, strlen(data), NULL);
    mlt_recorded_free(&r);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(
        parse_with, (char[]){"[{\"image_id\":\"a\\n\",\"category_id\":\"cat\",\"bbox\":[1,2,3,4],"
                             "\"score\":0},{\"image_id\":7,\"category_id\":\"cat\",\"bbox\":[1,2,3,"
                             "4],\"score\":0,\"condition\":\"x\"}]"});
}
END_TEST

Suite *mlt_suite_predictor_recorded(void)
{
    Suite *suite = suite_create("predictor_recorded");
    TCase *tests = tcase_create("recorded");
    tcase_add_checked_fixture(tests, NULL, tear_down);
    tcase_add_test(tests, an_empty_file);
    tcase_add_test(tests, everything);
    tcase_add_test(tests, texts_as_ids);
    tcase_add_test(tests, grouping);
    tcase_add_test(tests, what_is_no_results_file);
    tcase_add_test(tests, files);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
