/* SPDX-License-Identifier: MIT */
#include "codec/png.h"
#include "png_build.h"

Suite *mlt_suite_codec_png_decode(void);

static mlt_text file, before;
static mlt_pixels pixels;

static void set_up(void)
{
    mlt_text_init(&file, NULL);
    mlt_text_init(&before, NULL);
    memset(&pixels, 0, sizeof pixels);
}

static void tear_down(void)
{
    mlt_text_free(&file);
    mlt_text_free(&before);
    mlt_pixels_free(NULL, &pixels);
}

/* From a copy that ends where the file ends. */
static mltest_status decode_bytes(mltest_context *ctx, const void *bytes, size_t n,
                                  mltest_error **error)
{
    void *exact = malloc(n > 0 ? n : 1);
    ck_assert_ptr_nonnull(exact);
    memcpy(exact, bytes, n);
    mlt_pixels_free(ctx, &pixels);
    mltest_status status = mlt_png_decode(ctx, "t.png", exact, n, &pixels, error);
    free(exact);
    ck_assert_int_eq(status == MLTEST_OK, pixels.data != NULL);
    return status;
}

static void build(png_shape s)
{
    mlt_text_clear(&file);
    build_png(&file, s, &before);
}

static void decode(void)
{
    mltest_error *error = NULL;
    ck_assert_msg(decode_bytes(NULL, file.bytes, file.n, &error) == MLTEST_OK, "%s",
                  mltest_error_message(error));
    ck_assert_int_eq(pixels.stride_bytes, (int64_t)pixels.width * mlt_format_bytes(pixels.format));
    ck_assert_uint_eq(pixels.orientation, 1);
}

static void expect_failure(mltest_context *ctx, mltest_status status, const char *words)
{
    mltest_error *error = NULL;
    mltest_status got = decode_bytes(ctx, file.bytes, file.n, &error);
    const char *message = mltest_error_message(error);
    ck_assert_msg(got == status && strstr(message, words) != NULL, "status %d: %s", (int)got,
                  message);
    ck_assert_msg(strstr(message, "t.png: ") == message, "%s", message);
    mltest_error_free(error);
}

static uint32_t format_of(png_shape s)
{
    if (s.type == GREY_ALPHA || s.type == RGB_ALPHA)
        return MLTEST_FORMAT_RGBA8;
    if (s.depth == 16)
        return s.type == GREY ? MLTEST_FORMAT_GRAY16 : MLTEST_FORMAT_RGB16;
    return s.type == GREY ? MLTEST_FORMAT_GRAY8 : MLTEST_FORMAT_RGB8;
}

/* What channel c of a decoded pixel must be. */
static unsigned wanted_at(png_shape s, uint32_t x, uint32_t y, unsigned c)
{
    unsigned from = s.type == GREY_ALPHA ? c / 3 : c;
    if (s.type == PALETTE)
        return palette_entry(sample_at(s, x, y, 0), c);
    unsigned v = sample_at(s, x, y, from);
    if (s.depth < 8)
        return v * 255 / ((1u << s.depth) - 1);
    bool narrowed = s.depth == 16 && format_of(s) == MLTEST_FORMAT_RGBA8;
    return narrowed ? (v + 128) / 257 : v;
}

static unsigned got_at(uint32_t x, uint32_t y, unsigned c)
{
    const unsigned char *row = (const unsigned char *)pixels.data + y * pixels.stride_bytes;
    uint32_t bytes = mlt_format_bytes(pixels.format);
    if (pixels.format == MLTEST_FORMAT_GRAY16 || pixels.format == MLTEST_FORMAT_RGB16) {
        uint16_t v;
        memcpy(&v, row + x * bytes + 2 * c, 2);
        return v;
    }
    return row[x * bytes + c];
}

static void expect_picture(png_shape s)
{
    bool wide = format_of(s) == MLTEST_FORMAT_GRAY16 || format_of(s) == MLTEST_FORMAT_RGB16;
    unsigned n = mlt_format_bytes(format_of(s)) / (wide ? 2 : 1);
    ck_assert_uint_eq(pixels.format, format_of(s));
    ck_assert_uint_eq(pixels.width, s.width);
    ck_assert_uint_eq(pixels.height, s.height);
    for (uint32_t y = 0; y < s.height; y++)
        for (uint32_t x = 0; x < s.width; x++)
            for (unsigned c = 0; c < n; c++)
                if (got_at(x, y, c) != wanted_at(s, x, y, c))
                    ck_abort_msg("type %u, %u bits, %u x %u, interlaced %d: %u %u %u is %u", s.type,
                                 s.depth, s.width, s.height, s.interlaced, x, y, c,
                                 got_at(x, y, c));
}

