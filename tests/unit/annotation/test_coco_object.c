/* SPDX-License-Identifier: MIT */
/*
 * The fields of real objects: test_coco_parse.c; reading by shapes: test_coco_shape.c.
 */
#include "annotation/coco_object.h"

#include <string.h>

#include "testing.h"

Suite *mlt_suite_annotation_coco_object(void);

typedef struct {
    int64_t id;
    uint32_t size;
    bool flag;
} thing;

static const mlt_coco_field fields[] = {{"size", MLT_COCO_SIZE, false, offsetof(thing, size)},
                                        {"id", MLT_COCO_ID, true, offsetof(thing, id)},
                                        {"flag", MLT_COCO_FLAG, false, offsetof(thing, flag)}};

START_TEST(one_object)
{
    static const char text[] = "{\"id\":1,\"other\":[{}],\"flag\":true,\"id\":2}";
    thing t = {0, 9, false};
    unsigned has;
    mlt_json json;
    mlt_json_init(&json, NULL, "f", text, sizeof text - 1);
    ck_assert_int_eq(mlt_coco_read_object(&json, fields, 3, &t, &has, NULL), MLTEST_OK);
    ck_assert_uint_eq(has, 6);
    ck_assert_int_eq(t.id, 2); /* of two the last */
    ck_assert_uint_eq(t.size, 9);
    ck_assert(t.flag);
    mlt_json_free(&json);
}
END_TEST

/* Items of one shape and of others, and what each of them had. */
START_TEST(items)
{
    static const char text[] =
        "[{\"id\":1,\"size\":5},{\"id\":2,\"size\":6},{\"id\":3,\"size\":7},{\"id\":4},{\"id\":5},"
        "{\"id\":6},{\"flag\":1,\"id\":7},{\"flag\":0,\"id\":8},{\"flag\":2,\"id\":9}]"
        "                                                                                         "
        "                                                                                         ";
    static const unsigned want[] = {3, 3, 3, 2, 2, 2, 6, 6, 6};
    mlt_json json;
    mlt_coco_shape shape;
    bool more;
    thing t;
    mlt_coco_shape_init(&shape, fields, 3);
    mlt_json_init(&json, NULL, "f", text, sizeof text - 1);
    ck_assert_int_eq(mlt_json_expect(&json, MLT_JSON_ARRAY_BEGIN, "", NULL), MLTEST_OK);
    for (int i = 0; i < 9; i++) {
        ck_assert_int_eq(mlt_coco_next_object(&json, &shape, &t, &more, NULL), MLTEST_OK);
        ck_assert(more);
        ck_assert_int_eq(t.id, i + 1);
        ck_assert_uint_eq(shape.has, want[i]);
        if (i < 3)
            ck_assert_uint_eq(t.size, (uint32_t)i + 5);
        if (i >= 6)
            ck_assert_int_eq(t.flag, i != 7);
    }
    ck_assert_int_eq(mlt_coco_next_object(&json, &shape, &t, &more, NULL), MLTEST_OK);
    ck_assert(!more);
    ck_assert_int_eq(mlt_json_end(&json, NULL), MLTEST_OK);
    mlt_json_free(&json);
}
END_TEST

START_TEST(what_is_missing)
{
    static const char text[] = "{\"size\":1}";
    mltest_error *error = NULL;
    thing t;
    unsigned has;
    mlt_json json;
    mlt_json_init(&json, NULL, "f", text, sizeof text - 1);
    ck_assert_int_eq(mlt_coco_read_object(&json, fields, 3, &t, &has, &error), MLTEST_ERR_FORMAT);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "an object with \"id\""));
    mltest_error_free(error);
    mlt_json_free(&json);
}
END_TEST

Suite *mlt_suite_annotation_coco_object(void)
{
    Suite *suite = suite_create("annotation_coco_object");
    TCase *tests = tcase_create("coco_object");
    tcase_add_test(tests, one_object);
    tcase_add_test(tests, items);
    tcase_add_test(tests, what_is_missing);
    suite_add_tcase(suite, tests);
    return suite;
}
