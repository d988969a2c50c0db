/* SPDX-License-Identifier: MIT */
#include "base/number.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static uint64_t bits_of(double v)
{
    uint64_t bits;
    memcpy(&bits, &v, sizeof bits);
    return bits;
}

/* The nearest doubles by exact rational arithmetic. */
START_TEST(test_nearest_double)
{
    static const struct {
        const char *text;
        uint64_t want;
    } rows[] = {
        {"0", UINT64_C(0x0000000000000000)},
        {"-0", UINT64_C(0x8000000000000000)},
        {"0.0", UINT64_C(0x0000000000000000)},
        {"-0.0e5", UINT64_C(0x8000000000000000)},
        {"0e99999999999999999999", UINT64_C(0x0000000000000000)},
        {"1", UINT64_C(0x3ff0000000000000)},
        {"-3.5", UINT64_C(0xc00c000000000000)},
        {"25", UINT64_C(0x4039000000000000)},
        {"640.5", UINT64_C(0x4084040000000000)},
        {"0.1", UINT64_C(0x3fb999999999999a)},
        {"1e22", UINT64_C(0x4480f0cf064dd592)},
        {"1e23", UINT64_C(0x44b52d02c7e14af6)},
        {"1E5", UINT64_C(0x40f86a0000000000)},
        {"1e+05", UINT64_C(0x40f86a0000000000)},
        {"1e-0", UINT64_C(0x3ff0000000000000)},
        {"8.5e22", UINT64_C(0x44b1ffdbf6b2b2eb)},
        {"9007199254740992", UINT64_C(0x4340000000000000)},
        {"9007199254740993", UINT64_C(0x4340000000000000)},
        {"9007199254740993.0", UINT64_C(0x4340000000000000)},
        {"9007199254740993.00000000000000000000000000000001", UINT64_C(0x4340000000000001)},
        {"9007199254740994", UINT64_C(0x4340000000000001)},
        {"9007199254740995", UINT64_C(0x4340000000000002)},
        {"9007199254740995.0000000000000000001", UINT64_C(0x4340000000000002)},
        {"18014398509481990", UINT64_C(0x4350000000000002)},
        {"36028797018963978", UINT64_C(0x4360000000000001)},
        {"123456789012345678901234567890", UINT64_C(0x45f8ee90ff6c373e)},
        {"9223372036854775808", UINT64_C(0x43e0000000000000)},
        {"18446744073709551615", UINT64_C(0x43f0000000000000)},
        {"18446744073709551616", UINT64_C(0x43f0000000000000)},
        {"1e308", UINT64_C(0x7fe1ccf385ebc8a0)},
        {"1.7976931348623157e308", UINT64_C(0x7fefffffffffffff)},
        {"1.7976931348623158e308", UINT64_C(0x7fefffffffffffff)},
        {"1.7976931348623159e308", UINT64_C(0x7ff0000000000000)},
        {"1.797693134862315807e308", UINT64_C(0x7fefffffffffffff)},
        {"1.797693134862315808e308", UINT64_C(0x7ff0000000000000)},
        {"179769313486231580793e288", UINT64_C(0x7fefffffffffffff)},
        {"1e309", UINT64_C(0x7ff0000000000000)},
        {"-1e309", UINT64_C(0xfff0000000000000)},
        {"1e99999999999999999999", UINT64_C(0x7ff0000000000000)},
        {"2.2250738585072011e-308", UINT64_C(0x000fffffffffffff)},
        {"2.2250738585072012e-308", UINT64_C(0x0010000000000000)},
        {"2.2250738585072014e-308", UINT64_C(0x0010000000000000)},
        {"4.9406564584124654e-324", UINT64_C(0x0000000000000001)},
        {"2.4703282292062327e-324", UINT64_C(0x0000000000000000)},
        {"2.4703282292062328e-324", UINT64_C(0x0000000000000001)},
        {"2.4703282292062327208e-324", UINT64_C(0x0000000000000000)},
        {"2.47032822920623272088284396434110686e-324", UINT64_C(0x0000000000000000)},
        {"7.4109846876186981e-324", UINT64_C(0x0000000000000001)},
        {"7.4109846876186982e-324", UINT64_C(0x0000000000000002)},
        {"1e-323", UINT64_C(0x0000000000000002)},
        {"1e-324", UINT64_C(0x0000000000000000)},
        {"1e-342", UINT64_C(0x0000000000000000)},
        {"1e-343", UINT64_C(0x0000000000000000)},
        {"9999999999999999999e-343", UINT64_C(0x0000000000000000)},
        {"-1e-400", UINT64_C(0x8000000000000000)},
        {"1e-99999999999999999999", UINT64_C(0x0000000000000000)},
        {"0.000000000000000000000000000000000000000000000001e48", UINT64_C(0x3ff0000000000000)},
        {"1.00000000000000011102230246251565404236316680908203125", UINT64_C(0x3ff0000000000000)},
        {"1.00000000000000011102230246251565404236316680908203124", UINT64_C(0x3ff0000000000000)},
        {"1.00000000000000011102230246251565404236316680908203126", UINT64_C(0x3ff0000000000001)},
        {"1.00000000000000033306690738754696212708950042724609375", UINT64_C(0x3ff0000000000002)},
        {"0.99999999999999994448884876874217", UINT64_C(0x3fefffffffffffff)},
        {"0.500000000000000166533453693773481063544750213623046875", UINT64_C(0x3fe0000000000002)},
        {"6929495644600919.5", UINT64_C(0x43389e56ee5e7a58)},
        {"5e-324", UINT64_C(0x0000000000000001)},
        {"796487718.759329574455e212", UINT64_C(0x6dcc343fe47f4859)},
        {"7.87103890e-277", UINT64_C(0x069be7c77d4371c6)},
        {"118705.955497375906e-78", UINT64_C(0x30cad89af4ad578c)},
        {"1793336797544.241914107032511321e-109", UINT64_C(0x2bd883f6aa51329e)},
        {"25624975255581.1266144105303e-188", UINT64_C(0x1bb039905676ee4d)},
        {"148889880452198.0e-116", UINT64_C(0x2acaad931f36d5b2)},
        {"2782609.303358e-9", UINT64_C(0x3f66cb8dfe933187)},
        {"9046668.3434871913031083743905e-129", UINT64_C(0x2697ebe1f26146ba)},
        {"379240410608.182170637201e-181", UINT64_C(0x1cc251e257b05fa6)},
        {"69943232.79899749039e-327", UINT64_C(0x000000000000374d)},
        {"38938269926.338522957466e162", UINT64_C(0x63c426cdfe8894a3)},
        {"65218104454.3172699663053394e-272", UINT64_C(0x09b48951bf247b22)},
        {"24551705.488762069534531520466866e-312", UINT64_C(0x00b13da4ab6b012e)},
        {"482874930135381926.637271636956e-321", UINT64_C(0x00f5316183d9d180)},
        {"796862662987511.654010e-129", UINT64_C(0x283f65e283ac8a68)},
        {"4031.577017450424344e33", UINT64_C(0x478843a0bf6b0ace)},
        {"15572058754601588.6775437713183542321e-28", UINT64_C(0x3d7b650824133638)},
        {"55.213e18", UINT64_C(0x4407f1dfd7c07d24)},
        {"52259841831285150.44559e-48", UINT64_C(0x3970f593eac5b009)},
        {"360230744440839788.3344508536754091445708e-250", UINT64_C(0x0faca265189ea5a1)},
        {"94520.73122833128565081277692e-165", UINT64_C(0x1eb543147805ba96)},
        {"10.72377770816910489727e-298", UINT64_C(0x0246714f5ff4d361)},
        {"99396078.52135950018631003856e136", UINT64_C(0x5dd460a51509072c)},
        {"7838940787100.586637164904657742584e12", UINT64_C(0x4519efd753868ec4)},
        {"2190631.160522640876466094828687e93", UINT64_C(0x5490065497dffece)},
        {"2765.21003992090072e-270", UINT64_C(0x0896d361a135e17d)},
        {"19869784923197.959549898140172e-157", UINT64_C(0x2218cfb72f07cd90)},
        {"99272166779387126.331293913593243348823903e-32", UINT64_C(0x3cd1e21ee1f8c317)},
        {"2027706229289209.8787233125301e16", UINT64_C(0x466ffdd719dcdc07)},
        {"93467.9280635222236658e231", UINT64_C(0x70ed6582a7ceb8da)},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double v = 0;
        ck_assert_msg(mlt_parse_double(rows[i].text, strlen(rows[i].text), &v), "%s", rows[i].text);
        ck_assert_msg(bits_of(v) == rows[i].want, "%s gives %a", rows[i].text, v);
    }
}
END_TEST

