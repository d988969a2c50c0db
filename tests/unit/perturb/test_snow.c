/* SPDX-License-Identifier: MIT */
#include "perturb/weather/snow.h"

#include <math.h>

#include "perturb/conditions.h"

enum { W = 24, H = 20 };

/* One flake at zoom 1: its light lies along the fall, in 255ths. */
START_TEST(test_a_flake)
{
    static float normals[W * H], layer[W * H];
    const mlt_snow_flakes f = {0, 1, 1, .5, 2, 0, 3}; /* to the right: the trail points left */
    float *work = calloc(mlt_snow_work(W, H, &f), sizeof *work);
    double sum = 0;
    normals[10 * W + 12] = 2; /* brighter than light can be */
    normals[3 * W + 3] = .4f; /* below the threshold */
    mlt_snow_layer(layer, W, H, &f, normals, work);
    for (int i = 0; i <= 6; i++)
        sum += exp(-i * i / 8.0);
    for (int y = 0; y < H; y++) {
        for (int x = 0; x < W; x++) {
            double way = 12 - x,
                   want = y == 10 && way >= 0 && way <= 6 ? exp(-way * way / 8) / sum : 0;
            ck_assert_float_eq_tol(layer[y * W + x], (float)(rint(255 * want) / 255), 1e-6f);
        }
    }
    free(work);
}
END_TEST

/* Whitened by 1.5 grey + half of full scale, with the layer and its half turn on top. */
START_TEST(test_a_pixel)
{
    const uint8_t in[6] = {40, 100, 20, 200, 10, 0};
    const float layer[2] = {.5f, 0};
    const mltest_image_view view = {
        .data = in, .stride_bytes = 6, .width = 2, .height = 1, .format = MLTEST_FORMAT_RGB8};
    float row[6];
    mlt_image out;
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_image_resize(&out, 2, 1, MLTEST_FORMAT_RGB8, NULL), MLTEST_OK);
    mlt_snow_row(&out, &view, 0, layer, .8, row);
    const uint8_t *p = out.data;
    for (int i = 0; i < 6; i++) {
        const uint8_t *at = in + i / 3 * 3;
        double grey = .299 * at[0] + .587 * at[1] + .114 * at[2], white = 1.5 * grey + 127.5;
        double v = .8 * in[i] + .2 * (in[i] > white ? in[i] : white) + 127.5;
        ck_assert_int_eq(p[i], (int)(v > 255 ? 255 : v));
    }
    mlt_image_free(&out);
}
END_TEST

START_TEST(test_an_angle_of_ones_own)
{
    picture p = plain_picture(scene, 64, 48, MLTEST_FORMAT_RGB8);
    mlt_perturbed a = perturb(&p.view, "snow@3{angle=-100}", "a");
    mlt_perturbed b = perturb(&p.view, "snow@3{angle=-60}", "a");
    mlt_perturbed c = perturb(&p.view, "snow@3", "a");
    ck_assert(a.change > 0 && b.change > 0 && c.change > 0);
    mltest_image_view u = mlt_image_view(&a.image), v = mlt_image_view(&b.image);
    ck_assert_uint_ne(mlt_view_hash(&u), mlt_view_hash(&v));
    mlt_perturbed_free(&a);
    mlt_perturbed_free(&b);
    mlt_perturbed_free(&c);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_snow(void);
Suite *mlt_suite_perturb_snow(void)
{
    Suite *suite = suite_create("perturb_snow");
    TCase *tc = tcase_create("snow");
    tcase_add_test(tc, test_a_flake);
    tcase_add_test(tc, test_a_pixel);
    tcase_add_test(tc, test_an_angle_of_ones_own);
    suite_add_tcase(suite, tc);
    return suite;
}
