/* SPDX-License-Identifier: MIT */
#include "compare/performance.h"

#include "base/alloc.h"
#include "compare/pairings.h"

static double mean(mlt_paired_side side, size_t model, const double *row, size_t *n_defined)
{
    double point, *draws;
    ck_assert_int_eq(
        mlt_paired_performance_mean(&cm_p.performance, side, model, row, &point, &draws, NULL),
        MLTEST_OK);
    *n_defined = 0;
    for (size_t i = 0; i < cm_p.performance.n_draws; i++)
        *n_defined += isnan(draws[i]) ? 0 : 1;
    mlt_free(NULL, draws);
    return point;
}

START_TEST(boxes)
{
    size_t n;
    cm_make_pairing(2, cm_good_bad);
    const double *fog5 = mlt_panel_level_row(&cm_p.panel, CM_L_FOG5);
    cm_near(mean(MLT_PAIRED_NOW, 1, fog5, &n), cm_of[1]->conditions[CM_FOG5].map);
    ck_assert_uint_eq(n, 60);
    cm_near(mean(MLT_PAIRED_CLEAN, 1, fog5, &n), 1);
    /* replicates are averaged */
    cm_near(mean(MLT_PAIRED_NOW, 1, mlt_panel_level_row(&cm_p.panel, CM_L_NOISE), &n),
            (cm_of[1]->conditions[CM_NOISE].map + cm_of[1]->conditions[CM_NOISE1].map) / 2);
    cm_near(mean(MLT_PAIRED_NOW, 1, mlt_panel_flat_row(&cm_p.panel), &n), cm_of[1]->risk.mpc);
    cm_near(mlt_paired_performance_clean(&cm_p.performance, 0, MLT_PRECISION_MAP).point, 1);
    cm_drop_pairing();
}
END_TEST

static char skips(int sample, int condition)
{
    if (condition == CM_RAIN)
        return sample < 12 ? 's' : 'f';
    return condition == CM_CLEAN && sample < 12 ? 'd' : 'f';
}

/* The clean pictures of a condition are those that it was judged on. */
START_TEST(clean_on_the_same)
{
    const cm_model a = {.n = 36, .answer = skips};
    const cm_model *const both[] = {&cm_good, &a};
    size_t n;
    cm_make_pairing(2, both);
    ck_assert(mlt_paired_performance_clean(&cm_p.performance, 1, MLT_PRECISION_MAP).point < 1);
    cm_near(mean(MLT_PAIRED_CLEAN, 1, mlt_panel_level_row(&cm_p.panel, CM_L_RAIN), &n), 1);
    cm_drop_pairing();
}
END_TEST

START_TEST(top_classes)
{
    const cm_model a = {.n = 36, .is_top = true}, b = {.n = 36, .is_top = true, .answer = cm_weak};
    const cm_model *const both[] = {&a, &b};
    size_t n;
    cm_make_pairing(2, both);
    cm_near(mean(MLT_PAIRED_NOW, 1, mlt_panel_level_row(&cm_p.panel, CM_L_FOG5), &n), 2. / 3);
    cm_near(mean(MLT_PAIRED_CLEAN, 1, mlt_panel_level_row(&cm_p.panel, CM_L_FOG5), &n), 1);
    ck_assert_uint_eq(n, 60);
    cm_drop_pairing();
}
END_TEST

START_TEST(nothing_to_judge)
{
    const cm_model bare = {.n = 36, .unlabelled = true};
    const cm_model *const both[] = {&bare, &bare};
    size_t n;
    cm_make_pairing(2, both);
    ck_assert(isnan(mean(MLT_PAIRED_NOW, 1, mlt_panel_flat_row(&cm_p.panel), &n)));
    ck_assert(isnan(mlt_paired_performance_clean(&cm_p.performance, 1, 0).point));
    cm_drop_pairing();
}
END_TEST

MLT_TEST_SUITE(compare_performance, boxes, clean_on_the_same, top_classes, nothing_to_judge)
