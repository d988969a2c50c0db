/* SPDX-License-Identifier: MIT */
#include "base/hash.h"

#include <check.h>
#include <string.h>

enum { BUFFER = 2048 };
#define SEED UINT64_C(2654435761)

/* The input of the reference implementation's own check: top bytes of a power sequence. */
static void fill(unsigned char bytes[BUFFER])
{
    uint64_t generator = SEED;
    for (int i = 0; i < BUFFER; i++) {
        bytes[i] = (unsigned char)(generator >> 56);
        generator *= UINT64_C(11400714785074694797);
    }
}

START_TEST(test_published_values)
{
    static const struct {
        size_t n;
        uint64_t seed, want;
    } rows[] = {
        {0, 0, UINT64_C(0xEF46DB3751D8E999)},     {0, SEED, UINT64_C(0xAC75FDA2929B17EF)},
        {1, 0, UINT64_C(0xE934A84ADB052768)},     {1, SEED, UINT64_C(0x5014607643A9B4C3)},
        {2, 0, UINT64_C(0x5D48CD60A77E23FF)},     {3, 0, UINT64_C(0xFF7E1959CB50794A)},
        {4, 0, UINT64_C(0x9136A0DCA57457EE)},     {8, 0, UINT64_C(0xCDBCF538E71D1348)},
        {9, 0, UINT64_C(0x554B1AE991EDA6B6)},     {14, 0, UINT64_C(0x8282DCC4994E35C8)},
        {14, SEED, UINT64_C(0xC3BD6BF63DEB6DF0)}, {16, 0, UINT64_C(0x98C90B57FDFCB55C)},
        {17, 0, UINT64_C(0x0D39A2D051A30C2C)},    {64, 0, UINT64_C(0xEF558F8ACAC2B5CD)},
        {128, 0, UINT64_C(0x90CA021457D96DC5)},   {129, 0, UINT64_C(0x41C280132D697ABA)},
        {222, 0, UINT64_C(0xB641AE8CB691C174)},   {222, SEED, UINT64_C(0x20CB8AB7AE10C14A)},
        {512, 0, UINT64_C(0x4358D2FDD62B58A7)},   {2048, 0, UINT64_C(0x5940F2752BC04387)},
    };
    unsigned char bytes[BUFFER];
    fill(bytes);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_msg(mlt_hash64(bytes, rows[i].n, rows[i].seed) == rows[i].want, "%zu bytes",
                      rows[i].n);
}
END_TEST

START_TEST(test_published_texts)
{
    static const struct {
        const char *text;
        uint64_t want;
    } rows[] = {
        {"a", UINT64_C(0xD24EC4F1A98C6E5B)},
        {"abc", UINT64_C(0x44BC2CF5AD770999)},
        {"1234567890123456789012345678901", UINT64_C(0x8F367CB873A5376E)},
        {"12345678901234567890123456789012", UINT64_C(0x40FD1AA52D98274C)},
        {"The quick brown fox jumps over the lazy dog", UINT64_C(0x0B242D361FDA71BC)},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_msg(mlt_hash64(rows[i].text, strlen(rows[i].text), 0) == rows[i].want, "%s",
                      rows[i].text);
}
END_TEST

START_TEST(test_nothing_needs_no_bytes)
{
    mlt_hash64_state state;
    mlt_hash64_init(&state, 0);
    mlt_hash64_update(&state, NULL, 0);
    ck_assert_uint_eq(mlt_hash64_final(&state), UINT64_C(0xEF46DB3751D8E999));
    ck_assert_uint_eq(mlt_hash64(NULL, 0, 0), UINT64_C(0xEF46DB3751D8E999));
}
END_TEST

/* Every way to cut up to 100 bytes in three, so every fill of the pending stripe is met. */
START_TEST(test_pieces_give_the_same_value)
{
    unsigned char bytes[BUFFER];
    fill(bytes);
    for (size_t n = 0; n <= 100; n += 1 + n / 10)
        for (size_t a = 0; a <= n; a++)
            for (size_t b = a; b <= n; b++) {
                mlt_hash64_state state;
                mlt_hash64_init(&state, 7);
                mlt_hash64_update(&state, bytes, a);
                mlt_hash64_update(&state, bytes + a, b - a);
                mlt_hash64_update(&state, bytes + b, n - b);
                if (mlt_hash64_final(&state) != mlt_hash64(bytes, n, 7))
                    ck_abort_msg("%zu bytes cut at %zu and %zu", n, a, b);
            }
}
END_TEST

START_TEST(test_byte_by_byte)
{
    unsigned char bytes[BUFFER];
    mlt_hash64_state state;
    fill(bytes);
    mlt_hash64_init(&state, SEED);
    for (size_t n = 0; n < BUFFER; n++) {
        ck_assert_uint_eq(mlt_hash64_final(&state), mlt_hash64(bytes, n, SEED));
        mlt_hash64_update(&state, bytes + n, 1);
    }
}
END_TEST

START_TEST(test_alignment_does_not_matter)
{
    unsigned char bytes[BUFFER], moved[BUFFER + 8];
    fill(bytes);
    for (size_t shift = 0; shift < 8; shift++) {
        memcpy(moved + shift, bytes, 222);
        ck_assert_uint_eq(mlt_hash64(moved + shift, 222, 0), UINT64_C(0xB641AE8CB691C174));
    }
}
END_TEST

START_TEST(test_a_copy_forks)
{
    mlt_hash64_state one, two;
    mlt_hash64_init(&one, 0);
    mlt_hash64_update(&one, "ab", 2);
    two = one;
    mlt_hash64_update(&one, "c", 1);
    mlt_hash64_update(&two, "d", 1);
    ck_assert_uint_eq(mlt_hash64_final(&one), mlt_hash64("abc", 3, 0));
    ck_assert_uint_eq(mlt_hash64_final(&two), mlt_hash64("abd", 3, 0));
}
END_TEST

Suite *mlt_suite_base_hash(void);
Suite *mlt_suite_base_hash(void)
{
    Suite *suite = suite_create("base_hash");
    TCase *tc = tcase_create("hash");
    tcase_add_test(tc, test_published_values);
    tcase_add_test(tc, test_published_texts);
    tcase_add_test(tc, test_nothing_needs_no_bytes);
    tcase_add_test(tc, test_pieces_give_the_same_value);
    tcase_add_test(tc, test_byte_by_byte);
    tcase_add_test(tc, test_alignment_does_not_matter);
    tcase_add_test(tc, test_a_copy_forks);
    suite_add_tcase(suite, tc);
    return suite;
}
