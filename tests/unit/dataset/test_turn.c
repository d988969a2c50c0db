/* SPDX-License-Identifier: MIT */
#include "dataset/turn.h"

#include <string.h>

#include "testing.h"

Suite *mlt_suite_dataset_turn(void);

enum { W = 3, H = 2, N_ORIENTATIONS = 8 };

/* The picture ABC / DEF upright, after each orientation was undone; rows one after the other. */
static const char *const upright[N_ORIENTATIONS + 1] = {
    "",       "ABCDEF", "CBAFED", "FEDCBA", "DEFABC", /* 3 wide */
    "ADBECF", "DAEBFC", "FCEBDA", "CFBEAD"            /* 2 wide */
};

static void fill(mlt_image *image, uint32_t format)
{
    ck_assert_int_eq(mlt_image_resize(image, W, H, format, NULL), MLTEST_OK);
    size_t pixel = mlt_format_bytes(format);
    for (size_t i = 0; i < W * H; i++)
        for (size_t c = 0; c < pixel; c++)
            ((uint8_t *)image->data)[i * pixel + c] = (uint8_t)('A' + i + 16 * c);
}

static void expect(const mlt_image *image, const char *letters)
{
    size_t pixel = mlt_format_bytes(image->format);
    for (size_t i = 0; i < W * H; i++)
        for (size_t c = 0; c < pixel; c++)
            ck_assert_uint_eq(((uint8_t *)image->data)[i * pixel + c],
                              (uint8_t)((size_t)letters[i] + 16 * c));
}

START_TEST(test_all_orientations_and_formats)
{
    static const uint32_t formats[] = {MLTEST_FORMAT_GRAY8, MLTEST_FORMAT_GRAY16,
                                       MLTEST_FORMAT_RGB8, MLTEST_FORMAT_RGB16,
                                       MLTEST_FORMAT_RGBA8};
    uint32_t orientation = (uint32_t)_i;
    for (size_t f = 0; f < 5; f++) {
        mlt_image image;
        mlt_image_init(&image, NULL);
        fill(&image, formats[f]);
        ck_assert_int_eq(mlt_turn(&image, orientation, NULL), MLTEST_OK);
        ck_assert_uint_eq(image.width, orientation >= 5 ? H : W);
        ck_assert_uint_eq(image.height, orientation >= 5 ? W : H);
        ck_assert_uint_eq(image.format, formats[f]);
        expect(&image, upright[orientation]);
        mlt_image_free(&image);
    }
}
END_TEST

START_TEST(test_which_swap)
{
    for (uint32_t o = 0; o < 12; o++)
        ck_assert(mlt_turn_swaps(o) == (o >= 5 && o <= 8));
    ck_assert(!mlt_turn_swaps(UINT32_MAX));
}
END_TEST

START_TEST(test_what_is_no_orientation_does_nothing)
{
    static const uint32_t none[] = {0, 1, 9, UINT32_MAX};
    for (size_t i = 0; i < 4; i++) {
        mlt_image image;
        mlt_image_init(&image, NULL);
        fill(&image, MLTEST_FORMAT_GRAY8);
        ck_assert_int_eq(mlt_turn(&image, none[i], NULL), MLTEST_OK);
        ck_assert_uint_eq(image.width, W);
        expect(&image, "ABCDEF");
        mlt_image_free(&image);
    }
}
END_TEST

static mltest_status turn_in(mltest_context *ctx, void *data)
{
    static const uint8_t pixels[W * H] = {0};
    mlt_image image;
    mltest_image_view view;
    (void)data;
    memset(&view, 0, sizeof view);
    view.data = pixels;
    view.width = W;
    view.height = H;
    view.stride_bytes = W;
    view.format = MLTEST_FORMAT_GRAY8;
    mlt_image_init(&image, ctx);
    mltest_status status = mlt_image_copy_view(&image, &view, NULL);
    if (status == MLTEST_OK) {
        status = mlt_turn(&image, 6, NULL);
        ck_assert_uint_eq(image.width, status == MLTEST_OK ? H : W);
    }
    mlt_image_free(&image);
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(turn_in, NULL);
}
END_TEST

Suite *mlt_suite_dataset_turn(void)
{
    TCase *tc = tcase_create("turn");
    tcase_add_loop_test(tc, test_all_orientations_and_formats, 1, N_ORIENTATIONS + 1);
    tcase_add_test(tc, test_which_swap);
    tcase_add_test(tc, test_what_is_no_orientation_does_nothing);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("dataset_turn");
    suite_add_tcase(suite, tc);
    return suite;
}
