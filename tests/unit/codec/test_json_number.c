/* SPDX-License-Identifier: MIT */
#include "codec/json_number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "testing.h"

Suite *mlt_suite_codec_json_number(void);

enum { ROOM = 128 };

/* The text with what may follow a number, in a buffer that ends where that ends. */
static char *place(const char *text, char behind, size_t n_behind)
{
    const size_t n = strlen(text);
    char *exact = malloc(n + n_behind + 1);
    memcpy(exact, text, n);
    memset(exact + n, behind, n_behind + 1);
    return exact;
}

/* Whatever is accepted has the value and the length of the whole number. */
static void check(const char *text)
{
    double want = 0;
    const bool is_number = mlt_parse_double(text, strlen(text), &want);
    for (size_t n_behind = 0; n_behind < 30; n_behind++) {
        char *p = place(text, ',', n_behind);
        double got = 0.5;
        int64_t integer = 7;
        const char *end = p + strlen(text) + n_behind;
        const char *behind = mlt_json_number_quick(p, end, &got);
        if (behind != NULL && is_number) {
            ck_assert_msg(behind == p + strlen(text), "%s", text);
            ck_assert_msg(memcmp(&got, &want, sizeof got) == 0, "%s", text);
        } else if (behind != NULL) {
            ck_assert_msg(*behind != ',', "%s", text); /* the caller refuses what follows */
        }
        behind = mlt_json_integer_quick(p, end, &integer);
        if (behind != NULL && *behind == ',')
            ck_assert_msg(is_number && (double)integer == want, "%s", text);
        free(p);
    }
}

START_TEST(forms)
{
    static const char *const texts[] = {"0",
                                        "-0",
                                        "-0.0",
                                        "1",
                                        "-1",
                                        "7.25",
                                        "1234567",
                                        "12345678",
                                        "123456789012345",
                                        "1234567890123456",
                                        "0.1234567",
                                        "0.12345678",
                                        "1234567.1234567",
                                        "0.30000000000000004",
                                        "9007199254740993",
                                        "1e5",
                                        "1E5",
                                        "1.5e-5",
                                        "1.25e+10",
                                        "1e400",
                                        "0.00000001",
                                        "01",
                                        "-01",
                                        "00",
                                        "",
                                        "-",
                                        "--1",
                                        "+1",
                                        ".5",
                                        "1.",
                                        "1.e5",
                                        "1e",
                                        "1e+",
                                        "1.2.3",
                                        "1-2",
                                        "x",
                                        "1x",
                                        "1.5x",
                                        "-x",
                                        "0x10",

                                        "99999999",
                                        "100000000",
                                        "999999999999999",
                                        "-999999999999999",
                                        "4.35",
                                        "0.000001",
                                        "123456.7"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        check(texts[i]);
}
END_TEST

/* All lengths of both parts, which meet every limit of the quick forms. */
START_TEST(lengths)
{
    static const char digits[] = "19283746501928374650192837465";
    for (int whole = 1; whole <= 20; whole++)
        for (int fraction = 0; fraction <= 20; fraction++)
            for (int sign = 0; sign < 2; sign++) {
                char text[ROOM];
                snprintf(text, sizeof text, "%s%.*s%s%.*s", sign ? "-" : "", whole, digits,
                         fraction > 0 ? "." : "", fraction, digits + 3);
                check(text);
            }
}
END_TEST

START_TEST(usual_ones_are_quick)
{
    static const char *const texts[] = {"258.15", "0.236", "1", "-3.5", "0.30000000000000004"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        char *p = place(texts[i], ',', 30);
        double got, want;
        int64_t integer;
        ck_assert(mlt_parse_double(texts[i], strlen(texts[i]), &want));
        ck_assert_ptr_nonnull(mlt_json_number_quick(p, p + strlen(texts[i]) + 30, &got));
        ck_assert_double_eq(got, want);
        ck_assert_ptr_nonnull(mlt_json_integer_quick(p, p + strlen(texts[i]) + 30, &integer));
        free(p);
    }
}
END_TEST

START_TEST(what_is_usual)
{
    static const char *const usual[] = {"-0", "-0.0", "9999999.9999999", "0.0000001"};
    static const char *const unusual[] = {"12345678", "0.12345678", "1e2", "1E2", "01", "1.", "-"};
    double got;
    for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++) {
        char *p = place(usual[i], ',', 30);
        ck_assert(mlt_json_number_usual(p, &got) == p + strlen(usual[i]));
        ck_assert_double_eq(got, strtod(usual[i], NULL));
        free(p);
    }
    for (size_t i = 0; i < sizeof unusual / sizeof unusual[0]; i++) {
        char *p = place(unusual[i], ',', 30);
        ck_assert_msg(mlt_json_number_usual(p, &got) == NULL, "%s", unusual[i]);
        free(p);
    }
}
END_TEST

START_TEST(number_length)
{
    ck_assert_uint_eq(mlt_json_number_length("-1.5E+3, 2", 10), 7);
    ck_assert_uint_eq(mlt_json_number_length("-1.5E+3", 3), 3);
    ck_assert_uint_eq(mlt_json_number_length("x", 1), 0);
    ck_assert_uint_eq(mlt_json_number_length("", 0), 0);
}
END_TEST

Suite *mlt_suite_codec_json_number(void)
{
    Suite *suite = suite_create("codec_json_number");
    TCase *tests = tcase_create("json_number");
    tcase_add_test(tests, forms);
    tcase_add_test(tests, lengths);
    tcase_add_test(tests, usual_ones_are_quick);
    tcase_add_test(tests, what_is_usual);
    tcase_add_test(tests, number_length);
    suite_add_tcase(suite, tests);
    return suite;
}
