/* SPDX-License-Identifier: MIT */
/*
 * Corrected and LVIS rules from files. The figures of LVIS are compared with its own tool's in
 * tests/conformance/lvis_random.py; here it is what is read, refused and said.
 */
#include "base/alloc.h"
#include "score/evaluation_fixtures.h"
#include "score/evaluation_lvis.h"

Suite *mlt_suite_score_evaluation_lvis(void);

static mltest_status run(const char *mode, const char *truth, const char *results, bool lenient)
{
    return ev_make_as(mode, ev_write("t.json", truth), ev_write("p.json", results), lenient);
}

static double deviation(const char *name)
{
    const mlt_table *table = mlt_results_find_table(ev->results, "deviations");
    ck_assert_ptr_nonnull(table);
    for (size_t i = 0; i < table->n_rows; i++)
        if (strcmp(table->columns[0].strings[i], name) == 0)
            return table->columns[2].doubles[i];
    ck_abort_msg("no deviation %s", name);
    return 0;
}

START_TEST(test_corrected_ids)
{
    /* id 0, and an id twice: the reference counts neither the first nor both of the others */
    const char *truth = EV_IMAGES EV_ANNOTATION(0, 7, 1, EV_WHOLE) "," EV_ANNOTATION(
        5, 7, 2, EV_WHOLE) "," EV_ANNOTATION(5, 9, 1, EV_WHOLE) "]}";
    const char *results =
        "[" EV_RESULT(7, 1, 10, 0.9) "," EV_RESULT(7, 2, 10, 0.8) "," EV_RESULT(9, 1, 10, 0.7) "]";
    ck_assert_int_eq(run(NULL, truth, results, false), MLTEST_OK);
    ck_assert_double_lt(ev_value("AP50"), 0.9);
    ck_assert_ptr_null(mlt_results_find_table(ev->results, "deviations"));
    ck_assert_int_eq(run("corrected", truth, results, false), MLTEST_OK);
    ck_assert_double_eq_tol(ev_value("AP50"), 1, 1e-12);
    ck_assert_double_eq(deviation("annotation_id_0"), 1);
    ck_assert_double_eq(deviation("ties"), 0);
    ck_assert_double_eq(ev_odd("an annotation id that was there before: each counts", NULL), 1);
}
END_TEST

START_TEST(test_corrected_ignore)
{
    const char *truth = EV_IMAGES EV_ANNOTATION(
        1, 7, 1, EV_WHOLE ",\"ignore\":1") "," EV_ANNOTATION(2, 9, 1, EV_WHOLE) "]}";
    const char *results = "[" EV_RESULT(9, 1, 10, 0.9) "]";
    ck_assert_int_eq(run("coco", truth, results, false), MLTEST_OK);
    ck_assert_double_eq(ev_value("AR100"), 0.5);
    ck_assert_int_eq(run("corrected", truth, results, false), MLTEST_OK);
    ck_assert_double_eq(ev_value("AR100"), 1);
    ck_assert_double_eq(deviation("ignore"), 1);
}
END_TEST

START_TEST(test_corrected_nothing_found)
{
    ev_expect(run("coco", EV_TRUTH, "[]", false), MLTEST_ERR_FORMAT, "no results at all");
    ck_assert_int_eq(run("corrected", EV_TRUTH, "[]", false), MLTEST_OK);
    ck_assert_double_eq(ev_value("AP"), 0);
    ck_assert_double_eq(deviation("empty"), 1);
}
END_TEST

#define LVIS_FILE(annotations)                                                                     \
    "{\"images\":[{\"id\":7,\"neg_category_ids\":[2,77],\"not_exhaustive_category_ids\":[]},"      \
    "{\"id\":9,\"neg_category_ids\":[],\"not_exhaustive_category_ids\":[1]}],"                     \
    "\"categories\":[{\"id\":1,\"name\":\"ant\",\"frequency\":\"r\"},"                             \
    "{\"id\":2,\"name\":\"bee\",\"frequency\":\"f\"}],\"annotations\":[" annotations "]}"

