/* SPDX-License-Identifier: MIT */
#include "compare/panel.h"

#include "compare/panels.h"

START_TEST(levels_kinds_categories)
{
    cm_make_panel(2, NULL, cm_pair);
    ck_assert_uint_eq(cm_panel.n_levels, CM_LEVELS);
    ck_assert_uint_eq(cm_panel.n_kinds, CM_KINDS);
    ck_assert_uint_eq(cm_panel.n_categories, CM_CATEGORIES);
    ck_assert_str_eq(cm_panel.levels[CM_L_NOISE].name, "noise:r1@3#0");
    ck_assert_uint_eq(cm_panel.levels[CM_L_NOISE].n_conditions, 2);
    ck_assert_uint_eq(cm_panel.levels[CM_L_CLEAN].kind, MLT_PANEL_NO_KIND);
    ck_assert_str_eq(cm_panel.kinds[cm_panel.levels[CM_L_FOG5].kind].name, "fog");
    ck_assert_uint_eq(cm_panel.kinds[CM_K_RAIN].category, CM_C_WEATHER);
    ck_assert_uint_eq(cm_panel.n_groups, 8);
    cm_drop_panel();
}
END_TEST

/* The same tree as the scorecard's, on samples that count for all. */
START_TEST(rows)
{
    const cm_model same = {.n = 8, .answer = cm_answer_a};
    const cm_model *const both[] = {&same, &same};
    mltest_options *options = NULL;
    cm_set(&options, "weights", "fog=3,weather=2");
    cm_make_panel(2, options, both);
    double risk =
        mlt_panel_mean(&cm_panel, MLT_PANEL_AFFECTED, 1, mlt_panel_risk_row(&cm_panel), NULL);
    double fog = 2. / 8 / 2, noise = 2. / 8;
    cm_near(mlt_panel_mean(&cm_panel, MLT_PANEL_AFFECTED, 0,
                           mlt_panel_kind_row(&cm_panel, CM_K_FOG), NULL),
            fog);
    cm_near(mlt_panel_mean(&cm_panel, MLT_PANEL_AFFECTED, 0,
                           mlt_panel_category_row(&cm_panel, CM_C_WEATHER), NULL),
            fog * 3 / 4);
    cm_near(risk, (2 * fog * 3 / 4 + noise) / 3);
    cm_near(100 * risk, cm_cards[0]->risk.value);
    cm_near(100 *
                mlt_panel_mean(&cm_panel, MLT_PANEL_WRONG, 1, mlt_panel_risk_row(&cm_panel), NULL),
            cm_cards[0]->risk.failure);
    cm_near(
        100 * mlt_panel_mean(&cm_panel, MLT_PANEL_AFFECTED, 1, mlt_panel_flat_row(&cm_panel), NULL),
        cm_cards[0]->risk.flat);
    cm_drop_panel();
    mltest_options_free(options);
}
END_TEST

START_TEST(kinds_without_weight)
{
    mltest_options *options = NULL;
    cm_set(&options, "weights", "fog=0,noise=0");
    cm_make_panel(2, options, cm_pair);
    ck_assert(!mlt_panel_is_in_risk(&cm_panel, CM_K_FOG));
    ck_assert(!mlt_panel_is_in_risk(&cm_panel, CM_K_NOISE));
    ck_assert(mlt_panel_is_in_risk(&cm_panel, CM_K_RAIN));
    cm_near(mlt_panel_mean(&cm_panel, MLT_PANEL_AFFECTED, 0, mlt_panel_risk_row(&cm_panel), NULL),
            0);
    cm_near(mlt_panel_mean(&cm_panel, MLT_PANEL_AFFECTED, 0,
                           mlt_panel_kind_row(&cm_panel, CM_K_FOG), NULL),
            1. / 7);
    cm_drop_panel();
    mltest_options_free(options);
}
END_TEST

static char skips_rain(int sample, int condition)
{
    return condition == CM_RAIN && sample < 5 ? 's' : 'f';
}

/* More skipped than counted for one of the models. */
START_TEST(undefined_levels)
{
    const cm_model c = {.n = 8, .answer = skips_rain};
    const cm_model *const three[] = {&cm_a, &cm_b, &c};
    cm_make_panel(3, NULL, three);
    ck_assert(cm_panel.levels[CM_L_RAIN].undefined);
    ck_assert_uint_eq(cm_panel.kinds[CM_K_RAIN].n_levels, 0);
    ck_assert(!mlt_panel_is_in_risk(&cm_panel, CM_K_RAIN));
    ck_assert(isnan(mlt_panel_mean(&cm_panel, MLT_PANEL_AFFECTED, 0,
                                   mlt_panel_kind_row(&cm_panel, CM_K_RAIN), NULL)));
    cm_drop_panel();
}
END_TEST

MLT_TEST_SUITE(compare_panel_groups, levels_kinds_categories, rows, kinds_without_weight,
               undefined_levels)
