/* SPDX-License-Identifier: MIT */
/*
 * The published kinds against pictures that the original made (reference data; skipped loudly where
 * it is absent). Kinds that draw numbers are fed the numbers that the original was fed.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "codec/picture.h"
#include "image/image.h"
#include "image/rows.h"
#include "image/separable.h"
#include "perturb/blur/glass_blur.h"
#include "perturb/condition.h"
#include "perturb/geometric/elastic_transform.h"
#include "perturb/noise/gaussian_noise.h"
#include "perturb/noise/impulse_noise.h"
#include "perturb/noise/shot_noise.h"
#include "perturb/noise/speckle_noise.h"
#include "perturb/weather/fog.h"
#include "perturb/weather/snow.h"
#include "perturb/weather/spatter.h"
#include "testing.h"

enum { SEVERITIES = 5 };

/* false when there is no reference data. */
static bool load(mlt_image *image, const char *relative)
{
    char path[256];
    size_t n;
    mlt_pixels pixels;
    snprintf(path, sizeof path, "golden/imagecorruptions/%s/astronaut.png", relative);
    const char *full = mlt_test_shared(path);
    if (full == NULL)
        return false;
    char *bytes = mlt_test_read_file(full, &n);
    ck_assert_int_eq(mlt_picture_decode(NULL, full, bytes, n, &pixels, NULL), MLTEST_OK);
    free(bytes);
    mlt_image_init(image, NULL);
    mlt_image_adopt(image, &pixels);
    return true;
}

/* No sample may differ by more than one level, and at most a share of them by that: truncation
 * turns the last bit of a sum into a level, but rounding instead of it would be half of all
 * samples. */
static void compare(const mlt_image *made, const mlt_image *want, double most, const char *what)
{
    const uint8_t *a = made->data, *b = want->data;
    size_t n = (size_t)want->width * want->height * 3, differ = 0;
    int worst = 0;
    ck_assert_uint_eq(made->width, want->width);
    ck_assert_uint_eq(made->format, want->format);
    for (size_t i = 0; i < n; i++) {
        int d = abs(a[i] - b[i]);
        worst = d > worst ? d : worst;
        differ += d != 0;
    }
    printf("%-24s worst %d, %.4f %% of samples differ\n", what, worst,
           100 * (double)differ / (double)n);
    ck_assert_msg(worst <= 1, "%s: differs by %d levels", what, worst);
    ck_assert_msg((double)differ <= most * (double)n, "%s: %zu samples differ", what, differ);
}

static void check_kind(const char *folder, const char *kind, const char *params, double most)
{
    mlt_image original, want;
    mlt_perturbed made;
    if (!load(&original, "original"))
        return;
    ck_assert_int_eq(mlt_perturbed_init(&made, NULL, NULL), MLTEST_OK);
    mltest_image_view view = mlt_image_view(&original);
    for (int s = 1; s <= SEVERITIES; s++) {
        char name[128];
        mlt_condition condition;
        snprintf(name, sizeof name, "%s/%d", folder, s);
        ck_assert(load(&want, name));
        snprintf(name, sizeof name, "%s@%d%s", kind, s, params);
        ck_assert_int_eq(mlt_condition_parse(&condition, NULL, name, NULL, 0, NULL), MLTEST_OK);
        ck_assert_int_eq(mlt_condition_apply(&condition, &view, NULL, 0, "x", &made, NULL),
                         MLTEST_OK);
        compare(&made.image, &want, most, name);
        mlt_condition_free(NULL, &condition);
        mlt_image_free(&want);
    }
    mlt_perturbed_free(&made);
    mlt_image_free(&original);
}

/* Where the exact result is a whole number, as it often is at brightness@2 (51 levels more) and
 * saturate@3 (twice), the original's way through HSV ends just above or just below it. */
START_TEST(test_brightness)
{
    check_kind("brightness", "brightness", "", 0.03);
}
END_TEST

