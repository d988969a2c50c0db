/* SPDX-License-Identifier: MIT */
#include "perturb/weather/frost.h"

#include <math.h>
#include <stdlib.h>

#include "perturb/conditions.h"
#include "perturb/frost_folder.h"
#include "perturb/photographs.h"

START_TEST(test_a_row)
{
    const uint8_t in[6] = {40, 100, 20, 200, 10, 255}, rgb[6] = {0, 50, 100, 255, 1, 255};
    const mltest_image_view view = {
        .data = in, .stride_bytes = 6, .width = 2, .height = 1, .format = MLTEST_FORMAT_RGB8};
    mlt_frost frost = {.own = .5f, .ice = .75f, .row = malloc(mlt_frost_row_bytes(&view))};
    mlt_image out;
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_image_resize(&out, 2, 1, MLTEST_FORMAT_RGB8, NULL), MLTEST_OK);
    mlt_frost_row(&out, &view, 0, rgb, &frost);
    const uint8_t *p = out.data;
    for (int i = 0; i < 6; i++) {
        double v = .5 * in[i] + .75 * rgb[i];
        ck_assert_int_eq(p[i], (int)(v > 255 ? 255 : v));
    }
    mlt_image_free(&out);
    free(frost.row);
}
END_TEST

/* Grey pictures and those of 16 bits get the same frost. */
START_TEST(test_formats)
{
    static const uint32_t formats[] = {MLTEST_FORMAT_GRAY8, MLTEST_FORMAT_GRAY16,
                                       MLTEST_FORMAT_RGB16};
    picture colour = plain_picture(scene, 40, 30, MLTEST_FORMAT_RGB8);
    mlt_perturbed want = perturb(&colour.view, "frost@3{own=0,ice=1}", "a");
    mltest_image_view ice = mlt_image_view(&want.image);
    for (size_t f = 0; f < sizeof formats / sizeof formats[0]; f++) {
        picture p = plain_picture(scene, 40, 30, formats[f]);
        mlt_perturbed made = perturb(&p.view, "frost@3{own=0,ice=1}", "a");
        mltest_image_view view = mlt_image_view(&made.image);
        bool is_grey = mlt_format_channels(formats[f]) == 1;
        for (uint32_t i = 0; i < 40 * 30 * 3; i++) {
            uint32_t x = i / 3 % 40, y = i / 120;
            double grey = .299 * sample_at(&ice, x, y, 0) + .587 * sample_at(&ice, x, y, 1) +
                          .114 * sample_at(&ice, x, y, 2);
            double level = is_grey ? grey : sample_at(&ice, x, y, i % 3);
            double got = sample_at(&view, x, y, is_grey ? 0 : i % 3);
            got = mlt_format_is_16bit(formats[f]) ? got / 257 : got;
            ck_assert_double_eq_tol(got, level, is_grey ? 0.6 : 0.01);
        }
        mlt_perturbed_free(&made);
        free(p.block);
    }
    mlt_perturbed_free(&want);
    free(colour.block);
}
END_TEST

/* The scale is 1 or what covers the picture, times 1.1, in double: 900 · 1.1 is above 990. */
START_TEST(test_size_of_a_photograph)
{
    static const uint32_t cases[][6] = {
        /* photograph, picture, result */
        {900, 600, 640, 480, 991, 660},  {900, 600, 900, 600, 991, 660},
        {527, 350, 500, 700, 1160, 771}, {527, 350, 1054, 350, 1160, 771},
        {560, 315, 640, 640, 1252, 704}, {485, 323, 32, 33, 534, 356}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const uint32_t *c = cases[i];
        mlt_frost_layer layer = {.photograph = {.width = c[0], .height = c[1]}};
        const mltest_image_view picture_view = {.width = c[2], .height = c[3]};
        ck_assert(mlt_frost_layer_size(&layer, &picture_view));
        ck_assert_uint_eq(layer.width, c[4]);
        ck_assert_uint_eq(layer.height, c[5]);
    }
    mlt_frost_layer layer = {.photograph = {.width = 1, .height = 2000000000}};
    const mltest_image_view wide = {.width = 16384, .height = 1};
    ck_assert(!mlt_frost_layer_size(&layer, &wide));
}
END_TEST

