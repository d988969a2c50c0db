/* SPDX-License-Identifier: MIT */
#include "base/number.h"
#include "base/random.h"

#include <check.h>
#include <math.h>
#include <string.h>

/* Shortest texts, from an implementation of another method (David Gay's), laid out as ours. */
START_TEST(test_doubles)
{
    static const struct {
        double v;
        const char *want;
    } rows[] = {
        {0x0.0000000000001p-1022, "5e-324"},
        {0x0.0000000000002p-1022, "1e-323"},
        {0x0.0000000000003p-1022, "1.5e-323"},
        {0x1.0000000000000p-1022, "2.2250738585072014e-308"},
        {0x0.fffffffffffffp-1022, "2.225073858507201e-308"},
        {0x1.fffffffffffffp+1023, "1.7976931348623157e+308"},
        {0x1.ffffffffffffep+1023, "1.7976931348623155e+308"},
        {0x1.fffffffffffffp+52, "9007199254740991"},
        {0x1.0000000000000p+53, "9007199254740992"},
        {0x1.0000000000001p+53, "9007199254740994"},
        {0x1.52d02c7e14af6p+76, "1e+23"},
        {0x1.52d02c7e14af6p+76, "1e+23"},
        {0x1.1ffdbf6b2b2ebp+76, "8.5e+22"},
        {0x1.8000000000000p-1022, "3.337610787760802e-308"},
        {0x1.999999999999ap-4, "0.1"},
        {0x1.999999999999ap-3, "0.2"},
        {0x1.3333333333334p-2, "0.30000000000000004"},
        {0x1.5555555555555p-2, "0.3333333333333333"},
        {0x1.5555555555555p-1, "0.6666666666666666"},
        {0x1.4f8b588e368f1p-17, "0.00001"},
        {0x1.4f8b588e368f0p-17, "9.999999999999999e-6"},
        {0x1.0c6f7a0b5ed8dp-20, "1e-6"},
        {0x1.ad7f29abcaf48p-24, "1e-7"},
        {0x1.1eb2d66005835p+997, "1.5e+300"},
        {0x1.1c37937e08000p+53, "10000000000000000"},
        {0x1.6345785d8a000p+56, "1e+17"},
        {0x1.6345785d89fffp+56, "99999999999999980"},
        {0x1.b69b4ba630f35p+56, "1.2345678901234568e+17"},
        {0x1.56a95319d63e1p+63, "1.2345678901234567e+19"},
        {0x1.9e409302678bap-17, "0.000012345678901234568"},
        {0x1.0000000000000p+60, "1.152921504606847e+18"},
        {0x1.0000000000000p+63, "9.223372036854776e+18"},
        {0x1.0000000000000p+64, "1.8446744073709552e+19"},
        {0x1.0000000000000p+122, "5.316911983139664e+36"},
        {0x1.0000000000000p-44, "5.684341886080802e-14"},
        {0x0.0000000000003p-1022, "1.5e-323"},
        {0x1.1666666666666p+2, "4.35"},
        {0x1.4000000000000p-1, "0.625"},
        {0x1.b1ae4d6e2ef50p+69, "1e+21"},
        {0x1.0f0cf064dd592p+73, "1e+22"},
        {0x1.a36e2eb1c432dp-15, "0.00005"},
        {0x1.e240c9fbe76c9p+16, "123456.789"},
        {0x1.4000000000000p+9, "640"},
        {0x1.df80000000000p+8, "479.5"},
        {0x1.9e0fcaf9380fcp-17, "0.00001234"},
        {0x1.921fb54442d18p+1, "3.141592653589793"},
        {0x1.5bf0a8b145769p+1, "2.718281828459045"},
        {0x1.249ad2594c37dp+332, "1e+100"},
        {0x1.bff2ee48e0530p-333, "1e-100"},
        {0x0.0000000000013p-1022, "9.4e-323"},
        {0x1.fffffffffffffp-1022, "4.4501477170144023e-308"},
        {0x1.fffffffffffffp-1, "0.9999999999999999"},
        {0x1.0000000000001p+0, "1.0000000000000002"},
        {0x1.279dcc8b6f65ep-100, "9.109383701528e-31"},
        {0x1.fe185ca57c517p+78, "6.02214076e+23"},
        {0x1.0000000000000p-25, "2.9802322387695312e-8"},
        {0x1.0000000000000p+54, "18014398509481984"},
        {0x1.0f0cf064dd592p+132, "5.764607523034235e+39"},
        {0x1.0f0cf064dd592p+133, "1.152921504606847e+40"},
        {0x1.0000000000000p-1017, "7.120236347223045e-307"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char out[MLT_NUMBER_SIZE], minus[MLT_NUMBER_SIZE];
        size_t n = mlt_format_double(out, rows[i].v);
        ck_assert_str_eq(out, rows[i].want);
        ck_assert_uint_eq(n, strlen(out));
        ck_assert_uint_eq(mlt_format_double(minus, -rows[i].v), n + 1);
        ck_assert_int_eq(minus[0], '-');
        ck_assert_str_eq(minus + 1, out);
    }
}
END_TEST

/* Shortest texts of floats, from an implementation of a third method (Steele and White's). */
START_TEST(test_floats)
{
    static const struct {
        float v;
        const char *want;
    } rows[] = {
        {0x1.0000000000000p-149f, "1e-45"},
        {0x1.0000000000000p-148f, "3e-45"},
        {0x1.0000000000000p-126f, "1.1754944e-38"},
        {0x1.fffffc0000000p-127f, "1.1754942e-38"},
        {0x1.fffffe0000000p+127f, "3.4028235e+38"},
        {0x1.fffffc0000000p+127f, "3.4028233e+38"},
        {0x1.fffffe0000000p+23f, "16777215"},
        {0x1.0000000000000p+24f, "16777216"},
        {0x1.0000020000000p+24f, "16777218"},
        {0x1.0000000000000p+25f, "33554432"},
        {0x1.99999a0000000p-4f, "0.1"},
        {0x1.99999a0000000p-3f, "0.2"},
        {0x1.3333340000000p-2f, "0.3"},
        {0x1.5555560000000p-2f, "0.33333334"},
        {0x1.4f8b580000000p-17f, "0.00001"},
        {0x1.0c6f7a0000000p-20f, "1e-6"},
        {0x1.ad7f2a0000000p-24f, "1e-7"},
        {0x1.2a05f20000000p+33f, "10000000000"},
        {0x1.1c37940000000p+53f, "10000000000000000"},
        {0x1.6345780000000p+56f, "1e+17"},
        {0x1.4040000000000p+9f, "640.5"},
        {0x1.edd3be0000000p+6f, "123.45678"},
        {0x1.dffff00000000p+10f, "1919.999"},
        {0x1.fffffe0000000p-1f, "0.99999994"},
        {0x1.0000020000000p+0f, "1.0000001"},
        {0x1.921fb60000000p+1f, "3.1415927"},
        {0x1.0000000000000p+23f, "8388608"},
        {0x1.0000000000000p-44f, "5.684342e-14"},
        {0x1.0000000000000p+87f, "1.5474251e+26"},
        {0x1.c000000000000p-147f, "1e-44"},
        {0x1.0000000000000p-124f, "4.7019774e-38"},
        {0x1.b1ae4e0000000p+69f, "1e+21"},
        {0x1.5c87fa0000000p-84f, "7.038531e-26"},
        {0x1.0000000000000p+27f, "134217730"},
        {0x1.0000000000000p+31f, "2147483600"},
        {0x1.ff973c0000000p+92f, "9.8956044e+27"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char out[MLT_NUMBER_SIZE], minus[MLT_NUMBER_SIZE];
        size_t n = mlt_format_float(out, rows[i].v);
        ck_assert_str_eq(out, rows[i].want);
        ck_assert_uint_eq(n, strlen(out));
        ck_assert_uint_eq(mlt_format_float(minus, -rows[i].v), n + 1);
        ck_assert_str_eq(minus + 1, out);
    }
}
END_TEST

START_TEST(test_zero_keeps_its_sign)
{
    char out[MLT_NUMBER_SIZE];
    ck_assert_uint_eq(mlt_format_double(out, 0.0), 1);
    ck_assert_str_eq(out, "0");
    ck_assert_uint_eq(mlt_format_double(out, -0.0), 2);
    ck_assert_str_eq(out, "-0");
    ck_assert_uint_eq(mlt_format_float(out, -0.0f), 2);
    ck_assert_str_eq(out, "-0");
}
END_TEST

START_TEST(test_what_is_not_finite_has_no_text)
{
    char out[MLT_NUMBER_SIZE] = "x";
    ck_assert_uint_eq(mlt_format_double(out, NAN), 0);
    ck_assert_str_eq(out, "");
    strcpy(out, "x");
    ck_assert_uint_eq(mlt_format_double(out, -INFINITY), 0);
    ck_assert_str_eq(out, "");
    strcpy(out, "x");
    ck_assert_uint_eq(mlt_format_float(out, INFINITY), 0);
    ck_assert_str_eq(out, "");
    ck_assert_uint_eq(mlt_format_float(out, (float)NAN), 0);
}
END_TEST

START_TEST(test_notation_changes_at_the_stated_powers)
{
    static const struct {
        double v;
        const char *want;
    } rows[] = {
        {1e-6, "1e-6"},
        {9.5e-6, "9.5e-6"},
        {1e-5, "0.00001"},
        {0.000012, "0.000012"},
        {0.5, "0.5"},
        {1, "1"},
        {10, "10"},
        {10.25, "10.25"},
        {1e16, "10000000000000000"},
        {1e17, "1e+17"},
        {1.25e17, "1.25e+17"},
        {99999999999999984., "99999999999999980"},
        {1e-10, "1e-10"},
        {-1.5e-300, "-1.5e-300"},
        {9e99, "9e+99"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char out[MLT_NUMBER_SIZE];
        mlt_format_double(out, rows[i].v);
        ck_assert_str_eq(out, rows[i].want);
    }
}
END_TEST

START_TEST(test_integers)
{
    char out[MLT_NUMBER_SIZE];
    ck_assert_uint_eq(mlt_format_u64(out, 0), 1);
    ck_assert_str_eq(out, "0");
    ck_assert_uint_eq(mlt_format_u64(out, UINT64_MAX), 20);
    ck_assert_str_eq(out, "18446744073709551615");
    ck_assert_uint_eq(mlt_format_i64(out, INT64_MIN), 20);
    ck_assert_str_eq(out, "-9223372036854775808");
    ck_assert_uint_eq(mlt_format_i64(out, INT64_MAX), 19);
    ck_assert_str_eq(out, "9223372036854775807");
    ck_assert_uint_eq(mlt_format_i64(out, -10), 3);
    ck_assert_str_eq(out, "-10");
    ck_assert_uint_eq(mlt_format_i64(out, 0), 1);
    ck_assert_str_eq(out, "0");
}
END_TEST

static void round_trip_double(uint64_t bits)
{
    char out[MLT_NUMBER_SIZE];
    double v, back = 0;
    memcpy(&v, &bits, sizeof v);
    size_t n = mlt_format_double(out, v);
    if (!isfinite(v)) {
        if (n != 0)
            ck_abort_msg("%a has a text", v);
        return;
    }
    if (n == 0 || n > 24 || !mlt_parse_double(out, n, &back) || memcmp(&back, &v, sizeof v) != 0)
        ck_abort_msg("%a gives %s gives %a", v, out, back);
}

static void round_trip_float(uint32_t bits)
{
    char out[MLT_NUMBER_SIZE];
    float v;
    double back = 0;
    memcpy(&v, &bits, sizeof v);
    size_t n = mlt_format_float(out, v);
    if (!isfinite(v)) {
        if (n != 0)
            ck_abort_msg("%a has a text", (double)v);
        return;
    }
    /* Nine digits or fewer are far from the middle of two floats: rounding twice is harmless. */
    if (n == 0 || n > 18 || !mlt_parse_double(out, n, &back) || (float)back != v)
        ck_abort_msg("%a gives %s gives %a", (double)v, out, back);
}

START_TEST(test_random_doubles_come_back)
{
    mlt_draws d;
    mlt_draws_init(&d, 1, "doubles", 0);
    for (int i = 0; i < 1000000; i++) {
        uint64_t high = mlt_draw_u32(&d);
        round_trip_double(high << 32 | mlt_draw_u32(&d));
    }
}
END_TEST

START_TEST(test_random_floats_come_back)
{
    mlt_draws d;
    mlt_draws_init(&d, 2, "floats", 0);
    for (int i = 0; i < 1000000; i++)
        round_trip_float(mlt_draw_u32(&d));
}
END_TEST

START_TEST(test_powers_of_two_and_their_neighbours_come_back)
{
    for (uint64_t raw = 0; raw < 0x7ff; raw++)
        for (uint64_t nudge = 0; nudge < 3; nudge++)
            round_trip_double((raw << 52) + nudge - (raw > 0));
    for (uint32_t raw = 0; raw < 0xff; raw++)
        for (uint32_t nudge = 0; nudge < 3; nudge++)
            round_trip_float((raw << 23) + nudge - (raw > 0));
}
END_TEST

/* A text of at most 15 digits (6 for floats) is itself the shortest of the number it gives. */
START_TEST(test_short_decimals_come_back)
{
    for (int cents = 0; cents < 100000; cents += 7) {
        char want[MLT_NUMBER_SIZE], out[MLT_NUMBER_SIZE];
        double v = 0;
        size_t n = mlt_format_i64(want, cents / 100 + 10);
        want[n++] = '.';
        want[n++] = (char)('0' + cents / 10 % 10);
        want[n++] = (char)('1' + cents % 9);
        want[n] = '\0';
        ck_assert(mlt_parse_double(want, n, &v));
        mlt_format_double(out, v);
        ck_assert_str_eq(out, want);
        mlt_format_float(out, (float)v);
        ck_assert_str_eq(out, want);
    }
}
END_TEST

Suite *mlt_suite_base_number_format(void);
Suite *mlt_suite_base_number_format(void)
{
    Suite *suite = suite_create("base_number_format");
    TCase *tc = tcase_create("number_format");
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, test_doubles);
    tcase_add_test(tc, test_floats);
    tcase_add_test(tc, test_zero_keeps_its_sign);
    tcase_add_test(tc, test_what_is_not_finite_has_no_text);
    tcase_add_test(tc, test_notation_changes_at_the_stated_powers);
    tcase_add_test(tc, test_integers);
    tcase_add_test(tc, test_random_doubles_come_back);
    tcase_add_test(tc, test_random_floats_come_back);
    tcase_add_test(tc, test_powers_of_two_and_their_neighbours_come_back);
    tcase_add_test(tc, test_short_decimals_come_back);
    suite_add_tcase(suite, tc);
    return suite;
}
