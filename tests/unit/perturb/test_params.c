/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "perturb/perturb.h"
#include "testing.h"

enum { LINEAR, STEPPED, FREE, FROM_IDENTITY, STEPPED_FROM_IDENTITY };

static const mlt_param rows[] = {
    {.name = "linear", .values = {10, 20, 40, 80, 160}},
    {.name = "stepped", .values = {3, 5, 7, 9, 13}, .rule = MLT_PARAM_STEP},
    {.name = "free", .values = {NAN, NAN, NAN, NAN, NAN}, .is_free = true},
    {.name = "from", .values = {25, 18, 15, 10, 7}, .has_identity = true, .identity = 100},
    {.name = "both",
     .values = {2, 4, 6, 8, 10},
     .rule = MLT_PARAM_STEP,
     .has_identity = true,
     .identity = 0},
};

static double value_of(int row, double severity)
{
    const mlt_kind kind = {.name = "x", .params = rows, .n_params = sizeof rows / sizeof rows[0]};
    double values[5], blend;
    mlt_kind_params(&kind, severity, values, &blend);
    ck_assert_double_eq(blend, 1); /* it has an identity */
    return values[row];
}

START_TEST(test_linear)
{
    ck_assert_double_eq(value_of(LINEAR, 1), 10);
    ck_assert_double_eq(value_of(LINEAR, 1.5), 15);
    ck_assert_double_eq(value_of(LINEAR, 3), 40);
    ck_assert_double_eq(value_of(LINEAR, 4.25), 100);
    ck_assert_double_eq(value_of(LINEAR, 5), 160);
    ck_assert_double_eq(value_of(LINEAR, 0.2), 10); /* below 1 the picture is blended */
}
END_TEST

START_TEST(test_steps_take_the_nearest_halves_up)
{
    ck_assert_double_eq(value_of(STEPPED, 0.3), 3);
    ck_assert_double_eq(value_of(STEPPED, 1.49), 3);
    ck_assert_double_eq(value_of(STEPPED, 1.5), 5);
    ck_assert_double_eq(value_of(STEPPED, 2.5), 7);
    ck_assert_double_eq(value_of(STEPPED, 4.49), 9);
    ck_assert_double_eq(value_of(STEPPED, 4.5), 13);
    ck_assert_double_eq(value_of(STEPPED, 5), 13);
}
END_TEST

START_TEST(test_identities)
{
    ck_assert_double_eq(value_of(FROM_IDENTITY, 0), 100);
    ck_assert_double_eq(value_of(FROM_IDENTITY, 0.5), 62.5); /* 100 - 75 s */
    ck_assert_double_eq(value_of(FROM_IDENTITY, 1), 25);
    ck_assert_double_eq(value_of(FROM_IDENTITY, 3.5), 12.5);
    ck_assert_double_eq(value_of(STEPPED_FROM_IDENTITY, 0.25), 0.5);
    ck_assert_double_eq(value_of(STEPPED_FROM_IDENTITY, 1.2), 2);
}
END_TEST

START_TEST(test_free_ones_do_not_follow)
{
    ck_assert(isnan(value_of(FREE, 0.5)));
    ck_assert(isnan(value_of(FREE, 5)));
}
END_TEST

static double blend_of(size_t n_params, uint32_t flags, double severity)
{
    const mlt_kind kind = {.name = "x", .params = rows, .n_params = n_params, .flags = flags};
    double values[5], blend;
    mlt_kind_params(&kind, severity, values, &blend);
    return blend;
}

START_TEST(test_blending)
{
    ck_assert_double_eq(blend_of(3, 0, 0.25), 0.25);
    ck_assert_double_eq(blend_of(3, 0, 1), 1);
    ck_assert_double_eq(blend_of(3, 0, 4), 1);
    ck_assert_double_eq(blend_of(4, 0, 0.25), 1);               /* one identity is enough */
    ck_assert_double_eq(blend_of(3, MLT_KIND_SINGLE, 0.25), 1); /* every severity is the same */
    ck_assert_double_eq(blend_of(0, 0, 0.5), 0.5);
}
END_TEST

/* Severities that are no integers lie between their neighbours, in every row of the catalogue. */
START_TEST(test_catalogue_between_integers)
{
    const mlt_kind *kind = mlt_kind_at((size_t)_i);
    for (int tenths = 1; tenths <= 50; tenths++) {
        double values[12], below[12], above[12], blend, severity = tenths / 10.0;
        double low = severity < 1 ? 0 : floor(severity);
        mlt_kind_params(kind, severity, values, &blend);
        ck_assert(blend > 0 && blend <= 1);
        mlt_kind_params(kind, low, below, &blend);
        mlt_kind_params(kind, low < 5 ? low + 1 : 5, above, &blend);
        for (size_t i = 0; i < kind->n_params; i++) {
            bool within = (values[i] >= below[i] && values[i] <= above[i]) ||
                          (values[i] <= below[i] && values[i] >= above[i]);
            ck_assert_msg(within || kind->params[i].is_free, "%s@%g %s", kind->name, severity,
                          kind->params[i].name);
        }
    }
}
END_TEST

Suite *mlt_suite_perturb_params(void);
Suite *mlt_suite_perturb_params(void)
{
    Suite *suite = suite_create("perturb_params");
    TCase *tc = tcase_create("params");
    tcase_add_test(tc, test_linear);
    tcase_add_test(tc, test_steps_take_the_nearest_halves_up);
    tcase_add_test(tc, test_identities);
    tcase_add_test(tc, test_free_ones_do_not_follow);
    tcase_add_test(tc, test_blending);
    tcase_add_loop_test(tc, test_catalogue_between_integers, 0, (int)mlt_kind_count());
    suite_add_tcase(suite, tc);
    return suite;
}
