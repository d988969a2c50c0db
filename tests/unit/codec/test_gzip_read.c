/* SPDX-License-Identifier: MIT */
#include "codec/gzip.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/error.h"
#include "testing.h"

Suite *mlt_suite_codec_gzip_read(void);

static mlt_text packed, text;
static mlt_gzip_writer *w;
static mlt_gzip_member member;
static bool more;
static size_t at;

static void set_up(void)
{
    w = NULL;
    mlt_text_init(&packed, NULL);
    mlt_text_init(&text, NULL);
    ck_assert_int_eq(mlt_gzip_writer_new(&w, NULL, NULL), MLTEST_OK);
    at = 0;
}

static void tear_down(void)
{
    mlt_gzip_writer_free(w);
    mlt_text_free(&packed);
    mlt_text_free(&text);
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

/* Reads the next member of a copy that ends where the bytes end. */
static mltest_status read_bytes(mltest_context *ctx, const void *bytes, size_t n,
                                mltest_error **error)
{
    void *exact = malloc(n > 0 ? n : 1);
    ck_assert_ptr_nonnull(exact);
    if (n > 0)
        memcpy(exact, bytes, n);
    mlt_text_clear(&text);
    mltest_status status = mlt_gzip_read(ctx, "t.gz", exact, n, &at, &text, &member, &more, error);
    free(exact);
    return status;
}

static void expect_member(const char *string)
{
    ck_assert_int_eq(read_bytes(NULL, packed.bytes, packed.n, NULL), MLTEST_OK);
    ck_assert(more && !member.torn);
    ck_assert_str_eq(mlt_text_string(&text), string);
    ck_assert_uint_eq(member.end, at);
    ck_assert_uint_eq(member.cut, at);
    ck_assert_uint_eq(member.cut_text, text.n);
}

static void expect_end(void)
{
    ck_assert_int_eq(read_bytes(NULL, packed.bytes, packed.n, NULL), MLTEST_OK);
    ck_assert(!more);
    ck_assert_uint_eq(text.n, 0);
}

static void expect_failure(size_t offset, const char *words)
{
    mltest_error *error = NULL;
    ck_assert_int_eq(read_bytes(NULL, packed.bytes, packed.n, &error), MLTEST_ERR_FORMAT);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), words));
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "t.gz: byte "));
    ck_assert_int_eq(mlt_error_offset(error), (int64_t)offset);
    mltest_error_free(error);
}

START_TEST(test_members)
{
    write_member("first\n");
    size_t first = packed.n;
    add("second ", 7);
    ck_assert_uint_eq(mlt_gzip_size(w), 7);
    add("in pieces\n", 10);
    ck_assert_uint_eq(mlt_gzip_size(w), 17);
    end();
    ck_assert_uint_eq(mlt_gzip_size(w), 0);
    expect_member("first\n");
    ck_assert(member.start == 0 && member.end == first);
    expect_member("second in pieces\n");
    ck_assert(member.start == first && member.end == packed.n);
    expect_end();
    expect_end();
}
END_TEST

START_TEST(test_nothing)
{
    expect_end();
    end(); /* no member is open */
    ck_assert_uint_eq(packed.n, 0);
    write_member("");
    ck_assert_uint_gt(packed.n, 0);
    expect_member("");
    expect_end();
}
END_TEST

/* Pieces of every nature: text of many blocks, noise that cannot be packed, and short ones. */
enum { N_PIECES = 5, LARGE = 120000 };

typedef struct {
    size_t packed, text; /* lengths after this piece */
} boundary;

static mlt_text whole;

static void write_pieces(boundary boundaries[N_PIECES])
{
    static const unsigned char letters[] = "0123456789,[]{}\"";
    uint32_t random = 1;
    unsigned char *bytes = malloc(LARGE);
    ck_assert_ptr_nonnull(bytes);
    mlt_text_init(&whole, NULL);
    for (size_t i = 0; i < N_PIECES; i++) {
        size_t n = i == 1 || i == 2 ? LARGE : 7 + i;
        for (size_t k = 0; k < n; k++) {
            random = random * 1664525 + 1013904223;
            bytes[k] = i == 1 ? letters[random >> 28] : (unsigned char)(random >> 24);
        }
        mlt_text_add(&whole, bytes, n);
        add(bytes, n);
        boundaries[i] = (boundary){packed.n, whole.n};
    }
    end();
    free(bytes);
}

