/* SPDX-License-Identifier: MIT */
#include "image/trail.h"

#include <math.h>
#include <stdlib.h>

#include "base/math.h"
#include "kernel/kernels.h"

static int larger(int a, int b)
{
    return a > b ? a : b;
}

void mlt_trail_make(mlt_trail *trail, int radius, double sigma, double degrees, uint32_t width,
                    uint32_t height)
{
    int n = 2 * radius + 1;
    double angle = degrees * (3.14159265358979323846 / 180), sum = 0;
    double sine = mlt_sin(angle), cosine = mlt_cos(angle);
    for (int i = 0; i < n; i++) {
        trail->taps[i].weight = mlt_exp(-((double)i * i) / (2 * sigma * sigma));
        sum += trail->taps[i].weight;
    }
    trail->left = trail->right = trail->above = trail->below = 0;
    for (trail->n = 0; trail->n < n; trail->n++) {
        mlt_trail_tap *t = &trail->taps[trail->n];
        t->dy = (int)ceil(trail->n * sine - .5);
        t->dx = (int)ceil(trail->n * cosine - .5);
        t->weight /= sum;
        if (abs(t->dy) >= (int)height || abs(t->dx) >= (int)width)
            break;
        trail->left = larger(trail->left, -t->dx);
        trail->right = larger(trail->right, t->dx);
        trail->above = larger(trail->above, -t->dy);
        trail->below = larger(trail->below, t->dy);
    }
}

/* What lies in front of pixel 0, and from there on. */
static size_t before(const mlt_trail *trail, uint32_t channels)
{
    return (size_t)trail->left * channels;
}

static size_t length(const mlt_trail *trail, uint32_t width, uint32_t channels)
{
    return (width + (size_t)trail->right) * channels;
}

static size_t n_lines(const mlt_trail *trail)
{
    return (size_t)(trail->above + trail->below) + 1;
}

size_t mlt_trail_bytes(const mlt_trail *trail, uint32_t width, uint32_t channels)
{
    size_t in_front = before(trail, channels), behind = length(trail, width, channels);
    return mlt_lines_bytes(n_lines(trail), in_front, behind) +
           mlt_lines_bytes(1, in_front, behind) + 2 * n_lines(trail) * sizeof(uint16_t *) +
           (size_t)trail->n * (sizeof(mlt_mix_tap) + sizeof(mlt_word_pair));
}

/* Whole weights as large as they may be. What one is rounded by goes to the next, so that flat
 * parts of a picture stay what they are. */
static void make_pairs(mlt_trail_lines *l)
{
    double scale = 1 << 23, sum = 0, made = 0;
    for (l->bits = 23; l->trail->taps[0].weight * scale > 32766; l->bits--)
        scale /= 2;
    for (int i = 0; i < l->trail->n; i++) {
        const mlt_mix_tap *t = &l->taps[i];
        mlt_word_pair *p = &l->pairs[i / 2];
        sum += l->trail->taps[i].weight * scale;
        int32_t weight = (int32_t)(rint(sum) - made);
        made = rint(sum);
        if (i % 2 == 0) {
            *p = (mlt_word_pair){{t->line, t->line}, {t->shift, t->shift}, weight};
        } else {
            p->line[1] = t->line;
            p->shift[1] = t->shift;
            p->weights |= weight << 16;
        }
    }
}

static void make_taps(mlt_trail_lines *l, int32_t channels)
{
    for (int i = 0; i < l->trail->n; i++) {
        const mlt_trail_tap *t = &l->trail->taps[i];
        l->taps[i] = (mlt_mix_tap){t->dy + l->trail->above, t->dx * channels, (float)t->weight};
    }
}

mlt_trail_lines mlt_trail_lay_out(const mlt_trail *trail, void *memory, uint32_t width,
                                  uint32_t channels, bool is_8bit)
{
    size_t in_front = before(trail, channels), behind = length(trail, width, channels);
    size_t n = n_lines(trail);
    mlt_trail_lines l = {.trail = trail, .n = (size_t)width * channels, .is_words = is_8bit};
    char *next = (char *)memory + mlt_lines_bytes(n, in_front, behind);
    l.n_before = in_front;
    l.n_line = in_front + behind;
    l.lines = mlt_lines_lay_out(memory, n, in_front, behind);
    l.next = mlt_lines_lay_out(next, 1, in_front, behind).first;
    l.words = (const uint16_t **)(void *)(next + mlt_lines_bytes(1, in_front, behind));
    l.pairs = (mlt_word_pair *)(void *)(l.words + 2 * n);
    l.taps = (mlt_mix_tap *)(void *)(l.pairs + trail->n);
    for (size_t i = 0; i < 2 * n; i++)
        l.words[i] = (const void *)mlt_lines_at(&l.lines, i);
    make_taps(&l, (int32_t)channels);
    make_pairs(&l);
    return l;
}

float *mlt_trail_line(const mlt_trail_lines *l, int64_t y)
{
    return l->is_words ? l->next : mlt_lines_at(&l->lines, (size_t)(y + l->trail->above));
}

void mlt_trail_filled(const mlt_trail_lines *l, int64_t y)
{
    float *line = mlt_lines_at(&l->lines, (size_t)(y + l->trail->above));
    if (l->is_words)
        mlt_kernels_get()->words->from_floats((uint16_t *)(void *)line - l->n_before,
                                              l->next - l->n_before, l->n_line);
}

void mlt_trail_row(const mlt_trail_lines *l, float *out, int64_t y)
{
    size_t n_taps = (size_t)l->trail->n, first = (size_t)y % l->lines.n;
    if (l->is_words)
        mlt_kernels_get()->words->mix(out, l->words + first, l->pairs, (n_taps + 1) / 2, l->bits,
                                      l->n);
    else
        mlt_kernels_get()->filter->mix(out, l->lines.pointers + first, l->taps, n_taps, l->n);
}
