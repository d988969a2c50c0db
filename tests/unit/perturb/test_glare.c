/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "perturb/conditions.h"

enum { W = 320, H = 240 };

/* A black picture shows nothing but the light. */
static void shine(uint8_t out[3 * W * H], const char *text, const char *id)
{
    static uint8_t pixels[3 * W * H];
    const mltest_image_view view = rgb_rows(pixels, W, H);
    mlt_perturbed made = perturb(&view, text, id);
    memcpy(out, made.image.data, 3 * W * H);
    mlt_perturbed_free(&made);
}

/* The draws as the kind says their order. */
static mlt_draws draws_of(const char *id)
{
    mlt_draws draws;
    mlt_draws_init(&draws, mlt_random_key(1, "glare", 1, 0, 0), id, 0);
    return draws;
}

static int red_at(const uint8_t *out, double x, double y)
{
    return out[3 * ((int)floor(y + .5) * W + (int)floor(x + .5))];
}

/* The disc is as bright as the peak says, warm, and fills what lies within a fiftieth of the
 * diagonal, 8 px. Around it there is less and less. */
START_TEST(test_the_sun)
{
    static const double peaks[] = {.3, .45, .6, .8, 1};
    static uint8_t out[3 * W * H];
    for (int s = 1; s <= 5; s++) {
        char text[16];
        mlt_draws draws = draws_of("a");
        double x = mlt_draw_between(&draws, 0, W) - .5, y = mlt_draw_between(&draws, 0, H / 2) - .5;
        snprintf(text, sizeof text, "glare@%d", s);
        shine(out, text, "a");
        int most = (int)floor(255 * peaks[s - 1] + .5);
        for (int turn = 0; turn < 12; turn++) {
            double c = cos(turn * .5236), d = sin(turn * .5236);
            ck_assert_int_eq(red_at(out, x + 6 * c, y + 6 * d), most);
        }
        const uint8_t *p = out + 3 * ((int)y * W + (int)x);
        ck_assert(p[0] > p[1] && p[1] > p[2]);
        int near = red_at(out, x, y + 40), far = red_at(out, x, y + 100);
        ck_assert(most > near && near > far && far > 8 * s);
    }
}
END_TEST

START_TEST(test_places)
{
    static uint8_t out[3 * W * H];
    int left = 0, low = 0;
    for (int sample = 0; sample < 30; sample++) {
        char id[8];
        int best = 0, last = 0;
        snprintf(id, sizeof id, "%d", sample);
        shine(out, "glare@3", id);
        for (int i = 0; i < W * H; i++)
            best = out[3 * i] > out[3 * best] ? i : best;
        for (int i = best; i < W * H; i++)
            last = out[3 * i] == out[3 * best] ? i : last;
        int y = (best / W + last / W) / 2;
        ck_assert_int_lt(y, H / 2 + 4);
        left += best % W < W / 2;
        low += y > H / 4;
    }
    ck_assert_msg(left > 5 && left < 25 && low > 5 && low < 25, "%d left, %d low", left, low);
}
END_TEST

/* Each ghost lies on the line through the middle and has an edge. */
START_TEST(test_ghosts)
{
    static uint8_t out[3 * W * H];
    int seen = 0;
    for (int sample = 0; sample < 80; sample++) {
        char id[8];
        snprintf(id, sizeof id, "%d", sample);
        shine(out, "glare@5", id);
        mlt_draws draws = draws_of(id);
        double x = mlt_draw_between(&draws, 0, W) - .5, y = mlt_draw_between(&draws, 0, H / 2) - .5;
        mlt_draw_uniform(&draws); /* of the spikes */
        for (int i = 0; i < 5; i++) {
            double along = .5 + .3 * i + mlt_draw_between(&draws, 0, .25);
            double gx = x + along * (W - 1 - 2 * x), gy = y + along * (H - 1 - 2 * y);
            double radius = mlt_draw_between(&draws, .012, .06) * 400;
            mlt_draw_uniform(&draws); /* of its light */
            double from_sun = hypot(gx - x, gy - y), inside = gy + radius - 2.5;
            if (gx < 0 || gx > W - 1 || inside + 5 > H - 1 || from_sun < 90 || i != 4)
                continue; /* the last one has no other beyond it */
            ck_assert_int_gt(red_at(out, gx, inside), red_at(out, gx, inside + 5) + 10);
            seen++;
        }
    }
    ck_assert_int_gt(seen, 3);
}
END_TEST

/* What is light stays so as severity grows. */
START_TEST(test_severities_are_nested)
{
    static uint8_t before[3 * W * H], out[3 * W * H];
    memset(before, 0, sizeof before);
    for (int s = 1; s <= 5; s++) {
        char text[16];
        int darker = 0;
        snprintf(text, sizeof text, "glare@%d", s);
        shine(out, text, "b");
        for (int i = 0; i < 3 * W * H; i++)
            darker += out[i] < before[i];
        ck_assert_int_eq(darker, 0);
        memcpy(before, out, sizeof before);
    }
}
END_TEST

Suite *mlt_suite_perturb_glare(void);
Suite *mlt_suite_perturb_glare(void)
{
    Suite *suite = suite_create("perturb_glare");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_the_sun);
    tcase_add_test(tc, test_places);
    tcase_add_test(tc, test_ghosts);
    tcase_add_test(tc, test_severities_are_nested);
    suite_add_tcase(suite, tc);
    return suite;
}
