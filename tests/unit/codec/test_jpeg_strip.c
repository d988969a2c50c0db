/* SPDX-License-Identifier: MIT */
#include "codec/jpeg_strip.h"

#include "base/error.h"
#include "codec/jpeg_build.h"

Suite *mlt_suite_codec_jpeg_strip(void);

enum { WIDE = 43, MOST_BLOCKS = 2 * JB_MOST / 8 + 1, GUARD = 0x5A };

/* The blocks of a strip, and a block behind them that nobody may touch. */
typedef struct {
    mlt_jpeg_block blocks[3][MOST_BLOCKS];
    mlt_jpeg_strip strip;
} strip_memory;

static size_t n_blocks(const mlt_jpeg_strip *strip, uint32_t k)
{
    return mlt_jpeg_strip_across(strip, k) * mlt_jpeg_strip_down(strip, k);
}

static int16_t coefficient(size_t block, size_t place, uint32_t k)
{
    int v = (int)(block * 31 + place * 17 + k * 7) % 41 - 20;
    return (int16_t)(place == 0 ? v : place < 20 ? v / (int)(1 + place) : 0);
}

static void make_strip(strip_memory *m, uint32_t width, uint32_t height, uint32_t n)
{
    memset(m, GUARD, sizeof *m);
    m->strip = (mlt_jpeg_strip){.width = width, .height = height, .n = n};
    for (uint32_t k = 0; k < n; k++) {
        m->strip.blocks[k] = m->blocks[k];
        for (size_t i = 0; i < n_blocks(&m->strip, k); i++)
            for (size_t place = 0; place < MLT_JPEG_PLACES; place++)
                m->blocks[k][i][place] = coefficient(i, place, k);
    }
}

static mlt_jpeg_strip_file write_strip(const strip_memory *m, int quality)
{
    mlt_jpeg_strip_file file = {.bytes = malloc(mlt_jpeg_strip_bytes(&m->strip))};
    ck_assert_ptr_nonnull(file.bytes);
    ck_assert_int_eq(mlt_jpeg_strip_write(&m->strip, quality, &file, NULL), MLTEST_OK);
    ck_assert_uint_le(file.n, mlt_jpeg_strip_bytes(&m->strip));
    return file;
}

static void check_guards(const strip_memory *m)
{
    for (uint32_t k = 0; k < 3; k++) {
        size_t n = k < m->strip.n ? n_blocks(&m->strip, k) : 0;
        const uint8_t *bytes = (const uint8_t *)m->blocks[k];
        bool touched = false;
        for (size_t i = n * sizeof(mlt_jpeg_block); i < sizeof m->blocks[k]; i++)
            touched = touched || bytes[i] != GUARD;
        ck_assert(!touched);
    }
}

/* Whole blocks, and luma in twice as many each way. */
START_TEST(test_sizes)
{
    static const struct {
        uint32_t width, height, n, component;
        size_t across, down;
    } rows[] = {{1, 1, 1, 0, 1, 1},   {8, 8, 1, 0, 1, 1},   {9, 8, 1, 0, 2, 1},
                {16, 16, 3, 0, 2, 2}, {16, 16, 3, 1, 1, 1}, {17, 8, 3, 0, 3, 1},
                {17, 9, 3, 0, 3, 2},  {17, 9, 3, 2, 2, 1}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const mlt_jpeg_strip strip = {
            .width = rows[i].width, .height = rows[i].height, .n = rows[i].n};
        ck_assert_uint_eq(mlt_jpeg_strip_across(&strip, rows[i].component), rows[i].across);
        ck_assert_uint_eq(mlt_jpeg_strip_down(&strip, rows[i].component), rows[i].down);
    }
}
END_TEST

/* Coefficients of a file that libjpeg has made, written again, are that file. */
START_TEST(test_bytes_are_those_of_libjpeg)
{
    for (uint32_t t = 0; t < 2 * 8; t++) {
        uint32_t width = 1 + t / 2 * 9, n = t % 2 == 0 ? 1 : 3, height = n == 1 ? 8 : 16;
        strip_memory m;
        size_t length;
        unsigned char *want = jb_file(width, height, (int)n, false, &length);
        make_strip(&m, width, height, n);
        mlt_jpeg_strip_file other = {.bytes = want, .n = length};
        ck_assert_int_eq(mlt_jpeg_strip_read(&m.strip, &other, NULL), MLTEST_OK);
        check_guards(&m);
        mlt_jpeg_strip_file file = write_strip(&m, 95);
        ck_assert_uint_eq(file.n, length);
        ck_assert_mem_eq(file.bytes, want, length);
        free(file.bytes);
        free(want);
    }
}
END_TEST

/* A file that others can read, and here it comes back; all sizes of last rows and blocks. */
START_TEST(test_there_and_back)
{
    for (uint32_t t = 0; t < 2 * MLT_JPEG_STRIP * 8; t++) {
        uint32_t n = t % 2 == 0 ? 3 : 1, height = t / 2 % (n == 1 ? 8 : 16) + 1;
        strip_memory m, before;
        mlt_pixels pixels;
        make_strip(&m, t / 32 * 7 + 1, height, n);
        before = m;
        mlt_jpeg_strip_file file = write_strip(&m, 75);
        ck_assert_int_eq(mlt_jpeg_decode(NULL, "t", file.bytes, file.n, &pixels, NULL), MLTEST_OK);
        ck_assert_uint_eq(pixels.width, m.strip.width);
        ck_assert_uint_eq(pixels.height, height);
        ck_assert_uint_eq(pixels.n_warnings, 0);
        mlt_pixels_free(NULL, &pixels);
        for (uint32_t k = 0; k < n; k++)
            memset(m.blocks[k], 1, n_blocks(&m.strip, k) * sizeof m.blocks[k][0]);
        ck_assert_int_eq(mlt_jpeg_strip_read(&m.strip, &file, NULL), MLTEST_OK);
        ck_assert_mem_eq(m.blocks, before.blocks, sizeof m.blocks);
        free(file.bytes);
    }
}
END_TEST

