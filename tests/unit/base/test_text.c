/* SPDX-License-Identifier: MIT */
#include "base/text.h"

#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/alloc.h"
#include "testing.h"

Suite *mlt_suite_base_text(void);

static mlt_test_alloc state;
static mltest_context *ctx;
static mlt_text text;

static void set_up(void)
{
    state = (mlt_test_alloc){.fail_at = 0};
    ctx = mlt_test_context(&state);
    mlt_text_init(&text, ctx);
}

static void tear_down(void)
{
    mlt_text_free(&text);
    mltest_context_free(ctx);
    ck_assert_uint_eq(state.live, 0);
}

START_TEST(test_nothing_added)
{
    ck_assert_str_eq(mlt_text_string(&text), "");
    ck_assert(mlt_text_ok(&text));
    mlt_text_add(&text, NULL, 0);
    mlt_text_puts(&text, "");
    ck_assert_str_eq(mlt_text_string(&text), "");
    ck_assert_uint_eq(text.n, 0);
    ck_assert_uint_eq(state.live, 1); /* nothing was allocated */
}
END_TEST

START_TEST(test_all_ways_to_add)
{
    mlt_text_add(&text, "abcdef", 3);
    mlt_text_puts(&text, "-puts-");
    mlt_text_putc(&text, 'c');
    mlt_text_printf(&text, "<%s:%d>", "x", 42);
    ck_assert_str_eq(mlt_text_string(&text), "abc-puts-c<x:42>");
    ck_assert_uint_eq(text.n, strlen("abc-puts-c<x:42>"));
    ck_assert(mlt_text_ok(&text));
}
END_TEST

START_TEST(test_bytes_may_be_nul)
{
    mlt_text_add(&text, "a\0b", 3);
    mlt_text_putc(&text, '\0');
    ck_assert_uint_eq(text.n, 4);
    ck_assert_mem_eq(text.bytes, "a\0b\0", 5);
}
END_TEST

START_TEST(test_numbers_as_data)
{
    mlt_text_f64(&text, 0.1);
    mlt_text_putc(&text, ' ');
    mlt_text_f32(&text, 0.1f);
    mlt_text_putc(&text, ' ');
    mlt_text_i64(&text, INT64_MIN);
    mlt_text_putc(&text, ' ');
    mlt_text_u64(&text, UINT64_MAX);
    mlt_text_putc(&text, ' ');
    mlt_text_f64(&text, -DBL_MAX);
    ck_assert_str_eq(mlt_text_string(&text),
                     "0.1 0.1 -9223372036854775808 18446744073709551615 -1.7976931348623157e+308");
}
END_TEST

START_TEST(test_numbers_that_are_none_add_nothing)
{
    mlt_text_f64(&text, (double)NAN);
    mlt_text_f64(&text, (double)INFINITY);
    mlt_text_f32(&text, -INFINITY);
    ck_assert_str_eq(mlt_text_string(&text), "");
    ck_assert(mlt_text_ok(&text));
}
END_TEST

START_TEST(test_growth_keeps_every_byte)
{
    for (int i = 0; i < 5000; i++)
        mlt_text_printf(&text, "%04d", i);
    ck_assert_uint_eq(text.n, 20000);
    ck_assert_uint_gt(text.cap, text.n);
    for (int i = 0; i < 5000; i += 7) {
        char four[8];
        memcpy(four, text.bytes + 4 * i, 4);
        four[4] = '\0';
        ck_assert_int_eq(strtol(four, NULL, 10), i);
    }
    ck_assert_uint_lt(state.calls, 40);
}
END_TEST

START_TEST(test_formatting_of_any_length)
{
    static char long_text[70000];
    memset(long_text, 'q', sizeof long_text - 1);
    mlt_text_printf(&text, "[%s]", long_text);
    ck_assert_uint_eq(text.n, sizeof long_text + 1);
    ck_assert_int_eq(text.bytes[text.n - 1], ']');
    mlt_text_clear(&text);
    mlt_text_printf(&text, "%s", "");
    ck_assert_str_eq(mlt_text_string(&text), "");
}
END_TEST

START_TEST(test_the_first_failure_is_remembered)
{
    mlt_text_puts(&text, "kept");
    state.fail_at = state.calls + 1;
    mlt_text_puts(&text, " and much more than fits into the first block");
    ck_assert(!mlt_text_ok(&text));
    size_t calls = state.calls;
    mlt_text_puts(&text, "x");
    mlt_text_puts(&text, "and once more what does not fit");
    mlt_text_printf(&text, "%d", 5);
    mlt_text_f64(&text, 1.5);
    ck_assert_uint_eq(state.calls, calls); /* nothing is tried again */
    ck_assert_str_eq(mlt_text_string(&text), "kept");
    ck_assert_ptr_null(mlt_text_take(&text));
    ck_assert(!mlt_text_ok(&text));
    mlt_text_clear(&text);
    ck_assert(mlt_text_ok(&text));
    mlt_text_puts(&text, "new");
    ck_assert_str_eq(mlt_text_string(&text), "new");
}
END_TEST