static const struct {
    unsigned depth, type;
} kinds[] = {{1, GREY},    {2, GREY},       {4, GREY},        {8, GREY},      {16, GREY},
             {1, PALETTE}, {2, PALETTE},    {4, PALETTE},     {8, PALETTE},   {8, RGB},
             {16, RGB},    {8, GREY_ALPHA}, {16, GREY_ALPHA}, {8, RGB_ALPHA}, {16, RGB_ALPHA}};
enum { N_KINDS = sizeof kinds / sizeof kinds[0] };

START_TEST(test_every_kind)
{
    static const uint32_t sizes[][2] = {{1, 1}, {1, 9}, {2, 3}, {5, 1}, {8, 8}, {17, 13}, {33, 9}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        for (int interlaced = 0; interlaced < 2; interlaced++) {
            png_shape s = {sizes[i][0], sizes[i][1], kinds[_i].depth, kinds[_i].type,
                           interlaced != 0};
            build(s);
            decode();
            expect_picture(s);
            ck_assert_uint_eq(pixels.n_warnings, 0);
        }
    }
}
END_TEST

START_TEST(test_palette_with_transparency)
{
    png_shape s = {9, 5, 2, PALETTE, false};
    put_chunk(&before, "tRNS", "\x00\x40", 2); /* the other two entries are opaque */
    build(s);
    decode();
    ck_assert_uint_eq(pixels.format, MLTEST_FORMAT_RGBA8);
    for (uint32_t y = 0; y < s.height; y++)
        for (uint32_t x = 0; x < s.width; x++) {
            unsigned i = sample_at(s, x, y, 0);
            ck_assert_uint_eq(got_at(x, y, 0), palette_entry(i, 0));
            ck_assert_uint_eq(got_at(x, y, 3), i == 0 ? 0 : i == 1 ? 0x40 : 255);
        }
}
END_TEST

/* One grey level or colour that counts as transparent. */
START_TEST(test_transparent_colours)
{
    png_shape grey = {9, 5, 4, GREY, false}, rgb = {3, 3, 16, RGB, false};
    put_chunk(&before, "tRNS", "\0\3", 2);
    build(grey);
    decode();
    ck_assert_uint_eq(pixels.format, MLTEST_FORMAT_RGBA8);
    for (uint32_t x = 0; x < 9; x++) {
        ck_assert_uint_eq(got_at(x, 2, 1), sample_at(grey, x, 2, 0) * 17);
        ck_assert_uint_eq(got_at(x, 2, 3), sample_at(grey, x, 2, 0) == 3 ? 0 : 255);
    }
    mlt_text key;
    mlt_text_init(&key, NULL);
    for (unsigned c = 0; c < 3; c++) {
        mlt_text_putc(&key, (char)(sample_at(rgb, 1, 1, c) >> 8));
        mlt_text_putc(&key, (char)sample_at(rgb, 1, 1, c));
    }
    mlt_text_clear(&before);
    put_chunk(&before, "tRNS", key.bytes, key.n);
    build(rgb);
    decode();
    ck_assert_uint_eq(pixels.format, MLTEST_FORMAT_RGBA8);
    ck_assert_uint_eq(got_at(1, 1, 3), 0);
    ck_assert_uint_eq(got_at(0, 1, 3), 255);
    mlt_text_free(&key);
}
END_TEST

/* Gamma, profiles, background, resolution: samples are taken as they are. */
START_TEST(test_what_else_a_file_says_changes_nothing)
{
    png_shape s = {5, 4, 8, RGB, false};
    put_chunk(&before, "gAMA", "\0\1\x86\xA0", 4);
    put_chunk(&before, "sBIT", "\4\4\4", 3);
    put_chunk(&before, "iCCP", "broken", 6);
    put_chunk(&before, "bKGD", "\0\1\0\2\0\3", 6);
    put_chunk(&before, "pHYs", "\0\0\0\1\0\0\0\1\1", 9);
    put_chunk(&before, "eXIf", "MM\0*", 4);
    put_chunk(&before, "tEXt", "Title\0x", 7);
    put_chunk(&before, "prVt", "own", 3);
    build(s);
    decode();
    expect_picture(s);
    ck_assert_uint_eq(pixels.n_warnings, 0);
}
END_TEST

