/* SPDX-License-Identifier: MIT */
#include "journal/unpack.h"

#include "base/error.h"
#include "members.h"

enum { MEMBER = 700000, N_MEMBERS = 7 };

static mlt_text packed;
static mlt_unpacker unpacker;
static mlt_batch a, b;

static void set_up(void)
{
    mlt_text_init(&packed, NULL);
    mlt_batch_init(&a, NULL);
    mlt_batch_init(&b, NULL);
}

static void tear_down(void)
{
    mlt_batch_free(&a);
    mlt_batch_free(&b);
    mlt_text_free(&packed);
}

static void begin(void)
{
    unpacker = (mlt_unpacker){NULL, "j", packed.bytes, packed.n, 0};
    mlt_unpack(&unpacker, &b, &a);
}

/* A member of one letter, with line ends at some places. */
static void add_letters(char letter, const size_t *line_ends, size_t n)
{
    static char text[MEMBER];
    memset(text, letter, sizeof text);
    for (size_t i = 0; i < n; i++)
        text[line_ends[i]] = '\n';
    pack_bytes(&packed, text, sizeof text);
}

START_TEST(test_a_batch_has_several_members)
{
    const size_t end = MEMBER - 1;
    size_t third = 0;
    for (int i = 0; i < N_MEMBERS; i++) {
        add_letters((char)('a' + i), &end, 1);
        third = i == 2 ? packed.n : third;
    }
    begin();
    ck_assert_uint_eq(a.text.n, 3 * MEMBER);
    ck_assert_uint_eq(a.n_lines, 3 * MEMBER);
    ck_assert_uint_eq(a.whole, third);
    ck_assert(!a.is_last && !a.torn);
    mlt_unpack(&unpacker, &a, &b);
    ck_assert_uint_eq(b.text.n, 3 * MEMBER);
    ck_assert_int_eq(b.text.bytes[0], 'd');
    mlt_unpack(&unpacker, &b, &a);
    ck_assert_uint_eq(a.text.n, MEMBER);
    ck_assert_int_eq(a.text.bytes[0], 'g');
    ck_assert_uint_eq(a.whole, packed.n);
    ck_assert(a.is_last && a.status == MLTEST_OK);
}
END_TEST

/* The rest of a line is where the next batch begins; a batch without a line is not handed out. */
START_TEST(test_lines_longer_than_a_batch)
{
    const size_t early = 10;
    size_t second = 0;
    add_letters('a', &early, 1);
    for (int i = 1; i < N_MEMBERS; i++)
        add_letters('b', &early, i == 6);
    second = packed.n;
    begin();
    ck_assert_uint_eq(a.n_lines, early + 1);
    ck_assert_uint_eq(a.whole, 0);
    mlt_unpack(&unpacker, &a, &b);
    ck_assert_uint_eq(b.n_lines, 6 * MEMBER);
    ck_assert_int_eq(b.text.bytes[0], 'a');
    ck_assert_uint_eq(b.text.n, 7 * MEMBER - early - 1);
    mlt_unpack(&unpacker, &b, &a);
    ck_assert(a.is_last);
    ck_assert_uint_eq(a.text.n, MEMBER - early - 1);
    ck_assert_uint_eq(a.n_lines, 0);
    ck_assert_uint_lt(a.whole, second);
}
END_TEST

START_TEST(test_what_comes_before_damage)
{
    static const char *const texts[] = {"one\n", "two\n", "three\n"};
    size_t first;
    for (size_t i = 0; i < 3; i++) {
        pack_bytes(&packed, texts[i], strlen(texts[i]));
        first = i == 0 ? packed.n : first;
    }
    packed.bytes[first + 12] ^= 0x10;
    begin();
    ck_assert_uint_eq(a.text.n, 4);
    ck_assert_int_eq(memcmp(a.text.bytes, "one\n", 4), 0);
    ck_assert_uint_eq(a.n_lines, 4);
    ck_assert_uint_eq(a.whole, first);
    ck_assert_int_eq(a.status, MLTEST_ERR_FORMAT);
    ck_assert_ptr_nonnull(a.error);
    ck_assert(a.is_last && !a.torn);
}
END_TEST

/* What is left of a line and what a torn member holds of it belong together. */
START_TEST(test_a_torn_member)
{
    mlt_gzip_writer *w = NULL;
    pack_bytes(&packed, "one\ntw", 6);
    ck_assert_int_eq(mlt_gzip_writer_new(&w, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_gzip_add(w, "o\n", 2, &packed, NULL), MLTEST_OK);
    size_t cut = packed.n;
    ck_assert_int_eq(mlt_gzip_add(w, "three\n", 6, &packed, NULL), MLTEST_OK);
    packed.n -= 5;
    begin();
    ck_assert_uint_eq(a.text.n, 8);
    ck_assert_int_eq(memcmp(a.text.bytes, "one\ntwo\n", 8), 0);
    ck_assert_uint_eq(a.n_lines, 8);
    ck_assert_uint_eq(a.whole, cut);
    ck_assert(a.is_last && a.torn && a.healed.n > 0);
    mlt_gzip_writer_free(w);
}
END_TEST

static mltest_status unpack_all(mltest_context *ctx, void *data)
{
    mlt_batch one, two, *now = &one, *next = &two;
    mlt_unpacker u = {ctx, "j", packed.bytes, packed.n, 0};
    (void)data;
    mlt_batch_init(&one, ctx);
    mlt_batch_init(&two, ctx);
    mlt_unpack(&u, next, now);
    while (!now->is_last) {
        mlt_batch *done = now;
        mlt_unpack(&u, now, next);
        now = next;
        next = done;
    }
    mltest_status status = now->status;
    mlt_batch_free(&one);
    mlt_batch_free(&two);
    return status;
}

START_TEST(test_every_allocation_may_fail)
{
    const size_t end = MEMBER - 1;
    for (int i = 0; i < N_MEMBERS; i++)
        add_letters('a', &end, i != 2);
    packed.n -= 5;
    mlt_test_every_allocation(unpack_all, NULL);
}
END_TEST

Suite *mlt_suite_journal_unpack(void);
Suite *mlt_suite_journal_unpack(void)
{
    Suite *suite = suite_create("journal_unpack");
    TCase *tc = tcase_create("unpack");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_a_batch_has_several_members);
    tcase_add_test(tc, test_lines_longer_than_a_batch);
    tcase_add_test(tc, test_what_comes_before_damage);
    tcase_add_test(tc, test_a_torn_member);
    tcase_add_test(tc, test_every_allocation_may_fail);
    suite_add_tcase(suite, tc);
    return suite;
}
