/* SPDX-License-Identifier: MIT */
#include "codec/gzip.h"

#include <string.h>
#include <zlib.h>

#include "codec/gzip_io.h"
#include "testing.h"

Suite *mlt_suite_codec_gzip(void);

static mlt_text packed;
static mlt_gzip_writer *w;

static void set_up(void)
{
    w = NULL;
    mlt_text_init(&packed, NULL);
    ck_assert_int_eq(mlt_gzip_writer_new(&w, NULL, NULL), MLTEST_OK);
}

static void tear_down(void)
{
    mlt_gzip_writer_free(w);
    mlt_text_free(&packed);
}

static void add(const void *bytes, size_t n)
{
    ck_assert_int_eq(mlt_gzip_add(w, bytes, n, &packed, NULL), MLTEST_OK);
}

static void end(void)
{
    ck_assert_int_eq(mlt_gzip_end(w, &packed, NULL), MLTEST_OK);
}

static void write_member(const char *string)
{
    add(string, strlen(string));
    end();
}

/* The head says neither when nor where; the same text gives the same bytes. */
START_TEST(test_bytes_are_reproducible)
{
    static const unsigned char head[10] = {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255};
    write_member("some text\n");
    size_t n = packed.n;
    write_member("some text\n");
    ck_assert_int_eq(memcmp(packed.bytes, head, 10), 0);
    ck_assert_uint_eq(packed.n, 2 * n);
    ck_assert_int_eq(memcmp(packed.bytes, packed.bytes + n, n), 0);
}
END_TEST

/* zlib's own reading of gzip, as others do it: the text of the first member. */
static size_t gunzip(const mlt_text *bytes, char *out, size_t room)
{
    z_stream z;
    memset(&z, 0, sizeof z);
    ck_assert_int_eq(inflateInit2(&z, 15 + 16), Z_OK);
    z.next_in = (Bytef *)bytes->bytes;
    z.avail_in = (uInt)bytes->n;
    z.next_out = (Bytef *)out;
    z.avail_out = (uInt)room;
    ck_assert_int_eq(inflate(&z, Z_FINISH), Z_STREAM_END);
    ck_assert_uint_eq(z.avail_in, 0);
    size_t n = z.total_out;
    inflateEnd(&z);
    return n;
}

START_TEST(test_others_can_read_it)
{
    char out[100];
    add("one ", 4);
    add("two\n", 4);
    end();
    ck_assert_uint_eq(gunzip(&packed, out, sizeof out), 8);
    ck_assert_int_eq(memcmp(out, "one two\n", 8), 0);
    mlt_text_clear(&packed);
    write_member("");
    ck_assert_uint_eq(gunzip(&packed, out, sizeof out), 0);
}
END_TEST

/* What is there after each piece can be unpacked up to that piece. */
START_TEST(test_every_piece_is_flushed)
{
    char out[1000];
    z_stream z;
    memset(&z, 0, sizeof z);
    ck_assert_int_eq(inflateInit2(&z, 15 + 16), Z_OK);
    z.next_out = (Bytef *)out;
    z.avail_out = sizeof out;
    for (size_t i = 1; i <= 20; i++) {
        size_t before = packed.n;
        add("0123456789", 10);
        z.next_in = (Bytef *)packed.bytes + before;
        z.avail_in = (uInt)(packed.n - before);
        ck_assert_int_eq(inflate(&z, Z_NO_FLUSH), Z_OK);
        ck_assert_uint_eq(z.total_out, 10 * i);
        ck_assert_uint_eq(mlt_gzip_size(w), 10 * i);
        ck_assert_int_eq(memcmp(packed.bytes + packed.n - 4, "\0\0\xFF\xFF", 4), 0);
    }
    inflateEnd(&z);
    end();
    ck_assert_uint_eq(mlt_gzip_size(w), 0);
    end(); /* none is open */
    ck_assert_uint_eq(gunzip(&packed, out, sizeof out), 200);
}
END_TEST

START_TEST(test_what_is_our_own)
{
    write_member("x");
    for (size_t n = 0; n <= packed.n; n++)
        ck_assert(mlt_gzip_is_own(packed.bytes, n));
    packed.bytes[4] = 1; /* a time */
    ck_assert(!mlt_gzip_is_own(packed.bytes, packed.n));
    ck_assert(mlt_gzip_is_own(packed.bytes, 4));
    ck_assert(!mlt_gzip_is_own("{\"type\"", 7));
}
END_TEST

START_TEST(test_healing)
{
    char out[100];
    size_t after[4];
    for (size_t i = 0; i < 4; i++) {
        add("line\n", 5);
        after[i] = packed.n;
    }
    for (size_t i = 0; i < 4; i++) {
        mlt_text healed;
        mlt_text_init(&healed, NULL);
        mlt_text_add(&healed, packed.bytes, after[i]);
        mlt_gzip_heal("line\nline\nline\nline\n", 5 * (i + 1), &healed);
        ck_assert_uint_eq(gunzip(&healed, out, sizeof out), 5 * (i + 1));
        mlt_text_free(&healed);
    }
}
END_TEST

START_TEST(test_healing_without_memory)
{
    mlt_test_alloc state = {0, 0, 0};
    mltest_context *ctx = mlt_test_context(&state);
    mlt_text out;
    mlt_text_init(&out, ctx);
    state.fail_at = state.calls + 1;
    mlt_gzip_heal("x", 1, &out);
    ck_assert(!mlt_text_ok(&out));
    mlt_text_free(&out);
    mltest_context_free(ctx);
}
END_TEST

START_TEST(test_check_sums_go_on)
{
    ck_assert_uint_eq(mlt_gzip_crc(0, NULL, 0), 0);
    ck_assert_uint_eq(mlt_gzip_crc(0, "123456789", 9), 0xCBF43926); /* the published check value */
    ck_assert_uint_eq(mlt_gzip_crc(mlt_gzip_crc(0, "1234", 4), "56789", 5), 0xCBF43926);
}
END_TEST

static mltest_status write_text(mltest_context *ctx, void *data)
{
    mlt_gzip_writer *writer = NULL;
    mlt_text out;
    (void)data;
    mltest_status status = mlt_gzip_writer_new(&writer, ctx, NULL);
    mlt_text_init(&out, ctx);
    for (int i = 0; i < 3 && status == MLTEST_OK; i++) {
        status = mlt_gzip_add(writer, "some text\n", 10, &out, NULL);
        if (status == MLTEST_OK)
            status = mlt_gzip_end(writer, &out, NULL);
    }
    mlt_gzip_writer_free(writer);
    mlt_text_free(&out);
    return status;
}

START_TEST(test_every_allocation_may_fail)
{
    mlt_test_every_allocation(write_text, NULL);
}
END_TEST

START_TEST(test_freeing_nothing)
{
    mlt_gzip_writer_free(NULL);
}
END_TEST

Suite *mlt_suite_codec_gzip(void)
{
    Suite *s = suite_create("codec_gzip");
    TCase *tc = tcase_create("gzip");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_bytes_are_reproducible);
    tcase_add_test(tc, test_others_can_read_it);
    tcase_add_test(tc, test_every_piece_is_flushed);
    tcase_add_test(tc, test_what_is_our_own);
    tcase_add_test(tc, test_healing);
    tcase_add_test(tc, test_healing_without_memory);
    tcase_add_test(tc, test_check_sums_go_on);
    tcase_add_test(tc, test_every_allocation_may_fail);
    tcase_add_test(tc, test_freeing_nothing);
    suite_add_tcase(s, tc);
    return s;
}