START_TEST(test_unknown_critical_chunks)
{
    png_shape s = {5, 4, 8, RGB, false};
    put_chunk(&before, "NEED", "this", 4);
    build(s);
    expect_failure(NULL, MLTEST_ERR_FORMAT, "NEED");
}
END_TEST

/* libpng skips them, so that the size would not be where everybody looks for it. */
START_TEST(test_a_chunk_before_the_head)
{
    mlt_text_add(&file, "\x89PNG\r\n\x1a\n", 8);
    put_chunk(&file, "teXt", "k", 1);
    put_chunk(&file, "IHDR", "\0\0\0\4\0\0\0\3\10\0\0\0\0", 13);
    expect_failure(NULL, MLTEST_ERR_FORMAT, "first chunk is not IHDR");
}
END_TEST

START_TEST(test_cut_at_every_byte)
{
    png_shape s = {7, 5, 8, RGB, true};
    put_chunk(&before, "tEXt", "k\0v", 3);
    build(s);
    for (size_t n = 0; n < file.n; n++) {
        mltest_error *error = NULL;
        ck_assert_int_eq(decode_bytes(NULL, file.bytes, n, &error), MLTEST_ERR_FORMAT);
        const char *message = mltest_error_message(error);
        ck_assert_msg(strstr(message, "truncated") != NULL, "%zu bytes: %s", n, message);
        mltest_error_free(error);
    }
}
END_TEST

/* Check sums cover everything but the signature and the lengths. */
START_TEST(test_every_byte_changed)
{
    png_shape s = {7, 5, 4, PALETTE, false};
    build(s);
    for (size_t i = 0; i < file.n; i++) {
        for (unsigned bit = 0; bit < 8; bit += 3) {
            mltest_error *error = NULL;
            file.bytes[i] = (char)(file.bytes[i] ^ 1 << bit);
            mltest_status status = decode_bytes(NULL, file.bytes, file.n, &error);
            ck_assert_msg(status == MLTEST_ERR_FORMAT, "byte %zu, bit %u: status %d", i, bit,
                          (int)status);
            mltest_error_free(error);
            file.bytes[i] = (char)(file.bytes[i] ^ 1 << bit);
        }
    }
    decode();
}
END_TEST

/* A head that promises what the file does not hold. */
static void build_lie(uint32_t width, uint32_t height, unsigned depth, unsigned type)
{
    png_shape s = {width, height, depth, type, false};
    mlt_text_clear(&file);
    put_head(&file, s);
    put_data(&file, "\0", 1);
    put_chunk(&file, "IEND", NULL, 0);
}

START_TEST(test_limits_come_before_memory)
{
    mltest_context *ctx = small_context();
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_side", 100000, NULL), MLTEST_OK);
    build_lie(100001, 1, 8, GREY);
    expect_failure(ctx, MLTEST_ERR_LIMIT, "max_side");
    build_lie(1, 100001, 1, GREY);
    expect_failure(ctx, MLTEST_ERR_LIMIT, "max_side");
    build_lie(0x7fffffff, 0x7fffffff, 16, RGB_ALPHA);
    expect_failure(ctx, MLTEST_ERR_LIMIT, "max_side");
    build_lie(100000, 100000, 8, RGB);
    expect_failure(ctx, MLTEST_ERR_LIMIT, "max_pixels");
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_pixels", 5000, NULL), MLTEST_OK);
    build_lie(71, 71, 8, GREY);
    expect_failure(ctx, MLTEST_ERR_LIMIT, "max_pixels");
    build_lie(71, 70, 8, GREY);
    expect_failure(ctx, MLTEST_ERR_FORMAT, "not a whole PNG");
    mltest_context_free(ctx);
}
END_TEST

