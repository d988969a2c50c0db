/* SPDX-License-Identifier: MIT */
#include "codec/exif.h"

#include <stdlib.h>

#include "exif_build.h"
#include "testing.h"

Suite *mlt_suite_codec_exif(void);

static unsigned char block[EB_SIZE];

static void put(size_t at, unsigned width, uint32_t value, bool big)
{
    eb_put(block, at, width, value, big);
}

static void build(uint32_t orientation, bool big)
{
    eb_build(block, orientation, big);
}

/* From a copy that ends where the segment ends. */
static uint32_t orientation_of(size_t n)
{
    unsigned char *exact = malloc(n > 0 ? n : 1);
    ck_assert_ptr_nonnull(exact);
    memcpy(exact, block, n);
    uint32_t orientation = mlt_exif_orientation(exact, n);
    free(exact);
    return orientation;
}

START_TEST(test_all_orientations_in_both_orders)
{
    for (uint32_t orientation = 1; orientation <= 8; orientation++)
        for (int big = 0; big < 2; big++) {
            build(orientation, big != 0);
            ck_assert_uint_eq(orientation_of(sizeof block), orientation);
        }
}
END_TEST

START_TEST(test_what_makes_no_sense_is_upright)
{
    static const uint32_t wrong[] = {0, 9, 255, 0x0600, 0xFFFF};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        build(wrong[i], true);
        ck_assert_uint_eq(orientation_of(sizeof block), 1);
    }
    build(6, true);
    block[0] = 'e';
    ck_assert_uint_eq(orientation_of(sizeof block), 1);
    build(6, true);
    put(2, 2, 43, true);
    ck_assert_uint_eq(orientation_of(sizeof block), 1);
    build(6, true);
    put(24, 2, 4, true); /* a long, not a short */
    ck_assert_uint_eq(orientation_of(sizeof block), 1);
}
END_TEST

START_TEST(test_only_two_byte_orders)
{
    static const char orders[][3] = {"XX", "im", "MI", "IM", "mm", "ii", "I", ""};
    for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++)
        for (int big = 0; big < 2; big++) {
            build(6, big != 0);
            memcpy(block + 6, orders[i], 2);
            ck_assert_msg(orientation_of(sizeof block) == 1, "%s", orders[i]);
        }
}
END_TEST

START_TEST(test_cut_anywhere)
{
    build(6, false);
    for (size_t n = 0; n < 6 + 32; n++)
        ck_assert_uint_eq(orientation_of(n), 1);
    ck_assert_uint_eq(orientation_of(6 + 32), 6);
}
END_TEST

/* Offsets beyond the end, back into the head, and at the top of 32 bits. */
START_TEST(test_hostile_offsets)
{
    static const uint32_t offsets[] = {0,          4,          EB_SIZE - 7, EB_SIZE,
                                       0x7FFFFFFF, 0xFFFFFFFF, 0xFFFFFFFE};
    for (size_t i = 0; i < sizeof offsets / sizeof offsets[0]; i++)
        for (int big = 0; big < 2; big++) {
            build(6, big != 0);
            put(4, 4, offsets[i], big != 0);
            ck_assert_uint_eq(orientation_of(sizeof block), 1);
        }
    build(6, true);
    put(8, 2, 0xFFFF, true); /* more entries than there are bytes */
    put(22, 2, 0x0111, true);
    ck_assert_uint_eq(orientation_of(sizeof block), 1);
}
END_TEST

Suite *mlt_suite_codec_exif(void)
{
    TCase *tc = tcase_create("exif");
    tcase_add_test(tc, test_all_orientations_in_both_orders);
    tcase_add_test(tc, test_what_makes_no_sense_is_upright);
    tcase_add_test(tc, test_only_two_byte_orders);
    tcase_add_test(tc, test_cut_anywhere);
    tcase_add_test(tc, test_hostile_offsets);
    Suite *suite = suite_create("codec_exif");
    suite_add_tcase(suite, tc);
    return suite;
}
