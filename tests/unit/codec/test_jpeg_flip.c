/* SPDX-License-Identifier: MIT */
#include "codec/jpeg_flip.h"

#include <stdbool.h>
#include <string.h>

#include "testing.h"

Suite *mlt_suite_codec_jpeg_flip(void);

/* A head of one byte, data, and the last marker. */
static mlt_jpeg_strip_file file_of(uint8_t *bytes, size_t n)
{
    return (mlt_jpeg_strip_file){.bytes = bytes, .n = n, .data = 1, .data_end = n - 2};
}

/* Spread evenly over all bits but the last seven. */
START_TEST(test_places)
{
    uint8_t bytes[] = {0x00, 0x12, 0x34, 0x56, 0xFF, 0xD9};
    mlt_jpeg_strip_file file = file_of(bytes, sizeof bytes);
    for (uint32_t i = 0; i < 17; i++)
        ck_assert_uint_eq(
            mlt_jpeg_find_bit(&file, (uint32_t)((i * 2 + 1) * (UINT64_C(1) << 31) / 17)), i);
    ck_assert_uint_eq(mlt_jpeg_find_bit(&file, 0), 0);
    ck_assert_uint_eq(mlt_jpeg_find_bit(&file, UINT32_MAX), 16);
}
END_TEST

/* 0xFF and what follows it stay, and 0x7F may not lose its 0; on a round from the end. */
START_TEST(test_markers_stay)
{
    uint8_t bytes[] = {0x00, 0x12, 0xFF, 0x00, 0x7F, 0x40, 0xFF, 0xD9};
    mlt_jpeg_strip_file file = file_of(bytes, sizeof bytes);
    bool found[40] = {false};
    for (uint32_t word = 0; word < UINT32_MAX - 0x100000; word += 0x100000)
        found[mlt_jpeg_find_bit(&file, word)] = true;
    for (size_t bit = 0; bit < 40; bit++)
        ck_assert_int_eq(found[bit], bit < 8 || (bit > 24 && bit < 33));
    uint8_t end[] = {0x00, 0x12, 0xFF, 0x00, 0xFF, 0xD9};
    file = file_of(end, sizeof end);
    ck_assert_uint_eq(mlt_jpeg_find_bit(&file, UINT32_MAX), 0);
}
END_TEST

START_TEST(test_flip)
{
    uint8_t bytes[] = {0x00, 0x12, 0x34, 0x56, 0xFF, 0xD9}, before[sizeof bytes];
    mlt_jpeg_strip_file file = file_of(bytes, sizeof bytes);
    memcpy(before, bytes, sizeof bytes);
    for (size_t bit = 0; bit < 24; bit++) {
        mlt_jpeg_flip(&file, bit);
        for (size_t i = 0; i < sizeof bytes; i++)
            ck_assert_uint_eq(bytes[i] ^ before[i], i == 1 + bit / 8 ? 1U << (7 - bit % 8) : 0);
        mlt_jpeg_flip(&file, bit);
    }
    ck_assert_mem_eq(bytes, before, sizeof bytes);
}
END_TEST

/* The shortest data, and such as may not change at all. */
START_TEST(test_little_data)
{
    uint8_t one[] = {0x00, 0x5F, 0xFF, 0xD9}, none[] = {0x00, 0xFF, 0x00, 0xFF, 0xD9};
    mlt_jpeg_strip_file file = file_of(one, sizeof one);
    ck_assert_uint_eq(mlt_jpeg_find_bit(&file, UINT32_MAX), 0);
    file = file_of(none, sizeof none);
    ck_assert_uint_lt(mlt_jpeg_find_bit(&file, 12345), 16);
}
END_TEST

Suite *mlt_suite_codec_jpeg_flip(void)
{
    TCase *tc = tcase_create("jpeg_flip");
    tcase_add_test(tc, test_places);
    tcase_add_test(tc, test_markers_stay);
    tcase_add_test(tc, test_flip);
    tcase_add_test(tc, test_little_data);
    Suite *suite = suite_create("codec_jpeg_flip");
    suite_add_tcase(suite, tc);
    return suite;
}
