/* SPDX-License-Identifier: MIT */
#include "score/drawn_pictures.h"

#include "score/fixtures.h"

/* Rain was tried on a alone; b has no label. */
START_TEST(test_who_takes_part)
{
    static const double of_units[FX_SAMPLES] = {2, 3, 5, 7};
    double weights[FX_SAMPLES];
    mltest_journal *journal = fx_open(true);
    fx_label(journal, 1, NULL, 0);
    mltest_scorecard *card = fx_score(journal);
    const mlt_performance w = {.card = card};
    mlt_drawn_pictures p;
    ck_assert_int_eq(mlt_drawn_pictures_make(&p, &w, FX_FOG, FX_FOG, NULL), MLTEST_OK);
    ck_assert(p.n == 3 && p.all);
    mlt_drawn_pictures_weigh(&p, of_units, weights);
    ck_assert(weights[0] == 2 && weights[1] == 5 && weights[2] == 7); /* d failed: it counts */
    mlt_drawn_pictures_free(&p);
    ck_assert_int_eq(mlt_drawn_pictures_make(&p, &w, FX_CLEAN, FX_RAIN, NULL), MLTEST_OK);
    ck_assert(p.n == 3 && !p.all);
    mlt_drawn_pictures_weigh(&p, of_units, weights);
    ck_assert(weights[0] == 2 && weights[1] == 0 && weights[2] == 0);
    mlt_drawn_pictures_free(&p);
    ck_assert_int_eq(mlt_drawn_pictures_make(&p, &w, FX_RAIN, FX_CLEAN, NULL), MLTEST_OK);
    ck_assert(p.n == 1 && p.all);
    mlt_drawn_pictures_free(&p);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_subtraction)
{
    double point[2][2] = {{5, 0}, {3, 0}}, draws[2][4] = {{1, 2, 0, 0}, {4, NAN, 0, 0}},
           jackknife[2][2] = {{8, 0}, {6, 0}};
    mlt_bootstrap a = {2, 2, 1, point[0], draws[0], jackknife[0]},
                  b = {2, 2, 1, point[1], draws[1], jackknife[1]};
    mlt_draws_subtract(&a, 1, &a, &b, 0);
    ck_assert(a.point[1] == 2 && a.draws[2] == -3 && isnan(a.draws[3]) && a.jackknife[1] == 2);
    mlt_draws_subtract(&b, 1, &a, &b, 0);
    ck_assert(b.point[1] == 2 && b.draws[2] == -3 && a.draws[0] == 1);
}
END_TEST

FX_SUITE(drawn_pictures, test_who_takes_part, test_subtraction)
