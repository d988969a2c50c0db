/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "codec/jpeg.h"
#include "perturb/conditions.h"

/* What a file of that quality would show. */
static void check_quality(uint32_t format, const char *severity, int quality)
{
    char text[64];
    mlt_text file;
    mlt_pixels pixels;
    picture p = make_picture(scene, 45, 35, format, 5, 1, true);
    mlt_text_init(&file, NULL);
    ck_assert_int_eq(mlt_jpeg_encode(NULL, &p.view, quality, &file, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_jpeg_decode(NULL, "x", file.bytes, file.n, &pixels, NULL), MLTEST_OK);
    const mltest_image_view want = {.data = pixels.data,
                                    .stride_bytes = pixels.stride_bytes,
                                    .width = 45,
                                    .height = 35,
                                    .format = pixels.format};
    snprintf(text, sizeof text, "jpeg_compression@%s", severity);
    mlt_perturbed made = perturb(&p.view, text, "a");
    mltest_image_view out = mlt_image_view(&made.image);
    check_near(&out, &want, 0);
    mlt_perturbed_free(&made);
    mlt_pixels_free(NULL, &pixels);
    mlt_text_free(&file);
    free(p.block);
}

START_TEST(test_qualities)
{
    for (int i = 0; i < N_FORMATS; i++) {
        check_quality(all_formats[i], "1", 25);
        check_quality(all_formats[i], "1.5", 22); /* 21.5, halves up */
        check_quality(all_formats[i], "5", 7);
        check_quality(all_formats[i], "0.1", 93); /* 100 - 75 s, halves up */
        check_quality(all_formats[i], "3{quality=100}", 100);
        check_quality(all_formats[i], "3{quality=1}", 1);
    }
}
END_TEST

/* JPEG has 16 bits for a side; such a picture is refused, not cut. */
START_TEST(test_too_wide_for_the_format)
{
    mltest_context *ctx = NULL;
    mlt_condition c;
    mlt_perturbed made;
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_side", 100000, NULL), MLTEST_OK);
    uint8_t *row = calloc(65600, 1);
    mltest_image_view view = grey_row(row, 65600);
    ck_assert_int_eq(mlt_condition_parse(&c, ctx, "jpeg_compression@1", NULL, 0, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_perturbed_init(&made, ctx, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_condition_apply(&c, &view, NULL, 1, "a", &made, NULL),
                     MLTEST_ERR_UNSUPPORTED);
    mlt_perturbed_free(&made);
    mlt_condition_free(ctx, &c);
    mltest_context_free(ctx);
    free(row);
}
END_TEST

Suite *mlt_suite_perturb_jpeg_compression(void);
Suite *mlt_suite_perturb_jpeg_compression(void)
{
    Suite *suite = suite_create("perturb_jpeg_compression");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_qualities);
    tcase_add_test(tc, test_too_wide_for_the_format);
    suite_add_tcase(suite, tc);
    return suite;
}
