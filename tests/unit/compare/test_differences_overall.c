/* SPDX-License-Identifier: MIT */
#include "compare/differences.h"

#include "compare/pairings.h"
#include "compare/sentence.h"

START_TEST(of_boxes)
{
    mlt_rows rows;
    cm_make_pairing(2, cm_good_dim);
    mlt_rows_init(&rows, NULL);
    ck_assert_int_eq(mlt_differences_overall(&rows, &cm_p, 1, NULL), MLTEST_OK);
    const mlt_row *map = mlt_find_row(&rows, "clean.mAP", 1);
    cm_near(map->difference.value, cm_of[1]->conditions[0].map - cm_of[0]->conditions[0].map);
    ck_assert(map->difference.low < map->difference.value && map->difference.high < 0);
    cm_near(map->n, 36);
    cm_near(mlt_find_row(&rows, "clean.AP50", 1)->difference.second, cm_of[1]->conditions[0].ap50);
    const mlt_row *risk = mlt_find_row(&rows, "risk", 1);
    cm_near(risk->difference.second, cm_of[1]->risk.value);
    ck_assert(risk->is_less_better && risk->p < 0.001);
    cm_near(mlt_find_row(&rows, "failure_under_change", 1)->difference.second,
            cm_of[1]->risk.failure);
    cm_near(mlt_find_row(&rows, "mPC", 1)->difference.second, cm_of[1]->risk.mpc);
    ck_assert_ptr_null(mlt_find_row(&rows, "clean.top1", 1));
    ck_assert_ptr_null(mlt_find_row(&rows, "cost", 1));
    mlt_rows_free(&rows);
    cm_drop_pairing();
}
END_TEST

static char wrong(int sample, int condition)
{
    return condition == CM_CLEAN && sample < 12 ? 'd' : 'f';
}

START_TEST(of_classes)
{
    const cm_model a = {.n = 36, .is_top = true}, b = {.n = 36, .is_top = true, .answer = wrong};
    const cm_model *const both[] = {&a, &b};
    mlt_rows rows;
    cm_make_pairing(2, both);
    mlt_rows_init(&rows, NULL);
    ck_assert_int_eq(mlt_differences_overall(&rows, &cm_p, 1, NULL), MLTEST_OK);
    const mlt_row *top = mlt_find_row(&rows, "clean.top1", 1);
    cm_near(top->difference.value, -1. / 3);
    cm_near(top->p, 2 / 4096.);
    ck_assert_ptr_null(mlt_find_row(&rows, "clean.mAP", 1));
    ck_assert_ptr_null(mlt_find_row(&rows, "lost", 1));
    mlt_rows_free(&rows);
    cm_drop_pairing();
}
END_TEST

MLT_TEST_SUITE(compare_differences_overall, of_boxes, of_classes)
