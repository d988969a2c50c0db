/* SPDX-License-Identifier: MIT */
#include "feed.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "image/rows.h"
#include "image/separable.h"
#include "mltest/error.h"
#include "perturb/blur/glass_blur.h"
#include "perturb/condition.h"
#include "perturb/geometric/elastic_transform.h"
#include "perturb/noise/gaussian_noise.h"
#include "perturb/noise/impulse_noise.h"
#include "perturb/noise/shot_noise.h"
#include "perturb/noise/speckle_noise.h"
#include "perturb/photographs.h"
#include "perturb/weather/fog.h"
#include "perturb/weather/frost.h"
#include "perturb/weather/snow.h"
#include "perturb/weather/spatter.h"

typedef struct {
    mlt_image *out;
    const mltest_image_view *in;
    size_t row, area; /* samples of a row, pixels of the picture */
    const mlt_kind *kind;
    double params[MLT_MAX_PARAMS];
    int severity;
    const double *numbers; /* that are left */
    size_t n;
} feed;

static void need(bool is_fine, const char *what)
{
    if (is_fine)
        return;
    fprintf(stderr, "feed: %s\n", what);
    abort();
}

static void *room(size_t bytes)
{
    void *block = calloc(bytes + 1, 1);
    need(block != NULL, "out of memory");
    return block;
}

static double param(const feed *f, const char *name)
{
    for (size_t i = 0; i < f->kind->n_params; i++) {
        if (strcmp(f->kind->params[i].name, name) == 0)
            return f->params[i];
    }
    need(false, name);
    return 0;
}

static const double *take(feed *f, size_t n)
{
    const double *taken = f->numbers;
    need(n <= f->n, "too few numbers");
    f->numbers += n;
    f->n -= n;
    return taken;
}

/* The same as floats, to be freed. */
static float *take_floats(feed *f, size_t n)
{
    const double *from = take(f, n);
    float *out = room(n * sizeof *out);
    for (size_t i = 0; i < n; i++)
        out[i] = (float)from[i];
    return out;
}

/* --- kinds that draw no field ---------------------------------------------------------------- */

static void apply_condition(feed *f, const char *params)
{
    char name[96];
    mlt_condition condition;
    mlt_perturbed made;
    snprintf(name, sizeof name, "%s@%d%s", f->kind->name, f->severity, params);
    need(mlt_condition_parse(&condition, NULL, name, NULL, 0, NULL) == MLTEST_OK, name);
    need(mlt_perturbed_init(&made, NULL, NULL) == MLTEST_OK, name);
    need(mlt_condition_apply(&condition, f->in, NULL, 0, "x", &made, NULL) == MLTEST_OK, name);
    need(made.image.width == f->in->width && made.image.height == f->in->height, name);
    memcpy(f->out->data, made.image.data, f->row * f->in->height);
    mlt_perturbed_free(&made);
    mlt_condition_free(NULL, &condition);
}

static void feed_nothing(feed *f)
{
    apply_condition(f, "");
}

static void feed_motion_blur(feed *f)
{
    char params[48];
    snprintf(params, sizeof params, "{angle=%.17g}", *take(f, 1));
    apply_condition(f, params);
}

/* --- noise ----------------------------------------------------------------------------------- */

typedef void (*noise_row)(mlt_image *out, const mltest_image_view *in, uint32_t y, float sigma,
                          const float *normals, uint8_t *work);

static void feed_normals(feed *f, noise_row make_row)
{
    float *normals = take_floats(f, 3 * f->area);
    uint8_t *work = room(2 * f->row);
    for (uint32_t y = 0; y < f->in->height; y++)
        make_row(f->out, f->in, y, (float)param(f, "sigma"), normals + y * f->row, work);
    free(work);
    free(normals);
}

static void feed_gaussian_noise(feed *f)
{
    feed_normals(f, mlt_gaussian_noise_row);
}

static void feed_speckle_noise(feed *f)
{
    feed_normals(f, mlt_speckle_noise_row);
}

/* The loop takes a word: a number within the fraction becomes one below `hits`, in its order, a
 * second one up to a half makes it odd. */
static uint16_t word_of(double u, double fraction, double colour, uint32_t hits)
{
    if (u > fraction)
        return (uint16_t)(hits + (u - fraction) / (1 - fraction) * (65535 - hits));
    uint32_t pair = (uint32_t)(u / fraction * (hits / 2 - 1));
    return (uint16_t)(2 * pair + (colour <= .5 ? 1 : 0));
}

static void feed_impulse_noise(feed *f)
{
    double fraction = param(f, "fraction");
    uint32_t hits = 2 * (uint32_t)(fraction * 32768);
    const double *is_hit = take(f, 3 * f->area), *is_white = take(f, 3 * f->area);
    uint16_t *words = room(f->row * sizeof *words);
    uint8_t *work = room(2 * f->row);
    for (uint32_t y = 0; y < f->in->height; y++) {
        for (size_t i = 0; i < f->row; i++)
            words[i] = word_of(is_hit[y * f->row + i], fraction, is_white[y * f->row + i], hits);
        mlt_impulse_noise_row(f->out, f->in, y, hits, words, work);
    }
    free(work);
    free(words);
}

