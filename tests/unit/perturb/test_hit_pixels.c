/* SPDX-License-Identifier: MIT */
#include "perturb/hit_pixels.h"

#include "perturb/conditions.h"

/* What is hit stays hit as the share grows, in the same colour; alpha stays. */
START_TEST(test_shares_are_nested)
{
    picture p = plain_picture(scene, 64, 48, MLTEST_FORMAT_RGBA8);
    mlt_perturbed few = perturb(&p.view, "salt_and_pepper@3", "a");
    mlt_perturbed many = perturb(&p.view, "salt_and_pepper@5", "a");
    size_t hit = 0;
    for (uint32_t i = 0; i < 64 * 48; i++) {
        const uint8_t *in = mlt_view_row(&p.view, i / 64) + 4 * (i % 64);
        const uint8_t *a = (const uint8_t *)few.image.data + 4 * (size_t)i;
        const uint8_t *b = (const uint8_t *)many.image.data + 4 * (size_t)i;
        ck_assert(a[3] == in[3] && b[3] == in[3]);
        if (memcmp(a, in, 3) == 0)
            continue;
        ck_assert_mem_eq(a, b, 3);
        hit++;
    }
    ck_assert_uint_gt(hit, 64 * 48 / 40);
    mlt_perturbed_free(&few);
    mlt_perturbed_free(&many);
    free(p.block);
}
END_TEST

/* Two kinds of one field at one seed do not hit the same pixels. */
START_TEST(test_kinds_have_their_own_draws)
{
    uint8_t pixels[4096];
    memset(pixels, 100, sizeof pixels);
    const mltest_image_view view = grey_row(pixels, 4096);
    mlt_perturbed a = perturb(&view, "salt_and_pepper@1{fraction=0.12}", "a");
    mlt_perturbed b = perturb(&view, "pixel_dropout@5", "a");
    int both = 0;
    for (int i = 0; i < 4096; i++)
        both +=
            ((const uint8_t *)a.image.data)[i] != 100 && ((const uint8_t *)b.image.data)[i] == 0;
    ck_assert(both > 20 && both < 110); /* .12² of 4096 are 59 */
    mlt_perturbed_free(&a);
    mlt_perturbed_free(&b);
}
END_TEST

Suite *mlt_suite_perturb_hit_pixels(void);
Suite *mlt_suite_perturb_hit_pixels(void)
{
    Suite *suite = suite_create("perturb_hit_pixels");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_shares_are_nested);
    tcase_add_test(tc, test_kinds_have_their_own_draws);
    suite_add_tcase(suite, tc);
    return suite;
}