START_TEST(test_saturate)
{
    check_kind("saturate", "saturate", "", 0.1);
}
END_TEST

START_TEST(test_jpeg_compression)
{
    check_kind("jpeg_compression", "jpeg_compression", "", 0);
}
END_TEST

START_TEST(test_motion_blur)
{
    check_kind("motion_blur", "motion_blur", "{angle=30}", 0.005);
    check_kind("motion_blur_angle_-45", "motion_blur", "{angle=-45}", 0.005);
    check_kind("motion_blur_angle_0", "motion_blur", "{angle=0}", 0.005);
    check_kind("motion_blur_angle_45", "motion_blur", "{angle=45}", 0.005);
}
END_TEST

START_TEST(test_contrast)
{
    check_kind("contrast", "contrast", "", 0.0001);
}
END_TEST

START_TEST(test_gaussian_blur)
{
    check_kind("gaussian_blur", "gaussian_blur", "", 0.0001);
}
END_TEST

START_TEST(test_defocus_blur)
{
    check_kind("defocus_blur", "defocus_blur", "", 0.03);
}
END_TEST

START_TEST(test_pixelate)
{
    check_kind("pixelate", "pixelate", "", 0);
}
END_TEST

START_TEST(test_zoom_blur)
{
    check_kind("zoom_blur", "zoom_blur", "", 0.0001);
}
END_TEST

/* The documented stream: uniforms of splitmix64. */
static double next_uniform(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    z ^= z >> 31;
    return (double)(z >> 11) * 0x1p-53;
}

static void fill_normals(float *out, size_t n, uint64_t seed)
{
    for (size_t i = 0; i < n; i += 2) {
        double u0 = next_uniform(&seed), u1 = next_uniform(&seed);
        double r = sqrt(-2 * log(1 - u0)), angle = 2 * 3.14159265358979323846 * u1;
        out[i] = (float)(r * cos(angle));
        out[i + 1] = (float)(r * sin(angle));
    }
}

typedef void (*noise_row)(mlt_image *out, const mltest_image_view *in, uint32_t y, float sigma,
                          const float *normals, float *row);

/* A kind that takes a normal number for each sample. */
static void check_noise(const char *kind, noise_row make_row, const float sigma[SEVERITIES],
                        uint64_t seed)
{
    mlt_image original, want, made;
    if (!load(&original, "original"))
        return;
    mltest_image_view view = mlt_image_view(&original);
    size_t row = (size_t)view.width * 3, n = row * view.height;
    float *normals = calloc(n + row, sizeof *normals);
    mlt_image_init(&made, NULL);
    ck_assert_int_eq(mlt_image_resize(&made, view.width, view.height, view.format, NULL), 0);
    for (int s = 1; s <= SEVERITIES; s++) {
        char name[64];
        snprintf(name, sizeof name, "injected/%s/%d", kind, s);
        ck_assert(load(&want, name));
        fill_normals(normals, n, seed + 10 * (uint64_t)s);
        for (uint32_t y = 0; y < view.height; y++)
            make_row(&made, &view, y, sigma[s - 1], normals + y * row, normals + n);
        compare(&made, &want, 0.0001, name);
        mlt_image_free(&want);
    }
    free(normals);
    mlt_image_free(&made);
    mlt_image_free(&original);
}

START_TEST(test_gaussian_noise_with_the_same_numbers)
{
    static const float sigma[SEVERITIES] = {.08f, .12f, .18f, .26f, .38f};
    check_noise("gaussian_noise", mlt_gaussian_noise_row, sigma, 1000);
}
END_TEST

START_TEST(test_speckle_noise_with_the_same_numbers)
{
    static const float sigma[SEVERITIES] = {.15f, .2f, .35f, .45f, .6f};
    check_noise("speckle_noise", mlt_speckle_noise_row, sigma, 10000);
}
END_TEST

