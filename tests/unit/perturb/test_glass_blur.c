/* SPDX-License-Identifier: MIT */
#include "perturb/blur/glass_blur.h"

#include <math.h>
#include <stdlib.h>

#include "kernel/kernels.h"
#include "perturb/conditions.h"

enum { MOST = 64 };

/* Words that all mean the same place, from a stream of their own or one for both numbers. */
typedef struct {
    int delta, dx, dy;
    uint16_t words[2 * MOST];
} same;

static const uint16_t *next_same(void *from, size_t n)
{
    same *s = from;
    double side = 2 * s->delta, x = s->dx + s->delta, y = s->dy + s->delta;
    ck_assert_uint_le(n, 2 * MOST);
    for (size_t i = 0; i < n; i++) {
        double place = i % 2 == 0 ? x : y;
        if (s->delta <= MLT_GLASS_ONE_WORD)
            place = x + (y + .5) / side;
        s->words[i] = (uint16_t)ceil(place * 65536 / side);
    }
    return s->words;
}

static void shuffle(mlt_image *image, int delta, int passes, int dx, int dy)
{
    same s = {.delta = delta, .dx = dx, .dy = dy};
    const mlt_glass_numbers numbers = {next_same, &s};
    void *work = malloc(mlt_glass_bytes(image));
    mlt_glass_shuffle(image, delta, passes, &numbers, work);
    free(work);
}

/* Each pixel becomes the one up and left of it; as the rows go up from below nothing is copied
 * twice, and a margin stays. In every format, in which only alpha stays where it is. */
START_TEST(test_up_and_left)
{
    enum { W = 43, H = 41 };
    uint32_t format = all_formats[_i], step = mlt_format_bytes(format);
    for (int delta = 1; delta <= 20; delta += delta < 9 ? 1 : 11) {
        mlt_image image;
        mlt_image_init(&image, NULL);
        ck_assert_int_eq(mlt_image_resize(&image, W, H, format, NULL), MLTEST_OK);
        uint8_t *p = image.data;
        for (uint32_t i = 0; i < W * H * step; i++)
            p[i] = (uint8_t)(i * 7919 >> 4);
        shuffle(&image, delta, 1, -delta, -1);
        for (uint32_t i = 0; i < W * H * step; i++) {
            int x = (int)(i / step % W), y = (int)(i / step / W);
            bool moves = x > delta && x <= W - delta && y > delta && y <= H - delta;
            moves = moves && !(mlt_format_has_alpha(format) && i % step == 3);
            uint32_t from = moves ? i - (W + (uint32_t)delta) * step : i;
            ck_assert_uint_eq(p[i], (uint8_t)(from * 7919 >> 4));
        }
        mlt_image_free(&image);
    }
}
END_TEST

/* From the right: what was copied is copied on. In a second pass, too. */
START_TEST(test_copies_of_copies)
{
    mlt_image image;
    mlt_image_init(&image, NULL);
    ck_assert_int_eq(mlt_image_resize(&image, 9, 7, MLTEST_FORMAT_RGB8, NULL), MLTEST_OK);
    for (int passes = 1; passes <= 2; passes++) {
        uint8_t *p = image.data;
        for (int i = 0; i < 9 * 7 * 3; i++)
            p[i] = (uint8_t)i;
        shuffle(&image, 2, passes, 1, 0);
        for (int i = 0; i < 9 * 7 * 3; i++) {
            int x = i / 3 % 9, y = i / 27;
            bool moves = x > 2 && x <= 7 && y > 2 && y <= 5;
            ck_assert_int_eq(p[i], moves ? y * 27 + 8 * 3 + i % 3 : i);
        }
    }
    mlt_image_free(&image);
}
END_TEST

/* All words are about equally often each place. */
START_TEST(test_words_are_fair)
{
    for (int delta = 1; delta <= MLT_GLASS_ONE_WORD; delta++) {
        int count[16][16] = {{0}}, side = 2 * delta;
        for (uint32_t w = 0; w < 65536; w++) {
            uint16_t word = (uint16_t)w;
            int32_t offset;
            mlt_kernels_get()->glass->offsets(&offset, &word, (uint32_t)side, 1, 1000, 1);
            offset += delta * 1001;
            ck_assert(offset >= 0 && offset % 1000 < side && offset / 1000 < side);
            count[offset % 1000][offset / 1000]++;
        }
        for (int i = 0; i < side * side; i++)
            ck_assert_int_le(abs(count[i % side][i / side] - 65536 / (side * side)), 1);
    }
}
END_TEST

/* Pictures that are all margin stay. */
START_TEST(test_margins)
{
    mlt_image image;
    mlt_image_init(&image, NULL);
    ck_assert_int_eq(mlt_image_resize(&image, 6, 9, MLTEST_FORMAT_RGB8, NULL), MLTEST_OK);
    uint8_t *p = image.data;
    for (int i = 0; i < 6 * 9 * 3; i++)
        p[i] = (uint8_t)i;
    shuffle(&image, 3, 2, -1, -1);
    for (int i = 0; i < 6 * 9 * 3; i++)
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
    tcase_add_loop_test(tc, test_up_and_left, 0, N_FORMATS);
    tcase_add_test(tc, test_copies_of_copies);
    tcase_add_test(tc, test_words_are_fair);
    tcase_add_test(tc, test_margins);
    tcase_add_test(tc, test_nothing_to_shuffle_is_two_blurs);
    suite_add_tcase(suite, tc);
    return suite;
}
