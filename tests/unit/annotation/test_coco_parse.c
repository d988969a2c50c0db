/* SPDX-License-Identifier: MIT */
#include "annotation/coco_parse.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "testing.h"

Suite *mlt_suite_annotation_coco_parse(void);

#define LISTS "\"images\":[{\"id\":7}],\"categories\":[{\"id\":3}]"

static mltest_status parse_truth(const char *text, mlt_coco_truth *out, mltest_error **error)
{
    mlt_json json;
    *out = (mlt_coco_truth){0};
    if (error)
        *error = NULL;
    mlt_json_init(&json, NULL, "gt.json", text, strlen(text));
    json.lenient_nan = true;
    mltest_status status = mlt_coco_parse_truth(&json, out, NULL, error);
    mlt_json_free(&json);
    return status;
}

static mltest_status parse_results(const char *text, mlt_coco_results *out, mltest_error **error)
{
    mlt_json json;
    *out = (mlt_coco_results){0};
    if (error)
        *error = NULL;
    mlt_json_init(&json, NULL, "dt.json", text, strlen(text));
    json.lenient_nan = true;
    mltest_status status = mlt_coco_parse_results(&json, out, error);
    mlt_json_free(&json);
    return status;
}

START_TEST(everything)
{
    static const char text[] =
        "{\"info\":{\"a\":[1,{}]},\"images\":[{\"id\":7,\"file_name\":\"a.jpg\",\"width\":640,"
        "\"height\":480.0,\"date\":null},{\"id\":-2}],"
        "\"annotations\":[{\"id\":0,\"image_id\":7,\"category_id\":3,\"bbox\":[1,2.5,3e0,4],"
        "\"area\":5,\"iscrowd\":1,\"segmentation\":[[1,2]]},"
        "{\"iscrowd\":false,\"bbox\":[0,0,2,3],\"category_id\":1.0,\"image_id\":-2,\"id\":9}],"
        "\"categories\":[{\"name\":\"cat\",\"id\":3,\"supercategory\":\"x\"}]}";
    mlt_coco_truth t;
    ck_assert_int_eq(parse_truth(text, &t, NULL), MLTEST_OK);
    ck_assert_uint_eq(t.images.n, 2);
    ck_assert_int_eq(t.images.items[0].id, 7);
    ck_assert_str_eq(t.images.items[0].name, "a.jpg");
    ck_assert_uint_eq(t.images.items[0].width, 640);
    ck_assert_uint_eq(t.images.items[0].height, 480);
    ck_assert_int_eq(t.images.items[1].id, -2);
    ck_assert_str_eq(t.images.items[1].name, "");
    ck_assert_uint_eq(t.images.items[1].width, 0);
    ck_assert_uint_eq(t.categories.n, 1);
    ck_assert_str_eq(t.categories.items[0].name, "cat");
    ck_assert_uint_eq(t.n_annotations, 2);
    const mlt_coco_annotation *a = t.annotations;
    ck_assert_int_eq(a[0].id, 0);
    ck_assert_int_eq(a[0].image_id, 7);
    ck_assert_int_eq(a[0].category_id, 3);
    ck_assert_double_eq(a[0].box.y, 2.5);
    ck_assert_double_eq(a[0].box.width, 3);
    ck_assert_double_eq(a[0].area, 5);
    ck_assert(a[0].crowd);
    ck_assert_double_eq(a[1].area, 6); /* not said: from the box */
    ck_assert_int_eq(a[1].category_id, 1);
    ck_assert(!a[1].crowd);
    mlt_coco_truth_free(NULL, &t);
}
END_TEST

START_TEST(crowd_flags)
{
    const struct {
        const char *value;
        int crowd; /* -1: refused */
    } cases[] = {{"0", 0},    {"1", 1},     {"2", 1},     {"0.0", 0},    {"-1", -1},
                 {"true", 1}, {"false", 0}, {"null", -1}, {"\"1\"", -1}, {"256", -1}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[300];
        mlt_coco_truth t;
        snprintf(text, sizeof text,
                 "{" LISTS ",\"annotations\":[{\"id\":1,\"image_id\":7,\"category_id\":3,"
                 "\"bbox\":[0,0,1,1],\"iscrowd\":%s}]}",
                 cases[i].value);
        mltest_status status = parse_truth(text, &t, NULL);
        ck_assert_int_eq(status, cases[i].crowd < 0 ? MLTEST_ERR_FORMAT : MLTEST_OK);
        if (status == MLTEST_OK)
            ck_assert_int_eq(t.annotations[0].crowd, cases[i].crowd);
        mlt_coco_truth_free(NULL, &t);
    }
}
END_TEST

