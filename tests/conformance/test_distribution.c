/* SPDX-License-Identifier: MIT */
/*
 * The stochastic kinds against statistics of the original over 20 seeds (reference data; skipped
 * loudly where it is absent).
 */
#include <math.h>
#include <stdio.h>

#include "base/math.h"
#include "codec/json.h"
#include "codec/picture.h"
#include "perturb/conditions.h"
#include "perturb/quality.h"

enum {
    SEEDS = 20,
    LEVELS = 511,
    MEAN = 0,
    SPREAD = 3,
    CHANGE = 6,
    PSNR = 9,
    SSIM = 10,
    STATS = 11
};

/* Means and standard deviations over seeds; NAN where the original gives none. */
typedef struct {
    double mean[STATS], sd[STATS];
    double histogram[LEVELS]; /* of the differences, sums to 1 */
} statistics;

static const struct {
    const char *key;
    int first, n;
    bool is_sd;
} rows[] = {
    {"mean_rgb", MEAN, 3, false},
    {"mean_rgb_sd_over_seeds", MEAN, 3, true},
    {"std_rgb", SPREAD, 3, false},
    {"std_rgb_sd_over_seeds", SPREAD, 3, true},
    {"mean_abs_diff_rgb", CHANGE, 3, false},
    {"mean_abs_diff_sd_over_seeds", CHANGE, 3, true},
    {"psnr_mean", PSNR, 1, false},
    {"psnr_sd", PSNR, 1, true},
    {"ssim_mean", SSIM, 1, false},
    {"ssim_sd", SSIM, 1, true},
};

/* --- the reference ---------------------------------------------------------------------------- */

static void enter(mlt_json *json, const char *wanted)
{
    const char *key;
    size_t n;
    bool more;
    ck_assert_int_eq(mlt_json_expect(json, MLT_JSON_OBJECT_BEGIN, "an object", NULL), MLTEST_OK);
    for (;;) {
        ck_assert_int_eq(mlt_json_next_key(json, &key, &n, &more, NULL), MLTEST_OK);
        ck_assert_msg(more, "no key %s", wanted);
        if (strcmp(key, wanted) == 0)
            return;
        ck_assert_int_eq(mlt_json_skip(json, NULL), MLTEST_OK);
    }
}

static void read_numbers(mlt_json *json, double *out, size_t n)
{
    bool more;
    ck_assert_int_eq(mlt_json_expect(json, MLT_JSON_ARRAY_BEGIN, "an array", NULL), MLTEST_OK);
    for (size_t i = 0; i < n; i++) {
        ck_assert_int_eq(mlt_json_next_item(json, &more, NULL), MLTEST_OK);
        ck_assert(more);
        ck_assert_int_eq(mlt_json_read_f64(json, &out[i], NULL), MLTEST_OK);
    }
    ck_assert_int_eq(mlt_json_next_item(json, &more, NULL), MLTEST_OK);
    ck_assert(!more);
}

static void read_value(mlt_json *json, const char *key, statistics *out)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        double *to = (rows[i].is_sd ? out->sd : out->mean) + rows[i].first;
        if (strcmp(key, rows[i].key) != 0)
            continue;
        if (rows[i].n > 1)
            read_numbers(json, to, (size_t)rows[i].n);
        else
            ck_assert_int_eq(mlt_json_read_f64(json, to, NULL), MLTEST_OK);
        return;
    }
    if (strncmp(key, "diff_hist", 9) == 0)
        read_numbers(json, out->histogram, LEVELS);
    else
        ck_assert_int_eq(mlt_json_skip(json, NULL), MLTEST_OK);
}

static void normalise(double histogram[LEVELS])
{
    double sum = 0;
    for (int i = 0; i < LEVELS; i++)
        sum += histogram[i];
    for (int i = 0; i < LEVELS; i++)
        histogram[i] /= sum;
}