START_TEST(test_lvis)
{
    const char *truth = LVIS_FILE(
        EV_ANNOTATION(1, 7, 1, ",\"area\":400") "," EV_ANNOTATION(2, 9, 1, ",\"area\":400"));
    /* wrong in 7 (a bee is surely not there), dropped in 9 (nobody looked), ignored in 9 */
    const char *results = "[" EV_RESULT(7, 1, 10, 0.5) "," EV_RESULT(9, 1, 10, 0.5) "," EV_RESULT(
        9, 1, 90, 0.9) "," EV_RESULT(9, 2, 10, 0.9) "," EV_RESULT(7, 2, 10, 0.9) "]";
    ck_assert_int_eq(run("lvis", truth, results, false), MLTEST_OK);
    ck_assert_str_eq(mlt_results_find_value(ev->results, "mode")->text, "lvis");
    ck_assert_double_eq_tol(ev_value("AP"), 1, 1e-12); /* of ants; no bee is asked for */
    ck_assert_double_eq_tol(ev_value("APr"), 1, 1e-12);
    ck_assert_double_eq(ev_value("APf"), -1);
    ck_assert_double_eq(ev_value("AR@300"), 1);
    ck_assert_ptr_null(mlt_results_find_value(ev->results, "AR100"));
    ck_assert_uint_eq(ev->coco.n_limits, 1);
}
END_TEST

START_TEST(test_lvis_needs_its_keys)
{
    ev_expect(run("lvis", EV_TRUTH, EV_RESULTS, false), MLTEST_ERR_FORMAT,
              "t.json: image 7: no \"neg_category_ids\"");
    ck_assert_int_eq(run("lvis", EV_TRUTH, EV_RESULTS, true), MLTEST_OK);
    ck_assert_double_eq(ev_odd("no \"neg_category_ids\"", NULL), 2);
    ck_assert_double_eq(ev_odd("no \"frequency\"", NULL), 2);
    ck_assert_double_eq(ev_value("APr"), -1);
    ev_expect(run("strict", EV_TRUTH, EV_RESULTS, false), MLTEST_ERR_INVALID, "mode 'strict'");
}
END_TEST

static mltest_status some_lists(mltest_context *ctx, void *data)
{
    int64_t negative[] = {5, 4, 3}, exhaustive[] = {9};
    mlt_coco_entry_info image = {
        .id = 1, .negative = {negative, 3}, .not_exhaustive = {exhaustive, 1}};
    mlt_coco_entry_info classes[] = {{.id = 3, .frequency = 'r'}, {.id = 5, .frequency = 'c'}};
    const mlt_coco_truth truth = {.images = {.items = &image, .n = 1},
                                  .categories = {.items = classes, .n = 2}};
    mlt_lvis_lists lists = {0};
    mlt_coco_federated federated;
    (void)data;
    mltest_status status = mlt_lvis_federated(&lists, ctx, &truth, 0, &federated, NULL);
    if (status == MLTEST_OK) {
        ck_assert_uint_eq(federated.n_negative, 2);
        ck_assert_int_eq(federated.negative[0], 1);
        ck_assert_int_eq(federated.negative[1], 0);
        ck_assert_uint_eq(federated.n_not_exhaustive, 0);
    }
    mlt_lvis_lists_free(ctx, &lists);
    char *letters = mlt_lvis_frequencies(ctx, &truth);
    if (letters == NULL)
        return MLTEST_ERR_MEMORY;
    ck_assert_str_eq(letters, "rc");
    mlt_free(ctx, letters);
    return status;
}

START_TEST(test_allocations)
{
    mlt_test_every_allocation(some_lists, NULL);
}
END_TEST

Suite *mlt_suite_score_evaluation_lvis(void)
{
    Suite *suite = suite_create("score_evaluation_lvis");
    TCase *tests = tcase_create("evaluation_lvis");
    tcase_add_checked_fixture(tests, ev_set_up, ev_tear_down);
    tcase_add_test(tests, test_corrected_ids);
    tcase_add_test(tests, test_corrected_ignore);
    tcase_add_test(tests, test_corrected_nothing_found);
    tcase_add_test(tests, test_lvis);
    tcase_add_test(tests, test_lvis_needs_its_keys);
    tcase_add_test(tests, test_allocations);
    suite_add_tcase(suite, tests);
    return suite;
}