/* The kernel takes words: numbers within the fraction become those below `hits`, in their order. */
static uint16_t word_of(double u, double limit, uint32_t hits)
{
    double w =
        u <= limit ? u / limit * (hits - 1) : hits + (u - limit) / (1 - limit) * (65535 - hits);
    return (uint16_t)w;
}

START_TEST(test_impulse_noise_with_the_same_numbers)
{
    static const double fraction[SEVERITIES] = {.03, .06, .09, .17, .27};
    mlt_image original, want, made;
    if (!load(&original, "original"))
        return;
    mltest_image_view view = mlt_image_view(&original);
    size_t row = (size_t)view.width * 3, n = row * view.height;
    uint16_t *words = calloc(2 * n, sizeof *words);
    float *work = calloc(row, sizeof *work);
    mlt_image_init(&made, NULL);
    ck_assert_int_eq(mlt_image_resize(&made, view.width, view.height, view.format, NULL), 0);
    for (int s = 1; s <= SEVERITIES; s++) {
        char name[64];
        uint64_t seed = 3000 + 10 * (uint64_t)s;
        uint32_t hits = (uint32_t)(fraction[s - 1] * 65536);
        snprintf(name, sizeof name, "injected/impulse_noise/%d", s);
        ck_assert(load(&want, name));
        for (size_t i = 0; i < n; i++)
            words[2 * i] = word_of(next_uniform(&seed), fraction[s - 1], hits);
        for (size_t i = 0; i < n; i++)
            words[2 * i + 1] = word_of(next_uniform(&seed), .5, 32768);
        for (uint32_t y = 0; y < view.height; y++)
            mlt_impulse_noise_row(&made, &view, y, hits, words + 2 * y * row, work);
        compare(&made, &want, 0, name);
        mlt_image_free(&want);
    }
    free(work);
    free(words);
    mlt_image_free(&made);
    mlt_image_free(&original);
}
END_TEST

START_TEST(test_shot_noise_with_the_same_numbers)
{
    static const double photons[SEVERITIES] = {60, 25, 12, 5, 3};
    mlt_image original, want, made;
    if (!load(&original, "original"))
        return;
    mltest_image_view view = mlt_image_view(&original);
    size_t row = (size_t)view.width * 3;
    uint16_t *words = calloc(row, 2 * sizeof *words);
    float *levels = calloc(row, sizeof *levels);
    mlt_image_init(&made, NULL);
    ck_assert_int_eq(mlt_image_resize(&made, view.width, view.height, view.format, NULL), 0);
    for (int s = 1; s <= SEVERITIES; s++) {
        char name[64];
        uint64_t seed = 2000 + 10 * (uint64_t)s;
        mlt_shot_table table;
        void *work = malloc(mlt_shot_table_bytes(photons[s - 1]));
        snprintf(name, sizeof name, "injected/shot_noise/%d", s);
        ck_assert(load(&want, name));
        mlt_shot_table_make(&table, photons[s - 1], work);
        for (uint32_t y = 0; y < view.height; y++) {
            for (size_t i = 0; i < row; i++) {
                uint32_t word = (uint32_t)(next_uniform(&seed) * 4294967296.0);
                words[2 * i] = (uint16_t)word;
                words[2 * i + 1] = (uint16_t)(word >> 16);
            }
            mlt_shot_noise_row(&made, &view, y, &table, words, levels);
        }
        compare(&made, &want, 0, name);
        mlt_image_free(&want);
        free(work);
    }
    free(levels);
    free(words);
    mlt_image_free(&made);
    mlt_image_free(&original);
}
END_TEST

/* The numbers of a row of squares: the original draws all centres of a level, then all upper edges,
 * then all left ones. */
static void plasma_row(void *seed, uint32_t points, uint32_t y, float *out)
{
    uint64_t area = (uint64_t)points * points;
    for (uint64_t pass = 0; pass < 3; pass++) {
        uint64_t first = area - 1 + pass * area + (uint64_t)y * points;
        uint64_t state = *(const uint64_t *)seed + first * 0x9E3779B97F4A7C15u;
        for (uint32_t i = 0; i < points; i++)
            *out++ = (float)next_uniform(&state);
    }
}

