/* SPDX-License-Identifier: MIT */
/*
 * The published kinds against pictures that the original made (reference data; skipped loudly where
 * it is absent). Kinds that draw numbers are fed the numbers that the original was fed.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "codec/picture.h"
#include "feed.h"
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

/* How the numbers were drawn that the original was fed. */
typedef struct recipe recipe;
struct recipe {
    double *(*draw)(const recipe *r, const mltest_image_view *in, int severity, size_t *n);
    uint64_t seed;
    size_t per_pixel, left_out; /* numbers, and how many fewer than that in all */
    double angle;
};

/* r is NULL for a kind that draws none. */
static void check_kind(const char *folder, const char *kind, const recipe *r, double most)
{
    mlt_image original, want, made;
    if (!load(&original, "original"))
        return;
    mltest_image_view view = mlt_image_view(&original);
    mlt_image_init(&made, NULL);
    for (int s = 1; s <= SEVERITIES; s++) {
        char name[64];
        size_t n = 0;
        double *numbers = r ? r->draw(r, &view, s, &n) : NULL;
        snprintf(name, sizeof name, "%s/%d", folder, s);
        ck_assert(load(&want, name));
        mlt_feed(&made, &view, kind, s, numbers, n);
        compare(&made, &want, most, name);
        free(numbers);
        mlt_image_free(&want);
    }
    mlt_image_free(&made);
    mlt_image_free(&original);
}

/* Where the exact result is a whole number, as it often is at brightness@2 (51 levels more) and
 * saturate@3 (twice), the original's way through HSV ends just above or just below it. */
START_TEST(test_brightness)
{
    check_kind("brightness", "brightness", NULL, 0.03);
}
END_TEST

START_TEST(test_saturate)
{
    check_kind("saturate", "saturate", NULL, 0.1);
}
END_TEST

START_TEST(test_jpeg_compression)
{
    check_kind("jpeg_compression", "jpeg_compression", NULL, 0);
}
END_TEST

START_TEST(test_contrast)
{
    check_kind("contrast", "contrast", NULL, 0.0001);
}
END_TEST

START_TEST(test_gaussian_blur)
{
    check_kind("gaussian_blur", "gaussian_blur", NULL, 0.0001);
}
END_TEST

START_TEST(test_defocus_blur)
{
    check_kind("defocus_blur", "defocus_blur", NULL, 0.03);
}
END_TEST

START_TEST(test_pixelate)
{
    check_kind("pixelate", "pixelate", NULL, 0);
}
END_TEST

START_TEST(test_zoom_blur)
{
    check_kind("zoom_blur", "zoom_blur", NULL, 0.0001);
}
END_TEST

/* --- with numbers ---------------------------------------------------------------------------- */

static double *room_for(size_t n)
{
    double *numbers = calloc(n + 1, sizeof *numbers);
    ck_assert_ptr_nonnull(numbers);
    return numbers;
}

/* The documented stream: uniforms of splitmix64. */
static double next_uniform(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    z ^= z >> 31;
    return (double)(z >> 11) * 0x1p-53;
}

static uint64_t seed_of(const recipe *r, int severity)
{
    return r->seed + 10 * (uint64_t)severity;
}

static double *draw_uniforms(const recipe *r, const mltest_image_view *in, int severity, size_t *n)
{
    uint64_t seed = seed_of(r, severity);
    *n = (size_t)in->width * in->height * r->per_pixel - r->left_out;
    double *out = room_for(*n);
    for (size_t i = 0; i < *n; i++)
        out[i] = next_uniform(&seed);
    return out;
}

static double *draw_normals(const recipe *r, const mltest_image_view *in, int severity, size_t *n)
{
    uint64_t seed = seed_of(r, severity);
    *n = (size_t)in->width * in->height * r->per_pixel;
    double *out = room_for(*n);
    for (size_t i = 0; i < *n; i += 2) {
        double u0 = next_uniform(&seed), u1 = next_uniform(&seed);
        double radius = sqrt(-2 * log(1 - u0)), angle = 2 * 3.14159265358979323846 * u1;
        out[i] = radius * cos(angle);
        out[i + 1] = radius * sin(angle);
    }
    return out;
}

static double *draw_angle(const recipe *r, const mltest_image_view *in, int severity, size_t *n)
{
    (void)in;
    (void)severity;
    double *out = room_for(*n = 1);
    out[0] = r->angle;
    return out;
}

static double *draw_snow(const recipe *r, const mltest_image_view *in, int severity, size_t *n)
{
    double *out = draw_normals(r, in, severity, n);
    out[(*n)++] = r->angle;
    return out;
}

static double *draw_offsets(const recipe *r, const mltest_image_view *in, int severity, size_t *n)
{
    static const uint32_t deltas[SEVERITIES] = {1, 2, 2, 3, 4},
                          passes[SEVERITIES] = {2, 1, 3, 2, 2};
    uint64_t seed = seed_of(r, severity);
    uint32_t delta = deltas[severity - 1];
    *n = 2 * (size_t)(in->width - 2 * delta) * (in->height - 2 * delta) * passes[severity - 1];
    double *out = room_for(*n);
    for (size_t i = 0; i < *n; i++)
        out[i] = floor(2 * delta * next_uniform(&seed)) - delta;
    return out;
}

START_TEST(test_motion_blur)
{
    check_kind("motion_blur", "motion_blur", &(recipe){draw_angle, .angle = 30}, 0.005);
    check_kind("motion_blur_angle_-45", "motion_blur", &(recipe){draw_angle, .angle = -45}, 0.005);
    check_kind("motion_blur_angle_0", "motion_blur", &(recipe){draw_angle, .angle = 0}, 0.005);
    check_kind("motion_blur_angle_45", "motion_blur", &(recipe){draw_angle, .angle = 45}, 0.005);
}
END_TEST

static const struct {
    const char *kind;
    recipe how;
    double most;
} injected[] = {
    {"gaussian_noise", {draw_normals, 1000, 3, 0, 0}, 0.0001},
    {"speckle_noise", {draw_normals, 10000, 3, 0, 0}, 0.0001},
    {"impulse_noise", {draw_uniforms, 3000, 6, 0, 0}, 0},
    {"shot_noise", {draw_uniforms, 2000, 3, 0, 0}, 0},
    {"fog", {draw_uniforms, 8000, 1, 1, 0}, 0.0001},
    {"glass_blur", {draw_offsets, 4000, 0, 0, 0}, 0.001},
    {"elastic_transform", {draw_uniforms, 9000, 2, 0, 0}, 0.01},
    {"snow", {draw_snow, 6000, 1, 0, -100}, 0.001},
    {"spatter", {draw_normals, 11000, 1, 0, 0}, 0.001},
};
enum { N_INJECTED = sizeof injected / sizeof injected[0] };

START_TEST(test_with_the_same_numbers)
{
    char folder[64];
    snprintf(folder, sizeof folder, "injected/%s", injected[_i].kind);
    check_kind(folder, injected[_i].kind, &injected[_i].how, injected[_i].most);
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
    tcase_add_loop_test(tc, test_with_the_same_numbers, 0, N_INJECTED);
    suite_add_tcase(suite, tc);
    return suite;
}
