/* SPDX-License-Identifier: MIT */
#include "search/order.h"

#include "search/fixtures.h"

static mlt_search_order order_of(const mltest_dataset *dataset, size_t n, uint64_t seed,
                                 bool by_group)
{
    mlt_search_order order;
    ck_assert_int_eq(mlt_search_order_make(&order, NULL, dataset, n, seed, by_group, NULL),
                     MLTEST_OK);
    return order;
}

START_TEST(each_sample_has_one_place)
{
    mltest_dataset *dataset = search_dataset(40);
    mlt_search_order a = order_of(dataset, 40, 7, true), b = order_of(dataset, 40, 7, false),
                     c = order_of(dataset, 40, 8, false);
    size_t same = 0;
    ck_assert_uint_eq(a.n, 40);
    for (size_t rank = 0; rank < 40; rank++) {
        ck_assert_uint_eq(a.rank_of[a.samples[rank]], rank);
        ck_assert_uint_eq(a.samples[rank], b.samples[rank]);
        same += a.samples[rank] == c.samples[rank];
    }
    ck_assert_uint_lt(same, 10); /* another seed, another order */
    mlt_search_order_free(NULL, &a);
    mlt_search_order_free(NULL, &b);
    mlt_search_order_free(NULL, &c);
    mltest_dataset_free(dataset);
}
END_TEST

/* Places follow from ids alone: with fewer samples the rest keep their order. */
START_TEST(fewer_samples_keep_their_order)
{
    mltest_dataset *dataset = search_dataset(40);
    mlt_search_order all = order_of(dataset, 40, 1, false), few = order_of(dataset, 15, 1, false);
    size_t at = 0;
    for (size_t rank = 0; rank < 40; rank++)
        if (all.samples[rank] < 15)
            ck_assert_uint_eq(few.samples[at++], all.samples[rank]);
    ck_assert_uint_eq(at, 15);
    mlt_search_order_free(NULL, &all);
    mlt_search_order_free(NULL, &few);
    mltest_dataset_free(dataset);
}
END_TEST

enum { SEEDS = 4000 };

/* Counts are within five standard deviations. */
static void is_share(size_t count, double share)
{
    double sd = sqrt(share * (1 - share) / SEEDS);
    ck_assert_double_eq_tol((double)count / SEEDS, share, 5 * sd);
}

START_TEST(each_place_is_as_likely)
{
    mltest_dataset *dataset = search_dataset(5);
    size_t at[5][5] = {{0}};
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        mlt_search_order order = order_of(dataset, 5, seed, false);
        for (size_t rank = 0; rank < 5; rank++)
            at[order.samples[rank]][rank]++;
        mlt_search_order_free(NULL, &order);
    }
    for (size_t i = 0; i < 25; i++)
        is_share(at[i / 5][i % 5], 0.2);
    mltest_dataset_free(dataset);
}
END_TEST

/* Groups of 4 and of 2: neither comes first more often, and any of its samples may stand for it. */
START_TEST(groups_whatever_their_size)
{
    mltest_dataset *dataset = search_dataset_of(6, 4, 0);
    size_t first = 0, stands[6] = {0};
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        mlt_search_order order = order_of(dataset, 6, seed, true);
        ck_assert_uint_eq(order.n, 2);
        for (size_t i = 0; i < 6; i++)
            ck_assert_uint_eq(order.rank_of[i], order.samples[0] == i   ? 0
                                                : order.samples[1] == i ? 1
                                                                        : 2);
        first += order.samples[0] < 4;
        stands[order.samples[0]]++;
        stands[order.samples[1]]++;
        mlt_search_order_free(NULL, &order);
    }
    is_share(first, 0.5);
    for (size_t i = 0; i < 6; i++)
        is_share(stands[i], i < 4 ? 0.25 : 0.5);
    mltest_dataset_free(dataset);
}
END_TEST

static mltest_status make_it(mltest_context *ctx, void *data)
{
    mlt_search_order order;
    mltest_error *error = NULL;
    mltest_status status = mlt_search_order_make(&order, ctx, data, 6, 0, true, &error);
    if (status == MLTEST_OK)
        mlt_search_order_free(ctx, &order);
    mltest_error_free(error);
    return status;
}

START_TEST(memory_and_nothing)
{
    mltest_dataset *dataset = search_dataset_of(6, 4, 0);
    mlt_test_every_allocation(make_it, dataset);
    mlt_search_order order = order_of(dataset, 0, 0, true);
    ck_assert_uint_eq(order.n, 0);
    mlt_search_order_free(NULL, &order);
    mltest_dataset_free(dataset);
}
END_TEST

MLT_TEST_SUITE(search_order, each_sample_has_one_place, fewer_samples_keep_their_order,
               each_place_is_as_likely, groups_whatever_their_size, memory_and_nothing)