static void expect_torn_at(size_t n, const boundary *boundaries)
{
    size_t cut = 0, cut_text = 0;
    for (size_t i = 0; i < N_PIECES && boundaries[i].packed <= n; i++) {
        cut = boundaries[i].packed;
        cut_text = boundaries[i].text;
    }
    at = 0;
    ck_assert_int_eq(read_bytes(NULL, packed.bytes, n, NULL), MLTEST_OK);
    ck_assert_msg(more && member.torn && member.end == n && at == n, "cut at %zu", n);
    ck_assert_msg(member.cut == cut && member.cut_text == cut_text,
                  "cut at %zu: kept %zu (%zu of text), not %zu (%zu)", n, member.cut,
                  member.cut_text, cut, cut_text);
    ck_assert_uint_ge(text.n, cut_text);
    ck_assert_int_eq(memcmp(mlt_text_string(&text), whole.bytes, text.n), 0);
}

START_TEST(test_whole_pieces_of_a_torn_member_are_kept)
{
    boundary boundaries[N_PIECES];
    write_pieces(boundaries);
    for (size_t i = 0; i < N_PIECES; i++)
        for (size_t n = boundaries[i].packed - 30; n < boundaries[i].packed + 30; n++)
            if (n > 0 && n < packed.n)
                expect_torn_at(n, boundaries);
    for (size_t n = 1; n < packed.n; n += 2003)
        expect_torn_at(n, boundaries);
    for (size_t n = packed.n - 40; n < packed.n; n++)
        expect_torn_at(n, boundaries);
    mlt_text_free(&whole);
}
END_TEST

/* Longer than what inflate is given at once. */
START_TEST(test_long_members)
{
    enum { LONG = 3000000 };
    uint32_t random = 1;
    unsigned char *noise = malloc(LONG);
    ck_assert_ptr_nonnull(noise);
    for (size_t i = 0; i < LONG; i++) {
        random = random * 1664525 + 1013904223;
        noise[i] = (unsigned char)(random >> 24);
    }
    add(noise, LONG);
    size_t boundary_at = packed.n;
    ck_assert_uint_gt(boundary_at, LONG);
    end();
    ck_assert_int_eq(read_bytes(NULL, packed.bytes, packed.n, NULL), MLTEST_OK);
    ck_assert(!member.torn && text.n == LONG && memcmp(text.bytes, noise, LONG) == 0);
    for (size_t n = boundary_at - 1; n < packed.n; n++) {
        at = 0;
        ck_assert_int_eq(read_bytes(NULL, packed.bytes, n, NULL), MLTEST_OK);
        ck_assert(member.torn && member.cut == (n < boundary_at ? 0 : boundary_at));
    }
    for (size_t n = (1 << 20) - 1; n <= (1 << 20) + 11; n++) {
        at = 0;
        ck_assert_int_eq(read_bytes(NULL, packed.bytes, n, NULL), MLTEST_OK);
        ck_assert(member.torn && member.cut == 0 && memcmp(text.bytes, noise, text.n) == 0);
    }
    free(noise);
}
END_TEST

START_TEST(test_torn_at_every_byte)
{
    static const char first[] = "{\"type\":\"run\"}\n";
    write_member(first);
    size_t start = packed.n;
    write_member("{\"type\":\"end\"}\n");
    for (size_t n = start + 1; n < packed.n; n++) {
        at = 0;
        ck_assert_int_eq(read_bytes(NULL, packed.bytes, n, NULL), MLTEST_OK);
        ck_assert(!member.torn);
        ck_assert_str_eq(text.bytes, first);
        ck_assert_int_eq(read_bytes(NULL, packed.bytes, n, NULL), MLTEST_OK);
        ck_assert_msg(member.torn && member.start == start && member.end == n, "cut at %zu", n);
        ck_assert_int_eq(read_bytes(NULL, packed.bytes, n, NULL), MLTEST_OK);
        ck_assert(!more);
    }
}
END_TEST

START_TEST(test_plain_text_is_handed_through)
{
    mlt_text_puts(&packed, "{\"type\":\"run\"}\n\x1f\x8b");
    expect_member("{\"type\":\"run\"}\n\x1f\x8b");
    expect_end();
}
END_TEST

