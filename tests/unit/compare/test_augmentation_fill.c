/* SPDX-License-Identifier: MIT */
#include "compare/augmentation_fill.h"

#include "compare/panels.h"

static const size_t first[] = {0, 0, 0}, second[] = {1, 1, 1};
static const mlt_arm arms[2] = {{"plain", first, 1}, {"blurred", second, 1}};

static void says(const mlt_effects *e, mlt_effect_state state, double upper, const char *wanted)
{
    const mlt_effect effect = {.state = state, .affected = {.lower = -0.01, .upper = upper}};
    mlt_text text;
    mlt_text_init(&text, NULL);
    mlt_effect_say(&text, e, &effect, arms);
    ck_assert_str_eq(mlt_text_string(&text), wanted);
    mlt_text_free(&text);
}

START_TEST(words_of_models)
{
    const mlt_effects e = {.n_uses = 1, .equivalence = 0.02};
    says(&e, MLT_EFFECT_HELPED, 0.1, "blurred behaves better here than plain");
    says(&e, MLT_EFFECT_HARMED, 0.1, "blurred behaves worse here than plain");
    says(&e, MLT_EFFECT_HELPED, 0.01,
         "blurred behaves better here than plain, by less than 2 points");
    says(&e, MLT_EFFECT_NONE, 0.01, "blurred behaves as plain does here, within 2 points");
    says(&e, MLT_EFFECT_NOT_DECIDED, 0.1, "these samples do not decide it");
    says(&e, MLT_EFFECT_NOT_TESTED, NAN, "none of its kinds was tested");
}
END_TEST

/* A cause is named only where there are runs enough. */
START_TEST(words_of_recipes)
{
    mlt_effects e = {.n_uses = 1, .of_recipes = true, .equivalence = 0.025};
    says(&e, MLT_EFFECT_HELPED, 0.1,
         "blurred behaves better here than plain because of the augmentation");
    says(&e, MLT_EFFECT_HARMED, 0.02,
         "blurred behaves worse here than plain because of the augmentation, by less than 2.5 "
         "points");
    says(&e, MLT_EFFECT_NOT_DECIDED, 0.1, "these runs and samples do not decide it");
    e.n_uses = 2;
    says(&e, MLT_EFFECT_HELPED, 0.1,
         "blurred behaves better here than plain because of the augmentations together");
}
END_TEST

static mlt_results *results;

static mltest_status fill(mltest_context *ctx, void *data)
{
    const mlt_effect_settings settings = {.equivalence = 0.02, .n_draws = 50};
    const mlt_augmentation_use uses[] = {{"blur", "fog snow"}, {"flip", "mirror"}};
    mlt_panel panel = cm_panel;
    mlt_effects effects;
    (void)data;
    panel.ctx = ctx;
    mltest_status status = mlt_results_new(&results, ctx, NULL);
    if (status != MLTEST_OK)
        return status;
    status = mlt_effects_make(&effects, &panel, arms, uses, 2, &settings, NULL);
    if (status == MLTEST_OK)
        status = mlt_effects_fill(results, &effects, &panel, arms, NULL);
    mlt_effects_free(&effects);
    return status;
}

static const mlt_column *column(const char *table, const char *name)
{
    const mlt_column *found = mlt_table_find_column(mlt_results_find_table(results, table), name);
    ck_assert_msg(found != NULL, "table %s has no column %s", table, name);
    return found;
}

START_TEST(tables)
{
    cm_make_panel(2, NULL, cm_pair);
    ck_assert_int_eq(fill(NULL, NULL), MLTEST_OK);
    ck_assert_uint_eq(mlt_results_find_table(results, "augmentations")->n_rows, 2);
    ck_assert_uint_eq(mlt_results_find_table(results, "side_effects")->n_rows, 2);
    ck_assert_str_eq(column("augmentations", "name")->strings[0], "blur");
    ck_assert_str_eq(column("augmentations", "kinds")->strings[0], "fog");
    ck_assert_str_eq(column("augmentations", "kinds")->strings[1], "");
    ck_assert_str_eq(column("augmentations", "state")->strings[0], "harmed");
    ck_assert_str_eq(column("augmentations", "state")->strings[1], "not tested");
    ck_assert_str_eq(column("augmentations", "statement")->strings[0],
                     "blurred behaves worse here than plain");
    cm_near(column("augmentations", "difference")->doubles[0],
            column("augmentations", "second")->doubles[0] -
                column("augmentations", "first")->doubles[0]);
    ck_assert(!isnan(column("augmentations", "p_holm")->doubles[0]));
    ck_assert(!isnan(column("augmentations", "failure.low")->doubles[0]));
    ck_assert(isnan(column("augmentations", "difference")->doubles[1]));
    ck_assert_str_eq(column("side_effects", "name")->strings[0], "noise");
    ck_assert_str_eq(column("side_effects", "category")->strings[1], "weather");
    ck_assert_str_eq(column("side_effects", "verdict")->strings[1], "no evidence");
    ck_assert(!isnan(column("side_effects", "p_bh")->doubles[0]));
    ck_assert_str_eq(column("arms", "name")->strings[1], "blurred");
    ck_assert_int_eq(column("arms", "runs")->ints[0], 1);
    cm_near(mlt_results_find_value(results, "augmentation.equivalence")->number, 0.02);
    ck_assert(mlt_results_find_value(results, "augmentation.of_recipes")->number < 0.5);
    ck_assert_ptr_nonnull(strstr(mlt_results_find_value(results, "augmentation.about")->text,
                                 "cannot tell it from the seed"));
    mlt_results_free(results);
    cm_drop_panel();
}
END_TEST

static mltest_status fill_and_free(mltest_context *ctx, void *data)
{
    mltest_status status;
    results = NULL;
    status = fill(ctx, data);
    mlt_results_free(results);
    return status;
}

START_TEST(out_of_memory)
{
    cm_make_panel(2, NULL, cm_pair);
    mlt_test_every_allocation(fill_and_free, NULL);
    cm_drop_panel();
}
END_TEST

MLT_TEST_SUITE(compare_augmentation_fill, words_of_models, words_of_recipes, tables, out_of_memory)
