/* SPDX-License-Identifier: MIT */
#include "base/hash.h"
#include "base/math.h"
#include "base/random.h"

#include <check.h>
#include <math.h>
#include <string.h>

typedef void (*philox_fn)(const uint32_t ctr[4], const uint32_t key[2], uint32_t out[4]);

typedef struct {
    philox_fn run;
    uint32_t ctr[4], key[2], want[4];
} known_answer;

#define ONES 0xffffffff
#define PI_COUNTER                                                                                 \
    {                                                                                              \
        0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344                                             \
    }
#define PI_KEY                                                                                     \
    {                                                                                              \
        0xa4093822, 0x299f31d0                                                                     \
    }

/* The published known-answer vectors of Random123. */
static const known_answer answers[] = {
    {mlt_philox7, {0}, {0}, {0x5f6fb709, 0x0d893f64, 0x4f121f81, 0x4f730a48}},
    {mlt_philox7,
     {ONES, ONES, ONES, ONES},
     {ONES, ONES},
     {0x5207ddc2, 0x45165e59, 0x4d8ee751, 0x8c52f662}},
    {mlt_philox7, PI_COUNTER, PI_KEY, {0x4dfccaba, 0x190a87f0, 0xc47362ba, 0xb6b5242a}},
    {mlt_philox10, {0}, {0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
    {mlt_philox10,
     {ONES, ONES, ONES, ONES},
     {ONES, ONES},
     {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
    {mlt_philox10, PI_COUNTER, PI_KEY, {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
};

START_TEST(test_known_answers)
{
    const known_answer *row = &answers[_i];
    uint32_t out[4], in_place[4];
    row->run(row->ctr, row->key, out);
    ck_assert_mem_eq(out, row->want, sizeof out);
    memcpy(in_place, row->ctr, sizeof in_place);
    row->run(in_place, row->key, in_place);
    ck_assert_mem_eq(in_place, row->want, sizeof out);
}
END_TEST

START_TEST(test_the_key_is_the_hash_of_a_documented_layout)
{
    const unsigned char bytes[] = {8, 7, 6, 5, 4,    3,    2, 1, 'f', 'o', 'g', 0,
                                   3, 0, 0, 0, 0x78, 0x56, 0, 0, 1,   0,   0,   1};
    uint64_t key = mlt_random_key(UINT64_C(0x0102030405060708), "fog", 3, 0x5678, 0x01000001);
    ck_assert_uint_eq(key, mlt_hash64(bytes, sizeof bytes, 0));
    ck_assert_uint_ne(key,
                      mlt_random_key(UINT64_C(0x0102030405060708), "fo", 3, 0x5678, 0x01000001));
}
END_TEST

START_TEST(test_every_part_of_the_key_counts)
{
    uint64_t key = mlt_random_key(1, "rain", 1, 1, 1);
    ck_assert_uint_eq(key, mlt_random_key(1, "rain", 1, 1, 1));
    ck_assert_uint_ne(key, mlt_random_key(2, "rain", 1, 1, 1));
    ck_assert_uint_ne(key, mlt_random_key(1, "snow", 1, 1, 1));
    ck_assert_uint_ne(key, mlt_random_key(1, "rain", 2, 1, 1));
    ck_assert_uint_ne(key, mlt_random_key(1, "rain", 1, 2, 1));
    ck_assert_uint_ne(key, mlt_random_key(1, "rain", 1, 1, 2));
    ck_assert_uint_ne(key, mlt_random_key(1, "", 1, 1, 1));
}
END_TEST

START_TEST(test_a_block_is_philox_of_block_stream_and_sample)
{
    mlt_random r;
    uint64_t sample = mlt_hash64("img/7.jpg", 9, 0);
    uint32_t ctr[4] = {5, 9, (uint32_t)sample, (uint32_t)(sample >> 32)};
    uint32_t key[2] = {0x55667788, 0x11223344}, want[4], out[4];
    mlt_random_init(&r, UINT64_C(0x1122334455667788), "img/7.jpg", 9);
    mlt_random_block(&r, 5, out);
    mlt_philox10(ctr, key, want);
    ck_assert_mem_eq(out, want, sizeof out);
}
END_TEST

START_TEST(test_draws_run_through_the_blocks)
{
    mlt_random r;
    mlt_draws d;
    mlt_random_init(&r, 42, "s", 3);
    mlt_draws_init(&d, 42, "s", 3);
    for (uint32_t block = 0; block < 3; block++) {
        uint32_t words[4];
        mlt_random_block(&r, block, words);
        for (int i = 0; i < 4; i++)
            ck_assert_uint_eq(mlt_draw_u32(&d), words[i]);
    }
}
END_TEST

START_TEST(test_a_copy_forks_the_sequence)
{
    mlt_draws d, copy;
    mlt_draws_init(&d, 1, "", 0);
    mlt_draw_u32(&d);
    copy = d;
    for (int i = 0; i < 9; i++)
        ck_assert_uint_eq(mlt_draw_u32(&d), mlt_draw_u32(&copy));
}
END_TEST

/* A source whose next two words are given. */
static mlt_draws with_words(uint32_t first, uint32_t second)
{
    mlt_draws d;
    mlt_draws_init(&d, 0, "", 0);
    d.used = 2;
    d.words[2] = first;
    d.words[3] = second;
    return d;
}

START_TEST(test_uniform_uses_53_bits_and_stays_below_1)
{
    mlt_draws d = with_words(0, 0x7ff);
    ck_assert(mlt_draw_uniform(&d) == 0.0);
    d = with_words(0, 0x800);
    ck_assert(mlt_draw_uniform(&d) == 0x1p-53);
    d = with_words(ONES, ONES);
    ck_assert(mlt_draw_uniform(&d) == 1.0 - 0x1p-53);
    d = with_words(0x80000000, 0);
    ck_assert(mlt_draw_uniform(&d) == 0.5);
}
END_TEST

START_TEST(test_between)
{
    mlt_draws d = with_words(0x40000000, 0);
    ck_assert(mlt_draw_between(&d, -2, 6) == 0.0);
    d = with_words(0, 0);
    ck_assert(mlt_draw_between(&d, -2, 6) == -2.0);
    ck_assert(mlt_draw_between(&d, 3, 3) == 3.0);
}
END_TEST

START_TEST(test_signed_takes_the_sign_from_the_next_word)
{
    mlt_draws d = with_words(0x80000000, 0);
    double size = 3.0;
    d.words[1] = 0x80000000;
    d.words[2] = 0;
    d.words[3] = 0x7fffffff;
    d.used = 1;
    ck_assert(mlt_draw_signed(&d, 2, 4) == size);
    d.words[1] = 0x80000000;
    d.words[2] = 0;
    d.words[3] = 0x80000000;
    d.used = 1;
    ck_assert(mlt_draw_signed(&d, 2, 4) == -size);
    ck_assert_uint_eq(d.used, 4);
}
END_TEST

START_TEST(test_below_the_bound)
{
    mlt_draws d;
    mlt_draws_init(&d, 77, "below", 0);
    ck_assert_uint_eq(mlt_draw_below(&d, 0), 0);
    ck_assert_uint_eq(mlt_draw_below(&d, 1), 0);
    for (int i = 0; i < 1000; i++) {
        ck_assert_uint_lt(mlt_draw_below(&d, 7), 7);
        ck_assert_uint_lt(mlt_draw_below(&d, 0x80000001), 0x80000001);
    }
}
END_TEST

/* 2^32 mod 3 = 1: of all words only 0 has to be thrown away. */
START_TEST(test_below_rejects_the_surplus)
{
    mlt_draws d = with_words(0, ONES);
    ck_assert_uint_eq(mlt_draw_below(&d, 3), 2);
    ck_assert_uint_eq(d.used, 4);
    d = with_words(1, ONES);
    ck_assert_uint_eq(mlt_draw_below(&d, 3), 0);
    ck_assert_uint_eq(d.used, 3);
    d = with_words(0, 5); /* a power of two throws nothing away */
    ck_assert_uint_eq(mlt_draw_below(&d, 0x80000000), 0);
    ck_assert_uint_eq(d.used, 3);
}
END_TEST

/* Chi-square over 13 cells, 130000 draws: the 1e-6 point for 12 degrees of freedom is 51.6. */
START_TEST(test_below_is_even)
{
    double cells[13] = {0}, chi2 = 0;
    mlt_draws d;
    mlt_draws_init(&d, 5, "chi", 1);
    for (int i = 0; i < 130000; i++)
        cells[mlt_draw_below(&d, 13)]++;
    for (int i = 0; i < 13; i++)
        chi2 += (cells[i] - 1e4) * (cells[i] - 1e4) / 1e4;
    ck_assert_double_lt(chi2, 51.6);
    ck_assert_double_gt(chi2, 0.7);
}
END_TEST

START_TEST(test_normal_is_the_quantile_of_the_middle)
{
    mlt_draws d = with_words(0x12345678, 0x9abcdef0);
    double p = ((double)(UINT64_C(0x123456789abcdef0) >> 11) + 0.5) * 0x1p-53;
    ck_assert(mlt_draw_normal(&d) == mlt_normal_quantile(p));
}
END_TEST

START_TEST(test_normal_is_symmetric_and_finite)
{
    mlt_draws low = with_words(0, 0), high = with_words(ONES, ONES);
    double z = mlt_draw_normal(&low);
    ck_assert_double_lt(z, -8.2);
    ck_assert_double_gt(z, -8.3);
    ck_assert(mlt_draw_normal(&high) == -z);
    low = with_words(0x7fffffff, ONES);
    high = with_words(0x80000000, 0);
    z = mlt_draw_normal(&low);
    ck_assert_double_lt(z, 0.0);
    ck_assert(mlt_draw_normal(&high) == -z);
}
END_TEST

/* Moments of 200000 draws within 5 standard errors. */
START_TEST(test_normal_has_the_moments)
{
    double sum[4] = {0}, n = 200000;
    mlt_draws d;
    mlt_draws_init(&d, 99, "moments", 0);
    for (int i = 0; i < 200000; i++) {
        double z = mlt_draw_normal(&d);
        sum[0] += z;
        sum[1] += z * z;
        sum[2] += z * z * z;
        sum[3] += z * z * z * z;
    }
    ck_assert_double_lt(fabs(sum[0] / n), 5 * sqrt(1 / n));
    ck_assert_double_lt(fabs(sum[1] / n - 1), 5 * sqrt(2 / n));
    ck_assert_double_lt(fabs(sum[2] / n), 5 * sqrt(15 / n));
    ck_assert_double_lt(fabs(sum[3] / n - 3), 5 * sqrt(96 / n));
}
END_TEST

Suite *mlt_suite_base_random(void);
Suite *mlt_suite_base_random(void)
{
    Suite *suite = suite_create("base_random");
    TCase *tc = tcase_create("random");
    tcase_add_loop_test(tc, test_known_answers, 0, (int)(sizeof answers / sizeof *answers));
    tcase_add_test(tc, test_the_key_is_the_hash_of_a_documented_layout);
    tcase_add_test(tc, test_every_part_of_the_key_counts);
    tcase_add_test(tc, test_a_block_is_philox_of_block_stream_and_sample);
    tcase_add_test(tc, test_draws_run_through_the_blocks);
    tcase_add_test(tc, test_a_copy_forks_the_sequence);
    tcase_add_test(tc, test_uniform_uses_53_bits_and_stays_below_1);
    tcase_add_test(tc, test_between);
    tcase_add_test(tc, test_signed_takes_the_sign_from_the_next_word);
    tcase_add_test(tc, test_below_the_bound);
    tcase_add_test(tc, test_below_rejects_the_surplus);
    tcase_add_test(tc, test_below_is_even);
    tcase_add_test(tc, test_normal_is_the_quantile_of_the_middle);
    tcase_add_test(tc, test_normal_is_symmetric_and_finite);
    tcase_add_test(tc, test_normal_has_the_moments);
    suite_add_tcase(suite, tc);
    return suite;
}