/* A photograph of one colour is that colour wherever it is cut, beside what it is added to. */
START_TEST(test_a_plain_photograph)
{
    picture photograph = plain_picture(scene, 50, 40, MLTEST_FORMAT_RGB8);
    picture p = plain_picture(scene, 64, 48, MLTEST_FORMAT_RGB8);
    for (size_t i = 0; i < photograph.n; i++)
        photograph.block[i] = (uint8_t)(40 + 50 * (i % 3));
    mlt_frost frost = {.own = .5f, .ice = .75f, .row = malloc(mlt_frost_row_bytes(&p.view))};
    mlt_frost_layer layer = {.photograph = photograph.view};
    ck_assert(mlt_frost_layer_size(&layer, &p.view));
    layer.left = layer.width - 64;
    layer.top = layer.height - 48;
    void *work = malloc(mlt_frost_layer_bytes(&layer, &p.view));
    mlt_image out;
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_image_resize(&out, 64, 48, MLTEST_FORMAT_RGB8, NULL), MLTEST_OK);
    mlt_frost_layer_apply(&out, &p.view, &layer, &frost, work);
    mltest_image_view made = mlt_image_view(&out);
    for (uint32_t i = 0; i < 64 * 48 * 3; i++) {
        uint32_t x = i / 3 % 64, y = i / 192, c = i % 3;
        double v = .5 * sample_at(&p.view, x, y, c) + .75 * (40 + 50 * c);
        ck_assert_double_eq(sample_at(&made, x, y, c), floor(v > 255 ? 255 : v));
    }
    mlt_image_free(&out);
    free(work);
    free(frost.row);
    free(photograph.block);
    free(p.block);
}
END_TEST

