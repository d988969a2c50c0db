/* SPDX-License-Identifier: MIT */
#include "base/order.h"
#include "testing.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

Suite *mlt_suite_base_order(void);

START_TEST(keys_follow_scores)
{
    const double falling[] = {INFINITY, DBL_MAX, 2,       1,  0.9999999999999999, 1e-300,   5e-324,
                              0,        -5e-324, -1e-300, -1, -DBL_MAX,           -INFINITY};
    for (size_t i = 0; i + 1 < sizeof falling / sizeof falling[0]; i++)
        ck_assert(mlt_key_descending(falling[i]) < mlt_key_descending(falling[i + 1]));
    ck_assert_uint_eq(mlt_key_descending(-0.0), mlt_key_descending(0.0));
    ck_assert(mlt_key_descending(NAN) > mlt_key_descending(-INFINITY));
    ck_assert_uint_eq(mlt_key_descending(-NAN), mlt_key_descending(NAN));
}
END_TEST

START_TEST(keys_follow_numbers)
{
    const int64_t rising[] = {INT64_MIN, INT64_MIN + 1, -1000, -1, 0, 1, 1000, INT64_MAX};
    for (size_t i = 0; i + 1 < sizeof rising / sizeof rising[0]; i++)
        ck_assert(mlt_key_signed(rising[i]) < mlt_key_signed(rising[i + 1]));
}
END_TEST

/* index holds the place before sorting: among equal keys it must still rise. */
static void check_sorted(const mlt_keyed *items, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        ck_assert(items[i - 1].key <= items[i].key);
        if (items[i - 1].key == items[i].key)
            ck_assert(items[i - 1].index < items[i].index);
    }
}

START_TEST(stable_at_every_length)
{
    enum { MOST = 700 };
    static mlt_keyed items[MOST + 1], scratch[MOST + 1];
    uint64_t state = 3;
    for (size_t n = 0; n <= MOST; n += n < 70 ? 1 : 13)
        for (uint64_t spread = 1; spread < 2000; spread *= 7) {
            uint64_t sum = 0;
            for (size_t i = 0; i < n; i++) {
                state = state * 6364136223846793005u + 1442695040888963407u;
                items[i] = (mlt_keyed){(state >> 33) % spread, (uint32_t)i, 7};
                sum += items[i].key;
            }
            items[n] = (mlt_keyed){42, 42, 42};
            mlt_sort_keyed(items, scratch, n);
            check_sorted(items, n);
            for (size_t i = 0; i < n; i++)
                sum -= items[i].key;
            ck_assert_uint_eq(sum, 0);
            ck_assert_uint_eq(items[n].key, 42); /* what lies behind was not touched */
        }
}
END_TEST

START_TEST(sorted_and_reversed)
{
    static mlt_keyed items[1000], scratch[1000];
    for (uint32_t i = 0; i < 1000; i++)
        items[i] = (mlt_keyed){i / 3, i, 0};
    mlt_sort_keyed(items, scratch, 1000);
    for (uint32_t i = 0; i < 1000; i++)
        ck_assert_uint_eq(items[i].index, i);
    for (uint32_t i = 0; i < 1000; i++)
        items[i] = (mlt_keyed){UINT64_MAX - i, i, 0};
    mlt_sort_keyed(items, scratch, 1000);
    for (uint32_t i = 0; i < 1000; i++)
        ck_assert_uint_eq(items[i].index, 999 - i);
}
END_TEST

Suite *mlt_suite_base_order(void)
{
    Suite *suite = suite_create("base_order");
    TCase *tests = tcase_create("order");
    tcase_add_test(tests, keys_follow_scores);
    tcase_add_test(tests, keys_follow_numbers);
    tcase_add_test(tests, stable_at_every_length);
    tcase_add_test(tests, sorted_and_reversed);
    suite_add_tcase(suite, tests);
    return suite;
}