/* From the scan's header to the file's last marker. */
START_TEST(test_where_the_data_are)
{
    strip_memory m;
    make_strip(&m, WIDE, 16, 3);
    mlt_jpeg_strip_file file = write_strip(&m, 75);
    size_t scan = jb_find(file.bytes, file.n, 0xDA);
    size_t length = (size_t)(file.bytes[scan + 2] << 8 | file.bytes[scan + 3]);
    ck_assert_uint_eq(file.data, scan + 2 + length);
    ck_assert_uint_eq(file.data_end, file.n - 2);
    ck_assert_mem_eq(file.bytes + file.data_end, "\xFF\xD9", 2);
    ck_assert_uint_gt(file.data_end, file.data + 20);
    free(file.bytes);
}
END_TEST

/* The longest files there are: the largest coefficients, with bits of ones alone. */
START_TEST(test_room_is_enough)
{
    for (uint32_t width = 1; width <= JB_MOST; width += 21)
        for (uint32_t n = 1; n <= 3; n += 2) {
            strip_memory m;
            make_strip(&m, width, n == 1 ? 8 : 16, n);
            for (uint32_t k = 0; k < n; k++)
                for (size_t i = 0; i < n_blocks(&m.strip, k) * MLT_JPEG_PLACES; i++)
                    m.blocks[k][i / MLT_JPEG_PLACES][i % MLT_JPEG_PLACES] =
                        (int16_t)(i % MLT_JPEG_PLACES > 0   ? 1023
                                  : i / MLT_JPEG_PLACES % 2 ? 1023
                                                            : -1023);
            mlt_jpeg_strip_file file = write_strip(&m, 100);
            ck_assert_uint_gt(file.n, mlt_jpeg_strip_bytes(&m.strip) / 4);
            free(file.bytes);
        }
}
END_TEST

/* Damage in the data never fails, always gives the same, and stays inside. */
START_TEST(test_damaged_data)
{
    unsigned changed = 0;
    for (uint32_t t = 0; t < 200; t++) {
        strip_memory m, again, whole;
        make_strip(&m, WIDE, 16, 3);
        make_strip(&again, WIDE, 16, 3);
        whole = m;
        mlt_jpeg_strip_file file = write_strip(&m, 75);
        size_t n = file.data_end - file.data;
        file.bytes[file.data + t * 7919 % n] ^= (uint8_t)(1 + t * 31 % 255);
        memset(m.blocks[0], 7, sizeof m.blocks[0][0]);
        ck_assert_int_eq(mlt_jpeg_strip_read(&m.strip, &file, NULL), MLTEST_OK);
        ck_assert_int_eq(mlt_jpeg_strip_read(&again.strip, &file, NULL), MLTEST_OK);
        ck_assert_mem_eq(m.blocks, again.blocks, sizeof m.blocks);
        check_guards(&m);
        changed += memcmp(m.blocks, whole.blocks, sizeof m.blocks) != 0;
        free(file.bytes);
    }
    ck_assert_uint_gt(changed, 190);
}
END_TEST

/* No file at all, one of another size or kind, one that ends before its data: grey, no failure. */
START_TEST(test_what_cannot_be_read)
{
    strip_memory m, other;
    for (int t = 0; t < 4; t++) {
        make_strip(&m, WIDE, 16, 3);
        make_strip(&other, t == 1 ? WIDE + 1 : WIDE, t == 2 ? 8 : 16, t == 2 ? 1 : 3);
        mlt_jpeg_strip_file file = write_strip(&other, 75);
        if (t == 0)
            memset(file.bytes, 0, 2);
        if (t == 3)
            file.n = 100;
        ck_assert_int_eq(mlt_jpeg_strip_read(&m.strip, &file, NULL), MLTEST_OK);
        check_guards(&m);
        for (uint32_t k = 0; k < 3; k++)
            for (size_t i = 0; i < n_blocks(&m.strip, k) * MLT_JPEG_PLACES; i++)
                ck_assert_int_eq(m.blocks[k][i / MLT_JPEG_PLACES][i % MLT_JPEG_PLACES], 0);
        free(file.bytes);
    }
}
END_TEST

Suite *mlt_suite_codec_jpeg_strip(void)
{
    TCase *tc = tcase_create("jpeg_strip");
    tcase_add_test(tc, test_sizes);
    tcase_add_test(tc, test_bytes_are_those_of_libjpeg);
    tcase_add_test(tc, test_there_and_back);
    tcase_add_test(tc, test_where_the_data_are);
    tcase_add_test(tc, test_room_is_enough);
    tcase_add_test(tc, test_damaged_data);
    tcase_add_test(tc, test_what_cannot_be_read);
    Suite *suite = suite_create("codec_jpeg_strip");
    suite_add_tcase(suite, tc);
    return suite;
}