START_TEST(test_fog_with_the_same_numbers)
{
    static const double amount[SEVERITIES] = {1.5, 2, 2.5, 2.5, 3},
                        decay[SEVERITIES] = {2, 2, 1.7, 1.5, 1.4};
    mlt_image original, want, made;
    if (!load(&original, "original"))
        return;
    mltest_image_view view = mlt_image_view(&original);
    float *rows = calloc(view.width, 6 * sizeof *rows);
    mlt_image_init(&made, NULL);
    ck_assert_int_eq(mlt_image_resize(&made, view.width, view.height, view.format, NULL), 0);
    for (int s = 1; s <= SEVERITIES; s++) {
        char name[64];
        uint64_t seed = 8000 + 10 * (uint64_t)s;
        mlt_plasma plasma;
        mlt_plasma_map map;
        snprintf(name, sizeof name, "injected/fog/%d", s);
        ck_assert(load(&want, name));
        const mlt_plasma_numbers numbers = {plasma_row, &seed};
        mlt_fog_plasma(&plasma, view.width, view.height, decay[s - 1], &numbers);
        void *work = malloc(mlt_plasma_bytes(&plasma));
        mlt_plasma_make(&map, &plasma, work);
        mlt_fog_blend(&made, &view, &map, amount[s - 1], rows);
        compare(&made, &want, 0.0001, name);
        mlt_image_free(&want);
        free(work);
    }
    free(rows);
    mlt_image_free(&made);
    mlt_image_free(&original);
}
END_TEST

static void blur(mlt_image *out, const mltest_image_view *in, double sigma)
{
    float weights[64];
    mlt_taps taps = {weights, mlt_gaussian_radius(sigma, 4)};
    mlt_separable_picture picture = {in, out};
    mlt_separable filter = {.down = taps, .across = taps, .edge = MLT_EDGE_REPLICATE};
    mlt_separable_of_picture(&filter, &picture);
    mlt_gaussian_weights(weights, sigma, taps.radius);
    void *work = malloc(mlt_separable_bytes(&filter));
    mlt_separable_run(&filter, work);
    free(work);
}

typedef struct {
    uint64_t seed;
    int32_t delta;
} offsets;

static void next_offsets(void *from, int32_t *out, size_t n)
{
    offsets *o = from;
    for (size_t i = 0; i < n; i++)
        out[i] = (int32_t)floor(2 * o->delta * next_uniform(&o->seed)) - o->delta;
}

START_TEST(test_glass_blur_with_the_same_numbers)
{
    static const double sigma[SEVERITIES] = {.7, .9, 1, 1.1, 1.5};
    static const int delta[SEVERITIES] = {1, 2, 2, 3, 4}, passes[SEVERITIES] = {2, 1, 3, 2, 2};
    mlt_image original, want, made;
    if (!load(&original, "original"))
        return;
    mltest_image_view view = mlt_image_view(&original);
    int32_t *row = calloc(view.width, 2 * sizeof *row);
    mlt_image_init(&made, NULL);
    ck_assert_int_eq(mlt_image_resize(&made, view.width, view.height, view.format, NULL), 0);
    for (int s = 1; s <= SEVERITIES; s++) {
        char name[64];
        offsets o = {4000 + 10 * (uint64_t)s, delta[s - 1]};
        const mlt_glass_numbers numbers = {next_offsets, &o};
        snprintf(name, sizeof name, "injected/glass_blur/%d", s);
        ck_assert(load(&want, name));
        blur(&made, &view, sigma[s - 1]);
        mlt_glass_shuffle(&made, delta[s - 1], passes[s - 1], &numbers, row);
        mltest_image_view shuffled = mlt_image_view(&made);
        blur(&made, &shuffled, sigma[s - 1]);
        compare(&made, &want, 0.001, name);
        mlt_image_free(&want);
    }
    free(row);
    mlt_image_free(&made);
    mlt_image_free(&original);
}
END_TEST