START_TEST(odd_sizes_are_not_known)
{
    const char *const sizes[] = {"null", "\"640\"", "-1", "0", "[640]", "{}", "NaN"};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        char text[200];
        mlt_coco_truth t;
        snprintf(text, sizeof text, "{\"images\":[{\"id\":1,\"width\":%s}],\"categories\":[]}",
                 sizes[i]);
        ck_assert_int_eq(parse_truth(text, &t, NULL), MLTEST_OK);
        ck_assert_uint_eq(t.images.items[0].width, 0);
        mlt_coco_truth_free(NULL, &t);
    }
}
END_TEST

START_TEST(sizes_beyond_everything)
{
    const char *const sizes[] = {"4294967295", "4294967296", "9223372036854775808", "1e300"};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        char text[200];
        mlt_coco_truth t;
        snprintf(text, sizeof text, "{\"images\":[{\"id\":1,\"width\":%s}],\"categories\":[]}",
                 sizes[i]);
        ck_assert_int_eq(parse_truth(text, &t, NULL), MLTEST_OK);
        ck_assert_uint_eq(t.images.items[0].width, UINT32_MAX);
        mlt_coco_truth_free(NULL, &t);
    }
}
END_TEST

START_TEST(refused_truths)
{
#define ONE(fields) "{" LISTS ",\"annotations\":[{" fields "}]}"
    const char *const bad[] = {
        "",
        "[]",
        "{}",
        "{\"images\":[]}",
        "{\"categories\":[]}",
        "{" LISTS "} x",
        "{" LISTS ",\"images\":[]}",
        "{\"images\":{},\"categories\":[]}",
        "{\"images\":[1],\"categories\":[]}",
        "{\"images\":[{}],\"categories\":[]}",
        "{\"images\":[{\"id\":\"1\"}],\"categories\":[]}",
        "{\"images\":[{\"id\":1.5}],\"categories\":[]}",
        "{\"images\":[{\"id\":1,\"file_name\":5}],\"categories\":[]}",
        "{\"images\":[{\"id\":1,\"file_name\":\"a\\u0000b\"}],\"categories\":[]}",
        "{\"images\":[{\"id\":99999999999999999999}],\"categories\":[]}",
        "{" LISTS ",\"annotations\":[{\"id\":1",
        ONE(""),
        ONE("\"id\":1,\"image_id\":7,\"category_id\":3"),
        ONE("\"id\":1,\"image_id\":7,\"bbox\":[0,0,1,1]"),
        ONE("\"id\":1,\"category_id\":3,\"bbox\":[0,0,1,1]"),
        ONE("\"image_id\":7,\"category_id\":3,\"bbox\":[0,0,1,1]"),
        ONE("\"id\":1,\"image_id\":7,\"category_id\":3,\"bbox\":[0,0,1]"),
        ONE("\"id\":1,\"image_id\":7,\"category_id\":3,\"bbox\":[0,0,1,1,1]"),
        ONE("\"id\":1,\"image_id\":7,\"category_id\":3,\"bbox\":[0,0,1,\"1\"]"),
        ONE("\"id\":1,\"image_id\":7,\"category_id\":3,\"bbox\":[0,0,1,NaN]"),
        ONE("\"id\":1,\"image_id\":7,\"category_id\":3,\"bbox\":[0,0,1,1e999]"),
        ONE("\"id\":1,\"image_id\":7,\"category_id\":3,\"bbox\":null"),
        ONE("\"id\":1,\"image_id\":7,\"category_id\":3,\"bbox\":[0,0,1,1],\"area\":\"5\"")};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        mlt_coco_truth t;
        mltest_error *error;
        ck_assert_int_eq(parse_truth(bad[i], &t, &error), MLTEST_ERR_FORMAT);
        ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "gt.json"));
        mltest_error_free(error);
        mlt_coco_truth_free(NULL, &t);
    }
}
END_TEST

START_TEST(missing_fields_are_named)
{
    mlt_coco_truth t;
    mltest_error *error;
    ck_assert_int_eq(
        parse_truth("{" LISTS ",\n\"annotations\":[{\"id\":1,\"image_id\":7}]}", &t, &error),
        MLTEST_ERR_FORMAT);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "category_id"));
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), ":2"));
    mltest_error_free(error);
    mlt_coco_truth_free(NULL, &t);
}
END_TEST

START_TEST(special_numbers)
{
    mlt_coco_truth t;
    mlt_coco_results r;
    ck_assert_int_eq(parse_truth("{" LISTS ",\"annotations\":[{\"id\":1,\"image_id\":7,"
                                 "\"category_id\":3,\"bbox\":[0,0,-1,0],\"area\":NaN}]}",
                                 &t, NULL),
                     MLTEST_OK);
    ck_assert(isnan(t.annotations[0].area));
    mlt_coco_truth_free(NULL, &t);
    ck_assert_int_eq(parse_results("[{\"image_id\":1,\"category_id\":1,\"bbox\":[0,0,1,1],"
                                   "\"score\":NaN}]",
                                   &r, NULL),
                     MLTEST_OK);
    ck_assert(isnan(r.items[0].score));
    mlt_coco_results_free(NULL, &r);
}
END_TEST

