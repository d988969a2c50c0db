/* SPDX-License-Identifier: MIT */
#include "gate/measure.h"

#include "gate/fixtures.h"

START_TEST(values_by_name)
{
    const gt_model m = {.n = 40, .fog = 4};
    mltest_scorecard *card = gt_card(&m);
    double value = -1;
    ck_assert(mlt_gate_value_of(card, gt_find("affected"), GT_FOG, &value));
    ck_assert_double_eq(value, 0.1);
    ck_assert(mlt_gate_value_of(card, gt_find("mAP50"), -1, &value));
    ck_assert_double_eq(value, 1);
    ck_assert(mlt_gate_value_of(card, gt_find("mAP50"), GT_FOG, &value));
    ck_assert_double_eq_tol(value, 91.0 / 101, 1e-12); /* recall .9 */
    ck_assert(mlt_gate_value_of(card, gt_find("risk"), -1, &value));
    ck_assert_double_eq_tol(value, 2.5, 1e-12);
    ck_assert(!mlt_gate_value_of(card, gt_find("top1"), -1, &value));
    ck_assert(!mlt_gate_value_of(card, gt_find("top1"), GT_FOG, &value));
    ck_assert(!mlt_gate_value_of(card, gt_find("affected"), 99, &value));
    mlt_scorecard_unref(card);
}
END_TEST

static mlt_gate_measure make(const mltest_scorecard *card, const char *name, int64_t condition)
{
    size_t samples[60];
    mlt_gate_measure m;
    const mlt_gate_target target = {condition, false};
    for (size_t i = 0; i < 60; i++)
        samples[i] = i;
    ck_assert_int_eq(mlt_gate_measure_make(&m, card, gt_find(name), &target, samples,
                                           card->journal->n_samples, NULL),
                     MLTEST_OK);
    return m;
}

/* Every score that gates may name, on a condition and on all. */
static void agrees(const mltest_scorecard *card)
{
    static const char *const names[] = {
#define SCORE(name, of, source, bound, what, scale, better) name,
#include "gate/score.def"
#undef SCORE
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        for (int64_t c = -1; c <= GT_RAIN; c++) {
            double value, again;
            const mlt_gate_score *score = gt_find(names[i]);
            if (score->scope == MLT_GATE_CONDITION ? c < 0 : score->scope == MLT_GATE_RUN && c >= 0)
                continue;
            if (!mlt_gate_value_of(card, score, c, &value) || isnan(value))
                continue;
            mlt_gate_measure m = make(card, names[i], c);
            ck_assert_int_eq(mlt_gate_measure_end(&m, NULL), MLTEST_OK);
            ck_assert_int_eq(mlt_gate_measure_point(&m, &again, NULL), MLTEST_OK);
            ck_assert_msg(fabs(again - value) <= 1e-12, "%s(%d): %.17g, %.17g", names[i], (int)c,
                          value, again);
            mlt_gate_measure_free(&m);
        }
}

START_TEST(all_agree_with_the_scorecard)
{
    const gt_model m = {.n = 60, .fog = 12, .noise = 7, .failed = 3, .skipped = 20, .blind = 5};
    const gt_model dogs = {.n = 60, .fog = 12, .noise = 7, .dogs = 20};
    mltest_scorecard *card = gt_card(&m);
    agrees(card);
    mlt_scorecard_unref(card);
    card = gt_card(&dogs);
    agrees(card);
    mlt_scorecard_unref(card);
    card = gt_score(gt_classes(&dogs));
    agrees(card);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(who_takes_part)
{
    const gt_model m = {.n = 40, .fog = 4, .skipped = 10, .blind = 5};
    const char *const names[] = {"risk", "mAP", "affected", "worst_case_share", "drop"};
    const size_t wanted[] = {35, 40, 25, 35, 30};
    mltest_scorecard *card = gt_card(&m);
    for (size_t i = 0; i < 5; i++) {
        size_t n = 0;
        mlt_gate_measure measure = make(card, names[i], i == 2 || i == 4 ? GT_RAIN : -1);
        for (size_t k = 0; k < 40; k++)
            n += mlt_gate_measure_takes(&measure, k);
        ck_assert_msg(n == wanted[i], "%s: %zu", names[i], n);
        mlt_gate_measure_free(&measure);
    }
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(common_samples)
{
    const gt_model a = {.n = 40, .skipped = 10}, b = {.n = 40, .blind = 5};
    static const char *const names[] = {"affected", "mAP"};
    const size_t wanted[] = {25, 30};
    mltest_scorecard *first = gt_card(&a), *second = gt_card(&b);
    for (size_t i = 0; i < 2; i++) {
        size_t n[2] = {0, 0};
        mlt_gate_measure p = make(first, names[i], GT_RAIN), q = make(second, names[i], GT_RAIN);
        ck_assert_uint_eq(mlt_gate_measure_rows(&p), 1);
        ck_assert_uint_eq(mlt_gate_measure_condition(&p, 0), GT_RAIN);
        mlt_gate_measure_keep_common(&p, &q);
        for (size_t k = 0; k < 40; k++) {
            n[0] += mlt_gate_measure_takes(&p, k);
            n[1] += mlt_gate_measure_takes(&q, k);
        }
        ck_assert_uint_eq(n[0], wanted[i]);
        ck_assert_uint_eq(n[1], wanted[i]);
        mlt_gate_measure_free(&p);
        mlt_gate_measure_free(&q);
    }
    mlt_scorecard_unref(first);
    mlt_scorecard_unref(second);
}
END_TEST

MLT_TEST_SUITE(gate_measure, values_by_name, all_agree_with_the_scorecard, who_takes_part,
               common_samples)
