/* SPDX-License-Identifier: MIT */
#include "perturb/weather/spatter.h"

#include "perturb/conditions.h"

enum { W = 40, H = 32 };

typedef struct {
    float inside, outside; /* a square in the middle, and around it */
} square;

static void next_square(void *from, uint32_t y, float *out, size_t n)
{
    const square *s = from;
    for (size_t x = 0; x < n; x++)
        out[x] = x >= 12 && x < 28 && y >= 8 && y < 24 ? s->inside : s->outside;
}

static void make_layer(float *layer, const mlt_spatter_drops *drops, square s)
{
    const mlt_spatter_numbers numbers = {next_square, &s};
    void *work = malloc(mlt_spatter_bytes(W, H, drops));
    mlt_spatter_layer(layer, W, H, drops, &numbers, work);
    free(work);
}

/* Mud: full inside, none outside, soft between, but nothing below 0.8. */
START_TEST(test_mud)
{
    static float layer[W * H];
    const mlt_spatter_drops drops = {0, 1, .5, .5, 1.5, true};
    make_layer(layer, &drops, (square){1, 0});
    ck_assert_float_eq_tol(layer[16 * W + 20], 1, 1e-5f);
    ck_assert_float_eq(layer[2 * W + 2], 0);
    for (int i = 0; i < W * H; i++)
        ck_assert(layer[i] == 0 || layer[i] >= .8f);
}
END_TEST

/* Water: it shines where drops are, at most by its strength, and not at all elsewhere. */
START_TEST(test_water)
{
    static float layer[W * H];
    const mlt_spatter_drops drops = {0, 1, 1, .5, .6, false};
    float most = 0;
    make_layer(layer, &drops, (square){.9f, 0});
    for (int i = 0; i < W * H; i++) {
        most = layer[i] > most ? layer[i] : most;
        ck_assert(layer[i] >= 0);
    }
    ck_assert_float_eq_tol(most, .6f, 1e-6f);
    ck_assert_float_eq(layer[2 * W + 2], 0);
}
END_TEST

/* Without any drop the original's picture is black; here it stays. */
START_TEST(test_no_drop)
{
    static float layer[W * H];
    const mlt_spatter_drops drops = {0, 1, 1, .5, .6, false};
    make_layer(layer, &drops, (square){0, 0});
    for (int i = 0; i < W * H; i++)
        ck_assert_float_eq(layer[i], 0);
    picture p = plain_picture(scene, 64, 48, MLTEST_FORMAT_RGB8);
    mlt_perturbed made = perturb(&p.view, "spatter@1{mean=-1,spread=0}", "a");
    ck_assert_double_le(made.change, 1);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

START_TEST(test_colours)
{
    const uint8_t in[3] = {100, 100, 100};
    const float half = .5f;
    float row[3];
    const mltest_image_view view = {
        .data = in, .stride_bytes = 3, .width = 1, .height = 1, .format = MLTEST_FORMAT_RGB8};
    mlt_image out;
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_image_resize(&out, 1, 1, MLTEST_FORMAT_RGB8, NULL), MLTEST_OK);
    const uint8_t *p = out.data;
    mlt_spatter_row(&out, &view, 0, &half, false, row);
    ck_assert_int_eq(p[0], 187);
    ck_assert_int_eq(p[1], 219);
    mlt_spatter_row(&out, &view, 0, &half, true, row);
    ck_assert_int_eq(p[0], 81);
    ck_assert_int_eq(p[2], 60);
    mlt_image_free(&out);
}
END_TEST

Suite *mlt_suite_perturb_spatter(void);
Suite *mlt_suite_perturb_spatter(void)
{
    Suite *suite = suite_create("perturb_spatter");
    TCase *tc = tcase_create("spatter");
    tcase_add_test(tc, test_mud);
    tcase_add_test(tc, test_water);
    tcase_add_test(tc, test_no_drop);
    tcase_add_test(tc, test_colours);
    suite_add_tcase(suite, tc);
    return suite;
}
