/* SPDX-License-Identifier: MIT */
#include "perturb/weather/rain.h"

#include <math.h>

#include "perturb/conditions.h"

enum { W = 100, H = 80 };

static void fall(float layer[W * H], const mlt_rain *rain, const char *id)
{
    mlt_draws draws;
    mlt_draws_init(&draws, 1, id, 0);
    memset(layer, 0, W * H * sizeof *layer);
    mlt_rain_fall(layer, W, H, rain, &draws);
}

/* Moments of the light. */
typedef struct {
    double sum, x, y, xx, xy, yy;
    int first, end; /* rows */
} spot;

static spot measure(const float layer[W * H])
{
    spot s = {.first = H};
    for (int i = 0; i < W * H; i++) {
        double light = (double)layer[i], x = i % W + .5, y = floor(i / (double)W) + .5;
        s.sum += light;
        s.x += light * x;
        s.y += light * y;
        s.xx += light * x * x;
        s.xy += light * x * y;
        s.yy += light * y * y;
        if (light > 0)
            s.end = i / W + 1;
        if (light > 0 && s.first == H)
            s.first = i / W;
    }
    s.x /= s.sum;
    s.y /= s.sum;
    s.xx = s.xx / s.sum - s.x * s.x;
    s.xy = s.xy / s.sum - s.x * s.y;
    s.yy = s.yy / s.sum - s.y * s.y;
    return s;
}

/* One streak of 20 px lies about the place that is drawn first, leans as it is told, and is as
 * long and as wide. */
START_TEST(test_a_streak)
{
    const double degree = 3.14159265358979 / 180;
    static float layer[W * H];
    int n = 0;
    for (int sample = 0; sample < 60; sample++) {
        const mlt_rain rain = {1e6 / (W * H), 20, 20, 30, .5};
        char id[8];
        mlt_draws draws;
        snprintf(id, sizeof id, "%d", sample);
        mlt_draws_init(&draws, 1, id, 0);
        mlt_draw_signed(&draws, 0, 1);
        double x = mlt_draw_between(&draws, 0, W), y = mlt_draw_between(&draws, 0, H);
        if (x < 10 || y < 12 || x > W - 10 || y > H - 12)
            continue;
        fall(layer, &rain, id);
        spot s = measure(layer);
        ck_assert_double_eq_tol(s.x, x, .1);
        ck_assert_double_eq_tol(s.y, y, .1);
        double angle = atan(s.xy / s.yy) / degree;
        ck_assert_msg(angle > 27.5 && angle < 32.5, "%g degrees", angle);
        ck_assert_double_eq_tol(s.end - s.first, 20 * cos(angle * degree), 2);
        /* a tent 1.4 px to either side has a variance of 1.4² / 6 */
        ck_assert_double_eq_tol(s.xx - s.xy * s.xy / s.yy, 1.4 * 1.4 / 6, .06);
        /* a parabola along it, a tent across: the sum is its middle's light times both means */
        double middle = s.sum / (20 * cos(angle * degree) * 2 / 3 * 1.4);
        ck_assert_msg(middle > .14 && middle < .51, "%g", middle);
        n++;
    }
    ck_assert_int_gt(n, 20);
}
END_TEST

/* More streaks are the same ones and others, and none is brighter than it may be. */
START_TEST(test_streaks_are_nested)
{
    static float layer[W * H], before[W * H];
    static const double densities[] = {200, 400, 800, 1400, 2200, 20000};
    double sums[6];
    memset(before, 0, sizeof before);
    for (int s = 0; s < 6; s++) {
        const mlt_rain rain = {densities[s], 12, 40, NAN, .8};
        fall(layer, &rain, "a");
        for (int i = 0; i < W * H; i++)
            ck_assert(layer[i] >= before[i] && layer[i] <= 1);
        sums[s] = measure(layer).sum;
        ck_assert(s == 0 || sums[s] > sums[s - 1]);
        memcpy(before, layer, sizeof before);
    }
}
END_TEST

/* To the left or to the right, and not upright. */
START_TEST(test_slants)
{
    static float layer[W * H];
    int left = 0, right = 0;
    for (int sample = 0; sample < 40; sample++) {
        const mlt_rain rain = {1e6 / (W * H), 20, 20, NAN, .5};
        char id[8];
        snprintf(id, sizeof id, "%d", sample);
        fall(layer, &rain, id);
        spot s = measure(layer);
        if (s.first < 2 || s.end > H - 2 || s.x < 8 || s.x > W - 8)
            continue;
        double lean = s.xy / s.yy;
        ck_assert_msg(fabs(lean) > tan(.09) && fabs(lean) < tan(.3), "%g", lean);
        left += lean < 0;
        right += lean > 0;
    }
    ck_assert(left > 3 && right > 3);
}
END_TEST

/* Without streaks there is the veil: so much of the way to white. */
START_TEST(test_veil)
{
    check_pixel("rain@5{density=0}", RGB(0, 100, 255), RGB(38, 123, 255));
    check_pixel("rain@1{density=0}", RGB(0, 100, 255), RGB(5, 103, 255));
}
END_TEST

/* Rain brightens, and the same in every channel of a grey pixel. */
START_TEST(test_greys_stay_grey)
{
    static uint8_t pixels[3 * W * H];
    memset(pixels, 90, sizeof pixels);
    const mltest_image_view view = rgb_rows(pixels, W, H);
    mlt_perturbed made = perturb(&view, "rain@4", "a");
    const uint8_t *out = made.image.data;
    int bright = 0;
    for (int i = 0; i < W * H; i++, out += 3) {
        ck_assert(out[0] == out[1] && out[1] == out[2]);
        ck_assert_uint_ge(out[0], 90);
        bright += out[0] > 130;
    }
    ck_assert_int_gt(bright, 50);
    mlt_perturbed_free(&made);
}
END_TEST

Suite *mlt_suite_perturb_rain(void);
Suite *mlt_suite_perturb_rain(void)
{
    Suite *suite = suite_create("perturb_rain");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_a_streak);
    tcase_add_test(tc, test_streaks_are_nested);
    tcase_add_test(tc, test_slants);
    tcase_add_test(tc, test_veil);
    tcase_add_test(tc, test_greys_stay_grey);
    suite_add_tcase(suite, tc);
    return suite;
}
