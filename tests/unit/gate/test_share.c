/* SPDX-License-Identifier: MIT */
#include "gate/share.h"

#include "gate/fixtures.h"

typedef struct {
    mltest_scorecard *card;
    mlt_gate_samples samples;
    mlt_gate_measure measure;
} counted;

static void make(counted *c, const gt_model *m, const char *name, bool is_level)
{
    const mlt_gate_target target = {strcmp(name, "worst_case_share") == 0 ? -1 : GT_FOG, is_level};
    c->card = gt_card(m);
    ck_assert_int_eq(mlt_gate_samples_make(&c->samples, c->card, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_gate_measure_make(&c->measure, c->card, gt_find(name), &target,
                                           c->samples.samples, c->samples.n, NULL),
                     MLTEST_OK);
}

static void drop(counted *c)
{
    mlt_gate_measure_free(&c->measure);
    mlt_gate_samples_free(&c->samples);
    mlt_scorecard_unref(c->card);
}

static mlt_gate_count count(const gt_model *m, const char *name, bool is_level)
{
    counted c;
    mlt_gate_count out;
    make(&c, m, name, is_level);
    ck_assert_int_eq(mlt_gate_measure_end(&c.measure, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_gate_count_share(&c.samples, &c.measure, &out, NULL), MLTEST_OK);
    drop(&c);
    return out;
}

/* What is not grouped is counted, to the bit. */
START_TEST(single_samples)
{
    for (int n = 1; n <= 120; n += 7)
        for (int k = 0; k <= n; k += 5) {
            const gt_model m = {.n = n, .fog = k};
            mlt_gate_count c = count(&m, "affected", false);
            ck_assert_double_eq(c.n, n);
            ck_assert_double_eq(c.k, k);
            ck_assert(c.is_whole);
        }
}
END_TEST

/* Forty groups of five that are all or none affected are forty samples. */
START_TEST(groups_of_one_kind)
{
    const gt_model m = {.n = 200, .fog = 50, .noise = 100, .per_group = 5};
    mlt_gate_count c = count(&m, "affected", false);
    ck_assert_double_eq_tol(c.n, 40, 1e-9);
    ck_assert_double_eq_tol(c.k, 10, 1e-9);
    ck_assert(!c.is_whole);
    c = count(&m, "worst_case_share", false);
    ck_assert_double_eq_tol(c.n, 40, 1e-9);
    ck_assert_double_eq_tol(c.k, 20, 1e-9);
    const gt_model none = {.n = 200, .per_group = 5}; /* shows nothing of what groups share */
    c = count(&none, "affected", false);
    ck_assert_double_eq_tol(c.n, 40, 1e-9);
    ck_assert_double_eq(c.k, 0);
}
END_TEST

/* Of twenty groups nothing is known of what they have in common, though here they differ. */
START_TEST(few_groups)
{
    const gt_model m = {.n = 100, .fog = 3, .per_group = 5};
    mlt_gate_count c = count(&m, "affected", false);
    ck_assert_double_eq_tol(c.n, 20, 1e-9);
    ck_assert_double_eq_tol(c.k, 0.6, 1e-9);
}
END_TEST

/* A replicate that does the same adds nothing; one that differs does. */
START_TEST(replicates)
{
    const gt_model same = {.n = 100, .fog = 20, .again = 20, .has_again = true},
                   other = {.n = 100, .fog = 20, .again = 30, .has_again = true};
    mlt_gate_count c = count(&same, "affected", true);
    ck_assert_double_eq_tol(c.n, 100, 1e-9);
    ck_assert_double_eq_tol(c.k, 20, 1e-9);
    ck_assert(c.is_whole);
    c = count(&other, "affected", true);
    ck_assert_double_gt(c.n, 105);
    ck_assert_double_lt(c.n, 130);
    ck_assert_double_eq_tol(c.k, 0.25 * c.n, 1e-9);
}
END_TEST

static mlt_gate_count pair(const gt_model *a, const gt_model *b, bool is_level)
{
    counted now, before;
    mlt_gate_count out;
    make(&now, a, "affected", is_level);
    make(&before, b, "affected", is_level);
    mlt_gate_measure_keep_common(&now.measure, &before.measure);
    ck_assert_int_eq(mlt_gate_count_pair(&now.samples, &now.measure, &before.measure, &out, NULL),
                     MLTEST_OK);
    drop(&now);
    drop(&before);
    return out;
}

START_TEST(pairs)
{
    const gt_model a = {.n = 100, .fog = 20}, b = {.n = 100, .fog = 30, .blind = 10};
    mlt_gate_count c = pair(&a, &b, false);
    ck_assert_double_eq(c.n, 90);
    ck_assert_double_eq(c.k, 0);
    ck_assert_double_eq(c.other, 10);
    ck_assert(c.is_whole);
    const gt_model first = {.n = 200, .fog = 20, .per_group = 5},
                   second = {.n = 200, .fog = 40, .per_group = 5};
    c = pair(&second, &first, false); /* four groups of forty */
    ck_assert_double_eq_tol(c.n, 40, 1e-9);
    ck_assert_double_eq_tol(c.k, 4, 1e-9);
    ck_assert_double_eq(c.other, 0);
    const gt_model again = {.n = 100, .fog = 20, .again = 10, .has_again = true},
                   none = {.n = 100, .has_again = true};
    c = pair(&again, &none, true);
    ck_assert_double_ge(c.n, 100);
    ck_assert_double_eq_tol(c.k / c.n, 0.15, 1e-12);
}
END_TEST

static mltest_status body(mltest_context *ctx, void *data)
{
    counted *c = data;
    mlt_gate_count out;
    c->samples.ctx = ctx;
    mltest_status status = mlt_gate_count_pair(&c->samples, &c->measure, &c->measure, &out, NULL);
    c->samples.ctx = NULL;
    return status;
}

START_TEST(out_of_memory)
{
    const gt_model m = {.n = 10};
    counted c;
    make(&c, &m, "affected", false);
    mlt_test_every_allocation(body, &c);
    drop(&c);
}
END_TEST

MLT_TEST_SUITE(gate_share, single_samples, groups_of_one_kind, few_groups, replicates, pairs,
               out_of_memory)
