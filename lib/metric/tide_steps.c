/* SPDX-License-Identifier: MIT */
#include "metric/tide_steps.h"

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "metric/tide_parts.h"

#include <inttypes.h>

/* Bits of a step's runs: the plain one, then the kinds. A match is right in the run of Miss. */
enum { PLAIN_BIT = 1, KIND_BITS = 0x7e, MATCH_BIT = 0x40 };

/* index of a step is its image, group the bits in which it is right, then those in which it is
 * wrong. */
typedef struct {
    const mlt_tide *tide;
    mlt_tide_steps *out;
    uint32_t *image_order;
    mlt_keyed *steps, *scratch;
} preparation;

void mlt_tide_steps_free(mlt_tide_steps *s)
{
    if (s == NULL)
        return;
    mltest_context *ctx = s->ctx;
    mlt_free(ctx, s->truths);
    mlt_free(ctx, s->first);
    mlt_free(ctx, s->plain);
    mlt_free(ctx, s->mended);
    mlt_free(ctx, s);
    mlt_context_unref(ctx);
}

static uint32_t narrow(uint32_t runs)
{
    return (runs >> MLT_TIDE_RUN_POS & 1) | (runs >> MLT_TIDE_RUN_FIX & 0x3f) << 1;
}

static uint32_t both(uint32_t right, uint32_t wrong)
{
    return narrow(right) | narrow(wrong) << 8;
}

static void count(preparation *p)
{
    const mlt_tide *tide = p->tide;
    for (size_t i = 0; i < tide->n_dets; i++) {
        const mlt_tide_det *det = &tide->dets[i];
        p->out->first[det->cls + 1]++;
        if (mlt_tide_moves(det))
            p->out->first[det->truth_cls + 1]++;
    }
    for (size_t c = 0; c < p->out->n_classes; c++)
        p->out->first[c + 1] += p->out->first[c];
}

static void scatter_image(preparation *p, uint32_t place)
{
    const mlt_tide_image *image = &p->tide->images[p->image_order[place]];
    size_t *next = p->out->first;
    for (size_t i = 0; i < image->n_dets; i++) {
        const mlt_tide_det *det = &p->tide->dets[image->first_det + i];
        uint64_t key = mlt_key_descending(det->score);
        p->steps[next[det->cls]++] =
            (mlt_keyed){key, place, both(mlt_tide_right_runs(det), mlt_tide_wrong_runs(det))};
        if (mlt_tide_moves(det))
            p->steps[next[det->truth_cls]++] = (mlt_keyed){key, place, both(MLT_TIDE_MOVE_RUN, 0)};
    }
    for (size_t i = 0; i < image->n_truths; i++) {
        const mlt_tide_truth *truth = &p->tide->truths[image->first_truth + i];
        p->out->truths[p->out->n_truths++] =
            (mlt_tide_asked){place, truth->cls, !truth->used && !truth->usable};
    }
}

static mlt_tide_step take(const mlt_keyed *from, uint32_t bits)
{
    return (mlt_tide_step){from->index, (uint8_t)(from->group & bits),
                           (uint8_t)(from->group >> 8 & bits)};
}

/* Where errors are mended, of equal scores the errors come first, then the matches. */
static void take_mended(mlt_tide_step *to, const mlt_keyed *steps, size_t n)
{
    for (size_t first = 0, end; first < n; first = end) {
        for (end = first + 1; end < n && steps[end].key == steps[first].key;)
            end++;
        for (uint32_t match = 0; match <= MATCH_BIT; match += MATCH_BIT)
            for (size_t i = first; i < end; i++)
                if ((steps[i].group & MATCH_BIT) == match)
                    *to++ = take(&steps[i], KIND_BITS);
    }
}

static void order_class(preparation *p, size_t cls)
{
    mlt_tide_steps *out = p->out;
    const size_t first = out->first[cls], n = out->first[cls + 1] - first;
    size_t right = 0;
    mlt_sort_keyed(p->steps + first, p->scratch, n);
    for (size_t i = first; i < first + n; i++) {
        out->plain[i] = take(&p->steps[i], PLAIN_BIT);
        right += (p->steps[i].group & 0xff) != 0;
    }
    take_mended(out->mended + first, p->steps + first, n);
    out->most_right = right > out->most_right ? right : out->most_right;
}

static bool make_room(preparation *p)
{
    mlt_tide_steps *out = p->out;
    const size_t n = out->first[out->n_classes] + 1;
    p->steps = mlt_realloc_array(out->ctx, NULL, n, sizeof *p->steps);
    p->scratch = mlt_realloc_array(out->ctx, NULL, n, sizeof *p->scratch);
    out->plain = mlt_realloc_array(out->ctx, NULL, n, sizeof *out->plain);
    out->mended = mlt_realloc_array(out->ctx, NULL, n, sizeof *out->mended);
    return p->steps != NULL && p->scratch != NULL && out->plain != NULL && out->mended != NULL;
}

static mltest_status prepare(preparation *p, mltest_error **error)
{
    mlt_tide_steps *out = p->out;
    out->first = mlt_alloc_zero(out->ctx, out->n_classes + 1, sizeof *out->first);
    out->truths = mlt_alloc_zero(out->ctx, p->tide->n_truths + 1, sizeof *out->truths);
    p->image_order = mlt_alloc_zero(out->ctx, out->n_images + 1, sizeof *p->image_order);
    if (out->first == NULL || out->truths == NULL || p->image_order == NULL)
        return mlt_fail_memory(error);
    TRY(mlt_tide_order_images(p->tide, p->image_order, error));
    count(p);
    if (!make_room(p))
        return mlt_fail_memory(error);
    for (size_t o = 0; o < out->n_images; o++)
        scatter_image(p, (uint32_t)o);
    for (size_t c = out->n_classes; c > 0; c--) /* each had moved to the next one */
        out->first[c] = out->first[c - 1];
    out->first[0] = 0;
    for (size_t c = 0; c < out->n_classes; c++)
        order_class(p, c);
    return MLTEST_OK;
}

mltest_status mlt_tide_steps_new(mlt_tide_steps **out, const mlt_tide *tide, mltest_error **error)
{
    mltest_context *ctx = tide->ctx;
    mlt_tide_steps *steps = mlt_alloc_zero(ctx, 1, sizeof *steps);
    *out = NULL;
    if (steps == NULL)
        return mlt_fail_memory(error);
    steps->ctx = mlt_context_ref(ctx);
    steps->n_classes = tide->options.n_classes;
    steps->n_images = tide->n_images;
    preparation p = {.tide = tide, .out = steps};
    mltest_status status = prepare(&p, error);
    mlt_free(ctx, p.image_order);
    mlt_free(ctx, p.steps);
    mlt_free(ctx, p.scratch);
    if (status != MLTEST_OK)
        mlt_tide_steps_free(steps);
    else
        *out = steps;
    return status;
}