START_TEST(test_one_byte)
{
    mlt_text_puts(&packed, "\x1f");
    ck_assert_int_eq(read_bytes(NULL, packed.bytes, packed.n, NULL), MLTEST_OK);
    ck_assert(member.torn && member.cut == 0);
    mlt_text_clear(&packed);
    mlt_text_puts(&packed, "{");
    at = 0;
    expect_member("{");
}
END_TEST

START_TEST(test_garbage_behind_a_member)
{
    static const char *const garbage[] = {"\n", "x", "{}", "\x1f\x8c", "\x1fx", "more text behind"};
    for (size_t i = 0; i < sizeof garbage / sizeof garbage[0]; i++) {
        mlt_text_clear(&packed);
        write_member("text\n");
        size_t n = packed.n;
        mlt_text_puts(&packed, garbage[i]);
        at = 0;
        expect_member("text\n");
        expect_failure(n, "expected a gzip member");
    }
}
END_TEST

/* Where the check sum and the length are wrong, the text is still there to be looked at. */
START_TEST(test_wrong_sums)
{
    write_member("some text\n");
    for (size_t i = packed.n - 8; i < packed.n; i++) {
        packed.bytes[i] ^= 4;
        at = 0;
        expect_failure(packed.n - 8, "damaged gzip data");
        ck_assert_str_eq(text.bytes, "some text\n");
        packed.bytes[i] ^= 4;
    }
}
END_TEST

/* A changed bit is noticed, or it means nothing: a time, a hint, spare bits before a byte ends. */
START_TEST(test_every_bit_changed)
{
    static const char first[] = "{\"type\":\"run\"}\n";
    size_t n_noticed = 0;
    write_member(first);
    size_t n_bits = 8 * packed.n;
    write_member("{\"type\":\"end\"}\n");
    for (size_t i = 0; i < n_bits; i++) {
        mltest_error *error = NULL;
        char bit = (char)(1 << i % 8);
        packed.bytes[i / 8] ^= bit;
        at = 0;
        mltest_status status = read_bytes(NULL, packed.bytes, packed.n, &error);
        bool noticed = status == MLTEST_ERR_FORMAT || member.torn;
        ck_assert_msg(noticed || strcmp(mlt_text_string(&text), first) == 0 ||
                          (i < 16 && text.n == packed.n), /* plain text now */
                      "bit %zu: status %d", i, (int)status);
        ck_assert_int_eq(mltest_error_status(error), status);
        n_noticed += noticed;
        mltest_error_free(error);
        packed.bytes[i / 8] ^= bit;
    }
    ck_assert_uint_gt(n_noticed, n_bits * 3 / 4);
}
END_TEST

/* A member with the optional parts of RFC 1952 that the flags announce. */
static size_t write_dressed(unsigned flags)
{
    mlt_text plain = packed;
    mlt_text_init(&packed, NULL);
    write_member("dressed\n");
    mlt_text body = packed;
    packed = plain;
    size_t start = packed.n;
    const char head[10] = {'\x1f', '\x8b', 8, (char)flags, 1, 2, 3, 4, 0, 3};
    mlt_text_add(&packed, head, 10);
    if ((flags & 4) != 0)
        mlt_text_add(&packed, "\5\0extra", 7);
    if ((flags & 8) != 0)
        mlt_text_add(&packed, "name.jsonl", 11);
    if ((flags & 16) != 0)
        mlt_text_add(&packed, "a comment", 10);
    if ((flags & 2) != 0) {
        uLong crc = crc32(0, (const Bytef *)packed.bytes + start, (uInt)(packed.n - start));
        mlt_text_putc(&packed, (char)crc);
        mlt_text_putc(&packed, (char)(crc >> 8));
    }
    size_t head_end = packed.n;
    mlt_text_add(&packed, body.bytes + 10, body.n - 10);
    mlt_text_free(&body);
    return head_end;
}