static uint16_t low_bits(void *from, uint32_t y, size_t i)
{
    (void)y;
    return ((const uint16_t *)from)[i];
}

static void feed_shot_noise(feed *f)
{
    const double *u = take(f, 3 * f->area);
    double photons = param(f, "photons");
    mlt_poisson table;
    uint16_t *high = room(f->row * sizeof *high), *low = room(f->row * sizeof *low);
    const mlt_poisson_draws draws = {.high = high, .low = low_bits, .from = low};
    void *memory = room(mlt_poisson_bytes(photons)), *work = room(mlt_shot_noise_bytes(f->row));
    mlt_poisson_make(&table, photons, memory);
    for (uint32_t y = 0; y < f->in->height; y++, u += f->row) {
        for (size_t i = 0; i < f->row; i++) {
            uint32_t word = (uint32_t)(u[i] * 4294967296.0);
            high[i] = (uint16_t)(word >> 16);
            low[i] = (uint16_t)word;
        }
        mlt_shot_noise_row(f->out, f->in, y, &table, &draws, work);
    }
    free(work);
    free(memory);
    free(low);
    free(high);
}

/* --- glass and hot air ----------------------------------------------------------------------- */

typedef struct {
    feed *from;
    int delta;
    uint16_t *words;
} places;

/* The original draws dx and dy; the library takes them from one word. */
static const uint16_t *next_places(void *from, size_t n)
{
    places *p = from;
    const double *numbers = take(p->from, 2 * n);
    double side = 2 * p->delta;
    for (size_t i = 0; i < n; i++) {
        double dx = numbers[2 * i] + p->delta, dy = numbers[2 * i + 1] + p->delta;
        p->words[i] = (uint16_t)((dx + (dy + .5) / side) * 65536 / side);
    }
    return p->words;
}

static void blur(mlt_image *out, const mltest_image_view *in, double sigma)
{
    float weights[64];
    mlt_beside_levels levels;
    mlt_taps taps = {weights, mlt_gaussian_radius(sigma, 4)};
    mlt_separable_picture picture = {in, out, &levels};
    mlt_separable filter = {.down = taps, .across = taps, .edge = MLT_EDGE_REPLICATE};
    mlt_separable_of_picture(&filter, &picture);
    mlt_gaussian_weights(weights, sigma, taps.radius);
    mlt_gaussian_levels(&levels, sigma, taps.radius);
    void *work = room(mlt_separable_bytes(&filter));
    mlt_separable_run(&filter, work);
    free(work);
}

static void feed_glass_blur(feed *f)
{
    places p = {f, (int)param(f, "delta"), room(f->row * sizeof *p.words)};
    const mlt_glass_numbers numbers = {next_places, &p};
    void *work = room(mlt_glass_bytes(f->out));
    blur(f->out, f->in, param(f, "sigma"));
    mlt_glass_shuffle(f->out, p.delta, (int)param(f, "passes"), &numbers, work);
    mltest_image_view shuffled = mlt_image_view(f->out);
    blur(f->out, &shuffled, param(f, "sigma"));
    free(work);
    free(p.words);
}

static void next_field_row(void *from, int field, uint32_t y, float *out, size_t n)
{
    const double *numbers = take(from, n);
    (void)field;
    (void)y;
    for (size_t i = 0; i < n; i++)
        out[i] = (float)numbers[i];
}

/* The original draws all shifts to the right, then all shifts down. */
static void next_shifts(void *from, uint32_t y, float *out, size_t n)
{
    const feed *f = from;
    const double *right = f->numbers + (size_t)y * f->in->width, *down = right + f->area;
    for (size_t i = 0; i < n; i++)
        out[i] = (float)(2 * (i % 2 == 0 ? right : down)[i / 2] - 1);
}

static void feed_elastic_transform(feed *f)
{
    feed all = *f;
    const mlt_elastic_numbers numbers = {next_shifts, &all};
    void *work = room(mlt_elastic_bytes(f->in));
    take(f, 2 * f->area);
    mlt_elastic_run(f->out, f->in, param(f, "alpha"), &numbers, work);
    free(work);
}

/* --- weather --------------------------------------------------------------------------------- */

/* The numbers of a row of squares: the original draws all centres of a level, then all upper edges,
 * then all left ones. */
static void plasma_row(void *from, uint32_t points, uint32_t y, float *out)
{
    const double *drawn = from;
    size_t area = (size_t)points * points;
    for (size_t pass = 0; pass < 3; pass++)
        for (size_t i = 0; i < points; i++)
            *out++ = (float)drawn[area - 1 + pass * area + (size_t)y * points + i];
}

