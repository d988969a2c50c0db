/* SPDX-License-Identifier: MIT */
#include "predictor/tail.h"

#include <stdlib.h>
#include <string.h>

#include "testing.h"

Suite *mlt_suite_predictor_tail(void);

static void check(const mlt_tail *tail, const char *expected)
{
    mlt_text text;
    mlt_text_init(&text, NULL);
    mlt_tail_print(tail, &text);
    ck_assert_str_eq(mlt_text_string(&text), expected);
    mlt_text_free(&text);
}

START_TEST(short_text)
{
    mlt_tail tail;
    mlt_tail_clear(&tail);
    ck_assert(mlt_tail_is_empty(&tail));
    check(&tail, "");
    mlt_tail_add(&tail, "", 0);
    ck_assert(mlt_tail_is_empty(&tail));
    mlt_tail_add(&tail, "one\n", 4);
    mlt_tail_add(&tail, "two\r\n\n", 6);
    ck_assert(!mlt_tail_is_empty(&tail));
    check(&tail, "one\\ntwo");
    mlt_tail_clear(&tail);
    check(&tail, "");
}
END_TEST

/* Adds n bytes in pieces of `step`, and expects the last MLT_TAIL_BYTES of them. */
static void check_pieces(size_t n, size_t step)
{
    static mlt_tail tail;
    char *all = malloc(n + 1);
    ck_assert_ptr_nonnull(all);
    for (size_t i = 0; i < n; i++)
        all[i] = (char)('a' + i % 23);
    all[n] = '\0';
    mlt_tail_clear(&tail);
    for (size_t i = 0; i < n; i += step)
        mlt_tail_add(&tail, all + i, n - i < step ? n - i : step);
    check(&tail, n > MLT_TAIL_BYTES ? all + n - MLT_TAIL_BYTES : all);
    free(all);
}

START_TEST(only_the_end_is_kept)
{
    static const size_t lengths[] = {1, 4095, 4096, 4097, 8191, 8192, 8193, 20000};
    static const size_t steps[] = {1, 7, 1000, 4095, 4096, 4097, 20000};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        for (size_t k = 0; k < sizeof steps / sizeof *steps; k++)
            check_pieces(lengths[i], steps[k]);
}
END_TEST

START_TEST(only_line_ends)
{
    mlt_tail tail;
    mlt_tail_clear(&tail);
    mlt_tail_add(&tail, "\n\n\n", 3);
    check(&tail, "");
}
END_TEST

Suite *mlt_suite_predictor_tail(void)
{
    Suite *suite = suite_create("predictor_tail");
    TCase *tests = tcase_create("tail");
    tcase_add_test(tests, short_text);
    tcase_add_test(tests, only_the_end_is_kept);
    tcase_add_test(tests, only_line_ends);
    suite_add_tcase(suite, tests);
    return suite;
}
