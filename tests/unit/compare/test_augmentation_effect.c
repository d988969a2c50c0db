/* SPDX-License-Identifier: MIT */
#include "compare/augmentation_effect.h"

#include "compare/panels.h"

static const size_t first[] = {0}, second[] = {1};
static const mlt_arm arms[2] = {{"a", first, 1}, {"b", second, 1}};
static const mlt_effect_settings settings = {.equivalence = 0.02, .n_draws = 200};

static mlt_effects effects;

static void make(const char *const *lists, size_t n)
{
    mlt_augmentation_use uses[4];
    mltest_error *error = NULL;
    for (size_t i = 0; i < n; i++)
        uses[i] = (mlt_augmentation_use){lists[i], lists[i]};
    ck_assert_msg(mlt_effects_make(&effects, &cm_panel, arms, uses, n, &settings, &error) ==
                      MLTEST_OK,
                  "%s", mltest_error_message(error));
}

static void drop(void)
{
    mlt_effects_free(&effects);
    cm_drop_panel();
}

/* An augmentation is the mean over its kinds; the kinds of none are side effects. */
START_TEST(rows)
{
    const char *const lists[] = {"fog noise", "snow"};
    cm_make_panel(2, NULL, cm_pair);
    make(lists, 2);
    ck_assert_uint_eq(effects.n_uses, 2);
    ck_assert_uint_eq(effects.n, 3);
    ck_assert(!effects.of_recipes);
    const mlt_effect *both = &effects.rows[0], *none = &effects.rows[1], *rain = &effects.rows[2];
    ck_assert_uint_eq(both->n_kinds, 2);
    double fog_a = (2. / 7 + 0. / 4) / 2, fog_b = (3. / 7 + 4. / 4) / 2;
    double noise_a = 1.5 / 7, noise_b = 0;
    cm_near(both->first, (fog_a + noise_a) / 2);
    cm_near(both->second, (fog_b + noise_b) / 2);
    cm_near(both->affected.difference, both->second - both->first);
    ck_assert(both->affected.low <= both->affected.difference);
    ck_assert(both->affected.high >= both->affected.difference);
    ck_assert(both->affected.p > 0 && both->affected.p <= 1);
    ck_assert(!isnan(both->failure.difference));
    ck_assert_uint_eq(none->n_kinds, 0);
    ck_assert_int_eq(none->state, MLT_EFFECT_NOT_TESTED);
    ck_assert(isnan(none->p_corrected) && isnan(none->first));
    /* what was not tested is no hypothesis */
    ck_assert_double_eq(both->p_corrected, both->affected.p);
    ck_assert_str_eq(rain->name, "rain");
    ck_assert_uint_eq(rain->kind, CM_K_RAIN);
    cm_near(rain->affected.difference, 0);
    drop();
}
END_TEST

START_TEST(as_the_panel_has_it)
{
    const char *const lists[] = {"noise"};
    double d[8], sum = 0;
    cm_make_panel(2, NULL, cm_pair);
    make(lists, 1);
    mlt_panel_differences(&cm_panel, MLT_PANEL_WRONG, 0, 1,
                          mlt_panel_kind_row(&cm_panel, CM_K_NOISE), d);
    for (int g = 0; g < 8; g++)
        sum += d[g];
    cm_near(effects.rows[0].failure.difference, sum);
    ck_assert_uint_eq(effects.n, 3); /* fog and rain beside it */
    drop();
}
END_TEST

START_TEST(no_labels)
{
    const cm_model bare_a = {.n = 8, .answer = cm_answer_a, .unlabelled = true},
                   bare_b = {.n = 8, .answer = cm_answer_b, .unlabelled = true};
    const cm_model *const both[] = {&bare_a, &bare_b};
    const char *const lists[] = {"fog"};
    cm_make_panel(2, NULL, both);
    make(lists, 1);
    ck_assert(!isnan(effects.rows[0].affected.difference));
    ck_assert(isnan(effects.rows[0].failure.difference));
    ck_assert(isnan(effects.rows[0].failure.low));
    drop();
}
END_TEST