static void next_row(void *from, int field, uint32_t y, float *out, size_t n)
{
    (void)field;
    (void)y;
    for (size_t i = 0; i < n; i++)
        out[i] = (float)next_uniform(from);
}

START_TEST(test_elastic_transform_with_the_same_numbers)
{
    static const double alpha[SEVERITIES] = {12.5, 16.25, 21.25, 25, 30};
    mlt_image original, want, made;
    if (!load(&original, "original"))
        return;
    mltest_image_view view = mlt_image_view(&original);
    size_t row = (size_t)view.width * 3, area = (size_t)view.width * view.height;
    float *fields = calloc(2 * area, sizeof *fields), *line = calloc(row, sizeof *line);
    float *picture = calloc(3 * area, sizeof *picture);
    void *work = malloc(mlt_elastic_bytes(view.width, view.height));
    for (uint32_t y = 0; y < view.height; y++)
        mlt_row_load(picture + y * row, &view, y);
    mlt_image_init(&made, NULL);
    ck_assert_int_eq(mlt_image_resize(&made, view.width, view.height, view.format, NULL), 0);
    for (int s = 1; s <= SEVERITIES; s++) {
        char name[64];
        uint64_t seed = 9000 + 10 * (uint64_t)s;
        const mlt_elastic_numbers numbers = {next_row, &seed};
        snprintf(name, sizeof name, "injected/elastic_transform/%d", s);
        ck_assert(load(&want, name));
        for (int f = 0; f < 2; f++)
            mlt_elastic_field(fields + (size_t)f * area, view.width, view.height, alpha[s - 1], f,
                              &numbers, work);
        for (uint32_t y = 0; y < view.height; y++) {
            const float *dx = fields + (size_t)y * view.width;
            mlt_elastic_row(line, &view, picture, y, dx, dx + area);
            mlt_row_store(&made, y, line, &view);
        }
        compare(&made, &want, 0.01, name);
        mlt_image_free(&want);
    }
    free(work);
    free(picture);
    free(line);
    free(fields);
    mlt_image_free(&made);
    mlt_image_free(&original);
}
END_TEST

START_TEST(test_snow_with_the_same_numbers)
{
    static const mlt_snow_flakes flakes[SEVERITIES] = {{.1, .3, 3, .5, 4, -100, 10},
                                                       {.2, .3, 2, .5, 4, -100, 12},
                                                       {.55, .3, 4, .9, 8, -100, 12},
                                                       {.55, .3, 4.5, .85, 8, -100, 12},
                                                       {.55, .3, 2.5, .85, 12, -100, 12}};
    static const double keep[SEVERITIES] = {.8, .7, .7, .65, .55};
    mlt_image original, want, made;
    if (!load(&original, "original"))
        return;
    mltest_image_view view = mlt_image_view(&original);
    size_t area = (size_t)view.width * view.height;
    float *normals = calloc(area, sizeof *normals), *layer = calloc(area, sizeof *layer);
    float *row = calloc(view.width, 3 * sizeof *row);
    mlt_image_init(&made, NULL);
    ck_assert_int_eq(mlt_image_resize(&made, view.width, view.height, view.format, NULL), 0);
    for (int s = 1; s <= SEVERITIES; s++) {
        char name[64];
        const mlt_snow_flakes *f = &flakes[s - 1];
        float *work = calloc(mlt_snow_work(view.width, view.height, f->zoom), sizeof *work);
        snprintf(name, sizeof name, "injected/snow/%d", s);
        ck_assert(load(&want, name));
        fill_normals(normals, area, 6000 + 10 * (uint64_t)s);
        mlt_snow_layer(layer, view.width, view.height, f, normals, work);
        for (uint32_t y = 0; y < view.height; y++)
            mlt_snow_row(&made, &view, y, layer, keep[s - 1], row);
        compare(&made, &want, 0.001, name);
        mlt_image_free(&want);
        free(work);
    }
    free(row);
    free(layer);
    free(normals);
    mlt_image_free(&made);
    mlt_image_free(&original);
}
END_TEST

