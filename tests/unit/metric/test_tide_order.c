/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/alloc.h"
#include "metric/tide_parts.h"
#include "testing.h"

Suite *mlt_suite_metric_tide_order(void);

enum { N_CLASSES = 4 };
static const mlt_box unit = {0, 0, 10, 10};
static const mlt_box far = {100, 100, 10, 10};

/* What mlt_tide_finish() allocates. */
typedef struct {
    uint32_t image_order[4], seen[N_CLASSES], class_order[MLT_TIDE_N_BITS * N_CLASSES];
    size_t asked[N_CLASSES], used[N_CLASSES], missed[N_CLASSES], first_step[N_CLASSES + 1];
} room;

static mlt_tide *new_tide(void)
{
    mlt_tide *tide;
    const mlt_tide_options options = {.n_classes = N_CLASSES};
    ck_assert_int_eq(mlt_tide_new(&tide, NULL, &options, NULL), MLTEST_OK);
    return tide;
}

static mlt_tide_work order(const mlt_tide *tide, room *r)
{
    *r = (room){0};
    mlt_tide_work work = {.tide = tide,
                          .image_order = r->image_order,
                          .asked = r->asked,
                          .used = r->used,
                          .missed = r->missed,
                          .seen = r->seen,
                          .first_step = r->first_step,
                          .class_order = r->class_order};
    ck_assert_int_eq(mlt_tide_order(&work, NULL), MLTEST_OK);
    return work;
}

static void free_steps(mlt_tide_work *work)
{
    mlt_free(NULL, work->steps);
    mlt_free(NULL, work->scratch);
    mlt_free(NULL, work->precisions);
}

/* The classes of a run, as in "2 1 ". */
static void expect_classes(const mlt_tide_work *work, unsigned run, const char *expected)
{
    char got[32] = "";
    for (size_t i = 0; i < work->n_ordered[run]; i++)
        sprintf(got + strlen(got), "%u ", work->class_order[run * N_CLASSES + i]);
    ck_assert_str_eq(got, expected);
}

/* In class 0 something is excused at low thresholds only; class 3 is missed altogether. */
START_TEST(classes)
{
    const mlt_truth crowd = {unit, 100, 1, 0, MLT_TRUTH_CROWD};
    const mlt_pred in_crowd = {{0, 0, 10, 15}, 0.5, 0}; /* two thirds in it */
    const mlt_truth truths[] = {{far, 100, 2, 3, 0}, {unit, 100, 3, 2, 0}};
    const mlt_pred preds[] = {{unit, 0.4, 2}, {{50, 50, 1, 1}, 0.9, 1}};
    room r;
    mlt_tide *tide = new_tide();
    ck_assert_int_eq(mlt_tide_add(tide, 5, truths, 2, preds, 2, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_tide_add(tide, 3, &crowd, 1, &in_crowd, 1, NULL), MLTEST_OK);
    mlt_tide_work work = order(tide, &r);
    ck_assert(r.image_order[0] == 1 && r.image_order[1] == 0);
    ck_assert(r.asked[2] == 1 && r.used[2] == 1 && r.missed[2] == 0);
    ck_assert(r.asked[3] == 1 && r.used[3] == 0 && r.missed[3] == 1 && r.asked[0] == 0);
    expect_classes(&work, MLT_TIDE_RUN_POS, "3 2 1 ");
    expect_classes(&work, MLT_TIDE_RUN_IOU + 3, "3 2 1 ");
    expect_classes(&work, MLT_TIDE_RUN_IOU + 4, "0 3 2 1 ");
    /* Errors, then matches, then the rest. */
    expect_classes(&work, MLT_TIDE_RUN_MISS, "1 2 3 ");
    expect_classes(&work, MLT_TIDE_RUN_FIX + MLT_TIDE_LOC, "1 2 3 ");
    expect_classes(&work, MLT_TIDE_RUN_FIX + MLT_TIDE_BKG, "2 3 1 ");
    free_steps(&work);
    mlt_tide_free(tide);
}
END_TEST

/* By score, then key, then rank; a mended Cls error also stands under the class of its truth. */
START_TEST(steps)
{
    enum { CLS = MLT_TIDE_RUN_FIX + MLT_TIDE_CLS, LOC = MLT_TIDE_RUN_FIX + MLT_TIDE_LOC };
    const mlt_truth truths[] = {{unit, 100, 2, 1, 0}, {far, 100, 3, 0, 0}};
    const mlt_pred first[] = {{unit, 0.5, 0}, {{100, 100, 10, 2}, 0.5, 0}}; /* Cls, Loc */
    const mlt_pred second[] = {{unit, 0.7, 1}, {far, 0.5, 0}};
    room r;
    mlt_tide *tide = new_tide();
    ck_assert_int_eq(mlt_tide_add(tide, 9, truths, 2, second, 2, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_tide_add(tide, 8, truths, 2, first, 2, NULL), MLTEST_OK);
    mlt_tide_work work = order(tide, &r);
    const size_t starts[] = {0, 3, 5, 5, 5};
    ck_assert_mem_eq(r.first_step, starts, sizeof starts);
    const mlt_keyed *s = work.steps;
    ck_assert_uint_eq(s[0].index, 0);
    ck_assert_uint_eq(s[0].group, MLT_TIDE_BASE_BITS | (MLT_TIDE_FIX_BITS & ~(1u << CLS)));
    ck_assert_uint_eq(s[1].index, 1u << LOC);
    ck_assert_uint_eq(s[1].group, MLT_TIDE_BASE_BITS | (MLT_TIDE_FIX_BITS & ~(1u << LOC)));
    ck_assert_uint_eq(s[2].index, MLT_TIDE_BASE_BITS | MLT_TIDE_FIX_BITS);
    ck_assert_uint_eq(s[2].group, 0);
    ck_assert_uint_eq(s[3].index, MLT_TIDE_BASE_BITS | MLT_TIDE_FIX_BITS);
    ck_assert_uint_eq(s[4].index, 1u << CLS);
    ck_assert_uint_eq(s[4].group, 0);
    expect_classes(&work, CLS, "1 0 "); /* the moved one comes before the Loc error */
    expect_classes(&work, LOC, "0 1 ");
    free_steps(&work);
    mlt_tide_free(tide);
}
END_TEST

START_TEST(nothing)
{
    room r;
    mlt_tide *tide = new_tide();
    mlt_tide_work work = order(tide, &r);
    expect_classes(&work, MLT_TIDE_RUN_POS, "");
    ck_assert_uint_eq(r.first_step[N_CLASSES], 0);
    free_steps(&work);
    mlt_tide_free(tide);
}
END_TEST

Suite *mlt_suite_metric_tide_order(void)
{
    Suite *suite = suite_create("metric_tide_order");
    TCase *tests = tcase_create("order");
    tcase_add_test(tests, classes);
    tcase_add_test(tests, steps);
    tcase_add_test(tests, nothing);
    suite_add_tcase(suite, tests);
    return suite;
}
