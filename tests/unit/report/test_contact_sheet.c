/* SPDX-License-Identifier: MIT */
#include "report/report.h"

#include "image/pictures.h"
#include "perturb/condition.h"

Suite *mlt_suite_report_contact_sheet(void);

enum { TILE = 20, GAP = 4, LABEL = 13, SIDE = 40 };

static const mlt_kind *kinds[3];
static mlt_image image;
static picture p;
static mlt_sheet sheet;

static void set_up(void)
{
    kinds[0] = mlt_kind_find("contrast", 0);
    kinds[1] = mlt_kind_find("horizontal_flip", 0);
    kinds[2] = mlt_kind_find("grayscale", 0);
    p = plain_picture(scene, SIDE, SIDE, MLTEST_FORMAT_RGB8);
    sheet = (mlt_sheet){&p.view, kinds, 3, TILE, 1, "x"};
    mlt_image_init(&image, NULL);
}

static void tear_down(void)
{
    mlt_image_free(&image);
    free(p.block);
}

static const uint8_t *tile(size_t row, int column)
{
    int64_t y = (int64_t)row * (LABEL + TILE + GAP) + LABEL, x = GAP + column * (TILE + GAP);
    return (const uint8_t *)image.data + y * image.stride_bytes + 3 * x;
}

static bool same_tiles(const uint8_t *a, const uint8_t *b)
{
    bool same = true;
    for (int64_t y = 0; y < TILE; y++)
        same =
            same && memcmp(a + y * image.stride_bytes, b + y * image.stride_bytes, 3 * TILE) == 0;
    return same;
}

START_TEST(test_rows_and_columns)
{
    ck_assert_int_eq(mlt_report_contact_sheet(&image, NULL, &sheet, NULL), MLTEST_OK);
    ck_assert_uint_eq(image.width, GAP + 6 * (TILE + GAP));
    ck_assert_uint_eq(image.height, 3 * (LABEL + TILE + GAP));
    for (size_t row = 1; row < 3; row++) /* the picture itself */
        ck_assert(same_tiles(tile(0, 0), tile(row, 0)));
    for (int severity = 1; severity <= 5; severity++)
        ck_assert(!same_tiles(tile(0, severity - 1), tile(0, severity)));
}
END_TEST

/* Mirrored pixels of halved pictures; nothing at the severities that there are not. */
START_TEST(test_kinds_of_one_strength)
{
    static const uint8_t ground[3] = {24, 24, 24};
    ck_assert_int_eq(mlt_report_contact_sheet(&image, NULL, &sheet, NULL), MLTEST_OK);
    const uint8_t *own = tile(1, 0), *flipped = tile(1, 1);
    for (int x = 0; x < TILE; x++) {
        ck_assert_mem_eq(own + 3 * x, flipped + 3 * (TILE - 1 - x), 3);
        ck_assert_mem_eq(tile(1, 2) + 3 * x, ground, 3);
    }
}
END_TEST

/* The middle of the picture stands for an object. */
START_TEST(test_kinds_that_need_labels)
{
    kinds[0] = mlt_kind_find("object_occlusion", 0);
    ck_assert_int_eq(mlt_report_contact_sheet(&image, NULL, &sheet, NULL), MLTEST_OK);
    for (int i = 0; i < TILE * TILE; i++) {
        int x = i % TILE, y = i / TILE;
        bool middle = x >= TILE / 4 && x < TILE * 3 / 4 && y >= TILE / 4 && y < TILE * 3 / 4;
        const uint8_t *own = tile(0, 0) + y * image.stride_bytes + 3 * x;
        ck_assert(middle || memcmp(own, tile(0, 5) + y * image.stride_bytes + 3 * x, 3) == 0);
    }
    ck_assert(!same_tiles(tile(0, 0), tile(0, 5)));
}
END_TEST

START_TEST(test_what_does_not_apply)
{
    static const uint8_t empty[3] = {64, 64, 64};
    picture grey = plain_picture(scene, SIDE, SIDE, MLTEST_FORMAT_GRAY8);
    sheet.view = &grey.view;
    ck_assert_int_eq(mlt_report_contact_sheet(&image, NULL, &sheet, NULL), MLTEST_OK);
    ck_assert_mem_eq(tile(2, 1), empty, 3);
    free(grey.block);
}
END_TEST

/* Small pictures keep their size, in the middle of the tile. */
START_TEST(test_small_pictures)
{
    sheet.tile_width = 2 * SIDE;
    ck_assert_int_eq(mlt_report_contact_sheet(&image, NULL, &sheet, NULL), MLTEST_OK);
    const uint8_t *at = (const uint8_t *)image.data + (LABEL + SIDE / 2) * image.stride_bytes +
                        3 * (GAP + SIDE / 2);
    ck_assert_mem_eq(at, p.view.data, 3 * SIDE);
}
END_TEST

static mltest_status draw_in(mltest_context *ctx, void *data)
{
    mlt_image own;
    (void)data;
    mlt_image_init(&own, ctx);
    mltest_status status = mlt_report_contact_sheet(&own, ctx, &sheet, NULL);
    mlt_image_free(&own);
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(draw_in, NULL);
}
END_TEST

START_TEST(test_too_many_kinds)
{
    sheet.n_kinds = SIZE_MAX / 2;
    ck_assert_int_eq(mlt_report_contact_sheet(&image, NULL, &sheet, NULL), MLTEST_ERR_LIMIT);
}
END_TEST

Suite *mlt_suite_report_contact_sheet(void)
{
    TCase *tc = tcase_create("contact_sheet");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_rows_and_columns);
    tcase_add_test(tc, test_kinds_of_one_strength);
    tcase_add_test(tc, test_kinds_that_need_labels);
    tcase_add_test(tc, test_what_does_not_apply);
    tcase_add_test(tc, test_small_pictures);
    tcase_add_test(tc, test_out_of_memory);
    tcase_add_test(tc, test_too_many_kinds);
    Suite *suite = suite_create("report_contact_sheet");
    suite_add_tcase(suite, tc);
    return suite;
}