static char answer_helped(int sample, int condition)
{
    return condition == CM_FOG3 && sample % 20 == 0 ? 'l' : 'f';
}

static char answer_harmed(int sample, int condition)
{
    return (condition == CM_FOG3 && sample % 2) || (condition == CM_RAIN && sample % 3 == 0) ? 'l'
                                                                                             : 'f';
}

/* Enough pictures, and a difference that nobody misses. */
START_TEST(states)
{
    const cm_model a = {.n = 400, .answer = answer_harmed}, b = {.n = 400, .answer = answer_helped};
    const cm_model *const ab[] = {&a, &b}, *const ba[] = {&b, &a};
    const char *const lists[] = {"fog", "noise"};
    cm_make_panel(2, NULL, ab);
    make(lists, 2);
    ck_assert_int_eq(effects.rows[0].state, MLT_EFFECT_HELPED);
    cm_near(effects.rows[0].affected.difference, (0.05 - 0.5) / 2);
    ck_assert_int_eq(effects.rows[1].state, MLT_EFFECT_NONE); /* of 400 pictures */
    ck_assert_str_eq(effects.rows[2].name, "rain");
    ck_assert_int_eq(effects.rows[2].state, MLT_EFFECT_HELPED);
    drop();
    cm_make_panel(2, NULL, ba);
    make(lists, 2);
    ck_assert_int_eq(effects.rows[0].state, MLT_EFFECT_HARMED);
    drop();
}
END_TEST

/* p of two augmentations is corrected for both. */
START_TEST(holm_over_augmentations)
{
    const char *const lists[] = {"fog", "noise"};
    cm_make_panel(2, NULL, cm_pair);
    make(lists, 2);
    double p = effects.rows[0].affected.p, q = effects.rows[1].affected.p;
    double least = p < q ? p : q;
    ck_assert_double_eq(effects.rows[p <= q ? 0 : 1].p_corrected, 2 * least < 1 ? 2 * least : 1);
    drop();
}
END_TEST

/* Three runs of each: the same models thrice have no spread of runs, so that groups alone count. */
START_TEST(arms_of_runs)
{
    const size_t of_a[] = {0, 0, 0}, of_b[] = {1, 1, 1};
    const mlt_arm thrice[2] = {{"a", of_a, 3}, {"b", of_b, 3}};
    const mlt_augmentation_use use = {"fog", "fog"};
    cm_make_panel(2, NULL, cm_pair);
    ck_assert_int_eq(mlt_effects_make(&effects, &cm_panel, thrice, &use, 1, &settings, NULL),
                     MLTEST_OK);
    ck_assert(effects.of_recipes && effects.rows[0].affected.of_recipes);
    cm_near(effects.rows[0].affected.difference, effects.rows[0].second - effects.rows[0].first);
    ck_assert_double_eq_tol(effects.rows[0].affected.df, 7, 1e-9);
    drop();
}
END_TEST

static mltest_status make_again(mltest_context *ctx, void *data)
{
    const mlt_augmentation_use use = {"fog", "fog"};
    mlt_panel panel = cm_panel;
    mlt_effects again;
    (void)data;
    panel.ctx = ctx;
    mltest_status status = mlt_effects_make(&again, &panel, arms, &use, 1, &settings, NULL);
    mlt_effects_free(&again);
    return status;
}

START_TEST(out_of_memory)
{
    cm_make_panel(2, NULL, cm_pair);
    mlt_test_every_allocation(make_again, NULL);
    cm_drop_panel();
}
END_TEST

MLT_TEST_SUITE(compare_augmentation_effect, rows, as_the_panel_has_it, no_labels, states,
               holm_over_augmentations, arms_of_runs, out_of_memory)