START_TEST(test_sizes_that_cannot_be)
{
    build_lie(0, 5, 8, GREY);
    expect_failure(NULL, MLTEST_ERR_FORMAT, "0 x 5 pixels");
    build_lie(5, 0, 8, GREY);
    expect_failure(NULL, MLTEST_ERR_FORMAT, "5 x 0 pixels");
    build_lie(0x80000000, 5, 8, GREY);
    expect_failure(NULL, MLTEST_ERR_FORMAT, "");
    build_lie(5, 5, 3, GREY);
    expect_failure(NULL, MLTEST_ERR_FORMAT, "IHDR");
    build_lie(5, 5, 16, PALETTE);
    expect_failure(NULL, MLTEST_ERR_FORMAT, "IHDR");
}
END_TEST

START_TEST(test_pixels_that_are_not_there)
{
    build_lie(50, 50, 8, GREY);
    expect_failure(NULL, MLTEST_ERR_FORMAT, "not a whole PNG");
    mlt_text_clear(&file);
    put_head(&file, (png_shape){5, 5, 8, GREY, false});
    put_chunk(&file, "IEND", NULL, 0);
    expect_failure(NULL, MLTEST_ERR_FORMAT, "IEND");
    mlt_text_clear(&file);
    put_head(&file, (png_shape){5, 5, 8, PALETTE, false}); /* no palette */
    put_data(&file, "\0\0\0\0\0\0", 6);
    put_chunk(&file, "IEND", NULL, 0);
    expect_failure(NULL, MLTEST_ERR_FORMAT, "IDAT");
}
END_TEST

START_TEST(test_more_pixels_than_needed)
{
    unsigned char raw[500] = {0};
    mlt_text_clear(&file);
    put_head(&file, (png_shape){3, 3, 8, GREY, false});
    put_data(&file, raw, sizeof raw);
    put_chunk(&file, "IEND", NULL, 0);
    decode();
    ck_assert_uint_ge(pixels.n_warnings, 1);
    ck_assert_str_ne(pixels.warning, "");
}
END_TEST

START_TEST(test_indices_outside_the_palette)
{
    static const unsigned char raw[] = {0, 0, 1, 15, 0, 2, 200, 1};
    mlt_text_clear(&file);
    put_head(&file, (png_shape){3, 2, 8, PALETTE, false});
    put_palette(&file, 2);
    put_data(&file, raw, sizeof raw);
    put_chunk(&file, "IEND", NULL, 0);
    decode();
    ck_assert_uint_eq(got_at(1, 0, 0), palette_entry(1, 0));
    ck_assert_uint_eq(got_at(2, 0, 0), 0); /* black */
    ck_assert_uint_eq(got_at(1, 1, 2), 0);
}
END_TEST

/* A small file that asks for gigabytes in a chunk that nobody needs. */
START_TEST(test_lengths_of_chunks_are_not_believed)
{
    static const char *const types[] = {"tEXt", "zTXt", "iTXt", "iCCP", "sPLT", "eXIf", "hIST",
                                        "pCAL", "sCAL", "tRNS", "PLTE", "abCd", "IDAT"};
    mltest_context *ctx = small_context();
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        mlt_text_clear(&file);
        put_head(&file, (png_shape){3, 3, 8, RGB, false});
        put_be32(&file, 0x73696465);
        mlt_text_puts(&file, types[i]);
        mlt_text_puts(&file, "some bytes that are there");
        expect_failure(ctx, MLTEST_ERR_FORMAT, "");
    }
    mltest_context_free(ctx);
}
END_TEST

/* Texts and profiles that unpack to much more than the limit of the allocator. */
START_TEST(test_bombs_are_not_unpacked)
{
    enum { BOMB = 4 << 20 };
    mltest_context *ctx = small_context();
    png_shape s = {3, 3, 8, RGB, false};
    Bytef *zeros = calloc(1, BOMB), *packed = malloc(BOMB);
    uLongf n = BOMB;
    ck_assert(zeros != NULL && packed != NULL);
    ck_assert_int_eq(compress2(packed, &n, zeros, BOMB, 9), Z_OK);
    for (int i = 0; i < 3; i++) {
        mlt_text chunk;
        mlt_text_init(&chunk, NULL);
        mlt_text_add(&chunk, i == 2 ? "k\0\1\0\0\0" : "k\0\0", i == 2 ? 6 : 3);
        mlt_text_add(&chunk, packed, n);
        put_chunk(&before, i == 0 ? "zTXt" : i == 1 ? "iCCP" : "iTXt", chunk.bytes, chunk.n);
        mlt_text_free(&chunk);
    }
    build(s);
    ck_assert_int_eq(decode_bytes(ctx, file.bytes, file.n, NULL), MLTEST_OK);
    expect_picture(s);
    ck_assert_uint_eq(pixels.n_warnings, 0);
    mlt_pixels_free(ctx, &pixels);
    mltest_context_free(ctx);
    free(zeros);
    free(packed);
}
END_TEST

