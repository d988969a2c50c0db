/* SPDX-License-Identifier: MIT */
#include "base/checked.h"

#include "testing.h"

Suite *mlt_suite_base_checked(void);

START_TEST(test_sizes)
{
    size_t out = 0;
    ck_assert(mlt_mul_size(6, 7, &out));
    ck_assert_uint_eq(out, 42);
    ck_assert(mlt_mul_size(SIZE_MAX, 1, &out));
    ck_assert_uint_eq(out, SIZE_MAX);
    ck_assert(mlt_mul_size(SIZE_MAX, 0, &out));
    ck_assert_uint_eq(out, 0);
    ck_assert(mlt_mul_size(SIZE_MAX / 2, 2, &out));
    ck_assert_uint_eq(out, SIZE_MAX - 1);
    ck_assert(!mlt_mul_size(SIZE_MAX / 2 + 1, 2, &out));
    ck_assert(!mlt_mul_size(SIZE_MAX, SIZE_MAX, &out));
    ck_assert(mlt_add_size(SIZE_MAX - 1, 1, &out));
    ck_assert_uint_eq(out, SIZE_MAX);
    ck_assert(!mlt_add_size(SIZE_MAX, 1, &out));
    ck_assert(!mlt_add_size(1, SIZE_MAX, &out));
}
END_TEST

START_TEST(test_64_bits)
{
    uint64_t out = 0;
    ck_assert(mlt_mul_u64(UINT32_MAX, UINT32_MAX, &out));
    ck_assert(out == UINT64_C(18446744065119617025));
    ck_assert(!mlt_mul_u64(UINT64_C(1) << 32, UINT64_C(1) << 32, &out));
    ck_assert(mlt_mul_u64(0, UINT64_MAX, &out));
    ck_assert(out == 0);
    ck_assert(mlt_add_u64(UINT64_MAX, 0, &out));
    ck_assert(out == UINT64_MAX);
    ck_assert(!mlt_add_u64(UINT64_MAX, 1, &out));
    ck_assert(!mlt_add_u64(UINT64_MAX, UINT64_MAX, &out));
}
END_TEST

/* Against long division, around every power of two. */
START_TEST(test_products_against_division)
{
    for (int i = 0; i < 64; i++) {
        for (int k = 0; k < 64; k++) {
            for (int d = -1; d <= 1; d++) {
                uint64_t a = (UINT64_C(1) << i) + (uint64_t)(int64_t)d, b = UINT64_C(1) << k;
                uint64_t out = 0;
                bool fits = a == 0 || b <= UINT64_MAX / a;
                ck_assert(mlt_mul_u64(a, b, &out) == fits);
                if (fits)
                    ck_assert(a == 0 ? out == 0 : out / a == b && out % a == 0);
            }
        }
    }
}
END_TEST

Suite *mlt_suite_base_checked(void)
{
    Suite *suite = suite_create("base_checked");
    TCase *tc = tcase_create("checked");
    tcase_add_test(tc, test_sizes);
    tcase_add_test(tc, test_64_bits);
    tcase_add_test(tc, test_products_against_division);
    suite_add_tcase(suite, tc);
    return suite;
}
