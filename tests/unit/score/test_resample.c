/* SPDX-License-Identifier: MIT */
#include "score/resample.h"

#include "score/fixtures.h"

Suite *mlt_suite_score_resample(void);

typedef struct {
    mltest_scorecard *card;
    mlt_groups groups;
    mlt_units units;
} scene;

static void open_journal(scene *s, mltest_journal *journal)
{
    s->card = fx_score(journal);
    ck_assert_int_eq(mlt_groups_make(&s->groups, s->card, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_units_make(&s->units, NULL, s->card->journal, NULL), MLTEST_OK);
}

static void open_scene(scene *s)
{
    open_journal(s, fx_open(true));
}

static void close_scene(scene *s)
{
    mlt_units_free(NULL, &s->units);
    mlt_groups_free(&s->groups);
    mlt_scorecard_unref(s->card);
}

static void check_equal(double got, double want)
{
    ck_assert(isnan(got) == isnan(want));
    if (!isnan(want))
        fx_near(got, want);
}

/* The sample itself has the figures of the card. */
static void check_values(scene *scored)
{
    scene s = *scored;
    mlt_score_intervals i;
    ck_assert_int_eq(mlt_score_resample(&i, s.card, &s.groups, &s.units, 100, NULL), MLTEST_OK);
    ck_assert_uint_eq(i.n_levels, s.card->n_levels);
    ck_assert_uint_eq(i.n_units, FX_SAMPLES);
    check_equal(i.risk.value, s.card->risk.value);
    check_equal(i.flat.value, s.card->risk.flat);
    check_equal(i.failure.value, s.card->risk.failure);
    for (size_t k = 0; k < i.n_levels; k++)
        check_equal(i.robustness[k].value, 100 * s.card->levels[k].mean_r);
    for (size_t k = 0; k < i.n_kinds; k++)
        check_equal(i.kinds[k].value, 100 * s.groups.kinds[k].affected);
    for (size_t k = 0; k < i.n_categories; k++)
        check_equal(i.categories[k].value, 100 * s.groups.categories[k].affected);
    mlt_score_intervals_free(NULL, &i);
}

START_TEST(test_values_are_the_cards)
{
    scene s;
    open_scene(&s);
    check_values(&s);
    close_scene(&s);
}
END_TEST

/* Without clean answers nobody is affected of whom it could be said, but labels are missed: the
 * failure has kinds that the risk has not. */
START_TEST(test_failure_without_risk)
{
    scene s;
    mltest_journal *journal = fx_open(true);
    for (size_t i = 0; i < FX_SAMPLES; i++)
        fx_outcome(journal, i, FX_CLEAN)->type = MLT_FAILURE;
    open_journal(&s, journal);
    ck_assert(isnan(s.card->risk.value));
    fx_near(s.card->risk.failure, 37.5);
    check_values(&s);
    close_scene(&s);
}
END_TEST

/* Fog affects two of four samples: a draw of four affects k with probability C(4,k)/16, so that of
 * many draws the middle 95 % reach from 0 to 100; nobody is affected by dither. */
START_TEST(test_intervals)
{
    scene s;
    mlt_score_intervals i;
    open_scene(&s);
    ck_assert_int_eq(mlt_score_resample(&i, s.card, &s.groups, &s.units, 4000, NULL), MLTEST_OK);
    size_t fog = 0;
    while (strcmp(s.groups.kinds[fog].name, "fog") != 0)
        fog++;
    fx_near(i.kinds[fog].value, 50);
    fx_near(i.kinds[fog].interval.low, 0);
    fx_near(i.kinds[fog].interval.high, 100);
    ck_assert_double_eq_tol(i.kinds[fog].interval.se, 25, 1); /* sqrt(.25/4) */
    ck_assert(i.risk.interval.low <= i.risk.lower && i.risk.lower <= i.risk.value);
    ck_assert(i.risk.interval.high >= i.risk.upper && i.risk.upper >= i.risk.value);
    mlt_score_intervals_free(NULL, &i);
    close_scene(&s);
}
END_TEST

/* Two pairs of copies are two units, of which a draw is one, or the other, or both. */
START_TEST(test_groups)
{
    scene s;
    mlt_score_intervals i;
    open_scene(&s);
    s.units.n = 2;
    for (size_t k = 0; k < FX_SAMPLES; k++)
        s.units.of[k] = k % 2; /* b and d, both affected by fog; a and c, neither */
    ck_assert_int_eq(mlt_score_resample(&i, s.card, &s.groups, &s.units, 4000, NULL), MLTEST_OK);
    size_t fog = 0;
    while (strcmp(s.groups.kinds[fog].name, "fog") != 0)
        fog++;
    ck_assert_double_eq_tol(i.kinds[fog].interval.se, 100 * sqrt(0.125), 2);
    mlt_score_intervals_free(NULL, &i);
    close_scene(&s);
}
END_TEST

Suite *mlt_suite_score_resample(void)
{
    Suite *suite = suite_create("score_resample");
    TCase *tests = tcase_create("resample");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, test_values_are_the_cards);
    tcase_add_test(tests, test_failure_without_risk);
    tcase_add_test(tests, test_intervals);
    tcase_add_test(tests, test_groups);
    suite_add_tcase(suite, tests);
    return suite;
}