START_TEST(results)
{
    mlt_coco_results r;
    ck_assert_int_eq(parse_results("[]", &r, NULL), MLTEST_OK);
    ck_assert_uint_eq(r.n, 0);
    mlt_coco_results_free(NULL, &r);
    static const char two[] =
        " [ {\"image_id\":5,\"category_id\":2,\"bbox\":[1,2,3,4],\"score\":0.25,\"id\":77,"
        "\"area\":3,\"segmentation\":{\"counts\":\"abc\",\"size\":[1,2]}},\n"
        "{\"score\":1e-3,\"bbox\":[0,0,1,1],\"category_id\":9007199254740993,\"image_id\":-1}] ";
    ck_assert_int_eq(parse_results(two, &r, NULL), MLTEST_OK);
    ck_assert_uint_eq(r.n, 2);
    ck_assert_int_eq(r.images.items[r.items[0].image], 5);
    ck_assert_int_eq(r.categories.items[r.items[0].category], 2);
    ck_assert_double_eq(r.items[0].box.height, 4);
    ck_assert_double_eq(r.items[0].score, 0.25);
    ck_assert_int_eq(r.categories.items[r.items[1].category],
                     9007199254740993); /* past 2^53, exactly */
    ck_assert_double_eq(r.items[1].score, 0.001);
    mlt_coco_results_free(NULL, &r);
}
END_TEST

START_TEST(refused_results)
{
    const char *const bad[] = {
        "",
        "{}",
        "[1]",
        "[{}]",
        "[] []",
        "[{\"image_id\":1,\"category_id\":1,\"score\":1}]",
        "[{\"image_id\":1,\"category_id\":1,\"bbox\":[],\"score\":1}]",
        "[{\"image_id\":1,\"category_id\":1,\"bbox\":[0,0,1,1]}]",
        "[{\"image_id\":1,\"category_id\":1,\"bbox\":[0,0,1,1],\"score\":null}]",
        "[{\"image_id\":\"1\",\"category_id\":1,\"bbox\":[0,0,1,1],\"score\":1}]",
        "[{\"image_id\":1,\"category_id\":1,\"bbox\":[0,0,Infinity,1],\"score\":1}]",
        "[{\"image_id\":1,\"category_id\":1,\"bbox\":[0,0,1,1],\"score\":1},]",
        "[{\"image_id\":1,\"category_id\":1,\"bbox\":[0,0,1,1],\"score\":1}"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        mlt_coco_results r;
        mltest_error *error;
        ck_assert_int_eq(parse_results(bad[i], &r, &error), MLTEST_ERR_FORMAT);
        ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "dt.json"));
        mltest_error_free(error);
        mlt_coco_results_free(NULL, &r);
    }
}
END_TEST

/* Cut off anywhere, a file is refused and nothing is lost. */
START_TEST(cut_anywhere)
{
    static const char text[] =
        "{\"images\":[{\"id\":7,\"file_name\":\"a.jpg\"}],\"annotations\":[{\"id\":0,"
        "\"image_id\":7,\"category_id\":3,\"bbox\":[1,2,3,4],\"iscrowd\":0}],"
        "\"categories\":[{\"name\":\"cat\",\"id\":3}]}";
    for (size_t n = 0; n + 1 < sizeof text; n++) {
        char *part = malloc(n + 1);
        mlt_coco_truth t;
        memcpy(part, text, n);
        part[n] = '\0';
        ck_assert_int_eq(parse_truth(part, &t, NULL), MLTEST_ERR_FORMAT);
        mlt_coco_truth_free(NULL, &t);
        free(part);
    }
}
END_TEST

/* What the reference would take for something else. */
START_TEST(refused_for_the_reference)
{
#define RESULT(more) "{\"image_id\":1,\"category_id\":1,\"bbox\":[0,0,1,1],\"score\":1" more "}"
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"[" RESULT(",\"caption\":null") "," RESULT("") "]",
         "expected results of boxes; the first one has a \"caption\""},
        {"[" RESULT(",\"score\":9007199254740993") "]",
         "expected a score of at most 2^53, or with a decimal point"},
        {"\xEF\xBB\xBF[" RESULT("") "]", "column 1: expected a value, not a byte order mark"},
        {"\xEF\xBB\xBF{" LISTS "}", "column 1: expected a value, not a byte order mark"},
        {"{\"images\":[{\"id\":1.0},{\"id\":9007199254740993}],\"categories\":[]}",
         "expected ids beyond 2^53 only in a list without decimal points"},
        {"{\"images\":[],\"categories\":[{\"id\":-9007199254740993},{\"id\":2e0}]}",
         "expected ids beyond 2^53 only in a list without decimal points"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mlt_coco_results r = {.items = NULL};
        mlt_coco_truth t = {.annotations = NULL};
        mltest_error *error;
        const bool is_truth = strchr(cases[i].text, '{') < strchr(cases[i].text, '[');
        ck_assert_int_eq(is_truth ? parse_truth(cases[i].text, &t, &error)
                                  : parse_results(cases[i].text, &r, &error),
                         MLTEST_ERR_FORMAT);
        ck_assert_msg(strstr(mltest_error_message(error), cases[i].message) != NULL, "%s",
                      mltest_error_message(error));
        mltest_error_free(error);
        mlt_coco_truth_free(NULL, &t);
        mlt_coco_results_free(NULL, &r);
    }
}
END_TEST

