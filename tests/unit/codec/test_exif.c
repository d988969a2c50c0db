/* SPDX-License-Identifier: MIT */
#include "codec/exif.h"

#include <stdbool.h>
#include <string.h>

#include "testing.h"

Suite *mlt_suite_codec_exif(void);

enum { SIZE = 6 + 8 + 2 + 2 * 12 };

static unsigned char block[SIZE];

static void put(size_t at, unsigned width, uint32_t value, bool big)
{
    for (unsigned i = 0; i < width; i++)
        block[6 + at + i] = (unsigned char)(value >> 8 * (big ? width - 1 - i : i));
}

/* A segment with two entries, the second of which is the orientation. */
static void build(uint32_t orientation, bool big)
{
    memset(block, 0, sizeof block);
    memcpy(block, "Exif\0\0", 6);
    memset(block + 6, big ? 'M' : 'I', 2);
    put(2, 2, 42, big);
    put(4, 4, 8, big);
    put(8, 2, 2, big);
    put(10, 2, 0x010F, big);
    put(22, 2, 0x0112, big);
    put(24, 2, 3, big);
    put(26, 4, 1, big);
    put(30, 2, orientation, big);
}

START_TEST(test_all_orientations_in_both_orders)
{
    for (uint32_t orientation = 1; orientation <= 8; orientation++)
        for (int big = 0; big < 2; big++) {
            build(orientation, big != 0);
            ck_assert_uint_eq(mlt_exif_orientation(block, sizeof block), orientation);
        }
}
END_TEST

START_TEST(test_what_makes_no_sense_is_upright)
{
    static const uint32_t wrong[] = {0, 9, 255, 0x0600, 0xFFFF};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        build(wrong[i], true);
        ck_assert_uint_eq(mlt_exif_orientation(block, sizeof block), 1);
    }
    build(6, true);
    block[0] = 'e';
    ck_assert_uint_eq(mlt_exif_orientation(block, sizeof block), 1);
    build(6, true);
    put(2, 2, 43, true);
    ck_assert_uint_eq(mlt_exif_orientation(block, sizeof block), 1);
    build(6, true);
    put(24, 2, 4, true); /* a long, not a short */
    ck_assert_uint_eq(mlt_exif_orientation(block, sizeof block), 1);
}
END_TEST

START_TEST(test_cut_anywhere)
{
    build(6, false);
    for (size_t n = 0; n < 6 + 32; n++)
        ck_assert_uint_eq(mlt_exif_orientation(block, n), 1);
    ck_assert_uint_eq(mlt_exif_orientation(block, 6 + 32), 6);
}
END_TEST

/* Offsets beyond the end, back into the head, and at the top of 32 bits. */
START_TEST(test_hostile_offsets)
{
    static const uint32_t offsets[] = {0, 4, SIZE - 7, SIZE, 0x7FFFFFFF, 0xFFFFFFFF, 0xFFFFFFFE};
    for (size_t i = 0; i < sizeof offsets / sizeof offsets[0]; i++)
        for (int big = 0; big < 2; big++) {
            build(6, big != 0);
            put(4, 4, offsets[i], big != 0);
            uint32_t got = mlt_exif_orientation(block, sizeof block);
            ck_assert(got >= 1 && got <= 8);
        }
    build(6, true);
    put(8, 2, 0xFFFF, true); /* more entries than there are bytes */
    put(22, 2, 0x0111, true);
    ck_assert_uint_eq(mlt_exif_orientation(block, sizeof block), 1);
}
END_TEST

Suite *mlt_suite_codec_exif(void)
{
    TCase *tc = tcase_create("exif");
    tcase_add_test(tc, test_all_orientations_in_both_orders);
    tcase_add_test(tc, test_what_makes_no_sense_is_upright);
    tcase_add_test(tc, test_cut_anywhere);
    tcase_add_test(tc, test_hostile_offsets);
    Suite *suite = suite_create("codec_exif");
    suite_add_tcase(suite, tc);
    return suite;
}