START_TEST(test_heads_of_other_writers)
{
    for (unsigned flags = 0; flags < 32; flags++) {
        mlt_text_clear(&packed);
        size_t head_end = write_dressed(flags);
        at = 0;
        expect_member("dressed\n");
        expect_end();
        for (size_t n = 1; n < head_end; n++) {
            at = 0;
            ck_assert_int_eq(read_bytes(NULL, packed.bytes, n, NULL), MLTEST_OK);
            ck_assert_msg(member.torn && member.cut == 0 && at == n, "flags %u, cut at %zu", flags,
                          n);
        }
    }
}
END_TEST

START_TEST(test_heads_that_are_not_supported)
{
    static const struct {
        size_t i;
        char value;
    } wrong[] = {{2, 7}, {2, 0}, {3, 32}, {3, 64}, {3, '\x80'}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        mlt_text_clear(&packed);
        write_member("x");
        packed.bytes[wrong[i].i] = wrong[i].value;
        at = 0;
        expect_failure(0, "not supported");
    }
    mlt_text_clear(&packed);
    size_t head_end = write_dressed(2 | 8);
    packed.bytes[head_end - 1] ^= 1;
    at = 0;
    expect_failure(0, "damaged");
}
END_TEST

static mltest_status read_limited(uint64_t most)
{
    mltest_context *ctx = NULL;
    mltest_error *error = NULL;
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_file_bytes", most, NULL), MLTEST_OK);
    at = 0;
    mltest_status status = read_bytes(ctx, packed.bytes, packed.n, &error);
    if (status != MLTEST_OK)
        ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "max_file_bytes"));
    mltest_error_free(error);
    mltest_context_free(ctx);
    return status;
}

START_TEST(test_bombs)
{
    enum { BOMB = 50000000, LITTLE = 100000 };
    void *zeros = calloc(1, BOMB);
    ck_assert_ptr_nonnull(zeros);
    add(zeros, BOMB);
    end();
    ck_assert_uint_lt(packed.n, LITTLE);
    ck_assert_int_eq(read_limited(LITTLE), MLTEST_ERR_LIMIT);
    ck_assert_uint_lt(text.cap, 4 * LITTLE); /* what was asked for follows the limit */
    ck_assert_int_eq(read_limited(BOMB - 1), MLTEST_ERR_LIMIT);
    ck_assert_int_eq(read_limited(BOMB), MLTEST_OK);
    ck_assert_uint_eq(text.n, BOMB);
    free(zeros);
}
END_TEST

static mltest_status read_text(mltest_context *ctx, void *data)
{
    const mlt_text *bytes = data;
    mlt_gzip_member m;
    mlt_text out;
    size_t from = 0;
    bool again = true;
    mltest_status status = MLTEST_OK;
    mlt_text_init(&out, ctx);
    while (status == MLTEST_OK && again)
        status = mlt_gzip_read(ctx, "t", bytes->bytes, bytes->n, &from, &out, &m, &again, NULL);
    mlt_text_free(&out);
    return status;
}

START_TEST(test_every_allocation_may_fail)
{
    boundary boundaries[N_PIECES];
    write_pieces(boundaries);
    write_member("more\n");
    packed.n -= 5; /* the last one is torn */
    mlt_test_every_allocation(read_text, &packed);
    mlt_text_clear(&packed);
    mlt_text_puts(&packed, "plain\n");
    mlt_test_every_allocation(read_text, &packed);
    mlt_text_free(&whole);
}
END_TEST

Suite *mlt_suite_codec_gzip_read(void)
{
    Suite *s = suite_create("codec_gzip_read");
    TCase *tc = tcase_create("gzip_read");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_members);
    tcase_add_test(tc, test_nothing);
    tcase_add_test(tc, test_whole_pieces_of_a_torn_member_are_kept);
    tcase_add_test(tc, test_long_members);
    tcase_add_test(tc, test_torn_at_every_byte);
    tcase_add_test(tc, test_plain_text_is_handed_through);
    tcase_add_test(tc, test_one_byte);
    tcase_add_test(tc, test_garbage_behind_a_member);
    tcase_add_test(tc, test_wrong_sums);
    tcase_add_test(tc, test_every_bit_changed);
    tcase_add_test(tc, test_heads_of_other_writers);
    tcase_add_test(tc, test_heads_that_are_not_supported);
    tcase_add_test(tc, test_bombs);
    tcase_add_test(tc, test_every_allocation_may_fail);
    suite_add_tcase(s, tc);
    return s;
}
