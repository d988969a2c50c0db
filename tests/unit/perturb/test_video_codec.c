/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdio.h>

#include "perturb/conditions.h"

/* A plain block has one coefficient, eight times its level less 128. */
static double coded(double level, int quantiser)
{
    double step = floor(pow(2, (quantiser - 4) / 6.0) + .5), value = 8 * (level - 128);
    double size = floor(fabs(value) / step + .5) * step;
    return floor((value < 0 ? -size : size) / 8 + 128 + .5);
}

static double twice(double level, const int quantisers[2])
{
    return coded(coded(level, quantisers[0]), quantisers[1]);
}

/* Quantisers of luma and of colour, of the first and the second time. */
START_TEST(test_plain_pictures)
{
    static const int luma[5][2] = {{22, 24}, {28, 30}, {34, 36}, {40, 42}, {46, 48}};
    static const int colour[5][2] = {{22, 24}, {28, 29}, {32, 34}, {36, 37}, {38, 39}};
    for (int s = 1; s <= 5; s++) {
        char text[32];
        snprintf(text, sizeof text, "video_codec@%d", s);
        for (int v = 0; v < 256; v += 5) {
            uint8_t in[3] = {(uint8_t)v, (uint8_t)(v * 3 % 256), (uint8_t)(v * 7 % 256)}, out[3];
            double y = .299 * in[0] + .587 * in[1] + .114 * in[2];
            double cb = twice(floor((in[2] - y) * .564334 + 128.5), colour[s - 1]) - 128;
            double cr = twice(floor((in[0] - y) * .713267 + 128.5), colour[s - 1]) - 128;
            y = twice(floor(y + .5), luma[s - 1]);
            double want[3] = {y + 1.402 * cr, y - .344136 * cb - .714136 * cr, y + 1.772 * cb};
            pixel_of(out, text, in, 0);
            for (int c = 0; c < 3; c++) {
                double shown = want[c] < 0 ? 0 : want[c] > 255 ? 255 : want[c];
                ck_assert_msg(fabs(out[c] - shown) <= 1, "%s of %d %d %d: %d, not %g", text, in[0],
                              in[1], in[2], out[c], shown);
            }
        }
    }
}
END_TEST

/* Two grey halves, whose edge is one of blocks. */
static mlt_perturbed code_edge(uint8_t left, uint8_t right, bool down)
{
    uint8_t pixels[16 * 16];
    for (int i = 0; i < 16 * 16; i++)
        pixels[i] = (down ? i / 16 : i % 16) < 8 ? left : right;
    mltest_image_view view = grey_row(pixels, 16);
    view.height = 16;
    return perturb(&view, "video_codec@3", "a");
}

/* At severity 3 levels of both times are multiples of 20 from 128. A step of 20 is the codec's, and
 * what the filter makes of it is too little to be coded the second time; of 100 it is the
 * picture's. */
START_TEST(test_edges_of_blocks)
{
    for (int down = 0; down < 2; down++) {
        mlt_perturbed soft = code_edge(128, 148, down), hard = code_edge(108, 208, down);
        for (int i = 0; i < 16 * 16; i++) {
            int at = down ? i / 16 : i % 16;
            int want = at < 7 ? 128 : at == 7 ? 133 : at == 8 ? 143 : 148;
            ck_assert_int_eq(((const uint8_t *)soft.image.data)[i], want);
            ck_assert_int_eq(((const uint8_t *)hard.image.data)[i], at < 8 ? 108 : 208);
        }
        mlt_perturbed_free(&soft);
        mlt_perturbed_free(&hard);
    }
}
END_TEST

/* Texture of less than half a step is gone. */
START_TEST(test_texture_goes)
{
    picture p = plain_picture(texture, 64, 64, MLTEST_FORMAT_GRAY8);
    for (size_t i = 0; i < p.n; i++)
        p.block[i] = (uint8_t)(124 + p.block[i] / 32);
    mlt_perturbed made = perturb(&p.view, "video_codec@3", "a");
    for (size_t i = 0; i < p.n; i++)
        ck_assert_uint_eq(((const uint8_t *)made.image.data)[i], 128);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_video_codec(void);
Suite *mlt_suite_perturb_video_codec(void)
{
    Suite *suite = suite_create("perturb_video_codec");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_plain_pictures);
    tcase_add_test(tc, test_edges_of_blocks);
    tcase_add_test(tc, test_texture_goes);
    suite_add_tcase(suite, tc);
    return suite;
}
