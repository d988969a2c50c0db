/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

static void check_box(const mlt_map *map, const mlt_box *box, double x, double y, double width,
                      double height)
{
    mlt_mapped_box to;
    ck_assert(mlt_map_is_exact(map));
    ck_assert(mlt_map_box(map, box, &to));
    ck_assert_double_eq_tol(to.outer.x, x, 1e-9);
    ck_assert_double_eq_tol(to.outer.y, y, 1e-9);
    ck_assert_double_eq_tol(to.outer.width, width, 1e-9);
    ck_assert_double_eq_tol(to.outer.height, height, 1e-9);
}

/* Half the size: means of four pixels in the middle, nothing around. */
START_TEST(test_half)
{
    picture p = plain_picture(texture, 40, 24, MLTEST_FORMAT_RGBA8);
    mlt_perturbed made = perturb(&p.view, "scale@4", "a");
    mltest_image_view out = mlt_image_view(&made.image);
    const mlt_box box = {4, 6, 10, 8};
    for (uint32_t k = 0; k < 40 * 24 * 4; k++) {
        uint32_t c = k % 4, x = k / 4 % 40, y = k / 160, want = 0;
        if (x >= 10 && x < 30 && y >= 6 && y < 18) {
            for (uint32_t i = 0; i < 4; i++)
                want += sample_at(&p.view, 2 * (x - 10) + i % 2, 2 * (y - 6) + i / 2, c);
            want = (want + 2) / 4;
        }
        ck_assert_uint_eq(sample_at(&out, x, y, c), want);
    }
    check_box(&made.map, &box, 12, 9, 5, 4);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

START_TEST(test_edges_repeated)
{
    picture p = plain_picture(texture, 40, 24, MLTEST_FORMAT_GRAY16);
    mlt_perturbed made = perturb(&p.view, "scale@4{border=1}", "a");
    mltest_image_view out = mlt_image_view(&made.image);
    for (uint32_t k = 0; k < 40 * 24; k++) {
        uint32_t x = k % 40, y = k / 40;
        uint32_t nx = x < 10 ? 10 : x > 29 ? 29 : x, ny = y < 6 ? 6 : y > 17 ? 17 : y;
        ck_assert_uint_eq(sample_at(&out, x, y, 0), sample_at(&out, nx, ny, 0));
    }
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

/* Larger: the middle half of the picture fills it. */
START_TEST(test_larger)
{
    picture p = plain_picture(texture, 40, 24, MLTEST_FORMAT_GRAY8);
    mlt_perturbed made = perturb(&p.view, "scale@4{in=1}", "a");
    const mlt_box box = {15, 10, 10, 8};
    ck_assert_uint_eq(made.image.width, 40);
    check_box(&made.map, &box, 10, 8, 20, 16);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

/* The whole picture is there at every strength, and one pixel at least. */
START_TEST(test_sizes)
{
    static const struct {
        const char *text;
        double width, height;
    } rows[] = {
        {"scale@1", 180, 90},   {"scale@3", 130, 65},           {"scale@5", 70, 35},
        {"scale@0.5", 190, 95}, {"scale@1{factor=0.01}", 2, 1}, {"scale@1{factor=1}", 200, 100}};
    picture p = plain_picture(scene, 200, 100, MLTEST_FORMAT_RGB8);
    const mlt_box all = {0, 0, 200, 100};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mlt_perturbed made = perturb(&p.view, rows[i].text, "a");
        double x = (double)(uint32_t)((200 - rows[i].width) / 2);
        double y = (double)(uint32_t)((100 - rows[i].height) / 2);
        check_box(&made.map, &all, x, y, rows[i].width, rows[i].height);
        mlt_perturbed_free(&made);
    }
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_scale(void);
Suite *mlt_suite_perturb_scale(void)
{
    Suite *suite = suite_create("perturb_scale");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_half);
    tcase_add_test(tc, test_edges_repeated);
    tcase_add_test(tc, test_larger);
    tcase_add_test(tc, test_sizes);
    suite_add_tcase(suite, tc);
    return suite;
}
