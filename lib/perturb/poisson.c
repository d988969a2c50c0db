/* SPDX-License-Identifier: MIT */
#include "perturb/poisson.h"

#include <math.h>
#include <stdbool.h>

#include "base/math.h"
#include "kernel/noise.h"

static const double all_words = 4294967296.0;

static size_t counts_below_white(double photons)
{
    return (size_t)ceil(photons);
}

size_t mlt_poisson_bytes(double photons)
{
    const size_t n = counts_below_white(photons);
    return (MLT_POISSON_LEVELS * n + MLT_POISSON_PARTS * MLT_POISSON_SHARES) * sizeof(double) +
           MLT_POISSON_LEVELS * MLT_GUIDE_CELLS * sizeof(uint32_t) +
           (MLT_POISSON_LEVELS + n + 1) * sizeof(uint16_t) + n + 1;
}

/* --- distributions ---------------------------------------------------------------------------- */

/* Some levels side by side, as each of the sums waits for its last term. */
static void add_up(mlt_poisson *table, size_t first)
{
    enum { TOGETHER = 8 };
    double mean[TOGETHER], term[TOGETHER], sum[TOGETHER];
    for (size_t i = 0; i < TOGETHER; i++) {
        mean[i] = (double)(first + i) / (MLT_POISSON_LEVELS - 1) * table->photons;
        term[i] = sum[i] = mlt_exp(-mean[i]) * all_words;
    }
    for (size_t k = 0; k < table->n; k++) {
        const double share = 1 / (double)(k + 1);
        for (size_t i = 0; i < TOGETHER; i++) {
            table->within[(first + i) * table->n + k] = sum[i];
            term[i] *= mean[i] * share;
            sum[i] += term[i];
        }
    }
}

static void make_distributions(mlt_poisson *table)
{
    for (size_t level = 0; level < MLT_POISSON_LEVELS; level += 8)
        add_up(table, level);
    for (size_t part = 0; part < MLT_POISSON_PARTS; part++) {
        const double mean = (double)part / 65535 * table->photons;
        double *share = table->shares + part * MLT_POISSON_SHARES;
        share[0] = mlt_exp(-mean);
        for (size_t j = 1; j < MLT_POISSON_SHARES; j++)
            share[j] = share[j - 1] * mean / (double)j;
    }
}

/* The published order of operations: a count as a share of white, then levels. */
static void make_shown(mlt_poisson *table)
{
    for (size_t k = table->n + 1; k-- > 0;) {
        const double share = (double)k / table->photons;
        table->shown16[k] = (uint16_t)(share < 1 ? share * 65535 : 65535);
        table->shown8[k] = (uint8_t)(share < 1 ? share * 255 : 255);
        table->least[table->shown8[k]] = (uint16_t)k;
    }
}

/* --- the guide -------------------------------------------------------------------------------- */

/* A cell that begins with count k. */
static uint32_t entry(const mlt_poisson *table, size_t k, uint32_t step)
{
    const size_t after = step == MLT_GUIDE_NONE ? k : k + 1;
    return step | (uint32_t)table->shown8[k] << 16 | (uint32_t)table->shown8[after] << 24;
}

/* Cells from `first` to `end` of which all words have count k. */
static size_t fill_cells(const mlt_poisson *table, uint32_t *guide, size_t first, size_t end,
                         size_t k)
{
    const uint32_t same = entry(table, k, MLT_GUIDE_NONE);
    for (; first < end; first++)
        guide[first] = same;
    return first;
}

/* Steps are where a count gives way to the next. A cell with more than one says which count its
 * middle has. */