START_TEST(test_grammar)
{
    static const char *const bad[] = {
        "",    "-",     "+1",   "01",   "-01", "00",  "1.",   ".5",       "-.5",  "1.e5",
        "1e",  "1e+",   "1e-",  "0e",   "1 ",  " 1",  "1e 5", "0x10",     "nan",  "inf",
        "1,5", "1.5.",  "1e5.", "1e5e", "--1", "1_0", "1f",   "Infinity", "-e1",  "1\n",
        "e5",  "1e--5", "/",    ":",    "1:",  "1.:", "1e:",  "1e+5:",    "1..5", "-0x1",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        double v = 12345.0;
        ck_assert_msg(!mlt_parse_double(bad[i], strlen(bad[i]), &v), "'%s' was taken", bad[i]);
        ck_assert(v == 12345.0);
    }
}
END_TEST

/* In memory of exactly that size, so that sanitizers see a byte read too many. */
START_TEST(test_exactly_n_bytes)
{
    static const char text[] = "-12.5e+17";
    static const double want[] = {0, 0, -1, -12, 0, -12.5, 0, 0, -125, -12.5e17};
    for (size_t n = 0; n <= 9; n++) {
        char *bytes = malloc(n + 1); /* malloc(0) may be NULL */
        double v = 0;
        ck_assert_ptr_nonnull(bytes);
        memcpy(bytes + 1, text, n);
        ck_assert_int_eq(mlt_parse_double(bytes + 1, n, &v), want[n] != 0);
        ck_assert(v == want[n]);
        free(bytes);
    }
}
END_TEST