/* false when there is no reference data. */
static bool read_reference(const char *kind, int severity, statistics *out)
{
    const char *path = mlt_test_shared("golden/imagecorruptions/stochastic_stats.json"), *key;
    char number[8];
    size_t n;
    bool more;
    mlt_json json;
    if (path == NULL)
        return false;
    char *bytes = mlt_test_read_file(path, &n);
    mlt_json_init(&json, NULL, path, bytes, n);
    snprintf(number, sizeof number, "%d", severity);
    enter(&json, "stats");
    enter(&json, kind);
    enter(&json, number);
    enter(&json, "astronaut");
    for (int i = 0; i < STATS; i++)
        out->mean[i] = out->sd[i] = NAN;
    ck_assert_int_eq(mlt_json_expect(&json, MLT_JSON_OBJECT_BEGIN, "an object", NULL), MLTEST_OK);
    for (;;) {
        ck_assert_int_eq(mlt_json_next_key(&json, &key, &n, &more, NULL), MLTEST_OK);
        if (!more)
            break;
        char name[64];
        snprintf(name, sizeof name, "%s", key);
        read_value(&json, name, out);
    }
    normalise(out->histogram);
    mlt_json_free(&json);
    free(bytes);
    return true;
}

/* --- our own ---------------------------------------------------------------------------------- */

static void add_channel(const mltest_image_view *in, const mltest_image_view *out, uint32_t c,
                        double values[STATS], double histogram[LEVELS])
{
    double n = (double)in->width * in->height, sum = 0, square = 0, change = 0;
    for (uint32_t k = 0; k < in->width * in->height; k++) {
        uint32_t x = k % in->width, y = k / in->width;
        double v = sample_at(out, x, y, c), d = v - sample_at(in, x, y, c);
        sum += v;
        square += v * v;
        change += fabs(d);
        histogram[(int)d + 255]++;
    }
    values[MEAN + c] = sum / n;
    values[SPREAD + c] = sqrt(square / n - sum / n * (sum / n));
    values[CHANGE + c] = change / n;
}

static void measure(const mltest_image_view *in, const mltest_image_view *out, double values[STATS],
                    double histogram[LEVELS])
{
    for (uint32_t c = 0; c < 3; c++)
        add_channel(in, out, c, values, histogram);
    values[PSNR] = 10 * mlt_log(255.0 * 255 / mean_squared_error(in, out)) / mlt_log(10);
    values[SSIM] = similarity(in, out);
}

static void settle(statistics *s, double values[SEEDS][STATS])
{
    for (int i = 0; i < STATS; i++) {
        double sum = 0, square = 0;
        for (int seed = 0; seed < SEEDS; seed++)
            sum += values[seed][i];
        s->mean[i] = sum / SEEDS;
        for (int seed = 0; seed < SEEDS; seed++)
            square += (values[seed][i] - s->mean[i]) * (values[seed][i] - s->mean[i]);
        s->sd[i] = sqrt(square / (SEEDS - 1));
    }
    normalise(s->histogram);
}

static void load_photograph(mlt_image *image)
{
    const char *path = mlt_test_shared("golden/imagecorruptions/original/astronaut.png");
    size_t n;
    mlt_pixels pixels;
    ck_assert_ptr_nonnull(path);
    char *bytes = mlt_test_read_file(path, &n);
    ck_assert_int_eq(mlt_picture_decode(NULL, path, bytes, n, &pixels, NULL), MLTEST_OK);
    free(bytes);
    mlt_image_init(image, NULL);
    mlt_image_adopt(image, &pixels);
}

static void run_seeds(const char *kind, int severity, statistics *out)
{
    char name[64];
    double values[SEEDS][STATS];
    mlt_image photograph;
    mlt_condition c;
    mlt_perturbed made;
    memset(out, 0, sizeof *out);
    load_photograph(&photograph);
    mltest_image_view in = mlt_image_view(&photograph);
    snprintf(name, sizeof name, "%s@%d", kind, severity);
    ck_assert_int_eq(mlt_condition_parse(&c, NULL, name, NULL, 0, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_perturbed_init(&made, NULL, NULL), MLTEST_OK);
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        ck_assert_int_eq(mlt_condition_apply(&c, &in, NULL, seed, "astronaut", &made, NULL),
                         MLTEST_OK);
        mltest_image_view now = mlt_image_view(&made.image);
        measure(&in, &now, values[seed], out->histogram);
    }
    settle(out, values);
    mlt_perturbed_free(&made);
    mlt_condition_free(NULL, &c);
    mlt_image_free(&photograph);
}

