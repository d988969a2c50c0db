/* SPDX-License-Identifier: MIT */
/*
 * Kinds that make each sample of the square around it.
 */
#ifndef MLT_TESTS_SQUARES_H
#define MLT_TESTS_SQUARES_H

#include "perturb/conditions.h"

/* What becomes of the n samples of a square. */
typedef unsigned (*square_function)(unsigned *samples, size_t n);

/* The edge pixels repeat. */
static inline unsigned of_square(const mltest_image_view *view, int64_t x, int64_t y, uint32_t c,
                                 int64_t side, square_function f)
{
    unsigned *all = malloc((size_t)(side * side) * sizeof *all);
    int64_t right = view->width - 1, bottom = view->height - 1;
    ck_assert_ptr_nonnull(all);
    for (int64_t k = 0; k < side * side; k++) {
        int64_t px = x + k % side - side / 2, py = y + k / side - side / 2;
        px = px < 0 ? 0 : px > right ? right : px;
        py = py < 0 ? 0 : py > bottom ? bottom : py;
        all[k] = sample_at(view, (uint32_t)px, (uint32_t)py, c);
    }
    unsigned v = f(all, (size_t)(side * side));
    free(all);
    return v;
}

static inline void check_squares(const mltest_image_view *view, const char *text, uint32_t side,
                                 square_function f)
{
    mlt_perturbed made = perturb(view, text, "a");
    mltest_image_view out = mlt_image_view(&made.image);
    uint32_t channels = mlt_format_channels(view->format);
    for (uint32_t k = 0; k < view->width * view->height * channels; k++) {
        uint32_t x = k / channels % view->width, y = k / channels / view->width, c = k % channels;
        ck_assert_uint_eq(sample_at(&out, x, y, c), of_square(view, x, y, c, side, f));
    }
    mlt_perturbed_free(&made);
}

/* Severities 1 to 5 in all formats. */
static inline void check_severities(const char *kind, const uint32_t sides[5], square_function f,
                                    picture_function shown)
{
    for (int i = 0; i < N_FORMATS; i++) {
        picture p = make_picture(shown, 37, 26, all_formats[i], 3, 9, i % 2 == 0);
        for (int s = 1; s <= 5; s++) {
            char text[32];
            snprintf(text, sizeof text, "%s@%d", kind, s);
            check_squares(&p.view, text, sides[s - 1], f);
        }
        free(p.block);
    }
}

#endif
