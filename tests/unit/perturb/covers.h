/* SPDX-License-Identifier: MIT */
/*
 * What a perturbed picture journals as hidden.
 */
#ifndef MLT_TESTS_COVERS_H
#define MLT_TESTS_COVERS_H

#include "perturb/conditions.h"

static inline bool is_hidden(const mlt_perturbed *made, uint32_t x, uint32_t y)
{
    for (size_t i = 0; i < made->n_cover; i++) {
        const mlt_box *b = &made->cover[i];
        if (x >= b->x && x < b->x + b->width && y >= b->y && y < b->y + b->height)
            return true;
    }
    return false;
}

/* What one condition hides, the other hides too. */
static inline void check_nested(const mltest_image_view *view, const mlt_truths *labels,
                                const char *less, const char *more, const char *id)
{
    mlt_perturbed a = perturb_labelled(view, labels, less, id);
    mlt_perturbed b = perturb_labelled(view, labels, more, id);
    unsigned shown = 0;
    for (uint32_t k = 0; k < view->width * view->height; k++) {
        uint32_t x = k % view->width, y = k / view->width;
        shown += is_hidden(&a, x, y) && !is_hidden(&b, x, y);
    }
    ck_assert_msg(shown == 0, "%s hides %u pixels, %s does not", less, shown, more);
    mlt_perturbed_free(&a);
    mlt_perturbed_free(&b);
}

static const char *const growing[] = {"0.3", "1", "2", "3.3", "4.1", "5"};

/* The same along the severities of a kind, for some samples. */
static inline void check_growth(const mltest_image_view *view, const mlt_truths *labels,
                                const char *kind)
{
    for (int i = 0; i < 25; i++) {
        char id[8], less[64], more[64];
        snprintf(id, sizeof id, "%d", i / 5);
        snprintf(less, sizeof less, "%s@%s", kind, growing[i % 5]);
        snprintf(more, sizeof more, "%s@%s", kind, growing[i % 5 + 1]);
        check_nested(view, labels, less, more, id);
    }
}

/* Outside what is hidden the picture is as it was. */
static inline void check_rest(const mltest_image_view *view, const mlt_perturbed *made)
{
    mltest_image_view out = mlt_image_view(&made->image);
    uint32_t channels = mlt_format_channels(view->format), different = 0;
    for (uint32_t k = 0; k < view->width * view->height; k++) {
        uint32_t x = k % view->width, y = k / view->width;
        for (uint32_t c = 0; c < channels && !is_hidden(made, x, y); c++)
            different += sample_at(&out, x, y, c) != sample_at(view, x, y, c);
    }
    ck_assert_uint_eq(different, 0);
}

#endif
