/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"
#include "testing.h"

#include <string.h>

Suite *mlt_suite_base_utf8(void);

/* An encoder that knows nothing of the decoder. */
static size_t encode(unsigned code, char out[4])
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t n = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned marks[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = n; i-- > 1; code >>= 6)
        out[i] = (char)(0x80 | (code & 0x3F));
    out[0] = (char)(marks[n] | code);
    return n;
}

START_TEST(test_every_character_is_read_back)
{
    for (unsigned code = 0; code <= 0x10FFFF; code++) {
        char text[4];
        unsigned got = 0;
        size_t n = encode(code, text);
        bool is_surrogate = code >= 0xD800 && code <= 0xDFFF;
        if (mlt_utf8_next(text, n, &got) != (is_surrogate ? 0 : n) ||
            (!is_surrogate && got != code))
            ck_abort_msg("U+%04X", code);
        if (n > 1 && mlt_utf8_next(text, n - 1, &got) != 0)
            ck_abort_msg("U+%04X cut short", code);
    }
}
END_TEST

START_TEST(test_what_is_not_utf8)
{
    static const char *const bad[] = {"\x80",
                                      "\xBF",
                                      "\xC0\x80",
                                      "\xC1\xBF",
                                      "\xC2",
                                      "\xC2\x41",
                                      "\xC2\xC2",
                                      "\xE0\x80\x80",
                                      "\xE0\x9F\xBF",
                                      "\xE2\x82",
                                      "\xE2\x41\xAC",
                                      "\xED\xA0\x80",
                                      "\xF0\x80\x80\x80",
                                      "\xF0\x8F\xBF\xBF",
                                      "\xF4\x90\x80\x80",
                                      "\xF5\x80\x80",
                                      "\xF8\x88",
                                      "\xFE",
                                      "\xFF"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        unsigned code = 7;
        ck_assert_uint_eq(mlt_utf8_next(bad[i], strlen(bad[i]), &code), 0);
        ck_assert_uint_eq(code, 7);
        ck_assert(!mlt_utf8_is_plain(bad[i], strlen(bad[i])));
    }
}
END_TEST

START_TEST(test_plain)
{
    static const char *const good[] = {
        "", " ", "a b.jpg", "gr\xC3\xBC\xC3\x9F", "\xC2\xA0", "\xE2\x82\xAC", "\xF0\x9F\x98\x80",
        "~"};
    static const char *const bad[] = {"\n",       "a\tb",     "\x1B[2J",  "\x7F",
                                      "\xC2\x80", "\xC2\x9F", "ok\xFFno", "\x01"};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        ck_assert_msg(mlt_utf8_is_plain(good[i], strlen(good[i])), "good[%zu]", i);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ck_assert_msg(!mlt_utf8_is_plain(bad[i], strlen(bad[i])), "bad[%zu]", i);
    ck_assert(!mlt_utf8_is_plain("a\0b", 3));
    ck_assert(mlt_utf8_is_plain(NULL, 0));
}
END_TEST

/* Both ends of each range, and what lies beside them. */
START_TEST(test_active)
{
    static const unsigned active[] = {0, 0x1F, 0x7F, 0x80, 0x9F, 0x202A, 0x202E, 0x2066, 0x2069};
    static const unsigned quiet[] = {0x20,   0x7E,   0xA0,   0x200D,  0x2029,
                                     0x202F, 0x2065, 0x206A, 0x10FFFF};
    for (size_t i = 0; i < sizeof active / sizeof active[0]; i++)
        ck_assert_msg(mlt_utf8_is_active(active[i]), "U+%04X", active[i]);
    for (size_t i = 0; i < sizeof quiet / sizeof quiet[0]; i++)
        ck_assert_msg(!mlt_utf8_is_active(quiet[i]), "U+%04X", quiet[i]);
    ck_assert_uint_eq(mlt_utf8_active("\x1B[", 2), 1);
    ck_assert_uint_eq(mlt_utf8_active("\xC2\x9B!", 3), 2);
    ck_assert_uint_eq(mlt_utf8_active("\xE2\x80\xAE!", 4), 3);
    ck_assert_uint_eq(mlt_utf8_active("a", 1), 0);
    ck_assert_uint_eq(mlt_utf8_active("\x9B", 1), 0); /* not UTF-8 */
    ck_assert_uint_eq(mlt_utf8_active("\xE2\x80\xAE", 2), 0);
}
END_TEST

START_TEST(test_valid_may_have_control_characters)
{
    ck_assert(mlt_utf8_is_valid("a\n\tb\0c", 6));
    ck_assert(mlt_utf8_is_valid("", 0));
    ck_assert(!mlt_utf8_is_valid("ok\xFF", 3));
    ck_assert(!mlt_utf8_is_valid("\xC3", 1));
}
END_TEST

START_TEST(test_letter_case_of_ascii_only)
{
    ck_assert(mlt_same_letters("XMin", "xmIN"));
    ck_assert(mlt_same_letters("", ""));
    ck_assert(!mlt_same_letters("a", "ab"));
    ck_assert(!mlt_same_letters("ab", "a"));
    ck_assert(!mlt_same_letters("\xC3\x84", "\xC3\xA4"));
    ck_assert(!mlt_same_letters("[", "{"));
}
END_TEST

Suite *mlt_suite_base_utf8(void)
{
    TCase *tc = tcase_create("utf8");
    tcase_add_test(tc, test_every_character_is_read_back);
    tcase_add_test(tc, test_what_is_not_utf8);
    tcase_add_test(tc, test_plain);
    tcase_add_test(tc, test_active);
    tcase_add_test(tc, test_valid_may_have_control_characters);
    tcase_add_test(tc, test_letter_case_of_ascii_only);
    Suite *suite = suite_create("base_utf8");
    suite_add_tcase(suite, tc);
    return suite;
}
