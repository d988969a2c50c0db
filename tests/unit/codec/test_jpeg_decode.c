/* SPDX-License-Identifier: MIT */
#include "codec/exif_build.h"
#include "codec/jpeg_build.h"

#include "base/random.h"

Suite *mlt_suite_codec_jpeg_decode(void);

static mlt_test_alloc memory;
static mltest_context *ctx;
static mlt_pixels pixels;
static mltest_error *error;

static void set_up(void)
{
    memory = (mlt_test_alloc){0};
    ctx = mlt_test_context(&memory);
    error = NULL;
}

static void tear_down(void)
{
    mltest_error_free(error);
    mltest_context_free(ctx);
    ck_assert_uint_eq(memory.live, 0);
}

static void decoded(const void *bytes, size_t n)
{
    ck_assert_msg(mlt_jpeg_decode(ctx, "t.jpg", bytes, n, &pixels, &error) == MLTEST_OK, "%s",
                  mltest_error_message(error));
}

static void near_original(uint32_t channels, int allowed)
{
    for (uint32_t y = 0; y < pixels.height; y++)
        for (uint32_t x = 0; x < pixels.width * channels; x++) {
            const uint8_t *row = (const uint8_t *)pixels.data + (int64_t)y * pixels.stride_bytes;
            int off = row[x] - jb_pixel(x / channels, y, x % channels);
            ck_assert_msg(off >= -allowed && off <= allowed, "(%u, %u): off by %d", x, y, off);
        }
}

START_TEST(test_grey_and_colour_of_odd_sizes)
{
    for (int channels = 1; channels <= 3; channels += 2)
        for (int progressive = 0; progressive < 2; progressive++)
            for (uint32_t side = 1; side <= 33; side += 8) {
                size_t n;
                unsigned char *bytes = jb_file(side, side + 5, channels, progressive != 0, &n);
                decoded(bytes, n);
                ck_assert_uint_eq(pixels.width, side);
                ck_assert_uint_eq(pixels.height, side + 5);
                ck_assert_uint_eq(pixels.format,
                                  channels == 1 ? MLTEST_FORMAT_GRAY8 : MLTEST_FORMAT_RGB8);
                ck_assert_uint_eq(pixels.n_warnings, 0);
                near_original((uint32_t)channels, 12);
                mlt_pixels_free(ctx, &pixels);
                free(bytes);
            }
}
END_TEST

/* R = C K / 255 of Adobe's inverted samples; without its segment, of 255 minus the sample. */
static void expect_cmyk(bool inverted, int allowed)
{
    ck_assert_uint_eq(pixels.format, MLTEST_FORMAT_RGB8);
    for (uint32_t y = 0; y < 16; y++)
        for (uint32_t x = 0; x < 16; x++)
            for (uint32_t c = 0; c < 3; c++) {
                int v = jb_pixel(x, y, c), k = jb_pixel(x, y, 3);
                int want = inverted ? v * k / 255 : (255 - v) * (255 - k) / 255;
                int got = ((const uint8_t *)pixels.data)[(y * 16 + x) * 3 + c];
                ck_assert_msg(abs(got - want) <= allowed, "(%u, %u) %u: %d, not %d", x, y, c, got,
                              want);
            }
    mlt_pixels_free(ctx, &pixels);
}

START_TEST(test_cmyk)
{
    static const J_COLOR_SPACE spaces[] = {JCS_CMYK, JCS_YCCK};
    for (size_t i = 0; i < 2; i++) {
        size_t n;
        unsigned char *bytes = jb_file_in(16, 16, spaces[i], i == 1, &n);
        decoded(bytes, n);
        expect_cmyk(true, 6);
        free(bytes);
    }
}
END_TEST

START_TEST(test_cmyk_without_adobe)
{
    size_t n;
    unsigned char *bytes = jb_file(16, 16, 4, false, &n);
    size_t at = jb_find(bytes, n, 0xEE);
    bytes[at + 1] = 0xED; /* a segment that nobody reads */
    decoded(bytes, n);
    expect_cmyk(false, 6);
    free(bytes);
}
END_TEST

/* The file says how the picture is turned; the pixels stay as they are. */
START_TEST(test_all_orientations)
{
    for (uint32_t orientation = 1; orientation <= 8; orientation++)
        for (int big = 0; big < 2; big++) {
            unsigned char block[EB_SIZE];
            uint32_t width, height, turned;
            size_t n;
            unsigned char *bytes = jb_file(9, 20, 3, false, &n);
            eb_build(block, orientation, big != 0);
            bytes = jb_add_app1(bytes, &n, block, sizeof block);
            bytes = jb_add_app1(bytes, &n, "http://ns.adobe.com/xap/1.0/", 29); /* XMP */
            ck_assert_int_eq(mlt_jpeg_header("t.jpg", bytes, n, &width, &height, &turned, NULL),
                             MLTEST_OK);
            ck_assert(width == 9 && height == 20);
            ck_assert_uint_eq(turned, orientation);
            decoded(bytes, n);
            ck_assert(pixels.width == 9 && pixels.height == 20);
            ck_assert_uint_eq(pixels.orientation, orientation);
            ck_assert_uint_eq(pixels.n_warnings, 0);
            near_original(3, 12);
            mlt_pixels_free(ctx, &pixels);
            free(bytes);
        }
}
END_TEST