START_TEST(like_the_reference)
{
    mlt_coco_results r;
    mlt_coco_truth t;
    ck_assert_int_eq(
        parse_results("[" RESULT("") "," RESULT(",\"caption\":1") "," RESULT("") "]", &r, NULL),
        MLTEST_OK);
    ck_assert_uint_eq(r.n, 3);
    mlt_coco_results_free(NULL, &r);
    ck_assert_int_eq(parse_truth("{\"images\":[{\"id\":1.0},{\"id\":9007199254740992}],"
                                 "\"categories\":[{\"id\":9007199254740993}]}",
                                 &t, NULL),
                     MLTEST_OK);
    ck_assert(t.images.items[0].is_decimal && !t.images.items[1].is_decimal);
    mlt_coco_truth_free(NULL, &t);
}
END_TEST

START_TEST(lvis)
{
    static const char text[] =
        "{\"images\":[{\"id\":1,\"neg_category_ids\":[4,-2,4],\"not_exhaustive_category_ids\":[]},"
        "{\"id\":2,\"neg_category_ids\":[1],\"neg_category_ids\":[5,6]}],"
        "\"categories\":[{\"id\":1,\"frequency\":\"r\"},{\"id\":2,\"frequency\":\"c\"},"
        "{\"id\":3,\"frequency\":\"f\"},{\"id\":4}]}";
    mlt_coco_truth t;
    ck_assert_int_eq(parse_truth(text, &t, NULL), MLTEST_OK);
    const mlt_coco_entry_info *a = &t.images.items[0], *b = &t.images.items[1];
    ck_assert_uint_eq(a->negative.n, 2);
    ck_assert(a->negative.items[0] == 4 && a->negative.items[1] == -2);
    ck_assert_uint_eq(a->not_exhaustive.n, 0);
    ck_assert_ptr_nonnull(a->not_exhaustive.items);
    ck_assert_uint_eq(b->negative.n, 2);
    ck_assert_int_eq(b->negative.items[0], 5);
    ck_assert_ptr_null(b->not_exhaustive.items);
    for (size_t i = 0; i < 4; i++)
        ck_assert_uint_eq(t.categories.items[i].frequency, (uint8_t) "rcf"[i]);
    mlt_coco_truth_free(NULL, &t);
}
END_TEST

START_TEST(limited)
{
    mlt_test_alloc alloc = {0, 0, 0};
    mltest_context *ctx = mlt_test_context(&alloc);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_samples", 1, NULL), MLTEST_OK);
    static const char text[] = "{\"images\":[{\"id\":1},{\"id\":2}],\"categories\":[]}";
    mlt_json json;
    mlt_coco_truth t = {0};
    mlt_json_init(&json, ctx, "gt.json", text, sizeof text - 1);
    ck_assert_int_eq(mlt_coco_parse_truth(&json, &t, NULL, NULL), MLTEST_ERR_LIMIT);
    mlt_json_free(&json);
    mlt_coco_truth_free(ctx, &t);
    mltest_context_free(ctx);
    ck_assert_uint_eq(alloc.live, 0);
}
END_TEST

Suite *mlt_suite_annotation_coco_parse(void)
{
    Suite *suite = suite_create("annotation_coco_parse");
    TCase *tests = tcase_create("coco_parse");
    tcase_add_test(tests, everything);
    tcase_add_test(tests, crowd_flags);
    tcase_add_test(tests, odd_sizes_are_not_known);
    tcase_add_test(tests, sizes_beyond_everything);
    tcase_add_test(tests, refused_truths);
    tcase_add_test(tests, missing_fields_are_named);
    tcase_add_test(tests, special_numbers);
    tcase_add_test(tests, results);
    tcase_add_test(tests, refused_results);
    tcase_add_test(tests, cut_anywhere);
    tcase_add_test(tests, refused_for_the_reference);
    tcase_add_test(tests, like_the_reference);
    tcase_add_test(tests, lvis);
    tcase_add_test(tests, limited);
    suite_add_tcase(suite, tests);
    return suite;
}