typedef struct {
    const float *normals;
} normal_field;

static void next_normals(void *from, uint32_t y, float *out, size_t n)
{
    const normal_field *f = from;
    memcpy(out, f->normals + y * n, n * sizeof *out);
}

START_TEST(test_spatter_with_the_same_numbers)
{
    static const mlt_spatter_drops drops[SEVERITIES] = {{.65, .3, 4, .69, .6, false},
                                                        {.65, .3, 3, .68, .6, false},
                                                        {.65, .3, 2, .68, .5, false},
                                                        {.65, .3, 1, .65, 1.5, true},
                                                        {.67, .4, 1, .65, 1.5, true}};
    mlt_image original, want, made;
    if (!load(&original, "original"))
        return;
    mltest_image_view view = mlt_image_view(&original);
    size_t area = (size_t)view.width * view.height;
    float *normals = calloc(area, sizeof *normals), *layer = calloc(area, sizeof *layer);
    float *row = calloc(view.width, 3 * sizeof *row);
    normal_field field = {normals};
    const mlt_spatter_numbers numbers = {next_normals, &field};
    mlt_image_init(&made, NULL);
    ck_assert_int_eq(mlt_image_resize(&made, view.width, view.height, view.format, NULL), 0);
    for (int s = 1; s <= SEVERITIES; s++) {
        char name[64];
        void *work = malloc(mlt_spatter_bytes(view.width, view.height, &drops[s - 1]));
        snprintf(name, sizeof name, "injected/spatter/%d", s);
        ck_assert(load(&want, name));
        fill_normals(normals, area, 11000 + 10 * (uint64_t)s);
        mlt_spatter_layer(layer, view.width, view.height, &drops[s - 1], &numbers, work);
        for (uint32_t y = 0; y < view.height; y++)
            mlt_spatter_row(&made, &view, y, layer, drops[s - 1].is_mud, row);
        compare(&made, &want, 0.001, name);
        mlt_image_free(&want);
        free(work);
    }
    free(row);
    free(layer);
    free(normals);
    mlt_image_free(&made);
    mlt_image_free(&original);
}
END_TEST

Suite *mlt_suite_conformance_corruptions(void);
Suite *mlt_suite_conformance_corruptions(void)
{
    Suite *suite = suite_create("conformance_corruptions");
    TCase *tc = tcase_create("corruptions");
    tcase_set_timeout(tc, 120);
    tcase_add_test(tc, test_brightness);
    tcase_add_test(tc, test_saturate);
    tcase_add_test(tc, test_jpeg_compression);
    tcase_add_test(tc, test_motion_blur);
    tcase_add_test(tc, test_contrast);
    tcase_add_test(tc, test_gaussian_blur);
    tcase_add_test(tc, test_defocus_blur);
    tcase_add_test(tc, test_pixelate);
    tcase_add_test(tc, test_zoom_blur);
    tcase_add_test(tc, test_gaussian_noise_with_the_same_numbers);
    tcase_add_test(tc, test_speckle_noise_with_the_same_numbers);
    tcase_add_test(tc, test_impulse_noise_with_the_same_numbers);
    tcase_add_test(tc, test_shot_noise_with_the_same_numbers);
    tcase_add_test(tc, test_fog_with_the_same_numbers);
    tcase_add_test(tc, test_glass_blur_with_the_same_numbers);
    tcase_add_test(tc, test_elastic_transform_with_the_same_numbers);
    tcase_add_test(tc, test_snow_with_the_same_numbers);
    tcase_add_test(tc, test_spatter_with_the_same_numbers);
    suite_add_tcase(suite, tc);
    return suite;
}
