/* SPDX-License-Identifier: MIT */
#include "compare/pairing.h"

#include "compare/pairings.h"

START_TEST(family_and_rows)
{
    cm_make_pairing(3, cm_three);
    ck_assert_uint_eq(cm_p.family, 3 * CM_KINDS); /* three pairs of models */
    cm_near(
        mlt_panel_drawn(&cm_p.draws, MLT_PANEL_AFFECTED, 2, mlt_pairing_kind_row(&cm_p, CM_K_RAIN))
            .point,
        0.5);
    cm_near(
        100 *
            mlt_panel_drawn(&cm_p.draws, MLT_PANEL_AFFECTED, 1, mlt_pairing_risk_row(&cm_p)).point,
        cm_of[1]->risk.value);
    cm_near(
        100 *
            mlt_panel_drawn(&cm_p.draws, MLT_PANEL_AFFECTED, 2, mlt_pairing_flat_row(&cm_p)).point,
        cm_of[2]->risk.flat);
    ck_assert_uint_eq(cm_notes.n, 3); /* no journal has an end */
    cm_drop_pairing();
}
END_TEST

static bool floors_are_same(const char *first, const char *second)
{
    const cm_model a = {.n = 40, .more = first}, b = {.n = 40, .more = second};
    const cm_model *const both[] = {&a, &b};
    cm_make_pairing(2, both);
    bool same = cm_p.has_same_floor;
    ck_assert(same == !isnan(mlt_paired_performance_clean(&cm_p.performance, 0, 0).point));
    ck_assert(same || strstr(cm_notes.lines[0], "average precision is not compared: net") != NULL);
    cm_drop_pairing();
    return same;
}

START_TEST(score_floors)
{
    ck_assert(floors_are_same(",\"score_floor\":0.05", ",\"score_floor\":0.05"));
    ck_assert(!floors_are_same(",\"score_floor\":0.05", ",\"score_floor\":0.051"));
    /* seen, both at 0.9; and declared by one, seen of the other */
    ck_assert(floors_are_same(",\"pad\":0", ",\"pad\":0"));
    ck_assert(!floors_are_same(",\"pad\":0", ",\"score_floor\":0.1"));
}
END_TEST

START_TEST(thresholds_that_differ)
{
    mltest_error *error = NULL;
    cm_make_pairing(2, cm_twice);
    mlt_compare_settings settings = cm_p.settings;
    mlt_pairing other;
    cm_of[1]->settings.min_confidence = 0.25;
    ck_assert_int_eq(mlt_pairing_make(&other, NULL, cm_of, 2, &settings, &cm_notes, &error),
                     MLTEST_ERR_CONFLICT);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "different thresholds"));
    mlt_pairing_free(&other);
    mltest_error_free(error);
    cm_drop_pairing();
}
END_TEST

static mltest_status pair_again(mltest_context *ctx, void *data)
{
    mlt_pairing p;
    mlt_notes notes;
    mlt_compare_settings settings = *(mlt_compare_settings *)data;
    settings.resamples = 2;
    mlt_notes_init(&notes, ctx);
    mltest_status status = mlt_pairing_make(&p, ctx, cm_of, 2, &settings, &notes, NULL);
    mlt_pairing_free(&p);
    mlt_notes_free(&notes);
    return status;
}

START_TEST(out_of_memory)
{
    cm_make_pairing(2, cm_good_bad);
    mlt_compare_settings settings = cm_p.settings;
    for (int i = 0; i < 2; i++)
        cm_of[i]->settings.tide = false;
    mlt_test_every_allocation(pair_again, &settings);
    cm_drop_pairing();
}
END_TEST

MLT_TEST_SUITE(compare_pairing, family_and_rows, score_floors, thresholds_that_differ,
               out_of_memory)