START_TEST(test_not_png)
{
    mlt_text_puts(&file, "GIF89a, or anything else that is long enough");
    expect_failure(NULL, MLTEST_ERR_FORMAT, "not a whole PNG");
}
END_TEST

START_TEST(test_header)
{
    uint32_t width = 0, height = 0;
    build((png_shape){300, 2, 1, GREY, true});
    ck_assert_int_eq(mlt_png_header("t.png", file.bytes, 24, &width, &height, NULL), MLTEST_OK);
    ck_assert_uint_eq(width, 300);
    ck_assert_uint_eq(height, 2);
    for (size_t n = 0; n < 24; n++)
        ck_assert_int_eq(mlt_png_header("t.png", file.bytes, n, &width, &height, NULL),
                         MLTEST_ERR_FORMAT);
    file.bytes[12] = 'J';
    ck_assert_int_eq(mlt_png_header("t.png", file.bytes, 24, &width, &height, NULL),
                     MLTEST_ERR_FORMAT);
}
END_TEST

START_TEST(test_header_with_sizes_that_cannot_be)
{
    static const uint32_t sizes[][2] = {{0, 5}, {5, 0}, {0x80000000, 5}, {5, UINT32_MAX}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        uint32_t width, height;
        mltest_error *error = NULL;
        build_lie(sizes[i][0], sizes[i][1], 8, GREY);
        ck_assert_int_eq(mlt_png_header("t.png", file.bytes, file.n, &width, &height, &error),
                         MLTEST_ERR_FORMAT);
        ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "t.png: "));
        mltest_error_free(error);
    }
}
END_TEST

static mltest_status decode_file(mltest_context *ctx, void *data)
{
    const mlt_text *text = data;
    mlt_pixels out;
    mltest_status status = mlt_png_decode(ctx, "t.png", text->bytes, text->n, &out, NULL);
    mlt_pixels_free(ctx, &out);
    return status;
}

START_TEST(test_every_allocation_may_fail)
{
    png_shape s = {7, 5, kinds[_i].depth, kinds[_i].type, true};
    put_chunk(&before, "tEXt", "k\0v", 3);
    build(s);
    mlt_test_every_allocation(decode_file, &file);
}
END_TEST

Suite *mlt_suite_codec_png_decode(void)
{
    Suite *s = suite_create("codec_png_decode");
    TCase *tc = tcase_create("png_decode");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_loop_test(tc, test_every_kind, 0, N_KINDS);
    tcase_add_test(tc, test_palette_with_transparency);
    tcase_add_test(tc, test_transparent_colours);
    tcase_add_test(tc, test_what_else_a_file_says_changes_nothing);
    tcase_add_test(tc, test_unknown_critical_chunks);
    tcase_add_test(tc, test_a_chunk_before_the_head);
    tcase_add_test(tc, test_cut_at_every_byte);
    tcase_add_test(tc, test_every_byte_changed);
    tcase_add_test(tc, test_limits_come_before_memory);
    tcase_add_test(tc, test_sizes_that_cannot_be);
    tcase_add_test(tc, test_pixels_that_are_not_there);
    tcase_add_test(tc, test_more_pixels_than_needed);
    tcase_add_test(tc, test_indices_outside_the_palette);
    tcase_add_test(tc, test_lengths_of_chunks_are_not_believed);
    tcase_add_test(tc, test_bombs_are_not_unpacked);
    tcase_add_test(tc, test_not_png);
    tcase_add_test(tc, test_header);
    tcase_add_test(tc, test_header_with_sizes_that_cannot_be);
    tcase_add_loop_test(tc, test_every_allocation_may_fail, 0, N_KINDS);
    suite_add_tcase(s, tc);
    return s;
}