/* --- both ------------------------------------------------------------------------------------- */

/* Half the sum of absolute differences: 0 for equal distributions, 1 for disjoint ones. */
static double distance(const double a[LEVELS], const double b[LEVELS])
{
    double sum = 0;
    for (int i = 0; i < LEVELS; i++)
        sum += fabs(a[i] - b[i]) / 2;
    return sum;
}

/* Means within four standard errors of a difference (and the rounding of the file), standard
 * deviations of 20 numbers each within a factor of 2.5, which is four errors too. */
static void check_statistics(const char *kind, double most_distance)
{
    for (int severity = 1; severity <= 5; severity++) {
        statistics want, got;
        if (!read_reference(kind, severity, &want))
            return;
        run_seeds(kind, severity, &got);
        for (int i = 0; i < STATS; i++) {
            double error = sqrt((want.sd[i] * want.sd[i] + got.sd[i] * got.sd[i]) / SEEDS);
            ck_assert_msg(fabs(got.mean[i] - want.mean[i]) <= 4 * error + 1e-4,
                          "%s@%d, statistic %d: %g, published %g, error %g", kind, severity, i,
                          got.mean[i], want.mean[i], error);
            ck_assert_msg(got.sd[i] < 2.5 * want.sd[i] && want.sd[i] < 2.5 * got.sd[i],
                          "%s@%d, statistic %d: spread %g, published %g", kind, severity, i,
                          got.sd[i], want.sd[i]);
        }
        double apart = distance(got.histogram, want.histogram);
        printf("%s@%d: SSIM %.4f, published %.4f; histograms %.4f apart\n", kind, severity,
               got.mean[SSIM], want.mean[SSIM], apart);
        ck_assert_msg(apart <= most_distance, "%s@%d: histograms %g apart", kind, severity, apart);
    }
}

START_TEST(test_gaussian_noise)
{
    check_statistics("gaussian_noise", 0.008);
}
END_TEST

START_TEST(test_shot_noise)
{
    check_statistics("shot_noise", 0.008);
}
END_TEST

START_TEST(test_impulse_noise)
{
    check_statistics("impulse_noise", 0.008);
}
END_TEST

START_TEST(test_speckle_noise)
{
    check_statistics("speckle_noise", 0.008);
}
END_TEST

/* One angle, one plasma a picture: twenty of them differ more from another twenty. */
START_TEST(test_motion_blur)
{
    check_statistics("motion_blur", 0.02);
}
END_TEST

START_TEST(test_fog)
{
    check_statistics("fog", 0.08);
}
END_TEST

START_TEST(test_glass_blur)
{
    check_statistics("glass_blur", 0.02);
}
END_TEST

START_TEST(test_elastic_transform)
{
    check_statistics("elastic_transform", 0.02);
}
END_TEST

START_TEST(test_snow)
{
    check_statistics("snow", 0.03);
}
END_TEST

START_TEST(test_spatter)
{
    check_statistics("spatter", 0.03);
}
END_TEST

Suite *mlt_suite_conformance_distribution(void);
Suite *mlt_suite_conformance_distribution(void)
{
    Suite *suite = suite_create("conformance_distribution");
    TCase *tc = tcase_create("distribution");
    tcase_set_timeout(tc, 240);
    tcase_add_test(tc, test_gaussian_noise);
    tcase_add_test(tc, test_shot_noise);
    tcase_add_test(tc, test_impulse_noise);
    tcase_add_test(tc, test_speckle_noise);
    tcase_add_test(tc, test_motion_blur);
    tcase_add_test(tc, test_fog);
    tcase_add_test(tc, test_glass_blur);
    tcase_add_test(tc, test_elastic_transform);
    tcase_add_test(tc, test_snow);
    tcase_add_test(tc, test_spatter);
    suite_add_tcase(suite, tc);
    return suite;
}
