/* SPDX-License-Identifier: MIT */
#include "image/font.h"

#include <string.h>

#include "testing.h"

START_TEST(test_characters_differ)
{
    for (char a = ' '; a <= '~'; a++) {
        for (char b = ' '; b < a; b++)
            ck_assert_msg(memcmp(mlt_font_glyph(a), mlt_font_glyph(b), 7) != 0, "'%c' is '%c'", a,
                          b);
    }
}
END_TEST

START_TEST(test_dots_are_five_wide)
{
    for (char c = ' '; c <= '~'; c++) {
        unsigned all = 0;
        for (int row = 0; row < 7; row++)
            all |= mlt_font_glyph(c)[row];
        ck_assert_uint_lt(all, 32);
        ck_assert_msg((all == 0) == (c == ' '), "'%c'", c);
    }
}
END_TEST

START_TEST(test_a_letter)
{
    static const uint8_t letter_l[7] = {0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x1f};
    ck_assert_mem_eq(mlt_font_glyph('L'), letter_l, 7);
}
END_TEST

START_TEST(test_everything_else_is_a_question_mark)
{
    static const char others[] = {'\0', '\n', 0x1f, 0x7f, (char)0x80, (char)0xff};
    for (size_t i = 0; i < sizeof others; i++)
        ck_assert_ptr_eq(mlt_font_glyph(others[i]), mlt_font_glyph('?'));
}
END_TEST

Suite *mlt_suite_image_font(void);
Suite *mlt_suite_image_font(void)
{
    Suite *suite = suite_create("image_font");
    TCase *tc = tcase_create("font");
    tcase_add_test(tc, test_characters_differ);
    tcase_add_test(tc, test_dots_are_five_wide);
    tcase_add_test(tc, test_a_letter);
    tcase_add_test(tc, test_everything_else_is_a_question_mark);
    suite_add_tcase(suite, tc);
    return suite;
}
