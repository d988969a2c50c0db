/* SPDX-License-Identifier: MIT */
/*
 * Differences are taken four at a time, with a table of their sixteen sums: a combination is then a
 * hexadecimal digit for each table.
 */
#include "stats/sign_flip.h"

#include "base/alloc.h"
#include "base/pool.h"
#include "base/random.h"

#include <math.h>
#include <stdatomic.h>
#include <string.h>

enum { QUAD = 4, N_SUMS = 16, CHUNK = 512, MOST_DRAWS = 1000000000 };

typedef struct {
    double (*tables)[N_SUMS];
    size_t n_tables;
    double enough; /* a sum of this size is a hit */
    uint64_t key, draws;
    bool exhaustive;
    _Atomic uint64_t hits;
} job;

/* Bit i of the digit: difference i has its own sign. */
static void fill_table(double table[N_SUMS], const double *part, size_t n)
{
    for (unsigned digit = 0; digit < N_SUMS; digit++) {
        table[digit] = 0;
        for (size_t i = 0; i < n; i++)
            table[digit] += digit >> i & 1 ? part[i] : -part[i];
    }
}

static double sum_combination(const job *j, uint64_t bits)
{
    double sum = 0;
    for (size_t i = 0; i < j->n_tables; i++, bits >>= QUAD)
        sum += j->tables[i][bits % N_SUMS];
    return sum;
}

static double sum_draw(const job *j, uint32_t draw)
{
    enum { DIGITS = 32 / QUAD };
    mlt_draws d;
    double sum = 0;
    mlt_draws_init(&d, j->key, "", draw);
    for (size_t at = 0; at < j->n_tables; at += DIGITS) {
        uint32_t word = mlt_draw_u32(&d);
        for (size_t i = at; i < j->n_tables && i < at + DIGITS; i++, word >>= QUAD)
            sum += j->tables[i][word % N_SUMS];
    }
    return sum;
}

static void run_chunk(void *data, size_t chunk)
{
    job *j = data;
    uint64_t end = (chunk + 1) * (uint64_t)CHUNK;
    uint64_t hits = 0;
    for (uint64_t at = chunk * (uint64_t)CHUNK; at < end && at < j->draws; at++) {
        double sum = j->exhaustive ? sum_combination(j, at) : sum_draw(j, (uint32_t)at);
        hits += fabs(sum) >= j->enough;
    }
    j->hits += hits;
}

/* Weighted differences that are not 0 to the beginning of used; *weight is the sum of weights. */
static mltest_status gather(const double *differences, const double *weights, size_t n,
                            double *used, size_t *n_used, double *weight, mltest_error **error)
{
    *n_used = 0;
    *weight = 0;
    for (size_t i = 0; i < n; i++) {
        double w = weights ? weights[i] : 1;
        double d = w * differences[i];
        if (!(w >= 0) || !(fabs(d) <= 1e300) || isnan(differences[i]) || w > 1e300)
            return mlt_fail(error, MLTEST_ERR_INVALID,
                            "difference %zu is %g with weight %g; both must be finite, and the "
                            "weight not negative",
                            i, differences[i], w);
        *weight += w;
        if (d != 0)
            used[(*n_used)++] = d;
    }
    return MLTEST_OK;
}

/* The number of draws; 0 if it is out of reach. */
static uint64_t draws_wanted(const mlt_sign_flip_options *o)
{
    double alpha = o->alpha == 0 ? 0.05 : o->alpha;
    double m = o->family > 1 ? (double)o->family : 1;
    double wanted = ceil(40 * m / alpha);
    if (!(alpha > 0 && alpha <= 1) || !(wanted <= MOST_DRAWS))
        return 0;
    return wanted < MLT_SIGN_FLIP_DRAWS ? MLT_SIGN_FLIP_DRAWS : (uint64_t)wanted;
}

/* Tables of the differences in use, and what of their sum is a hit; returns the sum. */
static double prepare(job *j, const double *used, size_t n)
{
    double sum = 0, size = 0;
    j->n_tables = (n + QUAD - 1) / QUAD;
    for (size_t i = 0; i < j->n_tables; i++)
        fill_table(j->tables[i], used + i * QUAD, n - i * QUAD < QUAD ? n - i * QUAD : QUAD);
    for (size_t i = 0; i < n; i++) {
        sum += used[i];
        size += fabs(used[i]);
    }
    j->enough = fabs(sum) - 1e-12 * size;
    return sum;
}

static void test(mltest_context *ctx, job *j, size_t n_threads, mlt_sign_flip_result *out)
{
    size_t n_chunks = (size_t)((j->draws + CHUNK - 1) / CHUNK);
    mlt_parallel(ctx, n_threads, n_chunks, run_chunk, j);
    out->draws = j->draws;
    out->hits = j->hits;
    out->exhaustive = j->exhaustive;
    out->p = j->exhaustive ? (double)out->hits / (double)out->draws
                           : (double)(1 + out->hits) / (double)(1 + out->draws);
}

mltest_status mlt_sign_flip(mlt_sign_flip_result *out, mltest_context *ctx,
                            const double *differences, const double *weights, size_t n,
                            const mlt_sign_flip_options *options, mltest_error **error)
{
    const mlt_sign_flip_options defaults = {0};
    const mlt_sign_flip_options *o = options ? options : &defaults;
    mltest_status status = MLTEST_OK;
    double weight = 0;
    memset(out, 0, sizeof *out);
    job j = {.key = mlt_random_key(o->seed, "sign_flip", 1, 0, 0), .draws = draws_wanted(o)};
    if (j.draws == 0)
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "40 tests / level is the number of sign flips, at most %d: %zu / %g",
                        MOST_DRAWS, o->family, o->alpha);
    double *used = mlt_alloc_zero(ctx, n, sizeof *used);
    j.tables = mlt_alloc_zero(ctx, n / QUAD + 1, sizeof *j.tables);
    if (!used || !j.tables)
        status = mlt_fail_memory(error);
    else
        status = gather(differences, weights, n, used, &out->n_used, &weight, error);
    if (status == MLTEST_OK) {
        j.exhaustive = out->n_used <= MLT_SIGN_FLIP_EXHAUSTIVE;
        if (j.exhaustive)
            j.draws = (uint64_t)1 << out->n_used;
        out->mean = prepare(&j, used, out->n_used) / weight;
        test(ctx, &j, o->n_threads, out);
    }
    mlt_free(ctx, used);
    mlt_free(ctx, j.tables);
    return status;
}
