/* SPDX-License-Identifier: MIT */
/*
 * Panels of two models that fail in different ways.
 */
#ifndef MLT_TESTS_COMPARE_PANELS_H
#define MLT_TESTS_COMPARE_PANELS_H

#include "compare/fixtures.h"
#include "compare/panel.h"

static mltest_scorecard *cm_cards[3];
static mlt_panel cm_panel;

static inline void cm_make_panel(size_t n, const mltest_options *options,
                                 const cm_model *const models[])
{
    mltest_error *error = NULL;
    for (size_t i = 0; i < n; i++)
        cm_cards[i] = cm_card(models[i], options);
    ck_assert_msg(mlt_panel_make(&cm_panel, NULL, cm_cards, n, &error) == MLTEST_OK, "%s",
                  mltest_error_message(error));
}

static inline void cm_drop_panel(void)
{
    for (size_t i = 0; i < cm_panel.n_models; i++)
        mlt_scorecard_unref(cm_cards[i]);
    mlt_panel_free(&cm_panel);
}

static inline char cm_answer_a(int sample, int condition)
{
    if (condition == CM_FOG3)
        return sample < 2 ? 'l' : 'f';
    if (condition == CM_NOISE1)
        return sample % 2 ? 'x' : 'f';
    return condition == CM_RAIN && sample < 3 ? 's' : 'f';
}

static inline char cm_answer_b(int sample, int condition)
{
    if (condition == CM_CLEAN)
        return sample == 7 ? 'l' : 'f'; /* blind */
    if (condition == CM_FOG3)
        return sample == 0 || sample == 4 || sample == 5 ? 'l' : 'f';
    if (condition == CM_FOG5)
        return sample < 4 ? 'n' : 's';
    return 'f';
}

static const cm_model cm_a = {.n = 8, .answer = cm_answer_a},
                      cm_b = {.n = 8, .answer = cm_answer_b};
static const cm_model *const cm_pair[] = {&cm_a, &cm_b};

#endif