/* A segment of nonsense does not cost the picture, nor the orientation in a later one. */
START_TEST(test_hostile_segments)
{
    static const uint32_t directories[] = {0, 31, EB_SIZE, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF};
    for (size_t i = 0; i < sizeof directories / sizeof directories[0]; i++)
        for (size_t n_block = 0; n_block <= EB_SIZE; n_block += EB_SIZE / 8) {
            unsigned char block[EB_SIZE], good[EB_SIZE];
            size_t n;
            unsigned char *bytes = jb_file(8, 8, 1, false, &n);
            eb_build(good, 8, false);
            eb_build(block, 6, true);
            eb_put(block, 4, 4, directories[i], true);
            bytes = jb_add_app1(bytes, &n, good, i % 2 == 0 ? sizeof good : 6);
            bytes = jb_add_app1(bytes, &n, block, n_block);
            decoded(bytes, n);
            ck_assert_uint_eq(pixels.orientation, i % 2 == 0 ? 8 : 1);
            mlt_pixels_free(ctx, &pixels);
            free(bytes);
        }
}
END_TEST

/* Cut anywhere: pixels with a warning, or an error; nothing else, and nothing lost. */
START_TEST(test_cut_at_every_byte)
{
    size_t n;
    unsigned char *bytes = jb_file(20, 20, 3, false, &n);
    size_t n_decoded = 0;
    for (size_t cut = 0; cut < n - 2; cut++) {
        mltest_status status = mlt_jpeg_decode(ctx, "t.jpg", bytes, cut, &pixels, &error);
        if (status == MLTEST_OK) {
            ck_assert_uint_ge(pixels.n_warnings, 1);
            ck_assert_int_ne(pixels.warning[0], '\0');
            n_decoded++;
        } else {
            ck_assert_int_eq(status, MLTEST_ERR_FORMAT);
            ck_assert_ptr_null(pixels.data);
            ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "t.jpg: not a JPEG file"));
        }
        mlt_pixels_free(ctx, &pixels);
        mltest_error_free(error);
        error = NULL;
        ck_assert_uint_le(memory.live, 1); /* the context itself */
    }
    ck_assert_uint_gt(n_decoded, 10);
    free(bytes);
}
END_TEST

START_TEST(test_every_byte_may_be_wrong)
{
    size_t n;
    unsigned char *bytes = jb_file(12, 12, 3, true, &n);
    for (size_t at = 2; at < n; at++) {
        unsigned char was = bytes[at];
        bytes[at] = (unsigned char)~was;
        mltest_status status = mlt_jpeg_decode(ctx, "t.jpg", bytes, n, &pixels, &error);
        ck_assert_int_eq(status == MLTEST_OK, pixels.data != NULL);
        ck_assert_int_eq(status == MLTEST_OK, error == NULL);
        mlt_pixels_free(ctx, &pixels);
        mltest_error_free(error);
        error = NULL;
        bytes[at] = was;
    }
    free(bytes);
}
END_TEST

/* Whatever follows the first bytes: an error or pixels, never both. */
START_TEST(test_garbage)
{
    mlt_draws d;
    mlt_draws_init(&d, 7, "garbage", 0);
    for (size_t i = 0; i < 2000; i++) {
        unsigned char bytes[64];
        size_t n = i % (sizeof bytes + 1);
        for (size_t k = 0; k < n; k++)
            bytes[k] = (unsigned char)mlt_draw_between(&d, 0, 256);
        memcpy(bytes, "\xFF\xD8\xFF", n < 3 ? n : i % 4);
        ck_assert_int_eq(mlt_jpeg_decode(ctx, "t.jpg", bytes, n, &pixels, &error),
                         MLTEST_ERR_FORMAT);
        ck_assert_ptr_null(pixels.data);
        ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "t.jpg: not a JPEG file"));
        mltest_error_free(error);
        error = NULL;
    }
}
END_TEST

/* A file of one picture and many more scans of it. */
static unsigned char *many_scans(size_t copies, size_t *n)
{
    unsigned char *bytes = jb_file(8, 8, 1, true, n);
    size_t from = jb_find(bytes, *n, 0xDA), to = from + 2;
    while (bytes[to] != 0xFF || bytes[to + 1] == 0)
        to++;
    unsigned char *scans = malloc(copies * (to - from));
    ck_assert_ptr_nonnull(scans);
    for (size_t i = 0; i < copies; i++)
        memcpy(scans + i * (to - from), bytes + from, to - from);
    bytes = jb_insert(bytes, n, to, scans, copies * (to - from));
    free(scans);
    return bytes;
}