START_TEST(test_sizes_that_overflow)
{
    mlt_text_puts(&text, "kept");
    mlt_text_add(&text, "x", SIZE_MAX);
    ck_assert(!mlt_text_ok(&text));
    mlt_text_clear(&text);
    mlt_text_puts(&text, "kept");
    mlt_text_add(&text, "x", SIZE_MAX - 4); /* the NUL is what does not fit */
    ck_assert(!mlt_text_ok(&text));
    ck_assert_str_eq(mlt_text_string(&text), "kept");
}
END_TEST

START_TEST(test_formats_that_fail)
{
    static const wchar_t unprintable[] = {0x7fffffff, 0};
    mlt_text_printf(&text, "%ls", unprintable);
    ck_assert(!mlt_text_ok(&text));
    ck_assert_str_eq(mlt_text_string(&text), "");
}
END_TEST

START_TEST(test_clearing_keeps_the_memory)
{
    mlt_text_clear(&text);
    mlt_text_puts(&text, "something");
    char *bytes = text.bytes;
    size_t calls = state.calls;
    mlt_text_clear(&text);
    ck_assert_str_eq(mlt_text_string(&text), "");
    ck_assert_uint_eq(text.n, 0);
    mlt_text_puts(&text, "else");
    ck_assert_ptr_eq(text.bytes, bytes);
    ck_assert_uint_eq(state.calls, calls);
    ck_assert_str_eq(mlt_text_string(&text), "else");
}
END_TEST

START_TEST(test_taking)
{
    char *empty = mlt_text_take(&text);
    ck_assert_str_eq(empty, "");
    mlt_text_puts(&text, "mine");
    char *taken = mlt_text_take(&text);
    ck_assert_str_eq(taken, "mine");
    ck_assert_str_eq(mlt_text_string(&text), "");
    mlt_text_puts(&text, "next");
    ck_assert_str_eq(taken, "mine");
    ck_assert_str_eq(mlt_text_string(&text), "next");
    mlt_free(ctx, taken);
    mlt_free(ctx, empty);
}
END_TEST

START_TEST(test_freeing_twice)
{
    mlt_text_puts(&text, "x");
    mlt_text_free(&text);
    mlt_text_free(&text);
    mlt_text_puts(&text, "usable");
    ck_assert_str_eq(mlt_text_string(&text), "usable");
}
END_TEST

START_TEST(test_one_line)
{
    char string[] = "\na\r\nb\tc\n";
    char active[] = "\x1B[2J \xC2\x9Bx \xE2\x80\xAEtxt\xE2\x81\xA6";
    char quiet[] = "\xC3\xA4 \xE2\x80\xA6 \x9B\xFF";
    char empty[] = "";
    mlt_one_line(string);
    ck_assert_str_eq(string, " a  b\tc ");
    mlt_one_line(active);
    ck_assert_str_eq(active, "?[2J ?x ?txt?");
    mlt_one_line(quiet);
    ck_assert_str_eq(quiet, "\xC3\xA4 \xE2\x80\xA6 \x9B\xFF");
    mlt_one_line(empty);
    ck_assert_str_eq(empty, "");
}
END_TEST

static mltest_status build(mltest_context *c, void *data)
{
    mlt_text t;
    (void)data;
    mlt_text_init(&t, c);
    for (int i = 0; i < 30; i++) {
        mlt_text_printf(&t, "line %d\n", i);
        mlt_text_i64(&t, i);
    }
    char *taken = mlt_text_take(&t);
    ck_assert((taken != NULL) == mlt_text_ok(&t));
    mltest_status status = taken != NULL ? MLTEST_OK : MLTEST_ERR_MEMORY;
    mlt_free(c, taken);
    mlt_text_free(&t);
    return status;
}

START_TEST(test_every_allocation_may_fail)
{
    mlt_test_every_allocation(build, NULL);
}
END_TEST

Suite *mlt_suite_base_text(void)
{
    Suite *suite = suite_create("base_text");
    TCase *tc = tcase_create("text");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_nothing_added);
    tcase_add_test(tc, test_all_ways_to_add);
    tcase_add_test(tc, test_bytes_may_be_nul);
    tcase_add_test(tc, test_numbers_as_data);
    tcase_add_test(tc, test_numbers_that_are_none_add_nothing);
    tcase_add_test(tc, test_growth_keeps_every_byte);
    tcase_add_test(tc, test_formatting_of_any_length);
    tcase_add_test(tc, test_the_first_failure_is_remembered);
    tcase_add_test(tc, test_sizes_that_overflow);
    tcase_add_test(tc, test_formats_that_fail);
    tcase_add_test(tc, test_clearing_keeps_the_memory);
    tcase_add_test(tc, test_taking);
    tcase_add_test(tc, test_freeing_twice);
    tcase_add_test(tc, test_one_line);
    tcase_add_test(tc, test_every_allocation_may_fail);
    suite_add_tcase(suite, tc);
    return suite;
}
