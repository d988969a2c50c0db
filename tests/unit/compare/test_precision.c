/* SPDX-License-Identifier: MIT */
#include "compare/precision.h"

#include "compare/pairings.h"

START_TEST(as_the_scorecard)
{
    bool wanted[36];
    mlt_precision precision;
    mlt_bootstrap b;
    cm_make_pairing(2, cm_good_dim);
    mlt_precision_find_pictures(&cm_p.panel, 0, wanted);
    for (int i = 0; i < 36; i++)
        ck_assert(wanted[i]);
    ck_assert_int_eq(mlt_precision_make(&precision, &cm_p.panel, 0, wanted, true, NULL), MLTEST_OK);
    ck_assert_uint_eq(precision.n, 36);
    ck_assert_int_eq(mlt_precision_draw(&precision, 20, &b, NULL), MLTEST_OK);
    for (size_t m = 0; m < 2; m++) {
        cm_near(b.point[m * precision.n_values + MLT_PRECISION_MAP], cm_of[m]->conditions[0].map);
        cm_near(b.point[m * precision.n_values + MLT_PRECISION_AP50], cm_of[m]->conditions[0].ap50);
        cm_near(b.point[m * precision.n_values + MLT_PRECISION_CLASSES], cm_of[m]->figures[0].ap);
        ck_assert(isnan(b.point[m * precision.n_values + MLT_PRECISION_CLASSES + 1]));
    }
    ck_assert_uint_eq(b.n_draws, 20);
    mlt_bootstrap_free(NULL, &b);
    mlt_precision_free(&precision);
    cm_drop_pairing();
}
END_TEST

static char some(int sample, int condition)
{
    return condition == CM_RAIN && sample < 10   ? 's'
           : condition == CM_RAIN && sample < 15 ? 'x'
                                                 : 'f';
}

/* Failures take part; what one model skipped does not, for both. */
START_TEST(pictures_of_all)
{
    const cm_model a = {.n = 36, .answer = some}, bare = {.n = 36, .unlabelled = true};
    const cm_model *const both[] = {&cm_good, &a}, *const none[] = {&bare, &bare};
    bool wanted[36];
    cm_make_pairing(2, both);
    mlt_precision_find_pictures(&cm_p.panel, CM_RAIN, wanted);
    for (int i = 0; i < 36; i++)
        ck_assert(wanted[i] == (i >= 10));
    cm_drop_pairing();
    cm_make_pairing(2, none);
    mlt_precision_find_pictures(&cm_p.panel, CM_RAIN, wanted);
    ck_assert(!wanted[20]);
    cm_drop_pairing();
}
END_TEST

static mltest_status draw(mltest_context *ctx, void *data)
{
    mlt_precision precision;
    mlt_bootstrap b;
    cm_p.panel.ctx = ctx;
    mltest_status status = mlt_precision_make(&precision, &cm_p.panel, 0, data, true, NULL);
    if (status == MLTEST_OK) {
        status = mlt_precision_draw(&precision, 2, &b, NULL);
        mlt_precision_free(&precision);
        if (status == MLTEST_OK)
            mlt_bootstrap_free(ctx, &b);
    }
    cm_p.panel.ctx = NULL;
    return status;
}

START_TEST(out_of_memory)
{
    bool wanted[36] = {true, true, true};
    cm_make_pairing(2, cm_good_dim);
    for (int i = 0; i < 2; i++)
        cm_of[i]->settings.tide = false;
    mlt_test_every_allocation(draw, wanted);
    cm_drop_pairing();
}
END_TEST

MLT_TEST_SUITE(compare_precision, as_the_scorecard, pictures_of_all, out_of_memory)