/* The draws of a picture: which photograph, then the row, then the column. */
START_TEST(test_photographs_of_the_context)
{
    const char *dir = mlt_test_make_dir();
    mltest_context *ctx;
    mlt_draws draws;
    for (uint8_t i = 0; i < 3; i++)
        put_photograph(dir, (const char *[]){"a.png", "b.png", "c.png"}[i], 50 + i, 40,
                       MLTEST_FORMAT_RGB8, (uint8_t)(40 * i));
    picture p = plain_picture(scene, 64, 48, MLTEST_FORMAT_RGB8);
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_frost_photographs(ctx, dir, NULL), MLTEST_OK);
    mlt_draws_init(&draws, mlt_random_key(7, "frost", 1, 0, 0), "some", 0);
    uint32_t k = mlt_draw_below(&draws, 3);
    mlt_frost_layer layer = {.photograph = mlt_image_view(&mlt_context_photographs(ctx)->items[k])};
    ck_assert(mlt_frost_layer_size(&layer, &p.view));
    layer.top = mlt_draw_below(&draws, layer.height - 48);
    layer.left = mlt_draw_below(&draws, layer.width - 64);
    mlt_frost frost = {.own = .7f, .ice = .7f, .row = malloc(mlt_frost_row_bytes(&p.view))};
    void *work = malloc(mlt_frost_layer_bytes(&layer, &p.view));
    mlt_image want;
    mlt_image_init(&want, NULL);
    ck_assert_int_eq(mlt_image_resize(&want, 64, 48, MLTEST_FORMAT_RGB8, NULL), MLTEST_OK);
    mlt_frost_layer_apply(&want, &p.view, &layer, &frost, work);
    mltest_image *made;
    mltest_image_view a, b = mlt_image_view(&want);
    ck_assert_int_eq(mltest_perturb(&made, ctx, &p.view, "frost@3", 7, "some", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_image_get_view(made, &a), MLTEST_OK);
    ck_assert_uint_eq(mlt_view_hash(&a), mlt_view_hash(&b));
    mltest_image_free(made);
    ck_assert_int_eq(mltest_perturb(&made, NULL, &p.view, "frost@3", 7, "some", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_image_get_view(made, &a), MLTEST_OK);
    ck_assert_uint_ne(mlt_view_hash(&a), mlt_view_hash(&b));
    mltest_image_free(made);
    mlt_image_free(&want);
    free(work);
    free(frost.row);
    free(p.block);
    mltest_context_free(ctx);
    mlt_test_remove_dir(dir);
}
END_TEST

static mltest_status perturb_with(mltest_context *ctx, void *data)
{
    mltest_image *made = NULL;
    picture p = plain_picture(scene, 64, 48, MLTEST_FORMAT_RGB16);
    mltest_error *error = NULL;
    mltest_status status = mltest_context_set_frost_photographs(ctx, data, &error);
    if (status == MLTEST_OK)
        status = mltest_perturb(&made, ctx, &p.view, "frost@3", 7, "some", &error);
    mltest_image_free(made);
    mltest_error_free(error);
    free(p.block);
    return status;
}

START_TEST(test_out_of_memory)
{
    const char *dir = mlt_test_make_dir();
    put_photograph(dir, "a.png", 50, 40, MLTEST_FORMAT_RGB8, 0);
    mlt_test_every_allocation(perturb_with, (void *)(uintptr_t)dir);
    mlt_test_remove_dir(dir);
}
END_TEST

/* The ice alone: what is larger than the texture sees it enlarged, smoothly. */
START_TEST(test_a_large_picture)
{
    picture p = plain_picture(scene, 3000, 3, MLTEST_FORMAT_GRAY8);
    mlt_perturbed made = perturb(&p.view, "frost@3{own=0,ice=1}", "a");
    const uint8_t *row = made.image.data;
    int steps = 0, most = 0, span = 0;
    for (int x = 2; x < 3000; x++) { /* three pixels to one: bends are small beside the slopes */
        int bend = abs(row[x] - 2 * row[x - 1] + row[x - 2]), slope = abs(row[x] - row[x - 1]);
        steps += slope > 0;
        most = bend > most ? bend : most;
        span = abs(row[x] - row[0]) > span ? abs(row[x] - row[0]) : span;
    }
    ck_assert_int_gt(steps, 1000);
    ck_assert_int_gt(span, 80);
    ck_assert_int_lt(most, 40);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

/* Up to the texture's size it goes round: no seam where it does. */
START_TEST(test_it_goes_round)
{
    picture p = plain_picture(scene, 1024, 1024, MLTEST_FORMAT_GRAY8);
    mlt_perturbed made = perturb(&p.view, "frost@3{own=0,ice=1}", "a");
    mltest_image_view view = mlt_image_view(&made.image);
    double across = 0, seam = 0;
    for (uint32_t y = 0; y < 1024; y++) {
        double most = 0;
        for (uint32_t x = 1; x < 1024; x++)
            most =
                fmax(most, fabs((double)sample_at(&view, x, y, 0) - sample_at(&view, x - 1, y, 0)));
        across += most;
        seam += fabs((double)sample_at(&view, 0, y, 0) - sample_at(&view, 1023, y, 0));
    }
    ck_assert_double_lt(seam, across / 4);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

/* Every sample has its own place of the texture. */
START_TEST(test_places)
{
    picture p = plain_picture(scene, 64, 48, MLTEST_FORMAT_RGB8);
    mlt_perturbed a = perturb(&p.view, "frost@3", "a");
    mlt_perturbed b = perturb(&p.view, "frost@3", "b");
    mltest_image_view u = mlt_image_view(&a.image), v = mlt_image_view(&b.image);
    ck_assert_uint_ne(mlt_view_hash(&u), mlt_view_hash(&v));
    mlt_perturbed_free(&a);
    mlt_perturbed_free(&b);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_frost(void);
Suite *mlt_suite_perturb_frost(void)
{
    Suite *suite = suite_create("perturb_frost");
    TCase *tc = tcase_create("frost");
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, test_a_row);
    tcase_add_test(tc, test_formats);
    tcase_add_test(tc, test_size_of_a_photograph);
    tcase_add_test(tc, test_a_plain_photograph);
    tcase_add_test(tc, test_it_goes_round);
    tcase_add_test(tc, test_photographs_of_the_context);
    tcase_add_test(tc, test_out_of_memory);
    tcase_add_test(tc, test_a_large_picture);
    tcase_add_test(tc, test_places);
    suite_add_tcase(suite, tc);
    return suite;
}