START_TEST(test_a_nul_is_not_an_end)
{
    double v = 1;
    uint64_t u = 1;
    ck_assert(!mlt_parse_double("12\0", 3, &v));
    ck_assert(!mlt_parse_double("1\0002", 3, &v));
    ck_assert(!mlt_parse_u64("12\0", 3, &u));
}
END_TEST

/* head, then so many zeros, then tail. */
static double parse_padded(const char *head, size_t zeros, const char *tail)
{
    size_t n = strlen(head);
    char *text = malloc(n + zeros + strlen(tail) + 1);
    double v = -1;
    ck_assert_ptr_nonnull(text);
    memcpy(text, head, n);
    memset(text + n, '0', zeros);
    strcpy(text + n + zeros, tail);
    ck_assert_msg(mlt_parse_double(text, strlen(text), &v), "%s %zu zeros %s", head, zeros, tail);
    free(text);
    return v;
}

START_TEST(test_long_texts)
{
    ck_assert(parse_padded("0.", 20000, "1e20001") == 1.0);
    ck_assert(parse_padded("1", 20000, "e-20000") == 1.0);
    ck_assert(parse_padded("0.", 400, "1") == 0.0);
    ck_assert(parse_padded("1", 400, "") == INFINITY);
    ck_assert(parse_padded("-1", 400, "") == -INFINITY);
    ck_assert(parse_padded("1.", 100000, "1") == 1.0);
    ck_assert(parse_padded("0.", 400, "1e401") == 1.0);
    ck_assert(parse_padded("1e", 400, "5") == 1e5);
    ck_assert(parse_padded("1e-", 400, "5") == 1e-5);
    ck_assert(parse_padded("1", 308, "") == 1e308);
    ck_assert(parse_padded("1", 309, "") == INFINITY);
}
END_TEST

START_TEST(test_u64)
{
    static const char *const bad[] = {
        "",
        "-",
        "-0",
        "-1",
        "+1",
        "01",
        "00",
        "1a",
        "a",
        " 1",
        "18446744073709551616",
        "184467440737095516150",
        "99999999999999999999",
        "1.0",
        "1e3",
        "/",
        ":",
    };
    uint64_t v = 7;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert_msg(!mlt_parse_u64(bad[i], strlen(bad[i]), &v), "'%s' was taken", bad[i]);
    ck_assert_uint_eq(v, 7);
    ck_assert(mlt_parse_u64("0", 1, &v));
    ck_assert_uint_eq(v, 0);
    ck_assert(mlt_parse_u64("18446744073709551615", 20, &v));
    ck_assert_uint_eq(v, UINT64_MAX);
    ck_assert(mlt_parse_u64("1234", 2, &v));
    ck_assert_uint_eq(v, 12);
}
END_TEST

START_TEST(test_i64)
{
    static const char *const bad[] = {
        "",
        "-",
        "--1",
        "+1",
        "-01",
        "1-",
        "9223372036854775808",
        "-9223372036854775809",
        "18446744073709551616",
        "-18446744073709551616",
    };
    int64_t v = 7;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert_msg(!mlt_parse_i64(bad[i], strlen(bad[i]), &v), "'%s' was taken", bad[i]);
    ck_assert_int_eq(v, 7);
    ck_assert(mlt_parse_i64("9223372036854775807", 19, &v));
    ck_assert_int_eq(v, INT64_MAX);
    ck_assert(mlt_parse_i64("-9223372036854775808", 20, &v));
    ck_assert_int_eq(v, INT64_MIN);
    ck_assert(mlt_parse_i64("-0", 2, &v));
    ck_assert_int_eq(v, 0);
    ck_assert(mlt_parse_i64("-15", 2, &v));
    ck_assert_int_eq(v, -1);
}
END_TEST

Suite *mlt_suite_base_number_parse(void);
Suite *mlt_suite_base_number_parse(void)
{
    Suite *suite = suite_create("base_number_parse");
    TCase *tc = tcase_create("number_parse");
    tcase_add_test(tc, test_nearest_double);
    tcase_add_test(tc, test_grammar);
    tcase_add_test(tc, test_exactly_n_bytes);
    tcase_add_test(tc, test_a_nul_is_not_an_end);
    tcase_add_test(tc, test_long_texts);
    tcase_add_test(tc, test_u64);
    tcase_add_test(tc, test_i64);
    suite_add_tcase(suite, tc);
    return suite;
}
