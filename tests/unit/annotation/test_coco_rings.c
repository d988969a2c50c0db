/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "annotation/coco_rings.h"
#include "testing.h"

/* What a segmentation adds, behind a ring of another owner. */
static mlt_polygons parsed(const char *text, mltest_status wanted)
{
    static const mlt_point other[3] = {{0, 0}, {1, 0}, {0, 1}};
    mlt_polygons p = {0};
    mlt_json json;
    ck_assert_int_eq(mlt_polygons_add(NULL, &p, 6, other, 3, NULL), MLTEST_OK);
    mlt_json_init(&json, NULL, "gt.json", text, strlen(text));
    json.lenient_nan = true;
    mltest_status status = mlt_coco_read_rings(&json, &p, 7, NULL);
    if (status == MLTEST_OK)
        status = mlt_json_end(&json, NULL); /* the whole value was taken */
    ck_assert_msg(status == wanted, "%s: %d", text, (int)status);
    mlt_json_free(&json);
    return p;
}

START_TEST(test_rings)
{
    mlt_polygons p = parsed("[[1,2,3,4,5.5,6],[0,0,1,0,1,1,0,1]]", MLTEST_OK);
    mlt_polygon seven = mlt_polygons_of(&p, 7);
    ck_assert_uint_eq(seven.n, 2);
    ck_assert_uint_eq(seven.rings[0].n, 3);
    ck_assert_uint_eq(seven.rings[1].n, 4);
    ck_assert_double_eq(seven.points[seven.rings[0].first + 2].x, 5.5);
    ck_assert_double_eq(seven.points[seven.rings[1].first].y, 0);
    mlt_polygons_free(NULL, &p);
}
END_TEST

/* Anything else: skipped whole, and what stood before stays. */
START_TEST(test_what_is_no_polygon)
{
    static const char *const texts[] = {"[]",
                                        "{\"counts\":[1,2,3],\"size\":[4,5]}",
                                        "null",
                                        "\"abc\"",
                                        "7",
                                        "[1,2,3,4,5,6]",
                                        "[[1,2,3,4]]",
                                        "[[1,2,3,4,5,6,7]]",
                                        "[[1,2,3,4,5,6],[1,2]]",
                                        "[[1,2,3,4,5,\"6\"]]",
                                        "[[1,2,3,4,5,[6]]]",
                                        "[[1,2,3,4,5,NaN]]",
                                        "[[1,2,3,4,5,Infinity],[0,0,1,0,1,1]]",
                                        "[[1,2,3,4,5,6],null]",
                                        "[{}]",
                                        "[[]]"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        mlt_polygons p = parsed(texts[i], MLTEST_OK);
        ck_assert_msg(p.n == 1 && p.n_points == 3, "%s", texts[i]);
        mlt_polygons_free(NULL, &p);
    }
}
END_TEST

START_TEST(test_broken)
{
    static const char *const texts[] = {"[[1,2,3,4,5,6]", "[[1,2,", "[[1,2,3,4,5,6],", ""};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        mlt_polygons p = parsed(texts[i], MLTEST_ERR_FORMAT);
        mlt_polygons_free(NULL, &p);
    }
}
END_TEST

/* As many points as there may be, in one ring or in several; one more, and it has none. */
START_TEST(test_many_points)
{
    for (int extra = 0; extra < 2; extra++) {
        mlt_text text;
        mlt_text_init(&text, NULL);
        mlt_text_puts(&text, "[[0,0");
        for (int i = 1; i < MLT_MOST_POINTS - 3; i++)
            mlt_text_puts(&text, ",1,2");
        mlt_text_puts(&text, extra ? "],[1,2,3,4,5,6,7,8]]" : "],[1,2,3,4,5,6]]");
        mlt_polygons p = parsed(mlt_text_string(&text), MLTEST_OK);
        ck_assert_uint_eq(p.n_points, extra ? 3 : 3 + MLT_MOST_POINTS);
        mlt_polygons_free(NULL, &p);
        mlt_text_free(&text);
    }
}
END_TEST

Suite *mlt_suite_annotation_coco_rings(void);
Suite *mlt_suite_annotation_coco_rings(void)
{
    Suite *suite = suite_create("annotation_coco_rings");
    TCase *tc = tcase_create("rings");
    tcase_add_test(tc, test_rings);
    tcase_add_test(tc, test_what_is_no_polygon);
    tcase_add_test(tc, test_broken);
    tcase_add_test(tc, test_many_points);
    suite_add_tcase(suite, tc);
    return suite;
}