START_TEST(test_scans_are_limited)
{
    size_t n;
    unsigned char *bytes = many_scans(400, &n);
    decoded(bytes, n);
    ck_assert_uint_ge(pixels.n_warnings, 400); /* repeated for nothing */
    near_original(1, 12);
    mlt_pixels_free(ctx, &pixels);
    free(bytes);
    bytes = many_scans(501, &n);
    ck_assert_int_eq(mlt_jpeg_decode(ctx, "t.jpg", bytes, n, &pixels, &error), MLTEST_ERR_FORMAT);
    ck_assert_ptr_null(pixels.data);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "t.jpg: "));
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "more than 500 scans"));
    free(bytes);
}
END_TEST

/* Refused with at most the decoder's own struct taken. */
static void refused_early(const void *bytes, size_t n, const char *words)
{
    size_t calls = memory.calls;
    ck_assert_int_eq(mlt_jpeg_decode(ctx, "t.jpg", bytes, n, &pixels, &error), MLTEST_ERR_LIMIT);
    ck_assert_uint_le(memory.calls, calls + 1);
    ck_assert_ptr_null(pixels.data);
    ck_assert_msg(strstr(mltest_error_message(error), words) != NULL, "%s",
                  mltest_error_message(error));
    mltest_error_free(error);
    error = NULL;
}

START_TEST(test_size_is_checked_before_memory_is_taken)
{
    for (int progressive = 0; progressive < 2; progressive++) {
        size_t n;
        unsigned char *bytes = jb_file(16, 16, 3, progressive != 0, &n);
        size_t at = jb_find(bytes, n, progressive != 0 ? 0xC2 : 0xC0);
        memcpy(&bytes[at + 5], "\xFD\xE8\xFD\xE8", 4);
        refused_early(bytes, n, "65000 x 65000");
        free(bytes);
    }
}
END_TEST

START_TEST(test_the_limit_itself_is_allowed)
{
    size_t n;
    unsigned char *bytes = jb_file(16, 12, 3, false, &n);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_pixels", 16 * 12, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_side", 16, NULL), MLTEST_OK);
    decoded(bytes, n);
    mlt_pixels_free(ctx, &pixels);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_pixels", 16 * 12 - 1, NULL), MLTEST_OK);
    refused_early(bytes, n, "max_pixels");
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_side", 15, NULL), MLTEST_OK);
    refused_early(bytes, n, "max_side");
    free(bytes);
}
END_TEST

/* Complete once the first scan is announced; cut before that, an error. A file cut within these
 * last bytes may be either: libjpeg makes up two. */
START_TEST(test_header_alone)
{
    size_t n;
    unsigned char *bytes = jb_file(16, 24, 3, true, &n);
    size_t scan = jb_find(bytes, n, 0xDA);
    size_t enough = scan + 2 + (size_t)(bytes[scan + 2] << 8 | bytes[scan + 3]);
    for (size_t cut = 0; cut <= enough; cut++) {
        uint32_t width = 0, height = 0, turned = 0;
        mltest_status status =
            mlt_jpeg_header("t.jpg", bytes, cut, &width, &height, &turned, &error);
        if (cut <= scan || cut >= enough)
            ck_assert_msg(status == (cut <= scan ? MLTEST_ERR_FORMAT : MLTEST_OK), "%zu bytes: %d",
                          cut, (int)status);
        if (status == MLTEST_OK)
            ck_assert(width == 16 && height == 24 && turned == 1);
        else
            ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "t.jpg: not a JPEG file"));
        mltest_error_free(error);
        error = NULL;
    }
    free(bytes);
}
END_TEST

static unsigned char *one;
static size_t n_one;

static mltest_status decode_one(mltest_context *with, void *data)
{
    mlt_pixels out;
    mltest_error *why = NULL;
    (void)data;
    mltest_status status = mlt_jpeg_decode(with, "t.jpg", one, n_one, &out, &why);
    mlt_pixels_free(with, &out);
    mltest_error_free(why);
    return status;
}

START_TEST(test_out_of_memory)
{
    for (int channels = 3; channels <= 4; channels++) {
        one = jb_file(8, 8, channels, false, &n_one);
        mlt_test_every_allocation(decode_one, NULL);
        free(one);
    }
}
END_TEST

Suite *mlt_suite_codec_jpeg_decode(void)
{
    TCase *tc = tcase_create("jpeg_decode");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_grey_and_colour_of_odd_sizes);
    tcase_add_test(tc, test_cmyk);
    tcase_add_test(tc, test_cmyk_without_adobe);
    tcase_add_test(tc, test_all_orientations);
    tcase_add_test(tc, test_hostile_segments);
    tcase_add_test(tc, test_cut_at_every_byte);
    tcase_add_test(tc, test_every_byte_may_be_wrong);
    tcase_add_test(tc, test_garbage);
    tcase_add_test(tc, test_scans_are_limited);
    tcase_add_test(tc, test_size_is_checked_before_memory_is_taken);
    tcase_add_test(tc, test_the_limit_itself_is_allowed);
    tcase_add_test(tc, test_header_alone);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("codec_jpeg_decode");
    suite_add_tcase(suite, tc);
    return suite;
}