static void make_guide(mlt_poisson *table, size_t level)
{
    const double *within = table->within + level * table->n;
    uint32_t *guide = table->guide + level * MLT_GUIDE_CELLS;
    size_t k = 0, next = 0; /* the first cell without an entry */
    for (; k < table->n; k++) {
        const uint64_t step = (uint64_t)(within[k] + 0.5); /* so many words give a count up to k */
        const uint32_t cell = (uint32_t)(step / 65536 / MLT_GUIDE_PLACES);
        const uint32_t place = (uint32_t)(step / 65536 % MLT_GUIDE_PLACES);
        if (cell == MLT_GUIDE_CELLS)
            break;
        if (cell < next && place < MLT_GUIDE_PLACES / 2)
            guide[cell] = MLT_GUIDE_SEARCH | (uint32_t)(k + 1);
        else if (cell < next && (guide[cell] & MLT_GUIDE_SEARCH) == 0)
            guide[cell] = MLT_GUIDE_SEARCH | (uint32_t)k;
        next = fill_cells(table, guide, next, cell, k);
        if (next == cell && step > 0)
            guide[next++] = entry(table, k, place);
    }
    fill_cells(table, guide, next, MLT_GUIDE_CELLS, k);
}

void mlt_poisson_make(mlt_poisson *table, double photons, void *work)
{
    table->photons = photons;
    table->n = counts_below_white(photons);
    table->within = work;
    table->shares = table->within + MLT_POISSON_LEVELS * table->n;
    table->guide = (uint32_t *)(void *)(table->shares + MLT_POISSON_PARTS * MLT_POISSON_SHARES);
    table->least = (uint16_t *)(void *)(table->guide + MLT_POISSON_LEVELS * MLT_GUIDE_CELLS);
    table->shown16 = table->least + MLT_POISSON_LEVELS;
    table->shown8 = (uint8_t *)(table->shown16 + table->n + 1);
    make_distributions(table);
    make_shown(table);
    for (size_t level = 0; level < MLT_POISSON_LEVELS; level++)
        make_guide(table, level);
}

/* --- counts ----------------------------------------------------------------------------------- */

/* The middles of the least and the greatest word that begin with 16 given bits. */
typedef struct {
    double least, greatest;
} span;

static span span_of(uint16_t high)
{
    const double least = high * 65536.0 + 0.5;
    return (span){least, least + 65535};
}

static double word(const mlt_poisson_draws *draws, size_t i)
{
    return span_of(draws->high[i]).least + draws->low(draws->from, draws->y, i);
}

static size_t guess(const mlt_poisson *table, uint8_t level, uint16_t high)
{
    const uint32_t found = table->guide[level * MLT_GUIDE_CELLS + high / MLT_GUIDE_PLACES];
    if ((found & MLT_GUIDE_SEARCH) != 0)
        return found & (MLT_GUIDE_SEARCH - 1);
    return table->least[found >> 16 & 255];
}

size_t mlt_poisson_count8(const mlt_poisson *table, uint8_t level, const mlt_poisson_draws *draws,
                          size_t i)
{
    const double *within = table->within + level * table->n;
    const span words = span_of(draws->high[i]);
    size_t k = guess(table, level, draws->high[i]);
    while (k > 0 && within[k - 1] >= words.least)
        k--;
    while (k < table->n && within[k] < words.least)
        k++;
    if (k == table->n || within[k] >= words.greatest)
        return k;
    for (double w = word(draws, i); k < table->n && within[k] < w;)
        k++;
    return k;
}

/* Counts of a mean are sums of counts of two means that add up to it; the second is less than 2. */
static double within_sum(const double *within, const double *shares, size_t k)
{
    double sum = 0;
    for (size_t j = 0; j <= k && j < MLT_POISSON_SHARES && shares[j] > 1e-15; j++)
        sum += shares[j] * within[k - j];
    return sum;
}

size_t mlt_poisson_count16(const mlt_poisson *table, uint16_t level, size_t below,
                           const mlt_poisson_draws *draws, size_t i)
{
    const size_t part = level % MLT_POISSON_PARTS;
    const double *within = table->within + level / MLT_POISSON_PARTS * table->n;
    const double *shares = table->shares + part * MLT_POISSON_SHARES;
    const span words = span_of(draws->high[i]);
    size_t k = below;
    if (k < table->n && part > 0 && within[table->n + k] >= words.greatest)
        return k; /* as the level above has it too */
    for (; k < table->n; k++) {
        const double sum = within_sum(within, shares, k);
        if (sum >= words.greatest || (sum >= words.least && sum >= word(draws, i)))
            break;
    }
    return k;
}
