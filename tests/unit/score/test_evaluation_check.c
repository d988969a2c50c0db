/* SPDX-License-Identifier: MIT */
/*
 * The figures are compared with the reference's in tests/conformance/test_coco.c and
 * tests/e2e/test_eval.sh; here it is which files are taken, and what is said of them.
 */
#include "score/evaluation_fixtures.h"

static mltest_status run(const char *truth, const char *results, bool lenient)
{
    return ev_make(ev_write("t.json", truth), ev_write("p.json", results), lenient);
}

START_TEST(test_figures)
{
    ck_assert_int_eq(run(EV_TRUTH, EV_RESULTS, false), MLTEST_OK);
    ck_assert_double_eq_tol(ev_value("AP50"), 0.5, 1e-12); /* of ants 1, of bees 0 */
    ck_assert_double_eq(ev_value("AR1"), 0.5);
    ck_assert_double_eq(ev_value("APl"), -1); /* no large ones */
    ck_assert_double_eq(ev_value("n_images"), 2);
    ck_assert_double_eq(ev_value("n_truths"), 3);
    ck_assert_double_eq(ev_value("n_predictions"), 3);
    const mlt_table *classes = mlt_results_find_table(ev->results, "classes");
    ck_assert_uint_eq(classes->n_rows, 2);
    ck_assert_str_eq(classes->columns[0].strings[1], "bee");
    ck_assert_double_eq(classes->columns[2].doubles[1], 0);
    ck_assert_double_eq(classes->columns[5].doubles[0], 2); /* truths */
    ck_assert_uint_eq(ev->n_oddities, 0);
}
END_TEST

