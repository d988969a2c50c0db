/* SPDX-License-Identifier: MIT */
#include "kernel/filter.h"

#include "kernel/lanes.h"

/* --- fold ------------------------------------------------------------------------------------ */

/* Lines that are summed at a time: a number under the taps of all is loaded once. */
enum { GROUP = 4 };

static void fold_line(float *restrict out, const float *const *middle, mlt_taps taps, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        float sum = taps.weights[0] * middle[0][i];
        for (size_t k = taps.radius; k > 0; k--)
            sum += taps.weights[k] * (middle[-(ptrdiff_t)k][i] + middle[k][i]);
        out[i] = sum;
    }
}

/* A number of each line of a group. */
typedef struct {
    mlt_floats a, b, c, d;
} group;

static inline group group_at(const float *const *lines, size_t i)
{
    return (group){mlt_floats_at(lines[0] + i), mlt_floats_at(lines[1] + i),
                   mlt_floats_at(lines[2] + i), mlt_floats_at(lines[3] + i)};
}

/* One after the other. */
static inline void put_group(float *at, group v)
{
    mlt_put_floats(at, v.a);
    mlt_put_floats(at + MLT_LANES, v.b);
    mlt_put_floats(at + 2 * MLT_LANES, v.c);
    mlt_put_floats(at + 3 * MLT_LANES, v.d);
}

/* Each step to the next pair, nearer to the centre, moves both ends of the window by a line. */
static inline void fold_group(float *out, size_t stride, const float *const *lines, mlt_taps taps,
                              size_t i)
{
    const float *const *top = lines + GROUP, *const *bottom = lines + 2 * taps.radius;
    group above = group_at(lines, i), below = group_at(bottom, i);
    group sums = group_at(lines + taps.radius, i);
    const float *end = taps.weights, *w = end + taps.radius;
    sums = (group){*end * sums.a, *end * sums.b, *end * sums.c, *end * sums.d};
    for (; w > end; w--, top++) {
        sums.a += *w * (above.a + below.a);
        sums.b += *w * (above.b + below.b);
        sums.c += *w * (above.c + below.c);
        sums.d += *w * (above.d + below.d);
        bottom--;
        above = (group){above.b, above.c, above.d, mlt_floats_at(*top + i)};
        below = (group){mlt_floats_at(*bottom + i), below.a, below.b, below.c};
    }
    mlt_put_floats(out + i, sums.a);
    mlt_put_floats(out + stride + i, sums.b);
    mlt_put_floats(out + 2 * stride + i, sums.c);
    mlt_put_floats(out + 3 * stride + i, sums.d);
}

/* The last mlt_floats and the last group overlap those before: what they share is made twice.
 * Called with a constant radius where that is small, so that a group's lines stay in registers. */
static inline void fold_groups(float *out, size_t stride, const float *const *lines,
                               const float *weights, size_t radius, size_t n_out, size_t n)
{
    for (size_t i = 0; i < n; i += MLT_LANES) {
        size_t at = i + MLT_LANES <= n ? i : n - MLT_LANES;
        for (size_t j = 0; j < n_out; j += GROUP) {
            size_t first = j + GROUP <= n_out ? j : n_out - GROUP;
            fold_group(out + first * stride, stride, lines + first, (mlt_taps){weights, radius},
                       at);
        }
    }
}

static void fold(float *out, size_t stride, const float *const *lines, mlt_taps taps, size_t n_out,
                 size_t n)
{
    const float *w = taps.weights;
    if (n < MLT_LANES || n_out < GROUP) {
        for (size_t j = 0; j < n_out; j++)
            fold_line(out + j * stride, lines + j + taps.radius, taps, n);
    } else if (taps.radius == 3) {
        fold_groups(out, stride, lines, w, 3, n_out, n);
    } else if (taps.radius == 6) {
        fold_groups(out, stride, lines, w, 6, n_out, n);
    } else if (taps.radius == 4) {
        fold_groups(out, stride, lines, w, 4, n_out, n);
    } else {
        fold_groups(out, stride, lines, w, taps.radius, n_out, n);
    }
}

/* --- mix ------------------------------------------------------------------------------------- */

/* Eight registers of sums at a time: as many additions are under way at once. */
static inline void mix_groups(float *out, const float *const *lines, const mlt_mix_tap *taps,
                              size_t n_taps, size_t i)
{
    group low = {0}, high = {0};
    for (const mlt_mix_tap *t = taps; t < taps + n_taps; t++) {
        const float *line = lines[t->line] + t->shift + i;
        low.a += t->weight * mlt_floats_at(line);
        low.b += t->weight * mlt_floats_at(line + MLT_LANES);
        low.c += t->weight * mlt_floats_at(line + 2 * MLT_LANES);
        low.d += t->weight * mlt_floats_at(line + 3 * MLT_LANES);
        high.a += t->weight * mlt_floats_at(line + 4 * MLT_LANES);
        high.b += t->weight * mlt_floats_at(line + 5 * MLT_LANES);
        high.c += t->weight * mlt_floats_at(line + 6 * MLT_LANES);
        high.d += t->weight * mlt_floats_at(line + 7 * MLT_LANES);
    }
    put_group(out + i, low);
    put_group(out + i + GROUP * MLT_LANES, high);
}

static inline void mix_lanes(float *out, const float *const *lines, const mlt_mix_tap *taps,
                             size_t n_taps, size_t i)
{
    mlt_floats sum = {0};
    for (const mlt_mix_tap *t = taps; t < taps + n_taps; t++)
        sum += t->weight * mlt_floats_at(lines[t->line] + t->shift + i);
    mlt_put_floats(out + i, sum);
}

/* As in fold(), what does not fill the last registers is made twice. */
static void mix(float *out, const float *const *lines, const mlt_mix_tap *taps, size_t n_taps,
                size_t n)
{
    enum { WIDE = 2 * GROUP * MLT_LANES };
    for (size_t i = 0; n >= WIDE && i < n; i += WIDE)
        mix_groups(out, lines, taps, n_taps, i + WIDE <= n ? i : n - WIDE);
    for (size_t i = 0; n < WIDE && n >= MLT_LANES && i < n; i += MLT_LANES)
        mix_lanes(out, lines, taps, n_taps, i + MLT_LANES <= n ? i : n - MLT_LANES);
    for (size_t i = 0; n < MLT_LANES && i < n; i++) {
        float sum = 0;
        for (size_t k = 0; k < n_taps; k++)
            sum += taps[k].weight * lines[taps[k].line][(ptrdiff_t)i + taps[k].shift];
        out[i] = sum;
    }
}

static void slide(float *restrict sums, const float *restrict in, const float *restrict out,
                  size_t n)
{
    for (size_t i = 0; i < n; i++)
        sums[i] += in[i] - out[i];
}

MLT_KERNEL_BUILD(mlt_filter_loops) = {fold, mix, slide};
