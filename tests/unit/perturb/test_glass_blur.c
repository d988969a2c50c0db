/* SPDX-License-Identifier: MIT */
#include "perturb/blur/glass_blur.h"

#include "perturb/conditions.h"

/* Numbers that are all the same. */
static void next_same(void *from, int32_t *out, size_t n)
{
    const int32_t *same = from;
    for (size_t i = 0; i < n; i++)
        out[i] = same[i % 2];
}

/* Each pixel becomes the one up and left of it; as the rows go up from below nothing is copied
 * twice, and a margin stays. */
START_TEST(test_up_and_left)
{
    int32_t same[2] = {-1, -1}, row[16];
    const mlt_glass_numbers numbers = {next_same, same};
    mlt_image image;
    mlt_image_init(&image, NULL);
    ck_assert_int_eq(mlt_image_resize(&image, 8, 6, MLTEST_FORMAT_GRAY8, NULL), MLTEST_OK);
    uint8_t *p = image.data;
    for (int i = 0; i < 48; i++)
        p[i] = (uint8_t)i;
    mlt_glass_shuffle(&image, 1, 1, &numbers, row);
    for (int y = 0; y < 6; y++)
        for (int x = 0; x < 8; x++)
            ck_assert_int_eq(p[y * 8 + x], y > 1 && x > 1 ? (y - 1) * 8 + x - 1 : y * 8 + x);
    mlt_image_free(&image);
}
END_TEST

/* Alpha does not take part; nor do pictures that are all margin. */
START_TEST(test_alpha_and_margins)
{
    int32_t same[2] = {-1, 0}, row[16];
    const mlt_glass_numbers numbers = {next_same, same};
    mlt_image image;
    mlt_image_init(&image, NULL);
    ck_assert_int_eq(mlt_image_resize(&image, 5, 5, MLTEST_FORMAT_RGBA8, NULL), MLTEST_OK);
    uint8_t *p = image.data;
    for (int i = 0; i < 100; i++)
        p[i] = (uint8_t)i;
    mlt_glass_shuffle(&image, 1, 1, &numbers, row);
    for (int i = 0; i < 100; i++) {
        int x = i / 4 % 5, y = i / 20;
        ck_assert_int_eq(p[i], i % 4 < 3 && y > 1 && x > 1 ? i - 4 : i);
    }
    for (int i = 0; i < 100; i++)
        p[i] = (uint8_t)i;
    mlt_glass_shuffle(&image, 3, 2, &numbers, row);
    for (int i = 0; i < 100; i++)
        ck_assert_int_eq(p[i], i);
    mlt_image_free(&image);
}
END_TEST

START_TEST(test_nothing_to_shuffle_is_two_blurs)
{
    picture p = plain_picture(texture, 33, 21, MLTEST_FORMAT_RGB8);
    mlt_perturbed once = perturb(&p.view, "gaussian_blur@1{sigma=1}", "a");
    mltest_image_view half = mlt_image_view(&once.image);
    mlt_perturbed twice = perturb(&half, "gaussian_blur@1{sigma=1}", "a");
    mlt_perturbed glass = perturb(&p.view, "glass_blur@1{sigma=1,passes=0}", "a");
    mltest_image_view a = mlt_image_view(&twice.image), b = mlt_image_view(&glass.image);
    ck_assert_uint_eq(mlt_view_hash(&a), mlt_view_hash(&b));
    mlt_perturbed_free(&once);
    mlt_perturbed_free(&twice);
    mlt_perturbed_free(&glass);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_glass_blur(void);
Suite *mlt_suite_perturb_glass_blur(void)
{
    Suite *suite = suite_create("perturb_glass_blur");
    TCase *tc = tcase_create("glass_blur");
    tcase_add_test(tc, test_up_and_left);
    tcase_add_test(tc, test_alpha_and_margins);
    tcase_add_test(tc, test_nothing_to_shuffle_is_two_blurs);
    suite_add_tcase(suite, tc);
    return suite;
}
