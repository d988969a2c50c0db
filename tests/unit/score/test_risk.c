/* SPDX-License-Identifier: MIT */
#include "score/fixtures.h"

/* Weather .5 (fog; rain is undefined) and noise .25: dither and the chain do not count. */
START_TEST(test_by_hand)
{
    mltest_scorecard *card = fx_card(true, true);
    const mlt_risk *risk = &card->risk;
    fx_near(risk->value, 37.5);
    fx_near(risk->flat, 37.5);
    fx_near(risk->failure, 37.5);
    fx_near(risk->worst_case, 0.75); /* b, c and d */
    ck_assert_str_eq(risk->worst_kind, "fog");
    ck_assert_str_eq(risk->worst_category, "weather");
    fx_near(risk->worst_kind_value, 0.5);
    fx_near(risk->worst_category_value, 0.5);
    fx_near(risk->mpc, (51.0 / 101 + 76.0 / 101) / 2);
    fx_near(risk->mpc_clean, 1);
    fx_near(risk->rpc, risk->mpc);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_groups)
{
    mltest_scorecard *card = fx_card(true, true);
    mlt_groups groups;
    ck_assert_int_eq(mlt_groups_make(&groups, card, NULL), MLTEST_OK);
    ck_assert_uint_eq(groups.n_kinds, 3);
    ck_assert_uint_eq(groups.n_categories, 2);
    ck_assert_str_eq(groups.kinds[0].name, "fog");
    ck_assert_str_eq(groups.kinds[2].name, "rain");
    ck_assert_uint_eq(groups.kinds[2].n, 0);
    ck_assert(isnan(groups.kinds[2].affected));
    ck_assert_str_eq(groups.categories[0].name, "weather");
    ck_assert_uint_eq(groups.categories[0].n, 2);
    fx_near(groups.categories[0].affected, 0.5);
    fx_near(groups.categories[1].mean_r, 0.75);
    mlt_groups_free(&groups);
    mlt_scorecard_unref(card);
}
END_TEST

/* Kinds of one category are averaged first: the risk is a mean of means. */
START_TEST(test_categories_weigh_the_same)
{
    mltest_scorecard *card = fx_card(true, true);
    mlt_groups groups;
    card->conditions[FX_RAIN].undefined = false;
    card->conditions[FX_RAIN].affected.value = 1;
    ck_assert_int_eq(mlt_groups_make(&groups, card, NULL), MLTEST_OK);
    fx_near(card->risk.value, 100 * ((0.5 + 1) / 2 + 0.25) / 2);
    fx_near(card->risk.flat, 100 * (0.5 + 1 + 0.25) / 3);
    ck_assert_str_eq(card->risk.worst_kind, "rain");
    fx_near(card->risk.worst_case, 0.75); /* rain is above severity 3 */
    mlt_groups_free(&groups);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_without_labels)
{
    mltest_scorecard *card = fx_card(false, true);
    fx_near(card->risk.value, 37.5);
    ck_assert(isnan(card->risk.failure));
    ck_assert(isnan(card->risk.mpc) && isnan(card->risk.rpc));
    mlt_scorecard_unref(card);
}
END_TEST

FX_SUITE(risk, test_by_hand, test_groups, test_categories_weigh_the_same, test_without_labels)
