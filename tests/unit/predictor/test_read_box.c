/* SPDX-License-Identifier: MIT */
#include "predictor/read_box.h"

#include <math.h>

#include "predictor/fixtures.h"

Suite *mlt_suite_predictor_read_box(void);

static mltest_status read_text(const char *text, mlt_box *box)
{
    mlt_json json;
    mlt_json_init(&json, NULL, "test", text, strlen(text));
    json.lenient_nan = true;
    mltest_status status = mlt_read_box(&json, box, NULL);
    mlt_json_free(&json);
    return status;
}

START_TEST(four_numbers)
{
    mlt_box box;
    ck_assert_int_eq(read_text("[1.5, -2, 3e1, 0]", &box), MLTEST_OK);
    ck_assert_double_eq(box.x, 1.5);
    ck_assert_double_eq(box.y, -2);
    ck_assert_double_eq(box.width, 30);
    ck_assert_double_eq(box.height, 0);
    ck_assert_int_eq(read_text("[NaN,Infinity,1,1]", &box), MLTEST_OK);
    ck_assert(isnan(box.x) && isinf(box.y));
}
END_TEST

START_TEST(anything_else)
{
    static const char *const cases[] = {
        "1",    "{}",      "[]", "[1,2,3]", "[1,2,3,4,5]", "[1,2,3,\"4\"]", "[1,2,3,null]",
        "null", "[1,2,3,4"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        mlt_box box;
        ck_assert_int_eq(read_text(cases[i], &box), MLTEST_ERR_FORMAT);
    }
}
END_TEST

Suite *mlt_suite_predictor_read_box(void)
{
    Suite *suite = suite_create("predictor_read_box");
    TCase *tests = tcase_create("read_box");
    tcase_add_test(tests, four_numbers);
    tcase_add_test(tests, anything_else);
    suite_add_tcase(suite, tests);
    return suite;
}