static void feed_fog(feed *f)
{
    size_t side = mlt_fog_side(f->in->width, f->in->height);
    double *drawn = (double *)(uintptr_t)take(f, side * side - 1);
    const mlt_plasma_numbers numbers = {plasma_row, drawn};
    mlt_plasma plasma;
    mlt_plasma_map map;
    mlt_fog_plasma(&plasma, f->in->width, f->in->height, param(f, "decay"), &numbers);
    void *work = room(mlt_plasma_bytes(&plasma));
    float *rows = room(6 * (size_t)f->in->width * sizeof *rows);
    mlt_plasma_make(&map, &plasma, work);
    mlt_fog_blend(f->out, f->in, &map, param(f, "amount"), rows);
    free(rows);
    free(work);
}

/* The package's folder, read as any user's. */
static const mlt_photographs *photographs(void)
{
    static mlt_photographs *all;
    const char *folder = getenv("FROST_PHOTOGRAPHS");
    need(folder != NULL, "FROST_PHOTOGRAPHS is not set");
    if (all == NULL)
        need(mlt_photographs_open(&all, NULL, folder, NULL) == MLTEST_OK, folder);
    return all;
}

static void feed_frost(feed *f)
{
    const double *drawn = take(f, 3);
    mlt_frost frost = {(float)param(f, "own"), (float)param(f, "ice"), NULL};
    need(drawn[0] < photographs()->n, "no such photograph");
    mlt_frost_layer layer = {.photograph = mlt_image_view(&photographs()->items[(int)drawn[0]]),
                             .top = (uint32_t)drawn[1],
                             .left = (uint32_t)drawn[2]};
    need(mlt_frost_layer_size(&layer, f->in), "a photograph that does not fit");
    void *work = room(mlt_frost_layer_bytes(&layer, f->in));
    frost.row = room(mlt_frost_row_bytes(f->in));
    mlt_frost_layer_apply(f->out, f->in, &layer, &frost, work);
    free(frost.row);
    free(work);
}

static void feed_snow(feed *f)
{
    uint32_t width = f->in->width, height = f->in->height;
    mlt_snow_flakes flakes = {.mean = param(f, "mean"),
                              .spread = param(f, "spread"),
                              .zoom = param(f, "zoom"),
                              .threshold = param(f, "threshold"),
                              .sigma = param(f, "sigma"),
                              .radius = (int)param(f, "radius")};
    float *normals = take_floats(f, f->area), *layer = room(f->area * sizeof *layer);
    float *row = room(f->row * sizeof *row);
    flakes.degrees = *take(f, 1);
    float *work = room(mlt_snow_work(width, height, &flakes) * sizeof *work);
    mlt_snow_layer(layer, width, height, &flakes, normals, work);
    for (uint32_t y = 0; y < height; y++)
        mlt_snow_row(f->out, f->in, y, layer, param(f, "keep"), row);
    free(row);
    free(work);
    free(layer);
    free(normals);
}

static void next_normals(void *from, uint32_t y, float *out, size_t n)
{
    next_field_row(from, 0, y, out, n);
}

static void feed_spatter(feed *f)
{
    uint32_t width = f->in->width, height = f->in->height;
    const mlt_spatter_numbers numbers = {next_normals, f};
    const mlt_spatter_drops drops = {.mean = param(f, "mean"),
                                     .spread = param(f, "spread"),
                                     .sigma = param(f, "sigma"),
                                     .threshold = param(f, "threshold"),
                                     .strength = param(f, "strength"),
                                     .is_mud = param(f, "mud") > 0};
    float *layer = room(f->area * sizeof *layer), *row = room(f->row * sizeof *row);
    void *work = room(mlt_spatter_bytes(width, height, &drops));
    mlt_spatter_layer(layer, width, height, &drops, &numbers, work);
    for (uint32_t y = 0; y < height; y++)
        mlt_spatter_row(f->out, f->in, y, layer, drops.is_mud, row);
    free(work);
    free(row);
    free(layer);
}

static const struct {
    const char *kind;
    void (*apply)(feed *f);
} kinds[] = {
    {"gaussian_noise", feed_gaussian_noise},
    {"speckle_noise", feed_speckle_noise},
    {"shot_noise", feed_shot_noise},
    {"impulse_noise", feed_impulse_noise},
    {"glass_blur", feed_glass_blur},
    {"motion_blur", feed_motion_blur},
    {"snow", feed_snow},
    {"frost", feed_frost},
    {"fog", feed_fog},
    {"elastic_transform", feed_elastic_transform},
    {"spatter", feed_spatter},
};

void mlt_feed(mlt_image *out, const mltest_image_view *in, const char *kind, int severity,
              const double *numbers, size_t n)
{
    feed f = {.out = out,
              .in = in,
              .row = 3 * (size_t)in->width,
              .area = (size_t)in->width * in->height,
              .kind = mlt_kind_find(kind, 0),
              .severity = severity,
              .numbers = numbers,
              .n = n};
    double blend;
    void (*apply)(feed *) = feed_nothing;
    need(f.kind != NULL && in->format == MLTEST_FORMAT_RGB8, kind);
    mlt_kind_params(f.kind, severity, f.params, &blend);
    need(mlt_image_resize(out, in->width, in->height, in->format, NULL) == MLTEST_OK, kind);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(kinds[i].kind, kind) == 0)
            apply = kinds[i].apply;
    }
    apply(&f);
    need(f.n == 0, "numbers are left over");
}
