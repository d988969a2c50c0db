/* SPDX-License-Identifier: MIT */
#include "perturb/geometric/elastic_transform.h"

#include "image/edge.h"
#include "perturb/conditions.h"

enum { W = 9, H = 5 };

/* Rows of one pair of numbers, asked for in their order. */
typedef struct {
    float right, down;
    uint32_t rows;
} pair;

static void next_pairs(void *from, uint32_t y, float *out, size_t n)
{
    pair *p = from;
    ck_assert_uint_eq(y, p->rows++);
    for (size_t i = 0; i < n; i++)
        out[i] = i % 2 == 0 ? p->right : p->down;
}

/* A constant field stays itself under the smoothing: all pixels are shifted by (right, down). */
static mlt_image shifted(const mltest_image_view *view, float right, float down)
{
    const float alpha = 50, most = .005f * alpha * (float)view->height;
    pair p = {right / most, down / most, 0};
    const mlt_elastic_numbers numbers = {next_pairs, &p};
    void *work = malloc(mlt_elastic_bytes(view));
    mlt_image out;
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_image_resize(&out, view->width, view->height, view->format, NULL), 0);
    mlt_elastic_run(&out, view, alpha, &numbers, work);
    ck_assert_uint_eq(p.rows, view->height);
    free(work);
    return out;
}

/* Shifts of whole pixels are copies but for the last bit of a sum; beyond the edges the picture is
 * mirrored, as often as needed. */
START_TEST(test_whole_pixels)
{
    static const int shifts[][2] = {{0, 0}, {2, -1}, {-3, 1}, {9, 5}, {-13, 24}, {200, -100}};
    for (int i = 0; i < N_FORMATS; i++) {
        picture p = make_picture(texture, W, H, all_formats[i], 3, 0xA5, i % 2 == 1);
        double level = mlt_format_is_16bit(all_formats[i]) ? 257 : 1;
        for (size_t k = 0; k < sizeof shifts / sizeof shifts[0]; k++) {
            mlt_image out = shifted(&p.view, (float)shifts[k][0], (float)shifts[k][1]);
            mltest_image_view view = mlt_image_view(&out);
            for (uint32_t at = 0; at < W * H * mlt_format_channels(view.format); at++) {
                uint32_t x = at % W, y = at / W % H, c = at / (W * H);
                size_t from_x = mlt_edge_place((int)x + shifts[k][0], W, MLT_EDGE_REFLECT);
                size_t from_y = mlt_edge_place((int)y + shifts[k][1], H, MLT_EDGE_REFLECT);
                ck_assert_double_eq_tol(sample_at(&view, x, y, c),
                                        sample_at(&p.view, (uint32_t)from_x, (uint32_t)from_y, c),
                                        level);
            }
            mlt_image_free(&out);
        }
        free(p.block);
    }
}
END_TEST

START_TEST(test_between_pixels)
{
    static const uint16_t pixels[4] = {0, 10000, 20000, 6000};
    const mltest_image_view view = {
        .data = pixels, .stride_bytes = 4, .width = 2, .height = 2, .format = MLTEST_FORMAT_GRAY16};
    mlt_image out = shifted(&view, 0.25f, 0.5f);
    const uint16_t *made = out.data;
    ck_assert_double_eq_tol(made[0], 9500, 1); /* half of 2500 and half of 16500 */
    ck_assert_double_eq_tol(made[1], 8000, 1); /* the mirrored neighbour is the pixel itself */
    ck_assert_double_eq_tol(made[2], 16500, 1);
    ck_assert_double_eq_tol(made[3], 6000, 1);
    mlt_image_free(&out);
}
END_TEST

START_TEST(test_labels_stay)
{
    picture p = plain_picture(scene, 64, 48, MLTEST_FORMAT_RGB8);
    mlt_perturbed made = perturb(&p.view, "elastic_transform@5", "a");
    ck_assert_int_eq(made.map.type, MLT_MAP_IDENTITY);
    ck_assert(made.change > 0);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_elastic_transform(void);
Suite *mlt_suite_perturb_elastic_transform(void)
{
    Suite *suite = suite_create("perturb_elastic_transform");
    TCase *tc = tcase_create("elastic_transform");
    tcase_add_test(tc, test_whole_pixels);
    tcase_add_test(tc, test_between_pixels);
    tcase_add_test(tc, test_labels_stay);
    suite_add_tcase(suite, tc);
    return suite;
}
