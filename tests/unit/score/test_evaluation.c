/* SPDX-License-Identifier: MIT */
#include "score/evaluation_fixtures.h"

START_TEST(test_first_three_places)
{
    mltest_evaluation e = {.refs = 1};
    static const char what[] = "this", other[] = "that";
    for (uint64_t i = 1; i <= 5; i++)
        mlt_evaluation_odd(&e, what, "result", 10 * i);
    mlt_evaluation_odd(&e, other, "annotation", 1);
    ck_assert_uint_eq(e.n_oddities, 2);
    ck_assert_uint_eq(e.oddities[0].n, 5);
    ck_assert_uint_eq(e.oddities[0].places[0], 10);
    ck_assert_uint_eq(e.oddities[0].places[2], 30);
    ck_assert_uint_eq(e.oddities[1].n, 1);
    ck_assert_ptr_eq(e.oddities[1].what, other);
}
END_TEST

/* More kinds than there are places for: nothing is written beyond them. */
START_TEST(test_too_many_kinds)
{
    static const char kinds[MLT_EVALUATION_KINDS + 3][2] = {"a"};
    mltest_evaluation e = {.refs = 1};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        mlt_evaluation_odd(&e, kinds[i], "result", i);
    ck_assert_uint_eq(e.n_oddities, MLT_EVALUATION_KINDS);
    mlt_evaluation_odd(&e, kinds[0], "result", 5);
    ck_assert_uint_eq(e.oddities[0].n, 2);
}
END_TEST

/* COCO's pair is recognised by what the files begin with; a forced format has the last word. */
START_TEST(test_which_way)
{
    const char *truth = ev_write("t.json", EV_TRUTH), *results = ev_write("p.json", EV_RESULTS);
    mltest_options *options;
    ck_assert_int_eq(ev_make(truth, results, false), MLTEST_OK);
    ck_assert_double_eq(ev_value("n_images"), 2);
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_evaluation_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(options, "format", "createml", NULL), MLTEST_OK);
    ev_drop();
    ck_assert_int_ne(mlt_evaluation_make(&ev, NULL, truth, results, options, &ev_error), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(options, "format", "cocco", NULL), MLTEST_OK);
    ev_drop();
    ev_expect(mlt_evaluation_make(&ev, NULL, truth, results, options, &ev_error),
              MLTEST_ERR_INVALID, "did you mean");
    mlt_options_unref(options);
}
END_TEST

START_TEST(test_options_of_something_else)
{
    static const mlt_option_table other = {"other", NULL, 0};
    mltest_options *options;
    ck_assert_int_eq(mlt_options_make(&options, NULL, &other, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_evaluation_make(&ev, NULL, "t", "p", options, &ev_error),
                     MLTEST_ERR_INVALID);
    mlt_options_unref(options);
}
END_TEST

Suite *mlt_suite_score_evaluation(void);
Suite *mlt_suite_score_evaluation(void)
{
    Suite *suite = suite_create("score_evaluation");
    TCase *tc = tcase_create("evaluation");
    tcase_add_checked_fixture(tc, ev_set_up, ev_tear_down);
    tcase_add_test(tc, test_first_three_places);
    tcase_add_test(tc, test_too_many_kinds);
    tcase_add_test(tc, test_which_way);
    tcase_add_test(tc, test_options_of_something_else);
    suite_add_tcase(suite, tc);
    return suite;
}