/* What the reference raises on: an error that names the place; lenient counts it and goes on. */
START_TEST(test_where_the_reference_stops)
{
    static const struct {
        const char *truth, *results, *words;
        double n;
    } rows[] = {
        {EV_TRUTH, "[" EV_RESULT(7, 1, 10, 0.9) "," EV_RESULT(8, 1, 10, 0.9) "]",
         "p.json: result 2: a result for an image that is not listed", 1},
        {EV_TRUTH, "[]", "p.json: no results at all", 0},
        {EV_IMAGES EV_ANNOTATION(1, 7, 1, ",\"iscrowd\":0") "]}", EV_RESULTS,
         "t.json: annotation 1: no \"area\"", 1},
        {EV_IMAGES EV_ANNOTATION(1, 7, 1, ",\"area\":400") "]}", EV_RESULTS,
         "t.json: annotation 1: no \"iscrowd\"", 1},
        {EV_TRUTH, "[" EV_RESULT(7, 1, 10, NaN) "]", "result 1: its score is not a number", 0},
        {EV_IMAGES EV_ANNOTATION(1, 7, 1, ",\"area\":NaN,\"iscrowd\":0") "]}", EV_RESULTS,
         "annotation 1: its area is not a number", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ev_expect(run(rows[i].truth, rows[i].results, false), MLTEST_ERR_FORMAT, rows[i].words);
        ck_assert_int_eq(run(rows[i].truth, rows[i].results, true), MLTEST_OK);
        const char *what = strrchr(rows[i].words, ':');
        if (rows[i].n > 0)
            ck_assert_double_eq(ev_odd(what != NULL ? what + 2 : rows[i].words, NULL), rows[i].n);
    }
}
END_TEST

/* An annotation that the reference never looks at may lack everything. */
START_TEST(test_what_is_not_evaluated)
{
    ck_assert_int_eq(run(EV_IMAGES EV_ANNOTATION(1, 7, 1, EV_WHOLE) "," EV_ANNOTATION(
                             2, 5, 1, "") "," EV_ANNOTATION(3, 7, 4, "") "]}",
                         "[" EV_RESULT(7, 5, 10, 1) "]", false),
                     MLTEST_OK);
    ck_assert_double_eq(ev_odd("annotation of an image that is not listed", NULL), 1);
    ck_assert_double_eq(ev_odd("annotation of a category that is not listed", NULL), 1);
    ck_assert_double_eq(ev_odd("result of a category that is not listed", NULL), 1);
}
END_TEST

/* Nor is the area of a crowd looked at, nor an annotation that a later one stands for. */
START_TEST(test_what_is_not_looked_at)
{
    ck_assert_int_eq(run(EV_IMAGES EV_ANNOTATION(2, 7, 1, "") "," EV_ANNOTATION(
                             1, 7, 1, ",\"iscrowd\":1") "," EV_ANNOTATION(2, 7, 1, EV_WHOLE) "]}",
                         EV_RESULTS, false),
                     MLTEST_OK);
    ck_assert_double_eq(ev_odd("no \"area\"", NULL), 0);
    ck_assert_double_eq(ev_odd("no \"iscrowd\"", NULL), 0);
    /* the last one of an id is looked at, whatever the first one has */
    ev_expect(run(EV_IMAGES EV_ANNOTATION(2, 7, 1, EV_WHOLE) "," EV_ANNOTATION(2, 7, 1, "") "]}",
                  EV_RESULTS, false),
              MLTEST_ERR_FORMAT, "t.json: annotation 2: no \"area\"");
}
END_TEST

START_TEST(test_what_is_accepted_and_counted)
{
    const char *first = "";
    ck_assert_int_eq(
        run(EV_IMAGES EV_ANNOTATION(0, 7, 1, EV_WHOLE) "," EV_ANNOTATION(
                5, 7, 1,
                EV_WHOLE) "," EV_ANNOTATION(5, 9, 1,
                                            EV_WHOLE) "," EV_ANNOTATION(0, 9, 1,
                                                                        EV_WHOLE) ",{\"id\":6,"
                                                                                  "\"image_id\":7,"
                                                                                  "\"category_id\":"
                                                                                  "1,\"bbox\":[1,1,"
                                                                                  "0,5]" EV_WHOLE
                                                                                  "}]}",
            EV_RESULTS, false),
        MLTEST_OK);
    ck_assert_double_eq(ev_odd("annotation id 0", &first), 2);
    ck_assert_str_eq(first, "annotation 1, annotation 4");
    ck_assert_double_eq(ev_odd("id that was there before", &first), 2);
    ck_assert_str_eq(first, "annotation 3, annotation 4"); /* in the order of the file */
    ck_assert_double_eq(ev_odd("box without area", NULL), 1);
}
END_TEST

START_TEST(test_broken_files)
{
    ev_expect(run(EV_TRUTH, "[{\"image_id\":7}]", false), MLTEST_ERR_FORMAT, "p.json");
    ev_expect(run("{\"images\":[]", EV_RESULTS, false), MLTEST_ERR_FORMAT, "t.json");
    ev_expect(run(EV_TRUTH, "[" EV_RESULT(7, 1, 1e999, 1) "]", true), MLTEST_ERR_FORMAT, "finite");
}
END_TEST

static mltest_status make_once(mltest_context *ctx, void *data)
{
    mltest_evaluation *e = NULL;
    (void)data;
    mltest_status status = mlt_evaluation_make(&e, ctx, mlt_test_path(ev_dir, "t.json"),
                                               mlt_test_path(ev_dir, "p.json"), NULL, NULL);
    mlt_evaluation_unref(e);
    return status;
}

START_TEST(test_every_allocation_may_fail)
{
    ck_assert_int_eq(run(EV_TRUTH, EV_RESULTS, false), MLTEST_OK);
    mlt_test_every_allocation(make_once, NULL);
}
END_TEST

Suite *mlt_suite_score_evaluation_check(void);
Suite *mlt_suite_score_evaluation_check(void)
{
    Suite *suite = suite_create("score_evaluation_check");
    TCase *tc = tcase_create("files");
    tcase_add_checked_fixture(tc, ev_set_up, ev_tear_down);
    tcase_add_test(tc, test_figures);
    tcase_add_test(tc, test_where_the_reference_stops);
    tcase_add_test(tc, test_what_is_not_evaluated);
    tcase_add_test(tc, test_what_is_not_looked_at);
    tcase_add_test(tc, test_what_is_accepted_and_counted);
    tcase_add_test(tc, test_broken_files);
    tcase_add_test(tc, test_every_allocation_may_fail);
    suite_add_tcase(suite, tc);
    return suite;
}
